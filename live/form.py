"""The form in which a scenario is written by hand: what can be said of each kind of round, and how it is asked.

Truth flows from the structs of `sessions/scenario` to the editor's page: types, choices, measures and what is so if
nothing is said.  A new kind of round is here without a line of ours, with its keys for labels until `labels.py` has
words for them.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import inspect

from live.labels import KINDS, LABELS, VALUES
from live.words import translator
from sessions.flaws import CONSENTS
from sessions.scenario import Scenario, Words
from sessions.scenario.rounds import Round
from sessions.shape import HOUR, kinds, struct, type_of

View = dict[str, Any]

COMMON = ("title", "minutes", "day", "prompt", "how", "script")
"""What is asked of every round first; `MORE` is what few people ever change."""
MORE = ("id", "output", "warn_s", "grace_s", "show")

ASKED = {
    "Carry.tie": "tie",
    "Carry.gate": "gate",
    "Carry.by": "by",
    "PitchScore.by": "by",
    "Diversify.field": "field",
    "SignupRound.consents": "consents",
}
"""What is no plain text, though its type says so, and has a little builder of its own on the page."""
POOLS = ("input", "parent_pool", "show_comments")
"""Names of what an earlier round has made are chosen, never typed."""
LONG = ("script", "operator")
LARGE = ("group", "list", "either", "map", "tie", "gate", "consents")


def form_view(lang: str) -> View:
    """`{kinds, head, lists, tie, consents, by}` with all words in one language."""
    day = struct(type_of(Scenario))
    head = next(each.type for each in day.fields if each.name == "scenario")
    return {
        "kinds": [_kind(name, kind, lang) for name, kind in kinds().items()],
        "head": _fields(struct(head), lang),
        "lists": [_field(day, each, lang) for each in day.fields if each.name not in ("scenario", "round")],
        "tie": _values("Carry.tie", VALUES["Carry.tie"], lang),
        "by": _values("Carry.by", VALUES["Carry.by"], lang),
        "consents": _values("SignupRound.consents", CONSENTS, lang),
    }


def label_of(struct: type[msgspec.Struct], key: str) -> tuple[str, str]:
    """Label and help of a parameter, in English; its key and nothing where nobody has given it words yet."""
    return LABELS.get(f"{struct.__name__}.{key}") or LABELS.get(f"Round.{key}") or (key, "")


def _kind(name: str, kind: inspect.StructType, lang: str) -> View:
    label, told = KINDS.get(name, (name, ""))
    t = translator(lang).t
    words = {"label": t(label), "help": t(told)} if told else {"label": label, "help": ""}
    return {"kind": name, **words, "fields": _fields(kind, lang)}


def _fields(kind: inspect.StructType, lang: str) -> list[View]:
    """The common ones in their order, then the struct's own, then the rest."""
    fields = [_field(kind, each, lang) for each in kind.fields]
    if not issubclass(kind.cls, Round):
        return sorted(fields, key=_is_large)
    of_all = set(Round.__struct_fields__)
    for each in fields:
        is_more = each["key"] in MORE or (each["key"] in of_all and each["key"] not in COMMON)
        each["place"] = "common" if each["key"] in COMMON else "more" if is_more else "kind"
    order = {key: place for place, key in enumerate((*COMMON, "input", "parent_pool"))}
    return sorted(fields, key=lambda each: (order.get(each["key"], len(order)), _is_large(each)))


def _is_large(field: View) -> bool:
    """A part of the page of its own, which comes after all that are asked for in a line."""
    return field["type"]["is"] in LARGE


def _field(kind: inspect.StructType, field: inspect.Field, lang: str) -> View:
    label, told = label_of(kind.cls, field.name)
    t = translator(lang).t
    return {
        "key": field.name,
        "label": t(label) if told else label,
        "help": t(told) if told else "",
        "required": field.required,
        "default": None if field.required else msgspec.to_builtins(_default(field)),
        "type": _asked(field.type, f"{kind.cls.__name__}.{field.name}", field.name, lang),
    }


def _default(field: inspect.Field) -> Any:
    return field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default


def _asked(kind: inspect.Type, path: str, key: str, lang: str) -> View:
    """How a value of this type is asked for."""
    match kind:
        case inspect.Metadata(type=inner):
            return _asked(inner, path, key, lang)
        case inspect.UnionType(types=kinds):
            return _asked_union(kinds, path, key, lang)
        case inspect.BoolType():
            return {"is": "flag"}
        case inspect.IntType(ge=least, le=most):
            return {"is": "number", "whole": True, "least": least, "most": most}
        case inspect.FloatType(ge=least, gt=above, le=most):
            return {"is": "number", "whole": False, "least": above if least is None else least, "most": most}
        case inspect.LiteralType(values=values):
            return {"is": "choice", "values": _values(path, values, lang)}
        case inspect.StrType():
            return _asked_text(kind, path, key)
        case inspect.StructType() if kind.cls is Words:
            return {"is": "words", "long": key in LONG}
        case inspect.StructType():
            return {"is": "group", "name": kind.cls.__name__, "fields": _fields(kind, lang)}
        case inspect.VarTupleType(item_type=item) if path in ASKED:
            return {"is": ASKED[path]}
        case inspect.VarTupleType(item_type=item, min_length=least, max_length=most):
            return {"is": "list", "of": _asked(item, path, "", lang), "least": least, "most": most}
        case inspect.TupleType(item_types=items):
            return {"is": "row", "of": [_asked(item, path, "", lang) for item in items]}
        case inspect.DictType(value_type=item):
            return {"is": "map", "of": _asked(item, path, "", lang)}
        case _:
            raise TypeError(f"{path}: how is {kind} asked for?")


def _asked_text(kind: inspect.StrType, path: str, key: str) -> View:
    if path in ASKED:
        return {"is": ASKED[path]}
    if kind.pattern is not None and HOUR in kind.pattern:
        return {"is": "hour"}
    if kind.pattern is not None:
        return {"is": "pool" if key in POOLS else "name"}
    return {"is": "text", "most": kind.max_length}


def _asked_union(kinds: tuple[inspect.Type, ...], path: str, key: str, lang: str) -> View:
    """`None` means that it may be left out; true and false are short for a choice; a list may have a name instead."""
    is_optional = any(isinstance(each, inspect.NoneType) for each in kinds)
    rest = [each for each in kinds if not isinstance(each, inspect.NoneType)]
    if any(isinstance(each, inspect.LiteralType) for each in rest):
        rest = [each for each in rest if not isinstance(each, inspect.BoolType)]
    lists = [each for each in rest if isinstance(each, inspect.VarTupleType)]
    if len(rest) == 1:
        asked = _asked(rest[0], path, key, lang)
    elif lists:
        other = next(each for each in rest if each is not lists[0])
        asked = {"is": "either", "list": _asked(lists[0], path, key, lang), "other": _asked(other, path, "", lang)}
    else:
        asked = _asked(rest[0], path, key, lang)
    return {**asked, "optional": True} if is_optional else asked


def _values(path: str, values: Any, lang: str) -> list[View]:
    known = VALUES.get(path) or VALUES.get(f"Round.{path.partition('.')[2]}", {})
    t = translator(lang).t
    return [{"value": each, "label": t(known[each]) if each in known else str(each)} for each in values]
