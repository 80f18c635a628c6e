"""What the lead is warned of beside the round: devices that are not well, and addresses that guess codes.

Truth flows from the reports of the devices and from the doors, past the journal, to the console.
"""

from __future__ import annotations

import msgspec

from live.screen import Reading, View


def watch_view(reading: Reading) -> View:
    """`trouble`: seat → `[{code, n}]`, the gravest first; `alarms`: who was locked for guessing, the newest first."""
    return {
        "trouble": {seat: [{"code": code, "n": n} for code, n in found] for seat, found in reading.troubles.items()},
        "alarms": [msgspec.structs.asdict(each) for each in reading.alarms],
    }
