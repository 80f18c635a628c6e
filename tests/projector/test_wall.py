"""The wall in a browser: on every kind of screen and in both languages, whole, readable, and turning its pages.

The page is the real one with the real scripts, styles and words; only the link is played, by views of a desk.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from flask import Flask, render_template
from playwright.sync_api import Page, Route, expect

from live import qr, web
from live.assets import Assets
from live.words import catalogue, page_words
from projector import pages
from sessions import commands as c
from tests.browser.conftest import browser_type_launch_args  # noqa: F401

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
HALL = "http://hall.test"
SCREENS = [(1920, 1080), (1280, 720), (1280, 800), (1024, 768), (1280, 1024)]
LEAST = 0.024
"""The smallest letter, as a part of the screen's height."""
LONG = "The collection point closed last autumn, so batteries and lamps go into the common bins of the yards"[:90]
PLAYED_LINK = """
import { html, render } from "../../vendor/htm-preact.module.js";
import { setLanguage } from "../lib/words.js";
import { Projector } from "./projector.js";
const place = document.getElementById("app");
place.textContent = "";
window.show = async (view, lang, status) => {
  await setLanguage(lang);
  const since = performance.now() - (status === "offline" ? 125000 : 0);
  const link = { common: view, left_ms: 754000, at: performance.now(), status, since, outbox: [], notices: [] };
  render(html`<${Projector} link=${link} />`, place);
};
window.ready = true;
"""
CONTRAST = """(all) => all.map((element) => {
  const { color, backgroundColor } = getComputedStyle(element);
  const bright = (words) => words.match(/[\\d.]+/g).slice(0, 3).map((n) => n / 255)
    .map((n) => (n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4))
    .reduce((sum, n, i) => sum + n * [0.2126, 0.7152, 0.0722][i], 0);
  const [low, high] = [bright(color), bright(backgroundColor)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
})"""
FAULTS = """(least) => {
  const faults = [];
  for (const element of document.querySelectorAll("#app *")) {
    const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("");
    const box = element.getBoundingClientRect();
    if (!text || !box.width || getComputedStyle(element).visibility === "hidden" || element.closest(".call")) continue;
    const frame = element.closest(".turning, .sphere__slips, .wall__now");
    if (frame) {
      const seen = frame.getBoundingClientRect();
      const below = box.top > seen.top + frame.clientHeight - 2;
      if (below || box.left > seen.right - 2 || box.right < seen.left + 2) continue;
    }
    const edges = [box.left, box.top, innerWidth - box.right, innerHeight - box.bottom];
    if (Math.min(...edges) < -1) faults.push(`outside: ${text}`);
    const scale = element.ownerSVGElement ? element.getScreenCTM().a : 1;
    const size = (parseFloat(getComputedStyle(element).fontSize) * scale) / innerHeight;
    if (size < least) faults.push(`${(size * 100).toFixed(2)} %: ${text}`);
  }
  for (const box of document.querySelectorAll(".fit")) {
    const slack = 0.15 * parseFloat(getComputedStyle(box).fontSize);
    if (box.scrollHeight > box.clientHeight + slack) faults.push(`too much: ${box.textContent}`);
  }
  return faults;
}"""


@pytest.fixture
def wall(page: Page) -> Callable[[dict[str, Any], str, str], None]:
    """Shows a view on the page: wall(view, lang, status)."""
    assets = Assets(ROOT / "static")
    app = Flask("wall", static_folder=None, template_folder=str(ROOT / "templates"))
    app.jinja_env.globals.update(asset=assets.url, modules=assets.modules, build=assets.build)
    app.context_processor(lambda: page_words("en"))
    app.register_blueprint(pages.blueprint())
    with app.test_request_context():
        shell = render_template("projector/projector.html")
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HALL).partition("?")[0]
        if path == "/projector":
            policy = web.CSP.format(sockets="")
            route.fulfill(body=shell, content_type="text/html", headers={"Content-Security-Policy": policy})
        elif path.endswith("/js/projector/main.js"):
            route.fulfill(body=PLAYED_LINK, content_type="text/javascript")
        elif path.startswith("/i18n/"):
            route.fulfill(body=json.dumps(catalogue(path[6:8])), content_type="application/json")
        elif path.startswith("/qr/"):
            route.fulfill(body=qr.svg(HALL), content_type="image/svg+xml")
        else:
            asset = assets.find(path.removeprefix("/static/"))
            assert asset is not None, path
            route.fulfill(body=asset.body, content_type=asset.kind)

    page.route("**/*", answer)
    page.goto(f"{HALL}/projector")
    page.wait_for_function("window.ready")

    def show(view: dict[str, Any], lang: str = "ru", status: str = "online") -> None:
        plain = json.loads(msgspec.json.encode(view))
        page.evaluate("([view, lang, status]) => window.show(view, lang, status)", [plain, lang, status])
        page.evaluate("document.fonts.ready")
        assert troubles == []

    return show


def played(day: Any) -> dict[str, dict[str, Any]]:
    """Views of a day whose cards are as long as they may be: one for each scene and turn of it."""
    views = {"lobby": day.wall()}
    day.move("hello", "open", "closed")
    views["the end"] = {**day.wall(), "last": True}
    day.move("problems", "briefing")
    views["prompt"] = day.wall()
    day.move("problems", "open")
    views["no cards"] = day.wall()
    cards = [day.card("problems", no, f"{LONG[:86]} {no}{i}", sphere="econ") for i in range(3) for no in (1, 2, 3)]
    for card in cards:
        day.lead(c.AdmitCard(card))
    views["spheres"] = day.wall()
    day.move("problems", "closed", "carried")
    day.move("tables", "open")
    for no in (1, 2, 3):
        day.table(no, c.CastBallot("tables", {cards[0]: 1, cards[no]: 1}))
    views["turnout of tables"] = day.wall()
    day.move("tables", "closed")
    views["closed"] = day.wall()
    day.move("tables", "revealed")
    views["draw ahead"] = day.wall()
    day.lead(c.DrawLots("tables", 417))
    views["drawn"] = day.wall()
    views["empty places"] = few_marks(day.wall())
    day.move("tables", "carried")
    day.move("solutions", "open")
    chosen = day.desk.read(lambda session, _: session.pools["chosen"])
    solutions = [day.card("solutions", no, f"{LONG[:86]} {no}", chosen[0]) for no in (1, 2, 3)]
    views["parents"] = day.wall()
    day.move("solutions", "closed", "carried")
    day.move("people", "open")
    for no in range(1, 5):
        day.person(no, c.CastBallot("people", {solutions[0]: 1, solutions[no % 3]: 1} if no > 1 else {}))
    views["turnout of people"] = day.wall()
    day.move("people", "closed", "revealed")
    views["no quorum"] = day.wall()
    if views["no quorum"]["scene"]["pending"]:
        day.lead(c.DrawLots("people", 5))
    day.move("people", "carried")
    day.move("groups", "open")
    views["nobody"] = day.wall()
    for no in range(1, 10):
        day.person(no, c.SignUp("groups", solutions[0], "member", "Konstantina Long", "", ("processing", "screen")))
    views["groups"] = day.wall()
    day.lead(c.ShowScene("group", solutions[0]))
    views["light"] = day.wall()
    return views


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_everything_is_on_the_screen_and_large_enough(day: Any, wall: Any, page: Page, lang: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    views, faults = played(day), {}
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        for name, view in views.items():
            wall(view, lang)
            page.wait_for_timeout(60)
            if found := page.evaluate(FAULTS, LEAST):
                faults[f"{name}, {width} × {height}"] = found
    assert faults == {}


def few_marks(view: dict[str, Any]) -> dict[str, Any]:
    """The view of a result in which only the first card has marks."""
    first, *rest = view["scene"]["rows"]
    rows = [{**first, "state": "in"}, *({**row, "score": 0, "breadth": 0, "rank": 2, "state": "out"} for row in rest)]
    return {**view, "scene": {**view["scene"], "rows": rows, "tie": [], "pending": []}}


def test_cards_without_marks_are_not_cut_by_the_line(day: Any, wall: Any, page: Page) -> None:
    views = played(day)
    wall(views["drawn"], "en")
    assert page.locator(".rank__cut").inner_text().startswith("The line: 2 places.")
    wall(views["empty places"], "en")
    assert page.locator(".rank__cut").inner_text() == "Below: cards without marks, kept in the archive"
    assert page.get_by_text("1 of 2 places are taken").count() == 1


def graded(view: dict[str, Any]) -> dict[str, Any]:
    """The view of a result as a vote by grades would have it, with a gate that the card with the best mean misses."""
    labels = [{"ru": "Важно городу", "en": "Important to the city"}, {"ru": "По силам нам", "en": "Within our power"}]
    ends = {"low": 1, "high": 5, "low_label": None, "high_label": None}
    criteria = [{"id": id_, "label": label, **ends} for id_, label in zip(("need", "force"), labels, strict=True)]
    rule = {**view["round"]["rule"], "rule": "top", "k": 2, "by": "need.mean", "gate": "force.median >= 2.5"}
    means = [13 / 3, 4, 14 / 3, *(3 - no / 4 for no in range(30))]
    rows = [
        {
            **row,
            "score": mean,
            "rank": rank,
            "grades": {name: {"answers": 3, "sum": 9, "mean": mean, "median": 2.5} for name in ("need", "force")},
            "state": "in" if no < 2 else "out",
        }
        for no, (row, mean, rank) in enumerate(
            zip(view["scene"]["rows"], means, [2, 3, 1, *range(4, 34)], strict=False)
        )
    ]
    scene = {**view["scene"], "rows": rows, "tie": [], "pending": []}
    return {**view, "round": {**view["round"], "method": "score", "criteria": criteria, "rule": rule}, "scene": scene}


def dotted(view: dict[str, Any]) -> dict[str, Any]:
    """The view of a result as a vote by dots, no more than two of a sphere."""
    rule = {
        **view["round"]["rule"],
        "diversify": {"field": "sphere", "max": 2, "label": {"ru": "Сфера", "en": "Sphere"}},
    }
    return {**view, "round": {**view["round"], "method": "dots", "limit": 7, "cap": 3, "rule": rule}}


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_result_of_grades_or_dots_is_whole_and_says_what_it_counts(
    day: Any, wall: Any, page: Page, lang: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    drawn = played(day)["drawn"]
    faults = {}
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        for name, view in (("grades", graded(drawn)), ("dots", dotted(drawn))):
            wall(view, lang)
            page.wait_for_timeout(60)
            if found := page.evaluate(FAULTS, LEAST):
                faults[f"{name}, {width} × {height}"] = found
    assert faults == {}
    facts = " ".join(page.locator(".facts").inner_text().split())
    assert {"ru": "7 точек, не больше 3 на карточку", "en": "7 dots, at most 3 on one card"}[lang] in facts
    wall(graded(drawn), lang)
    facts = " ".join(page.locator(".facts").inner_text().split())
    assert {"ru": "медиана «По силам нам» не ниже 2,5", "en": "median of “Within our power” is at least 2.5"}[
        lang
    ] in facts
    numbers = page.locator(".rank__bar b").all_inner_texts()
    assert numbers[:3] == {"ru": ["4,3", "4,0", "4,7"], "en": ["4.3", "4.0", "4.7"]}[lang]


def result_of(view: dict[str, Any], rows: int) -> dict[str, Any]:
    """The view with as many short rows as one asks for; the first seven pass."""
    card = view["scene"]["rows"][0]["card"]
    made = [
        {
            "card": {**card, "id": f"x{no}", "title": f"Short {no}"},
            "score": rows - no,
            "breadth": 1,
            "rank": no,
            "state": "in" if no < 8 else "out",
        }
        for no in range(1, rows + 1)
    ]
    return {**view, "scene": {**view["scene"], "rows": made, "tie": [], "pending": []}}


def names_seen(page: Page) -> list[str]:
    """The rows of the list that are inside its box now."""
    seen: list[str] = page.evaluate(
        """() => { const box = document.querySelector(".rank").getBoundingClientRect();
        return [...document.querySelectorAll(".rank__row")].filter((row) => { const at = row.getBoundingClientRect();
          return at.left < box.right - 2 && at.right > box.left + 2; })
          .map((row) => row.querySelector(".rank__name").textContent); }"""
    )
    return seen


@pytest.mark.parametrize(("rows", "pages"), [(11, [11]), (12, [10, 2]), (24, [10, 10, 4])])
@pytest.mark.parametrize("screen", [(1920, 1080), (1024, 768)])
def test_a_long_result_turns_pages_of_ten(
    day: Any, wall: Any, page: Page, rows: int, pages: list[int], screen: tuple[int, int]
) -> None:
    page.clock.install()
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    wall(result_of(played(day)["drawn"], rows))
    page.clock.run_for(100)
    seen = []
    for _ in pages:
        seen.append(names_seen(page))
        page.clock.run_for(12_000)
    assert [len(names) for names in seen] == pages
    assert [name for names in seen for name in names] == [f"Short {no}" for no in range(1, rows + 1)]
    assert names_seen(page) == seen[0]


def test_after_the_sign_up_the_wall_goes_round_and_names_everybody(day: Any, wall: Any, page: Page) -> None:
    view = played(day)["groups"]
    page.clock.install()
    wall(view)
    page.clock.run_for(30_000)
    assert page.locator(".scene--wall").count() == 1
    wall({**view, "scene": {**view["scene"], "open": False}})
    page.clock.run_for(12_100)
    assert page.locator(".light li").count() == 9
    assert page.locator(".light li b").first.text_content() == "Konstantina L."


def test_guests_in_circles_are_not_counted_among_the_badges(day: Any, wall: Any, page: Page) -> None:
    view = played(day)["groups"]
    wall(view, "en")
    assert page.locator(".wall__sum").inner_text().split("\n")[:2] == ["9", "of 9 are in circles"]
    wall({**view, "scene": {**view["scene"], "people": 10, "guests": 1}}, "en")
    assert page.locator(".wall__sum").inner_text().split("\n")[:2] == ["10", "people in circles"]


def test_after_the_last_round_the_wall_says_goodbye(day: Any, wall: Any, page: Page) -> None:
    day.move("hello", "open", "closed")
    wall(day.wall(), "en")
    assert page.get_by_text("round closed").count() == 1 and page.get_by_text("The forum is over").count() == 0
    wall({**day.wall(), "last": True}, "en")
    assert page.get_by_text("The forum is over.").count() == 1 and page.get_by_text("round closed").count() == 0


def test_a_lost_line_keeps_the_scene_and_says_so(day: Any, wall: Any, page: Page) -> None:
    view = day.wall()
    wall(view, "en", "offline")
    page.get_by_text("no connection for 2 minutes").wait_for()
    assert page.locator(".scene--lobby").count() == 1
    wall({**view, "scene": {"name": "black"}}, "en", "offline")
    assert page.locator(".black").count() == 1
    assert page.locator(".lost-line").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_lobby_can_be_read_in_either_theme(day: Any, wall: Any, page: Page, theme: str) -> None:
    page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    wall(day.wall(), "en")
    expect(page.locator(".lobby__n")).to_have_count(2)
    assert min(page.locator(".lobby__n").evaluate_all(CONTRAST)) >= 4.5


def test_an_announcement_comes_over_the_scene_and_goes(day: Any, wall: Any, page: Page) -> None:
    view = day.wall()
    wall({**view, "announcement": "Lunch at one. " * 14})
    assert page.locator(".call.is-on .fit").is_visible()
    box = page.locator(".call .fit")
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight + 8")
    wall(view)
    page.wait_for_timeout(500)
    assert not page.locator(".call .fit").is_visible()
