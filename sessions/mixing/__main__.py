"""The search in a process of its own: `python -m sessions.mixing [--steps N]` reads a plan, writes the seating.

JSON on standard input and output. A plan that cannot be read ends with status 2 and `{"error": …}`, which names the
field and never what stands in it. It gives way to whatever else wants the processor: the hall comes first.
"""

from __future__ import annotations

import argparse
import os
import sys

import msgspec

from sessions.mixing.annealing import STEPS, search
from sessions.mixing.plan import Plan

GIVES_WAY = 19


def main() -> int:
    """Seat one plan; the status to end with."""
    parser = argparse.ArgumentParser(prog="python -m sessions.mixing", description="Seat the plan on standard input.")
    parser.add_argument("--steps", type=int, default=STEPS)
    steps = max(0, parser.parse_args().steps)
    if hasattr(os, "nice"):
        os.nice(GIVES_WAY)
    try:
        plan = msgspec.json.decode(sys.stdin.buffer.read(), type=Plan)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        sys.stdout.buffer.write(msgspec.json.encode({"error": str(error)}) + b"\n")
        return 2
    sys.stdout.buffer.write(msgspec.json.encode(search(plan, steps)) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
