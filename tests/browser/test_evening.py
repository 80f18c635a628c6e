"""The forum evening, played by taps: console, theme desk, three tablets, a projector, two phones, on a real server.

Nobody calls an API here.  A tablet loses its Wi-Fi while somebody writes on it and comes back; every screen is loaded
anew in every phase and must show the truth by itself.  The same evening is played once more with no websocket
getting through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.devices import Console, Screen
from tests.cable import Cable
from tests.hall import Hall

EVENING = Path(__file__).resolve().parent.parent.parent / "scenarios" / "forum-evening.toml"


class Evening:
    """The devices of the evening, each on a cable of its own kind."""

    def __init__(self, browser: Browser, hall: Hall, cables: ExitStack, *, websockets: bool) -> None:
        self.browser, self.hall = browser, hall
        self.air = cables.enter_context(Cable(hall.port, websockets=websockets))
        self.corner = cables.enter_context(Cable(hall.port, websockets=websockets))
        self.console = Console(browser, self.air.base, "/console", str(hall.seat("lead")["token"]))
        self.console.enter_pin(str(hall.seat("lead")["pin"]))
        self.projector = self.open("screen")
        self.desk = self.open("e1")
        self.tablets = [self.open("t1"), self.open("t2", self.corner), self.open("t3")]
        self.phone = self.open("p1")
        self.other = Screen(browser, self.air.base, "/")

    def open(self, seat: str, cable: Cable | None = None) -> Screen:
        row = self.hall.seat(seat)
        return Screen(self.browser, (cable or self.air).base, str(row["path"]), str(row["token"]))

    def devices(self) -> list[Screen]:
        return [self.console, self.projector, *self.tablets, self.phone, self.other]

    def all_see(self, *words: str) -> None:
        """Everybody sees this, and sees it again after loading the page anew, all at the same moment."""
        for device in self.devices():
            device.sees(*words)
        for device in self.devices():
            device.page.reload(wait_until="commit")
        for device in self.devices():
            device.sees(*words)

    def close(self) -> None:
        for device in [*self.devices(), self.desk]:
            device.close()


@pytest.fixture(params=[True, False], ids=["websockets", "no-websockets"])
def evening(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Evening]:
    with Hall(EVENING, tables=3, people=6) as hall, ExitStack() as cables:
        played = Evening(browser, hall, cables, websockets=request.param)
        yield played
        played.close()


@pytest.mark.timeout(600)
def test_the_evening_by_taps(evening: Evening) -> None:
    come_in(evening)
    write_problems(evening)
    lay_together(evening)
    choose_problems(evening)
    grade_problems(evening)
    write_solutions(evening)
    choose_initiatives(evening)
    join_groups(evening)
    say_goodbye(evening)


def come_in(evening: Evening) -> None:
    """The lobby fills; the second phone comes by the hall's code and types its badge's code on a Russian keyboard."""
    code = str(evening.hall.seat("p2")["code"]).translate(str.maketrans("ABEKMHOPCTYX", "АВЕКМНОРСТУХ"))
    evening.other.write("personal code", code).tap("Come in").sees("No. 2")
    evening.projector.sees("2", "of 6 have come")
    evening.console.sees("2 of 6", "3 of 3")
    evening.console.act("Open at once").phase("open")
    evening.all_see("Welcome")
    evening.console.act("Close the round").phase("closed")
    evening.console.act("Done with it").phase("carried forward")


def write_problems(evening: Evening) -> None:
    """Tables write; the second one loses its Wi-Fi in the middle of a word."""
    console, projector = evening.console, evening.projector
    first, second, third = evening.tablets
    console.act("Start the briefing").phase("briefing")
    evening.all_see("Problems")
    console.act("Open the round").phase("open")
    write_card(first, "Litter in the wood belt", sphere="ecology").sees("Litter in the wood belt", "arrived")
    evening.desk.sees("Litter in the wood belt")

    field = second.page.get_by_label("The problem in one phrase").first
    field.click()
    field.press_sequentially("The trail is dark")
    evening.corner.cut()
    field.press_sequentially(" after five")
    second.choose("social life").tap("Hand in").sees("waits")
    second.page.wait_for_timeout(1500)
    second.sees("The trail is dark after five")
    projector.sees_no("The trail is dark")
    evening.corner.mend()
    second.sees("Everything has reached the desk")
    console.sees("The trail is dark after five", "table 2").page.keyboard.press("Shift+Enter")
    projector.sees("The trail is dark after five", "2 cards")

    half = third.page.get_by_label("The problem in one phrase").first
    half.click()
    half.press_sequentially("Neighbours do not")
    evening.all_see("Problems")
    expect(third.page.get_by_label("The problem in one phrase").first).to_have_value("Neighbours do not")
    third.page.get_by_label("The problem in one phrase").first.press_sequentially(" know each other")
    third.choose("social life").tap("Hand in")
    third.sees("arrived").tap("Ready")
    console.sees("ready")
    first.tap("Call the lead")
    console.sees("Table 1 calls you").act("Been there")
    first.sees("Call the lead")
    write_card(first, "The wood belt is full of litter", sphere="ecology").sees("The wood belt is full of litter")
    console.act("Close the round").phase("closed")
    evening.all_see("Problems")
    console.act("Carry forward").phase("carried forward")


def lay_together(evening: Evening) -> None:
    """The theme team merges two cards of the first table, which sees it, objects, and thinks better of it."""
    console, projector, desk = evening.console, evening.projector, evening.desk
    console.act("Open at once").phase("open")
    evening.all_see("Themes")
    desk.sees("Very alike").page.keyboard.press("m")
    desk.sees("Undo")
    desk.reload().sees("The wood belt is full of litter")
    console.act("Close the round").phase("closed")
    projector.sees_no("Neighbours do not know each other")
    console.act("Show the themes").phase("revealed")
    for screen in (projector, evening.phone, evening.tablets[0]):
        screen.sees("The wood belt is full of litter")
    evening.all_see("Themes")
    first = evening.tablets[0]
    first.tap("That is not it")
    first.page.get_by_role("dialog").locator("button").filter(has_text="Object").click()
    desk.sees("table 1")
    console.sees("table 1")
    first.tap("Take the objection back")
    first.sees_no("Take the objection back")
    console.act("Carry forward").phase("carried forward")


def grade_problems(evening: Evening) -> None:
    """The matrix: what a table cannot solve itself does not pass the gate, however much it matters."""
    console, projector = evening.console, evening.projector
    console.act("Open at once").phase("open")
    for tablet in evening.tablets:
        for title, matters, own in (("Litter", 5, 4), ("Neighbours", 3, 5), ("trail", 4, 3)):
            grade(tablet, "Matters to the town", matters, title)
            grade(tablet, "In our own power", own, title)
        tablet.tap("Cast the ballot").sees("Cast:")
    evening.all_see("Important, and in our own power")
    console.act("Close the round").phase("closed")
    console.act("Reveal the result").phase("revealed")
    expect(projector.page.locator(".scene--matrix")).to_be_visible()
    evening.all_see("full of litter")
    console.act("Carry forward").phase("carried forward")


def choose_problems(evening: Evening) -> None:
    """Tables decide; nobody sees a tally before it is revealed."""
    console, projector = evening.console, evening.projector
    console.act("Open at once").phase("open")
    for tablet, cards in zip(evening.tablets, (["Litter", "Neighbours"], ["Litter", "trail"], ["Litter"]), strict=True):
        for card in cards:
            tablet.tick(card)
        tablet.tap("Cast the ballot").sees("Cast:")
    projector.sees("3", "of 3")
    evening.all_see("Choosing problems")
    console.act("Close the round").phase("closed")
    evening.all_see("Choosing problems")
    console.act("Reveal the result").phase("revealed")
    evening.all_see("full of litter")
    console.act("Carry forward").phase("carried forward")


def write_solutions(evening: Evening) -> None:
    """Each table answers one of the chosen problems."""
    console, projector = evening.console, evening.projector
    console.act("Open at once").phase("open")
    for tablet, parent, title in zip(
        evening.tablets, ("Litter", "trail", "Neighbours"), ("Eco drive", "Lamps on the trail", "Tea!"), strict=True
    ):
        tablet.choose(parent)
        tablet.write("First step within 30 days", "Meet on Saturday")
        write_card(tablet, title, label="What we do").sees(title, "arrived")
    projector.sees("3 cards")
    evening.all_see("Solutions")
    console.act("Close the round").phase("closed")
    console.act("Carry forward").phase("carried forward")


def choose_initiatives(evening: Evening) -> None:
    """Two people vote in secret; their receipts are in the list after the reveal."""
    console, projector, phone, other = evening.console, evening.projector, evening.phone, evening.other
    console.act("Open at once").phase("open")
    phone.tick("Eco drive").tick("Tea!").tap("Cast the ballot").sees("The ballot is accepted")
    receipt = phone.page.locator(".code").first.inner_text()
    other.tick("Eco drive").tap("Cast the ballot").sees("The ballot is accepted")
    projector.sees("2", "of 6")
    for tablet in evening.tablets:
        tablet.sees_no(receipt)
    evening.all_see("Choosing initiatives")
    phone.sees(receipt)
    console.act("Close the round").phase("closed")
    evening.all_see("Choosing initiatives")
    console.act("Reveal the result").phase("revealed")
    evening.all_see("Eco drive")
    phone.tap("Show what was counted")
    phone.sees(receipt, "Under this code was counted", "Tea!")
    phone.reload()
    console.act("Carry forward").phase("carried forward")


def join_groups(evening: Evening) -> None:
    """One person joins with a name for the hall, the other as a number and leaves again."""
    console, projector = evening.console, evening.projector
    console.act("Open at once").phase("open")
    evening.all_see("Eco drive")
    sign_up(evening.phone, "Eco drive", role="leader", name="Anna Kuznetsova")
    sign_up(evening.other, "Eco drive", role="member")
    projector.sees("Anna K.", "participant No. 2")
    projector.sees_no("Kuznetsova")
    console.sees("Anna K.")
    evening.all_see("Eco drive")
    evening.other.tap("Eco drive").tap("Leave the group").tap("Yes, leave")
    projector.sees_no("participant No. 2")
    console.act("Close the round").phase("closed")
    evening.all_see("Eco drive")
    console.act("End the sign-up").phase("carried forward")


def say_goodbye(evening: Evening) -> None:
    """The last round, a message to all, and the black screen."""
    console, projector = evening.console, evening.projector
    console.act("Open at once").phase("open")
    console.tap("Announcement")
    console.page.get_by_role("dialog").get_by_role("textbox").fill("The tea is ready")
    console.page.get_by_role("dialog").locator("button").filter(has_text="Show to the hall").click()
    for device in evening.devices()[1:]:
        device.sees("The tea is ready")
    console.page.keyboard.press("Escape")
    console.act("Black screen")
    for screen in (projector, projector.reload()):
        expect(screen.page.locator(".black")).to_be_visible()
        assert screen.page.evaluate("document.elementFromPoint(960, 540).className") == "black"
    console.act("Bring the picture back")
    console.act("Close the round").phase("closed")
    console.act("Done with it").phase("carried forward")
    for device in evening.devices()[1:]:
        device.sees("The forum is over.")


def write_card(tablet: Screen, title: str, *, label: str = "The problem in one phrase", sphere: str = "") -> Screen:
    tablet.write(label, title)
    if sphere:
        tablet.choose(sphere)
    return tablet.tap("Hand in the card")


def grade(tablet: Screen, criterion: str, n: int, title: str) -> None:
    name = re.compile(f"^{criterion}: {n}\\b.*{title}", re.I)
    tablet.page.get_by_role("radio", name=name).first.locator("xpath=..").click()


def sign_up(phone: Screen, title: str, *, role: str, name: str = "") -> None:
    """Open an initiative, choose a role, and give a name with its two consents, or none."""
    phone.tap(title)
    phone.tick(role)
    if name:
        phone.write("Name", name)
        phone.tick("Store my data").tick("My name on the hall")
    phone.tap("Join the circle").sees("you are in")
