"""The devices of the hall: the last report of each, and what of it the lead should look at.

Reports come every few seconds and are kept in memory only.  The console is told of exceptions, and only when they
change: a battery that goes from 57 % to 56 % wakes nobody.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from live.health import GRAVITY, LATE_MS, OLD_MS, SILENT_MS, Report, Trouble, is_low
from live.presence import POLL_COUNTS_MS
from sessions.seat import Role, Seat

SEATS_KEPT, DEVICES_KEPT = 2000, 4
WATCHED = frozenset(Role) - {Role.PERSON, Role.GUEST}
"""Seats of the house. Of the phones in the hall only sums are told."""
NEEDED = frozenset({Role.TABLE, Role.PROJECTOR})
"""Screens that must not go to sleep while the hall works. A desk may lie behind another window."""

Found = tuple[Trouble, int]
"""What is wrong, and its figure: unsent sayings, percent of the battery, devices; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class Device:
    """`way`: the socket that it told it by, "" without one, None when it has gone. Both moments by the steady clock."""

    report: Report
    way: str | None
    heard_ms: int
    since_ms: int


class Devices:
    """The devices of every seat. `steady`: a clock that only goes forward, ms; `build`: the release that is served."""

    def __init__(self, steady: Callable[[], int], build: str) -> None:
        self._steady, self._build = steady, build
        self._seats: OrderedDict[str, Seat] = OrderedDict()
        self._devices: dict[str, dict[str, Device]] = {}
        self._told: dict[str, tuple[Found, ...]] = {}
        self._lock = threading.Lock()
        self._changed: list[Callable[[], None]] = []

    def on_change(self, listener: Callable[[], None]) -> None:
        """Have `listener` called when there is something else to look at."""
        self._changed.append(listener)

    def told(self, seat: Seat, report: Report, way: str = "") -> None:
        """A device of this seat says how it is, by this socket or without one."""
        now = self._steady()
        with self._lock:
            devices = self._devices.setdefault(seat.id, {})
            before = devices.pop(report.device, None)
            since = before.since_ms if before and before.report.build == report.build else now
            devices[report.device] = Device(report, way, now, since)  # the youngest last
            for oldest in list(devices)[:-DEVICES_KEPT]:
                del devices[oldest]
            self._seats[seat.id] = seat
            self._seats.move_to_end(seat.id)
            while len(self._seats) > SEATS_KEPT:
                self._devices.pop(self._seats.popitem(last=False)[0])
        self.look()

    def left(self, seat: Seat, way: str) -> None:
        """A socket closed: what was told by it is the last that is known of that device."""
        with self._lock:
            devices = self._devices.get(seat.id, {})
            for each, device in devices.items():
                if device.way == way:
                    devices[each] = replace(device, way=None)
        self.look()

    def forget(self, seat: str) -> None:
        """The link of this seat has ended, and its devices with it."""
        with self._lock:
            self._devices.pop(seat, None)
            self._seats.pop(seat, None)
        self.look()

    def look(self) -> None:
        """Tell if there is something else to look at than before; called after each report, and as time passes."""
        with self._lock:
            found = {seat.id: self._found(seat) for seat in self._seats.values() if seat.role in WATCHED}
            fresh = {seat: each for seat, each in found.items() if each}
            changed, self._told = fresh != self._told, fresh
        if changed:
            for listener in self._changed:
                listener()

    def troubles(self) -> dict[str, tuple[Found, ...]]:
        """Seat → what to look at, the gravest first. Takes no lock: views are built while devices report."""
        return self._told

    def rows(self) -> list[dict[str, Any]]:
        """Every device of a seat of the house, for the console's list: what it told, how long ago, and its troubles."""
        with self._lock:
            now = self._steady()
            return [
                {
                    "seat": seat.id,
                    "here": self._is_here(device, now),
                    "heard_ms": now - device.heard_ms,
                    "old": self._is_old(device),
                    **{name: getattr(device.report, name) for name in _SHOWN},
                    "unsent_ms": self._waits_ms(device, now),
                    "trouble": [code for code, _ in self._of_device(seat, device, now)],
                }
                for seat in self._seats.values()
                if seat.role in WATCHED
                for device in self._devices[seat.id].values()
                if self._is_shown(seat, device, now)
            ]

    def phones(self) -> dict[str, int]:
        """Phones that are here, and how many of them have things unsent, an old page, or keep nothing."""
        with self._lock:
            now = self._steady()
            here = [
                device
                for seat in self._seats.values()
                if seat.role not in WATCHED
                for device in self._devices[seat.id].values()
                if self._is_here(device, now)
            ]
            return {
                "here": len(here),
                "unsent": sum(self._waits_ms(each, now) > LATE_MS for each in here),
                "old": sum(self._is_old(each) for each in here),
                "forgets": sum(not each.report.storage for each in here),
            }

    # -- what is wrong -----------------------------------------------------------------------------

    def _found(self, seat: Seat) -> tuple[Found, ...]:
        """What is wrong at a seat: the worst figure of each kind over its devices."""
        now = self._steady()
        shown = [each for each in self._devices[seat.id].values() if self._is_shown(seat, each, now)]
        found: dict[Trouble, int] = {}
        for device in shown:
            for code, n in self._of_device(seat, device, now):
                found[code] = min(n, found.get(code, n)) if code == "battery" else found.get(code, 0) + n
        here = sum(self._is_here(each, now) for each in shown)
        if seat.role is Role.TABLE and here > 1:
            found["two"] = here
        return tuple((code, found[code]) for code in GRAVITY if code in found)

    def _of_device(self, seat: Seat, device: Device, now: int) -> list[Found]:
        report, found = device.report, list[Found]()
        here = self._is_here(device, now)
        if here and seat.role in NEEDED and now - device.heard_ms > SILENT_MS:
            found.append(("silent", 0))
        if self._waits_ms(device, now) > LATE_MS:
            found.append(("unsent", report.unsent))
        if here and not report.storage:
            found.append(("storage", 0))
        if here and is_low(report):
            found.append(("battery", report.battery or 0))
        if here and self._is_old(device) and now - device.since_ms > OLD_MS:
            found.append(("version", 0))
        return found

    def _is_shown(self, seat: Seat, device: Device, now: int) -> bool:
        """One that has gone is of interest as the last of its seat, or for what it took along."""
        devices = self._devices[seat.id].values()
        alone = not any(self._is_here(each, now) for each in devices) and device is list(devices)[-1]
        return self._is_here(device, now) or device.report.unsent > 0 or alone

    def _is_here(self, device: Device, now: int) -> bool:
        if device.way == "":
            return now - device.heard_ms < POLL_COUNTS_MS
        return device.way is not None

    def _is_old(self, device: Device) -> bool:
        return bool(self._build) and device.report.build != self._build

    def _waits_ms(self, device: Device, now: int) -> int:
        """How long the oldest saying has waited; it goes on waiting while the device is silent."""
        return device.report.unsent_ms + now - device.heard_ms if device.report.unsent else 0


_SHOWN = ("unsent", "storage", "drafts", "width", "height", "battery", "charging")
