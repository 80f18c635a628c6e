"""No view with a tally in it comes by unseen before the reveal."""

from __future__ import annotations

from typing import Any

import pytest

from rehearsal.watch import Watch, found


def view(n: int, **data: Any) -> dict[str, Any]:
    return {"version": [1, n], "part": "common", "left_ms": None, "data": data}


@pytest.fixture
def watch() -> Watch:
    watch = Watch.for_words(["pochta.example", "Полевая"])
    watch.secret("choose", 10)
    return watch


LEAKY = {"vote": {"ballots": 7, "cards": [{"id": "c1", "score": 3}]}}


def test_turnout_is_no_tally(watch: Watch) -> None:
    watch.look("projector", "common", view(12, turnout={"ballots": 7, "electors": 9}, result=None, sealed=None))
    assert watch.leaks() == []


def test_a_score_before_the_reveal_is_a_leak(watch: Watch) -> None:
    watch.look("facilitator", "common", view(12, **LEAKY))
    assert watch.leaks() == ["facilitator/common 12: vote.cards[0].score while choose is hidden"]


def test_a_score_after_the_reveal_is_none_even_if_it_came_before_the_acknowledgement(watch: Watch) -> None:
    watch.look("projector", "common", view(20, **LEAKY))
    watch.revealed(20)
    watch.look("projector", "common", view(21, **LEAKY))
    assert watch.leaks() == []


def test_a_score_that_was_early_stays_a_leak_after_the_reveal(watch: Watch) -> None:
    watch.look("projector", "common", view(19, **LEAKY))
    watch.revealed(20)
    assert len(watch.leaks()) == 1


def test_an_own_ballot_may_come_back_to_its_voter_only(watch: Watch) -> None:
    ballot = {"choices": ["c1"], "receipt": "AAA-AAA"}
    watch.look("audience", "own", view(12, ballot=ballot))
    assert watch.leaks() == []
    watch.look("facilitator", "own", view(13, ballot=ballot))
    watch.look("audience", "common", view(13, ballot=dict(ballot)))
    assert len(watch.leaks()) == 4


def test_a_contact_or_a_last_name_is_never_to_be_seen(watch: Watch) -> None:
    watch.look("projector", "common", view(1, people=[{"name": "Вера П."}]))
    assert watch.leaks() == []
    watch.look("projector", "common", view(2, people=[{"name": "Вера Полевая"}]))
    watch.look("table", "own", view(3, card={"title": "a1@pochta.example"}))
    assert len(watch.leaks()) == 2


def test_one_view_to_many_devices_is_looked_at_once(watch: Watch) -> None:
    same = view(12, **LEAKY)
    for _ in range(3):
        watch.look("projector", "common", same)
    assert (watch.views, len(watch.leaks())) == (1, 1)


def test_paths_are_named() -> None:
    assert list(found({"a": [{"score": 0}, {"score": None}], "rows": []}, frozenset({"score", "rows"}))) == [
        "a[0].score",
        "rows",
    ]
