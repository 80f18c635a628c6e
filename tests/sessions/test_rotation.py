"""The gallery: every sheet is seen by as many tables as can be had, no table twice at one, no crowd before any."""

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.rotation import schedule


def names(letter, n):
    return [f"{letter}{no}" for no in range(1, n + 1)]


@st.composite
def galleries(draw):
    cards, tables = names("c", draw(st.integers(1, 40))), names("t", draw(st.integers(1, 40)))
    held = {card: draw(st.lists(st.sampled_from(tables), max_size=2, unique=True)) for card in cards}
    return cards, tables, held, draw(st.integers(1, 5)), draw(st.text(max_size=4))


@settings(max_examples=60, deadline=None)
@given(galleries())
def test_no_table_looks_at_its_own_nor_twice_at_one_and_misses_nothing(gallery):
    cards, tables, held, stops, seed = gallery
    drawn = schedule(cards, tables, held, stops, seed)
    assert len(drawn) == stops
    for table in tables:
        seen = [stop[table] for stop in drawn if table in stop]
        others = [card for card in cards if table not in held[card]]
        assert len(set(seen)) == len(seen) == min(stops, len(others))
        assert set(seen) <= set(others)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 4), st.text(max_size=4))
def test_where_each_table_has_its_sheet_or_none_all_are_seen_alike(cards, tables, stops, seed):
    """Card n is table n's: fewer cards than tables and the other way round."""
    all_cards, all_tables = names("c", cards), names("t", tables)
    held = {card: [f"t{card[1:]}"] if int(card[1:]) <= tables else [] for card in all_cards}
    drawn = schedule(all_cards, all_tables, held, stops, seed)
    seen = Counter(card for stop in drawn for card in stop.values())
    views = [seen[card] for card in all_cards]
    assert max(views) - min(views) <= 1 or cards <= stops
    if tables >= cards > 1:
        assert min(views) >= min(stops, tables - 1, cards - 1)
    for stop in drawn:  # nobody stands in a crowd: no more before a sheet than its views ask for
        crowd = Counter(stop.values())
        assert all(crowd[card] <= -(-seen[card] // stops) for card in crowd)


def test_what_is_seen_least_cannot_be_seen_more():
    """Two tables may see one sheet only, the others both: the chain of exchanges finds the even share."""
    held = {"c1": ["t1", "t2"], "c2": []}
    drawn = schedule(["c1", "c2"], names("t", 4), held, 1, "x")
    assert Counter(drawn[0].values()) == {"c1": 2, "c2": 2}


def test_the_seed_draws_and_the_same_seed_draws_the_same():
    args = names("c", 12), names("t", 12), {f"c{no}": [f"t{no}"] for no in range(1, 13)}, 3
    drawn = {str(schedule(*args, seed)) for seed in ("a", "a", "b", "c")}
    assert len(drawn) == 3


def test_the_reference_day_shows_each_of_twelve_sheets_to_three_tables_one_at_a_time():
    drawn = schedule(names("c", 12), names("t", 12), {f"c{no}": [f"t{no}"] for no in range(1, 13)}, 3, "seed")
    assert all(len(set(stop.values())) == 12 for stop in drawn)
    assert all(not set(one.items()) & set(two.items()) for one, two in pairwise(drawn))
