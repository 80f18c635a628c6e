"""The matrix on the wall in a browser: no number over another or over the line, and no word over an edge."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import browser_type_launch_args  # noqa: F401
from tests.projector import test_wall
from tests.projector.test_matrix import graded, shown
from tests.projector.test_wall import FAULTS, LONG, SCREENS
from tests.story import to

pytestmark = pytest.mark.browser

Wall = Callable[..., None]
Point = tuple[float, float] | None
wall = test_wall.wall

LABELS = {
    "x": {"ru": "Решаем силами сообществ", "en": "Within our own power"},
    "y": {"ru": "Важно городу", "en": "Important to the town"},
}
WORDS = {
    "top_right": {"ru": "делаем сами", "en": "we do it"},
    "top_left": {"ru": "с администрацией", "en": "with the council"},
    "bottom_right": {"ru": "отложить", "en": "put off"},
    "bottom_left": {"ru": "передать", "en": "pass on"},
}
SHORT = [
    "Мусор в лесополосе", "Будки исписаны", "Клумбы заросли", "Мамам нужна опора", "Негде учиться коду",
    "Музей в коробках", "Соседи — чужие", "Мастерам негде продавать", "Собакам негде гулять", "Разбит асфальт",
    "Нет автобусов", "Нет врача",
]  # fmt: skip
HALL_POINTS = [
    (4, 4.2), (5, 2.8), (4.5, 3.4), (4, 3.5), (3, 3.9), (4.5, 2.4), (5, 2), (3.5, 2.6), (3, 1.5), (1, 4.3), (1.5, 3.4),
    (2, 4),
]  # fmt: skip


def field(
    points: Sequence[Point], titles: Sequence[str] = SHORT, gate: float | None = 3, passes: int = 8, tied: int = 0
) -> dict[str, Any]:
    """The view of a revealed matrix with these cards, the best first; the first of them pass, then some are tied."""
    view = shown(graded(to("grades", "revealed")))
    row = view["scene"]["rows"][0]
    names = itertools.cycle(titles)
    rows = [
        {
            **row,
            "card": {**row["card"], "id": f"m{place}", "title": next(names)},
            "place": place,
            "point": {"x": each[0], "y": each[1]} if each else None,
            "state": "in" if place <= passes else "tied" if place <= passes + tied else "out",
        }
        for place, each in enumerate(points, 1)
    ]
    round_, scene = view["round"], view["scene"]
    criteria = [{**each, "label": LABELS["y" if each["id"] == "need" else "x"]} for each in round_["criteria"]]
    matrix = {
        **round_["matrix"],
        "gate": gate,
        "corners": WORDS,
        **{side: {**round_["matrix"][side], "label": LABELS[side]} for side in "xy"},
    }
    rule = {
        **round_["rule"],
        "k": passes,
        "rest": "administration",
        "gate": f"force.median >= {gate}" if gate else None,
    }
    round_ = {
        **round_,
        "title": {"ru": "Важно × можем сами", "en": "Matters × in our power"},
        "criteria": criteria,
        "matrix": matrix,
        "rule": rule,
    }
    pending = [each["card"]["id"] for each in rows if each["state"] == "tied"]
    waits = "draw" if pending else None
    tied = {"pending": pending, "waits": waits, "places": 1}
    return {
        **view,
        "round": round_,
        "scene": {**scene, **tied, "rows": rows, "electors": 12, "ballots": 12, "quorum": 10},
    }


def plain(view: dict[str, Any]) -> dict[str, Any]:
    """The same without words for the corners, below the quorum."""
    matrix = {**view["round"]["matrix"], "corners": dict.fromkeys(WORDS)}
    return {**view, "round": {**view["round"], "matrix": matrix}, "scene": {**view["scene"], "ballots": 4}}


LEAST = {size: 0.0299 if size in ((1920, 1080), (1280, 720), (1024, 768)) else 0.028 for size in SCREENS}
"""The smallest letter, as a part of the screen's height; a screen of another shape has the sheet and a margin."""
HOSTILE: dict[str, dict[str, Any]] = {}


def hostile() -> dict[str, dict[str, Any]]:
    """Views that a hall may come to, however unlikely."""
    if not HOSTILE:
        word = "Взаимоответственность" * 4
        HOSTILE.update({
            "a hall": field(HALL_POINTS),
            "plain": plain(field(HALL_POINTS, gate=None, tied=2)),
            "one": field([(5, 5)], passes=1),
            "none over the line": field([(1, 1), (2.9, 5)], passes=0),
            "all the same": field([(3, 3)] * 12),
            "24 the same in a corner": field([(5, 5)] * 24, [LONG, "Short"], gate=5, passes=10, tied=3),
            "24 the same before the line": field([(2.9, 1)] * 24, [LONG], passes=0),
            "24 the same without a line": plain(field([(1, 5)] * 24, [LONG], gate=None, passes=24)),
            "24 almost the same": field([(3 + i / 50, 4 - i / 60) for i in range(24)], [LONG]),
            "24 everywhere": field([(1 + i % 9 / 2, 1 + i * 4 / 23) for i in range(24)], SHORT, gate=1.5, tied=2),
            "words without an end": field(HALL_POINTS[:9], [word], gate=4.5, passes=2, tied=1),
            "not graded": field([(4, 4), (3, 2), None, (1, 5), None], [LONG], passes=3),
        })  # fmt: skip
    return HOSTILE


CLASHES = """() => {
  const faults = [];
  const find = (what) => [...document.querySelectorAll(what)];
  const box = (element) => element.getBoundingClientRect();
  const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
  const far = ([x, y], [a, b]) => Math.hypot(x - a, y - b);
  const before = (a, b) => a.right <= b.left + 1 || a.bottom <= b.top + 1;
  const apart = (a, b) => before(a, b) || before(b, a);
  const within = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
  const said = (element) => `“${element.textContent}”`;
  const ground = box(document.querySelector(".mx__field"));
  const lines = find(".mx__gate").map(box);
  const words = find(".mx__corner span");
  const cards = find(".mx__card");
  cards.forEach((card, i) => {
    const disc = box(card.querySelector("circle"));
    if (box(card.querySelector("text")).width > disc.width) faults.push(`${said(card)} is wider than its disc`);
    if (!within(disc, ground)) faults.push(`${said(card)} lies outside`);
    if (!lines.every((line) => apart(disc, line))) faults.push(`${said(card)} lies on the line`);
    for (const other of cards.slice(0, i)) {
      const between = far(middle(disc), middle(box(other.querySelector("circle"))));
      if (between < disc.width) faults.push(`${said(card)} lies over ${said(other)}`);
    }
    for (const word of words) if (!apart(disc, box(word))) faults.push(`${said(card)} lies on ${said(word)}`);
  });
  words.forEach((word, i) => {
    const beside = words.slice(0, i).find((other) => !apart(box(word), box(other)));
    if (beside) faults.push(`${said(word)} runs into ${said(beside)}`);
    if (!lines.every((line) => apart(box(word), line))) faults.push(`${said(word)} runs over the line`);
  });
  const square = box(document.querySelector(".scene__square .square"));
  const [centre, r] = [middle(square), square.width / 2];
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const names = find(".mlist h2, .mlist li, .mlist b, .pager");
  for (const part of names) {
    const { left, top, bottom } = box(part);
    const corner = Math.max(far(centre, [left, top]), far(centre, [left, bottom]));
    if (corner > r - rem) faults.push(`over the edge: ${said(part)}`);
    if (part.scrollWidth > part.clientWidth + 1) faults.push(`too wide: ${said(part)}`);
    if (part.matches("li:not(.is-long)") && part.textContent.endsWith("…")) faults.push(`cut: ${said(part)}`);
    const same = names.filter((other) => other !== part && other.tagName === part.tagName);
    const over = same.find((other) => !apart(box(other), box(part)));
    if (over) faults.push(`${said(part)} lies over ${said(over)}`);
  }
  for (const part of find(".mfoot p, .mx__axis, .scene__title, .mx")) {
    const { right, top, bottom } = box(part);
    const level = Math.min(Math.max(centre[1], top), bottom);
    if (far(centre, [right, level]) < r) faults.push(`in the square: ${said(part)}`);
  }
  const list = document.querySelector(".mlist");
  if (list.scrollHeight > list.clientHeight + 1) faults.push("the names are higher than their place");
  return faults;
}"""


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_number_lies_over_another_and_no_word_over_an_edge(
    wall: Wall, page: Page, screen: tuple[int, int], lang: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    faults = {}
    for name, view in hostile().items():
        wall(view, lang)
        page.wait_for_timeout(60)
        if found := [*page.evaluate(CLASHES), *page.evaluate(FAULTS, LEAST[screen])]:
            faults[name] = found
    assert faults == {}


NAMES_SEEN = """() => [...document.querySelectorAll(".mlist li")].map((row) => row.querySelector(".num").textContent)"""


@pytest.mark.parametrize(("cards", "pages"), [(12, [12]), (13, [10, 3]), (24, [10, 10, 4])])
@pytest.mark.parametrize("screen", [(1920, 1080), (1024, 768)], ids=["wide", "tall"])
def test_names_turn_pages_of_ten(wall: Wall, page: Page, cards: int, pages: list[int], screen: tuple[int, int]) -> None:
    page.clock.install()
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    wall(field([(1 + i % 9 / 2, 4) for i in range(cards)], ["Short"], passes=7), "en")
    seen = []
    for _ in pages:
        page.clock.run_for(100)
        seen.append(page.evaluate(NAMES_SEEN))
        page.clock.run_for(11_900)
    assert [len(names) for names in seen] == pages
    assert [name for names in seen for name in names] == [str(no) for no in range(1, cards + 1)]
    assert page.evaluate(NAMES_SEEN) == seen[0]
    assert page.locator(".mlist h2").first.inner_text() == "Go on: 7"


def test_a_title_has_two_lines_before_it_is_cut(wall: Wall, page: Page) -> None:
    title = "Nobody clears the snow in the yards by the river"
    for width, height in ((1920, 1080), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        wall(field([(4, 4), (2, 2)], [title, "Short"]), "en")
        page.wait_for_timeout(60)
        assert page.locator(".mlist b").first.inner_text() == title


SCATTERED = """async ([screen, seeds]) => {
  const { FIELDS, layout } = await import("/static/js/lib/matrix.js");
  const box = FIELDS[screen];
  const [faults, scale] = [[], { low: 1, high: 5 }];
  for (const seed of seeds) {
    let state = seed;
    const next = () => (state = (state * 16807) % 2147483647) / 2147483647;
    next();
    const cards = 1 + Math.floor(next() * 24);
    const wide = next() < 0.5 ? 0.4 : 4;
    const [x, y] = [1 + next() * (4 - wide), 1 + next() * (4 - wide)];
    const gate = next() < 0.2 ? null : 1.5 + Math.floor(next() * 8) / 2;
    const rows = Array.from({ length: cards }, () => ({ point: { x: x + wide * next(), y: y + wide * next() } }));
    const matrix = { x: scale, y: scale, gate };
    const made = layout(matrix, rows, box);
    const { r, line, discs } = made;
    const fault = (what) => faults.push(`${seed}: ${what}`);
    if (JSON.stringify(layout(matrix, rows, box)) !== JSON.stringify(made)) fault("not twice the same");
    if (discs.length !== cards) fault(`${discs.length} of ${cards}`);
    discs.forEach((disc, i) => {
      const near = discs.slice(0, i).some((other) => Math.hypot(other.x - disc.x, other.y - disc.y) < 2 * r);
      if (near) fault("over another");
      if (disc.x < r || disc.x > box.w - r) fault("outside");
      if (disc.y < box.band + r - 1 || disc.y > box.h - box.band - r + 1) fault("on the words");
      if (line !== null && (disc.row.point.x < gate ? disc.x + r > line : disc.x - r < line)) fault("over the line");
    });
  }
  return faults;
}"""
EXACT = """async () => {
  const { FIELDS, layout } = await import("/static/js/lib/matrix.js");
  const rows = [[1, 1], [3, 3], [5, 5], [2.9, 5]].map(([x, y]) => ({ point: { x, y } }));
  const matrix = { x: { low: 1, high: 5 }, y: { low: 0, high: 10 }, gate: 3 };
  const { discs, r, xTicks, yTicks, line } = layout(matrix, rows, FIELDS.wide);
  const [low, middle, high, missed] = rows.map((row) => discs.find((disc) => disc.row === row));
  return {
    r, line, ticks: [xTicks.map((each) => each.n), yTicks.map((each) => each.n)],
    across: [low.x - xTicks[0].at, middle.x - xTicks[2].at, high.x - xTicks[4].at],
    up: [low.y < yTicks[0].at, high.y < middle.y, middle.y < low.y, high.y > yTicks[5].at],
    apart: missed.x + r < line && middle.x - r > line,
  };
}"""


@pytest.mark.parametrize("screen", ["wide", "tall", "table", "console"])
def test_no_set_of_cards_makes_them_cover_each_other(wall: Wall, page: Page, screen: str) -> None:
    assert page.evaluate(SCATTERED, [screen, list(range(1, 401))]) == []


def test_where_there_is_room_a_card_lies_at_its_grades(wall: Wall, page: Page) -> None:
    found = page.evaluate(EXACT)
    assert found == {
        "r": 38,
        "line": 440,
        "ticks": [[1, 2, 3, 4, 5], [0, 2, 4, 6, 8, 10]],
        "across": [0, 0, 0],
        "up": [True] * 4,
        "apart": True,
    }
