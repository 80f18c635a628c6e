"""The queue of the console: a delayed card is held, another lets itself on; a guest's name waits until it is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.devices import PATIENCE_MS, Console, Screen
from tests.hall import Hall
from tests.story import MINI
from tests.wire import new_id

LANES = MINI.replace("people = 9\n", 'people = 9\nmoderation = {table = "delay", hold_s = 6}\n', 1).replace(
    "max_per_table = 2\n", "max_per_table = 4\nauthors = true\n", 1
)


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(LANES) as hall:
        hall.move("hello", "open", "closed")
        hall.move("problems", "open")
        yield hall


def enter(browser: Browser, hall: Hall, seat: str, lang: str = "en") -> Screen:
    row = hall.seat(seat)
    return Screen(browser, f"http://127.0.0.1:{hall.port}", row["path"], row["token"], lang)


def console(browser: Browser, hall: Hall) -> Console:
    row = hall.seat("lead")
    return Console(browser, f"http://127.0.0.1:{hall.port}", row["path"], row["proven"]).sees("The hall's screen")  # type: ignore[return-value]


def write(hall: Hall, table: str, title: str) -> str:
    ack = hall.say(table, "submit_card", round="problems", fields={"title": title})
    assert ack["ok"], ack
    return str(ack["answer"]["card"])


def row(console: Screen, words: str) -> Locator:
    return console.page.locator(".card", has_text=words)


def press(place: Locator, words: str) -> None:
    place.get_by_role("button", name=words, exact=True).click()


def sees(place: Locator, words: str) -> None:
    expect(place).to_contain_text(words, timeout=PATIENCE_MS)


def test_one_card_is_held_and_another_lets_itself_on(hall: Hall, browser: Browser) -> None:
    lead, wall = console(browser, hall), enter(browser, hall, "screen")
    write(hall, "t1", "Quiet yards")
    write(hall, "t2", "Some prank")
    sees(row(lead, "Some prank"), "on the screen in")
    press(row(lead, "Some prank"), "Hold")
    sees(row(lead, "Some prank"), "held back")
    wall.sees("2 cards from 2 tables")
    wall.sees("Quiet yards").sees_no("Some prank")
    sees(row(lead, "Quiet yards"), "on the screen")
    expect(row(lead, "Quiet yards").get_by_role("button", name="Hold", exact=True)).to_have_count(0)
    hall.move("problems", "closed")
    lead.sees("Some cards are held back")
    press(row(lead, "Some prank"), "Let on")
    wall.sees("Some prank")
    lead.close()
    wall.close()


def test_a_hall_that_plays_pranks_is_read_first_with_one_key(hall: Hall, browser: Browser) -> None:
    lead, wall = console(browser, hall), enter(browser, hall, "screen")
    write(hall, "t1", "Quiet yards")
    sees(row(lead, "Quiet yards"), "on the screen in")
    lead.page.keyboard.press("q")
    sees(row(lead, "Quiet yards"), "waits for you")
    write(hall, "t2", "A bitch of a road")
    write(hall, "t3", "Call +7 900 000-00-01")
    expect(lead.page.locator(".card").first).to_contain_text("A bitch of a road", timeout=PATIENCE_MS)
    expect(lead.page.locator(".card mark").first).to_have_text("bitch")
    lead.page.keyboard.press("v")
    sees(row(lead, "A bitch"), "held back")
    lead.page.keyboard.press("Shift+Enter")
    wall.sees("Quiet yards", "Call +7").sees_no("bitch")
    expect(lead.page.locator(".card.is-on")).to_contain_text("A bitch")
    lead.page.keyboard.press("Enter")
    wall.sees("A bitch of a road")
    lead.close()
    wall.close()


def test_a_table_notes_whose_thought_it_is(hall: Hall, browser: Browser) -> None:
    lead, table = console(browser, hall), enter(browser, hall, "t1")
    table.write("Проблема", "Dark yard").write("Whose thought", "0").tap("Hand in the card")
    table.sees("Badges have numbers from 1 to 9")
    table.page.get_by_label("Whose thought").fill("7")
    table.tap("Hand in the card").sees("No. 7", "1 of 3 have a card of their own", "not on the big screen yet")
    sees(row(lead, "Dark yard"), "No. 7")
    table.tap("Change “Dark yard”")
    expect(table.page.get_by_label("Whose thought")).to_have_value("7")
    table.close()
    lead.close()


def test_a_guests_name_waits_until_it_is_read(hall: Hall, browser: Browser) -> None:
    card = to_groups(hall)
    lead, wall = console(browser, hall), enter(browser, hall, "screen")
    guest = hall.guest()
    join(hall, guest["token"], card, "Stranger Danger")
    phone = Screen(browser, f"http://127.0.0.1:{hall.port}", "/", guest["token"])
    phone.sees("you are a number until the lead has read your name")
    wall.sees("participant No. 10").sees_no("Stranger")
    waiting = lead.page.locator(".names li", has_text="Stranger D.")
    sees(waiting, "waits for you")
    press(waiting, "Let on")
    wall.sees("Stranger D.")
    lead.page.get_by_role("button", name="People of").first.click()
    lead.tap("Only as a number")
    wall.sees("participant No. 10").sees_no("Stranger")
    for screen in (lead, wall, phone):
        screen.close()


def to_groups(hall: Hall) -> str:
    """Play up to the sign-up; a card that can be joined."""
    for table in ("t1", "t2"):
        write(hall, table, f"Problem of {table}")
    hall.move("problems", "closed", "carried")
    hall.move("short", "open")
    card = hall.session().pools["problems"][0]
    assert hall.say("t1", "cast_ballot", round="short", choices={card: 1})["ok"]
    hall.move("short", "closed", "revealed", "carried")
    hall.move("solutions", "open")
    for table in ("t1", "t2"):
        fields: dict[str, Any] = {"title": f"Solution of {table}"}
        assert hall.say(table, "submit_card", round="solutions", parent=card, fields=fields)["ok"]
    hall.move("solutions", "closed", "carried")
    hall.move("choose", "open")
    solution = str(hall.session().pools["solutions"][0])
    assert hall.say("p1", "cast_ballot", round="choose", choices={solution: 1})["ok"]
    hall.move("choose", "closed", "revealed", "carried")
    hall.move("groups", "open")
    return solution


def join(hall: Hall, token: str, card: str, name: str) -> None:
    payload = {
        "action_id": new_id(), "round": "groups", "card": card, "role": "member", "name": name,
        "consents": ["processing", "screen"],
    }  # fmt: skip
    body = {"command": "sign_up", "payload": payload, "lang": "en"}
    assert hall.http("POST", "/api/commands", body, token).json["ok"]
