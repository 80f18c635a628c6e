"""What goes on to the next round: a pure function of the count, the declared rule and, for a draw, the seed.

First the gate: a card that does not reach it stays behind whatever its score.  Then the rule:

* `all`           every card;
* `threshold`     the cards with enough marks;
* `top`           the k cards with most marks, at most so many of one value of a field (`diversify`);
* `per_table`     the k best cards of every table;
* `equal_shares`  k cards so that every ballot has an equal share in the choice (see `shares.py`);
* `manual`        what the lead picks after the count, at most k of them where there is a k.

A card without a single mark never passes by `top`, `per_table` or `equal_shares`.  If cards stand level at the cut,
the tie chain, declared before the vote, decides step by step:

* `breadth`         the card with marks from more tables passes first;
* `mean:criterion`  the card with the better mean on that criterion passes first;
* `include:n`       all that still stand level pass, if no more than n pass in all;
* `runoff`          the electors vote once more, on the cards that still stand level: the most marks pass first;
* `draw`            the hall calls a number; places are drawn from SHA-256(chain head at the close ‖ number).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import ceil
from typing import Literal, NamedTuple

import msgspec

from sessions import shares
from sessions.outcome import CardScore, Number, TieStep
from sessions.scenario import GATE, Carry
from sessions.tally import Count, part

Value = Callable[[CardScore], Number]


class About(NamedTuple):
    """What a rule may look at besides the count.

    `fields`: card → its fields; `tables`: card → the tables it comes from; `approvals`: the cards marked on each
    ballot.
    """

    fields: Mapping[str, Mapping[str, str]] = {}
    tables: Mapping[str, Sequence[str]] = {}
    approvals: Sequence[frozenset[str]] = ()


class Cut(msgspec.Struct, frozen=True):
    """Who passes, who stays, who waits (for `places` places, and for what), and how the tie went."""

    passed: tuple[str, ...]
    rest: tuple[str, ...]
    pending: tuple[str, ...]
    places: int
    tie: tuple[TieStep, ...]
    waits: Literal["draw", "runoff", "pick"] = "draw"


NOTHING = About()
Runoff = Sequence[CardScore] | None
"""The rows of a runoff. A card that was not on its paper, for it was hidden, passes after all that were."""


def cut(
    count: Count, rule: Carry, about: About = NOTHING, lots: Mapping[str, int] | None = None, runoff: Runoff = None
) -> Cut:
    """Apply the rule to the count. Without `runoff` none was held, without `lots` none were drawn: what would need them
    comes back as `pending`.

    `lots`: card → its place in the draw, from 1; the cards that were pending must all be in it.
    """
    rows = [row for row in count.rows if _passes(row, rule.gate)]
    behind = tuple(row.card for row in count.rows if not _passes(row, rule.gate))
    made = _by_rule(rows, count, rule, about, lots, runoff)
    return msgspec.structs.replace(made, rest=made.rest + behind)


def drawn(count: Count, rule: Carry, about: About, seed: str, gone: Sequence[str] = (), runoff: Runoff = None) -> Cut:
    """The same cut with its open ties decided by the seed (hex). Order: SHA-256(seed ‖ newline ‖ card id); cards that
    are gone meanwhile come last, so that they take no place from another."""
    before = cut(count, rule, about, None, runoff)
    order = sorted(before.pending, key=lambda card: (card in gone, _lot(seed, card)))
    return cut(count, rule, about, {card: place for place, card in enumerate(order, 1)}, runoff)


def draw_seed(head: str, number: int) -> str:
    """Seed = SHA-256(chain head at the close ‖ newline ‖ the number called in the hall), hex."""
    return hashlib.sha256(f"{head}\n{number}".encode()).hexdigest()


def _lot(seed: str, card: str) -> str:
    return hashlib.sha256(f"{seed}\n{card}".encode()).hexdigest()


def _passes(row: CardScore, gate: str | None) -> bool:
    found = GATE.fullmatch(gate) if gate else None
    if found is None:
        return True
    grade = row.grades.get(found[1])
    return grade is not None and grade.answers > 0 and part(getattr(grade, found[2])) >= part(float(found[3]))


def _by_rule(
    rows: Sequence[CardScore],
    count: Count,
    rule: Carry,
    about: About,
    lots: Mapping[str, int] | None,
    runoff: Runoff,
) -> Cut:
    match rule.rule:
        case "manual":
            return Cut((), (), tuple(row.card for row in rows), rule.k or 0, (), "pick")
        case "all":
            return _plain([row.card for row in rows], [])
        case "threshold":
            least = rule.min if rule.min is not None else max(1, ceil(part(rule.share or 0) * count.ballots))
            enough = [row.card for row in rows if row.score >= least]
            return _plain(enough, [row.card for row in rows if row.score < least])
        case "per_table":
            return _per_table(rows, rule, about, lots)
        case "equal_shares":
            return _equal_shares(rows, rule, about, lots)
        case _ if rule.diversify is not None:
            return _diverse(rows, rule, about, lots)
        case _:
            return _top(rows, rule, lots, runoff)


def _plain(passed: Sequence[str], rest: Sequence[str], tie: Sequence[TieStep] = ()) -> Cut:
    return Cut(tuple(passed), tuple(rest), (), 0, tuple(tie))


def _top(rows: Sequence[CardScore], rule: Carry, lots: Mapping[str, int] | None, runoff: Runoff = None) -> Cut:
    k = rule.k or 0
    marked = [row for row in rows if row.score > 0]
    unmarked = [row.card for row in rows if row.score <= 0]
    if len(marked) <= k:
        return _plain([row.card for row in marked], unmarked)
    edge = marked[k - 1].rank
    above = [row.card for row in marked if row.rank < edge]
    level = [row for row in marked if row.rank == edge]
    below = [row.card for row in marked if row.rank > edge] + unmarked
    if len(above) + len(level) == k:
        return _plain([*above, *(row.card for row in level)], below)
    return _untie(above, level, below, rule, k, lots, runoff)


def _untie(
    above: list[str],
    level: list[CardScore],
    below: list[str],
    rule: Carry,
    k: int,
    lots: Mapping[str, int] | None,
    runoff: Runoff,
) -> Cut:
    passed, out = list(above), list(below)
    waits: Literal["draw", "runoff"] = "draw"
    steps = [_step("score", k - len(passed), level, lambda row: row.score, [], level)]
    for word in rule.tie:
        name, _, rest = word.partition(":")
        places = k - len(passed)
        if name == "runoff" and runoff is None:
            waits = "runoff"
            break
        if name in ("breadth", "mean", "runoff"):
            value, shown = _values(word, runoff or ())
            winners, level, losers = _by(value, level, places)
            step = _step(name, places, [*winners, *level, *losers], shown, winners, level)
            steps.append(msgspec.structs.replace(step, criterion=rest))
            passed += [row.card for row in winners]
            out = [row.card for row in losers] + out
        elif name == "include" and len(passed) + len(level) <= int(rest):
            steps.append(_step("include", places, level, lambda row: row.score, level, []))
            passed += [row.card for row in level]
            level = []
        elif name == "draw" and lots is not None:
            drawn_order = sorted(level, key=lambda row: lots[row.card])
            steps.append(_step("draw", places, drawn_order, lambda row: lots[row.card], drawn_order[:places], []))
            passed += [row.card for row in drawn_order[:places]]
            out = [row.card for row in level if row not in drawn_order[:places]] + out
            level = []
        if not level:
            return _plain(passed, out, steps)
    pending = tuple(row.card for row in level)
    return Cut(tuple(passed), tuple(out), pending, k - len(passed), tuple(steps), waits)


def _values(word: str, runoff: Sequence[CardScore]) -> tuple[Value, Value]:
    """What a tie step compares, and what is shown of it. In a runoff the rank counts, for it is exact where marks are
    shares of those who may speak of a card."""
    if word != "runoff":
        return _value(word), _value(word)
    rows = {row.card: row for row in runoff}
    last = len(rows) + 1
    return (
        lambda row: -(rows[row.card].rank if row.card in rows else last),
        lambda row: rows[row.card].score if row.card in rows else 0,
    )


def _value(word: str) -> Value:
    """What a tie step compares."""
    name, _, criterion = word.partition(":")
    if name == "mean":
        return lambda row: row.grades[criterion].mean if criterion in row.grades else 0
    return lambda row: row.breadth


def _by(value: Value, level: list[CardScore], places: int) -> tuple[list[CardScore], list[CardScore], list[CardScore]]:
    """Split level cards into sure winners, those still level for the last places, and sure losers."""
    order = sorted(level, key=lambda row: -value(row))
    edge = value(order[places - 1])
    winners = [row for row in order if value(row) > edge]
    still = [row for row in order if value(row) == edge]
    losers = [row for row in order if value(row) < edge]
    if len(winners) + len(still) == places:
        return winners + still, [], losers
    return winners, still, losers


def _diverse(rows: Sequence[CardScore], rule: Carry, about: About, lots: Mapping[str, int] | None) -> Cut:
    """Go down the ranking and let a card pass while there is a place for it and for one more of its kind.

    Cards that stand level in everything that the chain compares are one block. Where not the whole of a block can pass
    it depends on their order who does, and only there the draw is asked.
    """
    assert rule.diversify is not None
    most, k = rule.diversify.max, rule.k or 0
    kinds = {row.card: about.fields.get(row.card, {}).get(rule.diversify.field, "") for row in rows}
    passed: list[CardScore] = []
    blocked: list[CardScore] = []
    steps: list[TieStep] = []
    for block in _blocks([row for row in rows if row.score > 0], rule.tie):
        if len(passed) >= k:
            break
        taken = Counter(kinds[row.card] for row in passed)
        open_for = [row for row in block if not kinds[row.card] or taken[kinds[row.card]] < most]
        blocked += [row for row in block if row not in open_for]
        crowded = _crowded(open_for, kinds, taken, most)
        places = k - len(passed)
        if len(open_for) > places and not crowded and _includes(rule.tie, len(passed) + len(open_for)):
            steps.append(_step("include", places, open_for, lambda row: row.score, open_for, []))
            passed += open_for
            continue
        if len(open_for) <= places and not crowded:
            passed += open_for
            continue
        contested = (
            open_for
            if len(open_for) - sum(crowded.values()) > places
            else [row for row in open_for if kinds[row.card] in crowded]
        )
        if lots is None:
            sure = [row.card for row in (*passed, *(row for row in open_for if row not in contested))]
            waiting = tuple(row.card for row in contested)
            out = [row.card for row in rows if row.card not in sure and row.card not in waiting]
            steps.append(_step("score", places, contested, lambda row: row.score, [], contested))
            return Cut(tuple(sure), tuple(out), waiting, max(0, k - len(sure)), tuple(steps))
        order = sorted(open_for, key=lambda row: (row in contested, lots.get(row.card, 0)))
        before = len(passed)
        for row in order:
            if len(passed) < k and (not kinds[row.card] or taken[kinds[row.card]] < most):
                passed.append(row)
                taken[kinds[row.card]] += 1
        steps.append(_step("draw", places, contested, lambda row: lots.get(row.card, 0), passed[before:], []))
    if blocked:
        steps.append(_step("diversify", most, blocked, lambda row: row.score, [], blocked))
    cards = [row.card for row in passed]
    return _plain(cards, [row.card for row in rows if row.card not in cards], steps)


def _crowded(
    block: Sequence[CardScore], kinds: Mapping[str, str], taken: Mapping[str, int], most: int
) -> dict[str, int]:
    """Kind → how many of the block are too many of it."""
    wanted = Counter(kinds[row.card] for row in block if kinds[row.card])
    return {kind: taken[kind] + n - most for kind, n in wanted.items() if taken[kind] + n > most}


def _includes(tie: Sequence[str], n: int) -> bool:
    return any(word.startswith("include:") and n <= int(word.partition(":")[2]) for word in tie)


def _blocks(rows: Sequence[CardScore], tie: Sequence[str]) -> list[list[CardScore]]:
    """The ranking in blocks of cards that nothing the chain compares can tell apart."""
    values = [_value(word) for word in tie if word.partition(":")[0] in ("breadth", "mean")]

    def key(row: CardScore) -> tuple[Number, ...]:
        return (row.rank, *(-value(row) for value in values))

    blocks: list[list[CardScore]] = []
    for row in sorted(rows, key=key):
        if blocks and key(blocks[-1][0]) == key(row):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _per_table(rows: Sequence[CardScore], rule: Carry, about: About, lots: Mapping[str, int] | None) -> Cut:
    """Every table's own best k, by the same cut at each table. A card of several tables passes by any of them, and then
    fills a place at each of its tables where it stood level; one draw decides for all tables."""
    tables = sorted({table for row in rows for table in about.tables.get(row.card, ())})
    cuts = [
        _top(_ranked_among([row for row in rows if table in about.tables.get(row.card, ())]), rule, None)
        for table in tables
    ]
    passed = {card for each in cuts for card in each.passed}
    while more := {card for each in cuts for card in _sure(each, passed)}:
        passed |= more
    steps = [step for each in cuts for step in each.tie]
    level = [row for row in rows if any(row.card in each.pending and _places(each, passed) for each in cuts)]
    level = [row for row in level if row.card not in passed]
    places = sum(_places(each, passed) for each in cuts)
    if level and lots is not None:
        level.sort(key=lambda row: lots[row.card])
        winners = []
        for row in level:
            if any(row.card in each.pending and _places(each, passed) for each in cuts):
                passed.add(row.card)
                winners.append(row)
        steps.append(_step("draw", places, level, lambda row: lots[row.card], winners, []))
        level, places = [], 0
    order, pending = [row.card for row in rows], {row.card for row in level}
    return Cut(
        tuple(card for card in order if card in passed),
        tuple(card for card in order if card not in passed and card not in pending),
        tuple(card for card in order if card in pending),
        places,
        tuple(steps),
    )


def _places(table: Cut, passed: set[str]) -> int:
    """How many places of a table are still open among the cards that stand level there."""
    return max(0, table.places - len(passed.intersection(table.pending)))


def _sure(table: Cut, passed: set[str]) -> set[str]:
    """The cards of a table for all of which there is a place by now."""
    level = set(table.pending) - passed
    return level if len(level) <= _places(table, passed) else set()


def _ranked_among(rows: Sequence[CardScore]) -> list[CardScore]:
    """The same rows, ranked among themselves."""
    ranks = [row.rank for row in rows]
    return [msgspec.structs.replace(row, rank=1 + sum(other < row.rank for other in ranks)) for row in rows]


def _equal_shares(rows: Sequence[CardScore], rule: Carry, about: About, lots: Mapping[str, int] | None) -> Cut:
    marked = [row for row in rows if row.score > 0]
    values = [_value(word) for word in rule.tie if word.partition(":")[0] in ("breadth", "mean")]
    keys = {row.card: (-row.score, *(-value(row) for value in values)) for row in marked}
    chosen = shares.choose(
        [row.card for row in marked], about.approvals, rule.k or 0, keys, lots, add1=rule.completion == "add1"
    )
    out = [row.card for row in rows if row.card not in chosen.passed and row.card not in chosen.tied]
    places = max(0, min(rule.k or 0, len(marked)) - len(chosen.passed)) if chosen.tied else 0
    level = [row for row in marked if row.card in chosen.tied]
    steps = [_step("score", places, level, lambda row: row.score, [], level)] if level else []
    if lots and not level:
        tied = [row for row in marked if row.card in lots]
        steps = [_step("draw", 0, tied, lambda row: lots[row.card], [r for r in tied if r.card in chosen.passed], [])]
    return Cut(chosen.passed, tuple(out), chosen.tied, places, tuple(steps))


def _step(
    name: str,
    places: int,
    cards: Sequence[CardScore],
    value: Value,
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
