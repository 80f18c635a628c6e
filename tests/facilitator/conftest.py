"""A short day played on the real desk, and the console's views of it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from facilitator.screen import SCREEN as CONSOLE
from live.screen import Hall, Reading
from sessions import commands as c
from sessions.desk import Ack, Desk, Outside
from sessions.keys import SeededKeys
from sessions.seat import LEAD, Seat, guest_seat, person_seat, table_seat
from sessions.store import Store

SCENARIO = """
[scenario]
id = "short"
title = {ru = "Короткий день", en = "A short day"}
tables = 3
people = 9
spheres = ["econ", "eco"]
quorum = {person = 0.6, table = 2}

[[round]]
id = "hello"
kind = "info"
title = "Hello"
minutes = 5
script = {ru = "Поздоровайтесь", en = "Greet the hall"}

[[round]]
id = "problems"
kind = "gather"
title = "Problems"
minutes = 10
output = "problems"
max_per_table = 2
moderate = true
fields = [
  {id = "title", label = "Problem", max_len = 90, required = true},
  {id = "sphere", label = "Sphere", type = "choice", options = "spheres"},
]

[[round]]
id = "tables"
kind = "vote"
title = "Tables choose"
minutes = 5
input = "problems"
output = "chosen"
electors = "table"
carry = {rule = "top", k = 3, tie = ["breadth", "include:6", "draw"]}

[[round]]
id = "people"
kind = "vote"
title = "People choose"
minutes = 5
input = "chosen"
output = "initiatives"
electors = "person"
carry = {rule = "top", k = 1, tie = ["draw"]}

[[round]]
id = "groups"
kind = "signup"
title = "Groups"
minutes = 5
input = "initiatives"
output = "groups"
floor = 2
roles = [{id = "leader", ru = "лидер", en = "leader", leads = true}, {id = "member", ru = "участник", en = "member"}]
"""


@dataclass
class Day:
    """A day on a desk. Commands are said with `lead`, `table`, `person`, `guest`; `common` and `own` are the views."""

    desk: Desk
    online: dict[str, int] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def say(self, seat: Seat, command: c.Command) -> Ack:
        return self.desk.ask(seat, f"action{next(self._numbers)}", command)

    def lead(self, command: c.Command) -> None:
        ack = self.say(LEAD, command)
        assert ack.ok, (command, ack.code)

    def table(self, no: int, command: c.Command) -> None:
        ack = self.say(table_seat(no), command)
        assert ack.ok, (command, ack.code)

    def person(self, no: int, command: c.Command) -> None:
        ack = self.say(person_seat(no, f"t{(no - 1) % 3 + 1}"), command)
        assert ack.ok, (command, ack.code)

    def guest(self, name: str, command: c.Command) -> None:
        ack = self.say(guest_seat(name), command)
        assert ack.ok, (command, ack.code)

    def move(self, round_id: str, *phases: str) -> None:
        """Take a round through phases, one after another."""
        for phase in phases:
            was = self.desk.read(lambda session, _: session.rounds[round_id].phase.value)
            self.lead(c.MoveRound(round_id, phase, was))

    def gather(self) -> None:
        """Play `problems` to its end: six cards, two from each table."""
        self.move("problems", "open")
        for no, place in itertools.product((1, 2, 3), (1, 2)):
            self.table(no, c.SubmitCard("problems", {"title": f"Problem {no}.{place}", "sphere": "eco"}))
        self.move("problems", "closed", "carried")

    def choose(self) -> None:
        """Play `tables` to its end: c1, c2 and c3 go on."""
        self.move("tables", "open")
        for no in (1, 2, 3):
            self.table(no, c.CastBallot("tables", {"c1": 1, "c2": 1, "c3": 1}))
        self.move("tables", "closed", "revealed", "carried")

    def common(self) -> dict[str, Any]:
        return self._view(CONSOLE.common)

    def own(self) -> dict[str, Any]:
        return self._view(lambda reading: CONSOLE.own(reading, LEAD))

    def row(self, round_id: str) -> dict[str, Any]:
        """A round's line of the agenda."""
        found: dict[str, Any] = next(row for row in self.own()["agenda"] if row["id"] == round_id)
        return found

    def _view(self, look: Any) -> dict[str, Any]:
        def read(session: Any, people: Any) -> dict[str, Any]:
            hall = Hall("http://192.168.1.2:8080/", "hall", "secret-of-the-wifi")
            view: dict[str, Any] = look(Reading(session, people, self.online, self.seen, hall, lambda *_: None))
            return view

        return self.desk.read(read)


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    ticks, chance = itertools.count(1_000), random.Random(7)
    outside = Outside(
        wall=lambda: next(ticks),
        mono=lambda: 5,
        boot="boot",
        salt=lambda: chance.randbytes(16),
        random=chance.randrange,
    )
    store = Store(tmp_path / "day.sqlite")
    keys = SeededKeys("console")
    yield Day(Desk.begin(store, keys, SCENARIO, session="short", tables=3, people=9, seed="s", outside=outside))
    store.close()
