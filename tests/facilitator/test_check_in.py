"""The check-in desk knows everybody by name, and is the only screen that does; of the votes it knows nothing."""

from __future__ import annotations

import pytest

from facilitator.check_in_screen import SCREEN
from facilitator.check_in_view import common
from sessions import commands as c
from sessions.people import Registration
from sessions.refusals import Refusal
from sessions.seat import Role
from tests.looking import reading_of
from tests.secrecy import nobody_learns_a_choice, nobody_sees, shown
from tests.story import CHOOSE_OPEN, MINI, MIXED, SIGNED, Move, Story, after, ballot, seat, to, with_days

DESK = seat("r1")
CANARIES = ("Канарейкина", "+7 900 000-00-77", "Заканарейский", "КанарТрест", "без ступенек")
PEOPLE = (
    Registration(
        "Инна Канарейкина",
        "+7 900 000-00-77",
        traits={"district": "Заканарейский", "org": "КанарТрест"},
        needs="место без ступенек",
    ),
    *(Registration(f"Гость {no}") for no in range(2, 10)),
)
LISTED: list[Move] = [
    (DESK, c.TakeList(tuple(c.Listed(None, each) for each in PEOPLE), 0)),
    (DESK, c.MarkAttendance(tuple(f"p{no}" for no in range(1, 10)), True)),
]
TWO_DAYS = with_days(MINI, "groups")
NAMES = ("t1", "p1", "p2", "gabc", "e1", "r2")


def people(story: Story) -> dict[str, dict[str, object]]:
    return {row["id"]: row for row in common(reading_of(story))["people"]}


def test_a_row_says_who_it_is_and_whether_they_are_here() -> None:
    story = after([*LISTED, (DESK, c.MarkAttendance(("p2",), False))])
    row = people(story)["p1"]
    assert (row["name"], row["no"], row["table"], row["needs"]) == ("Инна Канарейкина", 1, "t1", "место без ступенек")
    assert row["here"] and people(story)["p2"]["here"] is None
    assert common(reading_of(story))["check_in"] == {
        "day": 1,
        "days": 1,
        "ahead": len(story.session.rounds),
        "listed": 9,
        "here": 8,
        "before": None,
    }


def test_the_second_day_knows_who_was_here_on_the_first() -> None:
    story = after([*LISTED, (DESK, c.MarkAttendance(("p2",), False)), (DESK, c.BeginCheckIn(2, 1))], TWO_DAYS)
    assert [row["before"] for row in people(story).values()] == [True] * 9
    known = common(reading_of(story))["check_in"]
    assert (known["here"], known["day"], known["days"]) == (0, 2, 2)


def test_the_desk_knows_how_much_of_its_day_is_still_ahead() -> None:
    story = after(LISTED, TWO_DAYS)
    first = [each for each in story.session.rounds.values() if each.plan.day == 1]
    assert common(reading_of(story))["check_in"]["ahead"] == len(first) < len(story.session.rounds)
    story.play([to(each.id, "skipped") for each in first[:-1]])
    assert common(reading_of(story))["check_in"]["ahead"] == 1
    story.play([to(first[-1].id, "skipped")])
    assert common(reading_of(story))["check_in"]["ahead"] == 0


def test_until_the_tables_are_mixed_the_desk_names_none_and_then_the_drafted_one() -> None:
    story = after(LISTED, MIXED)
    view = common(reading_of(story))
    assert (people(story)["p2"]["table"], view["awaits"]["id"]) == (None, "seat1")
    assert {(table["listed"], table["here"]) for table in view["tables"]} == {(0, 0)}
    story.do(DESK, c.ListPeople("seat1", {"p2": "t3"}))
    view = common(reading_of(story))
    assert (people(story)["p2"]["table"], view["awaits"], view["drafting"]["named"]) == ("t3", None, True)
    assert sum(table["listed"] for table in view["tables"]) == 9


def test_what_the_list_says_is_on_the_desks_screen_and_nowhere_else() -> None:
    story = after([*LISTED, *CHOOSE_OPEN, ballot("p1", "choose", "c5")])
    views = shown(story, NAMES)
    assert all(any(canary in views[where] for where in views) for canary in CANARIES), "the canaries sing somewhere"
    nobody_sees({where: view for where, view in views.items() if where != ("checkin", "")}, CANARIES)
    assert not any(canary in repr(event) for event in story.events for canary in CANARIES)


def test_what_was_refused_is_not_remembered() -> None:
    story = after(LISTED)
    assert story.no(DESK, c.RegisterPerson("Инна Канарейкина", badge=1, consents=SIGNED)) == Refusal.BADGE_TAKEN
    kept = [each for each in story.store.answers() if each.seat == "r1"]
    assert kept and kept[-1].digest is None


def test_the_desk_learns_nothing_of_a_vote() -> None:
    story = after([*LISTED, *CHOOSE_OPEN, *(ballot(f"p{no}", "choose", "c5") for no in range(1, 6))])
    nobody_learns_a_choice(story, NAMES)
    before = shown(story, ["r1"])
    story.do(seat("p7"), c.CastBallot("choose", {"c6": 1}))
    after_ = shown(story, ["r1"])
    assert after_["checkin", ""] == before["checkin", ""], "not even who has voted"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.REGISTRAR])
def test_nobody_else_stands_at_the_desk(role: Role) -> None:
    assert role not in SCREEN.roles
