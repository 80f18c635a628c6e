"""What every action was answered, so that a repeat gets the same answer and has no second effect.

In the game: Wi-Fi fails at the worst moment, and whoever is not sure sends again.  Truth flows from the desk's
commits into this memory and from the file's rows at start-up.  What it holds is what the file holds, so no row may
tell without a key what somebody chose: a receipt is locked (see `box.lock`), and equal commands of two seats have
digests of their own.  After a seal or a withdrawal nothing here may tell it even with every key.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Set

import msgspec

from sessions.commands import Command, canonical
from sessions.store import Remembered


class Answers:
    """Every remembered answer of a session. `key` is the seats' key: without it no digest can be made or guessed."""

    def __init__(self, key: bytes, remembered: Iterable[Remembered]) -> None:
        self._key = key
        self._known = {(each.seat, each.action_id): each for each in remembered}

    def get(self, seat: str, action_id: str | None) -> Remembered | None:
        """The answer this action of this seat had, if it had one."""
        return None if action_id is None else self._known.get((seat, action_id))

    def put(self, remembered: Remembered) -> None:
        """Remember an answer."""
        self._known[remembered.seat, remembered.action_id] = remembered

    def digest(self, seat: str, action_id: str, command: Command) -> bytes:
        """HMAC-SHA-256 of seat, action and a command's canonical form: keyed, so that no text or choice is guessed from
        the file, and with its place, so that one ballot that is known does not name all that are like it."""
        place = msgspec.json.encode([seat, action_id])
        return self._mac(place + b"\n" + canonical(command))

    def is_other(self, known: Remembered, command: Command) -> bool:
        """Was the action's number used for another command? Where the digest had to go, nobody can tell.

        Rows of before stand for the command alone; they still match, or a repeat over an upgrade would be refused.
        """
        if known.digest is None:
            return False
        now, before = self.digest(known.seat, known.action_id, command), self._mac(canonical(command))
        return known.digest not in (now, before)

    def _mac(self, said: bytes) -> bytes:
        return hmac.new(self._key, said, hashlib.sha256).digest()

    def forget(self, sealed: Set[str], hushed: Set[str], taken: Set[tuple[str, str]]) -> None:
        """Forget the ballots of sealed rounds, what these seats had typed, and the sheets (seat, box) that were `taken`
        out again; the store does the same in the file."""
        if not sealed and not hushed and not taken:
            return
        for known in self._known.values():
            if known.secret in sealed or (known.seat, known.secret) in taken:
                known.digest, known.answer, known.secret = None, b"{}", None
            if known.seat in hushed:
                known.digest = None
