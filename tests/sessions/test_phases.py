"""The table of moves is the whole order of a round."""

import pytest

from sessions.phases import DONE, LIVE, MOVES, TAKES_COMMANDS, Phase, may_move


def test_every_phase_stands_in_the_table():
    assert set(MOVES) == set(Phase)


@pytest.mark.parametrize("here", Phase)
def test_a_move_is_allowed_exactly_if_the_table_has_it(here):
    assert [there for there in Phase if may_move(here, there)] == [there for there in Phase if there in MOVES[here]]


def test_a_count_once_seen_cannot_be_unseen():
    after_reveal, here = set(), {Phase.REVEALED}
    while here:
        after_reveal |= here
        here = {there for each in here for there in MOVES[each]} - after_reveal
    assert after_reveal == {Phase.REVEALED, Phase.CARRIED}


def test_a_round_that_ran_is_closed_before_anything_is_counted_or_carried():
    for here in (*LIVE, Phase.PLANNED):
        assert not may_move(here, Phase.REVEALED)
        assert not may_move(here, Phase.CARRIED)


def test_commands_are_taken_only_in_live_phases_and_never_when_a_round_is_done():
    assert set(TAKES_COMMANDS) < set(LIVE)
    assert not set(DONE) & set(LIVE)
