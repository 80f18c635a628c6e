"""Where what stands came from: of each place that a table or a person fills, the last entry that filled it, and how.

In the game a table writes on its tablet and on paper, and what is typed from paper must not silently take the place of
what was said at a device since (`twin.py`).  Truth flows from the journal's entries alone: an event does not say how it
came in, the seat of its entry does, and so days that were played before this module tell it, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from sessions import events as e
from sessions.journal import Entry
from sessions.seat import Role
from sessions.undo import FROM_PAPER

if TYPE_CHECKING:
    from sessions.session import Session

DESK = (Role.REGISTRAR, Role.LEAD)
"""Who types in what stands on paper."""
Place = tuple[str, ...]
"""A card; a field of a card's sheet; a person in a group; of a table all that it says in a round."""


class Said(NamedTuple):
    """The entry that filled a place last, wall clock in ms, and by which way it came."""

    seq: int
    at: int
    by: Literal["paper", "device", "lead"]


def places(event: e.Event) -> list[Place]:
    """What an event fills."""
    match event:
        case e.BallotCast():
            return [of_table(event.round, event.table, event.contest)]
        case e.BestChosen() | e.CardsRanked() | e.TableAnswered():
            return [of_table(event.round, event.table)]
        case e.SheetSaved():
            return [(event.card, name) for name in event.fields]
        case e.EntryRedacted(note="", field=name) if name:
            return [(event.card, name)]
        case e.CardSubmitted() | e.CardRevised() | e.CardWithdrawn() | e.CardHidden() | e.CardRestored():
            return [(event.card,)]
        case e.SignedUp() | e.SignUpWithdrawn():
            return [(event.card, event.person)]
        case _:
            return []


def of_table(round_id: str, table: str, contest: int = 1) -> Place:
    """What a table says in a round as one whole; a vote that is held again is asked anew."""
    return round_id, table, str(contest)


def note(session: Session, entry: Entry) -> None:
    """Remember who filled a place. `apply` calls it."""
    for place in places(entry.event):
        session.said[place] = Said(entry.seq, entry.at, _way(session, entry))


def _way(session: Session, entry: Entry) -> Literal["paper", "device", "lead"]:
    state = session.seats.get(entry.seat)
    if state is None or state.seat.role not in DESK:
        return "device"
    return "paper" if isinstance(entry.event, FROM_PAPER) else "lead"
