"""Ballots → scores, breadth, turnout: the only place that counts.  It derives, and stores nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil

import msgspec

from sessions.outcome import CardScore
from sessions.scenario import Quorum


class Count(msgspec.Struct, frozen=True):
    """What the ballots say, before any rule: rows in falling order of score, equal scores in the order of `cards`."""

    ballots: int
    blank: int
    rows: tuple[CardScore, ...]


def approval(ballots: Iterable[Mapping[str, int]], reach: Mapping[str, Sequence[str]], cards: Sequence[str]) -> Count:
    """Count approval ballots: a mark is one, whatever its number; marks for cards not in `cards` are not counted.

    `reach` gives the tables with at least one mark for a card; its length is the card's breadth.
    """
    scores = dict.fromkeys(cards, 0)
    total = blank = 0
    for choices in ballots:
        total += 1
        marked = [card for card in choices if card in scores]
        blank += not marked
        for card in marked:
            scores[card] += 1
    return Count(total, blank, _ranked(scores, reach))


def reach_of(by_table: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    """Card → the tables from which it has at least one mark, given (table, marked cards) of every ballot."""
    tables: dict[str, set[str]] = {}
    for table, cards in by_table:
        for card in cards:
            tables.setdefault(card, set()).add(table)
    return {card: tuple(sorted(tables[card])) for card in sorted(tables)}


def quorum_count(quorum: Quorum, electors: str, people: int, tables: int) -> int | None:
    """How many ballots the quorum asks for: a share of the people rounded up, or a number of tables; None: none."""
    if electors == "person":
        return None if quorum.person is None else ceil(part(quorum.person) * people)
    return None if quorum.table is None else min(quorum.table, tables)


def part(share: float) -> Fraction:
    """The share as it stands in the scenario: 0.55 of 20 is 11, where floats would make it a little more, then 12."""
    return Fraction(str(share))


def _ranked(scores: Mapping[str, int], reach: Mapping[str, Sequence[str]]) -> tuple[CardScore, ...]:
    rows: list[CardScore] = []
    for place, card in enumerate(sorted(scores, key=lambda c: -scores[c]), start=1):
        level = bool(rows) and rows[-1].score == scores[card]
        rank = rows[-1].rank if level else place
        rows.append(CardScore(card, scores[card], len(reach.get(card, ())), rank))
    return tuple(rows)
