"""A hall votes as fast as it can: how long an acknowledgement takes, beside a bare server in the same run.

Every client waits for its acknowledgement before it votes again, so `clients` votes are always on their way.  In
Veche a vote passes the seat's list of commands, the rules, the box, one durable commit and the views of the hall; the
bare server writes a row.  The figures compare within one run only; alone they say more about the computer.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.swarm import Device, Swarm
from live import engine
from tests.hall import ROOT, Hall
from tests.wire import new_id

SCENARIO = """
[scenario]
id = "bench"
title = "Bench"
tables = 2
people = 150

[[round]]
id = "cards"
kind = "gather"
title = "Cards"
minutes = 60
output = "cards"
max_per_table = 8
fields = [{id = "title", label = "Title", max_len = 90, required = true}]

[[round]]
id = "vote"
kind = "vote"
title = "Vote"
minutes = 60
input = "cards"
output = "chosen"
electors = "person"
carry = {rule = "top", k = 3, tie = ["breadth", "draw"]}
"""
CARDS = 16


def measure(clients: int, votes: int) -> dict[str, Any]:
    """The same votes against both servers; times in milliseconds."""
    engine.raise_open_files()
    bare = _bare(clients, votes)
    veche = _veche(clients, votes)
    return {
        "clients": clients,
        "votes_each": votes,
        "veche": veche,
        "bare": bare,
        "p50_to_bare": round(veche["p50_ms"] / bare["p50_ms"], 2),
        "p99_to_bare": round(veche["p99_ms"] / bare["p99_ms"], 2),
    }


def _veche(clients: int, votes: int) -> dict[str, Any]:
    with Hall(SCENARIO, people=clients) as hall:
        hall.move("cards", "open")
        for no in range(CARDS):
            assert hall.say(f"t{no % 2 + 1}", "submit_card", round="cards", fields={"title": f"Card {no}"})["ok"]
        hall.move("cards", "closed", "carried")
        hall.move("vote", "open")
        return _vote(hall.port, votes, [("/audience", hall.token(f"p{no}")) for no in range(1, clients + 1)])


def _bare(clients: int, votes: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.bare", str(Path(folder) / "votes.sqlite")]
        server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        try:
            return _vote(int(server.stdout.readline()), votes, [("/", "")] * clients)
        finally:
            server.terminate()
            server.communicate(timeout=15)


def _vote(port: int, votes: int, links: list[tuple[str, str]]) -> dict[str, Any]:
    swarm, times = Swarm(port), list[float]()
    try:
        for namespace, token in links:
            swarm.join(namespace, token)
        swarm.run_until(lambda: all(device.inside for device in swarm.devices), 60)
        for device in swarm.devices:
            _next(device, votes, times)
        took = swarm.run_until(lambda: len(times) == votes * len(links), 120)
        views = sum(device.views for device in swarm.devices)
    finally:
        swarm.close()
    times.sort()
    return {
        "p50_ms": round(times[len(times) // 2] * 1000, 2),
        "p99_ms": round(times[len(times) * 99 // 100] * 1000, 2),
        "votes_per_s": round(len(times) / took),
        "views_heard": views,
    }


def _next(device: Device, left: int, times: list[float]) -> None:
    if not left:
        return
    choices = {f"c{no + 1}": 1 for no in range(CARDS) if left >> (no % 6) & 1}

    def answered(ack: Any, seconds: float) -> None:
        assert ack["ok"], ack
        times.append(seconds)
        _next(device, left - 1, times)

    device.say("cast_ballot", {"action_id": new_id(), "round": "vote", "choices": choices}, answered)
