"""A tablet shows the round in each of its phases, and of other tables nothing that is theirs alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from sessions import commands as c
from sessions.seat import LEAD, table_seat
from tests.story import (
    CHOOSE_OPEN,
    CHOSEN,
    GROUPS_OPEN,
    MINI,
    PROBLEMS,
    SHORT,
    SIGNED_UP,
    SOLUTIONS,
    VOTED,
    Move,
    after,
    ballot,
    card,
    to,
)

Look = Callable[..., Any]
COUNTS = {"score", "breadth", "rank", "rows", "passed", "pending", "outcome", "receipt", "handle", "contact", "tie"}


def keys_in(view: Any) -> set[str]:
    """Every key anywhere in a view."""
    if isinstance(view, dict):
        return set(view) | {key for each in view.values() for key in keys_in(each)}
    if isinstance(view, list):
        return {key for each in view for key in keys_in(each)}
    return set()


def test_before_the_first_round_the_table_waits(common: Look, own: Look) -> None:
    story = after([])
    assert common(story)["round"] is None and common(story)["clock"] is None
    view = own(story, 2)
    assert (view["table"], view["round"], view["cards"], view["paper"], view["ballot"]) == (2, None, None, None, None)
    assert (view["mine"], view["ready"], view["help"], view["script"]) == ([], False, False, None)


def test_the_host_has_the_words_of_the_round(own: Look) -> None:
    evening = """
[scenario]
id = "words"
title = "Words"
[[round]]
id = "hello"
kind = "info"
title = "Hello"
minutes = 5
script = {ru = "Поздоровайтесь", en = "Greet them"}
"""
    story = after([to("hello", "open")], evening)
    assert own(story)["script"] == {"ru": "Поздоровайтесь", "en": "Greet them"}


def test_a_table_sees_its_own_cards_with_their_fate(own: Look) -> None:
    story = after([*PROBLEMS[:-1], c.HideCard("c1", "телефон")])
    first, second = own(story, 1)["cards"]
    assert (first["id"], first["title"], first["state"], first["reason"]) == (
        "c1",
        "Темно в парке",
        "hidden",
        "телефон",
    )
    assert (second["id"], second["state"], second["revision"], second["late"]) == ("c4", "live", 1, False)
    assert first["fields"] == {"title": "Темно в парке", "sphere": "eco"}
    story.play([(table_seat(1), c.ReviseCard("c4", {"title": "Закрыт клуб на Лесной"}, 1))])
    assert own(story, 1)["cards"][1]["revision"] == 2
    story.play([(table_seat(1), c.WithdrawCard("c1"))])
    assert [each["id"] for each in own(story, 1)["cards"]] == ["c4"]
    assert own(story, 1)["mine"] == ["c1", "c4"]


def test_a_table_sees_no_other_tables_cards(common: Look, own: Look) -> None:
    story = after(PROBLEMS[:-1])
    seen = json.dumps([common(story), own(story, 2)], ensure_ascii=False)
    assert "Негде играть" in seen
    assert all(title not in seen for title in ("Темно в парке", "Мусор у реки", "Закрыт клуб"))


def test_what_a_card_can_answer_is_there_to_choose(common: Look, own: Look) -> None:
    story = after([*SHORT, to("solutions", "open"), card("t2", "Площадка во дворе", "solutions", "c2")])
    assert [parent["id"] for parent in common(story)["round"]["parents"]] == ["c2", "c1"]
    assert own(story, 2)["cards"][0]["parent"] == {"id": "c2", "title": "Негде играть"}


def test_a_late_card_says_so(own: Look) -> None:
    story = after([to("problems", "open"), to("problems", "grace"), card("t1", "Поздно")])
    assert own(story, 1)["cards"][0]["late"] is True


def test_a_redacted_card_is_blotted_out_on_its_own_tablet_too(own: Look) -> None:
    story = after([to("problems", "open"), card("t1", "Звоните 8 900"), c.RedactCard("c1")])
    assert (own(story)["cards"][0]["redacted"], own(story)["cards"][0]["title"]) == (True, "█████")


def test_the_ballot_paper_holds_what_was_carried_and_not_hidden(own: Look) -> None:
    story = after([*PROBLEMS, c.HideCard("c3"), to("short", "briefing")])
    assert [each["id"] for each in own(story)["paper"]] == ["c1", "c2", "c4"]
    assert all("table" not in each for each in own(story)["paper"])
    story.play([to("short", "open")])
    assert own(story)["ballot"] is None


def test_a_table_sees_its_own_ballot_and_no_other(common: Look, own: Look) -> None:
    story = after([*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1", "c2"), ballot("t2", "short")])
    assert own(story, 1)["ballot"] == {"choices": {"c1": 1, "c2": 1}, "grades": {}}
    assert own(story, 2)["ballot"] == {"choices": {}, "grades": {}}, "a blank ballot is a ballot"
    assert own(story, 3)["ballot"] is None
    assert common(story)["turnout"] == {"ballots": 2, "electors": 3, "quorum": 2}


@pytest.mark.parametrize(
    "moves",
    [
        [*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1"), ballot("t2", "short", "c1", "c2")],
        [*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1"), to("short", "grace")],
        [*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1"), to("short", "closed")],
        VOTED,
        [*VOTED, to("choose", "closed")],
    ],
    ids=["open", "grace", "closed", "people", "people, closed"],
)
def test_no_tally_before_the_reveal(moves: list[Move], common: Look, own: Look) -> None:
    story = after(moves)
    assert common(story)["result"] is None
    assert not (keys_in(common(story)) | keys_in(own(story, 3))) & (COUNTS - {"tie"}), "only turnout may be known"
    assert own(story, 3)["ballot"] is None


def test_the_result_is_there_from_the_reveal_on(common: Look) -> None:
    story = after(SHORT[:-1])
    story.play([to("short", "revealed")])
    shown = common(story)["result"]
    first = shown["rows"][0]
    assert (first["card"]["id"], first["score"], first["state"]) == ("c2", 3, "in")
    story.play([to("short", "carried")])
    assert common(story)["result"] == shown


def test_a_secret_vote_gives_the_table_a_paper_to_pass_round_and_no_ballots(common: Look, own: Look) -> None:
    story = after(VOTED)
    assert ([card["id"] for card in own(story)["paper"]], own(story)["ballot"]) == (["c5", "c6", "c7"], None)
    assert own(story)["passing"]["of"] == 3
    assert common(story)["turnout"]["ballots"] == 7
    story.play([to("choose", "closed")])
    assert (own(story)["paper"], own(story)["passing"]) == (None, None)
    story.play([to("choose", "revealed")])
    assert "receipt" not in keys_in(common(story)) | keys_in(own(story)), "receipts are for the people's phones"


def test_groups_have_public_names_only(common: Look, own: Look) -> None:
    story = after(SIGNED_UP)
    groups = {group["card"]["id"]: group for group in common(story)["groups"]}
    assert [(each["no"], each["name"]) for each in groups["c5"]["people"]] == [(1, "Анна К."), (2, None)]
    seen = json.dumps([common(story), own(story, 1)], ensure_ascii=False)
    assert all(secret not in seen for secret in ("Кузнецова", "Петровна", "Борис", "+7 900"))


def test_ready_and_help_are_the_tables_own(own: Look) -> None:
    story = after([to("problems", "open")])
    story.play([(table_seat(1), c.MarkReady("problems", True)), (table_seat(2), c.CallHelp(True))])
    assert [(own(story, no)["ready"], own(story, no)["help"]) for no in (1, 2)] == [(True, False), (False, True)]
    story.play([(LEAD, c.AnswerHelp("t2")), to("problems", "closed")])
    assert own(story, 2)["help"] is False


def test_each_table_has_its_own_order_and_keeps_it(own: Look) -> None:
    story = after([*PROBLEMS, to("short", "open")])
    seeds = [own(story, no)["seed"] for no in (1, 2, 3)]
    assert len(set(seeds)) == 3 and own(story, 1)["seed"] == seeds[0]
    assert story.session.seed not in seeds[0]


def test_every_stretch_of_the_day_can_be_shown(common: Look, own: Look) -> None:
    for moves in (PROBLEMS, SHORT, SOLUTIONS, CHOOSE_OPEN, CHOSEN, GROUPS_OPEN, SIGNED_UP):
        story = after(moves)
        assert common(story)["round"]["id"] == own(story, 3)["round"]


def test_a_table_is_told_how_many_have_a_card_of_their_own(own: Look) -> None:
    scenario = MINI.replace("max_per_table = 2\n", "max_per_table = 3\nauthors = true\n", 1)
    story = after([to("problems", "open")], scenario)
    for author in (4, 4, None):
        story.do(table_seat(1), c.SubmitCard("problems", {"title": "Темно"}, None, author))
    assert own(story, 1)["authors"] == {"spoke": 1, "of": 3}
    assert [each["author"] for each in own(story, 1)["cards"]] == [4, 4, None]
    assert own(after([to("problems", "open")]), 1)["authors"] is None


def test_a_table_sees_its_own_card_whole_and_whether_the_hall_does(own: Look) -> None:
    story = after([to("problems", "open"), card("t1", "Мир"), c.AdmitCard("c1")])
    story.do(table_seat(1), c.ReviseCard("c1", {"title": "Свет"}, 1))
    assert [(each["title"], each["admitted"]) for each in own(story, 1)["cards"]] == [("Свет", False)]
