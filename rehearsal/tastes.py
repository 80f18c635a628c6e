"""What the bots like: made of the seed, so that two rehearsals of one seed want the same.

Some cards are loved by many and some by few, tables are fond of their own, and there are initiatives that nobody will
lead.  That is what makes cuts, ties, and groups with and without a leader.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

View = Mapping[str, Any]
Ballot = dict[str, Any]
"""What is said of a ballot besides its round: `choices`, and where cards are graded `grades`."""
OWN = 1.6
"""How much dearer a table's own card is to it."""
LEADERLESS = 0.3
UNKNOWN = 0.12
"""So often nobody knows how to grade a card."""


def ballot(
    seed: str,
    round_: View,
    paper: Sequence[View],
    chance: random.Random,
    mine: set[str] | None = None,
    hands: int | None = None,
) -> Ballot:
    """A ballot of the round's method; the popular cards get more."""
    if round_["electors"] == "table_tally":
        return {"choices": _hands(seed, paper, chance, hands or 0, round_["limit"])}
    match round_["method"]:
        case "dots":
            return {"choices": _dots(seed, round_, paper, chance, mine or set())}
        case "score":
            return {"choices": {}, "grades": _grades(seed, round_, paper, chance, mine or set())}
        case _:
            return {"choices": _marks(seed, round_, paper, chance, mine or set())}


def blank() -> Ballot:
    """A ballot that says nothing: it counts as turnout."""
    return {"choices": {}}


def _marks(seed: str, round_: View, paper: Sequence[View], chance: random.Random, mine: set[str]) -> dict[str, int]:
    """As many marks as the ballot may hold or a third of the cards, the popular ones likelier."""
    limit = round_["limit"] or max(1, len(paper) // 3)
    marks = chance.randint(max(1, limit - 2), limit)
    ranked = sorted(
        paper,
        # A weighted draw without putting back (Efraimidis and Spirakis): the largest u^(1/weight) win.
        key=lambda card: -(chance.random() ** (1 / _weight(seed, card["id"], mine))),
    )
    return dict.fromkeys(sorted(card["id"] for card in ranked[:marks]), 1)


def _dots(seed: str, round_: View, paper: Sequence[View], chance: random.Random, mine: set[str]) -> dict[str, int]:
    """Dot by dot, until all are given or every card has as many as it may."""
    cards = [card["id"] for card in paper]
    weights = {card: _weight(seed, card, mine) for card in cards}
    most = round_["cap"] or round_["limit"]
    given: dict[str, int] = {}
    for _ in range(round_["limit"] - chance.randint(0, min(1, round_["limit"] - 1))):
        open_for = [card for card in cards if given.get(card, 0) < most]
        if not open_for:
            break
        card = chance.choices(open_for, [weights[each] for each in open_for])[0]
        given[card] = given.get(card, 0) + 1
    return dict(sorted(given.items()))


def _hands(
    seed: str, paper: Sequence[View], chance: random.Random, hands: int, limit: int | None = None
) -> dict[str, int]:
    """Everybody at the table raises a hand for what they like; where there is a limit, once for each place."""
    if limit is not None:
        given = Counter(chance.choice(paper)["id"] for _ in range(hands * limit))
        return {card: min(n, hands) for card, n in sorted(given.items())}
    raised = {
        card["id"]: sum(chance.random() < min(0.9, _weight(seed, card["id"], set()) / 2) for _ in range(hands))
        for card in paper
    }
    return {card: n for card, n in sorted(raised.items()) if n}


def _grades(
    seed: str, round_: View, paper: Sequence[View], chance: random.Random, mine: set[str]
) -> dict[str, dict[str, int]]:
    """Every card on every criterion, better for what is liked; here and there nobody knows."""
    given: dict[str, dict[str, int]] = {}
    for card in sorted(card["id"] for card in paper):
        grades = {
            each["id"]: _grade(each, _weight(f"{seed}/{each['id']}", card, mine), chance)
            for each in round_["criteria"]
            if chance.random() > UNKNOWN
        }
        if grades:
            given[card] = grades
    return given


def _grade(criterion: View, weight: float, chance: random.Random) -> int:
    low, high = criterion["low"], criterion["high"]
    liked = low + (high - low) * min(1.0, weight / 2)
    return max(low, min(high, round(chance.gauss(liked, 0.8))))


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
