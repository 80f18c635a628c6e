"""A tablet dies at work, and another device stands in its place with the table's state on it; how devices are told."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.devices import PATIENCE_MS, Console, Screen
from tests.hall import Hall
from tests.story import MINI

BATTERY = """
window.battery = Object.assign(new EventTarget(), {level: 0.57, charging: false});
navigator.getBattery = () => Promise.resolve(window.battery);
"""
AT_MOST_S = 60


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(MINI, tables=3, people=6) as hall:
        yield hall


def console_of(browser: Browser, hall: Hall) -> Console:
    row = hall.seat("lead")
    return Console(browser, base_of(hall), "/console", row["token"]).enter_pin(str(row["pin"]))


def base_of(hall: Hall) -> str:
    return f"http://127.0.0.1:{hall.port}"


def tablet_of(browser: Browser, hall: Hall, seat: str, script: str = "") -> Screen:
    row = hall.seat(seat)
    return Screen(browser, base_of(hall), row["path"], row["token"], script=script)


def code_on(console: Console) -> str:
    """Table 1's tile, its tablet, another one in its place: the six digits that the dialog shows."""
    console.page.get_by_role("button", name="The tablet of table 1").click()
    console.page.get_by_role("dialog").get_by_role("button", name="Replace the tablet").click()
    digits = console.page.locator(".tablet__digits")
    expect(digits).to_be_visible(timeout=PATIENCE_MS)
    return "".join(re.findall(r"\d", digits.inner_text()))


def test_a_dead_tablet_is_replaced_with_the_tables_state_on_it(browser: Browser, hall: Hall) -> None:
    console = console_of(browser, hall)
    hall.move("hello", "skipped")
    hall.move("problems", "open")
    old = tablet_of(browser, hall, "t1")
    window = tablet_of(browser, hall, "t1")  # another one with the old link, which stays until the new device is in
    old.write("Проблема", "No light in the park").tap("Hand in the card").sees("No light in the park", "arrived")
    hall.move("problems", "closed", "carried")
    hall.move("short", "open")
    old.tick("No light in the park").tap("Cast the ballot").sees("Cast:").tap("Ready")
    expect(old.button("Ready")).to_have_attribute("aria-pressed", "true")
    old.sees("Everything has reached the desk")
    old.context.close()  # its battery is empty: no word of farewell to anybody

    begun = time.monotonic()
    typed = code_on(console)
    new = Screen(browser, base_of(hall), "/")
    new.tap("This is a table").page.get_by_label("The table's code").fill(f"{typed[:3]} {typed[3:]}")
    new.page.locator("section", has_text="A tablet?").get_by_role("button", name="Come in").click()
    expect(new.page.locator(".row", has_text="No light in the park").locator("input")).to_be_checked(
        timeout=PATIENCE_MS
    )
    new.sees("Cast:")
    took = time.monotonic() - begun
    assert new.page.url.endswith("/table/1") and took < AT_MOST_S, took
    expect(new.button("Ready")).to_have_attribute("aria-pressed", "true")
    window.sees("This link no longer works")
    console.sees("Another device is at table 1 now").tap("Good")
    (card,) = hall.session().pools["problems"]
    assert hall.session().rounds["short"].ballots["t1"] == {card: 1}
    new.tap("Ready")
    expect(new.button("Ready")).to_have_attribute("aria-pressed", "false")
    new.sees("Everything has reached the desk")
    assert not hall.session().rounds["short"].ready.get("t1")
    new.close()

    # Once more, by the picture: the camera opens the hall's page with the code in the fragment.
    link = f"/#c={code_on(console)}"
    scanned = Screen(browser, base_of(hall), link)
    scanned.sees("Cast:")
    late = Screen(browser, base_of(hall), link)
    late.sees("The code did not open", "has brought in another device already")
    assert "#" not in late.page.url and "#" not in scanned.page.url
    for screen in (console, window, scanned, late):
        screen.close()


def test_the_console_tells_of_what_is_not_well_and_no_longer_when_it_is(browser: Browser, hall: Hall) -> None:
    console = console_of(browser, hall)
    hall.move("hello", "skipped")
    hall.move("problems", "open")
    tablet = tablet_of(browser, hall, "t2", BATTERY)
    tile = console.page.locator(".tile", has=console.page.get_by_role("button", name="The tablet of table 2"))
    expect(tile).to_contain_text("no card yet", timeout=PATIENCE_MS)
    expect(tile.locator(".tile__troubles")).to_have_count(0)

    def battery(level: float, charging: bool) -> None:
        tablet.page.evaluate(
            "([level, charging]) => { Object.assign(window.battery, {level, charging});"
            " window.battery.dispatchEvent(new Event('levelchange')); }",
            [level, charging],
        )

    battery(0.14, charging=False)
    expect(tile.locator(".tile__troubles")).to_contain_text("battery 14 %", timeout=PATIENCE_MS)
    tablet.sees("14 % of the battery is left")
    console.page.keyboard.press("Shift+L")
    row = console.page.get_by_role("row", name=re.compile("Table 2")).first
    expect(row).to_contain_text("battery 14 %")
    expect(row).to_contain_text("1280 × 800")
    assert "Table 2" in console.page.get_by_role("row").nth(1).inner_text(), "the one in trouble stands first"
    console.page.keyboard.press("Escape")
    battery(0.14, charging=True)
    expect(tile.locator(".tile__troubles")).to_have_count(0, timeout=PATIENCE_MS)
    tablet.sees_no("of the battery is left")

    # Without a websocket it tells the same over HTTP: what waits longer than ten seconds is said of it.
    tablet.page.route_web_socket(re.compile("socket.io"), lambda socket: socket.close())
    tablet.page.route("**/api/commands", lambda route: route.abort())
    tablet.reload()
    tablet.write("Проблема", "Nowhere to play").tap("Hand in the card")
    expect(tile.locator(".tile__troubles")).to_contain_text("1 unsent", timeout=2 * PATIENCE_MS)
    tablet.page.unroute("**/api/commands")
    expect(tile.locator(".tile__troubles")).to_have_count(0, timeout=PATIENCE_MS)
    expect(console.page.locator(".co__unwell")).to_have_count(0)
    console.close()
    tablet.close()


def test_whoever_guesses_is_locked_out_and_the_lead_lifts_it(browser: Browser, hall: Hall) -> None:
    console = console_of(browser, hall)
    phone = Screen(browser, base_of(hall), "/")
    field = phone.page.get_by_label("Your personal code")
    for number in range(10):
        field.fill(f"AAAA222{number % 8 + 2}")
        with phone.page.expect_response("**/api/code"):
            phone.tap("Come in")
    phone.sees("Wait five minutes, or go to the desk")
    console.sees("10 wrong badge codes from 127.0.0.1", "locked from")
    console.tap("Lift the lock").sees_no("wrong badge codes")
    field.fill(str(hall.seat("p3")["code"]))
    phone.tap("Come in").sees("No. 3")
    console.close()
    phone.close()
