"""Signals between the lead, the tables and the experts, which belong to no round.

The lead writes a notice to one host or to all of them, and sees who has read it; a table asks for an expert, who takes
the call and comes.  Truth flows from the journal's entries to the lists here; what is over leaves its list and stays in
the journal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sessions import commands as c
from sessions import events as e
from sessions.decision import Ask, Decision, happened
from sessions.refusals import Refusal, Refused
from sessions.seat import Role
from sessions.text import one_line

if TYPE_CHECKING:
    from sessions.journal import Entry
    from sessions.session import Session

KEPT = 20
"""The console shows no more of the latest notices than this, so no more are kept."""


@dataclass(slots=True)
class Notice:
    """Words of the lead for the hosts of these tables, and not for the hall. `read`: table → wall clock in ms. `over`:
    another day has begun since, so nobody is to read it any more."""

    no: int
    text: str
    tables: tuple[str, ...]
    at: int
    read: dict[str, int] = field(default_factory=dict)
    over: bool = False


@dataclass(slots=True)
class ExpertCall:
    """A table asks for an expert. `by`: the seat of the expert who is on the way."""

    table: str
    about: str
    at: int
    by: str | None = None


@dataclass(slots=True)
class Signals:
    """What is open now. `heard`: table → when it last did something, wall clock in ms."""

    notices: dict[int, Notice] = field(default_factory=dict)
    sent: int = 0
    calls: dict[str, ExpertCall] = field(default_factory=dict)
    heard: dict[str, int] = field(default_factory=dict)


def send_notice(session: Session, command: c.SendNotice) -> Decision:
    """The lead's words to hosts; without tables to all of them."""
    text = one_line(command.text)
    if not text:
        raise Refused(Refusal.TEXT_EMPTY)
    every = tuple(state.seat.id for state in session.table_seats())
    if not set(command.tables) <= set(every):
        raise Refused(Refusal.TABLE_UNKNOWN)
    tables = tuple(table for table in every if table in command.tables) or every
    return happened(e.NoticeSent(session.signals.sent + 1, text, tables))


def read_notice(session: Session, table: str, no: int) -> Decision:
    """The host has read it; said twice it is read once."""
    notice = session.signals.notices.get(no)
    if notice is None or table not in notice.tables or table in notice.read:
        return Decision()
    return happened(e.NoticeRead(no, table))


def call_expert(session: Session, table: str, command: c.CallExpert) -> Decision:
    """A table asks for an expert, says what about, or takes it back."""
    call, about = session.signals.calls.get(table), one_line(command.about)
    if not command.on:
        return happened(e.ExpertCallEnded(table)) if call else Decision()
    if not session.has_experts():
        raise Refused(Refusal.EXPERT_NONE)
    return Decision() if call and call.about == about else happened(e.ExpertCalled(table, about))


def take_call(session: Session, ask: Ask, table: str, on: bool) -> Decision:
    """An expert is on the way to a table, or is not after all. The first one who says so goes."""
    _check_expert(ask)
    call = _call(session, table)
    if on and call.by not in (None, ask.seat.id):
        raise Refused(Refusal.CALL_TAKEN)
    if (call.by == ask.seat.id) == on:
        return Decision()
    return happened(e.ExpertCallTaken(table, ask.seat.id if on else None))


def end_call(session: Session, ask: Ask, table: str) -> Decision:
    """The expert has been there. The lead may end a call, too."""
    _check_expert(ask)
    if table not in session.signals.calls:
        return Decision()
    call = _call(session, table)
    if ask.seat.role is Role.EXPERT and call.by not in (None, ask.seat.id):
        raise Refused(Refusal.CALL_TAKEN)
    return happened(e.ExpertCallEnded(table))


def end_day(session: Session) -> None:
    """Another day begins: what was said to the hosts on the one before is over, read or not."""
    for notice in session.signals.notices.values():
        notice.over = True


def apply(session: Session, event: e.Event, entry: Entry) -> None:
    """Take the signals one entry further."""
    signals = session.signals
    match event:
        case e.NoticeSent(notice=no, text=text, tables=tables):
            signals.sent = no
            signals.notices[no] = Notice(no, text, tables, entry.at)
            signals.notices.pop(no - KEPT, None)
        case e.NoticeRead(notice=no, table=table):
            if no in signals.notices:
                signals.notices[no].read[table] = entry.at
        case e.ExpertCalled(table=table, about=about):
            before = signals.calls.get(table)
            signals.calls[table] = ExpertCall(
                table, about, before.at if before else entry.at, before.by if before else None
            )
        case e.ExpertCallTaken(table=table, by=by):
            signals.calls[table].by = by
        case e.ExpertCallEnded(table=table):
            signals.calls.pop(table, None)
        case _:
            raise ValueError(f"no signal: {type(event).__name__}")


def _check_expert(ask: Ask) -> None:
    if ask.seat.role not in (Role.EXPERT, Role.LEAD):
        raise Refused(Refusal.EVENT_UNKNOWN)


def _call(session: Session, table: str) -> ExpertCall:
    call = session.signals.calls.get(table)
    if call is None:
        raise Refused(Refusal.CALL_ENDED)
    return call
