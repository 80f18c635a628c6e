"""Sheets in Chromium: two tablets on one sheet, a tablet without a connection, the lead, the hall, a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from sessions.sheets import Sheet
from tests.browser.devices import PATIENCE_MS, Console, Screen
from tests.hall import Hall
from tests.story import SHEETS

WORDS = {"title": "Solar lamps", "what": "Five lamps along the path", "whom": "Everybody who walks home"}


@pytest.fixture
def hall() -> Iterator[Hall]:
    """Two tables with a solution each; the first round of sheets is open."""
    with Hall(SHEETS) as hall:
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


def enter(browser: Browser, hall: Hall, seat: str, lang: str = "en") -> Screen:
    row = hall.seat(seat)
    return Screen(browser, f"http://127.0.0.1:{hall.port}", row["path"], row["token"], lang)


def field(screen: Screen, name: str) -> Locator:
    return screen.page.locator(f"[data-field={name}]").locator("input, textarea").first


def write(screen: Screen, name: str, text: str) -> None:
    """Type over what stands in a field, and leave it."""
    field(screen, name).fill(text)
    field(screen, name).blur()


def stands(screen: Screen, name: str, text: str) -> None:
    expect(field(screen, name)).to_have_value(text, timeout=PATIENCE_MS)


def sheet(hall: Hall, card: str = "c3") -> Sheet:
    return hall.session().sheets[card]


def save(hall: Hall, **fields: str) -> None:
    version = sheet(hall).version if "c3" in hall.session().sheets else 0
    told = hall.say("t1", "save_sheet", round="sheet1", card="c3", fields=fields, version=version)
    assert told["ok"], told


def test_edits_of_different_fields_both_survive(hall: Hall, browser: Browser) -> None:
    one, two = enter(browser, hall, "t1"), enter(browser, hall, "t1")
    one.sees("Sheet of a solution", "Dark in the park", "Not complete without")
    two.sees("1 more tablet is on this sheet")
    field(one, "what").press_sequentially(WORDS["what"], delay=1)
    field(two, "whom").press_sequentially(WORDS["whom"], delay=1)
    one.sees("saved, version")
    two.sees("saved, version")
    for screen in (one, two):
        stands(screen, "what", WORDS["what"])
        stands(screen, "whom", WORDS["whom"])
    assert {name: sheet(hall).fields[name] for name in ("what", "whom")} == {
        "what": WORDS["what"],
        "whom": WORDS["whom"],
    }
    one.close()
    two.close()


def test_both_texts_of_one_field_stand_side_by_side_until_somebody_chooses(hall: Hall, browser: Browser) -> None:
    one, two = enter(browser, hall, "t1"), enter(browser, hall, "t1")
    stands(one, "title", "Lamps")
    stands(two, "title", "Lamps")
    two.context.set_offline(True)
    write(two, "what", "Lanterns of the school")
    write(two, "own", "A ladder")
    write(one, "what", "Five lamps along the path")
    one.sees("saved, version 1")
    two.context.set_offline(False)
    two.sees("Another tablet wrote here, too", "Lanterns of the school", "Five lamps along the path")
    stands(one, "own", "A ladder")  # what does not clash has gone together by itself
    stands(two, "what", "Lanterns of the school")
    assert sheet(hall).fields["what"] == "Five lamps along the path"
    two.reload().sees("Another tablet wrote here, too")
    two.tap("Join both")
    two.sees_no("Another tablet wrote here, too")
    for screen in (one, two):
        stands(screen, "what", "Five lamps along the path\nLanterns of the school")
    two.context.set_offline(True)
    write(two, "what", "Written without a line")
    write(one, "what", "Written meanwhile")
    one.sees("saved, version 4")
    two.context.set_offline(False)
    two.sees("Another tablet wrote here, too", "Written meanwhile").tap("Take ours")
    stands(one, "what", "Written without a line")
    one.close()
    two.close()


def test_what_is_typed_offline_survives_a_reload_and_goes_when_the_line_is_back(hall: Hall, browser: Browser) -> None:
    tablet = enter(browser, hall, "t1")
    stands(tablet, "title", "Lamps")
    tablet.context.set_offline(True)
    write(tablet, "needed", "Two ladders and a permit")
    tablet.sees("waits for a connection")
    tablet.context.set_offline(False)
    tablet.page.evaluate("() => localStorage.length")
    tablet.reload()
    stands(tablet, "needed", "Two ladders and a permit")
    tablet.sees("saved, version 1")
    assert sheet(hall).fields["needed"] == "Two ladders and a permit"
    tablet.close()


def test_a_view_never_touches_the_field_that_the_cursor_stands_in(hall: Hall, browser: Browser) -> None:
    tablet = enter(browser, hall, "t1")
    stands(tablet, "title", "Lamps")
    field(tablet, "title").click()
    save(hall, title="Solar lamps", first_step="We meet on Friday")
    tablet.sees("Another tablet wrote here, too")
    stands(tablet, "title", "Lamps")
    field(tablet, "title").blur()
    stands(tablet, "title", "Solar lamps")
    tablet.close()


def test_what_is_typed_when_the_round_closes_stays_and_goes_in_when_it_opens_again(
    hall: Hall, browser: Browser
) -> None:
    tablet = enter(browser, hall, "t1")
    stands(tablet, "title", "Lamps")
    tablet.context.set_offline(True)
    write(tablet, "what", "Late words")
    hall.move("sheet1", "closed")
    tablet.context.set_offline(False)
    tablet.sees("something typed here has not been saved").reload().sees("something typed here has not been saved")
    stands(tablet, "what", "Late words")
    assert "c3" not in hall.session().sheets
    hall.move("sheet1", "open")
    tablet.sees("saved, version 1")
    assert sheet(hall).fields["what"] == "Late words"
    tablet.close()


def test_rows_are_typed_counted_and_taken_away(hall: Hall, browser: Browser) -> None:
    hall.move("sheet1", "closed")
    assert hall.say("lead", "move_round", round="sheet1", phase="carried", was="closed", incomplete=9)["ok"]
    hall.move("plans", "open")
    tablet = enter(browser, hall, "t2")
    cells = tablet.page.locator("[data-field=costs]").locator("input, textarea")
    cells.nth(0).fill("Lamps")
    cells.nth(1).fill("18 000")
    cells.nth(2).fill("Poles")
    cells.nth(3).fill("6000")
    cells.nth(3).blur()
    tablet.sees("Total", "24,000").page.locator("[data-field=first_meeting] input").fill("2026-12-05")
    tablet.choose("the table")
    tablet.sees("Everything needed is there", "saved, version")
    tablet.page.get_by_role("button", name="Take row 1 away").click()
    expect(tablet.page.locator("[data-field=costs] .pp__sum")).to_contain_text("6,000")
    expect(tablet.page.locator("#app")).to_contain_text(re.compile("saved, version [2-9]"), timeout=PATIENCE_MS)
    tablet.page.wait_for_timeout(3000)
    saved = sheet(hall, "c4").fields
    assert (saved["costs"], saved["first_meeting"], saved["who"]) == ((("Poles", "6000"),), "2026-12-05", "table")
    tablet.close()


def test_comments_are_answered_and_their_table_is_told(hall: Hall, browser: Browser) -> None:
    save(hall, **WORDS, first_step="We meet on Friday")
    hall.move("sheet1", "closed")
    assert hall.say("lead", "move_round", round="sheet1", phase="carried", was="closed", incomplete=1)["ok"]
    hall.move("gallery", "open")
    critic = enter(browser, hall, "t2")
    critic.page.get_by_role("radio", name="Lamps").click()
    critic.tap("Read the sheet")
    expect(critic.page.get_by_role("dialog")).to_contain_text("Five lamps along the path", timeout=PATIENCE_MS)
    critic.page.keyboard.press("Escape")
    critic.write("Comment", "Who changes the bulbs?").tap("Hand in the card")
    critic.sees("arrived")
    hall.move("gallery", "closed", "carried")
    hall.move("sheet2", "open")
    tablet = enter(browser, hall, "t1").sees("What others say", "Who changes the bulbs?")
    tablet.tap("Take it up").sees("Taken up", "all answered")
    hall.move("sheet2", "closed")
    critic.tap("Where is my card?")
    expect(critic.page.get_by_role("dialog")).to_contain_text("taken up into the sheet", timeout=PATIENCE_MS)
    tablet.close()
    critic.close()


def test_the_lead_reads_a_sheet_blots_a_field_and_carries_knowingly(hall: Hall, browser: Browser) -> None:
    save(hall, **WORDS, needed="Call Ivan Petrov, +7 900 000-00-00")
    save(hall, **{**WORDS, "title": "Lamps of the park"}, needed="Call Ivan Petrov, +7 900 000-00-00")
    row = hall.seat("lead")
    console = Console(browser, f"http://127.0.0.1:{hall.port}", row["path"], row["token"])
    console.enter_pin(row["pin"]).sees("Lamps of the park", "look first", "lacks 1 field", "version 2")
    console.page.locator(".pp__line", has_text="Lamps of the park").click()
    dialog = console.page.get_by_role("dialog")
    expect(dialog).to_contain_text("How it came about", timeout=PATIENCE_MS)
    expect(dialog).to_contain_text("Ivan Petrov")
    blot = dialog.get_by_role("button", name="Blot out “What is needed”")
    blot.click()
    dialog.locator("button", has_text="press again within").click()
    expect(dialog).not_to_contain_text("Ivan Petrov", timeout=PATIENCE_MS)
    assert "needed" not in sheet(hall).fields
    console.page.keyboard.press("Escape")
    console.tap("Close the round").button(".*press again within").click()
    console.phase("closed").tap("Carry forward").sees("Carry all forward, though 2 sheets lack something")
    console.button(".*press again within").click()
    console.phase("carried forward").close()


def test_the_hall_sees_rings_then_titles_and_a_phone_reads(hall: Hall, browser: Browser) -> None:
    save(hall, **WORDS, first_step="We meet on Friday")
    wall, phone = enter(browser, hall, "screen"), enter(browser, hall, "p1")
    wall.sees("The sheets are being written", "table 1", "57%", "1 of 2 have all").sees_no("Solar lamps", "Lamps")
    phone.sees("The tables are writing their sheets").sees_no("Solar lamps")
    hall.move("sheet1", "closed")
    wall.sees("2 sheets", "Lamps").sees_no("Solar lamps", "table 1")
    assert hall.say("lead", "move_round", round="sheet1", phase="carried", was="closed", incomplete=1)["ok"]
    wall.sees("Solar lamps", "Read them on your phone")
    phone.tap("Solar lamps")
    expect(phone.page.get_by_role("dialog")).to_contain_text("Everybody who walks home", timeout=PATIENCE_MS)
    wall.close()
    phone.close()
