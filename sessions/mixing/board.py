"""A seating in the making: who sits where, and what it would cost that somebody sat elsewhere.

Costs are kept step by step, in whole numbers; `cost` counts them anew, and the two are held against each other in the
tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sessions.mixing.sheet import Sheet

Move = tuple[int, int]
"""A person and the table to go to."""

NOWHERE = -1


class Board:
    """`at`: of each person the table, or `NOWHERE`. `count`, `more`, `fewer`: of each table and value how many sit
    there, and what one more or one fewer costs while the size stays. `reach`: of each person and table what the pairs
    with those who sit there cost."""

    def __init__(self, sheet: Sheet, at: Sequence[int]) -> None:
        self.sheet = sheet
        self.at = [NOWHERE] * sheet.n
        self.size_of = [0] * sheet.tables
        self.count = [[0] * len(sheet.values) for _ in range(sheet.tables)]
        self.more: list[list[int]] = [[] for _ in range(sheet.tables)]
        self.fewer: list[list[int]] = [[] for _ in range(sheet.tables)]
        self.reach = [[0] * sheet.tables for _ in range(sheet.n)]
        for table in range(sheet.tables):
            self._look(table)
        self.shift([(person, table) for person, table in enumerate(at) if table != NOWHERE])

    def cost(self) -> int:
        """What all of it comes to, counted from the beginning."""
        pairs = sum(
            weight for (one, other), weight in self.sheet.between.items() if self.at[one] == self.at[other] != NOWHERE
        )
        return pairs + sum(self.table_cost(table) for table in range(self.sheet.tables))

    def table_cost(self, table: int) -> int:
        """What the values and the size of a table cost."""
        size = self.size_of[table]
        values = sum([row[n] for row, n in zip(self.sheet.row(size), self.count[table], strict=True)])
        return values + self.sheet.size(table, size)

    def shift(self, moves: Iterable[Move]) -> int:
        """People go where `moves` say, `NOWHERE` too; what that costs, less what it saves."""
        moves = [(person, to) for person, to in moves if self.at[person] != to]
        tables = {table for person, to in moves for table in (self.at[person], to)} - {NOWHERE}
        delta = -sum([self.table_cost(table) for table in tables])
        for person, to in moves:
            delta += self._go(person, to)
        for table in tables:
            self._look(table)
            delta += self.table_cost(table)
        return delta

    def swap(self, one: int, other: int) -> None:
        """Two people who sit at two tables change places."""
        here, there = self.at[one], self.at[other]
        self.at[one], self.at[other] = there, here
        rows, beyond = self.sheet.row(self.size_of[here]), self.sheet.row(self.size_of[there])
        for mine, theirs in zip(self.sheet.traits[one], self.sheet.traits[other], strict=True):
            if mine != theirs:
                for table, row, value, change in (
                    (here, rows[mine], mine, -1),
                    (here, rows[theirs], theirs, 1),
                    (there, beyond[mine], mine, 1),
                    (there, beyond[theirs], theirs, -1),
                ):
                    if value:
                        n = self.count[table][value] = self.count[table][value] + change
                        self.more[table][value] = row[n + 1] - row[n]
                        self.fewer[table][value] = row[n - 1] - row[n]
        reach, pairs = self.reach, self.sheet.pairs
        for met, weight in pairs[one]:
            reach[met][here] -= weight
            reach[met][there] += weight
        for met, weight in pairs[other]:
            reach[met][here] += weight
            reach[met][there] -= weight

    def what_if(self, moves: Iterable[Move]) -> int:
        """What `shift` would say, and everybody sits where they sat."""
        moves = list(moves)
        back = [(person, self.at[person]) for person, _ in moves]
        delta = self.shift(moves)
        self.shift(back)
        return delta

    def _go(self, person: int, to: int) -> int:
        """The pairs of it are what this costs; the values of both tables are only counted."""
        here, delta = self.at[person], 0
        for table, change in ((here, -1), (to, 1)):
            if table == NOWHERE:
                continue
            delta += change * self.reach[person][table]
            for met, weight in self.sheet.pairs[person]:
                self.reach[met][table] += change * weight
            self.size_of[table] += change
            for value in self.sheet.traits[person]:
                if value:
                    self.count[table][value] += change
        self.at[person] = to
        return delta

    def _look(self, table: int) -> None:
        """One more, one fewer: anew for the size that the table has now."""
        rows, count = self.sheet.row(self.size_of[table]), self.count[table]
        self.more[table] = [row[n + 1] - row[n] for row, n in zip(rows, count, strict=True)]
        self.fewer[table] = [row[n - 1] - row[n] for row, n in zip(rows, count, strict=True)]
