"""The benchmark measures both servers; how fast they are is not asked here."""

from __future__ import annotations

from benchmarks import wire


def test_both_servers_are_measured_with_the_same_votes() -> None:
    found = wire.measure(clients=6, votes=3)
    assert (found["clients"], found["votes_each"]) == (6, 3)
    for name in ("veche", "bare"):
        assert 0 < found[name]["p50_ms"] <= found[name]["p99_ms"] and found[name]["votes_per_s"] > 0
    assert found["veche"]["views_heard"] >= 12 and found["bare"]["views_heard"] == 0
