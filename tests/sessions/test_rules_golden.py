"""The counting against other people's programmes, compared exactly; where the numbers come from: tests/data/rules."""

import json

import pytest

from sessions import shares, tally
from sessions.scenario import Criterion, Words
from sessions.tally import Vote
from tests.story import ROOT

PROFILES = json.loads((ROOT / "tests" / "data" / "rules" / "golden.json").read_text(encoding="utf-8"))
SHARES = [each for each in PROFILES if "k" in each]
SMALL = [each for each in SHARES if "every" in each]
GRADES = [each for each in PROFILES if each["name"].startswith("grades")]
DOTS = [each for each in PROFILES if each["name"].startswith("dots")]
named = pytest.mark.parametrize


def name(profile):
    return profile["name"]


def choose(profile, *, add1, drawn=True):
    """Equal shares with nothing but the draw between level cards; what is drawn is the order of the cards."""
    cards = profile["cards"]
    lots = {card: no for no, card in enumerate(cards)} if drawn else None
    ballots = [frozenset(ballot) for ballot in profile["ballots"]]
    return shares.choose(cards, ballots, profile["k"], dict.fromkeys(cards, ()), lots, add1=add1)


def test_there_are_enough_of_them_and_real_ones_among_them():
    assert len(PROFILES) >= 40
    assert any(each["name"] == "bg2050" for each in SHARES)
    assert max(len(each["ballots"]) for each in SHARES) >= 400
    assert sum(len(each["every"]) > 1 for each in SMALL) >= 4, "ties, too"


@named("profile", SHARES, ids=name)
def test_approvals(profile):
    count = tally.approval([dict.fromkeys(ballot, 1) for ballot in profile["ballots"]], {}, profile["cards"])
    assert {row.card: row.score for row in count.rows} == profile["scores"]


@named("profile", SHARES, ids=name)
def test_equal_shares_buys_the_same_cards_in_the_same_order(profile):
    assert list(choose(profile, add1=False).passed) == profile["bought"]


@named("profile", SHARES, ids=name)
def test_raising_the_shares_buys_the_same_cards(profile):
    """What nobody could pay for is filled by approval afterwards, which the other programme leaves open."""
    bought = choose(profile, add1=True).passed[: len(profile["add1"])]
    assert set(bought) == set(profile["add1"])


@named("profile", SMALL, ids=name)
def test_a_draw_is_asked_exactly_where_there_is_more_than_one_outcome(profile):
    made = choose(profile, add1=False, drawn=False)
    if len(profile["every"]) == 1:
        assert (sorted(made.passed), made.tied) == (profile["every"][0], ())
    else:
        assert made.passed == () and set(made.tied) >= set().union(*profile["every"]).difference(
            set.intersection(*map(set, profile["every"]))
        )


@named("how", ["sum", "mean", "median"])
@named("profile", GRADES, ids=name)
def test_grades(profile, how):
    votes = [Vote({}, {card: {"q": grade} for card, grade in ballot.items()}) for ballot in profile["grades"]]
    question = Criterion(id="q", label=Words("?", "?"))
    count = tally.grades(votes, {}, profile["cards"], [question], f"q.{how}")
    assert {row.card: row.score for row in count.rows} == profile[how]
    assert [row.score for row in count.rows] == sorted(profile[how].values(), reverse=True)
    for row in count.rows:
        assert row.rank == 1 + sum(value > profile[how][row.card] for value in profile[how].values())


@named("profile", DOTS, ids=name)
def test_dots(profile):
    votes = [Vote({card: dots for card, dots in ballot.items() if dots}) for ballot in profile["grades"]]
    assert {row.card: row.score for row in tally.marks(votes, {}, profile["cards"]).rows} == profile["sum"]
