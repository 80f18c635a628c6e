"""The day's clock as it travels: when the day ends, what comes next, when there is a break.

Truth flows from the timetable to every screen.  A forecast is not sent as a time, which would be old at once, but as
the minutes still to come; a device adds them to the desk's own time and to what is left on the clock.
"""

from __future__ import annotations

from datetime import datetime

from live.cards import words
from live.screen import View
from sessions.scenario import InfoRound
from sessions.session import RoundState, Session
from sessions.timetable import ahead, day_of, days, first_opened, offsets, planned_min, start_min

MINUTE_MS = 60_000


def day_view(session: Session) -> View:
    """`{no, of, start_min, ends_at, rest_min, next, pause}`.

    `start_min`: of a day that has not begun, its start in minutes since midnight. `ends_at`: when it should end by the
    plan, wall clock in ms. `rest_min`: minutes of the rounds of this day that are still to be opened. `next`: the first
    of them; `pause`: the first break among them, and after how many minutes of the others it begins.
    """
    day, to_come = day_of(session), ahead(session)
    begins = begins_at(session, day)
    return {
        "no": day,
        "of": days(session.scenario),
        "start_min": start_min(session.scenario, day) if first_opened(session, day) is None else None,
        "ends_at": None if begins is None else begins + planned_min(session.scenario, day) * MINUTE_MS,
        "rest_min": sum(state.minutes for state in to_come),
        "next": _coming(to_come, to_come[0]) if to_come else None,
        "pause": next((_coming(to_come, each) for each in to_come if _is_break(each)), None),
    }


def begins_at(session: Session, day: int) -> int | None:
    """When this day was planned to begin, wall clock in ms: at its hour on the date on which it was played, or where
    the scenario names no hour, so that its first round began on time. None: it has not begun."""
    first = first_opened(session, day)
    if first is None or first.opened_at is None:
        return None
    start = start_min(session.scenario, day)
    if start is None:
        return first.opened_at - offsets(session.scenario)[first.id] * MINUTE_MS
    opened = datetime.fromtimestamp(first.opened_at / 1000)  # the hall's own hour is what a plan means
    midnight = opened.replace(hour=0, minute=0, second=0, microsecond=0)
    return int(midnight.timestamp() * 1000) + start * MINUTE_MS


def row_times(session: Session) -> dict[str, View]:
    """For each round: its day, its minutes by the scenario, and when it was to begin: `plan_at` (ms) of a day that has
    begun, `plan_min` (minutes since midnight) of one whose hour is known."""
    after, rows = offsets(session.scenario), {}
    begun = {day: begins_at(session, day) for day in range(1, days(session.scenario) + 1)}
    for state in session.rounds.values():
        day, offset = state.plan.day, after[state.id]
        begins, start = begun[day], start_min(session.scenario, day)
        rows[state.id] = {
            "day": day,
            "planned": state.plan.minutes,
            "plan_at": None if begins is None else begins + offset * MINUTE_MS,
            "plan_min": None if start is None else start + offset,
        }
    return rows


def _coming(to_come: list[RoundState], state: RoundState) -> View:
    before = to_come[: to_come.index(state)]
    return {"title": words(state.plan.title), "in_min": sum(each.minutes for each in before)}


def _is_break(state: RoundState) -> bool:
    return isinstance(state.plan, InfoRound) and state.plan.subtype == "break"
