"""Serving: opens or begins a session, binds the port, prints where people come in, and answers until stopped."""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from live import engine, qr
from live.addresses import Address, addresses
from live.clock import boot_id
from live.screen import Hall, Reading
from live.seats import GUARDED, Seats
from live.seats import path as page
from live.words import terminal_language, translator
from sessions.blanks import Blanks
from sessions.desk import Desk, Outside
from sessions.library import Library
from sessions.reader import ScenarioError, parse
from sessions.seat import LEAD, Role, Seat, person_seat
from sessions.session import Session
from sessions.shelf import Shelf, free_bytes
from sessions.store import Store, StoreError
from sessions.told import N_
from sessions.watermark import FileWatermark

HERE = Path(__file__).resolve().parent
PORT = 8080
LEAST_FREE = 200_000_000
"""Below this the server does not start: a day needs a few megabytes, but the system needs more."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the operator asked for on the command line."""

    port: int
    host: str
    tables: int | None
    people: int | None
    ssid: str
    password: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a tool is told of the hall on its own command line. None: as the last `serve` of the session said."""

    address: str | None = None
    port: int | None = None
    ssid: str | None = None
    password: str | None = None


def run(
    shelf: Shelf, file: Path, scenario: str | None, wishes: Wishes, workshop: Path | None = None, page: str = ""
) -> None:
    """Play the session in `file` (begun from `scenario` if given) until the server is stopped.

    With `workshop` nobody plays: the session is only there for the editor to stand on, which keeps what is written in
    that folder, and opens as `page` says.
    """
    t = translator(terminal_language()).t
    if free_bytes(shelf.folder) < LEAST_FREE:
        raise StoreError(
            N_("Less than 200 MB are free on the disk of {folder}; free some space first."), folder=shelf.folder
        )
    lock = shelf.lock(file)
    sock, port = _listen(wishes)
    if port != wishes.port and wishes.port:
        print(
            t(
                "Port {busy} is busy, taking {port}: cards and badges printed for {busy} do not lead here. Free that "
                "port and start again, or print them anew.",
                busy=wishes.port,
                port=port,
            )
        )
    with _told_in_words(shelf, file):
        desk = open_desk(shelf, file, scenario, wishes)
    found = [each for each in addresses() if wishes.host in ("0.0.0.0", each.ip)]
    hall = Hall(_url(wishes, found, port), wishes.ssid, wishes.password)
    printed = printed_for(shelf, file)
    if printed not in ("", hall.url):
        print(
            t(
                "The sheets printed last lead to {printed}, but people come in at {url}: start again with --address "
                "and --port as they were, or print the sheets anew.",
                printed=printed,
                url=hall.url,
            )
        )

    from app import create_app

    library = Library(HERE / "scenarios", workshop or shelf.folder / "scenarios")
    application = create_app(desk, shelf.keys(file), hall, library)
    with _told_in_words(shelf, file):
        application.start()
        _remember(file, hall, port)
    if workshop is None:
        print_welcome(application.house.seats, desk, hall, found, port, file)
    else:
        print_workshop(application.house.seats, port, workshop, page)
    try:
        engine.serve(application.wsgi, sock)
    finally:
        desk.close()
        _address_file(file).unlink(missing_ok=True)
        lock.close()
        print(t("Veche has stopped. All that was acknowledged is in the session file; the same command goes on."))


def open_desk(shelf: Shelf, file: Path, scenario: str | None, wishes: Wishes) -> Desk:
    """The desk of a session: replayed from its file, or begun with the scenario if the file is still empty."""
    keys = shelf.keys(file)
    outside = Outside(
        boot=boot_id(), watermark=FileWatermark(keys.folder / "reached"), blanks=blanks_of(shelf, file).numbers
    )
    begun = file.exists()
    store = Store(file)
    if scenario is None or begun:
        return Desk(store, keys, outside, engine.run_in_writer)
    head = parse(scenario).scenario
    return Desk.begin(
        store,
        keys,
        scenario,
        session=file.stem,
        tables=wishes.tables or head.tables,
        people=head.people if wishes.people is None else wishes.people,
        seed=secrets.token_hex(8),
        outside=outside,
        run_in_writer=engine.run_in_writer,
    )


def _listen(wishes: Wishes) -> tuple[socket.socket, int]:
    try:
        return engine.bind(wishes.host, wishes.port)
    except OSError as error:
        raise StoreError(
            N_(
                "Nobody can be heard on {host}, port {port} ({reason}); leave --host and --port out, or name an "
                "address of this computer and a port from 1024 to 65000."
            ),
            host=wishes.host,
            port=wishes.port,
            reason=error,
        ) from error


@contextmanager
def _told_in_words(shelf: Shelf, file: Path) -> Iterator[None]:
    """Whatever is wrong with the session's file, its keys or the disk: one sentence that says what to do.

    A damaged file breaks its reader in more ways than anybody lists, so here everything is caught.
    """
    try:
        yield
    except (StoreError, ScenarioError):
        raise
    except OSError as error:
        raise StoreError(
            N_(
                "{path} cannot be used ({reason}); give yourself the right to read and write it, free some space, or "
                "choose another folder with --data."
            ),
            path=error.filename or file,
            reason=error,
        ) from error
    except Exception as error:
        if "full" in str(error):
            raise StoreError(N_("{path}: the disk is full; free some space and start again."), path=file) from error
        raise StoreError(
            N_("{path}, or a key of it in {keys}, is damaged ({reason}); take the last good copy of both."),
            path=file,
            keys=shelf.folder / "keys" / file.stem,
            reason=error,
        ) from error


def print_welcome(seats: Seats, desk: Desk, hall: Hall, found: list[Address], port: int, file: Path) -> None:
    """Every address, the console's link and PIN, and a QR code to come in by."""
    t = translator(terminal_language()).t
    generation = desk.read(lambda session, _: session.seats[LEAD.id].generation)
    console = f"/console#{seats.token(LEAD.id, generation)}"
    bases = dict.fromkeys((f"http://127.0.0.1:{port}", hall.url.rstrip("/")))
    say = [
        "",
        t("Veche is ready. Session: {file}", file=file),
        "",
        f"  {t('For phones in the hall:')}",
        *(f"    {each.url(port)}  {t('(this computer only)') if each.loopback else ''}".rstrip() for each in found),
        "",
        f"  {t('For the lead, on this or another computer. Keep the link and the PIN to yourself:')}",
        *(f"    {base}{console}" for base in bases),
        f"    PIN {seats.pin()}",
        "",
        f"  {t('The projector and the tables: in the console. In a second window: run.py links, run.py print')}",
        f"  {t('To stop: Ctrl-C. Nothing is lost; the same command goes on.')}",
        "",
    ]
    print("\n".join(say))
    try:
        print(qr.terminal(hall.url))
    except UnicodeEncodeError:
        print(t("This window cannot draw the QR code; the projector's lobby shows it."))
    sys.stdout.flush()


def print_workshop(seats: Seats, port: int, workshop: Path, page: str) -> None:
    """The editor's link and PIN; it is for this computer only."""
    t = translator(terminal_language()).t
    say = [
        "",
        t("The scenario editor is ready. Open it in a browser on this computer:"),
        f"    http://127.0.0.1:{port}/editor{page}#{seats.token(LEAD.id)}",
        f"    PIN {seats.pin()}",
        "",
        "  "
        + t("What you keep there lies in {folder}, and is played by run.py serve --scenario NAME", folder=workshop),
        f"  {t('To stop: Ctrl-C. The draft stays in the browser.')}",
    ]
    print("\n".join(say))
    sys.stdout.flush()


def links(shelf: Shelf, file: Path | None, asked: Asked = Asked()) -> list[dict[str, Any]]:
    """Address, token and personal code of every seat of a session, read from its file without touching it."""
    file = session_file(shelf, file)
    session = read_session(shelf, file)
    seats = Seats(shelf.keys(file).seats(), session.id)
    base = hall_of(file, asked).url.rstrip("/")
    rows = []
    for state in session.seats.values():
        seat: Seat = state.seat
        if seat.role is Role.GUEST:
            continue
        row = _link(seats, base, seat, state.generation)
        if seat.role in GUARDED:
            row |= {"pin": seats.pin(seat.role), "proven": seats.token(seat.id, state.generation, proven=True)}
        rows.append(row)
    return rows


def blanks_of(shelf: Shelf, file: Path) -> Blanks:
    """The numbers of blank badges that were printed for a session on this computer."""
    return Blanks(shelf.keys(file).folder / "blanks")


def blank_links(shelf: Shelf, file: Path, numbers: Sequence[int], asked: Asked = Asked()) -> list[dict[str, Any]]:
    """The same of badges that are nobody's yet, and at no table: what the desk will make of these numbers."""
    session = read_session(shelf, file)
    seats, base = Seats(shelf.keys(file).seats(), session.id), hall_of(file, asked).url.rstrip("/")
    known = {no: session.seats[f"p{no}"].generation for no in numbers if f"p{no}" in session.seats}
    return [_link(seats, base, person_seat(no, None), known.get(no, 1)) for no in numbers]


def _link(seats: Seats, base: str, seat: Seat, generation: int) -> dict[str, Any]:
    token = seats.token(seat.id, generation)
    return {
        "seat": seat.id,
        "role": seat.role.value,
        "path": page(seat),
        "token": token,
        "url": f"{base}{page(seat)}#{token}",
        "table": seat.table,
        "code": seats.code(seat.id, generation) if seat.role is Role.PERSON else None,
    }


def session_file(shelf: Shelf, file: Path | None) -> Path:
    """The session file asked for, or the one used last. Raises `StoreError` if there is none."""
    if file is not None and file.exists():
        return file
    if file is not None:
        raise no_such_session(file, shelf.folder)
    known = shelf.sessions()
    if not known:
        raise no_session_yet(shelf.folder)
    return known[0]


def no_session_yet(folder: Path) -> StoreError:
    """What a tool says that needs a session, where none was begun."""
    return StoreError(N_("There is no session in {folder} yet; begin one: python3 run.py serve."), folder=folder)


def no_such_session(file: Path, folder: Path) -> StoreError:
    """What is said of a session that was asked for by name."""
    return StoreError(N_("{path} does not exist; choose a session of {folder}."), path=file, folder=folder)


def read_session(shelf: Shelf, file: Path) -> Session:
    """The session as its file tells it, read only; a running server is not disturbed."""
    return read_all(shelf, file).session


def read_all(shelf: Shelf, file: Path) -> Reading:
    """The same with its people, as papers need them: names as screens may show them. Nobody is online."""
    with _told_in_words(shelf, file):
        store = Store(file, readonly=True)
        try:
            session, people = Desk(store, shelf.keys(file)).read(lambda session, people: (session, people))
            return Reading(session, people, {}, {}, Hall(), lambda *_: None)
        finally:
            store.close()


def hall_of(file: Path, asked: Asked = Asked()) -> Hall:
    """Where people come in: as asked, else as the last `serve` said, else as one would say on this computer now."""
    told = told_hall(file) or Hall(addresses()[0].url(PORT))
    url, ssid, password = told.url, told.ssid, told.password
    if asked.address is not None or asked.port is not None:
        known = urlsplit(url)
        url = _named(asked.address or known.hostname or "", asked.port or known.port or PORT)
    if asked.ssid is not None:
        # The password of one network says nothing about another.
        ssid, password = asked.ssid, password if asked.ssid == ssid else ""
    return Hall(url, ssid, password if asked.password is None else asked.password)


def told_hall(file: Path) -> Hall | None:
    """Where people come in as the last `serve` of this session said, also when it has stopped since."""
    try:
        told = json.loads(_hall_file(file).read_text(encoding="utf-8"))
        return Hall(str(told["url"]), str(told["ssid"]), str(told["password"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def sheets_folder(shelf: Shelf, file: Path) -> Path:
    """Where the printed sheets of a session lie."""
    return shelf.folder / "print" / file.stem


def forget_sheets(shelf: Shelf, file: Path) -> list[Path]:
    """Delete every sheet that was printed of a session. Where they lead to is still known: what is on paper is not
    called back by it."""
    sheets = sorted(sheets_folder(shelf, file).glob("*.html"))
    for sheet in sheets:
        sheet.unlink()
    return sheets


def printed_for(shelf: Shelf, file: Path) -> str:
    """The address that the sheets printed last lead to; empty if none were."""
    try:
        return (sheets_folder(shelf, file) / "leads-to.txt").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def remember_printed(shelf: Shelf, file: Path, hall: Hall) -> None:
    """Paper cannot be called back: the next `serve` compares where it leads with where people come in."""
    (sheets_folder(shelf, file) / "leads-to.txt").write_text(f"{hall.url}\n", encoding="utf-8")


def _url(wishes: Wishes, found: list[Address], port: int) -> str:
    if wishes.address:
        return _named(wishes.address, port)
    return found[0].url(port) if found else _named(wishes.host, port)


def _named(address: str, port: int) -> str:
    name = address.removeprefix("http://").rstrip("/")
    return f"http://{name}/" if ":" in name else f"http://{name}:{port}/"


def _address_file(file: Path) -> Path:
    return file.with_suffix(".address")


def _hall_file(file: Path) -> Path:
    return file.with_suffix(".hall")


def _remember(file: Path, hall: Hall, port: int) -> None:
    """Two notes beside the session: what people were told, which stays, and which process answers, which goes."""
    told = {"url": hall.url, "ssid": hall.ssid, "password": hall.password}
    _hall_file(file).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    _address_file(file).write_text(json.dumps({"port": port, "pid": os.getpid()}), encoding="utf-8")
