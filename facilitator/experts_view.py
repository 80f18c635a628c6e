"""What an expert sees: who calls, what the hall has asked, and what the tables work on, with all that experts noted.

Truth flows from the session to the expert's phone.  Experts read what everybody may read, and the sheets as they stand
at the tables; what waits for the lead is not theirs, and while the hall votes nobody tells them whose a card is.
"""

from __future__ import annotations

from live.cards import card_view
from live.header import header
from live.notes import expert_notes, noted_cards, own_notes
from live.questions import waiting_questions
from live.screen import Reading, View
from live.signals import calls_view
from sessions import noting, sheets
from sessions.assignment import holders
from sessions.cards import Card
from sessions.kinds.elaborate import held
from sessions.phases import TAKES_COMMANDS
from sessions.scenario import AssignRound, ElaborateRound, GatherRound, input_of
from sessions.seat import Seat
from sessions.session import RoundState, Session
from sessions.templates import template_of


def common(reading: Reading) -> View:
    """The header of the day, the queue of calls and of questions, and what the tables work on now."""
    session = reading.session
    return {
        **header(reading),
        "calls": calls_view(session),
        "questions": waiting_questions(session),
        "work": work_view(session),
        "notes": expert_notes(session),
        "noted": noted_cards(session),
    }


def own(reading: Reading, seat: Seat) -> View:
    """Which expert this is, and what stands on the cards by them."""
    return {"no": seat.no, "notes": own_notes(reading.session, seat.id)}


def work_view(session: Session) -> View:
    """`{tables, cards}`: table by table what each works on, `{no, cards}`, or where the hall chooses among them or is
    past it only the cards; a card with `percent`, how full its sheet is (None: it has none)."""
    state = _at_work(session)
    if state is None:
        return {"tables": None, "cards": []}
    if not isinstance(state.plan, GatherRound | ElaborateRound | AssignRound):
        return {"tables": None, "cards": [_card(session, card) for card in _worked_on(session, state)]}
    rows = [
        {"no": each.seat.no, "cards": [_card(session, card) for card in _of_table(session, state, each.seat.id)]}
        for each in session.table_seats()
    ]
    return {"tables": rows, "cards": []}


def _at_work(session: Session) -> RoundState | None:
    """The round whose cards lie on the tables: the one that the hall is in, or in a break or a talk the one before."""
    here = session.round()
    if here is not None and isinstance(here.plan, GatherRound | ElaborateRound) and here.phase in TAKES_COMMANDS:
        return here  # also while nothing is written yet: what lay there before is done
    begun = sorted((each for each in session.rounds.values() if each.moved), key=lambda each: -each.moved)
    rounds = [here, *begun] if here else begun
    return next((each for each in rounds if _worked_on(session, each)), None)


def _worked_on(session: Session, state: RoundState) -> list[Card]:
    """The cards of a round that may be noted, in the order in which they came."""
    if isinstance(state.plan, GatherRound):
        cards = session.round_cards(state.id)
    else:
        cards = session.input_cards(state) if input_of(state.plan) else []
    return [card for card in cards if noting.may_be_noted(card)]


def _of_table(session: Session, state: RoundState, table: str) -> list[Card]:
    match state.plan:
        case GatherRound():
            return [card for card in _worked_on(session, state) if card.table == table]
        case ElaborateRound():
            return [card for card in held(session, state, table) if noting.may_be_noted(card)]
        case _:
            return [card for card in _worked_on(session, state) if table in holders(session, card.id)]


def _card(session: Session, card: Card) -> View:
    state = sheets.round_of(session, card)
    percent = None
    if state is not None and isinstance(state.plan, ElaborateRound) and card.admitted:
        template = template_of(session.scenario, state.plan)
        percent = sheets.percent(sheets.current(session, card, template), template)
    return {**card_view(session, card), "percent": percent, "version": sheets.version(session, card.id)}
