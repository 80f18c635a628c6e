"""A day played on the real desk, and what the hall's screen shows of it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from live.screen import Hall, Reading
from projector.screen import SCREEN as WALL
from sessions import commands as c
from sessions.desk import Ack, Desk, Outside
from sessions.keys import SeededKeys
from sessions.seat import LEAD, SCREEN, Seat, guest_seat, person_seat, table_seat
from sessions.store import Store

TABLES, PEOPLE = 3, 9
SCENARIO = """
[scenario]
id = "short"
title = {ru = "Короткий день", en = "A short day"}
tables = 3
people = 9
spheres = ["econ", "eco"]
quorum = {person = 0.6, table = 2}
moderation = {table = "at_once", guest = "at_once"}

[[round]]
id = "hello"
kind = "info"
title = "Hello"
minutes = 5

[[round]]
id = "problems"
kind = "gather"
title = "Problems"
minutes = 10
output = "problems"
max_per_table = 3
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
carry = {rule = "top", k = 2, tie = ["breadth", "draw"]}

[[round]]
id = "solutions"
kind = "gather"
title = "Solutions"
minutes = 10
parent_pool = "chosen"
output = "solutions"
fields = [{id = "title", label = "Solution", max_len = 90, required = true}]

[[round]]
id = "people"
kind = "vote"
title = "People choose"
minutes = 5
input = "solutions"
output = "initiatives"
electors = "person"
carry = {rule = "top", k = 2, tie = ["breadth", "include:3", "draw"]}

[[round]]
id = "groups"
kind = "signup"
title = "Groups"
minutes = 5
input = "initiatives"
output = "groups"
floor = 2
roles = [{id = "leader", ru = "лидер", en = "leader", leads = true}, {id = "member", ru = "участник", en = "member"}]

[[round]]
id = "ideas"
kind = "gather"
title = "Ideas"
minutes = 5
output = "ideas"
max_per_table = 10
fields = [{id = "title", label = "Idea", max_len = 90, required = true}]
"""


@dataclass
class Day:
    """A day on a desk. Commands are said with `lead`, `table`, `person`, `guest`; `wall` is the common view."""

    desk: Desk
    online: dict[str, int] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def say(self, seat: Seat, command: c.Command) -> Ack:
        ack = self.desk.ask(seat, f"action{next(self._numbers)}", command)
        assert ack.ok, (command, ack.code)
        return ack

    def lead(self, command: c.Command) -> None:
        self.say(LEAD, command)

    def table(self, no: int, command: c.Command) -> None:
        self.say(table_seat(no), command)

    def person(self, no: int, command: c.Command) -> None:
        self.say(person_seat(no, f"t{(no - 1) % TABLES + 1}"), command)

    def guest(self, name: str, command: c.Command) -> None:
        self.say(guest_seat(name), command)

    def card(self, round_id: str, table: int, title: str, parent: str | None = None, **fields: str) -> str:
        """A table hands in a card; its id comes back."""
        ack = self.say(table_seat(table), c.SubmitCard(round_id, {"title": title, **fields}, parent))
        return str(ack.answer["card"])

    def move(self, round_id: str, *phases: str) -> None:
        """Take a round through phases, one after another."""
        for phase in phases:
            was = self.desk.read(lambda session, _: session.rounds[round_id].phase.value)
            self.lead(c.MoveRound(round_id, phase, was))

    def gather(self) -> list[str]:
        """Play `problems` to its end: six cards, all on the screen."""
        self.move("problems", "open")
        cards = [self.card("problems", no, f"Problem {no}.{i}", sphere="eco") for i in (1, 2) for no in (1, 2, 3)]
        for card in cards:
            self.lead(c.AdmitCard(card))
        self.move("problems", "closed", "carried")
        return cards

    def choose(self) -> list[str]:
        """Play `tables` to its end: the first two problems go on."""
        cards = self.gather()
        self.move("tables", "open")
        for no in (1, 2, 3):
            self.table(no, c.CastBallot("tables", dict.fromkeys(cards[:2], 1)))
        self.move("tables", "closed", "revealed", "carried")
        return cards[:2]

    def solve(self) -> list[str]:
        """Play `solutions` to its end: three cards."""
        problems = self.choose()
        self.move("solutions", "open")
        cards = [self.card("solutions", no, f"Solution {no}", problems[no % 2]) for no in (1, 2, 3)]
        self.move("solutions", "closed", "carried")
        return cards

    def start(self) -> list[str]:
        """Play up to the open sign-up: two initiatives."""
        cards = self.solve()
        self.move("people", "open")
        for no in range(1, 8):
            self.person(no, c.CastBallot("people", dict.fromkeys(cards[:2], 1)))
        self.move("people", "closed", "revealed", "carried")
        self.move("groups", "open")
        return cards[:2]

    def wall(self) -> dict[str, Any]:
        """The common view."""
        return self._view(WALL.common)

    def scene(self) -> dict[str, Any]:
        scene: dict[str, Any] = self.wall()["scene"]
        return scene

    def own(self) -> dict[str, Any]:
        return self._view(lambda reading: WALL.own(reading, SCREEN))

    def _view(self, look: Any) -> dict[str, Any]:
        def read(session: Any, people: Any) -> dict[str, Any]:
            hall = Hall("http://192.168.1.2:8080/", "hall", "naploshad")
            view: dict[str, Any] = look(Reading(session, people, self.online, {}, hall, _nobody_looks))
            return view

        return self.desk.read(read)


def _nobody_looks(round_id: str, person: str) -> None:
    raise AssertionError("the projector looked into the open box")


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
    yield Day(
        Desk.begin(
            store,
            SeededKeys("wall"),
            SCENARIO,
            session="short",
            tables=TABLES,
            people=PEOPLE,
            seed="s",
            outside=outside,
        )
    )
    store.close()
