"""`pitch`: those who work on a card stand up for it, one after another; the tables may grade what they hear.

The lead moves the queue, and each step says what the lead saw, so that two consoles never step twice.  A table's
grades are one open ballot, as in a score vote; it grades what it has heard, and never a card that it holds.
"""

from __future__ import annotations

from datetime import date

from sessions import commands as c
from sessions import events as e
from sessions import pitches, tally
from sessions.assignment import holders
from sessions.cards import CardState
from sessions.decision import Ask, Decision, happened
from sessions.kinds.vote import check_grades, open_ballot
from sessions.outcome import Outcome
from sessions.phases import TAKES_COMMANDS, Phase
from sessions.pitches import ON_THE_FLOOR, Queue
from sessions.refusals import Refusal, Refused
from sessions.scenario import PitchRound
from sessions.seat import Role
from sessions.session import RoundState, Session
from sessions.tally import FEW_AUTHORS, Vote
from sessions.text import one_line

PERMITS: frozenset[type[c.Command]] = frozenset({c.CastBallot})
REVEALS = True
"""Where tables grade; without grades there is nothing to reveal (`kinds.reveals`)."""


def decide(session: Session, state: RoundState, ask: Ask, command: c.Command) -> Decision:
    """A table grades what it has heard so far, or grades it anew."""
    assert isinstance(state.plan, PitchRound) and isinstance(command, c.CastBallot)
    score = state.plan.score
    if score is None:
        raise Refused(Refusal.ROUND_STALE)
    if ask.seat.role is not Role.TABLE or ask.seat.table is None:
        raise Refused(Refusal.BALLOT_NOT_ELECTOR)
    if command.contest != state.contest:
        raise Refused(Refusal.BALLOT_STALE)
    if command.choices:
        raise Refused(Refusal.PAYLOAD_TYPES)
    if not command.grades.keys() <= {card.id for card in session.input_cards(state)}:
        raise Refused(Refusal.CARD_UNKNOWN)
    if any(ask.seat.table in without(session, card) for card in command.grades):
        raise Refused(Refusal.BALLOT_OWN_CARD)
    if not command.grades.keys() <= state.queue.heard:
        raise Refused(Refusal.PITCH_NOT_HEARD)
    check_grades(score.criteria, command.grades)
    return open_ballot(state, ask.seat.table, command)


def outcome(session: Session, state: RoundState) -> Outcome:
    """Every card goes on as it came, in the order of the pool, whether it was heard or not: nobody is chosen here."""
    passed = tuple(card.id for card in session.input_cards(state))
    return Outcome(passed=passed, rest=tuple(card for card in session.input_ids(state) if card not in passed))


def reveal(session: Session, state: RoundState) -> list[e.Event]:
    """Count the grades. What a table gave to a card that it came to hold meanwhile does not count."""
    plan = state.plan
    assert isinstance(plan, PitchRound)
    if plan.score is None:
        raise Refused(Refusal.PHASE_NOT_ALLOWED)
    cards = [card.id for card in session.input_cards(state)]
    apart = {card: without(session, card) for card in cards}
    votes = {
        table: {card: given for card, given in grades.items() if card in apart and table not in apart[card]}
        for table, grades in state.grades.items()
    }
    reach = tally.reach_of(votes.items())
    count = tally.grades(
        [Vote(grades=grades) for grades in votes.values()], reach, cards, plan.score.criteria, plan.score.ranks_by
    )
    told = {card: tables for card, tables in apart.items() if tables}
    return [e.PitchesGraded(state.id, session.tables, count.ballots, count.rows, told)]


def without(session: Session, card: str) -> tuple[str, ...]:
    """The tables that do not grade this card, since they hold it. What many tables hold belongs to everybody."""
    held = holders(session, card)
    return held if len(held) <= FEW_AUTHORS else ()


# -- the lead's acts -------------------------------------------------------------------------------------


def move(session: Session, ask: Ask, command: c.Command) -> Decision:
    """The lead moves the queue or its clock, or writes down an answer; raises `Refused`."""
    match command:
        case c.GiveReply():
            return _reply(session, command)
        case c.StartPitch():
            return _start(session, ask, command)
        case c.OpenQuestions(round=round_id, card=card, seen=seen):
            return _open_questions(_live(session, round_id, card), ask, card, seen)
        case c.FinishPitch(round=round_id, card=card, seen=seen):
            return _finish(_live(session, round_id, card), ask, card, seen)
        case c.SkipPitch(round=round_id, card=card, seen=seen):
            return _skip(_live(session, round_id, card), ask, card, seen)
        case c.ReturnPitch(round=round_id, card=card, seen=seen):
            return _return(_live(session, round_id, card), card, seen)
        case c.AddPitchTime(round=round_id, card=card, ms=ms):
            return _set_clock(_live(session, round_id, card), ask, card, add_ms=ms)
        case c.PausePitch(round=round_id, card=card):
            return _set_clock(_live(session, round_id, card), ask, card, running=False)
        case c.ResumePitch(round=round_id, card=card):
            return _set_clock(_live(session, round_id, card), ask, card, running=True)
        case _:
            raise Refused(Refusal.EVENT_UNKNOWN)


def _start(session: Session, ask: Ask, command: c.StartPitch) -> Decision:
    state, card = _live(session, command.round, command.card), command.card
    queue, plan = state.queue, state.plan
    assert isinstance(plan, PitchRound)
    if queue.stand(card) == "speak":
        return Decision()
    _check_seen(queue, command.seen)
    if queue.stand(card) not in ("waits", "skipped"):
        raise Refused(Refusal.PITCH_NOT_ALLOWED)
    if session.cards[card].state is not CardState.LIVE:
        raise Refused(Refusal.CARD_UNKNOWN)
    before, full_ms = queue.current(), plan.speak_s * 1000
    return happened(
        *([e.PitchMoved(state.id, before, "done", makes_room=True)] if before else []),
        e.PitchMoved(state.id, card, "speak"),
        pitches.clock_set(state, card, full_ms, full_ms, ask.mono_ms, ask.boot),
    )


def _open_questions(state: RoundState, ask: Ask, card: str, seen: int) -> Decision:
    plan = state.plan
    assert isinstance(plan, PitchRound)
    if state.queue.stand(card) == "qa":
        return Decision()
    _check_seen(state.queue, seen)
    if state.queue.stand(card) != "speak" or not plan.qa_s:
        raise Refused(Refusal.PITCH_NOT_ALLOWED)
    full_ms = plan.qa_s * 1000
    return happened(
        e.PitchMoved(state.id, card, "qa"), pitches.clock_set(state, card, full_ms, full_ms, ask.mono_ms, ask.boot)
    )


def _finish(state: RoundState, ask: Ask, card: str, seen: int) -> Decision:
    if state.queue.stand(card) == "done":
        return Decision()
    _check_seen(state.queue, seen)
    if state.queue.stand(card) not in ON_THE_FLOOR:
        raise Refused(Refusal.PITCH_NOT_ALLOWED)
    return happened(e.PitchMoved(state.id, card, "done"), *pitches.stopped(state, ask.mono_ms, ask.boot))


def _skip(state: RoundState, ask: Ask, card: str, seen: int) -> Decision:
    if state.queue.stand(card) == "skipped":
        return Decision()
    _check_seen(state.queue, seen)
    if state.queue.stand(card) == "done":
        raise Refused(Refusal.PITCH_NOT_ALLOWED)
    clock = pitches.stopped(state, ask.mono_ms, ask.boot) if card == state.queue.current() else []
    return happened(e.PitchMoved(state.id, card, "skipped"), *clock)


def _return(state: RoundState, card: str, seen: int) -> Decision:
    if state.queue.stand(card) == "waits":
        return Decision()
    _check_seen(state.queue, seen)
    if state.queue.stand(card) != "skipped":
        raise Refused(Refusal.PITCH_NOT_ALLOWED)
    order = (*(each for each in state.queue.order if each != card), card)
    return happened(e.PitchMoved(state.id, card, "waits", order))


def _set_clock(state: RoundState, ask: Ask, card: str, *, add_ms: int = 0, running: bool | None = None) -> Decision:
    clock = state.queue.clock
    if card != state.queue.current() or not clock.round:
        raise Refused(Refusal.CLOCK_NONE)
    runs = clock.running if running is None else running
    if runs == clock.running and not add_ms and not clock.asks:
        return Decision()
    left_ms = clock.left(ask.mono_ms)
    if add_ms > 0:
        left_ms = max(0, left_ms)  # «+30 s» after the bell means thirty seconds from now
    total_ms = max(clock.total_ms + add_ms, left_ms + add_ms, 1)
    return happened(e.PitchClockSet(state.id, card, left_ms + add_ms, total_ms, runs, ask.mono_ms, ask.boot))


def _reply(session: Session, command: c.GiveReply) -> Decision:
    """Taken down whenever it comes, also after the round: an answer may need a telephone call."""
    state = _state(session, command.round)
    plan = state.plan
    if not isinstance(plan, PitchRound) or state.phase in (Phase.PLANNED, Phase.BRIEFING, Phase.SKIPPED):
        raise Refused(Refusal.ROUND_STALE)
    if command.card not in state.queue.order:
        raise Refused(Refusal.CARD_UNKNOWN)
    said = {"answer": command.answer, "due": command.due.strip(), "text": one_line(command.text)}
    if any(text and name not in plan.reply_fields for name, text in said.items()):
        raise Refused(Refusal.FIELD_UNKNOWN)
    if said["due"] and not _is_date(said["due"]):
        raise Refused(Refusal.DATE_WRONG)
    known = state.queue.replies.get(command.card)
    if (known[:3] if known else ("", "", "")) == tuple(said.values()):
        return Decision()
    return happened(e.ReplyGiven(state.id, command.card, command.answer, said["due"], said["text"]))


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check_seen(queue: Queue, seen: int) -> None:
    if seen != queue.rev:
        raise Refused(Refusal.PITCH_MOVED)


def _live(session: Session, round_id: str, card: str) -> RoundState:
    """The round, while its queue moves, with this card in it."""
    state = _state(session, round_id)
    if not isinstance(state.plan, PitchRound):
        raise Refused(Refusal.ROUND_STALE)
    if state.phase not in TAKES_COMMANDS:
        raise Refused(Refusal.PITCH_CLOSED)
    if card not in state.queue.order:
        raise Refused(Refusal.CARD_UNKNOWN)
    return state


def _state(session: Session, round_id: str) -> RoundState:
    state = session.rounds.get(round_id)
    if state is None:
        raise Refused(Refusal.ROUND_UNKNOWN)
    return state
