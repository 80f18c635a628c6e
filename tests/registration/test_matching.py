"""A second list updates and never doubles; what the day changed by hand and what the list lacks stays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from registration.columns import guess
from registration.decode import read_table
from registration.entries import Listing, entries
from registration.matching import Change, Known, Update, compare
from tests.registration.taking import known_of, taken

HEADER = "ID;ФИО;Телефон;Почта;Район;Роль;Стол;Экран;Нужна помощь"
BASE = (
    "1;Ким Ия;8 900 000-00-01;;Центр;участник;3;да;",
    "2;Орлова Нина;8 900 000-00-02;nina@example.org;Заречье;;;нет;пандус",
    "3;Петров Олег;;;;;;;",
)


def listing(*lines: str, header: str = HEADER) -> Listing:
    table = read_table("\n".join(("sep=;", header, *lines)).encode())
    return entries(table, guess(table), date(2026, 9, 1), 12)


KNOWN = known_of(listing(*BASE))


def changes(update: Update) -> dict[str, list[Change]]:
    return {each.id: list(each.changes) for each in update.changed}


def test_the_same_list_changes_nothing() -> None:
    assert compare(KNOWN, listing(*BASE)) == Update((), (), (), ("p1", "p2", "p3"), ())


def test_order_spelling_and_silence_change_nothing() -> None:
    later = listing("Петров  олег;", "ИЯ КИМ;79000000001", "Нина Орлова;+7 900 000 00 02", header="ФИО;Телефон")
    assert compare(KNOWN, later) == Update((), (), (), ("p3", "p1", "p2"), ())


def test_who_is_new_who_changed_and_who_is_gone() -> None:
    later = listing(
        "1;Ким Ия;8 900 000-00-01;ia@example.org;Заречье;эксперт;5;нет;",
        "9;Орлов Марк;8 900 000-00-09;;;;;;",
        "3;Петров Олег;;;;;;;",
    )
    update = compare(KNOWN, later)
    assert [later.entries[place].name for place in update.new] == ["Марк Орлов"]
    assert update.gone == ("p2",) and update.same == ("p3",)
    assert changes(update) == {
        "p1": [
            Change("email", "", "ia@example.org"),
            Change("role", "participant", "expert"),
            Change("table", 3, 5),
            Change("district", "Центр", "Заречье"),
            Change("consent.screen", True, False),
        ]
    }


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("1;Ким Ия Ивановна;8 900 000-00-01", ["name"]),
        ("1;Ким Ия;8 900 000-00-07", ["phone"]),
        ("7;Ким Ия;8 900 000-00-01", ["form"]),
        ("1;Ким-Орлова Ия;8 900 000-00-01", ["name"]),
        (";Ким Ия;8 900 000-00-07", ["phone"]),
    ],
)
def test_a_person_is_found_again_by_form_contact_or_name(line: str, changed: list[str]) -> None:
    update = compare(KNOWN, listing(line))
    assert not update.new and [each.id for each in update.changed] == ["p1"]
    assert [change.field for change in update.changed[0].changes] == changed
    assert update.changed[0].doubt == (changed == ["phone"])


@pytest.mark.parametrize(
    "line", ["1;Орлов Марк;8 900 000-00-09", ";Орлов Марк;8 900 000-00-01", "5;Ким Ян;8 900 000-00-08"]
)
def test_another_person_is_new_whatever_number_or_contact_they_share(line: str) -> None:
    update = compare(KNOWN, listing(line))
    assert update.new == (0,) and not update.changed


def test_a_slip_that_was_mended_is_no_new_person() -> None:
    known = known_of(listing("1;Кузнецва Анна;8 900 000-00-01"))
    update = compare(known, listing(";Кузнецова Анна;8 900 000-00-01"))
    assert changes(update) == {"p1": [Change("name", "Анна Кузнецва", "Анна Кузнецова")]} and not update.new


def test_what_was_changed_by_hand_stays_and_is_reported() -> None:
    known = [replace(KNOWN[0], name="Ия Цой", table=7, hand_changed=frozenset({"name", "table"})), *KNOWN[1:]]
    update = compare(known, listing(*BASE))
    assert not update.changed and not update.new and not update.gone
    assert [(each.id, each.changes) for each in update.held] == [
        ("p1", (Change("name", "Ия Цой", "Ия Ким", held=True), Change("table", 7, 3, held=True)))
    ]
    mixed = compare(known, listing(BASE[0].replace("Центр", "Заречье")))
    assert changes(mixed)["p1"][-1] == Change("district", "Центр", "Заречье")
    assert [change.held for change in mixed.changed[0].changes] == [True, True, False]


def test_a_name_changed_by_hand_takes_nobody_elses_row() -> None:
    """Mother and daughter share a telephone; the desk has corrected the mother's name."""
    known = known_of(listing("1;Орлова Нина;8 900 000-00-01", "2;Орлова Вера;8 900 000-00-01"))
    known[0] = replace(known[0], name="Нина Петровна Цой", hand_changed=frozenset({"name"}))
    update = compare(known, listing(";Орлова Вера;8 900 000-00-01", ";Орлова Нина;8 900 000-00-01"))
    assert not update.new and update.same == ("p2",) and [each.id for each in update.held] == ["p1"]


def test_namesakes_find_themselves_and_a_name_that_two_have_decides_nothing() -> None:
    two = ("1;Ким Ия;8 900 000-00-01;;Центр", "2;Ким Ия;8 900 000-00-02;;Заречье")
    known = known_of(listing(*two))
    assert compare(known, listing(*reversed(two))).same == ("p2", "p1")
    assert compare(known, listing(";Ким Ия;8 900 000-00-09")).new == (0,)
    without = ("ФИО;Район", "Ким Ия;Центр", "Ким Ия;Заречье", "Ия;", "Ия;")
    again = listing(*without[1:], header=without[0])
    assert len(again.entries) == 4 and not compare(known_of(again), again).new


NUMBERED = (
    ";Ким Ия",
    "1;Ким Ия",
    ";Ия Ким",
    ";Ия",
    "2;Орлова Нина",
    "2;Орлова Нина Ивановна",
    ";Орлова Нина",
    "3;Орлов Марк",
)
"""A number of the form is one answer, so it is one person's."""
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(NUMBERED),
        st.sampled_from(["", "8 900 000-00-01", "8 900 000-00-02", "+7 900 000 00 03"]),
        st.sampled_from(["", "a@example.org", "b@example.org"]),
        st.sampled_from(["", "Центр", "центр", "Заречье"]),
        st.sampled_from(["", "участник", "эксперт"]),
        st.sampled_from(["", "3", "5"]),
        st.sampled_from(["", "да", "нет"]),
        st.sampled_from(["", "пандус"]),
    ).map(";".join),
    min_size=1,
    max_size=7,
)


@given(first=PEOPLE)
def test_any_list_twice_changes_nothing(first: list[str]) -> None:
    found = listing(*first)
    update = compare(known_of(found), found)
    assert (update.new, update.changed, update.held, update.gone) == ((), (), (), ())
    assert len(update.same) == len(found.entries)


@given(first=PEOPLE, second=PEOPLE)
def test_a_second_list_that_is_taken_changes_nothing_when_it_comes_again(first: list[str], second: list[str]) -> None:
    known, later = known_of(listing(*first)), listing(*second)
    update = compare(known, later)
    found = [each.entry for each in (*update.changed, *update.held)]
    assert len(update.new) + len(found) + len(update.same) == len(later.entries), "each of the list once"
    assert len({*update.same, *update.gone, *(each.id for each in update.changed)}) == len(known), "each known once"
    after: list[Known] = taken(known, later, update)
    again = compare(after, later)
    assert not again.new and not again.changed and not again.held
    assert len(again.gone) == len(update.gone)
