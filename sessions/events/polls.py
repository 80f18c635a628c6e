"""Polls: sheets of tables, the seal with sums only, texts let on, and straw polls."""

from __future__ import annotations

import msgspec

from sessions.events.base import Event

Range = tuple[int, int]
"""From and to: alike it is the count, otherwise the cell is hidden."""


class TableAnswered(Event, frozen=True):
    """The open sheet of a table; it replaces the table's earlier one."""

    round: str
    table: str
    answers: dict[str, int | str | tuple[str, ...]]


class QuestionCount(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was said to one question; how many left it out is not told. `texts` are in an order drawn at random."""

    id: str
    cells: dict[str, Range] = {}
    texts: tuple[str, ...] = ()


class Count(msgspec.Struct, frozen=True):
    """The sheets of one kind of people, each question added up by itself."""

    sheets: int
    questions: tuple[QuestionCount, ...]


class Pair(msgspec.Struct, frozen=True):
    """A question that the same people answered twice: a row for each cell before, in it the cells after."""

    id: str
    people: int
    table: tuple[tuple[Range, ...], ...]


class PollSealed(Event, frozen=True, omit_defaults=True):
    """The box of a poll was opened, added up and destroyed. No sheet of anybody is in here, and no small cell.

    `guests`: people without a badge, apart. `pair_with`: the earlier poll; what was kept to compare is destroyed too.
    """

    round: str
    count: Count
    guests: Count | None = None
    pair_with: str = ""
    pairs: tuple[Pair, ...] = ()


class PairsDropped(Event, frozen=True):
    """The later of two polls was skipped: what was kept to compare them is destroyed."""

    round: str


class TextLet(Event, frozen=True):
    """A text of a sealed poll is on the screens, or no longer."""

    round: str
    question: str
    no: int
    on: bool
    guests: bool = False


class StrawOpened(Event, frozen=True):
    """The lead asks the hall something: a straw poll, not a vote."""

    straw: int
    question: str
    options: tuple[str, ...]
    live: bool


class StrawSealed(Event, frozen=True):
    """A straw poll is over: how many chose each option, and how many of all who answered had no badge."""

    straw: int
    counts: tuple[int, ...]
    guests: int


class StrawHidden(Event, frozen=True):
    """The result of a straw poll is off the screens."""

    straw: int
