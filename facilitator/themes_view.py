"""What the theme team sees: every card with its table and where it lies, the themes, what was set aside, who objects.

Truth flows from the session to the desk.  No votes and no people are here; the team knows which table wrote what,
for that is how it sees that two tables mean the same.
"""

from __future__ import annotations

from typing import Any

from live.acts import undo_view
from live.header import header, spheres_view, words, written_view
from live.screen import Reading, View
from sessions import themes
from sessions.cards import Card, CardState
from sessions.phases import TAKES_COMMANDS, Phase
from sessions.scenario import MergeRound
from sessions.seat import Role, Seat
from sessions.session import RoundState, Session


def common(reading: Reading) -> View:
    """The day's header and the board; `board` is None in a day without themes."""
    session = reading.session
    state = board_round(session)
    return {
        **header(reading),
        "spheres": spheres_view(session.scenario),
        "board": _board(session, state) if state else None,
        "team": [
            {"no": each.seat.no, "online": reading.online.get(each.seat.id, 0)}
            for each in session.seats.values()
            if each.seat.role is Role.THEME_TEAM
        ],
    }


def own(reading: Reading, seat: Seat) -> View:
    """Who sits here, and what they would undo."""
    return {"no": seat.no, "undo": undo_view(reading.session, seat.id)}


def board_round(session: Session) -> RoundState | None:
    """The merge round to work on: the hall's own, else the first one that nobody works with yet and that has cards."""
    here = session.round()
    if here is not None and isinstance(here.plan, MergeRound):
        return here
    boards = [each for each in session.rounds.values() if isinstance(each.plan, MergeRound)]
    open_ones = [each for each in boards if not themes.taken_by(session, each) and each.phase is not Phase.SKIPPED]
    return next(
        (each for each in open_ones if themes.material(session, each)), open_ones[0] if open_ones else _last(boards)
    )


def _last(boards: list[RoundState]) -> RoundState | None:
    return boards[-1] if boards else None


def _board(session: Session, state: RoundState) -> View:
    plan = state.plan
    assert isinstance(plan, MergeRound)
    material = themes.material(session, state)
    aside = state.board.aside
    return {
        "round": state.id,
        "no": state.no,
        "title": words(plan.title),
        "phase": state.phase.value,
        "open": themes.taken_by(session, state) is None and state.phase is not Phase.SKIPPED,
        "writing": _is_written(session, plan),
        "objecting": themes.takes_objections(session, state),
        "target": list(plan.target) if plan.target else None,
        "reasons": [{"id": each.id, "label": words(each.label), "to": each.to} for each in plan.reasons],
        "standing": len(themes.things(session, state)),
        "cards": [_card(session, state, card) for card in material],
        "themes": [_theme(session, state, card) for card in themes.themes(session, state)],
        "aside": [{"id": each, "reason": reason} for each, reason in aside.items()],
        "objections": [
            {"card": each.card, "table": session.seats[each.table].seat.no, "theme": each.theme, "text": each.text}
            for each in state.board.objections.values()
        ],
        "synonyms": list(session.synonyms) if session.synonyms is not None else None,
    }


def _is_written(session: Session, plan: MergeRound) -> bool:
    """Are tables still writing the cards of this board?"""
    source = next((each for each in session.rounds.values() if getattr(each.plan, "output", None) == plan.input), None)
    return source is not None and source.phase in TAKES_COMMANDS


def _card(session: Session, state: RoundState, card: Card) -> dict[str, Any]:
    return {
        **written_view(session, card),
        "no": card.no,
        "tables": _tables(session, card),
        "author": card.author,
        "place": themes.place(state, card),
        "at": card.at,
        "late": card.late,
        "redacted": card.redacted,
    }


def _theme(session: Session, state: RoundState, theme: Card) -> dict[str, Any]:
    return {
        **written_view(session, theme),
        "no": theme.no,
        "named": bool(theme.named),
        "revision": theme.revision,
        "hidden": theme.state is CardState.HIDDEN,
        "cards": list(theme.sources),
        "tables": _tables(session, theme),
        "place": themes.place(state, theme),
    }


def _tables(session: Session, card: Card) -> list[int]:
    return [session.seats[table].seat.no or 0 for table in themes.authors(session, card)]
