"""The search for a seating, in a process of its own: the server goes on answering while it runs.

Truth flows out as a plan and back as a seating; the session is neither read nor changed here, so that no lock is held.
On either engine only the caller waits. The child has a time limit and does not outlive it.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import msgspec

from live import engine
from sessions.mixing import STEPS, Plan, Seating

ROOT = Path(__file__).resolve().parent.parent
MOST_S = 20.0
"""Ten times what a full hall takes on a slow computer."""
LOOK_EVERY_S = 0.05


class MixingFailed(Exception):
    """The search did not come to an end: in its time (`late`), or at all."""

    def __init__(self, late: bool) -> None:
        super().__init__("the seating took too long" if late else "the seating was not found")
        self.late = late


def mix(plan: Plan, seconds: float = MOST_S, steps: int = STEPS) -> Seating:
    """The seating of a plan, found elsewhere. Raises `MixingFailed`; by then the child is gone."""
    command = [sys.executable, "-m", "sessions.mixing", "--steps", str(steps)]
    child = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    late: list[bool] = []
    engine.spawn(_mind, child, time.monotonic() + seconds, late)
    try:
        said, _ = child.communicate(msgspec.json.encode(plan))
        if child.returncode == 0:
            return msgspec.json.decode(said, type=Seating)
    except (OSError, msgspec.MsgspecError):
        pass  # it ended before it had read everything, or in the middle of a word
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
    raise MixingFailed(late=bool(late))


def _mind(child: subprocess.Popen[bytes], ends: float, late: list[bool]) -> None:
    """End the child when its time is over. Not the timeout of `communicate`: patched, it raises what nobody catches."""
    while child.poll() is None:
        if time.monotonic() >= ends:
            late.append(True)
            child.kill()
            return
        engine.sleep(LOOK_EVERY_S)
