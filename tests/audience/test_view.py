"""A phone shows the round in each of its phases, and of people only the one who holds it, without a name."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from sessions import commands as c
from sessions.seat import guest_seat, person_seat
from tests.sessions.test_lineage import LAID
from tests.story import (
    CHOOSE_OPEN,
    CHOSEN,
    GROUPS_OPEN,
    PROBLEMS,
    SHORT,
    SIGNED_UP,
    SOLUTIONS,
    THEMES,
    VOTED,
    Move,
    after,
    ballot,
    join,
    to,
)

Look = Callable[..., Any]
COUNTS = {"score", "breadth", "rank", "rows", "passed", "pending", "outcome", "handle", "receipt", "choices"}
PRIVATE = ("Кузнецова", "Петровна", "Анна", "Борис", "+7 900")


def keys_in(view: Any) -> set[str]:
    """Every key anywhere in a view."""
    if isinstance(view, dict):
        return set(view) | {key for each in view.values() for key in keys_in(each)}
    if isinstance(view, list):
        return {key for each in view for key in keys_in(each)}
    return set()


def test_before_the_first_round_a_badge_knows_its_number_and_table(common: Look, own: Look) -> None:
    story = after([])
    assert common(story)["round"] is None
    view = own(story, "p5")
    assert (view["no"], view["table"], view["role"], view["elector"]) == (5, 2, "person", False)
    assert (view["round"], view["paper"], view["cast"], view["sign_ups"], view["known"]) == (
        None,
        None,
        False,
        [],
        None,
    )


def test_a_guest_has_no_number_before_joining_a_group(own: Look) -> None:
    story = after(GROUPS_OPEN)
    assert (own(story, "gabc")["no"], own(story, "gabc")["table"], own(story, "gabc")["role"]) == (None, None, "guest")
    story.play([join("gabc", "c5")])
    assert own(story, "gabc")["no"] == 10, "after the nine badges"


def test_only_badges_are_electors_and_only_of_a_personal_vote(own: Look) -> None:
    assert own(after([*PROBLEMS, to("short", "open")]), "p1")["elector"] is False
    story = after(CHOOSE_OPEN)
    assert (own(story, "p1")["elector"], own(story, "gabc")["elector"]) == (True, False)


def test_the_paper_of_a_personal_vote_and_of_a_sign_up(own: Look) -> None:
    assert [card["id"] for card in own(after(CHOOSE_OPEN), "p1")["paper"]] == ["c5", "c6", "c7"]
    assert [card["id"] for card in own(after(CHOOSE_OPEN), "gabc")["paper"]] == ["c5", "c6", "c7"], "a guest looks on"
    assert own(after([*PROBLEMS, to("short", "open")]), "p1")["paper"] is None
    assert [card["id"] for card in own(after(GROUPS_OPEN), "p1")["paper"]] == ["c5", "c6"]


def test_a_badge_is_told_that_a_ballot_was_cast_and_not_what_it_says(common: Look, own: Look) -> None:
    """Whoever prints the badges could otherwise read every vote before the reveal."""
    story = after([*CHOOSE_OPEN, ballot("p1", "choose", "c5", "c6"), ballot("p2", "choose")])
    receipts = [boxed.receipt for boxed in story.session.boxes["choose"].values()]
    assert [own(story, name)["cast"] for name in ("p1", "p2", "p3", "gabc")] == [True, True, False, False]
    for name in ("p1", "p2", "p3", "gabc"):
        told = json.dumps(own(story, name)) + json.dumps(common(story))
        assert not any(receipt in told for receipt in receipts)
    paper = own(story, "p3")["paper"]
    assert own(story, "p1")["paper"] == own(story, "p2")["paper"] == paper
    story.play([to("choose", "closed")])
    assert own(story, "p1")["cast"]


@pytest.mark.parametrize(
    "moves",
    [
        [*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1")],
        VOTED,
        [*VOTED, to("choose", "grace")],
        [*VOTED, to("choose", "closed")],
    ],
    ids=["tables", "open", "grace", "closed"],
)
def test_before_the_reveal_there_is_turnout_and_nothing_else(moves: list[Move], common: Look, own: Look) -> None:
    story = after(moves)
    view = common(story)
    assert (view["result"], view["sealed"]) == (None, None)
    assert view["turnout"]["electors"] in (3, 9)
    assert not (keys_in(view) | keys_in(own(story, "p9"))) & COUNTS
    assert "choices" not in keys_in(view)


def test_after_the_reveal_everyone_finds_their_receipt(common: Look, own: Look) -> None:
    story = after([*CHOOSE_OPEN, ballot("p1", "choose", "c5", "c6"), ballot("p2", "choose", "c7")])
    receipt = next(boxed.receipt for boxed in story.session.boxes["choose"].values() if len(boxed.choices) == 2)
    story.play([to("choose", "revealed")])
    view = common(story)
    (vote,) = view["sealed"]
    assert (vote["box"], vote["kind"], vote["no"], vote["method"]) == ("choose", "first", 1, "approval")
    assert {row["receipt"]: row["choices"] for row in vote["ballots"]}[receipt] == ["c5", "c6"]
    assert [row["receipt"] for row in vote["ballots"]] == sorted(row["receipt"] for row in vote["ballots"])
    assert all(set(row) == {"receipt", "choices"} for row in vote["ballots"])
    assert not own(story, "p1")["cast"], "whose it was is known no more"
    assert view["result"]["ballots"] == 2


def test_a_vote_of_tables_has_no_list_of_receipts(common: Look) -> None:
    assert common(after(SHORT))["sealed"] is None


def test_the_round_after_the_vote_shows_neither_result_nor_receipts(common: Look) -> None:
    view = common(after(GROUPS_OPEN))
    assert (view["turnout"], view["result"], view["sealed"]) == (None, None, None)


def test_groups_are_numbers_on_a_phone(common: Look, own: Look) -> None:
    story = after(SIGNED_UP)
    assert common(story)["groups"][0] == {
        "card": "c5", "people": 2, "has_leader": True, "needs_leader": False, "missing": 0,
        "closed": True, "chosen": True,
    }  # fmt: skip
    for name in ("p1", "p2", "p9", "gabc"):
        seen = json.dumps([common(story), own(story, name)], ensure_ascii=False)
        assert all(secret not in seen for secret in PRIVATE), name


def test_no_name_and_no_contact_comes_back_to_the_one_who_gave_it(own: Look) -> None:
    story = after(SIGNED_UP)
    view = own(story, "p1")
    assert view["known"] == {"name": True, "waits": False, "contact": True, "consents": ["processing", "screen"]}
    assert view["sign_ups"] == [
        {
            "card": "c5",
            "title": "Фонари своими руками",
            "role": "leader",
            "role_label": {"ru": "лидер", "en": "leader"},
            "no": 1,
        }
    ]
    assert own(story, "p3")["known"] is None, "joined without a name"


def test_withdrawing_forgets_and_can_be_done_after_the_round(own: Look) -> None:
    story = after([*SIGNED_UP, to("groups", "carried")])
    story.play([(person_seat(1, "t1"), c.WithdrawSignUp("c5")), (guest_seat("gabc"), c.WithdrawSignUp("c6"))])
    assert (own(story, "p1")["sign_ups"], own(story, "p1")["known"]) == ([], None)
    assert own(story, "gabc")["sign_ups"] == []


def test_sign_ups_stay_listed_in_every_phase(own: Look) -> None:
    story = after([*SIGNED_UP, to("groups", "closed")])
    assert [each["card"] for each in own(story, "p2")["sign_ups"]] == ["c5"]


def test_each_person_has_their_own_order_and_keeps_it(own: Look) -> None:
    story = after(CHOOSE_OPEN)
    seeds = [own(story, name)["seed"] for name in ("p1", "p2", "gabc")]
    assert len(set(seeds)) == 3 and own(story, "p1")["seed"] == seeds[0]


def test_every_stretch_of_the_day_can_be_shown(common: Look, own: Look) -> None:
    for moves in (PROBLEMS, SHORT, SOLUTIONS, CHOSEN, GROUPS_OPEN, SIGNED_UP):
        story = after(moves)
        assert common(story)["round"]["id"] == own(story, "p9")["round"]


def test_a_phone_counts_the_themes_and_then_lists_them_to_read(common: Look) -> None:
    story = after([*LAID, to("themes", "open")], THEMES)
    assert common(story)["theming"] == {"laid": 3, "of": 4, "themes": 1} and common(story)["themes"] is None
    story.play([to("themes", "revealed")])
    assert {each["title"] for each in common(story)["themes"]["list"]} == {"Свет в парке", "Негде играть"}
    story.play([to("themes", "carried"), to("short", "open")])
    assert common(story)["theming"] is None and common(story)["themes"] is None
