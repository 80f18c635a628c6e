"""The mixture of the tables, kept by the desk: a place for whoever comes later, and for those whose table is closed.

Truth flows from the list of people and the seats as they are to one table; whoever sits stays.
"""

from __future__ import annotations

from sessions import attendance
from sessions.people import People, Registration
from sessions.session import Session


def best_table(session: Session, people: People, newcomer: Registration) -> str:
    """The open table at which one more person costs the mixture least."""
    return min(attendance.open_tables(session), key=lambda table: len(session.badges(table)))


def without_table(session: Session, people: People, table: str) -> dict[str, str]:
    """Where the people of a table go that is closed: a person → a table."""
    load = {each: len(session.badges(each)) for each in attendance.open_tables(session) if each != table}
    moved: dict[str, str] = {}
    for state in attendance.persons(session):
        if state.seat.table == table:
            moved[state.seat.id] = min(load, key=lambda each: load[each])
            load[moved[state.seat.id]] += attendance.is_here(session, state)
    return moved
