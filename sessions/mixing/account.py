"""What a seating comes to, counted from nothing: for the console, for explanations and for the benchmark.

Nothing here knows how the search keeps its costs, so that the two can be held against each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations

from msgspec import Struct

from sessions.mixing.hard import broken, settle
from sessions.mixing.plan import Broken, Cost, Plan
from sessions.mixing.sheet import Sheet


class Deviation(Struct, frozen=True):
    """The table that is furthest from the ideal share of a value: `people` more (or fewer: negative) than N_v·n_t/N."""

    attribute: str
    value: str
    table: str
    people: float


class Balance(Struct, frozen=True, kw_only=True):
    """`worst`: one of each value that counts, in the order of the plan; `deviation`: the largest of them, without a
    sign. `repeats`: pairs who met before, of `pairs` who sit together. `alike`: pairs with an equal value of an
    attribute that should be apart. `sizes`: table → people."""

    cost: Cost
    broken: tuple[Broken, ...]
    worst: tuple[Deviation, ...]
    deviation: float
    repeats: int
    pairs: int
    alike: int
    sizes: dict[str, int]


def balance(plan: Plan, at: Mapping[str, str]) -> Balance:
    """What a seating (person → table; who is not in it sits nowhere) comes to."""
    sizes = dict.fromkeys(plan.tables, 0)
    for person in plan.people:
        if at.get(person) in sizes:
            sizes[at[person]] += 1
    worst = tuple(_worst(plan, at, sizes)) if plan.tables else ()
    together = list(_pairs(plan, at))
    return Balance(
        cost=cost(plan, at),
        broken=broken(plan, at),
        worst=worst,
        deviation=max((abs(each.people) for each in worst), default=0.0),
        repeats=sum(any(_met(seating, *pair) for seating in plan.earlier) for pair in together),
        pairs=len(together),
        alike=sum(_alike(plan, attribute, *pair) for attribute in plan.apart_by for pair in together),
        sizes=sizes,
    )


def cost(plan: Plan, at: Mapping[str, str]) -> Cost:
    """The parts of the objective, each counted from the plan itself."""
    rules = settle(plan)
    sheet = Sheet(plan, rules, hard=False)
    sizes = Counter(at[person] for person in plan.people if person in at)
    parts = [sheet.size_parts(no, sizes[table]) for no, table in enumerate(plan.tables)]
    soft = sum(
        sheet.share(value, sizes[table], _count(plan, at, table, value.attribute, value.name))
        for value in sheet.values[1:]
        for table in plan.tables
    )
    met = sum(_met(seating, *pair) for seating in plan.earlier for pair in _pairs(plan, at))
    places = {person: no for no, person in enumerate(plan.people)}
    return Cost(
        apart=sum((places[one], places[other]) in rules.apart for one, other in _pairs(plan, at)),
        beyond=sum(beyond for beyond, _ in parts),
        uneven=sum(uneven for _, uneven in parts),
        soft=soft + met * plan.repeat_weight * sheet.unit,
    )


def _worst(plan: Plan, at: Mapping[str, str], sizes: Mapping[str, int]) -> list[Deviation]:
    found = []
    for attribute in (name for name, weight in plan.weights.items() if weight):
        stated = plan.traits.get(attribute, {})
        values = Counter(value for person in plan.people if (value := stated.get(person)))
        for value, people in values.items():
            off = [
                _count(plan, at, table, attribute, value) - people * sizes[table] / len(plan.people)
                for table in plan.tables
            ]
            most = max(range(len(off)), key=lambda no: (abs(off[no]), -no))
            found.append(Deviation(attribute, value, plan.tables[most], round(off[most], 3)))
    return found


def _count(plan: Plan, at: Mapping[str, str], table: str, attribute: str, value: str) -> int:
    stated = plan.traits.get(attribute, {})
    return sum(at.get(person) == table and stated.get(person) == value for person in plan.people)


def _pairs(plan: Plan, at: Mapping[str, str]) -> list[tuple[str, str]]:
    groups: dict[str, list[str]] = {table: [] for table in plan.tables}
    for person in plan.people:
        if at.get(person) in groups:
            groups[at[person]].append(person)
    return [pair for group in groups.values() for pair in combinations(group, 2)]


def _met(seating: Mapping[str, str], one: str, other: str) -> bool:
    return one in seating and seating[one] == seating.get(other)


def _alike(plan: Plan, attribute: str, one: str, other: str) -> bool:
    stated = plan.traits.get(attribute, {})
    return bool(stated.get(one)) and stated[one] == stated.get(other)
