"""Questions that the hall asks during a talk: who asked what, who wants to hear it too, and what became of it.

In the game: a hundred people cannot all raise a hand, so tables and badges write, the hall says what is important, and
the lead puts one question after another on the wall.  Truth flows from the events of a question through `apply` here;
who may ask and mark is decided in `kinds/info.py`.  Nothing is deleted: what was set aside stays in the protocol.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sessions import events as e
from sessions import watch
from sessions.events import QuestionState
from sessions.lanes import Wait
from sessions.scenario import InfoRound
from sessions.watch import Mark

if TYPE_CHECKING:
    from sessions.journal import Entry
    from sessions.session import RoundState, Session

MOST = 5
"""So many questions of one seat may wait at a time: the others wait for their answers, too."""


@dataclass(slots=True)
class Question:
    """`backers`: the seats to which it is important, too. `admitted`, `wait` and `marks` are as of a card: the hall
    reads it, it waits for that, and what in it the lead looks at first. `entry` is its journal row."""

    id: str
    no: int
    round: str
    seat: str
    text: str
    whom: str
    at: int
    entry: int
    state: QuestionState = "new"
    backers: set[str] = field(default_factory=set)
    admitted: bool = False
    wait: Wait | None = None
    marks: list[Mark] = field(default_factory=list)
    redacted: bool = False

    @property
    def is_public(self) -> bool:
        """May the hall read it?"""
        return self.admitted and self.state != "aside" and not self.redacted


# -- reading -------------------------------------------------------------------------------------------


def collecting(session: Session) -> RoundState | None:
    """The round that the hall is in, if it collects questions."""
    state = session.round()
    return state if state is not None and isinstance(state.plan, InfoRound) and state.plan.collect_questions else None


def asked_in(session: Session, round_id: str) -> list[Question]:
    """The questions of a round in order of arrival."""
    return [each for each in session.questions.values() if each.round == round_id]


def on_the_wall(session: Session, round_id: str) -> Question | None:
    """The question of this round that lies on the wall."""
    return next((each for each in asked_in(session, round_id) if each.state == "wall" and not each.redacted), None)


# -- how it comes about: `apply` calls this ----------------------------------------------------------------


def apply(session: Session, event: e.Event, entry: Entry) -> None:
    """Take a question one entry further."""
    match event:
        case e.QuestionAsked():
            words = session.scenario.scenario.moderation.watch
            session.questions[event.question] = Question(
                id=event.question,
                no=1 + len(session.questions),
                round=event.round,
                seat=event.seat,
                text=event.text,
                whom=event.whom,
                at=entry.at,
                entry=entry.seq,
                admitted=event.lane == "at_once",
                wait=None if event.lane == "at_once" else Wait(entry.at, event.delay),
                marks=watch.find(event.text, words),
            )
        case e.QuestionBacked(question=question, seat=seat, on=on):
            backers = session.questions[question].backers
            (backers.add if on else backers.discard)(seat)
        case e.QuestionMarked(question=question, state=state):
            session.questions[question].state = state
            if state == "wall":
                _admit(session.questions[question])
        case e.QuestionAdmitted(question=question):
            _admit(session.questions[question])


def redact(question: Question) -> None:
    """What was asked is blotted out; what way it had to the screens is over."""
    question.admitted, question.wait = False, None
    question.text, question.whom, question.marks, question.redacted = BLOT, BLOT if question.whom else "", [], True


BLOT = "█████"


def _admit(question: Question) -> None:
    question.admitted, question.wait = True, None
