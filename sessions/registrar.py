"""The check-in desk's acts: the list, who came, walk-ins, and where somebody sits.

What the desk types about a person goes into `people` and never into an event.  Seats are events, for the hall counts by
them.  Nobody is moved but whom the desk moves, and those whose table is closed.
"""

from __future__ import annotations

import hashlib

import msgspec

from sessions import attendance, mixture, rolls, timetable
from sessions import commands as c
from sessions import events as e
from sessions.decision import Ask, BoxWrite, Decision, happened
from sessions.people import STRUCK, Consent, Person, Registration, contacts, nameless, stamp, traces
from sessions.refusals import Refusal, Refused
from sessions.scenario import SignupRound
from sessions.seat import Role
from sessions.session import Session
from sessions.text import one_line

DESK = (Role.REGISTRAR, Role.LEAD)
MOST_BADGES = 5000
GROUPS = {"together": "sits_with", "apart": "sits_apart"}
"""What the desk types is the mark of a group itself: whoever bears the same one."""
TYPED = ("name", "needs")
PERSONAL = ("name", "phone", "email", "needs", "traits", *GROUPS)
"""What of a walk-in is kept only with a signature."""
NEEDED = "processing"
"""Without this consent nobody's name may be kept."""


def decide(session: Session, ask: Ask, command: c.Command) -> Decision:
    """What follows from an act of the desk; raises `Refused`."""
    if ask.seat.role not in DESK:
        raise Refused(Refusal.EVENT_UNKNOWN)
    match command:
        case c.MarkAttendance():
            return _mark(session, ask, command)
        case c.RegisterPerson():
            return _register(session, ask, command)
        case c.RevisePerson():
            return _revise(session, ask, command)
        case c.StrikePerson(person=person):
            return _strike(session, ask, person)
        case c.BeginCheckIn(day=day, was=was):
            return _begin_day(session, day, was)
        case c.MovePerson(person=person, table=table):
            return _move(session, ask, person, table)
        case c.CloseTable(table=table, closed=closed):
            return _close_table(session, ask, table, closed)
        case c.TakeList():
            return _take_list(session, ask, command)
        case _:
            raise Refused(Refusal.EVENT_UNKNOWN)


def reissue(session: Session, seat: str) -> Decision:
    """End the code of a lost badge; only of a person's, for what else has a link is the lead's."""
    state = session.seats.get(seat)
    if state is None or state.seat.role is not Role.PERSON:
        raise Refused(Refusal.AUTHOR_UNKNOWN)
    return happened(e.SeatReissued(seat, state.generation + 1))


def purposes(session: Session) -> tuple[str, ...]:
    """What somebody may sign for on paper: to be on the list, and what the sign-ups ask."""
    asked = [each.consents for each in session.scenario.rounds if isinstance(each, SignupRound)]
    return tuple(dict.fromkeys((NEEDED, *(purpose for each in asked for purpose in each))))


def consent_text(session: Session, purpose: str) -> str:
    """What a consent that is given on paper at the desk stands for, as one string."""
    return f"{session.scenario.scenario.id}\ndesk\n{purpose}"


def _mark(session: Session, ask: Ask, command: c.MarkAttendance) -> Decision:
    """Who comes after the tables were mixed gets a table as a walk-in does: the draw of the badges is no mixture."""
    _check_known(session, *command.people)
    known = session.attendance.here
    changed = tuple(dict.fromkeys(each for each in command.people if (each in known) != command.came))
    if not changed:
        return Decision()
    seated, drafted = mixture.late(session, ask.people, changed) if command.came else ({}, {})
    events: list[e.Event] = [e.AttendanceMarked(changed, command.came)]
    events += [e.PersonMoved(person, table) for person, table in seated.items()]
    state = mixture.listed_round(session)
    if drafted and state is not None:
        events.append(e.PeopleListed(state.id, state.draft.people | drafted))
    return happened(*events, **({"seated": seated} if seated else {}), **({"listed": drafted} if drafted else {}))


def _register(session: Session, ask: Ask, command: c.RegisterPerson) -> Decision:
    """A walk-in: on the list, here, and seated, in one act; without a signature as a number and nothing else."""
    name, signed = one_line(command.name), NEEDED in command.consents
    if signed and not name:
        raise Refused(Refusal.TEXT_EMPTY)
    said = (name, one_line(command.contact), one_line(command.needs), _traits(command.traits))
    if not signed and any(said):
        raise Refused(Refusal.NAME_UNSIGNED)
    kept = _newly_kept(session, ask)
    no = command.badge or attendance.next_blank(session, kept)
    person = f"p{no}"
    if person in session.attendance.registered:
        raise Refused(Refusal.BADGE_TAKEN)
    if no > max(session.people, MOST_BADGES):
        raise Refused(Refusal.AUTHOR_UNKNOWN)
    printed = person in session.seats or no in session.attendance.kept | ask.blanks()
    if command.badge and not printed and not command.unprinted:
        raise Refused(Refusal.BADGE_UNPRINTED)
    registration = Registration(
        name or nameless(no),
        *contacts(one_line(command.contact)),
        traits=_traits(command.traits),
        needs=one_line(command.needs),
        consents=_consents(session, ask, (), command.consents),
        by_hand=(*("name", "phone", "email", "traits", "needs"), *(f"consent.{each}" for each in command.consents)),
        walk_in=True,
    )
    table = _open(session, command.table) if command.table else mixture.best_table(session, ask.people, registration)
    decision = happened(
        *_keeping(kept),
        e.PeopleRegistered((person,)),
        e.PersonMoved(person, table),
        e.AttendanceMarked((person,), True),
        person=person,
        no=no,
        table=table,
    )
    decision.people.append(_kept(ask, person, registration))
    return decision


def _revise(session: Session, ask: Ask, command: c.RevisePerson) -> Decision:
    known = _registration(session, ask, command.person)
    changed: dict[str, object] = {}
    for name in TYPED:
        said = getattr(command, name)
        if said is not None and one_line(said) != getattr(known, name):
            changed[name] = one_line(said)
    if command.contact is not None:
        said = zip(("phone", "email"), contacts(one_line(command.contact)), strict=True)
        changed |= {name: text for name, text in said if text != getattr(known, name)}
    if changed.get("name") == "":
        raise Refused(Refusal.TEXT_EMPTY)
    if command.traits is not None and _traits(command.traits) != known.traits:
        changed["traits"] = _traits(command.traits)
    for name in ("together", "apart"):
        marks = getattr(command, name)
        if marks is not None:
            given = tuple(dict.fromkeys(filter(None, map(one_line, marks))))
            if given != getattr(known, name):
                changed |= {name: given, GROUPS[name]: given}
    agreed = {each.purpose for each in known.consents}
    agrees = agreed if command.consents is None else {*command.consents}
    signed = (f"consent.{purpose}" for purpose in sorted(agreed ^ agrees))
    by_hand = tuple(dict.fromkeys((*known.by_hand, *changed, *signed)))
    if command.consents is not None and agrees != agreed:
        changed["consents"] = _consents(session, ask, known.consents, command.consents)
        changed["refused"] = tuple(each for each in known.refused if each not in command.consents)
    if not changed:
        return Decision()
    after = msgspec.structs.replace(known, **changed, by_hand=by_hand)
    if after.walk_in and NEEDED not in agrees:
        if any(changed.get(field) for field in PERSONAL):
            raise Refused(Refusal.NAME_UNSIGNED)
        if NEEDED in agreed:
            return _made_nameless(session, ask, command.person, after)
    return Decision(people=[_kept(ask, command.person, after)])


def _made_nameless(session: Session, ask: Ask, person: str, known: Registration) -> Decision:
    """A walk-in's signature was taken back: of what rested on it only the badge stays."""
    left = Registration(
        nameless(session.seats[person].seat.no or 0), table=known.table, consents=known.consents, walk_in=True
    )
    hushed = {each.seat.id for each in session.seats.values() if each.seat.role in DESK}
    return Decision(people=[_kept(ask, person, left)], hushed=hushed)


def _strike(session: Session, ask: Ask, person: str) -> Decision:
    """What the desk typed of them is forgotten with them, whichever desk it was; a ballot that can still be found is
    taken out of its box, and a paper that has not been read is given back. Their code ends: whoever gets this badge
    next is somebody else. Of who they were digests stay, for a newer list may not bring them back unasked."""
    _check_known(session, person)
    decision = happened()
    stays = []
    for state in session.rounds.values():
        if state.sealed is not None or person not in state.roll:
            continue
        voted = ask.handle(state.box, person) in session.boxes.get(state.box, {})
        if rolls.may_leave(session, state, person, voted=voted):
            if person in state.papers:
                decision.events.append(e.PapersGiven(state.id, state.contest, (person,), False))
        else:
            stays.append(state.id)
    decision.events.append(e.PersonStruck(person, tuple(stays)))
    decision.events.append(e.SeatReissued(person, session.seats[person].generation + 1))
    decision.events += [e.SignUpWithdrawn(card, who) for card, who in session.memberships if who == person]
    for box, ballots in session.boxes.items():
        if (handle := ask.handle(box, person)) in ballots:
            decision.boxed.append(BoxWrite(box, handle, None))
    decision.struck = person
    if known := ask.people.registration(person):
        gone = traces(known.name, known.phone, known.email, known.key)
        if gone.words and gone not in ask.people.struck:
            decision.people.append(Person(STRUCK, struck=(*ask.people.struck, gone)))
    decision.hushed = {each.seat.id for each in session.seats.values() if each.seat.role in DESK}
    return decision


def _begin_day(session: Session, day: int, was: int) -> Decision:
    if session.attendance.day != was:
        raise Refused(Refusal.DAY_BEGUN)
    if day != was + 1:
        raise Refused(Refusal.PHASE_NOT_ALLOWED)
    if not session.attendance.listed:
        raise Refused(Refusal.LIST_NONE)
    if day > timetable.days(session.scenario):
        raise Refused(Refusal.DAY_NONE)
    return happened(e.CheckInBegun(day))


def _move(session: Session, ask: Ask, person: str, table: str) -> Decision:
    if person not in session.seats or session.seats[person].seat.role is not Role.PERSON:
        raise Refused(Refusal.AUTHOR_UNKNOWN)
    if session.seats[person].seat.table == _open(session, table):
        return Decision()
    return happened(e.PersonMoved(person, table))


def _close_table(session: Session, ask: Ask, table: str, closed: bool) -> Decision:
    if table not in {each.seat.id for each in session.table_seats()}:
        raise Refused(Refusal.TABLE_UNKNOWN)
    if (table in session.attendance.closed) == closed:
        return Decision()
    if not closed:
        return happened(e.TableClosed(table, False))
    if len(attendance.open_tables(session)) == 1:
        raise Refused(Refusal.TABLE_LAST)
    moved = mixture.without_table(session, ask.people, table)
    return happened(
        e.TableClosed(table, True),
        *(e.PersonMoved(person, there) for person, there in moved.items()),
        *_listed_elsewhere(session, ask, table),
    )


def _listed_elsewhere(session: Session, ask: Ask, table: str) -> list[e.Event]:
    """A seating that is listed and not in force yet names the closed table no more."""
    state = mixture.listed_round(session)
    if state is None or table not in state.draft.people.values():
        return []
    return [e.PeopleListed(state.id, mixture.listed_without(session, ask.people, table))]


def _take_list(session: Session, ask: Ask, command: c.TakeList) -> Decision:
    """New rows get the badges that are nobody's, in the order of the list; known ones keep theirs."""
    if command.known != session.attendance.turns:
        raise Refused(Refusal.LIST_STALE)
    _check_known(session, *(row.person for row in command.rows if row.person))
    if any(row.person and row.was != _stamp(ask, row.person) for row in command.rows):
        raise Refused(Refusal.LIST_STALE)
    people: list[Person] = []
    new: list[str] = []
    moved: list[e.Event] = []
    kept = _newly_kept(session, ask)
    for row in command.rows:
        person = row.person or f"p{attendance.next_blank(session, [*kept, *new])}"
        if row.person is None:
            new.append(person)
        if row.person is None or ask.people.registration(person) != row.registration:
            people.append(_kept(ask, person, row.registration))
        table = f"t{row.registration.table}"
        before = ask.people.registration(person)
        asked_anew = before is None or before.table != row.registration.table  # else they sit where the desk put them
        if row.registration.table and asked_anew and table in attendance.open_tables(session):
            known = session.seats.get(person)
            moved += [e.PersonMoved(person, table)] if known is None or known.seat.table != table else []
    events = [*_keeping(kept), e.PeopleRegistered(tuple(new)), *moved] if new else moved
    return Decision(events=events, people=people, answer={"new": len(new), "changed": len(people) - len(new)})


def _newly_kept(session: Session, ask: Ask) -> list[str]:
    """Badges that were printed blank since the journal last heard of any."""
    return [f"p{no}" for no in sorted(ask.blanks() - session.attendance.kept)]


def _keeping(kept: list[str]) -> list[e.Event]:
    return [e.BadgesKept(tuple(int(person[1:]) for person in kept))] if kept else []


def _stamp(ask: Ask, person: str) -> str | None:
    """None: the key of the people is another one, and nobody's row is written over unread."""
    known = ask.people.registration(person)
    return stamp(known) if known is not None else None


def _check_known(session: Session, *people: str) -> None:
    if not {*people} <= session.attendance.registered:
        raise Refused(Refusal.PERSON_UNKNOWN)


def _registration(session: Session, ask: Ask, person: str) -> Registration:
    _check_known(session, person)
    known = ask.people.registration(person)
    if known is None:  # the key of the people is another one: nobody's row is written over unread
        raise Refused(Refusal.PERSON_UNKNOWN)
    return known


def _kept(ask: Ask, person: str, registration: Registration) -> Person:
    known = ask.people.get(person) or Person(person)
    return msgspec.structs.replace(known, registration=registration)


def _open(session: Session, table: str) -> str:
    if table not in {each.seat.id for each in session.table_seats()}:
        raise Refused(Refusal.TABLE_UNKNOWN)
    if table in session.attendance.closed:
        raise Refused(Refusal.TABLE_CLOSED)
    return table


def _traits(given: dict[str, str]) -> dict[str, str]:
    return {name: one_line(value) for name, value in sorted(given.items()) if one_line(value)}


def _consents(session: Session, ask: Ask, known: tuple[Consent, ...], given: tuple[str, ...]) -> tuple[Consent, ...]:
    """Those that were given before keep their hour; those that are not given any more are gone."""
    before = {each.purpose: each for each in known}
    return tuple(
        before.get(purpose)
        or Consent(purpose, ask.now, hashlib.sha256(consent_text(session, purpose).encode()).hexdigest())
        for purpose in dict.fromkeys(given)
    )
