"""Cards and the lanes that they take to the hall's screens."""

from __future__ import annotations

from typing import Literal

import msgspec

from sessions.events.base import Event
from sessions.scenario import Lane, Source


class Delay(msgspec.Struct, frozen=True):
    """How long a text waits before it lets itself on, counted from monotonic time `mono_ms` of boot `boot`."""

    ms: int
    mono_ms: int
    boot: str


class CardSubmitted(Event, frozen=True, omit_defaults=True):
    """A card arrived from a table.

    `lane` is the way its text takes to the hall's screens; an entry without one is from before there were lanes, and
    the plan of its round tells. `author` is the number of a badge. `person`: whose own card it is, where people write.
    `paper`: the number of the slip that a desk typed in for the table; 0: it came from a tablet.
    """

    card: str
    round: str
    table: str
    fields: dict[str, str]
    parent: str | None
    late: bool
    lane: str = ""
    delay: Delay | None = None
    author: int | None = None
    person: str = ""
    paper: int = 0


class CardRevised(Event, frozen=True, omit_defaults=True):
    """The table replaced the text of its card; with the same text only its author."""

    card: str
    fields: dict[str, str]
    revision: int
    lane: str = ""
    delay: Delay | None = None
    author: int | None = None


class CardWithdrawn(Event, frozen=True):
    """The table took its card back."""

    card: str


class CardAdmitted(Event, frozen=True):
    """The card was let on the hall's screens: by the lead, or its delay had passed; the entry's seat tells."""

    card: str


class CardHeld(Event, frozen=True):
    """The lead keeps the card off the screens until it is let on."""

    card: str


class LaneSet(Event, frozen=True):
    """The lead chose a lane for a source; `plan`: as the scenario has it."""

    source: Source
    lane: Lane | Literal["plan"]


class CardHidden(Event, frozen=True):
    """The lead set the card aside."""

    card: str
    reason: str


class CardRestored(Event, frozen=True):
    """The lead brought the card back."""

    card: str


class EntryRedacted(Event, frozen=True, omit_defaults=True):
    """The body of an earlier entry was blotted out; what stands in its place has this SHA-256 (hex).

    `card` is the id of the card or of the question that stood there; `field`: only this one of the card's sheet;
    `note`: not the card, but this note of an expert on it.
    """

    seq: int
    card: str
    stub_sha256: str
    field: str = ""
    note: str = ""
