"""The lead's straw polls: asked at any moment, of everybody, and never a vote."""

from __future__ import annotations

from sessions import commands as c
from sessions import events as e
from sessions.decision import Decision, happened
from sessions.polls import Straw, shown_straw, straw_counts
from sessions.refusals import Refusal, Refused
from sessions.session import Session
from sessions.text import one_line


def open_straw(session: Session, command: c.OpenStraw) -> Decision:
    """Ask the hall, unless something is being asked already."""
    shown = shown_straw(session)
    if shown is not None and shown.counts is None:
        raise Refused(Refusal.STRAW_OPEN)
    question, options = one_line(command.question), tuple(one_line(each) for each in command.options)
    if not question or not all(options) or len(set(options)) < len(options):
        raise Refused(Refusal.TEXT_EMPTY)
    return happened(e.StrawOpened(len(session.straws) + 1, question, options, command.live))


def close_straw(session: Session, no: int) -> Decision:
    """Count it, and destroy who said what."""
    straw = _straw(session, no)
    if straw.counts is not None:
        return Decision()
    return happened(e.StrawSealed(no, *straw_counts(session, straw)))


def hide_straw(session: Session, no: int) -> Decision:
    """The result leaves the screens; one that is still open is counted first."""
    straw = _straw(session, no)
    if straw.hidden:
        return Decision()
    return happened(*close_straw(session, no).events, e.StrawHidden(no))


def _straw(session: Session, no: int) -> Straw:
    if not 1 <= no <= len(session.straws):
        raise Refused(Refusal.STRAW_CLOSED)
    return session.straws[no - 1]
