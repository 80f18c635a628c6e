"""Who works on a card: the tables that it was given to, or else those that wrote it."""

from __future__ import annotations

from sessions import themes
from sessions.session import Session


def holders(session: Session, card: str) -> tuple[str, ...]:
    """The ids of the tables that work on a card from now on."""
    return session.assigned.get(card) or themes.authors(session, session.cards[card])
