"""Templates: which fields a sheet has. Those that come with Veche stand in `data/templates.toml`; a scenario brings its
own, and one with the same id takes the place of ours."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec

from sessions.scenario import ElaborateRound, Scenario, SheetField, Template

DATA = Path(__file__).with_name("data") / "templates.toml"


@cache
def built_in() -> dict[str, Template]:
    """The templates that come with Veche, by id."""
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {each.id: each for each in msgspec.convert(raw["template"], tuple[Template, ...])}


def known(scenario: Scenario) -> dict[str, Template]:
    """The templates that a round of this scenario may name."""
    return built_in() | {each.id: each for each in scenario.template}


def template_of(scenario: Scenario, plan: ElaborateRound) -> Template:
    """The template that a round works with."""
    return known(scenario)[plan.template]


def required(scenario: Scenario, plan: ElaborateRound) -> tuple[SheetField, ...]:
    """The fields without which a sheet is incomplete in this round, in the order of the template."""
    fields = template_of(scenario, plan).field
    return tuple(each for each in fields if each.required or each.id in plan.required)
