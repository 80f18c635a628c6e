"""Holds the session's file against the ledger: every acknowledged command is in it exactly once, and nothing else is.

Truth flows from two sides and meets here: the journal as it was committed, and what the devices were told.  Nothing
that the server computed is believed: votes are added up anew from the ballots that were acknowledged, and what the
projector showed at the end of each round is compared with what the session says.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rehearsal.check_assign import held_then, tables_then, unfair
from rehearsal.check_gather import misplaced
from rehearsal.check_polls import rows_left, unlike_said
from rehearsal.check_ways import Ways, counts, unbalanced, vote_of, ways_of
from rehearsal.ledger import Ledger, Said
from rehearsal.roster import Roster
from rehearsal.traces import Trace, expected, happened, in_boxes
from sessions import assignment
from sessions.apply import put_ballot
from sessions.cards import CardState
from sessions.contests import box_id
from sessions.journal import Entry
from sessions.keys import Keys
from sessions.moderation import name_on_screens
from sessions.people import People
from sessions.phases import DONE, Phase
from sessions.restore import replay
from sessions.scenario import AssignRound, ElaborateRound, GatherRound, PitchRound, SignupRound, VoteRound
from sessions.session import Session, joinable
from sessions.store import Store, StoreError
from sessions.tally import FEW_AUTHORS
from sessions.templates import template_of
from sessions.themes import authors

RECOUNT = Path(__file__).resolve().parent.parent / "docs" / "recount.py"
View = Mapping[str, Any]


@dataclass(slots=True)
class Findings:
    """What does not fit. `lost`: acknowledged and not in the session; `doubled`: there more often than it should."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    journal_ok: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """A session's file, read."""

    entries: list[Entry]
    session: Session
    people: People


def read(path: Path, keys: Keys) -> Record:
    """Read a session's file without writing to it. Raises `StoreError` if the chain does not hold."""
    store = Store(path, readonly=True)
    try:
        entries = list(store.entries())
        if not entries:
            raise StoreError(f"{path}: this file holds no session")
        session = replay(entries[0], iter(entries[1:]))
        for round_id, handle, ballot in store.box():
            put_ballot(session, round_id, handle, ballot)
        return Record(entries, session, People(keys.people(), store.people()))
    finally:
        store.close()


def verify(
    path: Path,
    keys: Keys,
    ledger: Ledger,
    walls: Mapping[str, View],
    turnouts: Mapping[str, View],
    roster: Roster | None = None,
) -> Findings:
    """Everything that does not fit, of a session whose server has stopped."""
    found = Findings()
    try:
        record = read(path, keys)
    except StoreError as error:
        found.journal_ok = False
        found.errors.append(str(error))
        return found
    _compare(found, Counter(expected(ledger)), Counter([*happened(record.entries), *in_boxes(record.session)]))
    _compare_people(found, record, ledger)
    try:
        found.errors += _unfinished(record.session)
        found.errors += recount(record.session, ledger, tables_then(record.session, record.entries))
        found.errors += unfair(record.session, record.entries, ledger)
        found.errors += regrade(record.session, ledger, held_then(record.entries))
        if roster is not None:
            found.errors += unbalanced(record.session, ledger, roster)
        found.errors += unlike_said(record.session, ledger)
        found.errors += rows_left(record.session, ledger, path)
        found.errors += unwritten(record.session, ledger)
        found.errors += unlike(record, walls, turnouts)
        found.errors += misplaced(record.session, ledger, held_then(record.entries))
    except LookupError as error:  # a session with holes in it
        found.errors.append(f"the session does not hold together: {type(error).__name__} {error}")
    found.errors += _outside_recount(path)
    return found


# -- once, and only once -------------------------------------------------------------------------------


def _compare(found: Findings, should: Counter[Trace], does: Counter[Trace]) -> None:
    found.lost += [str(trace) for trace in (should - does).elements()]
    found.doubled += [str(trace) for trace in (does - should).elements()]


def _compare_people(found: Findings, record: Record, ledger: Ledger) -> None:
    """Names, contacts and consents: the last ones given, and none of who left the last group."""
    given: dict[str, Said] = {}
    for said in ledger.accepted:
        if said.name == "sign_up" and (said.payload["name"] or said.payload["contact"]):
            given[said.seat] = said
    here = {person for _, person in record.session.memberships}
    for seat, said in given.items():
        person, told = record.people.get(seat), said.payload
        if seat not in here:
            if person is not None and (person.name or person.contact or person.consents):
                found.errors.append(f"{seat} left the last group, and the name is still there")
            continue
        kept = person and (person.name, person.contact, {consent.purpose for consent in person.consents})
        if kept != (told["name"], told["contact"], set(told["consents"])):
            found.lost.append(f"name, contact or consents of {seat}")


# -- the counts ----------------------------------------------------------------------------------------


def _unfinished(session: Session) -> Iterator[str]:
    for state in session.rounds.values():
        if state.phase not in DONE:
            yield f"round {state.id} was left {state.phase.value}"
    for round_id, box in session.boxes.items():
        if box:
            yield f"the box of {round_id} still holds {len(box)} ballots"


def recount(
    session: Session, ledger: Ledger, sat: Mapping[tuple[str, int], Mapping[str, str | None]] = {}
) -> Iterator[str]:
    """Add every vote up anew, from what the electors were told. Where a table weighs as much as sat there, or its own
    cards do not count, the electors were not told enough: there the scores are taken as they are. `sat`: vote → who sat
    where; who is not in it sits where the session says."""
    cast: dict[tuple[str, int], dict[str, View]] = {}
    for said in ledger.accepted:
        if said.name == "cast_ballot":
            cast.setdefault(vote_of(said.payload), {})[said.seat] = said.payload
    other = ways_of(ledger)
    for state, no, outcome, counted in counts(session):
        assert isinstance(state.plan, VoteRound)
        ways = other.get((state.id, no), Ways())
        ballots = cast.get((state.id, no), {}) | ways.papers
        by_hands = sum(voters for voters, _ in ways.hands.values())
        runoff = counted is not outcome
        if len(ballots) + by_hands != counted.ballots:
            yield f"{state.id}: {len(ballots) + by_hands} ballots were acknowledged, {counted.ballots} counted"
        if counted.ballots > outcome.electors:
            yield f"{state.id}: {counted.ballots} ballots of {outcome.electors} electors"
        tables: dict[str, set[str | None]] = {}
        for seat, said in ballots.items():
            for card in (*said["choices"], *said.get("grades", ())):
                tables.setdefault(card, set()).add(_table(session, seat, sat.get((state.id, no), {})))
        for table, (_, hands) in ways.hands.items():
            for card in hands:
                tables.setdefault(card, set()).add(table)
        known = state.plan.weight == "equal" and state.plan.own != "exclude"
        for row in counted.scores:
            raised = sum(hands.get(row.card, 0) for _, hands in ways.hands.values())
            score = _score(state.plan, row.card, ballots.values(), runoff=runoff) + raised if known else row.score
            found = score, len(tables.get(row.card, ()))
            if found != (row.score, row.breadth):
                yield f"{state.id}: {row.card} has {row.score} marks at {row.breadth} tables, recounted {found}"


def _table(session: Session, voter: str, sat: Mapping[str, str | None]) -> str | None:
    """Where a voter sat; the number of a paper begins with its table."""
    if voter not in session.seats:
        return f"t{voter.partition('-')[0]}"
    return sat.get(voter, session.seats[voter].seat.table)


def regrade(session: Session, ledger: Ledger, held: dict[str, dict[str, tuple[str, ...]]]) -> Iterator[str]:
    """Every pitch anew: was the order what its seed says, has everybody been heard, do the grades add up without those
    of the tables that hold a card?"""
    for state in session.rounds.values():
        plan, queue = state.plan, state.queue
        if not isinstance(plan, PitchRound) or state.phase is not Phase.CARRIED:
            continue
        if not all(queue.stand(card) == "done" for card in queue.order):
            yield f"{state.id}: not every card was heard"
        if (graded := queue.graded) is None:
            continue
        cast = {
            said.seat: said.payload["grades"]
            for said in ledger.accepted
            if said.name == "cast_ballot" and said.payload["round"] == state.id
        }
        if len(cast) != graded.ballots:
            yield f"{state.id}: {len(cast)} tables graded, {graded.ballots} were counted"
        for row in graded.rows:
            apart = held.get(state.id, {}).get(row.card) or authors(session, session.cards[row.card])
            apart = apart if len(apart) <= FEW_AUTHORS else ()
            if graded.without.get(row.card, ()) != apart:
                yield f"{state.id}: {row.card} was graded without {graded.without.get(row.card)}, it is held by {apart}"
            for criterion, grade in row.grades.items():
                given = [
                    by[row.card][criterion]
                    for table, by in cast.items()
                    if table not in apart and criterion in by.get(row.card, {})
                ]
                if (len(given), sum(given)) != (grade.answers, grade.sum):
                    yield f"{state.id}: {row.card}/{criterion} has {grade.answers} grades, recounted {len(given)}"


def _score(plan: VoteRound, card: str, ballots: Iterable[View], *, runoff: bool) -> float:
    """What a card got, in all or by its grades."""
    if plan.method != "score" or runoff:
        return sum(ballot["choices"].get(card, 0) for ballot in ballots)
    criterion, _, how = plan.by.partition(".")
    graded = (ballot.get("grades", {}).get(card, {}) for ballot in ballots)
    given = sorted(grades[criterion] for grades in graded if criterion in grades)
    if how == "sum" or not given:
        return sum(given)
    half = len(given) // 2
    middle = given[half : half + 1] if len(given) % 2 else given[half - 1 : half + 1]
    return sum(given) / len(given) if how == "mean" else sum(middle) / len(middle)


def unwritten(session: Session, ledger: Ledger) -> Iterator[str]:
    """Every version of a sheet holds what was acknowledged as that version, field by field."""
    for said in ledger.accepted:
        if said.name != "save_sheet":
            continue
        card, plan = said.payload["card"], session.rounds[said.payload["round"]].plan
        assert isinstance(plan, ElaborateRound)
        stood: dict[str, Any] = {}
        for saved in session.sheets[card].versions:
            if saved.no <= said.answer["version"]:
                stood |= saved.fields
        for asked in template_of(session.scenario, plan).typed:
            told = said.payload["fields"].get(asked.id) or ""
            should = tuple(tuple(row) for row in told) if isinstance(told, list | tuple) else told
            if stood.get(asked.id, "") != should:
                yield f"{card}, version {said.answer['version']}: {asked.id} is {stood.get(asked.id)!r}, not {should!r}"


def unlike(record: Record, walls: Mapping[str, View], turnouts: Mapping[str, View]) -> Iterator[str]:
    """Where the projector showed the hall something else than the session says."""
    session = record.session
    for state in session.rounds.values():
        wall = walls.get(state.id, {})
        match state.plan:
            case GatherRound():
                cards = [card for card in session.round_cards(state.id) if card.state is CardState.LIVE]
                if wall.get("total") != len(cards):
                    yield f"{state.id}: the projector counted {wall.get('total')} cards, the session {len(cards)}"
                titles = {card.title for card in session.round_cards(state.id)}
                for group in wall.get("groups", ()):
                    for card in group["cards"]:
                        if card["title"] not in titles:
                            yield f"{state.id}: the projector showed a card that nobody wrote: {card['title']}"
            case ElaborateRound() if wall.get("name") == "sheets":
                shown_ids = {row["id"] for row in wall["sheets"]}
                if shown_ids != {card.id for card in session.input_cards(state)}:
                    yield f"{state.id}: the projector showed the sheets {sorted(shown_ids)}"
            case VoteRound() if state.outcome is not None:
                outcome = state.outcome
                fates = dict.fromkeys(outcome.passed, "in") | dict.fromkeys(outcome.pending, "tied")
                should = {
                    (row.card, row.score, row.breadth, row.rank, fates.get(row.card, "out")) for row in outcome.scores
                }
                shown = {
                    (row["card"]["id"], row["score"], row["breadth"], row["rank"], row["state"])
                    for row in wall.get("rows", ())
                }
                if shown != should or len(wall.get("rows", ())) != len(should):
                    differ = sorted(shown - should), sorted(should - shown)
                    yield f"{state.id}: the projector showed {differ[0]}, the session {differ[1]}"
                firsts = [vote.no for vote in state.past if vote.kind != "runoff"]
                no = state.contest if state.contest_kind != "runoff" else firsts[-1]
                before = turnouts.get(box_id(state.id, no), {})
                handed_in = outcome.reckoning.used if outcome.reckoning else outcome.ballots
                for name, scene, should_say in (("turnout", before, handed_in), ("result", wall, outcome.ballots)):
                    if scene.get("ballots") != should_say:
                        yield f"{state.id}: the {name} showed {scene.get('ballots')} ballots of {should_say}"
            case AssignRound():
                shown_at = {row["card"]["id"]: tuple(f"t{no}" for no in row["tables"]) for row in wall.get("cards", ())}
                if wall.get("name") != "assigned" or shown_at != assignment.draft(session, state):
                    yield f"{state.id}: the projector showed {shown_at}, the session {assignment.draft(session, state)}"
            case PitchRound() if (graded := state.queue.graded) is not None:
                rows = {(row["id"], row["rank"]) for row in (wall.get("graded") or {}).get("rows", ())}
                if rows != {(row.card, row.rank) for row in graded.rows}:
                    yield f"{state.id}: the projector showed the grades of {sorted(rows)}"
            case PitchRound():
                said = {row["id"]: row["reply"]["answer"] for row in wall.get("queue", ()) if row["reply"]}
                if said != {card: reply.answer for card, reply in state.queue.replies.items()}:
                    yield f"{state.id}: the projector showed the answers {said}"
            case SignupRound() as plan:
                groups = {group["card"]["id"]: group["people"] for group in wall.get("groups", ())}
                for card in joinable(session, plan):
                    should_be = [
                        (member.no, name_on_screens(session, record.people, member.person), member.role)
                        for member in session.group(card.id)
                    ]
                    on_wall = [(each["no"], each["name"], each["role"]) for each in groups.get(card.id, ())]
                    left_behind = card.id not in session.input_ids(state) and not should_be  # waits for its first
                    if on_wall != should_be or (card.id not in groups and not left_behind):
                        yield f"{state.id}: the wall of {card.id} showed {on_wall}, the session {should_be}"
            case _:
                continue


def _outside_recount(path: Path) -> list[str]:
    """The program that shares no line with Veche comes to the same."""
    asked = subprocess.run(
        [sys.executable, str(RECOUNT), str(path)], capture_output=True, encoding="utf-8", errors="replace", timeout=120
    )
    said = (asked.stderr or asked.stdout).strip().splitlines()[-3:]
    return [] if asked.returncode == 0 else [f"docs/recount.py: {' | '.join(said)}"]
