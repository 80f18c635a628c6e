"""Notes and the work of the tables, as an expert, a table and the lead get them."""

from __future__ import annotations

from typing import Any

from facilitator import experts_view
from facilitator import view as console
from live.notes import lead_notes
from live.sheets import expert_sheet, lead_rows, observer_sheet, table_sheets, whole_sheet
from sessions import commands as c
from sessions.seat import LEAD
from table_client import view as tablet
from tests.looking import reading_of
from tests.sessions.test_notes import EXPERTS, OPEN, WORKING
from tests.story import AFTERNOON, CHOOSE_OPEN, SHEET_OPEN, Story, after, card, seat, to

T1, X1, X2 = seat("t1"), seat("x1"), seat("x2")


def work(story: Story) -> Any:
    return experts_view.common(reading_of(story))["work"]


def own(story: Story, table: str) -> Any:
    return tablet.own(reading_of(story), seat(table))


def test_a_table_gets_the_notes_on_its_own_cards_and_the_lead_all_of_them() -> None:
    story = after([*OPEN, (X1, c.WriteNote("c1", "Узнайте, чья земля")), (X2, c.WriteNote("c2", "Где место"))], EXPERTS)
    [note] = own(story, "t1")["notes"]["c1"]
    assert (note["no"], note["text"], note["accepted"], note["round"]["ru"]) == (
        1,
        "Узнайте, чья земля",
        None,
        "Проблемы",
    )
    assert list(own(story, "t2")["notes"]) == ["c2"] and own(story, "t3")["notes"] == {}
    cards = console.common(reading_of(story))["cards"]
    assert {each["id"]: [note["no"] for note in each["notes"]] for each in cards} == {"c1": [1], "c2": [2]}
    story.play([c.HideCard("c1"), c.RedactNote("n2")])
    session = story.session
    assert [each["redacted"] for name in ("c1", "c2") for each in lead_notes(session, session.cards[name])] == [
        False,
        True,
    ]
    assert own(story, "t1")["notes"] == own(story, "t2")["notes"] == {}


def test_an_expert_reads_table_by_table_what_everybody_may_read() -> None:
    story = after([*OPEN, card("t1", "Сыро"), c.HoldCard("c3"), card("t2", "Шумно"), c.HideCard("c2")], EXPERTS)
    assert {row["no"]: [each["id"] for each in row["cards"]] for row in work(story)["tables"]} == {
        1: ["c1"],
        2: [],
        3: [],
    }
    story.play([c.AdmitCards({"c4": 1}), (X1, c.WriteNote("c4", "Измерьте шум"))])
    mine = experts_view.own(reading_of(story), X1)["notes"]["c4"]
    assert (mine["text"], mine["redacted"]) == ("Измерьте шум", False)
    assert experts_view.common(reading_of(story))["noted"]["c4"]["title"] == "Шумно"
    assert experts_view.own(reading_of(story), X2)["notes"] == {}
    assert experts_view.common(reading_of(story))["notes"]["c4"][0]["no"] == 1, "every expert reads it"
    story.do(seat("t2"), c.WithdrawCard("c4"))
    shown = experts_view.common(reading_of(story))
    assert "c4" not in shown["noted"] and "c4" not in shown["notes"]


def test_while_the_hall_votes_nobody_tells_an_expert_whose_a_card_is() -> None:
    story = after(CHOOSE_OPEN, EXPERTS)
    seen = work(story)
    assert seen["tables"] is None and len(seen["cards"]) == 3
    story.play([to("choose", "closed")])
    assert work(story)["tables"] is None


def test_in_a_break_the_cards_of_the_round_before_are_still_there() -> None:
    story = after([*OPEN, to("problems", "carried")], EXPERTS)
    story.play([c.MoveRound("hello", "briefing", "planned")])
    assert [each["id"] for row in work(story)["tables"] for each in row["cards"]] == ["c1", "c2"]
    assert work(after([], EXPERTS)) == {"tables": None, "cards": []}


def test_in_a_round_that_has_just_opened_nothing_lies_on_the_tables_yet() -> None:
    story = after([*SHEET_OPEN, to("sheet1", "closed")], WORKING)
    story.play([c.MoveRound("sheet1", "carried", "closed", incomplete=2), to("gallery", "open")])
    assert [row["cards"] for row in work(story)["tables"]] == [[], [], []]


def test_a_sheet_comes_with_its_notes_and_what_the_table_says_of_them() -> None:
    story = after([*SHEET_OPEN, (X1, c.WriteNote("c3", "Посчитайте свет"))], WORKING)
    state = story.round("sheet1")

    def sheet(table: str) -> Any:
        return table_sheets(reading_of(story), state, seat(table))[0]

    assert [note["accepted"] for note in sheet("t1")["notes"]] == [None] and sheet("t2")["notes"] == []
    before = lead_rows(story.session, state)[0]["notes"]
    story.do(T1, c.AnswerComment("sheet1", "n1", True))
    assert [note["accepted"] for note in sheet("t1")["notes"]] == [True]
    assert lead_rows(story.session, state)[0]["notes"] != before, "an open sheet on the console asks again"
    assert [note["accepted"] for note in experts_view.common(reading_of(story))["notes"]["c3"]] == [True]
    story.do(X1, c.WriteNote("c3", "Посчитайте свет и провод"))
    assert [note["accepted"] for note in sheet("t1")["notes"]] == [None]
    story.do(LEAD, c.RedactNote("n2"))
    assert sheet("t1")["notes"] == []
    whole = whole_sheet(reading_of(story), story.session.cards["c3"])
    assert whole is not None and [(note["text"], note["redacted"]) for note in whole["notes"]] == [("█████", True)]


def test_an_expert_reads_a_sheet_as_it_stands_and_an_observer_as_the_hall_does() -> None:
    story = after(SHEET_OPEN, WORKING)
    story.do(T1, c.SaveSheet("sheet1", "c3", {"title": "Фонари", "what": "Ставим"}, 0))
    card3 = story.session.cards["c3"]
    seen = expert_sheet(reading_of(story), card3)
    assert seen is not None and (seen["fields"]["what"], seen["version"]) == ("Ставим", 1)
    assert "history" not in seen and "marks" not in seen
    story.do(LEAD, c.LetObservers("cards"))
    assert observer_sheet(reading_of(story), card3) is None
    story.do(LEAD, c.MoveRound("sheet1", "closed", "open"))
    story.do(LEAD, c.MoveRound("sheet1", "carried", "closed", incomplete=2))
    assert observer_sheet(reading_of(story), card3) is not None
    story.do(LEAD, c.LetObservers("wall"))
    assert observer_sheet(reading_of(story), card3) is None
    story.do(LEAD, c.HideCard("c3"))
    assert expert_sheet(reading_of(story), story.session.cards["c3"]) is None


def test_experts_get_the_questions_that_wait_the_one_on_the_wall_first() -> None:
    story = after([to("talk", "open")], AFTERNOON, tables=4, people=8)
    for who, text, whom in (("t1", "Сколько стоит?", ""), ("t2", "Чья земля?", "юристу"), ("t3", "Когда?", "")):
        story.do(seat(who), c.AskQuestion("talk", text, whom))
    assert experts_view.common(reading_of(story))["questions"] == [], "what waits for the lead is the lead's"
    story.play([c.AdmitQuestion(f"q{no}") for no in (1, 2, 3)])
    story.play([(seat("t2"), c.BackQuestion("q3", True)), c.MarkQuestion("q1", "wall", "new")])
    assert [each["id"] for each in experts_view.common(reading_of(story))["questions"]] == ["q1", "q2", "q3"]
    story.play([c.MarkQuestion("q1", "answered", "wall"), c.MarkQuestion("q2", "aside", "new")])
    assert [each["id"] for each in experts_view.common(reading_of(story))["questions"]] == ["q3"]
