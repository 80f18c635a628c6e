"""Payload → command: closed, strict, and in words.  What does not fit is refused before the desk hears of it."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import msgspec

from sessions.commands import Command
from sessions.refusals import Refusal, Refused

PAYLOAD_BYTES = 16 * 1024
ACTION_ID_LENGTH = (8, 64)


def from_json(data: bytes | str) -> Any:
    """What a device has sent; raises `ValueError` for what is no JSON.

    A field that cuts a text in the middle of an emoji leaves half a letter, which JSON may write and UTF-8 cannot
    hold. It is left out: a device would send the same again for ever if nothing but silence answered it.
    """
    with suppress(msgspec.DecodeError, RecursionError):
        return msgspec.json.decode(data)
    try:
        whole = json.dumps(json.loads(data), ensure_ascii=False).encode("utf-8", "ignore")
        return msgspec.json.decode(whole)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def parse(command: type[Command], payload: object) -> tuple[str, Command]:
    """The action id and the command in a payload; raises `Refused` with the code that says what is wrong.

    An identity in the payload is an unknown field like any other: who asks is the seat's affair.
    """
    given = sized(payload, getattr(command, "PAYLOAD_BYTES", PAYLOAD_BYTES))
    fields = {name: value for name, value in given.items() if name != "action_id"}
    action_id = given.get("action_id")
    least, most = ACTION_ID_LENGTH
    if not isinstance(action_id, str) or not least <= len(action_id) <= most:
        raise Refused(Refusal.ACTION_MISSING)
    try:
        return action_id, msgspec.convert(fields, command)
    except msgspec.ValidationError as error:
        raise Refused(code_of(str(error))) from None


def sized(payload: object, most: int) -> dict[str, Any]:
    """The payload, if it is an object of up to `most` bytes; raises `Refused` otherwise."""
    if not isinstance(payload, dict):
        raise Refused(Refusal.PAYLOAD_TYPES)
    try:
        size = len(msgspec.json.encode(payload))
    except (TypeError, ValueError, msgspec.MsgspecError, RecursionError):
        raise Refused(Refusal.PAYLOAD_TYPES) from None
    if size > most:
        raise Refused(Refusal.PAYLOAD_TOO_LARGE)
    return payload


def code_of(message: str) -> Refusal:
    """The refusal that says what msgspec complains of."""
    if "unknown field" in message or "missing required field" in message:
        return Refusal.PAYLOAD_FIELDS
    if "`str` of length <=" in message:
        return Refusal.TEXT_TOO_LONG
    return Refusal.PAYLOAD_TYPES
