"""What one cell says, in the ways people write it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration import values
from registration.fields import BANDS, FIELDS, ROLES, SEXES, is_field
from registration.words import words
from sessions.flaws import CONSENTS

DAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8 (900) 000-00-01", "+79000000001"),
        ("+7 900 000‑00‑01", "+79000000001"),
        ("79000000001", "+79000000001"),
        ("9000000001", "+79000000001"),
        ("+8 900 000 00 01", "+79000000001"),
        ("тел. 8-900-000-00-01 доб. 12", "+79000000001"),
        ("8 900 000-00-01 вн 5", "+79000000001"),
        ("8-900-000-00-01, 8-900-000-00-02", "+79000000001"),
        ("+375 (00) 000-00-01", "+375000000001"),
        ("7,9E+10", None),
        ("123", None),
        ("00000000000", None),
        ("8 100 000-00-01", None),
        ("900 000-00-0", None),
        ("2026-08-30 10:00:00", None),
        ("anna@example.org", None),
        ("нет", None),
    ],
)
def test_telephones(text: str, number: str | None) -> None:
    assert values.telephone(text) == number


@given(st.text(st.characters(categories=["L", "N", "P", "Z"]), max_size=40))
def test_a_telephone_is_a_number_or_nothing_and_stays_itself(text: str) -> None:
    number = values.telephone(text)
    assert number is None or (number[0] == "+" and number[1:].isdecimal() and 11 <= len(number) - 1 <= 15)
    assert number is None or values.telephone(number) == number


def test_addresses_are_kept_in_small_letters_and_only_if_they_are_some() -> None:
    assert values.email("Анна <Anna.K+1@Sub.Example.ORG>") == "anna.k+1@sub.example.org"
    assert values.email("anna@") is values.email("@anna") is values.email("anna@example") is None
    assert values.email("a" * 64 + "@example-of-a-long-name.org") is None


@pytest.mark.parametrize(
    ("text", "band", "is_read"),
    [
        ("17", "under-18", True),
        ("18", "18-29", True),
        ("29", "18-29", True),
        ("30", "30-44", True),
        ("44", "30-44", True),
        ("45", "45-59", True),
        ("59", "45-59", True),
        ("60", "60-plus", True),
        ("34 года", "30-44", True),
        ("34,0", "30-44", True),
        ("30–44", "30-44", True),
        ("от 30 до 44 лет", "30-44", True),
        ("до 18", "under-18", True),
        ("младше 18 лет", "under-18", True),
        ("60+", "60-plus", True),
        ("60 лет и старше", "60-plus", True),
        ("1992", "30-44", True),
        ("01.09.2008", "18-29", True),
        ("02.09.2008", "under-18", True),
        ("2008-09-02 00:00", "under-18", True),
        ("18+", None, True),
        ("до 30", None, True),
        ("25-35", None, True),
        ("не указано", None, True),
        ("", None, True),
        ("0", "under-18", True),
        ("110", "60-plus", True),
        ("111", None, False),
        ("1830", None, False),
        ("2027", None, False),
        ("-5", None, False),
        ("34.5", None, False),
        ("44-30", None, False),
        ("31.02.1990", None, False),
        ("01.01.2030", "under-18", False),
        ("тридцать", None, False),
    ],
)
def test_ages(text: str, band: str | None, is_read: bool) -> None:
    found = values.band(text, DAY)
    assert found[1] is is_read and (found[0] == band or not is_read)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(
            (each, True)
            for each in ("да", "ДА!", "Yes", "1", "+", "v", "✓", "истина", "TRUE", "согласна", "Да, согласен")
        ),
        *((each, True) for each in ("Даю согласие на обработку", "не возражаю", "Не против", "I agree to it")),
        *(
            (each, False)
            for each in ("нет", "No", "0", "-", "—", "FALSE", "Не согласна", "не даю согласия", "Отказываюсь")
        ),
        *(
            (each, None)
            for each in ("Согласие не даю", "да, кроме имени", "может быть", "ну ладно", "2", "I agree, but not to it")
        ),
    ],
)
def test_a_consent_is_taken_only_from_a_yes(text: str, said: bool | None) -> None:
    assert values.yes(text) == (said, said is not None)


def test_nothing_said_is_no_answer_and_no_mistake() -> None:
    assert values.yes("") == (None, True)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Участник", "participant"),
        ("Модератор стола", "host"),
        ("ведущая стола 3", "host"),
        ("Ведущий", "organiser"),
        ("эксперт-эколог", "expert"),
        ("наблюдатель", "observer"),
        ("Волонтёр", "organiser"),
        ("", ""),
        ("-", ""),
    ],
)
def test_roles(text: str, role: str) -> None:
    assert values.role(text) == (role, True)


def test_an_unknown_role_is_said_to_be_one() -> None:
    assert values.role("садовник") == ("", False)


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("5", 5),
        ("Стол №5", 5),
        ("стол 12", 12),
        ("5.0", 5),
        ("№ 3", 3),
        ("0", None),
        ("13", None),
        ("5 или 6", None),
        ("-1", 1),
    ],
)
def test_tables(text: str, table: int | None) -> None:
    assert values.table(text, 12) == (table, table is not None)


@pytest.mark.parametrize(("text", "sex"), [("Ж", "f"), ("жен.", "f"), ("женский", "f"), ("М", "m"), ("male", "m")])
def test_sexes(text: str, sex: str) -> None:
    assert values.sex(text) == (sex, True)
    assert values.sex("?") == (None, True) and values.sex("кот") == (None, False)


def test_the_words_know_the_same_fields_roles_and_consents_as_the_code() -> None:
    known = words()
    assert set(known.headers) <= set(FIELDS) and set(known.roles) == set(ROLES) and set(known.sexes) == set(SEXES)
    assert {field for field in FIELDS if field.startswith("consent.")} == {f"consent.{each}" for each in CONSENTS}
    assert {values.band(text, DAY)[0] for text in ("5", "20", "40", "50", "70")} == set(BANDS)
    assert is_field("attribute.trade") and is_field("") and not is_field("attribute.") and not is_field("trade")
    for patterns in (*known.headers.values(), *known.roles.values()):
        assert len(set(patterns)) == len(patterns)
