"""Who is to sit together and who apart: names and marks of the list → groups of its people.

A cell names another person of the list, or it is a mark, such as “family”, and all who bear it are one group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from registration import names
from registration.entry import Entry
from registration.problems import Problem, Trouble
from registration.words import plain

Group = tuple[int, ...]


class Groups(NamedTuple):
    """Groups of people by their place in the list. One pair may be in both: that is the seating's to say."""

    together: tuple[Group, ...]
    apart: tuple[Group, ...]


def grouped(people: Sequence[Entry], columns: dict[str, str]) -> tuple[Groups, list[Problem]]:
    """The groups, and cells that lead to nobody. `columns`: letter of the column for each of the two fields."""
    found: list[Problem] = []
    keys = [set(names.key(entry.name)) for entry in people]
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    for place, key in enumerate(keys):
        for word in key:
            bearers[word].add(place)

    def of(field: str) -> tuple[Group, ...]:
        groups: dict[Group, None] = {}
        marked: defaultdict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(people):
            for mark in getattr(entry, field):
                wanted = set(names.key(mark))
                named = set.intersection(*(bearers.get(word, set()) for word in wanted)) if wanted else set()
                named -= {place}
                if len(named) == 1:
                    groups[tuple(sorted((place, *named)))] = None
                elif len(named) > 1:
                    found.append(Problem(Trouble.MARK_SEVERAL, entry.rows, columns.get(field, "")))
                elif not wanted or not wanted <= keys[place]:  # one's own name says nothing
                    marked[plain(mark)].append(place)
        for places in marked.values():
            if len(set(places)) > 1:
                groups[tuple(sorted(set(places)))] = None
            else:
                found.append(Problem(Trouble.MARK_ALONE, people[places[0]].rows, columns.get(field, "")))
        return tuple(groups)

    return Groups(of("together"), of("apart")), found
