"""The day's clock: what was planned, what is still to come, and where lost minutes can be taken from.

Nothing here knows what time it is.  Plans are minutes from the start of a day; whoever shows them puts the wall clock
in.  A round's minutes are the scenario's until the lead plans the day anew (`DayReplanned`).
"""

from __future__ import annotations

from collections.abc import Sequence

from sessions.phases import DONE, Phase
from sessions.scenario import InfoRound, Scenario, Stage
from sessions.session import RoundState, Session

LONG_BREAK_MIN = 40
"""From here on a break is a meal."""


def days(scenario: Scenario) -> int:
    """How many days the forum has."""
    return max(plan.day for plan in scenario.rounds)


def day_of(session: Session) -> int:
    """The day that the hall is in: that of its round, and before the first one, or when a day is over, of the next."""
    here = session.round()
    after = [
        state
        for state in session.rounds.values()
        if state.phase is Phase.PLANNED and (here is None or state.no > here.no)
    ]
    if here is not None and (not is_over(here) or not after):
        return here.plan.day
    return after[0].plan.day if after else 1


def hall_round(session: Session) -> RoundState | None:
    """The round that the seats of the hall are about: none once people check in on another day, until it goes on."""
    state = session.round()
    return None if state is None or (state.plan.day < session.attendance.day and is_over(state)) else state


def is_over(state: RoundState) -> bool:
    """Is nothing more to come of a round? A talk or a break is over when it is closed."""
    return state.phase in DONE or (isinstance(state.plan, InfoRound) and state.phase is Phase.CLOSED)


def offsets(scenario: Scenario) -> dict[str, int]:
    """For each round, how many minutes after the start of its day it was planned to begin."""
    found: dict[str, int] = {}
    at: dict[int, int] = {}
    for plan in scenario.rounds:
        found[plan.id] = at.get(plan.day, 0)
        at[plan.day] = found[plan.id] + plan.minutes
    return found


def planned_min(scenario: Scenario, day: int) -> int:
    """How long a day was planned to last, in minutes."""
    return sum(plan.minutes for plan in scenario.rounds if plan.day == day)


def start_min(scenario: Scenario, day: int) -> int | None:
    """When a day was planned to start, in minutes since midnight, if the scenario says."""
    if len(scenario.day) < day:
        return None
    hours, _, minutes = scenario.day[day - 1].start.partition(":")
    return int(hours) * 60 + int(minutes)


def first_opened(session: Session, day: int) -> RoundState | None:
    """The first round of a day that was opened."""
    opened = [state for state in session.rounds.values() if state.plan.day == day and state.opened_at is not None]
    return min(opened, key=lambda state: state.opened_at or 0, default=None)


def ahead(session: Session) -> list[RoundState]:
    """The rounds of this day that are still to be opened, the one in its briefing first."""
    here, day = session.round(), day_of(session)
    return [
        state
        for state in session.rounds.values()
        if state.plan.day == day
        and state.phase in (Phase.PLANNED, Phase.BRIEFING)
        and (here is None or here.plan.day != day or state.no >= here.no or state.generation > 1)
    ]


def stages(state: RoundState, parts: Sequence[Stage]) -> list[tuple[Stage, int]]:
    """The parts of a round with their minutes, all in proportion where the round became shorter or longer."""
    planned = state.plan.minutes
    if state.minutes == planned or not parts:
        return [(part, part.minutes) for part in parts]
    shares = _shares([part.minutes * state.minutes for part in parts], planned)
    return [(part, max(1, share)) for part, share in zip(parts, shares, strict=True)]


def savings(session: Session, minutes: int) -> dict[str, int]:
    """From which rounds of this day so many minutes could be taken: round → its new minutes.

    Talks give up to half of their time before anybody else gives any, then breaks (a meal keeps 30 minutes, another
    break 10), then work a quarter. Votes, sign-ups, seating and theming are not shortened: they last as long as people
    need. There may be less to take than was asked for.
    """
    left, plan = minutes, {}
    for tier in (_talk, _break, _work):
        slack = {state.id: spare for state in ahead(session) if (spare := tier(state)) > 0}
        whole = sum(slack.values())
        take = min(left, whole)
        for round_id, less in zip(slack, _shares([spare * take for spare in slack.values()], whole), strict=True):
            if less:
                plan[round_id] = session.rounds[round_id].minutes - less
        left -= take
    return plan


def _talk(state: RoundState) -> int:
    is_talk = isinstance(state.plan, InfoRound) and state.plan.subtype not in ("break", "move")
    return state.minutes - max(5, (state.minutes + 1) // 2) if is_talk else 0


def _break(state: RoundState) -> int:
    if not isinstance(state.plan, InfoRound) or state.plan.subtype != "break":
        return 0
    return state.minutes - (30 if state.minutes >= LONG_BREAK_MIN else 10)


def _work(state: RoundState) -> int:
    works = state.plan.kind in ("gather", "elaborate", "pitch")
    return state.minutes - max(10, -(-state.minutes * 3 // 4)) if works else 0


def _shares(parts: Sequence[int], whole: int) -> list[int]:
    """Each part divided by the whole, in whole numbers with the right sum: the largest remainders are rounded up."""
    if not whole:
        return [0 for _ in parts]
    shares = [part // whole for part in parts]
    up = round(sum(parts) / whole) - sum(shares)
    order = sorted(range(len(parts)), key=lambda place: (-(parts[place] % whole), place))
    for place in order[:up]:
        shares[place] += 1
    return shares
