"""The whole reading of a list in one step: bytes and what is known → what is to be looked at, and what would be taken.

It runs in a process of its own (`python -m registration`), for a hostile workbook must not make the hall wait.  Truth
flows in as a file and the people who are known, and out as rows; nothing is taken before somebody has looked.
"""

from __future__ import annotations

import hashlib
from datetime import date

import msgspec
from msgspec.structs import replace

from registration import columns, names
from registration.columns import Mapping, Wanted
from registration.decode import read_table
from registration.entries import Listing, entries, order
from registration.entry import Entry
from registration.errors import ListError
from registration.fields import ATTRIBUTE, ATTRIBUTES, CONSENT, NAME, NEEDS, TABLE
from registration.groups import Group
from registration.matching import Known, Update, compare
from registration.problems import Problem, Trouble
from registration.table import Table
from sessions.people import Consent, Registration, Struck, stamp, traces

SAMPLE = 3
"""Rows of a column that are shown, so that a person sees what is in it."""


class Asked(msgspec.Struct, frozen=True):
    """A file to be read. `mapping`: what a person has said of its columns; None: guess. `known`: person → what the
    session knows of them; `struck`: whom a desk has taken off the list. `on`: the day of the forum, for ages."""

    data: bytes
    name: str
    on: date
    tables: int
    wanted: tuple[Wanted, ...] = ()
    known: dict[str, Registration] = {}
    struck: tuple[Struck, ...] = ()
    mapping: Mapping | None = None
    now: int = 0


class Row(msgspec.Struct, frozen=True):
    """One person who would be taken: whose row it is (None: somebody new), and all that would be known of them.
    `was`: the stamp of what it was compared with."""

    person: str | None
    registration: Registration
    was: str = ""


class Preview(msgspec.Struct, frozen=True):
    """What a person looks at before the list is taken. `samples`: column → some of its cells. `mark` stands for all of
    it: what is taken must be what was looked at. `struck`: places in `people` of those who are left out, for a desk
    has taken them off the list. `error`: the list cannot be read (so)."""

    mapping: Mapping | None = None
    samples: dict[int, tuple[str, ...]] = {}
    encoding: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows_below: int = 0
    people: tuple[Entry, ...] = ()
    struck: tuple[int, ...] = ()
    update: Update | None = None
    rows: tuple[Row, ...] = ()
    mark: str = ""
    error: tuple[str, int | None, str | None, dict[str, str | int]] | None = None


def preview(asked: Asked) -> Preview:
    """Read a list as far as it can be read. Never raises: what is wrong stands in the answer."""
    mapping: Mapping | None = asked.mapping
    table: Table | None = None
    try:
        table = read_table(asked.data, asked.name)
        mapping = mapping or columns.guess(table, asked.wanted)
        listing = entries(table, mapping, asked.on, asked.tables)
    except ListError as no:
        told = Preview(error=(no.code.value, no.row, no.column, dict(no.facts)))
        return told if table is None else replace(told, mapping=mapping, samples=_samples(table, mapping))
    known = [_known(person, each) for person, each in asked.known.items()]
    update = compare(known, listing)
    struck = tuple(place for place in update.new if _is_struck(asked, listing.entries[place]))
    update = replace(update, new=tuple(place for place in update.new if place not in struck))
    listed = tuple(person for person in update.gone if not asked.known[person].walk_in)
    update = replace(update, gone=listed)  # whoever was registered at the door was never on a list
    out = [Problem(Trouble.PERSON_STRUCK, listing.entries[place].rows[:1]) for place in struck]
    listing = replace(listing, problems=tuple(sorted((*listing.problems, *out), key=order)))
    rows = tuple(_rows(asked, listing, update, {*struck}))
    found = Preview(
        mapping=mapping,
        samples=_samples(table, mapping),
        encoding=table.encoding,
        sheet=table.sheet,
        other_sheets=table.other_sheets,
        problems=listing.problems,
        rows_below=listing.rows,
        people=listing.entries,
        struck=struck,
        update=update,
        rows=rows,
    )
    said = msgspec.json.encode([[row.person, _without_time(row.registration)] for row in rows], order="deterministic")
    return replace(found, mark=hashlib.sha256(said).hexdigest())


def _samples(table: Table, mapping: Mapping | None) -> dict[int, tuple[str, ...]]:
    begin = mapping.begin if mapping else 1
    below = [row for row in table.rows if row.number >= begin]
    return {
        place: tuple([cell for row in below if (cell := row.at(place))][:SAMPLE])
        for place in (column.place for column in (mapping.columns if mapping else ()))
    }


def _known(person: str, known: Registration) -> Known:
    held = {*known.by_hand} - {"traits"}
    if "traits" in known.by_hand:
        held |= {each if each in ATTRIBUTES else ATTRIBUTE + each for each in known.traits}
    return Known(
        person,
        known.name,
        known.phone,
        known.email,
        known.traits,
        known.role,  # type: ignore[arg-type]
        known.table or None,
        known.needs,
        known.together,
        known.apart,
        {each.purpose: True for each in known.consents} | dict.fromkeys(known.refused, False),
        known.key,
        frozenset(held),
    )


def _is_struck(asked: Asked, entry: Entry) -> bool:
    one = traces(entry.name, entry.phone, entry.email, entry.form)
    return any(each.is_one(one) for each in asked.struck)


def _rows(asked: Asked, listing: Listing, update: Update, struck: set[int]) -> list[Row]:
    """Every person of the list, in its order, known ones with what the list changes and nothing else."""
    marks = _marks(listing)
    by_place = {each.entry: each for each in (*update.changed, *update.held)}
    rows: list[Row] = []
    new = {*update.new}
    for place, entry in enumerate(listing.entries):
        with_, apart = marks[place]
        if place in new:
            rows.append(Row(None, replace(_registered(asked, entry), sits_with=with_, sits_apart=apart)))
        elif place in by_place:
            told = by_place[place]
            before = asked.known[told.id]
            taken = {change.field: change.after for change in told.changes if not change.held}
            rows.append(Row(told.id, _groups(_changed(asked, before, taken), with_, apart), stamp(before)))
    same = _same(listing, update, struck)
    for person, place in same.items():
        before = asked.known[person]
        rows.append(Row(person, _groups(before, *marks[place]), stamp(before)))
    return [row for row in rows if row.person is None or row.registration != asked.known[row.person]]


def _same(listing: Listing, update: Update, struck: set[int]) -> dict[str, int]:
    """Those of whom the list says nothing new, with their place in it: their groups may be others all the same."""
    others = struck | {*update.new} | {each.entry for each in (*update.changed, *update.held)}
    places = [place for place in range(len(listing.entries)) if place not in others]
    return dict(zip(update.same, places, strict=True))


def _registered(asked: Asked, entry: Entry) -> Registration:
    return Registration(
        entry.name,
        entry.phone,
        entry.email,
        dict(sorted(entry.attributes.items())),
        entry.role or "participant",
        entry.table or 0,
        entry.together,
        entry.apart,
        needs=entry.needs,
        key=entry.form,
        consents=_consents(asked, (), entry.consents),
        refused=tuple(sorted(each for each, yes in entry.consents.items() if not yes)),
    )


def _changed(asked: Asked, known: Registration, taken: dict[str, object]) -> Registration:
    """What is known, with the fields that the list changes."""
    fields: dict[str, object] = {}
    traits, said = dict(known.traits), {}
    for field, after in taken.items():
        if field in ATTRIBUTES or field.startswith(ATTRIBUTE):
            traits[field.removeprefix(ATTRIBUTE)] = str(after)
        elif field.startswith(CONSENT):
            said[field.removeprefix(CONSENT)] = bool(after)
        elif field == TABLE:
            fields["table"] = after or 0
        elif field == "form":
            fields["key"] = after
        elif field in (NAME, NEEDS, "phone", "email", "role", "together", "apart"):
            fields[field] = after
    consents = _consents(asked, known.consents, said)
    refused = {each for each in known.refused if not said.get(each)} | {each for each, yes in said.items() if not yes}
    fields |= {"traits": dict(sorted(traits.items())), "consents": consents, "refused": tuple(sorted(refused))}
    return replace(known, **fields)


def _consents(asked: Asked, known: tuple[Consent, ...], said: dict[str, bool]) -> tuple[Consent, ...]:
    """Those of before keep their hour; what the list takes back is gone."""
    kept = [each for each in known if said.get(each.purpose, True)]
    had = {each.purpose for each in kept}
    text = hashlib.sha256(b"registration list\n").hexdigest()
    return (*kept, *(Consent(each, asked.now, text) for each, yes in sorted(said.items()) if yes and each not in had))


def _groups(known: Registration, with_: tuple[str, ...], apart: tuple[str, ...]) -> Registration:
    """Whom the desk put together or apart by hand stays so."""
    fields: dict[str, object] = {}
    if "together" not in known.by_hand:
        fields["sits_with"] = with_
    if "apart" not in known.by_hand:
        fields["sits_apart"] = apart
    return replace(known, **fields)


def _marks(listing: Listing) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each person the marks of their groups: the same for the same people, whatever list names them."""
    found: list[tuple[list[str], list[str]]] = [([], []) for _ in listing.entries]
    for kind, groups in enumerate(listing.groups):
        for group in groups:
            mark = _mark(listing, group)
            for place in group:
                found[place][kind].append(mark)
    return [(tuple(sorted(with_)), tuple(sorted(apart))) for with_, apart in found]


def _mark(listing: Listing, group: Group) -> str:
    members = sorted(repr((names.key(listing.entries[place].name), listing.entries[place].contact)) for place in group)
    return hashlib.sha256("\n".join(members).encode()).hexdigest()[:12]


def _without_time(known: Registration) -> Registration:
    """Two looks at one list differ in the moment of a new consent, and in nothing else."""
    return replace(known, consents=tuple(replace(each, at=0) for each in known.consents))
