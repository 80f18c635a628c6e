"""The check finds what it is there for, in files that were doctored so that their chains still hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from rehearsal.check import Findings, verify
from sessions import commands as c
from sessions import events as e
from sessions.keys import SeededKeys
from sessions.people import Person
from tests.rehearsal.conftest import Day, ToldStory
from tests.story import SHEET_OPEN, SHEETS, seat, to

Change = Callable[[e.Event], Iterable[e.Event]]


def look(day: Day, path: Path) -> Findings:
    return verify(path, day.keys, day.ledger, day.walls, day.turnouts)


def without(wanted: Callable[[e.Event], bool]) -> Change:
    return lambda event: [] if wanted(event) else [event]


def twice(wanted: Callable[[e.Event], bool]) -> Change:
    return lambda event: [event, event] if wanted(event) else [event]


def sealed(change: Callable[[tuple[e.SealedBallot, ...]], tuple[e.SealedBallot, ...]]) -> Change:
    def of(event: e.Event) -> Iterable[e.Event]:
        if isinstance(event, e.BallotsSealed):
            return [msgspec.structs.replace(event, ballots=change(event.ballots))]
        return [event]

    return of


def test_an_honest_day_is_found_honest(day: Day) -> None:
    assert look(day, day.path) == Findings()


def test_an_honest_copy_is_found_honest(day: Day) -> None:
    assert look(day, day.doctor()) == Findings()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (without(lambda event: isinstance(event, e.CardSubmitted) and event.card == "c4"), "'card', 't1', 'c4'"),
        (without(lambda event: isinstance(event, e.BallotCast) and event.table == "t2"), "'ballot', 't2', 'short'"),
        (without(lambda event: isinstance(event, e.SignedUp) and event.person == "p2"), "'joined', 'p2'"),
        (without(lambda event: isinstance(event, e.SignUpWithdrawn)), "'left', 'p4'"),
        (without(lambda event: isinstance(event, e.RoundMoved) and event.round == "hello"), "'moved', 'hello'"),
        (sealed(lambda ballots: ballots[1:]), "'sealed', 'choose'"),
        (
            sealed(lambda ballots: (msgspec.structs.replace(ballots[0], choices={"c6": 1}), *ballots[1:])),
            "'sealed', 'choose'",
        ),
    ],
    ids=["card", "table ballot", "sign-up", "withdrawal", "move", "secret ballot", "changed ballot"],
)
def test_what_was_acknowledged_and_is_not_there_is_lost(day: Day, change: Change, named: str) -> None:
    found = look(day, day.doctor(change))
    assert found.lost and named in found.lost[0]
    assert found.journal_ok, "the chain holds: only the ledger can tell"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (twice(lambda event: isinstance(event, e.BallotCast) and event.table == "t3"), "'ballot', 't3', 'short'"),
        (twice(lambda event: isinstance(event, e.CardSubmitted) and event.card == "c2"), "'card', 't2', 'c2'"),
        (twice(lambda event: isinstance(event, e.SignedUp) and event.person == "p1"), "'joined', 'p1'"),
        (sealed(lambda ballots: (*ballots, ballots[-1])), "'sealed', 'choose'"),
        (sealed(lambda ballots: (*ballots, e.SealedBallot("AAA-AAA", {"c5": 1}))), "AAA-AAA"),
    ],
    ids=["table ballot", "card", "sign-up", "secret ballot", "stuffed ballot"],
)
def test_what_is_there_more_often_than_it_was_acknowledged_is_doubled(day: Day, change: Change, named: str) -> None:
    found = look(day, day.doctor(change))
    assert found.doubled and named in found.doubled[0]
    assert found.journal_ok


def test_a_row_that_was_changed_breaks_the_chain(day: Day) -> None:
    connection = sqlite3.connect(day.path)
    connection.execute("drop trigger journal_only_redacted")
    connection.execute("update journal set at = at + 1 where seq = 5")
    connection.commit()
    connection.close()
    found = look(day, day.path)
    assert not found.journal_ok
    assert "entry 5" in found.errors[0]


def test_a_wrong_count_is_recounted(day: Day) -> None:
    def more(event: e.Event) -> Iterable[e.Event]:
        if not isinstance(event, e.TallyRevealed):
            return [event]
        rows = event.outcome.scores
        wrong = msgspec.structs.replace(rows[0], score=rows[0].score + 1)
        return [
            msgspec.structs.replace(event, outcome=msgspec.structs.replace(event.outcome, scores=(wrong, *rows[1:])))
        ]

    errors = "\n".join(look(day, day.doctor(more)).errors)
    assert "short: " in errors and "recounted" in errors
    assert "docs/recount.py" in errors, "the program apart from Veche says so too"


def test_a_name_that_was_given_and_is_gone_is_lost(day: Day) -> None:
    path = day.doctor(people=lambda rows: [row for row in rows if row[0] != "p1"])
    assert look(day, path).lost == ["name, contact or consents of p1"]


def test_a_name_that_should_be_gone_is_an_error(day: Day) -> None:
    from sessions.people import People

    row = "p4", People(day.keys.people()).locked(Person("p4", "Вера Полевая", "", ()))
    assert "p4 left the last group" in look(day, day.doctor(people=lambda rows: [*rows, row])).errors[0]


def test_the_day_must_have_come_to_its_end(day: Day) -> None:
    def stop(event: e.Event) -> Iterable[e.Event]:
        ended = isinstance(event, (e.RoundMoved, e.RoundCarried)) and event.round == "groups"
        return [] if ended and getattr(event, "phase", "carried") == "carried" else [event]

    assert "round groups was left closed" in look(day, day.doctor(stop)).errors


@pytest.mark.parametrize(
    ("round_id", "change", "said"),
    [
        ("problems", {"total": 3}, "problems: the projector counted 3 cards, the session 4"),
        ("short", {"rows": []}, "short: the projector showed []"),
        ("choose", {"ballots": 6}, "choose: the result showed 6 ballots of 7"),
        ("groups", {"groups": []}, "groups: the wall of c5 showed []"),
    ],
)
def test_what_the_hall_saw_must_be_what_is_true(day: Day, round_id: str, change: dict[str, object], said: str) -> None:
    walls = {**day.walls, round_id: {**day.walls[round_id], **change}}
    errors = look(replace(day, walls=walls), day.path).errors
    assert any(error.startswith(said) for error in errors), errors


def test_a_projector_that_showed_nothing_is_found(day: Day) -> None:
    errors = look(replace(day, walls={}, turnouts={}), day.path).errors
    assert {error.partition(":")[0] for error in errors} == {"problems", "short", "solutions", "choose", "groups"}


@pytest.fixture
def sheets(tmp_path: Path) -> Day:
    """A round of sheets, in which a table saved twice, and a comment that was taken up."""
    story = ToldStory(SHEETS, path=tmp_path / "sheets-1.sqlite")
    one, two = seat("t1"), seat("t2")
    lamps = {"title": "Фонари", "what": "Светить"}
    story.play(
        [
            *SHEET_OPEN,
            (one, c.SaveSheet("sheet1", "c3", lamps, 0)),
            (one, c.SaveSheet("sheet1", "c3", {**lamps, "own": "Лестница"}, 1)),
            to("sheet1", "carried"),
            to("gallery", "open"),
            (two, c.SubmitCard("gallery", {"text": "Хорошо"}, "c3")),
            to("gallery", "carried"),
            to("sheet2", "open"),
            (one, c.AnswerComment("sheet2", "c5", True)),
            to("sheet2", "carried"),
            to("plans", "open"),
            (one, c.SaveSheet("plans", "c3", {**lamps, "costs": (("Лампы", "1"),)}, 2)),
            to("plans", "carried"),
            to("close", "carried"),
        ]
    )
    story.close()
    return Day(tmp_path / "sheets-1.sqlite", SeededKeys("story"), story.ledger, story.walls, story.turnouts)


def reworded(event: e.Event) -> Iterable[e.Event]:
    if isinstance(event, e.SheetSaved) and event.version == 2:
        return [msgspec.structs.replace(event, fields={"own": "Другая лестница"})]
    return [event]


def test_an_honest_day_of_sheets_is_found_honest(sheets: Day) -> None:
    assert look(sheets, sheets.doctor()) == Findings()


def test_a_version_that_is_gone_or_reworded_is_found(sheets: Day) -> None:
    gone = look(sheets, sheets.doctor(without(lambda event: isinstance(event, e.SheetSaved) and event.version == 3)))
    assert "'sheet', 'c3', 3" in gone.lost[0]
    assert any("costs is None, not" in error for error in gone.errors)
    other = look(sheets, sheets.doctor(reworded))
    assert not other.lost and any("own is 'Другая лестница'" in error for error in other.errors)


def test_an_answer_to_a_comment_that_is_gone_is_lost(sheets: Day) -> None:
    gone = look(sheets, sheets.doctor(without(lambda event: isinstance(event, e.CommentAnswered))))
    assert "'answer', 'c5', True" in gone.lost[0]


def test_a_table_that_says_of_a_comment_what_another_has_said_leaves_no_trace(sheets: Day) -> None:
    said = next(said for said in sheets.ledger.accepted if said.name == "answer_comment")
    sheets.ledger.accepted.insert(1 + sheets.ledger.accepted.index(said), replace(said, seat="t2"))
    assert look(sheets, sheets.doctor()) == Findings()


def test_a_wall_that_lacked_a_sheet_is_found(sheets: Day) -> None:
    sheets.walls["sheet1"]["sheets"].pop()
    assert any("the projector showed the sheets" in error for error in look(sheets, sheets.path).errors)
