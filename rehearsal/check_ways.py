"""Holds the line of sums under each vote of people against what the bots did by phone, tablet, paper and hands.

Nothing that the server computed is believed. Who cast on which device is what was acknowledged; a paper counts when the
readings of two desks that were acknowledged are alike; hands are those that a table last said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rehearsal.ledger import Ledger
from rehearsal.roster import Roster
from sessions import attendance
from sessions.outcome import Outcome, Reckoning, RunoffCount
from sessions.rolls import READERS
from sessions.session import RoundState, Session

View = Mapping[str, Any]
Vote = tuple[str, int]


@dataclass(slots=True)
class Ways:
    """What came to one vote of people besides the ballots of devices. `papers`: number → what two read alike;
    `receipts`: number → under which it is published;
    `spoiled`: how many of those nobody can read; `hands`: table → (voters, card → hands)."""

    papers: dict[str, View] = field(default_factory=dict)
    receipts: dict[str, str] = field(default_factory=dict)
    spoiled: int = 0
    hands: dict[str, tuple[int, Mapping[str, int]]] = field(default_factory=dict)

    @property
    def voters(self) -> int:
        """How many voted by these ways and are counted."""
        return len(self.papers) + sum(voters for voters, _ in self.hands.values())


def ways_of(ledger: Ledger) -> dict[Vote, Ways]:
    """Vote → what came by paper and by hands, by what was acknowledged."""
    read: dict[Vote, dict[str, dict[str, View]]] = {}
    found: dict[Vote, Ways] = {}
    for said in ledger.accepted:
        if said.name not in ("read_paper", "drop_paper", "count_hands"):
            continue
        vote, told = vote_of(said.payload), said.payload
        ways = found.setdefault(vote, Ways())
        match said.name:
            case "read_paper":
                reading = {"choices": told["choices"], "grades": told.get("grades", {})}
                reading |= {"spoiled": told.get("spoiled", False)}
                ways.receipts[told["no"]] = said.answer["receipt"]
                read.setdefault(vote, {}).setdefault(told["no"], {})[said.seat] = reading
            case "drop_paper":
                del read[vote][told["no"]][said.seat]
            case _ if told["voters"]:
                ways.hands[said.seat] = told["voters"], told["choices"]
            case _:
                ways.hands.pop(said.seat, None)
    for vote, papers in read.items():
        for no, readings in papers.items():
            alike = [each for each in readings.values() if list(readings.values()).count(each) >= READERS]
            if alike and alike[0]["spoiled"]:
                found[vote].spoiled += 1
            elif alike:
                found[vote].papers[no] = alike[0]
    return found


def vote_of(payload: View) -> Vote:
    """The round of a ballot, and which of its votes."""
    return payload["round"], payload.get("contest", 1)


def unbalanced(session: Session, ledger: Ledger, roster: Roster) -> Iterator[str]:
    """Every line of sums that says otherwise than the bots, or does not add up."""
    ways, cast = ways_of(ledger), {}
    for said in ledger.accepted:
        if said.name == "cast_ballot":
            cast.setdefault(vote_of(said.payload), set()).add(said.seat)
    for vote, reckoning, ballots in reckonings(session):
        if reckoning is None:
            yield f"{vote[0]}: there is no line of sums"
            continue
        at, voters = ways.get(vote, Ways()), cast.get(vote, set())
        tablets = sum((*vote, seat) in roster.tablets for seat in voters)
        papers_given = sum(roster.way(seat) == "paper" for seat in roster.rolls[vote])
        should = Reckoning(
            given=len(roster.rolls[vote]),
            phones=len(voters) - tablets,
            tablets=tablets,
            papers=len(at.papers),
            hands=sum(many for many, _ in at.hands.values()),
            spoiled=at.spoiled,
            papers_given=papers_given,
        )
        if reckoning != should:
            yield f"{vote[0]}: the line of sums is {reckoning}, it should be {should}"
        if not reckoning.adds_up(ballots):
            yield f"{vote[0]}: the line of sums of {ballots} ballots does not add up: {reckoning}"
        if voters & roster.strays or not voters <= roster.rolls[vote]:
            yield f"{vote[0]}: ballots of badges that the desk has not seen: {sorted(voters - roster.rolls[vote])}"


def counts(session: Session) -> Iterator[tuple[RoundState, int, Outcome, Outcome | RunoffCount]]:
    """Every vote that was counted: its round and number, the result, and where its own ballots were added up."""
    for state in session.rounds.values():
        for vote in (*state.past, state):
            no, kind = (state.contest, state.contest_kind) if vote is state else (vote.no, vote.kind)  # type: ignore[union-attr]
            if vote.outcome is not None:
                counted = vote.outcome.runoff if kind == "runoff" else vote.outcome
                yield state, no, vote.outcome, counted or vote.outcome


def reckonings(session: Session) -> Iterator[tuple[Vote, Reckoning | None, int]]:
    """Vote of people that was counted → its line of sums, and how many ballots the tally says it was made of. A runoff
    that was followed by another vote has left none."""
    for state, no, outcome, counted in counts(session):
        if not attendance.is_of_people(state):
            continue
        if counted is outcome:
            yield (state.id, no), outcome.reckoning, outcome.ballots
        elif no == state.contest:
            yield (state.id, no), state.reckoning, counted.ballots
