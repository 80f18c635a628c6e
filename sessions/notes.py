"""Notes of experts: what an expert says of one card or of its sheet, for the tables that work on it.

In the game: experts walk from table to table, and what they say there is forgotten; a note stays beside the table's
work.  It counts nowhere and hangs on no wall: the table decides, the expert does not.  `apply` here is the part of
`apply` that keeps notes, the rest reads them; who may write what is decided in `noting.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sessions import events as e
from sessions import themes
from sessions.cards import Card, CardState
from sessions.journal import Entry

if TYPE_CHECKING:
    from sessions.session import Session

BLOT = "█████"


@dataclass(slots=True)
class Note:
    """One text of an expert on a card. `expert` is the seat; `round` the one in which the hall was, empty before the
    first; `at` the wall clock in ms; `entry` its journal row.

    `over`: the expert has put another in its place, or has taken it away. Another text is another note, so that what a
    table said of the first is never said of the second.
    """

    id: str
    card: str
    expert: str
    text: str
    round: str
    at: int
    entry: int
    over: bool = False
    redacted: bool = False

    @property
    def stands(self) -> bool:
        """Does it say something now?"""
        return not self.over and not self.redacted


# -- reading -------------------------------------------------------------------------------------------


def of(session: Session, card: str, expert: str) -> Note | None:
    """The note of this expert on this card that is not over; one that was blotted out, too."""
    latest = (each for each in reversed(session.notes.values()) if (each.card, each.expert) == (card, expert))
    note = next(latest, None)
    return None if note is None or note.over else note


def on(session: Session, card: Card) -> list[Note]:
    """The notes that stand on a card, and on all that was laid together in it, in the order in which they came. Those
    on a card that is hidden, taken back or blotted out are not to be seen until it is back."""
    about = {card.id, *themes.below(session, card)}
    return [each for each in session.notes.values() if each.card in about and is_read(session, each)]


def is_read(session: Session, note: Note) -> bool:
    """Does the note stand, and the card under it?"""
    card = session.cards[note.card]
    return note.stands and card.state is CardState.LIVE and not card.redacted


# -- the part of apply -----------------------------------------------------------------------------------


def apply(session: Session, event: e.NoteWritten, entry: Entry) -> None:
    """A note stands in the place of this expert's last one on this card; an empty one takes it away."""
    before = of(session, event.card, event.expert)
    if before is not None:
        before.over = True
    session.notes[event.note] = Note(
        event.note, event.card, event.expert, event.text, event.round, entry.at, entry.seq, over=not event.text
    )


def blot(session: Session, event: e.EntryRedacted) -> None:
    """What was written is nowhere any more."""
    note = session.notes[event.note]
    note.text, note.redacted = BLOT, True
