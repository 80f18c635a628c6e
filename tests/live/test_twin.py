"""The forms of the paper twin: what a desk can type in for a table now, and nothing of what is the table's own."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import Client

from app import create_app
from live.screen import Hall
from live.twin import twin_view
from sessions import commands as c
from tests.story import CHOOSE_OPEN, GROUPS_OPEN, MINI, PROBLEMS, SHEETS, SHORT, Story, after, ballot, card, seat, to

DESK = seat("r1")
PEOPLE = 'electors = "person"\nlimit = 2\ncarry = {rule = "top", k = 2, tie = ["breadth", "include:3", "draw"]'
RESCUED = MINI.replace("floor = 2", "floor = 2\nrescue = 2").replace(PEOPLE, f'{PEOPLE}, rest = "open"')
BEST = MINI.replace("max_per_table = 2\n", 'max_per_table = 2\ncarry = {rule = "per_table", k = 1}\n', 1)
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


def test_by_which_way_it_came_is_told_with_every_card_and_with_the_whole_paper() -> None:
    story = after([*WRITING, (seat("t1"), c.ReviseCard("c2", {"title": "Сыро у реки"}, 1))])
    ways = [(each["title"], each["by"], each["seen"]) for each in forms(story)[0]["cards"]]
    seq = story.session.seq
    assert ways == [("Темно в парке", "device", seq - 2), ("Сыро у реки", "device", seq)]
    story.play([(DESK, c.EnterCard("problems", "t1", 1, {"title": "Сыро"}, over=seq))])
    assert [each["by"] for each in forms(story)[0]["cards"]] == ["device", "paper"]
    story = after([*PROBLEMS, to("short", "open")])
    assert forms(story)[0]["way"] is None
    story.play([(DESK, c.EnterBallot("short", "t1", {"c1": 1}))])
    assert forms(story)[0]["way"] == "paper"
    story.play([ballot("t1", "short", "c1")])
    assert forms(story)[0]["way"] == "paper", "what says the same changes nothing"


def test_the_best_cards_are_marked_after_the_close_too_and_nobody_is_told_which() -> None:
    story = after([*WRITING, (seat("t1"), c.ChooseBest("problems", ("c1",)))], BEST)
    told = forms(story)
    assert (told[0]["said"], told[0]["way"], told[0]["writes"]) == (True, "device", True)
    story.play([(seat("t1"), c.ChooseBest("problems", ("c2",)))])
    assert forms(story) == told
    assert forms(story, "t2")[0]["said"] is False
    story.play([to("problems", "closed")])
    (form,) = forms(story)
    assert (form["writes"], len(form["cards"]), form["round"]["best"]) == (False, 2, 1)
    story.play([to("problems", "carried")])
    assert forms(story) == [], "they have gone on"


def test_what_stands_on_a_sheet_is_told_to_whoever_types_over_it() -> None:
    wrote = (card("t1", "Темно"), card("t2", "Грязно"))
    story = after([to("problems", "open"), *wrote, to("problems", "carried")], SHEETS, tables=4, people=24)
    story.play([to("solutions", "open")])
    for table, parent in (("t1", "c1"), ("t2", "c2")):
        story.do(seat(table), c.SubmitCard("solutions", {"title": f"Дело {table}"}, parent))
    story.play([to("solutions", "carried"), to("sheet1", "open")])
    story.do(seat("t1"), c.SaveSheet("sheet1", "c3", {"title": "Свет", "what": "Ставим фонари"}, 0))
    (choice,) = forms(story)[0]["choices"]
    assert (choice["id"], choice["sheet"]) == ("c3", {"title": "Свет", "what": "Ставим фонари"})


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
