"""Tables as text: what parts their cells is told from the text, and quotation marks hold a cell together.

Own reader, for `csv` of the standard library takes an open quotation mark for a cell that goes to the end of the file,
and cannot say in which row it was opened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from registration.errors import Code, ListError
from registration.table import COLUMNS, LETTERS, Builder, Row, letter

SEPARATORS = (";", "\t", ",", "|")
MOST_CELLS = 20_000
"""Of one row, empty ones too; some programs fill a row with separators to the end of their sheet."""
SAMPLE, SAMPLE_LINES = 60, 2000
"""Rows that hold anything, and all rows, that are looked at to tell the separator."""
TOLD = re.compile(r"sep=([;,\t|])[;,\t]*\r?(?:\n|$)", re.I)


def read(text: str) -> tuple[tuple[Row, ...], str]:
    """The rows and the separator. Row numbers are those of a table program: `sep=` is none, an empty line is one.

    Raises `ListError`: limits passed, or a quotation mark that is not closed.
    """
    text = text.removeprefix("\ufeff").rstrip("\x1a")
    if told := TOLD.match(text):
        separator, text = told[1], text[told.end() :]
    else:
        separator = _separator(text)
    builder = Builder()
    many_lines: list[tuple[int, list[str]]] = []
    widths: Counter[int] = Counter()
    for number, cells in enumerate(_records(text, separator), 1):
        builder.add(number, cells)
        widths[len(cells)] += any(cell.strip() for cell in cells)
        if any("\n" in cell or "\r" in cell for cell in cells):
            many_lines.append((number, cells))
    rows = builder.done()
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    for number, cells in many_lines:
        if any(_swallowed(cells, place, separator, usual) for place in range(len(cells))):
            raise ListError(Code.QUOTE_OPEN, number)
    return rows, separator


def _separator(text: str) -> str:
    """Which sign parts most rows into as many cells each; the wider table wins among equals."""
    best, found = 0.0, SEPARATORS[0]
    for separator in SEPARATORS:
        widths: Counter[int] = Counter()
        strays = 0
        try:
            for cells in islice(_records(text, separator), SAMPLE_LINES):
                if any(cell.strip() for cell in cells):
                    widths[len(cells)] += 1
                    strays += sum("\n" in cell for cell in cells)
                if widths.total() == SAMPLE:
                    break
        except ListError:
            strays = SAMPLE
        width, rows = max(widths.items(), key=lambda each: (each[1], each[0]), default=(1, 0))
        if width < 2:
            continue
        score = rows / widths.total() * (1 + width / 10) / (1 + strays / SAMPLE)
        if score > best:
            best, found = score, separator
    return found


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """The rows, empty ones too, as lists of cells. Raises `ListError` with the row whose mark is not closed."""
    end = re.compile(f"[{re.escape(separator)}\r\n]")
    cells: list[str] = []
    number, at, size = 1, 0, len(text)
    while at <= size:
        cell, at = _cell(text, at, end, number)
        cells.append(cell)
        if len(cells) > MOST_CELLS:
            raise ListError(Code.COLUMNS_MANY, number, letter(COLUMNS), most=COLUMNS)
        if at < size and text[at] == separator:
            at += 1
            continue
        if at == size and cells == [""]:
            return
        yield cells
        if at == size:
            return
        cells, number = [], number + 1
        at += 2 if text.startswith("\r\n", at) else 1


def _cell(text: str, at: int, end: re.Pattern[str], number: int) -> tuple[str, int]:
    """The cell that begins here, and where it ends."""
    if not text.startswith('"', at):
        stop = end.search(text, at)
        to = stop.start() if stop else len(text)
        return text[at:to], to
    parts: list[str] = []
    at += 1
    while True:
        close = text.find('"', at)
        if close < 0:
            raise ListError(Code.QUOTE_OPEN, number)
        parts.append(text[at:close])
        at = close + 1
        if not text.startswith('"', at):
            break
        parts.append('"')
        at += 1
    cell = "".join(parts)
    stop = end.search(text, at)
    to = stop.start() if stop else len(text)
    rest = text[at:to]
    if ("\n" in cell or "\r" in cell) and (rest.strip() or len(cell) > LETTERS):
        raise ListError(Code.QUOTE_OPEN, number)
    return cell + rest.rstrip(), to


def _swallowed(cells: list[str], place: int, separator: str, usual: int) -> bool:
    """Has a mark without its partner swallowed line ends? Its first line then ends a row and its last begins one."""
    lines = cells[place].splitlines()
    if len(lines) < 2 or separator not in re.sub(f"{re.escape(separator)} ", "", cells[place]):
        return False  # in a sentence a space comes after each
    ends, begins = lines[0].count(separator), lines[-1].count(separator)
    return len(cells) != usual or (place + ends == usual - 1 and begins == place)
