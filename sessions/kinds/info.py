"""`info`: a talk, a break, a move. Nothing is asked and nothing goes on."""

from __future__ import annotations

from sessions.commands import Command
from sessions.decision import Ask, Decision
from sessions.outcome import Outcome
from sessions.refusals import Refusal, Refused
from sessions.session import RoundState, Session

PERMITS: frozenset[type[Command]] = frozenset()
REVEALS = False


def decide(session: Session, state: RoundState, ask: Ask, command: Command) -> Decision:
    """There is nothing that could be asked."""
    raise Refused(Refusal.ROUND_STALE)


def outcome(session: Session, state: RoundState) -> Outcome:
    """Nothing."""
    return Outcome()
