"""Votes: ballots, the seal, the count, and what decided between equals."""

from __future__ import annotations

import msgspec

from sessions.events.base import Event
from sessions.outcome import Outcome, OwnMarks, Reckoning


class BallotCast(Event, frozen=True, omit_defaults=True):
    """An open ballot of a table; it replaces the table's earlier one."""

    round: str
    table: str
    choices: dict[str, int]
    grades: dict[str, dict[str, int]] = {}
    contest: int = 1


class PapersGiven(Event, frozen=True):
    """These people hold a paper ballot, and vote in no other way; or they gave it back."""

    round: str
    contest: int
    people: tuple[str, ...]
    on: bool


class HandsCounted(Event, frozen=True):
    """So many of a table voted by raised hands: card → hands. It replaces the table's earlier count."""

    round: str
    contest: int
    table: str
    voters: int
    choices: dict[str, int]


class SealedBallot(msgspec.Struct, frozen=True, omit_defaults=True):
    """A secret ballot after the seal: what it says and the code its voter holds, and nothing about whom."""

    receipt: str
    choices: dict[str, int]
    grades: dict[str, dict[str, int]] = {}


class BallotsSealed(Event, frozen=True, omit_defaults=True):
    """The box of a secret vote was opened, counted and shut for ever.

    `ballots` are in the order of their receipts, which were drawn at random: no order of arrival is left.
    `reach`: card → tables with at least one mark for it; the ballots themselves do not name tables, since a
    table is only twelve people. `own`: what each card got from its authors' tables, where the round tells that apart.
    `reckoning`: by which ways they came, and what was handed in and could not be counted.
    """

    round: str
    ballots: tuple[SealedBallot, ...]
    reach: dict[str, tuple[str, ...]]
    own: dict[str, OwnMarks] = {}
    contest: int = 1
    reckoning: Reckoning | None = None


class TallyRevealed(Event, frozen=True):
    """The count of a vote, by whom and by what rule, and where the cut lies."""

    round: str
    outcome: Outcome


class LotsDrawn(Event, frozen=True):
    """The public draw: the number called, the seed made of it, and the outcome with the tie decided."""

    round: str
    number: int
    seed: str
    outcome: Outcome


class RunoffOpened(Event, frozen=True):
    """A second vote among the cards that stood level, for the places that were open. The first count stays."""

    round: str
    cards: tuple[str, ...]
    places: int


class VoteRepeated(Event, frozen=True):
    """The lead has the vote held again: what was counted is put aside with its result, and a new box begins."""

    round: str
    reason: str


class CardsPicked(Event, frozen=True):
    """The lead chose by hand, after the count and where the scenario leaves the choice to the lead."""

    round: str
    outcome: Outcome


class PlacesShown(Event, frozen=True):
    """The hall is shown the result by steps, and so many of the last places so far."""

    round: str
    shown: int
