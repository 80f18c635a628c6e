"""A day that is late: the lead wins time back on the console, and every screen says the new times. In Chromium."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.devices import PATIENCE_MS, Console, Screen
from tests.hall import Hall
from tests.sessions.test_timetable import TWO_DAYS

STARTED_MIN = 32
"""So long ago the day should have begun; its talk of 20 minutes is closed at once: 12 minutes late, or 13."""
LATE = "later by 1[2-4] min"


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    # The server's own noon, so that a day which began a while ago began today at whatever hour this test is run.
    monkeypatch.setenv("TZ", f"VECHE{time.gmtime().tm_hour - 12:+d}")
    time.tzset()
    try:
        start = (datetime.now() - timedelta(minutes=STARTED_MIN)).strftime("%H:%M")
        with Hall(TWO_DAYS.replace('"10:00"', f'"{start}"'), tables=3, people=6) as hall:
            yield hall
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_late_day_is_planned_anew_and_every_screen_says_so(browser: Browser, hall: Hall) -> None:
    assert os.environ["TZ"].startswith("VECHE")
    base = f"http://127.0.0.1:{hall.port}"
    row = hall.seat("lead")
    console = Console(browser, base, "/console", row["token"]).enter_pin(str(row["pin"]))
    tablet, phone, wall = (
        Screen(browser, base, hall.seat(each)["path"], hall.seat(each)["token"]) for each in ("t1", "p2", "screen")
    )
    wall.sees("The forum is gathering, and begins at")
    hall.move("open", "open", "closed")
    console.sees(f"{LATE}.*", "The day is 1.* minutes late")
    for screen in (tablet, phone, wall):
        screen.sees("end of the day, planned")
    console.page.keyboard.press("Shift+P")
    dialog = console.page.get_by_role("dialog")
    expect(dialog).to_contain_text(re.compile(f"The day is {LATE}"))
    lines = dialog.locator(".replan__row.is-changed")
    expect(lines).to_have_count(3, timeout=PATIENCE_MS)  # the talk gives five minutes, the breaks the rest
    dialog.get_by_role("button", name="work: less").click()
    expect(lines).to_have_count(4)
    dialog.get_by_role("button", name="work: more").click()
    expect(lines).to_have_count(3)
    dialog.get_by_role("button", name="Give").click()
    expect(dialog).to_have_count(0, timeout=PATIENCE_MS)
    now = hall.view("lead").json["own"]["agenda"]
    minutes = {each["id"]: (each["planned"], each["minutes"]) for each in now}
    won = sum(was - new for was, new in minutes.values())
    # Not a minute of the work is lost: the lead had tried it, and put it back.
    assert minutes["work"] == (40, 40) and minutes["talk"] == (11, 6) and 12 <= won <= 14, minutes
    expect(console.page.locator(".co__top .late")).to_have_count(0)
    for screen in (tablet, phone, wall):
        screen.sees_no("end of the day, planned").sees("end of the day")
    hall.move("lunch", "skipped")
    hall.move("talk", "skipped")
    hall.move("coffee", "open", "closed")
    wall.sees("Until the next day", "09:30")
    tablet.sees("This day is over", "09:30")
    phone.sees("This day is over")
    for screen in (console, tablet, phone, wall):
        screen.close()
