"""Rounds of writing: galleries and their stops, stages, what tables marked as their best, cards that came late."""

from __future__ import annotations

from sessions.events.base import Event


class RotationDrawn(Event, frozen=True):
    """Who looks at which card: for each stop, table → card. The first stop begins at `from_ms` left on the clock."""

    round: str
    stops: tuple[dict[str, str], ...]
    from_ms: int


class StopCalled(Event, frozen=True):
    """The sheets have travelled: tables are at this stop (from 1) since `from_ms` left on the round's clock."""

    round: str
    stop: int
    from_ms: int


class StageCalled(Event, frozen=True):
    """The round is in this stage (from 0) since `from_ms` left on its clock; None: time tells again."""

    round: str
    stage: int | None
    from_ms: int


class BestChosen(Event, frozen=True):
    """The table's whole mark: these of its cards are its best."""

    round: str
    table: str
    cards: tuple[str, ...]


class CardJoined(Event, frozen=True):
    """A card that came late is in the pool that was carried without it."""

    round: str
    pool: str
    card: str
