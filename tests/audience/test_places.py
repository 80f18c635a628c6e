"""What a phone knows of its owner's place: the table as it is now, and whether the check-in desk has seen the badge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sessions import commands as c
from sessions.people import Registration
from sessions.refusals import Refusal
from tests.story import CHOOSE_OPEN, PROBLEMS, SOLUTIONS, Move, after, ballot, seat, to

Look = Callable[..., Any]
DESK = seat("r1")
TAKEN: Move = (DESK, c.TakeList(tuple(c.Listed(None, Registration(f"Гость {no}")) for no in range(1, 7)), 0))


def came(*people: str, on: bool = True) -> Move:
    return DESK, c.MarkAttendance(people, on)


def test_without_a_list_nobody_asks_whether_a_badge_was_seen(own: Look) -> None:
    view = own(after(CHOOSE_OPEN), "p1")
    assert (view["seen"], view["on_roll"], view["elector"]) == (None, None, True)


def test_a_badge_is_seen_from_when_the_desk_marks_it_until_it_takes_that_back(own: Look) -> None:
    story = after([TAKEN, (seat("p1"), c.Arrive())])
    assert own(story, "p1")["seen"] is False, "coming in with a phone is not coming in at the door"
    story.play([came("p1")])
    assert (own(story, "p1")["seen"], own(story, "p2")["seen"], own(story, "gabc")["seen"]) == (True, False, None)
    story.play([came("p1", on=False)])
    assert own(story, "p1")["seen"] is False


def test_who_is_only_on_the_list_is_not_told_that_a_name_was_given(own: Look) -> None:
    assert own(after([TAKEN, came("p1")]), "p1")["known"] is None


@pytest.mark.parametrize(
    "moves", [(), PROBLEMS, (*SOLUTIONS, to("choose", "briefing")), (*CHOOSE_OPEN, to("choose", "closed"))]
)
def test_the_roll_is_spoken_of_only_while_people_vote(own: Look, moves: tuple[Move, ...]) -> None:
    assert own(after([TAKEN, *moves]), "p1")["on_roll"] is None


def test_whoever_is_not_on_the_roll_is_told_before_the_desk_refuses_the_ballot(own: Look) -> None:
    story = after([TAKEN, came("p1", "p2"), *CHOOSE_OPEN])
    assert [own(story, person)["on_roll"] for person in ("p1", "p2", "p3")] == [True, True, False]
    assert own(story, "gabc")["on_roll"] is None
    assert (own(story, "p9")["on_roll"], own(story, "p9")["seen"]) == (False, False), "a blank badge has no vote"
    assert story.no(seat("p3"), c.CastBallot("choose", {"c5": 1})) == Refusal.BALLOT_NOT_ON_ROLL
    story.play([ballot("p1", "choose", "c5")])
    story.play([came("p3")])
    assert own(story, "p3")["on_roll"] is True, "the desk has seen it while people vote"
    story.play([came("p3", on=False)])
    assert (own(story, "p3")["on_roll"], own(story, "p3")["seen"]) == (True, False), "who left may still vote"


def test_a_phone_is_told_at_once_where_its_owner_was_moved(own: Look) -> None:
    story = after([TAKEN, came("p1")])
    assert own(story, "p1")["table"] == 1
    story.do(DESK, c.MovePerson("p1", "t3"))
    assert own(story, "p1")["table"] == 3
    there = story.do(DESK, c.CloseTable("t3", True)) and own(story, "p1")["table"]
    assert there in (1, 2)


def test_whoever_holds_a_paper_is_told_so_instead_of_getting_a_ballot(own: Look) -> None:
    story = after([TAKEN, came("p1", "p2"), *CHOOSE_OPEN, (DESK, c.GivePapers("choose", 1, ("p1",), True))])
    assert (own(story, "p1")["on_paper"], own(story, "p2")["on_paper"]) == (True, False)
    story.play([(DESK, c.GivePapers("choose", 1, ("p1",), False))])
    assert own(story, "p1")["on_paper"] is False
