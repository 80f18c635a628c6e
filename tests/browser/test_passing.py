"""The tablet goes round a table of four in Chromium: each votes alone, and the next never sees the last."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.devices import PATIENCE_MS, Screen
from tests.hall import Hall
from tests.people import invented, take
from tests.story import MINI

FOUR = 4
CARDS = ("Фонари вдоль спуска", "Кружок робототехники", "Посадим школьный сад")


@pytest.fixture
def hall() -> Iterator[Hall]:
    scenario = MINI.replace("tables = 3\npeople = 9", "tables = 1\npeople = 4").replace(
        "quorum = {person = 0.6, table = 2}", ""
    )
    with Hall(scenario, tables=1, people=FOUR) as hall:
        take(hall, invented(FOUR), *range(1, FOUR + 1))
        yield hall


def to_the_vote(hall: Hall) -> None:
    """One table writes, chooses and answers, up to the people's choice."""
    hall.move("problems", "open")
    for title in ("Темно в парке", "Негде играть"):
        assert hall.say("t1", "submit_card", round="problems", fields={"title": title})["ok"]
    hall.move("problems", "closed", "carried")
    hall.move("short", "open")
    assert hall.say("t1", "cast_ballot", round="short", choices={"c1": 1, "c2": 1})["ok"]
    hall.move("short", "closed", "revealed", "carried")
    hall.move("solutions", "open")
    for title in CARDS[:2]:
        assert hall.say("t1", "submit_card", round="solutions", fields={"title": title}, parent="c1")["ok"]
    hall.move("solutions", "closed")
    for card in ("c3", "c4"):
        assert hall.say("lead", "admit_card", card=card)["ok"]
    hall.move("solutions", "carried")
    hall.move("choose", "open")


def test_a_tablet_passed_among_four_voters(browser: Browser, hall: Hall) -> None:
    to_the_vote(hall)
    tablet = Screen(browser, f"http://127.0.0.1:{hall.port}", "/table/1", hall.token("t1"))
    page = tablet.page
    tablet.sees("0 of 4 at this table have voted").tap("Vote on this tablet")
    receipts = []
    for no in range(1, FOUR + 1):
        tablet.sees("Who votes now?", str(no - 1))
        if no % 2:
            page.get_by_label("Code of your badge").fill(hall.seat(f"p{no}")["code"].lower())
            tablet.tap("Take the ballot")
        else:
            page.locator(".booth__people button").nth(no - 1).click()
        tablet.sees(f"Badge {no}, you vote alone")
        expect(page.locator(".row.is-on")).to_have_count(0)  # nothing of whoever held it before
        assert not any(code in page.locator("#app").inner_text() for code in receipts)
        tablet.tick(CARDS[0] if no < FOUR else CARDS[1])
        tablet.tap("Cast the ballot")
        tablet.sees("Your ballot lies in the box", "whoever knows the code can look up its marks")
        code = page.locator(".booth__receipt b").inner_text()
        assert re.fullmatch(r"[A-Z2-9]{3}-[A-Z2-9]{3}", code) and code not in receipts
        receipts.append(code)
        kept = page.evaluate("Object.keys(localStorage).map((key) => key + localStorage.getItem(key)).join()")
        assert code not in kept and "cast_ballot" not in kept, "the tablet keeps nothing of a ballot"
        expect(page.locator(".row.is-on")).to_have_count(0)
        tablet.tap("Pass the tablet on" if no < FOUR else "All of the table have voted")
    tablet.sees("4 of 4 at this table have voted")
    hall.move("choose", "closed", "revealed")
    outcome = hall.session().rounds["choose"].outcome
    assert outcome is not None and outcome.reckoning is not None
    assert {row.card: row.score for row in outcome.scores} == {"c3": 3, "c4": 1}
    assert (outcome.reckoning.tablets, outcome.electors, outcome.ballots) == (FOUR, FOUR, FOUR)
    assert sorted(each.receipt for each in hall.session().rounds["choose"].sealed or ()) == sorted(receipts)
    assert not tablet.faults, tablet.faults


def test_a_ballot_that_is_left_alone_is_taken_off_the_screen(browser: Browser, hall: Hall) -> None:
    to_the_vote(hall)
    tablet = Screen(browser, f"http://127.0.0.1:{hall.port}", "/table/1", hall.token("t1"))
    tablet.page.clock.install()
    tablet.page.reload()
    tablet.tap("Vote on this tablet")
    tablet.page.locator(".booth__people button").first.click()
    tablet.tick(CARDS[0])
    expect(tablet.page.locator(".row.is-on")).to_have_count(1)
    tablet.page.clock.run_for(1_000)  # the page has seen the mark, and begins to count anew
    tablet.page.clock.fast_forward(91_000)
    expect(tablet.page.get_by_text("Who votes now?")).to_be_visible(timeout=PATIENCE_MS)
    tablet.page.locator(".booth__people button").nth(1).click()
    tablet.sees("Badge 2, you vote alone")
    expect(tablet.page.locator(".row.is-on")).to_have_count(0)


def test_a_phone_keeps_its_marks_where_hands_were_counted_for_everybody(browser: Browser, hall: Hall) -> None:
    to_the_vote(hall)
    phone = Screen(browser, f"http://127.0.0.1:{hall.port}", "/", hall.token("p1"))
    phone.tick(CARDS[1])
    assert hall.say("t1", "count_hands", round="choose", contest=1, voters=FOUR, choices={"c3": FOUR})["ok"]
    phone.tap("Cast the ballot").sees("At your table hands were counted for everybody. Raise it with your host")
    expect(phone.page.locator(".row.is-on")).to_have_count(1)
    phone.tap("Understood")
    expect(phone.page.locator(".row.is-on")).to_contain_text(CARDS[1])
    assert hall.say("t1", "count_hands", round="choose", contest=1, voters=2, choices={"c3": 2})["ok"]
    phone.tap("Cast the ballot").sees("The ballot is accepted").tap("Change until the close")
    expect(phone.page.locator(".row.is-on")).to_contain_text(CARDS[1])
    other = Screen(browser, f"http://127.0.0.1:{hall.port}", "/", hall.token("p2"))
    other.tick(CARDS[0]).tap("Blank ballot").tap("Cast it blank").sees("The ballot is accepted")
    other.tap("Change until the close").sees("Leave my ballot as it is")
    expect(other.page.locator(".row.is-on")).to_have_count(0)  # what was handed in last, and not what was marked before
    phone.close()
    other.close()


def test_who_came_in_by_name_is_told_how_the_ballot_can_be_changed(browser: Browser, hall: Hall) -> None:
    to_the_vote(hall)
    tablet = Screen(browser, f"http://127.0.0.1:{hall.port}", "/table/1", hall.token("t1"))
    tablet.tap("Vote on this tablet")
    tablet.page.locator(".booth__people button").first.click()
    tablet.sees("By name you come in once. Later this ballot can be changed only with the code of your badge")
    tablet.tap("Blank ballot").sees("Later it can be changed only with the code of your badge.")
    tablet.tap("No, go on choosing")
    tablet.tap("Leave without voting")
    tablet.page.get_by_label("Code of your badge").fill(hall.seat("p1")["code"])
    tablet.tap("Take the ballot").sees("Badge 1, you vote alone").sees_no("By name you come in once")
    tablet.tap("Blank ballot").sees("It can be changed until the vote closes.")
    tablet.close()


def test_hands_are_counted_on_the_tablet_and_never_more_than_people(browser: Browser, hall: Hall) -> None:
    to_the_vote(hall)
    tablet = Screen(browser, f"http://127.0.0.1:{hall.port}", "/table/1", hall.token("t1"))
    tablet.tap("Count hands").sees("Ask who has not voted yet", "4 people have still to vote")
    raised = tablet.page.get_by_label("Count the people who raise a hand: how many?").locator("input")
    expect(raised).to_have_value("0")  # nobody hands in a number that nobody has counted
    expect(tablet.button("Hand in the count")).to_be_disabled()
    raised.fill("3")
    tablet.page.get_by_label(f"Hands: {CARDS[0]}").fill("3")
    raised.fill("2")
    tablet.sees("At most 2 hands for one card")
    expect(tablet.button("Hand in the count")).to_be_disabled()
    raised.fill("3")
    for person in ("p1", "p2"):
        assert hall.say(person, "cast_ballot", round="choose", choices={"c3": 1})["ok"]
    tablet.sees("Somebody has voted in another way meanwhile", "2 people have still to vote")
    expect(tablet.button("Hand in the count")).to_be_disabled()
    tablet.page.get_by_label(f"Hands: {CARDS[0]}").fill("1")
    raised.fill("2")
    tablet.tap("Hand in the count").sees("4 of 4 at this table have voted")
    hands = hall.session().rounds["choose"].hands["t1"]
    assert (hands.voters, hands.choices) == (2, {"c3": 1})
    tablet.close()
