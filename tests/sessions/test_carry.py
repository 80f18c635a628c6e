"""What goes on: the rules by example, and the whole tie chain against the one in docs/recount.py."""

import hashlib
import importlib.util
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sessions import tally
from sessions.carry import NOTHING, About, cut, draw_seed, drawn
from sessions.scenario import Carry, Diversify
from tests.story import ROOT

_spec = importlib.util.spec_from_file_location("recount", ROOT / "docs" / "recount.py")
assert _spec and _spec.loader
recount = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(recount)


def counted(**marks):
    """`counted(c1=(5, 3))`: card c1 has five marks from three tables."""
    ballots = [{card: 1} for card, (score, _) in marks.items() for _ in range(score)]
    reach = {card: tuple(f"t{no}" for no in range(1, breadth + 1)) for card, (_, breadth) in marks.items()}
    return tally.approval(ballots, reach, tuple(marks))


def top(k, *tie):
    return Carry(rule="top", k=k, tie=(*tie, "draw"))


def test_all_carries_all_in_the_order_of_the_result():
    result = cut(counted(c1=(0, 0), c2=(3, 1), c3=(1, 1)), Carry(rule="all"))
    assert (result.passed, result.rest, result.pending) == (("c2", "c3", "c1"), (), ())


def test_a_threshold_by_marks():
    result = cut(counted(c1=(1, 1), c2=(3, 1), c3=(2, 1)), Carry(rule="threshold", min=2))
    assert (result.passed, result.rest) == (("c2", "c3"), ("c1",))


def test_a_threshold_by_share_is_exact_and_at_least_one_mark():
    count = counted(c1=(11, 1), c2=(9, 1), c3=(0, 0))
    assert cut(count, Carry(rule="threshold", share=0.55)).passed == ("c1",)
    assert cut(count, Carry(rule="threshold", share=0.001)).passed == ("c1", "c2")


def test_a_card_without_a_single_mark_never_passes():
    result = cut(counted(c1=(2, 1), c2=(0, 0), c3=(0, 0)), top(2))
    assert (result.passed, result.rest, result.pending, result.tie) == (("c1",), ("c2", "c3"), (), ())


def test_no_tie_at_the_cut_needs_no_chain():
    result = cut(counted(c1=(5, 1), c2=(5, 1), c3=(2, 1)), top(2, "breadth"))
    assert (result.passed, result.rest, result.tie) == (("c1", "c2"), ("c3",), ())


def test_breadth_decides_a_tie():
    result = cut(counted(c1=(5, 1), c2=(3, 1), c3=(3, 2), c4=(3, 1), c5=(1, 1)), top(2, "breadth"))
    assert (result.passed, result.rest, result.pending) == (("c1", "c3"), ("c2", "c4", "c5"), ())
    score, breadth = result.tie
    assert (score.step, score.places, score.passed, score.left) == ("score", 1, (), ("c2", "c3", "c4"))
    assert (breadth.step, breadth.places, breadth.passed, breadth.left) == ("breadth", 1, ("c3",), ())
    assert breadth.values == {"c3": 2, "c2": 1, "c4": 1}


def test_breadth_lets_some_pass_and_leaves_the_rest_level():
    result = cut(counted(c1=(3, 3), c2=(3, 2), c3=(3, 2), c4=(3, 1)), top(2, "breadth"))
    assert (result.passed, result.pending, result.places, result.rest) == (("c1",), ("c2", "c3"), 1, ("c4",))
    assert result.tie[-1].left == ("c2", "c3")


def test_include_takes_all_that_stand_level_or_none():
    count = counted(c1=(5, 1), c2=(3, 1), c3=(3, 1), c4=(3, 1))
    assert cut(count, top(2, "include:4")).passed == ("c1", "c2", "c3", "c4")
    refused = cut(count, top(2, "include:3"))
    assert (refused.passed, refused.pending, refused.places) == (("c1",), ("c2", "c3", "c4"), 1)


def test_include_after_breadth_counts_who_passed_by_breadth():
    result = cut(counted(c1=(3, 3), c2=(3, 2), c3=(3, 2), c4=(3, 1)), top(2, "breadth", "include:3"))
    assert (result.passed, result.rest, result.pending) == (("c1", "c2", "c3"), ("c4",), ())
    assert [step.step for step in result.tie] == ["score", "breadth", "include"]


def test_the_draw_is_made_of_the_head_and_the_number_of_the_hall():
    seed = draw_seed("ab" * 32, 4711)
    assert seed == hashlib.sha256(("ab" * 32 + "\n4711").encode()).hexdigest()
    after = drawn(counted(c1=(3, 1), c2=(3, 1), c3=(3, 1), c4=(1, 1)), top(2), NOTHING, seed)
    order = sorted(("c1", "c2", "c3"), key=lambda card: hashlib.sha256(f"{seed}\n{card}".encode()).hexdigest())
    assert after.passed == tuple(order[:2])
    assert set(after.rest) == {order[2], "c4"}
    assert (after.pending, after.places) == ((), 0)
    assert after.tie[-1].values == {card: place for place, card in enumerate(order, 1)}


def test_every_level_card_can_be_drawn():
    count = counted(c1=(3, 1), c2=(3, 1), c3=(3, 1))
    winners = Counter(drawn(count, top(1), NOTHING, draw_seed("head", number)).passed[0] for number in range(300))
    assert set(winners) == {"c1", "c2", "c3"}
    assert min(winners.values()) > 60


@st.composite
def votes(draw):
    """Up to nine cards with few different scores, so that ties at the cut are common, and a rule."""
    size = draw(st.integers(1, 9))
    marks = {}
    for no in range(1, size + 1):
        score = draw(st.integers(0, 4))
        marks[f"c{no}"] = (score, draw(st.integers(1, score)) if score else 0)
    k = draw(st.integers(1, size))
    steps = st.one_of(st.just("breadth"), st.integers(k, size + 2).map(lambda n: f"include:{n}"))
    return marks, k, tuple(draw(st.lists(steps, max_size=3)))


@given(votes(), st.integers(0, 10**9))
def test_the_tie_chain_is_the_one_that_the_recount_applies(vote, number):
    marks, k, tie = vote
    count = counted(**marks)
    result = cut(count, top(k, *tie))
    score, breadth = ({card: both[place] for card, both in marks.items()} for place in (0, 1))
    rule = {"rule": "top", "k": k, "tie": [*tie, "draw"]}
    passed, pending, places = recount.pick(rule, list(marks), score, breadth, count.ballots)
    assert (list(result.passed), list(result.pending), result.places) == (passed, pending, places)
    final = drawn(count, top(k, *tie), NOTHING, draw_seed("head", number)) if result.pending else result
    _check_promises(marks, k, tie, final)


def _check_promises(marks, k, tie, final):
    everyone = (*final.passed, *final.rest, *final.pending)
    assert sorted(everyone) == sorted(marks), "a card was lost or doubled"
    marked = [card for card in marks if marks[card][0]]
    most = max([k, *(int(step[8:]) for step in tie if step.startswith("include:"))])
    assert min(k, len(marked)) <= len(final.passed) <= min(most, len(marked))
    assert all(marks[card][0] for card in final.passed)
    if final.passed and final.rest:
        assert min(marks[card][0] for card in final.passed) >= max(marks[card][0] for card in final.rest)


@given(votes(), st.floats(0.01, 1), st.integers(1, 6))
def test_thresholds_are_the_ones_of_the_recount(vote, share, least):
    marks, _, _ = vote
    count = counted(**marks)
    score, breadth = ({card: both[place] for card, both in marks.items()} for place in (0, 1))
    for rule, raw in (
        (Carry(rule="threshold", share=share), {"rule": "threshold", "share": share}),
        (Carry(rule="threshold", min=least), {"rule": "threshold", "min": least}),
        (Carry(rule="all"), {}),
    ):
        passed, _, _ = recount.pick(raw, list(marks), score, breadth, count.ballots)
        assert list(cut(count, rule).passed) == passed


def test_cards_level_below_a_full_list_of_different_kinds_wait_for_no_draw():
    kinds = About(
        {card: {"sphere": kind} for card, kind in (("c1", "eco"), ("c2", "cult"), ("c3", "eco"), ("c4", "soc"))}
    )
    rule = Carry(rule="top", k=2, diversify=Diversify("sphere", 2))
    result = cut(counted(c1=(4, 1), c2=(3, 1), c3=(1, 1), c4=(1, 1)), rule, kinds)
    assert (result.passed, result.pending, result.places) == (("c1", "c2"), (), 0)
