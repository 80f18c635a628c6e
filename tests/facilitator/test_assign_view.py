"""What the lead sees of an assignment, and when it may be changed by hand."""

from __future__ import annotations

import json
from typing import Any

from facilitator.screen import SCREEN
from projector.screen import SCREEN as WALL
from sessions import commands as c
from sessions.people import Registration
from sessions.seat import LEAD
from tests.looking import reading_of
from tests.sessions.kinds.test_assign import CHOSEN, DAY, HELPING, WISHED
from tests.story import MIXED, Story, seat, to

DESK = seat("r1")


def day(*moves: Any, tables: int = 4) -> Story:
    return Story(DAY, tables=tables, people=24).play(moves)


def own(story: Story) -> Any:
    return SCREEN.own(reading_of(story), LEAD)


def row(story: Story, round_id: str) -> Any:
    return next(each for each in own(story)["agenda"] if each["id"] == round_id)


def voted(story: Story) -> list[bool | None]:
    return [table["voted"] for table in SCREEN.common(reading_of(story))["tables"]]


def test_before_the_reveal_the_lead_knows_who_has_wished_and_not_what() -> None:
    story = day(*CHOSEN, *WISHED[:2])
    assign = own(story)["assign"]
    assert (assign["wishes"], assign["score"], assign["hand"]) == (None, None, False)
    assert voted(story) == [True, True, False, False]


def test_after_it_the_cost_stands_beside_and_follows_the_hand() -> None:
    story = day(*CHOSEN, *WISHED, to("take", "revealed"))
    assign = own(story)["assign"]
    assert assign["score"] == {"total": 5, "got": [3, 1, 0], "without": [], "silent": []}
    assert assign["hand"] and assign["wishes"]["t1"] == ["c2", "c3"] and not assign["widened"]
    story.do(LEAD, c.PlaceCards("take", {"c2": ("t4",), "c3": ("t1",)}))
    assert own(story)["assign"]["score"] == {"total": 8, "got": [2, 1, 0], "without": [4], "silent": []}
    story.play([to("take", "carried")])
    assert not own(story)["assign"]["hand"]


def test_bounds_that_give_way_are_told() -> None:
    assert own(day(*CHOSEN[:-1], to("take", "open"), tables=7))["assign"]["widened"]


def test_what_waits_for_the_hand_holds_the_round_up() -> None:
    story = day(*HELPING, to("help", "closed"))
    assert (row(story, "help")["waits"], row(story, "help")["moves"]) == ("assign.unfinished", ["open"])
    story.do(LEAD, c.PlaceCards("help", {"c5": ("t1",), "c6": ("t1",), "c7": ("t1",)}))
    assert (row(story, "help")["waits"], row(story, "help")["moves"]) == (None, ["open", "revealed"])
    story.play([to("help", "revealed"), c.PlaceCards("help", {"c5": ()})])
    assert (row(story, "help")["waits"], row(story, "help")["moves"]) == ("assign.unfinished", [])


def test_a_list_stands_there_as_it_was_entered() -> None:
    story = day(to("seats", "open"), c.ListPeople("seats", {"p7": "t2", "p3": "t3"}))
    assign = own(story)["assign"]
    assert (assign["list"], assign["listing"], assign["moves"]) == ([[3, 3], [7, 2]], True, 1)
    story.play([to("seats", "carried")])
    assert not own(story)["assign"]["listing"] and own(story)["assign"]["moves"] == 0


def test_before_the_reveal_the_lead_sees_what_is_drafted_and_nothing_where_nothing_is() -> None:
    story = day(to("seats", "open"))
    assert own(story)["assign"]["seating"] is None, "where people sat before is no seating of this round"
    story.do(LEAD, c.ListPeople("seats", {"p1": "t3", "p5": "t3"}))
    drafted = {row["no"]: row["badges"] for row in own(story)["assign"]["seating"]}
    assert {1, 5} <= {*drafted[3]} and 1 not in drafted[1] and drafted[2][0] == 2, "who is not in it stays"
    story.play([to("seats", "closed"), to("seats", "revealed")])
    assert {row["no"]: row["badges"] for row in own(story)["assign"]["seating"]} == drafted


def test_a_mixing_that_the_hall_has_not_seen_is_drafted_for_the_lead_alone() -> None:
    people = tuple(c.Listed(None, Registration(f"Гость {no}")) for no in range(1, 5))
    story = Story(MIXED).play([(DESK, c.TakeList(people, 0)), (DESK, c.MarkAttendance(("p1", "p2"), True))])
    story.play([to("seat1", "open")])
    assert own(story)["assign"]["seating"] is None
    assert [table["came"] for table in SCREEN.common(reading_of(story))["tables"]] == [0, 0, 0]
    story.do(DESK, c.ListPeople("seat1", {"p1": "t3", "p2": "t3"}))
    assert own(story)["assign"]["seating"][2] == {"no": 3, "badges": [1, 2, 3]}
    for scene in ("lobby", "auto"):
        story.play([c.ShowScene(scene)])
        assert "badges" not in json.dumps(WALL.common(reading_of(story))["scene"])
    assert {row["arrived"] for row in lobby(story)["tables"]} == {0} and not lobby(story)["seated"]
    story.play([to("seat1", "closed"), to("seat1", "revealed")])
    assert lobby(story)["seated"] and [row["arrived"] for row in lobby(story)["tables"]] == [0, 0, 2]
    assert [table["came"] for table in SCREEN.common(reading_of(story))["tables"]] == [0, 0, 2]


def lobby(story: Story) -> Any:
    story.play([c.ShowScene("lobby")])
    return WALL.common(reading_of(story))["scene"]
