"""Attendance: who has a badge of their own, who is here today, which tables people sit at.

In the game: where there is a list of people, the check-in desk says who is here, and a badge that it has not seen is no
elector.  Where there is none, whoever comes in with a badge's device is here.  Truth flows one way: the desk's events
are applied here, and everything that counts heads asks here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from sessions import events as e
from sessions.phases import TAKES_COMMANDS
from sessions.scenario import VoteRound
from sessions.seat import Role, Seat

if TYPE_CHECKING:
    from sessions.session import RoundState, SeatState, Session

PEOPLE_EVENTS = (
    e.PeopleRegistered
    | e.BadgesKept
    | e.PersonStruck
    | e.AttendanceMarked
    | e.CheckInBegun
    | e.PersonMoved
    | e.TableClosed
)


@dataclass(slots=True)
class Attendance:
    """`registered`: the badges that are somebody's. `here`: a person → when they came (wall-clock ms), today.
    `came`: of each day before today, who was here at any time. `closed`: the tables at which nobody is seated.
    `turns`: how often somebody has come onto the list or gone from it; it only grows. `kept`: the numbers of blank
    badges that were printed. `seated`: to whom the last mixing or the desk has given a table; others sit where the turn
    of the badges put them."""

    day: int = 1
    registered: set[str] = field(default_factory=set)
    here: dict[str, int] = field(default_factory=dict)
    today: set[str] = field(default_factory=set)
    came: list[frozenset[str]] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)
    turns: int = 0
    kept: set[int] = field(default_factory=set)
    seated: set[str] = field(default_factory=set)

    @property
    def listed(self) -> bool:
        """Is there a list, so that only those whom the desk has seen are here?"""
        return bool(self.registered)


def apply(session: Session, event: PEOPLE_EVENTS, at: int) -> None:
    """The desk's events, as they stand in the journal."""
    known = session.attendance
    match event:
        case e.PeopleRegistered(people=people):
            if not known.listed:  # whoever has come in by now was let in by somebody
                known.here |= {each.seat.id: each.arrived for each in persons(session) if each.arrived is not None}
                known.today |= known.here.keys()
            known.registered |= {*people}
            known.turns += len(people)
            enrol(session)
        case e.BadgesKept(badges=badges):
            known.kept |= {*badges}
        case e.PersonStruck(person=person):
            known.turns += 1
            known.registered.discard(person)
            known.here.pop(person, None)
            for state in session.rounds.values():
                if state.sealed is None and state.id not in event.stays:
                    state.roll.pop(person, None)
        case e.AttendanceMarked(people=people, came=True):
            known.here |= {person: at for person in people if person not in known.here}
            known.today |= {*people}
            enrol(session)
        case e.AttendanceMarked(people=people):
            for person in people:
                known.here.pop(person, None)
        case e.CheckInBegun(day=day):
            known.came.append(frozenset(known.today))
            known.day, known.here, known.today = day, {}, set()
        case e.PersonMoved(person=person, table=table):
            known_seat = session.seats[person]
            known_seat.seat = msgspec.structs.replace(known_seat.seat, table=table or None)
            known.seated.add(person)
        case e.TableClosed(table=table, closed=True):
            known.closed.add(table)
        case e.TableClosed(table=table):
            known.closed.discard(table)


def persons(session: Session) -> list[SeatState]:
    """The badges, in the order of their numbers."""
    return [each for each in session.seats.values() if each.seat.role is Role.PERSON]


def holders(session: Session) -> list[SeatState]:
    """The badges that are somebody's: of those on the list; where there is none, of everybody."""
    known = session.attendance
    theirs = known.registered | known.here.keys()
    return [each for each in persons(session) if not known.listed or each.seat.id in theirs]


def is_here(session: Session, state: SeatState) -> bool:
    """Is the holder of this badge in the hall?"""
    known = session.attendance
    return state.seat.id in known.here if known.listed else state.arrived is not None


def here(session: Session) -> list[Seat]:
    """Whose badges are in the hall, in the order of their numbers."""
    return [each.seat for each in persons(session) if is_here(session, each)]


def heads(session: Session) -> int:
    """How many people are in the hall, as far as anybody knows: those who are here, or all badges given out."""
    known = session.attendance
    return len(known.here) if known.listed else session.people


def was_here(session: Session, person: str) -> bool:
    """Was this person here on the day before?"""
    came = session.attendance.came
    return bool(came) and person in came[-1]


def open_tables(session: Session) -> list[str]:
    """The ids of the tables at which people are seated, in order."""
    return [each.seat.id for each in session.table_seats() if each.seat.id not in session.attendance.closed]


def enrol(session: Session) -> None:
    """Whoever is here while people vote is on the roll of that vote, at the table where they sat when they came on it;
    and stays there, for a ballot that lies in the box is not taken out because its voter went home. Where there is no
    list, all badges are on it from when the vote opens."""
    known = session.attendance
    for state in session.rounds.values():
        if state.phase not in TAKES_COMMANDS or not is_of_people(state):
            continue
        if not known.listed and not state.roll:
            state.roll = {each.seat.id: each.seat.table or "" for each in persons(session)}
        for seat in here(session) if known.listed else ():
            state.roll.setdefault(seat.id, seat.table or "")


def is_of_people(state: RoundState) -> bool:
    """Is this a vote in which people vote, each for themselves?"""
    return isinstance(state.plan, VoteRound) and state.plan.electors == "person"


def votes_by_roll(session: Session, state: RoundState) -> bool:
    """Do only those vote here whom the check-in desk has seen?"""
    return session.attendance.listed and is_of_people(state)


def next_blank(session: Session, taken: Iterable[str] = ()) -> int:
    """The lowest number of a badge that is nobody's, never was, that nobody has come in with, and that is not kept for
    a blank one; a new one if none is left."""
    known = session.attendance
    others = {
        *taken,
        *(f"p{no}" for no in known.kept),
        *known.registered,
        *known.here,
        *known.today,
        *(each for day in known.came for each in day),
    }
    others.update(*(state.roll for state in session.rounds.values() if state.sealed is None))  # it may have voted
    fresh = (each for each in persons(session) if each.arrived is None and each.generation == 1)
    free = (each.seat.no for each in fresh if each.seat.id not in others)
    numbers = [no for no in free if no is not None]
    if numbers:
        return min(numbers)
    new = 1 + session.people
    while f"p{new}" in others:
        new += 1
    return new
