"""Votes that come in by other ways than a device of one's own: paper that two people read, and hands that are counted.

Paper ballots lie in the box under the names of their readers until the seal; who took one is an event, what it says is
not. Counted hands are open, as a table's ballot is.
"""

from __future__ import annotations

from sessions import attendance, contests, printed, rolls
from sessions import commands as c
from sessions import events as e
from sessions.box import PAPER, Boxed, paper, paper_receipt
from sessions.decision import Ask, BoxWrite, Decision, happened
from sessions.kinds.vote import check_ballot
from sessions.phases import TAKES_COMMANDS, Phase
from sessions.refusals import Refusal, Refused
from sessions.scenario import VoteRound
from sessions.seat import Role
from sessions.session import RoundState, Session, on_paper

DESK = (Role.REGISTRAR, Role.LEAD)
READ_LATER = (*TAKES_COMMANDS, Phase.CLOSED)
"""Paper comes to the readers when the hall has finished: it is read until the box is sealed."""


def decide(session: Session, ask: Ask, command: c.Command) -> Decision:
    """What follows; raises `Refused`."""
    match command:
        case c.GivePapers():
            return _give(session, ask, command)
        case c.ReadPaper():
            return _read(session, ask, command)
        case c.DropPaper():
            return _drop(session, ask, command)
        case c.CountHands():
            return _count_hands(session, ask, command)
        case _:
            raise Refused(Refusal.EVENT_UNKNOWN)


def _give(session: Session, ask: Ask, command: c.GivePapers) -> Decision:
    _check_desk(ask)
    state = _vote(session, command.round, command.contest, TAKES_COMMANDS)
    roll = rolls.roll_of(session, state)
    changed = tuple(dict.fromkeys(each for each in command.people if (each in state.papers) != command.on))
    if lost := [person for person in changed if person not in roll]:
        by_roll = attendance.votes_by_roll(session, state)
        raise Refused(Refusal.BALLOT_NOT_ON_ROLL if by_roll else Refusal.AUTHOR_UNKNOWN, badges=_badges(lost))
    box = session.boxes.get(state.box, {})
    cast = [person for person in changed if box and ask.handle(state.box, person) in box] if command.on else []
    if cast:
        raise Refused(Refusal.BALLOT_CAST, badges=_badges(cast))
    for table in sorted({roll[person] for person in changed}):
        moved = [person for person in changed if roll[person] == table]
        if command.on and rolls.is_shared(state, table) and rolls.free(session, state, table) < len(moved):
            raise Refused(Refusal.PAPER_COUNTED, badges=_badges(moved))
        if not command.on and rolls.read_at(session, state, table) > _given_at(state, table) - len(moved):
            raise Refused(Refusal.PAPER_READ)
    return happened(e.PapersGiven(state.id, state.contest, changed, command.on)) if changed else Decision()


def _read(session: Session, ask: Ask, command: c.ReadPaper) -> Decision:
    _check_desk(ask)
    state = _vote(session, command.round, command.contest, READ_LATER)
    plan = contests.ballot_plan(state)
    if not {*command.choices, *command.grades} <= {card.id for card in on_paper(session, state)}:
        raise Refused(Refusal.CARD_UNKNOWN)
    if command.spoiled and (command.choices or command.grades):
        raise Refused(Refusal.PAYLOAD_TYPES)
    check_ballot(plan, command.choices, command.grades)
    no, table = _number(session, command.no)
    box = session.boxes.get(state.box, {})
    known = {each.no for each in rolls.papers(box.values()) if each.table == table}
    last = printed.last_ballot(session, table)
    if no not in known and int(no.partition("-")[2]) > last:
        raise Refused(Refusal.PAPER_NOT_PRINTED, no=no, last=f"{table[1:]}-{last}")
    if no not in known and len(known) >= _given_at(state, table):
        raise Refused(Refusal.PAPERS_MORE)
    ballot = Boxed(
        dict(sorted(command.choices.items())),
        table,
        paper_receipt(ask.handle(state.box, paper(no))),
        grades={card: dict(sorted(given.items())) for card, given in sorted(command.grades.items())},
        by=PAPER,
        no=no,
        reader=ask.seat.id,
        spoiled=command.spoiled,
    )
    write = BoxWrite(state.box, _place(ask, state, no), ballot)
    return Decision(boxed=[write], secret=state.box, answer={"receipt": ballot.receipt})


def _drop(session: Session, ask: Ask, command: c.DropPaper) -> Decision:
    _check_desk(ask)
    state = _vote(session, command.round, command.contest, READ_LATER)
    no, _ = _number(session, command.no)
    place = _place(ask, state, no)
    if place not in session.boxes.get(state.box, {}):
        raise Refused(Refusal.PAPER_UNKNOWN)
    return Decision(boxed=[BoxWrite(state.box, place, None)])


def _count_hands(session: Session, ask: Ask, command: c.CountHands) -> Decision:
    state = _vote(session, command.round, command.contest, TAKES_COMMANDS)
    plan = contests.ballot_plan(state)
    if not rolls.takes_hands(plan):
        raise Refused(Refusal.HANDS_NOT_HERE)
    table = _table(session, ask, command.table)
    if not command.choices.keys() <= {card.id for card in on_paper(session, state)}:
        raise Refused(Refusal.CARD_UNKNOWN)
    hands = command.choices.values()
    if any(each > command.voters for each in hands):
        raise Refused(Refusal.BALLOT_OVER_LIMIT, limit=command.voters)
    if plan.limit is not None and sum(hands) > plan.limit * command.voters:
        raise Refused(Refusal.BALLOT_OVER_LIMIT, limit=plan.limit * command.voters)
    before = state.hands.get(table)
    if command.voters > rolls.free(session, state, table) + (before.voters if before else 0):
        raise Refused(Refusal.HANDS_TOO_MANY, free=rolls.free(session, state, table) + (before.voters if before else 0))
    counted = rolls.Hands(command.voters, dict(sorted(command.choices.items())))
    if before == counted or (before is None and not command.voters):
        return Decision()
    return happened(e.HandsCounted(state.id, state.contest, table, counted.voters, counted.choices))


def _check_desk(ask: Ask) -> None:
    if ask.seat.role not in DESK:
        raise Refused(Refusal.EVENT_UNKNOWN)


def _vote(session: Session, round_id: str, contest: int, phases: tuple[Phase, ...]) -> RoundState:
    state = session.rounds.get(round_id)
    if state is None or not isinstance(state.plan, VoteRound) or state.plan.electors != "person":
        raise Refused(Refusal.ROUND_UNKNOWN)
    if state.phase not in phases or state.sealed is not None:
        raise Refused(Refusal.PHASE_CLOSED)
    if contest != state.contest:
        raise Refused(Refusal.BALLOT_STALE)
    return state


def _table(session: Session, ask: Ask, named: str | None) -> str:
    """A table speaks for itself; the desk says for whom."""
    if ask.seat.role is Role.TABLE and ask.seat.table is not None:
        if named not in (None, ask.seat.table):
            raise Refused(Refusal.SEAT_FOREIGN)
        return ask.seat.table
    _check_desk(ask)
    if named not in {each.seat.id for each in session.table_seats()}:
        raise Refused(Refusal.TABLE_UNKNOWN)
    return str(named)


def _number(session: Session, no: str) -> tuple[str, str]:
    """The number as it is kept, and the table that it begins with: `07-3` is `7-3` of t7."""
    table, count = (int(part) for part in no.split("-"))
    if f"t{table}" not in {each.seat.id for each in session.table_seats()}:
        raise Refused(Refusal.TABLE_UNKNOWN)
    return f"{table}-{count}", f"t{table}"


def _place(ask: Ask, state: RoundState, no: str) -> str:
    return ask.handle(state.box, f"{paper(no)} {ask.seat.id}")


def _badges(people: list[str]) -> str:
    return ", ".join(person.removeprefix("p") for person in people)


def _given_at(state: RoundState, table: str) -> int:
    return sum(at == table for at in state.papers.values())
