"""Signals: the lead writes to hosts, and a table calls an expert. None of it belongs to a round."""

from __future__ import annotations

from sessions import commands as c
from sessions.refusals import Refusal
from sessions.seat import LEAD
from sessions.signals import KEPT
from tests.story import MINI, after, seat, to

EXPERTS = MINI.replace("people = 9", "people = 9\nexperts = 2")
T1, X1, X2 = seat("t1"), seat("x1"), seat("x2")


def test_a_notice_goes_to_the_tables_it_names_or_to_all_and_each_host_reads_it_once() -> None:
    story = after([c.SendNotice("  Три   минуты ", ("t3", "t1")), c.SendNotice("Всем")])
    signals = story.session.signals
    assert [(each.text, each.tables) for each in signals.notices.values()] == [
        ("Три минуты", ("t1", "t3")),
        ("Всем", ("t1", "t2", "t3")),
    ]
    story.do(T1, c.ReadNotice(1))
    said = story.session.seq
    story.do(T1, c.ReadNotice(1))
    story.do(seat("t2"), c.ReadNotice(1))
    story.do(T1, c.ReadNotice(99))
    assert story.session.seq == said, "read twice, by another table, or never sent: nothing happens"
    assert set(signals.notices[1].read) == {"t1"} and not signals.notices[2].read


def test_a_notice_stands_between_no_act_and_its_undoing() -> None:
    story = after([to("problems", "open"), c.SendNotice("Пора")])
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    assert story.session.rounds["problems"].phase == "planned"


def test_a_notice_needs_words_and_tables_of_this_hall() -> None:
    story = after([])
    assert story.no(LEAD, c.SendNotice("   ")) == Refusal.TEXT_EMPTY
    assert story.no(LEAD, c.SendNotice("Там", ("t9",))) == Refusal.TABLE_UNKNOWN
    assert story.no(T1, c.SendNotice("Сам себе")) == Refusal.EVENT_UNKNOWN


def test_old_notices_make_room_and_numbers_go_on() -> None:
    story = after([c.SendNotice(f"Раз {n}") for n in range(KEPT + 3)])
    assert list(story.session.signals.notices) == list(range(4, KEPT + 4))


def test_an_expert_takes_a_call_goes_and_ends_it() -> None:
    story = after([], EXPERTS)
    story.do(T1, c.CallExpert(True, "Чья это земля"))
    story.do(seat("t2"), c.CallExpert(True))
    story.do(X1, c.TakeCall("t1"))
    assert story.no(X2, c.TakeCall("t1")) == Refusal.CALL_TAKEN
    assert story.no(X2, c.EndCall("t1")) == Refusal.CALL_TAKEN
    story.do(T1, c.CallExpert(True, "Чья земля и сколько стоит"))
    call = story.session.signals.calls["t1"]
    assert (call.by, call.about) == ("x1", "Чья земля и сколько стоит"), "another question is the same call"
    story.do(X1, c.TakeCall("t1", False))
    story.do(X2, c.TakeCall("t1"))
    story.do(X2, c.EndCall("t1"))
    assert list(story.session.signals.calls) == ["t2"]
    story.do(LEAD, c.EndCall("t2"))
    assert not story.session.signals.calls
    assert story.no(X1, c.TakeCall("t2")) == Refusal.CALL_ENDED
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    assert list(story.session.signals.calls) == ["t2"], "the lead's ending can be undone"


def test_a_table_takes_its_call_back_and_calls_nobody_where_nobody_is() -> None:
    story = after([], EXPERTS)
    story.do(T1, c.CallExpert(True))
    story.do(T1, c.CallExpert(False))
    story.do(T1, c.CallExpert(False))
    assert not story.session.signals.calls
    assert after([]).no(T1, c.CallExpert(True)) == Refusal.EXPERT_NONE
    assert story.no(seat("p1"), c.CallExpert(True)) == Refusal.SEAT_FOREIGN


def test_the_desk_remembers_when_a_table_was_last_at_work() -> None:
    story = after([])
    assert not story.session.signals.heard
    story.do(T1, c.CallHelp(True))
    assert list(story.session.signals.heard) == ["t1"]
