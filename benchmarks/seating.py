"""An invented hall is mixed, and the next day mixed again: how long it takes, how good it is, and who waits meanwhile.

140 people at 12 tables, four attributes as unevenly spread as in a town, 45 organisations, and hard rules of each sort.
The search runs in a process of its own, as the server has it; beside it a real server is asked for the plainest answer
there is, and after it just as long in quiet.  Seconds are those of the processor: on a shared computer the clock on
the wall (told too) says more about the others.
"""

from __future__ import annotations

import http.client
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from typing import Any

import msgspec

from sessions.mixing import Plan, Seating, balance
from tests.hall import ROOT, Hall

PEOPLE, TABLES, ORGANISATIONS, WALK_INS = 140, 12, 45, 10
GONE = PEOPLE // 5
NOT_STATED = 0.04
SPREAD = {
    "social_group": {"teachers": 30, "retired": 24, "students": 18, "business": 14, "officials": 9, "parents": 5},
    "age": {"14-17": 8, "18-30": 22, "31-45": 30, "46-60": 25, "61+": 15},
    "district": {"centre": 28, "north": 20, "river": 16, "station": 13, "mill": 11, "garden": 8, "quarry": 4},
    "sex": {"f": 63, "m": 37},
}
WEIGHTS = {"social_group": 3, "age": 2, "district": 2, "sex": 1}

MOST_S, MOST_OFF, MOST_REPEATS, MOST_WAIT_MS = 2.0, 1.5, 20, 100
TRIES = 5
"""Where an answer took too long the search runs again: what others do on the computer comes and goes, and what the
search itself does to the server would be there each time."""
ASK_EVERY_S = 0.01


def hall(seed: int) -> Plan:
    """The first day. Rules are about people of whom each has one, so that all of them can hold."""
    chance = random.Random(seed)
    people = [f"p{no:03}" for no in range(PEOPLE)]
    tables = [f"t{no}" for no in range(1, TABLES + 1)]
    ruled = chance.sample(people, TABLES + 2 * 10 + 2 * 6)
    hosts, pairs = ruled[:TABLES], list(zip(ruled[TABLES::2], ruled[TABLES + 1 :: 2], strict=True))
    return Plan(
        people=tuple(people),
        tables=tuple(tables),
        traits={name: _stated(chance, name, people) for name in (*SPREAD, "org")},
        weights=WEIGHTS,
        capacity=(10, 12),
        apart=tuple(pairs[:10]),
        together=tuple(pairs[10:]),
        pinned=dict(zip(hosts, tables, strict=True)),
        apart_by=("org",),
        seed=f"day 1, {seed}",
    )


def next_day(plan: Plan, at: Mapping[str, str], seed: int) -> Plan:
    """A fifth has gone, some walk in, other hosts; whoever sat together should not again."""
    chance = random.Random(f"{seed}")
    gone = set(chance.sample(plan.people, GONE))
    stay = [person for person in plan.people if person not in gone]
    new = [f"w{no:02}" for no in range(WALK_INS)]
    ruled = {person for pair in (*plan.apart, *plan.together) for person in pair}
    hosts = chance.sample([person for person in stay if person not in ruled], TABLES)
    traits = {name: {**stated, **_stated(chance, name, new)} for name, stated in plan.traits.items()}
    return msgspec.structs.replace(
        plan,
        people=(*stay, *new),
        traits=traits,
        pinned=dict(zip(hosts, plan.tables, strict=True)),
        earlier=(dict(at),),
        seed=f"day 2, {seed}",
    )


def measure(seeds: int, engine: str) -> dict[str, Any]:
    """One row of each seed and day, and what of it is beyond the bounds. Waits in milliseconds."""
    rows = []
    with Hall(engine=engine) as server:
        for seed in range(seeds):
            first = hall(seed)
            row, seating = _mixed(first, server.port)
            rows.append({"seed": seed, "day": 1, **row})
            row, _ = _mixed(next_day(first, seating.at, seed), server.port)
            rows.append({"seed": seed, "day": 2, **row})
    told = ("seconds", "wall_s", "broken", "deviation", "repeats", "wait_ms", "least_wait_ms", "quiet_ms")
    summary = {
        name: {"median": round(statistics.median(row[name] for row in rows), 3), "max": max(row[name] for row in rows)}
        for name in told
    }
    return {"engine": engine, "rows": rows, "summary": summary, "beyond": beyond(rows)}


def beyond(rows: list[dict[str, Any]]) -> list[str]:
    """What breaks a bound. An answer that took too long counts if it did so in every try, and longer than in quiet."""
    bounds = {"seconds": MOST_S, "broken": 0, "deviation": MOST_OFF, "repeats": MOST_REPEATS}
    return [
        f"seed {row['seed']}, day {row['day']}: {name} {row[name]} > {most}"
        for row in rows
        for name, most in {**bounds, "least_wait_ms": max(MOST_WAIT_MS, row["quiet_ms"])}.items()
        if row[name] > most
    ]


def _stated(chance: random.Random, attribute: str, people: list[str]) -> dict[str, str]:
    """Organisations: the first has ten times as many people as the last."""
    values = SPREAD.get(attribute, {f"o{no:02}": 10 / (1 + no / 5) for no in range(ORGANISATIONS)})
    drawn = chance.choices([*values], [*values.values()], k=len(people))
    return {person: "" if chance.random() < NOT_STATED else value for person, value in zip(people, drawn, strict=True)}


def _mixed(plan: Plan, port: int) -> tuple[dict[str, Any], Seating]:
    waits, quiets = list[float](), list[float]()
    while not waits or (waits[-1] > MOST_WAIT_MS and len(waits) < TRIES):
        beside, began, spent = _Asking(port), time.perf_counter(), _spent()
        said = subprocess.run(
            [sys.executable, "-m", "sessions.mixing"], cwd=ROOT, input=msgspec.json.encode(plan), capture_output=True
        )
        wall, seconds = time.perf_counter() - began, _spent() - spent
        waits.append(beside.longest())
        quiet = _Asking(port)
        time.sleep(wall)
        quiets.append(quiet.longest())
        assert said.returncode == 0, said.stderr
    seating = msgspec.json.decode(said.stdout, type=Seating)
    come_to = balance(plan, seating.at)
    row = {
        "people": len(plan.people),
        "seconds": round(seconds, 2),
        "wall_s": round(wall, 2),
        "broken": len(come_to.broken),
        "deviation": come_to.deviation,
        "repeats": come_to.repeats,
        "of": come_to.pairs if plan.earlier else 0,
        "alike": come_to.alike,
        "smallest": min(come_to.sizes.values()),
        "largest": max(come_to.sizes.values()),
        "wait_ms": waits[0],
        "least_wait_ms": min(waits),
        "tries": len(waits),
        "quiet_ms": max(quiets),
    }
    return row, seating


def _spent() -> float:
    """Seconds of the processor in the children that have ended."""
    times = os.times()
    return times.children_user + times.children_system


class _Asking:
    """Somebody who asks `/healthz` again and again, each time by a new connection."""

    def __init__(self, port: int) -> None:
        self._port, self._over, self._waits = port, threading.Event(), list[float]()
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()

    def longest(self) -> float:
        """The longest wait until now; nothing is asked any more."""
        self._over.set()
        self._thread.join()
        return round(max(self._waits), 1)

    def _ask(self) -> None:
        while not self._waits or not self._over.wait(ASK_EVERY_S):
            began = time.perf_counter()
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
            connection.request("GET", "/healthz")
            assert connection.getresponse().read()
            connection.close()
            self._waits.append((time.perf_counter() - began) * 1000)
