"""Sheets: a card for each table, eight badges a page, the Wi-Fi on both, and nothing fetched from outside."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from documents import sheets
from live.screen import Hall

HALL = Hall("http://192.0.2.7:8080/", "VECHE", "na;ploshad")
TITLE = {"ru": "Форум", "en": "Forum"}


def links(tables: int, people: int) -> list[dict[str, Any]]:
    rows = [
        {
            "role": "table",
            "seat": f"t{no}",
            "table": f"t{no}",
            "url": f"http://192.0.2.7/table/{no}#T{no}",
            "code": None,
        }
        for no in range(1, tables + 1)
    ]
    rows += [
        {
            "role": "person",
            "seat": f"p{no}",
            "table": f"t{no % tables + 1}",
            "url": f"http://x/p/{no}#P",
            "code": "ABCDEFGH",
        }
        for no in range(1, people + 1)
    ]
    return rows


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_table_and_every_badge_is_there(tmp_path: Path, lang: str) -> None:
    tables, badges = sheets.write(tmp_path, TITLE, HALL, links(3, 20), lang)
    assert tables.read_text("utf-8").count('class="page page--table"') == 3
    text = badges.read_text("utf-8")
    assert text.count('class="badge"') == 20
    assert text.count("page--badges") - text.count(".page--badges") == 3
    assert "ABCD EFGH" in text


def test_the_number_of_cards_limits_the_badges(tmp_path: Path) -> None:
    [badges] = sheets.write(tmp_path, TITLE, HALL, links(2, 20), "ru", cards=5)
    assert badges.read_text("utf-8").count('class="badge"') == 5


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    ("role", "letter", "name"),
    [("theme_team", "e", "themes"), ("expert", "x", "experts"), ("observer", "o", "observers")],
)
def test_theme_team_experts_and_observers_get_their_links_on_a_page_of_their_own(
    tmp_path: Path, lang: str, role: str, letter: str, name: str
) -> None:
    team = [
        {"role": role, "seat": f"{letter}{no}", "table": None, "url": f"http://192.0.2.7/{name}#E{no}", "code": None}
        for no in (1, 2, 3)
    ]
    *others, page = sheets.write(tmp_path, TITLE, HALL, [*links(2, 3), *team], lang)
    text = page.read_text("utf-8")
    assert page.name == f"{name}-{lang}.html" and text.count('class="team"') == 3
    assert not re.search(r'(?:src|href)="(?!data:)', text) and "#E1" not in text
    assert all("#E" not in file.read_text("utf-8") for file in others)
    assert len(sheets.write(tmp_path, TITLE, HALL, [*links(2, 3), *team], lang, cards=2)) == 1


def test_no_sheet_takes_the_place_of_another(tmp_path: Path) -> None:
    ways: list[tuple[str, int | None]] = [("ru", None), ("en", None), ("ru", 5), ("ru", 7), ("ru", 500)]
    written = [path for lang, cards in ways for path in sheets.write(tmp_path, TITLE, HALL, links(2, 20), lang, cards)]
    assert [path.name for path in written] == [
        "tables-ru.html",
        "badges-ru.html",
        "tables-en.html",
        "badges-en.html",
        "badges-ru-first-5.html",
        "badges-ru-first-7.html",
        "badges-ru-first-20.html",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in written)


def test_a_badge_can_be_used_without_a_camera(tmp_path: Path) -> None:
    """The code holds digits too, and the Wi-Fi stands in letters unless nobody would type it."""
    text = sheets.write(tmp_path, TITLE, HALL, links(1, 1), "en")[1].read_text("utf-8")
    assert "type the eight letters and digits" in text and "192.0.2.7:8080" in text
    assert "Wi-Fi <b>VECHE</b>" in text and "password na;ploshad" in text
    long = sheets.write(tmp_path, TITLE, Hall(HALL.url, "VECHE", "p" * 63), links(1, 1), "en")[1].read_text("utf-8")
    assert "p" * 63 not in long and 'class="badge__wifi"' in long
    for page in sheets.write(tmp_path, TITLE, Hall(HALL.url, "OPEN"), links(1, 1), "en"):
        text = page.read_text("utf-8")
        assert "OPEN" in text and "password" not in text, "an open network has none"


def test_sheets_need_nothing_from_outside_and_show_no_token_in_letters(tmp_path: Path) -> None:
    for file in sheets.write(tmp_path, TITLE, HALL, links(2, 3), "en"):
        text = file.read_text("utf-8")
        assert not re.search(r'(?:src|href)="(?!data:)', text)
        assert "#T1" not in text
        assert "#P" not in text


def test_without_a_wifi_name_no_wifi_code_is_printed(tmp_path: Path) -> None:
    tables, badges = sheets.write(tmp_path, TITLE, Hall("http://192.0.2.7/"), links(1, 1), "en")
    assert "Ask the lead for the network." in tables.read_text("utf-8")
    assert not re.search(r'class="badge__(?:wifi|network)"', badges.read_text("utf-8"))
