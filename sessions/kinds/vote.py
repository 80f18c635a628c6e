"""`vote`: electors choose among the cards of a pool.

A table's ballot is open: it is an event, and the table sees its own.  A person's ballot is secret: it goes into
the box and is no event until the seal.  Both are whole and absolute; the last one counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from sessions import attendance, contests, tally, themes
from sessions import events as e
from sessions.box import Boxed, receipt, seal
from sessions.cards import CardState
from sessions.carry import About, Cut, cut, draw_seed, drawn
from sessions.commands import CastBallot, Command
from sessions.decision import Ask, BoxWrite, Decision, happened
from sessions.outcome import Outcome, OwnMarks, RunoffCount
from sessions.refusals import Refusal, Refused
from sessions.scenario import Criterion, VoteRound
from sessions.seat import Role
from sessions.session import RoundState, Session, electors, on_paper, seated
from sessions.tally import Count, Vote

PERMITS: frozenset[type[Command]] = frozenset({CastBallot})
REVEALS = True


def decide(session: Session, state: RoundState, ask: Ask, command: Command) -> Decision:
    """A ballot is cast, or cast anew."""
    assert isinstance(state.plan, VoteRound) and isinstance(command, CastBallot)
    plan = contests.ballot_plan(state)
    who = Role.PERSON if plan.electors == "person" else Role.TABLE
    if ask.seat.role is not who or ask.seat.table is None:
        raise Refused(Refusal.BALLOT_NOT_ELECTOR)
    if command.contest != state.contest:
        raise Refused(Refusal.BALLOT_STALE)
    if attendance.votes_by_roll(session, state) and ask.seat.id not in state.roll:
        raise Refused(Refusal.BALLOT_NOT_ON_ROLL)
    known = {card.id for card in on_paper(session, state)}
    if not (command.choices.keys() | command.grades.keys()) <= known:
        raise Refused(Refusal.CARD_UNKNOWN)
    _check_marks(session, plan, ask.seat.table, command)
    check_grades(plan.criteria, command)
    if plan.electors == "person":
        return _secret_ballot(session, state, ask, state.roll.get(ask.seat.id, ask.seat.table), command)
    return open_ballot(state, ask.seat.table, command)


def outcome(session: Session, state: RoundState) -> Outcome:
    """The outcome that was revealed. It is stored, never counted again."""
    if state.outcome is None:
        raise Refused(Refusal.PHASE_NOT_ALLOWED)
    return state.outcome


def reveal(session: Session, state: RoundState) -> list[e.Event]:
    """Seal the box if there is one, count, and cut. Refused while no card that is still there has a mark; but a runoff
    in which nobody marks anything leaves all level, and the chain goes on."""
    plan = contests.ballot_plan(state)
    events: list[e.Event] = []
    if plan.electors == "person":
        box = session.boxes.get(state.box, {}).values()
        ballots, reach = seal(box)
        by_table = [(each.table, _folded(state, plan, Vote(each.choices))) for each in box]
        own = tally.own_of(by_table, _authors(session, plan))
        events.append(e.BallotsSealed(state.id, ballots, reach, own if plan.own != "allow" else {}, state.contest))
        votes = [_folded(state, plan, Vote(ballot.choices, ballot.grades)) for ballot in ballots]
    else:
        votes, reach, own = _by_tables(session, state, plan)
    count = _count(session, state, plan, votes, reach, own)
    if state.contest_kind == "runoff":
        return [*events, e.TallyRevealed(state.id, _after_runoff(session, state, count))]
    if not any(row.score for row in count.rows):
        raise Refused(Refusal.BALLOTS_NONE)
    return [*events, e.TallyRevealed(state.id, _outcome(session, state, plan, count, votes))]


def put_aside(session: Session, state: RoundState) -> list[e.Event]:
    """Seal the box of a vote that will not be counted, if there are ballots in it."""
    box = session.boxes.get(state.box, {}).values()
    return [e.BallotsSealed(state.id, *seal(box), {}, state.contest)] if box else []


def recount(session: Session, state: RoundState) -> Outcome:
    """The outcome of a counted vote, some cards of which were laid together since. Every ballot is looked at anew."""
    plan = contests.ballot_plan(state)
    if state.sealed is not None:
        votes = [_folded(state, plan, Vote(ballot.choices, ballot.grades)) for ballot in state.sealed]
        reach, own = state.reach, state.own
    else:
        votes, reach, own = _by_tables(session, state, plan)
    return _outcome(session, state, plan, _count(session, state, plan, votes, reach, own), votes)


def draw(session: Session, state: RoundState, number: int) -> e.LotsDrawn:
    """Decide the open tie with the number called in the hall. A card hidden meanwhile takes no place from another."""
    before, plan = state.outcome, state.plan
    assert isinstance(plan, VoteRound)
    if before is None or not before.pending or before.waits == "pick":
        raise Refused(Refusal.DRAW_NOT_NEEDED)
    if before.waits == "runoff":
        raise Refused(Refusal.RUNOFF_NEEDED)
    seed = draw_seed(before.head, number)
    gone = [card for card in before.pending if session.cards[card].state is not CardState.LIVE]
    count = Count(before.ballots, before.blank, before.scores)
    runoff = before.runoff.scores if before.runoff else None
    after = drawn(count, plan.carry, _about(session, plan, _approvals(state)), seed, gone, runoff)
    return e.LotsDrawn(state.id, number, seed, _with_cut(before, after))


def _check_marks(session: Session, plan: VoteRound, table: str, command: CastBallot) -> None:
    """Marks are one each; dots are as many as there are, and no more on one card than the cap; hands are counted."""
    points = command.choices.values()
    if points and (plan.method == "score" or min(points) < 1):
        raise Refused(Refusal.PAYLOAD_TYPES)
    if plan.electors == "table_tally":
        if any(hands > seated(session, table) for hands in points):
            raise Refused(Refusal.BALLOT_OVER_LIMIT, limit=seated(session, table))
        if plan.limit is not None and sum(points) > plan.limit * seated(session, table):
            raise Refused(Refusal.BALLOT_OVER_LIMIT, limit=plan.limit * seated(session, table))
        return
    if plan.method == "approval" and any(mark != 1 for mark in points):
        raise Refused(Refusal.PAYLOAD_TYPES)
    spent = sum(points) if plan.method == "dots" else len(points)
    if plan.limit is not None and spent > plan.limit:
        raise Refused(Refusal.BALLOT_OVER_LIMIT, limit=plan.limit)
    if plan.cap is not None and any(dots > plan.cap for dots in points):
        raise Refused(Refusal.BALLOT_OVER_LIMIT, limit=plan.cap)


def check_grades(criteria: Sequence[Criterion], command: CastBallot) -> None:
    """Every grade answers one of these questions, and lies on its scale."""
    scales = {each.id: (each.low, each.high) for each in criteria}
    for given in command.grades.values():
        if not given.keys() <= scales.keys():
            raise Refused(Refusal.PAYLOAD_FIELDS)
        if any(not scales[name][0] <= grade <= scales[name][1] for name, grade in given.items()):
            raise Refused(Refusal.CHOICE_UNKNOWN)


def open_ballot(state: RoundState, table: str, command: CastBallot) -> Decision:
    """The ballot of a table stands in the journal."""
    choices, grades = dict(sorted(command.choices.items())), _sorted(command.grades)
    if (state.ballots.get(table), state.grades.get(table, {})) == (choices, grades):
        return Decision()
    return happened(e.BallotCast(state.id, table, choices, grades, state.contest))


def _secret_ballot(session: Session, state: RoundState, ask: Ask, table: str, command: CastBallot) -> Decision:
    box, handle = session.boxes.get(state.box, {}), ask.handle(state.box, ask.seat.id)
    earlier = box.get(handle)
    code = earlier.receipt if earlier else _new_receipt({each.receipt for each in box.values()}, ask)
    ballot = Boxed(dict(sorted(command.choices.items())), table, code, grades=_sorted(command.grades))
    return Decision(boxed=[BoxWrite(state.box, handle, ballot)], secret=state.box, answer={"receipt": code})


def _sorted(grades: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    return {card: dict(sorted(given.items())) for card, given in sorted(grades.items())}


def _new_receipt(taken: set[str], ask: Ask) -> str:
    while (code := receipt(ask.random(31**6))) in taken:
        pass
    return code


def _vote_of(state: RoundState, plan: VoteRound, table: str) -> Vote:
    weight = state.weights[table] if plan.weight == "seated" else 1
    return Vote(state.ballots[table], state.grades.get(table, {}), weight)


def _by_tables(
    session: Session, state: RoundState, plan: VoteRound
) -> tuple[list[Vote], dict[str, tuple[str, ...]], dict[str, OwnMarks]]:
    by_table = [(table, _folded(state, plan, _vote_of(state, plan, table))) for table in state.ballots]
    reach = tally.reach_of((table, (*vote.choices, *vote.grades)) for table, vote in by_table)
    return [vote for _, vote in by_table], reach, tally.own_of(by_table, _authors(session, plan))


def _folded(state: RoundState, plan: VoteRound, vote: Vote) -> Vote:
    return tally.folded(vote, state.joined, plan)


def _authors(session: Session, plan: VoteRound) -> dict[str, tuple[str, ...]]:
    """Card → the tables that wrote it."""
    return {card.id: themes.authors(session, card) for card in session.input_cards(session.rounds[plan.id])}


def _count(
    session: Session,
    state: RoundState,
    plan: VoteRound,
    votes: Sequence[Vote],
    reach: Mapping[str, Sequence[str]],
    own: Mapping[str, OwnMarks],
) -> Count:
    cards = [card.id for card in on_paper(session, state)]
    reach = tally.reach_of(
        (table, [tally.end_of(card, state.joined)]) for card, tables in reach.items() for table in tables
    )
    if plan.method == "score":
        return tally.grades(votes, reach, cards, plan.criteria, plan.by)
    count = tally.marks(votes, reach, cards)
    if plan.own == "report":
        return tally.without_own(count, own)
    if plan.own == "exclude":
        authors = {card: tables for card, tables in _authors(session, plan).items() if card in cards}
        return tally.excluding_own(count, own, authors, sum(vote.weight for vote in votes), reach)
    return count


def _outcome(session: Session, state: RoundState, plan: VoteRound, count: Count, votes: Sequence[Vote]) -> Outcome:
    people = electors(session, state) if plan.electors == "person" else session.people
    quorum = tally.quorum_count(session.scenario.scenario.quorum, plan.electors, people, session.tables)
    before = Outcome(
        electors=electors(session, state),
        ballots=count.ballots,
        blank=count.blank,
        quorum=quorum,
        scores=count.rows,
        head=state.closed_head,
    )
    approvals = [frozenset(vote.choices) for vote in votes]
    return _with_cut(before, cut(count, plan.carry, _about(session, plan, approvals)))


def _after_runoff(session: Session, state: RoundState, count: Count) -> Outcome:
    """The first count, and its tie decided as far as the runoff can."""
    first = state.past[-1].outcome
    assert first is not None and isinstance(state.plan, VoteRound)
    runoff = RunoffCount(count.ballots, count.blank, count.rows)
    before = msgspec.structs.replace(first, runoff=runoff, head=state.closed_head)
    whole = Count(first.ballots, first.blank, first.scores)
    return _with_cut(before, cut(whole, state.plan.carry, _about(session, state.plan, ()), None, count.rows))


def _approvals(state: RoundState) -> list[frozenset[str]]:
    marked = [ballot.choices for ballot in state.sealed] if state.sealed is not None else state.ballots.values()
    return [frozenset(tally.end_of(card, state.joined) for card in choices) for choices in marked]


def _about(session: Session, plan: VoteRound, approvals: Sequence[frozenset[str]]) -> About:
    cards = session.input_cards(session.rounds[plan.id])
    fields = {card.id: card.fields for card in cards}
    return About(fields, _authors(session, plan), approvals)


def _with_cut(before: Outcome, after: Cut) -> Outcome:
    return msgspec.structs.replace(
        before,
        passed=after.passed,
        rest=after.rest,
        pending=after.pending,
        places=after.places,
        tie=after.tie,
        waits=after.waits,
    )
