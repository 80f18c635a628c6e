"""Workbooks: weighed before they are unpacked, read as people see them, and no damage is more than a refusal."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest

from registration import workbook as reading
from registration.decode import read_table
from registration.errors import Code, ListError
from tests.registration.lists import HEADER, PEOPLE, again, rows, workbook

GOOD = workbook(rows(HEADER, *PEOPLE))


def refused(data: bytes) -> Code:
    with pytest.raises(ListError) as error:
        read_table(data)
    return error.value.code


def with_sheet(old: bytes, new: bytes) -> bytes:
    """The good workbook with something of its sheet replaced."""

    def change(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return part
        assert re.search(old, part), part
        return re.sub(old, new, part, count=1)

    return again(GOOD, change)


def test_nothing_is_unpacked_that_is_declared_to_be_large(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = again(GOOD, **{"xl/a.xml": b" " * (reading.UNPACKED + 1)})

    def read(*_: object) -> bytes:
        raise AssertionError("a part was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "read", read)
    assert refused(bomb) is Code.FILE_BOMB


def test_a_size_that_is_a_lie_is_damage_and_unpacks_no_more_than_it_says() -> None:
    data = bytearray(again(GOOD, **{"xl/a.xml": b" " * 1_000_000}))
    real, said = (1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert data.count(real) == 2
    assert refused(bytes(data).replace(real, said)) is Code.FILE_DAMAGED


def test_what_packs_too_well_is_a_bomb_and_a_small_book_is_none() -> None:
    assert refused(again(GOOD, **{"xl/a.xml": b" " * 1_000_000})) is Code.FILE_BOMB
    assert read_table(again(GOOD, **{"xl/a.xml": b" " * 100_000})).rows


def test_too_many_parts_are_a_bomb() -> None:
    assert refused(again(GOOD, **{f"xl/{n}.xml": b"" for n in range(reading.PARTS)})) is Code.FILE_BOMB


@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le", "utf-16-be"])
def test_entities_are_refused_in_every_part_and_encoding(encoding: str) -> None:
    part = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
    assert refused(again(GOOD, **{"docProps/custom.xml": part})) is Code.FILE_ENTITIES


def test_a_part_that_stands_there_twice_is_damage() -> None:
    written = io.BytesIO(GOOD)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(written, "a") as book:
        book.writestr("xl/workbook.xml", b"<workbook/>")
    assert refused(written.getvalue()) is Code.FILE_DAMAGED


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_the_usual_packing_is_unpacked(way: int) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(written, "w", way) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert refused(written.getvalue()) is Code.FILE_DAMAGED


def test_another_zip_is_no_table() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as new:
        new.writestr("[Content_Types].xml", "<Types/>")
        new.writestr("word/document.xml", "<document/>")
    assert refused(written.getvalue()) is Code.FILE_OTHER


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]
)
def test_a_broken_part_is_damage(part: str) -> None:
    broken = again(GOOD, lambda name, content: content[: len(content) // 2] if name == part else content)
    assert refused(broken) is Code.FILE_DAMAGED


def test_a_row_beyond_every_table_is_damage_and_a_far_one_is_empty_rows() -> None:
    assert refused(with_sheet(rb'<row r="4"', b'<row r="999999999999"')) is Code.FILE_DAMAGED
    far = with_sheet(rb'<row r="4"(.*?)>(.*?)</row>', rb'<row r="1000000"><c r="A1000000"><v>5</v></c></row>')
    assert [row.number for row in read_table(far).rows] == [1, 2, 3, 1_000_000]


def test_cells_that_only_have_a_look_are_no_columns() -> None:
    styled = with_sheet(rb'<row r="4"', b'<row r="3"><c r="XFD3" s="0"/></row><row r="4"')
    assert read_table(styled).width == 3


def test_a_cell_far_to_the_right_is_named() -> None:
    with pytest.raises(ListError) as error:
        read_table(with_sheet(rb'<c r="C4"', b'<c r="CV4"'))
    assert (error.value.code, error.value.row, error.value.column) == (Code.COLUMNS_MANY, 4, "CV")


def test_a_merged_area_as_large_as_the_sheet_costs_nothing() -> None:
    merged = with_sheet(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>')
    assert [row.cells[0] for row in read_table(merged).rows] == [row[0] for row in (HEADER, *PEOPLE)]


def test_values_are_text_as_people_read_it() -> None:
    given = (34.0, 7.9e10, 0.5, True, False, None, "a_x000D_b", "=", " x ")
    table = read_table(workbook(rows(given)))
    assert table.rows[0].cells == ("34", "79000000000", "0.5", "TRUE", "FALSE", "", "a\nb", "=", "x")


def test_a_workbook_of_rows_beyond_the_limit_is_refused() -> None:
    assert refused(workbook(rows(*([f"{n}"] for n in range(5001))))) is Code.ROWS_MANY


def test_what_is_too_large_is_a_bomb_even_if_it_packs_no_better_than_a_list() -> None:
    parts = {"xl/media/a.bin": random.Random(1).randbytes(400_000), "xl/b.xml": bytes(reading.UNPACKED)}
    data = again(GOOD, **parts)
    assert reading.RATIO * len(data) > reading.UNPACKED, "it would pass by its ratio"
    assert refused(data) is Code.FILE_BOMB


def test_sheets_share_what_may_be_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = workbook(rows(*[[" ", " "]] * 10), rows(*[[" ", " "]] * 10), rows(HEADER, *PEOPLE))
    assert read_table(sheets).sheet == "Лист3"
    monkeypatch.setattr(reading, "SLOTS", 50)
    assert refused(sheets) is Code.FILE_BOMB
