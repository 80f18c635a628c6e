"""Who may write a note and blot one out, and which tables read it.

In the game: an expert writes on any card that everybody may read by now, in any round; only the tables that wrote the
card or work on it see what was written.  A note never moves a round, a ballot or the order of anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sessions import commands as c
from sessions import events as e
from sessions import lineage, themes
from sessions.assignment import holders
from sessions.cards import Card
from sessions.decision import Ask, Decision, happened
from sessions.notes import BLOT, Note, of, on
from sessions.refusals import Refusal, Refused
from sessions.seat import Role
from sessions.session import Session
from sessions.text import paragraphs


def readers(session: Session, card: Card) -> tuple[str, ...]:
    """The ids of the tables that see the notes on a card: those that wrote it and those that work on it, or on the
    theme that it lies in."""
    tables: dict[str, None] = {}
    for each in with_above(session, card):
        tables |= dict.fromkeys((*themes.authors(session, each), *holders(session, each.id)))
    return tuple(tables)


def for_table(session: Session, table: str) -> list[Note]:
    """The notes that a table sees beside its cards and sheets, in the order in which they came."""
    noted = dict.fromkeys(each.card for each in session.notes.values())
    mine = [session.cards[card] for card in noted if table in readers(session, session.cards[card])]
    found = {note.id for card in mine for note in on(session, card)}
    return [note for note in session.notes.values() if note.id in found]


def may_be_noted(card: Card) -> bool:
    """May an expert read the card, and so say something of it? Its words are let on, and it stands as it was let on."""
    return lineage.is_readable(card)


def with_above(session: Session, card: Card) -> Iterator[Card]:
    """The card, the theme that it lies in, the theme that this one lies in, and so on. What the theme team has laid
    together is its own until the lead shows it: a note must not tell a table whose card lies with its own."""
    yield card
    theme = session.cards[card.theme] if card.theme is not None else None
    if theme is not None and lineage.is_shown(session, session.rounds[theme.round]):
        yield from with_above(session, theme)


def write(session: Session, ask: Ask, command: c.WriteNote) -> Decision:
    """An expert's whole note on a card. What cannot be read any more takes no new words, but those that stand on it may
    always be taken away."""
    if ask.seat.role is not Role.EXPERT:
        raise Refused(Refusal.EVENT_UNKNOWN)
    card, text = session.cards.get(command.card), paragraphs(command.text)
    before = of(session, command.card, ask.seat.id)
    if card is None or not (may_be_noted(card) or (before is not None and not text)):
        raise Refused(Refusal.CARD_UNKNOWN)
    if before is None and not text:
        return Decision()
    if before is not None and before.text == text and not before.redacted:
        return Decision(answer={"note": before.id})
    note = f"n{1 + len(session.notes)}"
    return happened(e.NoteWritten(note, card.id, ask.seat.id, text, session.current or ""), note=note)


def redact(session: Session, note_id: str) -> Decision:
    """All that this expert wrote on this card is blotted out, earlier texts too: they say much the same."""
    note = session.notes.get(note_id)
    if note is None:
        raise Refused(Refusal.NOTE_UNKNOWN)
    decision = Decision()
    for each in session.notes.values():
        if (each.card, each.expert) != (note.card, note.expert) or each.redacted or not each.text:
            continue
        stub = e.NoteWritten(each.id, each.card, each.expert, BLOT, each.round)
        digest = hashlib.sha256(e.encode(stub)).hexdigest()
        decision.events.append(e.EntryRedacted(each.entry, each.card, digest, note=each.id))
        decision.stubs.append((each.entry, stub))
        decision.hushed.add(each.expert)
    return decision
