"""The box: a ballot is found again only with the key, and after the seal nothing says whose it was or when it came."""

import itertools
import random

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from sessions.box import RECEIPT_LETTERS, Boxed, handle, is_locked, lock, receipt, seal, unlock

KEY = bytes(range(32))

BALLOTS = [
    Boxed({"c2": 1, "c1": 1}, "t1", "K7M-2XB"),
    Boxed({"c2": 1}, "t2", "ABC-DEF"),
    Boxed({}, "t3", "ZZZ-999"),
    Boxed({"c1": 1}, "t1", "BBB-222"),
]


def test_a_handle_needs_the_key_the_round_and_the_person():
    handles = {
        handle(key, round_id, person)
        for key, round_id, person in itertools.product((b"a", b"b"), ("choose", "short"), ("p1", "p2", "p11"))
    }
    assert len(handles) == 12
    assert handle(b"a", "choose", "p1") == handle(b"a", "choose", "p1")


def test_ballots_are_sealed_in_the_order_of_their_receipts():
    sealed, reach = seal(BALLOTS)
    assert [ballot.receipt for ballot in sealed] == ["ABC-DEF", "BBB-222", "K7M-2XB", "ZZZ-999"]
    assert list(sealed[2].choices) == ["c1", "c2"]
    assert reach == {"c1": ("t1",), "c2": ("t1", "t2")}


def test_the_order_of_arrival_leaves_no_trace():
    assert len({repr(seal(order)) for order in itertools.permutations(BALLOTS)}) == 1


def test_a_sealed_ballot_names_no_table_and_no_person():
    sealed, _ = seal(BALLOTS)
    assert {name for ballot in sealed for name in ballot.__struct_fields__} == {"receipt", "choices", "grades"}


@given(st.integers(0, 31**6 - 1), st.integers(0, 31**6 - 1))
def test_two_numbers_give_two_receipts_that_can_be_read_aloud(one, other):
    code = receipt(one)
    assert len(code) == 7
    assert code[3] == "-"
    assert set(code) - {"-"} <= set(RECEIPT_LETTERS)
    assert not set(code) & set("01OIL")
    assert (code == receipt(other)) == (one == other)


def test_receipts_of_a_vote_tell_nothing_of_their_order():
    chance = random.Random(7)
    codes = [receipt(chance.randrange(31**6)) for _ in range(200)]
    places = [sorted(codes).index(code) for code in codes]
    rising = sum(before < after for before, after in itertools.pairwise(places))
    assert 70 < rising < 130


def test_a_locked_answer_opens_only_under_its_key_and_in_its_place():
    kept = lock(KEY, b'{"receipt":"K7M-2XB"}', "p1", "a")
    assert is_locked(kept) and not is_locked(b'{"receipt":"K7M-2XB"}')
    assert b"K7M" not in kept
    assert unlock(KEY, kept, "p1", "a") == b'{"receipt":"K7M-2XB"}'
    for wrong in ((b"other" * 8, kept, "p1", "a"), (KEY, kept, "p2", "a"), (KEY, kept, "p1", "b")):
        with pytest.raises(InvalidTag):
            unlock(*wrong)
    with pytest.raises(InvalidTag):
        unlock(KEY, kept[:-1] + bytes([kept[-1] ^ 1]), "p1", "a")


def test_the_same_receipt_is_locked_otherwise_for_every_place():
    places = itertools.product(("p1", "p2"), ("a", "b"))
    assert len({lock(KEY, b'{"receipt":"K7M-2XB"}', *place) for place in places}) == 4
