"""The numbers of badges that were printed for whoever comes without being on the list.

In the game: a stack of blank badges lies at the door, and the code of each works from the moment when a desk registers
its number.  Whoever gets a number without such a badge must not get one of these: two people would hold one code.
Truth flows from the printing, which may read the session and not write it, through this file to the desk; the desk
puts it in the journal with the next number that it gives out, so that a copy on another computer knows it, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class Blanks:
    """In a small file beside the session's keys, for who has no keys prints no codes. Numbers are only ever added."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def numbers(self) -> frozenset[int]:
        """All that were ever printed with these keys."""
        try:
            lines = self._path.read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return frozenset()
        return frozenset(int(line) for line in lines if line.isdecimal())

    def add(self, numbers: Iterable[int]) -> None:
        """Before they are printed. Raises `OSError`: what cannot be remembered must not be printed."""
        with self._path.open("a", encoding="ascii") as file:
            file.write("".join(f"{no}\n" for no in numbers))
