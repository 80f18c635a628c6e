"""A table and what its columns mean → people, and problems that name rows. A preview: nothing is kept by it.

A row is taken whole or left out whole. What cannot be read in a cell is not guessed: the cell counts as silent, and a
problem says so. What nobody said stays unsaid, for a later list must not overwrite with silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from registration.columns import Mapping, check
from registration.doubles import united
from registration.entry import Entry
from registration.errors import Code, ListError
from registration.fields import AGE, APART, LEFT_OUT, SEX, TOGETHER
from registration.groups import Groups, grouped
from registration.persons import Reader
from registration.problems import Problem, Trouble
from registration.table import Table
from registration.words import plain

MOST_TABLES = 60


class Listing(msgspec.Struct, frozen=True):
    """The people of a list in the order of their first rows, and every problem in the order of rows.

    `rows`: how many rows with anything in them stand below the header. `groups` count people by their place here.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    rows: int
    groups: Groups


def entries(table: Table, mapping: Mapping, on: date, tables: int = MOST_TABLES) -> Listing:
    """The people of this table. `on` is the day of the forum, for ages; `tables` how many the hall has.

    Raises `ListError` if the mapping has no column of names or one meaning twice, and if there is nobody to read.
    """
    check(mapping)
    reader = Reader(table, mapping, on, tables)
    if not reader.people:
        raise ListError(Code.PEOPLE_NONE)
    people: list[Entry] = []
    found = list(_formulas(table, mapping))
    for row in reader.people:
        entry, problems = reader.read(row)
        found += problems
        if entry is not None:
            people.append(entry)
    people, problems = united(_alike(people))
    columns = {field: mapping.of(field)[0].letter for field in (TOGETHER, APART) if mapping.of(field)}
    groups, unmet = grouped(people, columns)
    found += problems + unmet
    return Listing(tuple(people), tuple(sorted(found, key=order)), len(reader.people), groups)


def _formulas(table: Table, mapping: Mapping) -> Iterator[Problem]:
    """Cells whose value the file does not hold, in columns that mean anything."""
    used = {column.place: column.letter for column in mapping.columns if column.field != LEFT_OUT}
    for flaw in table.flaws:
        if flaw.row >= mapping.begin and flaw.column in used:
            code = Trouble.FORMULA_ERROR if flaw.what == "error" else Trouble.FORMULA_UNREAD
            yield Problem(code, (flaw.row,), used[flaw.column])


def _alike(people: Sequence[Entry]) -> list[Entry]:
    """One spelling for one value: «центр» and «Центр» are one district, written as it was written first."""
    spelled: dict[tuple[str, str], str] = {}
    return [
        replace(
            entry,
            attributes={
                each: value if each in (AGE, SEX) else spelled.setdefault((each, plain(value)), value)
                for each, value in entry.attributes.items()
            },
        )
        for entry in people
    ]


def order(problem: Problem) -> tuple[tuple[int, ...], str, str]:
    """By the rows, as somebody goes through the table."""
    return problem.rows, problem.code, problem.column
