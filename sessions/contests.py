"""The contests of a vote round: the first vote, a runoff among cards that stand level, a vote that is held again.

A round holds one contest after another.  The one that is going on lies in the round's own fields; what ended is put
aside whole and stays in the protocol with its result.  Box, key and remembered answers belong to one contest alone:
from the second on they live under `round~n`, so that no ballot of one vote is ever found in another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from sessions.events import SealedBallot
from sessions.outcome import Outcome, OwnMarks
from sessions.scenario import Carry, VoteRound

if TYPE_CHECKING:
    from sessions.rolls import Hands
    from sessions.session import RoundState

ContestKind = Literal["first", "runoff", "repeat"]


def box_id(round_id: str, contest: int) -> str:
    """Where the secret ballots of a contest lie: no round of a scenario can have such an id from the second on."""
    return round_id if contest == 1 else f"{round_id}~{contest}"


@dataclass(slots=True)
class Contest:
    """A vote that is over. `cards`: what stood on its paper; `places`: for how many a runoff was held.

    `whole`: its result was shown to the hall to the end. `reason`: why it was held again, in the lead's words.
    """

    no: int
    kind: ContestKind
    cards: tuple[str, ...] = ()
    places: int = 0
    ballots: dict[str, dict[str, int]] = field(default_factory=dict)
    grades: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    sealed: tuple[SealedBallot, ...] | None = None
    reach: dict[str, tuple[str, ...]] = field(default_factory=dict)
    own: dict[str, OwnMarks] = field(default_factory=dict)
    hands: dict[str, Hands] = field(default_factory=dict)
    outcome: Outcome | None = None
    lots: int | None = None
    whole: bool = True
    reason: str = ""


class Veil(NamedTuple):
    """What a reveal by steps still keeps from the hall: so many of the first places, the cards that stand level, the
    cards below the line."""

    places: int = 0
    level: bool = False
    rest: bool = False


def begin(state: RoundState, kind: ContestKind, cards: tuple[str, ...] = (), places: int = 0, reason: str = "") -> None:
    """Put the contest that is over aside, and begin the next with an empty box."""
    whole = state.outcome is not None and veil(state) == Veil()
    if kind == "repeat":
        for earlier in tally_of(state):
            earlier.whole = whole
    seen = state.outcome.scores if state.outcome else ()
    state.past.append(
        Contest(
            state.contest,
            state.contest_kind,
            state.tied or (tuple(row.card for row in seen) if seen or state.taken is None else state.taken.cards),
            state.places,
            state.ballots,
            state.grades,
            state.sealed,
            state.reach,
            state.own,
            state.hands,
            state.outcome,
            state.lots,
            whole,
            reason,
        )
    )
    state.contest, state.contest_kind, state.tied, state.places = state.contest + 1, kind, cards, places
    state.ready, state.ballots, state.grades, state.sealed, state.roll = {}, {}, {}, None, {}
    state.papers, state.hands, state.reckoning = {}, {}, None
    state.reach, state.own, state.outcome, state.lots = {}, {}, None, None
    state.shown = None if kind == "repeat" or state.shown is None else max(state.shown, places)


def tally_of(state: RoundState) -> list[Contest]:
    """The earlier contests that the round's present result is made of: what a runoff was held for."""
    found: list[Contest] = []
    kind = state.contest_kind
    for contest in reversed(state.past):
        if kind != "runoff":
            break
        found.append(contest)
        kind = contest.kind
    return found[::-1]


def sealed_boxes(state: RoundState) -> Iterator[str]:
    """The boxes of this round that were sealed: their keys must be gone."""
    for contest in state.past:
        if contest.sealed is not None:
            yield box_id(state.id, contest.no)
    if state.sealed is not None:
        yield state.box


def ballot_plan(state: RoundState) -> VoteRound:
    """By what the ballots of this contest are filled in: a runoff takes marks, as many as there are places."""
    plan = state.plan
    assert isinstance(plan, VoteRound)
    if state.contest_kind != "runoff":
        return plan
    return msgspec.structs.replace(plan, method="approval", limit=state.places, cap=None, criteria=())


def steps(carry: Carry) -> bool:
    """Can places be named one by one? Only where they stand in one order, from the first to the line."""
    return carry.rule in ("top", "threshold", "all") and carry.diversify is None


def places_of(outcome: Outcome) -> int:
    """How many places the result has, those that are still open among them."""
    return len(outcome.passed) + (outcome.places if outcome.pending else 0)


def veil(state: RoundState) -> Veil:
    """What the hall has not been shown yet. Places are named from the last to the first; those that are still open are
    the last ones, so that a tie is shown first."""
    outcome, shown = state.outcome, state.shown
    if outcome is None or shown is None or shown >= (places := places_of(outcome)):
        return Veil()
    if shown == 0:
        return Veil(places, level=bool(outcome.pending), rest=True)
    return Veil(places - shown)
