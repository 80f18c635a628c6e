"""The theme desk: three people lay cards together at once, by keys, buttons, mouse and finger, on a real server."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from sessions import themes
from sessions.cards import CardState
from tests.browser.devices import PATIENCE_MS, Console, Screen
from tests.hall import Hall
from tests.story import THEMES
from tests.wire import new_id

CARDS = (
    ("t1", "Litter on the river bank", "eco"),
    ("t2", "The river bank is full of litter", "eco"),
    ("t3", "Nobody waters the flowers", "eco"),
    ("t1", "The path to the school is dark", "cult"),
    ("t2", "Dark path to the school", "cult"),
    ("t3", "Stray dogs at the garages", "cult"),
)
LITTER, LITTER_TOO, FLOWERS, PATH, PATH_TOO, DOGS = (title for _, title, _ in CARDS)


class Desk(Screen):
    """One seat of the theme team."""

    def waiting(self, title: str) -> Locator:
        return self.page.locator(".td__list .td__slip", has_text=title).first

    def theme(self, title: str) -> Locator:
        return self.page.locator(".theme").filter(has=self.page.locator("h3", has_text=re.compile(f"^{title}$"))).first

    def press(self, *keys: str) -> Desk:
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def holds(self, title: str) -> Desk:
        """This is in hand."""
        expect(self.page.locator("[aria-current='true']")).to_contain_text(title, timeout=PATIENCE_MS)
        return self

    def asks(self, title: str) -> Desk:
        """The question is about this one, too."""
        expect(self.page.locator(".ask .td__side", has_text=title).first).to_be_visible(timeout=PATIENCE_MS)
        return self

    def counts(self, title: str, cards: int) -> Desk:
        """A theme of this title has so many cards."""
        expect(self.theme(title).locator(".theme__n")).to_have_text(str(cards), timeout=PATIENCE_MS)
        return self

    def waits_for_a_place(self, *titles: str) -> Desk:
        """Exactly these cards lie by themselves."""
        expect(self.page.locator(".td__list .td__slip b")).to_have_count(len(titles), timeout=PATIENCE_MS)
        for title in titles:
            expect(self.waiting(title)).to_be_visible()
        return self

    def drag(self, what: Locator, onto: Locator) -> Desk:
        """With the mouse, in small steps."""
        start, end = middle(what), middle(onto)
        self.page.mouse.move(*start)
        self.page.mouse.down()
        for step in range(1, 9):
            self.page.mouse.move(*(a + (b - a) * step / 8 for a, b in zip(start, end, strict=True)))
        expect(self.page.locator(".td__ghost")).to_be_visible()
        self.page.mouse.up()
        return self


def middle(place: Locator) -> tuple[float, float]:
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    return box["x"] + min(60, box["width"] / 2), box["y"] + min(30, box["height"] / 2)


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(THEMES.replace("max_per_table = 2", "max_per_table = 9")) as hall:
        hall.move("problems", "open")
        for table, title, sphere in CARDS:
            said = hall.say(table, "submit_card", round="problems", fields={"title": title, "sphere": sphere})
            assert said["ok"]
        yield hall


def sit(browser: Browser, hall: Hall, seat: str = "e1", lang: str = "en") -> Desk:
    row = hall.seat(seat)
    desk = Desk(browser, f"http://127.0.0.1:{hall.port}", row["path"], row["token"], lang)
    expect(desk.page.locator(".td")).to_be_visible(timeout=PATIENCE_MS)
    return desk


def lies(hall: Hall) -> list[list[str]]:
    """What goes before the hall, each as the titles of its cards."""
    session = hall.session()
    state = session.rounds["themes"]
    return [[leaf.title for leaf in themes.leaves(session, card)] for card in themes.things(session, state)]


def merge(hall: Hall, seat: str, *cards: str, into: str | None = None) -> str:
    """Somebody at another desk lays cards together."""
    session = hall.session()
    was = {card: themes.place(session.rounds["themes"], session.cards[card]) for card in cards}
    said = hall.say(seat, "merge_cards", round="themes", cards=was, into=into)
    assert said["ok"], said
    return str(said["answer"]["theme"])


def test_a_card_finds_its_place_by_one_key_and_the_next_comes_by_itself(browser: Browser, hall: Hall) -> None:
    desk = sit(browser, hall).holds(LITTER).asks(LITTER_TOO).sees("Very alike", "the same sphere")
    expect(desk.page.locator(".ask mark", has_text="Litter").first).to_be_visible()
    desk.press("m").holds(FLOWERS).counts(LITTER_TOO, 2).sees("Where does it belong?")
    desk.press("t").counts(FLOWERS, 1).holds(PATH).asks(PATH_TOO)
    desk.press("m").counts(PATH_TOO, 2).holds(DOGS)
    desk.press("Enter")
    desk.page.get_by_role("combobox").press_sequentially("flow")
    expect(desk.page.get_by_role("option").first).to_contain_text(FLOWERS)
    desk.press("Enter").counts(FLOWERS, 2).sees("Every card has its place").waits_for_a_place()
    assert sorted(map(sorted, lies(hall))) == sorted(
        map(sorted, ([LITTER, LITTER_TOO], [FLOWERS, DOGS], [PATH, PATH_TOO]))
    )
    desk.close()


def test_what_turns_out_to_be_one_after_the_vote_is_counted_anew(browser: Browser, hall: Hall) -> None:
    hall.move("problems", "closed", "carried")
    hall.move("themes", "open", "closed", "revealed", "carried")
    hall.move("short", "open")
    for table, card in (("t1", "c1"), ("t2", "c2")):
        assert hall.say(table, "cast_ballot", round="short", choices={card: 1})["ok"]
    hall.move("short", "closed", "revealed")
    desk = sit(browser, hall).sees("The hall has voted", "every ballot is counted anew").asks(LITTER_TOO)
    desk.press("m").counts(LITTER_TOO, 2)
    rows = hall.session().rounds["short"].outcome.scores
    assert [(row.card, row.score) for row in rows if row.score] == [("m1", 2)]
    desk.close()


def test_different_is_remembered_and_undone(browser: Browser, hall: Hall) -> None:
    desk = sit(browser, hall).asks(LITTER_TOO)
    desk.press("n").sees("Where does it belong?").holds(LITTER)
    desk.sees(f"Undo: “{LITTER}” is not “{LITTER_TOO}”")
    desk.press("z").asks(LITTER_TOO)
    desk.close()


def test_set_aside_with_a_reason_and_brought_back(browser: Browser, hall: Hall) -> None:
    desk = sit(browser, hall).holds(LITTER)
    desk.press("w").sees(f"Why not “{LITTER}”?").press("1")
    desk.holds(LITTER_TOO).tap("Set aside").sees("to the administration", LITTER)
    desk.page.locator(".td__list .td__slip").click()
    desk.press("b").tap("Wait for a place").waits_for_a_place(*(title for _, title, _ in CARDS))
    desk.close()


def test_three_people_at_once(browser: Browser, hall: Hall) -> None:
    """One drags, one uses keys, one presses buttons; each begins elsewhere, and all see everything."""
    first, second, third = (sit(browser, hall, seat) for seat in ("e1", "e2", "e3"))
    first.drag(first.waiting(LITTER), first.waiting(LITTER_TOO))
    for desk in (first, second, third):
        desk.counts(LITTER_TOO, 2)
    expect(second.theme(LITTER_TOO)).to_contain_text("seat 1, just now")
    second.waiting(PATH).click()
    second.asks(PATH_TOO).press("m")
    third.counts(PATH_TOO, 2)
    third.page.get_by_role("button", name=f"Pick “{FLOWERS}”").click()
    third.page.get_by_role("button", name=f"Pick “{DOGS}”").click()
    third.tap("Lay together").counts(FLOWERS, 2)
    first.counts(FLOWERS, 2).counts(PATH_TOO, 2).waits_for_a_place()
    first.drag(first.theme(FLOWERS), first.theme(PATH_TOO)).counts(PATH_TOO, 4)
    expect(second.page.locator(".theme")).to_have_count(2)
    second.theme(PATH_TOO).click()
    second.press("s", "ArrowDown", "Enter").counts(PATH_TOO, 3)
    third.theme(PATH_TOO).click()
    third.tap("Take it all apart").waits_for_a_place(PATH, PATH_TOO, FLOWERS, DOGS)
    assert hall.session().cards["m2"].state is CardState.DISSOLVED
    for desk in (first, second, third):
        desk.close()


def test_each_begins_in_another_part_of_the_list(browser: Browser, hall: Hall) -> None:
    first = sit(browser, hall, "e1")
    second = sit(browser, hall, "e2")
    held = [desk.page.locator("[aria-current='true'] b").inner_text() for desk in (first, second)]
    assert held[0] != held[1]
    first.close()
    second.close()


def test_what_somebody_has_moved_meanwhile_is_told_and_nothing_is_lost(browser: Browser, hall: Hall) -> None:
    """Another seat speaks from this very page, which hears nothing of it before it has asked for the same card."""
    desk = sit(browser, hall).holds(LITTER).asks(LITTER_TOO)
    said = {"action_id": new_id(), "round": "themes", "cards": {"c1": "", "c3": ""}, "into": None}
    desk.page.evaluate(
        """([token, payload]) => {
        const other = new XMLHttpRequest();
        other.open("POST", "/api/commands", false);
        other.setRequestHeader("Authorization", `Bearer ${token}`);
        other.setRequestHeader("Content-Type", "application/json");
        other.send(JSON.stringify({ command: "merge_cards", payload, lang: "en" }));
        document.dispatchEvent(new KeyboardEvent("keydown", { code: "KeyM", key: "m", bubbles: true })); }""",
        [hall.token("e2"), said],
    )
    desk.sees("Somebody was quicker; nothing is lost.", f"“{LITTER}” lies in “{LITTER}” now.")
    assert [LITTER, FLOWERS] in lies(hall)
    desk.tap("Do it all the same").counts(LITTER_TOO, 2)
    assert [LITTER_TOO, LITTER] in lies(hall) and [FLOWERS] in lies(hall)
    desk.close()


def test_what_somebody_takes_out_of_the_hand_is_told(browser: Browser, hall: Hall) -> None:
    desk = sit(browser, hall).holds(LITTER)
    merge(hall, "e3", "c3", "c1")
    desk.holds(LITTER_TOO).sees(f"“{LITTER}” lies in “{FLOWERS}” now.")
    hall.say("t2", "withdraw_card", card="c2")
    desk.sees("It is not on the board any more")
    desk.close()


def test_a_question_that_somebody_else_has_changed_is_not_answered_unseen(browser: Browser, hall: Hall) -> None:
    desk = sit(browser, hall).holds(LITTER)
    other = threading.Timer(0.2, merge, (hall, "e3", "c3", "c1"))
    other.start()
    other.join()
    changed = desk.page.evaluate(
        """() => new Promise((done) => { const look = () => {
        const held = document.querySelector("[aria-current='true'] b").textContent;
        if (held.startsWith("Litter on")) { requestAnimationFrame(look); return; }
        document.dispatchEvent(new KeyboardEvent("keydown", { code: "KeyT", key: "t", bubbles: true })); done(true);
        }; look(); })"""
    )
    assert changed
    desk.holds(LITTER_TOO)
    time.sleep(0.7)  # only now is the new question taken as read
    assert len(lies(hall)) == 5
    desk.press("t").holds(PATH)
    desk.counts(LITTER_TOO, 1)
    desk.close()


def test_an_objection_from_a_tablet_and_its_split_by_one_press(browser: Browser, hall: Hall) -> None:
    theme = merge(hall, "e2", "c1", "c2", "c3")
    hall.move("problems", "closed", "carried")
    hall.move("themes", "open", "closed", "revealed")
    desk = sit(browser, hall)
    with hall.device("t3") as tablet:
        assert tablet.say("object_to_theme", card="c3", on=True, text="Ours is about the flower beds")["ok"]
    desk.sees("table 3 objects", "Ours is about the flower beds")
    desk.page.get_by_role("button", name=f"Let “{FLOWERS}” out of the theme").click()
    desk.waits_for_a_place(FLOWERS, PATH, PATH_TOO, DOGS).sees_no("table 3 objects")
    assert hall.session().cards[theme].sources == ["c1", "c2"]
    desk.close()


def test_undo_is_named_and_a_refused_one_says_why(browser: Browser, hall: Hall) -> None:
    desk = sit(browser, hall).asks(LITTER_TOO).press("m").counts(LITTER_TOO, 2)
    desk.sees(f"Undo: 2 cards into “{LITTER_TOO}”")
    desk.press("z").waits_for_a_place(*(title for _, title, _ in CARDS))
    desk.waiting(LITTER).click()
    desk.asks(LITTER_TOO).tap("Lay together").counts(LITTER_TOO, 2)
    theme = hall.session().cards["c1"].theme
    merge(hall, "e2", "c1", "c3")
    desk.counts(LITTER_TOO, 1)
    expect(desk.page.locator(".td__undo.is-stuck")).to_be_visible(timeout=PATIENCE_MS)
    desk.press("z").sees("Something has come since that rests on it, so it stays.")
    assert theme is not None and hall.session().cards["c1"].theme != theme
    desk.close()


def test_a_title_being_typed_is_nobody_elses(browser: Browser, hall: Hall) -> None:
    theme = merge(hall, "e2", "c1", "c2")
    desk = sit(browser, hall)
    desk.theme(LITTER).click()
    desk.press("r")
    field = desk.page.get_by_label("Title of the theme")
    field.fill("The river")
    merge(hall, "e3", "c4", "c5")
    desk.counts(PATH, 2)
    expect(field).to_have_value("The river")
    expect(field).to_be_focused()
    revision = hall.session().cards[theme].revision
    assert hall.say("e2", "rename_theme", theme=theme, title="Litter", revision=revision)["ok"]
    desk.sees("Meanwhile somebody has called it “Litter”.")
    expect(field).to_have_value("The river")
    desk.tap("Keep my title")
    field.press("Enter")
    desk.counts("The river", 2)
    assert hall.session().cards[theme].title == "The river"
    desk.close()


def test_a_wording_gives_its_theme_the_title(browser: Browser, hall: Hall) -> None:
    theme = merge(hall, "e2", "c1", "c2")
    desk = sit(browser, hall)
    desk.theme(LITTER).click()
    desk.page.get_by_role("button", name=f"Call the theme “{LITTER_TOO}”").click()
    desk.counts(LITTER_TOO, 2)
    assert hall.session().cards[theme].title == LITTER_TOO
    desk.close()


def test_search_and_sphere_narrow_both_columns(browser: Browser, hall: Hall) -> None:
    merge(hall, "e2", "c1", "c2")
    desk = sit(browser, hall)
    desk.press("/")
    desk.page.keyboard.type("full of")
    expect(desk.page.locator(".theme")).to_have_count(1)
    desk.waits_for_a_place()
    desk.press("Escape", "Escape").waits_for_a_place(FLOWERS, PATH, PATH_TOO, DOGS)
    desk.press("/")
    desk.page.keyboard.type("3")
    desk.waits_for_a_place(FLOWERS, DOGS)
    desk.press("Escape", "Escape")
    desk.page.locator(".sphere").last.click()
    desk.waits_for_a_place(PATH, PATH_TOO, DOGS)
    expect(desk.page.locator(".theme")).to_have_count(0)
    desk.close()


def test_the_lines_of_synonyms(browser: Browser, hall: Hall) -> None:
    desk = sit(browser, hall)
    desk.page.get_by_role("button", name="Words that mean the same").click()
    desk.tap("Add a line")
    line = desk.page.get_by_label("Words that mean the same, with commas between").first
    line.fill("flower")
    desk.tap("Save for all three").sees("“flower” stands alone.")
    line.fill("flowers, dogs")
    desk.tap("Save for all three")
    expect(desk.page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE_MS)
    lines = hall.session().synonyms
    assert lines is not None and "flowers, dogs" in lines and len(lines) > 20
    desk.sees("Undo: the lines of synonyms")
    desk.close()


@pytest.mark.parametrize("held", ["edge", "moment"])
def test_a_finger_drags_by_the_edge_or_after_a_moment_and_scrolls_otherwise(
    browser: Browser, hall: Hall, held: str
) -> None:
    row = hall.seat("e1")
    context = browser.new_context(viewport={"width": 1024, "height": 768}, has_touch=True, locale="en")
    context.add_init_script("localStorage.setItem('veche.lang', 'en')")
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{hall.port}{row['path']}#{row['token']}")
    finger = Finger(page)
    slips = page.locator(".td__list .td__slip")
    expect(slips).to_have_count(6, timeout=PATIENCE_MS)
    box, onto = (slips.nth(n).bounding_box() for n in (0, 1))
    assert box is not None and onto is not None
    x = box["x"] + (10 if held == "edge" else 90)
    finger.down(x, box["y"] + 20)
    if held == "moment":
        expect(page.locator(".td__ghost")).to_be_visible(timeout=PATIENCE_MS)
    for step in range(1, 7):
        finger.move(x, box["y"] + 20 + (onto["y"] - box["y"]) * step / 6)
    finger.up()
    expect(page.locator(".theme")).to_have_count(1, timeout=PATIENCE_MS)
    expect(slips).to_have_count(4)

    box = slips.nth(0).bounding_box()
    assert box is not None
    finger.down(box["x"] + 90, box["y"] + 40)
    for step in range(1, 5):
        finger.move(box["x"] + 90, box["y"] + 40 - 12 * step)
    expect(page.locator(".td__ghost")).to_have_count(0)
    finger.up()
    assert len(lies(hall)) == 5, "a quick finger only scrolls"
    context.close()


class Finger:
    """One finger on the glass."""

    def __init__(self, page: Page) -> None:
        self._line = page.context.new_cdp_session(page)

    def down(self, x: float, y: float) -> None:
        self._say("touchStart", x, y)

    def move(self, x: float, y: float) -> None:
        self._say("touchMove", x, y)

    def up(self) -> None:
        self._say("touchEnd")

    def _say(self, kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        self._line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_the_lead_shows_the_team_its_links(browser: Browser, hall: Hall) -> None:
    base, lead = f"http://127.0.0.1:{hall.port}", hall.seat("lead")
    console = Console(browser, base, "/console", lead["token"]).enter_pin(lead["pin"])
    console.page.keyboard.press("l")
    console.sees("Theme desk 1", "Theme desk 2", "Theme desk 3").tap("Theme desk 2")
    expect(console.page.get_by_role("img", name="QR code of the link")).to_be_visible(timeout=PATIENCE_MS)
    link = console.page.get_by_label("Link", exact=True).input_value()
    assert link.endswith(f"/themes#{hall.seat('e2')['token']}")
    desk = Desk(browser, base, "/themes", link.partition("#")[2])
    desk.holds(LITTER)
    seat = console.page.locator(".seats__one", has_text="Theme desk 2")
    expect(seat).to_contain_text(re.compile("(?<!not )online"), timeout=PATIENCE_MS)
    desk.close()
    console.close()


def test_a_closed_board_says_why(browser: Browser, hall: Hall) -> None:
    merge(hall, "e2", "c1", "c2")
    hall.move("problems", "closed", "carried")
    hall.move("themes", "open", "closed", "revealed", "carried")
    hall.move("short", "open")
    desk = sit(browser, hall).sees("The hall works with these themes already.")
    desk.theme(LITTER).click()
    desk.sees("Where the theme comes from", LITTER_TOO)
    expect(desk.page.get_by_role("button", name="Take it all apart")).to_have_count(0)
    before = lies(hall)
    desk.press("m", "t", "Space", "w")
    assert lies(hall) == before
    desk.close()


@pytest.mark.parametrize("dark", [False, True])
def test_the_desk_can_be_used_by_everybody(browser: Browser, hall: Hall, dark: bool) -> None:
    """axe finds nothing: with a question, a theme in hand, something picked, an objection, and in every dialog."""
    merge(hall, "e2", "c1", "c2", "c3")
    hall.move("problems", "closed", "carried")
    hall.move("themes", "open", "closed", "revealed")
    assert hall.say("t3", "object_to_theme", card="c3", on=True, text="Not ours")["ok"]
    desk = sit(browser, hall).holds(PATH)
    desk.page.evaluate(f"document.documentElement.dataset.theme = '{'dark' if dark else 'light'}'")
    desk.sees("table 3 objects")
    for keys in (
        [],
        ["ArrowRight"],
        ["r"],
        ["Escape", "ArrowLeft", "Space"],
        ["w"],
        ["Escape", "Enter"],
        ["Escape", "?"],
    ):
        desk.press(*keys)
        desk.page.wait_for_timeout(50)
        found = Axe().run(desk.page)
        assert found.violations_count == 0, (keys, found.generate_report())
    desk.close()
