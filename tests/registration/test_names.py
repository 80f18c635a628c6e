"""Names: the first name first, the surname last, and two spellings of one name are one."""

from __future__ import annotations

import pytest

from registration.names import column_order, fit, key, near, ordered, title_order
from sessions.people import shortened


@pytest.mark.parametrize(
    ("written", "kept", "shown"),
    [
        ("Кузнецова Анна Петровна", "Анна Петровна Кузнецова", "Анна К."),
        ("Анна Петровна Кузнецова", "Анна Петровна Кузнецова", "Анна К."),
        ("Анна Кузнецова", "Анна Кузнецова", "Анна К."),
        ("Кузнецова Анна", "Анна Кузнецова", "Анна К."),
        ("Кузнецова, Анна", "Анна Кузнецова", "Анна К."),
        ("КУЗНЕЦОВА АННА ПЕТРОВНА", "Анна Петровна Кузнецова", "Анна К."),
        ("кузнецова анна", "Анна Кузнецова", "Анна К."),
        ("Абрамович Роман Аркадьевич", "Роман Аркадьевич Абрамович", "Роман А."),
        ("Анна Петровна Рабинович", "Анна Петровна Рабинович", "Анна Р."),
        ("Роман Марина Петровна", "Марина Петровна Роман", "Марина Р."),
        ("Мамедов Али Расул оглы", "Али Расул оглы Мамедов", "Али М."),
        ("Фон Мекк Надежда Филаретовна", "Надежда Филаретовна Фон Мекк", "Надежда М."),
        ("Соколова - Лебедева Ия", "Ия Соколова-Лебедева", "Ия С."),
        ("Кузнецова А.П.", "А.П. Кузнецова", "А.П. К."),
        ("А. П. Кузнецова", "А. П. Кузнецова", "А. К."),
        ("Кузнецова А. П.", "А. П. Кузнецова", "А. К."),
        ("Шевченко Олена", "Олена Шевченко", "Олена Ш."),
        ("Aнна Kузнецова", "Анна Кузнецова", "Анна К."),
        ("John Smith", "John Smith", "John S."),
        ("МакДональд Мария", "Мария МакДональд", "Мария М."),
    ],
)
def test_a_name_is_kept_with_its_surname_last(written: str, kept: str, shown: str) -> None:
    assert ordered(written, None) == (kept, True)
    assert shortened(kept) == shown
    assert ordered(kept, None)[0] == kept


def test_what_words_leave_open_the_column_decides_and_without_it_nobody() -> None:
    assert ordered("Ким Чен", None) == ("Ким Чен", False)
    assert ordered("Ким Чен", True) == ("Чен Ким", True)
    assert ordered("Ким Чен", False) == ("Ким Чен", True)
    assert column_order(["Кузнецова Анна", "Петров Олег", "Ия Ким", "Ким Чен"]) is True
    assert column_order(["Анна Кузнецова", "Ким Чен"]) is False
    assert column_order(["Ким Чен"]) is column_order([]) is column_order(["Кузнецова Анна", "Ия Ким"]) is None


@pytest.mark.parametrize(
    ("title", "order"),
    [("ФИО", True), ("Ф.И.О. участника", True), ("Фамилия, имя", True), ("Имя и фамилия", False), ("Участник", None)],
)
def test_the_title_of_a_column_says_the_order(title: str, order: bool | None) -> None:
    assert title_order(title) is order


@pytest.mark.parametrize(
    "other",
    [
        "семенова ия ильинична",
        "Ия  Ильинична Семенова",
        "СЕМЁНОВА, ИЯ ИЛЬИНИЧНА",
        "Семёнова\u00a0Ия Ильинична",
        "Ceмёнова Ия Ильинична",
    ],
)
def test_one_name_has_one_key(other: str) -> None:
    assert key("Семёнова Ия Ильинична") == key(other)
    assert key("Соколова-Лебедева Ия") == key("Ия Соколова — Лебедева")


def test_a_name_that_lacks_a_word_fits_and_a_slip_is_near() -> None:
    anna = key("Анна Петровна Кузнецова")
    assert fit(anna, key("Кузнецова Анна")) and not fit(anna, key("Анна Ивановна Кузнецова"))
    assert near(key("Анна Кузнецва"), key("Анна Кузнецова"))
    assert not near(key("Карина Кузнецова"), key("Марина Кузнецова")), "two first names are two people"
    assert not near(key("Анна Иванова"), key("Анна Петрова")) and not near(anna, anna)
    assert not near(key("Кузнецва"), key("Кузнецова")), "one word is too little"
