"""The session's keys: of the people, of the seats' links, and of each open box.

They lie in a folder apart from the session's file and never go to a backup. They are made when a session is begun and
when a vote gets its first ballot or its papers are printed, and never to replace what is missing: with new ones every
link would be another, every name unreadable, and everybody could vote a second time. Destroying `people` ends every
name, destroying a box's key ends every way back from a ballot to its voter.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from cryptography.fernet import Fernet

from sessions.store import StoreError
from sessions.told import N_

KEY_BYTES = 32
log = logging.getLogger("veche.keys")


class KeyLost(StoreError):
    """A key that must be there is not, or is not whole."""


class Keys(Protocol):
    """Where keys come from."""

    def begin(self) -> None:
        """Make the keys of a session that is being begun. Those that are there already stay."""
        ...

    def people(self) -> bytes:
        """The Fernet key of names and contacts. Raises `KeyLost`."""
        ...

    def seats(self) -> bytes:
        """The key from which every seat's token and personal code is derived. Raises `KeyLost`."""
        ...

    def box(self, round_id: str, *, empty: bool) -> bytes:
        """The key under which a round's ballots are found again; made anew only for an `empty` box, and otherwise
        `KeyLost` is raised."""
        ...

    def destroy_box(self, round_id: str) -> None:
        """End the key of a sealed box. Harmless if it is gone already."""
        ...


def mark_of(keys: Keys) -> str:
    """What a session's file remembers of its keys, to know them again: a hash that gives nothing of them away."""
    return hashlib.sha256(b"veche keys\n" + keys.seats() + b"\n" + keys.people()).hexdigest()


class FileKeys:
    """Keys as files in a folder that only this user may read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self) -> None:
        self._make("people", Fernet.generate_key)
        self._make("seats", lambda: secrets.token_bytes(KEY_BYTES))

    def people(self) -> bytes:
        key = self._read("people")
        try:
            Fernet(key)
        except ValueError:
            raise self._lost("people") from None
        return key

    def seats(self) -> bytes:
        return self._whole("seats")

    def box(self, round_id: str, *, empty: bool) -> bytes:
        if empty:
            self._make(f"box-{round_id}", lambda: secrets.token_bytes(KEY_BYTES))
        return self._whole(f"box-{round_id}")

    def destroy_box(self, round_id: str) -> None:
        path = self._path(f"box-{round_id}")
        if path.exists():
            with path.open("r+b") as file:
                file.write(os.urandom(path.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.key"

    def _make(self, name: str, make: Callable[[], bytes]) -> None:
        path = self._path(name)
        if path.exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_suffix(f".{os.getpid()}.part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(part, path)  # a key that another process has made meanwhile stays
        except FileExistsError:
            pass
        except OSError:  # a disk without links
            part.replace(path)
            return
        part.unlink()

    def _whole(self, name: str) -> bytes:
        key = self._read(name)
        if len(key) != KEY_BYTES:
            raise self._lost(name)
        return key

    def _read(self, name: str) -> bytes:
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            raise self._lost(name) from None

    def _lost(self, name: str) -> KeyLost:
        return KeyLost(
            N_("The key {path} is missing or damaged; put back the session's folder of keys as it was."),
            path=self._path(name),
        )


class BoxKeys:
    """The keys of open boxes, each fetched once."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._known: dict[str, bytes] = {}

    def of(self, round_id: str, *, empty: bool) -> bytes:
        """Of a box that holds ballots the key must be there already: under a new one everybody could vote again."""
        if round_id not in self._known:
            self._known[round_id] = self._keys.box(round_id, empty=empty)
        return self._known[round_id]

    def destroy_all(self, sealed: Iterable[str]) -> None:
        """End the keys of all these boxes."""
        for round_id in sealed:
            self.destroy(round_id)

    def destroy(self, round_id: str) -> None:
        """What was committed stands, even if the key's file will not go: it is tried again at every start."""
        self._known.pop(round_id, None)
        try:
            self._keys.destroy_box(round_id)
        except OSError as error:
            log.critical("the key of the sealed box of %s could not be destroyed: %s", round_id, error)


class SeededKeys:
    """Keys made from a seed, for plays that must come out the same twice. Never for a hall."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self.destroyed: set[str] = set()

    def begin(self) -> None:
        pass

    def people(self) -> bytes:
        return urlsafe_b64encode(self._of("people"))

    def seats(self) -> bytes:
        return self._of("seats")

    def box(self, round_id: str, *, empty: bool) -> bytes:
        return self._of(f"box-{round_id}")

    def destroy_box(self, round_id: str) -> None:
        self.destroyed.add(round_id)

    def _of(self, name: str) -> bytes:
        return hashlib.sha256(f"{self._seed}/{name}".encode()).digest()
