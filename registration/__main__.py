"""Reading in a process of its own: `python -m registration` takes JSON on standard input and answers in JSON.

A file that the reader cannot bear ends with status 2 and says nothing of what stood in it.
"""

from __future__ import annotations

import sys

import msgspec

from registration.preview import Asked, preview


def main() -> int:
    """Read one list; the status to end with."""
    try:
        asked = msgspec.json.decode(sys.stdin.buffer.read(), type=Asked)
    except msgspec.MsgspecError:
        return 2
    sys.stdout.buffer.write(msgspec.json.encode(preview(asked)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
