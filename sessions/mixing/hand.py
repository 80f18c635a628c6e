"""The seating in the day: where somebody who walks in may sit, what a move by hand costs, a table more or less.

None of it moves anybody who need not move.  Costs are the objective's, in the unit of the plan's weights; what hard
rules a change breaks stands beside the cost and is never mixed into it.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from sessions.mixing.annealing import search
from sessions.mixing.board import NOWHERE, Board, Move
from sessions.mixing.bounds import planned
from sessions.mixing.chance import lot
from sessions.mixing.hard import broken, settle
from sessions.mixing.plan import Broken, Plan, Seating
from sessions.mixing.sheet import Sheet

FEW_STEPS = 20_000
"""For the people of one table."""

At = Mapping[str, str]
"""Person → table; who is not in it sits nowhere."""


class Offer(Struct, frozen=True, kw_only=True):
    """A table for somebody: what it costs that they sit there too, the hard rules that it breaks, how many sit there
    already, and whether it is full."""

    table: str
    cost: float
    breaks: tuple[Broken, ...]
    people: int
    full: bool


class Price(Struct, frozen=True, kw_only=True):
    """What a change by hand comes to. `cost`: dearer or, below 0, better; `breaks`, `mends`: hard rules; `outside`:
    tables that leave their bounds by it."""

    cost: float
    breaks: tuple[Broken, ...]
    mends: tuple[Broken, ...]
    outside: tuple[str, ...]


class Opening(Struct, frozen=True, kw_only=True):
    """Who would move to a new table (`people`, in the order of the plan), and what that comes to."""

    table: str
    people: tuple[str, ...]
    price: Price


def place(plan: Plan, at: At, person: str) -> list[Offer]:
    """Every table for somebody who walks in, the best first: first without a broken rule, then with a free place, then
    where fewer sit than should, then the cheapest, then where fewer sit, then by lot. Nobody else moves; where `person`
    sits now does not matter.

    Raises KeyError where the plan does not know the person.
    """
    others = {each: table for each, table in at.items() if each != person}
    board, no = _board(plan, others), _places(plan.people)[person]
    before = broken(plan, others)
    ranked = []
    for table, (name, (low, high)) in enumerate(zip(plan.tables, planned(plan), strict=True)):
        cost, people = board.what_if([(no, table)]), board.size_of[table]
        breaks = _without(broken(plan, {**others, person: name}), before)
        offer = Offer(table=name, cost=_readable(board, cost), breaks=breaks, people=people, full=people >= high)
        ranked.append(
            (len(breaks), offer.full, people >= low, cost, people, lot(plan.seed, f"{person}\n{name}"), offer)
        )
    return [row[-1] for row in sorted(ranked, key=lambda row: row[:-1])]


def move_cost(plan: Plan, at: At, person: str, table: str) -> Price:
    """What it comes to if one person goes to a table, from another or from nowhere. Raises KeyError for an id that the
    plan does not know."""
    return _price(plan, at, {person: table})


def swap_cost(plan: Plan, at: At, one: str, other: str) -> Price:
    """What it comes to if two people who are seated change places. Raises KeyError for one who is not."""
    return _price(plan, at, {one: at[other], other: at[one]})


def close_table(plan: Plan, at: At, table: str, steps: int = FEW_STEPS) -> Seating:
    """The seating without a table: its people go to the others, a group as one, and nobody else moves.

    Who sits nowhere stays so. Complaints are those that concern whoever moves.
    """
    seated = tuple(person for person in plan.people if at.get(person) in plan.tables)
    moving = {person for person in seated if at[person] == table}
    shorter = msgspec.structs.replace(
        plan,
        people=seated,
        tables=tuple(each for each in plan.tables if each != table),
        keep={person: at[person] for person in seated if person not in moving},
    )
    found = search(shorter, steps)
    said = tuple(each for each in found.complaints if moving & {*each.people} or not each.people)
    return msgspec.structs.replace(found, complaints=said)


def open_table(plan: Plan, at: At, table: str) -> Opening:
    """Who would move to a new table: as few as it must have (its even share, where nothing is said), groups as one,
    those pinned to it before all, and of the rest those whose going costs least. Who is kept or pinned stays."""
    if table not in plan.tables:
        plan = msgspec.structs.replace(plan, tables=(*plan.tables, table))
    rules = settle(plan)
    board = Board(Sheet(plan, rules), _numbers(plan, at))
    new = plan.tables.index(table)
    wanted = rules.bounds[new][0] or len(plan.people) // len(plan.tables)
    chosen: list[list[int]] = []
    can_go = []
    for unit in rules.units:
        home = {board.at[person] for person in unit}
        if rules.held.get(unit[0]) == new:
            board.shift([(person, new) for person in unit if board.at[person] != NOWHERE])
        elif unit[0] not in rules.held and len(home) == 1 and home != {new} and home != {NOWHERE}:
            can_go.append(unit)
    while can_go and (room := wanted - board.size_of[new]) > 0:
        small = [unit for unit in can_go if len(unit) <= room] or [min(can_go, key=len)]
        unit = min(small, key=lambda unit: board.what_if(_all_to(unit, new)) / len(unit))
        board.shift(_all_to(unit, new))
        chosen.append(unit)
        can_go.remove(unit)
    _exchange(board, chosen, can_go, new, _numbers(plan, at))
    people = {
        plan.people[no]: table
        for no, (was, now) in enumerate(zip(_numbers(plan, at), board.at, strict=True))
        if now == new != was
    }
    return Opening(table=table, people=tuple(people), price=_price(plan, at, people))


def _exchange(board: Board, chosen: list[list[int]], others: list[list[int]], new: int, was: list[int]) -> None:
    """Somebody else of the same number goes instead, as long as that is cheaper."""
    better = True
    while better:
        better = False
        for no, unit in enumerate(chosen):
            for place, other in enumerate(others):
                if len(other) != len(unit):
                    continue
                moves = _all_to(chosen[no], was[chosen[no][0]]) + _all_to(other, new)
                if board.what_if(moves) < 0:
                    board.shift(moves)
                    chosen[no], others[place] = other, chosen[no]
                    better = True


def _price(plan: Plan, at: At, change: At) -> Price:
    board, people, tables = _board(plan, at), _places(plan.people), _places(plan.tables)
    bounds, sizes = planned(plan), board.size_of[:]
    delta = board.shift([(people[person], tables[table]) for person, table in change.items()])
    before, after = broken(plan, at), broken(plan, {**at, **change})

    def outside(no: int, size: int) -> int:
        return max(bounds[no][0] - size, size - bounds[no][1], 0)

    return Price(
        cost=_readable(board, delta),
        breaks=_without(after, before),
        mends=_without(before, after),
        outside=tuple(table for table, no in tables.items() if outside(no, board.size_of[no]) > outside(no, sizes[no])),
    )


def _board(plan: Plan, at: At) -> Board:
    """The objective alone, without rules and bounds."""
    return Board(Sheet(plan, settle(plan), hard=False), _numbers(plan, at))


def _numbers(plan: Plan, at: At) -> list[int]:
    tables = _places(plan.tables)
    return [tables.get(at.get(person, ""), NOWHERE) for person in plan.people]


def _places(ids: tuple[str, ...]) -> dict[str, int]:
    return {each: no for no, each in enumerate(ids)}


def _all_to(unit: list[int], table: int) -> list[Move]:
    return [(person, table) for person in unit]


def _without(some: tuple[Broken, ...], others: tuple[Broken, ...]) -> tuple[Broken, ...]:
    return tuple(each for each in some if each not in others)


def _readable(board: Board, cost: int) -> float:
    return round(cost / board.sheet.unit, 4)
