"""What every event shares."""

from __future__ import annotations

from typing import ClassVar

import msgspec


class Event(msgspec.Struct, frozen=True, omit_defaults=False):
    """The base. `v` is the version of the event's shape; a reader knows every version ever written."""

    v: ClassVar[int] = 1
