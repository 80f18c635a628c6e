"""What the rules are given besides the session, and what they give back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sessions.box import Boxed
from sessions.events import Event
from sessions.people import People, Person
from sessions.seat import Seat


@dataclass(frozen=True, slots=True)
class Ask:
    """Who asks, and when. `now`: wall-clock ms; `mono_ms`: monotonic ms of boot `boot`; `handle(round, person)`
    finds a ballot in the open box; `random(n)` is a whole number below n. `blanks()`: numbers of badges that were
    printed for whoever comes unlisted."""

    seat: Seat
    now: int
    mono_ms: int
    boot: str
    people: People
    handle: Callable[[str, str], str]
    random: Callable[[int], int]
    blanks: Callable[[], frozenset[int]] = frozenset


@dataclass(slots=True)
class BoxWrite:
    """A secret ballot to be put in the open box, in place of the one under the same handle; None takes that away."""

    round: str
    handle: str
    ballot: Boxed | None


@dataclass(slots=True)
class Decision:
    """What follows: events for the journal, and what is written beside it.

    `stubs`: (seq, event) to stand in place of earlier entries that are blotted out.
    `erased`: whose name, contact and consents of the sign-up go; `struck`: who is forgotten altogether.
    `hushed`: the seats that had typed it; what their answers remember of it is forgotten.
    `touched`: for whom it was said, where that is not the asker: their own screens show it.
    `secret`: the round whose box the answer belongs to; the answer is forgotten when that box is sealed.
    """

    events: list[Event] = field(default_factory=list)
    boxed: list[BoxWrite] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    erased: str | None = None
    struck: str | None = None
    stubs: list[tuple[int, Event]] = field(default_factory=list)
    hushed: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    secret: str | None = None
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """Does anything change at all?"""
        return bool(self.events or self.boxed or self.people or self.erased or self.struck)


def happened(*events: Event, **answer: Any) -> Decision:
    """A decision of events only, with what the asker is told besides «ok»."""
    return Decision(events=list(events), answer=answer)
