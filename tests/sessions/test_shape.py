"""Everything that is wrong is found at once, with the way to its field, in the reader's language."""

from __future__ import annotations

import ast

import msgspec
import pytest
from hypothesis import given, settings

from live.words import catalogue, translator
from sessions.flaws.base import Flaw, keys, written
from sessions.reader import ScenarioError, examine, parse, spread
from sessions.shape import misfits
from sessions.told import Saying, said
from tests.made import scenarios
from tests.sessions.test_scenario import WRONG
from tests.story import MINI, ROOT, THEMES


@settings(max_examples=50, deadline=None)
@given(scenarios())
def test_what_msgspec_takes_has_the_right_shape(scenario):
    assert list(misfits(msgspec.to_builtins(scenario))) == []


@pytest.mark.parametrize(("old", "new", "path"), WRONG, ids=[f"{path}: {new[:30]}" for _, new, path in WRONG])
def test_every_complaint_knows_its_field_and_is_said_in_russian(old, new, path):
    with pytest.raises(ScenarioError) as caught:
        parse(MINI.replace(old, new, 1))
    known = catalogue("ru")
    for problem in caught.value.problems:
        assert isinstance(problem, Flaw) and problem.startswith(written(problem.path)), problem
        assert isinstance(problem.what, Saying), f"a plain sentence: {problem.what}"
        assert problem.what.phrase in known and problem.phrase in known, problem.what.phrase
        assert problem.startswith(said(problem, translator("en").t)) and said(problem, translator("ru").t) != problem


def test_all_that_is_wrong_is_named_at_once():
    broken = MINI.replace("minutes = 5", 'minutes = "x"', 1).replace("limit = 3", "limit = 0\nlimitt = 1", 1)
    with pytest.raises(ScenarioError) as caught:
        parse(broken)
    found = {written(problem.path) for problem in caught.value.problems}
    assert found == {"round[0].minutes", "round[2].limit", "round[2].limitt"}


def test_what_is_out_of_shape_hides_no_other_mistake():
    broken = MINI.replace("minutes = 5", 'minutes = "x"', 1).replace('"breadth", ', '"width", ', 1)
    broken = broken.replace('input = "solutions"', 'input = ""', 1)
    _, problems = examine(spread(broken))
    found = {written(problem.path) for problem in problems}
    assert found == {"round[0].minutes", "round[2].carry.tie[0]", "round[4].input"}
    assert "round[5].input" not in found, "what the round in between makes is still there"


def paths(raw, path=()):
    yield path
    parts = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    for key, part in parts:
        yield from paths(part, (*path, key))


@pytest.mark.parametrize("junk", [None, [], {}, "", "x", 3.5, -1, True, [{"id": []}]])
def test_nothing_that_stands_anywhere_breaks_the_examination(junk):
    for path in paths(spread(THEMES)):
        raw = {"raw": spread(THEMES)}
        inside = raw
        for key in ("raw", *path)[:-1]:
            inside = inside[key]
        inside[("raw", *path)[-1]] = junk
        scenario, problems = examine(raw["raw"])
        assert scenario is not None or problems, path
        assert all(isinstance(each, Flaw) for each in problems), (path, problems)


@pytest.mark.parametrize("raw", [None, [], {}, {"round": 1}, {"scenario": {}, "round": [1, {"kind": []}]}])
def test_whatever_comes_in_is_answered_with_complaints(raw):
    scenario, problems = examine(raw)
    assert scenario is None and problems and all(isinstance(each, Flaw) for each in problems)


def test_a_path_is_read_as_it_is_written():
    assert keys("fields[0].options") == ("fields", 0, "options")
    assert written(("round", 3, "carry", "tie", 1)) == "round[3].carry.tie[1]"
    assert spread(MINI)["round"][0]["title"] == {"ru": "Начало", "en": "Beginning"}


@pytest.mark.parametrize("file", sorted((ROOT / "sessions" / "flaws").glob("*.py")), ids=lambda file: file.name)
def test_no_flaw_is_said_in_english_only(file):
    """`yield "limit", "must be less"` cannot be said in Russian: wrap it, `Saying(N_("must be less"))`."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    plain = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Yield)
        and isinstance(node.value, ast.Tuple)
        and isinstance(node.value.elts[-1], ast.Constant | ast.JoinedStr)
    ]
    assert not plain, f"lines {plain} of {file.name}"
