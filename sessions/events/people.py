"""People: who has a badge of their own, who is here, where they sit. Never who they are."""

from __future__ import annotations

from sessions.events.base import Event


class PeopleRegistered(Event, frozen=True):
    """These badges are somebody's on the organisers' list from now on; what the list says of them is no entry."""

    people: tuple[str, ...]


class BadgesKept(Event, frozen=True):
    """Blank badges of these numbers were printed: a number is given to whoever holds the badge, and to nobody else."""

    badges: tuple[int, ...]


class PersonStruck(Event, frozen=True, omit_defaults=True):
    """This badge is nobody's any more: its holder is not on the list and does not vote.

    `stays`: the votes on whose roll it stays, since its voice may lie among the papers or hands of its table, where
    nobody can tell it from the others.
    """

    person: str
    stays: tuple[str, ...] = ()


class AttendanceMarked(Event, frozen=True):
    """The check-in desk has seen these people come, or marked that they are not here."""

    people: tuple[str, ...]
    came: bool


class CheckInBegun(Event, frozen=True):
    """A new day of the forum: nobody is here until the desk has seen them again, and what the lead said to the hall and
    to the hosts on the day before is over."""

    day: int


class PersonMoved(Event, frozen=True):
    """This person sits at this table from now on."""

    person: str
    table: str


class TableClosed(Event, frozen=True):
    """Nobody is seated at this table any more, or it is open again."""

    table: str
    closed: bool
