"""The plan of the day was changed while it was played."""

from __future__ import annotations

from sessions.events.base import Event


class ScenarioRevised(Event, frozen=True):
    """From now on the day is this scenario's, whose own text is here; `added`, `changed` and so on count its rounds."""

    scenario: str
    added: int
    changed: int
    removed: int
    moved: int
