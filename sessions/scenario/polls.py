"""The questions of a poll: what people or tables are asked that is not a choice among cards."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from sessions.scenario.base import Name, Option, Strict, Words


class Question(Strict, frozen=True):
    """One question. `options = "spheres"` takes the scenario's spheres; `limit`: of `several`, how many at most.

    A scale or a number goes from `low` to `high`; `bands` are the values at which a new band of the result begins.
    """

    id: Name
    label: Words
    type: Literal["single", "several", "scale", "number", "text"] = "single"
    options: Annotated[tuple[Option, ...], Meta(max_length=12)] | Literal["spheres"] = ()
    limit: Annotated[int, Meta(ge=2, le=12)] | None = None
    low: Annotated[int, Meta(ge=0, le=1000)] = 1
    high: Annotated[int, Meta(ge=1, le=1000)] = 5
    low_label: Words | None = None
    high_label: Words | None = None
    bands: Annotated[tuple[int, ...], Meta(max_length=9)] = ()
    max_len: Annotated[int, Meta(ge=1, le=500)] = 140
    required: bool = False
