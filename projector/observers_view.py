"""What an observer sees: the wall, and as far as the lead allows the cards of the hall and how far the tables are.

Truth flows from the session to the observer and not back.  No card comes with its table or its time, no name stands on
a sheet, and of a vote there is what hangs on the wall: never who has voted, nor at which table.
"""

from __future__ import annotations

import hashlib
from collections import Counter

from live.cards import card_view
from live.screen import Reading, View
from live.sheets import progress_view
from projector import view as wall
from sessions import lineage, sheets
from sessions.cards import Card, CardState
from sessions.phases import LIVE
from sessions.scenario import ElaborateRound, GatherRound, input_of
from sessions.seat import Seat
from sessions.session import RoundState, Session


def common(reading: Reading) -> View:
    """The wall, what the lead lets observers see (`see`), and of that `cards` and `progress`; None: not for them."""
    session, see = reading.session, reading.session.observers_see
    state = session.round()
    shown = wall.common(reading)
    return {
        **shown,
        "scene": _nameless(shown["scene"]),
        "see": see,
        "cards": None if see == "wall" else cards_view(session, state),
        "progress": tables_view(session, state) if see == "progress" else None,
    }


def own(reading: Reading, seat: Seat) -> View:
    """Which observer this is."""
    return {"no": seat.no}


def cards_view(session: Session, state: RoundState | None) -> list[View]:
    """The cards of the round that everybody may read, in an order that tells neither tables nor places. `sheet`: there
    is one to be read."""
    if state is None:
        return []
    gather = isinstance(state.plan, GatherRound)
    cards = session.round_cards(state.id) if gather else session.input_cards(state) if input_of(state.plan) else []
    shown = sorted((card for card in cards if lineage.is_readable(card)), key=lambda card: _shuffled(session, card))
    return [{**card_view(session, card), "sheet": sheets.read_by_all(session, card) is not None} for card in shown]


def tables_view(session: Session, state: RoundState | None) -> View | None:
    """`{tables}` of a round in which tables write: `{no, cards, percent, ready}`, `cards` how many are in (None: none
    are written), `percent` how full its sheets are. None: in this round no table has a progress to be told."""
    if state is None or not isinstance(state.plan, GatherRound | ElaborateRound):
        return None
    written: Counter[str] = Counter()
    full: dict[int, list[int]] = {}
    if isinstance(state.plan, GatherRound):
        written.update(card.table for card in session.round_cards(state.id) if card.state is CardState.LIVE)
    elif state.phase in LIVE:  # after that titles and percents stand on the wall, and tables do not
        for row in progress_view(session, state)["sheets"]:
            for no in row["tables"]:
                full.setdefault(no, []).append(row["percent"])
    gather = isinstance(state.plan, GatherRound)
    return {
        "tables": [
            {
                "no": no,
                "cards": written[each.seat.id] if gather else None,
                "percent": sum(full[no]) // len(full[no]) if no in full else None,
                "ready": each.seat.id in state.ready,
            }
            for each in session.table_seats()
            if (no := each.seat.no) is not None
        ]
    }


def _nameless(scene: View) -> View:
    """The wall without the names that people let it show: they agreed to the hall, not to a device that goes home."""
    found = dict(scene)
    if "just_now" in scene:
        found["just_now"] = [{**each, "name": None} for each in scene["just_now"]]
        found["groups"] = [
            {**group, "people": [{**person, "name": None} for person in group["people"]]} for group in scene["groups"]
        ]
    return found


def _shuffled(session: Session, card: Card) -> str:
    return hashlib.sha256(f"{session.seed}\nobservers\n{card.id}".encode()).hexdigest()
