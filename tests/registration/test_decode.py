"""Tables of text: separators, quotation marks, row numbers, limits; and every limit holds at its last allowed value."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.decode import read_table
from registration.errors import Code, ListError
from registration.table import BYTES, COLUMNS, LETTERS, ROWS, letter

CELL = st.text(st.sampled_from("аб \"';,\t|\n.1"), max_size=8)


def refused(data: bytes) -> tuple[Code, int | None, str | None]:
    with pytest.raises(ListError) as error:
        read_table(data)
    return error.value.code, error.value.row, error.value.column


def cells(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_table(text.encode()).rows]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_separator_is_told_from_the_text(separator: str, end: str) -> None:
    text = end.join(
        separator.join(row) for row in (("Имя", "Район", "Стол"), ("Ия", "сад; мир", "1"), ("Ян", "а, б", "2"))
    )
    if separator in ";,":
        text = text.replace("сад; мир", '"сад; мир"').replace("а, б", '"а, б"')
    table = read_table(text.encode())
    assert table.separator == separator
    assert [row.cells for row in table.rows][1:] == [("Ия", "сад; мир", "1"), ("Ян", "а, б", "2")]


def test_a_line_that_names_the_separator_is_believed_and_is_no_row() -> None:
    table = read_table(b"sep=,\r\nA,B;B\r\n1,2;2\r\n")
    assert table.separator == "," and [(row.number, row.cells) for row in table.rows] == [
        (1, ("A", "B;B")),
        (2, ("1", "2;2")),
    ]


def test_rows_are_numbered_as_a_table_program_shows_them() -> None:
    table = read_table(b'A;B\r\n\r\n"1\r\n1";2\r\n;\r\n3;4')
    assert [(row.number, row.cells) for row in table.rows] == [(1, ("A", "B")), (3, ("1\n1", "2")), (5, ("3", "4"))]


def test_a_single_column_of_names_is_a_table() -> None:
    assert cells("ФИО\nАнна Ким\nОлег Ким") == [("ФИО",), ("Анна Ким",), ("Олег Ким",)]


def test_quotation_marks_within_a_cell_are_letters() -> None:
    assert cells('A;B\nООО "Ромашка";"ООО ""Мир"""\n"Клуб" юных;5" труба') == [
        ("A", "B"),
        ('ООО "Ромашка"', 'ООО "Мир"'),
        ("Клуб юных", '5" труба'),
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('A;B;C\n1;"2;3\n4;5;6', 2),
        ('A;B;C\n1;2;3\n4;"5;6\n7;8";9\n1;2;3', 3),
        ('A;B;C\n1;2;3\n"4;5;6\n"7;8;9\n1;2;3', 3),
        ('A;B;C\n1;2;"3\n4;"5";6\n1;2;3', 2),
        ('A;B;C\n1;"2\nx" y;3\n4;5;6', 2),
        ('A;B\n1;2\n"3;4\n' + "5;6\n" * LETTERS + '";7', 3),
    ],
)
def test_an_open_quotation_mark_is_named_by_the_row_that_opens_it(text: str, row: int) -> None:
    assert refused(text.encode()) == (Code.QUOTE_OPEN, row, None)


def test_a_letter_of_several_lines_with_commas_is_no_open_mark() -> None:
    assert cells('A,B,C\n1,2,3\n1,"пандус, лифт\nи вода, чай",3')[2] == ("1", "пандус, лифт\nи вода, чай", "3")


@given(rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=3, max_size=6), separator=st.sampled_from(";,\t"))
def test_what_a_table_program_writes_is_read_or_refused_never_torn(rows: list[list[str]], separator: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    meant = [
        ["\n".join(line for each in cell.splitlines() if (line := " ".join(each.split()))) for cell in row]
        for row in rows
    ]
    meant = [row for row in meant if any(row)]
    try:
        table = read_table(f"sep={separator}\n{written.getvalue()}".encode())
    except ListError as error:
        assert error.code in (Code.QUOTE_OPEN, Code.SHEET_EMPTY)
        return
    assert [[row.at(place) for place in range(3)] for row in table.rows] == meant


def test_limits_hold_at_their_last_value_and_one_beyond_is_named() -> None:
    assert len(read_table(b"a\n" * ROWS).rows) == ROWS
    assert refused(b"a\n" * (ROWS + 1)) == (Code.ROWS_MANY, None, None)
    wide = ";".join("a" * COLUMNS)
    assert read_table(wide.encode()).width == COLUMNS
    assert refused(f"{wide}\n{wide};b".encode()) == (Code.COLUMNS_MANY, 2, letter(COLUMNS))
    assert read_table(b"a;" + b"b" * LETTERS).rows[0].cells[1] == "b" * LETTERS
    assert refused(b"a;b\nc;" + b"b" * (LETTERS + 1)) == (Code.CELL_LONG, 2, "B")
    assert refused(b"a;b\nc;" + "ё\u200b".encode() * 5 * LETTERS) == (Code.CELL_LONG, 2, "B")
    assert refused(b"a" * (BYTES + 1))[0] is Code.FILE_LARGE
    assert refused(b"")[0] is refused(b" \r\n\t")[0] is Code.FILE_EMPTY
    assert refused(b";;;\n;;;\n")[0] is Code.SHEET_EMPTY


def test_what_cannot_be_seen_is_taken_out_of_cells() -> None:
    assert cells("A;B\n\u200bАн\u00adна\u202e;\ufeff  1\xa0\xa0000 ") == [("A", "B"), ("Анна", "1 000")]


@pytest.mark.parametrize(
    ("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_called_as_a_table_program_calls_them(column: int, name: str) -> None:
    assert letter(column) == name


def test_the_name_of_a_file_decides_nothing_and_keeps_no_folder() -> None:
    assert read_table(b"a;b", "C:\\lists/day\\one.xlsx").name == "one.xlsx"
