"""The scenarios that can be played: those that come with Veche, and those that people here have made.

`var/scenarios/my-evening.toml` is played by `run.py serve --scenario my-evening`.  What comes with Veche is never
written over, and what somebody made only when asked to.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, NamedTuple

NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Windows takes these for devices, whatever comes after the dot."""

Place = Literal["veche", "own"]


class Entry(NamedTuple):
    """A scenario's file, and whose it is."""

    name: str
    place: Place
    path: Path


class Taken(Exception):
    """There is a scenario of this name already. One of one's own may be written over, if that is what is meant."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place: Place = place


class Library:
    """The folder that comes with Veche, and the one beside the sessions; that one may still be missing."""

    def __init__(self, shipped: Path, own: Path | None = None) -> None:
        self._shipped = shipped
        self._own = own

    def entries(self) -> list[Entry]:
        """Every scenario there is, one's own first."""
        own = [Entry(path.stem, "own", path) for path in sorted(self._own.glob("*.toml"))] if self._own else []
        return [*own, *(Entry(path.stem, "veche", path) for path in sorted(self._shipped.glob("*.toml")))]

    def find(self, name: str) -> Path | None:
        """The file of this name, one's own before that of Veche."""
        return next((each.path for each in self.entries() if each.name == name), None)

    def save(self, name: str, text: str, *, over: bool = False) -> Path:
        """Write a scenario of one's own. Raises `Taken`, and `ValueError` for what is no name of a file."""
        if self._own is None or not NAME.fullmatch(name) or DEVICES.fullmatch(name):
            raise ValueError(name)
        taken = next((each.place for each in self.entries() if each.name == name), None)
        if taken is not None and not (over and taken == "own"):
            raise Taken(taken)
        self._own.mkdir(parents=True, exist_ok=True)
        path = self._own / f"{name}.toml"
        half = path.with_suffix(".half")
        half.write_text(text, encoding="utf-8", newline="\n")
        half.replace(path)  # a full disk leaves the old one whole
        return path
