"""Assignments: what tables wish for, what is to be, and which tables and seats it is in force for."""

from __future__ import annotations

from sessions.events.base import Event


class CardsRanked(Event, frozen=True):
    """The table's whole wish: these cards, the dearest first."""

    round: str
    table: str
    cards: tuple[str, ...]


class AssignmentRevealed(Event, frozen=True):
    """What the round came to, shown to the hall and not in force yet: card → its tables, a person → the table."""

    round: str
    cards: dict[str, tuple[str, ...]]
    people: dict[str, str]


class CardsPlaced(Event, frozen=True):
    """The lead put these cards on these tables by hand, before they are in force. Cards not named stay."""

    round: str
    tables: dict[str, tuple[str, ...]]


class PeopleListed(Event, frozen=True):
    """The organisers' whole list of who is to sit where: a person's seat → the table."""

    round: str
    people: dict[str, str]


class CardsAssigned(Event, frozen=True):
    """These tables work on these cards from now on, whoever wrote them. Cards not named stay where they are."""

    round: str
    tables: dict[str, tuple[str, ...]]


class PeopleSeated(Event, frozen=True):
    """These people sit at these tables from now on: a person's seat → the table. Who is not named stays."""

    round: str
    tables: dict[str, str]
