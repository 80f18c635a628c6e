"""Rounds of writing: the lead steps through stops and stages, a table marks its best."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from sessions.commands.base import Command, Id

Stage = Annotated[int, Meta(ge=0, le=20)]


class CallStop(Command, frozen=True):
    """The sheets travel: all tables are at this stop, from 1. `was` is the one that the lead saw."""

    round: Id
    stop: Annotated[int, Meta(ge=1, le=12)]
    was: Annotated[int, Meta(ge=0, le=12)]


class CallStage(Command, frozen=True):
    """The round is in this stage, from 0; None: as time tells. `was` is what the lead saw, None: time told."""

    round: Id
    stage: Stage | None
    was: Stage | None = None


class ChooseBest(Command, frozen=True):
    """The table's whole mark: which of its cards are its best. None: it marks none."""

    round: Id
    cards: Annotated[tuple[Id, ...], Meta(max_length=12)]
