"""A scenario read from TOML, or every reason why it cannot be.

A scenario is read once, when a session starts; its text goes into the first event, so that a replay knows which
day it replays.  Every complaint names the field by its path, and all that can be found are named at once.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any, get_args

import msgspec

from sessions.flaws import flaws
from sessions.scenario import AnyRound, Matrix, Scenario
from sessions.told import N_, Saying, Translate, said

SCENARIO_BYTES = 256 * 1024


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
    if len(text.encode()) > SCENARIO_BYTES:
        raise ScenarioError([Saying(N_("scenario: the file is larger than 256 KiB; a day is some ten"))])
    try:
        raw = tomllib.loads(text.removeprefix("\ufeff"))  # Notepad's mark
        scenario = msgspec.convert(_spread(raw), Scenario)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError([_not_toml(str(error))]) from None
    except msgspec.ValidationError as error:
        raise ScenarioError([_path_first(str(error), raw)]) from None
    except RecursionError:
        raise ScenarioError([Saying(N_("scenario: lists stand in lists too deep to be read"))]) from None
    problems = list(flaws(scenario))
    if problems:
        raise ScenarioError(problems)
    return scenario


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
_OPTIONS = frozenset({"spheres", "options", "roles", "criteria", "reasons", "rows", "cols"})


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
        return {**rest, "label": {"ru": raw["ru"], "en": raw["en"]}}
    return _spread(raw)


_KEY = re.compile("Object (missing required|contains unknown) field `(.+)`")


def _path_first(message: str, raw: dict[str, Any]) -> str:
    """`Expected int, got str - at $.round[3].limit` → `round[3].limit (round "short"): Expected int, got str`."""
    what, _, path = message.partition(" - at `$")
    path = path.strip("`.")
    if key := _KEY.fullmatch(what):
        path = f"{path}.{key[2]}" if path else key[2]
        what = "this key is missing" if key[1] == "missing required" else "this key is not known here"
    elif "matching regex" in what:
        what = "small Latin letters, digits, - and _, a letter first, 40 at most"
    elif path.endswith(".kind"):
        what += f"; the kinds are {', '.join(each.kind for each in get_args(AnyRound))}"
    name = ""
    if path.startswith("round["):
        number = path[6 : path.index("]")]
        rounds = raw.get("round")
        if number.isdigit() and isinstance(rounds, list) and isinstance(rounds[int(number)], dict):
            name = f' (round "{rounds[int(number)].get("id", "?")}")'
    return f"{path}{name}: {what}"
