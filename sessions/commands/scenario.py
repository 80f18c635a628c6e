"""The plan of the day, changed while it is played."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta

from sessions.commands.base import Command, Id


class ReviseScenario(Command, frozen=True):
    """Put another scenario in the place of this one, as a whole: only rounds that are still to come may differ.

    `base` is the mark of the scenario that it was made from, so that two editors never overwrite each other.
    """

    PAYLOAD_BYTES: ClassVar[int] = 288 * 1024

    text: Annotated[str, Meta(max_length=256 * 1024)]
    base: Id
