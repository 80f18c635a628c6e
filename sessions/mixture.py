"""The mixture of the tables: the plan of a seating out of the list and the day, and what the desk changes in it.

Truth flows from the list of people, the attendance and the scenario's round to a plan for `mixing`; what comes of it is
listed for that round, or is one person's table.  Whoever sits stays, but for those whose table is closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from sessions import assignment, attendance, mixing
from sessions.people import People, Registration
from sessions.phases import DONE
from sessions.scenario import AssignRound
from sessions.session import RoundState, Session

QUICK_STEPS = 2000
"""For the people of one table, while the desk waits: some twenty thousandths of a second."""
NEWCOMER = "new"
"""Who has no badge yet, in a plan."""


def mixing_round(session: Session) -> RoundState | None:
    """The round whose rules hold for the tables now: the one in hand, or the last that mixed them, or the first that
    will."""
    mixed = [each for each in session.rounds.values() if assignment.mixes(each.plan)]
    begun = [each for each in mixed if each.moved]
    return max(begun, key=lambda each: each.moved, default=mixed[0] if mixed else None)


def listed_round(session: Session) -> RoundState | None:
    """The seating that is listed and not in force yet, if there is one."""
    listed = (
        each
        for each in session.rounds.values()
        if isinstance(each.plan, AssignRound) and each.plan.takes_list and each.draft.people and each.phase not in DONE
    )
    return next(listed, None)


def plan_of(
    session: Session, people: People, state: RoundState | None, seed: str = "", late: Iterable[str] = ()
) -> mixing.Plan:
    """What a seating is asked for: whoever is here (nobody yet: the whole list), the open tables, the round's rules.

    `late`: who comes in at this moment, or is still to come. `earlier` are the seatings whose pairs are not to meet
    again, of a `remix` only.
    """
    listed = dict(people.registered())
    known = session.attendance
    here = [person for person in known.here if person in listed] or list(listed)
    order = sorted({*here, *late}, key=lambda person: (len(person), person))
    plan = state.plan if state is not None and isinstance(state.plan, AssignRound) else None
    tables = attendance.open_tables(session)
    wanted = {*(plan.balance if plan else ()), *(plan.apart_by if plan else ())}
    return mixing.Plan(
        people=tuple(order),
        tables=tuple(tables),
        traits={
            trait: {person: value for person in order if (value := listed[person].traits.get(trait))}
            for trait in sorted(wanted)
        },
        weights=dict(sorted(plan.balance.items())) if plan else {},
        capacity=plan.capacity if plan else None,
        apart=_groups(order, {person: listed[person].sits_apart for person in order}),
        together=_groups(order, {person: listed[person].sits_with for person in order}),
        pinned={person: f"t{listed[person].table}" for person in order if listed[person].table},
        apart_by=plan.apart_by if plan else (),
        earlier=_earlier(session, plan, order),
        seed=f"{session.seed}/{state.id if state else ''}/{seed}",
    )


def seats_of(session: Session, plan: mixing.Plan) -> dict[str, str]:
    """Person → table of those in a plan who sit at a table that is open."""
    tables = {*plan.tables}
    at = {person: session.seats[person].seat.table for person in plan.people if person in session.seats}
    return {person: table for person, table in at.items() if table is not None and table in tables}


def named(session: Session, people: People) -> dict[str, str | None]:
    """Person on the list → the table that the door names to them: as `assignment.named` says; where that is none their
    own by the list, which no mixing takes away."""
    at = assignment.named(session)
    open_tables = {*attendance.open_tables(session)}
    found = {person: at[person] for person in session.attendance.registered}
    for person, known in people.registered():
        if known.table and found.get(person) is None and f"t{known.table}" in open_tables:
            found[person] = f"t{known.table}"
    return found


def best_table(session: Session, people: People, newcomer: Registration) -> str:
    """The open table at which one more person costs the mixture least and breaks no rule; nobody else moves."""
    if newcomer.table and f"t{newcomer.table}" in attendance.open_tables(session):
        return f"t{newcomer.table}"
    plan = plan_of(session, people, mixing_round(session), late=_to_come(session, people))
    return mixing.place(*_with(plan, session, newcomer), NEWCOMER)[0].table


def late(session: Session, people: People, come: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Those of the list who come when the tables are mixed already, and where each costs the mixture least: person →
    table of the seating that is in force, and of the one that is listed. Nobody who sits is moved."""
    in_force = assignment.is_mixed(session)
    now = [each for each in come if each not in session.attendance.seated]
    state = listed_round(session)
    drafted = [each for each in come if each not in state.draft.people] if state is not None else []
    seated: dict[str, str] = {}
    if in_force and now and assignment.awaited(session) is None:
        seated = _one_by_one(session, people, mixing_round(session), now, {})
    if state is None or not drafted:
        return seated, {}
    return seated, _one_by_one(session, people, state, drafted, state.draft.people)


def _one_by_one(
    session: Session, people: People, state: RoundState | None, come: Iterable[str], listed: Mapping[str, str]
) -> dict[str, str]:
    """Where each would sit who comes, the earlier ones being there; `listed`: where others are to sit."""
    plan = plan_of(session, people, state, late={*come, *_to_come(session, people)})
    at = seats_of(session, plan) | {each: table for each, table in listed.items() if table in plan.tables}
    at = {each: table for each, table in at.items() if each not in come}
    found: dict[str, str] = {}
    for person in come:
        own = plan.pinned.get(person)
        found[person] = own if own in plan.tables else mixing.place(plan, at | found, person)[0].table
    return found


def _to_come(session: Session, people: People) -> set[str]:
    """Who has a place by the mixing and is still on the way, as far as anybody knows: their chairs are not free."""
    if assignment.at_work(session):
        return set()
    state, known = listed_round(session), session.attendance
    have_place = known.seated | (state.draft.people.keys() if state is not None else set())
    return {person for person, _ in people.registered()} & have_place - known.today


def without_table(session: Session, people: People, table: str) -> dict[str, str]:
    """Where the people of a table go that is closed: a person → a table, where it costs the mixture least. Those of the
    list whom nobody waits for any more go where fewest are expected, by the tables that the door names."""
    plan = plan_of(session, people, mixing_round(session), late=_to_come(session, people))
    moved = _elsewhere(plan, seats_of(session, plan), table)
    listed = listed_without(session, people, table) if assignment.awaited(session) is listed_round(session) else {}
    sat = {each.seat.id: each.seat.table for each in attendance.persons(session)}
    known = session.attendance
    unseated = known.registered - known.here.keys() - known.seated if assignment.is_mixed(session) else set()
    rest = [person for person, at in sat.items() if at == table and person not in {*moved, *unseated}]
    others = {person: at for person, at in (sat | moved | listed).items() if person in listed or person not in rest}
    return moved | _where_fewest(session, others, rest, table)


def listed_without(session: Session, people: People, table: str) -> dict[str, str]:
    """The seating that is listed and not in force yet, without a table that is closed: whoever was to sit there goes
    where it costs the mixture least. Empty: nothing is listed."""
    state = listed_round(session)
    if state is None:
        return {}
    at = dict(state.draft.people)
    known = {person for person, _ in people.registered()}
    plan = plan_of(session, people, state, late=known & at.keys())
    found = at | _elsewhere(plan, {person: at[person] for person in plan.people if person in at}, table)
    rest = [person for person, there in found.items() if there == table]
    others = {person: there for person, there in found.items() if there != table}
    return found | _where_fewest(session, others, rest, table)


def _elsewhere(plan: mixing.Plan, at: Mapping[str, str], table: str) -> dict[str, str]:
    """Of those in a plan who sit at a table, where each goes without it; nobody else moves."""
    if len(plan.tables) < 2 or table not in at.values():
        return {}
    found = mixing.close_table(plan, at, table, QUICK_STEPS).at
    return {person: there for person, there in found.items() if at.get(person) == table}


def _where_fewest(
    session: Session, others: Mapping[str, str | None], rest: Iterable[str], table: str
) -> dict[str, str]:
    """A table for each of the rest, one after the other, where fewest are by then."""
    load = {each: 0 for each in attendance.open_tables(session) if each != table}
    for at in others.values():
        if at in load:
            load[at] += 1
    found = {}
    for person in rest:
        found[person] = min(load, key=lambda there: load[there])
        load[found[person]] += 1
    return found


def _with(plan: mixing.Plan, session: Session, newcomer: Registration) -> tuple[mixing.Plan, dict[str, str]]:
    """The plan with one person more, who sits nowhere yet."""
    traits = {
        trait: values | ({NEWCOMER: newcomer.traits[trait]} if newcomer.traits.get(trait) else {})
        for trait, values in plan.traits.items()
    }
    return msgspec.structs.replace(plan, people=(*plan.people, NEWCOMER), traits=traits), _to_be(session, plan)


def _to_be(session: Session, plan: mixing.Plan) -> dict[str, str]:
    """Where people of a plan sit, or are to sit by the seating that is listed: a newcomer comes to those."""
    state = listed_round(session)
    listed = state.draft.people if state is not None else {}
    here = {*plan.people}
    return seats_of(session, plan) | {
        person: table for person, table in listed.items() if person in here and table in plan.tables
    }


def _groups(order: Iterable[str], marks: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Those who bear the same mark, of each mark that more than one bears."""
    bearers: dict[str, list[str]] = {}
    for person in order:
        for mark in marks[person]:
            bearers.setdefault(mark, []).append(person)
    return tuple(tuple(group) for _, group in sorted(bearers.items()) if len(group) > 1)


def _earlier(session: Session, plan: AssignRound | None, order: Iterable[str]) -> tuple[dict[str, str], ...]:
    """Where people sat before: by the seating that the round names, or by every one there was."""
    if plan is None or plan.mode != "remix":
        return ()
    here = {*order}
    sat = dict(session.sat)
    sat[session.seated_by or ""] = {
        each.seat.id: each.seat.table for each in attendance.persons(session) if each.seat.table is not None
    }
    named = plan.avoid_repeats_of
    kept = [seating for name, seating in sat.items() if named is None or name == named]
    return tuple({person: table for person, table in seating.items() if person in here} for seating in kept)
