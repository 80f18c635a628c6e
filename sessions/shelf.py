"""The folder of sessions: one SQLite file each, keys apart, and a lock so that one process plays one session.

`var/forum-evening-1.sqlite` is a session; its keys lie in `var/keys/forum-evening-1/`, which no backup takes along.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

from sessions.keys import FileKeys
from sessions.store import StoreError
from sessions.told import N_


class Shelf:
    """The sessions under one data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / ".writable"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise StoreError(
                N_("{folder} cannot be written ({reason}); choose another folder with --data."),
                folder=folder,
                reason=error,
            ) from error

    def sessions(self) -> list[Path]:
        """The session files, the one used last first."""
        return sorted(self.folder.glob("*.sqlite"), key=lambda path: -_last_used(path))

    def of(self, scenario: str) -> list[Path]:
        """The sessions of a scenario, the one used last first."""
        return [path for path in self.sessions() if path.stem.rpartition("-")[0] == scenario]

    def new(self, scenario: str) -> Path:
        """The path of a session that does not exist yet."""
        number = 1
        while (path := self.folder / f"{scenario}-{number}.sqlite").exists():
            number += 1
        return path

    def keys(self, path: Path) -> FileKeys:
        """The keys of a session: beside its file, wherever that lies."""
        file = path.resolve()
        return FileKeys(file.parent / "keys" / file.stem)

    def lock(self, path: Path) -> IO[bytes]:
        """Take the session for this process; hold on to what is returned. Raises `StoreError` if another has it."""
        # Of the file itself: under another name it would be another lock on the same session.
        file = path.resolve().with_suffix(".lock").open("ab")
        try:
            _lock(file)
        except OSError:
            file.close()
            raise StoreError(
                N_("{path} is being played by another Veche; stop that one first, or choose another session."),
                path=path,
            ) from None
        return file


def _last_used(path: Path) -> float:
    log = path.with_name(f"{path.name}-wal")
    return max(each.stat().st_mtime for each in (path, log) if each.exists())


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def free_bytes(folder: Path) -> int:
    """How much room is left on the disk of this folder."""
    if sys.platform == "win32":
        import shutil

        return shutil.disk_usage(folder).free
    status = os.statvfs(folder)
    return status.f_bavail * status.f_frsize
