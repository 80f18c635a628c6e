"""A short day played on the real desk, and the console's views of it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from facilitator.screen import SCREEN as CONSOLE
from live.screen import Hall, Reading
from sessions import commands as c
from sessions.seat import LEAD
from tests.story import Story, seat

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


class Day:
    """A day on a desk: `lead` and `say` are acts that must be accepted, `common` and `own` are the console's views."""

    def __init__(self) -> None:
        self.story = Story(SCENARIO)
        self.online: dict[str, int] = {}
        self.seen: dict[str, int] = {}

    def lead(self, command: c.Command) -> None:
        self.story.do(LEAD, command)

    def say(self, name: str, command: c.Command) -> None:
        self.story.do(seat(name), command)

    def move(self, round_id: str, *phases: str) -> None:
        """Take a round through phases, one after another."""
        for phase in phases:
            self.lead(c.MoveRound(round_id, phase, self.story.round(round_id).phase.value))

    def gather(self) -> None:
        """Play `problems` to its end: six cards, two from each table."""
        self.move("problems", "open")
        for no, place in itertools.product((1, 2, 3), (1, 2)):
            self.say(f"t{no}", c.SubmitCard("problems", {"title": f"Problem {no}.{place}", "sphere": "eco"}))
        self.move("problems", "closed", "carried")

    def choose(self) -> None:
        """Play `tables` to its end: c1, c2 and c3 go on."""
        self.move("tables", "open")
        for no in (1, 2, 3):
            self.say(f"t{no}", c.CastBallot("tables", {"c1": 1, "c2": 1, "c3": 1}))
        self.move("tables", "closed", "revealed", "carried")

    def common(self) -> dict[str, Any]:
        return CONSOLE.common(self._reading())

    def own(self) -> dict[str, Any]:
        return CONSOLE.own(self._reading(), LEAD)

    def row(self, round_id: str) -> dict[str, Any]:
        """A round's line of the agenda."""
        found: dict[str, Any] = next(row for row in self.own()["agenda"] if row["id"] == round_id)
        return found

    def _reading(self) -> Reading:
        hall = Hall("http://192.168.1.2:8080/", "hall", "secret-of-the-wifi")
        return Reading(self.story.session, self.story.people, self.online, self.seen, hall, lambda *_: None)


@pytest.fixture
def day() -> Day:
    return Day()
