"""Pitches and questions in Chromium: a skipped team returns, no table grades its own, the wall tells the answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.devices import PATIENCE_MS, Console, Screen
from tests.hall import Hall

DAY = Path(__file__).resolve().parent.parent / "data" / "pitch.toml"
TITLES = {
    "t1": "A square of our own",
    "t2": "A choir of the yard",
    "t3": "A repair workshop",
    "t4": "A path by the river",
}


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(DAY) as hall:
        yield hall


@pytest.fixture
def stage(hall: Hall) -> Hall:
    """Every table has written its idea, and the pitches are open."""
    hall.move("talk", "open", "closed", "carried")
    hall.move("ideas", "open")
    for table, title in TITLES.items():
        assert hall.say(table, "submit_card", round="ideas", fields={"title": title})["ok"]
    hall.move("ideas", "closed", "carried")
    hall.move("pitches", "open")
    return hall


def enter(browser: Browser, hall: Hall, seat: str, lang: str = "en") -> Screen:
    row = hall.seat(seat)
    return Screen(browser, f"http://127.0.0.1:{hall.port}", row["path"], row["token"], lang)


def lead(browser: Browser, hall: Hall) -> Console:
    row = hall.seat("lead")
    console = Console(browser, f"http://127.0.0.1:{hall.port}", row["path"], row["token"])
    console.enter_pin(row["pin"])
    return console


def order(hall: Hall, round_id: str = "pitches") -> list[str]:
    """The tables in the order in which they are called up."""
    session = hall.session()
    return [session.cards[card].table for card in session.rounds[round_id].queue.order]


def test_a_skipped_team_returns_and_no_table_grades_its_own(stage: Hall, browser: Browser) -> None:
    first, second, third, fourth = order(stage)
    console, wall = lead(browser, stage), enter(browser, stage, "screen")
    theirs, others = enter(browser, stage, first), enter(browser, stage, fourth)
    wall.sees("Next", f"table {first[1:]}", TITLES[first])
    theirs.sees("You are next. Get ready")
    console.tap("They are not here: skip").sees("skipped")
    theirs.sees("You were skipped. Tell the lead when you are ready.")
    wall.sees(TITLES[second])
    console.page.keyboard.press("n")
    wall.sees("the speech", "1 of 4")
    others.sees("Now: table", "they stay on this tablet")
    console.tap(f"Back to the end: table {first[1:]}")
    theirs.sees("2 teams come before you")
    for table in (third, fourth, first):
        console.page.keyboard.press("n")
        console.sees("answers questions")
        wall.sees("questions")
        console.page.keyboard.press("n")
        expect(console.page.locator(".floor__now")).to_contain_text(TITLES[table], timeout=PATIENCE_MS)
        wall.sees(TITLES[table])
    theirs.sees("You have the floor", "Your table works on this card, so the others grade it.")
    own = theirs.page.locator(".ballot--score")
    expect(own).to_contain_text(TITLES[second])
    expect(own).not_to_contain_text(TITLES[first])
    theirs.page.get_by_role("radio", name=f"Good for the town: 4, {TITLES[second]}").check(force=True)
    theirs.context.set_offline(True)
    theirs.tap("Hand the grades in").sees("on this tablet, waits for a connection")
    theirs.context.set_offline(False)
    theirs.sees("1 card graded")
    console.sees("graded by 1 of 3")
    wall.sees_no("4.0")
    console.page.keyboard.press("n")
    console.sees("answers questions").tap("Finish the last one").sees("Everybody in the queue has been called.")
    console.act("Close the round").act("Reveal the grades")
    wall.sees("How the tables graded", "4.0", f"without table {first[1:]}, which works on it")
    for screen in (console, wall, theirs, others):
        screen.close()


def test_notes_stay_on_the_tablet(stage: Hall, browser: Browser) -> None:
    first, *_, fourth = order(stage)
    queue = stage.session().rounds["pitches"].queue
    assert stage.say("lead", "start_pitch", round="pitches", card=queue.order[0], seen=queue.rev)["ok"]
    table = enter(browser, stage, fourth).sees(TITLES[first])
    table.write("Your notes", "Ask about winter").reload().sees("Your notes")
    expect(table.page.get_by_label("Your notes")).to_have_value("Ask about winter", timeout=PATIENCE_MS)
    assert b"Ask about winter" not in stage.file.read_bytes()
    table.close()


def test_the_administration_answers_and_the_wall_shows_it(stage: Hall, browser: Browser) -> None:
    stage.move("pitches", "closed", "revealed", "carried")
    stage.move("shown", "open")
    wall = enter(browser, stage, "screen").sees("What we go on with", *TITLES.values())
    stage.move("shown", "closed", "carried")
    stage.move("promises", "open")
    console, phone = lead(browser, stage), enter(browser, stage, "p2")
    console.tap("Give the floor to table 1").sees("has the floor")
    console.tap("Answer of the administration").tap("Partly")
    console.page.get_by_label("By when").fill("2026-09-01")
    console.write("In a few words", "We lend the tools").tap("Write it down")
    console.sees("Change the answer", "by 01.09.2026")
    wall.sees("The administration: Partly", "by 01.09.2026", "We lend the tools")
    phone.sees("The administration: Partly", "We lend the tools")
    console.tap("Change the answer").tap("Yes").tap("Write it down")
    wall.sees("The administration: Yes")
    for screen in (console, wall, phone):
        screen.close()


def test_a_question_goes_from_a_tablet_to_the_wall(hall: Hall, browser: Browser) -> None:
    hall.move("talk", "open")
    console, wall = lead(browser, hall), enter(browser, hall, "screen")
    table, other, phone = enter(browser, hall, "t1"), enter(browser, hall, "t2"), enter(browser, hall, "p3")
    table.write("Your question", "Who cleans it in winter?").write("To whom", "the mayor").tap("Ask")
    table.sees("Who cleans it in winter?", "the lead is reading it")
    console.sees("Who cleans it in winter?", "table 1", "to: the mayor")
    other.sees("Who cleans it in winter?").tap("To me, too")
    phone.sees("Who cleans it in winter?").tap("To me, too")
    console.sees("2 more want it answered")
    console.page.keyboard.press("j")
    console.page.keyboard.press("Enter")
    wall.sees("Question 1", "Who cleans it in winter?", "to: the mayor", "want to know it, too")
    table.sees("on the hall's screen")
    console.page.keyboard.press("Enter")
    wall.sees_no("Who cleans it in winter?")
    phone.sees("answered")
    assert hall.session().questions["q1"].state == "answered"
    for screen in (console, wall, table, other, phone):
        screen.close()
