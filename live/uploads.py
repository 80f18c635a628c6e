"""A file on its way in: it comes in parts, for no request of this server may be long.

One for each desk, in memory only, and forgotten after a while: it holds people's names and telephone numbers.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from sessions.refusals import Refusal, Refused

PART_BYTES = 180 * 1024
"""A part of a file, before it is written as base64 into a request."""
FILE_BYTES = 2 * 1024 * 1024
KEPT_MS = 15 * 60_000


class Uploads:
    """The files of the desks, by seat. `steady` only goes forward, ms."""

    def __init__(self, steady: Callable[[], int]) -> None:
        self._steady = steady
        self._files: dict[str, tuple[str, list[bytes], int]] = {}
        self._lock = threading.Lock()

    def put(self, seat: str, upload: str, no: int, part: bytes) -> None:
        """Part `no` (from 0) of this upload; the first part of another one lets the file before it go.

        Raises `Refused`: too large, or a part is missing before this one.
        """
        with self._lock:
            self._forget_old()
            known, parts, _ = self._files.get(seat, ("", [], 0))
            if known != upload or no == 0:
                parts = []
            if no < len(parts):  # sent again, for its answer was lost
                return
            if no > len(parts):
                raise Refused(Refusal.UPLOAD_LOST)
            if len(part) > PART_BYTES or sum(map(len, parts)) + len(part) > FILE_BYTES:
                raise Refused(Refusal.PAYLOAD_TOO_LARGE)
            self._files[seat] = (upload, [*parts, part], self._steady())

    def take(self, seat: str, upload: str) -> bytes:
        """The whole file. Raises `Refused` if it is not there (any more)."""
        with self._lock:
            self._forget_old()
            known, parts, _ = self._files.get(seat, ("", [], 0))
            if known != upload or not parts:
                raise Refused(Refusal.UPLOAD_LOST)
            return b"".join(parts)

    def drop(self, seat: str) -> None:
        """The desk is done with its file."""
        with self._lock:
            self._files.pop(seat, None)

    def _forget_old(self) -> None:
        now = self._steady()
        self._files = {seat: kept for seat, kept in self._files.items() if now - kept[2] < KEPT_MS}
