"""Who works on a card, and who sits where: what an assign round is about, and what came of it.

`holders` is what later rounds ask: the tables that a card was given to, or else those that wrote it.  The rest reads
the draft of an assign round, which may hold cards and tables that are not in play any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sessions import themes
from sessions.attendance import persons
from sessions.phases import Phase
from sessions.scenario import AnyRound, AssignRound, InfoRound, PollRound
from sessions.session import RoundState, Session

SHOWN = (Phase.REVEALED, Phase.CARRIED)
MIXES = ("mixed", "remix")


def mixes(plan: AnyRound) -> bool:
    """Does this round mix the tables by what the list says?"""
    return isinstance(plan, AssignRound) and plan.mode in MIXES


def is_mixed(session: Session) -> bool:
    """Do people sit by a mixing now?"""
    return session.seated_by is not None and mixes(session.rounds[session.seated_by].plan)


class Score(NamedTuple):
    """What the tables' wishes came to. `total`: the sum of all ranks, where what nobody wished for counts as one more
    than the last wish; `got`: how many cards went out as a first wish, a second, …; `without`: the tables that wished
    and got nothing of it; `silent`: those that never said."""

    total: int
    got: tuple[int, ...]
    without: tuple[str, ...]
    silent: tuple[str, ...]


def holders(session: Session, card: str) -> tuple[str, ...]:
    """The ids of the tables that work on a card from now on."""
    return session.assigned.get(card) or themes.authors(session, session.cards[card])


def holds(session: Session, state: RoundState, table: str) -> list[str]:
    """Those of the cards that a round works on which are this table's."""
    return [card.id for card in session.input_cards(state) if table in holders(session, card.id)]


def shown(session: Session) -> RoundState | None:
    """The assign round whose outcome the hall knows: the latest that was revealed."""
    told = [each for each in session.rounds.values() if isinstance(each.plan, AssignRound) and each.phase in SHOWN]
    return max(told, key=lambda each: each.moved, default=None)


def tells_seats(session: Session) -> bool:
    """Is there anything to say of who sits where: a list and no mixing to come, or a seating that was revealed?"""
    state = shown(session)
    seated = state is not None and isinstance(state.plan, AssignRound) and state.plan.takes_list
    return (session.attendance.listed or seated) and awaited(session) is None


def awaited(session: Session) -> RoundState | None:
    """The mixing that gives the tables of this day, while the hall has not seen it: until then nobody's table is known,
    for where the seats stand is yesterday's place, or the turn in which badges were given out.

    Only where no table is needed before it, and where a list says who is to be mixed."""
    if not session.attendance.listed:
        return None
    here, day = session.round(), _today(session)
    of_the_day = (each for each in session.rounds.values() if each.plan.day == day)
    first = next((each for each in of_the_day if _needs_tables(each)), None)
    if first is None or (here is not None and here.no > first.no):
        return None
    return first if mixes(first.plan) and first.phase not in (*SHOWN, Phase.SKIPPED) else None


def at_work(session: Session) -> bool:
    """Has the hall begun today with what needs tables? Whoever has not come by then is not waited for."""
    return any(
        each.moved and each.plan.day == _today(session) and _needs_tables(each) and not mixes(each.plan)
        for each in session.rounds.values()
    )


def named(session: Session) -> dict[str, str | None]:
    """Person → the table that the door may name to them, before the hall has seen it: while the day's mixing is awaited
    as it is listed, and None as long as nothing is."""
    state = awaited(session)
    if state is None:
        return places(session, shown(session))
    return _at(session, state.draft.people) if state.draft.people else dict.fromkeys(_badges(session))


def places(session: Session, state: RoundState | None) -> dict[str, str | None]:
    """Person → their table as the hall may know it: as it was revealed while that is not in force yet, otherwise where
    they sit by now; None while the day's mixing is awaited."""
    if awaited(session) is not None:
        return dict.fromkeys(_badges(session))
    if state is not None and state.phase is Phase.REVEALED and mixes(state.plan):
        return _at(session, state.draft.people)
    revealed = state is not None and isinstance(state.plan, AssignRound) and state.phase is Phase.REVEALED
    told = state.draft.people if state is not None and revealed else {}
    at = (
        {person: session.seats[person].seat.table for person in session.attendance.seated}
        if is_mixed(session)
        else None
    )
    found = {each.seat.id: each.seat.table for each in persons(session)} if at is None else _at(session, at)
    return found | told


def tables(session: Session) -> list[str]:
    """The ids of all tables, in the order of their numbers."""
    return [each.seat.id for each in session.table_seats()]


def wishes(session: Session, state: RoundState) -> dict[str, list[str]]:
    """Table → the cards in play that it wishes for, the dearest first; tables that said nothing are not in it."""
    cards = {card.id for card in session.input_cards(state)}
    return {table: [card for card in bid if card in cards] for table, bid in state.draft.bids.items() if bid}


def draft(session: Session, state: RoundState) -> dict[str, tuple[str, ...]]:
    """Card in play → the tables that it is to go to; none while nobody has said."""
    return {card.id: state.draft.cards.get(card.id, ()) for card in session.input_cards(state)}


def is_whole(session: Session, state: RoundState) -> bool:
    """Has every card a table? Of people there is nothing to wait for."""
    plan = state.plan
    assert isinstance(plan, AssignRound)
    to_be_made = plan.mode != "manual" and state.phase not in SHOWN
    return to_be_made or all(draft(session, state).values())


def rank(wished: Mapping[str, Sequence[str]], bids: int, table: str, card: str) -> int:
    """1 for the first wish of the table; one more than the last for what it did not wish for."""
    bid = wished.get(table, ())
    return 1 + bid.index(card) if card in bid else 1 + bids


def score(session: Session, state: RoundState) -> Score:
    """What the draft comes to, as it is now."""
    plan = state.plan
    assert isinstance(plan, AssignRound)
    wished = wishes(session, state)
    ranks = [
        (table, rank(wished, plan.bids, table, card)) for card, at in draft(session, state).items() for table in at
    ]
    pleased = {table for table, place in ranks if place <= plan.bids}
    return Score(
        total=sum(place for _, place in ranks),
        got=tuple(sum(place == wish for _, place in ranks) for wish in range(1, plan.bids + 1)),
        without=tuple(table for table in tables(session) if table in wished and table not in pleased),
        silent=tuple(table for table in tables(session) if table not in wished),
    )


def _badges(session: Session) -> list[str]:
    return [each.seat.id for each in persons(session)]


def _at(session: Session, mixed: Mapping[str, str | None]) -> dict[str, str | None]:
    """By this mixing, and where they sit of those who are here without it. Who is still to come and is not in it has no
    table yet: they get one when they come."""
    known = session.attendance
    absent = known.registered - known.here.keys()
    return {
        each.seat.id: mixed.get(each.seat.id, None if each.seat.id in absent else each.seat.table)
        for each in persons(session)
    }


def _today(session: Session) -> int:
    """The day that the door or the hall is in; when a day's rounds are over, people still sit where they do."""
    here = session.round()
    return max(session.attendance.day, here.plan.day if here is not None else 1)


def _needs_tables(state: RoundState) -> bool:
    """Does anybody have to know their table for this round? Not for a talk, nor for a poll on everybody's own phone."""
    plan = state.plan
    return not isinstance(plan, InfoRound) and not (isinstance(plan, PollRound) and plan.electors == "person")
