"""Counting: every ballot once, every mark once, nothing for cards that are gone."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sessions import tally
from sessions.scenario import Quorum
from sessions.tally import Vote

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


@given(st.integers(1, 100), st.integers(0, 2000), st.integers(1, 60), st.integers(1, 80))
def test_a_quorum_is_the_least_number_that_reaches_the_share(percent, people, tables, wanted):
    quorum = Quorum(person=percent / 100, table=wanted)
    least = tally.quorum_count(quorum, "person", people, tables)
    assert least is not None and 100 * least >= percent * people > 100 * (least - 1)
    assert tally.quorum_count(quorum, "table", people, tables) == tally.quorum_count(
        quorum, "table_tally", people, tables
    )
    assert tally.quorum_count(quorum, "table", people, tables) == min(wanted, tables)


TABLES = ("t1", "t2", "t3", "t4")
by_tables = st.dictionaries(st.sampled_from(TABLES), st.dictionaries(st.sampled_from(CARDS), st.integers(1, 3)))


@given(by_tables, by_tables, st.dictionaries(st.sampled_from(CARDS), st.sets(st.sampled_from(TABLES), min_size=1)))
def test_what_a_table_gives_its_own_cards_changes_nothing_where_it_does_not_count(ballots, others, authors):
    """Left out, own marks move no card; a card of three tables belongs to everybody, and there they count."""
    wrote = {card: tuple(sorted(authors.get(card, ()))) for card in CARDS}

    def counted(given):
        votes = [(table, Vote(choices)) for table, choices in sorted(given.items())]
        own = tally.own_of(votes, wrote)
        return tally.excluding_own(tally.marks([vote for _, vote in votes], {}, CARDS), own, wrote, len(votes), {}), own

    def is_own(table, card):
        return table in wrote[card] and len(wrote[card]) <= 2

    changed = {
        table: {card: n for card, n in choices.items() if not is_own(table, card)}
        | {card: n for card, n in others.get(table, {}).items() if is_own(table, card)}
        for table, choices in ballots.items()
    }
    before, own = counted(ballots)
    after, _ = counted(changed)
    assert [(row.card, row.score, row.rank) for row in before.rows] == [
        (row.card, row.score, row.rank) for row in after.rows
    ]
    for row in before.rows:
        if len(wrote[row.card]) > 2:
            assert row.score == sum(choices.get(row.card, 0) for choices in ballots.values())
    whole = tally.marks([Vote(choices) for choices in ballots.values()], {}, CARDS)
    for row in tally.without_own(whole, own).rows:
        mine = sum(choices.get(row.card, 0) for table, choices in ballots.items() if table in wrote[row.card])
        assert row.others == (row.score - mine if wrote[row.card] else None)


def test_a_share_is_exact():
    assert tally.quorum_count(Quorum(person=0.55), "person", 20, 3) == 11
    assert tally.quorum_count(Quorum(person=0.07), "person", 100, 3) == 7
    assert tally.quorum_count(Quorum(person=0.6), "person", 140, 12) == 84
