"""Writes the lists of `tests/data/lists/`: every encoding, separator and trap that registration lists come with.

`PYTHONPATH=. python -m tests.registration.lists` writes them anew. All people are invented; no telephone is anybody's.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

FOLDER = Path(__file__).parents[1] / "data" / "lists"
HEADER = ("ФИО", "Телефон", "Возраст")
PEOPLE = (
    ("Кузнецова Анна Петровна", "8 (900) 000-00-01", "34"),
    ("Петров Олег", "+7 900 000-00-02", "1988"),
    ("Ёлкина Яна Игоревна", "79000000003", "60+"),
)


def separated(
    rows: Sequence[Sequence[str]], separator: str, encoding: str, end: str = "\r\n", quoting: int = csv.QUOTE_MINIMAL
) -> bytes:
    """Rows as a file of text."""
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)
    return written.getvalue().encode(encoding)


def workbook(*fill: Callable[[Worksheet], None]) -> bytes:
    """A workbook with a sheet for each function that fills one."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, each in enumerate(fill, 1):
        each(book.create_sheet(f"Лист{number}"))
    written = io.BytesIO()
    book.save(written)
    return again(written.getvalue())


def again(data: bytes, change: Callable[[str, bytes], bytes] = lambda name, part: part, **more: bytes) -> bytes:
    """The zip once more, with parts changed, others put in, and no time of writing."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in [*((info.filename, old.read(info)) for info in old.infolist()), *more.items()]:
            timeless = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2026-01-01T00:00:00Z", part)
            new.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), change(name, timeless), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def rows(*given: Sequence[object]) -> Callable[[Worksheet], None]:
    """Fills a sheet from its first row on."""

    def fill(sheet: Worksheet) -> None:
        for row in given:
            sheet.append(list(row))

    return fill


def numbers(sheet: Worksheet) -> None:
    """What Excel makes of a list: numbers for telephones and ages, days, yes and no; it begins at C4."""
    given = (
        (
            "№",
            "Фамилия",
            "Имя",
            "Отчество",
            "Телефон",
            "Дата рождения",
            "Возраст",
            "Стол",
            "Согласие на обработку",
            "Пол",
        ),
        (1, "Кузнецова", "Анна", "Петровна", 79000000001.0, date(1992, 5, 14), None, 3.0, True, "ж"),
        (2, "Петров", "Олег", None, 9000000002, datetime(1950, 1, 1), 76.0, None, False, "м"),
        (3, "Ёлкина", "Яна", "Игоревна", "8-900-000-00-03", None, 17, 12, None, "жен."),
    )
    for number, row in enumerate(given):
        for column, value in enumerate(row):
            sheet.cell(4 + number, 3 + column, value)


def answers(sheet: Worksheet) -> None:
    """A form's workbook: a title, and a header of two rows whose cells are merged."""
    for row in (
        ("Регистрация на форум",),
        ("ID", "Время создания", "Как вас зовут?", "Контакты", None, "Согласия", None, "Нужна помощь?"),
        (None, None, None, "Телефон", "Эл. почта", "Обработка данных", "Имя на экране", None),
        ("a-1", "2026-08-30 10:00", "Анна Кузнецова", "8 900 000 00 01", None, "Да", "Нет", "пандус\nместо у входа"),
        ("a-2", "2026-08-30 11:00", "Олег Петров", None, "OLEG@example.org", "да, согласен", "не возражаю", "нет"),
    ):
        sheet.append(list(row))
    sheet.merge_cells("A1:H1")
    for area in ("A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2", "H2:H3"):
        sheet.merge_cells(area)


def colleagues(sheet: Worksheet) -> None:
    """An organisation merged over its people."""
    for row in (("Организация", *HEADER), ("Дом культуры", *PEOPLE[0]), (None, *PEOPLE[1]), ("Школа № 2", *PEOPLE[2])):
        sheet.append(list(row))
    sheet.merge_cells("A2:A3")


def formulas(sheet: Worksheet) -> None:
    """Worked out, never worked out, and one that ended in an error."""
    for row in (
        HEADER,
        ("Кузнецова Анна", "=CONCATENATE(8,9000000001)", "=2026-1992"),
        ("Петров Олег", "8 900 000-00-02", "=2026-1988"),
        ("=A2", "8 900 000-00-03", 20),
        ("Ёлкина Яна", "8 900 000-00-04", "=1/0"),
    ):
        sheet.append(list(row))


def hidden(sheet: Worksheet) -> None:
    rows(HEADER, *PEOPLE)(sheet)
    sheet.sheet_state = "hidden"


def half_worked_out(name: str, part: bytes) -> bytes:
    """openpyxl writes formulas without values; a table program has worked some of these out."""
    if not name.endswith("sheet1.xml"):
        return part
    part = part.replace(
        b"<f>CONCATENATE(8,9000000001)</f><v></v>", b"<f>CONCATENATE(8,9000000001)</f><v>89000000001</v>"
    )
    part = part.replace(b"<f>CONCATENATE(8,9000000001)</f><v />", b"<f>CONCATENATE(8,9000000001)</f><v>89000000001</v>")
    part = part.replace(b"<f>2026-1992</f><v></v>", b"<f>2026-1992</f><v>34</v>")
    part = part.replace(b"<f>2026-1992</f><v />", b"<f>2026-1992</f><v>34</v>")
    return re.sub(rb'<c r="C5"([^>]*)><f>1/0</f><v ?/?>(</v>)?', rb'<c r="C5"\1 t="e"><f>1/0</f><v>#DIV/0!</v>', part)


def declared(name: str, part: bytes) -> bytes:
    """A part that defines an entity a thousand letters long."""
    if not name.endswith("sheet1.xml"):
        return part
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"a" * 1000 + b'">]>'
    return head + re.sub(rb"^<\?xml[^>]*\?>", b"", part)


def ods() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as new:
        new.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr(zipfile.ZipInfo("content.xml"), "<office:document-content/>")
    return written.getvalue()


DOUBLES = (
    ("ФИО", "Контакт", "Возраст", "Район", "Согласие на показ имени на экране"),
    ("Семёнова Ия Ильинична", "8 900 000-00-01", "30-44", "Центр", "да"),
    ("семенова  ия ильинична", "", "", "центр", "нет"),
    ("Ия Ильинична Семенова", "ia@example.org, +7 900 000 00 01", "", "Заречье", "да"),
    ("Иванов Иван Иванович", "8 900 000-00-02", "20", "Центр", "да"),
    ("Иванов Иван Иванович", "8 900 000-00-03", "61", "Центр", "да"),
    ("Иванов Иван Иванович", "", "", "Центр", "да"),
    ("Соколова - Лебедева Ольга", "8 900 000-00-04", "45", "", ""),
    ("Ольга Соколова-Лебедева", "", "45", "", ""),
    ("Лебедев Пётр", "8 900 000-00-04", "17", "", ""),
    ("Кузнецва Анна", "8 900 000-00-05", "", "", ""),
    ("Кузнецова Анна", "8 900 000-00-05", "", "", ""),
)
TRAPS = (
    (
        "№",
        "ФИО",
        "Телефон",
        "Возраст",
        "Роль",
        "Стол",
        "Согласие на обработку персональных данных",
        "Вместе с",
        "Врозь с",
    ),
    ("1", "Кузнецова Анна", "7,9E+10", "250", "Модератор", "№ 3", "Согласна", "Петров", ""),
    ("2", "Петров Олег", "123", "25-35", "волонтёр", "третий", "Согласие не даю", "семья", "Орлова Нина"),
    ("3", "", "8 900 000-00-03", "", "", "", "", "", ""),
    ("4", "89000000004", "", "", "", "", "", "", ""),
    ("5", "orlova@example.org", "", "", "", "", "", "", ""),
    ("6", "Орлова Нина", "8 900 000-00-06", "-", "садовник", "13", "ну ладно", "семья", "Иванов"),
    ("7", "Мадонна", "8 900 000-00-07", "старше 60", "Эксперт", "12", "+", "Сидоров", "нет"),
    ("8", "Ким Чен", "+375 (00) 000-00-08", "2008", "Наблюдатель", "", "НЕТ", "", ""),
    ("", "", "", "", "", "", "", "", ""),
    (
        "№",
        "ФИО",
        "Телефон",
        "Возраст",
        "Роль",
        "Стол",
        "Согласие на обработку персональных данных",
        "Вместе с",
        "Врозь с",
    ),
    ("9", "А" * 41 + " " + "Б" * 41, "", "", "", "", "", "", ""),
    ("Итого", "9", "", "", "", "", "", "", ""),
)
FORM = (
    (
        "ID",
        "Время создания",
        "Фамилия, имя и отчество",
        "Номер телефона",
        "Укажите ваш возраст",
        "Ваша организация, должность",
    ),
    (
        "101",
        "2026-08-30 10:00:00",
        "Кузнецова Анна Петровна",
        "8 (900) 000-00-01",
        "30–44 года",
        'ООО "Ромашка", директор',
    ),
    ("102", "2026-08-30 11:00:00", "Олег Петров", "+7 900 000-00-02", "до 18 лет", "Школа № 2;\nученик"),
)
ENGLISH = (
    (
        "First name",
        "Last name",
        "Email address",
        "Age group",
        "I agree to the processing of personal data",
        "What is your trade?",
    ),
    ("Anna", "Kuznetsova", "Anna@Example.org", "30-44", "Yes", "gardener"),
    ("John", "Smith", "john@example.org", "60+", "No", "n/a"),
)


@cache
def lists() -> dict[str, bytes]:
    """File name → its bytes."""
    table = (HEADER, *PEOPLE)
    two_rows = (
        ("Список участников форума", "", "", "", ""),
        ("", "", "", "", ""),
        ("ФИО", "Контакты", "", "Согласия", ""),
        ("", "Телефон", "E-mail", "обработка", "экран"),
        (PEOPLE[0][0], PEOPLE[0][1], "anna@example.org", "да", "нет"),
    )
    good = workbook(rows(HEADER, *PEOPLE))
    text = separated(table, ";", "utf-8")
    return {
        "01-form-utf8-mark.csv": b"\xef\xbb\xbf" + separated(FORM, ",", "utf-8", quoting=csv.QUOTE_ALL),
        "02-form-utf8.csv": separated(FORM, ",", "utf-8", "\n"),
        "03-table-cp1251.csv": separated(table, ";", "cp1251"),
        "04-table-utf16le.txt": b"\xff\xfe" + separated(table, "\t", "utf-16-le"),
        "05-table-utf16be.txt": b"\xfe\xff" + separated(table, "\t", "utf-16-be"),
        "06-utf16-no-mark.csv": separated(table, ",", "utf-16-le"),
        "07-koi8-r.csv": separated(table, ",", "koi8-r", "\n"),
        "08-mac-cyrillic.csv": separated(table, ";", "mac-cyrillic", "\r"),
        "09-cp866.csv": separated(table, "\t", "cp866"),
        "10-sep-line.csv": b"sep=;\r\n"
        + separated((HEADER, ("Кузнецова, Анна", "8 900 000-00-01, 8 900 000-00-02", "34")), ";", "cp1251"),
        "11-two-header-rows.csv": separated(two_rows, ";", "utf-8"),
        "12-english.tsv": separated(ENGLISH, "\t", "utf-8"),
        "13-no-header.csv": separated(PEOPLE, ";", "utf-8"),
        "14-doubles.csv": separated(DOUBLES, ";", "utf-8"),
        "15-traps.csv": separated(TRAPS, ";", "utf-8"),
        "16-moved-cells.csv": text + "Орлова Нина;8 900 000-00-04;45;клуб;сад\r\n".encode(),
        "17-quote-open.csv": text + 'Орлова Нина;"8 900 000-00-04;45\r\nИванова Ия;8 900 000-00-05;20\r\n'.encode(),
        "18-quote-swallows.csv": text + 'Орлова Нина;"клуб;45\r\nИванова Ия;"сад;20\r\n'.encode(),
        "19-encoding-in-doubt.csv": "ФИО;Тел\r\nЯн Ким;1\r\n".encode("cp1251"),
        "20-damaged-utf8.csv": text.replace("Олег".encode(), "Олег".encode()[:-1]),
        "21-garbled-twice.csv": separated((HEADER,), ";", "utf-8")
        + separated(PEOPLE, ";", "utf-8").decode("cp1251", "replace").replace("\ufffd", "\x98").encode(),
        "22-numbers.xlsx": workbook(numbers),
        "23-form-sheets.xlsx": workbook(rows(), hidden, answers, rows(("ещё", "лист"))),
        "24-merged-down.xlsx": workbook(colleagues),
        "25-formulas.xlsx": again(workbook(formulas), half_worked_out),
        "26-beyond-header.xlsx": workbook(rows(HEADER, *PEOPLE[:2], (*PEOPLE[2], None, "звонить вечером"))),
        "27-hidden-only.xlsx": workbook(rows(), hidden),
        "28-entities.xlsx": again(good, declared),
        "29-bomb.xlsx": again(good, **{"xl/media/blank.bin": bytes(48 * 1024 * 1024)}),
        "30-damaged.xlsx": good[: len(good) // 2],
        "31-workbook-called.csv": good,
        "32-old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
        "33-locked.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        "34-table.ods": ods(),
        "35-web-page.xls": "<html><body><table><tr><td>ФИО</td></tr></table></body></html>".encode(),
        "36-paper.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    }


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in lists().items():
        (FOLDER / name).write_bytes(data)
        sys.stdout.write(f"{name} {len(data)}\n")
