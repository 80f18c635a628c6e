"""The lead's power to correct on the console: the act to undo, the log, what opens again, what has changed since."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from facilitator.screen import SCREEN as CONSOLE
from live.acts import SHOWN, log_view
from sessions import commands as c
from sessions.events import EVENTS
from sessions.seat import LEAD
from tests.looking import reading_of
from tests.story import MINI, PROBLEMS, THEMES, Story, after, ballot, card, seat, to

TOLD = Path(__file__).resolve().parents[2] / "static" / "js" / "console" / "told.js"
OF_THE_DOOR = {"PeopleRegistered", "BadgesKept", "PersonStruck", "AttendanceMarked", "CheckInBegun", "PersonMoved"}
"""What the check-in desk does is no act of the lead's."""
OF_THE_HALL = {
    "SeatArrived",
    "CardSubmitted",
    "CardRevised",
    "CardWithdrawn",
    "ReadyMarked",
    "BallotCast",
    "SignedUp",
    "ObjectionRaised",
    "ObjectionDropped",
    "NameGiven",
    "NoticeRead",
    "ExpertCalled",
    "NoteWritten",
    "ExpertCallTaken",
    "CardsRanked",
    "QuestionAsked",
    "QuestionBacked",
    "TableAnswered",
    "SheetSaved",
    "CommentAnswered",
    "BestChosen",
    "CardJoined",
}
"""Events that no lead and no theme team can cause."""
OF_THE_DESK = {
    "SessionStarted",
    "EpochBegan",
    "BallotsSealed",
    "TallyRevealed",
    "ActUndone",
    "CarryUndone",
    "RestartUndone",
    "NoticeSent",
    "AssignmentRevealed",
    "QueueDrawn",
    "PitchesGraded",
    "PollSealed",
    "PairsDropped",
    "RotationDrawn",
}
"""Events that are no act of their own: the desk's, the first half of an act, or what undoes one."""
CANARY = "Канарейка в заголовке"
WRITTEN = (to("problems", "open"), card("t1", CANARY), card("t2", "Тесно"), card("t3", "Темень"))


def common(story: Story) -> Any:
    return CONSOLE.common(reading_of(story))


def own(story: Story) -> Any:
    return CONSOLE.own(reading_of(story), LEAD)


def row(story: Story, round_id: str) -> Any:
    return next(each for each in own(story)["agenda"] if each["id"] == round_id)


def test_every_act_has_words() -> None:
    """The words themselves are held to both languages by the house's test of phrases."""
    words = TOLD.read_text(encoding="utf-8")
    said = set(re.findall(r"^  (\w+): \(", words[words.index("const TOLD = {") :], re.M))
    assert said == set(EVENTS) - OF_THE_HALL - OF_THE_DESK - OF_THE_DOOR


def test_the_act_to_undo_is_named_and_so_is_why_it_stays() -> None:
    story = after(WRITTEN[:1])
    assert (common(story)["undo"]["event"], common(story)["undo"]["stays"]) == ("RoundMoved", None)
    assert common(story)["undo"]["about"]["round"]["no"] == 2
    story.play(WRITTEN[1:2])
    assert common(story)["undo"]["stays"] == "undo.depends"
    assert common(after([]))["undo"] is None


def test_the_log_is_newest_first_and_keeps_what_was_undone() -> None:
    story = after(
        [*WRITTEN, card("t1", "Пусто"), c.HideCard("c2", "шутка"), c.Announce("Обед"), to("problems", "closed")], THEMES
    )
    story.do(seat("e2"), c.MergeCards("themes", {"c1": "", "c3": ""}, title=CANARY))
    story.do(seat("e2"), c.SetAside("themes", {"c4": ""}, "off_topic"))
    story.do(LEAD, c.UndoAct(common(story)["undo"]["seq"]))
    log = own(story)["log"]
    assert [act["event"] for act in log] == [
        "CardsSetAside", "CardsMerged", "RoundMoved", "Announced", "CardHidden", "RoundMoved",
    ]  # fmt: skip
    assert [act["undone"] for act in log] == [False, False, True, False, False, False]
    assert log[0]["by"] == {"role": "theme_team", "no": 2} and log[2]["by"]["role"] == "lead"
    assert (log[0]["about"]["only"], log[0]["about"]["reason"]["id"]) == (4, "off_topic")
    assert (log[1]["about"]["theme"], log[1]["about"]["cards"], log[1]["about"]["made"]) == (1, 2, True)
    assert (log[4]["about"]["card"], log[4]["facts"]["reason"]) == (2, "шутка")
    assert "Обед" in log[3]["facts"]["text"]
    assert CANARY not in json.dumps(log, ensure_ascii=False), "titles are looked up by the screen, where it may"


def test_the_view_holds_the_last_acts_and_the_whole_log_is_asked_for() -> None:
    story = after([c.BlankScreen(on=no % 2 == 0) for no in range(SHOWN + 5)])
    assert (len(own(story)["log"]), own(story)["acts"], len(log_view(story.session, None))) == (
        SHOWN, SHOWN + 5, SHOWN + 5,
    )  # fmt: skip
    assert len(json.dumps(own(story)["log"])) < 20_000


@pytest.mark.parametrize(
    ("moves", "can"),
    [
        ((to("problems", "open"),), (False, False)),
        ((*WRITTEN, to("problems", "closed")), (False, True)),
        ((*WRITTEN, to("problems", "carried")), (True, True)),
    ],
)
def test_a_round_says_what_of_it_can_be_mended(moves: Any, can: Any) -> None:
    mends = row(after(moves), "problems")["mends"]
    assert (mends["reopen"], mends["restart"]) == can


def test_the_lead_steps_back_into_the_round_before() -> None:
    story = after([*PROBLEMS, to("short", "open")])
    assert own(story)["back"] == "problems"
    story.play([c.ReopenRound("problems", "carried")])
    short = row(story, "short")
    assert own(story)["back"] == "hello"
    assert 290_000 < short["kept_ms"] < 300_000 and own(story)["next"] == "short"
    assert short["waits"] == "round.other_live" and row(story, "problems")["reopened_ms"] == 60_000
    story.play([to("problems", "carried")])
    assert row(story, "short")["moves"] == ["open", "revealed"]


def test_nobody_steps_back_into_a_vote() -> None:
    story = after([*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1"), to("short", "carried")])
    story.play([to("solutions", "open")])
    assert own(story)["back"] is None and not row(story, "short")["mends"]["reopen"]


def test_a_later_round_says_that_its_cards_have_changed() -> None:
    story = after([*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1")])
    story.play([c.ReopenRound("problems", "carried")])
    assert row(story, "short")["input"] is None
    story.play([card("t2", "Лавок нет"), to("problems", "carried")])
    assert row(story, "short")["input"] == {"was": 4, "now": 5, "other": True}
    assert row(story, "short")["mends"] == {"reopen": False, "restart": False, "taken": False, "repeat": True}
    assert (row(story, "short")["electors"], row(story, "choose")["electors"]) == ("table", "person")
    story.play([c.RepeatVote("short", 1)])
    assert row(story, "short")["input"] is None and own(story)["next"] == "short"


def test_the_same_cards_carried_anew_are_told_apart_from_others() -> None:
    story = after([*PROBLEMS, to("short", "open"), to("short", "closed"), c.ReopenRound("problems", "carried")])
    story.do(seat("t1"), c.ReviseCard("c1", {"title": "Совсем темно"}, 1))
    story.play([to("problems", "carried")])
    assert row(story, "short")["input"] == {"was": 4, "now": 4, "other": False}
    assert row(story, "short")["mends"]["restart"], "nobody has voted yet"


def test_a_restarted_round_is_the_next_one_wherever_it_stands() -> None:
    story = after([*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1"), to("short", "carried")])
    story.play([c.RestartRound("problems", "carried")])
    assert own(story)["next"] == "problems" and not common(story)["last"]


def test_the_board_of_a_theme_round_is_summed_up() -> None:
    story = after([*WRITTEN, card("t1", "Пусто"), to("problems", "carried")], THEMES)
    assert common(story)["board"] is None
    story.do(seat("e1"), c.MergeCards("themes", {"c1": "", "c3": ""}))
    story.do(seat("e1"), c.SetAside("themes", {"c2": ""}, "off_topic"))
    story.play([to("themes", "revealed")])
    story.do(seat("t3"), c.ObjectToTheme("c3", True, "Не о том"))
    story.do(seat("t2"), c.ObjectToTheme("c2", True))
    board = common(story)["board"]
    assert (board["cards"], board["placed"]) == (4, {"theme": 2, "aside": 1, "alone": 1})
    assert (board["themes"], board["standing"], board["target"]) == (1, 2, [2, 4])
    assert [(each["id"], each["cards"]) for each in board["aside"]] == [("off_topic", 1)]
    assert board["open"] and board["objecting"]
    first, second = board["objections"]
    assert (first["no"], first["table"], first["theme"]["no"], first["text"]) == (3, 3, 1, "Не о том")
    assert (second["no"], second["theme"]) == (2, None)
    story.do(LEAD, c.SplitCards("themes", "m1", ("c3",)))
    story.do(LEAD, c.BringBack("themes", ("c2",)))
    assert common(story)["board"]["objections"] == []
    story.play([to("themes", "carried"), to("short", "open")])
    assert common(story)["board"] is None


def test_a_theme_that_was_set_aside_takes_its_cards_with_it() -> None:
    story = after([*WRITTEN, to("problems", "carried")], THEMES)
    story.do(seat("e1"), c.MergeCards("themes", {"c1": "", "c3": ""}))
    story.do(seat("e1"), c.SetAside("themes", {"m1": ""}, "administration"))
    story.play([to("themes", "open")])
    board = common(story)["board"]
    assert (board["placed"], board["themes"], board["aside"][0]["cards"]) == (
        {"theme": 0, "aside": 2, "alone": 1}, 0, 2,
    )  # fmt: skip


def test_a_day_without_themes_has_no_board() -> None:
    assert common(after(PROBLEMS, MINI))["board"] is None
