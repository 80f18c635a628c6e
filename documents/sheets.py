"""A4 sheets to print before the day: a card for every table's tablet, a badge for every personal code, and the theme
team's links.

A sheet is one HTML file that needs nothing else: open it in a browser and print.  Both kinds carry the hall's Wi-Fi
as a QR code.  The tablet's code opens the table's own seat, a badge's code one person's ballot: keep both apart.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from live import qr
from live.screen import Hall
from live.words import page_words

HERE = Path(__file__).resolve().parent.parent
BADGES_A_PAGE = 8
TYPED_AT_MOST = 40
"""A longer name and password of the Wi-Fi have no room on a badge, and nobody would type them: the QR code is there."""


@dataclass(frozen=True, slots=True)
class Badge:
    """One personal code: number, table, its eight characters in two groups, and its link as a QR code (data URL)."""

    no: int
    table: str
    code: str
    qr: str


@dataclass(frozen=True, slots=True)
class TableCard:
    """A card of any seat but a badge: its number, its link as a QR code (data URL) and in letters."""

    no: str
    url: str
    qr: str


def write(
    folder: Path, title: dict[str, str], hall: Hall, links: list[dict[str, Any]], lang: str, cards: int | None = None
) -> list[Path]:
    """Write the tables' cards and the badges into `folder`; with `cards` the first so many badges and nothing else.

    `links` are the rows of `serving.links`. Returns the files written. Each is named by what is in it, so that sheets
    in another language, or for fewer people, do not take the place of those that were to be printed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    tables, team, experts, observers = (_cards(links, role) for role in ("table", "theme_team", "expert", "observer"))
    badges = [
        Badge(
            int(row["seat"].removeprefix("p")),
            row["table"].removeprefix("t"),
            _grouped(row["code"]),
            _data_url(row["url"]),
        )
        for row in links
        if row["role"] == "person"
    ][:cards]
    pages = [badges[start : start + BADGES_A_PAGE] for start in range(0, len(badges), BADGES_A_PAGE)]
    wifi = _data_url(qr.wifi(hall.ssid, hall.password)) if hall.ssid else None
    join = hall.url.removeprefix("http://").rstrip("/")
    typed = len(hall.ssid) + len(hall.password) <= TYPED_AT_MOST
    told = {"title": title[lang], "hall": hall, "wifi": wifi, "typed": typed, "join": join}
    if cards is not None:
        name = f"badges-{lang}-first-{len(badges)}.html"
        return [file_of(folder / name, "badges.html", lang, told | {"pages": pages})]
    written = [
        file_of(folder / f"tables-{lang}.html", "tables.html", lang, told | {"tables": tables}),
        file_of(folder / f"badges-{lang}.html", "badges.html", lang, told | {"pages": pages}),
    ]
    if team:
        written.append(file_of(folder / f"themes-{lang}.html", "themes.html", lang, told | {"team": team}))
    if experts:
        written.append(file_of(folder / f"experts-{lang}.html", "experts.html", lang, told | {"team": experts}))
    if observers:
        written.append(file_of(folder / f"observers-{lang}.html", "observers.html", lang, told | {"team": observers}))
    return written


def _cards(links: list[dict[str, Any]], role: str) -> list[TableCard]:
    return [
        TableCard(row["seat"][1:], row["url"].partition("#")[0], _data_url(row["url"]))
        for row in links
        if row["role"] == role
    ]


def file_of(path: Path, template: str, lang: str, values: dict[str, Any]) -> Path:
    """Fill in a template and write it as one file; returns its path."""
    pages = Environment(
        loader=FileSystemLoader(HERE / "templates" / "sheets"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (HERE / "static" / "css" / "sheets.css").read_text(encoding="utf-8")
    font = {name: _font(f"golos-text-{name}-wght-normal.woff2") for name in ("cyrillic", "latin")}
    text = pages.get_template(template).render(**page_words(lang), **values, style=style, font=font)
    path.write_text(text, encoding="utf-8")
    return path


def _grouped(code: str) -> str:
    return f"{code[:4]} {code[4:]}"


def _data_url(text: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(qr.svg(text)).decode()}"


def _font(name: str) -> str:
    body = (HERE / "static" / "vendor" / name).read_bytes()
    return f"data:font/woff2;base64,{base64.b64encode(body).decode()}"
