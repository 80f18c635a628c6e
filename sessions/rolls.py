"""The roll of a vote by people, and the ways that share it: the own device, the table's tablet, paper, hands.

In the game: whoever has no phone votes on the tablet that is passed round, on paper, or by a raised hand, and all of it
is one tally.  A table's ways together never hold more voices than people of that table are on the roll.  Paper is read
twice, by two people who do not see each other's reading, and counts when they agree.  Truth flows from the roll, the
open box and the counted hands to one line of sums that must close.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from sessions import attendance
from sessions.box import PAPER, Boxed
from sessions.outcome import Reckoning
from sessions.phases import TAKES_COMMANDS, Phase
from sessions.scenario import PollRound, VoteRound

if TYPE_CHECKING:
    from sessions.session import RoundState, Session

READERS = 2
"""So many people must read a paper alike."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What the people of a table said by raised hands: how many took part, and card → hands."""

    voters: int
    choices: dict[str, int]


class Paper(NamedTuple):
    """A paper ballot in the box: its number, its table, its readings by reader, and how far they agree."""

    no: str
    table: str
    readings: dict[str, Boxed]
    state: Literal["once", "agreed", "differs"]
    ballot: Boxed | None


def passed_round(session: Session) -> RoundState | None:
    """The vote or poll of people for which the tablets of the tables are passed round now."""
    state = session.round()
    if state is None or not isinstance(state.plan, VoteRound | PollRound) or state.plan.electors != "person":
        return None
    return state if state.phase in TAKES_COMMANDS and state.plan.passing != "none" else None


def asked_of(session: Session, state: RoundState) -> dict[str, str]:
    """Person → table, of those whom a passed tablet comes to: who is on the roll, or of a poll who is here."""
    if isinstance(state.plan, VoteRound):
        return roll_of(session, state)
    tables = [each.seat.id for each in session.table_seats()]
    return {f"p{badge}": table for table in tables for badge in session.badges(table)}


def roll_of(session: Session, state: RoundState) -> dict[str, str]:
    """Person → the table that they are counted at; before a vote opens without a list, all badges as they sit."""
    if state.roll or attendance.votes_by_roll(session, state):
        return state.roll
    return {each.seat.id: each.seat.table or "" for each in attendance.persons(session)}


def numbers(session: Session, state: RoundState) -> dict[str, int]:
    """Card → the number that it has on paper: its place in the pool. A card that is hidden later leaves a gap, so that
    no number on a ballot that is printed already ever means another card."""
    return {card: no for no, card in enumerate(session.input_ids(state), 1)}


def read_now(session: Session) -> RoundState | None:
    """The vote of people of which papers can still be read: the hall's own round before any other, then the latest."""
    found = [
        each
        for each in session.rounds.values()
        if isinstance(each.plan, VoteRound) and each.plan.electors == "person"
        if each.phase in (*TAKES_COMMANDS, Phase.CLOSED) and each.sealed is None
    ]
    return max(found, key=lambda each: (each.id == session.current, each.moved), default=None)


def takes_hands(plan: VoteRound) -> bool:
    """Can hands be added to this vote? They are marks without ballots: no dots, no grades, no equal shares."""
    return plan.electors == "person" and plan.method == "approval" and plan.carry.rule != "equal_shares"


def papers(box: Iterable[Boxed]) -> list[Paper]:
    """The papers that have been read at least once, in the order of their numbers."""
    read: dict[str, dict[str, Boxed]] = {}
    for each in box:
        if each.by == PAPER:
            read.setdefault(each.no, {})[each.reader] = each
    return [_paper(no, readings) for no, readings in sorted(read.items(), key=lambda each: _order(each[0]))]


def ballots(box: Iterable[Boxed]) -> list[Boxed]:
    """The ballots that count: those of devices as they are, and of each paper that two have read alike, one reading."""
    box = list(box)
    read = [paper.ballot for paper in papers(box)]
    return [each for each in box if each.by != PAPER] + [each for each in read if each is not None and not each.spoiled]


def voices(session: Session, state: RoundState, table: str) -> int:
    """How many of a table's people have voted by now or can vote in no other way: ballots, papers given out, hands."""
    box = session.boxes.get(state.box, {}).values()
    cast = sum(each.by != PAPER and each.table == table for each in box)
    given = sum(at == table for at in state.papers.values())
    return cast + given + (state.hands[table].voters if table in state.hands else 0)


def free(session: Session, state: RoundState, table: str) -> int:
    """How many of a table's people on the roll have not voted in any way and hold no paper."""
    return sum(at == table for at in roll_of(session, state).values()) - voices(session, state, table)


def may_leave(session: Session, state: RoundState, person: str, *, voted: bool) -> bool:
    """Can this person be taken off the roll, and would what came in from their table still have its voters? `voted`:
    their own ballot lies in the box, and goes with them."""
    table = state.roll[person]
    if person in state.papers:
        given = sum(at == table for at in state.papers.values())
        return read_at(session, state, table) < given
    return not is_shared(state, table) or free(session, state, table) + voted > 0


def read_at(session: Session, state: RoundState, table: str) -> int:
    """How many papers of a table somebody has read."""
    box = session.boxes.get(state.box, {}).values()
    return len({each.no for each in box if each.by == PAPER and each.table == table})


def is_shared(state: RoundState, table: str) -> bool:
    """Does this table vote by hands or on paper, too? Only then a ballot could be one too many."""
    return table in state.hands or table in state.papers.values()


def handed_in(session: Session, state: RoundState) -> int:
    """How many have voted so far, in whatever way; of papers those that were read at least once."""
    box = session.boxes.get(state.box, {}).values()
    cast = sum(each.by != PAPER for each in box)
    return cast + len({each.no for each in box if each.by == PAPER}) + by_hands(state)


def by_hands(state: RoundState) -> int:
    """How many took part by hands."""
    return sum(each.voters for each in state.hands.values())


def reckoning(session: Session, state: RoundState, given: int) -> Reckoning:
    """The line of sums of a vote by people, before its box is sealed; `given`: how many could vote."""
    box = list(session.boxes.get(state.box, {}).values())
    ways = Counter(each.by for each in box if each.by != PAPER)
    read = papers(box)
    agreed = [paper.ballot for paper in read if paper.ballot is not None]
    return Reckoning(
        given=given,
        phones=ways[""],
        tablets=ways["code"] + ways["name"],
        papers=sum(not each.spoiled for each in agreed),
        hands=by_hands(state),
        spoiled=sum(each.spoiled for each in agreed),
        unread=sum(paper.state == "once" for paper in read),
        differ=sum(paper.state == "differs" for paper in read),
        papers_given=len(state.papers),
    )


def _paper(no: str, readings: dict[str, Boxed]) -> Paper:
    """As soon as two readings are alike the paper is read, whatever a third one says; two against two are not."""
    said = Counter(_said(each) for each in readings.values())
    (most, times), *others = said.most_common(2)
    any_of_them = next(iter(readings.values()))
    if times >= READERS and all(less < times for _, less in others):
        ballot = next(each for each in readings.values() if _said(each) == most)
        return Paper(no, ballot.table, readings, "agreed", ballot)
    return Paper(no, any_of_them.table, readings, "once" if len(readings) == 1 else "differs", None)


def _said(ballot: Boxed) -> tuple[bool, tuple[tuple[str, int], ...], str]:
    grades = repr(sorted((card, sorted(given.items())) for card, given in ballot.grades.items()))
    return ballot.spoiled, tuple(sorted(ballot.choices.items())), grades


def _order(no: str) -> tuple[int, ...]:
    return tuple(int(part) for part in no.split("-"))
