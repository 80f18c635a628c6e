"""Looks at the computer on which the forum will run and says what to mend before the doors open.

Every check reads, or writes only its own temporary file; nothing is changed or switched on. Each answers
with findings: data for `doctor --json`, sentences for a person.
"""

from __future__ import annotations

import http.client
import os
import platform
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol, TextIO

from live import engine
from live.addresses import Address, addresses

GIGABYTE = 1_000_000_000
SLOW_WRITE_MS = 40
# Before it a database that two connections check-point at once can lose a commit; Veche writes through one.
SQLITE_SETTLED = (3, 51, 3)


class Translate(Protocol):
    """English phrase with {names} and their values → the sentence in the reader's language."""

    def __call__(self, phrase: str, /, **values: object) -> str: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence on one thing; the hint says what to do and stands only where there is something to do."""

    check: str
    level: Literal["ok", "warn", "fail"]
    text: str
    hint: str = ""


def english(phrase: str, /, **values: object) -> str:
    return phrase.format(**values)


def examine(data: Path, port: int = 8080, host: str = "0.0.0.0", t: Translate = english) -> list[Finding]:
    """All checks, in the order in which a person would mend things."""
    return [
        *check_versions(t),
        check_clock(datetime.now().astimezone(), t),
        *check_addresses(addresses(), port, t),
        check_port(host, port, t),
        check_firewall(port, t),
        check_open_files(engine.raise_open_files(), t),
        check_disk(data, t),
        check_write_speed(data, t),
    ]


def print_report(findings: Iterable[Finding], t: Translate = english, stream: TextIO | None = None) -> None:
    marks = {"ok": t("ok"), "warn": t("note"), "fail": t("STOP")}
    width = max(map(len, marks.values()))
    for finding in findings:
        print(f"{marks[finding.level]:>{width}}  {finding.text}", file=stream)
        if finding.hint:
            print(f"{'':>{width}}  → {finding.hint}", file=stream)


def check_versions(t: Translate = english) -> list[Finding]:
    word = 64 if sys.maxsize > 2**32 else 32
    text = t("Python {version}, {bits} bits.", version=platform.python_version(), bits=word)
    python = Finding("python", "ok", text)
    if word == 32:
        python = Finding("python", "warn", text, t("Install the 64-bit Python: it is the one Veche is tested on."))
    text = t("SQLite {version}.", version=sqlite3.sqlite_version)
    if sqlite3.sqlite_version_info < SQLITE_SETTLED:
        text = t(
            "SQLite {version}. Do not write to a session's file with other programs while the forum runs.",
            version=sqlite3.sqlite_version,
        )
    return [python, Finding("sqlite", "ok", text)]


def check_clock(now: datetime, t: Translate = english, made: float | None = None) -> Finding:
    """The protocol carries the times of this clock. It cannot be earlier than Veche's own files."""
    text = t("The clock says {time}.", time=now.isoformat(" ", "minutes"))
    released = Path(__file__).stat().st_mtime if made is None else made
    if now.timestamp() < released - 24 * 3600:
        return Finding("clock", "warn", text, t("It is behind. Set date, time and time zone before the forum."))
    return Finding("clock", "ok", text)


def check_addresses(found: Iterable[Address], port: int, t: Translate = english) -> list[Finding]:
    reachable = [address for address in found if not address.loopback]
    if not reachable:
        return [
            Finding(
                "addresses",
                "fail",
                t("This computer is in no network: no tablet or phone can reach it."),
                t("Join the hall's Wi-Fi or plug in the router's cable, then ask again."),
            )
        ]
    choose = t("If devices cannot open one address, take the next; the projector shows the first.")
    return [
        Finding(
            "addresses",
            "ok",
            t("Devices reach it at {url} ({adapter}).", url=address.url(port), adapter=address.adapter),
            choose if len(reachable) > 1 and address is reachable[0] else "",
        )
        for address in reachable
    ]


def check_port(host: str, port: int, t: Translate = english) -> Finding:
    try:
        sock, _ = engine.bind(host, port, tries=1)
    except OSError as error:
        if _veche_answers(port):
            return Finding("port", "ok", t("Veche is already running on port {port}.", port=port))
        text = t("Port {port} cannot be used: {reason}.", port=port, reason=t(error.strerror or str(error)))
        return Finding("port", "warn", text, t("Veche takes the next free port and says so at the start."))
    sock.close()
    return Finding("port", "ok", t("Port {port} is free.", port=port))


def _veche_answers(port: int) -> bool:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        asked.request("GET", "/healthz")
        answer = asked.getresponse()
        return b"veche" in answer.read(4096).lower()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


def check_firewall(port: int, t: Translate = english, system: str = sys.platform) -> Finding:
    """A firewall can only be tried from another device, so the line to open it is shown and never run."""
    line = ""
    if system == "win32":
        line = (
            "netsh advfirewall firewall add rule name=Veche dir=in action=allow protocol=TCP "
            f"localport={port} profile=any"
        )
        text = t("Windows asks at the first start: allow both private and public networks.")
    elif system == "darwin":
        text = t("macOS asks at the first start whether Python may accept connections: allow it.")
    elif shutil.which("ufw"):
        line = f"sudo ufw allow {port}/tcp"
        text = t("If no device can open the page, let it through the firewall.")
    elif shutil.which("firewall-cmd"):
        line = f"sudo firewall-cmd --add-port={port}/tcp"
        text = t("If no device can open the page, let it through the firewall.")
    else:
        text = t("No known firewall on this computer. If no device can open the page, look at the router.")
    return Finding("firewall", "ok", text, line)


def check_open_files(limit: int | None, t: Translate = english) -> Finding:
    if limit is None:
        return Finding("open files", "ok", t("The system sets no limit for connected devices."))
    text = t("The system allows {count} open files, one for each connected device.", count=limit)
    if limit < 2048:
        return Finding("open files", "warn", text, t("For a large hall raise it: ulimit -n 16384."))
    return Finding("open files", "ok", text)


def check_disk(data: Path, t: Translate = english, free: int | None = None) -> Finding:
    room = shutil.disk_usage(_existing(data)).free if free is None else free
    text = t("{gigabytes} GB free for {folder}.", gigabytes=f"{room / GIGABYTE:.1f}", folder=data)
    if room < GIGABYTE / 5:
        return Finding("disk", "fail", text, t("Free at least 2 GB: a full disk stops the forum."))
    if room < 2 * GIGABYTE:
        return Finding("disk", "warn", text, t("Free at least 2 GB before the forum."))
    return Finding("disk", "ok", text)


def check_write_speed(data: Path, t: Translate = english, writes: int = 25) -> Finding:
    """How long the disk takes to promise that 4 KB are safe: every answer to a device waits for this."""
    folder = _existing(data)
    block = os.urandom(4096)
    took: list[float] = []
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            for _ in range(writes):
                began = time.perf_counter()
                file.write(block)
                file.flush()
                os.fsync(file.fileno())
                took.append((time.perf_counter() - began) * 1000)
    except OSError as error:
        return Finding(
            "write speed",
            "fail",
            t("Nothing can be written to {folder}: {reason}.", folder=folder, reason=t(error.strerror or str(error))),
            t("Choose another folder with --data, or allow writing to this one."),
        )
    median = statistics.median(took)
    text = t("A safe write takes {median} ms, at worst {worst} ms.", median=f"{median:.1f}", worst=f"{max(took):.0f}")
    if median > SLOW_WRITE_MS:
        hint = t("A slow disk delays every tap. Use --data with a folder on an internal disk, not a stick.")
        return Finding("write speed", "warn", text, hint)
    return Finding("write speed", "ok", text)


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there: looking must not create it."""
    for candidate in (folder.absolute(), *folder.absolute().parents):
        if candidate.is_dir():
            return candidate
    return Path.cwd()
