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
        self._from: dict[str, dict[str, int]] = {}
        self._polls_from: dict[str, str] = {}
        self._lock = threading.Lock()
        self._changed: list[Callable[[], None]] = []

    def on_change(self, listener: Callable[[], None]) -> None:
        """Have `listener` called when somebody came or went."""
        self._changed.append(listener)

    def came(self, seat: str, address: str = "") -> None:
        """A socket of this seat opened, from this address."""
        with self._lock:
            there = self._from.setdefault(address, {})
            there[seat] = there.get(seat, 0) + 1
            self._sockets[seat] = self._sockets.get(seat, 0) + 1
            self._seen[seat] = self._now()
        self._tell()

    def went(self, seat: str, address: str = "") -> None:
        """A socket of this seat closed."""
        with self._lock:
            self._leave(seat, address)
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

    def polled(self, seat: str, address: str = "") -> None:
        """A device without a socket asked for the view."""
        with self._lock:
            self._polls_from[seat] = address
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

    def at(self, address: str) -> set[str]:
        """The seats that are online from this address."""
        with self._lock:
            polls = {seat for seat, there in self._polls_from.items() if there == address and self._polls_on(seat)}
            return polls | self._from.get(address, {}).keys()

    def seen(self) -> dict[str, int]:
        """Seat → wall-clock ms when it was last heard."""
        with self._lock:
            return dict(self._seen)

    def _leave(self, seat: str, address: str) -> None:
        there = self._from.get(address, {})
        left = there.pop(seat, 0) - 1
        if left > 0:
            there[seat] = left
        if not there:
            self._from.pop(address, None)

    def _polls_on(self, seat: str) -> bool:
        at = self._polls.get(seat)
        return at is not None and self._steady() - at < POLL_COUNTS_MS

    def _tell(self) -> None:
        for listener in self._changed:
            listener()
