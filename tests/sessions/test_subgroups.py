"""Pairs, threes and fours at a table: everybody is in one group, and nobody alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.subgroups import HOW_MANY, split

SIZES = {"pairs": (2, 3), "threes": (2, 4), "fours": (3, 4), "subgroups": (3, 4)}


@given(st.sets(st.integers(1, 999), max_size=16), st.sampled_from(sorted(HOW_MANY)), st.text(max_size=3))
def test_everybody_is_in_one_group_and_groups_are_alike(badges, stage, seed):
    groups = split(sorted(badges), stage, seed)
    assert sorted(no for group in groups for no in group) == sorted(badges)
    if badges:
        assert max(map(len, groups)) - min(map(len, groups)) <= 1
    if len(badges) >= 6:
        least, most = SIZES[stage]
        assert all(least <= len(group) <= most for group in groups)


def test_twelve_people_make_three_fours_and_the_seed_says_who():
    twelve = list(range(1, 13))
    assert [len(group) for group in split(twelve, "fours", "a")] == [4, 4, 4]
    assert split(twelve, "fours", "a") == split(twelve[::-1], "fours", "a") != split(twelve, "fours", "b")


@pytest.mark.parametrize("stage", ["silent", "round", "write", "choose"])
def test_stages_without_groups_have_none(stage):
    assert split([1, 2, 3], stage, "a") == []
