"""Sheets: what a table wrote on one, and what it said of a comment."""

from __future__ import annotations

from sessions.events.base import Event

Value = str | tuple[tuple[str, ...], ...]
"""What stands in a field of a sheet: a text, or rows with a text for every column. An empty one: nothing."""


class SheetSaved(Event, frozen=True):
    """The table wrote on the sheet of this card: the fields that changed, as they are in this version."""

    round: str
    card: str
    table: str
    fields: dict[str, Value]
    version: int


class CommentAnswered(Event, frozen=True):
    """The table took a comment on the sheet of this card up, or did not; None: it has not said. `comment` is a card, or
    the id of an expert's note."""

    round: str
    comment: str
    card: str
    table: str
    accepted: bool | None
