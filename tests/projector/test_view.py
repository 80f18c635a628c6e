"""What the wall shows in each scene, and what must never be on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from live.seats import Seats
from sessions import commands as c
from sessions import scenes
from sessions.keys import SeededKeys
from sessions.seat import person_seat

NAME, CONTACT, UNSAID = "Canaria Surname-Whole", "+7 999 CANARY", "Nobody Consents"


def dump(view: object) -> str:
    return msgspec.json.encode(view).decode()


def dicts_in(view: Any) -> Iterator[dict[str, Any]]:
    """Every object of a view, at any depth."""
    if isinstance(view, dict):
        yield view
        for value in view.values():
            yield from dicts_in(value)
    elif isinstance(view, list):
        for value in view:
            yield from dicts_in(value)


def every_scene(day: Any) -> Iterator[dict[str, Any]]:
    """The wall in each scene that the lead can choose now, and as the round has it."""
    available = day.desk.read(lambda session, _: scenes.available(session))
    joined = day.desk.read(lambda session, _: sorted({card for card, _ in session.memberships}))
    every = day.desk.read(lambda session, _: list(session.cards))
    for scene in available:
        for card in {"group": joined, "lineage": every}.get(scene, [None]):
            day.lead(c.ShowScene(scene, card))
            yield day.wall()
    day.lead(c.ShowScene("auto"))


# -- the scenes ------------------------------------------------------------------------------------------


def test_the_lobby_shows_the_way_in_and_the_tables_filling_up(day: Any) -> None:
    for no in (1, 2, 4):
        day.desk.ask(person_seat(no, None), None, c.Arrive())
    day.online = {"t2": 1, "p5": 1}
    scene = day.scene()
    assert scene == {
        "name": "lobby",
        "url": "http://192.168.1.2:8080/",
        "ssid": "hall",
        "password": "naploshad",
        "listed": False,
        "seated": True,
        "arrived": 3,
        "of": 9,
        "tables": [
            {"no": 1, "arrived": 2, "of": 3, "online": False},
            {"no": 2, "arrived": 1, "of": 3, "online": True},
            {"no": 3, "arrived": 0, "of": 3, "online": False},
        ],
    }


def test_the_lobby_leaves_out_a_table_that_is_closed(day: Any) -> None:
    day.lead(c.CloseTable("t2", True))
    assert [table["no"] for table in day.scene()["tables"]] == [1, 3]
    day.lead(c.CloseTable("t2", False))
    assert [table["no"] for table in day.scene()["tables"]] == [1, 2, 3]


def test_a_round_without_a_question_shows_itself(day: Any) -> None:
    day.move("hello", "open")
    assert day.scene() == {"name": "prompt"}
    assert day.wall()["round"]["title"] == {"ru": "Hello", "en": "Hello"}


def test_a_briefing_shows_the_question_first(day: Any) -> None:
    day.move("problems", "briefing")
    assert day.scene() == {"name": "prompt"}


def test_gathering_counts_every_card_but_shows_only_what_was_let_on_the_screen(day: Any) -> None:
    day.move("problems", "open")
    first = day.card("problems", 1, "One", sphere="eco")
    day.card("problems", 1, "Two", sphere="eco")
    hidden = day.card("problems", 2, "Bad", sphere="eco")
    bare = day.card("problems", 3, "Bare")
    day.lead(c.HideCard(hidden))
    day.lead(c.AdmitCard(first))
    day.lead(c.AdmitCard(bare))
    assert day.scene() == {
        "name": "gather",
        "total": 3,
        "writers": "table",
        "tables": [2, 0, 1],
        "limit": 3,
        "newest": bare,
        "by": "sphere",
        "groups": [
            {"id": "econ", "total": 0, "waiting": 0, "cards": []},
            {"id": "eco", "total": 2, "waiting": 1, "cards": [{"id": first, "title": "One"}]},
            {"id": None, "total": 1, "waiting": 0, "cards": [{"id": bare, "title": "Bare"}]},
        ],
    }


def test_a_column_shows_its_two_newest_cards_the_newest_first(day: Any) -> None:
    day.move("problems", "open")
    cards = [day.card("problems", no, f"Card {no}", sphere="econ") for no in (1, 2, 3)]
    for card in reversed(cards):
        day.lead(c.AdmitCard(card))
    econ = day.scene()["groups"][0]
    assert [card["title"] for card in econ["cards"]] == ["Card 3", "Card 2"]
    assert day.scene()["newest"] == cards[-1]


def test_a_card_written_anew_waits_for_the_lead_and_the_wall_keeps_what_it_had(day: Any) -> None:
    day.move("problems", "open")
    card = day.card("problems", 1, "Mild", sphere="eco")
    day.lead(c.AdmitCard(card))
    day.table(1, c.ReviseCard(card, {"title": "Wild", "sphere": "eco"}, 1))
    assert "Wild" not in dump(day.wall())
    kept = {"id": "eco", "total": 1, "waiting": 0, "cards": [{"id": card, "title": "Mild"}]}
    assert day.scene()["groups"][1] == kept
    day.lead(c.AdmitCard(card, 2))
    assert day.scene()["groups"][1]["cards"] == [{"id": card, "title": "Wild"}]
    day.lead(c.HoldCard(card))
    assert "Wild" not in dump(day.wall()) and "Mild" not in dump(day.wall())
    assert day.scene()["groups"][1] == {"id": "eco", "total": 1, "waiting": 1, "cards": []}


@pytest.mark.parametrize("away", [c.HideCard, c.RedactCard])
def test_a_card_taken_off_is_gone_from_the_wall_at_once(day: Any, away: Callable[[str], c.Command]) -> None:
    day.move("problems", "open")
    card = day.card("problems", 1, "Canary of shame", sphere="eco")
    day.lead(c.AdmitCard(card))
    assert "Canary of shame" in dump(day.wall())
    day.lead(away(card))
    assert card not in dump(day.wall()) and "Canary of shame" not in dump(day.wall())


def test_solutions_stand_under_the_problems_they_answer(day: Any) -> None:
    problems = day.choose()
    day.move("solutions", "open")
    card = day.card("solutions", 2, "Sow grass", problems[1])
    scene = day.scene()
    assert scene["by"] == "parent"
    assert [(group["id"], group["total"]) for group in scene["groups"]] == [(problems[0], 0), (problems[1], 1)]
    assert scene["groups"][1]["cards"] == [{"id": card, "title": "Sow grass"}]
    assert [parent["id"] for parent in day.wall()["round"]["parents"]] == problems


def test_cards_without_a_sphere_run_in_one_stream(day: Any) -> None:
    day.start()
    day.move("groups", "closed", "carried")
    day.move("ideas", "open")
    for i in range(9):
        day.card("ideas", i % 3 + 1, f"Idea {i}")
    scene = day.scene()
    assert scene["by"] == "stream"
    assert [card["title"] for card in scene["groups"][0]["cards"]] == [f"Idea {i}" for i in range(8, 1, -1)]


def test_turnout_is_a_number_and_a_quorum(day: Any) -> None:
    day.gather()
    day.move("tables", "open")
    day.table(2, c.CastBallot("tables", {"c1": 1}))
    turnout = {"name": "turnout", "ballots": 1, "electors": 3, "quorum": 2, "url": "http://192.168.1.2:8080/"}
    assert day.scene() == turnout
    day.move("tables", "closed")
    assert day.scene() == turnout


def test_the_reveal_tells_rule_electorate_ballots_and_seal(day: Any) -> None:
    cards = day.gather()
    day.move("tables", "open")
    day.table(1, c.CastBallot("tables", {cards[0]: 1, cards[1]: 1}))
    day.table(2, c.CastBallot("tables", {cards[0]: 1, cards[2]: 1}))
    day.table(3, c.CastBallot("tables", {}))
    day.move("tables", "closed", "revealed")
    scene = day.scene()
    assert (scene["name"], scene["electors"], scene["ballots"], scene["blank"], scene["quorum"]) == (
        "result",
        3,
        3,
        1,
        2,
    )
    assert [(row["card"]["id"], row["score"], row["state"]) for row in scene["rows"][:3]] == [
        (cards[0], 2, "in"),
        (cards[1], 1, "tied"),
        (cards[2], 1, "tied"),
    ]
    assert (scene["places"], scene["number"]) == (1, None)
    assert day.wall()["round"]["rule"]["k"] == 2
    assert len(scene["head"]) == len("7F3A 91C2")
    day.lead(c.DrawLots("tables", 417))
    drawn = day.scene()
    assert drawn["number"] == 417 and drawn["pending"] == []
    assert [step["step"] for step in drawn["tie"]] == ["score", "breadth", "draw"]


def test_the_wall_of_groups_names_people_as_they_wish(day: Any) -> None:
    one, two = day.start()
    day.person(1, c.SignUp("groups", one, "leader", NAME, CONTACT, ("processing", "screen")))
    day.person(2, c.SignUp("groups", one, "member", UNSAID, CONTACT, ("processing",)))
    day.guest("guestguest", c.SignUp("groups", two, "member"))
    scene = day.scene()
    assert (scene["name"], scene["spot"], scene["open"], scene["people"]) == ("groups", None, True, 3)
    assert scene["guests"] == 1
    assert (scene["floor"], scene["need_leader"]) == (2, True)
    first, second = scene["groups"]
    assert [(each["no"], each["name"], each["leads"]) for each in first["people"]] == [
        (1, "Canaria S.", True),
        (2, None, False),
    ]
    assert (first["closed"], second["closed"], second["missing"], second["needs_leader"]) == (True, False, 1, True)
    assert [(row["no"], row["name"], row["card"]) for row in scene["just_now"]] == [
        (10, None, two),
        (2, None, one),
        (1, "Canaria S.", one),
    ]


def test_one_group_stands_in_the_light_and_falls_back_to_the_wall(day: Any) -> None:
    one, _ = day.start()
    day.person(1, c.SignUp("groups", one, "leader"))
    day.lead(c.ShowScene("group", one))
    assert (day.scene()["name"], day.scene()["spot"]) == ("group", one)
    day.lead(c.HideCard(one))
    assert (day.scene()["name"], day.scene()["spot"]) == ("groups", None)


def test_a_person_in_two_groups_is_one_person(day: Any) -> None:
    one, two = day.start()
    day.person(4, c.SignUp("groups", one, "member"))
    day.person(4, c.SignUp("groups", two, "member"))
    assert day.scene()["people"] == 1


def test_the_groups_stay_when_the_day_goes_on(day: Any) -> None:
    one, _ = day.start()
    day.person(1, c.SignUp("groups", one, "leader"))
    day.move("groups", "closed", "carried")
    day.move("ideas", "open")
    day.lead(c.ShowScene("groups"))
    assert (day.scene()["name"], day.scene()["open"], day.scene()["floor"]) == ("groups", False, 2)


def test_the_black_screen_holds_nothing(day: Any) -> None:
    day.move("problems", "open")
    day.lead(c.AdmitCard(day.card("problems", 1, "Canary of shame", sphere="eco")))
    day.lead(c.BlankScreen(True))
    assert day.scene() == {"name": "black"}
    assert "Canary of shame" not in dump(day.wall())
    day.lead(c.BlankScreen(False))
    assert day.scene()["name"] == "gather"


def test_an_announcement_lies_beside_any_scene(day: Any) -> None:
    day.lead(c.Announce("Lunch at one"))
    for view in every_scene(day):
        assert view["announcement"] == "Lunch at one"


# -- what must not be there ------------------------------------------------------------------------------


def through_the_day(day: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every scene of every phase of a whole day with canaries in it, and where it was seen."""

    def phases(round_id: str, *names: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for name in names:
            day.move(round_id, name)
            for view in every_scene(day):
                yield f"{round_id} {name}", view

    yield from (("before", view) for view in every_scene(day))
    yield from phases("hello", "briefing", "open", "grace", "closed", "carried")
    yield from phases("problems", "briefing", "open")
    cards = [day.card("problems", no, f"Problem {no}", sphere="eco") for no in (1, 2, 3)]
    for card in cards:
        day.lead(c.AdmitCard(card))
    yield from phases("problems", "grace", "closed", "carried")
    yield from phases("tables", "briefing", "open")
    for no in (1, 2, 3):
        day.table(no, c.CastBallot("tables", {cards[0]: 1, cards[1]: 1}))
    yield from phases("tables", "grace", "closed", "revealed", "carried")
    yield from phases("solutions", "briefing", "open")
    solutions = [day.card("solutions", no, f"Solution {no}", cards[0]) for no in (1, 2, 3)]
    yield from phases("solutions", "grace", "closed", "carried")
    yield from phases("people", "briefing", "open")
    for no in range(1, 8):
        day.person(no, c.CastBallot("people", {solutions[0]: 1, solutions[no % 3]: 1}))
    yield from phases("people", "grace", "closed", "revealed", "carried")
    yield from phases("groups", "briefing", "open")
    pool = day.desk.read(lambda session, _: session.pools["initiatives"])
    day.person(1, c.SignUp("groups", pool[0], "leader", NAME, CONTACT, ("processing", "screen")))
    day.person(2, c.SignUp("groups", pool[0], "member", UNSAID, CONTACT, ("processing",)))
    yield from phases("groups", "grace", "closed", "carried")
    yield from phases("ideas", "briefing", "open")


def test_no_contact_no_whole_name_no_token_and_no_seat_of_a_person_is_ever_shown(day: Any) -> None:
    seats = Seats(SeededKeys("wall").seats(), "short")
    tokens = [seats.token(seat) for seat in ("lead", "screen", "t1", "p1")]
    secrets = [CONTACT, "CANARY", "Surname", UNSAID, "Nobody", seats.pin(), *tokens]
    seen = 0
    for where, view in through_the_day(day):
        told, seen = dump(view), seen + 1
        assert not [secret for secret in secrets if secret in told], where
        for each in dicts_in(view):
            assert not {"person", "seat", "contact", "receipt", "token", "code"} & each.keys(), where
    assert seen > 80


def test_no_table_stands_beside_a_card(day: Any) -> None:
    for where, view in through_the_day(day):
        for each in dicts_in(view):
            if view["scene"]["name"] == "lineage":
                continue  # names tables when no vote can go by them any more: tests/sessions/test_lineage.py
            if {"title", "card"} & each.keys() and "tables" not in each:
                assert "table" not in each, where
                assert not [value for value in each.values() if value in ("t1", "t2", "t3")], where


def test_of_a_vote_nothing_but_turnout_is_seen_before_the_reveal(day: Any) -> None:
    early = ("briefing", "open", "grace", "closed")
    for where, view in through_the_day(day):
        round_id, _, phase = where.partition(" ")
        if round_id in ("tables", "people") and phase in early:
            assert view["scene"]["name"] != "result", where
            for each in dicts_in(view):
                assert not {"score", "scores", "breadth", "rank", "rows", "choices", "passed"} & each.keys(), where


def test_two_different_ballots_look_the_same_until_the_reveal(day: Any) -> None:
    cards = day.solve()
    day.move("people", "open")
    day.person(1, c.CastBallot("people", {cards[0]: 1}))
    before = json.loads(dump(day.wall()))
    day.person(1, c.CastBallot("people", {cards[1]: 1, cards[2]: 1}))
    assert json.loads(dump(day.wall())) == before
    day.person(2, c.CastBallot("people", {cards[2]: 1}))
    after = json.loads(dump(day.wall()))
    assert after["scene"].pop("ballots") == before["scene"].pop("ballots") + 1
    assert after == before


def test_a_vote_says_whether_it_chooses_what_people_sign_up_for(day: Any) -> None:
    day.choose()
    assert day.wall()["round"]["initiatives"] is False
    day.move("solutions", "open")
    day.card("solutions", 1, "Sow grass", "c1")
    day.move("solutions", "closed", "carried")
    day.move("people", "open")
    assert day.wall()["round"]["initiatives"] is True


def test_the_day_says_when_no_round_is_left(day: Any) -> None:
    assert day.wall()["last"] is False
    day.start()
    assert day.wall()["last"] is False
    day.lead(c.MoveRound("ideas", "skipped", "planned"))
    assert day.wall()["last"] is True
    day.lead(c.MoveRound("ideas", "planned", "skipped"))
    day.move("groups", "closed", "carried")
    day.move("ideas", "open")
    assert day.wall()["last"] is True


def test_every_projector_shows_the_same(day: Any) -> None:
    assert day.own() == {}


def test_views_are_plain_data(day: Any) -> None:
    for where, view in through_the_day(day):
        assert json.loads(dump(view)) == view, where
