"""The rounds of the day as the scenario has them, and as another one has them from now on.

Truth flows from the scenario's text to the session's rounds; `revision.py` has said before what may differ.
"""

from __future__ import annotations

from collections.abc import Mapping

from sessions import events as e
from sessions.revision import read
from sessions.scenario import AnyRound, MergeRound, Scenario
from sessions.seat import TEAM_SEATS, team_seat
from sessions.session import RoundState, SeatState, Session


def rounds(scenario: Scenario, before: Mapping[str, RoundState] | None = None) -> dict[str, RoundState]:
    """The rounds in the order of the day; one that has not changed is as it was `before`, its minutes included."""
    known = before or {}
    return {plan.id: _state(known.get(plan.id), plan, no) for no, plan in enumerate(scenario.rounds, start=1)}


def team(scenario: Scenario) -> dict[str, SeatState]:
    """The seats of the theme team, where a day has themes."""
    themed = any(isinstance(plan, MergeRound) for plan in scenario.rounds)
    return {seat.id: SeatState(seat) for seat in map(team_seat, range(1, TEAM_SEATS + 1)) if themed}


def apply(session: Session, event: e.ScenarioRevised) -> None:
    """From now on the day is this scenario's."""
    was, now = session.scenario, read(event.scenario)
    session.scenario, session.rounds = now, rounds(now, session.rounds)
    for seat, state in team(now).items():
        session.seats.setdefault(seat, state)
    if session.synonyms == was.scenario.synonyms:  # the theme team has not edited them
        session.synonyms = now.scenario.synonyms


def _state(old: RoundState | None, plan: AnyRound, no: int) -> RoundState:
    if old is not None and old.plan == plan:
        old.no = no
        return old
    minutes = old.minutes if old is not None and old.plan.minutes == plan.minutes else 0
    return RoundState(plan, no, minutes)
