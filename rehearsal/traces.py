"""What a day leaves behind, in words that two witnesses share: bots who were told, and the journal that was written.

Truth flows from both sides into traces, tuples that say who did what; `check.py` counts them against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rehearsal.check_ways import vote_of, ways_of
from rehearsal.ledger import Ledger, Said
from sessions import events as e
from sessions import rolls
from sessions.journal import Entry
from sessions.seat import CLOCK
from sessions.session import Session

Trace = tuple[Any, ...]
View = Mapping[str, Any]


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
        yield from (("sealed", *vote, ways.receipts[no], *_told(reading)) for no, reading in ways.papers.items())


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
            # Two tables may hold one card: what the other has said already leaves no trace.
            yield ("answer", told["card"]), ("answer", told["card"], told["accepted"])
        case "write_note":
            yield ("note", seat, told["card"]), ("noted", seat, told["card"], answer["note"], told["text"])
        case "let_observers":
            yield ("sight",), ("sight", told["see"])
        case "take_list":
            yield from ((None, ("on the list", person)) for person in told["people"])
        case "mark_attendance":
            yield from ((("here", person), ("here", person, told["came"])) for person in told["people"])
            yield from ((None, ("seated", *each)) for each in answer.get("seated", {}).items())
            yield from ((None, ("drafted", *each)) for each in answer.get("listed", {}).items())
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
        case "rename_theme" if answer:  # the same title once more changes nothing
            yield None, ("named", seat, told["theme"], told["title"], answer["revision"])
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
    putting_back, before, drafts = 0, None, dict[str, Mapping[str, str]]()
    for entry in entries:
        moves_a_group = isinstance(before, e.CardsPlaced)  # its people go with it, unasked
        comes_late = isinstance(before, e.AttendanceMarked | e.PersonMoved)  # who comes is put into it, unasked
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
                was, drafts[it.round] = drafts.get(it.round, {}), it.people
                if comes_late:
                    yield from (("drafted", *each) for each in it.people.items() if each not in was.items())
                else:
                    yield "listed", it.round, _marks(it.people)
            case e.SheetSaved() as it:
                yield "sheet", it.card, it.version
            case e.CommentAnswered() as it:
                yield "answer", it.comment, it.accepted
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


def in_boxes(session: Session) -> Iterator[Trace]:
    """Ballots that were not sealed any more: the day broke off, and they are not lost."""
    for name, box in session.boxes.items():
        round_id, _, no = name.partition("~")
        if (no and not no.isdecimal()) or any(not ballot.receipt for ballot in box.values()):
            continue  # sheets of a poll are no ballots
        for ballot in rolls.ballots(box.values()):
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
