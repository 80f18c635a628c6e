"""The themes as the hall may know them: how far the theme team is, and once they are shown what they are.

Truth flows from the board to every screen but the team's own: which card lies where is the team's and its table's
until the lead shows the themes, and the tables that wrote are named by nobody here.
"""

from __future__ import annotations

import hashlib

from live.cards import card_view
from live.screen import View
from sessions import lineage, themes
from sessions.cards import Card, CardState
from sessions.session import RoundState, Session


def theming_view(session: Session, state: RoundState) -> View:
    """How many cards have a place by now, of how many, and the number of themes."""
    material = themes.material(session, state)
    made = [theme for theme in themes.themes(session, state) if theme.id not in state.board.aside]
    laid = sum(themes.place(state, card) != themes.ALONE for card in material)
    return {"laid": laid, "of": len(material), "themes": len(made)}


def themes_view(session: Session, state: RoundState) -> View | None:
    """What goes before the hall, themes and single cards, each with the number of its cards; None before it is shown.

    In an order that the session's seed has shuffled, so that no place is a rank.
    """
    if not lineage.is_shown(session, state):
        return None
    things = sorted(themes.things(session, state), key=lambda card: _lot(session, state, card))
    return {
        "round": state.id,
        "list": [_thing(session, card) for card in things if lineage.is_readable(card)],
        "aside": len(state.board.aside),
        "objecting": themes.takes_objections(session, state),
    }


def _thing(session: Session, card: Card) -> View:
    view = card_view(session, card)
    cards = sum(leaf.state is CardState.LIVE for leaf in themes.leaves(session, card))
    return {"id": card.id, "title": view["title"], "sphere": view["sphere"], "theme": card.is_theme, "cards": cards}


def _lot(session: Session, state: RoundState, card: Card) -> str:
    return hashlib.sha256(f"{session.seed}\n{state.id}\n{card.id}".encode()).hexdigest()
