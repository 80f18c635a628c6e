"""Cards laid together after the hall has voted on them: as if every ballot had seen one card."""

import contextlib
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions import commands as c
from sessions import tally
from sessions.refusals import Refusal
from sessions.scenario import Carry, Criterion, VoteRound, Words
from sessions.seat import LEAD
from sessions.tally import Vote
from tests.sessions.test_recount import recount
from tests.story import PROBLEMS, THEMES, after, ballot, seat, to

E1 = seat("e1")
JOIN = c.MergeCards("themes", {"c1": "", "c3": ""})
VOTED = (
    *PROBLEMS,
    to("themes", "carried"),
    to("short", "open"),
    ballot("t1", "short", "c1", "c2"),
    ballot("t2", "short", "c1", "c3"),
    ballot("t3", "short", "c3", "c4"),
)
PEOPLE = THEMES.replace('electors = "table"', 'electors = "person"', 1)
DOTS = THEMES.replace('electors = "table"\nlimit = 3', 'electors = "table"\nmethod = "dots"\nlimit = 4\ncap = 2', 1)


def votes(method, **more):
    words = Words("в", "v")
    return VoteRound(id="v", title=words, minutes=1, input="a", output="b", electors="table", method=method, **more)


def rows(story):
    return {row.card: (row.score, row.breadth) for row in story.outcome("short").scores}


def test_a_mark_counts_once():
    story = after([*VOTED, to("short", "revealed")], scenario=THEMES)
    assert rows(story)["c1"] == (2, 2)
    story.do(E1, JOIN)
    assert rows(story) == {"m1": (3, 3), "c2": (1, 1), "c4": (1, 1)}
    assert story.outcome("short").passed == ("m1", "c2", "c4")


def test_before_the_reveal_it_is_counted_so_at_once():
    story = after([*VOTED, to("short", "closed")], scenario=THEMES)
    story.do(E1, JOIN)
    story.play([to("short", "revealed")])
    assert rows(story)["m1"] == (3, 3)


def test_dots_add_up_to_what_one_card_may_have():
    story = after([*VOTED[:-3]], scenario=DOTS)
    for table, dots in (("t1", {"c1": 2, "c3": 2}), ("t2", {"c1": 1, "c2": 1}), ("t3", {"c3": 1})):
        story.do(seat(table), c.CastBallot("short", dots))
    story.play([to("short", "revealed")])
    story.do(E1, JOIN)
    assert rows(story) == {"m1": (4, 3), "c2": (1, 1), "c4": (0, 0)}


def test_secret_ballots_are_counted_anew_after_the_seal(tmp_path):
    story = after([*VOTED[:-3]], scenario=PEOPLE, path=tmp_path / "day.sqlite")
    story.play([ballot("p1", "short", "c1", "c3"), ballot("p2", "short", "c3"), ballot("p4", "short", "c2")])
    story.play([to("short", "revealed")])
    story.do(E1, JOIN)
    assert rows(story) == {"m1": (2, 2), "c2": (1, 1), "c4": (0, 0)}
    before = story.session
    assert story.reopen().session == before
    story.play([to("short", "carried")])
    story.store.close()
    status, printed = recount(tmp_path / "day.sqlite")
    assert (status, "0 differences" in printed) == (0, True), printed


@pytest.mark.parametrize("scenario", [THEMES, DOTS], ids=["marks", "dots"])
def test_it_is_recounted_by_the_script_too(tmp_path, scenario):
    story = after([*VOTED, to("short", "revealed")], scenario=scenario, path=tmp_path / "day.sqlite")
    story.do(E1, JOIN)
    story.do(E1, c.MergeCards("themes", {"c2": "", "c4": ""}))
    story.do(E1, c.MergeCards("themes", {"m2": ""}, "m1"))
    story.play([to("short", "carried")])
    story.store.close()
    status, printed = recount(tmp_path / "day.sqlite")
    assert (status, "0 differences" in printed) == (0, True), printed
    with contextlib.closing(sqlite3.connect(tmp_path / "day.sqlite")) as db:
        assert db.execute("select count(*) from journal where kind = 'TallyRevealed.1'").fetchone() == (4,)


def test_what_was_split_is_voted_on_again():
    story = after([*PROBLEMS[:-1], (E1, JOIN), to("problems", "carried"), to("themes", "carried")], scenario=THEMES)
    story.play([to("short", "open"), ballot("t1", "short", "m1"), to("short", "revealed")])
    assert story.no(E1, c.SplitCards("themes", "m1", ("c3",))) == Refusal.THEME_VOTED
    story.play([c.RepeatVote("short", 1)])
    story.do(E1, c.SplitCards("themes", "m1", ("c3",)))
    story.play([to("short", "open"), (seat("t1"), c.CastBallot("short", {"c3": 1}, contest=2))])
    story.play([to("short", "revealed")])
    assert rows(story)["c3"] == (1, 1)


def test_only_whole_things_of_this_vote_are_joined():
    story = after([*VOTED], scenario=THEMES)
    assert story.no(E1, JOIN) == Refusal.THEME_TAKEN
    story.play([to("short", "revealed")])
    assert story.no(E1, c.RenameTheme("m1", "x", 1)) == Refusal.THEME_UNKNOWN
    assert story.no(E1, c.SetAside("themes", {"c1": ""}, "personal")) == Refusal.THEME_TAKEN
    story.do(E1, JOIN)
    assert story.no(E1, c.MergeCards("themes", {"c1": "m1", "c2": ""})) == Refusal.CARD_STALE
    story.play([to("short", "carried")])
    assert story.no(E1, c.MergeCards("themes", {"c2": "", "c4": ""})) == Refusal.THEME_TAKEN


def test_a_joined_vote_is_not_unjoined_behind_the_halls_back():
    story = after([*VOTED, to("short", "revealed")], scenario=THEMES)
    story.do(E1, JOIN)
    assert story.no(E1, c.UndoAct(story.session.acts[-1].seq)) == Refusal.UNDO_DEPENDS
    assert story.no(LEAD, c.SplitCards("themes", "m1", ("c3",))) == Refusal.THEME_VOTED


CARDS = [f"c{no}" for no in range(1, 7)]
POINTS = st.dictionaries(st.sampled_from(CARDS), st.integers(1, 3), max_size=6)
JOINED = st.dictionaries(st.sampled_from(CARDS[:4]), st.sampled_from(["m1", "m2"]), max_size=4)


@settings(max_examples=200)
@given(POINTS, JOINED)
def test_a_folded_ballot_never_says_more_than_it_did(points, joined):
    folded = tally.folded(Vote(points), joined, votes("dots", limit=9, cap=3)).choices
    assert sum(folded.values()) <= sum(points.values())
    assert max(folded.values(), default=0) <= 3
    for card, dots in folded.items():
        parts = [n for each, n in points.items() if tally.end_of(each, joined) == card]
        assert max(parts) <= dots <= sum(parts)
    once = tally.folded(Vote(dict.fromkeys(points, 1)), joined, votes("approval")).choices
    assert set(once.values()) <= {1}
    assert set(once) == set(folded)


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(CARDS), st.integers(1, 5), max_size=6), JOINED)
def test_a_folded_grade_is_the_mean_of_its_ballot(grades, joined):
    plan = votes("score", criteria=(Criterion(id="q", label=Words("в", "q")),), carry=Carry(by="q.mean"))
    folded = tally.folded(Vote({}, {card: {"q": grade} for card, grade in grades.items()}), joined, plan).grades
    for card, given_ in folded.items():
        parts = [grade for each, grade in grades.items() if tally.end_of(each, joined) == card]
        assert given_["q"] * len(parts) == sum(parts)
    assert sum(len([g for g in grades if tally.end_of(g, joined) == card]) for card in folded) == len(grades)
