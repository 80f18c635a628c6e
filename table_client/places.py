"""Where a table's cards lie: on the theme team's board, in a theme, aside; and what the table has said about it.

Truth flows from the board to one table: its own cards, and the words that they lie beside, never whose words those are.
"""

from __future__ import annotations

from typing import Any

from live.cards import words
from live.screen import View
from sessions import lineage, sheets, themes
from sessions.cards import Card, CardState
from sessions.lanes import public_title
from sessions.phases import Phase
from sessions.scenario import MergeRound
from sessions.seat import Seat
from sessions.session import RoundState, Session


def places_view(session: Session, seat: Seat) -> list[View]:
    """The table's cards of the whole day, but for those that it took back.

    `place`: None while no board has begun with the card, then `waits`, `theme`, `aside`, or `alone` once the themes are
    shown. `board`: the merge round that it lies in; `objecting`: the table can object now. `answer`: of a comment on a
    sheet, whether it was taken up, once that round is over.
    """
    cards = [card for card in session.cards.values() if card.table == seat.id]
    return [_place(session, card) for card in cards if card.state is not CardState.WITHDRAWN]


def _place(session: Session, card: Card) -> View:
    board = themes.board_of(session, card) if card.state is CardState.LIVE else None
    view: dict[str, Any] = {
        "id": card.id,
        "title": card.title,
        "no": card.no,
        "round": card.round,
        "hidden": card.state is CardState.HIDDEN,
        "redacted": card.redacted,
        "reason": card.reason,
        "place": None,
        "board": None,
        "objecting": False,
        "theme": None,
        "aside": None,
        "objection": None,
        "answer": _answer(session, card),
    }
    if board is not None and board.phase not in (Phase.PLANNED, Phase.SKIPPED):
        view |= _on_the_board(session, board, card)
    return view


def _on_the_board(session: Session, board: RoundState, card: Card) -> View:
    theme = session.cards.get(card.theme or "")
    shown = lineage.is_shown(session, board)
    reason = board.board.aside.get(card.id) or (board.board.aside.get(theme.id) if theme else None)
    objection = board.board.objections.get(card.id)
    place = "aside" if reason else "theme" if theme else "alone" if shown else "waits"
    return {
        "place": place,
        "board": board.id,
        "objecting": themes.takes_objections(session, board) and place in ("aside", "theme"),
        "theme": _theme(session, theme, card) if theme else None,
        "aside": _reason(board, reason) if reason else None,
        "objection": {"text": objection.text} if objection else None,
    }


def _answer(session: Session, card: Card) -> View | None:
    """What the table said whose sheet this card is a comment on."""
    answer = sheets.answer_to(session, card)
    return {"accepted": answer.accepted} if answer else None


def _theme(session: Session, theme: Card, card: Card) -> View:
    beside = (leaf for leaf in themes.leaves(session, theme) if leaf is not card)
    return {
        "id": theme.id,
        "title": public_title(theme) if lineage.is_readable(theme) else None,
        "cards": [public_title(leaf) for leaf in beside if lineage.is_readable(leaf)],
    }


def _reason(board: RoundState, reason: str) -> View:
    plan = board.plan
    assert isinstance(plan, MergeRound)
    found = next((each for each in plan.reasons if each.id == reason), None)
    return {"id": reason, "label": words(found.label) if found else None, "to": found.to if found else "archive"}
