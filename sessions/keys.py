"""The session's keys: of the people, of the seats' links, and of each open box.

They lie in a folder apart from the session's file and never go to a backup.  Losing `seats` only means new links;
destroying `people` ends every name, destroying a box's key ends every way back from a ballot to its voter.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from cryptography.fernet import Fernet


class Keys(Protocol):
    """Where keys come from. A key that does not exist yet is made."""

    def people(self) -> bytes:
        """The Fernet key of names and contacts."""
        ...

    def seats(self) -> bytes:
        """The key from which every seat's token and personal code is derived."""
        ...

    def box(self, round_id: str) -> bytes:
        """The key under which a round's ballots are found again."""
        ...

    def destroy_box(self, round_id: str) -> None:
        """End the key of a sealed box. Harmless if it is gone already."""
        ...


class FileKeys:
    """Keys as files in a folder that only this user may read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def people(self) -> bytes:
        return self._key("people", Fernet.generate_key)

    def seats(self) -> bytes:
        return self._key("seats", lambda: secrets.token_bytes(32))

    def box(self, round_id: str) -> bytes:
        return self._key(f"box-{round_id}", lambda: secrets.token_bytes(32))

    def destroy_box(self, round_id: str) -> None:
        path = self._folder / f"box-{round_id}.key"
        if path.exists():
            with path.open("r+b") as file:
                file.write(os.urandom(path.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()

    def _key(self, name: str, make: Callable[[], bytes]) -> bytes:
        path = self._folder / f"{name}.key"
        if not path.exists():
            part = path.with_suffix(".part")
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(make())
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        return path.read_bytes()


class SeededKeys:
    """Keys made from a seed, for plays that must come out the same twice. Never for a hall."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self.destroyed: set[str] = set()

    def people(self) -> bytes:
        return urlsafe_b64encode(self._of("people"))

    def seats(self) -> bytes:
        return self._of("seats")

    def box(self, round_id: str) -> bytes:
        return self._of(f"box-{round_id}")

    def destroy_box(self, round_id: str) -> None:
        self.destroyed.add(round_id)

    def _of(self, name: str) -> bytes:
        return hashlib.sha256(f"{self._seed}/{name}".encode()).digest()
