"""What a seat may ask: imperative, one frozen struct each; the wire name is the class name in snake_case.

Who asks is not in here: it comes from the seat.  Choices are absolute (the whole ballot, the whole text), so
that a repeat is harmless; every command also travels with an `action_id`, which the desk keeps.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from sessions.scenario import Lane, Source

Id = Annotated[str, Meta(min_length=1, max_length=64)]
Text = Annotated[str, Meta(max_length=2000)]
Author = Annotated[int, Meta(ge=1, le=100_000)]
Milliseconds = Annotated[int, Meta(ge=-6 * 3_600_000, le=6 * 3_600_000)]


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of everything that can be asked."""


class MoveRound(Command, frozen=True):
    """Move a round to a phase. `was` is the phase the asker saw: two consoles never step twice."""

    round: Id
    phase: Id
    was: Id


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


class AdmitCard(Command, frozen=True):
    """Let a card on the hall's screens, at once. `revision` is the one the asker read: no text goes on unread."""

    card: Id
    revision: int | None = None


class AdmitCards(Command, frozen=True):
    """Let on all these cards: card → the revision the asker read. One that was changed meanwhile waits on."""

    cards: Annotated[dict[Id, int], Meta(max_length=1000)]


class HoldCard(Command, frozen=True):
    """Keep a card off the screens until it is let on; its delay stops. Not possible once the card has gone on."""

    card: Id


class SetLane(Command, frozen=True):
    """Choose how what a source writes reaches the screens, from now on; `plan` is what the scenario says. A stricter
    lane stops what waits, too."""

    source: Source
    lane: Lane | Literal["plan"]


class AdmitNames(Command, frozen=True):
    """Let on the names that people gave. `given` are their tokens as the asker saw them; another name has another."""

    given: Annotated[tuple[int, ...], Meta(max_length=3000)]


class HoldName(Command, frozen=True):
    """Show a person as a number only, whatever name they give, until a name is let on. `no` is the number shown."""

    no: Annotated[int, Meta(ge=1)]


class PassDelays(Command, frozen=True):
    """Let on what has waited out its delay. Said by the server itself; no screen may say it."""


class HideCard(Command, frozen=True):
    """Set a card aside with a reason: kept and counted in the protocol, shown nowhere but the console and its table."""

    card: Id
    reason: Annotated[str, Meta(max_length=140)] = ""


class RestoreCard(Command, frozen=True):
    """Bring a hidden card back."""

    card: Id


class RedactCard(Command, frozen=True):
    """Blot out what was typed into a card (a name, a number) for ever, in the journal too."""

    card: Id


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


class AnswerHelp(Command, frozen=True):
    """The lead has been to the table: its call for help is over."""

    table: Id


class ReissueSeat(Command, frozen=True):
    """End the link of a seat and make a new one: for a lost badge or a tablet that went home."""

    seat: Id


class RemoveSignUp(Command, frozen=True):
    """Take somebody out of a group: an insult for a name, a prank. `no` is the number that the screens show."""

    card: Id
    no: Annotated[int, Meta(ge=1)]


class LetGuests(Command, frozen=True):
    """Let people without a badge into the groups, or count badges only. What guests signed is kept meanwhile."""

    on: bool


class SubmitCard(Command, frozen=True):
    """Hand in a card of the table. `parent` is the card that it answers, `author` the number of the badge whose thought
    it is, where the round asks for them."""

    round: Id
    fields: dict[Id, Text]
    parent: Id | None = None
    author: Author | None = None


class ReviseCard(Command, frozen=True):
    """Replace the whole text of an own card, and its author. `revision` is the one the asker saw."""

    card: Id
    fields: dict[Id, Text]
    revision: int
    author: Author | None = None


class WithdrawCard(Command, frozen=True):
    """Take an own card back while the round is open."""

    card: Id


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


Where = Annotated[dict[Id, Annotated[str, Meta(max_length=64)]], Meta(min_length=1, max_length=200)]
"""Cards and themes, each with the place where the asker saw it: "" by itself, "aside", or the id of its theme."""


class MergeCards(Command, frozen=True):
    """Lay cards and whole themes together, in the theme `into` or in a new one. `title`: what to call it; without one
    it is called as its first card, or stays as it is called."""

    round: Id
    cards: Where
    into: Id | None = None
    title: Text = ""


class SplitCards(Command, frozen=True):
    """Let cards of a theme lie by themselves again."""

    round: Id
    theme: Id
    cards: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=200)]


class RenameTheme(Command, frozen=True):
    """Call a theme something else. `revision` is the one the asker saw; an empty title: as its first card again."""

    theme: Id
    title: Text
    revision: int


class SetAside(Command, frozen=True):
    """Cards or whole themes do not go before the hall, for one of the round's reasons."""

    round: Id
    cards: Where
    reason: Id


class BringBack(Command, frozen=True):
    """Lay what was set aside on the board again."""

    round: Id
    cards: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=200)]


class TellApart(Command, frozen=True):
    """Two cards or themes are not alike: do not suggest them again."""

    round: Id
    cards: tuple[Id, Id]


class ObjectToTheme(Command, frozen=True):
    """The table says that its card does not belong where it was put, or takes that back."""

    card: Id
    on: bool
    text: Annotated[str, Meta(max_length=140)] = ""


class SetSynonyms(Command, frozen=True):
    """All lines of words that are one to the suggestions, in place of those before."""

    lines: Annotated[tuple[Annotated[str, Meta(max_length=200)], ...], Meta(max_length=300)]


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


class MarkReady(Command, frozen=True):
    """The table says that it is done with this round, or that it is not after all."""

    round: Id
    ready: bool


class CallHelp(Command, frozen=True):
    """The table calls the lead, or takes the call back."""

    on: bool


class SignUp(Command, frozen=True):
    """Join the group of an initiative in a role. Replaces the person's earlier sign-up for the same card.

    Name and contact may be empty. `consents` are purposes, each given apart from the others.
    """

    round: Id
    card: Id
    role: Id
    name: Annotated[str, Meta(max_length=80)] = ""
    contact: Annotated[str, Meta(max_length=80)] = ""
    consents: Annotated[tuple[Id, ...], Meta(max_length=8)] = ()


class WithdrawSignUp(Command, frozen=True):
    """Leave a group. With the last one, name, contact and consents are erased too."""

    card: Id


class Arrive(Command, frozen=True):
    """The seat is here. Sent by the server itself when a device first comes in; no screen may say it."""


def wire_name(command: type[Command]) -> str:
    """`SubmitCard` → `submit_card`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", command.__name__).lower()


COMMANDS: dict[str, type[Command]] = {wire_name(each): each for each in Command.__subclasses__()}


def canonical(command: Command) -> bytes:
    """The body of a command as bytes that do not depend on the order of keys: what idempotency compares."""
    fields: dict[str, Any] = {name: getattr(command, name) for name in command.__struct_fields__}
    return msgspec.json.encode([wire_name(type(command)), fields], order="deterministic")
