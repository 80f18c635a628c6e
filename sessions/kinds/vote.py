"""`vote`: electors choose among the cards of a pool.

A table's ballot is open: it is an event, and the table sees its own.  A person's ballot is secret: it goes into
the box and is no event until the seal.  Both are whole and absolute; the last one counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from sessions import contests, rolls, tally, themes
from sessions import events as e
from sessions.box import RECEIPTS, Boxed, receipt, seal
from sessions.cards import CardState
from sessions.carry import About, Cut, cut, draw_seed, drawn
from sessions.commands import CastBallot, Command
from sessions.decision import Ask, BoxWrite, Decision, happened
from sessions.outcome import Outcome, OwnMarks, Reckoning, RunoffCount
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
    if plan.electors == "person" and ask.seat.id not in rolls.roll_of(session, state):
        raise Refused(Refusal.BALLOT_NOT_ON_ROLL)
    known = {card.id for card in on_paper(session, state)}
    if not (command.choices.keys() | command.grades.keys()) <= known:
        raise Refused(Refusal.CARD_UNKNOWN)
    _check_marks(session, plan, ask.seat.table, command)
    if plan.electors == "person":
        return _secret_ballot(session, state, ask, rolls.roll_of(session, state)[ask.seat.id], command)
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
        ballots, _ = seal(rolls.ballots(box))
        by_table = [(each.table, Vote(each.choices, each.grades)) for each in rolls.ballots(box)]
        by_table += [(table, Vote(hands.choices, voters=hands.voters)) for table, hands in state.hands.items()]
        reach = tally.reach_of((table, (*vote.choices, *vote.grades)) for table, vote in by_table)
        own = tally.own_of(((table, _folded(state, plan, vote)) for table, vote in by_table), _authors(session, plan))
        reckoning = rolls.reckoning(session, state, electors(session, state))
        sealed = e.BallotsSealed(state.id, ballots, reach, own if plan.own != "allow" else {}, state.contest, reckoning)
        events.append(sealed)
        votes = _of_people(state, plan, ballots)
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
    return [e.BallotsSealed(state.id, *seal(rolls.ballots(box)), {}, state.contest)] if box else []


def recount(session: Session, state: RoundState) -> Outcome:
    """The outcome of a counted vote, some cards of which were laid together since. Every ballot is looked at anew."""
    plan = contests.ballot_plan(state)
    if state.sealed is not None:
        votes = _of_people(state, plan, state.sealed)
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
    if plan.electors != "table_tally":
        check_ballot(plan, command.choices, command.grades)
        return
    points = command.choices.values()
    if points and (plan.method == "score" or min(points) < 1):
        raise Refused(Refusal.PAYLOAD_TYPES)
    if any(hands > seated(session, table) for hands in points):
        raise Refused(Refusal.BALLOT_OVER_LIMIT, limit=seated(session, table))
    if plan.limit is not None and sum(points) > plan.limit * seated(session, table):
        raise Refused(Refusal.BALLOT_OVER_LIMIT, limit=plan.limit * seated(session, table))
    check_grades(plan.criteria, command.grades)


def check_ballot(plan: VoteRound, choices: Mapping[str, int], grades: Mapping[str, Mapping[str, int]]) -> None:
    """Is this a ballot that one elector could have filled in?"""
    points = choices.values()
    if points and (plan.method == "score" or min(points) < 1):
        raise Refused(Refusal.PAYLOAD_TYPES)
    if plan.method == "approval" and any(mark != 1 for mark in points):
        raise Refused(Refusal.PAYLOAD_TYPES)
    spent = sum(points) if plan.method == "dots" else len(points)
    if plan.limit is not None and spent > plan.limit:
        raise Refused(Refusal.BALLOT_OVER_LIMIT, limit=plan.limit)
    if plan.cap is not None and any(dots > plan.cap for dots in points):
        raise Refused(Refusal.BALLOT_OVER_LIMIT, limit=plan.cap)
    check_grades(plan.criteria, grades)


def check_grades(criteria: Sequence[Criterion], grades: Mapping[str, Mapping[str, int]]) -> None:
    """Every grade answers one of these questions, and lies on its scale."""
    scales = {each.id: (each.low, each.high) for each in criteria}
    for given in grades.values():
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
    if ask.seat.id in state.papers:
        raise Refused(Refusal.BALLOT_ON_PAPER)
    if earlier is not None and ask.seat.via == "name":
        raise Refused(Refusal.BALLOT_CAST)  # whoever only knows a name changes nobody's ballot
    if earlier is None and rolls.is_shared(state, table) and rolls.free(session, state, table) < 1:
        raise Refused(Refusal.HANDS_COUNTED)
    code = earlier.receipt if earlier else _new_receipt({each.receipt for each in box.values()}, ask)
    ballot = Boxed(
        dict(sorted(command.choices.items())), table, code, grades=_sorted(command.grades), by=ask.seat.via or ""
    )
    return Decision(boxed=[BoxWrite(state.box, handle, ballot)], secret=state.box, answer={"receipt": code})


def _sorted(grades: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    return {card: dict(sorted(given.items())) for card, given in sorted(grades.items())}


def _new_receipt(taken: set[str], ask: Ask) -> str:
    """One that nobody has."""
    while (code := receipt(ask.random(RECEIPTS))) in taken:
        pass
    return code


def _of_people(state: RoundState, plan: VoteRound, ballots: Sequence[e.SealedBallot]) -> list[Vote]:
    """The ballots of people, and the hands that were counted beside them."""
    votes = [Vote(ballot.choices, ballot.grades) for ballot in ballots]
    votes += [Vote(hands.choices, voters=hands.voters) for _, hands in sorted(state.hands.items())]
    return [_folded(state, plan, vote) for vote in votes]


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
        return tally.excluding_own(count, own, authors, sum(vote.weight * vote.voters for vote in votes), reach)
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
        reckoning=_reckoning(session, state, plan),
    )
    approvals = [frozenset(vote.choices) for vote in votes]
    return _with_cut(before, cut(count, plan.carry, _about(session, plan, approvals)))


def _reckoning(session: Session, state: RoundState, plan: VoteRound) -> Reckoning:
    """The line of sums. Of people it is made before the seal, and stands with it."""
    if plan.electors != "person":
        return Reckoning(given=session.tables, tablets=len(state.ballots))
    if state.sealed is not None:
        return state.reckoning or Reckoning()
    return rolls.reckoning(session, state, electors(session, state))


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
