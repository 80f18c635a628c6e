"""A table sees where its cards went and beside which words they lie, never whose words those are; and may object."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sessions import commands as c
from sessions.phases import Phase
from tests.sessions.test_lineage import E1, LAID, SHOWN, T1, T3, VOTED, WRITTEN
from tests.story import THEMES, Story, after, to

Look = Callable[..., Any]
TALK = THEMES.replace(
    '[[round]]\nid = "short"',
    '[[round]]\nid = "talk"\nkind = "info"\ntitle = {ru = "Разговор", en = "A talk"}\nminutes = 5\n\n'
    '[[round]]\nid = "short"',
)


def places(own: Look, story: Story, no: int = 1) -> dict[str, Any]:
    return {place["id"]: place for place in own(story, no)["places"]}


def test_before_a_board_begins_a_card_is_handed_in(own: Look) -> None:
    assert [(each["id"], each["place"], each["objecting"]) for each in own(after(LAID, THEMES), 1)["places"]] == [
        ("c1", None, False),
        ("c4", None, False),
    ]


def test_while_the_team_works_a_table_follows_its_cards_and_only_reads(own: Look) -> None:
    story = after([*WRITTEN, to("problems", "carried"), to("themes", "open")], THEMES)
    assert [each["place"] for each in own(story, 1)["places"]] == ["waits", "waits"]
    story.do(E1, c.MergeCards("themes", {"c1": "", "c3": ""}, None, "Свет в парке"))
    story.do(E1, c.SetAside("themes", {"c4": ""}, "administration"))
    mine = places(own, story)
    assert mine["c1"]["theme"] == {"id": "m1", "title": "Свет в парке", "cards": ["В парке нет света"]}
    assert (mine["c1"]["place"], mine["c4"]["place"]) == ("theme", "aside")
    assert mine["c4"]["aside"] == {"id": "administration", "label": None, "to": "administration"}
    assert not any(each["objecting"] for each in mine.values())


def test_a_reason_of_the_scenarios_own_comes_with_its_words(own: Look) -> None:
    scenario = THEMES.replace(
        "target = [2, 4]", 'target = [2, 4]\nreasons = [{id = "later", label = {ru = "На другой раз", en = "Later"}}]'
    )
    moves = [*WRITTEN, (E1, c.SetAside("themes", {"c4": ""}, "later")), to("problems", "carried"), to("themes", "open")]
    assert places(own, after(moves, scenario))["c4"]["aside"]["label"] == {"ru": "На другой раз", "en": "Later"}


def test_once_the_themes_are_shown_what_lies_in_one_or_aside_may_be_objected_to(own: Look) -> None:
    story = after(SHOWN, THEMES)
    assert {each["id"]: each["objecting"] for each in own(story, 1)["places"]} == {"c1": True, "c4": True}
    (c2,) = own(story, 2)["places"]
    assert (c2["place"], c2["objecting"]) == ("alone", False)
    story.do(T1, c.ObjectToTheme("c1", True, "про остановку"))
    assert places(own, story)["c1"]["objection"] == {"text": "про остановку"}
    story.do(T1, c.ObjectToTheme("c1", False))
    assert places(own, story)["c1"]["objection"] is None


def test_a_theme_that_is_set_aside_is_where_its_cards_are(own: Look) -> None:
    story = after([*SHOWN, (E1, c.SetAside("themes", {"m1": ""}, "off_topic"))], THEMES)
    assert places(own, story)["c1"]["place"] == "aside" and places(own, story)["c1"]["aside"]["id"] == "off_topic"


def test_in_a_talk_after_the_themes_a_table_may_still_object_and_in_the_vote_no_more(own: Look) -> None:
    story = after([*SHOWN, to("themes", "carried"), to("talk", "open")], TALK)
    assert places(own, story)["c1"]["objecting"]
    story.do(T3, c.ObjectToTheme("c3", True))
    story.play([to("talk", "carried"), to("short", "open")])
    assert places(own, story, 3)["c3"]["place"] == "alone"
    assert not any(each["objecting"] for no in (1, 2, 3) for each in own(story, no)["places"])


def test_another_tables_objection_and_words_that_wait_are_not_told(own: Look) -> None:
    story = after([*SHOWN, (T3, c.ObjectToTheme("c3", True, "тайна стола"))], THEMES)
    assert "тайна стола" not in json.dumps(own(story, 1), ensure_ascii=False)
    moderated = THEMES.replace("max_per_table = 2", "max_per_table = 2\nmoderate = true", 1)
    moves = [*WRITTEN, (E1, c.MergeCards("themes", {"c3": "", "c1": ""})), to("problems", "closed")]
    story = after(moves, moderated)
    story.session.rounds["themes"].phase = Phase.CLOSED  # by no move of a day, but a view must stand it
    assert places(own, story)["c1"]["theme"] == {"id": "m1", "title": None, "cards": []}
    story.play([c.AdmitCard("c3")])
    told = {"id": "m1", "title": "В парке нет света", "cards": ["В парке нет света"]}
    assert places(own, story)["c1"]["theme"] == told


def test_a_hidden_card_keeps_its_reason_for_its_own_table(own: Look) -> None:
    story = after([*VOTED, c.HideCard("c1", "имя соседа")], THEMES)
    hidden = places(own, story)["c1"]
    assert (hidden["hidden"], hidden["reason"], hidden["place"], hidden["board"]) == (True, "имя соседа", None, None)
    assert "имя соседа" not in json.dumps(own(story, 2), ensure_ascii=False)


def test_a_card_that_was_taken_back_is_gone(own: Look) -> None:
    story = after([*WRITTEN, (T1, c.WithdrawCard("c1"))], THEMES)
    assert [each["id"] for each in own(story, 1)["places"]] == ["c4"]


def test_the_hall_counts_what_has_its_place(common: Look) -> None:
    story = after([*LAID, to("themes", "open")], THEMES)
    assert common(story)["theming"] == {"laid": 3, "of": 4, "themes": 1}
    assert common(after(VOTED, THEMES))["theming"] is None
