"""The day's clock: how long a day lasts, what is still to come, and where minutes can be won back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions import commands as c
from sessions.phases import Phase
from sessions.reader import ScenarioError, parse
from sessions.refusals import Refusal
from sessions.scenario import Stage
from sessions.seat import LEAD
from sessions.session import RoundState
from sessions.timetable import ahead, day_of, days, offsets, planned_min, savings, stages, start_min
from tests.story import MINI, after, to

HEAD = '[scenario]\nid = "two"\ntitle = "Два дня"\n[[day]]\nstart = "10:00"\n[[day]]\nstart = "09:30"\n'
TALK, BREAK = 'kind = "info"', 'kind = "info"\nsubtype = "break"'
GATHER = """kind = "gather"
output = "cards"
fields = [{id = "title", label = "Что", required = true}]
stages = [["silent", 6], ["subgroups", 18], ["write", 12]]"""
TWO_DAYS = HEAD + "".join(
    f'[[round]]\nid = "{name}"\ntitle = "{name}"\nminutes = {minutes}\nday = {day}\n{kind}\n'
    for name, minutes, day, kind in (
        ("open", 20, 1, TALK),
        ("work", 40, 1, GATHER),
        ("lunch", 50, 1, BREAK),
        ("talk", 11, 1, TALK),
        ("coffee", 15, 1, BREAK),
        ("recap", 15, 2, TALK),
        ("close", 20, 2, TALK),
    )
)


def test_a_day_has_a_start_an_end_and_a_place_for_each_round() -> None:
    scenario = parse(TWO_DAYS)
    assert days(scenario) == 2
    assert (start_min(scenario, 1), start_min(scenario, 2)) == (600, 570)
    assert (planned_min(scenario, 1), planned_min(scenario, 2)) == (136, 35)
    assert offsets(scenario) == {
        "open": 0,
        "work": 20,
        "lunch": 60,
        "talk": 110,
        "coffee": 121,
        "recap": 0,
        "close": 15,
    }
    assert start_min(parse(MINI), 1) is None


def test_days_go_up_one_by_one_and_each_has_its_start() -> None:
    with pytest.raises(ScenarioError, match=r'round\[5\]\.day \(round "recap"\): days go up one by one'):
        parse(TWO_DAYS.replace("day = 2", "day = 3"))
    with pytest.raises(ScenarioError, match="day: write a start for each of the 2 days"):
        parse(TWO_DAYS.replace('[[day]]\nstart = "09:30"\n', ""))
    with pytest.raises(ScenarioError, match=r"day\[0\]\.start"):
        parse(TWO_DAYS.replace('"10:00"', '"25:00"'))


def test_the_hall_is_in_the_day_of_its_round_until_that_day_is_over() -> None:
    story = after([], TWO_DAYS)
    assert day_of(story.session) == 1 and ahead(story.session)[0].id == "open"
    for name in ("open", "work", "lunch", "talk"):
        story.play([to(name, "skipped")])
    story.play([to("coffee", "open")])
    assert day_of(story.session) == 1 and ahead(story.session) == []
    story.play([to("coffee", "closed")])
    assert day_of(story.session) == 2, "a break that is closed is over"
    assert [each.id for each in ahead(story.session)] == ["recap", "close"]


def test_the_lead_gives_rounds_to_come_other_times_and_can_undo_it() -> None:
    story = after([to("open", "open")], TWO_DAYS)
    story.play([c.ReplanDay({"work": 30, "lunch": 50})])
    assert story.session.rounds["work"].minutes == 30
    assert [event.minutes for event in story.events if type(event).__name__ == "DayReplanned"] == [{"work": 30}]
    assert story.no(LEAD, c.ReplanDay({"open": 10, "lunch": 30})) == Refusal.ROUND_BEGUN
    assert story.session.rounds["lunch"].minutes == 50, "nothing of a refused plan is taken"
    assert story.no(LEAD, c.ReplanDay({"nothing": 10})) == Refusal.ROUND_UNKNOWN
    story.play([to("open", "closed"), to("work", "open")])
    assert story.session.clock.total_ms == 30 * 60_000


def test_an_undone_plan_is_the_plan_before() -> None:
    story = after([c.ReplanDay({"work": 30}), c.ReplanDay({"work": 25})], TWO_DAYS)
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    assert story.session.rounds["work"].minutes == 30


def test_what_has_begun_with_its_new_time_is_not_undone() -> None:
    story = after([c.ReplanDay({"open": 10}), to("open", "open")], TWO_DAYS)
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    assert story.session.rounds["open"].phase is Phase.PLANNED
    story.play([to("open", "open")])
    assert story.no(LEAD, c.UndoAct(story.session.acts[0].seq)) in (Refusal.UNDO_STALE, Refusal.UNDO_DEPENDS)


def test_talks_give_first_then_breaks_then_work_and_never_more_than_they_can() -> None:
    session = after([], TWO_DAYS).session
    assert savings(session, 10) == {"open": 13, "talk": 8}
    assert savings(session, 15) == {"open": 10, "talk": 6}
    assert savings(session, 25) == {"open": 10, "talk": 6, "lunch": 42, "coffee": 13}
    all_of_it = {"open": 10, "talk": 6, "lunch": 30, "coffee": 10, "work": 30}
    assert savings(session, 50) == savings(session, 500) == all_of_it


@given(st.integers(0, 120), st.lists(st.integers(0, 4), max_size=5, unique=True))
def test_what_is_saved_is_what_was_asked_for_or_all_there_is(minutes: int, skipped: list[int]) -> None:
    names = ["open", "work", "lunch", "talk", "coffee"]
    session = after([to(names[each], "skipped") for each in sorted(skipped)], TWO_DAYS).session
    most = sum(session.rounds[each].minutes - new for each, new in savings(session, 10_000).items())
    plan = savings(session, minutes)
    assert sum(session.rounds[each].minutes - new for each, new in plan.items()) == min(minutes, most)
    assert all(0 < new < session.rounds[each].minutes for each, new in plan.items())
    assert not set(plan) & {names[each] for each in skipped}


@given(st.integers(5, 200))
def test_the_parts_of_a_round_fill_its_new_time(minutes: int) -> None:
    state: RoundState = after([], TWO_DAYS).session.rounds["work"]
    parts = [Stage("silent", 6), Stage("subgroups", 18), Stage("write", 16)]
    state.minutes = minutes
    said = [share for _, share in stages(state, parts)]
    assert sum(said) == minutes and all(share >= 1 for share in said)
    assert said[0] <= said[2] <= said[1]
