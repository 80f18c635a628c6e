"""Cards: written by tables, let on or held back by the lead."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from sessions.commands.base import Author, Command, Id, Text
from sessions.scenario import Lane, Source


class SubmitCard(Command, frozen=True):
    """Hand in a card of the table. `parent` is the card that it answers, `author` the number of the badge whose thought
    it is, where the round asks for them."""

    round: Id
    fields: dict[Id, Text]
    parent: Id | None = None
    author: Author | None = None


class ReviseCard(Command, frozen=True):
    """Replace the whole text of an own card, and its author. `revision` is the one the asker saw."""

    card: Id
    fields: dict[Id, Text]
    revision: int
    author: Author | None = None


class WithdrawCard(Command, frozen=True):
    """Take an own card back while the round is open."""

    card: Id


class AdmitCard(Command, frozen=True):
    """Let a card on the hall's screens, at once. `revision` is the one the asker read: no text goes on unread."""

    card: Id
    revision: int | None = None


class AdmitCards(Command, frozen=True):
    """Let on all these cards: card → the revision the asker read. One that was changed meanwhile waits on."""

    cards: Annotated[dict[Id, int], Meta(max_length=1000)]


class HoldCard(Command, frozen=True):
    """Keep a card off the screens until it is let on; its delay stops. Not possible once the card has gone on."""

    card: Id


class SetLane(Command, frozen=True):
    """Choose how what a source writes reaches the screens, from now on; `plan` is what the scenario says. A stricter
    lane stops what waits, too."""

    source: Source
    lane: Lane | Literal["plan"]


class PassDelays(Command, frozen=True):
    """Let on what has waited out its delay. Said by the server itself; no screen may say it."""


class HideCard(Command, frozen=True):
    """Set a card aside with a reason: kept and counted in the protocol, shown nowhere but the console and its table."""

    card: Id
    reason: Annotated[str, Meta(max_length=140)] = ""


class RestoreCard(Command, frozen=True):
    """Bring a hidden card back."""

    card: Id


class RedactCard(Command, frozen=True):
    """Blot out what was typed into a card (a name, a number) for ever, in the journal too."""

    card: Id
