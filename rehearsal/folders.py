"""Where rehearsals and demos keep their sessions: a fresh folder each, never the forum's own."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from pathlib import Path

from sessions.shelf import Shelf
from sessions.store import StoreError


def fresh(parent: Path, name: str, *, keep: bool = False) -> Path:
    """A new folder under `parent`. Earlier ones of this name go, unless they are to be kept or are being played."""
    if not keep:
        for old in parent.glob(f"{name}-*"):
            with contextlib.suppress(StoreError, OSError):
                shelf = Shelf(old)
                for session in shelf.sessions():
                    shelf.lock(session).close()
                shutil.rmtree(old)
    return parent / f"{name}-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"
