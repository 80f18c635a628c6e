"""A plan in numbers: places instead of ids, and every part of the objective as whole numbers.

One unit of the objective is (2N)^2, N people: then the ideal share N_v·n_t/N and the half person of tolerance are whole
numbers too, and a sum does not depend on the order in which it is made. Hard rules are digits above the objective:
each weighs more than all that is below it can come to.
"""

from __future__ import annotations

from typing import NamedTuple

from sessions.mixing.bounds import even
from sessions.mixing.hard import Hard
from sessions.mixing.plan import Bounds, Plan

NOT_STATED = 0
"""The place of the value that costs nothing."""

FAR, STEEP = 3, 16
"""What is off by more than 1/2 and 3/4 (`FAR` quarters) of a person costs so many times more again: the squares alone
would now and then leave one table far off, where the attribute weighs little and all others gain by it."""


class Value(NamedTuple):
    """A value of an attribute: how many have it, and its weight. `pairs`: it is pairs that cost, not the share."""

    attribute: str
    name: str
    people: int
    weight: int
    pairs: bool


class Sheet:
    """What a plan costs. `values`: all that count; `traits`: of each person the places of theirs, one for each
    attribute. `pairs`: of each person those with whom it costs to sit, and how much.

    `hard=False` leaves the objective alone, without the rules and bounds above it.
    """

    def __init__(self, plan: Plan, rules: Hard, hard: bool = True) -> None:
        self.plan, self.rules = plan, rules
        self.n, self.tables = len(plan.people), len(plan.tables)
        self.unit = 4 * self.n * self.n
        self.values = [Value("", "", 0, 0, False)]
        self.traits = self._read()
        held = [0] * self.tables
        for table in rules.held.values():
            held[table] += 1
        self.even: list[Bounds] = even(rules.bounds, self.n, held)
        most = 4 * self.n**4 * (4 * (1 + STEEP) * sum(plan.weights.values()) + self._pair_weights()) + 1
        self.digits = (most, most * (self.n**2 + 1), most * (self.n**2 + 1) * (2 * self.n + 1)) if hard else (0, 0, 0)
        self.between: dict[tuple[int, int], int] = {}
        self._read_pairs()
        self.pairs: list[list[tuple[int, int]]] = [[] for _ in range(self.n)]
        for (one, other), weight in self.between.items():
            self.pairs[one].append((other, weight))
            self.pairs[other].append((one, weight))
        self._rows: dict[int, list[list[int]]] = {}

    def row(self, size: int) -> list[list[int]]:
        """Of each value what it costs at a table of this size that n of its people sit there, n from 0 on; one 0 more
        at the end, so that one more and one fewer can always be asked."""
        if size not in self._rows:
            self._rows[size] = [
                [self.share(value, size, n) for n in range(value.people + 1)] + [0] for value in self.values
            ]
        return self._rows[size]

    def share(self, value: Value, size: int, n: int) -> int:
        """w · max(0, |n - N_v·size/N| - 1/2)^2, steeper beyond `FAR`; or w for each pair."""
        if value.pairs:
            return value.weight * self.unit * (n * (n - 1) // 2)
        off = abs(2 * self.n * n - 2 * value.people * size) - self.n
        if off <= 0:
            return 0
        far = max(0, off - FAR * self.n // 2)
        return value.weight * (off * off + STEEP * far * far)

    def size_parts(self, table: int, size: int) -> tuple[int, int]:
        """How far beyond the bounds a table of this size is, and the square of what it is off from an even one."""
        (low, high), (less, more) = self.rules.bounds[table], self.even[table]
        off = max(less - size, size - more, 0)
        return max(low - size, size - high, 0), off * off

    def size(self, table: int, size: int) -> int:
        """What it costs that a table has this size."""
        beyond, uneven = self.size_parts(table, size)
        return beyond * self.digits[1] + uneven * self.digits[0]

    def _pair_weights(self) -> int:
        plan = self.plan
        return plan.apart_by_weight * len(plan.apart_by) + plan.repeat_weight * len(plan.earlier)

    def _read(self) -> list[tuple[int, ...]]:
        plan, columns = self.plan, []
        shares = [(name, weight, False) for name, weight in plan.weights.items()]
        for attribute, weight, pairs in shares + [(name, plan.apart_by_weight, True) for name in plan.apart_by]:
            stated = plan.traits.get(attribute, {})
            people: dict[str, int] = {}
            for person in plan.people:
                if value := stated.get(person):
                    people[value] = people.get(value, 0) + 1
            if not people or not weight:
                continue
            place = {value: len(self.values) + no for no, value in enumerate(people)}
            self.values += [Value(attribute, value, n, weight, pairs) for value, n in people.items()]
            columns.append([place.get(stated.get(person, ""), NOT_STATED) for person in plan.people])
        return [tuple(column[person] for column in columns) for person in range(self.n)]

    def _read_pairs(self) -> None:
        plan = self.plan
        for pair in self.rules.apart:
            self.between[pair] = self.between.get(pair, 0) + self.digits[2]
        for seating in plan.earlier if plan.repeat_weight else ():
            met: dict[str, list[int]] = {}
            for person, name in enumerate(plan.people):
                if name in seating:
                    met.setdefault(seating[name], []).append(person)
            for group in met.values():
                for no, one in enumerate(group):
                    for other in group[no + 1 :]:
                        pair = one, other
                        self.between[pair] = self.between.get(pair, 0) + plan.repeat_weight * self.unit
