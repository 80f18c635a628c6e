"""No name is read in the wrong encoding: it is read right, or the list is refused."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from registration.decode import read_table
from registration.encoding import EIGHT_BIT, MARKS
from registration.errors import Code, ListError

FIRST = ("Анна", "Олег", "Ия", "Яна", "Пётр", "Ольга", "Игорь", "Юлия", "Жанна", "Эдуард")
LAST = ("Ёлкина", "Щукин", "Ким", "Цой", "Лебедева", "Юдин", "Ярцев", "Фёдорова", "Объедков", "Шаповал")
TOWNS = ("ЦЕНТР", "Заречье", "ул. Мира, д. 5", "посёлок «Южный»", "№ 3 — сад", "")
CASE = st.sampled_from([str, str.upper, str.lower])
WORDS = [st.builds(lambda word, case: case(word), st.sampled_from(words), CASE) for words in (LAST, FIRST, TOWNS)]
ROWS = st.lists(st.tuples(*WORDS), max_size=12)
HEADERS = st.sampled_from(["Фамилия;Имя;Район", "ФАМИЛИЯ;ИМЯ;РАЙОН", ";;", "a;b;c"])


def text_of(rows: list[tuple[str, str, str]], header: str = "Фамилия;Имя;Район") -> str:
    return "\n".join([header, *(";".join(row) for row in rows)])


@pytest.mark.parametrize("encoding", EIGHT_BIT)
@given(rows=ROWS, header=HEADERS)
@example(rows=[], header="Фамилия;Имя;Район")
def test_eight_bit_cyrillic_is_read_right_or_refused(
    encoding: str, rows: list[tuple[str, str, str]], header: str
) -> None:
    data = text_of(rows, header).encode(encoding, "ignore")
    assume(not data.isascii())
    meant = read_table(data.decode(encoding).encode()).rows
    try:
        table = read_table(data)
    except ListError as error:
        assert error.code in (Code.TEXT_ENCODING, Code.SHEET_EMPTY)
    else:
        assert table.rows == meant, f"{encoding} was read as {table.encoding}"


@pytest.mark.parametrize("encoding", EIGHT_BIT)
@pytest.mark.parametrize("case", [str, str.upper, str.lower])
def test_an_ordinary_list_is_read_in_every_encoding(encoding: str, case: type[str]) -> None:
    rows = [(last, first, "Заречье") for last, first in zip(LAST, FIRST, strict=True)]
    text = case(text_of(rows))
    # Where only small or only large letters stand, these read as another encoding but for one or two letters.
    if (case, encoding) in ((str.upper, "cp866"), (str.upper, "mac-cyrillic"), (str.lower, "mac-cyrillic")):
        with pytest.raises(ListError) as refused:
            read_table(text.encode(encoding))
        assert refused.value.code is Code.TEXT_ENCODING
        return
    table = read_table(text.encode(encoding))
    assert table.encoding == encoding
    assert table.rows == read_table(text.encode()).rows


@pytest.mark.parametrize("begin", ["юя", "яю"])
def test_two_letters_of_cp1251_are_no_mark_of_another_encoding(begin: str) -> None:
    text = text_of([("Ким", "Ия", "Центр")], begin + " Фамилия;Имя;Район")
    assert read_table(text.encode("cp1251")).rows == read_table(text.encode()).rows


@pytest.mark.parametrize(("mark", "encoding"), MARKS)
def test_a_mark_is_believed_and_is_no_part_of_the_first_cell(mark: bytes, encoding: str) -> None:
    table = read_table(mark + "Имя;Тел\nАнна;1".encode(encoding))
    assert table.rows[0].cells == ("Имя", "Тел") and table.encoding == encoding


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_told_without_its_mark(encoding: str) -> None:
    table = read_table(text_of([("Ким", "Ия", "Центр")]).encode(encoding))
    assert table.encoding == encoding and table.rows[1].cells == ("Ким", "Ия", "Центр")


def test_half_a_letter_is_damage_and_no_other_encoding() -> None:
    data = text_of([("Ким", "Ия", "Центр")]).encode("utf-16-le")
    with pytest.raises(ListError) as refused:
        read_table(b"\xff\xfe" + data + b"\x04")
    assert (refused.value.code, refused.value.row) == (Code.TEXT_DAMAGED, 2)


@pytest.mark.parametrize("wrong", ["cp1251", "cp1252"])
def test_what_was_garbled_before_is_named_by_its_row(wrong: str) -> None:
    garbled = "Имя\nАнна\n" + "Мария".encode().decode("latin-1").translate(
        {number: bytes([number]).decode(wrong, "ignore") or chr(number) for number in range(128, 256)}
    )
    with pytest.raises(ListError) as refused:
        read_table(garbled.encode())
    assert (refused.value.code, refused.value.row) == (Code.TEXT_TWICE, 3)


def test_marks_for_lost_letters_are_refused_with_their_row() -> None:
    with pytest.raises(ListError) as refused:
        read_table("Имя\nАнна\nОл\ufffdг".encode())
    assert (refused.value.code, refused.value.row) == (Code.TEXT_DAMAGED, 3)


@pytest.mark.parametrize(
    "data", [b"ab\x00\x01\x02\x03", b"\x89PNG\r\n\x1a\n\x00\x00", b"a;b\n\x01;c", bytes(range(256))]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ListError) as refused:
        read_table(data)
    assert refused.value.code in (Code.FILE_OTHER, Code.TEXT_ENCODING)


def test_western_letters_are_not_read_as_russian_ones() -> None:
    rows = "\n".join(["Renée;Désirée;Genève", "Zoé;Hélène;Besançon", "Jürgen;Köhler;Düsseldorf"] * 4)
    with pytest.raises(ListError) as refused:
        read_table(f"Prénom;Nom;Ville\n{rows}".encode("cp1252"))
    assert refused.value.code is Code.TEXT_ENCODING
