"""What the theme team sees: every card with its table and where it lies, the themes, what was set aside, who objects.

Truth flows from the session to the desk.  No votes and no people are here; the team knows which table wrote what,
for that is how it sees that two tables mean the same.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from facilitator.suggestions import suggestions_view, synonyms
from live.acts import undo_view
from live.cards import sphere_of, spheres_view, words
from live.header import header
from live.screen import Reading, View
from sessions import events as e
from sessions import themes
from sessions.cards import Card, CardState
from sessions.kinds.merge import may_be_joined
from sessions.phases import TAKES_COMMANDS
from sessions.scenario import GatherRound, MergeRound
from sessions.seat import Role, Seat
from sessions.session import RoundState, Session

RECENT = 3
"""So many of the last acts are shown with whose they are: three people at one wall see each other's hands."""

TITLE_CHARACTERS = 140

ON_THE_BOARD = (e.CardsMerged, e.CardsSplit, e.CardsSetAside, e.CardsBroughtBack)


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
    """Who sits here, what they would undo, and the lines of synonyms: those of the lexicon until somebody edits them.

    The lines are long, so they stand here: this part goes out only after an act of the team, not with every card.
    """
    session = reading.session
    return {
        "no": seat.no,
        "undo": undo_view(session, seat.id),
        "synonyms": {"lines": list(synonyms(session)), "edited": session.synonyms is not None},
    }


def board_round(session: Session) -> RoundState | None:
    """The merge round to work on: the hall's own, else the first one that nobody works with yet and that has cards."""
    here = session.round()
    if here is not None and isinstance(here.plan, MergeRound):
        return here
    boards = [each for each in session.rounds.values() if isinstance(each.plan, MergeRound)]
    open_ones = [each for each in boards if themes.is_open(session, each)]
    return next(
        (each for each in open_ones if themes.material(session, each)), open_ones[0] if open_ones else _last(boards)
    )


def _last(boards: list[RoundState]) -> RoundState | None:
    return boards[-1] if boards else None


def _board(session: Session, state: RoundState) -> View:
    plan = state.plan
    assert isinstance(plan, MergeRound)
    material, taker = themes.material(session, state), themes.taken_by(session, state)
    aside = state.board.aside
    return {
        "round": state.id,
        "no": state.no,
        "title": words(plan.title),
        "phase": state.phase.value,
        "open": themes.is_open(session, state),
        "joins": taker is not None and may_be_joined(taker),
        "writing": _is_written(session, plan),
        "objecting": themes.takes_objections(session, state),
        "target": list(plan.target) if plan.target else None,
        "longest": _longest(session, plan),
        "reasons": [{"id": each.id, "label": words(each.label), "to": each.to} for each in plan.reasons],
        "standing": len(themes.things(session, state)),
        "cards": [_card(session, state, card) for card in material],
        "themes": [_theme(session, state, card) for card in themes.themes(session, state)],
        "aside": [{"id": each, "reason": reason} for each, reason in aside.items()],
        "objections": [
            {"card": each.card, "table": session.seats[each.table].seat.no, "theme": each.theme, "text": each.text}
            for each in state.board.objections.values()
        ],
        "suggestions": suggestions_view(session, state),
        "recent": _recent(session, state),
    }


def _source(session: Session, plan: MergeRound) -> RoundState | None:
    """The round that makes the cards of this board."""
    return next((each for each in session.rounds.values() if getattr(each.plan, "output", None) == plan.input), None)


def _is_written(session: Session, plan: MergeRound) -> bool:
    """Are tables still writing the cards of this board?"""
    source = _source(session, plan)
    return source is not None and source.phase in TAKES_COMMANDS


def _longest(session: Session, plan: MergeRound) -> int:
    """The most characters that a title may have: as many as the tables' own."""
    source = _source(session, plan)
    return source.plan.fields[0].max_len if source and isinstance(source.plan, GatherRound) else TITLE_CHARACTERS


def _recent(session: Session, state: RoundState) -> list[View]:
    """The last acts on this board; `no` is the seat of the team, None for the lead."""
    acts = (
        each
        for each in reversed(session.acts)
        if isinstance(each.event, ON_THE_BOARD) and each.event.round == state.id and not each.undone
    )
    return [
        {
            "seq": each.seq,
            "no": session.seats[each.seat].seat.no,
            "event": type(each.event).__name__,
            "theme": getattr(each.event, "theme", None),
            "cards": list(getattr(each.event, "cards", ())),
        }
        for each in islice(acts, RECENT)
    ]


def _card(session: Session, state: RoundState, card: Card) -> dict[str, Any]:
    """A card, short, for all of them travel: `where` is its place in town, `place` where it lies on the board."""
    plan = session.rounds[themes.origin(session, card).round].plan
    fields = plan.fields[1:] if isinstance(plan, GatherRound) else ()
    parent = session.cards.get(card.parent) if card.parent else None
    return {
        "id": card.id,
        "no": card.no,
        "title": card.title,
        "where": next((card.fields[each.id] for each in fields if each.type == "place" and each.id in card.fields), ""),
        "more": [card.fields[each.id] for each in fields if each.type == "text" and card.fields.get(each.id)],
        "sphere": sphere_of(session, card),
        "answers": parent.title if parent else None,
        "tables": _tables(session, card),
        "author": card.author,
        "place": themes.place(state, card),
        "late": card.late,
        "redacted": card.redacted,
    }


def _theme(session: Session, state: RoundState, theme: Card) -> dict[str, Any]:
    return {
        "id": theme.id,
        "no": theme.no,
        "title": theme.title,
        "sphere": sphere_of(session, theme),
        "named": bool(theme.named),
        "revision": theme.revision,
        "hidden": theme.state is CardState.HIDDEN,
        "cards": list(theme.sources),
        "tables": _tables(session, theme),
        "place": themes.place(state, theme),
    }


def _tables(session: Session, card: Card) -> list[int]:
    return [session.seats[table].seat.no or 0 for table in themes.authors(session, card)]
