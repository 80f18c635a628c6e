"""Hides what too few people said, so that nobody can compute it either.

In the game: a cell of three people out of a hall of neighbours is three names.  A cell is published as a range: from
and to alike is a number, anything else is hidden.  What is hidden is never written down, so nothing can leak it.

A row of cells with a known sum hides all cells up to a line, and the line rises until the hidden ones are not all
alike.  Then whoever knows all visible cells, the sum and this very rule still finds the hidden ones in more than one
order, so that none of them is certain.  Where people may leave a question out, how many did is not told, and the sum is
not known.  A table before × after is held against all its sums as if they were known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Range = tuple[int, int]
"""From and to; alike: the count itself."""


def row(counts: Sequence[int], least: int, rest: int | None = None) -> list[Range]:
    """Cells that with the `rest` make a sum that everybody knows: the options of a question of which one is chosen, and
    who left it out. The rest is never published, so it may hold what the hidden cells do not; without one, or where it
    and they are nothing together, the line has to rise."""
    hidden = {each for each in counts if each < least}
    loose = rest is not None and rest + sum(each for each in counts if each in hidden) > 0
    while len(hidden) == 1 and not loose and (above := [each for each in counts if each not in hidden]):
        hidden.add(min(above))
    if set(counts) == hidden:  # nothing is told but the sum
        return [(0, sum(counts) + (rest or 0)) for _ in counts]
    return [_under(hidden, least) if each in hidden else (each, each) for each in counts]


def each(counts: Sequence[int], of: int, least: int) -> list[Range]:
    """Cells that stand for themselves, of `of` people who could be in each: few are hidden, and so are all but few."""

    def one(count: int) -> Range:
        if count < least:
            return 0, min(least - 1, of)
        return (count, count) if count == of or of - count >= least else (max(of - least + 1, 0), of)

    return [one(count) for count in counts]


def table(
    counts: Sequence[Sequence[int]], least: int, *, rows: Iterable[int], columns: Iterable[int]
) -> list[list[Range]]:
    """Cells before × after; the rows and columns named are hidden whole, because their own sums are.

    The line rises until each hidden cell could be another number though all visible cells, all ranges and all sums of
    rows and columns stay; if it never can, everything is hidden.
    """
    closed, shut = set(rows), set(columns)
    values = sorted({count for line in counts for count in line if count >= least})
    for line in (least - 1, *values):
        hidden = {
            (i, j)
            for i, across in enumerate(counts)
            for j, count in enumerate(across)
            if count <= line or i in closed or j in shut
        }
        if not hidden:
            return [[(count, count) for count in across] for across in counts]
        under = _under({counts[i][j] for i, j in hidden}, least)
        if all(_may_differ(counts, hidden, under, cell) for cell in hidden):
            break
    if len(hidden) == sum(len(across) for across in counts):
        under = 0, sum(map(sum, counts))
    return [
        [under if (i, j) in hidden else (count, count) for j, count in enumerate(across)]
        for i, across in enumerate(counts)
    ]


def _under(hidden: set[int], least: int) -> Range:
    """The range of hidden cells: up to a multiple of the least, so that the line itself is not told."""
    return 0, least * (max(hidden) // least + 1) - 1


def _may_differ(
    counts: Sequence[Sequence[int]], hidden: set[tuple[int, int]], under: Range, cell: tuple[int, int]
) -> bool:
    """Is there another table with the same sums in which this hidden cell is one more or one less? One unit goes round
    a ring of hidden cells: up in one, down in the next of its column, up in the next of its row, and so on."""
    return any(_ring(counts, hidden, under, cell, step) for step in (1, -1))


def _ring(
    counts: Sequence[Sequence[int]], hidden: set[tuple[int, int]], under: Range, cell: tuple[int, int], step: int
) -> bool:
    def can(where: tuple[int, int], by: int) -> bool:
        return where in hidden and under[0] <= counts[where[0]][where[1]] + by <= under[1]

    if not can(cell, step):
        return False
    start, goal = cell[1], cell[0]
    reached, ways = {("column", start)}, [("column", start)]
    while ways:
        kind, at = ways.pop()
        for i, j in hidden - {cell}:
            if kind == "column" and j == at and can((i, j), -step):
                there = ("row", i)
            elif kind == "row" and i == at and can((i, j), step):
                there = ("column", j)
            else:
                continue
            if there == ("row", goal):
                return True
            if there not in reached:
                reached.add(there)
                ways.append(there)
    return False
