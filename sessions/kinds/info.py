"""`info`: a talk, a break, a move, the reveal of what was chosen. Nothing goes on; but the hall may ask questions."""

from __future__ import annotations

import hashlib

from sessions import commands as c
from sessions import events as e
from sessions import moderation
from sessions.decision import Ask, Decision, happened
from sessions.lanes import source_of_question
from sessions.outcome import Outcome
from sessions.phases import TAKES_COMMANDS
from sessions.questions import BLOT, MOST, Question, asked_in, on_the_wall
from sessions.refusals import Refusal, Refused
from sessions.scenario import InfoRound
from sessions.seat import Role, Seat
from sessions.session import RoundState, Session
from sessions.text import one_line

PERMITS: frozenset[type[c.Command]] = frozenset({c.AskQuestion})
REVEALS = False


def decide(session: Session, state: RoundState, ask: Ask, command: c.Command) -> Decision:
    """A table or a person asks something."""
    plan = state.plan
    assert isinstance(plan, InfoRound) and isinstance(command, c.AskQuestion)
    _check_may_ask(session, plan, ask.seat)
    text, whom = one_line(command.text), one_line(command.whom)
    if not text:
        raise Refused(Refusal.TEXT_EMPTY)
    mine = [each for each in asked_in(session, state.id) if each.seat == ask.seat.id and not each.redacted]
    if sum(each.state in ("new", "wall") for each in mine) >= MOST:
        raise Refused(Refusal.QUESTION_LIMIT, limit=MOST)
    lane = moderation.lane_for(session, ask, source_of_question(ask.seat), plan)
    question = f"q{1 + len(session.questions)}"
    return happened(e.QuestionAsked(question, state.id, ask.seat.id, text, whom, **lane), question=question)


def outcome(session: Session, state: RoundState) -> Outcome:
    """Nothing."""
    return Outcome()


def back(session: Session, ask: Ask, command: c.BackQuestion) -> Decision:
    """To this seat the question is important, too, or not after all. Whoever asked it has said so by asking."""
    question = _question(session, command.question)
    state = session.rounds[question.round]
    assert isinstance(state.plan, InfoRound)
    if state.phase not in TAKES_COMMANDS:
        raise Refused(Refusal.PHASE_CLOSED)
    _check_may_ask(session, state.plan, ask.seat)
    if not question.is_public:
        raise Refused(Refusal.QUESTION_UNKNOWN)
    if question.seat == ask.seat.id or (ask.seat.id in question.backers) == command.on:
        return Decision()
    return happened(e.QuestionBacked(question.id, ask.seat.id, command.on))


# -- the lead's acts -------------------------------------------------------------------------------------


def mark(session: Session, command: c.Command) -> Decision:
    """The lead lets a question on, moves it, or blots it out; raises `Refused`."""
    match command:
        case c.AdmitQuestion(question=question_id):
            question = _question(session, question_id)
            return Decision() if question.admitted or question.redacted else happened(e.QuestionAdmitted(question.id))
        case c.MarkQuestion():
            return _mark(session, command)
        case c.RedactQuestion(question=question_id):
            return _redact(_question(session, question_id))
        case _:
            raise Refused(Refusal.EVENT_UNKNOWN)


def _mark(session: Session, command: c.MarkQuestion) -> Decision:
    question = _question(session, command.question)
    if question.state == command.state:
        return Decision()
    if question.state != command.was:
        raise Refused(Refusal.QUESTION_MOVED)
    if question.redacted and command.state != "aside":
        raise Refused(Refusal.CARD_REDACTED)
    there = on_the_wall(session, question.round) if command.state == "wall" else None
    return happened(
        *([e.QuestionMarked(there.id, "new", makes_room=True)] if there else []),
        e.QuestionMarked(question.id, command.state),
    )


def _redact(question: Question) -> Decision:
    """The row of the journal that holds the question gets a stub; and what says nothing any more is set aside."""
    if question.redacted:
        return Decision()
    whom = BLOT if question.whom else ""
    stub = e.QuestionAsked(question.id, question.round, question.seat, BLOT, whom, "approve")
    sha256 = hashlib.sha256(e.encode(stub)).hexdigest()
    decision = happened(e.EntryRedacted(question.entry, question.id, sha256))
    if question.state != "aside":
        decision.events.append(e.QuestionMarked(question.id, "aside"))
    decision.stubs, decision.hushed = [(question.entry, stub)], {question.seat}
    return decision


def _check_may_ask(session: Session, plan: InfoRound, seat: Seat) -> None:
    if not plan.collect_questions:
        raise Refused(Refusal.ROUND_STALE)
    if seat.role is Role.GUEST and not (plan.guests_ask and session.guests):
        raise Refused(Refusal.QUESTION_BADGES)
    if seat.role not in (Role.TABLE, Role.PERSON, Role.GUEST):
        raise Refused(Refusal.SEAT_FOREIGN)


def _question(session: Session, question_id: str) -> Question:
    question = session.questions.get(question_id)
    if question is None:
        raise Refused(Refusal.QUESTION_UNKNOWN)
    return question
