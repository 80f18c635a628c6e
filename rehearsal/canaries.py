"""Looks through every file of a rehearsal for what only the check-in desk may know.

Names and addresses of the list lie in the session locked, and nowhere else: whoever carries a copy of the folder away
without its keys carries nobody's name away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

ENCODINGS = ("utf-8", "cp1251", "utf-16-le")


def sung(folder: Path, words: Iterable[str]) -> Iterator[str]:
    """Every file below this folder in which one of the words stands, in any encoding that a program might write."""
    wanted = {word.encode(encoding): word for word in words for encoding in ENCODINGS}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = file.read_bytes()
        found = sorted({word for spelled, word in wanted.items() if spelled in data})
        if found:
            more = f" and {len(found) - 1} more" if len(found) > 1 else ""
            yield f"{file.relative_to(folder)}: {found[0]!r}{more} stands there unlocked"
