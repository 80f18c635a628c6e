"""How long a phase lasts for the bots: as the scenario says, so many times faster, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class Pace(Protocol):
    """Seconds for a phase of a round; 0: as fast as it goes."""

    def seconds(self, round_: Mapping[str, Any], phase: str) -> float:
        """How long the lead leaves this round, as a screen shows it, in this phase."""
        ...


class Scaled:
    """The scenario's own minutes, `speed` times faster; None: no waiting at all."""

    def __init__(self, speed: float | None) -> None:
        self._speed = speed

    def seconds(self, round_: Mapping[str, Any], phase: str) -> float:
        if self._speed is None or phase != "open":
            return 0.0
        return float(round_["minutes"]) * 60 / self._speed


def parse_speed(text: str) -> float | None:
    """`max`, or a number above 0. Raises `ValueError`."""
    if text.strip().lower() == "max":
        return None
    speed = float(text)
    if not 0 < speed < float("inf"):
        raise ValueError(text)
    return speed
