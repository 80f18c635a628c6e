"""A vote on paper in Chromium: two people read five papers, one differently; a table votes by hands; the sums close."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from documents import papers
from tests.browser.devices import PATIENCE_MS, Console, Screen
from tests.hall import Hall
from tests.looking import reading_of
from tests.people import invented, take, to_the_vote
from tests.story import EVENING, MINI, PAPERS, SHEETS, Story, after, card, to

NINE = 9
# Of nine badges 1, 4, 7 sit at t1; 2, 5, 8 at t2; 3, 6, 9 at t3.


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(MINI, tables=3, people=NINE) as hall:
        take(hall, invented(NINE), *range(1, NINE + 1))
        yield hall


class Reader:
    """Somebody who reads papers with the keyboard alone, at the console or at a check-in desk."""

    def __init__(self, screen: Screen) -> None:
        self.screen, self.keys = screen, screen.page.keyboard

    def read(self, no: str, marks: str) -> None:
        """The number stands there already or is typed; the marks, and Enter."""
        number = self.screen.page.get_by_label("Number of the paper")
        if number.input_value() != no:
            number.fill(no)
            number.press("Enter")
        self.keys.type(marks)
        self.keys.press("Enter")
        expect(self.screen.page.locator(".pd__said")).to_contain_text(f"Paper {no} is read.", timeout=PATIENCE_MS)

    def stands(self, no: str, words: str) -> None:
        """The paper's line says so."""
        row = self.screen.page.locator(".pd__papers li").filter(has=self.screen.page.get_by_text(no, exact=True))
        expect(row).to_contain_text(words, timeout=PATIENCE_MS)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_way_to_the_papers_stands_beside_what_is_missing_and_can_be_pressed(
    browser: Browser, hall: Hall, lang: str
) -> None:
    to_the_vote(hall)
    assert hall.say("lead", "give_papers", round="choose", contest=1, people=["p4", "p7"], on=True)["ok"]
    assert hall.say("lead", "read_paper", round="choose", contest=1, no="1-1", choices={"c3": 1})["ok"]
    console = Console(browser, f"http://127.0.0.1:{hall.port}", "/console", hall.token("lead"), lang)
    warning, way = console.page.locator(".turnout .st.need"), console.page.locator(".turnout__paper .btn")
    expect(warning).to_be_visible(timeout=PATIENCE_MS)
    for width, height in ((1280, 800), (1024, 768)):
        console.page.set_viewport_size({"width": width, "height": height})
        said, pressed = warning.bounding_box(), way.bounding_box()
        assert said and pressed
        assert abs((said["y"] + said["height"] / 2) - (pressed["y"] + pressed["height"] / 2)) < pressed["height"]
        assert said["x"] + said["width"] <= pressed["x"] and pressed["x"] + pressed["width"] <= width
        assert pressed["y"] + pressed["height"] <= height, "in sight without a turn of the wheel"
        way.click()
        expect(console.page.get_by_role("dialog")).to_be_visible()
        console.page.keyboard.press("Escape")
        expect(console.page.get_by_role("dialog")).to_have_count(0)
    console.close()


def test_holding_a_vote_again_says_that_its_printed_ballots_are_void(browser: Browser, hall: Hall) -> None:
    to_the_vote(hall)
    console = Console(browser, f"http://127.0.0.1:{hall.port}", "/console", hall.token("lead"))
    assert hall.say("p1", "cast_ballot", round="choose", choices={"c3": 1})["ok"]
    hall.move("choose", "closed", "revealed")
    console.sees("Result").tap("Hold this vote again").sees(
        "Ballots that are printed already are void: print them anew"
    )
    console.close()


def test_two_people_read_five_papers_and_a_table_votes_by_hands(browser: Browser, hall: Hall) -> None:
    to_the_vote(hall)
    base = f"http://127.0.0.1:{hall.port}"
    assert hall.say("p1", "cast_ballot", round="choose", choices={"c3": 1})["ok"]
    console = Console(browser, base, "/console", hall.token("lead"))
    desk = Screen(browser, base, "/check-in", hall.token("r1"))
    console.sees("Paper and hands")
    console.page.keyboard.press("Shift+H")
    desk.sees("Check-in")
    expect(desk.page.locator(".ci__find input")).to_be_focused()
    desk.page.keyboard.press("F4")
    desk.tap("Give out")
    for badges, words in (
        ("4 abc", "“abc”: this cannot be read."),
        ("4 99 7 98", "Badges 99, 98 were not seen at the door today."),
        ("4 1 7", "Badge 1: A ballot of this person lies in the box already."),
    ):
        desk.page.get_by_label("Badges that take a paper").fill(badges)
        desk.page.keyboard.press("Enter")
        desk.sees(words)
        expect(desk.page.get_by_label("Badges that take a paper")).to_have_attribute("aria-invalid", "true")
    desk.page.get_by_label("Badges that take a paper").fill("4 7")
    desk.page.keyboard.press("Enter")
    desk.sees("2 papers given out.")
    desk.page.get_by_role("button", name="table 2", exact=True).click()
    desk.tap("To all 3 who have not voted")
    desk.button(".*press again within").click()
    console.sees("5 papers given out")

    first, second = Reader(console), Reader(desk)
    desk.tap("Read papers")
    for no, marks in (("1-1", "1 2"), ("1-2", "3"), ("2-1", "1"), ("2-2", "x"), ("2-3", "2,3")):
        first.read(no, marks)
    for no, marks in (("1-1", "2 1"), ("1-2", "2"), ("2-1", "1"), ("2-2", "х"), ("2-3", "3 2")):
        second.read(no, marks)
    first.stands("1-2", "read differently: both look at the paper again")
    second.stands("1-2", "read differently")
    first.stands("2-2", "read alike")
    assert "1-2" in console.page.locator(".pd__papers li").first.inner_text(), "what needs a person stands first"
    second.read("1-2", "3")
    first.stands("1-2", "read alike")
    number = desk.page.get_by_label("Number of the paper")
    number.fill("1-3")
    number.press("Enter")
    desk.page.keyboard.type("1")
    desk.page.keyboard.press("Enter")
    desk.sees("More papers are read than were given out")
    number.fill("1-9")
    number.press("Enter")
    desk.page.keyboard.type("1")
    desk.page.keyboard.press("Enter")
    desk.sees("There is no paper 1-9: 1-5 is the last of this table.")
    number.fill("1-1")
    expect(desk.page.get_by_label(re.compile("Cards that are marked"))).to_have_value("")  # they were of another paper
    number.press("Enter")
    first.stands("1-1", "read alike")
    for marks, words in (
        ("3", "You have read paper 1-1 otherwise, and"),
        ("2 1", "Paper 1-1 is read."),
    ):
        number.fill("1-1")
        number.press("Enter")
        desk.page.keyboard.type(marks)
        desk.page.keyboard.press("Enter")
        desk.sees(words)
        first.stands("1-1", "read alike")
    number.fill("1-1")
    number.press("Enter")
    desk.page.keyboard.type("3")
    desk.page.keyboard.press("Enter")
    desk.sees("Enter once more: this goes in place of your reading")
    desk.page.keyboard.press("Enter")
    desk.sees("Your reading of paper 1-1 is another now")
    first.stands("1-1", "read differently")
    second.read("1-1", "1 2")
    first.stands("1-1", "read alike")

    desk.tap("Hands")
    desk.write("Number of the table", "3")
    desk.sees("At most 3. At this table: 3 on the roll, 0 voted by phone or tablet, 0 with a paper.")
    raised, first_card = desk.page.get_by_label("Count the people who raise a hand"), desk.page.get_by_label("1 Фонари")
    expect(raised).to_have_value("")
    for voters, marks, field, words in (
        ("", "2", raised, "How many? 0 takes the count of this table away."),
        ("4", "2", raised, "So many cannot vote by hand here any more."),
        ("1", "2", first_card, "At most 1 hand for one card"),
        ("3", "", None, "No card has a hand. Once more, if nobody raised one"),
    ):
        raised.fill(voters)
        first_card.fill(marks)
        first_card.press("Enter")
        expect(desk.page.locator(".pd__beside")).to_have_count(1)
        desk.sees(words)
        if field is not None:
            beside = desk.page.locator("label.pd__n", has=desk.page.locator(".pd__beside")).locator("input")
            expect(beside).to_have_value(voters if field is raised else marks)
    assert not hall.session().rounds["choose"].hands
    first_card.fill("2")
    desk.page.get_by_label("2 Кружок").fill("1")
    desk.page.keyboard.press("Enter")
    desk.sees("Table 3: 3 by hands")
    assert hall.say("lead", "drop_paper", round="choose", contest=1, no="2-1")["ok"]
    wall = Screen(browser, base, "/projector", hall.token("screen"))
    tablet = Screen(browser, base, "/table/1", hall.token("t1"))
    phone = Screen(browser, base, "/p/1", hall.token("p1"))
    hall.move("choose", "closed")
    console.page.keyboard.press("Escape")
    console.sees("Before the reveal: 1 paper was read by one person only").tap("Reveal the result")
    console.sees("Reveal without them: 1 paper was read by one person only")
    console.page.keyboard.press("Escape")
    desk.tap("Read papers")
    desk.button("Take back your reading of paper 2-1").click()
    console.sees("Before the reveal: 1 paper that was given out has not been read")  # it has not vanished
    first, second = Reader(console), Reader(desk)
    console.page.keyboard.press("Shift+H")
    first.read("2-1", "1")
    second.read("2-1", "1")
    console.page.keyboard.press("Escape")
    console.sees_no("Before the reveal")
    console.act("Reveal the result").phase("revealed")
    outcome = hall.session().rounds["choose"].outcome
    assert outcome is not None and outcome.reckoning is not None
    assert {row.card: row.score for row in outcome.scores} == {"c3": 5, "c4": 3, "c5": 2}
    assert outcome.reckoning.adds_up(outcome.ballots)
    for screen in (console, wall, tablet, phone):
        screen.sees("Could vote 9 · handed in 9 · spoiled 1 · counted 8:", "it adds up")
    for screen in (console, desk, wall, tablet, phone):
        screen.close()


def test_a_result_that_does_not_add_up_says_so_on_every_screen(browser: Browser, hall: Hall) -> None:
    to_the_vote(hall)
    base = f"http://127.0.0.1:{hall.port}"
    assert hall.say("p1", "cast_ballot", round="choose", choices={"c3": 1})["ok"]
    assert hall.say("lead", "give_papers", round="choose", contest=1, people=["p2", "p5"], on=True)["ok"]
    assert hall.say("lead", "read_paper", round="choose", contest=1, no="2-1", choices={"c4": 1})["ok"]
    seats = (("/console", "lead"), ("/projector", "screen"), ("/table/1", "t1"), ("/p/1", "p1"))
    screens = [Screen(browser, base, path, hall.token(seat), lang="ru") for path, seat in seats]
    hall.move("choose", "closed", "revealed")
    for screen in screens:
        screen.sees(
            "Могли голосовать 9 · подано 2 · испорчено 0 · посчитано 1:", "не сходится", "1 бумагу прочитал только один"
        )
        expect(screen.page.locator(".sums.is-need")).to_be_visible()
        screen.close()


def test_a_desk_types_in_the_slips_and_the_ballot_of_a_table_without_a_tablet(browser: Browser, hall: Hall) -> None:
    base = f"http://127.0.0.1:{hall.port}"
    desk = Screen(browser, base, "/check-in", hall.token("r1"))
    hall.move("problems", "open")
    desk.sees("Check-in")
    expect(desk.page.locator(".ci__find input")).to_be_focused()
    desk.page.keyboard.press("F4")
    desk.sees("A table without a tablet", "No vote by people is open")
    expect(desk.page.get_by_label("Number of the table")).to_be_focused()
    desk.page.keyboard.type("3")
    desk.sees("Problems")
    keys = desk.page.keyboard
    number = desk.page.get_by_label("Number of the slip")
    number.click()
    for no, title in ((1, "Темно у школы"), (2, "Негде посидеть")):
        expect(number).to_have_value(f"3-0{no}", timeout=PATIENCE_MS)
        keys.press("Tab")
        keys.type(title)
        keys.press("Enter")
        desk.sees(f"Slip 3-0{no} is in.", title)
    number.fill("1")
    desk.page.get_by_label("\u041f\u0440\u043e\u0431\u043b\u0435\u043c\u0430").fill("Темно у новой школы")
    keys.press("Enter")
    desk.sees("Темно у новой школы")
    tablet = Screen(browser, base, "/table/3", hall.token("t3"))
    tablet.sees("Темно у новой школы", "Негде посидеть")
    assert len(hall.session().round_cards("problems", "t3")) == 2
    hall.move("problems", "closed", "carried")
    hall.move("short", "open")
    desk.sees("The tables choose", "nothing yet")
    desk.write("Cards that are marked", "2 1")
    keys.press("Enter")
    desk.sees("It is in.", "handed in")
    assert hall.session().rounds["short"].ballots == {"t3": {"c1": 1, "c2": 1}}
    desk.close()
    tablet.close()


OVERFULL = """() => [...document.querySelectorAll(".paper, .page")].filter((each) => {
  const footer = each.querySelector(":scope > footer");
  const last = footer && footer.previousElementSibling.getBoundingClientRect().bottom;
  const over = getComputedStyle(each).overflow === "hidden" && each.scrollHeight > each.clientHeight + 1;
  return over || (footer && last > footer.getBoundingClientRect().top + 1);
}).length"""
LONG = "Открываем вечернюю площадку во дворе школы на Лесной вместе с родителями и тренерами"


@pytest.mark.parametrize("cards", [3, 10, 11, 24, 25, 45])
def test_no_card_is_cut_off_a_printed_ballot(page: Page, tmp_path: Path, cards: int) -> None:
    page.emulate_media(media="print")
    many = PAPERS.replace('output = "problems"\nfields', f'output = "problems"\nmax_per_table = {cards}\nfields')
    wrote = [card(f"t{no % 3 + 1}", f"{LONG} {no}"[:90]) for no in range(cards)]
    story = after([to("problems", "open"), *wrote, to("problems", "carried")], many, people=6)
    for round_id in ("people", "spread", "shares", "hands", "grades"):
        for blank in (False, True):
            path = papers.ballots(
                tmp_path, reading_of(story), story.round(round_id), "ru", lambda no: "K7M-2XB", blank=blank
            )
            page.goto(path.as_uri())
            assert page.evaluate(OVERFULL) == 0, (round_id, blank)


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("scenario", [EVENING, SHEETS], ids=["evening", "sheets"])
def test_no_paper_of_an_envelope_is_overfull(page: Page, tmp_path: Path, scenario: str, lang: str) -> None:
    page.emulate_media(media="print")
    page.goto(papers.envelopes(tmp_path, reading_of(Story(scenario, tables=2, people=9)), lang).as_uri())
    assert page.evaluate(OVERFULL) == 0
