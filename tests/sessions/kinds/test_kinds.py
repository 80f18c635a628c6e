"""Every kind of round answers to the same names, and takes only the commands it permits."""

import pytest

from sessions import commands as c
from sessions.kinds import KINDS, kind_of
from sessions.outcome import Outcome
from sessions.reader import parse
from sessions.refusals import Refusal
from sessions.scenario import AnyRound
from tests.story import CHOOSE_OPEN, GROUPS_OPEN, MINI, PROBLEMS, after, card, seat, to

COMMANDS = {
    c.SubmitCard: lambda round_id: c.SubmitCard(round_id, {"title": "x"}),
    c.CastBallot: lambda round_id: c.CastBallot(round_id, {}),
    c.SignUp: lambda round_id: c.SignUp(round_id, "c5", "member"),
}
OPEN = {
    "hello": (to("hello", "open"),),
    "problems": (to("problems", "open"), card("t1", "Темно")),
    "short": (*PROBLEMS, to("short", "open")),
    "choose": CHOOSE_OPEN,
    "groups": GROUPS_OPEN,
}


def test_every_kind_of_the_scenario_has_its_module():
    assert set(KINDS) == {each.kind for each in AnyRound.__args__}
    for plan in parse(MINI).rounds:
        kind = kind_of(plan)
        assert isinstance(kind.PERMITS, frozenset)
        assert isinstance(kind.REVEALS, bool)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__)
@pytest.mark.parametrize("round_id", OPEN)
def test_a_round_takes_only_what_its_kind_permits(round_id, command):
    story = after(OPEN[round_id])
    if command in kind_of(story.round(round_id).plan).PERMITS:
        return
    for who in ("t1", "p1", "gabc"):
        assert story.no(seat(who), COMMANDS[command](round_id)) == Refusal.ROUND_STALE


def test_an_info_round_asks_nothing_and_carries_nothing():
    story = after([to("hello", "closed")])
    state = story.round("hello")
    assert kind_of(state.plan).outcome(story.session, state) == Outcome()
    story.play([to("hello", "carried")])
    assert story.session.pools == {}
