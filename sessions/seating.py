"""Where a group sits: tables for every group, the largest first, and a table for each of its people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def of_groups(
    groups: Mapping[str, Sequence[str]], tables: Sequence[str], seats: int | None
) -> dict[str, tuple[str, ...]]:
    """Group → its tables, in the order in which `tables` stand: as many as its people need, with `seats` at each.

    Every group has a table before any has a second one. Where there are more groups than tables, a group sits with
    whoever are the fewest.
    """
    order = sorted(groups, key=lambda group: -len(groups[group]))
    free, load = list(tables), dict.fromkeys(tables, 0)
    at: dict[str, list[str]] = {group: [] for group in groups}
    for group in order:
        table = free.pop(0) if free else min(tables, key=lambda each: load[each])
        at[group].append(table)
        load[table] += len(groups[group])
    for group in order:
        while seats and free and len(groups[group]) > seats * len(at[group]):
            at[group].append(free.pop(0))
    return {group: tuple(at[group]) for group in groups}


def of_people(groups: Mapping[str, Sequence[str]], at: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Person → table: the people of a group shared out evenly over its tables, neighbours in the list together."""
    seated: dict[str, str] = {}
    for group, people in groups.items():
        where = at.get(group, ())
        for place, person in enumerate(people if where else ()):
            seated[person] = where[place * len(where) // len(people)]
    return seated
