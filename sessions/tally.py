"""Ballots → scores, breadth, turnout: the only place that counts.  It derives, and stores nothing.

Everything is exact: means and shares are fractions while they are compared, so that cards that stand level do stand
level.  What a card's own tables gave it can be told apart (`own`), and left out where the round says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil
from statistics import median
from typing import NamedTuple

import msgspec

from sessions.outcome import CardScore, Grade, Number, OwnMarks
from sessions.scenario import Criterion, Quorum, VoteRound

FEW_AUTHORS = 2
"""A card of more tables belongs to everybody: to leave its authors out would leave out half the hall."""


class Vote(NamedTuple):
    """A ballot as it is counted: card → points, or card → criterion → grade. It stands for `weight` people; counted
    hands are the ballots of so many `voters`."""

    choices: Mapping[str, int] = {}
    grades: Mapping[str, Mapping[str, int | Fraction]] = {}
    weight: int = 1
    voters: int = 1


class Count(msgspec.Struct, frozen=True):
    """What the ballots say, before any rule: rows in falling order of score, equal scores in the order of `cards`."""

    ballots: int
    blank: int
    rows: tuple[CardScore, ...]


def approval(ballots: Iterable[Mapping[str, int]], reach: Mapping[str, Sequence[str]], cards: Sequence[str]) -> Count:
    """Count approval ballots of weight one: a mark is one, whatever its number."""
    return marks([Vote(dict.fromkeys(choices, 1)) for choices in ballots], reach, cards)


def marks(votes: Sequence[Vote], reach: Mapping[str, Sequence[str]], cards: Sequence[str]) -> Count:
    """Add up points by weight; points for cards not in `cards` are not counted.

    `reach` gives the tables with at least one mark for a card; its length is the card's breadth.
    """
    scores = dict.fromkeys(cards, 0)
    blank = 0
    for vote in votes:
        marked = [card for card in vote.choices if card in scores]
        blank += 0 if marked else vote.voters
        for card in marked:
            scores[card] += vote.choices[card] * vote.weight
    return Count(sum(vote.voters for vote in votes), blank, _ranked(cards, reach, scores.__getitem__))


def grades(
    votes: Sequence[Vote],
    reach: Mapping[str, Sequence[str]],
    cards: Sequence[str],
    criteria: Sequence[Criterion],
    by: str,
) -> Count:
    """Grade every card on every criterion and rank by one of them: `by` is `criterion.mean`, `.median` or `.sum`."""
    given = {card: {each.id: _answers(votes, card, each.id) for each in criteria} for card in cards}
    criterion, _, how = by.partition(".")
    rows = _ranked(cards, reach, lambda card: aggregate(given[card][criterion], how))
    blank = sum(not any(card in given for card in vote.grades) for vote in votes)
    graded = [
        msgspec.structs.replace(row, grades={name: _grade(values) for name, values in given[row.card].items()})
        for row in rows
    ]
    return Count(len(votes), blank, tuple(graded))


def folded(vote: Vote, joined: Mapping[str, str], plan: VoteRound) -> Vote:
    """A ballot as it counts after cards on it were laid together (`joined`: card → theme): a mark counts once, dots up
    to what one card may have, of hands the most that one of the cards had, grades by their mean on this ballot."""
    if not joined:
        return vote
    choices: dict[str, int] = {}
    for card, points in vote.choices.items():
        theme = end_of(card, joined)
        both = choices.get(theme, 0) + points
        if plan.method == "dots":
            choices[theme] = min(both, plan.cap or plan.limit or both)
        else:
            choices[theme] = max(choices.get(theme, 0), points)
    given: dict[str, dict[str, list[int | Fraction]]] = {}
    for card, grades in vote.grades.items():
        for name, grade in grades.items():
            given.setdefault(end_of(card, joined), {}).setdefault(name, []).append(grade)
    means = {
        card: {name: Fraction(sum(each), len(each)) for name, each in by_name.items()}
        for card, by_name in given.items()
    }
    return Vote(choices, means, vote.weight, vote.voters)


def end_of(card: str, joined: Mapping[str, str]) -> str:
    """The theme that a card lies in at last."""
    while card in joined:
        card = joined[card]
    return card


def without_own(count: Count, own: Mapping[str, OwnMarks]) -> Count:
    """The same count with what each card got from others beside its score: for the lead to look at."""
    rows = [
        msgspec.structs.replace(row, others=row.score - own[row.card].marks) if row.card in own else row
        for row in count.rows
    ]
    return Count(count.ballots, count.blank, tuple(rows))


def excluding_own(
    count: Count,
    own: Mapping[str, OwnMarks],
    authors: Mapping[str, Sequence[str]],
    total: int,
    reach: Mapping[str, Sequence[str]],
) -> Count:
    """Rank by the share of those who may speak of a card: the tables that wrote it do not, if they are one or two.

    `authors` in the order of the pool; `total`: all ballots by weight. The score that is shown is the number of marks
    that count.
    """
    counted: dict[str, int] = {}
    shares: dict[str, Fraction] = {}
    for row in count.rows:
        apart = own.get(row.card) if 0 < len(authors.get(row.card, ())) <= FEW_AUTHORS else None
        points, ballots = (apart.marks, apart.ballots) if apart else (0, 0)
        counted[row.card] = int(row.score) - points
        shares[row.card] = Fraction(counted[row.card], max(1, total - ballots))
    ranked = _ranked(list(authors), reach, shares.__getitem__)
    rows = [msgspec.structs.replace(row, score=counted[row.card]) for row in ranked]
    return Count(count.ballots, count.blank, tuple(rows))


def own_of(votes: Iterable[tuple[str, Vote]], authors: Mapping[str, Sequence[str]]) -> dict[str, OwnMarks]:
    """What each card got from its own tables, given (table, vote) of every ballot."""
    found = {card: OwnMarks(0, 0) for card, tables in authors.items() if tables}
    for table, vote in votes:
        for card, before in found.items():
            if table in authors[card]:
                points = vote.choices.get(card, 0) * vote.weight
                found[card] = OwnMarks(before.marks + points, before.ballots + vote.weight * vote.voters)
    return found


def aggregate(values: Sequence[int | Fraction], how: str) -> Fraction:
    """`sum`, `mean` or `median` of the grades, exact; nothing graded counts as 0."""
    if not values:
        return Fraction(0)
    if how == "sum":
        return Fraction(sum(values))
    return Fraction(sum(values), len(values)) if how == "mean" else Fraction(median(map(Fraction, values)))


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


def number(value: Fraction) -> Number:
    """A fraction as it is stored and shown."""
    return value.numerator if value.denominator == 1 else float(value)


def _answers(votes: Iterable[Vote], card: str, criterion: str) -> list[int | Fraction]:
    """Every grade of a card on a criterion, as often as it weighs."""
    return [
        grade
        for vote in votes
        if (grade := vote.grades.get(card, {}).get(criterion)) is not None
        for _ in range(vote.weight)
    ]


def _grade(values: Sequence[int | Fraction]) -> Grade:
    total, mean, middle = (number(aggregate(values, how)) for how in ("sum", "mean", "median"))
    return Grade(len(values), total, mean, middle)


def _ranked(
    cards: Sequence[str], reach: Mapping[str, Sequence[str]], key: Callable[[str], int | Fraction]
) -> tuple[CardScore, ...]:
    rows: list[CardScore] = []
    before: int | Fraction | None = None
    for place, card in enumerate(sorted(cards, key=lambda each: -key(each)), start=1):
        value = key(card)
        rank = rows[-1].rank if rows and value == before else place
        rows.append(CardScore(card, number(Fraction(value)), len(reach.get(card, ())), rank))
        before = value
    return tuple(rows)
