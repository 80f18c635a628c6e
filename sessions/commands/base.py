"""What every command shares: the base, and the measures of what may stand in one."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

Id = Annotated[str, Meta(min_length=1, max_length=64)]
Text = Annotated[str, Meta(max_length=2000)]
Author = Annotated[int, Meta(ge=1, le=100_000)]
Milliseconds = Annotated[int, Meta(ge=-6 * 3_600_000, le=6 * 3_600_000)]


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of everything that can be asked."""
