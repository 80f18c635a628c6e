"""Does what was read have the shape of a scenario?  Every value that has not, with its path and a sentence about it.

msgspec has the last word on what a scenario is; it stops at the first misfit and says so in English.  Here all of them
are found, by the same types, in words that a person can mend them by.  What comes in is the long form, as `reader`
spreads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import inspect

from sessions.flaws.base import Path
from sessions.scenario import Scenario, Words
from sessions.told import N_, Saying

Misfit = tuple[Path, Saying]

HOUR = "[01]"
"""With this the pattern of a time of day begins to differ from that of a name."""


@cache
def type_of(kind: Any) -> inspect.Type:
    """What msgspec knows of a struct, its measures included.

    Only of structs: whenever msgspec 0.22 has looked at a bare type with a pattern, it lets go of the compiled pattern
    once too often, and after some dozen times Python crashes in `re`.
    """
    return inspect.type_info(kind)


def kinds() -> dict[str, inspect.StructType]:
    """Every kind of round by its name, in the order of the scenario's own list."""
    of = {each.encode_name: each.type for each in struct(type_of(Scenario)).fields}["round"]
    rounds = of.type if isinstance(of, inspect.Metadata) else of
    assert isinstance(rounds, inspect.VarTupleType) and isinstance(rounds.item_type, inspect.UnionType)
    return {str(each.tag): each for each in map(struct, rounds.item_type.types)}


def struct(kind: inspect.Type) -> inspect.StructType:
    """A type that is a struct for certain."""
    assert isinstance(kind, inspect.StructType)
    return kind


def misfits(raw: object) -> Iterator[Misfit]:
    """Everything in `raw` that cannot stand in a scenario."""
    yield from _of(raw, type_of(Scenario), ())


def healed(value: object, kind: inspect.Type, key: str = "x") -> Any:
    """The same, with the least that is possible in the place of whatever does not fit: so the rest can be examined."""
    if not any(_of(value, kind, ())):
        return value
    match kind:
        case inspect.Metadata(type=inner):
            return healed(value, inner, key)
        case inspect.UnionType(types=kinds):
            structs = [each for each in kinds if isinstance(each, inspect.StructType) and isinstance(value, dict)]
            chosen = [each for each in structs if isinstance(value, dict) and each.tag == value.get(each.tag_field)]
            likely = [each for each in kinds if _is_like(value, each)]
            return healed(value, (chosen or structs or likely or list(kinds))[0], key)
        case inspect.StructType(fields=fields) if isinstance(value, dict):
            given = {each.encode_name: each for each in fields if each.required or each.encode_name in value}
            full = {name: healed(value.get(name), each.type, name) for name, each in given.items()}
            return {**full, **_tag(kind)}
        case inspect.VarTupleType(item_type=item) if isinstance(value, list | tuple) and value:
            return [healed(each, item, key) for each in value[: kind.max_length]]
        case _:
            return least(kind, key)


def least(kind: inspect.Type, key: str = "x") -> Any:
    """The least that this type takes; a text or a name is called `key`."""
    match kind:
        case inspect.Metadata(type=inner):
            return least(inner, key)
        case inspect.UnionType(types=kinds):
            return least(kinds[0], key)
        case inspect.StructType() if kind.cls is Words:
            return {"ru": key, "en": key}
        case inspect.StructType(fields=fields):
            return {each.encode_name: least(each.type, each.encode_name) for each in fields if each.required} | _tag(
                kind
            )
        case inspect.VarTupleType(item_type=item, min_length=few):
            return [least(item, key) for _ in range(few or 0)]
        case inspect.TupleType(item_types=items):
            return [least(item, key) for item in items]
        case inspect.LiteralType(values=values):
            return values[0]
        case inspect.IntType(ge=few):
            return few or 1
        case inspect.FloatType(le=most):
            return most or 1.0
        case inspect.BoolType():
            return False
        case inspect.StrType(pattern=pattern):
            return "10:00" if pattern and HOUR in pattern else key
        case inspect.NoneType():
            return None
        case _:
            return {}


def _tag(kind: inspect.StructType) -> dict[str, Any]:
    return {kind.tag_field: kind.tag} if kind.tag_field else {}


def _of(value: object, kind: inspect.Type, path: Path) -> Iterator[Misfit]:
    match kind:
        case inspect.Metadata(type=inner):
            yield from _of(value, inner, path)
        case inspect.UnionType(types=kinds):
            yield from _of_union(value, kinds, path)
        case inspect.StructType():
            yield from _of_struct(value, kind, path)
        case inspect.VarTupleType(item_type=item) | inspect.ListType(item_type=item):
            if not isinstance(value, list | tuple):
                yield path, Saying(N_("a list is expected here"))
                return
            for place, each in enumerate(value):
                yield from _of(each, item, (*path, place))
            yield from _length(len(value), kind, path)
        case inspect.TupleType(item_types=items):
            if not isinstance(value, list | tuple) or len(value) != len(items):
                yield path, Saying(N_("a list of {n} values is expected here"), n=len(items))
                return
            for place, (each, item) in enumerate(zip(value, items, strict=True)):
                yield from _of(each, item, (*path, place))
        case inspect.DictType(value_type=item):
            if not isinstance(value, dict):
                yield path, Saying(N_("keys with their values are expected here"))
                return
            for key, each in value.items():
                yield from _of(each, item, (*path, key))
        case _:
            yield from _of_leaf(value, kind, path)


def _of_union(value: object, kinds: tuple[inspect.Type, ...], path: Path) -> Iterator[Misfit]:
    structs = [each for each in kinds if isinstance(each, inspect.StructType)]
    if len(structs) > 1:
        yield from _of_tagged(value, structs, path)
        return
    if value is None and any(isinstance(each, inspect.NoneType) for each in kinds):
        return
    others = [each for each in kinds if not isinstance(each, inspect.NoneType)]
    yield from _of(value, next((each for each in others if _is_like(value, each)), others[0]), path)


def _of_tagged(value: object, structs: list[inspect.StructType], path: Path) -> Iterator[Misfit]:
    """One of several structs; which, tells the value's own tag."""
    tag = structs[0].tag_field or ""
    if not isinstance(value, dict):
        yield path, Saying(N_("keys with their values are expected here"))
        return
    chosen = [each for each in structs if each.tag == value.get(tag)]
    if chosen:
        yield from _of_struct(value, chosen[0], path)
    elif tag not in value:
        yield (*path, tag), Saying(N_("this key is missing"))
    else:
        yield (*path, tag), _one_of(str(each.tag) for each in structs)


def _of_struct(value: object, kind: inspect.StructType, path: Path) -> Iterator[Misfit]:
    if not isinstance(value, dict):
        yield path, Saying(N_("keys with their values are expected here"))
        return
    known = {each.encode_name for each in kind.fields} | {kind.tag_field}
    for key in value:
        if key not in known:
            yield (*path, str(key)), Saying(N_("this key is not known here"))
    for field in kind.fields:
        if field.encode_name in value:
            yield from _of(value[field.encode_name], field.type, (*path, field.encode_name))
        elif field.required:
            yield (*path, field.encode_name), Saying(N_("this key is missing"))


def _of_leaf(value: object, kind: inspect.Type, path: Path) -> Iterator[Misfit]:
    match kind:
        case inspect.IntType() if not _is_like(value, kind):
            yield path, Saying(N_("a whole number is expected here"))
        case inspect.FloatType() if not _is_like(value, kind):
            yield path, Saying(N_("a number is expected here"))
        case inspect.IntType() | inspect.FloatType():
            yield from _measure(value, kind, path)
        case inspect.BoolType() if not isinstance(value, bool):
            yield path, Saying(N_("yes or no is expected here: true or false"))
        case inspect.LiteralType(values=values) if isinstance(value, bool) or value not in values:
            yield path, _one_of(str(each) for each in values)
        case inspect.StrType() if not isinstance(value, str):
            yield path, Saying(N_("a text is expected here"))
        case inspect.StrType() if value == "" and (kind.pattern is not None or kind.min_length):
            yield path, Saying(N_("must not be empty"))
        case inspect.StrType(pattern=pattern) if pattern is not None and not _fits(value, pattern):
            if HOUR in pattern:
                yield path, Saying(N_("a time of day is expected here, such as 10:00"))
            else:
                yield path, Saying(N_("small Latin letters, digits, - and _, a letter first, 40 at most"))
        case inspect.StrType():
            yield from _letters(len(str(value)), kind, path)


def _one_of(values: Iterator[str]) -> Saying:
    return Saying(N_("must be one of: {values}"), values=", ".join(values))


def _measure(value: Any, kind: inspect.IntType | inspect.FloatType, path: Path) -> Iterator[Misfit]:
    # Written so that "not a number" fits nowhere.
    if kind.ge is not None and not value >= kind.ge:
        yield path, Saying(N_("must be {least} at least"), least=kind.ge)
    elif kind.gt is not None and not value > kind.gt:
        yield path, Saying(N_("must be more than {least}"), least=kind.gt)
    elif kind.le is not None and not value <= kind.le:
        yield path, Saying(N_("must be {most} at most"), most=kind.le)


def _letters(n: int, kind: inspect.StrType, path: Path) -> Iterator[Misfit]:
    if kind.min_length is not None and n < kind.min_length:
        yield path, Saying(N_("too short: {n} characters at least"), n=kind.min_length)
    elif kind.max_length is not None and n > kind.max_length:
        yield path, Saying(N_("too long: {n} characters at most"), n=kind.max_length)


def _length(n: int, kind: inspect.VarTupleType | inspect.ListType, path: Path) -> Iterator[Misfit]:
    if kind.min_length is not None and n < kind.min_length:
        yield path, Saying(N_("too few: {n} at least"), n=kind.min_length)
    elif kind.max_length is not None and n > kind.max_length:
        yield path, Saying(N_("too many: {n} at most"), n=kind.max_length)


def _is_like(value: object, kind: inspect.Type) -> bool:
    """Could the value have been meant as this type?"""
    match kind:
        case inspect.Metadata(type=inner):
            return _is_like(value, inner)
        case inspect.BoolType():
            return isinstance(value, bool)
        case inspect.IntType():
            whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
            return whole and not isinstance(value, bool)
        case inspect.FloatType():
            return isinstance(value, int | float) and not isinstance(value, bool)
        case inspect.StrType() | inspect.LiteralType():
            return isinstance(value, str)
        case inspect.VarTupleType() | inspect.TupleType() | inspect.ListType():
            return isinstance(value, list | tuple)
        case inspect.StructType() | inspect.DictType():
            return isinstance(value, dict)
        case _:
            return False


def _fits(value: object, pattern: str) -> bool:
    return re.search(pattern, str(value)) is not None
