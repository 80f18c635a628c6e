"""What the lead sees of an assignment, and when it may be changed by hand."""

from __future__ import annotations

from typing import Any

from facilitator.screen import SCREEN
from sessions import commands as c
from sessions.seat import LEAD
from tests.looking import reading_of
from tests.sessions.kinds.test_assign import CHOSEN, DAY, HELPING, WISHED
from tests.story import Story, to


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
