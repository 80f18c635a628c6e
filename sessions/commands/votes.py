"""Votes: a ballot, and the lead's words on a result."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from sessions.commands.base import Command, Id

BallotMarks = Annotated[dict[Id, Annotated[int, Meta(ge=1, le=2000)]], Meta(max_length=500)]
"""Card → marks (1), dots, or hands."""
BallotGrades = Annotated[
    dict[Id, Annotated[dict[Id, Annotated[int, Meta(ge=0, le=10)]], Meta(min_length=1, max_length=3)]],
    Meta(max_length=500),
]
"""Card → criterion → grade."""
PaperNo = Annotated[str, Meta(pattern=r"^\d{1,3}-\d{1,4}$")]
"""Table and count, as it is printed."""


class CastBallot(Command, frozen=True):
    """The elector's whole ballot in this round; an empty one is a blank ballot.

    `choices`: card → marks (1), dots, or the hands that a host has counted. `grades`: card → criterion → grade; a
    criterion that is left out is «do not know». `contest`: which vote of this round the paper is of: a ballot that was
    kept on a device must not come into a later one.
    """

    round: Id
    choices: BallotMarks = {}
    grades: BallotGrades = {}
    contest: Annotated[int, Meta(ge=1)] = 1


class GivePapers(Command, frozen=True):
    """These people take a paper ballot, and can vote in no other way; or they give it back."""

    round: Id
    contest: Annotated[int, Meta(ge=1)]
    people: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=2000)]
    on: bool


class ReadPaper(Command, frozen=True):
    """What stands on a paper ballot, as this reader reads it; it counts when another one reads the same.

    `no`: the number printed on it, table and count. `spoiled`: nobody can tell what it says.
    """

    round: Id
    contest: Annotated[int, Meta(ge=1)]
    no: PaperNo
    choices: BallotMarks = {}
    grades: BallotGrades = {}
    spoiled: bool = False


class DropPaper(Command, frozen=True):
    """Take this reader's own reading of a paper back: it has another number, or there is none."""

    round: Id
    contest: Annotated[int, Meta(ge=1)]
    no: PaperNo


class CountHands(Command, frozen=True):
    """So many people of a table vote by raised hands, and so many hands each card has; with 0 `voters` nobody does.

    A table says it of itself; the lead or the check-in desk says of which `table`.
    """

    round: Id
    contest: Annotated[int, Meta(ge=1)]
    voters: Annotated[int, Meta(ge=0, le=500)]
    choices: Annotated[dict[Id, Annotated[int, Meta(ge=1, le=500)]], Meta(max_length=500)] = {}
    table: Id | None = None


OTHER_WAYS = (GivePapers, ReadPaper, DropPaper, CountHands)
"""What a desk does for those who vote on no device."""


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
