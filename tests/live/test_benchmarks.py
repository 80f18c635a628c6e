"""The benchmarks measure what they say; how fast anything is, is not asked here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import seating, similar, starve, wire

PAPER = Path(__file__).resolve().parents[2] / "docs" / "themes.md"


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


def test_a_hall_is_seated_on_two_days_while_somebody_asks() -> None:
    found = seating.measure(1, "threading")
    first, second = found["rows"]
    assert (first["people"], first["of"], first["repeats"]) == (140, 0, 0)
    assert second["people"] == 140 - seating.GONE + seating.WALK_INS and second["of"] > 500
    for row in found["rows"]:
        assert (
            row["seconds"] > 0
            and row["wall_s"] > 0
            and 0 < row["least_wait_ms"] <= row["wait_ms"]
            and row["quiet_ms"] > 0
        )
        assert row["broken"] == 0 and 0 < row["deviation"] <= seating.MOST_OFF
    assert found["summary"]["deviation"]["max"] == max(first["deviation"], second["deviation"])


def test_a_bound_that_is_broken_is_named_and_a_slow_computer_is_not() -> None:
    good = {"seed": 1, "day": 2, "seconds": 2.0, "broken": 0, "deviation": 1.5, "repeats": 20, "least_wait_ms": 100}
    good["quiet_ms"] = 1.0
    assert seating.beyond([good]) == []
    for name, value in {
        "seconds": 2.01,
        "broken": 1,
        "deviation": 1.501,
        "repeats": 21,
        "least_wait_ms": 100.1,
    }.items():
        assert seating.beyond([good, {**good, name: value}]) == [f"seed 1, day 2: {name} {value} > {good[name]}"]
    assert seating.beyond([{**good, "least_wait_ms": 150.0, "quiet_ms": 160.0}]) == []


def test_what_reads_alike_is_held_against_the_same_judgements_each_time() -> None:
    found = similar.measure(runs=1)
    assert {name: (row["cards"], row["same"]) for name, row in found.items()} == {
        "statements": (316, 115),
        "cards": (60, 60),
    }
    for row in found.values():
        assert all(row[f"{what}_ms"] > 0 for what in ("first", "likenesses", "suggest", "groups", "jaccard"))
        for way in row["agreement"].values():
            for least in ("0.20", "0.35"):
                assert way[least]["pairs"]["n"] == way[least]["jaccard"]["n"] >= way[least]["groups"]["n"] > 0
                assert way[least]["pairs"]["precision"] > way[least]["jaccard"]["precision"]
    row = r"\| (first 20|0\.\d\d) \| (\d+) \| (\d+) % \| (\d+) % \| (\d+) % \|"
    written = re.findall(row, PAPER.read_text("utf-8"))
    told = [
        (which, str(judged["n"]), *(f"{judged[key]:.0%}".rstrip("%") for key in ("precision", "related", "recall")))
        for figures in found.values()
        for which in ("first 20", "0.35", "0.20")
        for judged in [figures["agreement"]["with synonyms"][which]["pairs"]]
    ]
    assert written == told, "docs/themes.md says something else than it measures"
