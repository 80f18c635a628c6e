"""What a column means: by its title, by what stands below, by hand."""

from __future__ import annotations

import msgspec
import pytest

from registration.columns import Mapping, Wanted, check, corrected, guess
from registration.decode import read_table
from registration.errors import Code, ListError
from registration.fields import FIELDS
from registration.table import Table


def table(*lines: str) -> Table:
    return read_table(b"sep=;\n" + "\n".join(lines).encode())


def meanings(*lines: str, wanted: tuple[Wanted, ...] = ()) -> list[str]:
    return [column.field for column in guess(table(*lines), wanted).columns]


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Ф. И. О.", "name"),
        ("Как Вас зовут?", "name"),
        ("Фамилия Имя Отчество участника", "name"),
        ("Full name", "name"),
        ("Контактный телефон", "phone"),
        ("Номер телефона для связи", "phone"),
        ("Моб. тел.", "phone"),
        ("Адрес электронной почты", "email"),
        ("E-mail", "email"),
        ("Контакты", "contact"),
        ("Ваш возраст", "age"),
        ("Дата рождения", "born"),
        ("Год рождения", "born"),
        ("Пол", "sex"),
        ("Район проживания", "district"),
        ("Населённый пункт", "district"),
        ("Социальная группа", "group"),
        ("Место работы / учёбы", "organisation"),
        ("Организация, должность", "organisation"),
        ("Роль", "role"),
        ("Номер стола", "table"),
        ("За каким столом вы хотите сидеть?", "table"),
        ("Особые потребности", "needs"),
        ("С кем посадить вместе", "together"),
        ("С кем не сажать вместе", "apart"),
        ("Согласие на обработку персональных данных", "consent.processing"),
        ("Согласны ли вы на показ имени на экране?", "consent.screen"),
        ("Согласие на передачу контакта лидеру группы", "consent.transfer"),
        ("Согласие на распространение персональных данных", "consent.publish"),
        ("Consent to the processing of personal data", "consent.processing"),
        ("Явка", "came"),
        ("Пришёл", "came"),
        ("ID ответа", "form"),
        ("Отметка времени", ""),
        ("Время создания", ""),
        ("№ п/п", ""),
        ("Телефон руководителя", ""),
        ("Откуда вы узнали о форуме?", ""),
        ("Откуда вы знаете о форуме?", ""),
        ("Откуда вы?", "district"),
        ("Сколько лет?", "age"),
    ],
)
def test_titles_as_forms_have_them(title: str, field: str) -> None:
    mapping = guess(table(f"Фамилия;Имя;{title}" if field != "name" else f"Почта;№;{title}", "Ким;Ия;1"))
    assert (mapping.columns[2].field, mapping.columns[2].by) == (field, "header")


def test_a_first_name_alone_is_the_whole_name_and_parts_win_over_the_whole() -> None:
    assert meanings("Имя;Телефон", "Ия;1") == ["name", "phone"]
    assert meanings("Фамилия;Имя;Отчество", "Ким;Ия;") == ["surname", "first", "patronymic"]
    assert meanings("ФИО;Имя", "Ким Ия;Ия") == ["name", ""]
    assert meanings("ФИО;Фамилия;Имя", "Ким Ия;Ким;Ия") == ["", "surname", "first"]
    assert meanings("ФИО;Фамилия", "Ким Ия;Ким") == ["name", ""]


def test_one_column_a_meaning_but_contacts_may_be_several() -> None:
    assert meanings("ФИО;Телефон;Телефон 2;Контакт;Контакты", "Ким Ия;1;2;3;4") == [
        "name",
        "phone",
        "",
        "contact",
        "contact",
    ]


def test_what_the_scenario_asks_for_is_found_by_its_label() -> None:
    wanted = (Wanted("trade", ("Сфера деятельности", "Trade")), Wanted("district", ("Часть города",)))
    titles = "ФИО;Укажите сферу вашей деятельности;Trade;Часть города;Сфера"
    assert meanings(titles, "Ким Ия;сад;сад;центр;x", wanted=wanted) == ["name", "attribute.trade", "", "district", ""]


def test_titles_above_and_a_header_of_two_rows() -> None:
    mapping = guess(
        table(
            "Список участников",
            "",
            "№;ФИО;Контакты;;Согласия;",
            ";;Телефон;E-mail;обработка;экран",
            "1;Ким Ия;;;да;нет",
        )
    )
    assert (mapping.header, mapping.begin) == ((3, 4), 5)
    assert [column.field for column in mapping.columns] == [
        "", "name", "phone", "email", "consent.processing", "consent.screen",
    ]  # fmt: skip
    assert mapping.columns[3].title == "Контакты / E-mail"


def test_the_first_person_is_never_taken_for_a_second_header_row() -> None:
    for person in ("Ким Ия;;участник;эксперт", "Орлова Нина;8 900 000-00-01;участник;стол", "Петров Олег;;;роль"):
        mapping = guess(table("ФИО;Телефон;Роль;", person, "Ким Чен;;участник;"))
        assert (mapping.header, mapping.begin) == ((1,), 2), person


def test_without_a_header_the_cells_say_what_they_are() -> None:
    mapping = guess(table("Участники", "Ким Ия;ж;ia@example.org;8 900 000-00-01;34", "Орлова Нина;ж;;;20"))
    assert (mapping.header, mapping.begin) == ((), 2)
    assert [(column.field, column.by) for column in mapping.columns] == [
        ("name", "content"),
        ("sex", "content"),
        ("email", "content"),
        ("phone", "content"),
        ("", "nothing"),
    ]


def test_a_title_that_nobody_knows_leaves_the_cells_to_say_it() -> None:
    assert meanings("Кто;Куда писать;Чей ребёнок", "Ким Ия;ia@example.org;Ким Олег", "Ким Ян;;") == [
        "name",
        "email",
        "",
    ]


def test_a_person_whose_answers_sound_like_titles_is_no_header() -> None:
    rows = ("Ким Ия;8 900 000-00-01;участник", "Орлова Нина;8 900 000-00-02;участник")
    assert guess(table(*rows)).header == ()


def test_a_person_of_a_strange_name_is_no_header() -> None:
    assert guess(table("Ким Чен;;садовник", "Орлова Нина;8 900 000-00-01;", "Ким Ия;8 900 000-00-02;")).header == ()


def test_a_header_of_words_that_nobody_knows_is_one() -> None:
    rows = ("Кто;Куда писать;Чей ребёнок", "Ким Ия;ia@example.org;Ким Олег", "Ким Ян;8 900 000-00-01;Ким")
    assert guess(table(*rows)).header == (1,)


def test_a_hand_has_the_last_word_and_the_mapping_is_plain_data() -> None:
    mapping = guess(table("ФИО;Заметки", "Ким Ия;сад"))
    changed = corrected(mapping, 1, "attribute.trade")
    assert (changed.columns[1].field, changed.columns[1].by) == ("attribute.trade", "hand")
    assert corrected(changed, 1, "").columns[1].field == ""
    assert msgspec.json.decode(msgspec.json.encode(changed), type=Mapping) == changed
    for place, field, code in ((1, "shoe", Code.FIELD_UNKNOWN), (7, "name", Code.COLUMN_UNKNOWN)):
        with pytest.raises(ListError) as refused:
            corrected(mapping, place, field)
        assert refused.value.code is code


def test_a_mapping_that_cannot_be_read_by_is_refused() -> None:
    mapping = guess(table("ФИО;Телефон", "Ким Ия;1"))
    for place, field, code in (
        (0, "", Code.NAME_COLUMN),
        (0, "phone", Code.FIELD_TWICE),
        (1, "name", Code.FIELD_TWICE),
    ):
        with pytest.raises(ListError) as refused:
            check(corrected(mapping, place, field))
        assert refused.value.code is code
    check(corrected(mapping, 1, "contact"))


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_can_be_given_by_hand(field: str) -> None:
    assert corrected(guess(table("ФИО;x", "Ким Ия;1")), 1, field).columns[1].field == field
