"""The board of a merge round: what the theme team has set aside, told apart, and been told that it got wrong.

Which card lies in which theme stands on the cards themselves; this is what is said about them beside that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Objection(NamedTuple):
    """A table says that its card does not belong where it was put: in `theme`, or aside (None)."""

    card: str
    table: str
    theme: str | None
    text: str
    at: int


@dataclass(slots=True)
class Board:
    """`aside`: card or theme → the id of the reason. `apart`: pairs that are not alike, so that nobody is asked again.
    `objections`: card → what its table says; `settled` are those that ended, by a split or by the table itself."""

    aside: dict[str, str] = field(default_factory=dict)
    apart: set[frozenset[str]] = field(default_factory=set)
    objections: dict[str, Objection] = field(default_factory=dict)
    settled: list[Objection] = field(default_factory=list)
