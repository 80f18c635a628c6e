"""A seating to begin with, in which the hard rules hold if a search of bounded length finds one.

Only who is bound is sought a place for: held, in a group, or to be apart from somebody.  Whoever is free fills up
what is left, which can always be done if the numbers allow it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sessions.mixing.chance import Chance
from sessions.mixing.plan import Bounds
from sessions.mixing.sheet import Sheet

LOOKS = 80_000
"""So many units are looked at before the bounds are widened, and then before rules are broken."""


def begin(sheet: Sheet) -> list[int]:
    """The table of each person: with even sizes if they can be, otherwise within bounds, otherwise without them, and
    otherwise with as few pairs that must not meet as come of taking one after another."""
    for bounds in (sheet.even, sheet.rules.bounds, [(0, sheet.n)] * sheet.tables):
        placing = _Placing(sheet, bounds)
        if placing.seek():
            return placing.fill()
    placing = _Placing(sheet, sheet.even)
    placing.settle()
    return placing.fill()


class _Placing:
    """`bound`: the units that are sought a table. `blocked`: of each unit and table how many pairs forbid it."""

    def __init__(self, sheet: Sheet, bounds: Sequence[Bounds]) -> None:
        rules = sheet.rules
        self.bounds, self.tables, self.looks = bounds, range(sheet.tables), LOOKS
        self.chance = Chance(sheet.plan.seed, "start")
        self.at: dict[int, int] = {}
        self.size = [0] * sheet.tables
        self.units = rules.units
        unit_of = {person: no for no, unit in enumerate(self.units) for person in unit}
        self.enemies: list[set[int]] = [set() for _ in self.units]
        for one, other in rules.apart:
            if unit_of[one] != unit_of[other]:
                self.enemies[unit_of[one]].add(unit_of[other])
                self.enemies[unit_of[other]].add(unit_of[one])
        self.blocked = [[0] * sheet.tables for _ in self.units]
        self.left = sheet.n
        self.bound = []
        for no, unit in enumerate(self.units):
            table = rules.held.get(unit[0])
            if table is not None:
                self._put(no, table, 1)
            elif len(unit) > 1 or self.enemies[no]:
                self.bound.append(no)
        self.bound.sort(key=lambda no: (-len(self.units[no]), -len(self.enemies[no])))

    def seek(self) -> bool:
        """Find a table for each that is bound, going back where there is none; False: not within the bounds, or not
        within `LOOKS`."""
        if not self._can_be_filled():
            return False
        rest = [no for no in self.bound if no not in self.at]
        if not rest:
            return True
        self.looks -= len(rest)
        open_to = {no: self._open_to(no) for no in rest}
        unit = min(rest, key=lambda no: len(open_to[no]))  # the first of them is the largest
        for table in self._in_order(open_to[unit]):
            if self.looks < 0:
                return False
            self._put(unit, table, 1)
            if self.seek():
                return True
            self._put(unit, table, -1)
        return False

    def settle(self) -> None:
        """Whoever is bound, one after another, where the fewest pairs meet and the size is best."""
        for no in self.bound:
            self._put(no, min(self._in_order(self.tables), key=lambda table: self._strain(no, table)), 1)

    def fill(self) -> list[int]:
        """Whoever is free, in the order of chance: first where people lack, then where the fewest are."""
        free = [no for no in range(len(self.units)) if no not in self.at]
        self.chance.shuffle(free)
        for no in free:
            self._put(no, min(self._in_order(self.tables), key=lambda table: self._strain(no, table)), 1)
        people = {person: self.at[no] for no, unit in enumerate(self.units) for person in unit}
        return [people[person] for person in range(len(people))]

    def _put(self, unit: int, table: int, change: int) -> None:
        if change > 0:
            self.at[unit] = table
        else:
            del self.at[unit]
        n = len(self.units[unit]) * change
        self.size[table] += n
        self.left -= n
        for enemy in self.enemies[unit]:
            self.blocked[enemy][table] += change

    def _can_be_filled(self) -> bool:
        short = sum(max(0, low - size) for (low, _), size in zip(self.bounds, self.size, strict=True))
        over = any(size > high for (_, high), size in zip(self.bounds, self.size, strict=True))
        spare = sum(high - size for (_, high), size in zip(self.bounds, self.size, strict=True))
        return not over and short <= self.left <= spare

    def _open_to(self, unit: int) -> list[int]:
        n = len(self.units[unit])
        return [
            table
            for table in self.tables
            if not self.blocked[unit][table] and self.size[table] + n <= self.bounds[table][1]
        ]

    def _in_order(self, tables: Sequence[int]) -> list[int]:
        order = list(tables)
        self.chance.shuffle(order)
        order.sort(key=lambda table: self.size[table])
        return order

    def _strain(self, unit: int, table: int) -> tuple[int, int, bool, int]:
        low, high = self.bounds[table]
        after = self.size[table] + len(self.units[unit])
        return self.blocked[unit][table], max(0, after - high), self.size[table] >= low, self.size[table]
