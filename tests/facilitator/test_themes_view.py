"""What the theme desk is shown: every card with its table, where it lies, and what may be one; nothing of votes."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from facilitator import suggestions
from facilitator.themes_screen import SCREEN
from live.screen import View
from sessions import commands as c
from sessions.seat import LEAD, Role, table_seat, team_seat
from tests.looking import reading_of
from tests.story import EVENING, THEMES, Story, after, ballot, card, to

E1, E2 = team_seat(1), team_seat(2)
WRITTEN = (
    to("problems", "open"),
    card("t1", "Мусор на берегу реки", place="у моста", sphere="eco"),
    card("t2", "На берегу реки мусор", place="Мост", sphere="eco"),
    card("t3", "Закрыт клуб", sphere="cult"),
)


def written() -> Story:
    return after(WRITTEN, scenario=THEMES)


def board(story: Story) -> View:
    seen: dict[str, Any] = SCREEN.common(reading_of(story))["board"]
    return seen


def merge(*cards: str, into: str | None = None, **was: str) -> c.MergeCards:
    return c.MergeCards("themes", {each: was.get(each, "") for each in cards}, into)


def test_the_team_says_what_the_team_says_and_no_more() -> None:
    assert set(SCREEN.commands) == {Role.THEME_TEAM}
    said = {each.__name__ for each in SCREEN.commands[Role.THEME_TEAM]}
    assert {"MergeCards", "SplitCards", "SetAside", "BringBack", "UndoAct"} <= said
    assert not said & {"MoveRound", "CastBallot", "SubmitCard", "HideCard", "ObjectToTheme"}


def test_a_card_is_shown_with_its_table_and_its_place_in_town() -> None:
    first = board(written())["cards"][0]
    assert first == {
        "id": "c1", "no": 1, "title": "Мусор на берегу реки", "where": "у моста", "more": [], "sphere": "eco",
        "answers": None, "tables": [1], "place": "", "late": False, "redacted": False,
        "author": None,
    }  # fmt: skip


def test_cards_lie_where_they_were_laid() -> None:
    story = written()
    story.do(E1, merge("c1", "c2"))
    story.do(E2, c.SetAside("themes", {"c3": ""}, "off_topic"))
    seen = board(story)
    assert [each["place"] for each in seen["cards"]] == ["m1", "m1", "aside"]
    assert [(each["id"], each["cards"], each["tables"]) for each in seen["themes"]] == [("m1", ["c1", "c2"], [1, 2])]
    assert seen["aside"] == [{"id": "c3", "reason": "off_topic"}]


def test_the_desk_asks_about_likely_ones_and_says_why() -> None:
    [pair] = board(written())["suggestions"]["pairs"]
    assert pair["things"] == ("c1", "c2") and pair["level"] == "very_alike" and pair["likeness"] > 0.35
    assert set(pair["words"]) == {"мусор", "берегу", "реки"}
    title = "Мусор на берегу реки"
    assert [title[start:end] for start, end in pair["marks"][0]] == ["Мусор", "берегу", "реки"]
    assert pair["sphere"] is True


def test_a_pair_told_apart_is_not_asked_again_and_a_merged_one_neither() -> None:
    story = written()
    story.do(E1, c.TellApart("themes", ("c1", "c2")))
    assert board(story)["suggestions"]["pairs"] == []
    story = written()
    story.do(E1, merge("c1", "c2"))
    assert board(story)["suggestions"]["pairs"] == []


def test_what_was_set_aside_is_not_asked_about() -> None:
    story = written()
    story.do(E1, c.SetAside("themes", {"c2": ""}, "off_topic"))
    assert board(story)["suggestions"]["pairs"] == []
    story = written()
    story.do(E1, merge("c1", "c3"))
    story.do(E1, c.SetAside("themes", {"m1": ""}, "off_topic"))
    assert board(story)["suggestions"]["pairs"] == []


def test_a_new_card_is_asked_about_for_the_theme_that_one_of_its_cards_is_like() -> None:
    story = written()
    story.do(E1, merge("c1", "c3"))
    [pair] = board(story)["suggestions"]["pairs"]
    assert (set(pair["things"]), pair["level"]) == ({"c2", "m1"}, "partly")
    assert set(pair["cards"]) == {"c1", "c2"} and pair["likeness"] > 0.35


def test_three_cards_that_say_the_same_are_one_question() -> None:
    story = after((*WRITTEN, card("t3", "Мусор на берегу реки летом", sphere="eco")), scenario=THEMES)
    [group] = board(story)["suggestions"]["groups"]
    assert group["cards"] == ("c1", "c2", "c4") and len(group["marks"]) == 3


def test_synonyms_count_and_can_be_changed() -> None:
    story = after((to("problems", "open"), card("t1", "Нет скамеек"), card("t2", "Нет лавочек")), scenario=THEMES)
    story.do(E1, c.SetSynonyms(("яблоко, груша",)))
    assert board(story)["suggestions"]["pairs"] == []
    lines = SCREEN.own(reading_of(story), E2)["synonyms"]
    assert lines == {"lines": ["яблоко, груша"], "edited": True}
    story.do(E2, c.SetSynonyms(("скамейка, лавочка",)))
    assert [pair["things"] for pair in board(story)["suggestions"]["pairs"]] == [("c1", "c2")]


def test_nobody_has_edited_yet() -> None:
    lines = SCREEN.own(reading_of(written()), E1)["synonyms"]
    assert lines["edited"] is False and len(lines["lines"]) > 20
    assert all("," in line for line in lines["lines"])


def test_likeness_is_computed_once_for_texts_that_have_not_changed() -> None:
    story = written()
    board(story)
    likeness, asked = suggestions._likeness.cache_info().misses, suggestions._asked.cache_info().misses
    for _ in range(30):
        board(story)
    story.do(LEAD, c.Announce("Тихо"))
    board(story)
    assert suggestions._asked.cache_info().misses == asked
    story.do(E1, merge("c1", "c3"))
    board(story)
    assert suggestions._likeness.cache_info().misses == likeness, "no text changed"
    assert suggestions._asked.cache_info().misses == asked + 1


def test_whose_hands_were_last_on_the_board() -> None:
    story = written()
    story.do(E2, merge("c1", "c2"))
    story.do(E1, c.SetAside("themes", {"c3": ""}, "personal"))
    recent = board(story)["recent"]
    assert [(each["no"], each["event"], each["cards"]) for each in recent] == [
        (1, "CardsSetAside", ["c3"]),
        (2, "CardsMerged", ["c1", "c2"]),
    ]
    undo = SCREEN.own(reading_of(story), E2)["undo"]
    story.do(E2, c.UndoAct(undo["seq"]))
    assert [each["no"] for each in board(story)["recent"]] == [1]


def test_undo_is_ones_own_and_says_why_it_stays() -> None:
    story = written()
    story.do(E1, merge("c1", "c2"))
    undo = SCREEN.own(reading_of(story), E1)["undo"]
    assert (undo["event"], undo["facts"]["cards"], undo["stays"]) == ("CardsMerged", ["c1", "c2"], None)
    assert SCREEN.own(reading_of(story), E2)["undo"] is None
    story.do(E2, merge("c1", "c3", c1="m1"))
    assert SCREEN.own(reading_of(story), E1)["undo"]["stays"] == "undo.depends"


def test_an_objection_reaches_the_desk_with_its_words() -> None:
    story = written()
    story.do(E1, merge("c1", "c2"))
    story.play([to("problems", "carried"), to("themes", "revealed")])
    story.do(table_seat(2), c.ObjectToTheme("c2", True, "Это про другой берег"))
    assert board(story)["objections"] == [{"card": "c2", "table": 2, "theme": "m1", "text": "Это про другой берег"}]


def test_the_board_closes_when_the_hall_works_with_it() -> None:
    story = written()
    story.do(E1, merge("c1", "c2"))
    assert board(story)["open"] is True and board(story)["writing"] is True
    story.play([to("problems", "carried"), to("themes", "carried"), to("short", "open")])
    assert board(story)["open"] is False and board(story)["writing"] is False


def test_cards_can_be_joined_between_the_voting_and_the_carry() -> None:
    story = written()
    story.play([to("problems", "carried"), to("themes", "carried"), to("short", "open"), ballot("t1", "short", "c1")])
    joins = {}
    for phase in ("open", "closed", "revealed", "carried"):
        story.play([to("short", phase)])
        joins[phase] = board(story)["joins"]
    assert joins == {"open": False, "closed": True, "revealed": True, "carried": False}
    assert board(story)["open"] is False


def test_a_day_without_themes_has_no_board() -> None:
    assert SCREEN.common(reading_of(after([])))["board"] is None


def test_no_ballot_is_to_be_seen() -> None:
    story = written()
    story.play([to("problems", "carried"), to("themes", "carried"), to("short", "open")])
    before = msgspec.json.encode(SCREEN.common(reading_of(story))["board"])
    story.play([ballot("t1", "short", "c1")])
    assert msgspec.json.encode(SCREEN.common(reading_of(story))["board"]) == before


@pytest.mark.parametrize(("cards", "most"), [(60, 32_000), (120, 60_000)])
def test_sixty_cards_travel_light(cards: int, most: int) -> None:
    """The board goes to three desks after every act; in plain JSON it stays some tens of kilobytes."""
    story = Story(EVENING.replace("max_per_table = 3", "max_per_table = 12"), tables=12, people=0)
    story.play([to("problems", "open")])
    words = ("мусор", "берег", "двор", "школа", "свет", "парк", "лавочка", "дорога", "театр", "пруд", "лыжня")
    for n in range(cards):
        title = " ".join(words[(n * step + step) % len(words)] for step in (1, 3, 5, 7)) + f" {n // 3}"
        fields = {"title": title, "place": "у дома на Лесной", "sphere": ("eco", "soc", "cult", "econ")[n % 4]}
        story.do(table_seat(n % 12 + 1), c.SubmitCard("problems", fields))
    seen = SCREEN.common(reading_of(story))
    assert len(msgspec.json.encode(seen)) < most
    assert len(seen["board"]["suggestions"]["pairs"]) <= suggestions.QUESTIONS
