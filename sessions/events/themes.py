"""Themes: which cards lie together, and who said that they do not belong."""

from __future__ import annotations

from sessions.events.base import Event


class CardsMerged(Event, frozen=True, omit_defaults=True):
    """These cards lie in this theme now, wherever they lay before. `title`: what the theme team calls it; without one
    it is called as its first card."""

    round: str
    theme: str
    cards: tuple[str, ...]
    title: str = ""


class CardsSplit(Event, frozen=True, omit_defaults=True):
    """These cards left their theme and lie by themselves. `upheld`: since their table objected, and the next round
    begins."""

    round: str
    cards: tuple[str, ...]
    upheld: bool = False


class CardsSetAside(Event, frozen=True):
    """These cards or whole themes do not go before the hall, for the reason with this id."""

    round: str
    cards: tuple[str, ...]
    reason: str


class CardsBroughtBack(Event, frozen=True, omit_defaults=True):
    """What was set aside lies on the board again. `upheld`: since its table objected, and the next round begins."""

    round: str
    cards: tuple[str, ...]
    upheld: bool = False


class ThemeRenamed(Event, frozen=True):
    """The theme team gave the theme another title; an empty one: it is called as its first card again."""

    theme: str
    title: str
    revision: int


class CardsToldApart(Event, frozen=True):
    """Two cards or themes are not alike, or after all may be: nobody is asked about them again, or is."""

    round: str
    cards: tuple[str, str]
    apart: bool


class ObjectionRaised(Event, frozen=True):
    """A table says that its card does not belong in this theme, or (None) aside."""

    round: str
    card: str
    table: str
    theme: str | None
    text: str


class ObjectionDropped(Event, frozen=True):
    """The table took its objection back."""

    round: str
    card: str


class SynonymsSet(Event, frozen=True):
    """The words that are one to the theme desk's suggestions, a line each. None: the ones that Veche knows itself."""

    lines: tuple[str, ...] | None
