"""Questions as the hall may read them, and as a seat sees its own.

Truth flows from the questions of the hall's round to tablets and phones. Who asked is told to the lead alone; what is
not let on is seen by its own seat and by the lead.
"""

from __future__ import annotations

from live.screen import View
from sessions import questions
from sessions.questions import Question
from sessions.seat import Seat
from sessions.session import RoundState, Session

SHOWN = 30
"""So many questions travel to a device: those that most people want answered."""


def questions_view(session: Session) -> View | None:
    """`{list, more}`: what the hall may read, the one on the wall first, then those that wait, then the answered ones;
    None while no questions are collected."""
    state = questions.collecting(session)
    if state is None:
        return None
    public = [each for each in in_order(session, state) if each.is_public]
    return {"list": [question_view(each) for each in public[:SHOWN]], "more": max(0, len(public) - SHOWN)}


def waiting_questions(session: Session) -> list[View]:
    """The questions of all talks so far that the hall may read and nobody has answered, for those who can: the one on
    the wall first, then those put to somebody, then the others; each by how many want to hear it."""
    here = session.round()
    places = {"wall": 0, "new": 1}
    waiting = [each for each in session.questions.values() if each.is_public and each.state in places]
    waiting.sort(key=lambda each: (places[each.state], not each.whom, -len(each.backers), each.no))
    return [{**question_view(each), "now": here is not None and each.round == here.id} for each in waiting[:SHOWN]]


def in_order(session: Session, state: RoundState) -> list[Question]:
    """All questions of a round: on the wall, waiting by how many want them answered, answered, set aside."""
    places = {"wall": 0, "new": 1, "answered": 2, "aside": 3}
    return sorted(
        questions.asked_in(session, state.id),
        key=lambda each: (places[each.state], -len(each.backers) if each.state == "new" else 0, each.no),
    )


def question_view(question: Question) -> View:
    """One question without whoever asked it. `backers`: to how many others it is important, too."""
    return {
        "id": question.id,
        "no": question.no,
        "text": question.text,
        "whom": question.whom,
        "state": question.state,
        "backers": len(question.backers),
    }


def own_questions(session: Session, seat: Seat) -> View | None:
    """`{asked, backed}` of a seat in the round that collects questions: its own with their fate, and which it backs."""
    state = questions.collecting(session)
    if state is None:
        return None
    every = questions.asked_in(session, state.id)
    return {
        "asked": [
            {**question_view(each), "admitted": each.admitted, "redacted": each.redacted}
            for each in every
            if each.seat == seat.id
        ],
        "backed": [each.id for each in every if seat.id in each.backers],
    }
