"""What the bots like: made of the seed, so that two rehearsals of one seed want the same.

Some cards are loved by many and some by few, tables are fond of their own, and there are initiatives that nobody will
lead.  That is what makes cuts, ties, and groups with and without a leader.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

View = Mapping[str, Any]
OWN = 1.6
"""How much dearer a table's own card is to it."""
LEADERLESS = 0.3


def choice(
    seed: str, round_: View, paper: Sequence[View], chance: random.Random, mine: set[str] | None = None
) -> dict[str, int]:
    """A ballot: as many marks as it may hold or a third of the cards, the popular ones likelier."""
    limit = round_["limit"] or max(1, len(paper) // 3)
    marks = chance.randint(max(1, limit - 2), limit)
    ranked = sorted(
        paper,
        # A weighted draw without putting back (Efraimidis and Spirakis): the largest u^(1/weight) win.
        key=lambda card: -(chance.random() ** (1 / _weight(seed, card["id"], mine or set()))),
    )
    return dict.fromkeys(sorted(card["id"] for card in ranked[:marks]), 1)


def blank() -> dict[str, int]:
    """A ballot without a mark: it counts as turnout."""
    return {}


def stays_away(seed: str, round_id: str, seat: str, share: float) -> bool:
    """Does this elector not vote in this round?"""
    return random.Random(f"{seed}/{round_id}/{seat}/away").random() < share


def leads(seed: str, paper: Sequence[View], people: int) -> dict[str, int]:
    """Card → the number of the person who will lead it; some cards find nobody."""
    order = sorted((card["id"] for card in paper), key=lambda card: random.Random(f"{seed}/{card}/lead").random())
    nobody = max(1, round(len(order) * LEADERLESS)) if len(order) > 1 else 0
    free = list(range(1, people + 1))
    random.Random(f"{seed}/leaders").shuffle(free)
    return dict(zip(order[nobody:], free, strict=False))


def joins(seed: str, paper: Sequence[View], chance: random.Random, most: int) -> list[str]:
    """The cards whose groups a person joins, if any: about two in five join one, some of them more."""
    if chance.random() > 0.42:
        return []
    wanted = 1 + (most > 1 and chance.random() < 0.3)
    ranked = sorted(paper, key=lambda card: -(chance.random() ** (1 / _weight(seed, card["id"], set()))))
    return [card["id"] for card in ranked[:wanted]]


def _weight(seed: str, card: str, mine: set[str]) -> float:
    liked = 0.15 + random.Random(f"{seed}/{card}").random() ** 2 * 2
    return liked * (OWN if card in mine else 1)
