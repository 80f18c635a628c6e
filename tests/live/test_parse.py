"""A payload becomes a command, or is refused with a code that says what is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.parse import PAYLOAD_BYTES, from_json, parse
from sessions import commands as c
from sessions.commands import COMMANDS
from sessions.refusals import Refused

ACTION = "0123456789abcdef"


def code(command: type[c.Command], payload: object) -> str:
    with pytest.raises(Refused) as no:
        parse(command, payload)
    return no.value.code.value


def card(**more: Any) -> dict[str, Any]:
    return {"action_id": ACTION, "round": "problems", "fields": {"title": "Темно"}, **more}


def test_a_whole_payload_is_a_command() -> None:
    assert parse(c.SubmitCard, card()) == (ACTION, c.SubmitCard("problems", {"title": "Темно"}))


@pytest.mark.parametrize("payload", [None, 7, "x", [], [card()], True, object(), {"a": object()}])
def test_only_an_object_of_json_is_a_payload(payload: object) -> None:
    assert code(c.SubmitCard, payload) == "payload.types"


@pytest.mark.parametrize("name", ["table", "seat", "role", "person", "elector", "at", "_", "card "])
def test_an_unknown_field_is_refused_and_an_identity_is_one(name: str) -> None:
    assert code(c.SubmitCard, card(**{name: "t2"})) == "payload.fields"


def test_a_missing_field_is_refused() -> None:
    assert code(c.SubmitCard, {"action_id": ACTION, "round": "problems"}) == "payload.fields"


@pytest.mark.parametrize(
    ("command", "payload"),
    [
        (c.SubmitCard, {"round": 7, "fields": {}}),
        (c.SubmitCard, {"round": "", "fields": {}}),
        (c.SubmitCard, {"round": "r", "fields": []}),
        (c.SubmitCard, {"round": "r", "fields": {"title": None}}),
        (c.CallHelp, {"on": 1}),
        (c.CallHelp, {"on": "true"}),
        (c.AddTime, {"round": "r", "ms": 1.5}),
        (c.AddTime, {"round": "r", "ms": 10**9}),
        (c.AddTime, {"round": "r", "ms": True}),
        (c.CastBallot, {"round": "r", "choices": {"c1": 0}}),
        (c.CastBallot, {"round": "r", "choices": {"c1": "1"}}),
        (c.CastBallot, {"round": "r", "choices": {f"c{no}": 1 for no in range(501)}}),
        (c.DrawLots, {"round": "r", "number": -1}),
        (c.SignUp, {"round": "r", "card": "c1", "role": "member", "consents": "processing"}),
    ],
)
def test_a_wrong_type_is_refused(command: type[c.Command], payload: dict[str, Any]) -> None:
    assert code(command, {"action_id": ACTION, **payload}) == "payload.types"


def test_a_text_that_is_too_long_is_refused_by_its_own_code() -> None:
    assert code(c.Announce, {"action_id": ACTION, "text": "я" * 201}) == "text.too_long"
    assert code(c.SubmitCard, card(fields={"title": "я" * 2001})) == "text.too_long"
    assert code(c.SubmitCard, card(round="x" * 65)) == "text.too_long"


def test_a_payload_beyond_the_limit_is_refused_before_anything_else() -> None:
    assert code(c.SubmitCard, {"junk": "x" * PAYLOAD_BYTES}) == "payload.too_large"


@pytest.mark.parametrize("action", [..., None, "", "short", "x" * 65, 12345678, ["abcdefgh"]])
def test_without_a_number_of_its_own_nothing_is_taken(action: object) -> None:
    payload = card(action_id=action)
    if action is ...:
        del payload["action_id"]
    assert code(c.SubmitCard, payload) == "action.missing"


def test_half_a_letter_is_left_out_and_the_rest_is_taken() -> None:
    assert from_json('{"title": "сад \\ud83c"}') == {"title": "сад "}
    assert from_json(b'{"title": "\\udf33 \\ud83c\\udf33"}') == {"title": " \N{DECIDUOUS TREE}"}


@pytest.mark.parametrize(
    "text", ["", "{", '{"a":}', "[" * 100_000, "NaN", '{"a": 1e999}', '{"a": Infinity}', "\ud800", b"\xff"]
)
def test_what_is_no_json_is_told_in_one_way(text: str | bytes) -> None:
    with pytest.raises(ValueError):
        from_json(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@given(command=st.sampled_from(sorted(COMMANDS)), payload=JSON | st.fixed_dictionaries({"action_id": st.just(ACTION)}))
def test_whatever_comes_it_is_a_command_or_a_refusal(command: str, payload: Any) -> None:
    kind = COMMANDS[command]
    names = kind.__struct_fields__
    for candidate in (payload, {"action_id": ACTION} | dict.fromkeys(names, payload)):
        try:
            action, parsed = parse(kind, candidate)
        except Refused:
            continue
        assert action and isinstance(parsed, kind)
