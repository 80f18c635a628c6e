"""Questions to whoever speaks: asked, let on, backed, put on the wall, blotted out; and what a reveal needs."""

import json

import pytest

from sessions import commands as c
from sessions.questions import MOST, on_the_wall
from sessions.refusals import Refusal
from sessions.scenes import available, follows
from sessions.seat import LEAD
from tests.story import AFTERNOON, Story, after, seat, to

CANARY = "Канарейка в вопросе"


def talk(*moves: object, scenario: str = AFTERNOON) -> Story:
    return after((to("talk", "open"), *moves), scenario, tables=4, people=8)


def ask(who: str, text: str = "Сколько это стоило?", whom: str = "") -> object:
    return seat(who, 4), c.AskQuestion("talk", text, whom)


def test_a_question_waits_out_its_lane_and_then_the_hall_reads_it():
    story = talk(ask("t1", "  Сколько   стоило? ", "главе"))
    question = story.session.questions["q1"]
    assert (question.text, question.whom, question.admitted) == ("Сколько стоило?", "главе", False)
    story.passes(3_000)
    story.desk.pass_delays()
    assert question.is_public


def test_a_badge_goes_the_way_of_the_tables_and_a_guest_waits_for_the_lead():
    story = talk(ask("p1"), ask("gabc"))
    story.passes(3_000)
    story.desk.pass_delays()
    assert [each.admitted for each in story.session.questions.values()] == [True, False]
    story.play([c.AdmitQuestion("q2")])
    assert story.session.questions["q2"].is_public


def test_a_stricter_lane_stops_the_questions_that_wait():
    story = talk(ask("t1"), c.SetLane("table", "approve"))
    story.passes(60_000)
    story.desk.pass_delays()
    assert not story.session.questions["q1"].admitted


def test_guests_ask_only_where_they_are_let():
    story = talk(c.LetGuests(False))
    assert story.no(*ask("gabc")) is Refusal.QUESTION_BADGES
    story = talk(scenario=AFTERNOON.replace("guests_ask = true\n", ""))
    assert story.no(*ask("gabc")) is Refusal.QUESTION_BADGES


def test_only_a_round_that_collects_questions_takes_them():
    story = talk(scenario=AFTERNOON.replace("collect_questions = true\nguests_ask = true\n", ""))
    assert story.no(*ask("t1")) is Refusal.ROUND_STALE
    story = talk(ask("t2"), to("talk", "closed"))
    assert story.no(*ask("t1")) is Refusal.PHASE_CLOSED
    assert story.no(seat("t1"), c.BackQuestion("q1", True)) is Refusal.PHASE_CLOSED


def test_one_seat_does_not_fill_the_queue():
    story = talk(*(ask("t1", f"Вопрос {no}?") for no in range(MOST)))
    assert story.no(*ask("t1")) is Refusal.QUESTION_LIMIT
    story.play([c.MarkQuestion("q1", "answered", "new"), ask("t1")])
    assert story.no(*ask("t2", " \u200e ")) is Refusal.TEXT_EMPTY


def test_each_seat_backs_a_question_once_and_its_own_never():
    story = talk(ask("t1"), c.AdmitQuestion("q1"))
    for who in ("t2", "t2", "p1", "t1"):
        story.do(seat(who, 4), c.BackQuestion("q1", True))
    assert story.session.questions["q1"].backers == {"t2", "p1"}
    story.do(seat("p1", 4), c.BackQuestion("q1", False))
    assert story.session.questions["q1"].backers == {"t2"}


def test_what_the_hall_may_not_read_it_does_not_back():
    story = talk(ask("t1"))
    assert story.no(seat("t2", 4), c.BackQuestion("q1", True)) is Refusal.QUESTION_UNKNOWN
    assert story.no(seat("t2", 4), c.BackQuestion("q9", True)) is Refusal.QUESTION_UNKNOWN


def test_one_question_lies_on_the_wall_and_one_undo_brings_the_other_back():
    story = talk(ask("t1"), ask("t2"), c.MarkQuestion("q1", "wall", "new"))
    assert follows(story.session) == "question" and story.session.questions["q1"].admitted
    story.play([c.MarkQuestion("q2", "wall", "new")])
    assert [each.state for each in story.session.questions.values()] == ["new", "wall"]
    story.play([c.UndoAct(story.session.acts[-1].seq)])
    assert [each.state for each in story.session.questions.values()] == ["wall", "new"]
    story.play([c.MarkQuestion("q1", "answered", "wall")])
    assert on_the_wall(story.session, "talk") is None and follows(story.session) == "prompt"


def test_two_consoles_never_mark_a_question_twice():
    story = talk(ask("t1"), c.MarkQuestion("q1", "wall", "new"))
    assert story.no(LEAD, c.MarkQuestion("q1", "aside", "new")) is Refusal.QUESTION_MOVED


def test_a_question_is_blotted_out_for_ever(tmp_path):
    moves = (to("talk", "open"), ask("t1", CANARY, "Канарейке"), c.MarkQuestion("q1", "wall", "new"))
    story = after((*moves, c.RedactQuestion("q1")), AFTERNOON, tables=4, people=8, path=tmp_path / "s.sqlite")
    question = story.session.questions["q1"]
    assert (question.redacted, question.state, question.is_public) == (True, "aside", False)
    assert story.no(LEAD, c.MarkQuestion("q1", "wall", "aside")) is Refusal.CARD_REDACTED
    story.reopen()
    assert story.session.questions["q1"] == question
    story.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "Канарейк".encode() not in kept and "Канарейк" not in json.dumps([str(each) for each in [question]])


def test_a_question_that_waited_is_blotted_out_alike_in_a_replay(tmp_path):
    story = after((to("talk", "open"), ask("t1", CANARY)), AFTERNOON, tables=4, people=8, path=tmp_path / "s.sqlite")
    story.play([c.RedactQuestion("q1"), c.AdmitQuestion("q1")])
    before = story.session.questions["q1"]
    story.reopen()
    assert story.session.questions["q1"] == before and not before.admitted


def test_a_question_that_was_set_aside_does_not_let_itself_on():
    story = talk(ask("t1"), c.MarkQuestion("q1", "aside", "new"))
    story.passes(60_000)
    story.desk.pass_delays()
    assert not story.session.questions["q1"].admitted
    story.play([c.MarkQuestion("q1", "new", "aside")])
    story.desk.pass_delays()
    assert story.session.questions["q1"].is_public


@pytest.mark.parametrize("phase", ["briefing", "open"])
def test_a_reveal_waits_for_its_cards_as_any_round_does(phase):
    story = after([], AFTERNOON, tables=4, people=8)
    assert story.no(LEAD, c.MoveRound("shown", phase, "planned")) is Refusal.POOL_MISSING


def test_a_reveal_shows_the_cards_of_its_pool():
    from tests.sessions.kinds.test_pitch import stage

    story = stage(to("pitches", "carried"), to("shown", "open"))
    assert follows(story.session) == "chosen" and "chosen" in available(story.session)
    story.play([to("shown", "carried")])
    assert story.session.pools.keys() == {"ideas", "heard"}
