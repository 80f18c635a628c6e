"""Notices to the hosts and calls for experts, as screens show them. Truth flows from the session's signals to views."""

from __future__ import annotations

from live.screen import View
from sessions.session import Session

SHOWN = 6
"""Notices that the console shows, the newest first."""


def notices_view(session: Session) -> list[View]:
    """What the lead wrote to the hosts, the newest first: `{no, text, at, tables, read}`, both lists with table ids."""
    notices = sorted(session.signals.notices.values(), key=lambda each: -each.no)[:SHOWN]
    return [
        {"no": each.no, "text": each.text, "at": each.at, "tables": list(each.tables), "read": list(each.read)}
        for each in notices
    ]


def unread_view(session: Session, table: str) -> list[View]:
    """The notices that this table's host has still to read, the oldest first."""
    return [
        {"no": each.no, "text": each.text, "at": each.at}
        for each in session.signals.notices.values()
        if table in each.tables and table not in each.read and not each.over
    ]


def calls_view(session: Session) -> list[View]:
    """The tables that ask for an expert, in the order of their calls: `{table, no, about, at, by}`; `by`: the number of
    the expert who is on the way."""
    calls = sorted(session.signals.calls.values(), key=lambda each: (each.at, each.table))
    return [
        {
            "table": each.table,
            "no": session.seats[each.table].seat.no,
            "about": each.about,
            "at": each.at,
            "by": session.seats[each.by].seat.no if each.by else None,
        }
        for each in calls
    ]


def call_view(session: Session, table: str) -> View | None:
    """This table's own call for an expert."""
    return next((call for call in calls_view(session) if call["table"] == table), None)
