"""Who of the list comes, on which day, and by which way each of them votes.

In a real hall some who have registered stay at home, some come who have not, on the second day fewer come, and not
everybody has a telephone. Truth flows from here to the bots: the desk marks whom this says, the tables let those vote
who have no telephone, and the check asks here how many came by which way.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from rehearsal.registry import Invented

Way = Literal["phone", "tablet", "paper", "hands"]
NO_SHOWS, FEWER, WALK_INS, STRAYS = 0.12, 0.2, 9, 4
WAYS: tuple[tuple[Way, float], ...] = (("phone", 0.7), ("tablet", 0.12), ("paper", 0.1), ("hands", 0.08))
LATE = 3
"""So many of the walk-ins come while the first vote of people is open."""
UNPUNCTUAL = 4
"""So many of those on the list, without a phone, come only when the tables are mixed."""


@dataclass(slots=True)
class Roster:
    """`listed`: badge → who it is. `here`: whom the desk has marked today. `strays`: badges of people who stayed at
    home, with which somebody comes in all the same."""

    seed: str
    invented: list[Invented]
    walk_ins: list[Invented]
    passed: frozenset[str] = frozenset()
    """The polls of people for which the tablet of a table goes round, by name."""

    listed: dict[str, Invented] = field(default_factory=dict)
    here: set[str] = field(default_factory=set)
    strays: set[str] = field(default_factory=set)
    day: int = 1
    rolls: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    """Vote (round, contest) → who was here at any time while it was open."""
    tablets: set[tuple[str, int, str]] = field(default_factory=set)
    """Vote and badge: this ballot was cast on the tablet of a table."""
    absent: set[str] = field(default_factory=set)
    walked_in: set[str] = field(default_factory=set)
    late: list[str] = field(default_factory=list)
    """Who will still come, after the mixing."""

    came: set[str] = field(default_factory=set)
    """Everybody who was here on any day."""

    seatings: list[dict[str, Any]] = field(default_factory=list)
    """What each search for a seating came to."""

    def settle(self, listed: dict[str, Invented]) -> None:
        """The list was taken: draw who stays at home, and whose badge is used all the same."""
        self.listed = dict(listed)
        chance = random.Random(f"{self.seed}/no-shows")
        self.absent = set(chance.sample(sorted(listed), round(len(listed) * NO_SHOWS)))
        self.strays = set(chance.sample(sorted(self.absent), min(STRAYS, len(self.absent))))
        self.late = [seat for seat in in_order(listed.keys() - self.absent) if self.way(seat) != "phone"][:UNPUNCTUAL]

    def told(self) -> dict[str, int]:
        """The roster in numbers, for the report."""
        return {
            "listed": len(self.listed),
            "canaries": sum(each.canary for each in self.listed.values()),
            "no_shows": len(self.absent),
            "walk_ins": len(self.walked_in),
            "came": len(self.came),
            "here": len(self.here),
            "by_tablet": len(self.tablets),
        }

    def way(self, seat: str) -> Way:
        """How this person votes, the whole forum long."""
        shares = [share for _, share in WAYS]
        return random.Random(f"{self.seed}/way/{seat}").choices([way for way, _ in WAYS], shares)[0]

    def comes_first(self) -> list[str]:
        """The badges of those who come on the first day in time, in the order of their numbers."""
        return in_order(self.listed.keys() - self.absent - {*self.late})

    def comes_again(self) -> list[str]:
        """Of those who were here on the first day, who comes on the next."""
        chance = random.Random(f"{self.seed}/day {self.day}")
        came = in_order(self.here)
        return in_order(chance.sample(came, round(len(came) * (1 - FEWER))))

    def with_phones(self) -> set[str]:
        """The badges with which a device comes in on the first day."""
        return {seat for seat in self.comes_first() if self.way(seat) == "phone"} | self.strays

    def mark(self, seats: Iterable[str], came: bool) -> None:
        """The desk has marked them."""
        self.here = self.here | {*seats} if came else self.here - {*seats}
        if came and not {*seats} <= self.absent:
            self.came |= {*seats}

    def without_phone(self, seats: Iterable[str], way: Way) -> list[str]:
        """Of these, who is here and votes by this way."""
        return [seat for seat in in_order(seats) if seat in self.here and self.way(seat) == way]


def in_order(seats: Iterable[str]) -> list[str]:
    """By the number of the badge."""
    return sorted(seats, key=lambda seat: int(seat[1:]))
