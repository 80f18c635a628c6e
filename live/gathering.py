"""A round of writing as screens show it: where its stages and stops are, who looks at what, what came late.

Truth flows from the round to every screen.  The hall learns which table looks at which sheet, for that is on the wall
anyway; never who wrote it, nor a text that is not let on.
"""

from __future__ import annotations

from collections import Counter

from live.assignment import number
from live.cards import card_view, option_view, sphere_of, whole_view, words
from live.screen import View
from sessions import assignment, gathering
from sessions.cards import Card, CardState
from sessions.lanes import public_title
from sessions.phases import TAKES_COMMANDS
from sessions.scenario import GatherRound, Grid
from sessions.seat import Seat
from sessions.session import RoundState, Session
from sessions.timetable import stages


def plan_view(session: Session, state: RoundState, plan: GatherRound) -> View:
    """What a round of writing has beside its fields. `stage`: where the lead has stepped, since so many ms left on the
    round's clock; `no` is None where time tells. `rotation` is at a stop likewise. `best`: how many a table marks."""
    here = state.gathering
    rotation = plan.rotation
    return {
        "stages": [{"name": stage.name, "minutes": minutes} for stage, minutes in stages(state, plan.stages)],
        "stage": {"no": here.stage, "from_ms": here.stage_from_ms},
        "rotation": rotation
        and {
            "stops": len(here.stops) or rotation.stops,
            "minutes": rotation.minutes,
            "stop": here.stop,
            "from_ms": here.stop_from_ms,
        },
        "grid": _grid_view(plan.grid) if plan.grid else None,
        "writers": plan.writers,
        "limit": plan.limit,
        "bonus": words(plan.bonus),
        "late": plan.late,
        "takes_late": gathering.takes_late(session, state),
        "best": plan.carry.k if plan.carry.rule == "per_table" else None,
    }


def _grid_view(grid: Grid) -> View:
    return {"rows": [option_view(each) for each in grid.rows], "cols": [option_view(each) for each in grid.cols]}


def wall_view(session: Session, state: RoundState) -> View | None:
    """The gallery on the wall while it is open: the stop, and which sheet every table looks at."""
    here = state.gathering
    if not here.stop or state.phase not in TAKES_COMMANDS:
        return None
    rows = [(number(session, each.seat.id), gathering.present(state, each.seat.id)) for each in session.table_seats()]
    return {
        "by": "rotation",
        "rows": [{"table": no, "card": _sheet(session, session.cards[card]) if card else None} for no, card in rows],
    }


def _sheet(session: Session, card: Card) -> View:
    return {"id": card.id, "title": public_title(card), "sphere": sphere_of(session, card)}


def table_view(session: Session, state: RoundState, seat: Seat) -> View:
    """One table in a round of writing: the sheet before it and those that it has seen, whose sheets they are, what it
    marked as its best, and who of it talks with whom in which stage."""
    seen = gathering.seen(state, seat.id)
    return {
        "present": gathering.present(state, seat.id),
        "seen": seen,
        "of": {card: [number(session, table) for table in assignment.holders(session, card)] for card in seen},
        "best": list(state.gathering.best.get(seat.id, ())),
        "groups": gathering.groups(session, state, seat.id),
    }


def late_view(session: Session, seat: Seat) -> View | None:
    """The round that still takes a card from this seat though the hall has gone on, with what it has written there."""
    state = gathering.late_round(session)
    if state is None or not isinstance(state.plan, GatherRound):
        return None
    by_people = state.plan.writers == "person"
    if by_people != (seat.table != seat.id):
        return None
    return {"round": state.id, "cards": written_view(session, state, seat)}


def written_view(session: Session, state: RoundState, seat: Seat) -> list[View]:
    """The cards that a seat wrote in a round: of a tablet its table's, of a person their own."""
    person = "" if seat.table == seat.id else seat.id
    cards = session.round_cards(state.id, None if person else seat.id)
    return [
        {**whole_view(session, card), "state": card.state.value, "author": None if person else card.author}
        for card in cards
        if card.person == person
    ]


def lead_view(session: Session, state: RoundState | None) -> View | None:
    """What the lead sees of how a round of writing goes.

    `coverage`: of a gallery each sheet with the tables that look at it now, how many have seen it, and its comments.
    `best`: which tables marked none of several. `cells`: how many cards in each cell. `late`: how many came late.
    """
    if state is None or not isinstance(state.plan, GatherRound):
        return None
    plan, here = state.plan, state.gathering
    cards = [card for card in session.round_cards(state.id) if card.state is CardState.LIVE]
    return {
        "coverage": _coverage(session, state, cards) if here.stop else None,
        "best": _best(session, state) if plan.carry.rule == "per_table" else None,
        "cells": cells(cards) if plan.grid else None,
        "late": sum(card.late for card in cards),
    }


def after_view(session: Session) -> View | None:
    """The round beside the hall's own that still takes cards, and how many came late: for the lead."""
    state = gathering.late_round(session)
    if state is None:
        return None
    late = [card for card in session.round_cards(state.id) if card.late]
    return {"round": state.id, "no": state.no, "title": words(state.plan.title), "cards": len(late)}


def cells(cards: list[Card]) -> dict[str, int]:
    """«row/col» → how many cards stand there."""
    return dict(Counter(cell_of(card) for card in cards))


def cell_of(card: Card) -> str:
    """The cell that a card stands in."""
    return f"{card.fields.get('row', '')}/{card.fields.get('col', '')}"


def _coverage(session: Session, state: RoundState, cards: list[Card]) -> list[View]:
    comments = Counter(card.parent for card in cards)
    stop = state.gathering.stop
    return [
        {
            "card": card_view(session, card) | {"title": card.title},
            "now": [number(session, table) for table in _at(state, card)],
            "seen": len(gathering.onlookers(state, card.id, stop)),
            "of": len(gathering.onlookers(state, card.id)),
            "comments": comments[card.id],
        }
        for card in session.input_cards(state)
    ]


def _at(state: RoundState, card: Card) -> list[str]:
    here = state.gathering.stops[state.gathering.stop - 1]
    return [table for table, it in here.items() if it == card.id]


def _best(session: Session, state: RoundState) -> View:
    return {
        "marked": sum(bool(each) for each in state.gathering.best.values()),
        "unmarked": [number(session, table) for table in gathering.unmarked(session, state)],
    }
