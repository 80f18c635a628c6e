"""Writing in Chromium: sheets travel, a late card comes in, a table marks its best, people write on their phones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.devices import Console, Screen
from tests.hall import Hall

DAY = (Path(__file__).resolve().parents[1] / "data" / "gather.toml").read_text(encoding="utf-8")
SHEETS = {"t1": "Lamps by hand", "t2": "A ditch", "t3": "An evening watch"}


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(DAY, tables=3) as hall:
        yield hall


def say(hall: Hall, seat: str, command: str, **fields: Any) -> Any:
    answer = hall.say(seat, command, **fields)
    assert answer["ok"], answer
    return answer


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


def topics(hall: Hall) -> None:
    hall.move("topics", "open")
    say(hall, "p1", "submit_card", round="topics", fields={"title": "Winter"})
    hall.move("topics", "closed", "carried")
    hall.move("agenda", "open", "closed", "revealed", "carried")


def problems(hall: Hall) -> None:
    topics(hall)
    hall.move("problems", "open")
    say(hall, "t1", "submit_card", round="problems", fields={"title": "Dark in the park"})
    hall.move("problems", "closed", "carried")


def solutions(hall: Hall) -> None:
    problems(hall)
    hall.move("themes", "open", "closed", "revealed", "carried")
    hall.move("solutions", "open")
    for table, title in SHEETS.items():
        say(hall, table, "submit_card", round="solutions", fields={"title": title}, parent="c2")


def test_sheets_travel_and_a_table_comments_on_what_lies_before_it(hall: Hall, browser: Browser) -> None:
    solutions(hall)
    hall.move("solutions", "closed", "carried")
    hall.move("gallery", "open")
    first, second = hall.session().rounds["gallery"].gathering.stops
    titles = {card: hall.session().cards[card].title for card in (first["t1"], second["t1"])}
    tablet, wall, console = enter(browser, hall, "t1"), enter(browser, hall, "screen"), lead(browser, hall)
    tablet.sees("Stop 1 of 2", "Table 1 looks at the sheet of", titles[first["t1"]])
    wall.sees("Stop 1 of 2", *SHEETS.values())
    console.sees("Who has seen what", "seen by 1 of 2", "every sheet by 1 table")
    wrong = hall.say("t1", "submit_card", round="gallery", fields={"text": "Too early"}, parent=second["t1"])
    assert wrong["error"]["code"] == "stop.foreign", wrong
    tablet.write("What you tell the authors", "Ask the caretaker").tap("Hand in the card")
    tablet.sees(f"answers “{titles[first['t1']]}”")
    for screen in (tablet, wall, console):
        has_no_faults(screen)
    console.act("Next stop").sees("Stop 2 of 2", "seen by 2 of 2")
    assert hall.session().rounds["gallery"].gathering.stop == 2
    wall.sees("Stop 2 of 2")
    tablet.sees("Stop 2 of 2", titles[second["t1"]])
    tablet.tap("Stop 1").write("What you tell the authors", "One thing more").tap("Hand in the card")
    tablet.sees("One thing more")
    session = hall.session()
    assert [card.parent for card in session.round_cards("gallery")] == [first["t1"]] * 2
    for screen in (tablet, wall, console):
        screen.close()


def test_a_late_card_lies_on_the_board_and_a_table_marks_its_best(hall: Hall, browser: Browser) -> None:
    problems(hall)
    hall.move("themes", "open")
    tablet, console = enter(browser, hall, "t2"), lead(browser, hall)
    console.sees("still takes late cards; none has come")
    tablet.tap("Write a late card").write("Problem", "Damp cellars").reload()
    tablet.tap("Write a late card").tap("Hand in the card").sees("arrived late")
    has_no_faults(tablet)
    console.sees("still takes late cards: 1 has come")
    assert hall.session().rounds["themes"].taken.cards == ("c2", "c3")
    assert hall.session().cards["c3"].late
    hall.move("themes", "closed", "revealed", "carried")
    tablet.sees_no("Write a late card")
    hall.move("solutions", "open")
    for title in ("Lamps", "A ditch"):
        say(hall, "t2", "submit_card", round="solutions", fields={"title": title}, parent="c2")
    console.sees("Not marked yet at tables 2")
    tablet.sees("Mark the best card with the star").tap("The best: “A ditch”").sees("The marked card goes on")
    has_no_faults(tablet)
    tablet.tap("Ready").sees("Ask yourselves whose leave you need")
    console.sees("has marked its best").act("Close the round").act("Carry forward").phase("carried forward")
    assert hall.session().pools["solutions"] == ("c5",)
    for screen in (tablet, console):
        screen.close()


def test_people_write_on_their_phones_and_a_card_finds_its_cell(hall: Hall, browser: Browser) -> None:
    hall.move("topics", "open")
    phone, tablet = enter(browser, hall, "p1"), enter(browser, hall, "t1")
    phone.sees("You have room for 1 card").write("Topic", "Winter for teenagers").reload()
    phone.tap("Hand it in").sees("it has arrived", "Look at the big screen")
    tablet.sees("Everyone writes on their own phone", "Winter for teenagers", "No. 1")
    has_no_faults(phone)
    phone.tap("Change").page.get_by_label("Topic").fill("Winter for teenagers, indoors")
    phone.tap("Save the change").sees("Winter for teenagers, indoors", "it has arrived")
    assert hall.session().cards["c1"].title == "Winter for teenagers, indoors"
    hall.move("topics", "closed")
    say(hall, "lead", "set_lane", source="table", lane="at_once")
    hall.move("map", "open")
    tablet.write("Event", "The station opens").tap("Hand in the card").sees("Choose a cell first")
    tablet.tap("people, by 2032").tap("Hand in the card").sees("people, by 2032", "arrived")
    wall = enter(browser, hall, "screen").sees("The station opens", "work and money")
    has_no_faults(tablet)
    has_no_faults(wall)
    assert hall.session().cards["c2"].fields["col"] == "middle"
    for screen in (phone, tablet, wall):
        screen.close()
