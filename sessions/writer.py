"""A scenario written as TOML, so that whoever opens the file finds what a person would have typed.

`sessions/reader.py` reads back the same scenario.  What is as it would be anyway is left out, and the short forms are
used where the reader knows them: one sentence for both languages, `"eco"` or `{id, ru, en}` for a choice,
`["silent", 6]`.
Nothing here knows a kind of round by name: a new one is written as its struct says.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from sessions.reader import _OPTIONS as OPTIONS
from sessions.reader import _WORDS as WORDS
from sessions.scenario import Scenario, Stage, Words

BARE = re.compile(r"[A-Za-z0-9_-]+")
WIDE = 100
"""A list that would be longer stands on a line for each of its parts."""
FIRST = ("id", "title", "kind", "day", "minutes")
"""What a person looks for in a round stands at its beginning."""


def write(scenario: Scenario) -> str:
    """The text of a file from which this scenario can be read."""
    head = {key: value for key, value in _said(scenario.scenario).items() if key != "moderation"}
    lines = ["[scenario]", *_lines(head)]
    moderation = _said(scenario.scenario.moderation)
    if moderation:
        lines += ["", "[scenario.moderation]", *_lines(moderation)]
    for name in scenario.__struct_fields__:
        if name not in ("scenario", "round"):
            for part in getattr(scenario, name):
                lines += ["", f"[[{name}]]", *_lines(_said(part))]
    for plan in scenario.rounds:
        said = {"kind": plan.kind, **_said(plan)}
        order = sorted(said, key=lambda key: FIRST.index(key) if key in FIRST else len(FIRST))
        lines += ["", "[[round]]", *_lines({key: said[key] for key in order})]
    return "\n".join(lines) + "\n"


def digest(scenario: Scenario) -> str:
    """A mark of this scenario: two that differ in anything have different ones."""
    return hashlib.sha256(msgspec.json.encode(scenario, order="deterministic")).hexdigest()[:16]


def _said(struct: msgspec.Struct) -> dict[str, Any]:
    """The fields that have to be written: those without a default, and those that are not as their default."""
    fields = msgspec.structs.fields(struct)
    values = ((each, getattr(struct, each.name)) for each in fields)
    return {each.name: value for each, value in values if value is not None and not _is_default(each, value)}


def _is_default(field: msgspec.structs.FieldInfo, value: Any) -> bool:
    if field.default_factory is not msgspec.NODEFAULT:
        return bool(field.default_factory() == value)
    return field.default is not msgspec.NODEFAULT and bool(field.default == value)


def _lines(fields: dict[str, Any]) -> Iterator[str]:
    for key, value in fields.items():
        written = _value(key, value)
        if isinstance(value, tuple) and len(written) + len(key) > WIDE:
            yield f"{_key(key)} = ["
            yield from (f"  {_item(key, each)}," for each in value)
            yield "]"
        else:
            yield f"{_key(key)} = {written}"


def _value(key: str, value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return _string(value)
        case Words(ru=ru, en=en) if ru == en and key in WORDS:
            return _string(ru)
        case tuple() | list():
            return f"[{', '.join(_item(key, each) for each in value)}]"
        case dict():
            return _table({str(name): _value(str(name), each) for name, each in value.items()})
        case msgspec.Struct():
            return _table({name: _value(name, each) for name, each in _said(value).items()})
        case _:
            raise TypeError(f"{key}: a scenario holds no {type(value).__name__}")


def _item(key: str, value: Any) -> str:
    """One part of a list, in the short form that the reader has for it."""
    if isinstance(value, Stage):
        return f"[{_string(value.name)}, {value.minutes}]"
    label = getattr(value, "label", None)
    if key not in OPTIONS or not isinstance(value, msgspec.Struct) or not isinstance(label, Words):
        return _value("", value)
    said = _said(value)
    if set(said) == {"id", "label"} and label == Words(said["id"], said["id"]):
        return _string(said["id"])
    return _table(
        {
            "id": _string(said.pop("id")),
            "ru": _string(label.ru),
            "en": _string(label.en),
            **{name: _value(name, each) for name, each in said.items() if name != "label"},
        }
    )


def _table(fields: dict[str, str]) -> str:
    return "{" + ", ".join(f"{_key(name)} = {value}" for name, value in fields.items()) + "}"


def _key(name: str) -> str:
    return name if BARE.fullmatch(name) else _string(name)


def _string(text: str) -> str:
    """JSON's escapes are TOML's, but for the one sign that JSON lets stand."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
