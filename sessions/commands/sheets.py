"""Sheets: worked out by tables, blotted out by the lead where they must be."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from sessions.commands.base import Command, Id, Text

Rows = Annotated[tuple[Annotated[tuple[Text, ...], Meta(max_length=5)], ...], Meta(max_length=20)]
"""Rows of a field of rows, each with a text for every column."""


class SaveSheet(Command, frozen=True):
    """Replace the typed fields of a card's sheet by these; an absent one is empty. `version` is the one that they are
    based on."""

    round: Id
    card: Id
    fields: Annotated[dict[Id, Text | Rows], Meta(max_length=40)]
    version: Annotated[int, Meta(ge=0)]


class AnswerComment(Command, frozen=True):
    """The table says of a comment on its sheet that it is taken up, or not, or (None) that this is open again. `card`
    is the card of the comment, or the id of an expert's note."""

    round: Id
    card: Id
    accepted: bool | None


class RedactField(Command, frozen=True):
    """Blot out what was typed into a field of a card's sheet for ever, in every version and in the journal."""

    card: Id
    field: Id
