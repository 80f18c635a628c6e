"""Pitches: the queue of those who speak, its clock, and the administration's answer."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from sessions.commands.base import Command, Id, Milliseconds


class StartPitch(Command, frozen=True):
    """Give the floor to those of this card; whoever had it has finished. A skipped card may come now, too.

    `seen` is the queue's `rev` that the asker saw: two consoles never step twice.
    """

    round: Id
    card: Id
    seen: int


class OpenQuestions(Command, frozen=True):
    """The speech is over, and the questions begin."""

    round: Id
    card: Id
    seen: int


class FinishPitch(Command, frozen=True):
    """The pitch is over, and nobody has the floor."""

    round: Id
    card: Id
    seen: int


class SkipPitch(Command, frozen=True):
    """Those of this card are not there: the queue goes on without them."""

    round: Id
    card: Id
    seen: int


class ReturnPitch(Command, frozen=True):
    """A skipped card waits again, at the end of the queue."""

    round: Id
    card: Id
    seen: int


class AddPitchTime(Command, frozen=True):
    """Add (or with a negative number take) time on the clock of this pitch, in milliseconds."""

    round: Id
    card: Id
    ms: Milliseconds


class PausePitch(Command, frozen=True):
    """Stop the clock of this pitch where it is."""

    round: Id
    card: Id


class ResumePitch(Command, frozen=True):
    """Let the clock of this pitch run on from where it stopped."""

    round: Id
    card: Id


class GiveReply(Command, frozen=True):
    """The administration's whole answer to a card, in place of the one before; all empty takes it away.

    `due` is a date, year-month-day.
    """

    round: Id
    card: Id
    answer: Literal["", "yes", "partly", "no"] = ""
    due: Annotated[str, Meta(max_length=10)] = ""
    text: Annotated[str, Meta(max_length=200)] = ""
