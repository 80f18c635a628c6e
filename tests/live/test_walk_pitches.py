"""The afternoon walked through step by step: pitches that are graded, and questions of which some may not be read."""

from __future__ import annotations

import json
from typing import Any

from sessions import commands as c
from sessions.phases import Phase
from sessions.seat import LEAD
from tests.secrecy import Shown, nobody_learns_a_choice, nobody_sees, shown
from tests.story import AFTERNOON, Story, seat, to

LOOKERS = ["t1", "t2", "t3", "t4", "p1", "p2", "gabc"]
UNREAD, ASIDE, BLOTTED = "Канарейка не прочитана", "Канарейка отложена", "Канарейка Закрашенная"


def look(story: Story) -> Shown:
    """Every view now, after the checks that hold at any time."""
    views = shown(story, LOOKERS)
    nobody_learns_a_choice(story, LOOKERS)
    for (screen, who), view in views.items():
        for question in _questions_in(json.loads(view)):
            asker = question.keys() & {"by", "seat", "table", "marks", "wait"}
            assert screen == "facilitator" or not asker, (screen, who, question)
    return views


def _questions_in(view: Any) -> list[dict[str, Any]]:
    if isinstance(view, list):
        return [found for each in view for found in _questions_in(each)]
    if not isinstance(view, dict):
        return []
    found = [each for value in view.values() for each in _questions_in(value)]
    return [view, *found] if {"text", "whom", "backers"} <= view.keys() else found


def may_see(views: Shown, word: str, *where: tuple[str, str]) -> None:
    """The word stands in these views, and in no other."""
    assert {each for each, view in views.items() if word in view} == set(where), word


def test_a_question_is_read_by_nobody_before_its_time() -> None:
    story = Story(AFTERNOON, tables=4, people=8).play([to("talk", "open"), c.SetLane("table", "approve")])
    for who, text in (("t1", UNREAD), ("t2", ASIDE), ("p1", BLOTTED)):
        story.do(seat(who, 4), c.AskQuestion("talk", text))
    console = ("facilitator", "")
    for word, own in ((UNREAD, ("table", "t1")), (ASIDE, ("table", "t2")), (BLOTTED, ("audience", "p1"))):
        may_see(look(story), word, console, own)
    story.play([c.MarkQuestion("q2", "wall", "new")])
    hall = [(screen, "") for screen in ("table", "audience", "projector", "observers", "experts")]
    may_see(look(story), ASIDE, console, ("table", "t2"), *hall)
    story.play([c.MarkQuestion("q2", "aside", "wall"), c.RedactQuestion("q3")])
    may_see(look(story), ASIDE, console, ("table", "t2"))
    may_see(look(story), BLOTTED)
    for phase in ("closed", "carried"):
        story.play([to("talk", phase)])
        views = {where: view for where, view in look(story).items() if where[0] in ("projector", "audience")}
        nobody_sees({where: view for where, view in views.items() if where[1] != "p1"}, [UNREAD, ASIDE, BLOTTED])


def test_nobody_learns_a_grade_before_the_reveal() -> None:
    story = Story(AFTERNOON, tables=4, people=8).play([to("talk", "carried"), to("ideas", "open")])
    for no, title in enumerate(("Сквер", "Хор", "Мастерская", "Тропа"), 1):
        story.do(seat(f"t{no}", 4), c.SubmitCard("ideas", {"title": title}))
    story.play([to("ideas", "carried")])
    looked = set()
    for phase in ("briefing", "open", "grace", "closed", "revealed", "carried"):
        here = story.round("pitches").phase.value
        story.do(LEAD, c.MoveRound("pitches", phase, here))
        look(story)
        if phase == "open":
            _play_the_queue(story)
        looked.add(phase)
        views = shown(story, LOOKERS)
        revealed = phase in ("revealed", "carried")
        for screen in ("table", "audience", "facilitator", "projector"):
            assert ('"mean"' in views[screen, ""]) == revealed or screen == "projector", (screen, phase)
        assert ('"mean"' in views["projector", ""]) == revealed
    assert looked == {phase.value for phase in Phase} - {"planned", "skipped"}


def test_an_order_that_was_drawn_too_early_is_told_to_nobody() -> None:
    story = Story(AFTERNOON, tables=4, people=8).play([to("talk", "carried"), to("ideas", "open")])
    for no in range(1, 5):
        story.do(seat(f"t{no}", 4), c.SubmitCard("ideas", {"title": f"Мысль {no}"}))
    story.play([to("ideas", "carried"), to("pitches", "briefing"), c.MoveRound("pitches", "open", "briefing")])
    story.play([c.UndoAct(story.session.acts[-1].seq)])
    assert story.round("pitches").phase is Phase.BRIEFING and story.round("pitches").queue.order
    for (screen, who), view in shown(story, LOOKERS).items():
        pitch = json.loads(view).get("pitch") if who == "" else None
        assert pitch is None or (pitch["queue"], pitch["drawn"]) == ([], None), screen


def _play_the_queue(story: Story) -> None:
    state = story.round("pitches")
    given: dict[str, dict[str, dict[str, int]]] = {f"t{no}": {} for no in range(1, 5)}
    for card in state.queue.order:
        story.do(LEAD, c.StartPitch("pitches", card, state.queue.rev))
        look(story)
        for table, grades in given.items():
            if story.session.cards[card].table != table:
                grades[card] = {"benefit": 1 + (len(grades) + int(table[1:])) % 5, "power": 2}
                story.do(seat(table, 4), c.CastBallot("pitches", {}, grades))
        look(story)
