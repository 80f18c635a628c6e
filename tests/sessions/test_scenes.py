"""What the projector shows by itself, and what the lead may choose."""

import pytest

from sessions import commands as c
from sessions import scenes
from sessions.seat import table_seat
from tests.sessions.test_lineage import LAID
from tests.sessions.test_lineage import SHOWN as THEMES_SHOWN
from tests.sessions.test_lineage import VOTED as THEMES_VOTED
from tests.story import (
    CHOSEN,
    MINI,
    PAPERS,
    PROBLEMS,
    SHORT,
    SIGNED_UP,
    THEMES,
    after,
    ballot,
    card,
    seat,
    to,
    with_assignments,
)

SHOWN = [
    ((), "lobby"),
    ((to("hello", "open"),), "prompt"),
    ((to("problems", "briefing"),), "prompt"),
    ((to("problems", "open"),), "gather"),
    ((to("problems", "open"), card("t1", "x"), to("problems", "grace")), "gather"),
    (PROBLEMS, "gather"),
    ((*PROBLEMS, to("short", "briefing")), "prompt"),
    ((*PROBLEMS, to("short", "open")), "turnout"),
    ((*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1"), to("short", "closed")), "turnout"),
    ((*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1"), to("short", "revealed")), "result"),
    (SHORT, "result"),
    ((*SHORT, to("solutions", "briefing"), to("solutions", "planned")), "result"),
    ((*CHOSEN, to("groups", "briefing")), "prompt"),
    (SIGNED_UP, "groups"),
    ((to("hello", "briefing"), to("hello", "skipped")), "lobby"),
]


@pytest.mark.parametrize(("moves", "scene"), SHOWN, ids=range(len(SHOWN)))
def test_the_scene_follows_the_round(moves, scene):
    session = after(moves).session
    assert scenes.follows(session) == scenes.shown(session) == scene


@pytest.mark.parametrize(
    ("phase", "scene"), [("briefing", "prompt"), ("open", "bids"), ("closed", "bids"), ("carried", "assigned")]
)
def test_an_assignment_shows_how_many_have_wished_and_then_who_has_what(phase, scene):
    session = after([*SHORT, to("take", phase)], with_assignments(MINI)).session
    assert scenes.follows(session) == scene and (scene in scenes.available(session))


def test_the_leads_choice_is_shown():
    session = after([to("problems", "open"), c.ShowScene("lobby")]).session
    assert (scenes.shown(session), scenes.follows(session)) == ("lobby", "gather")


def test_a_gather_round_may_keep_to_its_prompt():
    story = after([to("problems", "open")], MINI.replace("max_per_table = 2", 'max_per_table = 2\nshow = "prompt"', 1))
    assert scenes.follows(story.session) == "prompt"


@pytest.mark.parametrize(
    ("moves", "choice"),
    [
        ((), ("auto", "lobby")),
        ((to("hello", "open"),), ("auto", "lobby", "prompt")),
        ((to("problems", "open"),), ("auto", "lobby", "prompt", "gather")),
        ((*PROBLEMS, to("short", "open")), ("auto", "lobby", "prompt", "turnout")),
        (SHORT, ("auto", "lobby", "prompt", "result", "lineage")),
        ((*CHOSEN, to("groups", "open")), ("auto", "lobby", "prompt", "groups", "lineage")),
        (SIGNED_UP, ("auto", "lobby", "prompt", "groups", "group", "lineage")),
    ],
    ids=range(7),
)
def test_the_lead_chooses_among_what_there_is(moves, choice):
    assert scenes.available(after(moves).session) == choice


def test_two_questions_are_revealed_as_a_matrix_with_the_list_one_key_away():
    cast = (table_seat(1), c.CastBallot("grades", {}, {"c1": {"need": 5, "force": 4}}))
    story = after(
        [to("problems", "open"), card("t1", "x"), to("problems", "carried"), to("grades", "open"), cast], PAPERS
    )
    assert (scenes.follows(story.session), "matrix" in scenes.available(story.session)) == ("turnout", False)
    story.play([to("grades", "revealed")])
    assert scenes.follows(story.session) == "matrix"
    assert scenes.available(story.session) == ("auto", "lobby", "prompt", "result", "matrix", "lineage")
    story.play([to("grades", "carried")])
    assert scenes.follows(story.session) == "matrix"


def test_a_theme_round_shows_how_far_it_is_and_then_its_themes():
    seen = [("briefing", "prompt"), ("open", "theming"), ("grace", "theming"), ("closed", "theming")]
    for phase, scene in [*seen, ("revealed", "themes"), ("carried", "themes")]:
        session = after([*LAID, to("themes", phase)], THEMES).session
        assert scenes.follows(session) == scene, phase
        assert ("themes" in scenes.available(session), "theming" in scenes.available(session)) == (
            scene == "themes",
            scene != "themes",
        )


def test_the_themes_stay_to_be_shown_when_their_round_is_over():
    assert "themes" in scenes.available(after(THEMES_VOTED, THEMES).session)
    assert "themes" not in scenes.available(after(LAID, THEMES).session)


def test_a_path_is_of_one_card_and_no_card_has_the_wall_while_people_choose():
    story = after([*THEMES_SHOWN, to("themes", "carried")], THEMES)
    assert story.no(seat("lead"), c.ShowScene("lineage")) == "scene.unknown"
    story.play([c.ShowScene("lineage", "c1")])
    assert (scenes.shown(story.session), story.session.scene_card) == ("lineage", "c1")
    for phase in ("open", "closed"):
        assert "lineage" not in scenes.available(after([*THEMES_VOTED, to("short", phase)], THEMES).session)


def test_while_places_are_named_one_by_one_the_wall_stays_with_the_list():
    grades = {"c1": {"need": 5, "force": 4}, "c2": {"need": 4, "force": 4}}
    cast = (table_seat(1), c.CastBallot("grades", {}, grades))
    text = PAPERS.replace('rule = "top", k = 1, by = "need.mean"', 'rule = "top", k = 2, by = "need.mean"')
    moves = [to("problems", "open"), card("t1", "x"), card("t2", "y"), to("problems", "carried"), to("grades", "open")]
    story = after([*moves, cast, to("grades", "closed"), c.StepReveal("grades", 0)], text)
    for shown in (1, 2):
        assert (scenes.follows(story.session), "matrix" in scenes.available(story.session)) == ("result", False)
        story.play([c.StepReveal("grades", shown)])
    assert (scenes.follows(story.session), "matrix" in scenes.available(story.session)) == ("matrix", True)
