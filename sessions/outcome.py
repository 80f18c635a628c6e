"""The outcome of a vote, as it is revealed, printed and carried: counted once, stored, never counted again."""

from __future__ import annotations

from typing import Literal

import msgspec

Number = int | float
"""Whole where it can be; a mean or a median is a fraction, kept as the nearest float and never compared as one."""


class Grade(msgspec.Struct, frozen=True):
    """What a card got on one criterion. `answers` are the ballots that graded it; «do not know» is no answer."""

    answers: int
    sum: Number
    mean: Number
    median: Number


class CardScore(msgspec.Struct, frozen=True, omit_defaults=True):
    """One row of the result. `breadth` is the number of tables with at least one mark for the card; cards that
    stand level share a `rank`.

    `grades`: criterion → what the card got on it. `others`: the score without what the card's own tables gave it.
    """

    card: str
    score: Number
    breadth: int
    rank: int
    grades: dict[str, Grade] = {}
    others: Number | None = None


class OwnMarks(msgspec.Struct, frozen=True):
    """What a card got from the tables that wrote it: marks, of how many ballots."""

    marks: int
    ballots: int


class TieStep(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step of the declared tie chain: the cards that stood level, for how many places, and what it decided.

    `values`: card → what this step compared (score, breadth, marks in the runoff); for a draw, the drawn place from 1.
    `left`: the cards still level after the step. `criterion`: whose mean was compared.
    """

    step: Literal["score", "breadth", "mean", "diversify", "include", "runoff", "draw"]
    places: int
    values: dict[str, Number]
    passed: tuple[str, ...]
    left: tuple[str, ...]
    criterion: str = ""


class RunoffCount(msgspec.Struct, frozen=True):
    """What the ballots of a runoff said: a row for each card that stood on its paper."""

    ballots: int
    blank: int
    scores: tuple[CardScore, ...]


Fault = Literal["unread", "differ", "over", "papers", "count"]


class Reckoning(msgspec.Struct, frozen=True, omit_defaults=True):
    """The line of sums under a result: how many could vote, what was handed in by which way, what could not be counted.

    `unread`: papers that only one person has read; `differ`: papers that two people read otherwise. `spoiled`: papers
    of which nobody can tell what they say. `papers_given`: how many paper ballots were given out.
    """

    given: int = 0
    phones: int = 0
    tablets: int = 0
    papers: int = 0
    hands: int = 0
    spoiled: int = 0
    unread: int = 0
    differ: int = 0
    papers_given: int = 0

    @property
    def counted(self) -> int:
        """What the tally is made of."""
        return self.phones + self.tablets + self.papers + self.hands

    @property
    def refused(self) -> int:
        """What was handed in and is not counted."""
        return self.spoiled + self.unread + self.differ

    @property
    def used(self) -> int:
        """All that was handed in."""
        return self.counted + self.refused

    def adds_up(self, ballots: int) -> bool:
        """Does the tally hold what was counted, no more than could vote, and nothing that is still to be read?"""
        return not self.faults(ballots)

    def faults(self, ballots: int) -> dict[Fault, int]:
        """Why it does not add up, and by how many; empty if it does.

        `unread`: papers read once; `differ`: read differently; `over`: more was handed in than could vote; `papers`:
        more papers than were given out; `count`: so far is the tally from what was counted.
        """
        found: dict[Fault, int] = {
            "unread": self.unread,
            "differ": self.differ,
            "over": self.used - self.given,
            "papers": self.papers + self.refused - self.papers_given,
            "count": abs(self.counted - ballots),
        }
        return {name: n for name, n in found.items() if n > 0}


class Outcome(msgspec.Struct, frozen=True):
    """Who could vote, who did, what was counted, by what rule, and who goes on.

    `passed` in the order of the result; `pending`: cards that wait, for `places` places, for what `waits` says: a
    runoff, the public draw, or the lead's pick. `head`: the chain head when the round closed, from which the draw's
    seed is made. `runoff`: the count of the runoff among the tied. `reason`: why the lead picked these by hand.
    `reckoning`: the line of sums; none in votes of before there was one.
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
    waits: Literal["draw", "runoff", "pick"] = "draw"
    runoff: RunoffCount | None = None
    reason: str = ""
    reckoning: Reckoning | None = None

    @property
    def voted(self) -> int:
        """How many took part: also those whose paper was spoiled or could not be counted. The quorum is of them."""
        return self.ballots if self.reckoning is None else self.reckoning.used
