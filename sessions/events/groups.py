"""Initiative groups: who is in which, by number; and names, of which only the fact stands here."""

from __future__ import annotations

from sessions.events.base import Event
from sessions.events.cards import Delay


class SignedUp(Event, frozen=True):
    """A person joined a group. Only the person's number is here; who that is lies in `people`, erasable."""

    round: str
    card: str
    person: str
    no: int
    role: str


class SignUpWithdrawn(Event, frozen=True):
    """A person left a group, or was taken out of it by the lead: the entry's seat tells."""

    card: str
    person: str


class NameGiven(Event, frozen=True, omit_defaults=True):
    """A person gave a name for the hall's screens, which takes a lane. The name itself is nowhere in the journal."""

    person: str
    lane: str
    delay: Delay | None = None


class NameAdmitted(Event, frozen=True):
    """The name that a person gave was let on the screens: by the lead, or its delay had passed."""

    person: str


class NameHeld(Event, frozen=True):
    """The lead keeps a person's name off the screens, this one and every later one, until one is let on."""

    person: str


class GuestsLet(Event, frozen=True):
    """People without a badge are let into the groups, or not."""

    on: bool
