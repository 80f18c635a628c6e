"""Which hard rules hold: those that contradict each other are found before anybody is seated, and named.

Rules are taken in the order of their strength (`Rule`) and within one in the order of the plan; of what contradicts
those taken before, the smallest piece is dropped: one pin, one pair, those who leave their group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

from sessions.mixing.bounds import fitted, planned
from sessions.mixing.plan import Bounds, Broken, Code, Complaint, Plan, Rule, present


class Hard(NamedTuple):
    """The rules in force, in numbers: places in the lists of the plan.

    `units`: people who go as one, in order. `held`: person → the table where they stay. `apart`: pairs of people, the
    lesser first. `bounds`: of each table, given way as far as the hall needs.
    """

    units: list[list[int]]
    held: dict[int, int]
    apart: set[tuple[int, int]]
    bounds: list[Bounds]
    complaints: list[Complaint]


def settle(plan: Plan) -> Hard:
    """The rules that can hold together, and a complaint for each that cannot."""
    reader = _Reader(plan)
    reader.keep()
    reader.pin()
    reader.part()
    for group in plan.together:
        reader.join(group)
    units = [unit for person, unit in enumerate(reader.unit) if unit[0] == person]
    return Hard(units, reader.held, reader.apart, reader.bounds, reader.complaints)


def broken(plan: Plan, at: Mapping[str, str]) -> tuple[Broken, ...]:
    """The hard rules that a seating breaks, also those that could not hold. Who sits nowhere breaks none."""
    found = []
    for rule, held in ((Rule.KEEP, plan.keep), (Rule.PINNED, plan.pinned)):
        for person in present(plan, held):
            if at.get(person, held[person]) != held[person]:
                found.append(Broken(rule, (person,), at[person]))
    seen = set()
    for group in plan.apart:
        for pair in combinations(present(plan, group), 2):
            table = at.get(pair[0])
            if table is not None and table == at.get(pair[1]) and pair not in seen:
                seen.add(pair)
                found.append(Broken(Rule.APART, pair, table))
    for group in plan.together:
        people = present(plan, group)
        if len({at[person] for person in people if person in at}) > 1:
            found.append(Broken(Rule.TOGETHER, people))
    return tuple(found)


class _Reader:
    """The rules taken so far. `unit`: of each person the list that holds them and whoever goes with them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.person = {person: no for no, person in enumerate(plan.people)}
        self.table = {table: no for no, table in enumerate(plan.tables)}
        self.held: dict[int, int] = {}
        self.apart: set[tuple[int, int]] = set()
        self.unit = [[no] for no in range(len(plan.people))]
        self.bounds: list[Bounds] = []
        self.complaints: list[Complaint] = []

    def keep(self) -> None:
        """Who stays where they sit, come what may; the bounds follow from it."""
        plan = self.plan
        if plan.people and not plan.tables:
            self._complain(Code.TABLE_NONE, Rule.PINNED, ())
        for person in present(plan, plan.keep):
            if plan.keep[person] in self.table:
                self.held[self.person[person]] = self.table[plan.keep[person]]
            else:
                self._complain(Code.TABLE_CLOSED, Rule.KEEP, [self.person[person]], table=plan.keep[person])
        stay = Counter(self.held.values())
        self.bounds = fitted(planned(plan), len(plan.people), [stay[no] for no in range(len(plan.tables))])

    def pin(self) -> None:
        """Pins, until their table is full."""
        load = Counter(self.held.values())
        for name in present(self.plan, self.plan.pinned):
            person, wanted = self.person[name], self.plan.pinned[name]
            table = self.table.get(wanted)
            if table is None:
                self._complain(Code.TABLE_CLOSED, Rule.PINNED, [person], table=wanted)
            elif person in self.held:
                if self.held[person] != table:
                    self._complain(Code.PIN_KEPT, Rule.PINNED, [person], table=self.plan.tables[self.held[person]])
            elif load[table] >= self.bounds[table][1]:
                self._complain(Code.TABLE_FULL, Rule.PINNED, [person], self._sit(table), wanted)
            else:
                self.held[person] = table
                load[table] += 1

    def part(self) -> None:
        """Pairs that are to be apart, but for those who are held at one table."""
        met = set()
        for group in self.plan.apart:
            people = [self.person[name] for name in present(self.plan, group)]
            if len(people) > len(self.plan.tables) > 0:
                self._complain(Code.APART_CROWD, Rule.APART, people)
            for pair in combinations(people, 2):
                table = self.held.get(pair[0])
                if table is None or table != self.held.get(pair[1]):
                    self.apart.add(pair)
                elif pair not in met:
                    met.add(pair)
                    self._complain(Code.APART_MET, Rule.APART, pair, table=self.plan.tables[table])

    def join(self, group: tuple[str, ...]) -> None:
        """The people of a group go as one, but for those who cannot; who goes with one of them comes along."""
        units: list[list[int]] = []
        for name in present(self.plan, group):
            if self.unit[self.person[name]] not in units:
                units.append(self.unit[self.person[name]])
        units, table = self._at_one_table(units)
        units = self._at_peace(units, table)
        units = self._with_room(units, table)
        joined = sorted(person for unit in units for person in unit)
        for person in joined:
            self.unit[person] = joined
            if table is not None:
                self.held[person] = table

    def _at_one_table(self, units: list[list[int]]) -> tuple[list[list[int]], int | None]:
        """Those who are not held at another table than most, and that table."""
        at = [self.held.get(unit[0]) for unit in units]
        where = Counter(table for table in at if table is not None)
        table = min(where, key=lambda each: (-where[each], each), default=None)
        stay = [unit for unit, held in zip(units, at, strict=True) if held in (None, table)]
        self._let_go(Code.TOGETHER_TORN, units, stay, table)
        return stay, table

    def _at_peace(self, units: list[list[int]], table: int | None) -> list[list[int]]:
        """Those who need not be apart from each other nor from whoever is held at their table."""
        inside = {person for unit in units for person in unit}
        sit = [person for person, held in self.held.items() if held == table and person not in inside]
        stay = [unit for unit in units if unit[0] in self.held or not self._quarrel(unit, sit)]
        while True:
            free = [unit for unit in stay if unit[0] not in self.held]
            counts = [sum(self._quarrel(unit, other) for other in stay if other is not unit) for unit in free]
            if not any(counts):
                break
            most = max(range(len(free)), key=lambda no: (counts[no], no))
            stay = [unit for unit in stay if unit is not free[most]]
        self._let_go(Code.TOGETHER_APART, units, stay, table)
        return stay

    def _with_room(self, units: list[list[int]], table: int | None) -> list[list[int]]:
        """Those for whom there is room at the table, or at the largest."""
        inside = {person for unit in units for person in unit}
        sit = Counter(held for person, held in self.held.items() if person not in inside)
        rooms = [high - sit[no] for no, (_, high) in enumerate(self.bounds)]
        room = rooms[table] if table is not None else max(rooms, default=0)
        stay: list[list[int]] = []
        for unit in sorted(units, key=lambda unit: unit[0] not in self.held):
            if sum(map(len, stay)) + len(unit) <= room or unit[0] in self.held:
                stay.append(unit)
        self._let_go(Code.TOGETHER_LARGE, units, stay, table)
        return stay

    def _quarrel(self, some: list[int], others: list[int]) -> bool:
        return any((min(one, other), max(one, other)) in self.apart for one in some for other in others)

    def _let_go(self, code: Code, units: list[list[int]], stay: list[list[int]], table: int | None) -> None:
        gone = [person for unit in units if unit not in stay for person in unit]
        if gone:
            rest = [person for unit in stay for person in unit]
            where = None if table is None else self.plan.tables[table]
            self._complain(code, Rule.TOGETHER, sorted(gone), tuple(sorted(rest)), where)

    def _sit(self, table: int) -> tuple[int, ...]:
        return tuple(sorted(person for person, held in self.held.items() if held == table))

    def _complain(
        self,
        code: Code,
        rule: Rule,
        people: tuple[int, ...] | list[int],
        others: tuple[int, ...] = (),
        table: str | None = None,
    ) -> None:
        names = self.plan.people
        self.complaints.append(
            Complaint(
                code=code,
                rule=rule,
                people=tuple(names[person] for person in people),
                others=tuple(names[person] for person in others),
                table=table,
            )
        )
