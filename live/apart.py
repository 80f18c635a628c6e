"""Long work in a process of its own, the search for a seating and the reading of a list: the server goes on answering.

Truth flows out as a plan or a file and back as what came of it; the session is neither read nor changed here, so that
no lock is held.
On either engine only the caller waits. The child has a time limit and does not outlive it.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TypeVar

import msgspec

from live import engine
from registration.preview import Asked, Preview
from sessions.mixing import STEPS, Plan, Seating

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
MOST_S = 20.0
"""Ten times what a full hall takes on a slow computer."""
LOOK_EVERY_S = 0.05


class ApartFailed(Exception):
    """The work did not come to an end: in its time (`late`), or at all."""

    def __init__(self, late: bool) -> None:
        super().__init__("it took too long" if late else "it broke off")
        self.late = late


def mix(plan: Plan, seconds: float = MOST_S, steps: int = STEPS) -> Seating:
    """The seating of a plan, found elsewhere. Raises `ApartFailed`; by then the child is gone."""
    return _done(("sessions.mixing", "--steps", str(steps)), plan, Seating, seconds)


def read_list(asked: Asked, seconds: float = MOST_S) -> Preview:
    """A registration list, read elsewhere: what somebody sends may be made to take long. Raises `ApartFailed`."""
    return _done(("registration",), asked, Preview, seconds)


def _done(module: tuple[str, ...], asked: object, answer: type[T], seconds: float) -> T:
    child = subprocess.Popen(
        [sys.executable, "-m", *module],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    late: list[bool] = []
    engine.spawn(_mind, child, time.monotonic() + seconds, late)
    try:
        said, _ = child.communicate(msgspec.json.encode(asked))
        if child.returncode == 0:
            return msgspec.json.decode(said, type=answer)
    except (OSError, msgspec.MsgspecError):
        pass  # it ended before it had read everything, or in the middle of a word
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
    raise ApartFailed(late=bool(late))


def _mind(child: subprocess.Popen[bytes], ends: float, late: list[bool]) -> None:
    """End the child when its time is over. Not the timeout of `communicate`: patched, it raises what nobody catches."""
    while child.poll() is None:
        if time.monotonic() >= ends:
            late.append(True)
            child.kill()
            return
        engine.sleep(LOOK_EVERY_S)
