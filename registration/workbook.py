"""XLSX → the first shown sheet that holds anything, as text. Weighed before it is unpacked, and never carried out.

openpyxl reads cell by cell (`read_only`), so that a sheet is never in memory as a whole. It does not need lxml; entity
declarations are refused before it sees the file, and whatever it raises on a damaged one is a `ListError`.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl

from registration.errors import Code, ListError
from registration.parts import merged, sheet_parts
from registration.table import ROWS, Builder, Cell, Flaw, Table
from sessions.text import one_line

UNPACKED, RATIO, PARTS = 32 * 1024 * 1024, 120, 400
SMALL = 256 * 1024
"""A workbook that unpacks to less is no bomb, however well it packs."""
LAST_ROW = 1_048_576
SLOTS = 8_000_000
"""Cells and rows of all sheets, empty ones too, that are looked at before a workbook is called too large."""
Sheet = Any
"""A sheet as openpyxl reads it cell by cell; its types take it for another one."""
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read(data: bytes, name: str) -> Table:
    """The table in this workbook. Raises `ListError`: no workbook, damaged, a bomb, limits passed, nothing in it."""
    try:
        parts = _weighed(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and drawings, which no list needs
            return _read(data, parts, name)
    except ListError:
        raise
    except Exception as error:  # openpyxl and zipfile raise what the damaged byte makes them
        raise ListError(Code.FILE_DAMAGED) from error


def _weighed(data: bytes) -> dict[str, bytes]:
    """The XML parts of the workbook. Sizes are weighed first; none is read that passes them."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise ListError(Code.FILE_DAMAGED) from None
    with archive:
        infos = archive.infolist()
        names = [info.filename for info in infos]
        _raise_if_other(archive, names)
        size = sum(info.file_size for info in infos)
        if len(infos) > PARTS or size > UNPACKED or (size > SMALL and size > RATIO * len(data)):
            raise ListError(Code.FILE_BOMB)
        if any(info.flag_bits & 1 for info in infos):
            raise ListError(Code.FILE_LOCKED)
        if len(set(names)) != len(names) or any(info.compress_type not in METHODS for info in infos):
            raise ListError(Code.FILE_DAMAGED)
        try:
            parts = {info.filename: archive.read(info) for info in infos if info.filename.endswith((".xml", ".rels"))}
        except (zipfile.BadZipFile, zlib.error, EOFError):
            raise ListError(Code.FILE_DAMAGED) from None
    for part in parts.values():
        # UTF-16 hides the letters of a declaration behind zeros.
        if DECLARED.search(part) or DECLARED.search(part.replace(b"\0", b"")):
            raise ListError(Code.FILE_ENTITIES)
    return parts


def _raise_if_other(archive: zipfile.ZipFile, names: list[str]) -> None:
    if "mimetype" in names and b"opendocument.spreadsheet" in _beginning(archive, "mimetype"):
        raise ListError(Code.FILE_ODS)
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise ListError(Code.FILE_OTHER)


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(200)


def _read(data: bytes, parts: dict[str, bytes], name: str) -> Table:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheets: list[Sheet] = list(book.worksheets)
        shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
        budget = _Budget()
        full = [sheet for sheet in shown if _holds_anything(sheet, budget)]
        if not full:
            hidden = any(_holds_anything(sheet, budget) for sheet in sheets if sheet not in shown)
            raise ListError(Code.SHEET_HIDDEN if hidden else Code.SHEET_EMPTY)
        first, rest = full[0], full[1:]
        part = parts.get(sheet_parts(parts).get(first.title, ""), b"")
        values, flaws = _cells(first, budget)
        if b"<f" in part:
            flaws = _unread(data, first.title, values, budget) | flaws
        _spread_down(values, part)
        builder = Builder()
        for number in sorted(values):
            row = values[number]
            builder.add(number, [row.get(column, "") for column in range(max(row) + 1)])
        return Table(
            name,
            "xlsx",
            builder.done(),
            sheet=one_line(first.title),
            other_sheets=tuple(one_line(sheet.title) for sheet in rest),
            flaws=tuple(Flaw("error" if flaws[cell] else "formula", *cell) for cell in sorted(flaws)),
        )
    finally:
        book.close()


class _Budget:
    """How many cells and rows may still be looked at."""

    def __init__(self) -> None:
        self._left = SLOTS

    def spend(self, slots: int) -> None:
        self._left -= slots
        if self._left < 0:
            raise ListError(Code.FILE_BOMB)


def _rows(sheet: Sheet, budget: _Budget) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Number and cells of every row, however wide; the sheet's own word for its size is not believed."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > LAST_ROW:
            raise ListError(Code.FILE_DAMAGED)
        budget.spend(1 + len(row))
        yield number, row


def _holds_anything(sheet: Sheet, budget: _Budget) -> bool:
    cells = (cell.value for _, row in _rows(sheet, budget) for cell in row)
    return any(value is not None and bool(str(value).strip()) for value in cells)


def _cells(sheet: Sheet, budget: _Budget) -> tuple[dict[int, dict[int, str]], dict[Cell, bool]]:
    """Row → column → text, and the cells that hold an error (`#REF!`) instead of a value."""
    values: dict[int, dict[int, str]] = {}
    errors: dict[Cell, bool] = {}
    for number, row in _rows(sheet, budget):
        for column, cell in enumerate(row):
            if cell.value is None or cell.value == "":
                continue
            if cell.data_type == "e":
                errors[Cell(number, column)] = True
                continue
            values.setdefault(number, {})[column] = _text(cell.value)
        if len(values) > ROWS:
            break  # the builder says so
    return values, errors


def _text(value: object) -> str:
    """A value as the person reads it: a whole number without its point, a day as 1990-05-14."""
    match value:
        case str():
            return ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), value) if "_x" in value else value
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < 1e16:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "minutes")
        case date() | time() | timedelta() | int() | float():
            return str(value)
        case _:
            return ""


def _unread(data: bytes, title: str, values: dict[int, dict[int, str]], budget: _Budget) -> dict[Cell, bool]:
    """Formulas that nobody has worked out: a program wrote them and no table program has opened the file since."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        sheet = next(each for each in book.worksheets if each.title == title)
        return {
            Cell(number, column): False
            for number, row in _rows(sheet, budget)
            for column, cell in enumerate(row)
            if cell.data_type == "f" and column not in values.get(number, {})
        }
    finally:
        book.close()


def _spread_down(values: dict[int, dict[int, str]], part: bytes) -> None:
    """A cell merged over several rows says the same of each of them, as far as they hold anything."""
    for area in merged(part):
        text = values.get(area.top, {}).get(area.left)
        if text is None or area.bottom == area.top:
            continue
        for number in [each for each in values if area.top < each <= area.bottom]:
            values[number].setdefault(area.left, text)
