"""The benchmarks measure what they say; how fast anything is, is not asked here."""

from __future__ import annotations

import pytest

from benchmarks import starve, wire


def test_both_servers_are_measured_with_the_same_votes() -> None:
    found = wire.measure(clients=6, votes=3)
    assert (found["clients"], found["votes_each"]) == (6, 3)
    for name in ("veche", "bare"):
        assert 0 < found[name]["p50_ms"] <= found[name]["p99_ms"] and found[name]["votes_per_s"] > 0
    assert found["veche"]["views_heard"] >= 12 and found["bare"]["views_heard"] == 0


@pytest.mark.parametrize("inside", [False, True])
def test_a_table_is_measured_in_quiet_and_under_each_flood(inside: bool) -> None:
    found = starve.measure("eventlet", 0.3, ["packets", "connections"], inside)
    assert list(found) == ["quiet", "packets", "connections"]
    for row in found.values():
        assert row["asked"] > 0 and 0 < row["p50_ms"] <= row["p95_ms"] <= row["max_ms"]
