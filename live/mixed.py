"""Tables are mixed: a search that runs apart, what a seating comes to, and what one person's move would cost.

Truth flows from the list and the day to a plan, from the plan to a proposal on one desk, and with that desk's word to
the session as a list like any other.  Attributes of people are in here, so all of it is the check-in desk's alone.
"""

from __future__ import annotations

import secrets
import threading
from collections import Counter
from typing import Any

import msgspec
from flask import Blueprint, Response

from live import apart
from live.asking import answer, body, only
from live.house import House
from sessions import mixing, mixture
from sessions.people import People
from sessions.phases import DONE
from sessions.refusals import Refusal, Refused
from sessions.scenario import AssignRound
from sessions.seat import Role, Seat
from sessions.session import RoundState, Session

YOUNGEST = "under-18"
"""The one group of ages that does not stand first by its letters."""


def blueprint(house: House) -> Blueprint:
    """The routes of the seating, for the check-in desks alone."""
    mixed = Blueprint("mixed", __name__)
    searching = threading.Lock()

    @mixed.post("/api/seating")
    @only(house, Role.REGISTRAR)
    def search(seat: Seat) -> Response:
        """Find a seating for a round, `{round}` → `{people: {person: table}, seed, …}` with what it comes to. Nothing
        is taken: the desk lists it. Each asking tries another one. Bearer token of a desk."""
        round_id, seed = str(body().get("round", "")), secrets.token_hex(4)

        def planned(session: Session, people: People) -> mixing.Plan:
            return mixture.plan_of(session, people, _round(session, round_id), seed)

        plan = house.desk.read(planned)
        if not plan.people:
            raise Refused(Refusal.LIST_NONE)
        if not searching.acquire(timeout=apart.MOST_S):
            raise Refused(Refusal.BUSY)
        try:
            found = apart.mix(plan)
        finally:
            searching.release()
        told = house.desk.read(lambda session, _: _seating(session, plan, found.at))
        return answer({**told, "people": found.at, "complaints": _complaints(found), "widened": len(found.widened)})

    @mixed.get("/api/seating/<round_id>")
    @only(house, Role.REGISTRAR)
    def seating(seat: Seat, round_id: str) -> Response:
        """What the seating of a round comes to as it is listed now, or as people sit. Bearer token of a desk."""

        def look(session: Session, people: People) -> dict[str, Any]:
            state = _round(session, round_id)
            plan = mixture.plan_of(session, people, state)
            return _seating(session, plan, _at(session, plan, state))

        return answer(house.desk.read(look))

    @mixed.get("/api/seating/of/<person>")
    @only(house, Role.REGISTRAR)
    def of_person(seat: Seat, person: str) -> Response:
        """Why somebody sits where they sit, and what each other table would cost: `{table, why, offers}`. Bearer token
        of a desk."""
        return answer(house.desk.read(lambda session, people: _of_person(session, people, person)))

    return mixed


def _round(session: Session, round_id: str) -> RoundState:
    state = session.rounds.get(round_id)
    if state is None or not isinstance(state.plan, AssignRound) or state.plan.what != "people":
        raise Refused(Refusal.ROUND_UNKNOWN)
    return state


def _at(session: Session, plan: mixing.Plan, state: RoundState | None) -> dict[str, str]:
    """As it is listed for the round, and of whoever is not on that list as they sit."""
    listed = state.draft.people if state is not None and state.phase not in DONE else {}
    at = mixture.seats_of(session, plan) | {person: table for person, table in listed.items() if table in plan.tables}
    return {person: at[person] for person in plan.people if person in at}


def _youngest_first(value: str) -> tuple[bool, str]:
    return value != YOUNGEST, value


def _seating(session: Session, plan: mixing.Plan, at: dict[str, str]) -> dict[str, Any]:
    """Sizes, the furthest any table is from its share of anything, repeats, broken rules, who would move; and the
    counts of every value at every table, which is the answer to «is this fair»."""
    found = mixing.balance(plan, at)
    now = mixture.seats_of(session, plan)
    values = {trait: sorted(set(plan.traits.get(trait, {}).values()), key=_youngest_first) for trait in plan.weights}
    count = Counter(
        (at.get(person), trait, value) for trait in values for person, value in plan.traits.get(trait, {}).items()
    )
    return {
        "tables": [
            {
                "id": table,
                "no": int(table[1:]),
                "people": found.sizes.get(table, 0),
                "counts": {trait: [count[table, trait, each] for each in values[trait]] for trait in values},
            }
            for table in plan.tables
        ],
        "values": values,
        "deviation": found.deviation,
        "worst": [
            {"trait": each.attribute, "value": each.value, "table": int(each.table[1:]), "people": each.people}
            for each in sorted(found.worst, key=lambda each: -abs(each.people))[:3]
        ],
        "repeats": found.repeats,
        "pairs": found.pairs,
        "alike": found.alike,
        "broken": [_rule(each) for each in found.broken],
        "moves": sum(now.get(person) != table for person, table in at.items()),
        "seated": len(at),
    }


def _of_person(session: Session, people: People, person: str) -> dict[str, Any]:
    if person not in session.attendance.registered:
        raise Refused(Refusal.PERSON_UNKNOWN)
    state = mixture.listed_round(session) or mixture.mixing_round(session)
    plan = mixture.plan_of(session, people, state)
    if person not in plan.people:
        plan = msgspec.structs.replace(plan, people=(*plan.people, person))
    at = _at(session, plan, state)
    reasons = mixing.why(plan, at, person) if person in at else None
    return {
        "table": at.get(person),
        "offers": [
            {
                "table": each.table,
                "cost": each.cost,
                "people": each.people,
                "full": each.full,
                "breaks": [_rule(broken) for broken in each.breaks],
            }
            for each in mixing.place(plan, at, person)
        ],
        "why": None
        if reasons is None
        else {
            "kept": reasons.kept,
            "pinned": reasons.pinned,
            "together": _numbers(reasons.together),
            "apart": _numbers(reasons.apart),
            "met": _numbers(reasons.met),
            "alike": _numbers(reasons.alike),
            "traits": [
                {"trait": each.attribute, "value": each.value, "here": each.here, "ideal": each.ideal}
                for each in reasons.traits
            ],
        },
    }


def _rule(broken: mixing.Broken) -> dict[str, Any]:
    return {"rule": broken.rule.value, "badges": _numbers(broken.people)}


def _complaints(found: mixing.Seating) -> list[dict[str, Any]]:
    return [
        {"code": each.code.value, "badges": _numbers(each.people), "others": _numbers(each.others)}
        for each in found.complaints
    ]


def _numbers(people: tuple[str, ...]) -> list[int]:
    return [int(person[1:]) for person in people]
