"""The desk's page of a vote: what the lead and the check-in desks may know before the reveal, and nobody else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from app import create_app
from live.count import LOOKS, count_view
from live.screen import Hall
from sessions import commands as c
from sessions.people import Registration
from sessions.seat import LEAD, Seat
from tests.looking import reading_of
from tests.story import CHOOSE_OPEN, PAPERS, Move, Story, after, ballot, card, seat, to

DESK, OTHER = seat("r1"), seat("r2")
LISTED: tuple[Move, ...] = (
    (DESK, c.TakeList(tuple(c.Listed(None, Registration(f"Гость {no}")) for no in range(1, 10)), 0)),
    (DESK, c.MarkAttendance(tuple(f"p{no}" for no in range(1, 10)), True)),
)
OPEN: tuple[Move, ...] = (*LISTED, *CHOOSE_OPEN)


def give(*people: str, on: bool = True) -> Move:
    return DESK, c.GivePapers("choose", 1, people, on)


def read(who: Seat, no: str, *cards: str, spoiled: bool = False) -> Move:
    return who, c.ReadPaper("choose", 1, no, dict.fromkeys(cards, 1), spoiled=spoiled)


READ: tuple[Move, ...] = (
    *OPEN,
    ballot("p1", "choose", "c5"),
    give("p2", "p5", "p8"),
    read(DESK, "2-1", "c5"),
    read(OTHER, "2-1", "c5"),
    read(DESK, "2-2", "c6"),
    read(OTHER, "2-2", "c7"),
    read(DESK, "2-3", "c7"),
    (DESK, c.CountHands("choose", 1, 2, {"c5": 2}, "t3")),
)


def count(story: Story, who: Seat = DESK) -> dict[str, Any]:
    return count_view(reading_of(story), who)


def asked(story: Story, who: str, *, proven: bool = True) -> TestResponse:
    made = create_app(story.desk, story.keys, Hall("http://192.168.1.2:8080/", "", ""))
    token = made.house.seats.token(who, story.session.seats[who].generation, proven=proven)
    return Client(made.wsgi).get("/api/count", headers={"Authorization": f"Bearer {token}"})


def test_the_sums_tell_by_which_way_ballots_came_and_what_is_still_to_be_read() -> None:
    assert count(after(READ))["sums"] == {
        "given": 9, "phones": 1, "tablets": 0, "papers_given": 3, "hands": 2, "once": 1, "agreed": 1, "differ": 1,
    }  # fmt: skip


def test_a_reader_sees_what_they_read_themselves_and_of_others_only_that_they_did() -> None:
    papers = count(after(READ), OTHER)["papers"]
    assert [(each["no"], each["state"], each["readers"]) for each in papers] == [
        ("2-1", "agreed", ["r1", "r2"]),
        ("2-2", "differs", ["r1", "r2"]),
        ("2-3", "once", ["r1"]),
    ]
    assert [each["mine"] and each["mine"]["choices"] for each in papers] == [{"c5": 1}, {"c7": 1}, None]


def test_nobody_learns_what_another_has_read_nor_for_what_hands_were_raised() -> None:
    """The same states, made of other readings: no look of anybody who did not make them is another one."""
    story = after(READ)
    before = {who: count(story, seat(who)) for who in ("lead", "r3")}
    box = story.session.boxes["choose"]
    turned = {"c5": "c6", "c6": "c7", "c7": "c5"}
    for each in box.values():
        each.choices = {turned[card]: n for card, n in each.choices.items()}
    state = story.round("choose")
    state.hands = {at: type(each)(each.voters, {"c7": 2}) for at, each in state.hands.items()}
    assert {who: count(story, seat(who)) for who in ("lead", "r3")} == before


def test_whether_papers_are_spoiled_is_not_told() -> None:
    plain, spoiled = (
        after([*READ[:-2], read(DESK, "2-3", **how), read(OTHER, "2-3", **how)]) for how in ({}, {"spoiled": True})
    )
    assert count(plain, LEAD) == count(spoiled, LEAD)


def test_tables_tell_how_many_have_still_to_vote() -> None:
    rows = count(after(READ))["tables"]
    assert [(each["no"], each["roll"], each["free"], each["papers"], each["hands"]) for each in rows] == [
        (1, 3, 2, 0, None),
        (2, 3, 0, 3, None),
        (3, 3, 1, 0, 2),
    ]


def test_who_has_voted_is_told_only_while_papers_are_given_out() -> None:
    story = after(READ)
    people = count(story)["people"]
    assert [(each["no"], each["paper"], each["voted"]) for each in people[:3]] == [
        (1, False, True),
        (2, True, False),
        (3, False, False),
    ]
    story.play([to("choose", "closed")])
    assert {each["voted"] for each in count(story)["people"]} == {None}


def test_cards_have_the_number_of_their_place_in_the_pool_also_when_one_is_hidden() -> None:
    story = after(OPEN)
    assert [(each["no"], each["id"]) for each in count(story)["cards"]] == [(1, "c5"), (2, "c6"), (3, "c7")]
    story.play([c.HideCard("c5")])
    assert [(each["no"], each["id"]) for each in count(story)["cards"]] == [(2, "c6"), (3, "c7")]


def test_there_is_nothing_to_count_before_the_vote_nor_after_its_seal() -> None:
    assert count(after(CHOOSE_OPEN[:-1])) == {"round": None}
    assert count(after([*READ, to("choose", "closed")]))["phase"] == "closed"
    assert count(after([*READ, to("choose", "revealed")])) == {"round": None}


def test_a_vote_of_tables_is_not_here() -> None:
    story = after(
        [
            to("problems", "open"),
            card("t1", "Темно"),
            card("t2", "Грязно"),
            to("problems", "carried"),
            to("dots", "open"),
        ],
        PAPERS,
    )
    assert count(story) == {"round": None}


@pytest.mark.parametrize("who", ["lead", "r1", "r4"])
def test_lead_and_desks_with_their_pin_are_let_in(who: str) -> None:
    story = after(READ)
    assert asked(story, who).status_code == 200
    assert asked(story, who, proven=False).status_code == 401


@pytest.mark.parametrize("who", ["t2", "p2", "screen"])
def test_nobody_else_sees_the_count(who: str) -> None:
    answer = asked(after(READ), who, proven=False)
    assert answer.status_code == 401 and "sums" not in json.dumps(answer.json)


def test_whoever_asks_too_often_waits() -> None:
    story = after(READ)
    made = create_app(story.desk, story.keys, Hall("http://192.168.1.2:8080/", "", ""))
    bearer = {"Authorization": f"Bearer {made.house.seats.token('r1', proven=True)}"}
    client = Client(made.wsgi)
    assert any(client.get("/api/count", headers=bearer).status_code == 429 for _ in range(20 * LOOKS))
