"""The day as data: rounds, their prompts and rules, frozen once they are read.

`rounds.py` holds the kinds of round, `carry.py` what goes on from one to the next, `templates.py` what a sheet asks.
`sessions/reader.py` reads all of it from TOML, `sessions/flaws/` finds what cannot be played.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from sessions.scenario.base import *
from sessions.scenario.carry import *
from sessions.scenario.polls import *
from sessions.scenario.rounds import *
from sessions.scenario.templates import *

Source = Literal["table", "person", "guest"]
"""Who writes for the hall: tables their cards; people with a badge, and guests, their names."""


class Moderation(Strict, frozen=True):
    """Which lane each source has, how long the delay is, and words that the lead wants to see first."""

    table: Lane = "delay"
    person: Lane = "at_once"
    guest: Lane = "approve"
    hold_s: Annotated[int, Meta(ge=3, le=300)] = 20
    watch: Annotated[tuple[Annotated[str, Meta(min_length=2, max_length=40)], ...], Meta(max_length=200)] = ()


class Quorum(Strict, frozen=True):
    """Below it a result is marked: a share of the people, or a number of tables."""

    person: Annotated[float, Meta(gt=0, le=1)] | None = None
    table: Annotated[int, Meta(ge=1)] | None = None


class Head(Strict, frozen=True):
    """The `[scenario]` table: the hall this day is made for. `traits`: what the tables are mixed by."""

    id: Name
    title: Words
    tables: Annotated[int, Meta(ge=1, le=60)] = 12
    people: Annotated[int, Meta(ge=0, le=2000)] = 140
    experts: Annotated[int, Meta(ge=0, le=40)] = 0
    observers: Annotated[int, Meta(ge=0, le=20)] = 0
    spheres: tuple[Option, ...] = ()
    traits: Annotated[tuple[Option, ...], Meta(max_length=12)] = ()
    quorum: Quorum = Quorum()
    synonyms: Annotated[tuple[Annotated[str, Meta(max_length=200)], ...], Meta(max_length=300)] | None = None
    moderation: Moderation = Moderation()


class Day(Strict, frozen=True):
    """One day of the forum. `start` is local time, `"10:00"`."""

    start: Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Scenario(Strict, frozen=True):
    """A whole forum: a head, its rounds in order, when its days start, and the templates that are its own."""

    scenario: Head
    round: Annotated[tuple[AnyRound, ...], Meta(min_length=1, max_length=100)]
    day: Annotated[tuple[Day, ...], Meta(max_length=14)] = ()
    template: Annotated[tuple[Template, ...], Meta(max_length=20)] = ()

    @property
    def rounds(self) -> tuple[AnyRound, ...]:
        """The rounds in the order of the day."""
        return self.round

    def options(self, field: Field | SheetField | Column) -> tuple[Option, ...]:
        """The options of a choice field, the scenario's spheres filled in."""
        return self.scenario.spheres if field.options == "spheres" else field.options
