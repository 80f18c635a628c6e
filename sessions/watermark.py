"""How far the session has ever come on this computer, kept apart from the session's file.

In the game: whoever puts back an older copy of the file turns the day back, and the devices have seen more than the
desk now knows.  The desk writes the mark after each commit; at a start it tells a copy from a continuation.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Protocol

Version = tuple[int, int]


class Watermark(Protocol):
    """Where the last version, (epoch, n), is remembered."""

    def read(self) -> Version | None:
        """The highest version there has been; None: not known on this computer."""
        ...

    def write(self, version: Version) -> None:
        """Remember a version. It must not fail: a day is worth more than its mark."""
        ...


class FileWatermark:
    """In a small file. It is not forced to the disk: what a power cut takes is only the knowledge, not the session."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Version | None:
        try:
            epoch, n = self._path.read_text(encoding="ascii").split()
            return int(epoch), int(n)
        except (OSError, ValueError):
            return None

    def write(self, version: Version) -> None:
        with contextlib.suppress(OSError):
            self._path.write_text(f"{version[0]} {version[1]}\n", encoding="ascii")
