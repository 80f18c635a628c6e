"""What every action was answered, so that a repeat gets the same answer and has no second effect.

In the game: Wi-Fi fails at the worst moment, and whoever is not sure sends again.  Truth flows from the desk's
commits into this memory and from the file's rows at start-up.  After a seal or a withdrawal nothing here may tell
any more what somebody chose or what they were called.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Set

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

    def digest(self, command: Command) -> bytes:
        """HMAC-SHA-256 of a command's canonical form: keyed, so that no text or choice is guessed from the file."""
        return hmac.new(self._key, canonical(command), hashlib.sha256).digest()

    def is_other(self, known: Remembered, command: Command) -> bool:
        """Was the action's number used for another command? Where the digest had to go, nobody can tell."""
        return known.digest is not None and known.digest != self.digest(command)

    def forget(self, sealed: Set[str], hushed: Set[str]) -> None:
        """Forget the ballots of sealed rounds, and what these seats had typed; the store does the same in the file."""
        if not sealed and not hushed:
            return
        for known in self._known.values():
            if known.secret in sealed:
                known.digest, known.answer, known.secret = None, b"{}", None
            if known.seat in hushed:
                known.digest = None
