"""How the devices are: what a report may say, what of it the lead is told, and when; on a clock that the test moves."""

from __future__ import annotations

from typing import Any

import pytest

from live.devices import DEVICES_KEPT, SEATS_KEPT, Devices
from live.health import LATE_MS, LOW_PERCENT, OLD_MS, REPORT_BYTES, SILENT_MS, Report, parse_report
from live.presence import POLL_COUNTS_MS
from sessions.refusals import Refused
from sessions.seat import LEAD, SCREEN, guest_seat, person_seat, table_seat, team_seat

T4 = table_seat(4)
WELL: dict[str, Any] = {
    "device": "abcdefgh",
    "build": "new",
    "unsent": 0,
    "unsent_ms": 0,
    "storage": True,
    "drafts": 1,
    "width": 1280,
    "height": 800,
}


class Watch:
    """Devices, a clock, and how often the console was woken."""

    def __init__(self) -> None:
        self.ms = 1_000_000
        self.woken = 0
        self.devices = Devices(lambda: self.ms, "new")
        self.devices.on_change(self._wake)

    def tell(self, seat: Any = T4, way: str = "s1", **more: Any) -> None:
        self.devices.told(seat, Report(**WELL | more), way)

    def wait(self, ms: int) -> None:
        self.ms += ms
        self.devices.look()

    def of(self, seat: str = "t4") -> dict[str, int]:
        return dict(self.devices.troubles().get(seat, ()))

    def _wake(self) -> None:
        self.woken += 1


@pytest.fixture
def watch() -> Watch:
    return Watch()


# -- what may be said ------------------------------------------------------------------------------


def test_a_report_is_read_with_and_without_a_battery() -> None:
    assert parse_report(WELL).battery is None
    told = parse_report(WELL | {"battery": 14, "charging": False})
    assert (told.battery, told.charging) == (14, False)


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (None, "payload.types"),
        ([], "payload.types"),
        ({}, "payload.fields"),
        (WELL | {"seat": "t5"}, "payload.fields"),
        (WELL | {"name": "Анна"}, "payload.fields"),
        (WELL | {"action_id": "abcdefgh"}, "payload.fields"),
        (WELL | {"battery": 101}, "payload.types"),
        (WELL | {"battery": "14"}, "payload.types"),
        (WELL | {"battery": 14.5}, "payload.types"),
        (WELL | {"storage": 1}, "payload.types"),
        (WELL | {"unsent": -1}, "payload.types"),
        (WELL | {"unsent": True}, "payload.types"),
        (WELL | {"drafts": 10**9}, "payload.types"),
        (WELL | {"width": 0}, "payload.types"),
        (WELL | {"device": "Анна Иванова"}, "payload.types"),
        (WELL | {"device": "abc"}, "payload.types"),
        (WELL | {"build": "x" * 65}, "text.too_long"),
        (WELL | {"build": "x" * REPORT_BYTES}, "payload.too_large"),
    ],
)
def test_a_report_is_closed_and_strict(payload: Any, code: str) -> None:
    with pytest.raises(Refused) as no:
        parse_report(payload)
    assert no.value.code.value == code


# -- what the lead is told -------------------------------------------------------------------------


def test_a_device_that_is_well_is_not_mentioned(watch: Watch) -> None:
    watch.tell(battery=80, charging=False)
    assert watch.of() == {} and watch.woken == 0
    (row,) = watch.devices.rows()
    assert (row["seat"], row["here"], row["battery"], row["trouble"], row["drafts"]) == ("t4", True, 80, [], 1)


def test_a_battery_wakes_the_console_when_it_gets_low_and_not_before(watch: Watch) -> None:
    for percent in range(60, LOW_PERCENT - 1, -1):
        watch.tell(battery=percent, charging=False)
    assert watch.woken == 0
    watch.tell(battery=LOW_PERCENT - 1, charging=True)
    assert watch.woken == 0 and watch.of() == {}
    watch.tell(battery=LOW_PERCENT - 1, charging=False)
    assert watch.woken == 1 and watch.of() == {"battery": LOW_PERCENT - 1}
    watch.tell(battery=LOW_PERCENT - 1, charging=False, drafts=7)
    assert watch.woken == 1
    watch.tell(battery=LOW_PERCENT - 1, charging=True)
    assert watch.woken == 2 and watch.of() == {}


def test_what_waits_is_told_after_ten_seconds_also_of_a_device_that_has_gone(watch: Watch) -> None:
    watch.tell(unsent=3, unsent_ms=LATE_MS - 4000)
    assert watch.of() == {}
    watch.wait(4000)
    assert watch.of() == {}
    watch.wait(1)
    assert watch.of() == {"unsent": 3}
    watch.devices.left(T4, "s1")
    watch.wait(SILENT_MS)
    assert watch.of() == {"unsent": 3}
    watch.tell(way="s2")
    assert watch.of() == {}


def test_a_needed_screen_that_says_nothing_is_told_and_a_desk_may_sleep(watch: Watch) -> None:
    for seat in (T4, SCREEN, team_seat(1), LEAD):
        watch.tell(seat, seat.id)
    watch.wait(SILENT_MS)
    assert watch.devices.troubles() == {}
    watch.wait(1)
    assert set(watch.devices.troubles()) == {"t4", "screen"} and watch.of() == {"silent": 0}
    assert watch.woken == 1
    watch.tell()
    assert watch.of() == {} and watch.woken == 2


def test_a_device_that_has_gone_is_not_called_silent(watch: Watch) -> None:
    watch.tell()
    watch.devices.left(T4, "s1")
    watch.wait(10 * SILENT_MS)
    assert watch.of() == {}
    (row,) = watch.devices.rows()
    assert not row["here"] and row["heard_ms"] == 10 * SILENT_MS


def test_without_a_socket_a_device_is_here_while_it_reports(watch: Watch) -> None:
    watch.tell(way="")
    watch.wait(SILENT_MS + 1)
    assert watch.of() == {"silent": 0}
    watch.wait(POLL_COUNTS_MS)
    assert watch.of() == {} and not watch.devices.rows()[0]["here"]


def test_a_browser_that_keeps_nothing_is_told(watch: Watch) -> None:
    watch.tell(storage=False)
    assert watch.of() == {"storage": 0}


def test_an_old_page_has_ten_seconds_to_load_itself_anew(watch: Watch) -> None:
    watch.tell(build="old")
    watch.wait(OLD_MS - 4000)
    watch.tell(build="old")
    watch.wait(4000)
    assert watch.of() == {}
    watch.wait(1)
    assert watch.of() == {"version": 0} and watch.devices.rows()[0]["old"]
    watch.tell()
    assert watch.of() == {}


def test_two_tablets_at_one_table_are_told_and_two_consoles_are_not(watch: Watch) -> None:
    for number, seat in enumerate((T4, T4, LEAD, LEAD)):
        watch.tell(seat, f"s{number}", device=f"device{number:02}")
    assert watch.devices.troubles() == {"t4": (("two", 2),)}
    watch.tell(T4, "s9", device="device01")
    assert watch.of() == {"two": 2}, "the same device by a new socket is no third one"
    watch.devices.left(T4, "s1")
    assert watch.of() == {"two": 2}, "its old socket closing says nothing about it"
    watch.devices.left(T4, "s9")
    assert watch.of() == {}


def test_the_gravest_comes_first_and_the_worst_figure_counts(watch: Watch) -> None:
    watch.tell(device="device01", battery=12, charging=False, unsent=2, unsent_ms=LATE_MS + 1)
    watch.tell(device="device02", way="s2", battery=7, charging=False, unsent=1, unsent_ms=LATE_MS + 1)
    assert watch.devices.troubles()["t4"] == (("unsent", 3), ("two", 2), ("battery", 7))


def test_with_its_link_the_devices_of_a_seat_are_forgotten(watch: Watch) -> None:
    watch.tell(unsent=3, unsent_ms=LATE_MS + 1)
    watch.devices.forget("t4")
    assert watch.of() == {} and watch.devices.rows() == [] and watch.woken == 2


def test_phones_are_told_in_sums_only(watch: Watch) -> None:
    watch.tell(person_seat(1, "t1"), "a", unsent=1, unsent_ms=LATE_MS + 1, battery=3, charging=False)
    watch.tell(guest_seat("gabc"), "b", build="old", storage=False)
    assert watch.devices.rows() == [] and watch.devices.troubles() == {} and watch.woken == 0
    assert watch.devices.phones() == {"here": 2, "unsent": 1, "old": 1, "forgets": 1}


def test_made_up_devices_and_guests_do_not_fill_the_memory(watch: Watch) -> None:
    for number in range(40):
        watch.tell(device=f"device{number:02}", way=str(number))
    assert len(watch.devices._devices["t4"]) == DEVICES_KEPT
    for number in range(SEATS_KEPT + 10):
        watch.tell(guest_seat(f"g{number}"), f"g{number}")
    assert len(watch.devices._seats) == len(watch.devices._devices) == SEATS_KEPT
