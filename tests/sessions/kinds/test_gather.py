"""`gather`: tables write cards; each its own, as many as it may, and nothing hidden in them."""

import pytest

from sessions import commands as c
from sessions import events as e
from sessions.refusals import Refusal
from sessions.seat import LEAD, SCREEN
from tests.story import SHORT, after, card, seat, to

T1, T2 = seat("t1"), seat("t2")
OPEN = (to("problems", "open"),)


def submit(fields, round_id="problems", parent=None):
    return c.SubmitCard(round_id, fields, parent)


def test_a_card_arrives_cleaned_and_in_the_scenarios_order():
    story = after([c.SetLane("table", "at_once"), *OPEN])
    ack = story.do(T1, submit({"sphere": "eco", "place": "  ", "title": " Темно\nв парке\u202e "}))
    assert ack.answer == {"card": "c1"}
    assert story.events[-1] == e.CardSubmitted(
        "c1", "problems", "t1", {"title": "Темно в парке", "sphere": "eco"}, None, False, "at_once"
    )
    assert story.session.cards["c1"].title == "Темно в парке"


def test_a_card_that_comes_in_grace_is_late():
    story = after([*OPEN, to("problems", "grace"), card("t1", "Темно")])
    assert story.session.cards["c1"].late


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, Refusal.TEXT_EMPTY),
        ({"title": " \n\t "}, Refusal.TEXT_EMPTY),
        ({"title": "\u200b\u200b"}, Refusal.TEXT_EMPTY),
        ({"title": "я" * 91}, Refusal.TEXT_TOO_LONG),
        ({"title": "Темно", "place": "я" * 41}, Refusal.TEXT_TOO_LONG),
        ({"title": "Темно", "colour": "red"}, Refusal.FIELD_UNKNOWN),
        ({"title": "Темно", "sphere": "космос"}, Refusal.CHOICE_UNKNOWN),
    ],
)
def test_a_card_that_breaks_a_field_is_refused_whole(fields, code):
    story = after(OPEN)
    assert story.no(T1, submit(fields)) == code
    assert story.session.cards == {}


def test_a_refusal_names_the_field_and_its_limit():
    ack = after(OPEN).ask(T1, submit({"title": "я" * 91}))
    assert ack.facts == {"field": "title", "limit": 90}


def test_a_text_may_fill_its_field_to_the_last_letter():
    assert after(OPEN).do(T1, submit({"title": "я" * 90})).ok


def test_a_table_has_so_many_cards_and_gets_one_back_by_withdrawing():
    story = after([*OPEN, card("t1", "раз"), card("t1", "два")])
    assert story.no(T1, submit({"title": "три"})) == Refusal.CARD_LIMIT
    assert story.do(T2, submit({"title": "чужой предел не мешает"})).ok
    story.do(T1, c.WithdrawCard("c1"))
    assert story.do(T1, submit({"title": "три"})).answer == {"card": "c4"}


def test_a_hidden_card_still_counts_against_its_table():
    story = after([*OPEN, card("t1", "раз"), card("t1", "два"), c.HideCard("c1")])
    assert story.no(T1, submit({"title": "три"})) == Refusal.CARD_LIMIT


@pytest.mark.parametrize("who", [LEAD, SCREEN, seat("p1"), seat("gabc")], ids=lambda who: who.id)
def test_only_a_table_writes(who):
    story = after([*OPEN, card("t1", "Темно")])
    assert story.no(who, submit({"title": "x"})) == Refusal.SEAT_FOREIGN
    assert story.no(who, c.ReviseCard("c1", {"title": "x"}, 1)) == Refusal.SEAT_FOREIGN
    assert story.no(who, c.WithdrawCard("c1")) == Refusal.SEAT_FOREIGN


def test_a_card_is_revised_whole_by_its_own_table():
    story = after([*OPEN, card("t1", "Темно", place="парк")])
    story.do(T1, c.ReviseCard("c1", {"title": "Темно вечером"}, 1))
    revised = story.session.cards["c1"]
    assert (revised.fields, revised.revision) == ({"title": "Темно вечером"}, 2)
    assert story.no(T2, c.ReviseCard("c1", {"title": "моё"}, 2)) == Refusal.SEAT_FOREIGN
    assert story.no(T1, c.ReviseCard("c9", {"title": "нет такой"}, 1)) == Refusal.CARD_UNKNOWN


def test_a_revision_made_on_an_old_text_is_stale_but_the_same_text_is_no_quarrel():
    story = after([*OPEN, card("t1", "Темно"), (T1, c.ReviseCard("c1", {"title": "Темно вечером"}, 1))])
    assert story.no(T1, c.ReviseCard("c1", {"title": "Светло"}, 1)) == Refusal.CARD_STALE
    before = story.session.head
    assert story.do(T1, c.ReviseCard("c1", {"title": "Темно  вечером"}, 1)).answer == {"card": "c1"}
    assert story.session.head == before


def test_a_withdrawn_card_is_withdrawn_once_and_cannot_be_revised():
    story = after([*OPEN, card("t1", "Темно"), (T1, c.WithdrawCard("c1"))])
    before = story.session.head
    assert story.do(T1, c.WithdrawCard("c1")).ok
    assert story.session.head == before
    assert story.no(T1, c.ReviseCard("c1", {"title": "Снова"}, 1)) == Refusal.CARD_STALE
    assert story.session.round_cards("problems") == []


def test_nothing_is_written_before_the_round_opens_or_after_it_closes():
    story = after([])
    assert story.no(T1, submit({"title": "рано"})) == Refusal.PHASE_CLOSED
    story.play([to("problems", "briefing")])
    assert story.no(T1, submit({"title": "рано"})) == Refusal.PHASE_CLOSED
    story.play([to("problems", "open"), card("t1", "Темно"), to("problems", "closed")])
    assert story.no(T1, submit({"title": "поздно"})) == Refusal.PHASE_CLOSED
    assert story.no(T1, c.ReviseCard("c1", {"title": "поздно"}, 1)) == Refusal.PHASE_CLOSED
    story.play([to("problems", "open"), card("t1", "Снова открыто")])


def test_a_round_that_the_hall_has_left_is_stale():
    story = after(SHORT)
    assert story.no(T1, submit({"title": "позавчера"})) == Refusal.ROUND_STALE
    assert story.no(T1, submit({"title": "никогда"}, "no-such-round")) == Refusal.ROUND_UNKNOWN


def test_a_solution_answers_a_card_that_was_carried():
    story = after([*SHORT, to("solutions", "open")])
    assert story.no(T1, submit({"title": "x"}, "solutions")) == Refusal.PARENT_NEEDED
    assert story.no(T1, submit({"title": "x"}, "solutions", "c4")) == Refusal.CARD_UNKNOWN
    assert story.do(T1, submit({"title": "Фонари"}, "solutions", "c1")).ok
    assert story.session.cards["c5"].parent == "c1"


def test_a_problem_answers_nothing():
    story = after([*OPEN, card("t1", "Темно")])
    assert story.no(T1, submit({"title": "x"}, parent="c1")) == Refusal.PAYLOAD_FIELDS


def test_a_hidden_parent_cannot_be_answered():
    story = after([*SHORT, to("solutions", "open"), c.HideCard("c1")])
    assert story.no(T1, submit({"title": "x"}, "solutions", "c1")) == Refusal.CARD_UNKNOWN


def test_all_goes_on_but_what_is_hidden_or_withdrawn():
    story = after(
        [
            *OPEN,
            *(card("t1", "раз"), card("t2", "два"), card("t3", "три"), card("t3", "четыре")),
            c.HideCard("c2"),
            (seat("t3"), c.WithdrawCard("c3")),
            to("problems", "carried"),
        ]
    )
    assert story.events[-2] == e.RoundCarried("problems", "problems", ("c1", "c4"), ("c2",))
    assert story.session.pools["problems"] == ("c1", "c4")


def test_a_round_without_a_card_carries_nothing_on():
    story = after([to("problems", "closed")])
    assert story.no(LEAD, c.MoveRound("problems", "carried", "closed")) == Refusal.POOL_EMPTY


def test_where_the_lead_looks_first_a_card_waits_and_waits_again_when_revised():
    story = after([*SHORT, to("solutions", "open"), card("t1", "Фонари", "solutions", "c1")])
    assert not story.session.cards["c5"].admitted
    story.play([c.AdmitCard("c5")])
    assert story.session.cards["c5"].admitted
    story.play([(T1, c.ReviseCard("c5", {"title": "Фонари и лавки"}, 1))])
    assert not story.session.cards["c5"].admitted
    assert story.session.cards["c1"].admitted


def test_a_redacted_card_is_not_written_again():
    story = after([*OPEN, card("t1", "Иванов, 8 900 …"), c.RedactCard("c1")])
    assert story.no(T1, c.ReviseCard("c1", {"title": "x"}, 1)) == Refusal.CARD_STALE
