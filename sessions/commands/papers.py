"""What a table, or a person at it, has said on paper: the check-in desk or the lead types it in for them.

The seat tells who typed; the table or the badge is a field, for it stands on the paper. `over` is the entry that the
desk has seen standing and puts the paper over: without it nothing that a device has said since is replaced.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from sessions.commands.base import Author, Command, Id, Text
from sessions.commands.polls import Choices
from sessions.commands.sheets import Rows
from sessions.commands.votes import BallotGrades, BallotMarks

Over = Annotated[int, Meta(ge=0)]


class EnterCard(Command, frozen=True):
    """A slip of a table in a round of writing. `no` is the number printed on it: the same number again puts the card
    right and never makes another."""

    round: Id
    table: Id
    no: Annotated[int, Meta(ge=1, le=999)]
    fields: dict[Id, Text]
    parent: Id | None = None
    author: Author | None = None
    over: Over = 0


class EnterBallot(Command, frozen=True):
    """The whole open ballot of a table, or the hands that its host counted, or its grades for a pitch."""

    round: Id
    table: Id
    choices: BallotMarks = {}
    grades: BallotGrades = {}
    contest: Annotated[int, Meta(ge=1)] = 1
    over: Over = 0


class EnterRanking(Command, frozen=True):
    """Which cards a table would like to work on, the dearest first; the whole wish."""

    round: Id
    table: Id
    cards: Annotated[tuple[Id, ...], Meta(max_length=12)]
    over: Over = 0


class EnterBest(Command, frozen=True):
    """Which of its cards a table marks as its best; the whole mark."""

    round: Id
    table: Id
    cards: Annotated[tuple[Id, ...], Meta(max_length=12)]
    over: Over = 0


class EnterAnswers(Command, frozen=True):
    """The whole sheet of answers of a table in a poll of tables."""

    round: Id
    table: Id
    answers: Annotated[dict[Id, int | Text | Choices], Meta(max_length=12)]
    over: Over = 0


class EnterSheet(Command, frozen=True):
    """What a table has written on the paper sheet of a card: these fields are so now, the others stay as they are."""

    round: Id
    table: Id
    card: Id
    fields: Annotated[dict[Id, Text | Rows], Meta(min_length=1, max_length=40)]
    over: Over = 0


class EnterReady(Command, frozen=True):
    """A table that has no tablet is ready, or is not."""

    round: Id
    table: Id
    ready: bool


class EnterSignUp(Command, frozen=True):
    """A line of the sign-up sheet: the holder of this badge joins a group, and has signed these consents on paper."""

    round: Id
    badge: Author
    card: Id
    role: Id
    name: Annotated[str, Meta(max_length=80)] = ""
    contact: Annotated[str, Meta(max_length=80)] = ""
    consents: Annotated[tuple[Id, ...], Meta(max_length=8)] = ()
    over: Over = 0


FROM_PAPER = (EnterCard, EnterBallot, EnterRanking, EnterBest, EnterAnswers, EnterSheet, EnterReady, EnterSignUp)
"""All that is typed in from paper."""
