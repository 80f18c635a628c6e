"""What a table sees: the hall's round, and its own cards with their fate.

Truth flows from the session to the tablet. `common` is the same on every tablet; `own` is what one table wrote,
marked and said, and no other table's. Of a vote there is the turnout and nothing else until the reveal.
"""

from __future__ import annotations

import hashlib

from live.assignment import assignment_view, bidding_view
from live.cards import card_view, spheres_view, whole_view, words
from live.funnel import recap_view
from live.gathering import late_view, table_view
from live.header import header
from live.notes import table_notes
from live.passing import passing_view
from live.pitches import pitch_view
from live.polls import poll_view, straw_view
from live.questions import own_questions, questions_view
from live.result import groups_view, result_view, turnout_view
from live.rounds import round_view
from live.screen import Reading, View
from live.sheets import devices_view, table_sheets
from live.signals import call_view, unread_view
from live.themes import theming_view
from sessions import assignment, gathering, pitches, rolls
from sessions.assignment import holders
from sessions.cards import Card
from sessions.funnel import is_recap
from sessions.kinds.pitch import without
from sessions.scenario import AssignRound, ElaborateRound, GatherRound, MergeRound, PitchRound, SignupRound, VoteRound
from sessions.seat import Seat
from sessions.session import RoundState, Session, on_paper, seated, takes_ballots
from sessions.timetable import hall_round
from table_client.places import places_view


def common(reading: Reading) -> View:
    """The header of the day, and of this round the turnout, the revealed result, or the groups; of sheets how many
    tablets each table has on them."""
    session = reading.session
    state = hall_round(session)
    voting = state is not None and isinstance(state.plan, VoteRound)
    return {
        **header(reading, hall=True),
        "spheres": spheres_view(session.scenario),
        "turnout": turnout_view(session, state) if state and voting else None,
        "result": result_view(session, state) if state and voting else None,
        "groups": groups_view(reading) if state and isinstance(state.plan, SignupRound) else None,
        "pitch": pitch_view(session, state),
        "questions": questions_view(session),
        "theming": theming_view(session, state) if state and isinstance(state.plan, MergeRound) else None,
        "experts": session.has_experts(),
        "recap": recap_view(session, state) if state and is_recap(state) else None,
        "bidding": bidding_view(session, state),
        "assignment": assignment_view(session, state),
        "poll": poll_view(session),
        "straw": straw_view(session),
        "devices": devices_view(reading, state) if state and isinstance(state.plan, ElaborateRound) else None,
        "late": late_plan_view(session),
        "url": reading.hall.url,
    }


def late_plan_view(session: Session) -> View | None:
    """The round that is over and still takes cards from tables."""
    state = gathering.late_round(session)
    by_tables = state is not None and isinstance(state.plan, GatherRound) and state.plan.writers == "table"
    return round_view(session, state) if state and by_tables else None


def own(reading: Reading, seat: Seat) -> View:
    """One table: its cards, its open ballot, its marks of readiness and help, the words for its host.

    `round` and of a vote `box` tell what the rest belongs to, for the two parts of a view may arrive apart. `paper` is
    the paper of a vote by tables, or of what they wish for: it stands here and not in `common`, so that it does not
    travel anew with every ballot that is counted in. `mine` are the ids of all cards this table ever wrote, `places`
    where they lie, `holds` the cards that it may answer where those are its own, `bid` its own wish; `late` what it
    wrote in a round that is over and still takes cards.
    """
    session = reading.session
    state = session.round()
    return {
        "table": seat.no,
        "round": state.id if state else None,
        "box": state.box if state and takes_ballots(state.plan) else None,
        "seed": _seed(session, seat, state),
        "script": words(state.plan.script) if state else None,
        "cards": _cards(session, state, seat) if state and isinstance(state.plan, GatherRound) else None,
        "authors": _authors(session, state, seat) if state else None,
        "sheets": table_sheets(reading, state, seat) if state and isinstance(state.plan, ElaborateRound) else None,
        "mine": [card.id for card in session.cards.values() if card.table == seat.id],
        "places": places_view(session, seat),
        "paper": _paper(session, state) if state else None,
        "hands": seated(session, seat.id) if state and _counts_hands(state) else None,
        "ballot": _ballot(state, seat) if state else None,
        "passing": passing_view(reading, seat),
        "bid": _bid(session, state, seat) if state else None,
        "holds": _holds(session, state, seat) if state else [],
        "apart": _apart(session, state, seat) if state else [],
        "questions": own_questions(session, seat),
        "answers": dict(state.poll.sheets[seat.id]) if state and seat.id in state.poll.sheets else None,
        "gathering": table_view(session, state, seat) if state and isinstance(state.plan, GatherRound) else None,
        "late": late_view(session, seat),
        "ready": state is not None and seat.id in state.ready,
        "help": seat.id in session.help,
        "notes": table_notes(session, seat.id),
        "notices": unread_view(session, seat.id),
        "expert": call_view(session, seat.id),
    }


def _seed(session: Session, seat: Seat, state: RoundState | None) -> str:
    """What this seat shuffles its ballot paper by: the same on each device of the seat, another for each seat."""
    said = f"{session.seed}\n{seat.id}\n{state.id if state else ''}"
    return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()


def _cards(session: Session, state: RoundState, seat: Seat) -> list[View]:
    """The table's cards of this round in order of arrival; those that it took back are gone from its screen."""
    return [_card(session, card) for card in session.round_cards(state.id, seat.id)]


def _card(session: Session, card: Card) -> View:
    return {**whole_view(session, card), "state": card.state.value}


def _authors(session: Session, state: RoundState, seat: Seat) -> View | None:
    """How many of the table have a card of their own so far, where cards have authors."""
    if not isinstance(state.plan, GatherRound) or not state.plan.authors:
        return None
    spoke = {card.author for card in session.round_cards(state.id, seat.id)} - {None}
    return {"spoke": len(spoke), "of": max(seated(session, seat.id), len(spoke))}


def _counts_hands(state: RoundState) -> bool:
    """Does the host of the table count hands here? Then there are no more of them than people seated."""
    return isinstance(state.plan, VoteRound) and state.plan.electors == "table_tally"


def _paper(session: Session, state: RoundState) -> list[View] | None:
    plan = state.plan
    if isinstance(plan, AssignRound) and plan.mode == "by_bid":
        return [card_view(session, card) for card in session.input_cards(state)]
    if isinstance(plan, PitchRound) and plan.score is not None:
        return [card_view(session, session.cards[card]) for card in pitches.called(session, state)]
    if not isinstance(plan, VoteRound) or (plan.electors == "person" and rolls.passed_round(session) is not state):
        return None
    return [card_view(session, card) for card in on_paper(session, state)]


def _bid(session: Session, state: RoundState, seat: Seat) -> list[str] | None:
    """What this table wishes for, the dearest first. Nobody else is told of it."""
    return assignment.wishes(session, state).get(seat.id) if isinstance(state.plan, AssignRound) else None


def _holds(session: Session, state: RoundState, seat: Seat) -> list[str]:
    """The cards that are this table's own here: those it answers, or those it stands up for in a pitch."""
    match state.plan:
        case GatherRound(assignment="own"):
            return assignment.holds(session, state, seat.id)
        case PitchRound():
            return [card for card in pitches.called(session, state) if seat.id in holders(session, card)]
        case _:
            return []


def _apart(session: Session, state: RoundState, seat: Seat) -> list[str]:
    """Those that this table does not grade, since it works on them."""
    if not isinstance(state.plan, PitchRound):
        return []
    return [card for card in pitches.called(session, state) if seat.id in without(session, card)]


def _ballot(state: RoundState, seat: Seat) -> View | None:
    """This table's own open ballot. Nobody else is told of it."""
    choices = state.ballots.get(seat.id)
    return None if choices is None else {"choices": dict(choices), "grades": state.grades.get(seat.id, {})}
