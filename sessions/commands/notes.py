"""Notes of experts on cards and sheets."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from sessions.commands.base import Command, Id


class WriteNote(Command, frozen=True):
    """The expert's whole note on a card or its sheet: it takes the place of the one before, and an empty one takes it
    away."""

    card: Id
    text: Annotated[str, Meta(max_length=500)]


class RedactNote(Command, frozen=True):
    """Blot out what an expert wrote on a card for ever, earlier texts too, in the journal as well."""

    note: Id
