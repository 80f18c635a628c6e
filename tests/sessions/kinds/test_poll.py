"""`poll`: sheets of people and tables, the seal with sums only, pairs, texts, straw polls."""

import sqlite3
from pathlib import Path

import msgspec
import pytest

from facilitator.view import moves, waits
from sessions import commands as c
from sessions import events as e
from sessions.desk import Desk
from sessions.keys import FileKeys
from sessions.polls import pair_box, straw_box
from sessions.refusals import Refusal
from sessions.seat import LEAD
from sessions.store import Store
from tests.story import Story, after, seat, to

POLL = (Path(__file__).parents[2] / "data" / "poll.toml").read_text(encoding="utf-8")
PEOPLE = 12
CANARY = "Канарейка поёт о фонарях"


def story_of(*moves, **options):
    return Story(POLL, tables=4, people=PEOPLE, **options).play([*moves])


def person(no):
    return seat(f"p{no}", 4)


def sheet(no, round_id, **answers):
    return person(no), c.AnswerPoll(round_id, answers)


def portraits(ready):
    """One sheet each: badge no. 1 says ready[0], and so on."""
    return [sheet(no, "who", ready=said, age="18to29") for no, said in enumerate(ready, start=1)]


def counts(story, round_id="who"):
    sealed = story.round(round_id).poll.sealed
    return {each.id: each for each in sealed.count.questions}


WHO = (to("who", "open"),)
SIX = ["yes"] * 6 + ["no"] * 6


def test_a_persons_sheet_is_no_event_and_the_last_one_counts():
    story = story_of(*WHO)
    head = story.session.head
    story.play([sheet(1, "who", ready="no"), sheet(1, "who", ready="yes", sphere="eco")])
    assert story.session.head == head
    (kept,) = story.session.boxes["who"].values()
    assert kept.answers == {"sphere": "eco", "ready": "yes"}


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"ready": "yes", "shoe": 43}, Refusal.FIELD_UNKNOWN),
        ({"ready": "perhaps"}, Refusal.CHOICE_UNKNOWN),
        ({"ready": 1}, Refusal.CHOICE_UNKNOWN),
        ({"age": "18to29"}, Refusal.ANSWER_MISSING),
        ({}, Refusal.ANSWER_MISSING),
    ],
)
def test_a_sheet_that_breaks_a_rule_is_refused_whole(answers, code):
    story = story_of(*WHO)
    assert story.no(person(1), c.AnswerPoll("who", answers)) == code
    assert story.session.boxes == {}


@pytest.mark.parametrize("who", ["t1", "gabc"])
def test_nobody_else_answers(who):
    story = story_of(*WHO, to("who", "carried"), to("needs", "carried"), to("day", "open"))
    assert story.no(seat(who, 4), c.AnswerPoll("day", {"tomorrow": "yes"})) == Refusal.BALLOT_NOT_ELECTOR


def test_tables_answer_openly_and_within_the_limits():
    story = story_of(*WHO, to("who", "carried"), to("needs", "open"))
    table = seat("t1", 4)
    for answers, code in (
        ({"more": ("time", "paper", "quiet")}, Refusal.BALLOT_OVER_LIMIT),
        ({"ready": 61}, Refusal.CHOICE_UNKNOWN),
        ({"word": "я" * 81}, Refusal.TEXT_TOO_LONG),
        ({"more": ("time", "time")}, Refusal.CHOICE_UNKNOWN),
    ):
        assert story.no(table, c.AnswerPoll("needs", answers)) == code
    story.play([(table, c.AnswerPoll("needs", {"more": ("quiet", "time"), "ready": 25, "word": " Тише "}))])
    assert story.events[-1] == e.TableAnswered("needs", "t1", {"more": ("time", "quiet"), "ready": 25, "word": "Тише"})
    before = story.session.head
    story.play([(table, c.AnswerPoll("needs", {"more": ("time", "quiet"), "ready": 25, "word": "Тише"}))])
    assert story.session.head == before
    story.play([to("needs", "carried")])
    assert counts(story, "needs")["more"].cells == {"time": (1, 1), "paper": (0, 0), "quiet": (1, 1)}
    assert counts(story, "needs")["ready"].cells["20-29"] == (1, 1)


def test_the_seal_adds_up_hides_small_cells_and_destroys_the_sheets():
    story = story_of(*WHO, *portraits(["yes"] * 7 + ["no"] * 3), sheet(7, "who", ready="yes"), to("who", "revealed"))
    assert list(story.session.boxes) == [pair_box("after")]
    assert "who" in story.keys.destroyed
    assert counts(story)["ready"].cells == {"yes": (7, 7), "maybe": (0, 4), "no": (0, 4)}
    age = counts(story)["age"]
    assert age.cells["18to29"] == (9, 9)
    assert story.round("who").poll.sealed.count.sheets == 10


def test_guests_stand_apart_and_in_no_figure_of_the_badges():
    guest = seat("gabc", 4)
    badges = portraits(["yes"] * 7 + ["no"] * 2 + ["maybe"] * 3)
    story = story_of(*WHO, *badges, (guest, c.Arrive()), (guest, c.AnswerPoll("who", {"ready": "maybe"})))
    story.play([to("who", "revealed")])
    sealed = story.round("who").poll.sealed
    assert (sealed.count.sheets, sealed.guests.sheets) == (12, 1)
    assert counts(story)["ready"].cells["yes"] == (7, 7)


def test_before_and_after_are_compared_for_the_same_people():
    later = [sheet(no, "after", ready="yes") for no in range(1, 13)]
    story = story_of(*WHO, *portraits(SIX), to("who", "carried"), to("needs", "skipped"), to("day", "skipped"))
    story.play([to("after", "open"), *later, to("after", "revealed")])
    (pair,) = story.round("after").poll.sealed.pairs
    assert (pair.id, pair.people) == ("ready", 12)
    assert story.session.boxes == {}
    assert {"who", "after", pair_box("after")} <= story.keys.destroyed


def test_the_comparison_shows_what_is_large_enough():
    plan = POLL.replace("min_cell = 5", "min_cell = 1").replace('pair_with = "who"', 'pair_with = "who"\nmin_cell = 1')
    story = Story(plan, tables=4, people=PEOPLE)
    story.play([*WHO, *portraits(SIX), to("who", "carried"), to("needs", "skipped"), to("day", "skipped")])
    story.play(
        [to("after", "open"), *(sheet(no, "after", ready="yes") for no in range(2, 13)), to("after", "revealed")]
    )
    (pair,) = story.round("after").poll.sealed.pairs
    assert pair.table == (((5, 5), (0, 0), (0, 0)), ((0, 0), (0, 0), (0, 0)), ((6, 6), (0, 0), (0, 0)))


def test_what_is_forgotten_is_in_no_box_and_in_no_pair():
    story = story_of(*WHO, *portraits(SIX), (person(1), c.ForgetAnswers("who")))
    assert len(story.session.boxes["who"]) == len(story.session.boxes[pair_box("after")]) == 11
    story.play([to("who", "revealed"), (person(2), c.ForgetAnswers("who"))])
    assert len(story.session.boxes[pair_box("after")]) == 10


def test_skipping_the_later_poll_destroys_what_was_kept_for_it():
    story = story_of(*WHO, *portraits(SIX), to("who", "carried"), to("needs", "skipped"), to("day", "skipped"))
    story.play([to("after", "skipped")])
    assert story.session.boxes == {}
    assert pair_box("after") in story.keys.destroyed


def test_without_the_key_of_the_pairs_the_day_goes_on_and_nothing_is_paired(tmp_path):
    keys = FileKeys(tmp_path / "keys")
    story = story_of(*WHO, *portraits(SIX), to("who", "carried"), path=tmp_path / "day.sqlite", keys=keys)
    story.desk.close()
    (tmp_path / "keys" / f"box-{pair_box('after')}.key").unlink()
    desk = Desk(Store(tmp_path / "day.sqlite"), keys, story.outside())
    try:
        assert desk.read(lambda session, _: session.boxes) == {}
        assert list(desk._store.box()) == []
    finally:
        desk.close()


def test_no_row_of_a_person_is_left_in_the_file(tmp_path):
    """Joint answers, a text with its author, handles: after the seal the file and its log hold none of them."""
    path = tmp_path / "day.sqlite"
    story = story_of(*WHO, to("who", "carried"), to("needs", "skipped"), to("day", "open"), path=path)
    for no in range(1, 11):
        story.play([sheet(no, "day", tomorrow="yes", useful=1 + no % 5, better=CANARY if no == 3 else f"Слово {no}")])
    handles = [handle.encode() for handle in story.session.boxes["day"]]
    joint = b'"useful":4,"better"'
    assert any(joint in part for part in files(path)), "the canary is heard while the box is open"
    story.play([to("day", "revealed")])
    for part in files(path):
        assert joint not in part
        assert not [handle for handle in handles if handle in part]
    with sqlite3.connect(path) as file:
        assert file.execute("select count(*) from box").fetchone() == (0,)
        secret = file.execute("select count(*) from answers where secret is not null").fetchone()
        assert secret == (0,)
    assert sum(CANARY.encode() in part for part in files(path)) == 1
    assert sorted(counts(story, "day")["better"].texts)[0] == CANARY


def files(path):
    return [part.read_bytes() for part in path.parent.glob(f"{path.name}*")]


def test_texts_stand_in_an_order_of_their_own_and_only_on_the_leads_word():
    story = story_of(*WHO, to("who", "carried"), to("needs", "skipped"), to("day", "open"))
    story.play([sheet(no, "day", tomorrow="yes", better=f"Слово {no}") for no in range(1, 10)])
    story.play([to("day", "revealed")])
    texts = counts(story, "day")["better"].texts
    assert sorted(texts) == [f"Слово {no}" for no in range(1, 10)] != list(texts)
    assert story.no(LEAD, c.LetText("day", "better", 9, True)) == Refusal.TEXT_UNKNOWN
    story.play([c.LetText("day", "better", 0, True), c.LetText("day", "better", 1, True)])
    story.play([c.LetText("day", "better", 0, False)])
    assert story.round("day").poll.let == {(False, "better", 1)}


def test_a_sealed_poll_is_not_opened_again_and_an_unused_one_may_be():
    story = story_of(*WHO, to("who", "closed"))
    story.play([c.RestartRound("who", "closed"), to("who", "open"), *portraits(SIX), to("who", "closed")])
    assert story.no(LEAD, c.RestartRound("who", "closed")) == Refusal.PHASE_NOT_ALLOWED
    story.play([to("who", "carried")])
    assert story.no(LEAD, c.ReopenRound("who", "carried")) == Refusal.PHASE_NOT_ALLOWED


def test_a_straw_poll_asks_everybody_at_any_moment_and_counts_once_each():
    guest = seat("gabc", 4)
    story = story_of(c.OpenStraw("Сделать перерыв?", ("Да", "Нет")))
    assert story.no(LEAD, c.OpenStraw("Ещё?", ("Да", "Нет"))) == Refusal.STRAW_OPEN
    assert story.no(seat("t1", 4), c.AnswerStraw(1, 0)) == Refusal.BALLOT_NOT_ELECTOR
    assert story.no(guest, c.AnswerStraw(1, 2)) == Refusal.CHOICE_UNKNOWN
    story.play([(person(1), c.AnswerStraw(1, 1)), (person(1), c.AnswerStraw(1, 0)), (guest, c.AnswerStraw(1, 0))])
    story.play([c.CloseStraw(1)])
    assert story.events[-1] == e.StrawSealed(1, (2, 0), 1)
    assert story.session.boxes == {}
    assert straw_box(1) in story.keys.destroyed
    assert story.no(guest, c.AnswerStraw(1, 0)) == Refusal.STRAW_CLOSED
    story.play([c.HideStraw(1), c.OpenStraw("Ещё раз?", ("Да", "Нет"), True)])
    assert story.no(LEAD, c.OpenStraw("А?", ("Да", "Нет"))) == Refusal.STRAW_OPEN


def test_a_straw_poll_needs_options_that_differ():
    assert story_of().no(LEAD, c.OpenStraw("Как?", ("Да", " Да "))) == Refusal.TEXT_EMPTY


def test_the_event_of_the_seal_has_no_sheet_of_anybody():
    story = story_of(*WHO, *portraits(SIX), to("who", "revealed"))
    sealed = next(event for event in story.events if isinstance(event, e.PollSealed))
    assert set(msgspec.to_builtins(sealed)) == {"round", "count", "guests"}
    assert set(msgspec.to_builtins(sealed.count)) == {"sheets", "questions"}
    assert all(set(msgspec.to_builtins(each)) <= {"id", "cells"} for each in sealed.count.questions)


def test_after_is_not_used_by_what_was_kept_of_the_poll_before():
    """Opening the later poll can be undone: the halves in its pair box are the earlier poll's."""
    story = story_of(*WHO, *portraits(SIX), to("who", "carried"), to("needs", "skipped"), to("day", "skipped"))
    story.play([to("after", "open")])
    act = story.session.acts[-1]
    story.play([c.UndoAct(act.seq)])
    assert story.round("after").phase == "planned"


def test_the_story_is_the_same_when_it_is_read_again():
    story = story_of(*WHO, *portraits(SIX), to("who", "carried"))
    assert after([]).session.straws == []
    assert story.round("who").poll.sealed is not None


def test_the_comparison_does_not_give_away_a_cell_that_was_hidden_before():
    """Eight who said «maybe» were hidden beside three who said «no»: their way to «yes» would tell both numbers."""
    before = ["yes"] * 14 + ["maybe"] * 8 + ["no"] * 3
    after = ["yes"] * 10 + ["maybe", "maybe", "no", "no"] + ["yes"] * 8 + ["yes", "yes", "maybe"]
    story = Story(POLL, tables=4, people=25)
    story.play([*WHO, *portraits(before), to("who", "carried"), to("needs", "skipped"), to("day", "skipped")])
    assert counts(story)["ready"].cells == {"yes": (14, 14), "maybe": (0, 9), "no": (0, 9)}
    later = [sheet(no, "after", ready=said) for no, said in enumerate(after, start=1)]
    story.play([to("after", "open"), *later, to("after", "revealed")])
    (pair,) = story.round("after").poll.sealed.pairs
    assert pair.table[0][0] == (10, 10)
    assert all(low != high for row in pair.table[1:] for low, high in row)


def test_for_a_poll_that_is_skipped_no_halves_are_kept():
    story = story_of(to("after", "skipped"), *WHO, *portraits(SIX))
    assert list(story.session.boxes) == ["who"]


def test_the_later_poll_is_not_shown_before_the_earlier_one():
    story = story_of(*WHO, *portraits(SIX), to("who", "closed"), to("after", "open"))
    story.play([*(sheet(no, "after", ready="yes") for no in range(1, 13)), to("after", "closed")])
    assert story.no(LEAD, c.MoveRound("after", "revealed", "closed")) == Refusal.POLL_EARLIER
    assert moves(story.session, story.round("after")) == ["open"]
    assert waits(story.session, story.round("after")) == Refusal.POLL_EARLIER.value
    story.play([to("who", "revealed"), to("after", "revealed")])
    assert story.round("after").poll.sealed.pairs


def test_a_later_poll_whose_earlier_one_was_never_asked_is_shown_by_itself():
    story = story_of(to("who", "skipped"), to("after", "open"), sheet(1, "after", ready="yes"), to("after", "revealed"))
    assert story.round("after").poll.sealed.pairs == ()
