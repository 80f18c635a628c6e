"""What a desk can type in for a table now: the forms that its tablet would show, without what is the table's own.

Truth flows from the rounds that take something to the desk that types.  Of what a table has said already only that is
told which the lead may know: its cards and its sheets, whether it has voted and by which way it came; whom it chose,
what it wishes and which cards it marked is on no desk.
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
from sessions import gathering, said, sheets, twin
from sessions.cards import Card, CardState
from sessions.lanes import public_title
from sessions.phases import TAKES_COMMANDS, Phase
from sessions.refusals import Refusal
from sessions.said import Said
from sessions.scenario import AssignRound, ElaborateRound, GatherRound, PitchRound, PollRound, SignupRound, VoteRound
from sessions.session import RoundState, Session
from sessions.templates import template_of


def blueprint(house: House) -> Blueprint:
    """The one route of the paper twin."""
    pages, looks = Blueprint("twin", __name__), Credits(LOOKS, LOOKS_PER_S)

    @pages.get("/api/twin")
    def typed() -> Response:
        """What can be typed in for a table now, `?table=t7`, for the lead and the check-in desk with their PIN:
        `{table, no, forms: [{round, cards, choices, said, way, writes, ready, here}]}`; `cards` are the table's own.
        Bearer token."""
        holder = house.holder(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if holder is None or holder.seat.role not in DESKS or not holder.proven:
            return _answer(house.refusal(Refusal.SEAT_UNKNOWN, _lang()), 401)
        if not looks.spend(holder.seat.id):
            return _answer(house.refusal(Refusal.RATE_SPENT, _lang()), 429)
        told = house.desk.read(lambda session, _: twin_view(session, request.args.get("table", "")))
        return _answer(house.refusal(Refusal.TABLE_UNKNOWN, _lang()), 404) if told is None else _answer(told, 200)

    return pages


def twin_view(session: Session, table: str) -> View | None:
    """`{table, no, forms}`: a form for the round that is open, one for a round of writing that still takes late cards,
    and one for a round that is closed while tables still mark their best. None: there is no such table.

    `choices`: the cards that the paper names by number, `{id, no, title, sheet}`, each with what its sheet says where
    sheets are written. `said`: has the table handed in its whole paper of this round, where it has only one, or marked
    its best? None: it is not asked. `way`: how it came; when is not told, for a table that has
    thought again is no news. `writes`: more can be handed in.
    """
    seat = next((each.seat for each in session.table_seats() if each.seat.id == table), None)
    if seat is None:
        return None
    here = (session.live_round(), _late(session), session.round())
    states = {each.id: each for each in here if each and (_takes(session, each) or _marking(each))}
    return {"table": table, "no": seat.no, "forms": [_form(session, state, table) for state in states.values()]}


def _late(session: Session) -> RoundState | None:
    here = session.round()
    if here is not None and gathering.takes_late(session, here):
        return here
    return gathering.late_round(session)


def _marking(state: RoundState) -> bool:
    """Is the round closed, and are its best cards still to be marked?"""
    return state.phase is Phase.CLOSED and _marks(state)


def _marks(state: RoundState) -> bool:
    return isinstance(state.plan, GatherRound) and state.plan.carry.rule == "per_table"


def _takes(session: Session, state: RoundState) -> bool:
    return state.phase in TAKES_COMMANDS or gathering.takes_late(session, state)


def _form(session: Session, state: RoundState, table: str) -> View:
    written = isinstance(state.plan, GatherRound)
    cards = [each for each in session.round_cards(state.id, table) if each.state is CardState.LIVE] if written else []
    return {
        "round": round_view(session, state),
        "cards": [
            {
                "id": each.id,
                "paper": each.paper,
                "title": each.title,
                "fields": each.fields,
                "author": each.author,
                "parent": each.parent,
                **_seen(session.said[each.id,]),
            }
            for each in cards
            if not each.person
        ],
        "choices": [
            {"id": each.id, "no": no, "title": public_title(each), "sheet": _sheet(session, state, each)}
            for no, each in twin.choices(session, state, table)
        ],
        "said": _said(session, state, table),
        "way": _way(session, state, table),
        "writes": _takes(session, state),
        "ready": table in state.ready,
        "here": _here(session) if isinstance(state.plan, SignupRound) else None,
    }


def _here(session: Session) -> list[int] | None:
    """The badges that a desk has seen today, where there is a list: of another one whoever types is asked once."""
    return sorted(int(person[1:]) for person in session.attendance.here) if session.attendance.listed else None


def _seen(found: Said) -> View:
    return {"seen": found.seq, "at": found.at, "by": found.by}


def _said(session: Session, state: RoundState, table: str) -> bool | None:
    match state.plan:
        case VoteRound() as plan if plan.electors != "person":
            return table in state.ballots
        case PollRound() as plan if plan.electors == "table":
            return table in state.poll.sheets
        case AssignRound() as plan if plan.mode == "by_bid":
            return table in state.draft.bids
        case PitchRound() as plan if plan.score is not None:
            return table in state.ballots
        case GatherRound() if _marks(state):
            return bool(state.gathering.best.get(table))
        case _:
            return None


def _way(session: Session, state: RoundState, table: str) -> str | None:
    found = session.said.get(said.of_table(state.id, table, state.contest))
    return found.by if found is not None and _said(session, state, table) else None


def _sheet(session: Session, state: RoundState, card: Card) -> View | None:
    """The texts of a sheet, for whoever types over one; rows of figures are not typed from paper."""
    if not isinstance(state.plan, ElaborateRound):
        return None
    fields = sheets.current(session, card, template_of(session.scenario, state.plan))
    return {name: value for name, value in fields.items() if isinstance(value, str)}


def _lang() -> str:
    return request.accept_languages.best_match(LANGUAGES) or "ru"


def _answer(data: Any, status: int) -> Response:
    return Response(msgspec.json.encode(data), status=status, mimetype="application/json")
