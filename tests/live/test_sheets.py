"""Sheets as they travel: all of one to the lead, to others what was carried, to the hall how far they are."""

from __future__ import annotations

from typing import Any

import pytest

from live.sheets import devices_view, lead_rows, progress_view, public_sheet, table_sheets, whole_sheet
from sessions import commands as c
from sessions.seat import LEAD
from tests.looking import reading_of
from tests.story import SHEET_OPEN, SHEETS, Story, after, seat, to

T1 = seat("t1")
FULL = {"title": "Фонари", "what": "Ставим", "whom": "Всем", "first_step": "Встреча"}


def save(story: Story, version: int, round_id: str = "sheet1", **fields: object) -> None:
    story.do(T1, c.SaveSheet(round_id, "c3", fields, version))


def opened() -> Story:
    return after(SHEET_OPEN, scenario=SHEETS)


def own(story: Story, table: str = "t1", round_id: str = "sheet1") -> Any:
    return table_sheets(reading_of(story), story.round(round_id), seat(table))


def test_a_table_gets_its_own_sheets_and_nothing_of_others() -> None:
    story = opened()
    [mine] = own(story)
    assert (mine["card"]["id"], mine["version"], mine["saved"], mine["tables"]) == ("c3", 0, None, [1])
    assert mine["auto"] == {"problem": {"titles": ["Темно в парке"]}}
    save(story, 0, **FULL)
    assert own(story)[0]["saved"]["table"] == 1
    assert [each["card"]["id"] for each in own(story, "t2")] == ["c4"] and own(story, "t3") == []


def test_saves_of_one_table_close_together_are_one_step_of_the_history() -> None:
    story = opened()
    for version, words in enumerate(("С", "Ст", "Ставим")):
        save(story, version, **{**FULL, "what": words})
        story.passes(3000)
    story.passes(300_000)
    save(story, 3, **{**FULL, "what": "Ставим фонари"})
    sheet = whole_sheet(reading_of(story), story.session.cards["c3"])
    assert sheet is not None
    latest, first = sheet["history"]
    assert (latest["version"], latest["changes"]) == (4, [{"field": "what", "was": "Ставим", "now": "Ставим фонари"}])
    what = next(change for change in first["changes"] if change["field"] == "what")
    assert (first["version"], what) == (3, {"field": "what", "was": "", "now": "Ставим"})


def test_the_lead_sees_how_full_each_sheet_is_and_what_it_lacks() -> None:
    story = opened()
    save(story, 0, **FULL, needed="svet@example.org")
    one, two = lead_rows(story.session, story.round("sheet1"))
    assert (one["title"], one["tables"], one["percent"], one["missing"], one["marks"]) == ("Фонари", ["t1"], 71, [], 1)
    assert (two["version"], two["saved"], two["missing"]) == (0, None, ["what", "whom", "first_step"])


def test_the_wall_tells_tables_or_titles_and_never_both() -> None:
    story = opened()
    save(story, 0, **FULL)
    writing = progress_view(story.session, story.round("sheet1"))
    assert writing["sheets"] == [
        {"tables": [1], "percent": 57, "whole": True},
        {"tables": [2], "percent": 14, "whole": False},
    ]
    story.play([to("sheet1", "closed")])
    titles = progress_view(story.session, story.round("sheet1"))["sheets"]
    assert {row["title"] for row in titles} == {"Фонари на солнце", "Площадка своими руками"}
    assert all(row.keys() == {"id", "title", "whole"} for row in titles)


def test_everybody_reads_a_sheet_after_its_carry_only() -> None:
    story = opened()
    save(story, 0, **FULL)
    card = story.session.cards["c3"]
    assert public_sheet(reading_of(story), card) is None
    story.play([to("sheet1", "carried")])
    sheet = public_sheet(reading_of(story), story.session.cards["c3"])
    assert sheet is not None and sheet["fields"] == FULL and "history" not in sheet
    story.do(LEAD, c.HideCard("c3"))
    assert public_sheet(reading_of(story), story.session.cards["c3"]) is None


def test_a_comment_comes_with_the_words_of_its_choices() -> None:
    story = opened()
    story.play([to("sheet1", "carried"), to("gallery", "open")])
    story.do(seat("t2"), c.SubmitCard("gallery", {"text": "Кто платит?", "sign": "ask"}, "c3"))
    story.play([to("gallery", "carried"), to("sheet2", "open")])
    [mine] = own(story, round_id="sheet2")
    assert mine["comments"] == [
        {"id": "c5", "said": ["Кто платит?", {"ru": "вопрос", "en": "a question"}], "accepted": None}
    ]


@pytest.mark.parametrize(("online", "told"), [({}, 0), ({"t1": 2, "t3": 1}, 2)])
def test_whoever_writes_knows_how_many_tablets_there_are(online: dict[str, int], told: int) -> None:
    story = opened()
    reading = reading_of(story)
    object.__setattr__(reading, "online", online)
    assert devices_view(reading, story.round("sheet1")) == {"1": told, "2": 0}
