"""The search: annealing by swaps and moves, from a seating in which the hard rules hold.

Two people change places; now and then a group does, or somebody moves to a smaller table.  What is dearer is taken too
while it is hot, by a chance that falls as it cools.  The budget is steps, never time: the same plan and seed end in the
same seating on every machine.
"""

from __future__ import annotations

from sessions.mixing.account import cost
from sessions.mixing.board import Board
from sessions.mixing.bounds import planned
from sessions.mixing.chance import LOTS, Chance, steps_up
from sessions.mixing.hard import broken, settle
from sessions.mixing.plan import Plan, Seating
from sessions.mixing.sheet import Sheet
from sessions.mixing.start import begin

STEPS = 400_000
LEVELS, COOLER = 60, 0.92
"""So many temperatures, each this much of the one before: from the first to a hundred and fiftieth of it."""
HOT = 0.5
"""The first temperature, in what a person beyond the half costs on average."""
RARE = 1 / 32
"""The share of steps in which it is not two people who change places: they take ten times as long."""


def search(plan: Plan, steps: int = STEPS) -> Seating:
    """Seat the people of a plan. `steps`: how many changes are tried; with 0 it is the start that comes back."""
    rules = settle(plan)
    if not plan.tables:
        nothing = cost(plan, {})
        return Seating(at={}, complaints=tuple(rules.complaints), start=nothing, cost=nothing)
    sheet = Sheet(plan, rules)
    start = begin(sheet)
    best = _Annealing(sheet, start).run(steps)
    at = {person: plan.tables[best[no]] for no, person in enumerate(plan.people)}
    sizes = [best.count(no) for no in range(len(plan.tables))]
    return Seating(
        at=at,
        widened={
            table: (min(low, size), max(high, size))
            for table, size, (low, high) in zip(plan.tables, sizes, planned(plan), strict=True)
            if not low <= size <= high
        },
        complaints=tuple(rules.complaints),
        broken=broken(plan, at),
        start=cost(plan, {person: plan.tables[start[no]] for no, person in enumerate(plan.people)}),
        cost=cost(plan, at),
        steps=steps,
    )


class _Annealing:
    """`free`: the people who may move and go alone; `units`: all that may move, groups too."""

    def __init__(self, sheet: Sheet, start: list[int]) -> None:
        self.sheet, self.board = sheet, Board(sheet, start)
        self.units = [unit for unit in sheet.rules.units if unit[0] not in sheet.rules.held]
        self.free = [unit[0] for unit in self.units if len(unit) == 1]
        self.unit_of = {person: unit for unit in self.units for person in unit}
        self.chance = Chance(sheet.plan.seed, "search")
        self.cost = self.least = 0
        self.best = start

    def run(self, steps: int) -> list[int]:
        """The best seating that was met: the start, if there was none better."""
        if self.units and self.sheet.tables > 1 and steps:
            weights = [value.weight for value in self.sheet.values[1:]]
            heat = HOT * self.sheet.unit * (sum(weights) / len(weights) if weights else 1)
            for _ in range(LEVELS):
                self._level(max(1, steps // LEVELS), heat)
                heat *= COOLER
            self._descend(steps // 4)
        return self.best

    def _level(self, steps: int, heat: float) -> None:
        """So many steps at one temperature. The hottest loop there is: it asks no method for what it can look up."""
        board, free, chance = self.board, self.free, self.chance.next
        at, reach, more, fewer = board.at, board.reach, board.more, board.fewer
        traits, between, up, n = self.sheet.traits, self.sheet.between, steps_up(), len(free)
        for _ in range(steps):
            if n < 2 or chance() < RARE:
                self._rarer(heat)
                continue
            one, other = free[int(chance() * n)], free[int(chance() * n)]
            here, there = at[one], at[other]
            if here == there:
                continue
            from_one, from_other = reach[one], reach[other]
            delta = from_one[there] - from_one[here] + from_other[here] - from_other[there]
            if between:
                delta -= 2 * between.get((one, other) if one < other else (other, one), 0)
            more_here, more_there, fewer_here, fewer_there = more[here], more[there], fewer[here], fewer[there]
            for mine, theirs in zip(traits[one], traits[other]):  # noqa: B905  as long as each other, and time counts
                if mine != theirs:
                    delta += fewer_here[mine] + more_here[theirs] + more_there[mine] + fewer_there[theirs]
            if delta <= 0 or delta <= heat * up[int(chance() * LOTS)]:
                board.swap(one, other)
                self._paid(delta)

    def _rarer(self, heat: float) -> None:
        """A unit goes to another table; as many come back as keep the sizes, or nobody where they may change."""
        unit = self.units[self.chance.below(len(self.units))]
        there = self.chance.below(self.sheet.tables)
        here = self.board.at[unit[0]]
        if here == there:
            return
        moves = [(person, there) for person in unit]
        if not self._sizes_allow(here, there, len(unit)):
            if len(unit) == 1:  # that would be two people who change places
                return
            moves += [(person, here) for person in self._in_return(there, len(unit))]
        delta = self.board.shift(moves)
        if delta <= 0 or delta <= heat * steps_up()[self.chance.below(LOTS)]:
            self._paid(delta)
        else:
            self.board.shift([(person, here if to == there else there) for person, to in moves])

    def _sizes_allow(self, here: int, there: int, n: int) -> bool:
        size, of = self.sheet.size, self.board.size_of
        before = size(here, of[here]) + size(there, of[there])
        return size(here, of[here] - n) + size(there, of[there] + n) <= before

    def _in_return(self, table: int, n: int) -> list[int]:
        """Up to n people of a table who may move, groups as one."""
        units = [unit for unit in self.units if self.board.at[unit[0]] == table]
        self.chance.shuffle(units)
        back: list[int] = []
        for unit in units:
            if len(back) + len(unit) <= n:
                back += unit
        return back

    def _paid(self, delta: int) -> None:
        self.cost += delta
        if self.cost < self.least:
            self.least, self.best = self.cost, self.board.at[:]

    def _descend(self, looks: int) -> None:
        """From the best: swap whatever is better swapped, until nothing is or so many pairs were looked at."""
        self.board = Board(self.sheet, self.best)
        self.cost = self.least
        better = True
        while better and looks > 0:
            better = False
            for place, one in enumerate(self.free):
                looks -= place
                for other in self.free[:place]:
                    delta = self._swap_delta(one, other)
                    if delta < 0:
                        self.board.swap(one, other)
                        self._paid(delta)
                        better = True

    def _swap_delta(self, one: int, other: int) -> int:
        board, here, there = self.board, self.board.at[one], self.board.at[other]
        if here == there:
            return 0
        mine, theirs = board.reach[one], board.reach[other]
        delta = mine[there] - mine[here] + theirs[here] - theirs[there]
        delta -= 2 * self.sheet.between.get((min(one, other), max(one, other)), 0)
        for a, b in zip(self.sheet.traits[one], self.sheet.traits[other], strict=True):
            if a != b:
                delta += board.fewer[here][a] + board.more[here][b] + board.more[there][a] + board.fewer[there][b]
        return delta
