"""The desk at the door in Chromium: a list comes in, somebody new is seated, and a scanner or a keyboard is enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Route, expect

import serving
from sessions.people import Registration
from sessions.shelf import Shelf
from tests.browser.devices import PATIENCE_MS, Screen
from tests.hall import Hall
from tests.people import invented, take
from tests.story import MINI, with_days

DAMAGED = Path(__file__).resolve().parents[1] / "data" / "lists" / "30-damaged.xlsx"
ASKED = MINI.replace(
    "quorum = ",
    'traits = [{id = "organisation", ru = "место работы", en = "work"}, {id = "age", ru = "возраст", en = "age"}]\n'
    "quorum = ",
)
HEAD = "Имя и фамилия;Телефон;Кто направил;Сколько вам лет"
ROWS = (
    "Анна Кузнецова;+7 900 000-00-01;Школа № 3;34",
    "Борис Нечаев;+7 900 000-00-02;Городская больница;61",
    "Вера Осипова;+7 900 000-00-03;Совет ветеранов;70",
)


OVERLAPS = """selector => {
  const seen = [...document.querySelectorAll(selector)].filter(each => each.offsetParent);
  const box = new Map(seen.map(each => [each, each.getBoundingClientRect()]));
  const touch = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const apart = (a, b) => !a.contains(b) && !b.contains(a);
  const words = each => each.textContent.trim().slice(0, 30);
  const meets = a => b => apart(a, b) && touch(box.get(a), box.get(b));
  return seen.flatMap((a, i) => seen.slice(i + 1).filter(meets(a)).map(b => [words(a), words(b)]))
    .concat(seen.filter(each => box.get(each).right > innerWidth + 1).map(each => [words(each), "edge"]));
}"""


@pytest.fixture
def hall() -> Iterator[Hall]:
    with Hall(ASKED, tables=3, people=12) as hall:
        yield hall


class Desk(Screen):
    """A desk at the door whose PIN has been typed. `acts` counts what the registrar's hands have done since."""

    def __init__(self, browser: Browser, hall: Hall, seat: str = "r1", lang: str = "en") -> None:
        super().__init__(browser, f"http://127.0.0.1:{hall.port}", "/check-in", hall.seat(seat)["token"], lang)
        self.page.locator(".pin__field").fill(str(hall.seat(seat)["pin"]))
        self.field = self.page.locator(".ci__find input")
        expect(self.field).to_be_focused(timeout=PATIENCE_MS)
        self.acts = 0

    def tap(self, words: str) -> Desk:
        self.acts += 1
        super().tap(words)
        return self

    def tick(self, words: str) -> Desk:
        self.acts += 1
        super().tick(words)
        return self

    def type(self, text: str) -> Desk:
        """Type wherever the focus is."""
        self.acts += 1
        self.page.keyboard.type(text)
        return self

    def press(self, *keys: str) -> Desk:
        for key in keys:
            self.acts += 1
            self.page.keyboard.press(key)
        return self

    def load(self, file: Path) -> Desk:
        """Choose a file in the dialog of the list, as the browser's own window does."""
        with self.page.expect_file_chooser() as chooser:
            self.dialog.get_by_role("button", name=re.compile("Choose the file|Another file")).click()
        chooser.value.set_files(file)
        return self

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def row(self, name: str) -> Locator:
        return self.page.locator(".ci__row", has_text=name)

    def shows(self, badge: int | str, table: int | str) -> Desk:
        """The person in hand has this badge and this table, large."""
        expect(self.page.locator(".ci__badge b")).to_have_text(str(badge), timeout=PATIENCE_MS)
        expect(self.page.locator(".ci__disc b")).to_have_text(str(table), timeout=PATIENCE_MS)
        return self

    def has_no_faults(self) -> Desk:
        found = [
            each for each in Axe().run(self.page).response["violations"] if each["impact"] in ("serious", "critical")
        ]
        assert not found, [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found]
        return self


def written(folder: Path, name: str, *rows: str) -> Path:
    file = folder / name
    file.write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    return file


def registered(hall: Hall) -> list[str]:
    return sorted(hall.session().attendance.registered)


def known(hall: Hall, person: str) -> Registration:
    found = serving.read_all(Shelf(hall.data), hall.file).people.registration(person)
    assert found is not None
    return found


def test_a_column_is_put_right_and_a_newer_list_doubles_nobody(browser: Browser, hall: Hall, tmp_path: Path) -> None:
    desk = Desk(browser, hall).sees("There is no list yet")
    assert isinstance(desk, Desk)
    desk.tap("List").load(written(tmp_path, "list.csv", *ROWS))
    expect(desk.dialog).to_contain_text("3 people in 3 rows")
    expect(desk.dialog).to_contain_text("Every row could be read.")
    column = desk.dialog.get_by_label("Кто направил")
    expect(column).to_have_value("")
    sample = desk.dialog.locator(".ci__sample")
    expect(sample).not_to_contain_text("Школа № 3")
    column.focus()
    column.select_option(label="Organisation")
    expect(sample.locator("li").first).to_contain_text("work: Школа № 3")
    expect(column).to_be_focused()
    desk.has_no_faults()
    assert not registered(hall), "nothing is taken by looking"
    desk.tap("Take 3 rows").sees("3 people are new").tap("To the desk")
    for row in ROWS:
        expect(desk.row(row.partition(";")[0])).to_be_visible()
    newer = (ROWS[0], ROWS[1].replace("Городская больница", "Дом культуры"), ROWS[2])
    desk.tap("List").load(written(tmp_path, "newer.csv", *newer))
    desk.dialog.get_by_label("Кто направил").select_option(label="Organisation")
    expect(desk.dialog.locator(".ci__sums")).to_contain_text(re.compile("^1 changed ?2 as before$"))
    expect(sample.locator("li").first).to_contain_text(re.compile("Борис Нечаев.*badge 2.*Городская больница → Дом"))
    desk.tap("Take 1 row").sees("1 was changed.", "Badges are printed on the laptop")
    expect(desk.dialog).not_to_contain_text("are new")
    desk.press("Escape")
    expect(desk.dialog).to_have_count(0)
    expect(desk.button("List")).to_be_focused()
    assert registered(hall) == ["p1", "p2", "p3"]
    expect(desk.page.locator(".ci__row")).to_have_count(3)
    desk.row("Борис Нечаев").locator(".ci__who").click()
    desk.shows(2, 2).sees("Дом культуры")
    desk.close()


def test_a_list_that_another_desk_has_changed_is_looked_at_again_with_one_press(
    browser: Browser, hall: Hall, tmp_path: Path
) -> None:
    desk = Desk(browser, hall).tap("List")
    assert isinstance(desk, Desk)
    desk.load(written(tmp_path, "list.csv", *ROWS)).tap("Take 3 rows").tap("To the desk").tap("List")
    desk.load(written(tmp_path, "newer.csv", ROWS[0], ROWS[1].replace("00-02", "00-22"), ROWS[2]))
    desk.dialog.get_by_label("Кто направил").select_option(label="Organisation")
    expect(desk.button("Take 3 rows")).to_be_enabled()
    other = Desk(browser, hall, "r2")
    other.type("2").press("Enter").tap("Put right")
    other.page.get_by_label("What they need").fill("без ступеней")
    other.tap("Save").sees("без ступеней")
    desk.tap("Take 3 rows").sees("The list was changed meanwhile.")
    expect(desk.button("Take")).to_have_count(0)
    desk.has_no_faults().tap("Look at it again").tap("Take 3 rows").sees("3 were changed")
    desk.tap("To the desk").row("Борис Нечаев").locator(".ci__who").click()
    desk.sees("без ступеней", "+79000000022", "Городская больница")
    desk.close()
    other.close()


def test_a_list_whose_answer_was_lost_is_taken_once(browser: Browser, hall: Hall, tmp_path: Path) -> None:
    desk = Desk(browser, hall).tap("List")
    assert isinstance(desk, Desk)
    desk.load(written(tmp_path, "list.csv", *ROWS))

    def lose(route: Route) -> None:
        assert route.fetch().ok
        route.abort()

    desk.page.route("**/api/list/take", lose, times=1)
    desk.tap("Take 3 rows").sees("The desk does not answer.")
    assert registered(hall) == ["p1", "p2", "p3"]
    desk.tap("Take 3 rows").sees("3 people are new")
    assert registered(hall) == ["p1", "p2", "p3"]
    desk.close()


WORDS = "ФИО;Возраст;Пол;Роль;Согласие на обработку персональных данных;Заметки"


def test_what_a_list_says_is_shown_in_words_and_the_new_come_first(
    browser: Browser, hall: Hall, tmp_path: Path
) -> None:
    file = tmp_path / "words.csv"
    file.write_text(f"{WORDS}\nАнна Кузнецова;17;ж;;да;a\nБорис Нечаев;70;м;;да;b\n", encoding="utf-8")
    desk = Desk(browser, hall).tap("List")
    assert isinstance(desk, Desk)
    desk.load(file)
    expect(desk.dialog).to_contain_text("2 people in 2 rows")
    expect(desk.dialog).to_contain_text("Column F “Заметки” is left out.")
    sample = desk.dialog.locator(".ci__sample li")
    expect(sample.first).to_contain_text(re.compile("Анна Кузнецова.*age: under 18 · Sex: woman"))
    desk.tap("Take 2 rows").tap("To the desk")
    later = "Анна Кузнецова;20;ж;ведущий стола;нет;a\nБорис Нечаев;70;м;;да;b\nВера Осипова;;ж;;да;c\n"
    file.write_text(f"{WORDS}\n{later}", encoding="utf-8")
    desk.tap("List").load(file)
    expect(desk.dialog.locator(".ci__sums")).to_have_text(re.compile("^1 new ?1 changed ?1 as before$"))
    expect(sample.nth(0)).to_contain_text(re.compile("Вера Осипова.*new on the list, row 4"))
    changed = sample.nth(1).locator(".ci__change")
    expect(changed).to_contain_text(
        ["Role at the forum: participant → table host", "age: under 18 → 18–29", "given → not given"]
    )
    assert not re.search("under-18|60-plus|consent\\.|True", desk.dialog.inner_text())
    desk.press("Escape")
    desk.row("Анна Кузнецова").locator(".ci__who").click()
    desk.sees("under 18").tap("Put right")
    desk.dialog.locator(".ci__trait select").select_option(label="18–29")
    desk.has_no_faults().tap("Save")
    expect(desk.page.locator(".ci__facts")).to_contain_text("18–29")
    known = serving.read_all(Shelf(hall.data), hall.file).people.registration("p1")
    assert known is not None and known.traits["age"] == "18-29"
    desk.close()


def test_columns_set_by_hand_are_remembered_for_the_same_headers_and_for_no_others(
    browser: Browser, hall: Hall, tmp_path: Path
) -> None:
    desk = Desk(browser, hall).tap("List")
    assert isinstance(desk, Desk)
    column = desk.dialog.get_by_label("Кто направил")
    desk.load(written(tmp_path, "list.csv", *ROWS))
    expect(desk.dialog).to_contain_text("Column C “Кто направил” is left out.")
    column.select_option(label="Organisation")
    expect(desk.dialog.locator(".ci__out")).to_have_count(0)
    desk.load(written(tmp_path, "newer.csv", *ROWS[1:]))
    expect(desk.dialog).to_contain_text("2 people in 2 rows")
    expect(column).to_have_value("organisation")
    expect(desk.dialog.locator(".ci__sample")).to_contain_text("work: Городская больница")
    other = tmp_path / "other.csv"
    other.write_text("\n".join((HEAD.replace("Сколько вам лет", "Возраст"), *ROWS)), encoding="utf-8")
    desk.load(other)
    expect(desk.dialog).to_contain_text("3 people in 3 rows")
    expect(column).to_have_value("")
    kept = desk.page.evaluate("window.localStorage.getItem('veche.columns')")
    assert "organisation" in kept and not any(word in kept for word in ("Кузнецова", "больница", "900"))
    desk.close()


@pytest.mark.parametrize(
    ("lang", "one", "five"),
    [
        ("ru", ("1 человек в 1 строке", "1 новый", "Взять 1 строку"), ("5 человек в 5 строках", "5 новых")),
        ("en", ("1 person in 1 row", "1 new", "Take 1 row"), ("5 people in 5 rows", "5 new")),
    ],
)
def test_whatever_is_counted_has_its_right_form(
    browser: Browser, hall: Hall, tmp_path: Path, lang: str, one: tuple[str, ...], five: tuple[str, ...]
) -> None:
    desk = Desk(browser, hall, lang=lang)
    desk.page.locator(".ci__top button").nth(0).click()
    choose = desk.dialog.locator("input[type=file]")
    rows = [f"{name} Гостева;;;" for name in ("Анна", "Вера", "Дарья", "Нина", "Яна")]
    for many, words in ((1, one), (5, five)):
        choose.set_input_files(written(tmp_path, f"{many}.csv", *rows[:many]))
        for each in words:
            expect(desk.dialog).to_contain_text(each)
    desk.close()


def test_a_damaged_file_is_refused_and_a_row_that_cannot_be_read_has_its_number(
    browser: Browser, hall: Hall, tmp_path: Path
) -> None:
    desk = Desk(browser, hall).tap("List").load(DAMAGED)
    wrong = desk.dialog.get_by_role("alert")
    expect(wrong).to_have_text("The workbook is damaged. Open it in a table program and save it anew as XLSX or CSV.")
    expect(desk.button("Take")).to_have_count(0)
    desk.has_no_faults()
    desk.load(written(tmp_path, "gap.csv", ROWS[0], ";+7 900 000-00-09;Школа № 3;20", ROWS[1]))
    problems = desk.dialog.locator(".ci__problems")
    expect(problems).to_contain_text("Row 3: there is no name, so the row is left out.")
    desk.page.set_viewport_size({"width": 1280, "height": 640})
    expect(problems).to_be_in_viewport(ratio=1)
    expect(desk.button("Take 2 rows")).to_be_in_viewport(ratio=1)
    expect(wrong).to_have_count(0)
    assert not registered(hall)
    desk.tap("Take 2 rows").sees("2 people are new")
    assert registered(hall) == ["p1", "p2"]
    desk.close()


def test_many_problems_of_one_kind_do_not_bury_the_row_that_is_left_out(
    browser: Browser, hall: Hall, tmp_path: Path
) -> None:
    many = [f"Гость {'абвгдежзи'[no]}нов;+7 900 000-00-{no:02};;много" for no in range(9)]
    desk = Desk(browser, hall).tap("List").load(written(tmp_path, "many.csv", *many, ";;Школа № 3;20"))
    problems = desk.dialog.locator(".ci__problems li")
    expect(problems.first).to_contain_text("Row 11: there is no name")
    expect(problems).to_have_count(4)
    expect(problems.last).to_have_text("and 7 more like it, rows 4, 5, 6, 7, 8, 9, 10")
    desk.tap("Show all of them")
    expect(problems).to_have_count(10)
    desk.close()


def test_somebody_new_has_a_number_and_a_table_in_three_acts(browser: Browser, hall: Hall) -> None:
    take(hall, invented(6), 1, 2)
    desk, other = Desk(browser, hall), Desk(browser, hall, "r2")
    desk.type("Ярослав Новиков").tap("Somebody who is not on the list")
    expect(desk.page.get_by_label("Name, as it stands on the badge")).to_have_value("Ярослав Новиков")
    desk.has_no_faults().tap("Register and seat").sees("Without a signature only a number may be kept.")
    assert "p7" not in registered(hall)
    desk.acts -= 1  # a mistake of the hands
    desk.tick("Data may be stored").tap("Register and seat")
    desk.sees("Ярослав Новиков", "is here")
    assert desk.acts <= 4, desk.acts
    seat = hall.session().seats["p7"].seat
    assert seat.table is not None
    desk.shows(7, seat.table[1:])
    other.type("нов яр")
    expect(other.row("Ярослав Новиков")).to_contain_text(re.compile(rf"7.*table {seat.table[1:]}.*here"))
    desk.close()
    other.close()


def test_a_blank_badge_is_filled_in_on_the_way_to_the_button(browser: Browser, hall: Hall) -> None:
    take(hall, invented(6), 1, 2)
    desk = Desk(browser, hall).press("F2")
    assert isinstance(desk, Desk)
    expect(desk.page.get_by_label("Name, as it stands on the badge")).to_be_focused()
    desk.type("Ярослав Новиков").press("Tab")
    expect(desk.page.get_by_label("Number of the blank badge")).to_be_focused()
    desk.type("11").press("Tab", "Space", "Tab")
    expect(desk.button("Register and seat")).to_be_focused()
    desk.press("Enter").sees("Ярослав Новиков", "is here")
    expect(desk.page.locator(".ci__badge b")).to_have_text("11")
    assert "p11" in hall.session().attendance.here
    desk.close()


def test_only_a_day_that_the_scenario_has_is_offered(browser: Browser) -> None:
    with Hall(with_days(MINI, "groups"), tables=3, people=12) as hall:
        take(hall, invented(6), 1, 2)
        desk = Desk(browser, hall).tap("Day and tables").sees("Day 1").tap("Begin day 2")
        desk.sees(" of day 1 are still ahead. Everybody checks in anew, and it cannot be taken back.")
        desk.button(".*press again within").click()
        desk.sees("Day 2", "2 people were here the day before.")
        expect(desk.page.get_by_role("button", name=re.compile("Begin day"))).to_have_count(0)
        desk.close()


def test_a_forum_of_one_day_offers_no_other(browser: Browser, hall: Hall) -> None:
    take(hall, invented(6), 1, 2)
    desk = Desk(browser, hall).tap("Day and tables").sees("The forum has one day.")
    expect(desk.page.get_by_role("button", name=re.compile("Begin day"))).to_have_count(0)
    desk.close()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_nothing_in_the_top_bar_lies_on_anything_else(browser: Browser, lang: str) -> None:
    with Hall(with_days(MINI, "groups"), tables=3, people=150) as hall:
        take(hall, invented(140), *range(1, 121))
        desk = Desk(browser, hall, lang=lang)
        for width, height in ((1440, 900), (1280, 800), (1024, 768)):
            desk.page.set_viewport_size({"width": width, "height": height})
            assert desk.page.evaluate(OVERLAPS, ".ci__top > *, .ci__top > * > *:not(svg)") == []
        desk.close()


def test_whoever_signs_nothing_is_a_number_until_they_do(browser: Browser, hall: Hall) -> None:
    take(hall, invented(6))
    desk = Desk(browser, hall)
    desk.type("Ярослав Новиков").tap("Somebody who is not on the list").tap("Register the number alone")
    expect(desk.page.locator(".ci__badge b")).to_have_text("7", timeout=PATIENCE_MS)
    desk.sees("is here", "Nothing was signed, so only the number is kept.")
    heading = desk.page.get_by_role("article").get_by_role("heading").first
    expect(heading).to_have_text("№ 7")
    expect(desk.page.locator(".ci__filters button", has_text="No consent")).to_contain_text("6")
    desk.has_no_faults().tick("Data may be stored").tap("Put right")
    desk.page.get_by_label("Name, as it stands on the badge").fill("Ярослав Новиков")
    desk.tap("Save")
    expect(heading).to_have_text("Ярослав Новиков")
    desk.tick("Data may be stored").sees("the name and all else that was typed is erased")
    expect(heading).to_have_text("Ярослав Новиков")
    desk.has_no_faults().tap("Erase the name")
    expect(heading).to_have_text("№ 7")
    desk.close()


def test_the_keyboard_and_the_scanner_are_enough(browser: Browser, hall: Hall) -> None:
    take(hall, invented(12))
    desk = Desk(browser, hall)
    expect(desk.field).to_be_focused()
    here = desk.page.locator(".ci__here b")
    desk.type("1").press("Enter")  # four badges begin with 1, one is 1
    expect(here).to_have_text("1")
    desk.shows(1, 1)
    expect(desk.field).to_have_value("")
    desk.type(f"http://192.168.0.5:8080/p/12#{hall.token('p12')}").press("Enter", "Enter")  # some scanners say it twice
    desk.shows(12, 3)
    expect(here).to_have_text("2")
    desk.press("Enter")  # on nothing it is nothing
    expect(desk.page.locator(".ci__said")).to_contain_text("table 3")
    desk.shows(12, 3)
    desk.type("12").press("Enter").sees("is here already: table 3")
    expect(here).to_have_text("2")
    names = [each.name for each in invented(12)]
    last = min((name.split()[-1][:2] for name in names), key=lambda two: -sum(n.split()[-1][:2] == two for n in names))
    desk.type(last).press("Enter").sees("Enter once more marks")
    expect(here).to_have_text("2")
    desk.press("ArrowDown")
    chosen = desk.page.locator(".ci__row.is-on .ci__who b").inner_text()
    desk.press("Enter")
    expect(here).to_have_text("3")
    expect(desk.page.locator(".ci__badge b")).to_have_text(chosen)
    expect(desk.field).to_be_focused()
    desk.press("Escape")
    expect(desk.page.locator(".ci__card")).to_have_count(0)
    expect(desk.field).to_be_focused()
    desk.close()


def test_what_is_scanned_beside_the_field_reaches_it(browser: Browser, hall: Hall) -> None:
    take(hall, invented(12))
    desk = Desk(browser, hall)
    for no, where in ((3, "Awaited"), (4, "Everybody")):
        desk.tap(where)
        desk.type(f"http://192.168.0.5:8080/p/{no}#{hall.token(f'p{no}')}").press("Enter")
        desk.shows(no, (no - 1) % 3 + 1)
    desk.page.get_by_role("button", name="is here").first.click()  # its button is gone with the act
    expect(desk.page.locator(".ci__here b")).to_have_text("3")
    expect(desk.field).to_be_focused()
    desk.tap("Seating")
    expect(desk.dialog).to_be_visible()
    desk.press("Escape")
    expect(desk.dialog).to_have_count(0)
    expect(desk.button("Seating")).to_be_focused()
    desk.type("900").press("Enter").sees("Nobody like that is on the list").press("Enter")
    expect(desk.page.get_by_label("Number of the blank badge")).to_have_value("900")
    desk.press("Escape")
    expect(desk.field).to_be_focused()
    desk.close()


def link(hall: Hall, person: str, host: str = "192.168.0.5") -> str:
    return f"http://{host}:8080/p/{person[1:]}#{hall.token(person)}"


BY_KEYS = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM:/.#",
        "йцукенгшщзфывапролдячсмитьЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬЖ.ю№",
        strict=True,
    )
)
NAME, BLANK = "Name, as it stands on the badge", "Number of the blank badge"


@pytest.mark.parametrize("how", ["latin", "russian", "caps", "pasted"])
def test_a_scan_is_kept_by_no_field_and_marks_whoever_it_is(browser: Browser, hall: Hall, how: str) -> None:
    take(hall, invented(10))
    desk = Desk(browser, hall).press("F2")
    assert isinstance(desk, Desk)
    expect(desk.page.get_by_label(NAME)).to_be_focused()
    desk.type("Ярослав Нов")
    scan = link(hall, "p3", "a-long-name-of-a-computer-in-some-hall.example")
    if how == "pasted":
        desk.page.get_by_label(NAME).fill(f"Ярослав Нов{link(hall, 'p3')}")
    else:
        desk.type(
            {
                "latin": scan,
                "russian": "".join(BY_KEYS.get(each, each) for each in link(hall, "p3")),
                "caps": scan.swapcase(),
            }[how]
        )
    desk.press("Enter").shows(3, 3)
    expect(desk.page.locator(".ci__here b")).to_have_text("1")
    assert hall.token("p3") not in desk.page.content()
    desk.press("F2")
    expect(desk.page.get_by_label(NAME)).to_have_value("Ярослав Нов")
    desk.sees("What was typed before is still here.").has_no_faults()
    desk.close()


def test_a_blank_that_is_scanned_goes_into_the_form(browser: Browser, hall: Hall) -> None:
    take(hall, invented(6))
    desk = Desk(browser, hall).press("F2")
    assert isinstance(desk, Desk)
    desk.type("Ярослав Новиков").type(link(hall, "p11")).press("Enter")
    expect(desk.page.get_by_label(BLANK)).to_have_value("11", timeout=PATIENCE_MS)
    expect(desk.page.get_by_label(NAME)).to_have_value("Ярослав Новиков")
    assert "p11" not in registered(hall)
    desk.tick("Data may be stored").tap("Register and seat")
    expect(desk.page.locator(".ci__badge b")).to_have_text("11", timeout=PATIENCE_MS)
    desk.press("F2")
    expect(desk.page.get_by_label(NAME)).to_have_value("")
    desk.close()


@pytest.mark.parametrize("window", ["Seating", "Day and tables", "List", "Paper and hands"])
def test_a_scan_over_a_window_marks_and_says_so_and_the_window_stays(browser: Browser, hall: Hall, window: str) -> None:
    take(hall, invented(6))
    desk = Desk(browser, hall).tap(window)
    expect(desk.dialog).to_be_visible()
    expect(desk.dialog).not_to_contain_text("Looking how far")
    desk.type(link(hall, "p4")).press("Enter")
    over = desk.page.locator(".ci__said.is-over")
    expect(over).to_contain_text("table 1", timeout=PATIENCE_MS)
    expect(desk.dialog).to_be_visible()
    assert desk.page.evaluate(
        "n => n.contains(document.elementFromPoint(innerWidth / 2, n.getBoundingClientRect().top + 20))",
        over.element_handle(),
    )
    assert "p4" in hall.session().attendance.here
    desk.press("Escape")
    expect(desk.dialog).to_have_count(0)
    expect(over).to_have_count(0)
    desk.close()


def test_what_is_put_right_outlives_a_scan(browser: Browser, hall: Hall) -> None:
    take(hall, invented(6), 1, 2)
    desk = Desk(browser, hall).type("1").press("Enter")
    assert isinstance(desk, Desk)
    desk.shows(1, 1).tap("Put right")
    desk.dialog.get_by_label("Contact").fill("half")
    desk.dialog.get_by_label("Contact").press("End")
    desk.type(link(hall, "p2")).press("Enter").shows(2, 2)
    desk.type("1").press("Enter").shows(1, 1).tap("Put right")
    expect(desk.dialog.get_by_label("Contact")).to_have_value("half")
    desk.press("Escape").tap("Put right")
    expect(desk.dialog.get_by_label("Contact")).not_to_have_value("half")
    desk.close()


def test_an_old_badge_marks_nobody(browser: Browser, hall: Hall) -> None:
    take(hall, invented(6))
    desk = Desk(browser, hall)
    old = link(hall, "p2")
    desk.type("2").press("Enter").shows(2, 2).tap("New code")
    desk.button(".*press again within").click()
    desk.sees("The old code has ended").tap("Not here")
    desk.button(".*press again within").click()
    expect(desk.page.locator(".ci__here b")).to_have_text("0")
    desk.press("Escape", "Escape").type(old).press("Enter").sees("This is an old badge: its code has ended.")
    expect(desk.field).to_have_value("")
    expect(desk.page.locator(".ci__here b")).to_have_text("0")
    hall.forget_links()
    desk.type(link(hall, "p2")).press("Enter").shows(2, 2)
    expect(desk.page.locator(".ci__here b")).to_have_text("1")
    desk.close()


def test_a_scan_waits_for_a_desk_that_is_briefly_away(browser: Browser, hall: Hall) -> None:
    take(hall, invented(6))
    desk, tries = Desk(browser, hall), list[str]()

    def away(route: Route) -> None:
        tries.append(route.request.url)
        if len(tries) > 2:
            route.continue_()
        else:
            route.abort()

    desk.page.route("**/api/check-in/find", away)
    desk.type(link(hall, "p2")).press("Enter").sees("asking whether its code still holds").shows(2, 2)
    desk.page.route("**/api/check-in/find", lambda route: route.abort())
    desk.type(link(hall, "p3")).press("Enter")
    expect(desk.page.locator(".ci__said")).to_contain_text("Nobody was marked", timeout=2 * PATIENCE_MS)
    expect(desk.page.locator(".ci__here b")).to_have_text("1")
    desk.close()


def test_the_number_of_a_blank_badge_is_never_guessed(browser: Browser, hall: Hall) -> None:
    take(hall, invented(6))
    desk = Desk(browser, hall).press("F2")
    assert isinstance(desk, Desk)
    desk.type("Ярослав Новиков").tick("Data may be stored")
    for nonsense in ("N7Y2 6SK", "badge 11", "11 or 12"):
        desk.page.get_by_label(BLANK).fill(nonsense)
        desk.tap("Register and seat").sees("This is neither a number nor the code of a badge.").has_no_faults()
        expect(desk.page.get_by_label(BLANK)).to_be_focused()
    desk.page.get_by_label(BLANK).fill("726")
    desk.tap("Register and seat").sees("No blank badge was printed with this number.")
    assert len(registered(hall)) == 6
    code = "".join(BY_KEYS.get(each.lower(), each) for each in hall.seat("p11")["code"])
    desk.page.get_by_label(BLANK).fill(code.upper())  # without a digit it is a code only in capitals
    desk.tap("Register and seat")
    expect(desk.page.locator(".ci__badge b")).to_have_text("11", timeout=PATIENCE_MS)
    desk.press("F2").type("Вера Туманова").tick("Data may be stored")
    desk.page.get_by_label(BLANK).fill("№ 726")
    desk.tap("Register and seat").sees("press once more").tap("Register and seat")
    expect(desk.page.locator(".ci__badge b")).to_have_text("726")
    desk.close()


def test_a_code_that_is_nobodys_yet_goes_into_the_form_as_it_is(browser: Browser, hall: Hall) -> None:
    take(hall, invented(6))
    codes = {no: hall.seat(f"p{no}")["code"] for no in range(7, 13)}
    no, code = min(codes.items(), key=lambda each: sum(letter.isdigit() for letter in each[1]))  # like a word
    desk = Desk(browser, hall).type("".join(BY_KEYS.get(each.lower(), each) for each in code).upper())
    desk.press("Enter").sees(f"Badge {no} is nobody's yet").press("F2")
    assert isinstance(desk, Desk)
    expect(desk.page.get_by_label(BLANK)).not_to_have_value("")
    desk.tap("Register the number alone")
    expect(desk.page.locator(".ci__badge b")).to_have_text(str(no), timeout=PATIENCE_MS)
    desk.close()


def test_a_surname_that_was_typed_first_stands_last(browser: Browser, hall: Hall) -> None:
    take(hall, invented(6))
    desk = Desk(browser, hall).press("F2")
    assert isinstance(desk, Desk)
    desk.type("Жуков Глеб").tick("Data may be stored").tap("Register and seat")
    heading = desk.page.get_by_role("article").get_by_role("heading").first
    expect(heading).to_have_text("Глеб Жуков", timeout=PATIENCE_MS)
    desk.press("F2").type("Кай Бор").tick("Data may be stored").tap("Register and seat")
    desk.sees("Which word is the surname?")
    assert len(registered(hall)) == 7
    desk.has_no_faults().tap("Кай: Бор Кай")
    expect(heading).to_have_text("Бор Кай", timeout=PATIENCE_MS)
    desk.close()


def test_whoever_is_on_the_list_already_is_named_beside_the_name(browser: Browser, hall: Hall) -> None:
    people = invented(6)
    take(hall, people)
    first, *_, last = people[2].name.split()
    desk = Desk(browser, hall).press("F2")
    assert isinstance(desk, Desk)
    desk.type(f"{last.upper()} {first.lower()}").sees("On the list: No. 3").has_no_faults().tap("On the list: No. 3.*")
    desk.shows(3, 3).press("F2")
    expect(desk.page.get_by_label(NAME)).to_have_value(f"{last.upper()} {first.lower()}")
    desk.tap("Begin anew").type("Алёна Пьянкова").tick("Data may be stored").tap("Register and seat").sees("is here")
    desk.press("F2")
    expect(desk.page.get_by_label(NAME)).to_have_value("")
    desk.type("Пьянкова алена").sees("Registered already: No. 7")
    desk.close()


def test_the_desk_speaks_russian_and_has_no_faults_in_either_theme(browser: Browser, hall: Hall) -> None:
    take(hall, invented(12), 1, 2, 3)
    desk = Desk(browser, hall, lang="ru")
    desk.sees("Регистрация", "из 12 здесь", "Стойка 1", "Ждём 9", "Человека нет в списке")
    desk.type("2").press("Enter").sees("уже здесь: стол 2").tap("Другой стол").sees("Почему стол 2")
    english = re.compile(r"\b(table|badge|here|mark|nobody|seating)\b", re.I)
    assert not english.search(desk.page.locator("#app").inner_text())
    for theme in ("light", "dark"):
        desk.page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        desk.has_no_faults()
    for width, height in ((820, 1180), (390, 844)):
        desk.page.set_viewport_size({"width": width, "height": height})
        desk.press("Escape")
        expect(desk.page.get_by_role("button", name="Рассадка")).to_be_visible()
        assert desk.page.evaluate("document.documentElement.scrollWidth") <= width
        desk.has_no_faults()
        desk.type("3").press("Enter").sees("Подписано на бумаге")
        desk.has_no_faults()
    desk.close()


def test_two_desks_at_one_person_lose_nothing_of_each_others(browser: Browser, hall: Hall) -> None:
    take(hall, invented(6))
    one, other = Desk(browser, hall), Desk(browser, hall, "r2")
    for desk in (one, other):
        desk.type("2").press("Enter")
        desk.tap("Put right")
    one.page.get_by_role("textbox", name="Contact").fill("+7 900 000-00-91")
    one.tap("Save").sees("+7 900 000-00-91")
    other.page.get_by_label("What they need").fill("без ступеней")
    other.page.get_by_label("work", exact=True).fill("Школа № 3")
    other.tap("Save").sees("без ступеней", "+7 900 000-00-91", "Школа № 3")
    one.sees("без ступеней").tap("Put right")
    other.tap("Put right")
    one.page.get_by_label("What they need").fill("петля для слуха")
    one.page.get_by_label("work", exact=True).fill("Больница")
    one.tap("Save").sees("петля для слуха")
    other.page.get_by_label("What they need").fill("у входа")
    other.page.get_by_label("age", exact=True).fill("40")
    other.page.set_viewport_size({"width": 1280, "height": 800})
    other.tap("Save").sees("Another desk has written here", "петля для слуха → у входа")
    assert known(hall, "p2").needs == "петля для слуха"
    other.has_no_faults().tap("Replace it").sees("у входа")
    expect(other.dialog).to_have_count(0)
    assert known(hall, "p2").needs == "у входа"
    assert known(hall, "p2").traits | {"district": ""} == {"age": "40", "organisation": "Больница", "district": ""}
    one.close()
    other.close()


def test_whom_another_desk_strikes_stays_open_with_what_was_typed(browser: Browser, hall: Hall) -> None:
    take(hall, invented(6))
    one, other = Desk(browser, hall), Desk(browser, hall, "r2")
    for desk in (one, other):
        desk.type("2").press("Enter")
        desk.tap("Put right")
    other.page.get_by_label("What they need").fill("без ступеней")
    one.page.set_viewport_size({"width": 1280, "height": 800})
    one.tap("Take off the list")
    sure = one.page.locator(".act__sure")
    expect(sure).to_be_in_viewport(ratio=1)
    words, again = sure.bounding_box(), sure.locator("small").bounding_box()
    assert words and again and again["y"] > words["y"] + again["height"] / 2, "the second press has a line of its own"
    sure.click()
    expect(one.dialog).to_have_count(0)
    other.sees("Another desk has taken badge 2 off the list").has_no_faults()
    expect(other.page.get_by_label("What they need")).to_have_value("без ступеней")
    expect(other.button("Save")).to_have_count(0)
    other.press("Escape").sees("Find somebody by two letters")
    one.close()
    other.close()


def test_what_a_desk_does_most_is_on_the_screen_of_a_laptop(browser: Browser, hall: Hall) -> None:
    take(hall, [msgspec.structs.replace(invented(1)[0], needs="без ступеней, у входа")])
    desk = Desk(browser, hall)
    desk.page.set_viewport_size({"width": 1280, "height": 640})
    desk.type("1").press("Enter").sees("Signed on paper")
    for words in ("Another table", "Put right", "New code"):
        expect(desk.button(words)).to_be_in_viewport(ratio=1)
    desk.close()
