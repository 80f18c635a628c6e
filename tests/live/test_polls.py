"""What screens show of a poll, walked through with canaries: an answer is nobody's before the seal, and after it only
sums are everybody's; a text is the lead's until it is let on; a straw poll says what it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app import SCREENS
from sessions import commands as c
from sessions.seat import SCREEN
from tests.looking import reading_of
from tests.secrecy import shown
from tests.story import Story, seat, to

POLL = (Path(__file__).parents[1] / "data" / "poll.toml").read_text(encoding="utf-8")
LOOKERS = ["t1", "t2", "p1", "p2", "p9", "gabc"]
TEXT, TABLE_TEXT = "Канарейка о фонарях", "Канарейка о бумаге"
PEOPLE = 12


def story_of() -> Story:
    return Story(POLL, tables=4, people=PEOPLE)


def answers(no: int, other: bool) -> dict[str, Any]:
    comes = "yes" if (no > 3) != other else "no"
    return {"tomorrow": comes, "useful": 1 + (no + other) % 5, "better": TEXT if no == 1 else f"Слово {no}"}


def day(other: bool = False) -> Story:
    """The pulse round, answered by ten people: as they did, or otherwise."""
    story = story_of().play([to("who", "skipped"), to("needs", "skipped"), to("day", "open")])
    return story.play([(seat(f"p{no}", 4), c.AnswerPoll("day", answers(no, other))) for no in range(1, 11)])


def views(story: Story) -> dict[tuple[str, str], Any]:
    return {where: json.loads(view) for where, view in shown(story, LOOKERS).items()}


def wall(story: Story) -> Any:
    projector = next(screen for screen in SCREENS if SCREEN.role in screen.roles)
    return projector.common(reading_of(story))["scene"]


def test_before_the_seal_no_view_depends_on_what_anybody_said() -> None:
    """Two halls that differ in every answer show the same on every screen, to those who answered, too."""
    truth, other = day(), day(other=True)
    assert views(truth) == views(other)
    for story in (truth, other):
        story.play([to("day", "closed")])
    assert views(truth) == views(other)
    for story in (truth, other):
        story.play([to("day", "revealed")])
    assert views(truth) != views(other), "what nobody ever sees would prove nothing"


def test_no_view_holds_an_answer_of_a_person() -> None:
    """Options stand in the question; the text is the canary, and nobody gets it back, not even who wrote it."""
    story = day()
    assert not [where for where, view in shown(story, LOOKERS).items() if TEXT in view]
    assert views(story)["audience", "p1"]["answered"]["poll"] is True
    assert views(story)["audience", "p2"]["answered"] == {"poll": True, "straw": None, "kept": False}
    assert "Слово" not in json.dumps(views(story)["audience", "p1"], ensure_ascii=False)


def test_a_text_is_the_leads_until_it_is_let_on_and_again_when_it_is_taken_off() -> None:
    story = day().play([to("day", "revealed")])

    def seers() -> set[str]:
        return {where[0] for where, view in shown(story, LOOKERS).items() if TEXT in view}

    texts = views(story)["facilitator", ""]["poll"]["result"]["count"]["questions"][2]["texts"]
    no = next(text["no"] for text in texts if text["text"] == TEXT)
    assert seers() == {"facilitator"}
    story.play([c.LetText("day", "better", no, True)])
    assert seers() == {"facilitator", "projector", "observers", "audience", "table"}
    story.play([c.LetText("day", "better", no, False)])
    assert seers() == {"facilitator"}


def test_hidden_cells_reach_no_screen_and_no_row_of_the_journal() -> None:
    story = story_of().play([to("who", "open")])
    said = ["yes"] * 8 + ["no"] * 3
    story.play([(seat(f"p{no}", 4), c.AnswerPoll("who", {"ready": each})) for no, each in enumerate(said, 1)])
    story.play([to("who", "revealed")])
    for screen in ("facilitator", "projector", "audience", "table"):
        view = views(story)[screen, ""]
        count = (view["scene"] if screen == "projector" else view["poll"])["result"]["count"]
        assert count["questions"][3]["cells"] == [[8, 8], [0, 4], [0, 4]], screen


def test_a_tables_sheet_is_its_own_until_the_close() -> None:
    story = story_of().play([to("who", "skipped"), to("needs", "open")])
    story.play([(seat("t1", 4), c.AnswerPoll("needs", {"more": ("time",), "word": TABLE_TEXT}))])
    seers = {where for where, view in shown(story, LOOKERS).items() if TABLE_TEXT in view}
    assert seers == {("table", "t1")}
    live = wall(story)["result"]["count"]["questions"]
    assert live[0]["cells"] == [[1, 1], [0, 0], [0, 0]] and live[2]["texts"] == []
    tables = views(story)["facilitator", ""]["tables"]
    assert [table["voted"] for table in tables] == [True, False, False, False]


def test_guests_are_told_apart_on_every_screen() -> None:
    guest = seat("gabc")
    story = story_of().play([to("who", "open"), (guest, c.Arrive()), (guest, c.AnswerPoll("who", {"ready": "yes"}))])
    assert (wall(story)["sheets"], wall(story)["guests"]) == (0, 1)
    story.play([to("who", "revealed")])
    result = wall(story)["result"]
    assert (result["count"]["sheets"], result["guests"]["sheets"]) == (0, 1)


def test_what_is_kept_for_a_later_poll_is_told_to_its_owner() -> None:
    story = story_of().play([to("who", "open"), (seat("p1", 4), c.AnswerPoll("who", {"ready": "yes"}))])
    story.play([to("who", "revealed")])
    assert views(story)["audience", "p1"]["answered"] == {"poll": False, "straw": None, "kept": True}
    assert views(story)["audience", "p2"]["answered"]["kept"] is False
    story.play([(seat("p1", 4), c.ForgetAnswers("who"))])
    assert views(story)["audience", "p1"]["answered"]["kept"] is False


def test_a_straw_poll_stands_over_the_round_and_keeps_its_numbers_until_the_close() -> None:
    story = story_of().play([to("who", "briefing"), c.OpenStraw("Перерыв?", ("Да", "Нет"))])
    story.play([(seat("p1", 4), c.AnswerStraw(1, 0)), (seat("gabc"), c.AnswerStraw(1, 0))])
    scene = wall(story)
    assert (scene["name"], scene["answers"], scene["guests"], scene["counts"]) == ("straw", 2, 1, None)
    assert views(story)["audience", "p1"]["answered"]["straw"] == 1
    assert views(story)["audience", "p2"]["answered"]["straw"] is None
    story.play([c.CloseStraw(1)])
    assert wall(story)["counts"] == [2, 0]
    story.play([c.HideStraw(1)])
    assert wall(story)["name"] == "prompt"


def test_a_straw_poll_that_the_hall_watches_shows_its_numbers_at_once() -> None:
    story = story_of().play([c.OpenStraw("Перерыв?", ("Да", "Нет"), True), (seat("p1", 4), c.AnswerStraw(1, 1))])
    assert wall(story)["counts"] == [0, 1]
