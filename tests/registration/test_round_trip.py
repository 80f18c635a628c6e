"""People written as a list in any dialect are the same people when the list is read."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from registration.columns import Wanted, guess
from registration.decode import read_table
from registration.entries import entries
from registration.entry import Entry
from registration.errors import Code, ListError
from registration.fields import BANDS, ROLES, SEXES
from tests.registration.lists import rows, workbook

HEADER = (
    "ID ответа", "ФИО", "Телефон", "E-mail", "Возраст", "Пол", "Район", "Организация", "Сфера", "Роль", "Стол",
    "Согласие на обработку персональных данных", "Показ имени на экране", "Нужна помощь", "Пришёл",
)  # fmt: skip
FIRST = ("Анна", "Олег", "Ия", "Пётр", "Ольга", "Эдуард", "Жанна", "Юлия", "Игорь", "Степан")
LAST = ("Ёлкина", "Щукин", "Ким", "Лебедева", "Объедков", "Шаповал", "Соколова-Юдина", "Цой", "Фёдоров", "Кузнецова")
AGES = {"under-18": "до 18", "18-29": "18–29", "30-44": "30-44 года", "45-59": "45–59", "60-plus": "60+"}
SAID = {True: "да", False: "нет"}
TEXT = st.text(st.sampled_from('абв ЖЗ"«»;,.-№'), min_size=1, max_size=12).map(lambda text: f"дом{text}".strip())


@dataclass(frozen=True)
class Dialect:
    """How a list is written: `xlsx`, or text."""

    encoding: str
    separator: str
    end: str
    quoting: int
    mark: bytes = b""

    def written(self, lines: list[list[str]]) -> bytes:
        if self.encoding == "xlsx":
            return workbook(rows(*lines))
        text = io.StringIO()
        csv.writer(text, delimiter=self.separator, lineterminator=self.end, quoting=self.quoting).writerows(lines)
        return self.mark + text.getvalue().encode(self.encoding)


MARKED = st.sampled_from([("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")])
PLAIN = st.sampled_from(["utf-8", "cp1251", "koi8-r", "mac-cyrillic", "utf-16-le", "utf-16-be", "xlsx"]).map(
    lambda e: (e, b"")
)
DIALECTS = st.builds(
    lambda encoding, separator, end, quoting: Dialect(encoding[0], separator, end, quoting, encoding[1]),
    st.one_of(MARKED, PLAIN),
    st.sampled_from(";,\t"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)


@st.composite
def people(draw: st.DrawFn) -> list[Entry]:
    """Two people or more, each with a telephone of their own, so that nobody is a double."""
    made = []
    for number in range(draw(st.integers(2, 6))):
        attributes = {
            "age": draw(st.sampled_from(["", *BANDS])),
            "sex": draw(st.sampled_from(["", *SEXES])),
            "district": draw(st.sampled_from(["", "Центр", "Заречье"])),
            "organisation": draw(st.one_of(st.just(""), TEXT)),
            "trade": draw(st.sampled_from(["", "сад", "школа; наука"])),
        }
        consents = {each: draw(st.sampled_from([None, True, False])) for each in ("processing", "screen")}
        made.append(
            Entry(
                rows=(number + 2,),
                name=f"{draw(st.sampled_from(FIRST))} {draw(st.sampled_from(LAST))}",
                phone=f"+790000000{number:02}",
                email=draw(st.sampled_from(["", f"p{number}@example.org"])),
                attributes={each: value for each, value in attributes.items() if value},
                role=draw(st.sampled_from(["", *ROLES])),
                table=draw(st.sampled_from([None, 1, 12])),
                needs=draw(st.sampled_from(["", "пандус; лифт", 'место "у окна", тихое'])),
                consents={each: given for each, given in consents.items() if given is not None},
                came=draw(st.sampled_from([None, True, False])),
                form=draw(st.sampled_from(["", f"a-{number}"])),
            )
        )
    return made


def line(entry: Entry) -> list[str]:
    """A person as a row of the list, surname first."""
    first, last = entry.name.split(" ")
    attributes = entry.attributes
    return [
        entry.form,
        f"{last} {first}",
        entry.phone,
        entry.email,
        AGES.get(attributes.get("age", ""), ""),
        {"f": "Ж", "m": "М"}.get(attributes.get("sex", ""), ""),
        *(attributes.get(each, "") for each in ("district", "organisation", "trade")),
        {"host": "модератор", "expert": "эксперт", "observer": "наблюдатель", "organiser": "организатор"}.get(
            entry.role, "участник" if entry.role else ""
        ),
        str(entry.table or ""),
        *(SAID.get(entry.consents.get(each), "") for each in ("processing", "screen")),  # type: ignore[arg-type]
        entry.needs,
        "" if entry.came is None else SAID[entry.came],
    ]


@given(made=people(), dialect=DIALECTS)
def test_people_written_in_any_dialect_are_the_same_people_when_read(made: list[Entry], dialect: Dialect) -> None:
    lines = [list(HEADER), *map(line, made)]
    assume(not (dialect.encoding == "koi8-r" and any(sign in str(lines) for sign in "«»№–")))  # which it cannot write
    try:
        table = read_table(dialect.written(lines))
    except ListError as error:  # in doubt nobody reads; that is never so where the file says its encoding
        assert error.code is Code.TEXT_ENCODING and dialect.encoding in ("koi8-r", "mac-cyrillic", "cp1251")
        return
    listing = entries(table, guess(table, [Wanted("trade", ("Сфера",))]), date(2026, 9, 1), 12)
    assert [replace(entry, written=()) for entry in listing.entries] == [
        replace(entry, attributes={k: " ".join(v.split()) for k, v in entry.attributes.items()}) for entry in made
    ]
    assert {problem.code.value for problem in listing.problems} <= {"name.same"}
