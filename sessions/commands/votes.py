"""Votes: a ballot, and the lead's words on a result."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from sessions.commands.base import Command, Id


class CastBallot(Command, frozen=True):
    """The elector's whole ballot in this round; an empty one is a blank ballot.

    `choices`: card → marks (1), dots, or the hands that a host has counted. `grades`: card → criterion → grade; a
    criterion that is left out is «do not know». `contest`: which vote of this round the paper is of: a ballot that was
    kept on a device must not come into a later one.
    """

    round: Id
    choices: Annotated[dict[Id, Annotated[int, Meta(ge=1, le=2000)]], Meta(max_length=500)] = {}
    grades: Annotated[
        dict[Id, Annotated[dict[Id, Annotated[int, Meta(ge=0, le=10)]], Meta(min_length=1, max_length=3)]],
        Meta(max_length=500),
    ] = {}
    contest: Annotated[int, Meta(ge=1)] = 1


class DrawLots(Command, frozen=True):
    """Decide the open tie: seed = chain head at the close + this number, called aloud in the hall."""

    round: Id
    number: Annotated[int, Meta(ge=0, le=999_999_999)]


class OpenRunoff(Command, frozen=True):
    """Let the electors vote once more, on the cards that stand level at the line and on nothing else."""

    round: Id


class RepeatVote(Command, frozen=True):
    """Have a counted vote held again. `contest` is the number of the vote that the asker saw."""

    round: Id
    contest: Annotated[int, Meta(ge=1)]
    reason: Annotated[str, Meta(max_length=140)] = ""


class PickCards(Command, frozen=True):
    """Say which cards go on, in this order, where the scenario leaves it to the lead; until the carry it may be said
    anew."""

    round: Id
    cards: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=500)]
    reason: Annotated[str, Meta(max_length=140)] = ""


class StepReveal(Command, frozen=True):
    """Show the hall so many places of the result, counted from the last. With 0 a closed vote is counted and its places
    stand empty on the wall."""

    round: Id
    shown: Annotated[int, Meta(ge=0, le=500)]
