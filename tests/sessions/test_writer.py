"""What is written is read back the same, whatever kind it is of; and the file looks as if a person had typed it."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings

from sessions.reader import parse, spread
from sessions.scenario import Scenario
from sessions.writer import digest, write
from tests.made import scenarios
from tests.story import MINI, ROOT

FILES = sorted([*ROOT.glob("scenarios/*.toml"), *ROOT.glob("tests/data/*.toml")])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_scenario_of_the_house_is_read_back_the_same(file):
    scenario = parse(file.read_text(encoding="utf-8"))
    assert parse(write(scenario)) == scenario
    assert write(parse(write(scenario))) == write(scenario)


@settings(max_examples=80, deadline=None)
@given(scenarios())
def test_whatever_has_the_shape_of_a_scenario_is_read_back_the_same(scenario):
    assert msgspec.convert(spread(write(scenario)), Scenario) == scenario


def test_a_person_would_have_typed_it_so():
    lines = write(parse(MINI)).splitlines()
    assert lines[:2] == ["[scenario]", 'id = "mini"'] and "[[round]]" in lines
    assert 'tie = ["breadth", "include:3", "draw"]' in write(parse(MINI)), "a short list stands on one line"
    assert '  {id = "eco", ru = "экология", en = "ecology"},' in lines, "a long one has a line for each part"
    assert not [line for line in lines if line.startswith(("warn_s", "show"))], "what is so anyway is left out"


def test_two_scenarios_that_differ_have_different_marks():
    one, other = parse(MINI), parse(MINI.replace("minutes = 5", "minutes = 6", 1))
    assert digest(one) == digest(parse(write(one))) != digest(other)
