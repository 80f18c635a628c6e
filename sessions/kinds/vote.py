"""`vote`: electors choose among the cards of a pool.

A table's ballot is open: it is an event, and the table sees its own.  A person's ballot is secret: it goes into
the box and is no event until the seal.  Both are whole and absolute; the last one counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sessions import events as e
from sessions import tally
from sessions.box import Boxed, receipt, seal
from sessions.carry import Cut, cut, draw_seed, drawn
from sessions.commands import CastBallot, Command
from sessions.decision import Ask, BoxWrite, Decision, happened
from sessions.outcome import Outcome
from sessions.refusals import Refusal, Refused
from sessions.scenario import VoteRound
from sessions.session import CardState, RoundState, Session, electors

PERMITS: frozenset[type[Command]] = frozenset({CastBallot})
REVEALS = True


def decide(session: Session, state: RoundState, ask: Ask, command: Command) -> Decision:
    """A ballot is cast, or cast anew."""
    plan = state.plan
    assert isinstance(plan, VoteRound) and isinstance(command, CastBallot)
    if ask.seat.role != plan.electors or ask.seat.table is None:
        raise Refused(Refusal.BALLOT_NOT_ELECTOR)
    known = {card.id for card in session.pool_cards(plan.input)}
    if not command.choices.keys() <= known:
        raise Refused(Refusal.CARD_UNKNOWN)
    if any(points != 1 for points in command.choices.values()):
        raise Refused(Refusal.PAYLOAD_TYPES)
    if plan.limit is not None and len(command.choices) > plan.limit:
        raise Refused(Refusal.BALLOT_OVER_LIMIT, limit=plan.limit)
    if plan.electors == "table":
        return _open_ballot(state, ask.seat.table, command)
    return _secret_ballot(session, state, ask, ask.seat.table, command)


def outcome(session: Session, state: RoundState) -> Outcome:
    """The outcome that was revealed. It is stored, never counted again."""
    if state.outcome is None:
        raise Refused(Refusal.PHASE_NOT_ALLOWED)
    return state.outcome


def reveal(session: Session, state: RoundState) -> list[e.Event]:
    """Seal the box if there is one, count, and cut. Refused while no card that is still there has a mark."""
    plan = state.plan
    assert isinstance(plan, VoteRound)
    events: list[e.Event] = []
    choices: list[Mapping[str, int]]
    if plan.electors == "person":
        ballots, reach = seal(session.boxes.get(state.id, {}).values())
        choices = [ballot.choices for ballot in ballots]
        events.append(e.BallotsSealed(state.id, ballots, reach))
    else:
        choices = list(state.ballots.values())
        reach = tally.reach_of(state.ballots.items())
    outcome = _count(session, state, plan, choices, reach)
    if not any(row.score for row in outcome.scores):
        raise Refused(Refusal.BALLOTS_NONE)
    return [*events, e.TallyRevealed(state.id, outcome)]


def draw(session: Session, state: RoundState, number: int) -> e.LotsDrawn:
    """Decide the open tie with the number called in the hall. A card hidden meanwhile takes no place from another."""
    before = state.outcome
    if before is None or not before.pending:
        raise Refused(Refusal.DRAW_NOT_NEEDED)
    seed = draw_seed(before.head, number)
    gone = tuple(card for card in before.pending if session.cards[card].state is not CardState.LIVE)
    level = tuple(card for card in before.pending if card not in gone)
    after = drawn(Cut(before.passed, gone + before.rest, level, before.places, before.tie), seed)
    return e.LotsDrawn(state.id, number, seed, _with_cut(before, after))


def _open_ballot(state: RoundState, table: str, command: CastBallot) -> Decision:
    if state.ballots.get(table) == command.choices:
        return Decision()
    return happened(e.BallotCast(state.id, table, dict(sorted(command.choices.items()))))


def _secret_ballot(session: Session, state: RoundState, ask: Ask, table: str, command: CastBallot) -> Decision:
    box, handle = session.boxes.get(state.id, {}), ask.handle(state.id, ask.seat.id)
    earlier = box.get(handle)
    code = earlier.receipt if earlier else _new_receipt({each.receipt for each in box.values()}, ask)
    ballot = Boxed(dict(sorted(command.choices.items())), table, code)
    return Decision(boxed=BoxWrite(state.id, handle, ballot), secret=state.id, answer={"receipt": code})


def _new_receipt(taken: set[str], ask: Ask) -> str:
    while (code := receipt(ask.random(31**6))) in taken:
        pass
    return code


def _count(
    session: Session,
    state: RoundState,
    plan: VoteRound,
    choices: Sequence[Mapping[str, int]],
    reach: Mapping[str, Sequence[str]],
) -> Outcome:
    cards = [card.id for card in session.pool_cards(plan.input)]
    count = tally.approval(choices, reach, cards)
    quorum = tally.quorum_count(session.scenario.scenario.quorum, plan.electors, session.people, session.tables)
    before = Outcome(
        electors=electors(session, plan),
        ballots=count.ballots,
        blank=count.blank,
        quorum=quorum,
        scores=count.rows,
        head=state.closed_head,
    )
    return _with_cut(before, cut(count, plan.carry))


def _with_cut(before: Outcome, after: Cut) -> Outcome:
    return Outcome(
        electors=before.electors,
        ballots=before.ballots,
        blank=before.blank,
        quorum=before.quorum,
        scores=before.scores,
        passed=after.passed,
        rest=after.rest,
        pending=after.pending,
        places=after.places,
        tie=after.tie,
        head=before.head,
    )
