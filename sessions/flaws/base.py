"""What every check of a scenario shares."""

from __future__ import annotations

from collections.abc import Iterable

Problem = tuple[str, str]
"""The path of a field inside its round, and what is wrong with it."""


def repeats(ids: Iterable[str]) -> bool:
    known = list(ids)
    return len(set(known)) < len(known)
