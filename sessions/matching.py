"""Who gets what, at the least cost: an exact flow of units from tables to cards, in whole numbers.

Successive shortest paths with potentials: each unit goes the cheapest way that is left, also by moving those that went
before it, so that no other choice of pairs costs less.  Of choices that cost the same the smallest numbers win, which
is why a caller puts its tie-breaks, and chance drawn from a seed, in the low digits of the cost.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Shape(NamedTuple):
    """How many pairs there are to be, and between how many a card and a table may have. Bounds that gave way since the
    hall is not as the plan thought make it `widened`."""

    pairs: int
    card: tuple[int, int]
    table: tuple[int, int]
    widened: bool = False


def shape(cards: int, tables: int, capacity: tuple[int, int] | None, per_table: int) -> Shape:
    """The bounds as planned, given way just so far that every card and every table has its share.

    `capacity`: how many tables one card may have; without it as few as there must be. `per_table`: how many cards a
    table is to have; more where there are more cards than the tables would take, fewer where there are not enough.
    """
    low, high = capacity or (1, max(1, -(-tables * per_table // cards)))
    least, most = min(low, tables), min(max(low, high, -(-tables // cards)), tables)
    pairs = min(max(tables * per_table, cards * least), cards * most)
    bounds = pairs // tables, -(-pairs // tables)
    widened = capacity is not None and ((least, most) != (low, min(high, tables)) or bounds[1] > per_table)
    return Shape(pairs, (least, most), bounds, widened)


def cheapest(cost: Sequence[Sequence[int]], wanted: Shape) -> list[list[int]]:
    """Table → the cards it gets, in the order of the cards, at the least cost in all. `cost[table][card]`, all >= 0.

    Exactly `wanted.pairs` pairs; every card and table has as many as its bounds say.
    """
    tables, cards = len(cost), len(cost[0])
    beyond = 1 + wanted.pairs * max(max(row) for row in cost)  # dearer than any choice within the bounds
    flow = _Flow(cost, _stepped(wanted.table, beyond), _stepped(wanted.card, beyond))
    for _ in range(wanted.pairs):
        flow.send()
    return [[card for card in range(cards) if flow.taken[table][card]] for table in range(tables)]


def _stepped(bounds: tuple[int, int], beyond: int) -> Callable[[int], int | None]:
    """What one more unit costs who has n: nothing up to the lower bound, much up to the upper, None: no more."""
    low, high = bounds
    return lambda n: 0 if n < low else beyond if n < high else None


class _Flow:
    """The pairs so far. Nodes: tables, then cards, then the end; potentials keep every reduced cost at 0 or above."""

    def __init__(
        self,
        cost: Sequence[Sequence[int]],
        leave: Callable[[int], int | None],
        arrive: Callable[[int], int | None],
    ) -> None:
        self.tables, self.cards = len(cost), len(cost[0])
        self.cost, self.leave, self.arrive = cost, leave, arrive
        self.taken = [[False] * self.cards for _ in range(self.tables)]
        self.has = [0] * self.tables
        self.held: list[list[int]] = [[] for _ in range(self.cards)]
        self.end = self.tables + self.cards
        self.height = [0] * (self.end + 1)

    def send(self) -> None:
        """One more unit goes the cheapest way there is; pairs on the way are turned round."""
        before = self._ways()
        node = self.end
        while (came := before[node]) >= 0:
            if node == self.end:
                pass
            elif node >= self.tables:
                self._pair(came, node - self.tables)
            else:
                self._part(node, came - self.tables)
            node = came
        self.has[node] += 1

    def _pair(self, table: int, card: int) -> None:
        self.taken[table][card] = True
        self.held[card].append(table)

    def _part(self, table: int, card: int) -> None:
        self.taken[table][card] = False
        self.held[card].remove(table)

    def _ways(self) -> list[int]:
        """Node → the one before it on its cheapest way (-1: it begins there); then the heights are raised."""
        height, end, tables, cards = self.height, self.end, self.tables, self.cards
        far = self._beginnings()
        before, settled = [-1] * (end + 1), [False] * (end + 1)
        heap = [(length, node) for node, length in enumerate(far) if length is not None]
        heapq.heapify(heap)
        while heap:
            length, node = heapq.heappop(heap)
            if settled[node]:
                continue
            settled[node] = True
            if node == end:
                break
            here = length + height[node]
            if node < tables:
                taken, cost = self.taken[node], self.cost[node]
                steps = [(tables + card, cost[card]) for card in range(cards) if not taken[card]]
            else:
                card = node - tables
                steps = [(table, -self.cost[table][card]) for table in self.held[card]]
                last = self.arrive(len(self.held[card]))
                if last is not None:
                    steps.append((end, last))
            for there, price in steps:
                if settled[there]:
                    continue
                new, old = here + price - height[there], far[there]
                if old is None or new < old:
                    far[there], before[there] = new, node
                    heapq.heappush(heap, (new, there))
        self._raise(far, settled)
        return before

    def _beginnings(self) -> list[int | None]:
        """The way from nowhere to each table that may have one more; its price is measured against the heights."""
        far: list[int | None] = [None] * (self.end + 1)
        for table in range(self.tables):
            price = self.leave(self.has[table])
            if price is not None:
                far[table] = price - self.height[table]
        return far

    def _raise(self, far: list[int | None], settled: list[bool]) -> None:
        length = far[self.end]
        if length is None:
            raise ValueError("no more pairs can be made within the bounds")
        for node in range(self.end + 1):
            reached = far[node]
            self.height[node] += reached if settled[node] and reached is not None else length
