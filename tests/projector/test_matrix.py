"""The matrix as the wall is told of it: after the reveal where every card lies, before it nothing."""

from __future__ import annotations

from typing import Any

from projector.screen import SCREEN as WALL
from sessions import commands as c
from sessions import scenes
from sessions.seat import table_seat
from tests.looking import reading_of
from tests.story import PAPERS, Story, after, card, to

GATED = 'gate = "force.median >= 3"'
VOTED = (
    to("problems", "open"),
    *(card(table, title) for table, title in (("t1", "Dark"), ("t2", "Lake"), ("t3", "Hospital"), ("t1", "Bins"))),
    to("problems", "carried"),
    to("grades", "open"),
    (table_seat(1), c.CastBallot("grades", {}, {"c1": {"need": 5, "force": 4}, "c2": {"need": 4}})),
    (table_seat(2), c.CastBallot("grades", {}, {"c1": {"need": 3, "force": 3}, "c3": {"need": 5, "force": 1}})),
    (table_seat(3), c.CastBallot("grades", {}, {"c1": {"need": 2, "force": 3}, "c3": {"need": 5, "force": 5}})),
    (table_seat(1), c.CastBallot("grades", {}, {"c1": {"need": 5, "force": 4}, "c3": {"need": 4, "force": 1}})),
)


def shown(story: Story) -> dict[str, Any]:
    return WALL.common(reading_of(story))


def graded(*moves: Any, scenario: str = PAPERS) -> Story:
    return after([*VOTED, *moves], scenario)


def test_after_the_reveal_the_wall_shows_where_every_card_lies() -> None:
    view = shown(graded(to("grades", "revealed")))
    scene, matrix = view["scene"], view["round"]["matrix"]
    assert scene["name"] == "matrix"
    rows = [(row["card"]["title"], row["state"], row["place"], row["point"]) for row in scene["rows"]]
    assert rows == [
        ("Dark", "in", 1, {"x": 3, "y": 10 / 3}),
        ("Hospital", "out", 2, {"x": 1, "y": 14 / 3}),
        ("Lake", "out", 3, None),
        ("Bins", "out", 4, None),
    ]
    assert [(matrix[side]["id"], matrix[side]["how"]) for side in "xy"] == [("force", "median"), ("need", "mean")]
    assert (matrix["gate"], matrix["x"]["low"], matrix["x"]["high"]) == (3, 1, 5)
    assert matrix["x"]["label"] == {"ru": "По силам", "en": "Feasible"}


def test_before_the_reveal_nothing_lies_anywhere() -> None:
    for moves in ((), (to("grades", "grace"),), (to("grades", "closed"),)):
        story = graded(*moves)
        assert "matrix" not in scenes.available(story.session)
        view = shown(story)
        assert view["scene"]["name"] == "turnout" and not {"rows", "place", "point"} & view["scene"].keys()
        assert view["round"]["matrix"]["gate"] == 3, "the rule is known before the vote"


def test_two_different_grades_look_the_same_until_the_reveal() -> None:
    low, high = ({"c1": {"need": n, "force": n}} for n in (1, 5))
    stories = [
        graded((table_seat(3), c.CastBallot("grades", {}, each)), to("grades", "closed")) for each in (low, high)
    ]
    before = [shown(story) for story in stories]
    assert before[0] == before[1]
    after_it = [shown(story.play([to("grades", "revealed")])) for story in stories]
    assert after_it[0]["scene"]["rows"][0]["point"] != after_it[1]["scene"]["rows"][0]["point"]


def test_the_lead_may_show_the_list_with_its_bars_and_go_back() -> None:
    story = graded(to("grades", "revealed"), c.ShowScene("result"))
    assert shown(story)["scene"]["name"] == "result"
    story.play([c.ShowScene("matrix")])
    assert shown(story)["scene"]["name"] == "matrix"
    story.play([to("grades", "carried")])
    assert shown(story)["scene"]["name"] == "matrix"


def test_a_vote_with_one_criterion_or_none_has_no_matrix() -> None:
    one = PAPERS.replace('  {id = "force", label = {ru = "По силам", en = "Feasible"}},\n', "").replace(
        GATED + ", ", ""
    )
    story = after([*VOTED[:6], to("grades", "open")], one.replace('"mean:force", ', ""))
    story.play([(table_seat(1), c.CastBallot("grades", {}, {"c1": {"need": 5}})), to("grades", "revealed")])
    view = shown(story)
    assert (view["scene"]["name"], view["round"]["matrix"]) == ("result", None)
    assert not {"place", "point"} & view["scene"]["rows"][0].keys()
    assert "matrix" not in scenes.available(story.session)


CORNERS = 'matrix = {top_right = "сами", top_left = {ru = "с мэрией", en = "with the town"}}\ncarry'


def test_the_scenario_names_the_corners() -> None:
    story = graded(
        to("grades", "revealed"),
        scenario=PAPERS.replace('carry = {rule = "top", k = 1, by', f'{CORNERS} = {{rule = "top", k = 1, by'),
    )
    assert shown(story)["round"]["matrix"]["corners"] == {
        "top_right": {"ru": "сами", "en": "сами"},
        "top_left": {"ru": "с мэрией", "en": "with the town"},
        "bottom_right": None,
        "bottom_left": None,
    }


def test_what_is_not_told_yet_lies_nowhere_and_its_number_stays_free() -> None:
    two = PAPERS.replace('rule = "top", k = 1, by = "need.mean", gate = "force.median >= 3"', 'rule = "top", k = 2')
    story = graded(to("grades", "closed"), c.StepReveal("grades", 0), c.StepReveal("grades", 1), scenario=two)
    scene = shown(story)["scene"]
    assert (scene["name"], scene["unnamed"]) == ("result", 1)
    assert (scene["rows"][0]["card"]["title"], scene["rows"][0]["place"]) == ("Dark", 2)
    assert "Hospital" not in str(scene)
