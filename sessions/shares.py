"""Equal shares: every ballot has the same share of the places and pays for what it supports.

The method of equal shares for approval ballots (Peters and Skowron 2020), exact.  There are k places for n ballots, so
each ballot begins with k/n.  A place costs 1, paid together by the ballots that support the card, each as little as
possible and all alike; a ballot with less left pays what it has.  Again and again the card passes whose supporters pay
least apiece.  When nobody can pay any more and places are left, `add1` raises every share as if there were one place
more, as long as no more than k pass; what is still left is filled by approval.

Where two cards cost the same, the one with more marks passes first, then what the tie chain compares.  If it matters
who comes first and nothing tells them apart, the cards are `tied`, and the draw decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

from sessions.outcome import Number

Keys = Mapping[str, tuple[Number, ...]]
Rank = Mapping[str, int]
TRIED = 5
"""Of so many tied cards every order is tried; of more it is taken to matter, and the draw is asked."""


class Chosen(NamedTuple):
    """The cards that pass, in the order in which they were paid for; or the ones that wait for the draw."""

    passed: tuple[str, ...]
    tied: tuple[str, ...] = ()


def choose(
    cards: Sequence[str],
    ballots: Sequence[frozenset[str]],
    k: int,
    keys: Keys,
    lots: Rank | None = None,
    *,
    add1: bool = True,
) -> Chosen:
    """Choose k of `cards`. `keys`: what decides between cards of equal cost, the lesser first; `lots`: the draw."""
    if not ballots:
        return Chosen(())
    supporters = {card: [no for no, ballot in enumerate(ballots) if card in ballot] for card in cards}
    supported = {card: names for card, names in supporters.items() if names}
    places = {card: place for place, card in enumerate(cards)}

    def run(rank: Rank) -> tuple[tuple[str, ...], set[str]]:
        purchases = _Purchases(supported, len(ballots), keys, rank)
        return purchases.made(k, add1), purchases.level

    if lots is not None:
        return Chosen(run({card: lots.get(card, len(cards) + places[card]) for card in cards})[0])
    passed, level = run(places)
    tried: set[str] = set()
    while len(level) <= TRIED and level != tried:
        tried = set(level)
        for order in permutations(sorted(tried, key=places.__getitem__)):
            other, more = run({**places, **{card: place - len(order) for place, card in enumerate(order)}})
            level |= more
            if set(other) != set(passed):
                return Chosen((), tuple(card for card in cards if card in level))
    if len(level) > TRIED:
        return Chosen((), tuple(card for card in cards if card in level))
    return Chosen(passed)


class _Purchases:
    """One whole procedure with a strict order among level cards; `level` are the cards whose order was looked at."""

    def __init__(self, supporters: Mapping[str, list[int]], n: int, keys: Keys, rank: Rank) -> None:
        self._supporters, self._n, self._keys, self._rank = supporters, n, keys, rank
        self.level: set[str] = set()

    def made(self, k: int, add1: bool) -> tuple[str, ...]:
        """The cards bought with k places; with `add1`, those of the largest number of shares at which no more than k
        pass, and then by approval what is left."""
        seats, passed = k, self._bought(k)
        if not add1:
            return passed
        while len(passed) < min(k, len(self._supporters)):
            seats += 1
            more = self._bought(seats)
            if len(more) > k:
                break
            passed = more
        return self._filled(passed, k)

    def _bought(self, seats: int) -> tuple[str, ...]:
        purses = [Fraction(seats, self._n)] * self._n
        passed: list[str] = []
        while True:
            costs = {
                card: cost
                for card, names in self._supporters.items()
                if card not in passed and (cost := _cost([purses[no] for no in names])) is not None
            }
            if not costs:
                return tuple(passed)
            cheapest = min(costs.values())
            card = self._first([card for card in costs if costs[card] == cheapest])
            for no in self._supporters[card]:
                purses[no] -= min(purses[no], cheapest)
            passed.append(card)

    def _first(self, cards: Sequence[str]) -> str:
        best = min(self._keys[card] for card in cards)
        level = [card for card in cards if self._keys[card] == best]
        if len(level) > 1:
            self.level.update(level)
        return min(level, key=self._rank.__getitem__)

    def _filled(self, passed: tuple[str, ...], k: int) -> tuple[str, ...]:
        others = [card for card in self._supporters if card not in passed]
        while others and len(passed) < k:
            card = self._first(others)
            others.remove(card)
            passed = (*passed, card)
        return passed


def _cost(purses: Sequence[Fraction]) -> Fraction | None:
    """The least that every supporter pays at most so that 1 comes together; None: they have not got it."""
    if sum(purses) < 1:
        return None
    needed, payers = Fraction(1), len(purses)
    for purse in sorted(purses):
        if purse * payers >= needed:
            return needed / payers
        needed -= purse
        payers -= 1
    raise AssertionError("whoever has 1 together can pay it")
