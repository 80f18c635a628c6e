"""A card: one voice that a table wrote, or a theme that the theme team made of several."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sessions.events import CardsMerged, ThemeRenamed
from sessions.lanes import Wait
from sessions.watch import Mark


@dataclass(frozen=True, slots=True)
class Naming:
    """A journal row that holds a title which the theme team gave to a theme, and the seat that gave it."""

    seq: int
    seat: str
    event: CardsMerged | ThemeRenamed


class CardState(StrEnum):
    """Hidden by the lead and withdrawn by the table are kept apart; a theme whose cards have all left it is dissolved.
    All of them stay in the protocol."""

    LIVE = "live"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"
    DISSOLVED = "dissolved"


@dataclass(slots=True)
class Card:
    """What a table wrote, or a `person` at it (their seat). `at` is the wall clock in ms when it arrived; `entries` are
    its journal rows; `theme` is the theme that it lies in.

    `admitted`: the text is on the hall's screens, or will be as soon as they show it; until then it has a `wait`, and
    `earlier` is the text that was let on before it. `marks` are the places in it that the lead looks at first.

    `paper`: the number of the slip that it was typed in from, 0: of none.

    A theme is a card, too: of no table, made of `sources`. Its fields follow from theirs, but for a title that the
    theme team gave it (`named`); `namings` are the journal rows that hold such a title.
    """

    id: str
    round: str
    table: str
    fields: dict[str, str]
    parent: str | None
    at: int
    no: int
    state: CardState = CardState.LIVE
    revision: int = 1
    admitted: bool = False
    wait: Wait | None = None
    earlier: dict[str, str] | None = None
    author: int | None = None
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    late: bool = False
    person: str = ""
    paper: int = 0
    reason: str = ""
    redacted: bool = False
    entries: list[int] = field(default_factory=list)
    theme: str | None = None
    is_theme: bool = False
    sources: list[str] = field(default_factory=list)
    named: str = ""
    namings: list[Naming] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The first field of a card is its title."""
        return next(iter(self.fields.values()), "")
