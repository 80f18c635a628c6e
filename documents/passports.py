"""What stands on a sheet as rows of label and value, for every paper that quotes one; and a page to print of each.

A pure function makes the rows: it reads the session and the template, and asks nobody.  Names stand here as screens may
show them.  The page is one HTML file that needs nothing else, as all papers of the day.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from documents.sheets import file_of
from live.notes import sheet_notes
from live.screen import Reading
from live.sheets import auto_view
from live.words import translator
from sessions import sheets
from sessions.cards import Card, CardState
from sessions.events.sheets import Value
from sessions.scenario import Column, ElaborateRound, SheetField, Words
from sessions.session import Session
from sessions.templates import template_of


@dataclass(frozen=True, slots=True)
class Row:
    """A field in one language: its text, or of a field of rows the heads of its columns, the rows, and the total."""

    id: str
    label: str
    text: str = ""
    head: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    total: str = ""


def rows(reading: Reading, card: Card, lang: str, *, empty: bool = False) -> list[Row]:
    """A card's sheet as it stands now, in the order of its template; with `empty` the fields without a word, too.
    Of a card that no round of sheets has taken: nothing."""
    session, state = reading.session, sheets.round_of(reading.session, card)
    if state is None or not isinstance(state.plan, ElaborateRound):
        return []
    template = template_of(session.scenario, state.plan)
    fields, auto = sheets.current(session, card, template), auto_view(reading, card, template)
    made = [
        Row(each.id, _said(each.label, lang), _auto(each, auto.get(each.id), lang))
        if each.fills
        else _row(session, each, fields.get(each.id, ""), lang)
        for each in template.field
    ]
    return [row for row in made if empty or row.text or row.lines]


def write(folder: Path, reading: Reading, lang: str) -> Path | None:
    """A page for each sheet of the session under its title, in one file; None: there are no sheets."""
    session = reading.session
    standing = (card for card in session.cards.values() if card.state is CardState.LIVE)
    cards = [card for card in standing if sheets.round_of(session, card) is not None]
    pages = [(*_page(reading, card, lang), notes_of(session, card, lang)) for card in cards]
    if not pages:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    title = _said(session.scenario.scenario.title, lang)
    return file_of(folder / f"passports-{lang}.html", "passports.html", lang, {"title": title, "passports": pages})


def notes_of(session: Session, card: Card, lang: str) -> list[tuple[str, str, str]]:
    """What experts noted on the card or its sheet: whose it is, the words, what the table said of it (or nothing)."""
    t = translator(lang).t
    said = {None: "", True: t("taken up"), False: t("not taken up")}
    return [
        (t("Expert {no}", no=note["no"]), note["text"], said[note["accepted"]]) for note in sheet_notes(session, card)
    ]


def _page(reading: Reading, card: Card, lang: str) -> tuple[str, list[Row]]:
    """The title, and below it what else is filled in."""
    title, *rest = rows(reading, card, lang, empty=True)
    return title.text or sheets.title(reading.session, card), [row for row in rest if row.text or row.lines]


def _row(session: Session, field: SheetField, value: Value, lang: str) -> Row:
    label = _said(field.label, lang)
    if isinstance(value, str):
        return Row(field.id, label, _text(session, field, value, lang))
    lines = tuple(
        tuple(_text(session, column, text, lang) for column, text in zip(field.columns, row, strict=True))
        for row in value
    )
    money = [place for place, column in enumerate(field.columns) if column.type == "money"]
    total = sum(int(row[place] or 0) for row in value for place in money)
    head = tuple(_said(column.label, lang) for column in field.columns)
    return Row(field.id, label, head=head, lines=lines, total=_number(total) if money else "")


def _text(session: Session, field: SheetField | Column, text: str, lang: str) -> str:
    match field.type:
        case "choice":
            labels = {option.id: _said(option.label, lang) for option in session.scenario.options(field)}
            return labels.get(text, text)
        case "date" if text:
            day = datetime.date.fromisoformat(text)
            return f"{day:%d.%m.%Y}" if lang == "ru" else f"{day:%d/%m/%Y}"
        case "number" | "money" if text.isdecimal():
            return _number(int(text))
        case _:
            return text


def _auto(field: SheetField, auto: dict[str, object] | None, lang: str) -> str:
    """What fills itself, in words."""
    t, tn = translator(lang).t, translator(lang).tn
    match field.fills, auto:
        case _, None:
            return ""
        case "problem", {"titles": list(titles)}:
            return "; ".join(titles)
        case "leader", {"no": no, "name": name}:
            return str(name) if name else t("participant No. {n}", n=no)
        case "group", {"people": int(people)}:
            return tn("{n} person", "{n} people", people)
        case "support", {"method": "score", "score": score}:
            return t("a grade of {n}", n=score)
        case "support", {"score": int(score), "ballots": ballots}:
            return tn("{n} vote of {of} ballots", "{n} votes of {of} ballots", score, of=ballots)
        case _:
            return ""


def _number(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")


def _said(text: Words, lang: str) -> str:
    return text.ru if lang == "ru" else text.en
