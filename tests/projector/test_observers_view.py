"""An observer sees the wall, and as much more as the lead lets: never a name, a card's table, or who has voted."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from projector import observers_view, view
from projector.observers_screen import SCREEN
from sessions import commands as c
from sessions.commands import COMMANDS
from sessions.seat import LEAD, Role
from tests.looking import reading_of
from tests.sessions.test_notes import EXPERTS, OPEN, WORKING
from tests.story import CHOOSE_OPEN, GROUPS_OPEN, PROBLEMS, ROOT, SHEET_OPEN, Story, after, ballot, card, seat, to

LEVELS = ("wall", "cards", "progress")


def seen(story: Story, see: str = "progress") -> Any:
    story.do(LEAD, c.LetObservers(see))  # type: ignore[arg-type]
    return observers_view.common(reading_of(story))


def test_only_observers_sit_here_and_may_say_nothing() -> None:
    assert SCREEN.roles == {Role.OBSERVER}
    assert not [name for role in Role for name in COMMANDS if SCREEN.command(role, name)]


def test_at_first_there_is_the_wall_and_nothing_beside_it() -> None:
    story = after(OPEN, EXPERTS)
    shown = observers_view.common(reading_of(story))
    assert (shown["see"], shown["cards"], shown["progress"]) == ("wall", None, None)
    assert shown["scene"] == view.common(reading_of(story))["scene"]
    assert observers_view.own(reading_of(story), seat("o1")) == {"no": 1}
    story.do(LEAD, c.BlankScreen(True))
    assert observers_view.common(reading_of(story))["scene"] == {"name": "black"}


def test_cards_come_without_tables_times_and_what_is_hidden_or_held() -> None:
    story = after([*OPEN, card("t1", "Сыро"), c.HoldCard("c3"), card("t3", "Шумно"), c.AdmitCard("c4")], EXPERTS)
    cards = seen(story, "cards")["cards"]
    assert {each["title"] for each in cards} == {"Темно в парке", "Негде играть", "Шумно"}
    assert all(each.keys() == {"id", "title", "fields", "sphere", "parent", "sheet"} for each in cards)
    assert [each["id"] for each in cards] != sorted(each["id"] for each in cards), "the order tells nothing"
    assert observers_view.common(reading_of(story))["progress"] is None
    story.do(LEAD, c.HideCard("c4"))
    assert "Шумно" not in json.dumps(seen(story), ensure_ascii=False)


def test_progress_is_how_many_cards_or_how_full_a_sheet_and_never_who_votes() -> None:
    story = after([*OPEN, (seat("t2"), c.MarkReady("problems", True))], EXPERTS)
    rows = seen(story)["progress"]["tables"]
    assert [(row["no"], row["cards"], row["ready"]) for row in rows] == [(1, 1, False), (2, 1, True), (3, 0, False)]
    sheets = after(SHEET_OPEN, WORKING)
    sheets.do(seat("t1"), c.SaveSheet("sheet1", "c3", {"title": "Фонари", "what": "Ставим", "whom": "Всем"}, 0))
    rows = seen(sheets)["progress"]["tables"]
    assert [row["percent"] for row in rows] == [42, 14, None]
    sheets.play([c.MoveRound("sheet1", "closed", "open")])
    assert [row["percent"] for row in seen(sheets)["progress"]["tables"]] == [None] * 3
    voting = after([*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1", "c2")], EXPERTS)
    before = seen(voting)
    assert before["progress"] is None
    voting.do(seat("t1"), c.CastBallot("short", {"c3": 1}))
    assert observers_view.common(reading_of(voting)) == before, "how a table votes changes nothing here"


@pytest.mark.parametrize("see", LEVELS)
def test_no_name_comes_to_an_observer_that_people_let_the_wall_show(see: str) -> None:
    story = after(GROUPS_OPEN, EXPERTS)
    story.do(seat("p1"), c.SignUp("groups", "c5", "leader", "Анна Канарейкина", "", ("processing", "screen")))
    wall = json.dumps(view.common(reading_of(story)), ensure_ascii=False)
    assert "Анна" in wall, "the wall shows it by consent"
    mine = seen(story, see)
    assert "Анна" not in json.dumps(mine, ensure_ascii=False)
    assert mine["scene"]["groups"][0]["people"][0]["no"] == 1


@pytest.mark.parametrize("see", LEVELS)
def test_what_experts_noted_is_not_for_observers(see: str) -> None:
    story = after([*OPEN, (seat("x1"), c.WriteNote("c1", "Узнайте, чья земля"))], EXPERTS)
    assert "чья земля" not in json.dumps(seen(story, see), ensure_ascii=False)


def test_a_secret_vote_tells_an_observer_its_turnout_in_all() -> None:
    story = after(CHOOSE_OPEN, EXPERTS)
    story.play([ballot("p1", "choose", "c5"), ballot("p2", "choose", "c5")])
    mine = seen(story)
    assert mine["scene"]["ballots"] == 2 and mine["progress"] is None
    assert "tables" not in mine["scene"]


def test_every_scene_of_the_wall_has_its_words_for_an_observer() -> None:
    def scenes(path: str) -> set[str]:
        text = (ROOT / "static" / "js" / path).read_text(encoding="utf-8")
        return set(re.findall(r"(\w+): \w+", text.partition("const SCENES = {")[2].partition("};")[0]))

    assert scenes("observers/wall.js") == scenes("projector/projector.js") != set()
