"""Cards find their tables in Chromium: tablets rank, the lead reveals, swaps and carries; then each answers its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from sessions.session import Session
from tests.browser.devices import PATIENCE_MS, Console, Screen
from tests.hall import Hall

DAY = (Path(__file__).resolve().parents[1] / "data" / "assign.toml").read_text(encoding="utf-8")
TITLES = ("Dark in the park", "Nowhere to play", "Litter at the river", "The club is shut")


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(DAY) as hall:
        yield hall


def say(hall: Hall, seat: str, command: str, **fields: Any) -> None:
    answer = hall.say(seat, command, **fields)
    assert answer["ok"], answer


def choose(hall: Hall) -> None:
    """Three problems are chosen, each written by a table, and who takes what is open."""
    hall.move("problems", "open")
    for no, title in enumerate(TITLES, 1):
        say(hall, f"t{no}", "submit_card", round="problems", fields={"title": title})
    hall.move("problems", "closed", "carried")
    hall.move("short", "open")
    for table in ("t1", "t2"):
        say(hall, table, "cast_ballot", round="short", choices={"c1": 1, "c2": 1, "c3": 1})
    hall.move("short", "closed", "revealed", "carried")
    hall.move("take", "open")


def enter(browser: Browser, hall: Hall, seat: str) -> Screen:
    row = hall.seat(seat)
    return Screen(browser, f"http://127.0.0.1:{hall.port}", row["path"], row["token"])


def lead(browser: Browser, hall: Hall) -> Console:
    row = hall.seat("lead")
    return Console(browser, f"http://127.0.0.1:{hall.port}", "/console", row["token"]).enter_pin(str(row["pin"]))


def has_no_faults(screen: Screen) -> None:
    found = [
        each for each in Axe().run(screen.page).response["violations"] if each["impact"] in ("serious", "critical")
    ]
    assert not found, [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]


def bids(session: Session) -> dict[str, tuple[str, ...]]:
    return session.rounds["take"].draft.bids


def held(session: Session) -> dict[str, tuple[str, ...]]:
    return session.rounds["take"].draft.cards


def test_tablets_rank_the_lead_swaps_and_tables_answer_their_own(hall: Hall, browser: Browser) -> None:
    choose(hall)
    first, second, wall, phone = (enter(browser, hall, seat) for seat in ("t1", "t2", "screen", "p3"))
    first.tap("Nowhere to play").tap("Litter at the river").tap("“Litter at the river” up")
    first.reload().sees("2 of 3")
    first.tap("Send our wishes").sees("2 wishes have arrived")
    has_no_faults(first)
    assert bids(hall.session()) == {"t1": ("c3", "c2")}
    second.context.set_offline(True)
    second.tap("Dark in the park").tap("Send our wishes").sees("on this tablet, waits for a connection")
    second.context.set_offline(False)
    second.sees("1 wish has arrived")
    for table, card in (("t3", "c1"), ("t4", "c2")):
        say(hall, table, "rank_cards", round="take", cards=[card])
    wall.sees("of 4 tables have said").sees_no("Litter at the river")
    phone.sees("The tables choose what they would like to work on")
    console = lead(browser, hall)
    console.sees("of 4 tables have said what they wish for").act("Close the round").act("Show who takes what")
    console.sees("Sum of ranks 4", "wish 1: 4")
    has_no_faults(console)
    first.sees("Your table's card is", "Litter at the river", "The lead may still change it")
    wall.sees("Who takes what", "Dark in the park")
    console.tap("Table 1, Litter at the river, has it, wish 1").sees("Now press the place to change with")
    console.page.keyboard.press("ArrowUp")
    console.page.get_by_role("button", name=re.compile("Table 4, Nowhere to play, has it")).press("Enter")
    console.sees("Sum of ranks 8", "no wish came true at: 4")
    assert held(hall.session()) == {"c1": ("t2", "t3"), "c2": ("t1",), "c3": ("t4",)}
    first.sees("Nowhere to play")
    has_no_faults(first)
    has_no_faults(wall)
    console.act("Put it in force").phase("carried forward")
    assert hall.session().assigned["c2"] == ("t1",)
    hall.move("solutions", "open")
    first.sees("What we answer", "Nowhere to play").sees_no("Dark in the park")
    first.write("What we do", "A playground").tap("Hand in the card").sees("answers “Nowhere to play”")
    for screen in (first, second, wall, phone, console):
        screen.close()


def test_the_lead_seats_people_by_a_list(hall: Hall, browser: Browser) -> None:
    hall.move("seats", "open")
    console, phone, wall = lead(browser, hall), enter(browser, hall, "p1"), enter(browser, hall, "screen")
    console.tap("Enter a list")
    field = console.page.get_by_label("Badge and table")
    field.fill("1 4\n2 9\n1 3\nnobody")
    dialog = console.page.get_by_role("dialog")
    expect(dialog).to_contain_text(re.compile("there is no table 9.*badge 1 stands in line 1 already.*two numbers"))
    expect(console.button("Take the list")).to_be_disabled()
    field.fill("1 4\n2\t4")
    expect(dialog).to_contain_text("22 stay where they sit", timeout=PATIENCE_MS)
    has_no_faults(console)
    console.tap("Take the list of 2 badges").sees("2 badges will have a place by the list", "Drafted, and not shown")
    console.act("Close the round").act("Show who sits where")
    phone.sees("Your table: 4", "Go to table 4")
    wall.sees("Your table by your badge", "1, 2, 4, 8")
    console.sees("not in force yet: 2 people will change tables").act("Put it in force").phase("carried forward")
    assert hall.session().seats["p1"].seat.table == "t4"
    for screen in (console, phone, wall):
        screen.close()
