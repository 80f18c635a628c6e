"""Assignments: what a table wishes for, and the lead's hand."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from sessions.commands.base import Command, Id

Tables = Annotated[tuple[Id, ...], Meta(max_length=60)]


class RankCards(Command, frozen=True):
    """The table's whole wish: the cards it would like to work on, the dearest first. An empty one: no wish."""

    round: Id
    cards: Annotated[tuple[Id, ...], Meta(max_length=12)]


class PlaceCards(Command, frozen=True):
    """Put cards on tables by hand: each card gets exactly these tables. Two cards at once are a swap."""

    round: Id
    tables: Annotated[dict[Id, Tables], Meta(min_length=1, max_length=500)]


class ListPeople(Command, frozen=True):
    """Who is to sit where, the whole list: a person's seat → the table. Who is not named stays."""

    round: Id
    people: Annotated[dict[Id, Id], Meta(max_length=2000)]


class ListPerson(Command, frozen=True):
    """In a seating that is not in force yet this person is to sit there; whoever else is listed stays so."""

    round: Id
    person: Id
    table: Id
