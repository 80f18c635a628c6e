"""Printing: what `run.py print` and `links --cards` write for a session, and what is said of it in the terminal.

Truth flows from the session's file, read only, to HTML files in a folder of the operator's own; a running server is not
disturbed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

import serving
from documents import door, papers, passports, sheets
from live.screen import Hall, Reading
from live.words import terminal_language, translator
from sessions import attendance, box
from sessions.scenario import VoteRound
from sessions.session import RoundState, Session
from sessions.shelf import Shelf
from sessions.store import StoreError
from sessions.told import N_

LONGEST_NAME = 40
"""Letters of a file's name that say which badges are in it."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is printed, for whom, and where it goes."""

    file: Path
    reading: Reading
    folder: Path
    hall: Hall
    title: dict[str, str]


def print_sheets(
    shelf: Shelf,
    session_file: Path | None,
    lang: str,
    cards: int | None,
    asked: serving.Asked,
    by: door.By = "name",
    card: door.CardSize = "a5",
) -> None:
    """Write the sheets of a session and say where they are; with `cards` nothing but the first so many plain badges."""
    job = _job(shelf, session_file, asked)
    session, people = job.reading.session, job.reading.people
    listed = door.guests(session, people, by) if cards is None else []
    links = serving.links(shelf, job.file, asked)
    _say(sheets.write(job.folder, job.title, job.hall, links, lang, cards, listed))
    if listed:
        _say(
            door.write(
                job.folder,
                sheets.told_of(job.title, job.hall, lang),
                session,
                listed,
                lang,
                card,
                time.strftime("%H:%M"),
            )
        )
        _warn_of_tables(session, everything=True)
    if cards is None:
        for state in session.rounds.values():
            if papers.known(session, state) and state.sealed is None:
                receipts = _receipts(shelf, job.file, job.reading, state)
                _say([papers.ballots(job.folder, job.reading, state, lang, receipts)])
        _say([papers.envelopes(job.folder, job.reading, lang)])
    if cards is None and (path := passports.write(job.folder, job.reading, lang)):
        _say([path])
    _end(shelf, job, listed)


def print_badges(
    shelf: Shelf,
    session_file: Path | None,
    lang: str,
    by: door.By,
    badges: tuple[str, ...],
    blank: int | None,
    asked: serving.Asked,
) -> None:
    """Write the badges of these numbers, and so many for walk-ins; nothing else. Raises `StoreError`."""
    job = _job(shelf, session_file, asked)
    sheets.closed_to_others(job.folder)
    told = sheets.told_of(job.title, job.hall, lang)
    listed = _asked_for(job.reading, badges, by) if badges else []
    if badges:
        numbers = ",".join(badges).replace(" ", "").replace("–", "-")[:LONGEST_NAME]
        links = serving.links(shelf, job.file, asked)
        _say([sheets.write_badges(job.folder / f"badges-{lang}-{numbers}.html", told, links, lang, listed)])
        _warn_of_tables(job.reading.session, everything=False)
    if blank:
        free = _kept_blanks(shelf, job, blank)
        rows = serving.blank_links(shelf, job.file, free, asked)
        name = f"badges-{lang}-blank-{free[0]}-{free[-1]}.html"
        _say([sheets.write_badges(job.folder / name, told, rows, lang)])
    _end(shelf, job, listed)
    if blank:
        t = translator(terminal_language()).t
        click.echo(t("A blank badge has no vote until the desk has registered its number for somebody."))
        click.echo(
            t(
                "Numbers {first} to {last} are kept for these badges: a newer list and whoever is registered without a "
                "blank badge get others. --blank once more prints further ones.",
                first=free[0],
                last=free[-1],
            )
        )


def print_ballots(shelf: Shelf, session_file: Path | None, round_id: str, lang: str, *, lines: bool) -> None:
    """Write the paper ballots of one round. Raises `StoreError`: no such vote, nobody knows its cards yet, or it is
    counted."""
    file = serving.session_file(shelf, session_file)
    reading = serving.read_all(shelf, file)
    state = reading.session.rounds.get(round_id)
    if state is None or not isinstance(state.plan, VoteRound):
        votes = [each.id for each in reading.session.rounds.values() if isinstance(each.plan, VoteRound)]
        raise StoreError(
            N_("There is no vote {name} in this session; its votes: {names}."), name=round_id, names=", ".join(votes)
        )
    if state.sealed is not None:
        raise StoreError(
            N_("The ballots of {name} are counted; another paper of it would be read by nobody."), name=round_id
        )
    if not lines and not papers.known(reading.session, state):
        raise StoreError(
            N_("The cards of {name} are not known yet; print them when they are, or ballots of lines now: --lines."),
            name=round_id,
        )
    receipts = _receipts(shelf, file, reading, state)
    _say([papers.ballots(serving.sheets_folder(shelf, file), reading, state, lang, receipts, blank=lines)])


def forget(shelf: Shelf, session_file: Path | None) -> None:
    """Delete what was printed, and say how much it was."""
    words = translator(terminal_language())
    gone = serving.forget_sheets(shelf, serving.session_file(shelf, session_file))
    click.echo(words.tn("{n} printed file deleted.", "{n} printed files deleted.", len(gone)))
    click.echo(words.t("What lies on paper is still there: destroy it after the forum."))


def warn_of_guesses(file: Path, asked: serving.Asked) -> None:
    """Links and printed codes that lead nowhere are found out in the hall only, so a guess is said aloud."""
    if serving.told_hall(file) is None and not asked.address:
        t = translator(terminal_language()).t
        text = t(
            "No `serve` has said yet where people come in to {file}, so the links lead to {url}: start it first with "
            "the options of the hall, or give --address, --port and --wifi here.",
            file=file.name,
            url=serving.hall_of(file, asked).url,
        )
        click.echo(text, err=True)


def _job(shelf: Shelf, session_file: Path | None, asked: serving.Asked) -> Job:
    file = serving.session_file(shelf, session_file)
    warn_of_guesses(file, asked)
    reading = serving.read_all(shelf, file)
    title = reading.session.scenario.scenario.title
    return Job(
        file,
        reading,
        serving.sheets_folder(shelf, file),
        serving.hall_of(file, asked),
        {"ru": title.ru, "en": title.en},
    )


def _receipts(shelf: Shelf, file: Path, reading: Reading, state: RoundState) -> Callable[[str], str]:
    """Number of a paper → its receipt. The box may have no key yet: then the server will find the one made here."""
    if not attendance.is_of_people(state):
        return lambda no: ""
    key = shelf.keys(file).box(state.box, empty=not reading.session.boxes.get(state.box))
    return lambda no: box.paper_receipt(box.handle(key, state.box, box.paper(no)))


def _kept_blanks(shelf: Shelf, job: Job, number: int) -> list[int]:
    """Numbers that the desk gives to nobody from now on but to whoever holds the badge. Raises `StoreError`.

    They are kept first and held against the session then: what a running server gave out meanwhile is passed by.
    """
    kept, session = serving.blanks_of(shelf, job.file), job.reading.session
    while free := door.blanks(session, number, kept.numbers()):
        kept.add(free)
        session = serving.read_session(shelf, job.file)
        if not {f"p{no}" for no in free} & session.attendance.registered:
            return free
    raise StoreError(N_("No number is left for a badge more."))


def _asked_for(reading: Reading, badges: tuple[str, ...], by: door.By) -> list[door.Guest]:
    try:
        numbers = door.chosen(badges)
    except ValueError as wrong:
        phrase = N_("--badge {text}: give a number or a run of them, as in --badge 47 --badge 101-120.")
        raise StoreError(phrase, text=",".join(badges)) from wrong
    listed = [each for each in door.guests(reading.session, reading.people, by) if each.no in numbers]
    if not listed:
        raise StoreError(N_("--badge {text}: nobody on the list has such a number."), text=",".join(badges))
    return listed


def _say(paths: list[Path]) -> None:
    t = translator(terminal_language()).t
    for path in paths:
        click.echo(t("Written: {path}", path=path))


def _warn_of_tables(session: Session, *, everything: bool) -> None:
    """While the tables are still to be mixed, no paper names one, and the papers of the tables are not made at all."""
    state = door.unmixed(session)
    if state is None:
        return
    language = terminal_language()
    t, title = translator(language).t, state.plan.title
    told = {"title": (title.ru if language == "ru" else title.en) or title.ru}
    click.echo(t("“{title}” is still to mix the tables, so the badges name none.", **told), err=True)
    if everything:
        click.echo(t("Seat cards and the pages of the tables are not made yet."), err=True)
    how = t("Take a seating at the check-in desk first (Seating, Mix the tables, Take it), then print again.")
    click.echo(how, err=True)


def _end(shelf: Shelf, job: Job, listed: list[Any]) -> None:
    """Where the codes lead, whose eyes the files are for, and what cannot be read of the list."""
    words = translator(terminal_language())
    serving.remember_printed(shelf, job.file, job.hall)
    click.echo(words.t("The codes lead to {url}", url=job.hall.url))
    click.echo(words.t("Open them in a browser and print. They hold the codes of the day: keep them to yourself."))
    if listed:
        told = words.t(
            "They hold names, too. When all is printed: run.py print --forget deletes them from this computer."
        )
        click.echo(told)
    if lost := sum(not each.name for each in listed):
        told = words.tn("{n} name cannot be read with this key.", "{n} names cannot be read with this key.", lost)
        click.echo(told, err=True)
