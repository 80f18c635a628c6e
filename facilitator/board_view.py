"""What the lead sees of the theme team's work: how far it is, who sits there, which tables object and to what.

Truth flows from the board of the hall's round to the console; the team itself has a screen of its own.
"""

from __future__ import annotations

from collections import Counter

from live.cards import words, written_view
from live.screen import Reading, View
from sessions import themes
from sessions.board import Objection
from sessions.cards import CardState
from sessions.scenario import MergeRound
from sessions.seat import Role
from sessions.session import RoundState, Session


def board_view(reading: Reading) -> View | None:
    """The board of the round that the hall is in; None in any other round."""
    session = reading.session
    state = session.round()
    if state is None or not isinstance(state.plan, MergeRound):
        return None
    places = Counter(_kind_of_place(state, themes.place(state, card)) for card in themes.material(session, state))
    made = [theme for theme in themes.themes(session, state) if theme.state is CardState.LIVE]
    return {
        "cards": places.total(),
        "placed": {"theme": places["theme"], "aside": places["aside"], "alone": places["alone"]},
        "themes": sum(theme.id not in state.board.aside for theme in made),
        "standing": len(themes.things(session, state)),
        "target": list(state.plan.target) if state.plan.target else None,
        "aside": _set_aside(session, state, state.plan),
        "open": themes.is_open(session, state),
        "objecting": themes.takes_objections(session, state),
        "objections": [_objection(session, each) for each in state.board.objections.values()],
        "settled": len(state.board.settled),
        "team": [
            {"no": each.seat.no, "online": reading.online.get(each.seat.id, 0)}
            for each in session.seats.values()
            if each.seat.role is Role.THEME_TEAM
        ],
    }


def _kind_of_place(state: RoundState, place: str) -> str:
    """In a theme, alone, or aside: a theme that was set aside takes its cards with it."""
    if place == themes.ALONE:
        return "alone"
    return "aside" if place == themes.ASIDE or place in state.board.aside else "theme"


def _set_aside(session: Session, state: RoundState, plan: MergeRound) -> list[View]:
    """Each reason that was given, in the scenario's order, with how many cards it holds."""
    counts: Counter[str] = Counter()
    for each, reason in state.board.aside.items():
        counts[reason] += len(themes.leaves(session, session.cards[each]))
    return [
        {"id": each.id, "label": words(each.label), "cards": counts[each.id]}
        for each in plan.reasons
        if counts[each.id]
    ]


def _objection(session: Session, said: Objection) -> View:
    theme = session.cards.get(said.theme or "")
    return {
        "card": written_view(session, session.cards[said.card]),
        "no": session.cards[said.card].no,
        "table": session.seats[said.table].seat.no,
        "theme": {"id": theme.id, "no": theme.no, "title": theme.title} if theme else None,
        "text": said.text,
        "at": said.at,
    }
