"""How many people a table takes: as planned, as the hall needs it, and as even as that can be.

Bounds give way just so far that everybody sits: nobody can edit a scenario while a hall stands at the door.
"""

from __future__ import annotations

from collections.abc import Sequence

from sessions.mixing.plan import Bounds, Plan


def planned(plan: Plan) -> list[Bounds]:
    """The bounds of each table as the plan has them, in its order."""
    anything = 0, len(plan.people)
    if isinstance(plan.capacity, dict):
        return [plan.capacity.get(table, anything) for table in plan.tables]
    return [plan.capacity or anything] * len(plan.tables)


def fitted(bounds: Sequence[Bounds], people: int, held: Sequence[int]) -> list[Bounds]:
    """The bounds that `people` fit into. `held`: how many of them stay at each table come what may.

    Where there are more people than places the smallest tables take one more each, and so on; where there are fewer
    than the lower bounds ask for, the tables that ask for most ask for one less.
    """
    low = [min(lo, people) for lo, _ in bounds]
    high = [max(hi, sits) for (_, hi), sits in zip(bounds, held, strict=True)]
    while bounds and sum(high) < people:
        high[high.index(min(high))] += 1
    while sum(low) > people:
        low[len(low) - 1 - low[::-1].index(max(low))] -= 1
    return list(zip(low, high, strict=True))


def even(bounds: Sequence[Bounds], people: int, held: Sequence[int]) -> list[Bounds]:
    """For each table the sizes, one or two, of the most even seating within bounds into which the people fit."""
    low = [max(lo, sits) for (lo, _), sits in zip(bounds, held, strict=True)]
    high = [max(hi, sits) for (_, hi), sits in zip(bounds, held, strict=True)]

    def sizes(level: int) -> list[int]:
        return [min(max(level, lo), hi) for lo, hi in zip(low, high, strict=True)]

    level = 0
    while level < people and sum(sizes(level + 1)) <= people:
        level += 1
    return list(zip(sizes(level), sizes(level + 1), strict=True))
