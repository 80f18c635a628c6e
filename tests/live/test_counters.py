"""Credits, the PIN and presence, on a clock that the test moves."""

from __future__ import annotations

import pytest

from live.credits import SEATS_KEPT, Credits
from live.pin import REST_S, TRIES, PinEntry
from live.presence import POLL_COUNTS_MS, Presence
from sessions.refusals import Refusal
from sessions.seat import LEAD


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.s = 100.0

    def __call__(self) -> float:
        return self.s

    def ms(self) -> int:
        return int(self.s * 1000)


@pytest.fixture
def clock() -> Clock:
    return Clock()


# -- credits ---------------------------------------------------------------------------------------


def test_a_burst_is_free_and_then_credits_come_with_time(clock: Clock) -> None:
    credits = Credits(burst=3, per_s=2, clock=clock)
    assert [credits.spend("t1") for _ in range(4)] == [True, True, True, False]
    clock.s += 0.5
    assert [credits.spend("t1") for _ in range(2)] == [True, False]
    clock.s += 1000
    assert [credits.spend("t1") for _ in range(4)] == [True, True, True, False]


def test_one_seats_haste_costs_another_nothing(clock: Clock) -> None:
    credits = Credits(burst=1, per_s=1, clock=clock)
    assert credits.spend("t1") and not credits.spend("t1")
    assert credits.spend("t2")


def test_a_crowd_of_addresses_does_not_fill_the_memory(clock: Clock) -> None:
    credits = Credits(burst=1, per_s=0, clock=clock)
    for number in range(SEATS_KEPT + 100):
        credits.spend(str(number))
    assert len(credits._left) == SEATS_KEPT


# -- the PIN ---------------------------------------------------------------------------------------


def entry(clock: Clock) -> PinEntry:
    return PinEntry(lambda seat, pin: "token" if pin == "123456" else None, clock)


def test_the_right_pin_opens_however_it_is_spaced(clock: Clock) -> None:
    assert entry(clock).enter(LEAD, "123 456")[0] == "token"
    assert entry(clock).enter(LEAD, " 123-456 ")[0] == "token"


def test_five_wrong_pins_lock_for_a_minute_also_for_the_right_one(clock: Clock) -> None:
    pins = entry(clock)
    codes = [pins.enter(LEAD, "000000")[1] for _ in range(TRIES)]
    assert codes == [Refusal.PIN_WRONG] * (TRIES - 1) + [Refusal.PIN_LOCKED]
    assert pins.enter(LEAD, "123456") == (None, Refusal.PIN_LOCKED)
    clock.s += REST_S - 0.1
    assert pins.enter(LEAD, "123456") == (None, Refusal.PIN_LOCKED)
    clock.s += 0.2
    assert pins.enter(LEAD, "123456")[0] == "token"


def test_after_the_rest_there_are_five_tries_again(clock: Clock) -> None:
    pins = entry(clock)
    for _ in range(TRIES):
        pins.enter(LEAD, "0")
    clock.s += REST_S
    assert [pins.enter(LEAD, "0")[1] for _ in range(TRIES)][-2:] == [Refusal.PIN_WRONG, Refusal.PIN_LOCKED]


def test_the_right_pin_forgives_the_wrong_ones(clock: Clock) -> None:
    pins = entry(clock)
    for _ in range(10):
        for _ in range(TRIES - 1):
            assert pins.enter(LEAD, "0")[1] is Refusal.PIN_WRONG
        assert pins.enter(LEAD, "123456")[0] == "token"


# -- presence --------------------------------------------------------------------------------------


def test_devices_on_a_seat_are_counted(clock: Clock) -> None:
    presence = Presence(clock.ms, clock.ms)
    presence.came("t1")
    presence.came("t1")
    assert presence.online() == {"t1": 2}
    presence.went("t1")
    assert presence.online() == {"t1": 1}
    presence.went("t1")
    assert presence.online() == {}
    presence.went("t1")  # once too often is not minus one
    presence.came("t1")
    assert presence.online() == {"t1": 1}


def test_a_device_that_polls_is_online_until_it_misses_its_polls(clock: Clock) -> None:
    presence, told = Presence(clock.ms, clock.ms), []
    presence.on_change(lambda: told.append(clock.s))
    presence.polled("t2")
    clock.s += 3
    presence.polled("t2")
    assert presence.online() == {"t2": 1}
    assert len(told) == 1, "a poll is news only when the device was not there before"
    clock.s += POLL_COUNTS_MS / 1000
    assert presence.online() == {}
    presence.polled("t2")
    assert len(told) == 2


@pytest.mark.parametrize("jump_ms", [-3_600_000, 3_600_000])
def test_setting_the_laptops_clock_takes_nobody_in_or_out(clock: Clock, jump_ms: int) -> None:
    jumped = 0
    presence, told = Presence(lambda: clock.ms() + jumped, clock.ms), []
    presence.on_change(lambda: told.append(clock.s))
    presence.polled("t2")
    jumped = jump_ms
    assert presence.online() == {"t2": 1}
    presence.polled("t2")
    assert presence.seen() == {"t2": clock.ms() + jump_ms} and len(told) == 1
    jumped = 0
    presence.polled("t2")
    clock.s += POLL_COUNTS_MS / 1000
    jumped = jump_ms
    assert presence.online() == {}
    presence.polled("t2")
    assert len(told) == 2


def test_a_seat_with_a_socket_and_a_poll_counts_its_sockets(clock: Clock) -> None:
    presence = Presence(clock.ms, clock.ms)
    presence.came("t1")
    presence.polled("t1")
    assert presence.online() == {"t1": 1}


def test_when_a_seat_was_last_heard_is_remembered(clock: Clock) -> None:
    presence = Presence(clock.ms, clock.ms)
    presence.came("t1")
    clock.s += 5
    presence.heard("t1")
    assert presence.seen() == {"t1": clock.ms()}
    clock.s += 5
    presence.went("t1")
    assert presence.seen() == {"t1": clock.ms()}


def test_who_is_online_from_an_address_is_known(clock: Clock) -> None:
    presence = Presence(clock.ms, clock.ms)
    for seat, address in (("p1", "10.0.0.1"), ("p1", "10.0.0.1"), ("p2", "10.0.0.2")):
        presence.came(seat, address)
    presence.polled("p3", "10.0.0.1")
    assert presence.at("10.0.0.1") == {"p1", "p3"} and presence.at("10.0.0.3") == set()
    presence.went("p1", "10.0.0.1")
    assert presence.at("10.0.0.1") == {"p1", "p3"}, "its second device is still there"
    presence.went("p1", "10.0.0.1")
    clock.s += POLL_COUNTS_MS / 1000
    assert presence.at("10.0.0.1") == set()
    assert presence.at("10.0.0.2") == {"p2"}
