"""A second list updates and never doubles: who is known already is found again, and every change is named beforehand.

A person is found by the number of their answer in the form, by a contact with a name that fits, or by a name that
nobody else has. What the day changed by hand stays as it is, and a list's silence changes nothing. Whoever the new
list lacks is named and kept. Whether somebody has come is the desk's to say and no list's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec

from registration import names
from registration.doubles import MOST_SHARING
from registration.entries import Listing
from registration.entry import Entry
from registration.fields import (
    APART,
    ATTRIBUTE,
    ATTRIBUTES,
    CONSENT,
    EMAIL,
    FORM,
    NAME,
    NEEDS,
    PHONE,
    ROLE,
    TABLE,
    TOGETHER,
    Role,
)
from registration.words import plain


class Known(msgspec.Struct, frozen=True):
    """A person that the session knows. `hand_changed`: fields somebody has set since, by the ids of `fields`."""

    id: str
    name: str
    phone: str = ""
    email: str = ""
    attributes: dict[str, str] = {}
    role: Role = ""
    table: int | None = None
    needs: str = ""
    together: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    consents: dict[str, bool] = {}
    form: str = ""
    hand_changed: frozenset[str] = frozenset()


class Change(msgspec.Struct, frozen=True):
    """What a field was and what the list says. `held`: it was changed by hand since, so it stays as it was."""

    field: str
    before: Any
    after: Any
    held: bool = False


class Changed(msgspec.Struct, frozen=True):
    """A known person of whom the list says something else. `entry` is their place in the listing.

    `doubt`: found by the name alone, while the contact is another one.
    """

    id: str
    entry: int
    changes: tuple[Change, ...]
    doubt: bool = False


class Update(msgspec.Struct, frozen=True):
    """What taking the list would do. `new` are places in the listing; `same` and `gone` are ids.

    `changed` has something to take; in `held` all that differs was changed by hand and stays.
    """

    new: tuple[int, ...]
    changed: tuple[Changed, ...]
    held: tuple[Changed, ...]
    same: tuple[str, ...]
    gone: tuple[str, ...]


def compare(known: Sequence[Known], listing: Listing) -> Update:
    """What this list changes. The same list twice changes nothing."""
    found = _found(known, listing.entries)
    changed: list[Changed] = []
    held: list[Changed] = []
    same: list[str] = []
    for person, place in sorted(found.items(), key=lambda pair: pair[1]):
        one, entry = known[person], listing.entries[place]
        changes = tuple(_changes(one, entry))
        doubt = _is_other(one.phone, entry.phone) or _is_other(one.email, entry.email)
        told = Changed(one.id, place, changes, doubt)
        if not changes:
            same.append(one.id)
        elif all(change.held for change in changes):
            held.append(told)
        else:
            changed.append(told)
    met = set(found.values())
    new = tuple(place for place in range(len(listing.entries)) if place not in met)
    gone = tuple(one.id for person, one in enumerate(known) if person not in found)
    return Update(new, tuple(changed), tuple(held), tuple(same), gone)


def _found(known: Sequence[Known], entries: Sequence[Entry]) -> dict[int, int]:
    """Place in `known` → place in the list, each at most once: the surest ways first, over all people."""
    found: dict[int, int] = {}
    met: set[int] = set()
    keys = [names.key(one.name) for one in known], [names.key(entry.name) for entry in entries]
    for marks, is_one in WAYS:
        marked: defaultdict[object, list[int]] = defaultdict(list)
        for person in (each for each in range(len(known)) if each not in found):
            for mark in marks(known[person], keys[0][person]):
                marked[mark].append(person)
        left = [place for place in range(len(entries)) if place not in met]
        asked = Counter(mark for place in left for mark in marks(entries[place], keys[1][place]))
        for place in left:
            for mark in marks(entries[place], keys[1][place]):
                persons = marked.get(mark, [])
                # By the name alone a person is found only where nobody else could be meant.
                if place in met or (marks is _by_name and (len(persons) > 1 or asked[mark] > 1)):
                    continue
                for person in islice((each for each in persons if each not in found), MOST_SHARING):
                    if is_one(known[person], entries[place], keys[0][person], keys[1][place]):
                        found[person] = place
                        met.add(place)
                        persons.remove(person)
                        break
    return found


def _by_form(one: Known | Entry, key: names.Key) -> list[object]:
    return [one.form] if one.form else []


def _by_contact(one: Known | Entry, key: names.Key) -> list[object]:
    return [(kind, value) for kind, value in ((PHONE, one.phone), (EMAIL, one.email)) if value]


def _by_name(one: Known | Entry, key: names.Key) -> list[object]:
    return [key]


def _by_form_and_name(one: Known | Entry, key: names.Key) -> list[object]:
    return [(mark, key) for mark in _by_form(one, key)]


def _by_contact_and_name(one: Known | Entry, key: names.Key) -> list[object]:
    return [(mark, key) for mark in _by_contact(one, key)]


def _by_all(one: Known | Entry, key: names.Key) -> list[object]:
    """What the list says of them is what is known: so two of one name without any contact find themselves again."""
    return [(key, one.phone, one.email, *sorted(one.attributes.items()))]


def _is_one(one: Known, entry: Entry, key: names.Key, other: names.Key) -> bool:
    return True


def _fits(one: Known, entry: Entry, key: names.Key, other: names.Key) -> bool:
    return names.fit(key, other)


def _is_renamed(one: Known, entry: Entry, key: names.Key, other: names.Key) -> bool:
    """Another name, but the desk has changed it since, or it is nearly the same, or the contact is the same, too."""
    contact = bool(set(_by_contact(one, key)) & set(_by_contact(entry, other)))
    is_both = contact and bool(one.form) and one.form == entry.form
    return NAME in one.hand_changed or names.near(key, other) or is_both


Marks = Callable[[Known | Entry, names.Key], list[object]]
IsOne = Callable[[Known, Entry, names.Key, names.Key], bool]
WAYS: tuple[tuple[Marks, IsOne], ...] = (
    (_by_form_and_name, _is_one),
    (_by_contact_and_name, _is_one),
    (_by_form, _fits),
    (_by_contact, _fits),
    (_by_form, _is_renamed),
    (_by_contact, _is_renamed),
    (_by_all, _is_one),
    (_by_name, _is_one),
)
"""What two must have in common, and what else must then be so; the surest first."""


def _is_other(before: str, after: str) -> bool:
    return bool(before and after and before != after)


def _changes(one: Known, entry: Entry) -> Iterator[Change]:
    """Field by field, in the order of the form; a silent list changes nothing."""

    def change(field: str, before: Any, after: Any) -> Iterator[Change]:
        if after != before:
            yield Change(field, before, after, field in one.hand_changed)

    # A name that only lacks a word, or is spelled otherwise, is the same name.
    if not set(names.key(entry.name)) <= set(names.key(one.name)):
        yield from change(NAME, one.name, entry.name)
    for field in (PHONE, EMAIL, ROLE, NEEDS, FORM, TOGETHER, APART):
        if after := getattr(entry, field):
            yield from change(field, getattr(one, field), after)
    if entry.table is not None:
        yield from change(TABLE, one.table, entry.table)
    for each in sorted(entry.attributes):
        before, after = one.attributes.get(each, ""), entry.attributes[each]
        if plain(before) != plain(after):
            yield from change(each if each in ATTRIBUTES else ATTRIBUTE + each, before, after)
    for each in sorted(entry.consents):
        yield from change(CONSENT + each, one.consents.get(each), entry.consents[each])
