"""Which column means what: guessed from the header's words, then from what stands below; a person has the last word.

A header may stand under titles and take two rows, as forms and merged cells make it. A mapping is plain data: a screen
shows it, changes it with `corrected`, and sends it back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from registration import fields, names, values
from registration.errors import Code, ListError
from registration.fields import ATTRIBUTE, ATTRIBUTES, FIRST, LEFT_OUT, NAME, SEVERAL, SURNAME
from registration.table import Row, Table, letter
from registration.words import fits, word_list, words

HEADER_WITHIN = 12
"""Rows; a list whose header comes later has none."""
LOOKED_AT, MOST = 200, 0.6
"""Rows whose cells are asked what a column holds; the share of them that must agree."""
TITLE_LETTERS = 300
FIGURES = re.compile(r"[\d.,\s:/-]+")


class Wanted(msgspec.Struct, frozen=True):
    """An attribute that the scenario asks for, and the labels a column may have for it, in any language."""

    id: str
    labels: tuple[str, ...] = ()


class Column(msgspec.Struct, frozen=True):
    """A column of the table and what it is taken for. `by` says why; `nothing`: left out until somebody looks."""

    place: int
    letter: str
    title: str
    field: str
    by: str = "nothing"


class Mapping(msgspec.Struct, frozen=True):
    """What each column means, in their order. `header` are row numbers; people begin at row `begin`."""

    header: tuple[int, ...]
    begin: int
    columns: tuple[Column, ...]

    def of(self, field: str) -> tuple[Column, ...]:
        """The columns of a meaning."""
        return tuple(column for column in self.columns if column.field == field)


def guess(table: Table, wanted: Sequence[Wanted] = ()) -> Mapping:
    """What the columns of this table mean, as far as words and contents tell. Never raises."""
    header = _header(table, wanted)
    below = [row for row in table.rows if not header or row.number > header[-1].number]
    begin = _begin(table, below) if not header else header[-1].number + 1
    people = [row for row in below if row.number >= begin]
    columns = [
        Column(place, letter(place), title, *_by_header(title, sub, wanted))
        for place, (title, sub) in enumerate(_titles(header, table.width))
        if title or any(row.at(place) for row in people)
    ]
    return Mapping(tuple(row.number for row in header), begin, tuple(_by_content(_settled(columns), people)))


def corrected(mapping: Mapping, place: int, field: str) -> Mapping:
    """The mapping with one column changed by hand; `""` leaves it out. Raises `ListError`: no such column or field."""
    if not fields.is_field(field):
        raise ListError(Code.FIELD_UNKNOWN)
    if all(column.place != place for column in mapping.columns):
        raise ListError(Code.COLUMN_UNKNOWN)
    columns = tuple(
        replace(column, field=field, by="hand") if column.place == place else column for column in mapping.columns
    )
    return replace(mapping, columns=columns)


def check(mapping: Mapping) -> None:
    """Raises `ListError` if people cannot be read so: no names, one meaning twice, a meaning that there is not."""
    seen: dict[str, Column] = {}
    for column in mapping.columns:
        if not fields.is_field(column.field):
            raise ListError(Code.FIELD_UNKNOWN)
        if column.field in seen and column.field not in SEVERAL:
            raise ListError(Code.FIELD_TWICE, column=seen[column.field].letter, other=column.letter)
        seen.setdefault(column.field, column)
    if not seen.keys() & {NAME, SURNAME, FIRST}:
        raise ListError(Code.NAME_COLUMN)


def _header(table: Table, wanted: Sequence[Wanted]) -> list[Row]:
    """The row of the header, or the two; none if no row looks like one."""
    usual = sorted(sum(map(bool, row.cells)) for row in table.rows)[len(table.rows) // 2]
    best, found = 0, -1
    for index, row in enumerate(table.rows[:HEADER_WITHIN]):
        known = sum(bool(_meaning(cell, wanted)[1]) for cell in row.cells)
        if known > best and not _is_data(row) and 2 * sum(map(bool, row.cells)) >= usual:
            best, found = known, index
    if found < 0:
        return _strange_header(table)
    header = table.rows[found : found + 1]
    if found + 1 < len(table.rows) and _is_second(header[0], table.rows[found + 1], wanted):
        header = table.rows[found : found + 2]
    elif found and _is_second(table.rows[found - 1], header[0], wanted) and not _is_title(table.rows[found - 1]):
        header = table.rows[found - 1 : found + 1]
    return list(header)


def _strange_header(table: Table) -> list[Row]:
    """A first row none of whose words is known, yet each of whose cells stands above what only people have."""
    first, below = table.rows[0], table.rows[1:]
    if _is_data(first) or len(first.cells) < table.width or not all(first.cells[_left(table) :]):
        return []
    return [first] if below and sum(map(_is_data, below)) >= MOST * len(below) else []


def _left(table: Table) -> int:
    """The first column that holds anything."""
    return min(next(place for place, cell in enumerate(row.cells) if cell) for row in table.rows)


def _is_second(first: Row, second: Row, wanted: Sequence[Wanted]) -> bool:
    """Does the header go on in this row? It does where it says what a cell merged above it left open."""
    if second.number != first.number + 1 or _is_data(first) or _is_data(second):
        return False
    # Below the first row's last cell a merged one may go on.
    opened = [place for place, cell in enumerate(second.cells) if cell and not first.at(place)]
    return any(_meaning(second.cells[place], wanted)[1] for place in opened)


def _is_title(row: Row) -> bool:
    return sum(map(bool, row.cells)) < 2


def _is_data(row: Row) -> bool:
    """Does a cell hold what no header holds: a contact, a name, a bare number, a day?"""
    return any(
        values.email(cell)
        or values.telephone(cell)
        or FIGURES.fullmatch(cell)
        or _is_name(cell)
        or _is_first_name(cell)
        for cell in row.cells
        if cell
    )


def _begin(table: Table, rows: Sequence[Row]) -> int:
    """The first row of people in a list without a header: titles above it fill fewer cells."""
    usual = sorted(sum(map(bool, row.cells)) for row in table.rows)[len(table.rows) // 2]
    return next((row.number for row in rows if 2 * sum(map(bool, row.cells)) >= usual), rows[0].number)


def _titles(header: Sequence[Row], width: int) -> list[tuple[str, str]]:
    """Title of each column, and of it what the second row says; a merged cell above spreads to the right."""
    titles: list[tuple[str, str]] = []
    above = ""
    for place in range(width):
        top = header[0].at(place) if header else ""
        sub = header[1].at(place) if len(header) > 1 else ""
        above = top or above
        whole = above if sub and not top else top
        title = f"{whole} / {sub}" if whole and sub and whole != sub else whole or sub
        titles.append((" ".join(title.split())[:TITLE_LETTERS], sub))
    return titles


def _by_header(title: str, sub: str, wanted: Sequence[Wanted]) -> tuple[str, str]:
    field, letters = _meaning(sub, wanted) if sub else (LEFT_OUT, 0)
    if not letters:
        field, letters = _meaning(title, wanted)
    return (field, "header") if letters else (LEFT_OUT, "nothing")


def _meaning(title: str, wanted: Sequence[Wanted]) -> tuple[str, int]:
    """The field whose words stand in a title, and how many letters of it they are; 0: none."""
    found = word_list(title[:TITLE_LETTERS])
    best, most = LEFT_OUT, 0
    for field, patterns in words().headers.items():
        for pattern in patterns:
            if (letters := fits(pattern, found)) > most:
                best, most = field, letters
    for attribute in wanted:
        field = attribute.id if attribute.id in ATTRIBUTES else ATTRIBUTE + attribute.id
        for label in attribute.labels:
            stems = tuple(f"{word[: max(4, len(word) - 2)]}*" for word in word_list(label) if len(word) > 2)
            # What the scenario asks for wins over what a list usually has.
            if stems and (letters := 1 + fits(stems, found)) > max(most, 1):
                best, most = field, letters
    return best, most


def _settled(columns: Sequence[Column]) -> list[Column]:
    """One column a meaning: the first one has it. A first name without a surname beside it is the whole name."""
    taken: set[str] = set()
    kept: list[Column] = []
    for column in columns:
        if column.field in taken and column.field not in SEVERAL:
            column = replace(column, field=LEFT_OUT, by="nothing")
        taken.add(column.field)
        kept.append(column)
    if NAME in taken and SURNAME not in taken:
        return [_without(column, (FIRST,)) for column in kept]
    if NAME in taken and FIRST in taken:
        return [_without(column, (NAME,)) for column in kept]
    if NAME in taken:
        return [_without(column, (SURNAME,)) for column in kept]
    if FIRST in taken and SURNAME not in taken:
        return [replace(column, field=NAME) if column.field == FIRST else column for column in kept]
    return kept


def _without(column: Column, meanings: Sequence[str]) -> Column:
    return replace(column, field=LEFT_OUT, by="nothing") if column.field in meanings else column


def _by_content(columns: Sequence[Column], people: Sequence[Row]) -> list[Column]:
    """Columns that the header left open, by what most of their cells are; each meaning that is still free, once."""
    taken = {column.field for column in columns}
    if taken & {SURNAME, FIRST}:
        taken.add(NAME)
    kept: list[Column] = []
    for column in columns:
        if column.by == "nothing":
            cells = [row.at(column.place) for row in people[:LOOKED_AT] if row.at(column.place)]
            # A title that nobody knows may be about another person: only without one a name is taken on trust.
            free = [each for each in HOLDS if each not in taken and not (column.title and each in (SURNAME, FIRST))]
            field = next((each for each in free if _holds(HOLDS[each], cells)), LEFT_OUT)
            if field:
                column = replace(column, field=field, by="content")
                taken |= {field, NAME} if field in (SURNAME, FIRST) else {field}
                if field == NAME:
                    taken |= {SURNAME, FIRST}
        kept.append(column)
    return kept


def _holds(told: Callable[[str], bool], cells: Sequence[str]) -> bool:
    return bool(cells) and sum(map(told, cells)) >= MOST * len(cells)


def _is_name(cell: str) -> bool:
    parts = cell.split()
    return 2 <= len(parts) <= 5 and not re.search(r"[\d@/_]", cell) and any(map(_is_first_name, parts))


def _is_first_name(cell: str) -> bool:
    return names.key(cell)[:1] != () and names.key(cell)[0] in words().first and " " not in cell


HOLDS: dict[str, Callable[[str], bool]] = {
    fields.EMAIL: lambda cell: values.email(cell) is not None,
    fields.PHONE: lambda cell: values.telephone(cell) is not None,
    NAME: _is_name,
    fields.SEX: lambda cell: values.sex(cell)[0] is not None,
}
"""What a cell of a meaning is, where nothing else looks like it. Bare numbers could be anything and are left out."""
