"""What a desk can type in for a table now: the forms that its tablet would show, without what is the table's own.

Truth flows from the rounds that take something to the desk that types.  Of what a table has said already only that is
told which the lead may know: its cards, and whether it has voted; for whom it voted or what it wishes is on no desk.
"""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Blueprint, Response, request

from live.count import DESKS, LOOKS, LOOKS_PER_S
from live.credits import Credits
from live.house import House
from live.rounds import round_view
from live.screen import View
from live.words import LANGUAGES
from sessions import gathering, twin
from sessions.cards import CardState
from sessions.lanes import public_title
from sessions.phases import TAKES_COMMANDS
from sessions.refusals import Refusal
from sessions.scenario import GatherRound, PollRound, VoteRound
from sessions.session import RoundState, Session


def blueprint(house: House) -> Blueprint:
    """The one route of the paper twin."""
    pages, looks = Blueprint("twin", __name__), Credits(LOOKS, LOOKS_PER_S)

    @pages.get("/api/twin")
    def typed() -> Response:
        """What can be typed in for a table now, `?table=t7`, for the lead and the check-in desk with their PIN:
        `{table, forms: [{round, cards, choices, said, ready}]}`; `cards` are the table's own in that round. Bearer
        token."""
        holder = house.holder(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if holder is None or holder.seat.role not in DESKS or not holder.proven:
            return _answer(house.refusal(Refusal.SEAT_UNKNOWN, _lang()), 401)
        if not looks.spend(holder.seat.id):
            return _answer(house.refusal(Refusal.RATE_SPENT, _lang()), 429)
        told = house.desk.read(lambda session, _: twin_view(session, request.args.get("table", "")))
        return _answer(house.refusal(Refusal.TABLE_UNKNOWN, _lang()), 404) if told is None else _answer(told, 200)

    return pages


def twin_view(session: Session, table: str) -> View | None:
    """`{table, no, forms}`: a form for the round that is open, and one for a round of writing that still takes late
    cards. None: there is no such table.

    `choices`: the cards that the paper names by number, `{id, no, title}`. `said`: has the table handed in its whole
    paper of this round, where it has only one? None: it may hand in several, or it is not asked.
    """
    seat = next((each.seat for each in session.table_seats() if each.seat.id == table), None)
    if seat is None:
        return None
    states = {state.id: state for state in (session.live_round(), _late(session)) if state and _takes(session, state)}
    return {"table": table, "no": seat.no, "forms": [_form(session, state, table) for state in states.values()]}


def _late(session: Session) -> RoundState | None:
    here = session.round()
    if here is not None and gathering.takes_late(session, here):
        return here
    return gathering.late_round(session)


def _takes(session: Session, state: RoundState) -> bool:
    return state.phase in TAKES_COMMANDS or gathering.takes_late(session, state)


def _form(session: Session, state: RoundState, table: str) -> View:
    written = isinstance(state.plan, GatherRound)
    cards = [each for each in session.round_cards(state.id, table) if each.state is CardState.LIVE] if written else []
    return {
        "round": round_view(session, state),
        "cards": [
            {"id": each.id, "paper": each.paper, "title": each.title, "fields": each.fields, "parent": each.parent}
            for each in cards
            if not each.person
        ],
        "choices": [
            {"id": each.id, "no": no, "title": public_title(each)} for no, each in twin.choices(session, state, table)
        ],
        "said": _said(session, state, table),
        "ready": table in state.ready,
    }


def _said(session: Session, state: RoundState, table: str) -> bool | None:
    match state.plan:
        case VoteRound() as plan if plan.electors != "person":
            return table in state.ballots
        case PollRound() as plan if plan.electors == "table":
            return table in state.poll.sheets
        case _:
            return None


def _lang() -> str:
    return request.accept_languages.best_match(LANGUAGES) or "ru"


def _answer(data: Any, status: int) -> Response:
    return Response(msgspec.json.encode(data), status=status, mimetype="application/json")
