"""What every check of a scenario shares."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sessions.told import N_, Saying

Path = tuple[str | int, ...]
"""The way to a field: `("round", 3, "carry", "tie", 1)`."""

Problem = tuple[str, str]
"""The path of a field inside its round, and what is wrong with it: a `Saying`, which can be said in Russian too."""


class Flaw(Saying):
    """A complaint about one field: a sentence that begins with its path, which a form shows beside the field."""

    path: Path
    what: str


def flaw(path: Path, what: str, round_id: str | None = None) -> Flaw:
    """The complaint `what` about the field at `path`; of a round's field, with the round's id."""
    if round_id is None:
        found = Flaw(N_("{path}: {what}"), path=written(path), what=what)
    else:
        found = Flaw(N_('{path} (round "{round}"): {what}'), path=written(path), round=round_id, what=what)
    found.path, found.what = path, what
    return found


def keys(path: str) -> Path:
    """`carry.tie[1]` → `("carry", "tie", 1)`."""
    return tuple(int(key) if key.isdecimal() else key for key in re.findall(r"[^.\[\]]+", path))


def written(path: Path) -> str:
    """`("carry", "tie", 1)` → `carry.tie[1]`."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).removeprefix(".")


def repeats(ids: Iterable[str]) -> bool:
    known = list(ids)
    return len(set(known)) < len(known)
