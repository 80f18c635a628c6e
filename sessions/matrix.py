"""The matrix: a score vote with two criteria as a field on which every card has its place.

In the game: the hall sees at a glance what matters and what is in its own hands. Truth flows from the plan and the
stored outcome to a point; nothing is counted here and nothing is kept.
"""

from __future__ import annotations

from typing import NamedTuple

from sessions.outcome import CardScore, Number
from sessions.scenario import GATE, Criterion, VoteRound
from sessions.tally import part

ON_THE_SCALE = ("mean", "median")
"""A sum has no place between `low` and `high`: where a rule adds up, the field shows the mean."""


class Axis(NamedTuple):
    """One side of the field: a criterion, and which of its figures places a card."""

    criterion: Criterion
    how: str


class Axes(NamedTuple):
    """`y` is what the vote ranks by, `x` the other criterion; `gate`: the least `x` that may go on, None if no gate
    stands on this side or none of the grades could miss it."""

    x: Axis
    y: Axis
    gate: float | None


def axes(plan: VoteRound) -> Axes | None:
    """The field of this vote; None unless it asks for exactly two grades."""
    if len(plan.criteria) != 2:
        return None
    ranked, _, how = plan.by.partition(".")
    x, y = sorted(plan.criteria, key=lambda each: each.id == ranked)
    how = how if how in ON_THE_SCALE else "mean"
    name, aggregate, least = _gate(plan.carry.gate)
    if name != x.id or aggregate not in ON_THE_SCALE:
        return Axes(Axis(x, how), Axis(y, how), None)
    inside = x.low < part(least) <= x.high
    return Axes(Axis(x, aggregate), Axis(y, how), least if inside else None)


def point(of: Axes, row: CardScore) -> tuple[Number, Number] | None:
    """Where the card lies, x and y; None if one of its two grades was given by nobody."""
    x, y = (row.grades.get(axis.criterion.id) for axis in (of.x, of.y))
    if x is None or y is None or not x.answers or not y.answers:
        return None
    return getattr(x, of.x.how), getattr(y, of.y.how)


def _gate(gate: str | None) -> tuple[str, str, float]:
    found = GATE.fullmatch(gate) if gate else None
    return (found[1], found[2], float(found[3])) if found else ("", "", 0.0)
