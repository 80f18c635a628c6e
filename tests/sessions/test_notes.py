"""Notes of experts: who writes them, who reads them, what a table says of them, and how one is blotted out."""

from __future__ import annotations

import hashlib

from sessions import commands as c
from sessions import events as e
from sessions import notes, noting
from sessions.refusals import Refusal
from sessions.seat import LEAD
from tests.story import MINI, SHEET_OPEN, SHEETS, THEMES, Story, after, card, seat, to

EXPERTS = MINI.replace("people = 9", "people = 9\nexperts = 2\nobservers = 2")
WORKING = SHEETS.replace("[scenario]", "[scenario]\nexperts = 2\nobservers = 2", 1)
T1, T2, T3, X1, X2 = seat("t1"), seat("t2"), seat("t3"), seat("x1"), seat("x2")
OPEN = (
    to("problems", "open"),
    card("t1", "Темно в парке"),
    card("t2", "Негде играть"),
    c.AdmitCards({"c1": 1, "c2": 1}),
)


def said(story: Story, card_id: str) -> list[tuple[str, str]]:
    return [(note.expert, note.text) for note in notes.on(story.session, story.session.cards[card_id])]


def test_an_experts_note_is_whole_and_an_empty_one_takes_it_away() -> None:
    story = after(OPEN, EXPERTS)
    first = story.do(X1, c.WriteNote("c1", "  Узнайте,   чья земля \n\n\n и кто платит ")).answer
    assert said(story, "c1") == [("x1", "Узнайте, чья земля\n\nи кто платит")]
    assert (story.session.notes["n1"].round, first) == ("problems", {"note": "n1"})
    story.do(X2, c.WriteNote("c1", "Спросите соседей"))
    assert story.do(X1, c.WriteNote("c1", "Посчитайте свет")).answer == {"note": "n3"}
    assert said(story, "c1") == [("x2", "Спросите соседей"), ("x1", "Посчитайте свет")]
    seq = story.session.seq
    assert story.do(X1, c.WriteNote("c1", "Посчитайте свет")).answer == {"note": "n3"}
    assert story.session.seq == seq, "the same words twice are one note"
    story.do(X1, c.WriteNote("c1", " "))
    story.do(X1, c.WriteNote("c1", ""))
    assert said(story, "c1") == [("x2", "Спросите соседей")]
    assert story.session.seq == seq + 1, "taken away once"
    story.do(X1, c.WriteNote("c1", "И ещё"))
    assert said(story, "c1")[-1] == ("x1", "И ещё")


def test_only_an_expert_writes_and_only_on_what_everybody_may_read() -> None:
    story = after([*OPEN, card("t1", "Сыро"), c.HoldCard("c3"), card("t3", "Шумно"), c.AdmitCard("c4")], EXPERTS)
    for who in (LEAD, T1, seat("p1"), seat("e1"), seat("gabc"), seat("o1")):
        assert story.no(who, c.WriteNote("c1", "Сам себе")) == Refusal.EVENT_UNKNOWN
    assert story.no(X1, c.WriteNote("c9", "Где?")) == Refusal.CARD_UNKNOWN
    assert story.no(X1, c.WriteNote("c3", "Ещё не видно")) == Refusal.CARD_UNKNOWN, "a card that is held"
    story.play([(X1, c.WriteNote("c4", "Измерьте шум")), (T3, c.WithdrawCard("c4"))])
    assert story.no(X1, c.WriteNote("c4", "Поздно")) == Refusal.CARD_UNKNOWN, "a card that was taken back"
    story.do(X1, c.WriteNote("c4", ""))
    assert story.session.notes["n2"].over, "what stands there may always be taken away"
    story.play([c.AdmitCard("c3"), (X1, c.WriteNote("c3", "Теперь видно"))])
    assert said(story, "c3") == [("x1", "Теперь видно")]


def test_a_note_on_a_hidden_card_is_back_with_the_card() -> None:
    story = after([*OPEN, (X1, c.WriteNote("c1", "Узнайте, чья земля")), c.HideCard("c1")], EXPERTS)
    assert not said(story, "c1") and not noting.for_table(story.session, "t1")
    story.do(LEAD, c.RestoreCard("c1"))
    assert said(story, "c1") and noting.for_table(story.session, "t1")


def test_the_tables_that_wrote_or_hold_a_card_read_its_notes_and_no_others() -> None:
    story = after([*SHEET_OPEN, (X1, c.WriteNote("c3", "Посчитайте свет"))], WORKING)
    told = {table: [note.id for note in noting.for_table(story.session, table)] for table in ("t1", "t2", "t3")}
    assert told == {"t1": ["n1"], "t2": [], "t3": []}
    story.session.assigned["c3"] = ("t3",)  # an assign round gives it so
    assert noting.readers(story.session, story.session.cards["c3"]) == ("t1", "t3")


def test_notes_on_a_card_are_read_at_the_theme_that_it_lies_in() -> None:
    story = after(OPEN, THEMES.replace("people = 9", "people = 9\nexperts = 2"))
    one, two = "c1", "c2"
    story.play([(X1, c.WriteNote(one, "Узнайте, чья земля")), (seat("e1"), c.MergeCards("themes", {one: "", two: ""}))])
    assert said(story, "m1") == [("x1", "Узнайте, чья земля")]
    assert not noting.for_table(story.session, "t2"), "what lies together is the theme team's until it is shown"
    story.play([to("problems", "carried"), to("themes", "revealed")])
    assert [each for each in ("t1", "t2", "t3") if noting.for_table(story.session, each)] == ["t1", "t2"]


def test_a_table_takes_a_note_up_as_a_comment_and_another_text_is_open_again() -> None:
    story = after([*SHEET_OPEN, (X1, c.WriteNote("c3", "Посчитайте свет"))], WORKING)
    assert story.no(T2, c.AnswerComment("sheet1", "n1", True)) == Refusal.SEAT_FOREIGN
    story.do(T1, c.AnswerComment("sheet1", "n1", True))
    assert story.session.sheets["c3"].answers["n1"].accepted is True
    story.do(X1, c.WriteNote("c3", "Посчитайте свет и провод"))
    assert story.no(T1, c.AnswerComment("sheet1", "n1", False)) == Refusal.CARD_UNKNOWN, "that text is over"
    assert "n2" not in story.session.sheets["c3"].answers
    story.do(T1, c.AnswerComment("sheet1", "n2", False))
    story.do(LEAD, c.RedactNote("n2"))
    assert story.no(T1, c.AnswerComment("sheet1", "n2", True)) == Refusal.CARD_UNKNOWN


def test_a_note_moves_nothing_of_the_game() -> None:
    story = after([to("problems", "open")], EXPERTS)
    late = story.session.acts[-1].seq
    story.play(
        [card("t1", "Темно"), c.AdmitCard("c1"), to("problems", "closed"), c.MoveRound("problems", "open", "closed")]
    )
    story.do(X1, c.WriteNote("c1", "Узнайте, чья земля"))
    touched = story.round("problems").touched
    story.do(X1, c.WriteNote("c1", "Узнайте, чей столб"))
    assert story.round("problems").touched == touched, "a lead's act does not rest on it"
    assert story.session.acts[-1].seq > late and all(act.seat == "lead" for act in story.session.acts)
    assert "x1" not in story.session.signals.heard
    assert story.session.cards["c1"].revision == 1


def test_the_lead_blots_a_note_out_of_every_entry_and_the_chain_still_holds(tmp_path) -> None:
    path = tmp_path / "day.sqlite"
    story = after([*OPEN, (X1, c.WriteNote("c1", "Спросите Сидорова"))], EXPERTS, path=path)
    story.play([(X2, c.WriteNote("c1", "Узнайте, чья земля")), (X1, c.WriteNote("c1", "Сидоров знает"))])
    head = story.session.head
    story.play([c.RedactNote("n3"), c.RedactNote("n1")])
    acts = [event for event in story.events if isinstance(event, e.EntryRedacted)]
    assert [(act.card, act.note) for act in acts] == [("c1", "n1"), ("c1", "n3")], "earlier texts too, and once"
    stub = e.NoteWritten("n3", "c1", "x1", "█████", "problems")
    assert acts[1].stub_sha256 == hashlib.sha256(e.encode(stub)).hexdigest() and stub in story.events
    assert head in [entry.hash for entry in story.store.entries()]
    assert said(story, "c1") == [("x2", "Узнайте, чья земля")]
    assert story.session.acts[-1].until == story.session.seq, "two rows are one act"
    assert story.no(LEAD, c.UndoAct(story.session.acts[-1].seq)) == Refusal.UNDO_GONE
    assert story.no(LEAD, c.RedactNote("n9")) == Refusal.NOTE_UNKNOWN
    assert story.no(T1, c.RedactNote("n2")) == Refusal.EVENT_UNKNOWN
    assert [known.digest is None for known in story.store.answers() if known.seat in ("x1", "x2")] == [
        True,
        False,
        True,
    ]
    live = story.session
    assert story.reopen().session == live
    story.do(X1, c.WriteNote("c1", "Спросите в управе"))
    assert said(story, "c1")[-1] == ("x1", "Спросите в управе"), "another note may be written"
    assert story.reopen().session.notes["n4"].stands
    story.close()
    for file in tmp_path.iterdir():
        assert "Сидоров".encode() not in file.read_bytes()


def test_notes_of_two_experts_that_are_blotted_out_are_two_acts() -> None:
    story = after([*OPEN, (X1, c.WriteNote("c1", "А")), (X2, c.WriteNote("c1", "Б"))], EXPERTS)
    before = len(story.session.acts)
    story.play([c.RedactNote("n1"), c.RedactNote("n2"), c.RedactCard("c1")])
    assert len(story.session.acts) == before + 3


def test_the_lead_chooses_what_observers_see_and_may_take_it_back(tmp_path) -> None:
    story = after([], EXPERTS, path=tmp_path / "day.sqlite")
    assert story.session.observers_see == "wall" and story.session.has_observers()
    story.play([c.LetObservers("cards"), c.LetObservers("progress"), c.LetObservers("progress")])
    assert story.session.observers_see == "progress"
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    assert story.session.observers_see == "cards"
    assert story.reopen().session.observers_see == "cards"
    assert story.no(seat("o1"), c.LetObservers("progress")) == Refusal.EVENT_UNKNOWN
