"""What the check-in desk sees: everybody on the list by name, where they sit, and whether they are here.

Truth flows from the list and the attendance to the desks at the door. What the list says of a person is on no other
screen; nothing here tells how anybody voted, and a badge's code is not in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from live.cards import words
from live.header import header
from live.screen import Reading, View
from sessions import assignment, attendance, mixture
from sessions.people import Registration, nameless
from sessions.phases import DONE
from sessions.registrar import purposes
from sessions.scenario import AssignRound
from sessions.seat import Seat
from sessions.session import Session
from sessions.timetable import days, is_over


def common(reading: Reading) -> View:
    """The list, the tables, and what the scenario asks of people. `ahead`: the rounds that the day of the desk still
    has before it."""
    session = reading.session
    known, named = session.attendance, mixture.named(session, reading.people)
    return {
        **header(reading),
        "check_in": {
            "day": known.day,
            "days": days(session.scenario),
            "ahead": sum(each.plan.day <= known.day and not is_over(each) for each in session.rounds.values()),
            "listed": len(known.registered),
            "here": len(known.here),
            "before": len(known.came[-1]) if known.came else None,
        },
        "people": [_person(session, person, each, named[person]) for person, each in reading.people.registered()],
        "tables": _tables(session, named),
        "seatings": _seatings(session),
        "drafting": _drafting(session),
        "awaits": _awaits(session),
        "traits": [{"id": each.id, "label": words(each.label)} for each in session.scenario.scenario.traits],
        "consents": list(purposes(session)),
    }


def own(reading: Reading, seat: Seat) -> View:
    """Which desk this is."""
    return {"no": seat.no}


def _person(session: Session, person: str, known: Registration, table: str | None) -> View:
    """`table`: the one that the desk names, None while the tables are still to be mixed. `here`: since when (wall-clock
    ms), None: not here. `before`: were they here the day before? `used`: a device has come in with their code. `again`:
    how often they have had a new one. `walk_in`: they were on no list; `named`: more than the number of the badge is
    known of them."""
    state = session.seats[person]
    return {
        "id": person,
        "no": state.seat.no,
        "name": known.name,
        "named": known.name != nameless(state.seat.no or 0),
        "walk_in": known.walk_in,
        "contact": known.contact,
        "role": known.role,
        "table": table,
        "planned": _planned(session, person),
        "pinned": known.table or None,
        "needs": known.needs,
        "traits": dict(known.traits),
        "together": list(known.together),
        "apart": list(known.apart),
        "consents": [each.purpose for each in known.consents],
        "here": session.attendance.here.get(person),
        "before": attendance.was_here(session, person),
        "used": state.arrived is not None,
        "again": state.generation - 1,
    }


def _seatings(session: Session) -> list[View]:
    """The rounds that seat people by a list: `done` when carried or skipped, `drafted` people listed so far."""
    return [
        {
            "id": each.id,
            "no": each.no,
            "title": words(each.plan.title),
            "done": each.phase in DONE,
            "drafted": len(each.draft.people),
        }
        for each in session.rounds.values()
        if isinstance(each.plan, AssignRound) and each.plan.takes_list
    ]


def _drafting(session: Session) -> View | None:
    """The seating that is listed and not in force yet. `named`: the desk names its tables already, for it is the first
    of the day."""
    state = mixture.listed_round(session)
    if state is None:
        return None
    return {"id": state.id, "title": words(state.plan.title), "named": assignment.awaited(session) is state}


def _awaits(session: Session) -> View | None:
    """The mixing without which nobody has a table today, while no seating is taken for it."""
    state = assignment.awaited(session)
    return {"id": state.id, "title": words(state.plan.title)} if state and not state.draft.people else None


def _planned(session: Session, person: str) -> str | None:
    state = mixture.listed_round(session)
    return state.draft.people.get(person) if state else None


def _tables(session: Session, named: Mapping[str, str | None]) -> list[View]:
    sit = Counter(named.values())
    come = Counter(table for person, table in named.items() if person in session.attendance.here)
    return [
        {
            "id": each.seat.id,
            "no": each.seat.no,
            "closed": each.seat.id in session.attendance.closed,
            "listed": sit[each.seat.id],
            "here": come[each.seat.id],
        }
        for each in session.table_seats()
    ]
