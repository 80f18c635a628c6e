"""Signals: notices to the hosts, and calls for an expert."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from sessions.commands.base import Command, Id

Words = Annotated[str, Meta(max_length=200)]


class SendNotice(Command, frozen=True):
    """Words for the hosts of these tables, on their tablets only; without tables for all of them."""

    text: Words
    tables: Annotated[tuple[Id, ...], Meta(max_length=60)] = ()


class ReadNotice(Command, frozen=True):
    """The host has read the notice of this number."""

    notice: Annotated[int, Meta(ge=1)]


class CallExpert(Command, frozen=True):
    """The table asks for an expert and says what about, or takes the call back."""

    on: bool
    about: Annotated[str, Meta(max_length=140)] = ""


class TakeCall(Command, frozen=True):
    """The expert is on the way to this table, or is not after all."""

    table: Id
    on: bool = True


class EndCall(Command, frozen=True):
    """The expert has been at this table."""

    table: Id
