"""Assignments: which tables hold a card from now on."""

from __future__ import annotations

from sessions.events.base import Event


class CardsAssigned(Event, frozen=True):
    """These tables work on these cards from now on, whoever wrote them. Cards not named stay where they are."""

    round: str
    tables: dict[str, tuple[str, ...]]
