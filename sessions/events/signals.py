"""Signals: what the lead told the hosts, and who went to which table as an expert."""

from __future__ import annotations

from sessions.events.base import Event


class NoticeSent(Event, frozen=True):
    """The lead wrote to the hosts of these tables."""

    notice: int
    text: str
    tables: tuple[str, ...]


class NoticeRead(Event, frozen=True):
    """The host of this table has read it."""

    notice: int
    table: str


class ExpertCalled(Event, frozen=True):
    """The table asks for an expert; `about` may be empty."""

    table: str
    about: str


class ExpertCallTaken(Event, frozen=True):
    """The expert on this seat is on the way; None: nobody is after all."""

    table: str
    by: str | None


class ExpertCallEnded(Event, frozen=True):
    """The expert has been there, or the table took the call back."""

    table: str
