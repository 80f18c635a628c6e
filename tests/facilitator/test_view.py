"""The console shows the whole hall, and of a vote nothing but the turnout before it is revealed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app import SCREENS
from facilitator.screen import SCREEN as CONSOLE
from sessions import commands as c
from sessions.people import Registration
from sessions.seat import LEAD
from tests.looking import reading_of
from tests.story import GROUPS_OPEN, MINI, PROBLEMS, after, ballot, join, seat, to

CANARY = "Canary Birdova"
CONTACT = "+7-900-CANARY"


def keys_in(view: Any) -> set[str]:
    """Every key anywhere in a view."""
    if isinstance(view, dict):
        return set(view) | {key for each in view.values() for key in keys_in(each)}
    if isinstance(view, list):
        return {key for each in view for key in keys_in(each)}
    return set()


def secrets_in(day: Any) -> set[str]:
    return (keys_in(day.common()) | keys_in(day.own())) & {
        "score", "breadth", "rank", "choices", "rows", "passed", "pending", "outcome", "receipt", "handle", "contact",
    }  # fmt: skip


def test_before_the_first_round_the_book_lies_open(day: Any) -> None:
    common, own = day.common(), day.own()
    assert common["round"] is None and common["clock"] is None
    assert [table["id"] for table in common["tables"]] == ["t1", "t2", "t3"]
    assert common["tables"][0]["cards"] is None and common["tables"][0]["voted"] is None
    assert (own["round"], own["next"], own["cards"], own["result"]) == (None, "hello", None, None)
    assert day.row("hello")["moves"] == ["briefing", "open", "skipped"]
    assert day.row("hello")["script"] == {"ru": "Поздоровайтесь", "en": "Greet the hall"}
    assert common["screen"]["shown"] == "lobby"


def test_a_tile_says_that_its_table_is_closed(day: Any) -> None:
    day.lead(c.CloseTable("t2", True))
    assert [table["closed"] for table in day.common()["tables"]] == [False, True, False]


def test_a_round_waits_for_the_cards_it_needs(day: Any) -> None:
    assert (day.row("tables")["moves"], day.row("tables")["waits"]) == (["skipped"], "pool.missing")
    day.gather()
    assert (day.row("tables")["moves"], day.row("tables")["waits"]) == (["briefing", "open", "skipped"], None)
    for no in range(1, 7):
        day.lead(c.HideCard(f"c{no}"))
    assert (day.row("tables")["moves"], day.row("tables")["waits"]) == (["skipped"], "pool.empty")


def test_only_one_round_is_live_and_the_others_say_so(day: Any) -> None:
    day.move("hello", "open")
    assert (day.row("problems")["moves"], day.row("problems")["waits"]) == (["skipped"], "round.other_live")
    assert (day.row("hello")["moves"], day.row("hello")["waits"]) == (["grace", "closed"], None)


def test_a_closed_round_does_not_take_the_screens_from_a_live_one(day: Any) -> None:
    day.move("problems", "open")
    day.say("t1", c.SubmitCard("problems", {"title": "Dark yards"}))
    day.move("problems", "closed")
    day.move("hello", "open")
    assert (day.row("problems")["moves"], day.row("problems")["waits"]) == ([], "round.other_live")
    day.move("hello", "closed")
    assert (day.row("problems")["moves"], day.row("problems")["waits"]) == (["open", "carried"], None)


@pytest.mark.parametrize(
    ("phases", "moves"),
    [
        (("briefing",), ["open", "planned", "skipped"]),
        (("open",), ["grace", "closed"]),
        (("open", "grace"), ["closed", "open"]),
        (("open", "closed"), ["open", "carried"]),
        (("open", "closed", "carried"), []),
        (("skipped",), ["planned"]),
    ],
)
def test_the_moves_of_a_round_without_a_reveal(day: Any, phases: tuple[str, ...], moves: list[str]) -> None:
    day.move("hello", *phases)
    assert day.row("hello")["moves"] == moves


def test_a_vote_is_revealed_before_it_is_carried(day: Any) -> None:
    day.gather()
    day.move("tables", "open")
    day.say("t1", c.CastBallot("tables", {"c1": 1, "c2": 1}))
    day.move("tables", "closed")
    assert day.row("tables")["moves"] == ["open", "revealed"]
    day.move("tables", "revealed")
    assert day.row("tables")["moves"] == ["carried"]


def test_an_open_tie_holds_the_round_until_the_draw(day: Any) -> None:
    day.gather()
    day.choose()
    day.move("people", "open")
    day.say("p1", c.CastBallot("people", {"c1": 1, "c2": 1}))
    day.move("people", "closed", "revealed")
    assert (day.row("people")["moves"], day.row("people")["waits"]) == ([], "draw.needed")
    assert sorted(day.own()["result"]["pending"]) == ["c1", "c2"]
    day.lead(c.DrawLots("people", 47))
    assert (day.row("people")["moves"], day.row("people")["waits"]) == (["carried"], None)
    assert day.own()["result"]["number"] == 47


def test_the_next_round_is_the_first_planned_one_behind_the_hall(day: Any) -> None:
    day.move("hello", "skipped")
    assert day.own()["next"] == "problems"
    day.gather()
    assert day.own()["next"] == "tables"
    for each in ("tables", "people", "groups"):
        day.move(each, "skipped")
    assert day.own()["next"] is None


def test_a_tile_tells_cards_readiness_and_calls(day: Any) -> None:
    day.online, day.seen = {"t2": 1, "screen": 1}, {"t2": 990, "t3": 500}
    day.move("problems", "open")
    day.say("t2", c.SubmitCard("problems", {"title": "Dark yards", "sphere": "eco"}))
    day.say("t2", c.MarkReady("problems", True))
    day.say("t3", c.CallHelp(True))
    first, second, third = day.common()["tables"]
    assert (first["online"], first["seen"], first["cards"], first["ready"]) == (0, None, 0, None)
    assert (second["online"], second["seen"], second["cards"]) == (1, 990, 1)
    assert second["ready"] > 0 and third["help"] > 0 and third["online"] == 0
    assert day.common()["screen"]["online"] == 1


def test_who_came_is_counted_by_table(day: Any) -> None:
    for no in (1, 4, 5):
        day.say(f"p{no}", c.Arrive())
    day.say("gabc", c.Arrive())
    assert day.common()["people"] == {"came": 3, "guests": 1, "listed": False, "phones": 3}
    assert [table["came"] for table in day.common()["tables"]] == [2, 1, 0]


def test_whom_the_desk_has_seen_is_no_phone_that_has_come_in(day: Any) -> None:
    day.say("r1", c.TakeList(tuple(c.Listed(None, Registration(f"Guest {no}")) for no in range(5)), 0))
    day.say("r1", c.MarkAttendance(("p1", "p2", "p3"), True))
    day.say("p2", c.Arrive())
    day.say("p5", c.Arrive())
    assert day.common()["people"] == {"came": 3, "guests": 0, "listed": True, "phones": 2}


def test_cards_come_newest_first_with_their_fate(day: Any) -> None:
    day.move("problems", "open")
    for no, title in enumerate(("Dark yards", "Call +7 900", "No bench"), start=1):
        day.say(f"t{no}", c.SubmitCard("problems", {"title": title, "sphere": "eco"}))
    day.lead(c.AdmitCard("c1"))
    day.lead(c.HideCard("c3", "not ours"))
    day.lead(c.RedactCard("c2"))
    third, second, first = day.common()["cards"]
    assert (first["table"], first["admitted"], first["hidden"]) == ("t1", True, False)
    assert second["redacted"] and "900" not in json.dumps(second)
    assert (third["hidden"], third["reason"]) == (True, "not ours")
    assert day.own()["cards"] is None


def test_a_vote_shows_its_cards_with_the_hidden_ones(day: Any) -> None:
    day.gather()
    day.move("tables", "open")
    day.lead(c.HideCard("c2", "twice"))
    assert day.common()["cards"] is None
    assert [(card["id"], card["hidden"]) for card in day.own()["cards"]][:2] == [("c1", False), ("c2", True)]


def test_of_a_vote_by_tables_only_who_has_voted_is_seen(day: Any) -> None:
    day.gather()
    day.move("tables", "open")
    before = day.common()["vote"]
    day.say("t2", c.CastBallot("tables", {"c1": 1, "c6": 1}))
    assert before["ballots"] == 0 and day.common()["vote"] == {"ballots": 1, "electors": 3, "quorum": 2, "papers": None}
    assert [table["voted"] for table in day.common()["tables"]] == [False, True, False]
    for phase in ("grace", "closed"):
        day.move("tables", phase)
        assert secrets_in(day) == set() and day.own()["result"] is None


def test_two_different_secret_ballots_look_the_same_until_the_reveal(day: Any) -> None:
    day.gather()
    day.choose()
    day.move("people", "open")
    day.say("p1", c.CastBallot("people", {"c1": 1}))
    seen = (day.common(), day.own())
    day.say("p1", c.CastBallot("people", {"c2": 1, "c3": 1}))
    assert (day.common(), day.own()) == seen
    assert secrets_in(day) == set()
    assert all(table["voted"] is None for table in day.common()["tables"]), "no table stands beside a secret ballot"
    day.move("people", "closed")
    assert secrets_in(day) == set()
    day.move("people", "revealed")
    rows = day.own()["result"]["rows"]
    assert sorted((row["card"]["id"], row["score"]) for row in rows) == [("c1", 0), ("c2", 1), ("c3", 1)]


def test_groups_show_public_names_and_never_a_contact(day: Any) -> None:
    day.gather()
    day.choose()
    day.move("people", "open")
    day.say("p1", c.CastBallot("people", {"c1": 1}))
    day.move("people", "closed", "revealed", "carried")
    day.move("groups", "open")
    day.say("p1", c.SignUp("groups", "c1", "leader", CANARY, CONTACT, ("processing", "screen")))
    day.say("p2", c.SignUp("groups", "c1", "member", "Hidden Person", CONTACT, ("processing",)))
    (group,) = day.common()["groups"]
    assert [(each["no"], each["name"]) for each in group["people"]] == [(1, "Canary B."), (2, None)]
    assert group["closed"] and not group["needs_leader"]
    told = json.dumps([day.common(), day.own()], ensure_ascii=False)
    for secret in (CANARY, "Birdova", CONTACT, "Hidden", "secret-of-the-wifi"):
        assert secret not in told
    assert "group" in day.common()["screen"]["available"]


def test_the_hall_is_in_common_and_the_book_in_own(day: Any) -> None:
    """What the hall does by itself must not make the larger part go out again."""
    day.gather()
    day.move("tables", "open")
    before = day.own()
    day.say("t1", c.CastBallot("tables", {"c1": 1}))
    day.say("t2", c.MarkReady("tables", True))
    day.say("t3", c.CallHelp(True))
    assert day.own() == before


def test_the_groups_stay_within_reach_after_the_sign_up(day: Any) -> None:
    day.gather()
    day.choose()
    day.move("people", "open")
    day.say("p1", c.CastBallot("people", {"c1": 1}))
    day.move("people", "closed", "revealed", "carried")
    assert day.common()["groups"] is None
    day.move("groups", "open")
    day.say("p1", c.SignUp("groups", "c1", "leader"))
    day.move("groups", "closed", "carried")
    day.move("hello", "open")
    assert [group["card"]["id"] for group in day.common()["groups"]] == ["c1"]


def test_views_are_plain_data(day: Any) -> None:
    day.gather()
    day.choose()
    assert json.loads(json.dumps([day.common(), day.own()])) == [day.common(), day.own()]


def test_the_lead_alone_is_told_the_result_without_own_tables_and_only_after_the_reveal() -> None:
    scenario = MINI.replace('electors = "table"\n', 'electors = "table"\nown = "report"\n')
    story = after([*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1"), ballot("t2", "short", "c1")], scenario)
    assert CONSOLE.own(reading_of(story), LEAD)["others"] is None
    story.play([to("short", "revealed")])
    assert CONSOLE.own(reading_of(story), LEAD)["others"]["c1"] == 1
    for screen in SCREENS:
        assert '"others":{' not in json.dumps(screen.common(reading_of(story)), separators=(",", ":"))


def test_the_queue_tells_why_a_card_waits_and_what_to_look_at() -> None:
    scenario = MINI.replace("max_per_table = 2\n", "max_per_table = 2\nauthors = true\n", 1)
    story = after([to("problems", "open"), (seat("t1"), c.SubmitCard("problems", {"title": "Мир"}, None, 7))], scenario)
    story.play([c.AdmitCard("c1"), (seat("t1"), c.ReviseCard("c1", {"title": "Вот сука"}, 1, 7))])
    story.play([(seat("t2"), c.SubmitCard("problems", {"title": "Тихо"})), c.HoldCard("c2")])
    story.play([(seat("t3"), c.SubmitCard("problems", {"title": "Сыро"})), c.AdmitCard("c3")])
    third, second, first = CONSOLE.common(reading_of(story))["cards"]
    assert (first["wait"], first["earlier"]) == ({"held": False, "left_ms": 20_000}, "Мир")
    assert (first["title"], first["marks"], first["author"]) == ("Вот сука", {"title": [(4, 8, "word")]}, 7)
    assert (second["wait"], second["earlier"]) == ({"held": True, "left_ms": None}, None)
    assert (third["wait"], third["admitted"], third["author"]) == (None, True, None)


def test_the_lanes_are_told_as_they_are_and_as_they_were_planned() -> None:
    story = after([c.SetLane("table", "approve"), c.SetLane("guest", "at_once"), to("problems", "open")])
    moderation = CONSOLE.common(reading_of(story))["moderation"]
    assert moderation["lanes"] == {
        "table": {"lane": "approve", "plan": "delay"},
        "person": {"lane": "at_once", "plan": "at_once"},
        "guest": {"lane": "at_once", "plan": "approve"},
    }
    assert (moderation["hold_s"], moderation["names"]) == (20, [])


def test_names_that_wait_are_told_by_number_with_what_to_look_at() -> None:
    story = after([*GROUPS_OPEN, join("gabc", "c5", "member", "Сука Такая", "processing", "screen")])
    story.play([join("p1", "c5", "leader", "Анна Кузнецова", "processing", "screen"), c.HoldName(1)])
    guest, badge = CONSOLE.common(reading_of(story))["moderation"]["names"]
    assert (guest["no"], guest["name"], guest["source"], guest["marks"]) == (10, "Сука Т.", "guest", [(0, 4, "word")])
    assert (badge["no"], badge["source"], badge["wait"]) == (1, "person", {"held": True, "left_ms": None})
    assert [person["name"] for person in CONSOLE.common(reading_of(story))["groups"][0]["people"]] == [None, None]


def test_a_held_card_keeps_the_round_from_going_on() -> None:
    story = after([to("problems", "open"), (seat("t1"), c.SubmitCard("problems", {"title": "Мир"})), c.HoldCard("c1")])
    story.play([to("problems", "closed")])
    row = next(row for row in CONSOLE.own(reading_of(story), LEAD)["agenda"] if row["id"] == "problems")
    assert (row["moves"], row["waits"]) == (["open"], "card.held")
