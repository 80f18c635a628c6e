"""The wall in a round of themes: how far it is, then the themes in an order that means nothing; and a card's path."""

from __future__ import annotations

import json
from typing import Any

from projector.screen import SCREEN
from sessions import commands as c
from tests.looking import reading_of
from tests.sessions.test_lineage import JOINED, LAID, SHOWN, VOTED
from tests.story import THEMES, Story, after, card, to


def scene(story: Story) -> dict[str, Any]:
    view: dict[str, Any] = json.loads(json.dumps(SCREEN.common(reading_of(story))))["scene"]
    return view


def test_while_cards_are_laid_the_wall_counts_and_says_no_word_of_them() -> None:
    story = after([*LAID, to("themes", "open")], THEMES)
    assert scene(story) == {"name": "theming", "laid": 3, "of": 4, "themes": 1}
    assert "парк" not in json.dumps(SCREEN.common(reading_of(story))["scene"], ensure_ascii=False)


def test_the_themes_are_shown_with_how_many_cards_each_has() -> None:
    shown = scene(after(SHOWN, THEMES))
    assert sorted((each["title"], each["theme"], each["cards"], each["sphere"]) for each in shown["list"]) == [
        ("Негде играть", False, 1, "cult"),
        ("Свет в парке", True, 2, "eco"),
    ]
    assert (shown["aside"], shown["objecting"]) == (1, True)
    assert "table" not in json.dumps(shown)


def test_the_order_is_the_seeds_and_no_ranking() -> None:
    """The same on every look, another in another session, and not that of writing."""
    many = (*(card("t1", f"Карточка {no}") for no in range(12)),)
    scenario = THEMES.replace("max_per_table = 2", "max_per_table = 20", 1)
    moves = (to("problems", "open"), *many, to("problems", "carried"), to("themes", "revealed"))
    orders = []
    for seed in ("one", "two"):
        story = after(moves, scenario, seed=seed)
        orders.append([each["id"] for each in scene(story)["list"]])
        assert [each["id"] for each in scene(story)["list"]] == orders[-1]
        assert sorted(orders[-1]) == sorted(story.session.pools["problems"])
        assert orders[-1] != list(story.session.pools["problems"])
    assert orders[0] != orders[1]


def test_a_card_is_on_the_wall_only_while_it_is_let_on_and_there() -> None:
    story = after([*SHOWN, to("themes", "carried")], THEMES)
    assert {each["id"] for each in scene(story)["list"]} == {"m1", "c2"}
    story.session.cards["c2"].admitted = False  # by no move once it has gone on, but a wall must stand it
    assert "Негде играть" not in json.dumps(scene(story), ensure_ascii=False)
    story.play([c.RedactCard("c2"), c.HideCard("c1", "")])
    assert [(each["id"], each["cards"]) for each in scene(story)["list"]] == [("m1", 1)]
    story.play([c.HideCard("c3", "")])
    assert scene(story)["list"] == []


def test_the_lead_can_show_the_themes_later_while_people_vote_on_them() -> None:
    story = after([*VOTED, c.ShowScene("themes")], THEMES)
    assert scene(story)["name"] == "themes" and not scene(story)["objecting"]


def test_a_board_that_is_open_again_leaves_the_wall() -> None:
    story = after([*LAID, to("themes", "carried"), c.ReopenRound("themes", "carried")], THEMES)
    assert scene(story)["name"] == "theming"


def test_an_initiatives_path_is_shown_from_its_first_words_on() -> None:
    story = after([*JOINED, c.ShowScene("lineage", "c5")], THEMES)
    shown = scene(story)
    assert (shown["name"], shown["card"], [each["card"]["id"] for each in shown["before"]]) == ("lineage", "c5", ["m1"])
    story.play([c.HideCard("c5", "")])
    assert scene(story)["name"] != "lineage"
