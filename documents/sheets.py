"""A4 sheets to print before the day: a card for every table's tablet, a badge for every personal code, with the name of
whoever is on the list, and the theme team's links.

A sheet is one HTML file that needs nothing else: open it in a browser and print.  Both kinds carry the hall's Wi-Fi
as a QR code.  The tablet's code opens the table's own seat, a badge's code one person's ballot: keep both apart.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from documents import names
from live import qr
from live.screen import Hall
from live.words import page_words

if TYPE_CHECKING:
    from documents.door import Guest

HERE = Path(__file__).resolve().parent.parent
BADGES_A_PAGE = 8
NAME_PT, GIVEN_SIZES, FAMILY_SIZES = 234, (30, 26, 22, 19, 16, 14, 12), (22, 19, 16, 14, 12)
"""The width of a badge that a name may fill, and the sizes of its two lines."""
TYPED_AT_MOST = 40
"""A longer name and password of the Wi-Fi have no room on a badge, and nobody would type them: the QR code is there."""


@dataclass(frozen=True, slots=True)
class Badge:
    """One personal code: number, table ("": said at the door), its eight characters in two groups, and its link as a QR
    code (data URL). `guest`: whose it is; `sizes` (pt) of the two lines of the name."""

    no: int
    table: str
    code: str
    qr: str
    guest: Guest | None = None
    sizes: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class TableCard:
    """A card of any seat but a badge: its number, its link as a QR code (data URL) and in letters."""

    no: str
    url: str
    qr: str


def write(
    folder: Path,
    title: dict[str, str],
    hall: Hall,
    links: list[dict[str, Any]],
    lang: str,
    cards: int | None = None,
    listed: Sequence[Guest] = (),
) -> list[Path]:
    """Write the tables' cards and the badges into `folder`; with `cards` the first so many badges and nothing else.

    `links` are the rows of `serving.links`; where there is a list, badges are those of `listed`, in that order, with
    names. Returns the files written. Each is named by what is in it, so that sheets
    in another language, or for fewer people, do not take the place of those that were to be printed.
    """
    closed_to_others(folder)
    tables, team, experts, observers = (_cards(links, role) for role in ("table", "theme_team", "expert", "observer"))
    told = told_of(title, hall, lang)
    if cards is not None:
        first = [_badge(row) for row in links if row["role"] == "person"][:cards]
        name = f"badges-{lang}-first-{len(first)}.html"
        return [file_of(folder / name, "badges.html", lang, told | {"pages": _by_pages(first)})]
    written = [file_of(folder / f"tables-{lang}.html", "tables.html", lang, told | {"tables": tables})]
    badges = folder / f"badges-{lang}.html"
    if listed:
        written.append(write_badges(badges, told, links, lang, listed))
    else:
        pages = _by_pages([_badge(row) for row in links if row["role"] == "person"])
        written.append(file_of(badges, "badges.html", lang, told | {"pages": pages}))
    if team:
        written.append(file_of(folder / f"themes-{lang}.html", "themes.html", lang, told | {"team": team}))
    if experts:
        written.append(file_of(folder / f"experts-{lang}.html", "experts.html", lang, told | {"team": experts}))
    if observers:
        written.append(file_of(folder / f"observers-{lang}.html", "observers.html", lang, told | {"team": observers}))
    return written


def closed_to_others(folder: Path) -> None:
    """Make the folder, and let nobody else who uses this computer look into it."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


def told_of(title: dict[str, str], hall: Hall, lang: str) -> dict[str, Any]:
    """What every sheet says of the forum and of the hall."""
    return {
        "title": title[lang],
        "hall": hall,
        "wifi": _data_url(qr.wifi(hall.ssid, hall.password)) if hall.ssid else None,
        "typed": len(hall.ssid) + len(hall.password) <= TYPED_AT_MOST,
        "join": hall.url.removeprefix("http://").rstrip("/"),
    }


def write_badges(
    path: Path, told: dict[str, Any], links: list[dict[str, Any]], lang: str, listed: Sequence[Guest] = ()
) -> Path:
    """Write badges as one file: of `listed` with their names; without any, of all `links`, with room for a name."""
    rows = {row["seat"]: row for row in links if row["role"] == "person"}
    badges = [_badge(rows[each.id], each) for each in listed] if listed else [_badge(row) for row in rows.values()]
    return file_of(path, "named.html", lang, told | {"pages": _by_pages(badges)})


def _badge(row: dict[str, Any], guest: Guest | None = None) -> Badge:
    table = str(guest.table or "") if guest else (row["table"] or "").removeprefix("t")
    no = int(row["seat"].removeprefix("p"))
    sizes = (
        names.fitting(guest.given if guest else "", NAME_PT, GIVEN_SIZES),
        names.fitting(guest.family if guest else "", NAME_PT, FAMILY_SIZES),
    )
    return Badge(no, table, _grouped(row["code"]), _data_url(row["url"]), guest, sizes)


def _by_pages(badges: list[Badge]) -> list[list[Badge]]:
    return [badges[start : start + BADGES_A_PAGE] for start in range(0, len(badges), BADGES_A_PAGE)]


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
