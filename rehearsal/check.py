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
from rehearsal.check_ways import Ways, unbalanced, vote_of, ways_of
from rehearsal.ledger import Ledger, Said
from rehearsal.roster import Roster
from sessions import assignment
from sessions import events as e
from sessions.apply import put_ballot
from sessions.cards import CardState
from sessions.contests import box_id
from sessions.desk import replay
from sessions.journal import Entry
from sessions.keys import Keys
from sessions.moderation import name_on_screens
from sessions.outcome import Outcome, RunoffCount
from sessions.people import People
from sessions.phases import DONE, Phase
from sessions.scenario import AssignRound, ElaborateRound, GatherRound, PitchRound, SignupRound, VoteRound
from sessions.seat import CLOCK
from sessions.session import RoundState, Session, joinable
from sessions.store import Store, StoreError
from sessions.tally import FEW_AUTHORS
from sessions.templates import template_of
from sessions.themes import authors

RECOUNT = Path(__file__).resolve().parent.parent / "docs" / "recount.py"
Trace = tuple[Any, ...]
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
    _compare(found, Counter(expected(ledger)), Counter([*happened(record.entries), *_in_boxes(record.session)]))
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


def expected(ledger: Ledger) -> Iterator[Trace]:
    """What the journal must hold, by what was acknowledged. What changes nothing leaves no trace."""
    yield from (("arrived", seat) for seat in ledger.arrived)
    last: dict[Trace, Any] = {("sight",): ("sight", "wall")}  # so a day begins
    secret: dict[Trace, Said] = {}
    for said in ledger.accepted:
        if said.name == "cast_ballot" and "receipt" in said.answer:
            secret[said.seat, *vote_of(said.payload)] = said
            continue
        if said.name in ("open_runoff", "repeat_vote"):  # another vote: nobody is ready for it yet
            last = {key: trace for key, trace in last.items() if key[::2] != ("ready", said.payload["round"])}
        if said.name == "begin_check_in":  # nobody is here yet
            last = {key: trace for key, trace in last.items() if key[0] != "here"}
        for key, trace in _traces(said):
            if key is None or last.get(key) != trace:
                yield trace
            if key is not None:
                last[key] = trace
        if said.name == "withdraw_sign_up":
            last.pop(("role", said.seat, said.payload["card"]), None)
    for said in secret.values():
        yield "sealed", *vote_of(said.payload), said.answer["receipt"], *_told(said.payload)
    for vote, ways in ways_of(ledger).items():
        yield from (("sealed", *vote, no, *_told(reading)) for no, reading in ways.papers.items())


_STANDS = {
    "start_pitch": "speak",
    "open_questions": "qa",
    "finish_pitch": "done",
    "skip_pitch": "skipped",
    "return_pitch": "waits",
}


def _traces(said: Said) -> Iterator[tuple[Trace | None, Trace]]:
    """(what it sets, if a repeat of the same leaves no trace; the trace)."""
    seat, told, answer = said.seat, said.payload, said.answer
    match said.name:
        case "submit_card":
            yield None, ("card", seat, answer["card"], told["round"], told.get("parent"), _marks(told["fields"]))
        case "revise_card":
            yield None, ("revised", seat, told["card"], told["revision"] + 1, _marks(told["fields"]))
        case "withdraw_card":
            yield None, ("withdrawn", seat, told["card"])
        case "cast_ballot":
            yield ("ballot", seat, *vote_of(told)), ("ballot", seat, *vote_of(told), *_told(told))
        case "call_stop":
            yield ("stop", told["round"]), ("stop", told["round"], told["stop"])
        case "call_stage":
            yield ("stage", told["round"]), ("stage", told["round"], told["stage"])
        case "choose_best":
            yield ("best", seat, told["round"]), ("best", seat, told["round"], *told["cards"])
        case "rank_cards":
            yield ("ranks", seat, told["round"]), ("ranks", seat, told["round"], *told["cards"])
        case "place_cards":
            yield None, ("placed", told["round"], _places(told["tables"]))
        case "list_people":
            yield None, ("listed", told["round"], _marks(told["people"]))
        case "save_sheet":
            # A table that is given a card and saves the very words of the table before it makes no version of its own.
            yield ("sheet", told["card"]), ("sheet", told["card"], answer["version"])
        case "answer_comment":
            yield ("answer", told["card"]), ("answer", seat, told["card"], told["accepted"])
        case "write_note":
            yield ("note", seat, told["card"]), ("noted", seat, told["card"], answer["note"], told["text"])
        case "let_observers":
            yield ("sight",), ("sight", told["see"])
        case "take_list":
            yield from ((None, ("on the list", person)) for person in told["people"])
        case "mark_attendance":
            yield from ((("here", person), ("here", person, told["came"])) for person in told["people"])
        case "register_person":
            yield None, ("on the list", answer["person"])
            yield None, ("seated", answer["person"], answer["table"])
            yield ("here", answer["person"]), ("here", answer["person"], True)
        case "begin_check_in":
            yield None, ("another day", told["day"])
        case "give_papers":
            yield None, ("papers", *vote_of(told), told["on"], tuple(sorted(told["people"])))
        case "count_hands":
            trace = ("hands", *vote_of(told), seat, told["voters"], _marks(told["choices"]))
            yield ("hands", *vote_of(told), seat), trace
        case "mark_ready":
            yield ("ready", seat, told["round"]), ("ready", seat, told["round"], told["ready"])
        case "call_help":
            yield None, ("help", seat, told["on"])
        case "sign_up":
            yield ("role", seat, told["card"]), ("joined", seat, told["card"], told["role"], answer["no"])
        case "withdraw_sign_up":
            yield None, ("left", seat, told["card"])
        case "move_round":
            yield None, ("moved", told["round"], told["phase"])
        case "announce":
            yield None, ("announced", told["text"])
        case "show_scene":
            yield None, ("scene", told["scene"], told.get("card"))
        case "blank_screen":
            yield None, ("blank", told["on"])
        case "admit_card" | "restore_card" | "hold_card":
            yield None, (said.name, told["card"])
        case "admit_cards":
            yield from ((None, ("admit_card", card)) for card in told["cards"])
        case "set_lane":
            yield ("lane", told["source"]), ("lane", told["source"], told["lane"])
        case "hide_card":
            yield None, ("hide_card", told["card"], told["reason"])
        case "merge_cards":
            yield None, ("merged", seat, answer["theme"], told["title"])
        case "split_cards":
            yield None, ("split", seat, *told["cards"])
        case "rename_theme":
            yield None, ("named", seat, told["theme"], told["title"], told["revision"] + 1)
        case "set_aside":
            yield None, ("aside", seat, told["reason"], *told["cards"])
        case "bring_back":
            yield None, ("back", seat, *told["cards"])
        case "undo_act":
            yield None, ("undone", seat, told["seq"])
        case "answer_poll" if session_table(seat):
            yield ("sheet", seat, told["round"]), ("sheet", seat, told["round"], _sheet(told["answers"]))
        case "let_text":
            yield None, ("text", told["round"], told["question"], told["no"], told["on"])
        case "open_straw":
            yield None, ("straw", told["question"], tuple(told["options"]))
        case "close_straw" | "hide_straw":
            yield None, (said.name, told["straw"])
        case "object_to_theme" if told["on"]:
            yield ("objects", seat, told["card"]), ("objects", seat, told["card"], told["text"])
        case "draw_lots":
            yield None, ("lots", told["round"], told["number"])
        case "open_runoff":
            yield None, ("runoff", told["round"])
            yield None, ("moved", told["round"], "open")
        case "repeat_vote":
            yield None, ("repeated", told["round"], told["reason"])
            yield None, ("moved", told["round"], "planned")
        case "pick_cards":
            yield None, ("picked", told["round"], tuple(told["cards"]), told["reason"])
        case "start_pitch" | "open_questions" | "finish_pitch" | "skip_pitch" | "return_pitch":
            yield None, ("pitched", told["round"], told["card"], _STANDS[said.name])
        case "add_pitch_time" | "pause_pitch" | "resume_pitch":
            yield None, ("pitch clock", told["round"], told["card"])
        case "give_reply":
            reply = tuple(told.get(name, "") for name in ("answer", "due", "text"))
            yield ("reply", told["round"], told["card"]), ("reply", told["round"], told["card"], *reply)
        case "ask_question":
            yield None, ("asked", seat, answer["question"], told["round"])
        case "back_question":
            yield ("backed", seat, told["question"]), ("backed", seat, told["question"], told["on"])
        case "mark_question":
            yield None, ("marked", told["question"], told["state"])
        case "redact_question":
            yield None, ("marked", told["question"], "aside")
        case "step_reveal":
            yield None, ("shown", told["round"], told["shown"])
            if told["shown"] == 0:
                yield None, ("moved", told["round"], "revealed")
        case _:
            return


def happened(entries: Iterable[Entry]) -> Iterator[Trace]:
    """What the journal holds, in the same words. The clock and the lead's answers to help are nobody's alone, and what
    an undoing puts back was asked for as that."""
    putting_back, before = 0, None
    for entry in entries:
        moves_a_group = isinstance(before, e.CardsPlaced)  # its people go with it, unasked
        # A step of the queue, and the close of the round, set the clock of the pitch along.
        stepped = isinstance(before, e.PitchMoved | e.ClockSet)
        before, seat = entry.event, entry.seat
        if putting_back:
            putting_back -= 1
            continue
        match entry.event:
            case e.ActUndone() as it:
                putting_back = it.entries
                yield "undone", seat, it.seq
            case e.CardsMerged() as it:
                yield "merged", seat, it.theme, it.title
            case e.CardsSplit(cards=cards) if seat != "lead":
                yield "split", seat, *cards
            case e.ThemeRenamed() as it:
                yield "named", seat, it.theme, it.title, it.revision
            case e.CardsSetAside() as it:
                yield "aside", seat, it.reason, *it.cards
            case e.CardsBroughtBack(cards=cards) if seat != "lead":
                yield "back", seat, *cards
            case e.ObjectionRaised() as it:
                yield "objects", seat, it.card, it.text
            case e.TableAnswered() as it:
                yield "sheet", it.table, it.round, _sheet(it.answers)
            case e.TextLet() as it:
                yield "text", it.round, it.question, it.no, it.on
            case e.StrawOpened() as it:
                yield "straw", it.question, it.options
            case e.StrawSealed(straw=no):
                yield "close_straw", no
            case e.StrawHidden(straw=no):
                yield "hide_straw", no
            case e.SeatArrived(seat=arrived):
                yield "arrived", arrived
            case e.CardSubmitted() as it:
                yield "card", it.person or it.table, it.card, it.round, it.parent, _marks(it.fields)
            case e.CardRevised() as it:
                yield "revised", seat, it.card, it.revision, _marks(it.fields)
            case e.CardWithdrawn(card=card):
                yield "withdrawn", seat, card
            case e.BallotCast() as it:
                yield "ballot", it.table, it.round, it.contest, _marks(it.choices), _grades(it.grades)
            case e.BallotsSealed() as it:
                for ballot in it.ballots:
                    yield "sealed", it.round, it.contest, ballot.receipt, _marks(ballot.choices), _grades(ballot.grades)
            case e.StopCalled() as it:
                yield "stop", it.round, it.stop
            case e.StageCalled() as it:
                yield "stage", it.round, it.stage
            case e.BestChosen() as it:
                yield "best", it.table, it.round, *it.cards
            case e.CardsRanked() as it:
                yield "ranks", it.table, it.round, *it.cards
            case e.CardsPlaced() as it:
                yield "placed", it.round, _places(it.tables)
            case e.PeopleListed() as it if not moves_a_group:
                yield "listed", it.round, _marks(it.people)
            case e.SheetSaved() as it:
                yield "sheet", it.card, it.version
            case e.CommentAnswered() as it:
                yield "answer", it.table, it.comment, it.accepted
            case e.NoteWritten() as it:
                yield "noted", it.expert, it.card, it.note, it.text
            case e.ObserversLet(see=see):
                yield "sight", see
            case e.PeopleRegistered(people=people):
                yield from (("on the list", person) for person in people)
            case e.AttendanceMarked(people=people, came=came):
                yield from (("here", person, came) for person in people)
            case e.PersonMoved() as it:
                yield "seated", it.person, it.table
            case e.CheckInBegun(day=day):
                yield "another day", day
            case e.PapersGiven() as it:
                yield "papers", it.round, it.contest, it.on, tuple(sorted(it.people))
            case e.HandsCounted() as it:
                yield "hands", it.round, it.contest, it.table, it.voters, _marks(it.choices)
            case e.ReadyMarked() as it:
                yield "ready", it.table, it.round, it.ready
            case e.HelpCalled() as it if seat != "lead":
                yield "help", it.table, it.on
            case e.SignedUp() as it:
                yield "joined", it.person, it.card, it.role, it.no
            case e.SignUpWithdrawn() as it:
                yield "left", it.person, it.card
            case e.RoundMoved() as it:
                yield "moved", it.round, it.phase
            case e.Announced(text=text):
                yield "announced", text
            case e.SceneShown(scene=scene, card=card):
                yield "scene", scene, card
            case e.ScreenBlanked(on=on):
                yield "blank", on
            case e.CardAdmitted(card=card) if seat != CLOCK.id:
                yield "admit_card", card
            case e.CardHeld(card=card):
                yield "hold_card", card
            case e.LaneSet(source=source, lane=lane):
                yield "lane", source, lane
            case e.CardHidden(card=card, reason=reason):
                yield "hide_card", card, reason
            case e.CardRestored(card=card):
                yield "restore_card", card
            case e.PitchMoved(makes_room=False) as it:
                yield "pitched", it.round, it.card, it.to
            case e.PitchClockSet() as it if not stepped:
                yield "pitch clock", it.round, it.card
            case e.ReplyGiven() as it:
                yield "reply", it.round, it.card, it.answer, it.due, it.text
            case e.QuestionAsked() as it:
                yield "asked", it.seat, it.question, it.round
            case e.QuestionBacked() as it:
                yield "backed", it.seat, it.question, it.on
            case e.QuestionMarked(makes_room=False) as it:
                yield "marked", it.question, it.state
            case e.LotsDrawn() as it:
                yield "lots", it.round, it.number
            case e.RunoffOpened() as it:
                yield "runoff", it.round
            case e.VoteRepeated() as it:
                yield "repeated", it.round, it.reason
            case e.CardsPicked() as it:
                yield "picked", it.round, it.outcome.passed, it.outcome.reason
            case e.PlacesShown() as it:
                yield "shown", it.round, it.shown
            case _:
                continue


def _in_boxes(session: Session) -> Iterator[Trace]:
    """Ballots that were not sealed any more: the day broke off, and they are not lost."""
    for name, box in session.boxes.items():
        round_id, _, no = name.partition("~")
        if (no and not no.isdecimal()) or any(not ballot.receipt for ballot in box.values()):
            continue  # sheets of a poll are no ballots
        for ballot in box.values():
            yield "sealed", round_id, int(no or 1), ballot.receipt, _marks(ballot.choices), _grades(ballot.grades)


def session_table(seat: str) -> bool:
    """Is this a table's seat? What people answer leaves no trace but in the sums."""
    return seat.startswith("t")


def _sheet(answers: View) -> Trace:
    """A sheet of a table; several options in one order."""
    return tuple(sorted((name, tuple(sorted(v)) if isinstance(v, list | tuple) else v) for name, v in answers.items()))


def _marks(values: Mapping[str, Any]) -> Trace:
    return tuple(sorted(values.items()))


def _places(tables: Mapping[str, Iterable[str]]) -> Trace:
    return tuple(sorted((card, *each) for card, each in tables.items()))


def _grades(given: Mapping[str, Mapping[str, int]]) -> Trace:
    return tuple(sorted((card, _marks(grades)) for card, grades in given.items()))


def _told(payload: View) -> Trace:
    """A ballot as it was said: what each card got, and its grades."""
    return _marks(payload["choices"]), _grades(payload.get("grades", {}))


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
    for state, no, outcome, counted in _counts(session):
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


def _counts(session: Session) -> Iterator[tuple[RoundState, int, Outcome, Outcome | RunoffCount]]:
    """Every vote that was counted: its round and number, the result, and where its own ballots were added up."""
    for state in session.rounds.values():
        for vote in (*state.past, state):
            no, kind = (state.contest, state.contest_kind) if vote is state else (vote.no, vote.kind)  # type: ignore[union-attr]
            if vote.outcome is not None:
                counted = vote.outcome.runoff if kind == "runoff" else vote.outcome
                yield state, no, vote.outcome, counted or vote.outcome


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
