"""Holds assignments against what tables wished for: every card has a table, and no exchange would please them better.

Nothing that the server computed is believed: the wishes are those that were acknowledged, and whether the sum of ranks
could be less is asked of every chain of exchanges, without the way by which it was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from rehearsal.ledger import Ledger
from sessions import events as e
from sessions.journal import Entry
from sessions.matching import shape
from sessions.scenario import AssignRound
from sessions.session import Session

Cards = Mapping[str, tuple[str, ...]]
FAR = 10**9


def unfair(session: Session, entries: Iterable[Entry], ledger: Ledger) -> Iterator[str]:
    """What does not fit of every assign round that was carried."""
    wishes: dict[str, dict[str, list[str]]] = {}
    for said in ledger.accepted:
        if said.name == "rank_cards":
            wishes.setdefault(said.payload["round"], {})[said.seat] = list(said.payload["cards"])
    last = {each.event.round: each.event for each in entries if isinstance(each.event, e.AssignmentRevealed)}
    for state in session.rounds.values():
        plan = state.plan
        if not isinstance(plan, AssignRound) or state.phase != "carried":
            continue
        cards = {card: state.draft.cards.get(card, ()) for card in state.taken.cards} if state.taken else {}
        for card, tables in cards.items():
            if not tables and session.cards[card].state == "live":
                yield f"{plan.id}: nobody has {card}"
        if plan.what == "cards" and plan.mode != "manual":
            busy = {table for each in cards.values() for table in each}
            idle = {f"t{no}" for no in range(1, session.tables + 1)} - busy
            yield from (f"{plan.id}: {table} has nothing" for table in sorted(idle))
        if plan.mode == "by_bid":
            yield from _dearer(session, plan, last[plan.id].cards, wishes.get(plan.id, {}))


def _dearer(session: Session, plan: AssignRound, cards: Cards, wishes: Mapping[str, list[str]]) -> Iterator[str]:
    """Is there a chain of exchanges that brings the sum of ranks down? `way`: the least that it costs to move one table
    from a card to another. A chain is closed, or leads from a card that has more tables than it must to one that may
    have more."""
    least, most = shape(len(cards), session.tables, plan.capacity, plan.per_table).card

    def rank(table: str, card: str) -> int:
        bid = wishes.get(table, [])
        return bid.index(card) + 1 if card in bid else plan.bids + 1

    way = {
        (a, b): min((rank(t, b) - rank(t, a) for t in cards[a] if t not in cards[b]), default=FAR)
        for a, b in product(cards, repeat=2)
        if a != b
    }
    way |= {(a, a): 0 for a in cards}
    for over, a, b in product(cards, repeat=3):
        way[a, b] = min(way[a, b], way[a, over] + way[over, b])
    if any(way[a, a] < 0 for a in cards):
        yield f"{plan.id}: tables could exchange cards and all in all be better off"
    for a, b in product(cards, repeat=2):
        if a != b and way[a, b] < 0 and len(cards[a]) > least and len(cards[b]) < most:
            yield f"{plan.id}: a table could go from {a} to {b} and all in all be better off"


def tables_then(session: Session, entries: Iterable[Entry]) -> dict[tuple[str, int], dict[str, str | None]]:
    """Vote → person → the table where they sat when its box was sealed: people change tables during a day."""
    at: dict[str, str | None] = {f"p{no}": f"t{(no - 1) % session.tables + 1}" for no in range(1, session.people + 1)}
    sat: dict[tuple[str, int], dict[str, str | None]] = {}
    for entry in entries:
        match entry.event:
            case e.PeopleSeated(tables=tables):
                at |= tables
            case e.PersonMoved(person=person, table=table):
                at[person] = table
            case e.BallotsSealed(round=round_id, contest=contest):
                sat[round_id, contest] = dict(at)
    return sat


def held_then(entries: Iterable[Entry]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Round → card → the tables that it was given to when the grades of its pitches were added up, or the way of its
    gallery was drawn: later rounds give anew."""
    at: dict[str, tuple[str, ...]] = {}
    held: dict[str, dict[str, tuple[str, ...]]] = {}
    for entry in entries:
        match entry.event:
            case e.CardsAssigned(tables=tables):
                at |= tables
            case e.PitchesGraded(round=round_id) | e.RotationDrawn(round=round_id):
                held[round_id] = dict(at)
    return held
