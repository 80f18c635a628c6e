"""What a session would hold once it has taken a list, for tests of a second one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from registration.entries import Listing
from registration.entry import Entry
from registration.fields import ATTRIBUTE, ATTRIBUTES, CONSENT
from registration.matching import Change, Known, Update


def known_of(listing: Listing) -> list[Known]:
    """Everybody of a list as a session knows them."""
    return [_known(f"p{number}", entry) for number, entry in enumerate(listing.entries, 1)]


def _known(person: str, entry: Entry) -> Known:
    return Known(
        id=person,
        name=entry.name,
        phone=entry.phone,
        email=entry.email,
        attributes=dict(entry.attributes),
        role=entry.role,
        table=entry.table,
        needs=entry.needs,
        together=entry.together,
        apart=entry.apart,
        consents=dict(entry.consents),
        form=entry.form,
    )


def taken(known: list[Known], listing: Listing, update: Update) -> list[Known]:
    """What the session holds after the update: changes that are not held, and new people behind the others."""
    changed = {each.id: each.changes for each in update.changed}
    after = [_changed(person, changed.get(person.id, ())) for person in known]
    begin = 1 + max(int(person.id[1:]) for person in known) if known else 1
    return after + [_known(f"p{begin + number}", listing.entries[place]) for number, place in enumerate(update.new)]


def _changed(person: Known, changes: Sequence[Change]) -> Known:
    for change in changes:
        if change.held:
            continue
        field = change.field
        if field.startswith(CONSENT):
            consents = person.consents | {field.removeprefix(CONSENT): change.after}
            person = replace(person, consents=consents)
        elif field in ATTRIBUTES or field.startswith(ATTRIBUTE):
            person = replace(person, attributes=person.attributes | {field.removeprefix(ATTRIBUTE): change.after})
        else:
            person = replace(person, **{field: change.after})
    return person
