"""Pitches: an order that nobody arranged, a queue that two consoles cannot step twice, grades, answers, the clock."""

import pytest

from sessions import commands as c
from sessions import events as e
from sessions.phases import Phase
from sessions.pitches import drawn
from sessions.reader import ScenarioError, parse
from sessions.refusals import Refusal
from sessions.seat import LEAD
from tests.story import AFTERNOON, Move, Story, after, card, seat, to

IDEAS: tuple[Move, ...] = (
    to("talk", "carried"),
    to("ideas", "open"),
    *(card(f"t{no}", title, "ideas") for no, title in enumerate(("Сквер", "Хор", "Мастерская", "Тропа"), 1)),
    to("ideas", "carried"),
)
HEARD = (*IDEAS, to("pitches", "open"))


def stage(*moves: Move, **how: object) -> Story:
    return after((*HEARD, *moves), AFTERNOON, tables=4, people=8, **how)


def queue(story: Story, round_id: str = "pitches"):
    return story.round(round_id).queue


def step(command: type[c.Command], place: int = 0, round_id: str = "pitches") -> Move:
    """The lead moves the card that stood at this place when the queue was drawn."""
    return lambda story: story.do(
        LEAD, command(round_id, first_order(story, round_id)[place], queue(story, round_id).rev)
    )


def first_order(story: Story, round_id: str = "pitches") -> tuple[str, ...]:
    return next(each.order for each in story.events if isinstance(each, e.QueueDrawn) and each.round == round_id)


def undo(story: Story) -> None:
    """The lead takes back what was done last."""
    story.do(LEAD, c.UndoAct(next(act.seq for act in reversed(story.session.acts) if not act.undone)))


def grade(table: str, cards: dict[str, int], round_id: str = "pitches") -> Move:
    return lambda story: story.do(
        seat(table, 4),
        c.CastBallot(round_id, {}, {each: {"benefit": mark, "power": 3} for each, mark in cards.items()}),
    )


def test_the_order_is_drawn_from_the_chain_at_the_opening_and_stands_in_an_event():
    story = after(IDEAS, AFTERNOON, tables=4, people=8)
    head = story.session.head
    story.play([c.MoveRound("pitches", "open", "planned")])
    assert queue(story).seed == head
    assert queue(story).order == drawn(head, ("c1", "c2", "c3", "c4"))
    other = after([c.Announce("Чай"), *IDEAS, to("pitches", "open")], AFTERNOON, tables=4, people=8)
    assert queue(other).seed != head


def test_an_opening_that_is_undone_draws_no_second_lot():
    story = after(IDEAS, AFTERNOON, tables=4, people=8).play([c.MoveRound("pitches", "open", "planned")])
    order = queue(story).order
    story.play([undo])
    assert story.round("pitches").phase is Phase.PLANNED
    story.play([c.Announce("Чай"), c.MoveRound("pitches", "open", "planned")])
    assert queue(story).order == order
    assert sum(isinstance(each, e.QueueDrawn) for each in story.events) == 1


def test_a_declared_order_is_that_of_the_pool():
    story = stage(to("pitches", "carried"), to("shown", "carried"), to("promises", "open"))
    assert queue(story, "promises").order == ("c1", "c2", "c3", "c4") and queue(story, "promises").seed == ""


def test_two_consoles_never_step_twice():
    story = stage()
    first, second = queue(story).order[:2]
    seen = queue(story).rev
    story.do(LEAD, c.StartPitch("pitches", first, seen))
    assert story.no(LEAD, c.StartPitch("pitches", second, seen)) is Refusal.PITCH_MOVED
    version = story.desk.version()
    story.do(LEAD, c.StartPitch("pitches", first, seen))
    assert story.desk.version() == version, "the same wish again changes nothing"


def test_the_next_one_makes_the_one_before_finish_and_one_undo_takes_both_back():
    story = stage(step(c.StartPitch), step(c.OpenQuestions))
    first, second = first_order(story)[:2]
    story.passes(7_000)
    story.play([step(c.StartPitch, 1)])
    assert (queue(story).stand(first), queue(story).stand(second)) == ("done", "speak")
    assert queue(story).clock.left_ms == 60_000
    story.passes(20_000)
    story.play([undo])
    assert (queue(story).stand(first), queue(story).stand(second)) == ("qa", "waits")
    left_ms = queue(story).clock.left(story.mono_ms)
    assert 21_000 <= left_ms <= 22_000, "of thirty seconds eight had gone when the next one was called up"


def test_a_team_that_is_not_there_comes_at_the_end_or_now():
    story = stage(step(c.SkipPitch), step(c.StartPitch, 1))
    first, second, third, fourth = first_order(story)
    story.play([step(c.ReturnPitch)])
    assert queue(story).order == (second, third, fourth, first) and queue(story).stand(first) == "waits"
    story.play([undo])
    assert queue(story).order == (first, second, third, fourth) and queue(story).stand(first) == "skipped"
    story.play([step(c.StartPitch)])
    assert (queue(story).stand(first), queue(story).stand(second)) == ("speak", "done")
    assert story.no(LEAD, c.SkipPitch("pitches", second, queue(story).rev)) is Refusal.PITCH_NOT_ALLOWED
    assert story.no(LEAD, c.OpenQuestions("pitches", third, queue(story).rev)) is Refusal.PITCH_NOT_ALLOWED
    assert story.no(LEAD, c.StartPitch("pitches", "c9", queue(story).rev)) is Refusal.CARD_UNKNOWN


def test_whoever_leaves_the_floor_by_a_skip_takes_no_clock_along():
    story = stage(step(c.StartPitch), step(c.SkipPitch))
    assert queue(story).current() is None and not queue(story).clock.running


def test_the_clock_of_a_pitch_gets_thirty_seconds_more_and_the_undo_takes_only_those():
    story = stage(step(c.StartPitch))
    first = first_order(story)[0]
    story.play([c.AddPitchTime("pitches", first, 30_000)])
    assert queue(story).clock.left(story.mono_ms) == 89_000 and queue(story).clock.total_ms == 90_000
    story.passes(10_000)
    story.play([undo])
    assert queue(story).clock.left(story.mono_ms) == 48_000
    story.passes(100_000)
    story.play([c.AddPitchTime("pitches", first, 30_000)])
    assert queue(story).clock.left(story.mono_ms) == 30_000, "after the bell it means thirty seconds from now"
    story.play([c.PausePitch("pitches", first)])
    assert not queue(story).clock.running
    assert story.no(LEAD, c.PausePitch("pitches", first_order(story)[1])) is Refusal.CLOCK_NONE


def test_the_clock_of_a_pitch_stops_with_the_round_and_the_floor_stays():
    story = stage(step(c.StartPitch))
    story.passes(4_000)
    story.play([c.MoveRound("pitches", "closed", "open")])
    assert not queue(story).clock.running and queue(story).clock.left_ms == 55_000
    assert story.no(LEAD, c.FinishPitch("pitches", first_order(story)[0], queue(story).rev)) is Refusal.PITCH_CLOSED
    story.play([undo])
    assert queue(story).clock.running and queue(story).current() == first_order(story)[0]


@pytest.mark.parametrize(("boot", "runs"), [("boot-1", True), ("boot-2", False)])
def test_the_clock_of_a_pitch_outlives_a_restart(tmp_path, boot, runs):
    story = stage(step(c.StartPitch), path=tmp_path / "s.sqlite")
    story.desk.tick()
    story.passes(9_000)
    story.reopen(boot=boot).desk.pause_after_restart()
    clock = queue(story).clock
    assert (clock.running, clock.asks) == (runs, not runs)
    assert clock.left(story.mono_ms) == (51_000 if runs else 60_000), "what was gone at the last tick is gone"
    if not runs:
        story.play([c.ResumePitch("pitches", first_order(story)[0])])
        assert queue(story).clock.running and not queue(story).clock.asks


@pytest.mark.parametrize(("boot", "runs"), [("boot-1", True), ("boot-2", False)])
def test_the_pitch_clock_goes_its_own_way_while_the_clock_of_the_round_stands(tmp_path, boot, runs):
    story = stage(step(c.StartPitch), c.PauseClock("pitches"), path=tmp_path / "s.sqlite")
    story.passes(9_000)
    story.desk.tick()
    story.reopen(boot=boot).desk.pause_after_restart()
    clock = queue(story).clock
    assert (clock.running, clock.asks, story.session.clock.asks) == (runs, not runs, False)
    assert clock.left(story.mono_ms) == 50_000, "what was gone at the last tick is gone"


def test_a_table_grades_what_it_has_heard_and_never_what_it_holds():
    story = stage(step(c.StartPitch))
    first, second = first_order(story)[:2]
    own = story.session.cards[first].table
    other = next(f"t{no}" for no in range(1, 5) if f"t{no}" not in (own, story.session.cards[second].table))
    paper = {first: {"benefit": 5}}
    assert story.no(seat(own, 4), c.CastBallot("pitches", {}, paper)) is Refusal.BALLOT_OWN_CARD
    assert story.no(seat(other, 4), c.CastBallot("pitches", {}, {second: {"benefit": 5}})) is Refusal.PITCH_NOT_HEARD
    assert story.no(seat(other, 4), c.CastBallot("pitches", {first: 1}, {})) is Refusal.PAYLOAD_TYPES
    assert story.no(seat(other, 4), c.CastBallot("pitches", {}, {first: {"benefit": 6}})) is Refusal.CHOICE_UNKNOWN
    assert story.no(seat("p1", 4), c.CastBallot("pitches", {}, paper)) is Refusal.BALLOT_NOT_ELECTOR
    story.do(seat(other, 4), c.CastBallot("pitches", {}, paper))
    assert story.round("pitches").grades == {other: paper}


def heard_all(story: Story) -> None:
    for place in range(4):
        story.play([step(c.StartPitch, place)])


def test_the_grades_are_counted_at_the_reveal_without_own_tables():
    story = stage(heard_all, grade("t1", {"c2": 5, "c3": 2}), grade("t2", {"c1": 4, "c3": 5}), grade("t3", {"c1": 2}))
    story.play([to("pitches", "closed")])
    assert story.no(LEAD, c.MoveRound("pitches", "carried", "closed")) is Refusal.PHASE_NOT_ALLOWED
    story.play([to("pitches", "revealed")])
    graded = queue(story).graded
    assert (graded.electors, graded.ballots) == (4, 3)
    rows = {row.card: (row.rank, row.grades["benefit"].answers, row.grades["benefit"].mean) for row in graded.rows}
    assert rows == {"c2": (1, 1, 5), "c3": (2, 2, 3.5), "c1": (3, 2, 3), "c4": (4, 0, 0)}
    assert graded.without == {f"c{no}": (f"t{no}",) for no in range(1, 5)}
    story.play([to("pitches", "carried")])
    assert story.session.pools["heard"] == ("c1", "c2", "c3", "c4"), "a grade chooses nobody"
    assert story.no(LEAD, c.ReopenRound("pitches", "carried")) is Refusal.PHASE_NOT_ALLOWED


def test_a_table_that_came_to_hold_a_card_takes_its_grade_with_it():
    story = stage(heard_all, grade("t2", {"c1": 1}), grade("t3", {"c1": 5}))
    story.session.assigned["c1"] = ("t2",)
    story.play([to("pitches", "revealed")])
    row = next(row for row in queue(story).graded.rows if row.card == "c1")
    assert (row.grades["benefit"].answers, row.grades["benefit"].mean) == (1, 5)
    assert queue(story).graded.without["c1"] == ("t2",)


def test_pitches_that_nobody_grades_are_carried_as_they_are():
    story = stage(to("pitches", "carried"), to("shown", "carried"), to("promises", "closed"))
    assert story.no(LEAD, c.MoveRound("promises", "revealed", "closed")) is Refusal.PHASE_NOT_ALLOWED
    story.play([to("promises", "carried")])
    assert story.no(seat("t1", 4), c.CastBallot("promises", {}, {})) in (Refusal.ROUND_STALE, Refusal.PHASE_CLOSED)


PROMISES = (to("pitches", "carried"), to("shown", "carried"), to("promises", "open"))


def test_the_administration_answers_each_card_and_may_think_again():
    story = stage(*PROMISES, c.GiveReply("promises", "c1", "partly", "2026-09-01", "Дадим  инвентарь"))
    assert queue(story, "promises").replies["c1"][:3] == ("partly", "2026-09-01", "Дадим инвентарь")
    story.play([c.GiveReply("promises", "c1", "yes", "2026-10-01", "")])
    story.play([undo])
    assert queue(story, "promises").replies["c1"][:3] == ("partly", "2026-09-01", "Дадим инвентарь")
    story.play([c.GiveReply("promises", "c1")])
    assert "c1" not in queue(story, "promises").replies
    story.play([to("promises", "carried"), c.GiveReply("promises", "c2", "no")])
    assert queue(story, "promises").replies["c2"].answer == "no", "an answer may come after the round"


@pytest.mark.parametrize("due", ["2026-13-01", "завтра", "20260901", "2026-9-1"])
def test_a_date_is_a_date(due):
    assert stage(*PROMISES).no(LEAD, c.GiveReply("promises", "c1", "yes", due)) is Refusal.DATE_WRONG


def test_an_answer_is_taken_down_only_where_the_round_asks_for_it():
    story = stage()
    assert story.no(LEAD, c.GiveReply("pitches", "c1", "yes")) is Refusal.FIELD_UNKNOWN
    assert story.no(LEAD, c.GiveReply("promises", "c1", "yes")) is Refusal.ROUND_STALE


def test_a_restart_draws_anew_keeps_the_answers_and_can_be_taken_back():
    story = stage(*PROMISES, step(c.StartPitch, 0, "promises"), c.GiveReply("promises", "c1", "yes"))
    story.play([to("promises", "carried"), c.RestartRound("promises", "carried"), to("promises", "open")])
    assert queue(story, "promises").stands == {} and "c1" in queue(story, "promises").replies
    story.play([undo])
    assert story.round("promises").phase is Phase.PLANNED
    story.play([undo])
    assert story.round("promises").phase is Phase.CARRIED and queue(story, "promises").stands == {"c1": "speak"}


def test_graded_pitches_are_not_played_again():
    story = stage(heard_all, grade("t2", {"c1": 1}), to("pitches", "closed"))
    assert story.no(LEAD, c.RestartRound("pitches", "closed")) is Refusal.PHASE_NOT_ALLOWED


def test_a_hidden_card_is_not_called_up():
    story = stage(lambda story: story.do(LEAD, c.HideCard(first_order(story)[0])))
    first = first_order(story)[0]
    assert story.no(LEAD, c.StartPitch("pitches", first, queue(story).rev)) is Refusal.CARD_UNKNOWN


def test_a_replay_ends_in_the_same_queue(tmp_path):
    story = stage(heard_all, grade("t2", {"c1": 4}), *PROMISES, path=tmp_path / "s.sqlite")
    story.play([c.GiveReply("promises", "c1", "yes", "2026-09-01")])
    before = {name: state.queue for name, state in story.session.rounds.items()}
    story.reopen()
    assert {name: state.queue for name, state in story.session.rounds.items()} == before


@pytest.mark.parametrize(
    ("path", "right", "wrong"),
    [
        ("input", 'input = "ideas"', 'input = "nothing"'),
        ("score.by", 'by = "benefit.mean"', 'by = "joy.mean"'),
        ("score.criteria", 'id = "power"', 'id = "benefit"'),
        ("reply_fields", '["answer", "due", "text"]', '["due", "due"]'),
        ("input", 'subtype = "reveal"', 'subtype = "break"'),
        ("guests_ask", "collect_questions = true", "collect_questions = false"),
    ],
)
def test_what_cannot_be_played_is_named(path, right, wrong):
    assert right in AFTERNOON
    with pytest.raises(ScenarioError, match=path):
        parse(AFTERNOON.replace(right, wrong, 1))
