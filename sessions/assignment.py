"""Who works on a card, and who sits where: what an assign round is about, and what came of it.

`holders` is what later rounds ask: the tables that a card was given to, or else those that wrote it.  The rest reads
the draft of an assign round, which may hold cards and tables that are not in play any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sessions import themes
from sessions.phases import Phase
from sessions.scenario import AssignRound
from sessions.session import RoundState, Session

SHOWN = (Phase.REVEALED, Phase.CARRIED)


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
    """Is there anything to say of who sits where: a list, or a seating of people that was revealed?"""
    state = shown(session)
    seated = state is not None and isinstance(state.plan, AssignRound) and state.plan.takes_list
    return session.attendance.listed or seated


def place(session: Session, state: RoundState | None, person: str) -> str | None:
    """The table of a person: as it was revealed while that is not in force yet, otherwise where they sit by now."""
    seat = session.seats.get(person)
    at = seat.seat.table if seat else None
    if state is not None and isinstance(state.plan, AssignRound) and state.phase is Phase.REVEALED:
        return state.draft.people.get(person, at)
    return at


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
