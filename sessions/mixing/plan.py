"""What a seating is asked for and what comes back: people, tables, traits, and the rules that hold among them.

Truth flows from the day to here: whoever asks says who has come and which tables stand; a rule about somebody who is
not there rests.  Everything is data that travels as JSON, for the search runs in a process of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

Bounds = tuple[int, int]
"""The fewest and the most people of a table."""

Weight = Annotated[int, Meta(ge=0, le=1000)]
Some = Annotated[tuple[str, ...], Meta(max_length=1000)]


class Plan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is to be mixed over which tables, and by what rules.

    `people`, `tables`: ids, in an order that settles ties. `traits`: attribute → person → value; a value that is
    missing or empty is not stated and counts for nothing. `weights`: attribute → how much it matters, without one
    nothing. `capacity`: for every table, or table → bounds; None: no bounds.

    Hard: `keep` (person → the table where they sit and stay), `pinned` (person → table), `apart` (groups of whom no
    two sit together), `together` (groups that sit at one table). Soft: `apart_by` (attributes whose equal values
    should not meet at a table) and `earlier` (person → table, whose pairs should not meet again), each pair at its
    weight; a weight of 1 is what one person beyond the half costs in an attribute of weight 1.

    Raises ValueError where the lists contradict themselves: an id twice, a lower bound above the upper.
    """

    people: Some
    tables: Annotated[tuple[str, ...], Meta(max_length=500)]
    traits: dict[str, dict[str, str]] = {}
    weights: dict[str, Weight] = {}
    capacity: Bounds | dict[str, Bounds] | None = None
    apart: tuple[Some, ...] = ()
    together: tuple[Some, ...] = ()
    pinned: dict[str, str] = {}
    keep: dict[str, str] = {}
    apart_by: tuple[str, ...] = ()
    earlier: tuple[dict[str, str], ...] = ()
    apart_by_weight: Weight = 4
    repeat_weight: Weight = 1
    seed: str = ""

    def __post_init__(self) -> None:
        for name, ids in (("people", self.people), ("tables", self.tables)):
            if len(set(ids)) < len(ids):
                raise ValueError(f"{name}: the same id twice")
        spans = self.capacity.values() if isinstance(self.capacity, dict) else [self.capacity or (0, 0)]
        if any(not 0 <= low <= high for low, high in spans):
            raise ValueError("capacity: bounds are [lowest, highest], from 0 on")


class Rule(StrEnum):
    """The hard rules, the strongest first: where two contradict each other, the later one of these gives way."""

    KEEP = "keep"
    PINNED = "pinned"
    APART = "apart"
    TOGETHER = "together"


class Code(StrEnum):
    """Why a rule cannot hold: a closed list."""

    TABLE_NONE = "table.none"  # people, and no table at all
    TABLE_CLOSED = "table.closed"  # kept or pinned at a table that is not there
    TABLE_FULL = "table.full"  # pinned to a table that those before have filled
    PIN_KEPT = "pin.kept"  # pinned to one table, and kept at another
    APART_MET = "apart.met"  # two who are to be apart, kept or pinned at one table
    APART_CROWD = "apart.crowd"  # more people to be apart than there are tables
    TOGETHER_TORN = "together.torn"  # of a group, some are held at another table
    TOGETHER_APART = "together.apart"  # of a group, some are to be apart from others of it, or of its table
    TOGETHER_LARGE = "together.large"  # a group larger than its table, or than any table, has room for


class Complaint(Struct, frozen=True, kw_only=True):
    """A hard rule that cannot hold, found before the search. What is dropped is the smallest piece that must be.

    `people`: whom the `rule` does not bind any more: one who was kept or pinned, a pair, those who leave their group.
    With `apart.crowd` it is the whole group: it stays in force as far as it can, and the fewest pairs of it meet.
    `others`: those in whose favour, in the order of the plan. `table`: where it shows.
    """

    code: Code
    rule: Rule
    people: tuple[str, ...]
    others: tuple[str, ...] = ()
    table: str | None = None


class Broken(Struct, frozen=True):
    """A hard rule that a seating breaks: one who is not where they should be, a pair that meets at `table`, a group
    that does not sit at one."""

    rule: Rule
    people: tuple[str, ...]
    table: str | None = None


class Cost(Struct, frozen=True, order=True):
    """What a seating comes to; the earlier part decides. `apart`: pairs that meet though they must not; `beyond`:
    people above or below the bounds of tables; `uneven`: squares of what sizes are off from even ones; `soft`: the
    objective, in (2 × people)^-2 of its unit so that it is a whole number."""

    apart: int
    beyond: int
    uneven: int
    soft: int


class Seating(Struct, frozen=True, kw_only=True):
    """Who sits where. `at`: person → table, in the order of the plan. `widened`: the tables whose bounds gave way, with
    those that hold. `complaints`: what could not hold; `broken`: what does not. `start`, `cost`: before and after the
    search. `steps`: how many it took."""

    at: dict[str, str]
    widened: dict[str, Bounds] = {}
    complaints: tuple[Complaint, ...] = ()
    broken: tuple[Broken, ...] = ()
    start: Cost
    cost: Cost
    steps: int = 0


def present(plan: Plan, group: Iterable[str]) -> tuple[str, ...]:
    """Those of a group who have come, each once, in the order of the plan."""
    named = set(group)
    return tuple(person for person in plan.people if person in named)
