"""What the lead sees besides the hall of a pitch round and of the hall's questions: who graded, who asked.

Truth flows from the round's ballots to counts, never to a grade; from a question to the seat that asked it.
"""

from __future__ import annotations

from collections.abc import Callable

from live.questions import in_order, question_view
from live.screen import Reading, View
from sessions import questions
from sessions.kinds.pitch import without
from sessions.lanes import Wait
from sessions.scenario import PitchRound
from sessions.seat import Seat
from sessions.session import RoundState


def graders_view(reading: Reading, state: RoundState | None) -> View | None:
    """Card → `{n, of}`: how many tables have graded it by now, of how many that may; None where nobody grades."""
    if state is None or not isinstance(state.plan, PitchRound) or state.plan.score is None:
        return None
    session = reading.session
    view = {}
    for card in session.standing(state.queue.order):
        apart = without(session, card.id)
        graded = [table for table, grades in state.grades.items() if card.id in grades and table not in apart]
        view[card.id] = {"n": len(graded), "of": session.tables - len(apart)}
    return view


def asked_view(reading: Reading, wait: Callable[[Wait | None], View | None]) -> list[View] | None:
    """Every question of the hall's round, with who asked it; None while no questions are collected."""
    session = reading.session
    state = questions.collecting(session)
    if state is None:
        return None
    return [
        {
            **question_view(each),
            "by": _asker(session.seats[each.seat].seat),
            "at": each.at,
            "admitted": each.admitted,
            "redacted": each.redacted,
            "wait": wait(each.wait),
            "marks": each.marks,
        }
        for each in in_order(session, state)
    ]


def _asker(seat: Seat) -> View:
    """A table or a badge by its number; a guest is a guest."""
    return {"role": seat.role.value, "no": seat.no}
