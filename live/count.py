"""The desk's page of a vote by people: who holds a paper, which papers were read, how many hands were counted.

In the game: two people enter what stands on paper, and neither sees what the other has read; the lead and the check-in
desks see which papers a second person must still read.  Truth flows from the roll, the open box and the counted hands
to the lead and the registrars alone.

What may be told before the reveal, and why.  How many ballots came by which way, for the sums must close while papers
can still be looked for.  That somebody has voted, for a paper is given only to whoever has not; it is told while
papers are given out, and no longer.  Who has read a paper and whether readings agree, for somebody must go and look
again; what another reader read is told to nobody, one's own readings to oneself.  Of hands how many took part, and
never for what: that, too, is a tally.  How many papers are spoiled is not told either, for it depends on what was read.
"""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Blueprint, Response, request

from live.credits import Credits
from live.house import House
from live.screen import Reading, View
from live.words import LANGUAGES
from sessions import rolls
from sessions.box import PAPER, Boxed
from sessions.contests import ballot_plan
from sessions.lanes import public_title
from sessions.people import People
from sessions.phases import TAKES_COMMANDS
from sessions.refusals import Refusal
from sessions.rolls import Paper
from sessions.seat import Role, Seat
from sessions.session import RoundState, Session, electors, on_paper

DESKS = (Role.LEAD, Role.REGISTRAR)
LOOKS, LOOKS_PER_S = 60, 5
"""A desk looks after every paper; twenty papers in two minutes are one in six seconds."""


def blueprint(house: House) -> Blueprint:
    """The one route of the count."""
    count, looks = Blueprint("count", __name__), Credits(LOOKS, LOOKS_PER_S)

    @count.get("/api/count")
    def counted() -> Response:
        """How far paper and hands of the vote by people are counted, for the lead and the check-in desk with their PIN:
        `{round, contest, phase, title, method, limit, cap, criteria, hands, cards: [{id, no, title}], sums, tables,
        papers, people}`; `{round: null}` while there is no such vote. Bearer token."""
        holder = house.holder(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if holder is None or holder.seat.role not in DESKS or not holder.proven:
            return _answer(house.refusal(Refusal.SEAT_UNKNOWN, _lang()), 401)
        if not looks.spend(holder.seat.id):
            return _answer(house.refusal(Refusal.RATE_SPENT, _lang()), 429)

        def look(session: Session, people: People) -> View:
            return count_view(house.reading(session, people), holder.seat)

        return _answer(house.desk.read(look), 200)

    return count


def count_view(reading: Reading, reader: Seat) -> View:
    """What this reader may know of the vote whose papers can be read now; `{round: None}` if there is none.

    `sums`: how many could vote, ballots by `phones` and `tablets`, `hands` that took part, `papers_given`, and of the
    papers how many were read `once`, are `agreed`, `differ`. `tables`: `{id, no, roll, free, papers, hands}`; `free`:
    have not voted and hold no paper. `papers`: `{no, table, state, readers, mine}` in order; `readers` are seats.
    `people`: `{person, no, table, paper, voted}`; `voted` is None when no papers are given out any more.
    """
    session = reading.session
    state = rolls.read_now(session)
    if state is None:
        return {"round": None}
    plan, numbers = ballot_plan(state), rolls.numbers(session, state)
    cards = sorted(on_paper(session, state), key=lambda card: numbers[card.id])
    return {
        "round": state.id,
        "contest": state.contest,
        "phase": state.phase.value,
        "title": {"ru": plan.title.ru, "en": plan.title.en},
        "method": plan.method,
        "limit": plan.limit,
        "cap": plan.cap,
        "criteria": [
            {"id": each.id, "label": {"ru": each.label.ru, "en": each.label.en}, "low": each.low, "high": each.high}
            for each in plan.criteria
        ],
        "hands": rolls.takes_hands(plan),
        "cards": [{"id": card.id, "no": numbers[card.id], "title": public_title(card)} for card in cards],
        "sums": _sums(session, state),
        "tables": _tables(session, state),
        "papers": [_paper(each, reader) for each in rolls.papers(_box(session, state))],
        "people": _people(reading, state),
    }


def _sums(session: Session, state: RoundState) -> View:
    sums = rolls.reckoning(session, state, electors(session, state))
    return {
        "given": sums.given,
        "phones": sums.phones,
        "tablets": sums.tablets,
        "papers_given": sums.papers_given,
        "hands": sums.hands,
        "once": sums.unread,
        "agreed": sums.papers + sums.spoiled,
        "differ": sums.differ,
    }


def _tables(session: Session, state: RoundState) -> list[View]:
    roll, hands = list(rolls.roll_of(session, state).values()), state.hands
    held = list(state.papers.values())
    return [
        {
            "id": each.seat.id,
            "no": each.seat.no,
            "roll": roll.count(each.seat.id),
            "free": rolls.free(session, state, each.seat.id),
            "papers": held.count(each.seat.id),
            "hands": hands[each.seat.id].voters if each.seat.id in hands else None,
        }
        for each in session.table_seats()
    ]


def _paper(paper: Paper, reader: Seat) -> View:
    mine = paper.readings.get(reader.id)
    return {
        "no": paper.no,
        "table": paper.table,
        "state": paper.state,
        "readers": sorted(paper.readings),
        "mine": mine and {"choices": mine.choices, "grades": mine.grades, "spoiled": mine.spoiled},
    }


def _people(reading: Reading, state: RoundState) -> list[View]:
    told = state.phase in TAKES_COMMANDS
    return [
        {
            "person": person,
            "no": int(person[1:]),
            "table": table,
            "paper": person in state.papers,
            "voted": reading.boxed(state.box, person) is not None if told else None,
        }
        for person, table in sorted(rolls.roll_of(reading.session, state).items(), key=lambda each: int(each[0][1:]))
    ]


def _box(session: Session, state: RoundState) -> list[Boxed]:
    return [each for each in session.boxes.get(state.box, {}).values() if each.by == PAPER]


def _lang() -> str:
    return request.accept_languages.best_match(LANGUAGES) or "ru"


def _answer(data: Any, status: int) -> Response:
    return Response(msgspec.json.encode(data), status=status, mimetype="application/json")
