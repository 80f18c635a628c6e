"""Pitches: the order of the queue, each step of it, its clock, the administration's answers, the grades."""

from __future__ import annotations

from typing import Literal

from sessions.events.base import Event
from sessions.outcome import CardScore

Answer = Literal["", "yes", "partly", "no"]
Stand = Literal["waits", "speak", "qa", "done", "skipped"]
"""Where a card is in the queue: it has the floor while it speaks and while it is questioned."""


class QueueDrawn(Event, frozen=True):
    """In this order the cards of the round are called up. `seed`: the chain's head at that moment, if it was drawn."""

    round: str
    order: tuple[str, ...]
    seed: str
    generation: int


class PitchMoved(Event, frozen=True, omit_defaults=True):
    """A card is elsewhere in the queue. `order`: the whole queue, where that has changed.

    `makes_room`: it finished only since the next one was called up by the same act.
    """

    round: str
    card: str
    to: Stand
    order: tuple[str, ...] = ()
    makes_room: bool = False


class PitchClockSet(Event, frozen=True):
    """The clock of the card that has the floor, or had it just now; as `ClockSet` is of the round."""

    round: str
    card: str
    left_ms: int
    total_ms: int
    running: bool
    mono_ms: int
    boot: str
    asks: bool = False


class ReplyGiven(Event, frozen=True):
    """The administration's answer to a card, in place of the one before; all empty: it was taken away."""

    round: str
    card: str
    answer: Answer
    due: str
    text: str


class PitchesGraded(Event, frozen=True):
    """What the tables gave to what they heard: rows by rank. `without`: card → the tables that could not grade it,
    since they hold it."""

    round: str
    electors: int
    ballots: int
    rows: tuple[CardScore, ...]
    without: dict[str, tuple[str, ...]]
