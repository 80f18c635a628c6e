"""Where a round is, and where it may go.  Closed and revealed are two acts: the drumroll lies between."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """planned → briefing → open → grace → closed → revealed → carried, or skipped."""

    PLANNED = "planned"
    BRIEFING = "briefing"
    OPEN = "open"
    GRACE = "grace"
    CLOSED = "closed"
    REVEALED = "revealed"
    CARRIED = "carried"
    SKIPPED = "skipped"


P = Phase

MOVES: dict[Phase, tuple[Phase, ...]] = {
    P.PLANNED: (P.BRIEFING, P.OPEN, P.SKIPPED),
    P.BRIEFING: (P.OPEN, P.PLANNED, P.SKIPPED),
    P.OPEN: (P.GRACE, P.CLOSED),
    P.GRACE: (P.CLOSED, P.OPEN),
    P.CLOSED: (P.OPEN, P.REVEALED, P.CARRIED),
    P.REVEALED: (P.CARRIED,),
    P.CARRIED: (),
    P.SKIPPED: (P.PLANNED,),
}
"""Allowed moves. `closed → open` reopens; never after `revealed`, for a tally once seen cannot be unseen.
Whether a kind must be revealed before it is carried, or cannot be, is the kind's word (`kinds/`)."""

LIVE = (P.BRIEFING, P.OPEN, P.GRACE)
"""At most one round is in these at a time."""

TAKES_COMMANDS = (P.OPEN, P.GRACE)
DONE = (P.CARRIED, P.SKIPPED)


def may_move(here: Phase, there: Phase) -> bool:
    """Is `here → there` in the table?"""
    return there in MOVES[here]
