"""The hall's clock outside the rules: which boot this is, the tick that a restart reads, and the beat of the delays."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import NoReturn

from live import engine
from sessions.desk import Desk

TICK_S = 5.0
BEAT_S = 0.5


def boot_id() -> str:
    """A name of this start of the machine: monotonic time goes on within it, over restarts of the program too."""
    with contextlib.suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    # Elsewhere: when the machine started, to ten seconds; a wrong guess only makes the clock stop and ask.
    return f"since-{round((time.time() - time.monotonic()) / 10)}"


def keep_letting_on(desk: Desk) -> NoReturn:
    """Let on what has waited out its delay, for ever. The desk commits it, so that a replay shows the same."""
    while True:
        engine.sleep(BEAT_S)
        desk.pass_delays()


def keep_ticking(desk: Desk) -> NoReturn:
    """Store a tick every few seconds, for ever."""
    while True:
        engine.sleep(TICK_S)
        desk.tick()
