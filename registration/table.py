"""A table as it was read: rows of text cells, numbered as the person sees them, and what no cell could say.

Limits stand here because every reader keeps them: a hall has 140 people, so what is far larger is no list.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

import msgspec

from registration.errors import Code, ListError
from sessions.text import one_line

BYTES = 2 * 1024 * 1024
ROWS, COLUMNS, LETTERS = 5000, 60, 2000
"""Rows that hold anything; the last column that does; letters of a cell."""

PLAIN = re.compile(r"[ -~\u0410-\u044f\u0401\u0451«»—–]*")


class Cell(NamedTuple):
    """A place in the table; `column` counts from 0."""

    row: int
    column: int


class Row(msgspec.Struct, frozen=True):
    """A row that holds anything. `number` counts from 1 with the empty rows; `cells` begin with column A."""

    number: int
    cells: tuple[str, ...]

    def at(self, column: int) -> str:
        """The text of a cell; empty beyond the last one."""
        return self.cells[column] if column < len(self.cells) else ""


class Flaw(msgspec.Struct, frozen=True):
    """A cell whose value the file does not hold: a formula nobody has worked out, or one that ended in an error."""

    what: Literal["formula", "error"]
    row: int
    column: int


class Table(msgspec.Struct, frozen=True):
    """What stands in a file. `name` is what the file was called, without its folders; it decides nothing."""

    name: str
    kind: Literal["text", "xlsx"]
    rows: tuple[Row, ...]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    """Shown sheets that also hold something, and were not read."""
    flaws: tuple[Flaw, ...] = ()

    @property
    def width(self) -> int:
        """How many columns there are, counted from A."""
        return max((len(row.cells) for row in self.rows), default=0)


class Builder:
    """Takes rows one by one, cleans their cells, and raises as soon as a limit is passed."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, number: int, cells: list[str]) -> None:
        """Keep a row if it holds anything. Raises `ListError` with the place that is too much."""
        kept = [clean(cell) for cell in cells]
        while kept and not kept[-1]:
            kept.pop()
        if not kept:
            return
        if len(self.rows) == ROWS:
            raise ListError(Code.ROWS_MANY, most=ROWS)
        if len(kept) > COLUMNS:
            raise ListError(Code.COLUMNS_MANY, number, letter(len(kept) - 1), most=COLUMNS)
        for column, cell in enumerate(kept):
            if len(cell) > LETTERS:
                raise ListError(Code.CELL_LONG, number, letter(column), most=LETTERS)
        self.rows.append(Row(number, tuple(kept)))

    def done(self) -> tuple[Row, ...]:
        """All rows. Raises `ListError` if there is none."""
        if not self.rows:
            raise ListError(Code.SHEET_EMPTY)
        return tuple(self.rows)


def clean(text: str) -> str:
    """A cell fit for screens: its lines by themselves, without what cannot be seen."""
    if PLAIN.fullmatch(text):
        return " ".join(text.split())
    if len(text) > 4 * LETTERS:  # refused whatever it is; not worth looking at each letter
        return text.strip()
    seen = "".join(each for each in text if unicodedata.category(each) != "Cf")
    return "\n".join(line for line in map(one_line, seen.splitlines()) if line)


def letter(column: int) -> str:
    """The name of a column, counted from 0: 0 → A, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
