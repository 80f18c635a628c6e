"""What becomes of a count, by taps on every screen: runoff and draw, places one by one, a pick by hand, a vote anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.devices import PATIENCE_MS, Console, Screen
from tests.hall import Hall
from tests.story import TIES

TITLES = ("Dark in the park", "The lake is shallow", "No crossing at school", "Litter by the river", "The club is shut")


class Day:
    """The console, a tablet, the wall and a phone; the rest of the hall speaks by itself."""

    def __init__(self, browser: Browser, hall: Hall) -> None:
        self.hall = hall
        self.base = f"http://127.0.0.1:{hall.port}"
        self.console = Console(browser, self.base, hall.seat("lead")["path"], hall.token("lead"))
        self.tablet, self.wall, self.phone = (self.enter(browser, seat) for seat in ("t1", "screen", "p1"))
        self.cards: list[str] = []

    def enter(self, browser: Browser, seat: str) -> Screen:
        row = self.hall.seat(seat)
        return Screen(browser, self.base, row["path"], row["token"])

    def hall_screens(self) -> tuple[Screen, ...]:
        return self.tablet, self.wall, self.phone

    def all_see(self, *words: str) -> None:
        """The hall's screens show it, and again after loading anew."""
        for screen in self.hall_screens():
            screen.sees(*words)
        for screen in self.hall_screens():
            screen.reload()
        for screen in self.hall_screens():
            screen.sees(*words)

    def vote(self, round_id: str, contest: int, **picks: int) -> None:
        for seat, card in picks.items():
            said = self.hall.say(seat, "cast_ballot", round=round_id, contest=contest, choices={self.cards[card]: 1})
            assert said["ok"], said

    def close(self) -> None:
        for screen in (self.console, *self.hall_screens()):
            screen.close()


@pytest.fixture
def day(browser: Browser) -> Iterator[Day]:
    with Hall(TIES) as hall:
        hall.move("problems", "open")
        cards = []
        for no, title in enumerate(TITLES, 1):
            fields = {"title": title, "sphere": "eco" if no % 2 else "cult"}
            said = hall.say(f"t{no}", "submit_card", round="problems", fields=fields)
            cards.append(said["answer"]["card"])
        hall.move("problems", "closed", "carried")
        day = Day(browser, hall)
        day.cards = cards
        yield day
        day.close()


def test_a_tie_goes_to_a_runoff_and_then_to_the_draw(day: Day) -> None:
    day.hall.move("runoff", "briefing")
    day.wall.sees("If cards stand level at the line: a runoff of 2 minutes, then a public draw")
    day.hall.move("runoff", "open")
    day.tablet.tick(TITLES[0]).tap("Cast the ballot").sees("Cast: 1 of 1")
    day.vote("runoff", 1, t2=0, t3=1, t4=2)
    day.console.act("Close the round").phase("closed")
    day.console.act("Reveal the result").phase("revealed")
    day.console.sees("2 cards stand level", "for 1 place", "waits for the runoff")
    expect(day.console.button("Carry forward")).to_have_count(0)
    day.wall.sees("1 place by a runoff", "vote once more")
    day.tablet.sees("Level at the line: a runoff decides")
    day.phone.sees("Level at the line: a runoff decides")

    day.console.act("Open the runoff").phase("open")
    day.wall.sees("Runoff for 1 place", TITLES[1], TITLES[2], "0").sees_no(TITLES[0])
    day.tablet.sees("Runoff: 2 cards stand level for 1 place", "Mark 1 card").sees_no(TITLES[0])
    assert (
        day.hall.say("t5", "cast_ballot", round="runoff", choices={day.cards[1]: 1})["error"]["code"] == "ballot.stale"
    )
    day.tablet.tick(TITLES[1]).reload().tap("Cast the ballot").sees("Cast: 1 of 1").reload().sees("Cast: 1 of 1")
    day.vote("runoff", 2, t2=2)
    day.wall.sees("2", "of 6 tables voted")
    day.console.act("Close the round").phase("closed")
    day.console.act("Reveal the result").phase("revealed")

    day.wall.sees("By a runoff", "level here too", "call a number", "the runoff: 2 ballots")
    day.tablet.sees("Level at the line: the draw decides", "by the runoff with 2 ballots: decided nothing")
    day.phone.sees("Level at the line: the draw decides", "a runoff with 2 ballots was held")
    day.console.write("Number called in the hall", "4711").act("Draw lots")
    day.all_see("chosen 2 cards", TITLES[0])
    outcome = day.hall.session().rounds["runoff"].outcome
    assert outcome is not None and [step.step for step in outcome.tie] == ["score", "runoff", "draw"]
    winner = next(title for title, card in zip(TITLES, day.cards, strict=True) if card == outcome.passed[1])
    day.wall.sees("Drawn by the number 4711", f"“{winner}”")
    day.console.act("Carry forward").phase("carried forward")


def test_places_are_named_from_the_last_to_the_first_with_a_secret_runoff_between(day: Day) -> None:
    day.hall.move("secret", "open")
    day.phone.tick(TITLES[0]).tap("Cast the ballot").sees("The ballot is accepted")
    first = day.phone.page.locator(".code").inner_text()
    day.vote("secret", 1, p2=0, p3=0, p4=0, p5=1, p6=1, p7=1, p8=2, p11=3)
    day.hall.move("secret", "closed")
    day.console.act("Reveal place by place").phase("revealed")
    day.wall.sees("Now, place by place")
    expect(day.wall.page.locator(".is-unnamed")).to_have_count(3, timeout=PATIENCE_MS)
    for screen in day.hall_screens():
        screen.sees_no(*TITLES)
        assert not any(title in screen.page.content() for title in TITLES)
    day.phone.sees_no("All receipts")

    day.console.act("Show what stands level")
    day.all_see(TITLES[2], TITLES[3])
    for screen in day.hall_screens():
        screen.sees_no(TITLES[0], TITLES[1])
    day.console.act("Open the runoff").phase("open")
    day.phone.sees("Runoff: 2 cards stand level for 1 place").sees_no(TITLES[0])
    day.phone.tick(TITLES[3]).tap("Cast the ballot").sees("The ballot is accepted")
    second = day.phone.page.locator(".code").inner_text()
    assert second != first
    day.console.act("Close the round").act("Reveal the result").phase("revealed")
    day.wall.sees("2 more are to come", TITLES[3])
    expect(day.wall.page.locator(".is-newest")).to_contain_text(TITLES[3], timeout=PATIENCE_MS)
    day.console.sees("not shown yet").act("Show place 2")
    day.wall.sees("1 more is to come", TITLES[1]).sees_no(TITLES[0])
    day.console.act("Show place 1")
    day.all_see("The hall has chosen 3 cards", TITLES[0])
    day.phone.sees(
        "First vote", f"Your receipt {first} is in the list", "Runoff", f"Your receipt {second} is in the list"
    )
    day.console.act("Carry forward").phase("carried forward")


def test_the_lead_picks_by_hand_and_says_why(day: Day) -> None:
    day.hall.move("by_hand", "open")
    day.vote("by_hand", 1, t1=0, t2=0, t3=1)
    day.hall.move("by_hand", "closed", "revealed")
    day.wall.sees("The lead chooses")
    day.tablet.sees("The lead chooses which cards go on", "waits for the lead's choice")
    expect(day.console.button("Carry forward")).to_have_count(0)
    for title in (TITLES[4], TITLES[0]):
        day.console.page.locator(".hand__card", has_text=title).click()
    day.console.write("Why these", "Both can be done by autumn").act("Let 2 cards go on").sees("This is the choice")
    day.all_see("The lead has chosen 2 cards", "Both can be done by autumn")
    expect(day.wall.page.locator(".rank .is-in .rank__name")).to_have_text([TITLES[4], TITLES[0]])
    day.console.act("Carry forward").phase("carried forward")
    assert day.hall.session().pools["by_hand"] == (day.cards[4], day.cards[0])


def test_a_vote_is_held_again_and_the_first_one_stays(day: Day) -> None:
    day.hall.move("drawn", "open")
    day.tablet.tick(TITLES[0]).tap("Cast the ballot").sees("Cast: 1 of 1")
    day.hall.move("drawn", "closed", "revealed")
    day.console.sees("Result").tap("Hold this vote again").write("Why, if you like", "Half the hall had not heard")
    day.console.sees_no("Ballots that are printed already are void")
    day.console.act("Hold the vote again").sees("Next round")
    assert day.hall.session().rounds["drawn"].past[0].reason == "Half the hall had not heard"
    day.hall.move("drawn", "open")
    day.tablet.sees("This vote is held again", "Nothing has been cast yet")
    day.console.sees("This vote is held again; the first one stays in the protocol")
    day.tablet.tick(TITLES[1]).tap("Cast the ballot").sees("Cast: 1 of 1")
    day.hall.move("drawn", "closed", "revealed")
    day.all_see("held again", TITLES[1])
    state = day.hall.session().rounds["drawn"]
    assert state.ballots == {"t1": {day.cards[1]: 1}} and state.past[0].ballots == {"t1": {day.cards[0]: 1}}
