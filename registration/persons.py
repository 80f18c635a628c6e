"""One row of the list → one person, or the reason why it is left out; a column's meaning says how a cell is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from registration import fields, names, values
from registration.columns import Column, Mapping
from registration.entry import Entry
from registration.problems import Problem, Trouble
from registration.table import Row, Table
from registration.words import plain, word_list, words

BETWEEN = re.compile(r"[,;/\n]")
ATTRIBUTE_LETTERS = 80
MOST_MARKS = 30
"""Of one cell; a table has fewer chairs."""


class Reader:
    """Reads the rows of one table. `on` is the day of the forum; `tables` how many tables the hall has."""

    def __init__(self, table: Table, mapping: Mapping, on: date, tables: int) -> None:
        self.mapping, self.on, self.tables = mapping, on, tables
        self.people = [row for row in table.rows if row.number >= mapping.begin]
        self.is_text = table.kind == "text"
        self.header = [_plain_cells(row) for row in table.rows if row.number in mapping.header]
        self.beyond = self._beyond()
        whole = mapping.of(fields.NAME)
        told = names.column_order([row.at(whole[0].place) for row in self.people]) if whole else None
        self.surname_first = names.title_order(whole[0].title) if whole and told is None else told

    def read(self, row: Row) -> tuple[Entry | None, list[Problem]]:
        """The person of this row and what is wrong with it; no person if the row is left out."""
        if code := self._is_nobody(row):
            return None, [Problem(code, (row.number,))]
        name, found = self._name(row)
        if not name:
            return None, found
        said: dict[str, Any] = {"attributes": {}, "consents": {}}
        for column in self.mapping.columns:
            cell = row.at(column.place)
            if cell and column.field and (_answers(column.field) or not values.is_blank(cell)):
                found += self._cell(said, column, cell, row.number)
        for column in self.beyond:
            if row.at(column.place):
                found.append(Problem(Trouble.ROW_BEYOND, (row.number,), column.letter))
        return Entry((row.number,), name, **said), found

    def _is_nobody(self, row: Row) -> Trouble | None:
        first = next((word_list(cell) for cell in row.cells if cell), [])
        if first and first[0] in words().totals:
            return Trouble.ROW_TOTAL
        if _plain_cells(row) in self.header:
            return Trouble.ROW_HEADER
        if self.is_text and any(row.at(column.place) for column in self.beyond):
            return Trouble.ROW_SHIFTED
        return None

    def _beyond(self) -> list[Column]:
        """Columns behind the header's last one. Where most rows fill one, it only lacks its title."""
        titled = max((column.place for column in self.mapping.columns if column.title), default=None)
        if titled is None or not self.mapping.header:
            return []
        return [
            column
            for column in self.mapping.columns
            if column.place > titled
            and not column.field
            and 2 * sum(bool(row.at(column.place)) for row in self.people) <= len(self.people)
        ]

    def _name(self, row: Row) -> tuple[str, list[Problem]]:
        """The name, or an empty one with the reason why the row is left out."""
        whole = self._text(row, fields.NAME)
        parts = [self._text(row, field) for field in (fields.FIRST, fields.PATRONYMIC, fields.SURNAME)]
        text = whole or " ".join(filter(None, parts))
        if code := _is_no_name(text):
            return "", [Problem(code, (row.number,))]
        name, is_sure = names.ordered(whole, self.surname_first) if whole else (names.assembled(*parts), True)
        if len(name) > names.LETTERS:
            return "", [Problem(Trouble.NAME_LONG, (row.number,))]
        if " " not in name:
            return name, [Problem(Trouble.NAME_ONE_WORD, (row.number,))]
        return name, [] if is_sure else [Problem(Trouble.NAME_ORDER, (row.number,))]

    def _text(self, row: Row, field: str) -> str:
        cells = (row.at(column.place) for column in self.mapping.of(field))
        return " ".join(" ".join(cell for cell in cells if not values.is_blank(cell)).split())

    def _cell(self, said: dict[str, Any], column: Column, cell: str, row: int) -> Iterator[Problem]:
        """Puts what the cell says to the rest of what its row says."""
        line, field = " ".join(cell.split()), column.field

        def wrong(code: Trouble) -> Problem:
            return Problem(code, (row,), column.letter, value=line[:ATTRIBUTE_LETTERS])

        if field in (fields.CONTACT, fields.PHONE, fields.EMAIL):
            if not _contact(said, cell):
                yield Problem(Trouble.CONTACT_WRONG, (row,), column.letter)
        elif field in (fields.AGE, fields.BORN):
            band, is_read = values.band(line, self.on)
            if band:
                said["attributes"].setdefault(fields.AGE, band)
            elif not is_read or not values.is_unknown(line):
                yield wrong(Trouble.AGE_WIDE if is_read else Trouble.AGE_WRONG)
        elif field == fields.SEX:
            sex, is_read = values.sex(line)
            if sex:
                said["attributes"][field] = sex
            elif not is_read:
                yield wrong(Trouble.SEX_UNKNOWN)
        elif field in fields.ATTRIBUTES or field.startswith(fields.ATTRIBUTE):
            if len(line) > ATTRIBUTE_LETTERS:
                yield Problem(Trouble.VALUE_LONG, (row,), column.letter)
            elif not values.is_unknown(line):
                said["attributes"][field.removeprefix(fields.ATTRIBUTE)] = line
        elif field == fields.ROLE:
            role, is_read = values.role(line)
            said["role"] = role if is_read else "participant"
            if not is_read:
                yield wrong(Trouble.ROLE_UNKNOWN)
        elif field == fields.TABLE:
            said["table"], is_read = values.table(line, self.tables)
            if not is_read:
                yield wrong(Trouble.TABLE_UNKNOWN)
        elif _answers(field):
            yes, is_read = values.yes(line)
            if not is_read:
                yield wrong(Trouble.CAME_UNKNOWN if field == fields.CAME else Trouble.CONSENT_UNKNOWN)
            if field == fields.CAME:
                said["came"] = yes
            elif yes is not None or not is_read:
                said["consents"][field.removeprefix(fields.CONSENT)] = bool(yes)
        elif field in (fields.TOGETHER, fields.APART):
            said[field] = (*said.get(field, ()), *_marks(cell))
        elif field == fields.NEEDS:
            if not _is_nothing(line):
                said[field] = "; ".join(filter(None, (said.get(field), line)))
        elif field == fields.FORM:
            said[field] = line[:ATTRIBUTE_LETTERS]


def _answers(field: str) -> bool:
    return field.startswith(fields.CONSENT) or field == fields.CAME


def _plain_cells(row: Row) -> tuple[str, ...]:
    return tuple(plain(cell) for cell in row.cells)


def _is_no_name(text: str) -> Trouble | None:
    if not re.search(r"\w", text) or values.is_unknown(text):
        return Trouble.NAME_MISSING
    if values.email(text) or "@" in text:
        return Trouble.NAME_CONTACT
    return Trouble.NAME_NUMBER if re.search(r"[\d_]", text) else None


def _contact(said: dict[str, Any], cell: str) -> bool:
    """Takes telephone and e-mail of a cell; is there one, or nothing at all? The first of each kind is kept."""
    if values.is_unknown(cell):
        return True
    email = values.email(cell)
    phone = values.telephone(values.EMAIL.sub("", cell))
    if email:
        said.setdefault("email", email)
    if phone:
        said.setdefault("phone", phone)
    said["written"] = (*said.get("written", ()), cell)
    return bool(email or phone)


def _is_nothing(line: str) -> bool:
    return values.is_unknown(line) or plain(line).strip(" .!") in words().no


def _marks(cell: str) -> Sequence[str]:
    """Names or marks of groups in one cell."""
    marks = (" ".join(mark.split()) for mark in BETWEEN.split(cell))
    return [mark[:ATTRIBUTE_LETTERS] for mark in marks if mark and not _is_nothing(mark)][:MOST_MARKS]
