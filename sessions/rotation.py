"""Who looks at which sheet at which stop of a gallery: drawn once, when the round opens.

Pure: cards, tables and a seed in, a schedule out.  First it is settled which cards a table looks at, so that every card
is seen by as many tables as can be had and none by many more than another; then the pairs are laid into stops, so that
at each stop as few tables as possible look at the same card.
"""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Mapping, Sequence

Stop = dict[str, str]
"""Table → the card that it looks at; a table that has seen all there is for it is not in the stop."""


def schedule(
    cards: Sequence[str], tables: Sequence[str], holders: Mapping[str, Sequence[str]], stops: int, seed: str
) -> tuple[Stop, ...]:
    """A stop for each time the sheets travel. No table looks at a card that it holds, nor twice at one."""
    circle = sorted(cards, key=lambda card: _chance(seed, card))
    order = sorted(tables, key=lambda table: _chance(seed, table))
    may = {table: [card for card in circle if table not in holders.get(card, ())] for table in order}
    sees = _even(may, circle, stops)
    return _stops(sees, circle, stops)


def _even(may: Mapping[str, Sequence[str]], cards: Sequence[str], stops: int) -> dict[str, list[str]]:
    """Table → its cards. While a view can be passed on from a card to one that has two less, it is: then no other
    choice has a card that fares worse."""
    seen = dict.fromkeys(cards, 0)
    sees: dict[str, list[str]] = {}
    for table, those in may.items():
        sees[table] = sorted(those, key=lambda card: seen[card])[:stops]
        for card in sees[table]:
            seen[card] += 1
    while way := _way(may, sees, seen):
        for table, old, new in way:
            sees[table][sees[table].index(old)] = new
        seen[way[0][1]] -= 1
        seen[way[-1][2]] += 1
    return sees


def _way(
    may: Mapping[str, Sequence[str]], sees: Mapping[str, list[str]], seen: Mapping[str, int]
) -> list[tuple[str, str, str]]:
    """The shortest chain of exchanges (table, its card, another card) that takes a view from a card to one with at
    least two less; empty where there is none."""
    for start in sorted(seen, key=lambda card: -seen[card]):
        came: dict[str, tuple[str, str, str]] = {}
        queue, reached = deque([start]), {start}
        while queue:
            card = queue.popleft()
            if seen[card] <= seen[start] - 2:
                way = []
                while card != start:
                    way.append(came[card])
                    card = came[card][1]
                return way[::-1]
            for table, those in sees.items():
                if card not in those:
                    continue
                for other in may[table]:
                    if other not in reached and other not in those:
                        came[other] = (table, card, other)
                        reached.add(other)
                        queue.append(other)
    return []


def _stops(sees: Mapping[str, Sequence[str]], cards: Sequence[str], stops: int) -> tuple[Stop, ...]:
    """The pairs in as many stops as there are, each table once in a stop.

    A card that is seen more often than there are stops lies at several places, each seen once in a stop; then this is
    colouring the edges of a bipartite graph, which always comes out (König).
    """
    made: Counter[str] = Counter()
    at_table: dict[str, dict[int, tuple[str, int]]] = {table: {} for table in sees}
    at_place: dict[tuple[str, int], dict[int, str]] = {}
    order = {card: place for place, card in enumerate(cards)}
    for table, those in sees.items():
        for card in sorted(those, key=lambda each: order[each]):
            place = (card, made[card] // stops)
            made[card] += 1
            here, there = at_table[table], at_place.setdefault(place, {})
            mine, its = _free(here, stops), _free(there, stops)
            if mine not in there:
                its = mine
            elif its in here:
                _swap(table, its, mine, at_table, at_place)
            here[its], there[its] = place, table
    return tuple({table: at[stop][0] for table, at in at_table.items() if stop in at} for stop in range(stops))


def _free(taken: Mapping[int, object], stops: int) -> int:
    return next(stop for stop in range(stops) if stop not in taken)


def _swap(
    table: str,
    stop: int,
    other: int,
    at_table: Mapping[str, dict[int, tuple[str, int]]],
    at_place: Mapping[tuple[str, int], dict[int, str]],
) -> None:
    """Exchange two stops along the chain that begins at this table, so that `stop` is free there."""
    pairs: list[tuple[str, tuple[str, int], int]] = []
    here, now = table, stop
    while now in at_table[here]:
        place = at_table[here][now]
        pairs.append((here, place, now))
        now = other if now == stop else stop
        if now not in at_place[place]:
            break
        here = at_place[place][now]
        pairs.append((here, place, now))
        now = other if now == stop else stop
    for each, place, was in pairs:
        del at_table[each][was], at_place[place][was]
    for each, place, was in pairs:
        new = other if was == stop else stop
        at_table[each][new], at_place[place][new] = place, each


def _chance(seed: str, what: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{what}".encode()).digest()
