"""Who is online: counted in memory from open sockets and polls, never in the journal."""

from __future__ import annotations

import threading
from collections.abc import Callable

POLL_COUNTS_MS = 12_000
"""A device without a socket counts as online this long after it last asked for the view."""


class Presence:
    """Devices on each seat, and when each was last heard (wall-clock ms).

    Whether a device still polls is measured by a clock that only goes forward (`steady`, ms): when the laptop's clock
    is set back an hour, whoever has left must not stay for that hour.
    """

    def __init__(self, now: Callable[[], int], steady: Callable[[], int]) -> None:
        self._now, self._steady = now, steady
        self._sockets: dict[str, int] = {}
        self._polls: dict[str, int] = {}
        self._seen: dict[str, int] = {}
        self._lock = threading.Lock()
        self._changed: list[Callable[[], None]] = []

    def on_change(self, listener: Callable[[], None]) -> None:
        """Have `listener` called when somebody came or went."""
        self._changed.append(listener)

    def came(self, seat: str) -> None:
        """A socket of this seat opened."""
        with self._lock:
            self._sockets[seat] = self._sockets.get(seat, 0) + 1
            self._seen[seat] = self._now()
        self._tell()

    def went(self, seat: str) -> None:
        """A socket of this seat closed."""
        with self._lock:
            left = self._sockets.get(seat, 0) - 1
            if left > 0:
                self._sockets[seat] = left
            else:
                self._sockets.pop(seat, None)
            self._seen[seat] = self._now()
        self._tell()

    def heard(self, seat: str) -> None:
        """A command came from this seat."""
        with self._lock:
            self._seen[seat] = self._now()

    def polled(self, seat: str) -> None:
        """A device without a socket asked for the view."""
        with self._lock:
            fresh = seat not in self._sockets and not self._polls_on(seat)
            self._polls[seat], self._seen[seat] = self._steady(), self._now()
        if fresh:
            self._tell()

    def online(self) -> dict[str, int]:
        """Seat → devices online now."""
        with self._lock:
            online = dict(self._sockets)
            for seat in self._polls:
                if seat not in online and self._polls_on(seat):
                    online[seat] = 1
            return online

    def seen(self) -> dict[str, int]:
        """Seat → wall-clock ms when it was last heard."""
        with self._lock:
            return dict(self._seen)

    def _polls_on(self, seat: str) -> bool:
        at = self._polls.get(seat)
        return at is not None and self._steady() - at < POLL_COUNTS_MS

    def _tell(self) -> None:
        for listener in self._changed:
            listener()
