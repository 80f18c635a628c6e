"""Scenarios made up by hypothesis from the types alone, so that a new kind of round is among them by itself.

They have the shape of a scenario, and mostly cannot be played: pools are missing, rules contradict each other.
"""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from sessions.scenario import Scenario, Words
from sessions.shape import HOUR, type_of

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NAME = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
TIME = st.sampled_from(["09:00", "10:30", "23:59"])


def _apart(texts: tuple[str, str]) -> dict[str, str]:
    return {"ru": texts[0], "en": texts[1]}


def scenarios() -> st.SearchStrategy[Scenario]:
    """Any scenario that has the shape of one."""
    return raw_of(type_of(Scenario)).map(lambda raw: msgspec.convert(raw, Scenario))


def raw_of(kind: inspect.Type) -> st.SearchStrategy:
    match kind:
        case inspect.Metadata(type=inner):
            return raw_of(inner)
        case inspect.NoneType():
            return st.none()
        case inspect.BoolType():
            return st.booleans()
        case inspect.IntType(ge=least, le=most):
            return st.integers(least if least is not None else -9, most if most is not None else 10**6)
        case inspect.FloatType(gt=least, le=most):
            return st.floats(least or 0, most or 9, exclude_min=True, allow_nan=False)
        case inspect.LiteralType(values=values):
            return st.sampled_from(values)
        case inspect.StrType(pattern=pattern) if pattern is not None:
            return TIME if HOUR in pattern else NAME
        case inspect.StrType(min_length=least, max_length=most):
            return st.text(st.characters(exclude_categories=["Cs"]), min_size=least or 0, max_size=min(most or 30, 30))
        case inspect.UnionType(types=kinds):
            return st.one_of(*map(raw_of, kinds))
        case inspect.StructType() if kind.cls is Words:
            return st.one_of(TEXT.map(lambda text: {"ru": text, "en": text}), st.tuples(TEXT, TEXT).map(_apart))
        case inspect.StructType():
            return st.fixed_dictionaries(
                {kind.tag_field: st.just(kind.tag)} if kind.tag_field else {},
                optional={each.encode_name: raw_of(each.type) for each in kind.fields if not each.required},
            ).flatmap(
                lambda chosen: st.fixed_dictionaries(
                    {each.encode_name: raw_of(each.type) for each in kind.fields if each.required}
                ).map(lambda needed: {**chosen, **needed})
            )
        case inspect.VarTupleType(item_type=item, min_length=least, max_length=most):
            return st.lists(raw_of(item), min_size=least or 0, max_size=min(most or 3, 3))
        case inspect.TupleType(item_types=items):
            return st.tuples(*map(raw_of, items)).map(list)
        case inspect.DictType(key_type=key, value_type=value):
            return st.dictionaries(raw_of(key), raw_of(value), max_size=3)
        case _:
            raise TypeError(f"how is {kind} made up?")
