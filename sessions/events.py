"""What happened: past tense, versioned, one frozen struct each; the journal holds nothing else.

Events carry results (an outcome, a draw, a carry), so that a replay never computes them again.  No event holds a
name or a contact of a person, and none says how a person voted while that can still change.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import msgspec

from sessions.outcome import Outcome, OwnMarks
from sessions.scenario import Lane, Source


class Event(msgspec.Struct, frozen=True, omit_defaults=False):
    """The base. `v` is the version of the event's shape; a reader knows every version ever written."""

    v: ClassVar[int] = 1


class SessionStarted(Event, frozen=True):
    """The day begins: the scenario's own text, and how many tables and people have seats."""

    scenario: str
    session: str
    tables: int
    people: int
    seed: str


class SeatArrived(Event, frozen=True):
    """A device came in on this seat for the first time."""

    seat: str


class SeatReissued(Event, frozen=True):
    """The old link of the seat ended."""

    seat: str
    generation: int


class RoundMoved(Event, frozen=True, omit_defaults=True):
    """The round is in a new phase.

    `kept_ms`: it only made room for an earlier round that was opened again, with this much time left on its clock.
    `as_of`: it was put back, and stands as it stood after the entry of this seq.
    """

    round: str
    phase: str
    kept_ms: int | None = None
    as_of: int = 0


class ClockSet(Event, frozen=True):
    """The live round's clock: what was left (ms) at monotonic time `mono_ms` of boot `boot`, and does it run.

    `total_ms`: the round's whole time as it stood then, with the minutes that were added or taken.
    `asks`: it was stopped by a restart, and the lead has to say how to go on.
    """

    round: str
    left_ms: int
    total_ms: int
    running: bool
    mono_ms: int
    boot: str
    asks: bool = False


class SceneShown(Event, frozen=True):
    """The projector's scene, chosen by the lead."""

    scene: str
    card: str | None


class ScreenBlanked(Event, frozen=True):
    """The projector went black, or came back."""

    on: bool


class Announced(Event, frozen=True):
    """A message to the whole hall; empty: taken away."""

    text: str


class Delay(msgspec.Struct, frozen=True):
    """How long a text waits before it lets itself on, counted from monotonic time `mono_ms` of boot `boot`."""

    ms: int
    mono_ms: int
    boot: str


class CardSubmitted(Event, frozen=True, omit_defaults=True):
    """A card arrived from a table.

    `lane` is the way its text takes to the hall's screens; an entry without one is from before there were lanes, and
    the plan of its round tells. `author` is the number of a badge.
    """

    card: str
    round: str
    table: str
    fields: dict[str, str]
    parent: str | None
    late: bool
    lane: str = ""
    delay: Delay | None = None
    author: int | None = None


class CardRevised(Event, frozen=True, omit_defaults=True):
    """The table replaced the text of its card; with the same text only its author."""

    card: str
    fields: dict[str, str]
    revision: int
    lane: str = ""
    delay: Delay | None = None
    author: int | None = None


class CardWithdrawn(Event, frozen=True):
    """The table took its card back."""

    card: str


class CardAdmitted(Event, frozen=True):
    """The card was let on the hall's screens: by the lead, or its delay had passed; the entry's seat tells."""

    card: str


class CardHeld(Event, frozen=True):
    """The lead keeps the card off the screens until it is let on."""

    card: str


class LaneSet(Event, frozen=True):
    """The lead chose a lane for a source; `plan`: as the scenario has it."""

    source: Source
    lane: Lane | Literal["plan"]


class CardHidden(Event, frozen=True):
    """The lead set the card aside."""

    card: str
    reason: str


class CardRestored(Event, frozen=True):
    """The lead brought the card back."""

    card: str


class EntryRedacted(Event, frozen=True):
    """The body of an earlier entry was blotted out; what stands in its place has this SHA-256 (hex)."""

    seq: int
    card: str
    stub_sha256: str


class CardsMerged(Event, frozen=True, omit_defaults=True):
    """These cards lie in this theme now, wherever they lay before. `title`: what the theme team calls it; without one
    it is called as its first card."""

    round: str
    theme: str
    cards: tuple[str, ...]
    title: str = ""


class CardsSplit(Event, frozen=True, omit_defaults=True):
    """These cards left their theme and lie by themselves. `upheld`: since their table objected, and the next round
    begins."""

    round: str
    cards: tuple[str, ...]
    upheld: bool = False


class CardsSetAside(Event, frozen=True):
    """These cards or whole themes do not go before the hall, for the reason with this id."""

    round: str
    cards: tuple[str, ...]
    reason: str


class CardsBroughtBack(Event, frozen=True, omit_defaults=True):
    """What was set aside lies on the board again. `upheld`: since its table objected, and the next round begins."""

    round: str
    cards: tuple[str, ...]
    upheld: bool = False


class ThemeRenamed(Event, frozen=True):
    """The theme team gave the theme another title; an empty one: it is called as its first card again."""

    theme: str
    title: str
    revision: int


class CardsToldApart(Event, frozen=True):
    """Two cards or themes are not alike, or after all may be: nobody is asked about them again, or is."""

    round: str
    cards: tuple[str, str]
    apart: bool


class ObjectionRaised(Event, frozen=True):
    """A table says that its card does not belong in this theme, or (None) aside."""

    round: str
    card: str
    table: str
    theme: str | None
    text: str


class ObjectionDropped(Event, frozen=True):
    """The table took its objection back."""

    round: str
    card: str


class SynonymsSet(Event, frozen=True):
    """The words that are one to the theme desk's suggestions, a line each. None: the ones that Veche knows itself."""

    lines: tuple[str, ...] | None


class ReadyMarked(Event, frozen=True):
    """The table is done with the round, or not after all."""

    round: str
    table: str
    ready: bool


class HelpCalled(Event, frozen=True):
    """The table called the lead, or the call is over."""

    table: str
    on: bool


class BallotCast(Event, frozen=True, omit_defaults=True):
    """An open ballot of a table; it replaces the table's earlier one."""

    round: str
    table: str
    choices: dict[str, int]
    grades: dict[str, dict[str, int]] = {}
    contest: int = 1


class SealedBallot(msgspec.Struct, frozen=True, omit_defaults=True):
    """A secret ballot after the seal: what it says and the code its voter holds, and nothing about whom."""

    receipt: str
    choices: dict[str, int]
    grades: dict[str, dict[str, int]] = {}


class BallotsSealed(Event, frozen=True, omit_defaults=True):
    """The box of a secret vote was opened, counted and shut for ever.

    `ballots` are in the order of their receipts, which were drawn at random: no order of arrival is left.
    `reach`: card → tables with at least one mark for it; the ballots themselves do not name tables, since a
    table is only twelve people. `own`: what each card got from its authors' tables, where the round tells that apart.
    """

    round: str
    ballots: tuple[SealedBallot, ...]
    reach: dict[str, tuple[str, ...]]
    own: dict[str, OwnMarks] = {}
    contest: int = 1


class TallyRevealed(Event, frozen=True):
    """The count of a vote, by whom and by what rule, and where the cut lies."""

    round: str
    outcome: Outcome


class LotsDrawn(Event, frozen=True):
    """The public draw: the number called, the seed made of it, and the outcome with the tie decided."""

    round: str
    number: int
    seed: str
    outcome: Outcome


class RunoffOpened(Event, frozen=True):
    """A second vote among the cards that stood level, for the places that were open. The first count stays."""

    round: str
    cards: tuple[str, ...]
    places: int


class VoteRepeated(Event, frozen=True):
    """The lead has the vote held again: what was counted is put aside with its result, and a new box begins."""

    round: str
    reason: str


class CardsPicked(Event, frozen=True):
    """The lead chose by hand, after the count and where the scenario leaves the choice to the lead."""

    round: str
    outcome: Outcome


class PlacesShown(Event, frozen=True):
    """The hall is shown the result by steps, and so many of the last places so far."""

    round: str
    shown: int


class RoundCarried(Event, frozen=True):
    """What goes on: `cards` into `pool`; `rest` stays behind, in the archive or for the administration."""

    round: str
    pool: str | None
    cards: tuple[str, ...]
    rest: tuple[str, ...]


class CarryUndone(Event, frozen=True):
    """The output of this round is as it was before it was last carried."""

    round: str
    pool: str | None


class RoundReopened(Event, frozen=True):
    """A carried round is open again; when it is carried anew, its output is of this generation."""

    round: str
    generation: int


class RoundRestarted(Event, frozen=True):
    """The round is to be played again, from what is there to work on now. What it made before stays in the protocol."""

    round: str
    generation: int


class RestartUndone(Event, frozen=True):
    """The round is not to be played again after all: it stands as it stood after the entry of seq `as_of`."""

    round: str
    phase: str
    as_of: int


class ActUndone(Event, frozen=True):
    """The act whose first entry has this seq was undone; the next `entries` entries put back what was before."""

    seq: int
    entries: int


class SignedUp(Event, frozen=True):
    """A person joined a group. Only the person's number is here; who that is lies in `people`, erasable."""

    round: str
    card: str
    person: str
    no: int
    role: str


class SignUpWithdrawn(Event, frozen=True):
    """A person left a group, or was taken out of it by the lead: the entry's seat tells."""

    card: str
    person: str


class NameGiven(Event, frozen=True, omit_defaults=True):
    """A person gave a name for the hall's screens, which takes a lane. The name itself is nowhere in the journal."""

    person: str
    lane: str
    delay: Delay | None = None


class NameAdmitted(Event, frozen=True):
    """The name that a person gave was let on the screens: by the lead, or its delay had passed."""

    person: str


class NameHeld(Event, frozen=True):
    """The lead keeps a person's name off the screens, this one and every later one, until one is let on."""

    person: str


class GuestsLet(Event, frozen=True):
    """People without a badge are let into the groups, or not."""

    on: bool


class EpochBegan(Event, frozen=True):
    """Another machine took over from a copy: devices send again what this copy may not have."""

    epoch: int


EVENTS: dict[str, type[Event]] = {each.__name__: each for each in Event.__subclasses__()}


def encode(event: Event) -> bytes:
    """The body of an event as JSON: what the journal stores and the chain covers.

    Fields stand in the order of the struct and a card's fields in the order of the scenario, which a replay keeps.
    """
    return msgspec.json.encode(event)


def decode(name: str, v: int, body: bytes | str) -> Event:
    """The event of this name and version; raises `KeyError` or `msgspec.ValidationError` for what was never written."""
    event_type = EVENTS[name]
    if v != event_type.v:
        raise KeyError(f"{name} version {v}")
    return msgspec.json.decode(body, type=event_type)


def facts(event: Event) -> dict[str, Any]:
    """The fields of an event by name."""
    return {name: getattr(event, name) for name in event.__struct_fields__}
