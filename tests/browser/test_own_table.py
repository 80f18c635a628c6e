"""Somebody walks in at the desk, and the wall and their phone know the table; they are moved, and both say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.devices import PATIENCE_MS, SIZES, Screen
from tests.browser.test_passing import to_the_vote
from tests.hall import Hall
from tests.people import invented, take
from tests.story import MINI

SIZES["/check-in"] = (1280, 800)
LISTED = 8
PRINTS = "window.print = () => { window.printed = document.querySelector('.badge-print').innerText; };"


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(MINI, tables=3, people=9) as hall:
        take(hall, invented(LISTED), 1, 2, 3)
        yield hall


def base(hall: Hall) -> str:
    return f"http://127.0.0.1:{hall.port}"


def desk_of(browser: Browser, hall: Hall) -> Screen:
    desk = Screen(browser, base(hall), "/check-in", hall.token("r1"), script=PRINTS)
    return desk.sees("3", f"of {LISTED} here")


def on_the_wall(wall: Screen, no: int) -> str | None:
    row = wall.page.locator(".places li").filter(has=wall.page.locator(f"span.num:text-is('{no}')"))
    return row.locator("b [aria-hidden]").inner_text() if row.count() else None


def test_a_walk_in_finds_the_table_on_the_wall_and_on_the_phone(browser: Browser, hall: Hall) -> None:
    desk = desk_of(browser, hall)
    wall = Screen(browser, base(hall), "/projector", hall.token("screen"))
    assert hall.say("lead", "show_scene", scene="seats")["ok"]
    wall.sees("Your table")
    expect(wall.page.locator(".places li")).to_have_count(LISTED, timeout=PATIENCE_MS)
    assert on_the_wall(wall, LISTED + 1) is None, "the blank badge is nobody's"

    desk.page.keyboard.press("Escape")
    desk.tap("Somebody who is not on the list").write("Name, as it stands on the badge", "Егор Туров")
    desk.tick("Data may be stored").tap("Register and seat")
    desk.sees("Егор Туров", "is here")
    expect(wall.page.locator(".places li")).to_have_count(LISTED + 1, timeout=PATIENCE_MS)
    table = on_the_wall(wall, 9)
    assert table == hall.session().seats["p9"].seat.table.removeprefix("t")  # type: ignore[union-attr]

    phone = Screen(browser, base(hall), "/p/9", hall.token("p9")).sees(f"your table is {table}")
    other = next(each for each in "123" if each != table)
    assert hall.say("r1", "move_person", person="p9", table=f"t{other}")["ok"]
    phone.sees(f"You have been moved to table {other}")
    expect(wall.page.locator(".places b [aria-hidden]").last).to_have_text(other, timeout=PATIENCE_MS)
    phone.reload().sees(f"You have been moved to table {other}")
    phone.tap("I am there").sees_no("You have been moved")
    phone.reload().sees(f"your table is {other}").sees_no("You have been moved")

    names = [each.name.split()[-1] for each in invented(LISTED)] + ["Туров"]
    for screen in (wall, phone):
        said = screen.page.content()
        assert not any(name in said for name in names)
    for screen in (desk, wall, phone):
        screen.close()


def test_the_desk_finds_a_badge_by_its_letters_and_prints_one_that_was_lost(browser: Browser, hall: Hall) -> None:
    desk = desk_of(browser, hall)
    code = hall.seat("p5")["code"]
    field = desk.page.get_by_label(re.compile("Name, number, code or scanner"))
    field.fill(f"{code[:4].lower()} {code[4:].lower()}")
    field.press("Enter")
    name = invented(LISTED)[4].name
    desk.sees(f"{name}: table 2", "is here")
    assert "p5" in hall.session().attendance.here
    field.fill(hall.seat("p9")["code"])
    field.press("Enter")
    desk.sees("Badge 9 is nobody's yet")
    field.fill("AAAA 2222")
    field.press("Enter")
    desk.sees("No such code")

    desk.tap("New code").tap("The old code ends").sees("The old code has ended").tap("Print this badge")
    desk.page.wait_for_function("window.printed", timeout=PATIENCE_MS)
    printed = desk.page.evaluate("window.printed")
    fresh = hall.session().seats["p5"].generation
    assert fresh == 2 and name in printed and "No. 5" in printed and "table 2" in printed and code not in printed
    desk.page.emulate_media(media="print", color_scheme="dark")
    expect(desk.page.locator(".badge-print")).to_be_visible()
    expect(desk.page.locator("#app")).to_be_hidden()
    pdf = desk.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1, "one badge, one page"
    assert re.search(rb"MediaBox ?\[0 0 (?:419|420)[.\d]* (?:297|298)", pdf), "and that page is of A6"
    desk.close()


def test_a_badge_that_the_desk_has_not_seen_gets_its_ballot_when_it_has(browser: Browser) -> None:
    scenario = MINI.replace("tables = 3\npeople = 9", "tables = 1\npeople = 4").replace(
        "quorum = {person = 0.6, table = 2}", ""
    )
    with Hall(scenario, tables=1, people=4) as hall:
        take(hall, invented(4), 1, 2)
        to_the_vote(hall)
        phone = Screen(browser, base(hall), "/p/3", hall.token("p3"))
        phone.sees("You have not been checked in yet", "Go to the check-in desk")
        expect(phone.page.locator(".row")).to_have_count(0)
        assert hall.say("r1", "mark_attendance", people=["p3"], came=True)["ok"]
        phone.sees("Cast the ballot")
        phone.close()


def test_whoever_has_no_code_finds_the_table_by_the_number(browser: Browser, hall: Hall) -> None:
    phone = Screen(browser, base(hall), "/")
    field = phone.page.get_by_label("Find my table by the number of the badge")
    for nonsense in ("\u22121", "-1", "1 2"):
        field.fill(nonsense)
        phone.tap("Find").sees("There is no such badge today.").sees_no("No. 1")
    field.fill("5")
    field.press("Enter")
    phone.sees("No. 5: table 2")
    field.fill("9")
    field.press("Enter")
    phone.sees("There is no such badge today")
    phone.close()
