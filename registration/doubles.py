"""Who stands in the list twice: rows of one person become one, namesakes stay two, and every such choice is named.

One person: the same name, whatever its spelling and order, and nothing that speaks against it; or the same contact or
number of the form with a name that fits. Rows with a contact are told apart first, so that a row without one joins
them only if it can be one person alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from registration import names
from registration.entry import Entry
from registration.fields import ATTRIBUTE, ATTRIBUTES, CONSENT, EMAIL, FORM, NAME, PHONE, ROLE, TABLE
from registration.problems import Problem, Trouble
from registration.words import plain

MOST_SHARING = 40
"""A telephone or a name that more people have is nobody's own; only the same name under it is one person."""


def united(entries: Sequence[Entry]) -> tuple[list[Entry], list[Problem]]:
    """People in the order of their first rows, and what was done with doubles."""
    found: list[Problem] = []
    people = _People()
    for entry in sorted(entries, key=lambda entry: not entry.contact):
        people.add(entry)
    whole = []
    for rows in people.persons():
        entry, problems = _merged(sorted(rows, key=lambda row: row.rows))
        whole.append(entry)
        found += problems
    whole.sort(key=lambda entry: entry.rows)
    return whole, found + list(_namesakes(whole)) + list(_shared(whole))


class _People:
    """Rows of one person each, found again by name, contact and form."""

    def __init__(self) -> None:
        self._rows: list[list[Entry]] = []
        self._at: defaultdict[object, list[int]] = defaultdict(list)

    def persons(self) -> Iterable[list[Entry]]:
        return (rows for rows in self._rows if rows)

    def add(self, entry: Entry) -> None:
        """Puts a row to the person whose it is, or begins a new one."""
        key = names.key(entry.name)
        marks: list[object] = [(kind, value) for kind, value in _marks(entry) if value]
        same = {person for mark in marks for person in self._at[mark, key]}
        for mark in marks:
            for person in dict.fromkeys(self._at[mark][:MOST_SHARING]):
                if _is_same(key, [names.key(row.name) for row in self._rows[person]]):
                    same.add(person)
        namesakes = dict.fromkeys(self._at[key]) if not same and len(key) > 1 else {}
        if 0 < len(namesakes) <= MOST_SHARING:
            named = [person for person in namesakes if not all(_differ(entry, row) for row in self._rows[person])]
            same = set(named) if len(named) == 1 else set()
        first = min(same, default=len(self._rows))
        if not same:
            self._rows.append([])
        for person in sorted(same - {first}):
            self._rows[first] += self._rows[person]
            self._rows[person] = []
            for persons in self._at.values():
                persons[:] = [first if each == person else each for each in persons]
        self._rows[first].append(entry)
        for mark in [*marks, *((mark, key) for mark in marks), key]:
            self._at[mark].append(first)


def _marks(entry: Entry) -> tuple[tuple[str, str], ...]:
    return (PHONE, entry.phone), (EMAIL, entry.email), (FORM, entry.form)


def _is_same(key: names.Key, others: Sequence[names.Key]) -> bool:
    """Does a name fit to a person's? A slip counts against their first row only, or slips would lead far away."""
    return any(names.fit(key, other) for other in others) or names.near(key, others[0])


def _differ(one: Entry, other: Entry) -> bool:
    """Does anything speak against these two rows of one name being one person?"""
    if any(a and b and a != b for a, b in ((one.phone, other.phone), (one.email, other.email))):
        return True
    return any(plain(one.attributes[each]) != plain(other.attributes[each]) for each in _both(one, other))


def _both(one: Entry, other: Entry) -> Iterator[str]:
    return (each for each in ATTRIBUTES if each in one.attributes and each in other.attributes)


def _merged(rows: Sequence[Entry]) -> tuple[Entry, list[Problem]]:
    """One person of their rows: the later row wins, but a consent that only one of them gives is not given."""
    whole, found = rows[0], []
    for row in rows[1:]:
        numbers = whole.rows + row.rows
        fields = sorted(_conflicts(whole, row))
        found += [Problem(Trouble.DOUBLE_CONFLICT, numbers, field=field) for field in fields]
        consents = {
            each: whole.consents.get(each, True) and row.consents.get(each, True)
            for each in (whole.consents | row.consents)
        }
        whole = replace(
            whole,
            rows=numbers,
            name=_fuller(whole.name, row.name),
            phone=row.phone or whole.phone,
            email=row.email or whole.email,
            written=tuple(dict.fromkeys(whole.written + row.written)),
            attributes=whole.attributes | row.attributes,
            role=row.role or whole.role,
            table=whole.table if row.table is None else row.table,
            needs="; ".join(dict.fromkeys(filter(None, (whole.needs, row.needs)))),
            together=tuple(dict.fromkeys(whole.together + row.together)),
            apart=tuple(dict.fromkeys(whole.apart + row.apart)),
            consents=consents,
            came=whole.came if row.came is None else row.came,
            form=row.form or whole.form,
        )
    merged = [Problem(Trouble.DOUBLE_MERGED, whole.rows)] if len(rows) > 1 else []
    return whole, merged + found


def _fuller(one: str, other: str) -> str:
    """The name that says more; of two that say as much the first one, unless the second mends a slip of the pen."""
    said, later = names.key(one), names.key(other)
    return other if len(later) > len(said) or names.near(said, later) else one


def _conflicts(one: Entry, other: Entry) -> Iterator[str]:
    """Fields of which both rows say something, and not the same."""
    if names.near(names.key(one.name), names.key(other.name)):
        yield NAME
    for field, a, b in ((PHONE, one.phone, other.phone), (EMAIL, one.email, other.email), (ROLE, one.role, other.role)):
        if a and b and a != b:
            yield field
    if one.table is not None and other.table is not None and one.table != other.table:
        yield TABLE
    for each in one.attributes.keys() & other.attributes.keys():
        if plain(one.attributes[each]) != plain(other.attributes[each]):
            yield each if each in ATTRIBUTES else ATTRIBUTE + each
    for each in one.consents.keys() & other.consents.keys():
        if one.consents[each] != other.consents[each]:
            yield CONSENT + each


def _namesakes(people: Sequence[Entry]) -> Iterator[Problem]:
    named: defaultdict[names.Key, list[Entry]] = defaultdict(list)
    for entry in people:
        named[names.key(entry.name)].append(entry)
    for key, entries in named.items():
        if len(entries) > 1 and len(key) > 1:
            yield Problem(Trouble.NAME_SAME, tuple(sorted(row for entry in entries for row in entry.rows)))


def _shared(people: Sequence[Entry]) -> Iterator[Problem]:
    told: set[tuple[int, ...]] = set()
    holders: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in people:
        for contact in filter(None, (entry.phone, entry.email)):
            holders[contact].append(entry)
    for entries in holders.values():
        rows = tuple(sorted(row for entry in entries for row in entry.rows))
        if len(entries) > 1 and rows not in told:
            told.add(rows)
            yield Problem(Trouble.CONTACT_SHARED, rows)
