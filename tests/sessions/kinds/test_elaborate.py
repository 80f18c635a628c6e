"""Sheets: who writes them, what a stale save is told, comments, merges, and what the lead blots out."""

import pytest

from live.notes import note_view
from sessions import commands as c
from sessions import events as e
from sessions import sheets
from sessions.decision import Decision
from sessions.flaws.elaborate import template_problems
from sessions.kinds.elaborate import held
from sessions.reader import ScenarioError, parse
from sessions.refusals import Refusal
from sessions.restore import replay
from sessions.seat import LEAD
from sessions.templates import built_in, template_of
from tests.story import SHEET_OPEN, SHEETS, Story, after, seat, to

T1, T2 = seat("t1"), seat("t2")
FULL = {"title": "Фонари на солнце", "what": "Ставим пять фонарей", "whom": "Жители", "first_step": "Встреча"}


def opened() -> Story:
    return after(SHEET_OPEN, scenario=SHEETS)


def save(name: str, version: int = 0, round_id: str = "sheet1", **fields: object) -> c.SaveSheet:
    return c.SaveSheet(round_id, name, fields, version)


def on(story: Story, name: str, round_id: str = "sheet1") -> dict[str, object]:
    """What stands on a sheet."""
    plan = story.round(round_id).plan
    return dict(sheets.current(story.session, story.session.cards[name], template_of(story.session.scenario, plan)))


def lacks(story: Story, name: str, round_id: str = "sheet1") -> list[str]:
    return [each.id for each in sheets.missing(story.session, story.session.cards[name], story.round(round_id).plan)]


def test_a_sheet_begins_with_what_is_on_its_card():
    story = opened()
    assert on(story, "c3") == {"title": "Фонари на солнце", "first_step": "Встреча во дворе"}
    assert lacks(story, "c3") == ["what", "whom"]
    assert [each.title for each in sheets.problems(story.session, story.session.cards["c3"])] == ["Темно в парке"]


def test_the_first_version_keeps_what_the_sheet_began_with_and_later_ones_only_what_changed():
    story = opened()
    assert story.do(T1, save("c3", title="Фонари на солнце", what="Ставим\n\n\n пять фонарей")).answer == {"version": 1}
    story.do(T1, save("c3", 1, title="Фонари", what="Ставим\n\nпять фонарей"))
    one, two = story.session.sheets["c3"].versions
    assert one.fields == {"title": "Фонари на солнце", "what": "Ставим\n\nпять фонарей"}
    assert two.fields == {"title": "Фонари"}
    assert (two.no, two.table, two.round) == (2, "t1", "sheet1")


def test_what_a_sheet_began_with_is_kept_once_a_table_has_saved_it():
    story = opened()
    assert story.do(T1, save("c3", title="Фонари на солнце", first_step="Встреча во дворе")).answer == {"version": 1}
    assert story.session.sheets["c3"].versions[0].fields == {
        "title": "Фонари на солнце",
        "first_step": "Встреча во дворе",
    }
    assert story.do(T1, save("c3", 1, title="Фонари на солнце", first_step="Встреча во дворе")).answer == {"version": 1}
    assert len(story.session.sheets["c3"].versions) == 1


def test_only_a_table_that_holds_the_card_writes():
    story = opened()
    assert story.no(T2, save("c3", **FULL)) == Refusal.SEAT_FOREIGN
    assert story.no(seat("p1"), save("c3", **FULL)) == Refusal.SEAT_FOREIGN
    assert story.no(T1, save("c1", **FULL)) == Refusal.CARD_UNKNOWN
    assert story.no(T1, save("c9", **FULL)) == Refusal.CARD_UNKNOWN
    assert [each.id for each in held(story.session, story.round("sheet1"), "t1")] == ["c3"]


def test_two_tables_on_one_card_write_on_one_sheet():
    story = opened()
    story.desk.write("lead", Decision(events=[e.CardsAssigned("sheet1", {"c3": ("t1", "t2")})]))
    story.do(T1, save("c3", **FULL))
    ack = story.ask(T2, save("c3", title="Свет"))
    assert (ack.code, ack.facts["table"]) == (Refusal.SHEET_STALE, "t1")
    story.do(T2, save("c3", 1, **{**FULL, "own": "Лестница"}))
    assert [each.table for each in story.session.sheets["c3"].versions] == ["t1", "t2"]
    assert [each.id for each in held(story.session, story.round("sheet1"), "t2")] == ["c3", "c4"]


def test_a_stale_save_is_refused_with_the_version_to_look_at_and_a_repeat_is_not():
    story = opened()
    story.do(T1, save("c3", **FULL))
    ack = story.ask(T1, save("c3", title="Другое"))
    assert (ack.code, ack.facts) == (Refusal.SHEET_STALE, {"version": 1, "table": "t1"})
    assert story.do(T1, save("c3", **FULL)).answer == {"version": 1}
    assert len(story.session.sheets["c3"].versions) == 1


def test_an_emptied_field_is_empty_and_stays_so():
    story = opened()
    story.do(T1, save("c3", title="Фонари"))
    assert on(story, "c3") == {"title": "Фонари"}
    story.do(T1, save("c3", 1, title="Фонари", what="Светить"))
    story.do(T1, save("c3", 2, title="Фонари"))
    assert on(story, "c3") == {"title": "Фонари"}
    assert story.session.sheets["c3"].versions[-1].fields == {"what": ""}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"colour": "x"}, Refusal.FIELD_UNKNOWN),
        ({"problem": "typed by hand"}, Refusal.FIELD_UNKNOWN),
        ({"title": "x" * 91}, Refusal.TEXT_TOO_LONG),
        ({"first_meeting": "31.02.2026"}, Refusal.VALUE_WRONG),
        ({"first_meeting": "2026-02-30"}, Refusal.VALUE_WRONG),
        ({"who": "nobody"}, Refusal.CHOICE_UNKNOWN),
        ({"costs": "text"}, Refusal.PAYLOAD_TYPES),
        ({"title": (("a", "b"),)}, Refusal.PAYLOAD_TYPES),
        ({"costs": (("a",),)}, Refusal.PAYLOAD_TYPES),
        ({"costs": (("a", "ten"),)}, Refusal.VALUE_WRONG),
        ({"costs": (("a", "1"),) * 5}, Refusal.PAYLOAD_TYPES),
    ],
)
def test_nothing_stands_in_a_field_that_it_cannot_hold(fields, code):
    story = opened()
    story.play([to("sheet1", "carried"), to("plans", "open")])
    assert story.no(T1, save("c3", 0, "plans", **fields)) == code
    assert "c3" not in story.session.sheets or not story.session.sheets["c3"].version


def test_rows_are_kept_without_the_empty_ones():
    story = opened()
    story.play([to("sheet1", "carried"), to("plans", "open")])
    story.do(T1, save("c3", 0, "plans", title="Фонари", costs=((" Лампы ", "18 000"), ("", ""))))
    assert on(story, "c3", "plans")["costs"] == (("Лампы", "18000"),)


def test_another_template_goes_on_with_the_same_sheet_and_loses_nothing_of_it():
    story = opened()
    story.do(T1, save("c3", **FULL))
    story.play([to("sheet1", "carried"), to("plans", "open")])
    story.do(T1, save("c3", 1, "plans", title="Фонари", what="Ставим", first_meeting="2026-12-01"))
    assert on(story, "c3") == {**FULL, "title": "Фонари", "what": "Ставим", "first_meeting": "2026-12-01"}


def test_a_round_is_carried_with_incomplete_sheets_only_knowingly():
    story = opened()
    story.do(T1, save("c3", **FULL))
    story.play([to("sheet1", "closed")])
    move = c.MoveRound("sheet1", "carried", "closed")
    ack = story.ask(LEAD, move)
    assert (ack.code, ack.facts) == (Refusal.SHEETS_INCOMPLETE, {"sheets": 1})
    story.do(LEAD, c.MoveRound("sheet1", "carried", "closed", incomplete=1))
    assert story.session.pools["sheets"] == ("c3", "c4")


def test_the_hall_reads_a_sheet_as_it_stood_at_the_carry():
    story = opened()
    story.do(T1, save("c3", **FULL))
    assert sheets.read_by_all(story.session, story.session.cards["c3"]) is None
    story.play([to("sheet1", "carried")])
    story.play([to("plans", "open")])
    story.do(T1, save("c3", 1, "plans", title="Тайное", first_meeting="2026-12-01"))
    assert sheets.read_by_all(story.session, story.session.cards["c3"])["title"] == "Фонари на солнце"
    story.play([to("plans", "carried")])
    assert sheets.title(story.session, story.session.cards["c3"]) == "Тайное"
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    assert sheets.title(story.session, story.session.cards["c3"]) == "Фонари на солнце"


def test_undoing_a_carry_takes_nothing_from_a_sheet_that_had_no_part_in_it():
    story = opened()
    story.play([to("sheet1", "carried"), to("plans", "open"), c.HideCard("c4"), to("plans", "carried")])
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    story.do(LEAD, c.RestoreCard("c4"))
    assert sheets.read_by_all(story.session, story.session.cards["c4"]) is not None


def gallery() -> Story:
    story = opened()
    story.do(T1, save("c3", **FULL))
    story.play([to("sheet1", "carried"), to("gallery", "open")])
    story.do(T2, c.SubmitCard("gallery", {"text": "А кто меняет лампы?"}, "c3"))
    story.do(T1, c.SubmitCard("gallery", {"text": "Хорошо"}, "c4"))
    story.play([to("gallery", "carried"), to("sheet2", "open")])
    return story


def test_a_comment_is_answered_by_the_table_whose_sheet_it_is_about():
    story = gallery()
    assert [
        each.id for each in sheets.comments(story.session, story.round("sheet2").plan, story.session.cards["c3"])
    ] == ["c5"]
    assert story.no(T2, c.AnswerComment("sheet2", "c5", True)) == Refusal.SEAT_FOREIGN
    assert story.no(T1, c.AnswerComment("sheet2", "c1", True)) == Refusal.CARD_UNKNOWN
    story.do(T1, c.AnswerComment("sheet2", "c5", True))
    comment = story.session.cards["c5"]
    assert sheets.answer_to(story.session, comment) is None
    story.play([to("sheet2", "closed")])
    assert sheets.answer_to(story.session, comment).accepted is True


def test_an_answer_can_be_taken_back():
    story = gallery()
    story.do(T1, c.AnswerComment("sheet2", "c5", False))
    story.do(T1, c.AnswerComment("sheet2", "c5", None))
    assert story.session.sheets["c3"].answers == {}


MERGED = SHEETS.replace(
    '[[round]]\nid = "gallery"',
    '[[round]]\nid = "fuse"\nkind = "merge"\ntitle = "Слияние"\nminutes = 5\ninput = "sheets"\noutput = "fused"\n\n'
    '[[round]]\nid = "gallery"',
).replace('input = "sheets"\ntemplate = "plan"', 'input = "fused"\ntemplate = "plan"')


def fused() -> Story:
    story = after(SHEET_OPEN, scenario=MERGED)
    story.do(T1, save("c3", **FULL))
    story.do(T2, save("c4", title="Площадка", what="Строим", own="Доски"))
    story.play([to("sheet1", "carried"), to("fuse", "open")])
    story.do(LEAD, c.MoveRound("fuse", "closed", "open"))
    story.do(seat("e1"), c.MergeCards("fuse", {"c3": "", "c4": ""}, None, "Двор"))
    story.play([to("fuse", "carried"), to("plans", "open")])
    return story


def test_a_theme_begins_with_the_texts_of_its_sources_and_offers_the_others():
    story = fused()
    begins = on(story, "m1", "plans")
    assert begins["title"] == "Фонари на солнце"
    assert (begins["what"], begins["own"]) == ("Ставим пять фонарей", "Доски")
    offered = sheets.offers(story.session, story.session.cards["m1"])
    assert [(each.id, fields["what"]) for each, fields in offered] == [
        ("c3", "Ставим пять фонарей"),
        ("c4", "Строим"),
    ]


def test_a_note_has_one_answer_also_when_its_card_lies_in_a_theme_by_now():
    """It was said of on the card's own sheet, and is said of again on the theme's: the last word stands everywhere."""
    story = after(SHEET_OPEN, scenario=MERGED.replace("[scenario]", "[scenario]\nexperts = 1", 1))
    story.do(seat("x1"), c.WriteNote("c3", "Посчитайте свет"))
    story.do(T1, save("c3", **FULL))
    story.do(T1, c.AnswerComment("sheet1", "n1", False))
    story.play([to("sheet1", "carried"), to("fuse", "open")])
    story.do(LEAD, c.MoveRound("fuse", "closed", "open"))
    story.do(seat("e1"), c.MergeCards("fuse", {"c3": "", "c4": ""}, None, "Двор"))
    story.play([to("fuse", "carried"), to("plans", "open")])

    def told():
        return note_view(story.session, story.session.notes["n1"])["accepted"]

    assert told() is False
    seq = story.session.seq
    story.do(T1, c.AnswerComment("plans", "n1", False))
    assert story.session.seq == seq, "that stands already, though on another sheet"
    story.do(T1, c.AnswerComment("plans", "n1", True))
    assert told() is True
    seq = story.session.seq
    story.do(T1, c.AnswerComment("plans", "n1", True))
    assert story.session.seq == seq, "said again"
    story.do(T1, c.AnswerComment("plans", "n1", None))
    assert told() is None, "it is taken back on every sheet"


def test_a_theme_that_is_taken_apart_again_leaves_every_text_where_it_was_and_offers_its_own():
    story = fused()
    story.do(T2, save("m1", 0, "plans", title="Двор", what="Вместе"))
    story.play([to("plans", "closed")])
    story.do(LEAD, c.RestartRound("plans", "closed"))
    story.do(LEAD, c.SplitCards("fuse", "m1", ("c3", "c4")))
    assert on(story, "c3")["what"] == "Ставим пять фонарей"
    offered = sheets.offers(story.session, story.session.cards["c4"])
    assert [(each.id, fields["what"]) for each, fields in offered] == [("m1", "Вместе")]


def test_a_blotted_field_is_nowhere_any_more():
    story = opened()
    story.do(T1, save("c3", title="Фонари", what="Звоните Канарейкину", whom="Жители"))
    story.do(T1, save("c3", 1, title="Фонари", what="Звоните Канарейкину вечером", whom="Все"))
    story.play([to("sheet1", "carried")])
    story.do(LEAD, c.RedactField("c3", "what"))
    sheet = story.session.sheets["c3"]
    assert (sheet.fields, sheet.version, sheet.blotted) == ({"title": "Фонари", "whom": "Все"}, 3, {"what"})
    assert [each.fields.get("what") for each in sheet.versions] == [sheets.BLOT, sheets.BLOT]
    assert "Канарейкин" not in repr(story.session.sheets)
    entries = list(story.desk._store.entries())
    assert not any("Канарейкин" in repr(each.event) for each in entries)
    again = replay(entries[0], iter(entries[1:]))
    assert again.sheets == story.session.sheets
    assert story.do(LEAD, c.RedactField("c3", "what")).ok


def test_whoever_still_has_the_blotted_words_is_stale():
    story = opened()
    story.do(T1, save("c3", title="Фонари", what="Звоните Канарейкину"))
    story.do(LEAD, c.RedactField("c3", "what"))
    assert story.no(T1, save("c3", 1, title="Фонари", what="Звоните Канарейкину!")) == Refusal.SHEET_STALE
    story.do(T1, save("c3", 2, title="Фонари", what="Звоните нам"))
    assert story.session.sheets["c3"].blotted == set()


def test_blotting_out_a_card_takes_its_words_from_the_sheet_too():
    story = opened()
    story.do(T1, save("c3", **FULL))
    story.do(LEAD, c.RedactCard("c3"))
    assert "title" not in story.session.sheets["c3"].fields
    assert story.session.sheets["c3"].fields["what"] == "Ставим пять фонарей"


def test_blotting_reaches_what_was_taken_over_from_another_sheet():
    story = fused()
    story.do(T2, save("m1", 0, "plans", title="Двор", what="Ставим пять фонарей"))
    story.do(LEAD, c.RedactField("m1", "what"))
    assert "what" not in story.session.sheets["c3"].fields
    assert story.session.sheets["c4"].fields["what"] == "Строим"


def hall_reads(story: Story, name: str) -> dict[str, object] | None:
    return sheets.read_by_all(story.session, story.session.cards[name])


def is_nowhere(story: Story, words: str) -> None:
    """In no sheet, on no card and in no row; and the journal tells the same day."""
    assert words not in repr(story.session.sheets) + repr(story.session.cards)
    entries = list(story.desk._store.entries())
    assert not any(words in repr(each.event) for each in entries)
    again = replay(entries[0], iter(entries[1:]))
    assert (again.sheets, again.cards) == (story.session.sheets, story.session.cards)


@pytest.mark.parametrize("carried", [True, False])
def test_a_field_that_nobody_saved_is_blotted_out_where_it_stands(carried):
    story = opened()
    story.play([to("sheet1", "carried")] if carried else [])
    assert on(story, "c3")["first_step"] == "Встреча во дворе"
    story.do(LEAD, c.RedactField("c3", "first_step"))
    assert on(story, "c3") == {"title": "Фонари на солнце"}
    assert hall_reads(story, "c3") == ({"title": "Фонари на солнце"} if carried else None)
    assert hall_reads(story, "c4") == ({"title": "Площадка своими руками"} if carried else None)
    is_nowhere(story, "Встреча во дворе")
    again = story.session.seq
    assert story.do(LEAD, c.RedactField("c3", "first_step")).ok and story.session.seq == again


def test_a_tablet_that_shows_the_unsaved_words_is_stale_and_the_sheet_goes_on():
    story = opened()
    story.do(LEAD, c.RedactField("c3", "first_step"))
    assert story.no(T1, save("c3", **FULL)) == Refusal.SHEET_STALE
    assert story.session.sheets["c3"].blotted == {"first_step"}
    assert story.do(T1, save("c3", 1, title="Фонари на солнце", first_step="Сбор")).answer == {"version": 2}
    assert story.session.sheets["c3"].versions[0].fields == {"title": "Фонари на солнце", "first_step": "Сбор"}
    is_nowhere(story, "Встреча во дворе")


def test_a_draft_after_an_unsaved_carry_is_not_read_by_the_hall_and_both_are_blotted_out():
    story = opened()
    story.play([to("sheet1", "carried"), to("sheet2", "open")])
    story.do(T1, save("c3", 0, "sheet2", title="Тайное", first_step="Встреча во дворе"))
    assert hall_reads(story, "c3") == {"title": "Фонари на солнце", "first_step": "Встреча во дворе"}
    story.do(LEAD, c.RedactField("c3", "first_step"))
    assert hall_reads(story, "c3") == {"title": "Фонари на солнце"}
    is_nowhere(story, "Встреча во дворе")


def themed(*saves: tuple[object, c.SaveSheet]) -> Story:
    """c3 and c4 are one theme before anybody works them out, but for what is saved here."""
    story = after(SHEET_OPEN, scenario=MERGED)
    story.play([*saves, to("sheet1", "carried"), to("fuse", "open")])
    story.do(LEAD, c.MoveRound("fuse", "closed", "open"))
    story.do(seat("e1"), c.MergeCards("fuse", {"c3": "", "c4": ""}, None, ""))
    return story.play([to("fuse", "carried"), to("plans", "open")])


def test_a_theme_that_nobody_wrote_on_loses_the_title_of_a_blotted_card():
    story = themed().play([to("plans", "carried")])
    assert sheets.title(story.session, story.session.cards["m1"]) == "Фонари на солнце"
    story.do(LEAD, c.RedactCard("c3"))
    assert sheets.title(story.session, story.session.cards["m1"]) == "Площадка своими руками"
    is_nowhere(story, "Фонари на солнце")


@pytest.mark.parametrize("blotted", ["m1", "c3"])
def test_what_a_theme_began_with_is_blotted_out_on_the_sheet_that_says_it(blotted):
    story = themed((T1, save("c3", title="Фонари", what="Звоните Канарейкину"))).play([to("plans", "carried")])
    assert hall_reads(story, "m1")["what"] == "Звоните Канарейкину"
    story.do(LEAD, c.RedactField(blotted, "what"))
    assert "what" not in hall_reads(story, "m1")
    is_nowhere(story, "Канарейкин")


def test_a_theme_that_nobody_wrote_on_loses_the_title_that_it_was_given():
    story = after(SHEET_OPEN, scenario=MERGED).play([to("sheet1", "carried"), to("fuse", "open")])
    story.do(LEAD, c.MoveRound("fuse", "closed", "open"))
    story.do(seat("e1"), c.MergeCards("fuse", {"c3": "", "c4": ""}, None, "Звоните Канарейкину"))
    story.play([to("fuse", "carried"), to("plans", "open"), to("plans", "carried")])
    assert hall_reads(story, "m1")["title"] == "Звоните Канарейкину"
    story.do(LEAD, c.RedactField("m1", "title"))
    assert hall_reads(story, "m1")["title"] == "Фонари на солнце"
    is_nowhere(story, "Канарейкин")


def test_a_draft_on_a_source_is_not_read_through_its_theme():
    story = themed((T1, save("c3", title="Фонари", what="Ставим"))).play([to("plans", "carried")])
    story.desk.write("t1", Decision(events=[e.SheetSaved("sheet1", "c3", "t1", {"what": "Тайное"}, 2)]))
    assert hall_reads(story, "m1")["what"] == "Ставим"


def left_by_c3() -> Story:
    """The words of c3 are on the sheet of a theme that c3 has left, and that was written on once more."""
    story = fused()
    story.do(T1, save("m1", 0, "plans", title="Двор", what="Ставим пять фонарей"))
    story.play([to("plans", "closed")])
    story.do(LEAD, c.RestartRound("plans", "closed"))
    story.do(LEAD, c.SplitCards("fuse", "m1", ("c3",)))
    story.play([to("plans", "open")])
    story.do(T2, save("m1", 1, "plans", title="Наш двор", what="Ставим пять фонарей"))
    return story


@pytest.mark.parametrize("blotted", ["c3", "m1"])
def test_blotting_reaches_a_theme_that_the_card_has_left(blotted):
    story = left_by_c3()
    assert story.session.cards["m1"].sources == ["c4"]
    story.do(LEAD, c.RedactField(blotted, "what"))
    story.play([to("plans", "carried")])
    assert "what" not in hall_reads(story, "m1")
    is_nowhere(story, "Ставим пять фонарей")


def test_blotting_follows_words_that_were_handed_on_by_a_theme():
    story = left_by_c3()
    story.play([to("plans", "closed")])
    story.do(LEAD, c.RestartRound("plans", "closed"))
    story.do(LEAD, c.SplitCards("fuse", "m1", ("c4",)))
    story.play([to("plans", "open")])
    story.do(T2, save("c4", 1, "plans", title="Площадка", what="Ставим пять фонарей"))
    story.do(LEAD, c.RedactField("c3", "what"))
    is_nowhere(story, "Ставим пять фонарей")


def test_what_a_carried_theme_began_with_is_blotted_out_also_when_its_card_has_left():
    story = themed((T1, save("c3", title="Фонари", what="Звоните Канарейкину"))).play([to("plans", "carried")])
    story.do(LEAD, c.RestartRound("plans", "carried"))
    story.do(LEAD, c.SplitCards("fuse", "m1", ("c3",)))
    assert hall_reads(story, "m1")["what"] == "Звоните Канарейкину"
    story.do(LEAD, c.RedactField("m1", "what"))
    assert "what" not in hall_reads(story, "m1")
    is_nowhere(story, "Канарейкин")


def test_a_title_that_nobody_saved_is_blotted_out_on_the_theme_that_is_called_so():
    story = themed().play([to("plans", "carried")])
    story.do(LEAD, c.RedactField("c3", "title"))
    assert story.session.cards["m1"].title == sheets.BLOT
    is_nowhere(story, "Фонари на солнце")


def test_a_wording_that_waits_is_not_read_on_a_sheet_that_nobody_wrote_on():
    story = opened().play([to("sheet1", "carried")])
    card = story.session.cards["c3"]
    card.admitted, card.earlier, card.fields = False, card.fields, {"title": "Тайное"}
    assert hall_reads(story, "c3") == {"title": "Фонари на солнце", "first_step": "Встреча во дворе"}


def test_a_wording_that_waits_is_let_on_or_held_before_the_lead_blots_a_field_of_it():
    story = opened()
    story.session.cards["c3"].admitted = False
    assert story.no(LEAD, c.RedactField("c3", "first_step")) == Refusal.CARD_HELD


def test_what_looks_like_a_contact_is_marked_for_the_lead():
    story = opened()
    story.do(T1, save("c3", title="Фонари", needed="пишите на svet@example.org"))
    assert set(story.session.sheets["c3"].marks) == {"needed"}
    story.do(T1, save("c3", 1, title="Фонари"))
    assert story.session.sheets["c3"].marks == {}


def test_a_sheet_replays_as_it_was():
    story = gallery()
    story.do(T1, c.AnswerComment("sheet2", "c5", True))
    story.do(T1, save("c3", 1, "sheet2", **{**FULL, "own": "Лестница"}))
    entries = list(story.desk._store.entries())
    assert replay(entries[0], iter(entries[1:])).sheets == story.session.sheets


# -- the templates ------------------------------------------------------------------------------------


def test_the_templates_that_come_with_veche_can_be_filled_in():
    scenario = parse(SHEETS)
    assert set(built_in()) == {"A", "B"}
    for template in built_in().values():
        assert list(template_problems(scenario, template)) == []


def test_b_goes_on_with_every_field_of_a():
    a, b = (built_in()[name] for name in "AB")
    same = {each.id: each for each in b.field}
    for each in a.field:
        assert (same[each.id].type, same[each.id].fills) == (each.type, each.fills)
        assert same[each.id].max_len >= each.max_len


REQUIRED = 'required = true},\n  {id = "problem"'
LONG = "".join(f'{{id = "x{n}", label = "x", type = "long", max_len = 1500}},\n' for n in range(4))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('template = "plan"', 'template = "none"', 'there is no template "none"'),
        ('required = ["title", "whom", "first_step"]', 'required = ["mood"]', 'has no field "mood"'),
        ('show_comments = "comments"', 'show_comments = "solutions_"', "name the output of an earlier gather round"),
        ('show_comments = "comments"', 'show_comments = "problems"', "name the output of an earlier gather round"),
        ('input = "sheets"\ntemplate = "A"', 'input = "nowhere"\ntemplate = "A"', "no earlier round has the output"),
        (f"max_len = 90, {REQUIRED}", "max_len = 90},\n  {id = \"problem\"", "the sheet's title"),
        ('{id = "what", type = "long"', '{id = "title", type = "long"', "two fields have the same id"),
        ('type = "rows", ', "", 'belong to the type "rows"'),
        ('{id = "sum", label', '{id = "item", label', "two columns have the same id"),
        ('{id = "other", ru', '{id = "table", ru', "two options have the same id"),
        ('max_len = 500},', f'max_len = 1500}},\n{LONG}', "7000 can be sent"),
    ],
)  # fmt: skip
def test_a_day_of_sheets_that_cannot_be_played(old, new, what):
    assert old in SHEETS
    with pytest.raises(ScenarioError) as caught:
        parse(SHEETS.replace(old, new, 1))
    assert any(what in each for each in caught.value.problems), caught.value.problems


def test_every_event_of_a_sheet_survives_the_journal():
    saved = e.SheetSaved("sheet1", "c3", "t1", {"costs": (("Лампы", "1"),), "title": "Фонари"}, 2)
    assert e.decode("SheetSaved", 1, e.encode(saved)) == saved
