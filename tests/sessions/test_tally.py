"""Counting: every ballot once, every mark once, nothing for cards that are gone."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sessions import tally
from sessions.scenario import Quorum

CARDS = ("c1", "c2", "c3", "c4")
ballots = st.lists(st.dictionaries(st.sampled_from([*CARDS, "gone"]), st.integers(1, 5)), max_size=30)


def test_marks_are_counted_once_whatever_their_number():
    count = tally.approval([{"c1": 1, "c2": 5}, {"c2": 1}], {"c2": ("t1", "t2"), "c1": ("t1",)}, ("c1", "c2"))
    assert [(row.card, row.score, row.breadth, row.rank) for row in count.rows] == [("c2", 2, 2, 1), ("c1", 1, 1, 2)]


def test_a_blank_ballot_is_turnout_and_nothing_else():
    count = tally.approval([{}, {"gone": 1}, {"c1": 1}], {}, ("c1",))
    assert (count.ballots, count.blank, count.rows[0].score) == (3, 2, 1)


def test_level_cards_share_a_rank_and_keep_the_order_of_the_pool():
    count = tally.approval([{"c3": 1}, {"c2": 1}, {"c4": 1}, {"c4": 1}], {}, CARDS)
    assert [(row.card, row.rank) for row in count.rows] == [("c4", 1), ("c2", 2), ("c3", 2), ("c1", 4)]


@given(ballots)
def test_the_count_is_what_a_counter_says(given_ballots):
    count = tally.approval(given_ballots, {}, CARDS)
    marks = Counter(card for ballot in given_ballots for card in ballot)
    assert {row.card: row.score for row in count.rows} == {card: marks[card] for card in CARDS}
    assert count.ballots == len(given_ballots)
    assert all(row.score <= count.ballots for row in count.rows)
    assert [row.rank for row in count.rows] == [
        1 + sum(marks[other] > marks[row.card] for other in CARDS) for row in count.rows
    ]


@given(ballots, st.randoms())
def test_the_order_in_which_ballots_arrive_changes_nothing(given_ballots, chance):
    before = tally.approval(given_ballots, {}, CARDS)
    chance.shuffle(given_ballots)
    assert tally.approval(given_ballots, {}, CARDS) == before


@given(st.lists(st.tuples(st.sampled_from(["t1", "t2", "t3"]), st.sets(st.sampled_from(CARDS))), max_size=20))
def test_reach_names_each_table_once(by_table):
    reach = tally.reach_of(by_table)
    assert reach == {
        card: tuple(sorted({table for table, cards in by_table if card in cards}))
        for card in sorted({card for _, cards in by_table for card in cards})
    }


def test_a_quorum_is_rounded_up_and_never_more_than_there_are_tables():
    assert tally.quorum_count(Quorum(person=0.6), "person", 141, 12) == 85
    assert tally.quorum_count(Quorum(table=10), "table", 140, 12) == 10
    assert tally.quorum_count(Quorum(table=10), "table", 140, 3) == 3
    assert tally.quorum_count(Quorum(), "person", 140, 12) is None
    assert tally.quorum_count(Quorum(person=0.6), "table", 140, 12) is None


def test_a_share_is_exact():
    assert tally.quorum_count(Quorum(person=0.55), "person", 20, 3) == 11
    assert tally.quorum_count(Quorum(person=0.07), "person", 100, 3) == 7
    assert tally.quorum_count(Quorum(person=0.6), "person", 140, 12) == 84
