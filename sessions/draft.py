"""What an assign round is to bring into force: what tables wished for, which tables hold a card, who sits where.

Tables rank while the round is open; the rest is made at the reveal, or by the lead's hand, and comes into force with
the carry.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Draft:
    """`bids`: table → the cards it wishes for, the dearest first. `cards`: card → its tables. `people`: the seat of a
    person → the table."""

    bids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cards: dict[str, tuple[str, ...]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
