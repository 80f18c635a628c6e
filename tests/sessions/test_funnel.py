"""The funnel: what became of what, read off the rounds that were carried."""

from __future__ import annotations

from sessions import commands as c
from sessions.funnel import chosen, funnel
from tests.story import MINI, after, card, join, seat, to

FAIR = (
    MINI[: MINI.index('[[round]]\nid = "short"')]
    + """
[[round]]
id = "groups"
kind = "signup"
title = {ru = "Ярмарка", en = "Fair"}
minutes = 5
input = "problems"
output = "groups"
roles = [{id = "leader", ru = "лидер", en = "leader", leads = true}, {id = "member", ru = "участник", en = "member"}]
floor = 2
"""
)
RECAP = """
[[round]]
id = "recap"
kind = "info"
subtype = "recap"
title = {ru = "Напоминание", en = "Recap"}
minutes = 5
"""


def test_a_recap_tells_what_was_carried_before_it_and_what_was_chosen_last() -> None:
    story = after([to("problems", "open"), card("t1", "Темно"), card("t2", "Тесно"), card("t3", "Сыро")], MINI + RECAP)
    recap = story.session.rounds["recap"]
    assert funnel(story.session, recap) == [] and chosen(story.session, recap) is None
    story.play([to("problems", "closed"), to("problems", "carried"), to("short", "open")])
    for no, marks in (("t1", ("c1", "c2")), ("t2", ("c1",)), ("t3", ("c1", "c2"))):
        story.do(seat(no), c.CastBallot("short", dict.fromkeys(marks, 1)))
    story.play([to("short", "closed"), to("short", "revealed"), to("short", "carried")])
    steps = funnel(story.session, recap)
    assert [(step.round, step.cards) for step in steps] == [("problems", ("c1", "c2", "c3")), ("short", ("c1", "c2"))]
    voted = chosen(story.session, recap)
    assert voted is not None and voted.id == "short"
    assert funnel(story.session, story.session.rounds["short"]) == steps[:1], "nothing of itself and nothing later"


def test_people_are_counted_once_and_only_in_groups_that_live() -> None:
    moves = [to("problems", "open"), card("t1", "Темно"), card("t2", "Тесно"), to("problems", "carried")]
    moves += [to("groups", "open"), join("p1", "c1", "leader"), join("p2", "c1"), join("p1", "c2"), join("p3", "c2")]
    story = after([*moves, to("groups", "carried")], FAIR)
    assert [(step.round, step.cards, step.people) for step in funnel(story.session)] == [
        ("problems", ("c1", "c2"), None),
        ("groups", ("c1",), 2),
    ]
