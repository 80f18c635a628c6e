"""A poll in real browsers: a phone answers and changes its mind, the wall counts and then shows what may be shown, the
same people before and after, and a guest's straw poll over it all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.devices import PATIENCE_MS, Console, Screen
from tests.hall import Hall

POLL = Path(__file__).parents[1] / "data" / "poll.toml"
PEOPLE = 20


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(POLL, people=PEOPLE, tables=4) as hall:
        yield hall


def device(browser: Browser, hall: Hall, path: str, token: str) -> Screen:
    return Screen(browser, f"http://127.0.0.1:{hall.port}", path, token)


def answer(hall: Hall, no: int, round_id: str, **answers: object) -> None:
    ack = hall.say(f"p{no}", "answer_poll", round=round_id, answers=answers)
    assert ack["ok"], ack


def accessible(screen: Screen) -> None:
    found = Axe().run(screen.page)
    assert found.violations_count == 0, found.generate_report()


def count_on(wall: Screen, number: int) -> None:
    """The figure in the circle."""
    expect(wall.page.locator(".scene__square .fig")).to_have_text(str(number), timeout=PATIENCE_MS)


def test_a_poll_from_the_first_answer_to_the_pair(browser: Browser, hall: Hall) -> None:
    wall = device(browser, hall, "/projector", hall.token("screen"))
    phone = device(browser, hall, "/p/1", hall.token("p1"))
    hall.move("who", "briefing", "open")
    for no in range(2, 15):
        answer(hall, no, "who", ready="yes" if no < 10 else "maybe", first="yes")
    count_on(wall, 13)

    phone.tick("18–29").tick("My first")
    phone.reload().sees("2 of 4 answered", "Still needed")
    phone.tick("Perhaps").tap("Send the answers").sees("Your answers are in")
    count_on(wall, 14)
    phone.tap("Change until the close").tick("No").tap("Send the answers").sees("Your answers are in")
    count_on(wall, 14)
    accessible(phone)
    phone.tap("Take my answers out").tap("Yes, take them out").sees("Send the answers")
    count_on(wall, 13)
    phone.tap("Send the answers").sees("Your answers are in")
    count_on(wall, 14)

    hall.move("who", "closed", "revealed")
    phone.sees("What the hall said")
    bars = phone.page.locator(".pr__q", has_text="Would you help").locator(".bars li")
    # Five and one are hidden both: the one would give away the other.
    expect(bars).to_have_text(["Yes8", "Perhapsfewer than 10", "Nofewer than 10"])
    wall.sees("What matters most to you")
    accessible(phone)

    hall.move("who", "carried")
    hall.say("lead", "move_round", round="needs", phase="skipped", was="planned")
    hall.say("lead", "move_round", round="day", phase="skipped", was="planned")
    hall.move("after", "briefing", "open")
    phone.page.locator("#q-ready").get_by_text("Yes").click()
    phone.page.locator("#q-recommend .grade").nth(9).click()
    phone.tap("Send the answers").sees("Your answers are in")
    for no in range(2, 15):
        answer(hall, no, "after", ready="yes" if no < 9 else "maybe", recommend=9)
    hall.move("after", "closed", "revealed")
    phone.sees("Before and after", "14 people answered both times")
    wall.sees("before", "after")
    for screen in (wall, phone):
        screen.close()


def test_a_straw_poll_by_a_guest_over_the_round(browser: Browser, hall: Hall) -> None:
    console = Console(browser, f"http://127.0.0.1:{hall.port}", "/console", hall.seat("lead")["proven"])
    wall = device(browser, hall, "/projector", hall.token("screen"))
    given = hall.guest()
    guest = device(browser, hall, "/", given["token"])
    console.sees("The hall's screen").tap("Straw poll")
    console.write("Question", "An early break?").tap("Ask the hall").sees("An early break?")
    wall.sees("An early break?", "Yes", "No")
    guest.sees("An early break?", "a poll, not a vote").tap("Yes").sees("Your answer is in.")
    count_on(wall, 1)
    guest.tap("Change it").tap("No").sees("Your answer is in.")
    assert hall.say("p1", "answer_straw", straw=1, choice=0)["ok"]
    count_on(wall, 2)
    accessible(console)
    console.tap("Close and show the numbers")
    expect(wall.page.locator(".wbars li b")).to_have_text(["1", "1"], timeout=PATIENCE_MS)
    wall.sees("1 of a guest", "a poll, not a vote")
    console.tap("Take it off the screens")
    wall.sees_no("An early break?")
    for screen in (console, wall, guest):
        screen.close()


def test_a_tablet_goes_round_for_a_poll_and_the_next_never_sees_the_last(browser: Browser, hall: Hall) -> None:
    tablet = device(browser, hall, "/table/1", hall.token("t1"))
    page = tablet.page
    hall.move("who", "open")
    tablet.sees("Now each answers alone: on a phone or on this tablet", "0 of 5 at this table have answered")
    tablet.tap("Answer on this tablet").sees("Who answers now?")
    for done, no in enumerate((1, 5)):
        expect(page.locator(".booth__n b")).to_have_text(str(done))
        if no == 1:
            page.get_by_label("Code of your badge").fill(hall.seat("p1")["code"].lower())
            tablet.tap("Take the questions")
        else:
            page.locator(".booth__people button").filter(has_text="5").first.click()
        tablet.sees(f"Badge {no}, you answer alone", "only sums leave the box", "Still needed")
        expect(page.locator(".row.is-on")).to_have_count(0)  # nothing of whoever held it before
        expect(tablet.button("Send the answers")).to_be_disabled()
        tablet.tick("18–29").tick("My first").tick("Perhaps")
        tablet.tap("Send the answers").sees("Your answers lie in the box", "The tablet has forgotten what you chose.")
        kept = page.evaluate("Object.keys(localStorage).map((key) => key + localStorage.getItem(key)).join()")
        assert "answer_poll" not in kept and "poll:who" not in kept, "the tablet keeps nothing of a sheet"
        tablet.tap("Pass the tablet on")
    tablet.sees("Who answers now?")
    expect(page.locator(".booth__n b")).to_have_text("2")
    expect(page.locator(".booth__people button").first).to_be_disabled()
    page.locator(".booth__people button").nth(2).click()
    tablet.sees("Badge 9, you answer alone").tick("18–29")
    hall.move("who", "closed")
    tablet.sees("The poll is closed").sees_no("you answer alone")
    assert len(hall.session().boxes["who"]) == 2
    tablet.close()
