"""The day: sessions, seats, rounds and their clock, the screen, what was undone."""

from __future__ import annotations

from sessions.events.base import Event
from sessions.seat import Sight


class SessionStarted(Event, frozen=True):
    """The day begins: the scenario's own text, and how many tables and people have seats."""

    scenario: str
    session: str
    tables: int
    people: int
    seed: str


class EpochBegan(Event, frozen=True):
    """Another machine took over from a copy: devices send again what this copy may not have."""

    epoch: int


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


class DayReplanned(Event, frozen=True):
    """These rounds are to last so many minutes; the others as before."""

    minutes: dict[str, int]


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


class ObserversLet(Event, frozen=True):
    """The lead chose what observers see."""

    see: Sight


class ReadyMarked(Event, frozen=True):
    """The table is done with the round, or not after all."""

    round: str
    table: str
    ready: bool


class HelpCalled(Event, frozen=True):
    """The table called the lead, or the call is over."""

    table: str
    on: bool
