"""Every list of `tests/data/lists/` is read as it was meant, to the letter, or refused at the row that is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from registration.columns import Wanted, guess
from registration.decode import read_table
from registration.entries import Listing, entries
from registration.entry import Entry
from registration.errors import ListError
from registration.table import Table
from tests.registration.expected import LISTS
from tests.registration.lists import FOLDER, lists

DAY = date(2026, 9, 1)
WANTED = (Wanted("trade", ("Род занятия", "Trade")),)


def read(name: str) -> tuple[Table, Listing]:
    table = read_table((FOLDER / name).read_bytes(), name)
    return table, entries(table, guess(table, WANTED), DAY, 12)


def person(entry: Entry) -> dict[str, Any]:
    """What the list says of a person; contacts as they were written are looked at elsewhere."""
    said = ((field, getattr(entry, field)) for field in entry.__struct_fields__ if field != "written")
    return {field: value for field, value in said if value not in ("", (), {}, None)}


def test_every_list_has_its_file() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.suffix != ".md"}
    assert files == set(lists()) == set(LISTS) and len(files) >= 24


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_to_the_letter_or_refused_at_its_row(name: str) -> None:
    expected = LISTS[name]
    if isinstance(expected, tuple):
        with pytest.raises(ListError) as refused:
            read(name)
        assert (refused.value.code, refused.value.row, refused.value.column) == expected
        return
    table, listing = read(name)
    assert (table.encoding or table.sheet, table.separator) == expected["table"]
    assert [person(entry) for entry in listing.entries] == expected["people"]
    problems = [
        " ".join(filter(None, (each.code.value, *map(str, each.rows), each.column, each.field, each.value)))
        for each in listing.problems
    ]
    assert problems == expected["problems"]


@pytest.mark.parametrize("name", [name for name in LISTS if not name.endswith((".xlsx", "called.csv"))])
def test_the_files_are_what_their_script_writes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == lists()[name]


@pytest.mark.parametrize("name", ["22-numbers.xlsx", "23-form-sheets.xlsx", "24-merged-down.xlsx", "25-formulas.xlsx"])
def test_the_workbooks_hold_what_their_script_writes(name: str) -> None:
    """How a workbook is packed may change with openpyxl; what stands in it may not."""
    assert read_table((FOLDER / name).read_bytes()) == read_table(lists()[name])


def test_a_preview_says_which_sheet_was_read_and_which_were_not() -> None:
    table, _ = read("23-form-sheets.xlsx")
    assert (table.sheet, table.other_sheets) == ("Лист3", ("Лист4",))


def test_contacts_stay_as_they_were_written_beside_what_was_read() -> None:
    _, listing = read("14-doubles.csv")
    assert listing.entries[0].written == ("8 900 000-00-01", "ia@example.org, +7 900 000 00 01")


def test_who_sits_together_and_apart() -> None:
    _, listing = read("15-traps.csv")
    named = [entry.name for entry in listing.entries]
    assert named[:3] == ["Анна Кузнецова", "Олег Петров", "Нина Орлова"]
    assert listing.groups.together == ((0, 1), (1, 2)) and listing.groups.apart == ((1, 2),)
