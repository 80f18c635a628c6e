"""The PIN of the console, and that of the check-in desks: five tries, then a minute's rest, for everybody at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from sessions.refusals import Refusal
from sessions.seat import Seat

TRIES = 5
REST_S = 60.0


class PinEntry:
    """Counts wrong PINs. `check(seat, pin)` gives the proven token, or None for a wrong one."""

    def __init__(self, check: Callable[[Seat, str], str | None], clock: Callable[[], float] = time.monotonic) -> None:
        self._check, self._clock = check, clock
        self._wrong, self._until = 0, 0.0
        self._lock = threading.Lock()

    def enter(self, seat: Seat, pin: str) -> tuple[str | None, Refusal]:
        """The proven token; or None and why not."""
        with self._lock:
            if self._clock() < self._until:
                return None, Refusal.PIN_LOCKED
            token = self._check(seat, "".join(letter for letter in pin if letter.isdigit()))
            if token is not None:
                self._wrong = 0
                return token, Refusal.PIN_WRONG
            self._wrong += 1
            if self._wrong >= TRIES:
                self._wrong, self._until = 0, self._clock() + REST_S
                return None, Refusal.PIN_LOCKED
            return None, Refusal.PIN_WRONG
