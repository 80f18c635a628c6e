"""Two questions make a field: which is up, which is right, where the gate's line stands, and where a card lies."""

import pytest

from sessions.matrix import axes, point
from sessions.outcome import CardScore, Grade
from sessions.reader import parse
from sessions.scenario import VoteRound
from tests.story import PAPERS

CARRY = 'by = "need.mean", gate = "force.median >= 3"'


def vote(carry=CARRY, text=PAPERS):
    plan = parse(text.replace(CARRY, carry)).rounds[2]
    assert isinstance(plan, VoteRound)
    return plan


RULES = [
    (CARRY, ("force", "median", "need", "mean", 3)),
    ('by = "need.median"', ("force", "median", "need", "median", None)),
    ('by = "force.mean"', ("need", "mean", "force", "mean", None)),
    ('gate = "force.mean >= 2.5"', ("force", "mean", "need", "mean", 2.5)),
    ('by = "need.sum", gate = "force.sum >= 9"', ("force", "mean", "need", "mean", None)),
    ('by = "need.sum", gate = "force.median >= 5"', ("force", "median", "need", "mean", 5)),
    ('by = "need.mean", gate = "need.median >= 3"', ("force", "mean", "need", "mean", None)),
    ('by = "need.median", gate = "force.mean >= 1"', ("force", "mean", "need", "median", None)),
    ('by = "need.median", gate = "force.mean >= 5.5"', ("force", "mean", "need", "median", None)),
]


@pytest.mark.parametrize(("carry", "field"), RULES, ids=[carry for carry, _ in RULES])
def test_what_the_rule_ranks_by_is_up_and_its_gate_a_line_across(carry, field):
    of = axes(vote(carry))
    assert of is not None
    assert (of.x.criterion.id, of.x.how, of.y.criterion.id, of.y.how, of.gate) == field


def test_only_two_questions_make_a_field():
    assert axes(parse(PAPERS).rounds[1]) is None  # dots
    one = PAPERS.replace('  {id = "force", label = {ru = "По силам", en = "Feasible"}},\n', "")
    assert axes(vote('by = "need.mean"', one.replace('"mean:force", ', ""))) is None
    three = '{id = "force", label = {ru = "По силам", en = "Feasible"}}, {id = "joy", label = "Joy"}'
    assert axes(vote(text=PAPERS.replace('{id = "force", label = {ru = "По силам", en = "Feasible"}}', three))) is None


def test_a_card_lies_at_the_figures_that_the_rule_looks_at():
    of = axes(vote())
    need, force, none = Grade(3, 13, 13 / 3, 5), Grade(2, 5, 2.5, 2), Grade(0, 0, 0, 0)
    assert point(of, CardScore("c1", 13 / 3, 3, 1, {"need": need, "force": force})) == (2, 13 / 3)
    assert point(of, CardScore("c1", 13 / 3, 3, 1, {"need": need, "force": none})) is None
    assert point(of, CardScore("c1", 0, 3, 1, {"need": none, "force": force})) is None
    assert point(of, CardScore("c1", 0, 3, 1)) is None
