"""A clock of the hall: how much was left when it was set, and the monotonic time to count from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Clock:
    """Of a round, or of one pitch in it. `rev` grows with each change; `mono_ms` is of boot `boot`."""

    round: str = ""
    left_ms: int = 0
    total_ms: int = 0
    running: bool = False
    mono_ms: int = 0
    boot: str = ""
    asks: bool = False
    rev: int = 0

    def left(self, mono_ms: int) -> int:
        """Milliseconds left at monotonic time `mono_ms` of the same boot; negative when over time."""
        return self.left_ms - (mono_ms - self.mono_ms) if self.running else self.left_ms
