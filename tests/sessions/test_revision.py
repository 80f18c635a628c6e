"""The plan of a day that runs: what is still to come may be changed as a whole, and what has been never."""

from __future__ import annotations

from pathlib import Path

import pytest

from sessions import commands as c
from sessions.phases import Phase
from sessions.reader import parse
from sessions.refusals import Refusal
from sessions.restore import replay
from sessions.seat import LEAD
from sessions.writer import digest, write
from tests.looking import seen
from tests.story import CHOOSE_OPEN, MINI, PROBLEMS, THEMES, Story, after, ballot, card, seat, to

BREAK = '[[round]]\nid = "tea"\nkind = "info"\nsubtype = "break"\ntitle = "Чай"\nminutes = 15\n'


def before(round_id: str, more: str = BREAK, text: str = MINI) -> str:
    """The scenario with something more before a round."""
    mark = f'[[round]]\nid = "{round_id}"'
    assert mark in text
    return text.replace(mark, f"{more}\n{mark}", 1)


def revise(story: Story, text: str) -> c.ReviseScenario:
    return c.ReviseScenario(text, digest(story.session.scenario))


def refused(story: Story, text: str) -> Refusal | None:
    return story.no(LEAD, revise(story, text))


def assert_replays(story: Story) -> None:
    first, *rest = story.store.entries()
    assert replay(first, rest) == story.session


def test_a_break_comes_before_the_next_round_and_everything_before_it_stays() -> None:
    story = after(PROBLEMS)
    kept = story.session.rounds["problems"]
    story.play([c.ReplanDay({"solutions": 9}), revise(story, before("short"))])
    assert list(story.session.rounds)[:4] == ["hello", "problems", "tea", "short"]
    assert [state.no for state in story.session.rounds.values()] == list(range(1, 8))
    assert story.session.rounds["problems"] is kept and story.session.rounds["solutions"].minutes == 9
    story.play([to("tea", "open"), to("tea", "closed"), to("short", "open"), ballot("t1", "short", "c1")])
    assert story.session.rounds["short"].ballots
    assert_replays(story)


def test_a_revision_says_the_whole_day_and_a_repeat_changes_nothing() -> None:
    story = after([])
    story.play([revise(story, before("short"))])
    n = len(story.events)
    story.play([revise(story, before("short"))])
    assert len(story.events) == n
    event = story.session.acts[-1].event
    assert (event.added, event.changed, event.removed, event.moved) == (1, 0, 0, 0)


def test_rounds_to_come_change_go_and_change_places() -> None:
    story = after([to("hello", "open")])
    shorter = write(parse(MINI)).partition('\n[[round]]\nid = "solutions"')[0]
    tea = f'{BREAK}[[round]]\nid = "end"\nkind = "info"\ntitle = "Итог"\nminutes = 5\n'
    story.play([revise(story, f"{shorter}\n{tea}")])
    assert list(story.session.rounds) == ["hello", "problems", "short", "tea", "end"]
    assert story.session.acts[-1].event.removed == 3
    one, other = tea.split("[[round]]\n")[1:]
    longer = one.replace("minutes = 15", "minutes = 20")
    story.play([revise(story, f"{shorter}\n[[round]]\n{other}\n[[round]]\n{longer}")])
    assert [(state.id, state.minutes) for state in story.session.rounds.values()][3:] == [("end", 5), ("tea", 20)]
    event = story.session.acts[-1].event
    assert (event.added, event.changed, event.removed, event.moved) == (0, 1, 0, 2)
    assert_replays(story)


def test_two_editors_never_overwrite_each_other() -> None:
    story = after([])
    mine, theirs = revise(story, before("short")), revise(story, before("solutions"))
    story.play([mine])
    assert story.no(LEAD, theirs) == Refusal.SCENARIO_STALE
    assert "tea" in story.session.rounds


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("tables = 3", "tables = 4", Refusal.SCENARIO_HALL),
        ("people = 9", "people = 10", Refusal.SCENARIO_HALL),
        ('id = "mini"', 'id = "maxi"', Refusal.SCENARIO_HALL),
        ("max_per_table = 2", "max_per_table = 3", Refusal.SCENARIO_PLAYED),
        ('[[round]]\nid = "problems"', f'{BREAK}\n[[round]]\nid = "problems"', Refusal.SCENARIO_PLAYED),
        ('{id = "cult"', '{id = "new"', Refusal.SCENARIO_PLAYED),
        ('en = "culture"', 'en = "sports"', Refusal.SCENARIO_PLAYED),
        ('input = "problems"', 'input = "nothing"', Refusal.SCENARIO_BROKEN),
        ("[scenario]", "[scenario", Refusal.SCENARIO_BROKEN),
    ],
)
def test_what_has_been_stays(old: str, new: str, code: Refusal) -> None:
    story = after(PROBLEMS)
    assert old in MINI
    assert refused(story, MINI.replace(old, new, 1)) == code
    assert story.session.scenario == parse(MINI)


def test_a_round_that_runs_may_not_be_taken_away() -> None:
    story = after([to("hello", "skipped"), to("problems", "open")])
    first, _, rest = MINI.partition('[[round]]\nid = "hello"')
    without = first + rest[rest.index("[[round]]") :]
    assert refused(story, without) == Refusal.SCENARIO_PLAYED, "a skipped round keeps its number"


def test_the_quorum_is_of_the_votes_that_were_taken() -> None:
    story, other = after([]), MINI.replace("person = 0.6", "person = 0.5", 1)
    assert refused(after(CHOOSE_OPEN), other) == Refusal.SCENARIO_PLAYED
    story.play([revise(story, other)])
    assert story.session.scenario.scenario.quorum.person == 0.5


def test_themes_that_were_begun_ahead_of_their_round_stay() -> None:
    story = after([to("problems", "open"), card("t1", "Темно"), card("t2", "Тесно")], THEMES)
    story.do(seat("e1"), c.MergeCards("themes", {"c1": "", "c2": ""}))
    assert refused(story, THEMES.replace("target = [2, 4]", "target = [1, 4]", 1)) == Refusal.SCENARIO_PLAYED
    story.play([revise(story, before("themes", text=THEMES))])
    assert story.session.rounds["themes"].no == 4
    assert story.session.cards["m1"].sources == ["c1", "c2"]
    assert_replays(story)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('pair_with = "who"', ""),
        ('pair_with = "who"', 'pair_with = "day"'),
        ('questions = "feedback_after"', 'questions = "portrait_before"'),
        ('id = "after"', 'id = "afterwards"'),
        ('questions = "pulse"', 'questions = "portrait_before"\npair_with = "who"'),
    ],
)
def test_what_a_begun_poll_is_compared_with_stays(old: str, new: str) -> None:
    text = (Path(__file__).parents[1] / "data" / "poll.toml").read_text(encoding="utf-8")
    other = text.replace('questions = "pulse"', 'questions = "portrait_before"') if new.endswith('"day"') else text
    story = Story(other, tables=4, people=24)
    assert old in other
    story.play([to("who", "open"), (seat("p1", 4), c.AnswerPoll("who", {"ready": "yes"}))])
    assert refused(story, other.replace(old, new, 1)) == Refusal.SCENARIO_PLAYED
    story.play([revise(story, other.replace("How the forum was", "The forum as a whole", 1))])


def test_a_pair_that_came_after_its_first_poll_had_begun_is_not_left_behind_by_undo() -> None:
    text = (Path(__file__).parents[1] / "data" / "poll.toml").read_text(encoding="utf-8")
    story = Story(text.replace('\npair_with = "who"', ""), tables=4, people=24)
    story.play([revise(story, text)])
    act = story.session.acts[-1]
    story.play([to("who", "open")])
    for each in story.session.acts:
        each.undone = each is not act  # as if nothing had been done but the revision
    story.play([(seat("p1", 4), c.AnswerPoll("who", {"ready": "yes"}))])
    assert story.no(LEAD, c.UndoAct(act.seq)) == Refusal.UNDO_DEPENDS


def test_a_day_that_gets_themes_gets_seats_for_their_team() -> None:
    story = after([to("hello", "open")])
    assert "e1" not in story.session.seats
    story.play([revise(story, THEMES)])
    assert story.session.seats["e3"].seat.no == 3
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    assert "themes" not in story.session.rounds
    assert_replays(story)


def test_a_revision_is_undone_with_the_times_that_the_lead_had_given() -> None:
    story = after([*PROBLEMS, c.ReplanDay({"short": 4, "solutions": 9})])
    was = seen(story.session)
    other = before("short").replace("minutes = 5\ninput", "minutes = 6\ninput")
    story.play([revise(story, other)])
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    assert story.session.scenario == parse(MINI) and seen(story.session) == was
    assert (story.session.rounds["short"].minutes, story.session.rounds["solutions"].minutes) == (4, 9)
    assert_replays(story)


def test_a_revision_stays_once_one_of_its_rounds_has_begun() -> None:
    story = after([*PROBLEMS])
    story.play([revise(story, before("short"))])
    act = story.session.acts[-1]
    story.play([to("tea", "open")])
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    assert story.session.rounds["tea"].phase is Phase.PLANNED
    story.play([to("tea", "open"), to("tea", "closed")])
    for each in reversed(story.session.acts):
        if each is act:
            break
        each.undone = True  # as if nothing had been done but the revision
    assert story.no(LEAD, c.UndoAct(act.seq)) == Refusal.UNDO_DEPENDS


def test_only_the_lead_revises() -> None:
    story = after([])
    assert story.no(seat("t1"), revise(story, before("short"))) == Refusal.EVENT_UNKNOWN
