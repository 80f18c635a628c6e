"""How fast a seat may ask, and how often somebody may guess: buckets that fill with time.

Credits belong to the seat or to the address, never to the connection: a reload gives nobody more.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

SEATS_KEPT = 5000


class Credits:
    """`burst` at once, then `per_s` a second, for each key apart."""

    def __init__(self, burst: float, per_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst, self._per_s, self._clock = burst, per_s, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def spend(self, key: str) -> bool:
        """Take one credit; False if there is none."""
        with self._lock:
            left = self._refilled(key)
            enough = left >= 1
            self._left[key] = (left - 1 if enough else left, self._clock())
            self._left.move_to_end(key)
            while len(self._left) > SEATS_KEPT:
                self._left.popitem(last=False)
            return enough

    def _refilled(self, key: str) -> float:
        left, at = self._left.get(key, (self._burst, self._clock()))
        return min(self._burst, left + (self._clock() - at) * self._per_s)
