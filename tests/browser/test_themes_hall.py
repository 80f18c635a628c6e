"""The hall and its themes in Chromium: a table follows its card into a theme, objects, finds it again in a group."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.devices import PATIENCE_MS, Screen
from tests.hall import Hall
from tests.story import THEMES

DAY = THEMES.replace(
    '[[round]]\nid = "short"',
    '[[round]]\nid = "talk"\nkind = "info"\ntitle = {ru = "Разговор", en = "A talk"}\nminutes = 5\n'
    'prompt = {ru = "Всё ли верно?", en = "Is all of it right?"}\n\n[[round]]\nid = "short"',
)
TITLES = ("Dark in the park", "Nowhere to play", "No light in the park", "The club is shut")


@pytest.fixture
def hall() -> Iterator[Hall]:
    """A day in which every table has written; the theme team has not begun."""
    with Hall(DAY) as hall:
        hall.move("problems", "open")
        for no, title in zip((1, 2, 3, 1), TITLES, strict=True):
            assert hall.say(f"t{no}", "submit_card", round="problems", fields={"title": title})["ok"]
        hall.move("problems", "closed", "carried")
        hall.move("themes", "open")
        yield hall


def enter(browser: Browser, hall: Hall, seat: str, lang: str = "en") -> Screen:
    row = hall.seat(seat)
    return Screen(browser, f"http://127.0.0.1:{hall.port}", row["path"], row["token"], lang)


def lay(hall: Hall) -> None:
    """The theme team lays the two cards of the park together and sets the club aside."""
    told = hall.say("e1", "merge_cards", round="themes", cards={"c1": "", "c3": ""}, title="Light in the park")
    assert told["ok"], told
    assert hall.say("e1", "set_aside", round="themes", cards={"c4": ""}, reason="administration")["ok"]


def dialog(page: Page, words: str) -> None:
    """These words are in the dialog that lies on top."""
    expect(page.get_by_role("dialog").last).to_contain_text(re.compile(words), timeout=PATIENCE_MS)


def test_a_table_follows_its_cards_objects_and_takes_it_back(hall: Hall, browser: Browser) -> None:
    table = enter(browser, hall, "t1").sees(
        "Dark in the park", "waits for the theme team", "of 4 cards have their place"
    )
    lay(hall)
    table.sees("in the theme “Light in the park”", "No light in the park", "set aside: to the administration")
    expect(table.button("That is not it")).to_have_count(0)
    hall.move("themes", "closed", "revealed")
    table.sees("Look where your cards went", "the card goes before the hall by itself")
    table.tap("That is not it")
    table.page.get_by_label("Why?").fill("Ours is about the stop")
    table.page.get_by_role("dialog").get_by_role("button", name="Object").click()
    table.sees("You object: the card goes before the hall by itself", "Ours is about the stop").reload().sees(
        "You object"
    )
    assert hall.session().rounds["themes"].board.objections["c1"].text == "Ours is about the stop"
    table.tap("Take the objection back").sees_no("You object").sees("Everything has reached the desk")
    assert not hall.session().rounds["themes"].board.objections
    table.close()


def test_without_a_connection_the_objection_waits_and_then_goes(hall: Hall, browser: Browser) -> None:
    lay(hall)
    hall.move("themes", "closed", "revealed", "carried")
    hall.move("talk", "open")
    table = enter(browser, hall, "t3").sees("Is all of it right?", "in the theme “Light in the park”")
    table.context.set_offline(True)
    table.tap("That is not it").page.get_by_role("dialog").get_by_role("button", name="Object").click()
    table.sees("the objection waits on this tablet for a connection")
    assert not hall.session().rounds["themes"].board.objections
    table.context.set_offline(False)
    table.sees("You object: the card goes before the hall by itself")
    hall.move("talk", "closed", "carried")
    hall.move("short", "open")
    table.sees("No light in the park")
    assert set(hall.session().rounds["short"].taken.cards) == {"m1", "c2", "c3"}  # type: ignore[union-attr]
    table.close()


def test_a_table_finds_its_card_again_in_the_group_that_came_of_it(hall: Hall, browser: Browser) -> None:
    lay(hall)
    hall.move("themes", "closed", "revealed", "carried")
    hall.move("short", "open")
    for table in ("t1", "t2"):
        assert hall.say(table, "cast_ballot", round="short", choices={"m1": 1})["ok"]
    tablet = enter(browser, hall, "t3")
    tablet.tap("Where is my card?").page.get_by_role("dialog").get_by_role(
        "button", name="No light in the park"
    ).click()
    dialog(tablet.page, "beside these cards:\\s*Dark in the park.*The hall is voting on it")
    expect(tablet.page.get_by_role("dialog").last).not_to_contain_text("table 1")
    hall.move("short", "closed", "revealed", "carried")
    hall.move("solutions", "open")
    assert hall.say("t2", "submit_card", round="solutions", fields={"title": "Lamps by our own hands"}, parent="m1")[
        "ok"
    ]
    assert hall.say("lead", "admit_card", card="c5")["ok"]
    hall.move("solutions", "closed", "carried")
    hall.move("choose", "open")
    for no in range(1, 7):
        assert hall.say(f"p{no}", "cast_ballot", round="choose", choices={"c5": 1})["ok"]
    hall.move("choose", "closed", "revealed", "carried")
    hall.move("groups", "open")
    for no, role in ((1, "leader"), (2, "member")):
        assert hall.say(f"p{no}", "sign_up", round="groups", card="c5", role=role)["ok"]
    tablet.reload().tap("Where is my card?").page.get_by_role("dialog").get_by_role("button", name="No light").click()
    path = tablet.page.get_by_role("dialog").last
    expect(path).to_contain_text(re.compile("place 1 of 2.*It went on"), timeout=PATIENCE_MS)
    path.get_by_role("button", name="Lamps by our own hands").click()
    expect(path).to_contain_text("2 people joined it. The group lives", timeout=PATIENCE_MS)
    expect(path).to_contain_text(re.compile("No light in the park.*table 3"))
    tablet.close()
    phone = enter(browser, hall, "p5").sees("Lamps by our own hands").tap("Lamps by our own hands")
    phone.tap("The path of a card")
    dialog(phone.page, "Light in the park.*table 1.*Written at table 2.*2 people joined it")
    phone.close()


def test_the_wall_and_a_phone_read_the_themes(hall: Hall, browser: Browser) -> None:
    lay(hall)
    wall, phone = enter(browser, hall, "screen"), enter(browser, hall, "p1").sees("1 theme so far")
    wall.sees("of 4 cards have their place").sees_no("Dark in the park")
    hall.move("themes", "closed", "revealed")
    wall.sees("1 theme and 1 single card", "Light in the park", "Nowhere to play").sees_no("The club is shut")
    phone.sees("Light in the park", "Nowhere to play").tap("Light in the park")
    dialog(phone.page, "Dark in the park.*No light in the park")
    expect(phone.page.get_by_role("dialog")).not_to_contain_text("table")
    phone.page.get_by_role("button", name="Close").click()
    phone.tap("Where is my card?").page.get_by_label("A word of the card").fill("club")
    phone.page.get_by_role("dialog").get_by_role("button", name="The club is shut").click()
    expect(phone.page.get_by_role("dialog").last).to_contain_text(
        "set it aside: to the administration", timeout=PATIENCE_MS
    )
    hall.move("themes", "carried")
    assert hall.say("lead", "show_scene", scene="lineage", card="c1")["ok"]
    wall.sees("How it came about", "Dark in the park", "The theme team laid it into the theme “Light in the park”")
    phone.close()
    wall.close()


def test_the_name_of_the_round_gives_way_to_what_the_hall_may_do(browser: Browser) -> None:
    name = 'title = {ru = "Сборка тем'
    assert name in DAY
    with Hall(DAY.replace(name, f"{name} и слияние близких решений за длинный перерыв")) as hall:
        hall.move("problems", "open")
        for no in (1, 2, 3):
            assert hall.say(f"t{no}", "submit_card", round="problems", fields={"title": f"Card {no}"})["ok"]
        hall.move("problems", "closed", "carried")
        hall.move("themes", "open", "closed", "revealed")
        wall = enter(browser, hall, "screen", "ru").sees("Возразите на планшете стола")
        name_of, note = (wall.page.locator(each).bounding_box() for each in (".scene__round", ".themes__top p"))
        assert name_of and note and name_of["x"] + name_of["width"] <= note["x"]
        wall.close()
