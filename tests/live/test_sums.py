"""The line of sums: under every result, on every screen alike, not before the reveal and not before the last place."""

from __future__ import annotations

from typing import Any

import pytest

from audience.screen import SCREEN as PHONE
from facilitator.view import common as console
from facilitator.view import own as console_own
from live.result import result_view
from projector.view import scene_view
from sessions import commands as c
from sessions.outcome import Reckoning
from sessions.seat import LEAD
from table_client.screen import SCREEN as TABLET
from tests.live.test_count import LISTED, OPEN, READ, give, read
from tests.looking import reading_of
from tests.sessions.test_contests import RUNOFF, SECRET_LEVEL, vote
from tests.story import CHOOSE_OPEN, MINI, PAPERS, Move, Story, after, ballot, card, seat, to

DESK, OTHER = seat("r1"), seat("r2")
REVEALED: tuple[Move, ...] = (to("choose", "closed"), to("choose", "revealed"))


def sums(story: Story, round_id: str = "choose") -> Any:
    view = result_view(story.session, story.round(round_id))
    return view and view["sums"]


def test_what_adds_up_says_so() -> None:
    story = after(
        [
            *OPEN,
            ballot("p1", "choose", "c5"),
            give("p2"),
            read(DESK, "2-1", spoiled=True),
            read(OTHER, "2-1", spoiled=True),
            *REVEALED,
        ]
    )
    assert sums(story) == {"given": 9, "used": 2, "spoiled": 1, "counted": 1, "faults": {}}


def test_every_screen_tells_the_same_sums() -> None:
    story = after([*READ, *REVEALED])
    expected = {"given": 9, "used": 6, "spoiled": 0, "counted": 4, "faults": {"unread": 1, "differ": 1}}
    reading = reading_of(story)
    assert sums(story) == expected
    assert console_own(reading, LEAD)["result"]["sums"] == expected
    assert scene_view(reading)["sums"] == expected
    assert TABLET.common(reading)["result"]["sums"] == expected
    assert PHONE.common(reading)["result"]["sums"] == expected


@pytest.mark.parametrize(
    ("given", "ballots", "faults"),
    [
        (Reckoning(given=3, phones=3), 3, {}),
        (Reckoning(given=3, phones=4), 4, {"over": 1}),
        (Reckoning(given=9, papers=2, spoiled=1, papers_given=2), 2, {"papers": 1}),
        (Reckoning(given=9, phones=3), 5, {"count": 2}),
        (Reckoning(given=9, unread=2, differ=1, papers_given=3), 0, {"unread": 2, "differ": 1}),
    ],
)
def test_why_it_does_not_add_up(given: Reckoning, ballots: int, faults: dict[str, int]) -> None:
    assert given.faults(ballots) == faults
    assert given.adds_up(ballots) == (not faults)


def test_before_the_reveal_only_the_console_knows_how_many_papers_would_be_left_out() -> None:
    story = after([*READ, to("choose", "closed")])
    assert sums(story) is None
    assert console(reading_of(story))["vote"]["papers"] == {"unread": 1, "differ": 1, "missing": 0}
    assert "papers" not in scene_view(reading_of(story))
    assert "papers" not in TABLET.common(reading_of(story))["turnout"]


def test_where_no_paper_was_given_out_the_console_has_nothing_to_warn_of() -> None:
    assert console(reading_of(after(CHOOSE_OPEN)))["vote"]["papers"] is None
    assert console(reading_of(after([*READ, *REVEALED])))["vote"]["papers"] is None


def test_while_places_are_shown_one_by_one_the_sums_wait_but_for_the_lead() -> None:
    story = after(
        [
            *LISTED,
            *CHOOSE_OPEN,
            ballot("p1", "choose", "c5"),
            ballot("p2", "choose", "c5", "c6"),
            to("choose", "closed"),
            c.StepReveal("choose", 0),
        ],
        MINI,
    )
    assert sums(story) is None
    whole = result_view(story.session, story.round("choose"), whole=True)
    assert whole is not None and whole["sums"]["counted"] == 2
    story.play([c.StepReveal("choose", 500)])
    assert sums(story)["counted"] == 2


def test_a_runoff_has_a_line_of_its_own() -> None:
    story = after([*SECRET_LEVEL, c.OpenRunoff("choose"), vote("p1", "choose", "c5"), to("choose", "revealed")], RUNOFF)
    view = result_view(story.session, story.round("choose"))
    assert view is not None and view["sums"]["counted"] == 9
    assert view["runoff"]["sums"] == {"given": 9, "used": 1, "spoiled": 0, "counted": 1, "faults": {}}


METHODS = ("dots", "grades", "hands", "people", "own", "each", "shares", "spread")


@pytest.mark.parametrize("round_id", METHODS)
def test_the_count_of_every_method_adds_up(round_id: str) -> None:
    wrote = [to("problems", "open"), *(card(f"t{no}", f"Карточка {no}") for no in (1, 2, 3)), to("problems", "carried")]
    story = after([*wrote, to(round_id, "open")], PAPERS, people=6)
    plan: Any = story.round(round_id).plan
    who = ("p1", "p2") if plan.electors == "person" else ("t1", "t2")
    marks: dict[str, Any] = {"choices": {"c1": 1, "c2": 1}}
    if plan.method == "score":
        marks = {"grades": {"c1": {plan.criteria[0].id: plan.criteria[0].high}}}
    for each in who:
        story.do(seat(each), c.CastBallot(round_id, **marks))
    story.play([to(round_id, "closed"), to(round_id, "revealed")])
    assert sums(story, round_id)["faults"] == {}
    assert sums(story, round_id)["counted"] == 2


def test_a_paper_that_nobody_has_read_is_told_before_the_reveal() -> None:
    story = after([*CHOOSE_OPEN, (DESK, c.GivePapers("choose", 1, ("p1", "p2"), True)), to("choose", "closed")])
    assert console(reading_of(story))["vote"]["papers"] == {"unread": 0, "differ": 0, "missing": 2}
