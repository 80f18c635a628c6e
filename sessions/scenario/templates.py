"""What a sheet asks: its fields, as data. A new form is a new template, never new code."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from sessions.scenario.base import Name, Option, Strict, Words

TemplateId = Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
Fills = Literal["problem", "leader", "group", "support"]
"""What fills a field by itself: the card that this one answers, the group that signed up, the marks of a vote."""


class Column(Strict, frozen=True):
    """One column of a field of rows. `money` is a whole number, and its sum stands below the rows."""

    id: Name
    label: Words
    type: Literal["text", "number", "money", "date", "choice"] = "text"
    max_len: Annotated[int, Meta(ge=1, le=500)] = 60
    options: tuple[Option, ...] | Literal["spheres"] = ()


class SheetField(Strict, frozen=True):
    """One field of a sheet. A `long` text may have paragraphs; `rows` is how many rows at most a field of rows has."""

    id: Name
    label: Words
    hint: Words | None = None
    type: Literal["text", "long", "place", "choice", "date", "number", "money", "rows"] = "text"
    max_len: Annotated[int, Meta(ge=1, le=1500)] = 140
    options: tuple[Option, ...] | Literal["spheres"] = ()
    columns: Annotated[tuple[Column, ...], Meta(max_length=5)] = ()
    rows: Annotated[int, Meta(ge=1, le=20)] = 6
    required: bool = False
    fills: Fills | None = None


class Template(Strict, frozen=True):
    """A form. Where two templates mean the same by a field they give it the same id, and a sheet that was begun with
    one is gone on with in the other."""

    id: TemplateId
    title: Words
    field: Annotated[tuple[SheetField, ...], Meta(min_length=1, max_length=40)]

    @property
    def typed(self) -> tuple[SheetField, ...]:
        """The fields that people fill in."""
        return tuple(each for each in self.field if each.fills is None)
