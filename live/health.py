"""How a device is: what it tells of itself, and which of it somebody should look at.

A report is no command and never in the journal.  Truth flows from the device to `live/devices.py`, which keeps the last
report, and from there only exceptions go to the console.  Ages travel, not moments: the clocks of tablets lie.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from live.parse import code_of, sized
from sessions.refusals import Refused

REPORT_BYTES = 1024
LOW_PERCENT = 20
LATE_MS = 10_000
"""So long something may wait unsent before the console hears of it."""
SILENT_MS = 9_000
"""A screen that the hall needs tells how it is every four seconds: this is two reports missed."""
OLD_MS = 10_000
"""A page of an earlier release loads itself anew; if it has not by then, somebody has to."""

Trouble = Literal["silent", "unsent", "storage", "two", "battery", "version"]
GRAVITY: tuple[Trouble, ...] = ("silent", "unsent", "storage", "two", "battery", "version")
"""What to look at first."""

Count = Annotated[int, Meta(ge=0, le=100_000)]
Pixels = Annotated[int, Meta(ge=1, le=20_000)]


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a device says of itself.

    `device` tells the devices of one seat apart and nothing else: it is made up for this seat on this device. `build`:
    the release of its pages. `unsent`, `unsent_ms`: how many sayings wait in its outbox, and how long the oldest has.
    `storage`: does it keep what it is given? `drafts`: texts begun and not handed in. `battery` in percent and
    `charging` only where the browser tells.
    """

    device: Annotated[str, Meta(pattern=r"^[a-z0-9]{8,32}$")]
    build: Annotated[str, Meta(max_length=64)]
    unsent: Count
    unsent_ms: Annotated[int, Meta(ge=0, le=10**9)]
    storage: bool
    drafts: Count
    width: Pixels
    height: Pixels
    battery: Annotated[int, Meta(ge=0, le=100)] | None = None
    charging: bool | None = None


def parse_report(payload: object) -> Report:
    """The report in a payload; raises `Refused` with the code that says what is wrong."""
    fields: dict[str, Any] = sized(payload, REPORT_BYTES)
    try:
        return msgspec.convert(fields, Report)
    except msgspec.ValidationError as error:
        raise Refused(code_of(str(error))) from None


def is_low(report: Report) -> bool:
    """Will it go dark soon?"""
    return report.battery is not None and report.battery < LOW_PERCENT and not report.charging
