"""The outcome of a vote, as it is revealed, printed and carried: counted once, stored, never counted again."""

from __future__ import annotations

from typing import Literal

import msgspec


class CardScore(msgspec.Struct, frozen=True):
    """One row of the result. `breadth` is the number of tables with at least one mark for the card; cards that
    stand level share a `rank`."""

    card: str
    score: int
    breadth: int
    rank: int


class TieStep(msgspec.Struct, frozen=True):
    """One step of the declared tie chain: the cards that stood level, for how many places, and what it decided.

    `values`: card → what this step compared (score, breadth); for a draw, the drawn place from 1.
    `left`: the cards still level after the step.
    """

    step: Literal["score", "breadth", "include", "draw"]
    places: int
    values: dict[str, int]
    passed: tuple[str, ...]
    left: tuple[str, ...]


class Outcome(msgspec.Struct, frozen=True):
    """Who could vote, who did, what was counted, by what rule, and who goes on.

    `passed` in the order of the result; `pending`: cards that wait for the public draw, for `places` places.
    `head`: the chain head when the round closed, from which the draw's seed is made.
    """

    electors: int = 0
    ballots: int = 0
    blank: int = 0
    quorum: int | None = None
    scores: tuple[CardScore, ...] = ()
    passed: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    places: int = 0
    tie: tuple[TieStep, ...] = ()
    head: str = ""
