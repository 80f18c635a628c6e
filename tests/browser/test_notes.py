"""Notes in Chromium: an expert writes on a sheet, its table reads it beside its work, the lead blots it out; and an
observer only looks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.devices import PATIENCE_MS, Console
from tests.browser.test_sheets import enter, field, stands
from tests.hall import Hall
from tests.sessions.test_notes import WORKING

NOTE = "Ask Sidorov what a lamp costs"


@pytest.fixture
def hall() -> Iterator[Hall]:
    """Two tables with a solution each; the first round of sheets is open."""
    with Hall(WORKING) as hall:
        hall.move("problems", "open")
        for no, title in ((1, "Dark in the park"), (2, "Nowhere to play")):
            assert hall.say(f"t{no}", "submit_card", round="problems", fields={"title": title})["ok"]
        hall.move("problems", "closed", "carried")
        hall.move("solutions", "open")
        for no, title in ((1, "Lamps"), (2, "A yard of our own")):
            fields = {"title": title, "first_step": "We meet on Friday"}
            assert hall.say(f"t{no}", "submit_card", round="solutions", parent=f"c{no}", fields=fields)["ok"]
        hall.move("solutions", "closed", "carried")
        hall.move("sheet1", "open")
        yield hall


def console_of(browser: Browser, hall: Hall) -> Console:
    row = hall.seat("lead")
    console = Console(browser, f"http://127.0.0.1:{hall.port}", "/console", row["token"])
    return console.enter_pin(str(row["pin"]))


def test_a_note_comes_to_the_table_that_goes_on_typing_and_the_lead_blots_it_out(browser: Browser, hall: Hall) -> None:
    expert, second = enter(browser, hall, "x1"), enter(browser, hall, "x2")
    table, other, console = enter(browser, hall, "t1"), enter(browser, hall, "t2"), console_of(browser, hall)
    expert.sees("On the tables now", "Table 1", "Lamps", "A yard of our own").tap("Lamps")
    expert.sees("The sheet as it stands", "Dark in the park").write("Your note", NOTE)
    expert.sees("not saved yet").reload()
    expect(expert.page.get_by_label("Your note")).to_have_value(NOTE, timeout=PATIENCE_MS)
    field(table, "what").press_sequentially("Five lamps along the", delay=1)
    expert.tap("Hand it to the table").sees("the table sees it")
    table.sees("Notes of experts", "Expert 1", NOTE)
    stands(table, "what", "Five lamps along the")
    assert table.page.evaluate("document.activeElement.closest('[data-field]').dataset.field") == "what"
    field(table, "what").press_sequentially(" path", delay=1)
    stands(table, "what", "Five lamps along the path")
    other.sees("Not complete without").sees_no(NOTE)
    second.tap("Lamps").sees("Expert 1", NOTE)
    table.tap("Take it up").sees("Taken up")
    expert.sees("taken up")

    console.sees("1 note of an expert")
    console.page.locator(".pp__line", has_text="Lamps").click()
    console.sees(NOTE)
    console.act("Blot out the note of expert 1")
    console.sees("blotted out").sees_no(NOTE)
    for screen in (table, second):
        screen.sees_no(NOTE)
    expert.sees("The lead has blotted your note out")
    expect(expert.page.get_by_label("Your note")).to_have_value("", timeout=PATIENCE_MS)
    assert NOTE.encode() not in b"".join(path.read_bytes() for path in hall.data.glob("*.sqlite*"))
    expert.write("Your note", "Ask at the town hall").tap("Hand it to the table")
    table.sees("Ask at the town hall")
    for screen in (expert, second, table, other, console):
        screen.close()


def test_a_note_waits_for_a_connection_and_goes_then(browser: Browser, hall: Hall) -> None:
    expert, table = enter(browser, hall, "x1"), enter(browser, hall, "t2")
    expert.tap("A yard of our own").write("Your note", "Whose land is it")
    expert.page.context.set_offline(True)
    expert.sees("No connection").tap("Hand it to the table").sees("waits for a connection")
    expert.page.context.set_offline(False)
    expert.sees("the table sees it")
    table.sees("Whose land is it")
    expert.tap("Take it away").sees("nothing noted yet")
    table.sees_no("Whose land is it")
    expert.close()
    table.close()


def test_an_observer_sees_what_the_lead_lets_and_is_told_so(browser: Browser, hall: Hall) -> None:
    observer, console = enter(browser, hall, "o1"), console_of(browser, hall)
    observer.sees("Observer 1", "what hangs on the hall's screen").sees_no("The cards of the hall", "Lamps")
    console.act("Cards and sheets, too")
    observer.sees("The cards of the hall", "Lamps").sees_no("How far the tables are")
    console.act("How far tables are, too")
    observer.sees("How far the tables are", "sheet:")
    console.act("The wall alone")
    observer.sees_no("The cards of the hall")
    expect(observer.page.locator("#app input, #app textarea")).to_have_count(0)
    observer.close()
    console.close()
