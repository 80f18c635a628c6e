"""What a session would hold once it has taken a list, for tests of a second one."""

from __future__ import annotations

from registration.entries import Listing
from registration.entry import Entry
from registration.matching import Known


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
