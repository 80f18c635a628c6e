"""Codes that bring another device in at a table: six digits, good once and for ten minutes.

In the game a tablet dies, and whatever is at hand takes its place with everything that the table has sent.  The lead
makes the code; the device that gives it first gets the table's new link, and with that the old link ends.  Codes live
in memory only: a restart ends them, and the journal knows only that the seat was issued anew.
"""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sessions.refusals import Refusal, Refused

DIGITS = 6
GOOD_MS = 600_000
USED_KEPT_MS = 3_600_000
"""So long a used code says that it is used, not that it is wrong."""
State = Literal["waits", "used", "over"]


@dataclass(slots=True)
class Replacement:
    """A code of a seat. `device`: who has given it; `token`: what that device got. Moments by the steady clock."""

    code: str
    seat: str
    until_ms: int
    device: str | None = None
    token: str = ""


class Replacements:
    """The codes of the day. `steady`: a clock that only goes forward, ms."""

    def __init__(self, steady: Callable[[], int]) -> None:
        self._steady = steady
        self._all: dict[str, Replacement] = {}
        self._lock = threading.Lock()

    def make(self, seat: str, *, fresh: bool = False) -> Replacement:
        """The code that waits for a device at this seat, made if there is none; `fresh` ends that one for another.

        Looking a second time must not spoil a code that somebody is just typing.
        """
        with self._lock:
            self._forget()
            waiting = [each for each in self._all.values() if each.seat == seat and each.device is None]
            if waiting and not fresh:
                return waiting[0]
            for each in waiting:
                del self._all[each.code]
            code = self._new_code()
            self._all[code] = Replacement(code, seat, self._steady() + GOOD_MS)
            return self._all[code]

    def latest(self, seat: str) -> tuple[str, State, int]:
        """The last code of this seat, how it stands, and for how many ms it is still good."""
        with self._lock:
            self._forget()
            found = next((each for each in reversed(self._all.values()) if each.seat == seat), None)
            if found is None:
                return "", "over", 0
            if found.device is not None:
                return found.code, "used", 0
            return found.code, "waits", found.until_ms - self._steady()

    def find(self, typed: str) -> Replacement | None:
        """The code that was typed, waiting or used; None: no such code, or its time is over."""
        with self._lock:
            self._forget()
            return self._all.get(digits_of(typed) or "")

    def claim(self, found: Replacement, device: str, issue: Callable[[str], str]) -> str:
        """The token for the device that gave this code; `issue(seat)` ends the old link and makes it.

        The same device asks again when the answer was lost, and gets the same. Raises `Refused`: another device was
        first (`code.used`), the code has ended meanwhile (`code.over`), or what `issue` raises; then it stays good.
        """
        with self._lock:
            self._forget()
            if self._all.get(found.code) is not found:
                raise Refused(Refusal.CODE_OVER)
            if found.device is None:
                found.token = issue(found.seat)
                found.device = device
            elif found.device != device:
                raise Refused(Refusal.CODE_USED)
            return found.token

    def _forget(self) -> None:
        now = self._steady()
        self._all = {
            code: each
            for code, each in self._all.items()
            if now < each.until_ms + (USED_KEPT_MS if each.device is not None else 0)
        }

    def _new_code(self) -> str:
        while (code := f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}") in self._all:
            continue
        return code


def digits_of(typed: str) -> str | None:
    """The six digits that were typed, with spaces or dashes; None: that is no code of a table."""
    digits = re.sub(r"[\s-]", "", typed)
    return digits if re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits) else None
