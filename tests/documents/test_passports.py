"""A sheet as rows of label and value, in both languages, and the page that is printed of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents import passports
from sessions import commands as c
from sessions.seat import LEAD
from tests.looking import reading_of
from tests.sessions.test_notes import WORKING
from tests.story import CHOSEN, MINI, SHEET_OPEN, SHEETS, Story, after, join, seat, to

PLAN = {
    "title": "Фонари <b>",
    "what": "Ставим\n\nсветим",
    "first_meeting": "2026-12-05",
    "who": "table",
    "costs": (("Лампы", "18000"), ("Столбы", "6000")),
}


def planned() -> Story:
    story = after([*SHEET_OPEN, to("sheet1", "carried"), to("plans", "open")], scenario=SHEETS)
    story.do(seat("t1"), c.SaveSheet("plans", "c3", PLAN, 0))
    return story


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ru", ("Название", "Проблема", "Темно в парке", "05.12.2026", "стол", "18\u00a0000", "24\u00a0000")),
        ("en", ("Title", "Problem", "Темно в парке", "05/12/2026", "the table", "18\u00a0000", "24\u00a0000")),
    ],
)
def test_a_sheet_is_rows_of_label_and_value(lang: str, said: tuple[str, ...]) -> None:
    story = planned()
    rows = passports.rows(reading_of(story), story.session.cards["c3"], lang)
    assert [row.id for row in rows] == ["title", "problem", "what", "first_meeting", "who", "costs"]
    title, problem, what, meeting, who, costs = rows
    found = (title.label, problem.label, problem.text, meeting.text, who.text, costs.lines[0][1], costs.total)
    assert found == said
    assert what.text == "Ставим\n\nсветим"
    assert all(row.text for row in passports.rows(reading_of(story), story.session.cards["c4"], lang))


def test_what_fills_itself_is_said_in_words() -> None:
    sheet = (
        '[[round]]\nid = "passport"\nkind = "elaborate"\ntitle = "П"\nminutes = 5\ninput = "groups"\ntemplate = "B"\n'
    )
    story = after([*CHOSEN, to("groups", "open")], scenario=f"{MINI}\n{sheet}")
    story.play([join("p1", "c5", "leader"), join("p2", "c5"), to("groups", "carried"), to("passport", "open")])
    rows = {row.id: row.text for row in passports.rows(reading_of(story), story.session.cards["c5"], "en")}
    assert rows["leader"] == "participant No. 1" and rows["group"] == "2 people"
    assert rows["support"].endswith("of 7 ballots") and rows["problem"] == "Темно в парке"
    whole = passports.rows(reading_of(story), story.session.cards["c5"], "ru", empty=True)
    assert {row.id for row in whole} >= {"costs", "contributions", "risks", "first_meeting"}


def test_notes_of_experts_stand_under_a_heading_of_their_own(tmp_path: Path) -> None:
    story = after([*SHEET_OPEN, to("sheet1", "carried"), to("plans", "open")], scenario=WORKING)
    expert = seat("x1")
    story.play([(expert, c.WriteNote("c3", "Узнайте <b>цену</b>")), (expert, c.WriteNote("c4", "Спросите Сидорова"))])
    story.play([(seat("t1"), c.AnswerComment("plans", "n1", True)), c.RedactNote("n2")])
    path = passports.write(tmp_path, reading_of(story), "ru")
    assert path is not None
    first, second = path.read_text(encoding="utf-8").split('<section class="passport">')[1:]
    assert "Заметки экспертов" in first and "Эксперт 1" in first and "Узнайте &lt;b&gt;цену&lt;/b&gt;" in first
    assert "учтено" in first.lower() or "принято" in first.lower()
    assert "Заметки" not in second and "█" not in second and "Сидоров" not in second


def test_the_printed_page_has_every_sheet_and_escapes_what_was_typed(tmp_path: Path) -> None:
    story = planned()
    story.do(LEAD, c.MoveRound("plans", "closed", "open"))
    path = passports.write(tmp_path, reading_of(story), "ru")
    assert path is not None and path.name == "passports-ru.html"
    text = path.read_text(encoding="utf-8")
    assert text.count('<section class="passport">') == 2
    assert "Фонари &lt;b&gt;" in text and "<b>24\u00a0000</b>" in text
    assert passports.write(tmp_path, reading_of(after([])), "ru") is None
