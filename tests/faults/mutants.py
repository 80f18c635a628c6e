"""The server with a fault planted in it: `python mutants.py FAULT [what run.py takes]`.

A harness that has never caught anything proves nothing, so these are for it to catch.  `spares_no_disk` and
`disk_fills` are no faults of ours: they make a full disk without filling one.
"""

# ruff: noqa: E402  the patch comes before the imports, as in run.py

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from live import engine

fault = sys.argv.pop(1)
name, sys.argv[1:] = engine.from_arguments(sys.argv[1:])
engine.patch(name)

import os
import time
from collections import deque

import serving
from sessions.store import Batch, Store

honest = Store.commit
LATE_S = 0.15


def acknowledges_before_commit() -> None:
    """Says that a batch is on the disk when it is only going to be, a moment later."""
    promised: deque[tuple[float, Store, Batch]] = deque()

    def commit(self: Store, batch: Batch) -> None:
        if batch.n == 1:  # the beginning of the session, without which there is nothing to lose
            honest(self, batch)
        else:
            promised.append((time.monotonic() + LATE_S, self, batch))

    def keep_promises() -> None:
        while True:
            engine.sleep(0.01)
            while promised and promised[0][0] <= time.monotonic():
                _, store, batch = promised.popleft()
                honest(store, batch)

    Store.commit = commit  # type: ignore[method-assign]
    engine.spawn(keep_promises)


def forgets_the_key() -> None:
    """Remembers what it answered only as long as it runs."""

    def commit(self: Store, batch: Batch) -> None:
        batch.answers.clear()
        honest(self, batch)

    Store.commit = commit  # type: ignore[method-assign]


def disk_fills() -> None:
    """While the file that VECHE_FULL names is there, the session's file cannot grow by a page."""
    full = Path(os.environ["VECHE_FULL"])

    def commit(self: Store, batch: Batch) -> None:
        pages = self._connection.execute("pragma page_count").fetchone()[0] if full.exists() else 2**30
        self._connection.execute(f"pragma max_page_count={pages}")
        honest(self, batch)

    Store.commit = commit  # type: ignore[method-assign]


def spares_no_disk() -> None:
    """Starts on a disk where little is free."""
    serving.LEAST_FREE = 0


if __name__ == "__main__":
    globals()[fault]()
    import cli

    cli.main()
