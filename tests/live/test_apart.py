"""The search in a process of its own: on both engines the others are answered meanwhile, and no child stays behind."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from live import apart, engine
from sessions.mixing import Plan, search
from tests.live.test_engine import Server

FOR_EVER = 1_000_000_000
PLAN = Plan(people=("p1", "p2", "p3"), tables=("a", "b"), apart=(("p1", "p2"),), seed="7")


@pytest.fixture(scope="module", params=engine.ENGINES)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    running = Server(request.param)
    yield running
    status, out, err = running.stop()
    assert (status, out, err) == (0, "closed\n", "")


def test_a_seating_comes_back_however_large_it_is(server: Server) -> None:
    assert server.get("/mix/0/30.0") == {"seated": 800, "ended": [True]}


def test_others_are_answered_while_it_runs_and_its_time_ends_it(server: Server) -> None:
    answers: list[Any] = []
    asking = threading.Thread(target=lambda: answers.append(server.get(f"/mix/{FOR_EVER}/3.0")))
    asking.start()
    for _ in range(5):
        assert server.get("/healthz")["app"] == "veche"
    assert not answers, "the others waited for the search"
    asking.join(20)
    assert answers == [{"late": True, "ended": [True]}]


def test_it_is_the_same_search() -> None:
    assert apart.mix(PLAN) == search(PLAN)


@pytest.mark.parametrize(
    "program",
    [
        "import sys; sys.exit(3)",  # says nothing
        "import sys; sys.stdin.read(); print('{'); sys.exit(0)",  # breaks off
    ],
)
def test_a_search_that_breaks_is_one_error(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begin, children = subprocess.Popen, []

    def other(command: list[str], **options: Any) -> Any:
        assert command[1:3] == ["-m", "sessions.mixing"]
        children.append(begin([sys.executable, "-c", program], **options))
        return children[-1]

    monkeypatch.setattr(apart.subprocess, "Popen", other)
    with pytest.raises(apart.ApartFailed) as failed:
        apart.mix(PLAN)
    assert not failed.value.late and [child.poll() is not None for child in children] == [True]
