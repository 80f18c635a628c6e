"""Writing in every way: galleries, maps, stages, late cards, the best of a table, people on their phones."""

import dataclasses

import pytest

from sessions import commands as c
from sessions import events as e
from sessions import gathering, themes
from sessions.reader import ScenarioError, parse
from sessions.refusals import Refusal
from sessions.seat import LEAD
from tests.story import ROOT, after, card, seat, to

DAY = (ROOT / "tests" / "data" / "gather.toml").read_text(encoding="utf-8")
T1, T2, T3 = seat("t1"), seat("t2"), seat("t3")


def day(moves, **how):
    return after(moves, DAY, **how)


def topic(who, title="Зима", story_round="topics"):
    return seat(who), c.SubmitCard(story_round, {"title": title})


TOPICS = (to("topics", "open"), topic("p1", "Зима"), topic("p2", "Лето"), to("topics", "carried"))
AGENDA = (*TOPICS, to("agenda", "carried"))
PROBLEMS_OPEN = (*AGENDA, to("problems", "open"))
PROBLEMS = (*PROBLEMS_OPEN, card("t1", "Темно"), card("t2", "Сыро"), to("problems", "closed"))
THEMES_OPEN = (*PROBLEMS, to("problems", "carried"), to("themes", "open"))
SOLUTIONS_OPEN = (*THEMES_OPEN, to("themes", "carried"), to("solutions", "open"))
SOLUTIONS = (
    *SOLUTIONS_OPEN,
    card("t1", "Фонари", "solutions", "c3"),
    card("t1", "Лампы", "solutions", "c3"),
    card("t2", "Дренаж", "solutions", "c4"),
    card("t2", "Насос", "solutions", "c4"),
    card("t3", "Дозор", "solutions", "c3"),
)
GALLERY = (*SOLUTIONS, to("solutions", "carried"), to("gallery", "open"))


# -- the gallery ---------------------------------------------------------------------------------------


def test_a_gallery_is_drawn_when_it_opens_and_a_replay_draws_nothing(tmp_path):
    story = day(GALLERY, path=tmp_path / "day.sqlite")
    here = story.round("gallery").gathering
    assert [*here.stops] == [dict(stop) for stop in story.events[-3].stops] and isinstance(
        story.events[-3], e.RotationDrawn
    )
    assert here.stop == 1 and len(here.stops) == 2
    drawn = here.stops
    story = story.reopen()
    assert story.round("gallery").gathering.stops == drawn
    for table in ("t1", "t2", "t3"):
        own = {each.id for each in story.session.cards.values() if each.table == table}
        looks = [stop[table] for stop in drawn]
        assert len(set(looks)) == 2 and not own & {*looks}


def test_a_table_comments_on_what_lies_before_it_or_has_lain():
    story = day(GALLERY)
    first, second = (stop["t1"] for stop in story.round("gallery").gathering.stops)
    comment = lambda parent: c.SubmitCard("gallery", {"text": "Хорошо"}, parent)  # noqa: E731
    assert story.no(T1, comment(second)) == Refusal.STOP_FOREIGN
    assert story.do(T1, comment(first)).ok
    story.do(LEAD, c.CallStop("gallery", 2, 1))
    assert story.do(T1, comment(second)).ok and story.do(T1, comment(first)).ok
    own = next(each.id for each in story.session.cards.values() if each.round == "solutions" and each.table == "t1")
    assert story.no(T1, comment(own)) == Refusal.STOP_FOREIGN


def test_two_consoles_step_once_and_a_stop_that_is_not_there_is_refused():
    story = day(GALLERY)
    story.passes(59_000)  # and each asking takes a second
    story.do(LEAD, c.CallStop("gallery", 2, 1))
    assert story.events[-1] == e.StopCalled("gallery", 2, 7 * 60_000)
    n = len(story.events)
    assert story.do(LEAD, c.CallStop("gallery", 2, 1)).ok and len(story.events) == n
    assert story.no(LEAD, c.CallStop("gallery", 1, 1)) == Refusal.PHASE_MOVED
    assert story.no(LEAD, c.CallStop("gallery", 3, 2)) == Refusal.PHASE_NOT_ALLOWED
    assert story.do(LEAD, c.CallStop("gallery", 1, 2)).ok  # back, for some were not ready
    story.play([to("gallery", "closed")])
    assert story.no(LEAD, c.CallStop("gallery", 2, 1)) == Refusal.PHASE_NOT_ALLOWED


def test_a_stop_is_undone_with_its_clock():
    story = day(GALLERY)
    story.passes(59_000)  # and each asking takes a second
    story.do(LEAD, c.CallStop("gallery", 2, 1))
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    here = story.round("gallery").gathering
    assert (here.stop, here.stop_from_ms) == (1, 8 * 60_000)


def test_a_gallery_that_is_played_anew_is_drawn_anew():
    story = day([*GALLERY, c.CallStop("gallery", 2, 1), to("gallery", "closed")])
    story.do(LEAD, c.RestartRound("gallery", "closed"))
    story.play([to("gallery", "open")])
    assert story.round("gallery").gathering.stop == 1
    assert sum(isinstance(event, e.RotationDrawn) for event in story.events) == 2


def test_the_opening_of_a_gallery_is_one_act_that_can_be_undone():
    story = day(GALLERY)
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    assert story.round("gallery").phase == "planned"


# -- stages ----------------------------------------------------------------------------------------------


def test_the_lead_steps_through_stages_or_lets_time_tell():
    story = day(PROBLEMS_OPEN)
    assert story.round("problems").gathering.stage is None
    story.passes(29_000)
    story.do(LEAD, c.CallStage("problems", 1))
    assert story.events[-1] == e.StageCalled("problems", 1, 12 * 60_000 - 30_000)
    assert story.no(LEAD, c.CallStage("problems", 2, None)) == Refusal.PHASE_MOVED
    assert story.no(LEAD, c.CallStage("problems", 4, 1)) == Refusal.PHASE_NOT_ALLOWED
    story.do(LEAD, c.CallStage("problems", None, 1))
    assert story.round("problems").gathering.stage is None
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    assert story.round("problems").gathering.stage == 1
    assert story.no(LEAD, c.CallStop("problems", 1, 0)) == Refusal.PHASE_NOT_ALLOWED


def test_the_groups_of_a_table_are_of_those_who_came():
    story = day([*PROBLEMS_OPEN, *((seat(f"p{no}"), c.Arrive()) for no in (1, 4, 7))])
    groups = gathering.groups(story.session, story.round("problems"), "t1")
    assert groups == {"pairs": [[1, 4, 7]], "fours": [[1, 4, 7]]}
    everybody = gathering.groups(story.session, story.round("problems"), "t2")
    assert sorted(no for pair in everybody["pairs"] for no in pair) == [2, 5, 8]


# -- cards that come late -----------------------------------------------------------------------------------


def test_a_late_card_goes_in_before_the_carry_and_joins_the_pool_after_it(tmp_path):
    story = day(PROBLEMS, path=tmp_path / "day.sqlite")
    assert story.do(T1, c.SubmitCard("problems", {"title": "Тесно"})).ok
    assert story.session.cards["c5"].late and not isinstance(story.events[-1], e.CardJoined)
    story.play([to("problems", "carried")])
    assert story.session.pools["problems"] == ("c3", "c4", "c5")
    story.do(T2, c.SubmitCard("problems", {"title": "Шумно"}))
    assert story.events[-1] == e.CardJoined("problems", "problems", "c6")
    assert story.session.pools["problems"] == ("c3", "c4", "c5", "c6")
    replayed = story.reopen().session
    assert replayed.pools["problems"][-1] == "c6" and replayed.carried["problems"][-1].cards[-1] == "c6"


def test_a_late_card_lies_on_the_board_at_once_until_the_themes_go_on():
    story = day(THEMES_OPEN)
    story.do(T2, c.SubmitCard("problems", {"title": "Шумно"}))
    board = story.round("themes")
    assert [each.id for each in themes.singles(story.session, board)] == ["c3", "c4", "c5"]
    assert board.taken.cards == ("c3", "c4", "c5") and not story.session.has_new_input(board)
    story.play([to("themes", "carried")])
    assert story.session.pools["themes"] == ("c3", "c4", "c5")
    assert story.no(T2, c.SubmitCard("problems", {"title": "Ветер"})) == Refusal.ROUND_STALE
    assert "c6" not in story.session.cards


def test_a_late_card_counts_against_the_limit_and_the_lead_finds_the_round_that_takes_it():
    story = day(THEMES_OPEN)
    assert gathering.late_round(story.session) is story.round("problems")
    for title in ("Раз", "Два"):
        story.do(T1, c.SubmitCard("problems", {"title": title}))
    assert story.no(T1, c.SubmitCard("problems", {"title": "Три"})) == Refusal.CARD_LIMIT
    story.play([to("themes", "carried")])
    assert gathering.late_round(story.session) is None


def test_where_late_cards_are_not_taken_the_close_is_the_end():
    story = day([*SOLUTIONS, to("solutions", "grace")])
    assert story.no(T1, c.SubmitCard("solutions", {"title": "Поздно"}, "c3")) == Refusal.PHASE_CLOSED
    assert story.do(T1, c.ReviseCard("c5", {"title": "Фонари на столбах"}, 1)).ok
    story.play([to("solutions", "closed")])
    assert story.no(T1, c.SubmitCard("solutions", {"title": "Поздно"}, "c3")) == Refusal.PHASE_CLOSED


# -- the best of a table -------------------------------------------------------------------------------------


def test_the_marked_card_goes_on_and_of_a_silent_table_the_first():
    story = day(SOLUTIONS)
    story.do(T1, c.ChooseBest("solutions", ("c6",)))
    state = story.round("solutions")
    assert gathering.unmarked(story.session, state) == ["t2"]  # t3 has one card, and no choice
    story.play([to("solutions", "closed")])
    story.do(T1, c.ChooseBest("solutions", ("c5",)))
    story.do(T1, c.ChooseBest("solutions", ("c6",)))
    story.play([to("solutions", "carried")])
    assert story.session.pools["solutions"] == ("c6", "c7", "c9")
    assert story.session.left["solutions"] == ("c5", "c8")
    assert story.no(T1, c.ChooseBest("solutions", ("c5",))) == Refusal.PHASE_CLOSED


def test_a_mark_on_a_card_that_is_gone_is_no_mark():
    story = day([*SOLUTIONS, (T1, c.ChooseBest("solutions", ("c5",))), (T1, c.WithdrawCard("c5"))])
    story.play([to("solutions", "carried")])
    assert story.session.pools["solutions"] == ("c6", "c7", "c9")


@pytest.mark.parametrize(
    ("cards", "code"),
    [
        (("c5", "c6"), Refusal.BALLOT_OVER_LIMIT),
        (("c7",), Refusal.CARD_UNKNOWN),
        (("c5", "c5"), Refusal.PAYLOAD_TYPES),
    ],
)
def test_a_table_marks_so_many_of_its_own(cards, code):
    assert day(SOLUTIONS).no(T1, c.ChooseBest("solutions", cards)) == code


def test_there_is_nothing_to_mark_where_all_cards_go_on():
    assert day([*GALLERY]).no(T1, c.ChooseBest("gallery", ())) == Refusal.ROUND_STALE


# -- a map ----------------------------------------------------------------------------------------------------


def test_a_card_stands_in_one_cell_and_moves_by_being_revised():
    story = day([to("map", "open")])
    put = lambda **cell: c.SubmitCard("map", {"title": "Вокзал", **cell})  # noqa: E731
    assert story.no(T1, put()) == Refusal.TEXT_EMPTY
    assert story.no(T1, put(row="people", col="never")) == Refusal.CHOICE_UNKNOWN
    story.do(T1, put(row="people", col="near"))
    story.do(T1, c.ReviseCard("c1", {"title": "Вокзал", "row": "work", "col": "far"}, 1))
    assert story.session.cards["c1"].fields == {"title": "Вокзал", "row": "work", "col": "far"}
    story.do(LEAD, c.RedactCard("c1"))
    assert story.session.cards["c1"].fields["row"] == "work"


# -- people write -----------------------------------------------------------------------------------------------


def test_a_person_writes_so_many_and_the_table_sees_it():
    story = day([to("topics", "open"), topic("p4")])
    written = story.session.cards["c1"]
    assert (written.person, written.table, written.author) == ("p4", "t1", 4)
    assert story.no(seat("p4"), c.SubmitCard("topics", {"title": "Ещё"})) == Refusal.CARD_LIMIT
    assert story.do(seat("p1"), c.SubmitCard("topics", {"title": "Сосед по столу"})).ok
    assert [each.id for each in story.session.round_cards("topics", "t1")] == ["c1", "c2"]
    assert story.no(T1, c.SubmitCard("topics", {"title": "Планшет"})) == Refusal.SEAT_FOREIGN


def test_only_who_wrote_a_card_changes_it_or_takes_it_back():
    story = day([to("topics", "open"), topic("p4")])
    for who in (seat("p1"), T1, LEAD):
        assert story.no(who, c.ReviseCard("c1", {"title": "x"}, 1)) == Refusal.SEAT_FOREIGN
        assert story.no(who, c.WithdrawCard("c1")) == Refusal.SEAT_FOREIGN
    story.do(seat("p4"), c.ReviseCard("c1", {"title": "Зимой"}, 1))
    assert (story.session.cards["c1"].title, story.session.cards["c1"].author) == ("Зимой", 4)
    story.do(seat("p4"), c.WithdrawCard("c1"))
    assert story.do(seat("p4"), c.SubmitCard("topics", {"title": "Другая"})).ok


def test_a_guest_writes_only_if_let_and_goes_through_its_own_lane():
    story = day([to("topics", "open"), topic("gabc"), topic("p1")])
    guest, person = story.session.cards["c1"], story.session.cards["c2"]
    assert (guest.table, guest.admitted, person.admitted) == ("", False, True)
    assert themes.authors(story.session, guest) == ()
    story.do(LEAD, c.SetLane("guest", "at_once"))
    story.do(LEAD, c.LetGuests(False))
    assert story.no(seat("gxyz"), c.SubmitCard("topics", {"title": "x"})) == Refusal.SIGN_UP_BADGES


def test_a_topic_that_is_blotted_out_stays_its_writers_on_replay(tmp_path):
    story = day([to("topics", "open"), topic("p4"), c.RedactCard("c1")], path=tmp_path / "day.sqlite")
    again = story.reopen().session.cards["c1"]
    assert again.redacted and (again.person, again.table) == ("p4", "t1")


def test_a_strict_lane_for_people_stops_their_cards_too():
    story = day([c.SetLane("person", "delay"), to("topics", "open"), topic("p4"), c.SetLane("person", "approve")])
    wait = story.session.cards["c1"].wait
    assert wait is not None and wait.left_ms(0, 0, "") is None


# -- the whole of it --------------------------------------------------------------------------------------------


def test_a_replay_ends_where_the_day_did(tmp_path):
    story = day([*GALLERY, c.CallStop("gallery", 2, 1)], path=tmp_path / "day.sqlite")
    before = {each.id: dataclasses.asdict(each.gathering) for each in story.session.rounds.values()}
    again = story.reopen().session
    assert {each.id: dataclasses.asdict(each.gathering) for each in again.rounds.values()} == before


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ('assignment = "rotation"\n', "", "round[5].rotation"),
        ("rotation = {stops = 2, minutes = 4}\n", "", "round[5].rotation"),
        ("{stops = 2, minutes = 4}", "{stops = 3, minutes = 4}", "round[5].rotation"),
        ('parent_pool = "solutions"\n', "", "round[5].assignment"),
        ('late = "reject"', 'late = "until_merge"', "round[4].late"),
        ('rule = "per_table", k = 1', 'rule = "per_table"', "round[4].carry.k"),
        ('rule = "per_table", k = 1', 'rule = "top", k = 1', "round[4].carry.rule"),
        ('id = "far"', 'id = "near"', "round[6].grid.cols"),
        ('{id = "title", label = {ru = "Событие"', '{id = "row", label = {ru = "Событие"', "round[6].fields[0].id"),
        ("people = 24", "people = 0", "round[0].writers"),
        ('writers = "person"\n', "", "round[0].max_per_person"),
        ('writers = "person"\n', 'writers = "person"\nauthors = true\n', "round[0].authors"),
    ],
)
def test_what_cannot_be_played_is_said_beforehand(old, new, path):
    text = DAY if path != "round[0].max_per_person" else DAY.replace("max_per_person = 1", "max_per_person = 2")
    assert old in text
    with pytest.raises(ScenarioError) as caught:
        parse(text.replace(old, new, 1))
    assert [each for each in caught.value.problems if each.startswith(path)], caught.value.problems
