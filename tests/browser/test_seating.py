"""Tables are mixed at the desk in Chromium: looked at, taken, carried by the lead; then one person is moved by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from sessions.people import Registration
from tests.browser.devices import PATIENCE_MS, Screen
from tests.browser.test_check_in import Desk
from tests.hall import Hall
from tests.people import take
from tests.story import MINI

MIXED = MINI.replace(
    "quorum = ",
    'traits = [{id = "age", ru = "возраст", en = "age"}, {id = "district", ru = "район", en = "district"}]\nquorum = ',
).replace(
    '[[round]]\nid = "hello"',
    """[[round]]
id = "seat1"
kind = "assign"
what = "people"
mode = "mixed"
title = {ru = "Рассадка", en = "Seats"}
minutes = 5
balance = {age = 2, district = 1}

[[round]]
id = "hello\"""",
)
NAMES = ["Анна", "Борис", "Вера", "Глеб", "Дарья", "Захар", "Инна", "Кирилл", "Лидия", "Матвей", "Нина", "Олег"]


def guests() -> list[Registration]:
    """Whoever is young sits at table 1 with the young, for the list seats by turns of three; 5 and 8 do not get on."""
    return [
        Registration(
            f"{name} Гость",
            traits={"age": "18-29" if no % 3 == 1 else "60-plus", "district": "Центр" if no % 2 else "Южный"},
            sits_apart=("rivals",) if no in (5, 8) else (),
        )
        for no, name in enumerate(NAMES, 1)
    ]


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(MIXED, tables=3, people=12) as hall:
        take(hall, guests(), *range(1, 13))
        yield hall


def at(hall: Hall) -> dict[str, str | None]:
    return {name: state.seat.table for name, state in hall.session().seats.items() if name[0] == "p"}


def badges(told: str) -> set[int]:
    """The numbers of «1, 4–6»."""
    ends = [tuple(map(int, each.split("–"))) for each in told.split(",")]
    return {no for each in ends for no in range(each[0], each[-1] + 1)}


def enter(browser: Browser, hall: Hall, seat: str) -> Screen:
    return Screen(browser, f"http://127.0.0.1:{hall.port}", hall.seat(seat)["path"], hall.seat(seat)["token"])


def test_a_seating_is_looked_at_taken_carried_and_mended_by_hand(browser: Browser, hall: Hall) -> None:
    desk, before = Desk(browser, hall), at(hall)
    assert {before[f"p{no}"] for no in (1, 4, 7, 10)} == {"t1"}
    desk.tap("Seating").sees("Before the mixing", "12 people are mixed and get a table")
    expect(desk.dialog.locator(".ci__balance")).to_have_count(0)
    desk.has_no_faults()
    desk.tap("Mix the tables").sees("A proposal", "No rule is broken: pinned, together, apart.")
    expect(desk.dialog.locator(".ci__comes")).not_to_contain_text("(now")
    expect(desk.button("Take it: 12 people get a table")).to_be_visible()
    table = desk.dialog.locator(".ci__balance")
    young = table.locator("tbody tr td:nth-of-type(1)")
    expect(table.locator("tfoot td").first).to_have_text("1.3")
    expect(table.locator(".ci__value").nth(1)).to_have_text("60 and over")
    assert sorted(young.all_inner_texts()) == ["1", "1", "2"]
    expect(table.locator(".is-off")).to_have_count(0)
    assert at(hall) == before and not hall.session().rounds["seat1"].draft.people, "nothing is taken by looking"
    desk.has_no_faults()
    desk.tap("Take it").sees("Taken. The desk names these tables from now on", "As it is listed")
    listed = dict(hall.session().rounds["seat1"].draft.people)
    assert at(hall) == before and len(listed) == 12
    desk.press("Escape")  # the button that was pressed is gone
    expect(desk.dialog).to_have_count(0)
    expect(desk.button("Seating")).to_be_focused()
    lead = Screen(browser, f"http://127.0.0.1:{hall.port}", "/console", hall.token("lead"))
    hall.move("seat1", "open", "closed")
    lead.sees("wall and phones then say where everybody sits").close()
    hall.move("seat1", "revealed", "carried")
    assert at(hall) == before | listed
    wall = enter(browser, hall, "screen")
    wall.sees("Your table by your badge")
    rows = wall.page.locator("li").all_inner_texts()
    told = {f"t{no}": badges(row.split("\n")[-1]) for no, row in enumerate(rows, 1)}
    assert told == {table: {int(person[1:]) for person in listed if listed[person] == table} for table in told}
    wall.close()
    hall.move("hello", "open")
    moved = next(no for no in range(1, 13) if listed[f"p{no}"] != before[f"p{no}"])
    desk.type(str(moved)).press("Enter").shows(moved, listed[f"p{moved}"][1:])
    desk.tap("Another table").sees(f"Why table {listed[f'p{moved}'][1:]}")
    said = "18–29" if moved % 3 == 1 else "60 and over"
    desk.sees(f"age “{said}”:")
    assert not re.search("60-plus|18-29", desk.page.locator("#app").inner_text())
    there = next(no for no in (1, 2, 3) if f"t{no}" != listed[f"p{moved}"])
    price = desk.page.locator(".ci__pick").get_by_role("button", name=f"table {there}")
    expect(price).to_contain_text(re.compile(r"[+−]\d+\.\d|0"))
    desk.has_no_faults()
    price.click()
    desk.shows(moved, there)
    expect(price).to_contain_text("sits here")
    assert at(hall) == before | listed | {f"p{moved}": f"t{there}"}, "nobody else moves"
    phone = enter(browser, hall, f"p{moved}")
    phone.sees(f"No. {moved} · table {there}")
    phone.close()
    desk.close()


def test_a_proposal_counts_what_it_changes_and_whom_it_leaves_out(browser: Browser, hall: Hall) -> None:
    for no in (11, 12):
        assert hall.say("r1", "mark_attendance", people=[f"p{no}"], came=False)["ok"]
    desk = Desk(browser, hall).tap("Seating").tap("Mix the tables")
    desk.sees("2 of the list are not in it; whoever comes later gets a table on arrival.")
    expect(desk.button("Take it: 10 people get a table")).to_be_visible()
    desk.tap("Take it").sees("As it is listed")
    assert hall.say("r1", "mark_attendance", people=["p11"], came=True)["ok"]
    desk.tap("Mix the tables").sees("1 of the list is not in it").tap("Take it")
    expect(desk.button("Take it")).to_have_count(0)
    assert "p11" in hall.session().rounds["seat1"].draft.people
    desk.tap("Mix the tables")
    listed, shown = dict(hall.session().rounds["seat1"].draft.people), desk.button("Take it")
    expect(shown).to_contain_text(re.compile(r"^Take it: \d+ pe(rson|ople) would sit elsewhere"))
    said = int(re.sub(r"\D", "", shown.inner_text()))
    shown.click()
    expect(shown).to_have_count(0)
    now = hall.session().rounds["seat1"].draft.people
    assert said == sum(now[person] != listed[person] for person in listed), "by the tables that the desk names"
    desk.close()


def test_only_what_is_still_to_be_tells_of_pairs(browser: Browser) -> None:
    again = MIXED.replace(
        '[[round]]\nid = "hello"',
        '[[round]]\nid = "seat2"\nkind = "assign"\nwhat = "people"\nmode = "remix"\n'
        'title = {ru = "Пересадка", en = "Again"}\nminutes = 5\nbalance = {age = 1}\n\n[[round]]\nid = "hello"',
    )
    with Hall(again, tables=3, people=12) as hall:
        take(hall, guests(), *range(1, 13))
        people = {f"p{no}": f"t{(no - 1) // 4 + 1}" for no in range(1, 13)}
        assert hall.say("r1", "list_people", round="seat1", people=people)["ok"]
        hall.move("seat1", "open", "closed", "revealed", "carried")
        desk = Desk(browser, hall).tap("Seating").sees("As people sit")
        expect(desk.dialog).not_to_contain_text("have met before")
        desk.tap("Mix the tables").sees("A proposal", "have met before")
        desk.tap("Take it").sees("As it is listed", "have met before")
        hall.move("seat2", "open", "closed", "revealed", "carried")
        desk.sees("This round is over")
        expect(desk.dialog).not_to_contain_text("have met before")
        desk.close()


def test_a_list_that_is_taken_says_what_comes_before_printing(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("ФИО;Телефон\nАнна Гость;+7 900 000-00-01\n", encoding="utf-8")
    with Hall(MIXED, tables=3, people=12) as hall:
        desk = Desk(browser, hall).tap("List")
        assert isinstance(desk, Desk)
        desk.load(file).tap("Take 1 row").sees("first mix the tables and take the seating (Seating), then print")
        desk.close()


def test_a_closed_table_is_closed_on_console_and_wall_and_missed_by_nobody(browser: Browser, hall: Hall) -> None:
    lead = Screen(browser, f"http://127.0.0.1:{hall.port}", "/console", hall.token("lead"))
    hall.move("hello", "open")
    lead.sees("0 of 3", "Table 2 is not online: a spare tablet?")
    assert hall.say("r1", "close_table", table="t2", closed=True)["ok"]
    lead.sees("0 of 2")
    expect(lead.page.locator(".tile").nth(1)).to_contain_text("closed")
    expect(lead.page.locator(".tile.off")).to_have_count(2)
    expect(lead.page.locator("#app")).not_to_contain_text("Table 2 is not online")
    lead.close()


def test_until_a_seating_is_taken_nobody_is_told_a_table_and_then_the_drafted_one(browser: Browser, hall: Hall) -> None:
    desk = Desk(browser, hall)
    lead = Screen(browser, f"http://127.0.0.1:{hall.port}", "/console", hall.token("lead"))
    lead.sees("12 people have come, by the check-in desk", "0 phones have come in")
    desk.sees("mixes the tables, and no seating is taken for it yet")
    desk.type("2").press("Enter").sees("is here already; no table yet").shows(2, "—")
    desk.tap("Another table").sees("Take one under Seating; then everybody has a table.")
    expect(desk.page.locator(".ci__pick")).to_have_count(0)
    phone = enter(browser, hall, "p2")
    phone.sees("No. 2")
    expect(phone.page.get_by_text("table 2")).to_have_count(0)
    hall.move("seat1", "open", "closed")
    lead.sees("No seating is taken yet.", "Ask the check-in desk to mix the tables")
    expect(lead.page.locator(".seating__tables")).to_have_count(0)
    assert hall.say("r1", "list_people", round="seat1", people={f"p{no}": "t3" for no in range(1, 5)})["ok"]
    desk.shows(2, 3)
    lead.sees("Drafted, and not shown to the hall yet", "4 badges will have a place by the list")
    expect(lead.page.locator(".seating__tables li").nth(2)).to_contain_text("1–4, 6, 9, 12")
    expect(phone.page.get_by_text("table 3")).to_have_count(0)
    hall.move("seat1", "revealed")
    phone.sees("table 3")
    lead.sees("4 badges have a place by the list")
    expect(lead.page.get_by_text("Drafted, and not shown")).to_have_count(0)
    for screen in (desk, lead, phone):
        screen.close()


def test_a_move_that_breaks_a_rule_says_so_before_it_is_made(browser: Browser, hall: Hall) -> None:
    hall.move("seat1", "skipped")
    answer = hall.say("r1", "move_person", person="p8", table="t3")
    assert answer["ok"], answer
    desk = Desk(browser, hall).type("8").press("Enter").tap("Another table")
    expect(desk.page.locator(".ci__why .ci__problems")).to_have_text("Table 2: badges 5, 8 were to sit apart")
    expect(desk.page.locator(".ci__pick .act").nth(1).get_by_role("img")).to_have_count(1)
    assert at(hall)["p8"] == "t3"
    desk.close()


def test_one_desk_searches_and_the_other_goes_on_marking(browser: Browser, hall: Hall) -> None:
    for no in (11, 12):
        assert hall.say("r1", "mark_attendance", people=[f"p{no}"], came=False)["ok"]
    desk, other = Desk(browser, hall), Desk(browser, hall, "r2")
    desk.tap("Seating").sees("Before the mixing")
    desk.tap("Mix the tables")
    other.type("11").press("Enter")
    expect(other.page.locator(".ci__here b")).to_have_text("11", timeout=PATIENCE_MS)
    desk.sees("A proposal").tap("Take it").sees("Taken.")
    assert "p12" not in hall.session().rounds["seat1"].draft.people, "whoever is not here yet keeps the place"
    desk.close()
    other.close()
