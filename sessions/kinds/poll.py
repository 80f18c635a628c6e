"""`poll`: people or tables answer questions; no card comes of it.

A person's sheet is secret and goes into the box, whole and absolute: the last one counts.  At the reveal the box is
added up and destroyed.  A table's sheet is open: it is an event, and the table sees its own.
"""

from __future__ import annotations

from sessions import events as e
from sessions import polls
from sessions.box import Boxed
from sessions.commands import AnswerPoll, AnswerStraw, Command, ForgetAnswers, LetText
from sessions.decision import Ask, BoxWrite, Decision, happened
from sessions.outcome import Outcome
from sessions.questionnaire import Answer, Answers, options, questions, shared
from sessions.refusals import Refusal, Refused
from sessions.scenario import PollRound, Question
from sessions.seat import Role
from sessions.session import RoundState, Session
from sessions.text import one_line

PERMITS: frozenset[type[Command]] = frozenset({AnswerPoll})
REVEALS = True


def decide(session: Session, state: RoundState, ask: Ask, command: Command) -> Decision:
    """A sheet is handed in, or handed in anew."""
    assert isinstance(state.plan, PollRound) and isinstance(command, AnswerPoll)
    plan = state.plan
    if not may_answer(session, plan, ask.seat.role):
        raise Refused(Refusal.BALLOT_NOT_ELECTOR)
    answers = _checked(session, plan, command)
    if plan.electors == "person":
        return _secret_sheet(session, state, ask, answers)
    table = ask.seat.id
    same = state.poll.sheets.get(table) == answers
    return Decision() if same else happened(e.TableAnswered(state.id, table, answers))


def outcome(session: Session, state: RoundState) -> Outcome:
    """Nothing goes on."""
    return Outcome()


def may_answer(session: Session, plan: PollRound, role: Role) -> bool:
    """Is a seat of this role asked here? A guest only where the round and the lead let guests in."""
    match role:
        case Role.TABLE:
            return plan.electors == "table"
        case Role.PERSON:
            return plan.electors == "person"
        case Role.GUEST:
            return plan.electors == "person" and plan.guests and session.guests
        case _:
            return False


def reveal(session: Session, state: RoundState, ask: Ask) -> list[e.Event]:
    """Add up all sheets and destroy them. Nobody at all may have answered: then that is the result."""
    plan = state.plan
    assert isinstance(plan, PollRound)
    if state.poll.sealed is not None:
        return []
    if why := why_not_revealed(session, state):
        raise Refused(why)
    box = session.boxes.get(state.id, {}).values()
    sheets: list[Answers] = [each.answers for each in box if not each.guest]
    sheets += state.poll.sheets.values()

    def count(of: list[Answers]) -> e.Count:
        return polls.count(session.scenario, plan, of, polls.least_of(plan), lambda texts: _shuffled(texts, ask))

    own = count(sheets)
    guests = count([each.answers for each in box if each.guest]) if plan.guests else None
    earlier = session.rounds[plan.pair_with] if plan.pair_with else None
    pairs = polls.pairs(session, earlier, state, own) if earlier else ()
    return [e.PollSealed(state.id, own, guests, plan.pair_with or "", pairs)]


def why_not_revealed(session: Session, state: RoundState) -> Refusal | None:
    """The poll before is shown first: only then is it known which of its cells the comparison must hide."""
    plan = state.plan
    earlier = session.rounds[plan.pair_with] if isinstance(plan, PollRound) and plan.pair_with else None
    waits = earlier is not None and earlier.poll.sealed is None and earlier.opened_at is not None
    return Refusal.POLL_EARLIER if waits else None


def forget(session: Session, ask: Ask, command: ForgetAnswers) -> Decision:
    """A person takes back what is theirs, in every phase: out of the open box, and out of what waits to be compared."""
    state = session.rounds.get(command.round)
    if state is None or not isinstance(state.plan, PollRound):
        raise Refused(Refusal.ROUND_UNKNOWN)
    if ask.seat.role not in (Role.PERSON, Role.GUEST):
        raise Refused(Refusal.SEAT_FOREIGN)
    later = [state, *polls.later_ones(session, state.id)]
    gone = []
    for box in (state.id, *(polls.pair_box(each.id) for each in later)):
        if session.boxes.get(box) and (handle := ask.handle(box, ask.seat.id)) in session.boxes[box]:
            gone.append(BoxWrite(box, handle, None))
    return Decision(boxed=gone)


def let_text(session: Session, command: LetText) -> Decision:
    """The lead lets a text on the screens, or takes it off."""
    state = session.rounds.get(command.round)
    if state is None:
        raise Refused(Refusal.ROUND_UNKNOWN)
    key = (command.guests, command.question, command.no)
    if key not in {each[:3] for each in polls.all_texts(state)}:
        raise Refused(Refusal.TEXT_UNKNOWN)
    if (key in state.poll.let) == command.on:
        return Decision()
    return happened(e.TextLet(state.id, command.question, command.no, command.on, command.guests))


def answer_straw(session: Session, ask: Ask, command: AnswerStraw) -> Decision:
    """A badge or a guest answers the open straw poll."""
    straw = polls.shown_straw(session)
    if straw is None or straw.no != command.straw or straw.counts is not None:
        raise Refused(Refusal.STRAW_CLOSED)
    guest = ask.seat.role is Role.GUEST
    if ask.seat.role is not Role.PERSON and not (guest and session.guests):
        raise Refused(Refusal.BALLOT_NOT_ELECTOR)
    if command.choice >= len(straw.options):
        raise Refused(Refusal.CHOICE_UNKNOWN)
    box = polls.straw_box(straw.no)
    sheet = Boxed({}, "", "", answers={"choice": command.choice}, guest=guest)
    return Decision(boxed=[BoxWrite(box, ask.handle(box, ask.seat.id), sheet)], secret=box)


def _checked(session: Session, plan: PollRound, command: AnswerPoll) -> dict[str, Answer]:
    """The answers as they are kept, in the order of the questions; what says nothing is left out."""
    asked = questions(plan)
    if not command.answers.keys() <= {each.id for each in asked}:
        raise Refused(Refusal.FIELD_UNKNOWN)
    said: dict[str, Answer] = {}
    for question in asked:
        answer = command.answers.get(question.id)
        kept = None if answer is None else _answer(session, question, answer)
        if kept not in (None, "", ()):
            said[question.id] = kept
        elif question.required:
            raise Refused(Refusal.ANSWER_MISSING)
    return said


def _answer(session: Session, question: Question, answer: Answer) -> Answer:
    known = [each.id for each in options(session.scenario, question)]
    match question.type, answer:
        case "single", str() if answer in known:
            return answer
        case "several", tuple() if set(answer) <= set(known) and len(set(answer)) == len(answer):
            if question.limit is not None and len(answer) > question.limit:
                raise Refused(Refusal.BALLOT_OVER_LIMIT, limit=question.limit)
            return tuple(each for each in known if each in answer)
        case "scale" | "number", int() if question.low <= answer <= question.high:
            return answer
        case "text", str():
            text = one_line(answer)
            if len(text) > question.max_len:
                raise Refused(Refusal.TEXT_TOO_LONG, field=question.id, limit=question.max_len)
            return text
        case _:
            raise Refused(Refusal.CHOICE_UNKNOWN)


def _secret_sheet(session: Session, state: RoundState, ask: Ask, answers: dict[str, Answer]) -> Decision:
    guest = ask.seat.role is Role.GUEST
    if ask.seat.via == "name" and ask.handle(state.id, ask.seat.id) in session.boxes.get(state.id, {}):
        raise Refused(Refusal.POLL_ANSWERED)  # whoever only knows a name changes nobody's answers
    sheet = Boxed({}, "", "", answers=answers, guest=guest)
    writes = [BoxWrite(state.id, ask.handle(state.id, ask.seat.id), sheet)]
    if not guest:
        writes += _halves(session, state, ask, answers)
    return Decision(boxed=writes, secret=state.id)


def _halves(session: Session, state: RoundState, ask: Ask, answers: dict[str, Answer]) -> list[BoxWrite]:
    """What is kept to compare: of the questions that both polls ask, this poll's half beside the other's."""
    plan = state.plan
    assert isinstance(plan, PollRound)
    couples = [(polls.BEFORE, state, later) for later in polls.later_ones(session, state.id)]
    if plan.pair_with:
        couples.append((polls.AFTER, session.rounds[plan.pair_with], state))
    writes = []
    for half, earlier, later in couples:
        assert isinstance(earlier.plan, PollRound) and isinstance(later.plan, PollRound)
        asked = [each.id for each in shared(earlier.plan, later.plan)]
        box = polls.pair_box(later.id)
        handle = ask.handle(box, ask.seat.id)
        kept = session.boxes.get(box, {}).get(handle)
        other = {key: value for key, value in (kept.answers if kept else {}).items() if not key.startswith(half)}
        mine = {half + each: answers[each] for each in asked if each in answers}
        writes.append(BoxWrite(box, handle, Boxed({}, "", "", answers=dict(sorted((other | mine).items())))))
    return writes


def _shuffled(texts: list[str], ask: Ask) -> list[str]:
    """In an order drawn at random: Fisher and Yates."""
    drawn = list(texts)
    for last in range(len(drawn) - 1, 0, -1):
        other = ask.random(last + 1)
        drawn[last], drawn[other] = drawn[other], drawn[last]
    return drawn
