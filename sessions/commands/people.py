"""People: the check-in desk says who came, who is new, and where somebody sits."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from sessions.commands.base import Command, Id
from sessions.people import Registration

People = Annotated[tuple[Id, ...], Meta(min_length=1, max_length=2000)]
Line = Annotated[str, Meta(max_length=120)]
Marks = Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=60)], ...], Meta(max_length=8)]
Traits = Annotated[dict[Id, Annotated[str, Meta(max_length=80)]], Meta(max_length=20)]
Badge = Annotated[int, Meta(ge=1, le=5000)]


class MarkAttendance(Command, frozen=True):
    """These people have come, or are not here."""

    people: People
    came: bool


class RegisterPerson(Command, frozen=True):
    """Somebody who is not on the list is here and gets a badge: the one of this number, or the next that is nobody's.

    `table`: where they sit; None: where it costs the mixture least. `consents`: what they have signed on paper; without
    `processing` nothing is said of them, and the number of the badge stands for the name. `unprinted`: the desk knows
    that no blank badge was printed with this number.
    """

    name: Line = ""
    contact: Line = ""
    traits: Traits = {}
    needs: Line = ""
    consents: Annotated[tuple[Id, ...], Meta(max_length=8)] = ()
    badge: Badge | None = None
    table: Id | None = None
    unprinted: bool = False


class RevisePerson(Command, frozen=True):
    """Put right what the list says of a person; what is None stays. `consents`: all that they have signed."""

    person: Id
    name: Line | None = None
    contact: Line | None = None
    traits: Traits | None = None
    needs: Line | None = None
    together: Marks | None = None
    apart: Marks | None = None
    consents: Annotated[tuple[Id, ...], Meta(max_length=8)] | None = None


class StrikePerson(Command, frozen=True):
    """Take a person off the list for ever: what is known of them is erased, and their badge votes no more."""

    person: Id


class BeginCheckIn(Command, frozen=True):
    """Another day of the forum begins: everybody is to be seen again. `was`: the day that the asker saw."""

    day: Annotated[int, Meta(ge=2, le=14)]
    was: Annotated[int, Meta(ge=1, le=14)]


class MovePerson(Command, frozen=True):
    """Somebody sits at this table from now on. Nobody else moves."""

    person: Id
    table: Id


class CloseTable(Command, frozen=True):
    """Seat nobody at this table any more, and its people elsewhere; or open it again, empty."""

    table: Id
    closed: bool


class Listed(msgspec.Struct, frozen=True):
    """One row of a list that was read: whose it is, or None for somebody new, and the whole of what is to be known.

    `was`: of somebody known, the stamp of what the row was compared with (`people.stamp`).
    """

    person: Id | None
    registration: Registration
    was: str = ""


class TakeList(Command, frozen=True):
    """Put a list that was read and looked at in force. Said by the server itself; no screen may say it.

    `known`: how often somebody had come onto the list or gone from it when it was looked at. With the stamps of the
    rows it holds whatever another desk does meanwhile: the list is refused, and nobody's word is written over.
    """

    rows: Annotated[tuple[Listed, ...], Meta(min_length=1, max_length=5000)]
    known: int
