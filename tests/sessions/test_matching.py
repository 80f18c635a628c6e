"""Who gets what: never dearer than the cheapest of all choices, and within the bounds."""

from __future__ import annotations

import itertools
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.matching import Shape, cheapest, shape

MOST_MS = 100


def choices(tables: int, cards: int, wanted: Shape):
    """Every way to make the pairs within the bounds, as sets of (table, card)."""
    cells = list(itertools.product(range(tables), range(cards)))
    for chosen in itertools.combinations(cells, wanted.pairs):
        by_table = [sum(table == each for table, _ in chosen) for each in range(tables)]
        by_card = [sum(card == each for _, card in chosen) for each in range(cards)]
        within = all(wanted.table[0] <= n <= wanted.table[1] for n in by_table)
        if within and all(wanted.card[0] <= n <= wanted.card[1] for n in by_card):
            yield chosen


@st.composite
def halls(draw):
    tables, cards = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    capacity = draw(st.none() | st.tuples(st.integers(1, 3), st.integers(1, 4)).map(sorted).map(tuple))
    wanted = shape(cards, tables, capacity, draw(st.integers(1, 2)))
    cost = [[draw(st.integers(0, 5)) for _ in range(cards)] for _ in range(tables)]
    return tables, cards, wanted, cost


@given(halls())
@settings(max_examples=250, deadline=None)
def test_no_choice_is_cheaper(hall) -> None:
    tables, cards, wanted, cost = hall
    gets = cheapest(cost, wanted)
    pairs = [(table, card) for table, those in enumerate(gets) for card in those]
    assert len(pairs) == wanted.pairs
    assert all(wanted.table[0] <= len(those) <= wanted.table[1] for those in gets)
    by_card = [sum(card == each for _, card in pairs) for each in range(cards)]
    assert all(wanted.card[0] <= n <= wanted.card[1] for n in by_card)
    least = min(sum(cost[table][card] for table, card in chosen) for chosen in choices(tables, cards, wanted))
    assert sum(cost[table][card] for table, card in pairs) == least


@given(
    st.integers(1, 60),
    st.integers(1, 60),
    st.integers(1, 4),
    st.none() | st.tuples(st.integers(1, 5), st.integers(5, 9)),
)
def test_every_card_and_every_table_has_its_share(cards, tables, per_table, capacity) -> None:
    wanted = shape(cards, tables, capacity, per_table)
    assert wanted.card[0] >= 1 and wanted.table[0] >= 1
    assert cards * wanted.card[0] <= wanted.pairs <= cards * wanted.card[1]
    assert tables * wanted.table[0] <= wanted.pairs <= tables * wanted.table[1]
    assert wanted.card[1] <= tables and wanted.table[1] <= cards


@pytest.mark.parametrize(
    ("cards", "tables", "capacity", "per_table", "pairs", "card", "table", "widened"),
    [
        (8, 12, (1, 2), 1, 12, (1, 2), (1, 1), False),
        (8, 12, None, 1, 12, (1, 2), (1, 1), False),
        (5, 12, (1, 2), 1, 12, (1, 3), (1, 1), True),
        (20, 12, (1, 1), 1, 20, (1, 1), (1, 2), True),
        (20, 12, None, 2, 24, (1, 2), (2, 2), False),
        (1, 4, None, 3, 4, (1, 4), (1, 1), False),
        (3, 2, (2, 4), 3, 6, (2, 2), (3, 3), False),
    ],
)
def test_bounds_give_way_only_as_far_as_they_must(
    cards, tables, capacity, per_table, pairs, card, table, widened
) -> None:
    assert shape(cards, tables, capacity, per_table) == Shape(pairs, card, table, widened)


def test_a_full_hall_waits_for_nothing() -> None:
    chance = random.Random(7)
    took = []
    for _ in range(3):
        cost = [
            [chance.choice((1, 2, 3, 4, 4, 4)) * (1 << 40) + chance.randrange(1 << 16) for _ in range(60)]
            for _ in range(60)
        ]
        began = time.process_time()
        cheapest(cost, shape(60, 60, (1, 2), 1))
        took.append((time.process_time() - began) * 1000)
    assert min(took) < MOST_MS, f"{min(took):.0f} ms"
