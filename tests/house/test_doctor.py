"""What the doctor sees, and that every finding that is not well says what to do."""

import http.server
import io
import os
import socket
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import doctor
from doctor import Finding
from live.addresses import Address

GIGABYTE = 1_000_000_000


def test_a_whole_look_at_this_computer(tmp_path: Path) -> None:
    data = tmp_path / "var" / "not yet"
    findings = doctor.examine(data, port=0, host="127.0.0.1")
    assert {finding.check for finding in findings} == {
        "python",
        "sqlite",
        "clock",
        "addresses",
        "port",
        "firewall",
        "open files",
        "disk",
        "write speed",
    }
    assert not data.exists()
    assert all(finding.hint for finding in findings if finding.level != "ok")


def test_every_phrase_goes_through_the_translator(tmp_path: Path) -> None:
    def shout(phrase: str, /, **values: object) -> str:
        return phrase.format(**values).upper()

    for finding in doctor.examine(tmp_path / "DATA", port=0, host="127.0.0.1", t=shout):
        assert finding.text == finding.text.upper()


@pytest.fixture
def healthz() -> Iterator[http.server.HTTPServer]:
    class Handler(http.server.BaseHTTPRequestHandler):
        body = b'{"app": "veche"}'

        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_port_is_free_or_ours_or_taken(healthz: http.server.HTTPServer) -> None:
    port = healthz.server_port
    assert doctor.check_port("127.0.0.1", port).text == f"Veche is already running on port {port}."
    healthz.RequestHandlerClass.body = b"<html>a printer</html>"  # type: ignore[attr-defined]
    taken = doctor.check_port("127.0.0.1", port)
    assert (taken.level, "next free port" in taken.hint) == ("warn", True)
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        free = sock.getsockname()[1]
    assert doctor.check_port("127.0.0.1", free) == Finding("port", "ok", f"Port {free} is free.")


def test_without_a_network_nobody_comes() -> None:
    [finding] = doctor.check_addresses([Address("127.0.0.1", "lo", loopback=True)], 8080)
    assert finding.level == "fail"
    both = [Address("192.168.8.9", "eth0"), Address("10.0.0.9", "eth1")]
    first, second = doctor.check_addresses(both, 8080)
    assert "http://192.168.8.9:8080/ (eth0)" in first.text
    assert "take the next" in first.hint
    assert second.hint == ""


@pytest.mark.parametrize(
    ("system", "program", "line"),
    [
        ("win32", "", "netsh advfirewall"),
        ("darwin", "", ""),
        ("linux", "ufw", "sudo ufw allow 8099/tcp"),
        ("linux", "firewall-cmd", "sudo firewall-cmd --add-port=8099/tcp"),
        ("linux", "", ""),
    ],
)
def test_the_firewall_line_is_shown_for_the_system(
    system: str, program: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor.shutil, "which", lambda name: name if name == program else None)
    finding = doctor.check_firewall(8099, system=system)
    assert finding.hint.startswith(line) and bool(finding.hint) == bool(line)


@pytest.mark.parametrize(
    ("free", "level"),
    [(50 * GIGABYTE, "ok"), (2 * GIGABYTE - 1, "warn"), (GIGABYTE // 10, "fail")],
)
def test_free_disk(free: int, level: str, tmp_path: Path) -> None:
    finding = doctor.check_disk(tmp_path, free=free)
    assert finding.level == level
    assert f"{free / GIGABYTE:.1f} GB free" in finding.text


def test_write_speed_is_measured_with_real_promises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(doctor.os, "fsync", synced.append)
    assert doctor.check_write_speed(tmp_path, writes=7).level == "ok"
    assert len(synced) == 7
    monkeypatch.setattr(doctor, "SLOW_WRITE_MS", -1)
    assert "internal disk" in doctor.check_write_speed(tmp_path).hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders are locked otherwise on Windows")
def test_a_folder_that_cannot_be_written_stops_the_forum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refused)
    finding = doctor.check_write_speed(tmp_path)
    assert finding.level == "fail"
    assert finding.text == f"Nothing can be written to {tmp_path}: Permission denied."
    assert "--data" in finding.hint


def test_a_clock_behind_the_program_is_noticed() -> None:
    made = datetime(2026, 11, 20, tzinfo=UTC).timestamp()
    assert doctor.check_clock(datetime(2026, 11, 24, 9, 5, tzinfo=UTC), made=made).level == "ok"
    late = doctor.check_clock(datetime(2019, 1, 1, tzinfo=UTC), made=made)
    assert late.level == "warn"
    assert "time zone" in late.hint


def test_an_old_sqlite_is_a_word_not_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    for version, careful in ((3, 51, 2), True), ((3, 51, 3), False):
        monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
        sqlite = doctor.check_versions()[1]
        assert sqlite.level == "ok"
        assert ("other programs" in sqlite.text) is careful


def test_few_open_files_are_a_small_hall() -> None:
    assert doctor.check_open_files(1024).level == "warn"
    assert doctor.check_open_files(16_384).level == "ok"
    assert doctor.check_open_files(None).level == "ok"


def test_the_report_puts_the_hint_under_its_sentence() -> None:
    page = io.StringIO()
    doctor.print_report([Finding("a", "ok", "All well."), Finding("b", "fail", "Broken.", "Mend it.")], stream=page)
    assert page.getvalue() == "  ok  All well.\nSTOP  Broken.\n      → Mend it.\n"
