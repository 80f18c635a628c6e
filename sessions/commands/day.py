"""The day: rounds and their clock, the screen, seats, and what a table tells its lead."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from sessions.commands.base import Command, Id, Milliseconds
from sessions.seat import Sight


class MoveRound(Command, frozen=True):
    """Move a round to a phase. `was` is the phase the asker saw: two consoles never step twice. `incomplete`: so many
    sheets that lack something the asker saw, and carries all the same."""

    round: Id
    phase: Id
    was: Id
    incomplete: Annotated[int, Meta(ge=0, le=1000)] = 0


class AddTime(Command, frozen=True):
    """Add (or with a negative number take) time on the clock of the live round, in milliseconds."""

    round: Id
    ms: Milliseconds


class PauseClock(Command, frozen=True):
    """Stop the clock of the live round where it is."""

    round: Id


class ResumeClock(Command, frozen=True):
    """Let the clock of the live round run on from where it stopped."""

    round: Id


class ReopenRound(Command, frozen=True):
    """Open a carried round again, for what was forgotten; a round that is open now is closed, and loses nothing."""

    round: Id
    was: Id


class RestartRound(Command, frozen=True):
    """Let a round be played again from what there is to work on now. What it made before stays in the protocol."""

    round: Id
    was: Id


class UndoAct(Command, frozen=True):
    """Undo the last act of this seat. `seq` is the one the asker saw as the last."""

    seq: int


class ReplanDay(Command, frozen=True):
    """Say how many minutes rounds are to last that are still to be opened; what is not named stays as it is."""

    minutes: Annotated[dict[Id, Annotated[int, Meta(ge=1, le=600)]], Meta(min_length=1, max_length=100)]


class ShowScene(Command, frozen=True):
    """Choose what the projector shows; `auto` follows the round. `card` is for the scene `group`."""

    scene: Id
    card: Id | None = None


class BlankScreen(Command, frozen=True):
    """Make the projector black at once, or bring it back."""

    on: bool


class Announce(Command, frozen=True):
    """A message over the projector and on every tablet and phone; an empty text takes it away."""

    text: Annotated[str, Meta(max_length=200)]


class LetObservers(Command, frozen=True):
    """Choose what observers see: the wall alone, the cards and sheets that the hall may read, or how far the tables
    are, as well."""

    see: Sight


class MarkReady(Command, frozen=True):
    """The table says that it is done with this round, or that it is not after all."""

    round: Id
    ready: bool


class CallHelp(Command, frozen=True):
    """The table calls the lead, or takes the call back."""

    on: bool


class AnswerHelp(Command, frozen=True):
    """The lead has been to the table: its call for help is over."""

    table: Id


class ReissueSeat(Command, frozen=True):
    """End the link of a seat and make a new one: for a lost badge or a tablet that went home."""

    seat: Id


class Arrive(Command, frozen=True):
    """The seat is here. Sent by the server itself when a device first comes in; no screen may say it."""
