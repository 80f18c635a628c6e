"""The forms of the paper twin: what a desk can type in for a table now, and nothing of what is the table's own."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import Client

from app import create_app
from live.screen import Hall
from live.twin import twin_view
from sessions import commands as c
from tests.story import CHOOSE_OPEN, GROUPS_OPEN, MINI, PROBLEMS, SHORT, Story, after, ballot, card, seat, to

DESK = seat("r1")
PEOPLE = 'electors = "person"\nlimit = 2\ncarry = {rule = "top", k = 2, tie = ["breadth", "include:3", "draw"]'
RESCUED = MINI.replace("floor = 2", "floor = 2\nrescue = 2").replace(PEOPLE, f'{PEOPLE}, rest = "open"')
WRITING = (
    to("problems", "open"),
    card("t1", "Темно в парке"),
    (DESK, c.EnterCard("problems", "t1", 1, {"title": "Сыро"})),
)


def forms(story: Story, table: str = "t1") -> list[dict[str, Any]]:
    told = twin_view(story.session, table)
    assert told is not None
    return list(told["forms"])


def test_a_table_is_known_by_its_cards_and_each_by_its_slip() -> None:
    (form,) = forms(after(WRITING))
    assert [(each["paper"], each["title"]) for each in form["cards"]] == [(0, "Темно в парке"), (1, "Сыро")]
    assert (form["round"]["id"], form["said"], form["ready"]) == ("problems", None, False)
    assert forms(after(WRITING), "t2")[0]["cards"] == []


def test_whether_a_table_has_voted_is_told_and_never_how() -> None:
    story = after([*PROBLEMS, to("short", "open")])
    assert forms(story)[0]["said"] is False
    told = []
    for cards in (("c1",), ("c2", "c3")):
        story.play([ballot("t1", "short", *cards)])
        told.append(forms(story))
    assert told[0] == told[1] and told[0][0]["said"] is True


def test_cards_are_named_by_their_number_in_the_pool() -> None:
    (form,) = forms(after([*SHORT, to("solutions", "open")]))
    assert [each["no"] for each in form["choices"]] == [1, 2]
    assert [each["id"] for each in form["choices"]] == [each["id"] for each in form["round"]["parents"]]


def test_what_a_vote_left_behind_is_numbered_on_where_people_may_join_it() -> None:
    chosen = forms(after(GROUPS_OPEN))[0]["choices"]
    rescued = forms(after(GROUPS_OPEN, RESCUED))[0]["choices"]
    assert [each["no"] for each in rescued] == list(range(1, 1 + len(rescued)))
    assert rescued[: len(chosen)] == chosen and len(rescued) > len(chosen)


def test_between_rounds_there_is_nothing_to_type_in() -> None:
    assert forms(after(PROBLEMS)) == []
    assert twin_view(after(PROBLEMS).session, "t9") is None


@pytest.mark.parametrize(
    ("who", "proven", "status"),
    [("r1", True, 200), ("lead", True, 200), ("lead", False, 401), ("t1", False, 401), ("p1", False, 401)],
)
def test_only_lead_and_desks_with_their_pin_see_the_forms(who: str, proven: bool, status: int) -> None:
    story = after([*CHOOSE_OPEN])
    made = create_app(story.desk, story.keys, Hall("http://192.168.1.2:8080/", "", ""))
    token = made.house.seats.token(who, proven=proven)
    answer = Client(made.wsgi).get("/api/twin?table=t1", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == status
