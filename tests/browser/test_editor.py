"""The scenario editor in Chromium: a day made from nothing and played, and a day that runs given a break."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, expect

from tests.browser.devices import PATIENCE_MS, SIZES, Console, Screen
from tests.browser.evening import Crowd
from tests.hall import Hall
from tests.story import EVENING, MINI, ROOT

SIZES["/editor"] = (1440, 900)


class Editor(Screen):
    """The lead at the editor."""

    def __init__(self, browser: Browser, hall: Hall, lang: str = "en") -> None:
        super().__init__(browser, f"http://127.0.0.1:{hall.port}", "/editor", hall.token("lead"), lang)
        self.page.wait_for_selector(".ed")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def key(self, *keys: str) -> Editor:
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def add(self, pattern: str) -> Editor:
        self.tap("Add a round")
        self.dialog.get_by_role("button", name=re.compile(f"^{pattern}")).click()
        return self

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True).first

    def fill(self, label: str, text: str) -> Editor:
        self.field(label).fill(text)
        return self

    def titles(self) -> list[str]:
        return self.page.locator(".ed__name b").all_inner_texts()

    def mistakes(self, words: str) -> Editor:
        expect(self.page.locator(".ed__top button", has_text=re.compile(words))).to_be_visible(timeout=PATIENCE_MS)
        return self

    def take(self, button: str) -> Editor:
        self.dialog.get_by_role("button", name=re.compile(f"^{button}")).click()
        return self


def test_a_day_is_made_from_nothing_and_played(browser: Browser, tmp_path: Path) -> None:
    with Hall(MINI, tables=3, people=9, data=tmp_path) as hall:
        editor = Editor(browser, hall)
        editor.sees("No round yet").mistakes("mistake")
        editor.fill("Title of the forum, RU", "Наш двор").fill("Title of the forum, EN", "Our yard")
        editor.fill("Tables", "3").fill("People", "9")
        for pattern in ("People join groups", "Tables choose", "A welcome", "Tables write problems"):
            editor.add(pattern)
        assert len(editor.titles()) == 4
        put_in_order(editor)
        editor.mistakes("2 mistakes")  # the cards that were made later were not there to be chosen
        mend_the_pools(editor)
        editor.mistakes("No mistakes")
        make_a_mistake_and_mend_it(editor)
        editor.reload()
        editor.sees("Our yard")
        assert editor.titles() == ["Welcome", "Problems", "The tables choose", "Groups"]
        editor.key("s")
        with editor.page.expect_download() as coming:
            editor.take("Download the file")
        assert tomllib.loads(Path(coming.value.path()).read_text("utf-8"))["scenario"]["id"] == "our-yard"
        editor.take("Keep it")
        editor.sees("run.py serve --scenario our-yard")
        editor.take("Keep it")
        editor.sees("There is a scenario of this name already")
        editor.close()
    with Hall(Path("our-yard"), data=tmp_path) as hall:
        play_to_the_end(hall)


def put_in_order(editor: Editor) -> None:
    """Groups, choice, welcome, problems → the order of a day: by the keys, by the button, and by the mouse."""
    row = editor.page.locator(".ed__row")
    row.nth(2).click()
    editor.key("Shift+ArrowUp", "Shift+ArrowUp")
    expect(row.nth(0)).to_contain_text("Welcome")
    row.nth(3).click()
    for _ in range(2):
        editor.page.locator(".ed__acts").get_by_role("button", name="Move up").click()
    expect(row.nth(1)).to_contain_text("Problems")
    row.nth(2).drag_to(row.nth(3))
    expect(row.nth(3)).to_contain_text("Groups")
    editor.page.wait_for_timeout(100)  # letting go is no click, and nobody clicks so soon after it


def mend_the_pools(editor: Editor) -> None:
    row = editor.page.locator(".ed__row")
    row.nth(2).click()
    editor.field("Which cards").select_option(label="2. Problems")
    editor.key("p")
    editor.take("4. Groups")  # the list of mistakes leads to the field
    expect(editor.field("Which cards")).to_be_focused()
    editor.field("Which cards").select_option(label="3. The tables choose")


def make_a_mistake_and_mend_it(editor: Editor) -> None:
    editor.page.locator(".ed__row").nth(2).click()
    editor.fill("How many", "0")
    wrong = editor.page.locator(".ed__field--k")
    expect(wrong.get_by_role("alert")).to_have_text("must be 1 at least", timeout=PATIENCE_MS)
    expect(editor.field("How many")).to_have_attribute("aria-invalid", "true")
    expect(editor.page.locator(".ed__row").nth(2).locator(".ed__wrong")).to_be_visible()
    editor.mistakes("1 mistake")
    editor.fill("How many", "2")
    editor.mistakes("No mistakes")
    expect(wrong.get_by_role("alert")).to_have_count(0)
    editor.page.locator(".ed__of").click()
    editor.key("d").sees("The tables choose")
    assert len(editor.titles()) == 5
    editor.key("Delete")
    assert len(editor.titles()) == 4
    editor.key("z")
    assert len(editor.titles()) == 5
    editor.key("z")
    assert len(editor.titles()) == 4


def play_to_the_end(hall: Hall) -> None:
    """The whole day by the HTTP twin, on the server that was started with the name of the file."""
    crowd = Crowd(hall, "ru")
    agenda = crowd.view("lead")["own"]["agenda"]
    assert [row["kind"] for row in agenda] == ["info", "gather", "vote", "signup"]
    welcome, problems, choose, groups = (row["id"] for row in agenda)
    crowd.arrive(9, 3)
    crowd.move(welcome, "open", "closed")
    crowd.move(problems, "open")
    for table in (1, 2, 3):
        for text in ("Темно", "Тесно"):
            crowd.say(f"t{table}", "submit_card", round=problems, fields={"title": f"{text} {table}"})
    crowd.move(problems, "closed", "carried")
    crowd.move(choose, "open")
    for table in (1, 2, 3):
        crowd.say(f"t{table}", "cast_ballot", round=choose, choices=dict.fromkeys(("c1", "c3", "c5")[:table], 1))
    crowd.move(choose, "closed", "revealed", "carried")
    crowd.move(groups, "open")
    chosen = hall.session().pools["chosen"]
    for person in range(1, 7):
        role = "leader" if person == 1 else "member"
        crowd.say(f"p{person}", "sign_up", round=groups, card=chosen[0], role=role)
    crowd.move(groups, "closed", "carried")
    session = hall.session()
    assert session.scenario.scenario.title.ru == "Наш двор" and session.tables == 3
    assert session.pools["groups"] == (chosen[0],)


def test_a_day_that_runs_is_given_a_break_and_the_tablet_shows_it(browser: Browser) -> None:
    with Hall(MINI, tables=3, people=9) as hall:
        hall.move("hello", "open", "closed")
        hall.move("problems", "open")
        row = hall.seat("t1")
        tablet = Screen(browser, f"http://127.0.0.1:{hall.port}", row["path"], row["token"])
        editor = Editor(browser, hall)
        editor.key("o").take("The day that runs")
        editor.sees("This is the day that runs")
        rows = editor.page.locator(".ed__row")
        expect(rows.nth(1)).to_have_class(re.compile("is-past"), timeout=PATIENCE_MS)
        rows.nth(1).click()
        editor.sees("The hall has been in this round")
        expect(editor.field("Length, in minutes")).to_be_disabled()
        editor.add("A break")
        editor.fill("Title, RU", "Чай с пирогами").fill("Title, EN", "Tea and pies")
        editor.mistakes("No mistakes")
        editor.key("Escape", "s").take("Change the day from the next round on")
        editor.sees("The day goes on by this scenario")
        hall.say("t1", "submit_card", round="problems", fields={"title": "Темно"})
        hall.move("problems", "closed", "carried")
        hall.move("break", "open")
        tablet.sees("Tea and pies")
        lead = hall.seat("lead")
        console = Console(browser, f"http://127.0.0.1:{hall.port}", "/console", lead["token"]).enter_pin(lead["pin"])
        console.sees("Tea and pies")
        log = hall.http("GET", "/api/acts", token=hall.token("lead")).json
        assert "ScenarioRevised" in [each["event"] for each in log]
        for screen in (tablet, editor, console):
            screen.close()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_file_with_mistakes_is_opened_and_its_mistakes_are_said(browser: Browser, tmp_path: Path, lang: str) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(MINI.replace("minutes = 5", 'minutes = "пять"', 1), encoding="utf-8")
    with Hall(MINI, tables=3, people=9) as hall:
        editor = Editor(browser, hall, lang)
        editor.key("o")
        editor.page.locator("input[type=file]").set_input_files(str(broken))
        editor.page.locator(".ed__row").first.click()
        said = {"ru": "здесь нужно целое число", "en": "a whole number is expected here"}
        expect(editor.page.locator(".ed__field--minutes .ed__bad")).to_have_text(said[lang], timeout=PATIENCE_MS)
        editor.close()


def test_the_editor_needs_no_hall(browser: Browser, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "run.py"), "edit", "forum-evening", "--port", "0", "--data", str(tmp_path)]
    environ = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "utf-8"}
    log = tmp_path / "edit.log"
    with log.open("wb") as told, subprocess.Popen(command, cwd=ROOT, env=environ, stdout=told, stderr=told) as server:
        try:
            link, pin = printed(log)
            page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en").new_page()
            page.goto(link)
            page.get_by_label("PIN of the console").press_sequentially(pin, delay=2)
            expect(page.locator(".ed__name b")).to_have_count(9, timeout=PATIENCE_MS)
            assert "open=" not in page.url and "#" not in page.url
            page.context.close()
        finally:
            server.terminate()
            assert server.wait(15) in (0, -15, 1)


def printed(log: Path) -> tuple[str, str]:
    """The link and the PIN that the program has printed."""
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        text = log.read_text(encoding="utf-8", errors="replace")
        found = re.search(r"(http://127\.0\.0\.1:\d+/editor\S*)\s+PIN (\d{6})", text)
        if found:
            return found[1], found[2]
        time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everybody_can_work_at_the_editor(browser: Browser, theme: str) -> None:
    """axe finds nothing: in the day as a whole, in rounds of each kind, with mistakes, and in every dialog."""
    with Hall(EVENING, tables=3, people=9) as hall:
        editor = Editor(browser, hall)
        editor.page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        editor.key("o").take("The day that runs")
        editor.sees("This is the day that runs")
        assert_accessible(editor, "the day")
        for place in (1, 2, 4, 7):
            editor.page.locator(".ed__row").nth(place).click()
            editor.page.locator(".ed__more summary").click()
            assert_accessible(editor, f"round {place + 1}")
        editor.fill("Length, in minutes", "").mistakes("1 mistake")
        assert_accessible(editor, "a mistake")
        editor.page.locator(".ed__of").click()
        for key in "aops?":
            editor.key(key)
            expect(editor.dialog).to_be_visible()
            assert_accessible(editor, f"dialog {key}")
            editor.key("Escape")
        editor.close()


def assert_accessible(editor: Editor, where: str) -> None:
    found = Axe().run(editor.page)
    assert found.violations_count == 0, (where, found.generate_report())
