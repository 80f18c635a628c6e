"""Every parameter of a scenario is in the editor's form, with words in both languages; a new one is missed at once."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from live.form import _fields, form_view, label_of
from live.labels import KINDS, LABELS, VALUES
from live.words import catalogue
from sessions.scenario import AnyRound, Scenario, Words
from sessions.shape import struct, type_of
from tests.sessions.test_scenario import structs
from tests.story import ROOT

STRUCTS = [each for each in structs(type_of(Scenario)) if each.cls is not Words]
WHOLE = ("scenario", "round")
PARAMETERS = [
    (struct.cls, field.encode_name, field.type)
    for struct in STRUCTS
    for field in struct.fields
    if not (struct.cls is Scenario and field.encode_name in WHOLE)
]


@pytest.mark.parametrize(
    ("struct", "key", "kind"), PARAMETERS, ids=[f"{each.__name__}.{key}" for each, key, _ in PARAMETERS]
)
def test_every_parameter_has_a_label_and_a_line_of_help(struct: type[Any], key: str, kind: inspect.Type) -> None:
    """Give it words in live/labels.py, and Russian ones in locales/ru/scenario.po."""
    label, told = label_of(struct, key)
    assert f"{struct.__name__}.{key}" in LABELS or f"Round.{key}" in LABELS
    for words in (label, told):
        assert words and words in catalogue("ru"), f"{struct.__name__}.{key}: {words!r}"
    assert told.endswith("."), told
    named = VALUES.get(f"{struct.__name__}.{key}") or VALUES.get(f"Round.{key}", {})
    for value in values(kind):
        assert value in named, f"{struct.__name__}.{key} = {value!r} has no words"


def values(kind: inspect.Type) -> list[Any]:
    match kind:
        case inspect.LiteralType(values=found):
            return list(found)
        case inspect.Metadata(type=inner) | inspect.VarTupleType(item_type=inner):
            return values(inner)
        case inspect.UnionType(types=kinds):
            return [value for each in kinds for value in values(each)]
        case _:
            return []


def test_every_kind_has_a_name_and_no_word_is_left_over() -> None:
    assert set(KINDS) >= {each.kind for each in AnyRound.__args__}
    assert all(name in catalogue("ru") and told in catalogue("ru") for name, told in KINDS.values())
    known = {f"{each.__name__}.{key}" for each, key, _ in PARAMETERS}
    strays = {key for key in LABELS if key not in known and not key.startswith("Round.")}
    assert not strays, "these parameters are gone"


def test_every_parameter_stands_in_the_form() -> None:
    form = form_view("en")
    asked = set(fields(form["head"])) | set(fields(form["lists"])) | {"scenario", "round"}
    for each in form["kinds"]:
        asked |= set(fields(each["fields"]))
    keys = {field.encode_name for struct in STRUCTS for field in struct.fields}
    assert keys <= asked, keys - asked
    assert {kind for field in every(form) for kind in asked_as(field["type"])} <= KNOWN, "the page cannot ask for it"


FIELD = (ROOT / "static" / "js" / "editor" / "field.js").read_text(encoding="utf-8")
KNOWN = set(re.findall(r"(\w+): \w+,", FIELD[FIELD.index("const WIDGETS = {") :]))


def every(form: Any) -> Any:
    for part in (form["head"], form["lists"], *(each["fields"] for each in form["kinds"])):
        yield from part


def asked_as(asked: Any) -> Any:
    yield asked["is"]
    for field in asked.get("fields", []):
        yield from asked_as(field["type"])
    for part in (asked.get("of"), asked.get("list"), asked.get("other")):
        for each in part if isinstance(part, list) else [part] if part else []:
            yield from asked_as(each)


def fields(given: list[Any]) -> Any:
    for field in given:
        yield field["key"]
        yield from inside(field["type"])


def inside(asked: Any) -> Any:
    yield from fields(asked.get("fields", []))
    for part in (asked.get("of"), asked.get("list"), asked.get("other")):
        for each in part if isinstance(part, list) else [part] if part else []:
            yield from inside(each)


class Odd(msgspec.Struct, frozen=True):
    """Shapes that no kind has yet."""

    seats: dict[str, int] = {}
    pair: tuple[int, int] | None = None
    names: tuple[str, ...] = ()
    ready: tuple[int, ...] | str = ()


def test_a_struct_that_nobody_has_heard_of_is_asked_for_by_its_keys() -> None:
    found = {each["key"]: (each["label"], each["type"]["is"]) for each in _fields(struct(inspect.type_info(Odd)), "ru")}
    assert found == {
        "pair": ("pair", "row"),
        "seats": ("seats", "map"),
        "names": ("names", "list"),
        "ready": ("ready", "either"),
    }
