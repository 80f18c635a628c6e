"""Hiding small cells: whoever knows everything that is published, and how it is hidden, computes none of them."""

import itertools
import random
from collections import defaultdict

import pytest

from sessions import conceal


def sums(total, cells):
    """Every way to share a total among cells."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in sums(total - first, cells - 1):
            yield (first, *rest)


SIZES = [(2, 2, 12), (2, 4, 9), (3, 3, 16), (5, 2, 30), (5, 3, 24), (5, 4, 18)]


@pytest.mark.parametrize(("least", "cells", "most"), SIZES)
def test_no_hidden_cell_of_a_row_is_certain(least, cells, most):
    """Whoever sees a row asks: which counts would have been published just so? No hidden cell is alike in all."""
    for total in range(1, most):
        published = defaultdict(list)
        for counts in sums(total, cells):
            row = tuple(conceal.row(counts, least))
            assert all(low <= count <= high for count, (low, high) in zip(counts, row, strict=True))
            assert all(low != high or low >= least for low, high in row), "a small cell is shown"
            published[row].append(counts)
        for row, possible in published.items():
            for place, (low, high) in enumerate(row):
                assert low == high or len({counts[place] for counts in possible}) > 1, (row, possible)


@pytest.mark.parametrize(("least", "cells", "most"), SIZES)
def test_no_hidden_cell_is_certain_where_a_question_could_be_left_out(least, cells, most):
    """The same for whoever sees the cells, but not how many gave no answer."""
    for total in range(1, most):
        published = defaultdict(list)
        for *counts, rest in sums(total, cells + 1):
            published[tuple(conceal.row(counts, least, rest))].append(counts)
        for row, possible in published.items():
            for place, (low, high) in enumerate(row):
                assert low != high or low >= least, "a small cell is shown"
                assert low == high or len({counts[place] for counts in possible}) > 1, (row, possible)


def test_a_rest_that_is_not_told_leaves_the_other_cells_in_sight():
    assert conceal.row([3, 20, 7], 5, 1) == [(0, 4), (20, 20), (7, 7)]
    assert conceal.row([0, 20, 7], 5, 0) == [(0, 9), (20, 20), (0, 9)]


def test_one_hidden_cell_hides_a_second():
    assert conceal.row([3, 20, 7], 5) == [(0, 9), (20, 20), (0, 9)]
    assert conceal.row([3, 20, 1], 5) == [(0, 4), (20, 20), (0, 4)]
    assert conceal.row([6, 20, 7], 5) == [(6, 6), (20, 20), (7, 7)]
    assert conceal.row([0, 0, 9, 30], 5) == [(0, 9), (0, 9), (0, 9), (30, 30)]


def test_a_cell_by_itself_hides_few_and_all_but_few():
    assert conceal.each([4, 5, 19, 20, 24], 24, 5) == [(0, 4), (5, 5), (19, 19), (20, 24), (24, 24)]


def tables(rows, columns):
    """Every table with these sums."""
    if len(rows) == 1:
        yield (tuple(columns),)
        return
    for first in sums(rows[0], len(columns)):
        if all(count <= column for count, column in zip(first, columns, strict=True)):
            left = [column - count for column, count in zip(columns, first, strict=True)]
            for rest in tables(rows[1:], left):
                yield (first, *rest)


def test_no_hidden_cell_of_a_table_follows_from_its_sums():
    """Of tables of which something is shown: with all sums known, no hidden cell has one value only."""
    chance = random.Random(1)
    told = 0
    for _ in range(500):
        rows, columns = chance.choice([(2, 2), (2, 3), (3, 3)])
        least = chance.choice([2, 3, 5])
        counts = [[chance.randint(0, chance.choice([2, 4, 9])) for _ in range(columns)] for _ in range(rows)]
        if not any(map(sum, counts)):
            continue
        shown = conceal.table(counts, least, rows=[], columns=[])
        places = list(itertools.product(range(rows), range(columns)))
        hidden = [(i, j) for i, j in places if shown[i][j][0] != shown[i][j][1]]
        assert all(counts[i][j] >= least for i, j in places if (i, j) not in hidden)
        if not hidden or len(hidden) == len(places):
            continue
        told += 1
        values = {cell: set() for cell in hidden}
        for other in tables([sum(line) for line in counts], [sum(line) for line in zip(*counts, strict=True)]):
            if all(shown[i][j][0] <= other[i][j] <= shown[i][j][1] for i, j in places):
                for i, j in hidden:
                    values[i, j].add(other[i][j])
        assert all(len(found) > 1 for found in values.values()), (counts, least, shown)
    assert told > 50


def test_a_row_hidden_by_itself_is_hidden_before_and_after():
    counts = [[8, 7, 8], [8, 8, 8], [20, 20, 20]]
    assert conceal.table(counts, 5, rows=[], columns=[])[0][0] == (8, 8)
    assert conceal.table(counts, 5, rows=[0], columns=[])[:2] == [[(0, 9)] * 3, [(0, 9)] * 3]
