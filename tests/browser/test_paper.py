"""Sheets in a real browser: as many A4 pages as there are cards, nothing runs over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from documents import door, sheets
from live.screen import Hall
from sessions import commands as c
from sessions.people import Registration
from tests.people import invented
from tests.story import MINI, Story, seat

HALL = Hall("http://192.0.2.7:8080/", "VECHE", "naploshad")
TITLE = {"ru": "Городские сообщества в действии", "en": "City communities in action"}


def test_each_sheet_is_one_a4_page(tmp_path: Path, page: Any) -> None:
    links = [
        {"role": "table", "seat": f"t{no}", "table": f"t{no}", "url": f"http://192.0.2.7/table/{no}#T", "code": None}
        for no in range(1, 4)
    ] + [
        {"role": "person", "seat": f"p{no}", "table": "t1", "url": f"http://192.0.2.7/p/{no}#P", "code": "ABCDEFGH"}
        for no in range(1, 21)
    ]
    for file in sheets.write(tmp_path, TITLE, HALL, links, "ru"):
        page.goto(file.as_uri())
        pdf = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 3


LONG = (
    "Александра Константиновна Белосельская-Белозерская",
    "Magdalena-Wilhelmina Schwarzenberg-Hohenlohe",
    "Ян Ли",
    "Щщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщщ Жжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжж",
    " ".join(["Константин"] * 12),
)
OVER = """(boxes) => boxes.flatMap((box) => {
  const out = box.getBoundingClientRect();
  const runs = (at) => at.right > out.right + 1 || at.bottom > out.bottom + 1
    || at.left < out.left - 2 || at.top < out.top - 1;
  const inside = [...box.querySelectorAll('*')].filter((one) => one.offsetWidth && runs(one.getBoundingClientRect()));
  return inside.map((one) => one.className + ': ' + one.textContent.slice(0, 40));
})"""


@pytest.mark.parametrize("card", ["a5", "a4"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_doors_papers_hold_long_names_and_a_whole_hall(tmp_path: Path, page: Any, lang: str, card: Any) -> None:
    rows = [Registration(name, needs="место без ступеней, сурдоперевод") for name in LONG] + invented(135)
    story = Story(MINI, tables=12, people=140)
    story.do(seat("r1"), c.TakeList(tuple(c.Listed(None, each) for each in rows), 0))
    links = [
        {"role": "person", "seat": f"p{no}", "table": "t1", "url": f"http://192.0.2.7/p/{no}#P", "code": "WMWMWMWM"}
        for no in range(1, 141)
    ]
    listed = door.guests(story.session, story.people)
    told = sheets.told_of(TITLE, HALL, lang)
    badges = sheets.write_badges(tmp_path / "badges.html", told, links, lang, listed)
    seating, everybody, cards, consents = door.write(tmp_path, told, story.session, listed, lang, card)
    purposes = len(door.purposes(story.session))
    wanted = {badges: 18, seating: 12, cards: 70 if card == "a5" else 140, consents: purposes, everybody: 5}
    for file, pages in wanted.items():
        page.goto(file.as_uri())
        found = len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True)))
        assert found == pages, f"{file.name}: {found} pages"
        over = page.eval_on_selector_all(".badge, .tent--front, .page", OVER)
        assert not over, f"{file.name}: {over[:5]}"
