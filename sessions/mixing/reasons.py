"""Why somebody sits where they sit: codes and numbers, from which a screen makes sentences.

It holds attributes of a person: it is for the lead and the check-in desk, and never for the hall.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from sessions.mixing.hand import Offer, place
from sessions.mixing.hard import settle
from sessions.mixing.plan import Plan, present
from sessions.mixing.sheet import Sheet, Value


class TraitReason(Struct, frozen=True, kw_only=True):
    """Of one attribute: the person's `value`, how many of it sit `here` with them, and the `ideal` share of a table of
    this size (people). `cost`: what the attribute costs more at this table because they sit there; `next`: what it
    would at the next best one, None where there is none."""

    attribute: str
    value: str
    weight: int
    here: int
    ideal: float
    cost: float
    next: float | None


class Why(Struct, frozen=True, kw_only=True):
    """`kept`, `pinned`: the table was said before. `together`: who must sit with them, `apart`: whom they must not
    meet, of those who have come. `met`, `alike`: who sits here whom they met before, or who shares what parts them.
    `offer`: this table as if they walked in now; `next`: the best other one, if there is one."""

    person: str
    table: str
    kept: bool
    pinned: bool
    together: tuple[str, ...]
    apart: tuple[str, ...]
    met: tuple[str, ...]
    alike: tuple[str, ...]
    traits: tuple[TraitReason, ...]
    offer: Offer
    next: Offer | None


def why(plan: Plan, at: Mapping[str, str], person: str) -> Why:
    """The reasons for the table of a person. Raises KeyError for somebody who is not seated."""
    table = at[person]
    offers = place(plan, at, person)
    here = next(offer for offer in offers if offer.table == table)
    best = next((offer for offer in offers if offer.table != table), None)
    beside = [each for each in plan.people if each != person and at.get(each) == table]
    return Why(
        person=person,
        table=table,
        kept=plan.keep.get(person) == table,
        pinned=plan.pinned.get(person) == table,
        together=_others(plan, plan.together, person),
        apart=_others(plan, plan.apart, person),
        met=tuple(each for each in beside if any(_same(seating, person, each) for seating in plan.earlier)),
        alike=tuple(
            each
            for each in beside
            if any(_same(plan.traits.get(attribute, {}), person, each) for attribute in plan.apart_by)
        ),
        traits=tuple(_traits(plan, at, person, best)),
        offer=here,
        next=best,
    )


def _traits(plan: Plan, at: Mapping[str, str], person: str, best: Offer | None) -> list[TraitReason]:
    sheet = Sheet(plan, settle(plan), hard=False)
    shares: dict[str, list[Value]] = {}
    for value in sheet.values[1:]:
        if not value.pairs:
            shares.setdefault(value.attribute, []).append(value)
    found = []
    for attribute, values in shares.items():
        stated = plan.traits[attribute]
        own = next((value for value in values if value.name == stated.get(person)), None)
        if own is None:
            continue
        group = [each for each in plan.people if at.get(each) == at[person]]
        found.append(
            TraitReason(
                attribute=attribute,
                value=own.name,
                weight=own.weight,
                here=sum(stated.get(each) == own.name for each in group),
                ideal=round(own.people * len(group) / sheet.n, 3),
                cost=_added(sheet, at, person, values, at[person]),
                next=None if best is None else _added(sheet, at, person, values, best.table),
            )
        )
    return found


def _added(sheet: Sheet, at: Mapping[str, str], person: str, values: list[Value], table: str) -> float:
    """What an attribute costs more at a table when the person sits there than when they do not."""
    stated = sheet.plan.traits[values[0].attribute]
    others = [each for each in sheet.plan.people if each != person and at.get(each) == table]
    before = Counter(stated.get(each, "") for each in others)
    after = Counter(stated.get(each, "") for each in [*others, person])
    size = len(others)
    added = sum(
        sheet.share(value, size + 1, after[value.name]) - sheet.share(value, size, before[value.name])
        for value in values
    )
    return round(added / sheet.unit, 4)


def _others(plan: Plan, groups: tuple[tuple[str, ...], ...], person: str) -> tuple[str, ...]:
    met = {each for group in groups if person in group for each in group} - {person}
    return present(plan, met)


def _same(of: Mapping[str, str], one: str, other: str) -> bool:
    return bool(of.get(one)) and of[one] == of.get(other)
