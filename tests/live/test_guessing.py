"""Guessing codes: counted by address and kind, locked, and told to the lead; on a clock that the test moves."""

from __future__ import annotations

import threading
import time

import pytest

from live.guessing import ADDRESSES_KEPT, ALARMS_KEPT, LOCK_MS, WINDOW_MS, WRONG, WRONG_PER_BADGE, Guessing, Kind
from sessions.refusals import Refusal, Refused

HERE, THERE = "10.0.0.7", "10.0.0.8"


class Doors:
    """A guessing desk whose only right code is «right»."""

    def __init__(self) -> None:
        self.ms = 1_000_000
        self.wall = 5_000_000
        self.badges = 0
        self.looks = 0
        self.slow_s = 0.0
        self.told = 0
        self.guessing = Guessing(lambda: self.wall, lambda: self.ms)
        self.guessing.on_change(self._count)

    def type(self, code: str, kind: Kind = "badge", address: str = HERE) -> str:
        """`in`, `wrong`, or the refusal's code."""

        def look() -> str | None:
            self.looks += 1
            time.sleep(self.slow_s)
            return code if code == "right" else None

        try:
            return "in" if self.guessing.ask(kind, address, lambda: self.badges, look) else "wrong"
        except Refused as no:
            return no.code.value

    def type_many(self, n: int, kind: Kind = "badge", address: str = HERE) -> list[str]:
        return [self.type("x", kind, address) for _ in range(n)]

    def _count(self) -> None:
        self.told += 1


@pytest.fixture
def doors() -> Doors:
    return Doors()


def test_the_tenth_wrong_code_in_a_minute_locks_the_address_for_right_ones_too(doors: Doors) -> None:
    assert doors.type_many(WRONG) == ["wrong"] * (WRONG - 1) + ["code.locked"]
    looked = doors.looks
    assert doors.type("right") == "code.locked" and doors.type("x") == "code.locked"
    assert doors.looks == looked, "behind a lock no code is even looked up"
    doors.ms += LOCK_MS - 1
    assert doors.type("right") == "code.locked"
    doors.ms += 1
    assert doors.type("right") == "in"
    assert doors.type_many(WRONG - 1) == ["wrong"] * (WRONG - 1), "after the lock it begins from nought"


def test_what_is_typed_behind_a_lock_does_not_lengthen_it(doors: Doors) -> None:
    doors.type_many(WRONG)
    for _ in range(20):
        doors.ms += LOCK_MS // 20
        last = doors.type("right")
    assert last == "in"


def test_a_minute_later_a_wrong_code_is_forgotten(doors: Doors) -> None:
    doors.type_many(WRONG - 1)
    doors.ms += WINDOW_MS - 1
    assert doors.type("x") == "code.locked"
    other = Doors()
    other.type_many(WRONG - 1)
    other.ms += WINDOW_MS
    assert other.type_many(WRONG - 1) == ["wrong"] * (WRONG - 1)


def test_a_right_code_costs_nothing_and_forgives_nothing(doors: Doors) -> None:
    assert [doors.type("right") for _ in range(5 * WRONG)] == ["in"] * 5 * WRONG
    for _ in range(WRONG - 1):
        doors.type("x")
        doors.type("right")
    assert doors.type("x") == "code.locked", "whoever has one badge must not guess for others without end"


def test_another_address_and_another_kind_of_code_go_on(doors: Doors) -> None:
    doors.type_many(WRONG, "table")
    assert doors.type("right", "table") == "code.locked"
    assert doors.type("right", "badge") == "in"
    assert doors.type("right", "table", THERE) == "in"


def test_a_hall_behind_one_address_may_mistype_more(doors: Doors) -> None:
    doors.badges = 30
    most = WRONG + 30 * WRONG_PER_BADGE
    assert doors.type_many(most) == ["wrong"] * (most - 1) + ["code.locked"]


def test_the_lead_is_told_once_and_can_lift_or_put_away(doors: Doors) -> None:
    doors.type_many(WRONG)
    doors.type_many(5)
    assert doors.told == 1, "whoever goes on guessing must not wake the console"
    (alarm,) = doors.guessing.alarms()
    assert (alarm.kind, alarm.address, alarm.wrong, alarm.times) == ("badge", HERE, WRONG, 1)
    assert (alarm.since, alarm.until) == (doors.wall, doors.wall + LOCK_MS)
    doors.guessing.put_away("badge", HERE)
    assert doors.guessing.alarms() == () and doors.type("right") == "code.locked"
    doors.guessing.lift("badge", HERE)
    assert doors.type("right") == "in"
    assert doors.type_many(WRONG)[-1] == "code.locked" and len(doors.guessing.alarms()) == 1
    doors.guessing.lift("badge", HERE)
    assert doors.guessing.alarms() == () and doors.type_many(WRONG - 1) == ["wrong"] * (WRONG - 1)


def test_an_address_that_is_locked_again_stays_one_line(doors: Doors) -> None:
    for _ in range(3):
        doors.type_many(WRONG)
        doors.ms += LOCK_MS
    (alarm,) = doors.guessing.alarms()
    assert alarm.times == 3


def test_what_breaks_while_a_code_is_looked_up_is_not_counted(doors: Doors) -> None:
    def used() -> str | None:
        raise Refused(Refusal.CODE_USED)

    for _ in range(3 * WRONG):
        with pytest.raises(Refused, match=r"code\.used"):
            doors.guessing.ask("table", HERE, lambda: 0, used)
    assert doors.type("right", "table") == "in"


def test_a_thousand_at_once_find_no_gap_before_the_lock() -> None:
    doors, gate, answers = Doors(), threading.Barrier(40), list[str]()
    doors.slow_s = 0.002  # so that the others come while one is looked up

    def guess() -> None:
        gate.wait()
        answers.append(doors.type("x"))

    threads = [threading.Thread(target=guess) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count("wrong") == WRONG - 1 and doors.looks == WRONG


def test_many_addresses_do_not_fill_the_memory(doors: Doors) -> None:
    for number in range(ADDRESSES_KEPT + 50):
        doors.type("x", address=str(number))
    assert len(doors.guessing._wrong) == ADDRESSES_KEPT
    for number in range(ALARMS_KEPT + 5):
        doors.type_many(WRONG, address=f"a{number}")
    assert len(doors.guessing.alarms()) == ALARMS_KEPT
    doors.ms += LOCK_MS
    doors.type_many(WRONG)
    assert len(doors.guessing._locked) == 1
