"""A table that lost its tablet, at the desk in Chromium: what devices said since is shown before paper replaces it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.devices import PATIENCE_MS, Screen
from tests.hall import Hall
from tests.people import invented, take, to_the_vote
from tests.story import MINI

NINE = 9
BEST = MINI.replace("max_per_table = 2\nfields", 'max_per_table = 3\ncarry = {rule = "per_table", k = 1}\nfields', 1)
MAP = BEST.replace(
    "max_per_table = 3\n",
    """max_per_table = 3
authors = true
grid = {rows = [{id = "a", ru = "люди", en = "people"}, {id = "b", ru = "дома", en = "houses"}], \
cols = [{id = "x", ru = "скоро", en = "soon"}, {id = "y", ru = "потом", en = "later"}]}
""",
    1,
)
BLOCKED = "window.WebSocket = class { constructor() { throw new Error('blocked'); } };"


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(BEST, tables=3, people=NINE) as hall:
        take(hall, invented(NINE), *range(1, NINE + 1))
        yield hall


def desk_of(
    browser: Browser, hall: Hall, seat: str = "r1", table: int = 3, lang: str = "en", script: str = ""
) -> Screen:
    desk = Screen(browser, f"http://127.0.0.1:{hall.port}", "/check-in", hall.token(seat), lang, script)
    expect(desk.page.locator(".ci__find input")).to_be_focused(timeout=PATIENCE_MS)
    desk.page.keyboard.press("F4")
    expect(desk.page.locator(".pd__table input").first).to_be_focused(timeout=PATIENCE_MS)
    desk.page.keyboard.type(str(table))
    return desk


def title(page: Page) -> object:
    return page.locator(".pd__fields input").nth(1)


def stand(hall: Hall, table: str = "t3") -> list[tuple[int, str]]:
    return [(card.paper, card.title) for card in hall.session().round_cards("problems", table)]


def test_what_the_tablet_put_right_since_is_seen_before_the_paper_goes_over_it(browser: Browser, hall: Hall) -> None:
    hall.move("problems", "open")
    desk = desk_of(browser, hall)
    keys, number = desk.page.keyboard, desk.page.get_by_label("Number of the slip")
    number.click()
    keys.press("Tab")
    keys.type("Темно")
    keys.press("Enter")
    desk.sees("Slip 3-01 is in.")
    assert hall.say("t3", "revise_card", card="c1", fields={"title": "Темно в парке"}, revision=1)["ok"]
    for press, left in (("Leave what stands", "Темно в парке"), ("Put the paper over it", "Темно у школы")):
        desk.sees("Темно в парке")
        number.fill("3-01")
        field = desk.page.locator(".pd__fields input").nth(1)
        expect(field).to_have_value("Темно в парке")  # what stands is what a number shows first
        field.fill("Темно у школы")
        keys.press("Enter")
        desk.sees("What stands now did not come from paper", "From the table's tablet")
        expect(desk.page.locator(".pd__stands")).to_contain_text("Темно в парке")
        keys.press("Enter")  # Enter alone never insists
        expect(desk.page.locator(".pd__clash")).to_be_visible()
        assert stand(hall) == [(1, "Темно в парке")]
        desk.tap(press)
        expect(desk.page.locator(".pd__clash")).to_have_count(0)
        assert stand(hall) == [(1, left)]
    desk.close()


def test_a_ballot_of_the_tablet_is_said_to_stand_and_its_best_card_is_marked_at_the_desk(
    browser: Browser, hall: Hall
) -> None:
    hall.move("problems", "open")
    for text in ("Темно в парке", "Негде играть"):
        assert hall.say(
            "r1", "enter_card", round="problems", table="t3", no=1 + len(stand(hall)), fields={"title": text}
        )["ok"]
    hall.move("problems", "closed")
    desk = desk_of(browser, hall)
    keys = desk.page.keyboard
    desk.sees("The best card of this table", "nothing yet")
    desk.tick("Негде играть")
    desk.tap("Mark as the best").sees("It is in.", "handed in", "from paper")
    assert hall.session().rounds["problems"].gathering.best == {"t3": ("c2",)}
    assert hall.say("t3", "choose_best", round="problems", cards=["c1"])["ok"]
    desk.sees("handed in from the tablet")
    desk.tick("Негде играть").tap("Mark as the best").sees("is on no desk before the reveal").tap(
        "Put the paper over it"
    ).sees("It is in.")
    assert hall.session().rounds["problems"].gathering.best == {"t3": ("c2",)}
    hall.move("problems", "carried")
    hall.move("short", "open")
    assert hall.say("t3", "cast_ballot", round="short", choices={"c2": 1})["ok"]
    desk.sees("handed in from the tablet")
    desk.write("Cards that are marked", "1")
    keys.press("Enter")
    desk.sees("What stands now did not come from paper, and it is not shown here", "Ask the table")
    desk.sees("From the table's tablet").sees_no("See it, then put the paper over it")
    desk.tap("Leave what stands").sees("What stands stays.")
    assert hall.session().rounds["short"].ballots == {"t3": {"c2": 1}}
    desk.close()


def test_what_is_asked_about_follows_the_tablet_while_the_question_stands(browser: Browser, hall: Hall) -> None:
    hall.move("problems", "open")
    desk = desk_of(browser, hall)
    clash = desk.page.locator(".pd__clash")
    desk.page.locator(".pd__fields input").nth(1).fill("Темно у школы")
    assert hall.say("r2", "enter_card", round="problems", table="t3", no=1, fields={"title": "Темно"})["ok"]
    desk.sees("3-01")
    desk.page.keyboard.press("Enter")
    expect(clash).to_contain_text("From paper")
    assert hall.say("t3", "revise_card", card="c1", fields={"title": "Темно в парке"}, revision=1)["ok"]
    expect(clash).to_contain_text("Темно в парке", timeout=PATIENCE_MS)
    expect(clash).to_contain_text("From the table's tablet")
    expect(clash).not_to_contain_text("From paper")
    desk.tap("Put the paper over it").sees("Slip 3-01 is in.")  # it was seen: nobody is asked once more
    assert stand(hall) == [(1, "Темно у школы")]
    desk.close()


def test_two_desks_at_one_heap_and_an_answer_that_was_lost_make_no_slip_twice(browser: Browser, hall: Hall) -> None:
    hall.move("problems", "open")
    first = desk_of(browser, hall, script=BLOCKED)
    second = desk_of(browser, hall, "r2")
    lost: list[str] = []

    def lose(route: Route) -> None:
        """The desk hears it, and the answer never comes."""
        lost.append(route.fetch().text())
        route.abort()

    first.page.route("**/api/commands", lose)
    for desk, text in ((first, "Темно в парке"), (second, "Негде играть")):
        desk.page.get_by_label("Number of the slip").click()
        desk.page.keyboard.press("Tab")
        desk.page.keyboard.type(text)
    first.page.keyboard.press("Enter")
    first.sees("No answer from the desk")
    assert lost and stand(hall) == [(1, "Темно в парке")]
    first.sees("3-01")  # it stands there, and the number that was typed is still its number
    first.page.unroute("**/api/commands")
    first.tap("Enter the slip").sees("Slip 3-01 is in.")
    assert stand(hall) == [(1, "Темно в парке")]
    second.sees("3-01")
    second.page.keyboard.press("Enter")
    second.sees("Slip 3-01 is in already and says something else")
    assert stand(hall) == [(1, "Темно в парке")]
    second.page.get_by_label("Number of the slip").fill("2")
    expect(second.page.locator(".pd__fields input").nth(1)).to_have_value("Негде играть")
    second.page.keyboard.press("Enter")
    second.sees("Slip 3-02 is in.")
    assert stand(hall) == [(1, "Темно в парке"), (2, "Негде играть")]
    first.close()
    second.close()


def test_a_number_of_another_table_and_garbage_are_said_to_be_so(browser: Browser, hall: Hall) -> None:
    hall.move("problems", "open")
    desk = desk_of(browser, hall, lang="ru")
    number = desk.page.get_by_label("Номер листка")
    for text in ("2-01", "abc", "0", "-1", "3-", ""):
        number.fill(text)
        desk.page.locator(".pd__fields input").nth(1).fill("Темно")
        number.press("Enter")
        desk.sees("Какой листок? Номер стоит на нём самом: 3-01.")
    number.fill("03-02")
    number.press("Enter")
    desk.sees("Листок 3-02 внесён.")
    assert stand(hall) == [(2, "Темно")]
    desk.close()


def test_what_is_typed_stays_when_the_round_is_closed_under_the_hands(browser: Browser, hall: Hall) -> None:
    hall.move("problems", "open")
    desk = desk_of(browser, hall)
    text = desk.page.locator(".pd__fields input").nth(1)
    text.fill("Темно в парке")
    hall.move("problems", "closed")
    desk.sees("The round was closed meanwhile.")
    expect(text).to_have_value("Темно в парке")
    text.press("Enter")
    desk.sees("The round is closed. Your text is still here")
    hall.move("problems", "open")
    desk.sees_no("The round was closed meanwhile.")
    text.press("Enter")
    desk.sees("Slip 3-01 is in.")
    assert stand(hall) == [(1, "Темно в парке")]
    hall.move("problems", "closed")
    desk.sees_no("Number of the slip")  # what is in is not kept beside it
    desk.close()


def test_no_form_of_one_table_stands_under_the_number_of_another(browser: Browser, hall: Hall) -> None:
    hall.move("problems", "open")
    desk = desk_of(browser, hall)
    desk.sees("Problems")
    number = desk.page.get_by_label("Number of the table")
    desk.page.route("**/api/twin?table=t2", lambda route: route.abort())
    number.fill("2")
    desk.sees("Looking what this table can hand in…").sees_no("Number of the slip")
    for text in ("17", "abc", "-1"):
        number.fill(text)
        desk.sees("There is no such table.").sees_no("Number of the slip")
    number.fill("03")
    desk.sees("Number of the slip")
    desk.close()


def test_a_table_hands_in_a_blank_ballot_by_saying_so_twice(browser: Browser, hall: Hall) -> None:
    hall.move("problems", "open")
    assert hall.say("t1", "submit_card", round="problems", fields={"title": "Темно"})["ok"]
    hall.move("problems", "closed", "carried")
    hall.move("short", "open")
    desk = desk_of(browser, hall)
    line = desk.page.get_by_label("Cards that are marked")
    for text, words in (
        ("7", "there is no such card"),
        ("1 1", "stands there twice"),
        ("x", "ask the table what it says"),
    ):
        line.fill(text)
        line.press("Enter")
        desk.sees(words)
    line.fill("")
    line.press("Enter")
    desk.sees("Enter once more: the table's ballot is blank.")
    assert not hall.session().rounds["short"].ballots
    line.press("Enter")
    desk.sees("It is in.")
    assert hall.session().rounds["short"].ballots == {"t3": {}}
    desk.close()


def test_a_slip_of_a_map_has_its_cell_and_its_author(browser: Browser) -> None:
    with Hall(MAP, tables=3, people=NINE) as hall:
        take(hall, invented(NINE), *range(1, NINE + 1))
        hall.move("problems", "open")
        desk = desk_of(browser, hall)
        desk.page.locator(".pd__fields input").nth(1).fill("Темно")
        desk.page.get_by_label("Row of the map").select_option(label="2. houses")
        desk.page.get_by_label("Column of the map").select_option(label="1. soon")
        author = desk.page.get_by_label("Badge whose thought it is")
        for text, words in (("7x", "this cannot be read"), ("99", "There is no badge with this number")):
            author.fill(text)
            author.press("Enter")
            desk.sees(words)
        author.fill("7")
        author.press("Enter")
        desk.sees("Slip 3-01 is in.")
        (card,) = hall.session().round_cards("problems", "t3")
        assert (card.fields["row"], card.fields["col"], card.author) == ("b", "x", 7)
        desk.page.get_by_label("Number of the slip").fill("1")
        expect(author).to_have_value("7")  # typed once more, it keeps what the slip says
        desk.close()


def test_a_list_is_chosen_from_and_handed_in_by_the_keyboard_alone(browser: Browser) -> None:
    with Hall(MAP, tables=3, people=NINE) as hall:
        take(hall, invented(NINE), *range(1, NINE + 1))
        hall.move("problems", "open")
        desk = desk_of(browser, hall)
        keys = desk.page.keyboard
        desk.page.get_by_label("Number of the slip").focus()
        keys.press("Enter")
        desk.sees("Write something first.")  # what was said last goes with the first touch of a list
        desk.page.locator(".pd__fields input").nth(1).focus()
        keys.type("Dark")
        keys.press("Tab")
        keys.press("Tab")
        keys.press("1")
        expect(desk.page.get_by_label("Сфера")).to_have_value("eco")
        keys.press("Tab")
        keys.press("2")
        expect(desk.page.get_by_label("Row of the map")).to_have_value("b")
        keys.press("Tab")
        keys.press("ArrowDown")
        expect(desk.page.get_by_label("Column of the map")).to_have_value("x")
        keys.press("Enter")
        desk.sees("Slip 3-01 is in.")
        (card,) = hall.session().round_cards("problems", "t3")
        assert (card.fields["row"], card.fields["col"]) == ("b", "x")
        desk.close()


def test_a_consent_that_is_ticked_stays_ticked_whatever_was_said_before(browser: Browser, hall: Hall) -> None:
    to_the_vote(hall)
    assert hall.say("p1", "cast_ballot", round="choose", choices={"c3": 1, "c4": 1})["ok"]
    hall.move("choose", "closed", "revealed", "carried")
    hall.move("groups", "open")
    assert hall.say("r2", "mark_attendance", people=["p4"], came=False)["ok"]
    desk = desk_of(browser, hall)
    badge = desk.page.get_by_label("Number of the badge")
    badge.fill("0")
    badge.press("Enter")
    desk.sees("this cannot be read")
    desk.page.locator(".pd__consents .row label").first.click()
    expect(desk.page.locator(".pd__consents .row.is-on")).to_have_count(1)
    badge.fill("4")
    desk.page.get_by_label("Number of the card").fill("1")
    desk.page.get_by_label("Role").fill("2")
    badge.press("Enter")
    desk.sees("Badge 4 was not seen at the door today. Enter once more")
    assert not hall.session().memberships
    badge.press("Enter")
    title_ = next(card.title for card in hall.session().cards.values() if card.id == "c3")
    desk.sees(f"The line is in: badge 4, {title_}, ")
    expect(desk.page.get_by_label("Lines that you typed in").locator("li")).to_have_count(1)
    assert [person for _, person in hall.session().memberships] == ["p4"]
    badge.fill("5")
    desk.page.get_by_label("Role").fill("2")
    badge.press("Enter")
    desk.sees("The line is in: badge 5, ")
    expect(desk.page.get_by_label("Lines that you typed in").locator("li").first).to_contain_text(title_)
    desk.close()
