"""People of a list: doubles become one, namesakes stay two, and whatever was decided is named by its rows."""

from __future__ import annotations

from datetime import date

import pytest

from live.words import translator
from registration.columns import corrected, guess
from registration.decode import read_table
from registration.entries import Listing, entries
from registration.entry import Entry
from registration.errors import SENTENCES as REFUSALS
from registration.errors import Code, ListError
from registration.fields import FIELDS
from registration.problems import SENTENCES, STOPS, Problem, Trouble
from sessions.told import said

HEADER = "ФИО;Телефон;Почта;Возраст;Район;Роль;Стол;Обработка данных;Экран;Вместе;Врозь;Пришёл"


def listing(*lines: str, header: str = HEADER) -> Listing:
    table = read_table("\n".join(("sep=;", header, *lines)).encode())
    return entries(table, guess(table), date(2026, 9, 1), 12)


def told(found: Listing, *codes: Trouble) -> list[tuple[str, tuple[int, ...]]]:
    """The problems, or those of these codes only."""
    return [(each.code.value, each.rows) for each in found.problems if not codes or each.code in codes]


def one(found: Listing) -> Entry:
    assert len(found.entries) == 1, [entry.name for entry in found.entries]
    return found.entries[0]


@pytest.mark.parametrize(
    "other",
    ["семенова ия", "Ия Семёнова", "СЕМЁНОВА  ИЯ", "Семёнова, Ия", "Ceменова Ия"],
)
def test_one_name_in_two_spellings_is_one_person(other: str) -> None:
    found = listing("Семёнова Ия;;;;Центр", f"{other};8 900 000-00-01;;34")
    person = one(found)
    assert (person.rows, person.name, person.phone) == ((2, 3), "Ия Семёнова", "+79000000001")
    assert person.attributes == {"district": "Центр", "age": "30-44"}
    assert told(found) == [("double.merged", (2, 3))]


@pytest.mark.parametrize("mark", ["=", "-", "—", "--", "=="])
def test_a_cell_of_a_mark_alone_is_empty_but_a_dash_is_an_answer_to_a_consent(mark: str) -> None:
    header = "Фамилия;Имя;Отчество;Телефон;Возраст;Район;Роль;Стол;Вместе;Потребности;ID ответа;Обработка данных"
    found = listing(f"Ким;Ия;{mark};{mark};{mark};{mark};{mark};{mark};{mark};{mark};{mark};-", header=header)
    person = one(found)
    assert found.problems == () and person.consents == {"processing": False}
    assert person == Entry((2,), "Ия Ким", consents={"processing": False})


def test_hyphens_with_and_without_spaces_are_one_name() -> None:
    assert one(listing("Соколова - Лебедева Ольга", "Ольга Соколова–Лебедева")).rows == (2, 3)


def test_one_contact_and_a_name_that_fits_is_one_person_with_the_fuller_name() -> None:
    found = listing("Анна Кузнецова;8 900 000-00-01", "Кузнецова Анна Петровна;+7(900)0000001;anna@example.org")
    assert one(found).name == "Анна Петровна Кузнецова" and one(found).email == "anna@example.org"


def test_what_differs_between_doubles_is_named_field_by_field_and_the_later_row_holds() -> None:
    found = listing(
        "Ким Ия;8 900 000-00-01;a@example.org;20;Центр;участник;1;да;нет;;;да",
        "Ким Ия;8 900 000-00-01;b@example.org;40;Заречье;эксперт;2;да;да;;;нет",
    )
    person = one(found)
    assert (person.email, person.role, person.table, person.came) == ("b@example.org", "expert", 2, False)
    assert person.attributes == {"age": "30-44", "district": "Заречье"}
    conflicts = {each.field for each in found.problems if each.code is Trouble.DOUBLE_CONFLICT}
    assert conflicts == {"email", "role", "table", "age", "district", "consent.screen"}


def test_a_consent_that_only_one_of_two_answers_gives_is_not_given() -> None:
    for first, second in (("да", "нет"), ("нет", "да")):
        found = listing(f"Ким Ия;8 900 000-00-01;;;;;;{first}", f"Ким Ия;8 900 000-00-01;;;;;;{second}")
        assert one(found).consents == {"processing": False}
    assert one(listing("Ким Ия;8 900 000-00-01;;;;;;да", "Ким Ия;8 900 000-00-01")).consents == {"processing": True}


def test_namesakes_with_other_contacts_are_kept_and_named() -> None:
    found = listing("Ким Ия;8 900 000-00-01", "Ким Ия;8 900 000-00-02", "Ким Ия")
    assert [entry.rows for entry in found.entries] == [(2,), (3,), (4,)], "a row without contact could be either"
    assert told(found) == [("name.same", (2, 3, 4))]


def test_a_row_without_contact_comes_to_its_person_wherever_it_stands() -> None:
    found = listing("Ким Ия;;;;;;;да", "Ким Ия;8 900 000-00-01", "Ким Ия;;ia@example.org;70")
    assert one(found).rows == (2, 3, 4)
    apart = listing("Ким Ия;;;20", "Ким Ия;8 900 000-00-01;;70")
    assert [entry.rows for entry in apart.entries] == [(2,), (3,)], "two ages are two people until somebody looks"


def test_one_answer_can_make_two_rows_one() -> None:
    found = listing("Ким Ия;8 900 000-00-01", "Ким Ия;;ia@example.org;;;;;", "Ким Ия;8 900 000-00-01;ia@example.org")
    assert one(found).rows == (2, 3, 4)


def test_a_contact_of_several_people_is_named_and_they_stay_apart() -> None:
    found = listing("Ким Ия;8 900 000-00-01", "Орлова Нина;8 900 000-00-01", "Орлов Марк;8 900 000-00-01")
    assert len(found.entries) == 3 and told(found) == [("contact.shared", (2, 3, 4))]


def test_a_slip_of_the_pen_under_one_contact_is_one_person_and_is_named() -> None:
    found = listing("Кузнецва Анна;8 900 000-00-01", "Кузнецова Анна;8 900 000-00-01")
    assert one(found).name == "Анна Кузнецова"
    assert told(found) == [("double.conflict", (2, 3)), ("double.merged", (2, 3))]
    assert len(listing("Кузнецва Анна", "Кузнецова Анна").entries) == 2


def test_values_of_one_attribute_have_one_spelling() -> None:
    found = listing("Ким Ия;8 900 000-00-01;;;Центр", "Орлова Нина;8 900 000-00-02;;; центр")
    assert [entry.attributes["district"] for entry in found.entries] == ["Центр", "Центр"]


def test_a_row_that_moved_is_left_out_but_a_column_without_title_is_not() -> None:
    found = listing("Ким Ия;1", "Орлова Нина;сад;дом;1", header="ФИО;Стол")
    assert [entry.rows for entry in found.entries] == [(2,)] and ("row.shifted", (3,)) in told(found)
    found = listing("Ким Ия;1;a", "Орлова Нина;2;b", header="ФИО;Стол")
    assert len(found.entries) == 2 and not told(found)


def test_marks_and_names_become_groups() -> None:
    found = listing(
        "Ким Ия;;;;;;;;;семья",
        "Орлова Нина;;;;;;;;;Семья;Ким Ия",
        "Петров Олег;;;;;;;;;Орлова, семья",
        "Орлова Вера;;;;;;;;;Петров Олег",
    )
    assert found.groups.together == ((2, 3), (0, 1, 2)) and found.groups.apart == ((0, 1),)
    assert told(found) == [("mark.several", (4,))]


def test_a_mark_by_itself_is_named_and_ones_own_name_says_nothing() -> None:
    found = listing("Ким Ия;;;;;;;;;Сидоров", "Орлова Нина;;;;;;;;;Орлова")
    assert found.groups.together == () and told(found) == [("mark.alone", (2,))]


def test_a_meaning_given_by_hand_is_read() -> None:
    table = read_table("ФИО;x\nКим Ия;сад".encode())
    mapping = corrected(guess(table), 1, "attribute.trade")
    assert entries(table, mapping, date(2026, 9, 1)).entries[0].attributes == {"trade": "сад"}


def test_a_list_without_names_or_people_is_refused() -> None:
    for text, code in (("Телефон;Почта\n1;2", Code.NAME_COLUMN), ("ФИО;Телефон", Code.PEOPLE_NONE)):
        with pytest.raises(ListError) as refused:
            listing(*text.splitlines()[1:], header=text.splitlines()[0])
        assert refused.value.code is code


def test_every_row_is_a_person_or_named() -> None:
    found = listing("Ким Ия", "", ";8 900 000-00-01", "123", "a@example.org", "Итого;1", HEADER)
    assert found.rows == 6 and [entry.rows for entry in found.entries] == [(2,)]
    assert told(found) == [
        ("name.missing", (4,)),
        ("name.number", (5,)),
        ("name.contact", (6,)),
        ("row.total", (7,)),
        ("row.header", (8,)),
    ]
    assert all(each.severity == "stop" for each in found.problems)


def test_a_problem_never_tells_a_name_or_a_contact() -> None:
    found = listing(
        "Ким Ия;123;не почта", "Ким Ия;+7 900 000-00-01;;;;;;;;Орлова", "Орлова Нина Ивановна;сад;;;;;;;;Ким Чен"
    )
    assert len(found.problems) >= 4
    for problem in found.problems:
        for word in ("Ким", "Ия", "Орлова", "123", "почта", "900", "сад"):
            assert word not in problem.saying and word not in repr(problem)


@pytest.mark.parametrize("code", Trouble)
def test_every_problem_is_said_in_both_languages_with_all_its_facts(code: Trouble) -> None:
    problem = Problem(code, (3, 5), "C", field="consent.screen", value="сад")
    for lang in ("en", "ru"):
        sentence = said(problem.saying, translator(lang).t)
        assert "3, 5" in sentence and "{" not in sentence and sentence.endswith(".")
    assert said(problem.saying, translator("ru").t) != str(problem.saying)
    assert (problem.severity == "stop") == ("left out" in SENTENCES[code]) == (code in STOPS)


@pytest.mark.parametrize("code", Code)
def test_every_refusal_is_said_in_both_languages_with_all_its_facts(code: Code) -> None:
    error = ListError(code, 7, "C", most=5, mib=2, other="D")
    for lang in ("en", "ru"):
        sentence = said(error.saying, translator(lang).t)
        assert sentence and "{" not in sentence and sentence.endswith(".")
        assert ("7" in sentence) == ("{row}" in REFUSALS[code])
    assert said(error.saying, translator("ru").t) != str(error)


def test_a_conflict_names_its_field_in_the_readers_language() -> None:
    problem = Problem(Trouble.DOUBLE_CONFLICT, (2, 3), field="role")
    assert said(problem.saying, translator("ru").t) == (
        "Строки 2, 3: один человек, но «Роль на форуме» расходится; верна нижняя строка."
    )
    assert "trade" in Problem(Trouble.DOUBLE_CONFLICT, (2, 3), field="attribute.trade").saying
    assert all(said(label, translator("ru").t) for label in FIELDS.values())
