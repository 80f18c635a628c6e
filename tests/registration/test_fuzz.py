"""Ten thousand damaged lists: each is read whole, or refused as a whole by a code."""

from __future__ import annotations

from registration.errors import Code
from tests.registration.fuzz import play


def test_ten_thousand_damaged_lists_are_read_whole_or_refused() -> None:
    told = play(10_000, seed=1)
    assert told.total() == 10_000
    assert set(told) <= {"read", *Code}
    # The damage is neither so slight that all are read nor so great that none is, and most ways to refuse are met.
    assert 1000 < told["read"] < 5000 and len(told) > 15
