"""«Your table» on the wall: every badge that is somebody's with its table, as it is now; a number, never a name."""

from __future__ import annotations

from typing import Any

import pytest

from projector.screen import SCREEN as WALL
from sessions import commands as c
from sessions import scenes
from sessions.people import Registration
from sessions.seat import LEAD
from tests.live.test_assignment import day, phone
from tests.looking import reading_of
from tests.secrecy import nobody_sees, shown
from tests.story import SIGNED, Story, after, seat, to

DESK = seat("r1")
NAMES = ("Инна Канарейкина", "Борис Канареев", "Вера Канарская", "Глеб Канарин", "Дарья Канарова")
TAKEN = (DESK, c.TakeList(tuple(c.Listed(None, Registration(each)) for each in NAMES), 0))


def wall(story: Story) -> Any:
    return WALL.common(reading_of(story))["scene"]


def seats(story: Story) -> dict[int, int | None]:
    return {row["no"]: row["table"] for row in wall(story)["seats"]}


def test_without_a_list_there_is_nothing_to_show() -> None:
    story = after([])
    assert not {"seats", "seating"} & {*scenes.available(story.session)}
    assert story.no(LEAD, c.ShowScene("seats")) == "scene.unknown"


def test_the_wall_shows_every_badge_of_the_list_and_no_blank() -> None:
    story = after([TAKEN, c.ShowScene("seats")])
    assert seats(story) == {1: 1, 2: 2, 3: 3, 4: 1, 5: 2}
    story.do(LEAD, c.ShowScene("seating"))
    assert wall(story) == {
        "name": "seating",
        "tables": [{"no": 1, "badges": [1, 4]}, {"no": 2, "badges": [2, 5]}, {"no": 3, "badges": [3]}],
    }


def test_a_closed_table_is_no_line_on_the_wall() -> None:
    story = after([TAKEN, (DESK, c.CloseTable("t3", True)), c.ShowScene("seating")])
    assert [table["no"] for table in wall(story)["tables"]] == [1, 2]
    assert sorted(no for table in wall(story)["tables"] for no in table["badges"]) == [1, 2, 3, 4, 5]


def test_it_follows_the_desk() -> None:
    story = after([TAKEN, c.ShowScene("seats")])
    there = story.do(DESK, c.RegisterPerson("Егор Туров", badge=8, consents=SIGNED)).answer["table"]
    assert seats(story)[8] == int(there[1:])
    story.do(DESK, c.MovePerson("p8", "t3"))
    assert seats(story)[8] == 3
    story.do(DESK, c.StrikePerson("p2"))
    assert 2 not in seats(story)


def test_names_are_on_no_screen_but_the_desks() -> None:
    for scene in ("seats", "seating"):
        views = shown(after([TAKEN, c.ShowScene(scene)]), ("t1", "p1", "gabc", "e1", "r1", "o1"))
        nobody_sees({where: view for where, view in views.items() if where != ("checkin", "")}, ("Канар",))


def test_a_seating_is_told_when_it_is_revealed_and_then_follows_whom_the_desk_moves() -> None:
    story = day(to("seats", "open"), c.ListPeople("seats", {"p1": "t3"}), to("seats", "closed"))
    assert "seats" not in scenes.available(story.session), "not before the reveal"
    story.play([to("seats", "revealed"), c.ShowScene("seats")])
    assert seats(story)[1] == 3 and story.session.seats["p1"].seat.table == "t1"
    story.play([to("seats", "carried"), (DESK, c.MovePerson("p1", "t4")), c.ShowScene("seats")])
    assert seats(story)[1] == 4 == phone(story, "p1")["table"], "what was revealed is over, where they sit is not"
    story.do(LEAD, c.ShowScene("assigned"))
    assert {row["no"]: row["badges"] for row in wall(story)["tables"]}[4].count(1) == 1


@pytest.mark.parametrize("came", [0, 3])
def test_the_lobby_counts_those_whom_the_desk_has_seen(came: int) -> None:
    story = after(
        [TAKEN, (seat("p5"), c.Arrive()), *([(DESK, c.MarkAttendance(("p1", "p2", "p4"), True))] if came else [])]
    )
    lobby = wall(story)
    assert (lobby["name"], lobby["listed"], lobby["arrived"], lobby["of"]) == ("lobby", True, came, len(NAMES))
    assert [row["arrived"] for row in lobby["tables"]] == ([2, 1, 0] if came else [0, 0, 0])
    assert [row["of"] for row in lobby["tables"]] == [2, 2, 1]
