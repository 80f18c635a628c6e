"""What the bots were told: every acknowledgement, every refusal, how long each took, and what should not have been.

It is the other witness of the day.  The session's file is one; `check.py` compares the two.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_ERRORS = 50
"""After so many the list only counts on: one fault may show itself in every bot."""


@dataclass(frozen=True, slots=True)
class Said:
    """A command that was acknowledged. `n` is the version in the acknowledgement."""

    seat: str
    action_id: str
    name: str
    payload: Mapping[str, Any]
    answer: Mapping[str, Any]
    n: int


@dataclass(slots=True)
class Ledger:
    """Everything the bots were told, in order."""

    accepted: list[Said] = field(default_factory=list)
    arrived: set[str] = field(default_factory=set)
    refusals: Counter[str] = field(default_factory=Counter)
    ack_ms: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    more_errors: int = 0
    wrong_moves: int = 0
    reconnects: int = 0
    repeats: int = 0
    unexpected_losses: int = 0
    crashes: int = 0

    def error(self, text: str) -> None:
        """Something was not as it should be."""
        if len(self.errors) < MOST_ERRORS:
            self.errors.append(text)
        else:
            self.more_errors += 1

    def wrong(self, where: str, expected: str, got: str) -> None:
        """A wrong move was made over HTTP or at the door, and must be refused with this code; `got` is empty: it was
        let in."""
        self.wrong_moves += 1
        if got:
            self.refusals[got] += 1
        if got != expected:
            self.error(f"{where}: {got or 'let in'} instead of {expected}")

    def last(self, name: str, of: str) -> dict[tuple[str, str], Said]:
        """The last acknowledged command of this name for each (seat, payload[of])."""
        return {(said.seat, said.payload[of]): said for said in self.accepted if said.name == name}

    def timing(self) -> dict[str, float]:
        """How long acknowledgements took, in milliseconds."""
        times = sorted(self.ack_ms)
        if not times:
            return {"p50": 0.0, "p99": 0.0, "max": 0.0}
        return {
            "p50": round(times[len(times) // 2], 1),
            "p99": round(times[math.ceil(len(times) * 0.99) - 1], 1),
            "max": round(times[-1], 1),
        }
