"""Codes that are typed: how many may be wrong from one address, and the lock that follows.

In the game a code opens a badge or a table.  Truth flows from the hall's door to here, and as alarms to the console;
nothing of it is in the journal.  A lock refuses right codes, too: one that let them in would be no lock, and would tell
a guesser when to stop.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Literal, TypeVar

import msgspec

from sessions.refusals import Refusal, Refused

Kind = Literal["badge", "table"]
T = TypeVar("T")
WINDOW_MS, LOCK_MS = 60_000, 300_000
WRONG, WRONG_PER_BADGE = 10, 2
"""Wrong codes that an address may type within the window, and how many more for each badge that is online from it: a
whole hall may stand behind one address, and people mistype."""
ADDRESSES_KEPT, ALARMS_KEPT = 2000, 12


class Alarm(msgspec.Struct, frozen=True):
    """An address was locked for the `times`-th time: `wrong` codes in the window, `since`, `until` in wall-clock ms."""

    kind: Kind
    address: str
    wrong: int
    since: int
    until: int
    times: int = 1


class Guessing:
    """Wrong codes of each kind from each address. `now` is the wall clock, `steady` only goes forward, both in ms."""

    def __init__(self, now: Callable[[], int], steady: Callable[[], int]) -> None:
        self._now, self._steady = now, steady
        self._wrong: OrderedDict[tuple[Kind, str], deque[int]] = OrderedDict()
        self._locked: dict[tuple[Kind, str], int] = {}
        self._alarms: tuple[Alarm, ...] = ()
        self._lock = threading.Lock()
        self._changed: list[Callable[[], None]] = []

    def on_change(self, listener: Callable[[], None]) -> None:
        """Have `listener` called when there is an alarm more, or one less."""
        self._changed.append(listener)

    def ask(self, kind: Kind, address: str, badges: Callable[[], int], look: Callable[[], T | None]) -> T | None:
        """What `look` finds for the code that was typed; None for a wrong code, which is counted.

        `badges()`: how many badges are online from this address. Raises `Refused` (`code.locked`) while the address is
        locked, also for the wrong code that locks it. One code at a time: a thousand at once would all be looked up
        before the first of them was counted.
        """
        key = (kind, address)
        with self._lock:
            if self._is_locked(key):
                raise Refused(Refusal.CODE_LOCKED)
            found = look()
            if found is not None:
                return found
            wrong = self._count(key)
            if wrong < WRONG + WRONG_PER_BADGE * badges():
                return None
            self._close(key, wrong)
        self._tell()
        raise Refused(Refusal.CODE_LOCKED)

    def alarms(self) -> tuple[Alarm, ...]:
        """What the lead has not put away, the newest first. Takes no lock: views are built while codes are tried."""
        return self._alarms

    def lift(self, kind: Kind, address: str) -> None:
        """The lead lets the address try again from nought; the alarm goes with the lock."""
        with self._lock:
            self._locked.pop((kind, address), None)
            self._wrong.pop((kind, address), None)
            self._drop(kind, address)
        self._tell()

    def put_away(self, kind: Kind, address: str) -> None:
        """The lead has read the alarm. The lock stays."""
        with self._lock:
            self._drop(kind, address)
        self._tell()

    def _is_locked(self, key: tuple[Kind, str]) -> bool:
        until = self._locked.get(key)
        if until is not None and self._steady() >= until:
            del self._locked[key]
            return False
        return until is not None

    def _count(self, key: tuple[Kind, str]) -> int:
        """Note a wrong code; how many there were within the window."""
        moments = self._wrong.setdefault(key, deque())
        self._wrong.move_to_end(key)
        moments.append(self._steady())
        while moments[0] <= moments[-1] - WINDOW_MS:
            moments.popleft()
        while len(self._wrong) > ADDRESSES_KEPT:
            self._wrong.popitem(last=False)
        return len(moments)

    def _close(self, key: tuple[Kind, str], wrong: int) -> None:
        kind, address = key
        self._wrong.pop(key)
        now = self._steady()
        self._locked = {each: until for each, until in self._locked.items() if until > now} | {key: now + LOCK_MS}
        times = next((each.times for each in self._alarms if (each.kind, each.address) == key), 0) + 1
        self._drop(kind, address)
        alarm = Alarm(kind, address, wrong, self._now(), self._now() + LOCK_MS, times)
        self._alarms = (alarm, *self._alarms)[:ALARMS_KEPT]

    def _drop(self, kind: Kind, address: str) -> None:
        self._alarms = tuple(each for each in self._alarms if (each.kind, each.address) != (kind, address))

    def _tell(self) -> None:
        for listener in self._changed:
            listener()
