"""Who takes what and who sits where, as the hall, a tablet and a phone are told."""

from __future__ import annotations

from typing import Any

from audience.screen import SCREEN as PHONE
from live.assignment import assignment_view, bidding_view, table_of
from projector.screen import SCREEN as WALL
from sessions import commands as c
from sessions import scenes
from sessions.seat import LEAD, SCREEN
from table_client.screen import SCREEN as TABLET
from tests.looking import reading_of
from tests.sessions.kinds.test_assign import CHOSEN, DAY, MEETING, WISHED, given
from tests.story import Story, seat, to


def day(*moves: Any) -> Story:
    return Story(DAY, tables=4, people=24).play(moves)


def tablet(story: Story, table: str) -> Any:
    reading = reading_of(story)
    return TABLET.common(reading) | TABLET.own(reading, seat(table, 4))


def phone(story: Story, person: str) -> Any:
    reading = reading_of(story)
    return PHONE.common(reading) | PHONE.own(reading, seat(person, 4))


def wall(story: Story) -> Any:
    return WALL.common(reading_of(story))["scene"]


def test_while_tables_wish_there_is_the_turnout_and_each_has_its_own() -> None:
    story = day(*CHOSEN, *WISHED[:2])
    assert bidding_view(story.session, story.round("take")) == {"bids": 2, "of": 4}
    assert wall(story) == {"name": "bids", "bids": 2, "of": 4}
    assert assignment_view(story.session, story.round("take")) is None
    assert tablet(story, "t1")["bid"] == ["c2", "c3"] and tablet(story, "t3")["bid"] is None
    assert [card["id"] for card in tablet(story, "t3")["paper"]] == ["c1", "c2", "c3"]
    assert phone(story, "p1")["bidding"] == {"bids": 2, "of": 4}
    assert bidding_view(story.session, story.round("turn")) is None, "nobody is asked there"


def test_revealed_it_is_everybodys_and_in_force_only_with_the_carry() -> None:
    story = day(*CHOSEN, *WISHED, to("take", "revealed"))
    shown = tablet(story, "t1")["assignment"]
    assert {row["card"]["id"]: row["tables"] for row in shown["cards"]} == {"c1": [2, 3], "c2": [1], "c3": [4]}
    assert not shown["in_force"]
    assert wall(story) == {"name": "assigned", **shown}
    story.play([to("take", "carried")])
    assert tablet(story, "t1")["assignment"]["in_force"]
    story.play([to("solutions", "open")])
    assert (tablet(story, "t2")["holds"], tablet(story, "t1")["holds"]) == (["c1"], ["c2"])
    assert (tablet(story, "t2")["assignment"], tablet(story, "t2")["bid"]) == (None, None)


def test_the_wall_can_show_it_again_under_its_own_round() -> None:
    story = day(*CHOSEN, *WISHED, to("take", "carried"), to("solutions", "open"))
    assert wall(story)["name"] == "gather" and "assigned" in scenes.available(story.session)
    story.do(LEAD, c.ShowScene("assigned"))
    assert (wall(story)["name"], wall(story)["no"]) == ("assigned", 4)


def test_a_list_shows_every_badge_at_its_table() -> None:
    story = day(to("seats", "open"), c.ListPeople("seats", {"p1": "t3", "p6": "t3"}), to("seats", "revealed"))
    tables = {row["no"]: row["badges"] for row in wall(story)["tables"]}
    assert tables[3] == [1, 3, 6, 7, 11, 15, 19, 23] and sum(map(len, tables.values())) == 24
    assert (phone(story, "p1")["table"], phone(story, "p1")["sits"]) == (3, {"listed": True, "group": None})
    assert (phone(story, "p2")["table"], phone(story, "p2")["sits"]["listed"]) == (2, False)
    assert story.session.seats["p1"].seat.table == "t1", "and it is not in force yet"
    story.play([to("seats", "carried"), to("problems", "open")])
    assert (phone(story, "p1")["table"], phone(story, "p1")["sits"]) == (3, None)


def test_a_phone_names_the_group_with_which_its_owner_sits() -> None:
    story = day(*MEETING, to("meet", "revealed"))
    there = int(given(story, "meet")["c6"][0][1:])
    assert phone(story, "p10")["table"] == there == table_of(story.session, story.round("meet"), "p10")
    assert phone(story, "p10")["sits"]["group"] == story.session.cards["c6"].title
    assert phone(story, "p24")["sits"] == {"listed": False, "group": None}
    assert [row["people"] for row in wall(story)["cards"]] == [9, 4, 2]


def test_a_device_that_stays_on_is_shown_where_its_owner_sits_by_now() -> None:
    """The seat that a device came in on is older than the table where its owner sits."""
    story = day(to("seats", "open"), c.ListPeople("seats", {"p1": "t3"}), to("seats", "carried"))
    assert seat("p1", 4).table == "t1" and story.session.seat_now(seat("p1", 4)).table == "t3"
    assert story.session.seat_now(SCREEN) == SCREEN
