"""What goes on: the rules by example, and the whole tie chain against the one in docs/recount.py."""

import hashlib
import importlib.util
from collections import Counter

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sessions import tally
from sessions.carry import NOTHING, About, cut, draw_seed, drawn
from sessions.outcome import CardScore
from sessions.scenario import Carry, Criterion, Diversify, Words
from sessions.tally import Vote
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
    passed, pending, places = recount.Rule(rule, list(marks), score, breadth, count.ballots).pick()
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


@given(
    votes(),
    st.integers(0, 10**9),
    st.dictionaries(st.sampled_from([f"c{no}" for no in range(1, 10)]), st.integers(0, 3)),
)
def test_a_runoff_is_a_step_of_the_chain_and_only_parts_what_stands_level(vote, number, given):
    marks, k, tie = vote
    count, rule = counted(**marks), top(k, *tie, "runoff")
    first = cut(count, rule)
    waits = [step.left for step in first.tie][-1] if first.pending else ()
    assert (first.pending, first.waits) == (waits, "runoff" if waits else "draw")
    rows = tally.marks([Vote({card: n}) for card, n in given.items() if n], {}, first.pending).rows
    second = cut(count, rule, NOTHING, None, rows)
    paper = {row.card: row.rank for row in rows}
    told = recount.Rule(
        {"rule": "top", "k": k, "tie": list(rule.tie)},
        list(marks),
        {card: both[0] for card, both in marks.items()},
        {card: both[1] for card, both in marks.items()},
        count.ballots,
    )
    assert told.pick() == (list(first.passed), list(first.pending), first.places)
    told.runoff = paper
    passed, pending, places = told.pick()
    assert (list(second.passed), list(second.pending), second.places) == (passed, pending, places)
    assert set(first.passed) <= set(second.passed) and set(second.pending) <= set(first.pending)
    assert second.waits == "draw"
    won = [paper[card] for card in second.passed if card in paper]
    still, lost = [paper[card] for card in second.pending], [paper[card] for card in second.rest if card in paper]
    assert max(won, default=0) < min(still + lost, default=99) or not second.pending
    assert max(won + still, default=0) < min(lost, default=99) or not first.pending
    final = drawn(count, rule, NOTHING, draw_seed("head", number), (), rows)
    assert set(second.passed) <= set(final.passed) and final.pending == ()
    _check_promises(marks, k, tie, final)


def test_a_card_that_was_not_on_the_paper_passes_after_all_that_were():
    count, rule = counted(c1=(2, 1), c2=(2, 1), c3=(2, 1)), top(1, "runoff")
    rows = tally.marks([], {}, ("c2", "c3")).rows
    assert cut(count, rule, NOTHING, None, rows).pending == ("c2", "c3")
    assert cut(count, rule, NOTHING, None, rows[:1]).passed == ("c2",)


grades_given = st.dictionaries(
    st.sampled_from([f"c{no}" for no in range(1, 7)]),
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=4),
    min_size=2,
)


@given(grades_given, st.integers(1, 4), st.sampled_from(["mean", "median"]), st.sampled_from([1, 2, 2.5, 3, 4.2]))
def test_behind_the_gate_nobody_is_seen(grades, k, how, least):
    """What a gate keeps back changes nothing for the others: they are cut as if it had not been there."""
    count = graded("weight.mean", **grades)
    rule = Carry(rule="top", k=k, gate=f"own.{how} >= {least}", tie=("mean:own", "draw"))
    result = cut(count, rule)
    kept = [
        row for row in count.rows if tally.aggregate([own for _, own in grades[row.card]], how) >= tally.part(least)
    ]
    alone = cut(msgspec.structs.replace(count, rows=tuple(kept)), msgspec.structs.replace(rule, gate=None))
    assert (result.passed, result.pending, result.places) == (alone.passed, alone.pending, alone.places)
    assert set(result.rest) == set(grades) - set(result.passed) - set(result.pending)
    assert {row.card for row in count.rows} - {row.card for row in kept} <= set(result.rest)


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
        passed, _, _ = recount.Rule(raw, list(marks), score, breadth, count.ballots).pick()
        assert list(cut(count, rule).passed) == passed


# -- the gate, variety, tables, hands, and shares ------------------------------------------------------------

QUESTIONS = [Criterion(id=name, label=Words(name, name)) for name in ("weight", "own")]


def graded(by, **grades):
    """`graded("weight.mean", c1=[(5, 2), (4, 1)])`: two ballots grade c1 on weight and on own power."""
    most = max(len(given) for given in grades.values())
    votes = [
        Vote(
            {},
            {
                card: dict(zip(("weight", "own"), given[no], strict=True))
                for card, given in grades.items()
                if no < len(given)
            },
        )
        for no in range(most)
    ]
    return tally.grades(votes, {}, tuple(grades), QUESTIONS, by)


def test_a_gate_keeps_back_what_does_not_reach_it_whatever_its_score():
    count = graded("weight.mean", c1=[(5, 2), (5, 2)], c2=[(3, 3), (3, 4)], c3=[(4, 3), (4, 3)])
    result = cut(count, Carry(rule="top", k=2, gate="own.median >= 3", tie=("draw",)))
    assert (result.passed, result.rest) == (("c3", "c2"), ("c1",))


def test_a_gate_is_exact_at_its_edge_and_closed_to_what_nobody_graded():
    count = graded("weight.mean", c1=[(1, 3), (1, 2)], c2=[(1, 3), (1, 3)])
    count = msgspec.structs.replace(count, rows=(*count.rows, CardScore("c9", 0, 0, 3)))
    assert cut(count, Carry(gate="own.mean>=2.5")).passed == ("c1", "c2")
    assert cut(count, Carry(gate="own.mean>=2.6")).passed == ("c2",)


def test_the_mean_of_a_criterion_decides_a_tie():
    count = graded("weight.mean", c1=[(4, 1), (4, 2)], c2=[(4, 5), (4, 1)], c3=[(2, 5), (2, 5)])
    result = cut(count, Carry(rule="top", k=1, tie=("mean:own", "draw")))
    assert (result.passed, [step.step for step in result.tie]) == (("c2",), ["score", "mean"])


def test_no_more_of_one_sphere_than_the_rule_allows():
    count = counted(c1=(9, 3), c2=(8, 3), c3=(7, 3), c4=(2, 1), c5=(1, 1))
    spheres = About(fields={card: {"sphere": "eco"} for card in ("c1", "c2", "c3")} | {"c4": {"sphere": "cult"}})
    rule = Carry(rule="top", k=3, diversify=Diversify("sphere", 2), tie=("breadth", "draw"))
    result = cut(count, rule, spheres)
    assert (result.passed, result.rest) == (("c1", "c2", "c4"), ("c3", "c5"))
    assert result.tie[-1].step == "diversify" and result.tie[-1].left == ("c3",)


spheres_of = st.dictionaries(
    st.sampled_from([f"c{no}" for no in range(1, 10)]), st.sampled_from(["eco", "cult", "soc"])
)


@given(votes(), spheres_of, st.integers(1, 3), st.integers(0, 10**9))
def test_variety_keeps_its_promises_whatever_is_drawn(vote, kinds, most, number):
    marks, k, tie = vote
    count = counted(**marks)
    rule = Carry(rule="top", k=k, diversify=Diversify("sphere", most), tie=(*tie, "draw"))
    about = About(fields={card: {"sphere": kind} for card, kind in kinds.items()})
    before = cut(count, rule, about)
    final = drawn(count, rule, about, draw_seed("head", number))
    assert final.pending == () and set(before.passed) <= set(final.passed)
    assert sorted((*final.passed, *final.rest)) == sorted(marks)
    taken = Counter(kinds[card] for card in final.passed if card in kinds)
    assert all(n <= most for n in taken.values())
    assert all(marks[card][0] > 0 for card in final.passed)
    room = k - len(final.passed)
    for card, (score, _) in marks.items():
        if score and card not in final.passed:
            full = card in kinds and taken[kinds[card]] == most
            assert full or room <= 0, f"{card} could have passed"
            for lower in final.passed:
                if marks[lower][0] < score:
                    assert full, f"{lower} passed before {card}"
    others = {frozenset(drawn(count, rule, about, draw_seed("head", number + no)).passed) for no in range(40)}
    if before.pending:
        assert len(others) > 1, "what waits for the draw depends on it"
    else:
        assert others == {frozenset(before.passed)}, "nothing was drawn where nothing was level"


def test_every_table_carries_its_own_best():
    count = counted(c1=(5, 1), c2=(4, 1), c3=(1, 1), c4=(0, 0))
    about = About(tables={"c1": ("t1",), "c2": ("t1",), "c3": ("t2", "t3"), "c4": ("t3",)})
    result = cut(count, Carry(rule="per_table", k=1, tie=("draw",)), about)
    assert (result.passed, result.rest) == (("c1", "c3"), ("c2", "c4"))


def test_level_cards_of_one_table_wait_for_the_draw():
    count, rule = counted(c1=(5, 1), c2=(5, 1), c3=(1, 1)), Carry(rule="per_table", k=1, tie=("draw",))
    about = About(tables={"c1": ("t1",), "c2": ("t1",), "c3": ("t2",)})
    assert cut(count, rule, about).pending == ("c1", "c2")
    assert len(drawn(count, rule, about, draw_seed("head", 5)).passed) == 2


def test_equal_shares_go_by_the_ballots_and_the_draw_decides_what_they_leave_open():
    ballots = [frozenset({"c1"})] * 6 + [frozenset({"c2"})] * 3 + [frozenset({"c3"})] * 3
    count = tally.approval([dict.fromkeys(ballot, 1) for ballot in ballots], {}, ("c1", "c2", "c3"))
    rule = Carry(rule="equal_shares", k=2, tie=("draw",))
    before = cut(count, rule, About(approvals=ballots))
    assert set(before.pending) == {"c2", "c3"}
    after = drawn(count, rule, About(approvals=ballots), draw_seed("head", 1))
    assert (after.passed[0], len(after.passed), after.pending, after.tie[-1].step) == ("c1", 2, (), "draw")


def test_cards_level_below_a_full_list_of_different_kinds_wait_for_no_draw():
    kinds = About(
        {card: {"sphere": kind} for card, kind in (("c1", "eco"), ("c2", "cult"), ("c3", "eco"), ("c4", "soc"))}
    )
    rule = Carry(rule="top", k=2, diversify=Diversify("sphere", 2))
    result = cut(counted(c1=(4, 1), c2=(3, 1), c3=(1, 1), c4=(1, 1)), rule, kinds)
    assert (result.passed, result.pending, result.places) == (("c1", "c2"), (), 0)


def test_a_card_of_two_tables_fills_a_place_at_both():
    """At table 1 a and b stand level for one place, at table 2 a is alone: it passes there, and b has no place left."""
    rule = Carry(rule="per_table", k=1, tie=("draw",))
    about = About(tables={"a": ("t1", "t2"), "b": ("t1",)})
    made = cut(counted(a=(2, 1), b=(2, 1)), rule, about)
    assert (made.passed, made.pending, made.rest) == (("a",), (), ("b",))


def test_one_draw_decides_for_all_tables():
    rule = Carry(rule="per_table", k=1, tie=("draw",))
    about = About(tables={"a": ("t1", "t2"), "b": ("t1",), "c": ("t2",)})
    before = cut(counted(a=(2, 1), b=(2, 1), c=(2, 1)), rule, about)
    assert (before.passed, before.pending, before.places) == ((), ("a", "b", "c"), 2)
    assert cut(counted(a=(2, 1), b=(2, 1), c=(2, 1)), rule, about, {"a": 1, "b": 2, "c": 3}).passed == ("a",)
    assert cut(counted(a=(2, 1), b=(2, 1), c=(2, 1)), rule, about, {"b": 1, "a": 2, "c": 3}).passed == ("a", "b")
    assert cut(counted(a=(2, 1), b=(2, 1), c=(2, 1)), rule, about, {"b": 1, "c": 2, "a": 3}).passed == ("b", "c")
