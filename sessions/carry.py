"""What goes on to the next round: a pure function of the count, the declared rule and, for a draw, the seed.

`all` carries every card.  `threshold` carries the cards with enough marks.  `top` carries the k cards with most
marks; a card without a single mark never passes.  If cards stand level at the cut, the tie chain, declared before
the vote, decides step by step:

* `breadth`   the card with marks from more tables passes first;
* `include:n` all that still stand level pass, if no more than n pass in all;
* `draw`      the hall calls a number; places are drawn from SHA-256(chain head at the close ‖ number).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from math import ceil

import msgspec

from sessions.outcome import CardScore, TieStep
from sessions.scenario import Carry
from sessions.tally import Count, part


class Cut(msgspec.Struct, frozen=True):
    """Who passes, who stays, who waits for the draw (for `places` places), and how the tie went."""

    passed: tuple[str, ...]
    rest: tuple[str, ...]
    pending: tuple[str, ...]
    places: int
    tie: tuple[TieStep, ...]


def cut(count: Count, rule: Carry) -> Cut:
    """Apply the rule to the count. A draw is not made here: its cards come back as `pending`."""
    rows = count.rows
    if rule.rule == "all":
        return _plain([row.card for row in rows], [])
    if rule.rule == "threshold":
        least = rule.min if rule.min is not None else max(1, ceil(part(rule.share or 0) * count.ballots))
        return _plain([row.card for row in rows if row.score >= least], [row.card for row in rows if row.score < least])
    return _top(rows, rule)


def drawn(before: Cut, seed: str) -> Cut:
    """The same cut with its open tie decided by the seed (hex). Order: SHA-256(seed ‖ newline ‖ card id)."""
    order = sorted(before.pending, key=lambda card: hashlib.sha256(f"{seed}\n{card}".encode()).hexdigest())
    winners = tuple(order[: before.places])
    losers = tuple(card for card in before.pending if card not in winners)
    step = TieStep("draw", before.places, {card: place for place, card in enumerate(order, 1)}, winners, ())
    return Cut(before.passed + winners, losers + before.rest, (), 0, (*before.tie, step))


def draw_seed(head: str, number: int) -> str:
    """Seed = SHA-256(chain head at the close ‖ newline ‖ the number called in the hall), hex."""
    return hashlib.sha256(f"{head}\n{number}".encode()).hexdigest()


def _plain(passed: Sequence[str], rest: Sequence[str]) -> Cut:
    return Cut(tuple(passed), tuple(rest), (), 0, ())


def _top(rows: Sequence[CardScore], rule: Carry) -> Cut:
    k = rule.k or 0
    marked = [row for row in rows if row.score > 0]
    unmarked = [row.card for row in rows if row.score == 0]
    if len(marked) <= k:
        return _plain([row.card for row in marked], unmarked)
    edge = marked[k - 1].score
    above = [row.card for row in marked if row.score > edge]
    level = [row for row in marked if row.score == edge]
    below = [row.card for row in marked if row.score < edge] + unmarked
    if len(above) + len(level) == k:
        return _plain([*above, *(row.card for row in level)], below)
    return _untie(above, level, below, rule, k)


def _untie(above: list[str], level: list[CardScore], below: list[str], rule: Carry, k: int) -> Cut:
    passed, out = list(above), list(below)
    steps = [_step("score", k - len(passed), level, lambda row: row.score, [], level)]
    for word in rule.tie:
        name, _, number = word.partition(":")
        places = k - len(passed)
        if name == "breadth":
            winners, level, losers = _by_breadth(level, places)
            steps.append(_step("breadth", places, [*winners, *level, *losers], lambda row: row.breadth, winners, level))
            passed += [row.card for row in winners]
            out = [row.card for row in losers] + out
        elif name == "include" and len(passed) + len(level) <= int(number):
            steps.append(_step("include", places, level, lambda row: row.score, level, []))
            passed += [row.card for row in level]
            level = []
        if not level:
            return Cut(tuple(passed), tuple(out), (), 0, tuple(steps))
    pending = tuple(row.card for row in level)
    return Cut(tuple(passed), tuple(out), pending, k - len(passed), tuple(steps))


def _by_breadth(level: list[CardScore], places: int) -> tuple[list[CardScore], list[CardScore], list[CardScore]]:
    """Split level cards into sure winners, those still level for the last places, and sure losers."""
    order = sorted(level, key=lambda row: -row.breadth)
    edge = order[places - 1].breadth
    winners = [row for row in order if row.breadth > edge]
    still = [row for row in order if row.breadth == edge]
    losers = [row for row in order if row.breadth < edge]
    if len(winners) + len(still) == places:
        return winners + still, [], losers
    return winners, still, losers


def _step(
    name: str,
    places: int,
    cards: Sequence[CardScore],
    value: Callable[[CardScore], int],
    passed: Sequence[CardScore],
    left: Sequence[CardScore],
) -> TieStep:
    return TieStep(
        name,  # type: ignore[arg-type]
        places,
        {row.card: value(row) for row in cards},
        tuple(row.card for row in passed),
        tuple(row.card for row in left),
    )
