"""A word to a host, and a call for an expert, on the real screens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.devices import PATIENCE_MS, Console, Screen
from tests.hall import Hall
from tests.sessions.test_signals import EXPERTS


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(EXPERTS) as hall:
        yield hall


def test_the_lead_writes_to_a_host_and_a_table_calls_an_expert(browser: Browser, hall: Hall) -> None:
    base = f"http://127.0.0.1:{hall.port}"

    def device(seat: str) -> Screen:
        row = hall.seat(seat)
        return Screen(browser, base, row["path"], row["token"])

    row = hall.seat("lead")
    console = Console(browser, base, "/console", row["token"]).enter_pin(str(row["pin"]))
    one, two, expert = device("t1"), device("t2"), device("x1")
    hall.move("problems", "open")

    console.page.get_by_role("button", name="Write to the host of table 2").click()
    console.write("Text", "Three minutes left").tap("Send to 1 table")
    two.sees("To the host", "Three minutes left")
    one.sees_no("Three minutes left")
    console.page.keyboard.press("Shift+A")
    console.sees("not read: 2")
    two.page.context.set_offline(True)
    two.tap("Got it")
    two.sees_no("Three minutes left")
    two.page.context.set_offline(False)
    console.sees("read: 2")
    console.page.keyboard.press("Escape")

    expert.sees("No table calls now")
    one.tap("Call an expert")
    one.write("What about", "Whose land is it")
    one.page.get_by_role("dialog").get_by_role("button", name="Call an expert").click()
    one.sees("An expert is called")
    expert.sees("1 table calls", "Table 1", "Whose land is it").tap("I am going")
    one.sees("An expert is coming")
    console.sees("Expert 1 is going to table 1")
    expert.sees("You are going to table 1").tap("I have been there").sees("No table calls now")
    expect(one.button("Call an expert")).to_be_visible(timeout=PATIENCE_MS)
    for screen in (console, one, two, expert):
        screen.close()
