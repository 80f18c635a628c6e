"""Who works on what and who sits where, as the hall may know it: the turnout, and after the reveal all of it.

Truth flows from the draft of the assign round to every screen. What a table wished for is nobody's but its own and,
after the reveal, the lead's; people are badge numbers here, never names.
"""

from __future__ import annotations

from collections.abc import Mapping

from live.cards import card_view, words
from live.screen import View
from sessions import assignment, attendance
from sessions.attendance import persons
from sessions.kinds.assign import groups_of
from sessions.scenario import AssignRound
from sessions.session import RoundState, Session


def bidding_view(session: Session, state: RoundState | None) -> View | None:
    """How many tables have said what they wish for; None where nobody is asked."""
    if state is None or not isinstance(state.plan, AssignRound) or state.plan.mode != "by_bid":
        return None
    return {"bids": len(assignment.wishes(session, state)), "of": session.tables}


def assignment_view(session: Session, state: RoundState | None) -> View | None:
    """What was revealed: the round and its title, each card with the numbers of its tables, of people each
    table with its badges. `in_force`: it
    is carried. A group also has the number of its people."""
    if state is None or not isinstance(state.plan, AssignRound) or state.phase not in assignment.SHOWN:
        return None
    plan = state.plan
    groups = groups_of(session, state) if plan.mode == "by_signup" else {}
    return {
        "round": state.id,
        "no": state.no,
        "title": words(plan.title),
        "what": plan.what,
        "mode": plan.mode,
        "in_force": state.phase == "carried",
        "cards": [
            {
                "card": card_view(session, session.cards[card]),
                "tables": [number(session, table) for table in tables],
                "people": len(groups[card]) if card in groups else None,
            }
            for card, tables in assignment.draft(session, state).items()
        ],
        "tables": seating_view(session, state) if plan.takes_list else None,
    }


def seating_view(session: Session, state: RoundState | None) -> list[View]:
    """Each table with the badges that are to sit there, in order; also those who stay where they sit."""
    return _by_table(session, assignment.places(session, state))


def drafted_view(session: Session, state: RoundState) -> list[View] | None:
    """The same of a seating that the hall has not seen: each table with the badges that are listed for it, and who
    stays there. None while nothing is listed, for then nobody has a new place. The lead's alone."""
    if not state.draft.people:
        return None
    listed = state.draft.people
    return _by_table(session, {each.seat.id: listed.get(each.seat.id, each.seat.table) for each in persons(session)})


def _by_table(session: Session, at: Mapping[str, str | None]) -> list[View]:
    badges: dict[str, list[int]] = {table: [] for table in assignment.tables(session)}
    for each in attendance.holders(session):
        table = at[each.seat.id]
        if each.seat.no is not None and table in badges:
            badges[table].append(each.seat.no)
    in_use = {table: those for table, those in badges.items() if those or table not in session.attendance.closed}
    return [{"no": number(session, table), "badges": sorted(those)} for table, those in in_use.items()]


def places_view(session: Session) -> View:
    """Every badge that is somebody's, in order, with its table (None: none yet); a number is all that is said of
    anybody."""
    state = assignment.shown(session)
    at = assignment.places(session, state)
    held = [each.seat for each in attendance.holders(session)]
    return {"seats": [{"no": each.no, "table": number(session, at[each.id])} for each in held]}


def table_of(session: Session, state: RoundState | None, person: str) -> int | None:
    """The number of the table where a person sits, or is to sit by what was just revealed."""
    at = assignment.places(session, state).get(person)
    return number(session, at) if at in session.seats else None


def number(session: Session, table: str | None) -> int | None:
    """The number of a table."""
    return session.seats[table].seat.no if table else None
