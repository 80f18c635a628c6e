"""The list that sorts finds coarse words however they are dressed up, and leaves ordinary ones alone."""

import pytest

from sessions.watch import find
from tests.story import MINI, after, card, to


def found(text, *words, names=True):
    """What was found, as a browser would cut it out."""
    units = text.encode("utf-16-le")
    return [(units[2 * a : 2 * b].decode("utf-16-le"), kind) for a, b, kind in find(text, words, names=names)]


@pytest.mark.parametrize("text", ["сyка", "СУКА", "с.у.к.а", "с\u200bу\u200bк\u200bа", "$ сука!"])
def test_a_coarse_word_is_found_however_it_is_dressed_up(text):
    assert [kind for _, kind in found(text)] == ["word"]


@pytest.mark.parametrize(
    "text",
    [
        "хлеба нет, потребление, колебания, ожидание, погребальный, страхуй", "мандарины и мандат", "сукно, рассудок",
        "жидкое мыло", "хачапури", "блины", "Scunthorpe, assessment, Dickens", "Хохломская роспись",
    ],
)  # fmt: skip
def test_an_ordinary_word_that_looks_like_one_is_left_alone(text):
    assert found(text) == []


def test_places_are_counted_as_a_browser_counts_them():
    assert found("🙂🙂 вот сука") == [("сука", "word")]


def test_a_scenario_adds_its_own_beginnings_of_words():
    assert found("Елка и ёлка", "ёлк") == [("Елка", "word"), ("ёлка", "word")]
    assert found("Крысы и крысята, но не укрыться", "крыс") == [("Крысы", "word"), ("крысята", "word")]


@pytest.mark.parametrize(
    "text", ["+7 900 000-00-01", "8(900)0000001", "22-33-44", "anna@example.org", "@somebody", "t.me/somebody"]
)
def test_what_looks_like_a_contact_is_found(text):
    assert found(f"пишите {text} вечером") == [(text, "contact")]


@pytest.mark.parametrize("text", ["14:00-18:00", "2025-2026", "10 000 000 рублей", "дом 12, корпус 3"])
def test_times_years_and_sums_are_no_contacts(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["Анна Кузнецова", "Анне Петровне Кузнецовой", "Кузнецов А. П.", "Кузнецовой Анной", "John Smith", "Mr Brown"],
)
def test_what_looks_like_somebodys_name_is_found(text):
    assert found(f"это делает {text} уже год") == [(text, "name")]


@pytest.mark.parametrize(
    "text",
    ["Улица Юрия Гагарина", "на улице Ивана Франко", "Парк Победы", "Дом Учителя", "во дворах Лесной", "Анна поёт"],
)
def test_a_street_and_a_single_name_are_nobodys_name(text):
    assert found(text) == []


def test_in_a_field_for_places_no_names_are_looked_for():
    assert found("Анна Кузнецова", names=False) == []
    story = after([to("problems", "open"), card("t1", "Анна Кузнецова", place="Анна Кузнецова", sphere="eco")], MINI)
    assert story.session.cards["c1"].marks == {"title": [(0, 14, "name")]}
    assert after([to("problems", "open"), card("t1", "Темно")]).session.cards["c1"].marks == {}
