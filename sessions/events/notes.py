"""Notes: what an expert wrote on a card or its sheet."""

from __future__ import annotations

from sessions.events.base import Event


class NoteWritten(Event, frozen=True):
    """An expert's whole note on this card; an empty text takes the one before away.

    `note` is its own id, for another text is another note; `expert` the seat; `round` the one in which the hall was,
    empty before the first.
    """

    note: str
    card: str
    expert: str
    text: str
    round: str
