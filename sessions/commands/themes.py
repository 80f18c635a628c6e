"""Themes: cards laid together by the theme team, and a table's objection."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from sessions.commands.base import Command, Id, Text

Where = Annotated[dict[Id, Annotated[str, Meta(max_length=64)]], Meta(min_length=1, max_length=200)]
"""Cards and themes, each with the place where the asker saw it: "" by itself, "aside", or the id of its theme."""


class MergeCards(Command, frozen=True):
    """Lay cards and whole themes together, in the theme `into` or in a new one. `title`: what to call it; without one
    it is called as its first card, or stays as it is called."""

    round: Id
    cards: Where
    into: Id | None = None
    title: Text = ""


class SplitCards(Command, frozen=True):
    """Let cards of a theme lie by themselves again."""

    round: Id
    theme: Id
    cards: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=200)]


class RenameTheme(Command, frozen=True):
    """Call a theme something else. `revision` is the one the asker saw; an empty title: as its first card again."""

    theme: Id
    title: Text
    revision: int


class SetAside(Command, frozen=True):
    """Cards or whole themes do not go before the hall, for one of the round's reasons."""

    round: Id
    cards: Where
    reason: Id


class BringBack(Command, frozen=True):
    """Lay what was set aside on the board again."""

    round: Id
    cards: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=200)]


class TellApart(Command, frozen=True):
    """Two cards or themes are not alike: do not suggest them again."""

    round: Id
    cards: tuple[Id, Id]


class ObjectToTheme(Command, frozen=True):
    """The table says that its card does not belong where it was put, or takes that back."""

    card: Id
    on: bool
    text: Annotated[str, Meta(max_length=140)] = ""


class SetSynonyms(Command, frozen=True):
    """All lines of words that are one to the suggestions, in place of those before."""

    lines: Annotated[tuple[Annotated[str, Meta(max_length=200)], ...], Meta(max_length=300)]
