"""Ballots of every method, filled in by taps: dots and grades by tables, hands counted at tables, dots by people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.devices import PATIENCE_MS, Console, Screen
from tests.hall import Hall
from tests.story import PAPERS

TITLES = ("Dark in the park", "The lake is shallow", "No crossing at school")


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(PAPERS) as hall:
        hall.move("problems", "open")
        for no, title in enumerate(TITLES, 1):
            assert hall.say(f"t{no}", "submit_card", round="problems", fields={"title": title})["ok"]
        hall.move("problems", "closed", "carried")
        yield hall


def cards(hall: Hall) -> list[str]:
    return list(hall.session().pools["problems"])


def enter(browser: Browser, hall: Hall, seat: str, lang: str = "en") -> Screen:
    row = hall.seat(seat)
    return Screen(browser, f"http://127.0.0.1:{hall.port}", row["path"], row["token"], lang)


def more(screen: Screen, title: str, times: int = 1) -> None:
    for _ in range(times):
        screen.page.get_by_role("button", name=f"One more: {title}").click()


def grade(screen: Screen, criterion: str, n: int | str, title: str) -> None:
    screen.page.get_by_role("radio", name=f"{criterion}: {n}, {title}").locator("xpath=..").click()


def kept_by(screen: Screen) -> str:
    """What a device has on its shelf of receipts, drafts and things to send."""
    entries = screen.page.evaluate("Object.entries(localStorage)")
    return "".join(said for key, said in entries if any(name in key for name in ("receipt", "draft", "outbox")))


def test_a_table_shares_out_its_dots(hall: Hall, browser: Browser) -> None:
    dark, lake, _ = cards(hall)
    hall.move("dots", "open")
    table = enter(browser, hall, "t1").sees("Share out 4 dots, at most 3 on one card.")
    more(table, TITLES[0], 3)
    expect(table.page.get_by_role("button", name=f"One more: {TITLES[0]}")).to_be_disabled()
    table.sees("3 of 4 dots").reload().sees("3 of 4 dots", "Nothing has been cast yet")
    more(table, TITLES[1])
    table.sees("take a dot away to set another")
    expect(table.page.get_by_role("button", name=f"One more: {TITLES[2]}")).to_be_disabled()
    table.tap("Cast the ballot").sees("Cast: 4 of 4 dots")
    assert hall.session().rounds["dots"].ballots["t1"] == {dark: 3, lake: 1}
    table.reload().sees("Cast: 4 of 4 dots")
    table.page.get_by_role("button", name=f"One less: {TITLES[0]}").click()
    table.sees("what you see now is not cast yet").tap("Cast it changed").sees("Cast: 3 of 4 dots")
    hall.say("t2", "cast_ballot", round="dots", choices={lake: 2})
    hall.move("dots", "closed")
    table.sees("Your table's ballot", "Dark in the park 2 dots")
    hall.move("dots", "revealed")
    table.sees("the 2 cards with the most dots")
    expect(table.page.locator(".ranks__row b")).to_have_text(["3", "2", "0"], timeout=PATIENCE_MS)
    table.close()


def test_a_table_grades_and_may_leave_gaps(hall: Hall, browser: Browser) -> None:
    dark, lake, _ = cards(hall)
    hall.move("grades", "open")
    table = enter(browser, hall, "t1").sees("5 — very", "Graded 0 of 3 cards")
    grade(table, "Important", 5, TITLES[0])
    grade(table, "Feasible", 2, TITLES[0])
    grade(table, "Important", 4, TITLES[1])
    grade(table, "Feasible", 3, TITLES[1])
    table.sees("Graded 2 of 3 cards").reload().sees("Graded 2 of 3 cards")
    grade(table, "Feasible", "do not know", TITLES[0])
    table.tap("Cast the ballot").sees("Cast: 2 cards graded")
    assert hall.session().rounds["grades"].grades["t1"] == {dark: {"need": 5}, lake: {"need": 4, "force": 3}}
    grades = {dark: {"need": 4, "force": 2}, lake: {"need": 5}}
    assert hall.say("t2", "cast_ballot", round="grades", choices={}, grades=grades)["ok"]
    assert hall.say("t3", "cast_ballot", round="grades", choices={}, grades={lake: {"need": 4}})["ok"]
    hall.move("grades", "closed", "revealed")
    table.sees("the 1 card with the best mean of “Important”, if the median of “Feasible” is at least 3")
    expect(table.page.locator(".ranks__row b")).to_have_text(["4.3", "4.5", "–"], timeout=PATIENCE_MS)
    expect(table.page.locator(".mx__card")).to_have_text(["1", "2"], timeout=PATIENCE_MS)  # the third has no grades
    table.close()
    wall = enter(browser, hall, "screen", "ru").sees("1 лучшая по среднему «Важно»", "Идут дальше: 1", "без оценок")
    hall.say("lead", "show_scene", scene="result")
    expect(wall.page.locator(".rank__bar b")).to_have_text(["4,3", "4,5", "–"], timeout=PATIENCE_MS)
    wall.close()


def test_the_lead_sees_the_matrix_and_turns_to_the_list_with_one_key(hall: Hall, browser: Browser) -> None:
    dark, lake, _ = cards(hall)
    hall.move("grades", "open")
    grades = {dark: {"need": 4, "force": 2}, lake: {"need": 5, "force": 4}}
    assert hall.say("t1", "cast_ballot", round="grades", choices={}, grades=grades)["ok"]
    hall.move("grades", "closed", "revealed")
    row = hall.seat("lead")
    console = Console(browser, f"http://127.0.0.1:{hall.port}", row["path"], row["token"]).enter_pin(str(row["pin"]))
    expect(console.page.locator(".result__field .mx__card")).to_have_text(["1", "2"], timeout=PATIENCE_MS)
    expect(console.page.locator(".result__rank")).to_have_text(["1", "2", "3"])
    expect(console.page.locator(".preview .mx__card")).to_have_count(2)
    wall = enter(browser, hall, "screen").sees("Go on: 1", TITLES[1])
    console.page.keyboard.press("4")
    expect(wall.page.locator(".rank__bar b")).to_have_count(3, timeout=PATIENCE_MS)
    console.page.keyboard.press("5")
    wall.sees("Go on: 1")
    wall.close()
    console.close()


def test_a_host_counts_hands(hall: Hall, browser: Browser) -> None:
    dark, lake, _ = cards(hall)
    hall.move("hands", "open")
    table = enter(browser, hall, "t1").sees("2 people are seated here")
    field = table.page.get_by_label(f"Hands: {TITLES[0]}")
    field.click()
    field.press_sequentially("7")
    expect(field).to_have_value("2")
    more(table, TITLES[1])
    table.sees("Counted for 2 of 3 cards").reload().sees("Counted for 2 of 3 cards")
    table.tap("Cast the ballot").sees("Cast: hands counted for 2 cards")
    assert hall.session().rounds["hands"].ballots["t1"] == {dark: 2, lake: 1}
    table.close()


def test_a_person_shares_out_dots_in_secret(hall: Hall, browser: Browser) -> None:
    dark, *_ = cards(hall)
    hall.move("people", "open")
    phone = enter(browser, hall, "p1").sees("secret ballot", "Share out 3 dots, at most 2 on one card.")
    more(phone, TITLES[0], 2)
    phone.reload().sees("Marked 2 of 3 dots")
    more(phone, TITLES[2])
    phone.tap("Cast the ballot").sees("The ballot is accepted", "3 of 3 dots")
    phone.reload().sees_no(TITLES[0]).tap("Change until the close").sees("Marked 3 of 3 dots")
    phone.page.get_by_role("button", name=f"One less: {TITLES[2]}").click()
    phone.tap("Cast the ballot").sees("2 of 3 dots")
    assert hall.say("p2", "cast_ballot", round="people", choices={dark: 1})["ok"]
    assert dark in kept_by(phone), "until the close only this phone knows"
    hall.move("people", "closed", "revealed")
    phone.sees("is in the list").tap("Show what was counted").sees("Dark in the park — 2 dots")
    assert dark not in kept_by(phone)
    phone.close()
