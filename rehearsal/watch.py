"""Looks at every view that any bot receives, for what may not be in it.

In the game: nobody sees a tally before the reveal, nobody but the voter a ballot, nobody at all a contact or a last
name.  Views come in here as they were received; what is found goes into `leaks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

SCORES = frozenset({"score", "scores", "breadth", "rank", "rows", "tally", "sealed"})
BALLOTS = frozenset({"choices", "receipt", "receipts", "voters", "voter"})
MOST_LEAKS = 20
KEPT = 512
ALWAYS = 1 << 62


@dataclass(slots=True)
class Hidden:
    """A vote is hidden from version `begins` until before version `ends`; `finds` are (version, what was seen)."""

    round: str
    begins: int
    ends: int = ALWAYS
    finds: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Watch:
    """`secret(round, n)` begins a time in which a vote is hidden, `revealed(n)` ends it: a view of the versions
    between may hold no score, and but for the voter's own no ballot."""

    forbidden: re.Pattern[str]
    views: int = 0
    words: list[str] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    _looked: dict[int, object] = field(default_factory=dict)

    @classmethod
    def for_words(cls, words: list[str]) -> Watch:
        """Watch out for these words anywhere in a view."""
        return cls(re.compile("|".join(re.escape(word) for word in words) or r"(?!)"))

    def secret(self, round_id: str, n: int) -> None:
        """From version `n` on this vote is hidden."""
        self.hidden.append(Hidden(round_id, n))

    def revealed(self, n: int) -> None:
        """From version `n` on it is not any more."""
        self.hidden[-1].ends = n

    def leaks(self) -> list[str]:
        """What should not have been seen. A view may come in before the acknowledgement of the reveal that allowed
        it, so only now is it judged."""
        early = [text for each in self.hidden for n, text in each.finds if n < each.ends]
        return [*early, *self.words][:MOST_LEAKS]

    def look(self, screen: str, part: str, view: dict[str, Any]) -> None:
        """Look at a view; the same object is looked at once, however many devices it went to."""
        if id(view) in self._looked:
            return
        self._looked[id(view)] = view  # held, so that its id is not another's meanwhile
        if len(self._looked) > KEPT:
            del self._looked[next(iter(self._looked))]
        self.views += 1
        data, n = view["data"], view["version"][1]
        private = part == "own" and screen in ("table", "audience")
        for each in self.hidden:
            if each.begins <= n < each.ends:
                paths = found(data, SCORES if private else SCORES | BALLOTS)
                each.finds += [(n, f"{screen}/{part} {n}: {path} while {each.round} is hidden") for path in paths]
        if screen == "checkin":
            return  # the desk sees whom it greets
        if word := self.forbidden.search(msgspec.json.encode(data).decode()):
            self.words.append(f"{screen}/{part} {n}: {word[0]!r} is nobody's to see")


def found(data: Any, keys: frozenset[str], path: str = "") -> Iterator[str]:
    """The paths at which one of these keys has a value."""
    if isinstance(data, dict):
        for key, value in data.items():
            here = f"{path}.{key}" if path else key
            if key in keys and value is not None:
                yield here
            else:
                yield from found(value, keys, here)
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from found(value, keys, f"{path}[{place}]")
