"""The kinds of round, one module each, all with the same names: PERMITS, REVEALS, decide, outcome.

`PERMITS` are the commands a round of this kind takes while it is open; `REVEALS` says whether its outcome is
revealed before it is carried (where a plan may leave that out, `reveals` tells); `decide` answers a permitted command;
`outcome` says what goes on.
"""

from __future__ import annotations

from typing import Protocol, cast

from sessions.commands import Command
from sessions.decision import Ask, Decision
from sessions.kinds import assign, elaborate, gather, info, merge, pitch, poll, signup, vote
from sessions.outcome import Outcome
from sessions.scenario import AnyRound, PitchRound
from sessions.session import RoundState, Session


class Kind(Protocol):
    """What a module in this package is."""

    PERMITS: frozenset[type[Command]]
    REVEALS: bool

    def decide(self, session: Session, state: RoundState, ask: Ask, command: Command) -> Decision:
        """What follows from a permitted command; raises `Refused`."""
        ...

    def outcome(self, session: Session, state: RoundState) -> Outcome:
        """What the round came to, and which of its cards go on."""
        ...


KINDS: dict[str, Kind] = {
    "info": cast(Kind, info),
    "gather": cast(Kind, gather),
    "merge": cast(Kind, merge),
    "vote": cast(Kind, vote),
    "pitch": cast(Kind, pitch),
    "signup": cast(Kind, signup),
    "assign": cast(Kind, assign),
    "poll": cast(Kind, poll),
    "elaborate": cast(Kind, elaborate),
}


def kind_of(plan: AnyRound) -> Kind:
    """The module that plays this round."""
    return KINDS[plan.kind]


def reveals(plan: AnyRound) -> bool:
    """Is this round revealed before it is carried? Pitches that nobody grades have nothing to be revealed."""
    return kind_of(plan).REVEALS and not (isinstance(plan, PitchRound) and plan.score is None)
