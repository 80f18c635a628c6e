"""Equal shares: by hand, by promise, and against a second programme that shares nothing with the first."""

from fractions import Fraction
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from sessions import shares

CARDS = ("c1", "c2", "c3", "c4", "c5")


def chosen(ballots, k, cards=CARDS, lots=None, add1=True):
    keys = {card: (-sum(card in ballot for ballot in ballots),) for card in cards}
    return shares.choose(cards, [frozenset(ballot) for ballot in ballots], k, keys, lots, add1=add1)


def test_a_minority_with_its_share_gets_its_place():
    """Seven of ten want c1 to c3, three want c4: with top 3 the three get nothing."""
    ballots = [{"c1", "c2", "c3"}] * 7 + [{"c4"}] * 3
    assert set(chosen(ballots, 3, lots={card: no for no, card in enumerate(CARDS)}).passed) >= {"c4"}


def test_the_51_and_the_49_share_ten_places_evenly():
    """Without completion the 49 can pay for 4 only; raising every share gives them the fifth."""
    red, blue = [f"r{no}" for no in range(10)], [f"b{no}" for no in range(10)]
    ballots = [frozenset(red)] * 51 + [frozenset(blue)] * 49
    lots = {card: no for no, card in enumerate((*red, *blue))}
    made = chosen(ballots, 10, (*red, *blue), lots)
    assert sum(card in red for card in made.passed) == 5
    bare = chosen(ballots, 10, (*red, *blue), lots, add1=False)
    assert (sum(card in red for card in bare.passed), len(bare.passed)) == (5, 9)


def test_where_it_matters_who_is_first_the_cards_wait_for_the_draw():
    made = chosen([{"c1"}, {"c2"}], 1)
    assert (made.passed, set(made.tied)) == ((), {"c1", "c2"})
    assert chosen([{"c1"}, {"c2"}], 1, lots={"c1": 2, "c2": 1}).passed == ("c2",)


def test_where_it_does_not_matter_nobody_is_asked():
    assert set(chosen([{"c1", "c2"}, {"c1", "c2"}], 2).passed) == {"c1", "c2"}


def test_nobody_voted():
    assert chosen([], 3) == shares.Chosen(())
    assert chosen([set(), set()], 3) == shares.Chosen(())


profiles = st.lists(st.sets(st.sampled_from(CARDS)), min_size=1, max_size=9)


@given(profiles, st.integers(1, 5))
def test_no_more_pass_than_there_are_places_and_only_marked_ones(ballots, k):
    made = chosen(ballots, k)
    marked = set().union(*ballots)
    assert set(made.passed) <= marked and not (made.passed and made.tied)
    if not made.tied:
        assert len(made.passed) == min(k, len(marked))


@given(profiles, st.integers(1, 4))
def test_every_group_that_agrees_and_is_large_enough_has_somebody(ballots, k):
    """Justified representation: n/k ballots with a card in common are not all left without a card of theirs."""
    made = chosen(ballots, k)
    if made.tied:
        return
    for card in CARDS:
        group = [ballot for ballot in ballots if card in ballot]
        if len(group) * k >= len(ballots) and group:
            assert any(ballot & set(made.passed) for ballot in group)


@given(profiles, st.integers(1, 4), st.permutations(CARDS))
def test_the_purchases_are_those_of_a_second_programme(ballots, k, order):
    lots = {card: no for no, card in enumerate(order)}
    made = chosen(ballots, k, lots=lots, add1=False)
    assert list(made.passed) == by_the_book(ballots, k, lots)


def by_the_book(ballots, k, lots):
    """The definition, word for word: the least rho at which the supporters' min(purse, rho) come to 1."""
    purse = [Fraction(k, len(ballots))] * len(ballots)
    passed = []
    while True:
        offers = []
        for card in CARDS:
            names = [no for no, ballot in enumerate(ballots) if card in ballot]
            if card in passed or sum(purse[no] for no in names) < 1:
                continue
            options = {purse[no] for no in names}
            for size in range(1, len(names) + 1):
                for poor in [sorted(names, key=lambda no: purse[no])[: len(names) - size]]:
                    options.add((1 - sum((purse[no] for no in poor), Fraction())) / size)
            rho = min(each for each in options if each > 0 and sum(min(purse[no], each) for no in names) >= 1)
            offers.append((rho, -len(names), lots[card], card, names))
        if not offers:
            return passed
        rho, _, _, card, names = min(offers)
        for no in names:
            purse[no] -= min(purse[no], rho)
        passed.append(card)


@given(profiles, st.integers(1, 3))
def test_what_waits_for_the_draw_does_depend_on_it(ballots, k):
    """And what does not wait is the same whatever would have been drawn."""
    made = chosen(ballots, k)
    drawn = {
        frozenset(chosen(ballots, k, lots={card: no for no, card in enumerate(order)}).passed)
        for order in permutations(CARDS)
    }
    if made.tied:
        assert len(drawn) > 1
    else:
        assert drawn == {frozenset(made.passed)}
