"""What goes on from a round to the next. See `sessions/carry.py` for what each rule and tie step means."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from msgspec import Meta

from sessions.scenario.base import Name, Strict

GATE = re.compile(r"([a-z][a-z0-9_-]*)\.(mean|median|sum) ?>= ?(\d+(?:\.\d+)?)")


class Diversify(Strict, frozen=True):
    """At most `max` cards with the same value of a field go on."""

    field: Name
    max: Annotated[int, Meta(ge=1, le=100)]


class Carry(Strict, frozen=True):
    """What goes on to the next round. See `carry.py` for what each rule and tie step means."""

    rule: Literal["all", "top", "threshold", "per_table", "equal_shares", "manual"] = "all"
    by: str | None = None
    gate: str | None = None
    diversify: Diversify | None = None
    completion: Literal["add1", "none"] = "add1"
    k: Annotated[int, Meta(ge=1, le=500)] | None = None
    min: Annotated[int, Meta(ge=1)] | None = None
    share: Annotated[float, Meta(gt=0, le=1)] | None = None
    tie: tuple[str, ...] = ("breadth", "draw")
    rest: Literal["archive", "administration", "open"] = "archive"
