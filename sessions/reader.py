"""A scenario read from TOML, or every reason why it cannot be.

A scenario is read once, when a session starts; its text goes into the first event, so that a replay knows which
day it replays.  Every complaint names the field by its path, and all that can be found are named at once.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

import msgspec

from sessions.flaws import flaws
from sessions.flaws.base import Flaw, Path, flaw
from sessions.scenario import Matrix, Scenario
from sessions.shape import healed, misfits, type_of
from sessions.told import N_, Saying, Translate, said

SCENARIO_BYTES = 256 * 1024
DOTS = 2000
"""On one line. `tomllib` walks a dotted key from its beginning for each of its parts: many of them would hold the hall.
"""


class ScenarioError(ValueError):
    """The scenario cannot be played. `problems` are sentences, each beginning with the path of a field."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

    def said(self, t: Translate) -> str:
        """The problems as `t` says them."""
        return "\n".join(said(problem, t) for problem in self.problems)


def parse(text: str) -> Scenario:
    """The scenario in this TOML text; raises `ScenarioError` with every problem that was found."""
    scenario, problems = examine(spread(text))
    if scenario is None or problems:
        raise ScenarioError(problems)
    return scenario


def spread(text: str) -> dict[str, Any]:
    """What stands in this TOML text, its short forms filled in; raises `ScenarioError` if it is no TOML."""
    if len(text.encode()) > SCENARIO_BYTES:
        raise ScenarioError([Saying(N_("scenario: the file is larger than 256 KiB; a day is some ten"))])
    if any(line.count(".") > DOTS for line in text.splitlines()):
        raise ScenarioError([Saying(N_("scenario: a line has more than {dots} dots; that is no key"), dots=DOTS)])
    try:
        raw: dict[str, Any] = _spread(tomllib.loads(text.removeprefix("\ufeff")))  # Notepad's mark
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError([_not_toml(str(error))]) from None
    except ValueError as error:  # a number of more digits than Python reads
        raise ScenarioError([_not_toml(str(error).partition(";")[0])]) from None
    except RecursionError:
        raise ScenarioError([Saying(N_("scenario: lists stand in lists too deep to be read"))]) from None
    return raw


def examine(raw: object) -> tuple[Scenario | None, list[str]]:
    """The scenario that was written out in full, None if it has not the shape of one, and what is wrong with it."""
    found = [flaw(path, what, _round_id(raw, path)) for path, what in misfits(raw)]
    if found:
        return None, [*found, *_flaws_beside(raw, [each.path for each in found])]
    try:
        scenario = msgspec.convert(raw, Scenario)
    except msgspec.ValidationError as error:  # what only msgspec minds
        return None, [str(error)]
    return scenario, list(flaws(scenario))


def _flaws_beside(raw: object, paths: list[Path]) -> list[str]:
    """What else is wrong, as far as it can be told while what is at these paths is not even of the right shape."""
    try:
        scenario = msgspec.convert(healed(raw, type_of(Scenario)), Scenario)
    except msgspec.ValidationError:
        return []
    # Of a round that is out of shape nothing more is said: it would be said of what was put there to go on.
    places = {path[:2] for path in paths}
    return [each for each in flaws(scenario) if isinstance(each, Flaw) and each.path[:2] not in places]


def _round_id(raw: Any, path: Path) -> str | None:
    """The id of the round that a path leads into, as far as there is one."""
    if path[:1] != ("round",) or len(path) < 2:
        return None
    plan = raw["round"][path[1]]
    return str(plan.get("id", "?")) if isinstance(plan, dict) else "?"


def _not_toml(error: str) -> Saying:
    """`Invalid value (at line 3, column 7)` → the place first, for it is what a person looks for."""
    if place := re.fullmatch(r"(.+) \(at line (\d+), column (\d+)\)", error):
        what, line, column = place.groups()
        phrase = N_("scenario: this is not valid TOML at line {line}, column {column}: {what}")
        return Saying(phrase, line=line, column=column, what=what)
    return Saying(N_("scenario: this is not valid TOML: {what}"), what=error)


_WORDS = frozenset(
    {"title", "prompt", "how", "script", "label", "hint", "operator", "low_label", "high_label", "bonus"}
) | {*Matrix.__struct_fields__}
_OPTIONS = frozenset({"spheres", "options", "roles", "criteria", "reasons", "rows", "cols", "traits"})


def _spread(raw: Any) -> Any:
    """Fill in the short forms of TOML: a bare string for both languages, `"экология"` or `{id, ru, en}` for an
    option, `["silent", 6]` for a stage."""
    if isinstance(raw, list):
        return [_spread(each) for each in raw]
    if not isinstance(raw, dict):
        return raw
    full: dict[str, Any] = {}
    for key, value in raw.items():
        if key in _WORDS and isinstance(value, str):
            full[key] = {"ru": value, "en": value}
        elif key in _OPTIONS and isinstance(value, list):
            full[key] = [_option(each) for each in value]
        elif key == "stages" and isinstance(value, list):
            full[key] = [
                {"name": each[0], "minutes": each[1]} if isinstance(each, list) and len(each) == 2 else each
                for each in value
            ]
        else:
            full[key] = _spread(value)
    return full


def _option(raw: Any) -> Any:
    if isinstance(raw, str):
        return {"id": raw, "label": {"ru": raw, "en": raw}}
    if isinstance(raw, dict) and "label" not in raw and "ru" in raw and "en" in raw:
        rest = {key: value for key, value in raw.items() if key not in ("ru", "en")}
        return {**_spread(rest), "label": {"ru": raw["ru"], "en": raw["en"]}}
    return _spread(raw)
