"""What every screen shows of the day: session, round, clock, announcement.  Views begin with this."""

from __future__ import annotations

from typing import Any

from live.cards import words
from live.day import day_view, row_times
from live.rounds import round_view
from live.screen import Reading, View
from sessions.phases import DONE
from sessions.session import RoundState, Session
from sessions.timetable import hall_round


def header(reading: Reading, *, hall: bool = False) -> View:
    """`{session, round, last, clock, day, announcement}`; `round` is None before the first one, and for the seats of
    the `hall` also in the morning of another day.

    `last`: the hall is in its last round, for no later one is left to be played.
    """
    session = reading.session
    state = session.round()
    return {
        "session": {
            "id": session.id,
            "title": words(session.scenario.scenario.title),
            "tables": session.tables,
            "people": len(session.attendance.registered) or session.people,
            "rounds": len(session.rounds),
        },
        "round": round_view(session, shown) if (shown := hall_round(session) if hall else state) else None,
        "last": state is not None and is_last(session, state),
        "clock": clock_view(session),
        "day": day_view(session),
        "announcement": session.announcement,
    }


def is_last(session: Session, state: RoundState) -> bool:
    """Is every round after this one carried or skipped, and none before it to be played on or anew?"""
    rounds = list(session.rounds.values())
    anew = any(session.waits_for_the_hall(each) and (each.generation > 1 or each.kept_ms) for each in rounds)
    return all(each.phase in DONE for each in rounds[state.no :]) and not anew


def clock_view(session: Session) -> View | None:
    """The clock of the round the hall is in; the time left travels beside the view, not in it."""
    clock = session.clock
    if session.current is None or clock.round != session.current:
        return None
    return {"rev": clock.rev, "running": clock.running, "total_ms": clock.total_ms, "asks": clock.asks}


def agenda(session: Session) -> list[dict[str, Any]]:
    """The rounds of the forum in order, with where each one is and when it was to begin."""
    times = row_times(session)
    return [
        {
            **times[state.id],
            "id": state.id,
            "no": state.no,
            "kind": state.plan.kind,
            "title": words(state.plan.title),
            "minutes": state.minutes,
            "phase": state.phase.value,
            "opened_at": state.opened_at,
            "closed_at": state.closed_at,
        }
        for state in session.rounds.values()
    ]
