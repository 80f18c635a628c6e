"""What can have been printed for a table: its numbered ballots and slips, and a few spare ones.

In the game: ballots are printed the evening before, people move after that, and a desk types in what stands on them. A
number beyond all that a printer can have made is a slip of the hand, and would stand in the way of the true one. Truth
flows from the seats, as they fill, to the printed sheets and to the desk that reads them: both ask here.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sessions.cards import CardState
from sessions.scenario import GatherRound
from sessions.seat import Role

if TYPE_CHECKING:
    from sessions.session import RoundState, Session

SPARE = 2
"""Ballots and slips more than a table needs: one is spoiled, one is lost."""


def sit(session: Session) -> Counter[str]:
    """Table → how many badges sit there, whether they have come or not."""
    return Counter(
        each.seat.table for each in session.seats.values() if each.seat.role is Role.PERSON and each.seat.table
    )


def note(session: Session) -> None:
    """People were seated: the most that ever sat at a table are what its ballots were printed for."""
    for table, n in sit(session).items():
        session.fullest[table] = max(n, session.fullest.get(table, 0))


def ballots(session: Session, table: str) -> int:
    """How many ballots a table gets that is printed for now, where people vote."""
    return sit(session)[table] + SPARE


def last_ballot(session: Session, table: str) -> int:
    """The last number that a ballot of this table can have, whenever it was printed."""
    return session.fullest.get(table, 0) + SPARE


def slips(plan: GatherRound) -> int:
    """How many slips a table gets."""
    return plan.limit + SPARE


def last_slip(session: Session, state: RoundState, table: str) -> int:
    """The last number that a slip of this table can have. For each card that went a table may write another, and when
    the printed slips are used up it goes on with numbers of its own."""
    assert isinstance(state.plan, GatherRound)
    written = [card for card in session.cards.values() if (card.round, card.table) == (state.id, table)]
    return slips(state.plan) + sum(card.state is not CardState.LIVE for card in written)
