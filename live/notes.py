"""Notes of experts as screens show them: to the tables that work on the card, to all experts, and to the lead.

Truth flows from the session's notes to those views.  No view of the hall is made of them, and none of a phone.
"""

from __future__ import annotations

from live.cards import card_view, words
from live.screen import View
from sessions import notes, sheets, themes
from sessions.cards import Card
from sessions.lanes import public_title
from sessions.notes import Note
from sessions.noting import for_table, may_be_noted, with_above
from sessions.session import Session


def note_view(session: Session, note: Note) -> View:
    """`{id, card, title, no, text, at, round, accepted}`: `title` is the card's, `no` the expert's number, `round` the
    title of the one in which it was written, `accepted` what a table has said of it on its sheet."""
    state = session.rounds.get(note.round)
    return {
        "id": note.id,
        "card": note.card,
        "title": public_title(session.cards[note.card]),
        "no": session.seats[note.expert].seat.no,
        "text": note.text,
        "at": note.at,
        "round": words(state.plan.title) if state else None,
        "accepted": said.accepted if (said := sheets.answer(session, note.id)) else None,
    }


def sheet_notes(session: Session, card: Card) -> list[View]:
    """The notes that stand on a card, on its sheet, or on what was laid together in it."""
    return [note_view(session, note) for note in notes.on(session, card)]


def table_notes(session: Session, table: str) -> dict[str, list[View]]:
    """Card → the notes on it, of all cards that this table wrote or works on."""
    found: dict[str, list[View]] = {}
    for note in for_table(session, table):
        found.setdefault(note.card, []).append(note_view(session, note))
    return found


def expert_notes(session: Session) -> dict[str, list[View]]:
    """Card → the notes that stand on it, for all experts; a theme has those of its cards, too."""
    found: dict[str, list[View]] = {}
    for note in session.notes.values():
        for card in with_above(session, session.cards[note.card]) if notes.is_read(session, note) else ():
            found.setdefault(card.id, []).append(note_view(session, note))
    return found


def noted_cards(session: Session) -> dict[str, View]:
    """The cards that have a note and may be read, for whoever wrote one to find it again."""
    cards = dict.fromkeys(note.card for note in session.notes.values() if notes.is_read(session, note))
    return {card: card_view(session, session.cards[card]) for card in cards if may_be_noted(session.cards[card])}


def own_notes(session: Session, expert: str) -> dict[str, View]:
    """Card → `{id, text, at, redacted}`, this expert's own note that is not over; `redacted`: the lead has blotted it
    out. What becomes of it, of its card and of its table's answer, is in what all experts see."""
    mine = [note for note in session.notes.values() if note.expert == expert and not note.over]
    return {note.card: {"id": note.id, "text": note.text, "at": note.at, "redacted": note.redacted} for note in mine}


def lead_notes(session: Session, card: Card) -> list[View]:
    """What stands on a card for the lead, who blots out: also on one that is hidden, and what is blotted out by now."""
    about = {card.id, *themes.below(session, card)}
    return [
        {**note_view(session, note), "redacted": note.redacted}
        for note in session.notes.values()
        if note.card in about and not note.over
    ]
