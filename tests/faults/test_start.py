"""A start that cannot succeed says in words what to do, with a status that is not zero and no traceback."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.test_kill import MUTANTS
from tests.hall import ROOT, RUN, Hall
from tests.story import MINI

AS_ROOT = hasattr(os, "getuid") and os.getuid() == 0


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that another user may enter, too."""
    folder = Path(tempfile.mkdtemp(prefix="veche-"))
    folder.chmod(0o755)
    (folder / "mini.toml").write_text(MINI, encoding="utf-8")
    yield folder
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def begun() -> Iterator[Path]:
    """The data folder of a session that was begun and stopped."""
    with Hall() as hall:
        hall.move("hello", "open")
        hall.move("hello", "closed", "carried")
        hall.move("problems", "open")
        hall.stop()
        yield hall.data


def no_start(*arguments: str | Path) -> str:
    """Start the server so; it must end by itself, in words. What it said."""
    command = [sys.executable, *RUN, "serve", "--host", "127.0.0.1", "--port", "0", *map(str, arguments)]
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "en_US.UTF-8"},
    )  # fmt: skip
    said = ended.stdout + ended.stderr
    assert ended.returncode not in (0, None), said
    assert "Traceback" not in said and "Error(" not in said, said
    assert said.strip(), "it ended without a word"
    return said


# -- the scenario on the command line --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (b"[scenario\nid=", "scenario.toml"),
        (b"", "scenario"),
        (b"\xff\xfe\x00", "UTF-8"),
        (MINI.replace('kind = "info"', 'kind = "dance"').encode(), "round[0].kind"),
        (MINI.replace("minutes = 5", 'minutes = "5"', 1).encode(), "round[0].minutes"),
        (MINI.replace('id = "mini"', 'id = "mini"\ncolour = "red"').encode(), "colour"),
        (MINI.replace('input = "problems"', 'input = "nothing"').encode(), "input"),
        (b'x = "' + b"y" * 300_000 + b'"', "scenario.toml"),
    ],
)
def test_a_broken_scenario_is_told_by_the_place_of_the_fault(place: Path, text: bytes, word: str) -> None:
    file = place / "scenario.toml"
    file.write_bytes(text)
    assert word in no_start("--scenario", file, "--data", place / "data")
    assert not list((place / "data").glob("*.sqlite")), "nothing was begun"


@pytest.mark.parametrize("name", ["no-such-file.toml", "no-such-scenario", ""])
def test_a_scenario_that_is_not_there(place: Path, name: str) -> None:
    no_start("--scenario", place / name if name else place, "--data", place / "data")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--port", "99999"],
        ["--port", "x"],
        ["--host", "999.1.1.1"],
        ["--tables", "0"],
        ["--people", "-1"],
        ["--nonsense"],
    ],
)
def test_a_wrong_option(place: Path, arguments: list[str]) -> None:
    no_start("--scenario", place / "mini.toml", "--data", place / "data", *arguments)


def test_a_session_that_is_not_there(place: Path) -> None:
    assert "does not exist" in no_start("--session", place / "no.sqlite", "--data", place / "data")


# -- the folder and the disk -----------------------------------------------------------------------


@contextlib.contextmanager
def disk(place: Path, megabytes: int = 16) -> Iterator[Path]:
    """A disk of its own, in memory."""
    folder = place / "disk"
    folder.mkdir()
    if (
        not AS_ROOT
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)], capture_output=True
        ).returncode
    ):
        pytest.skip("A DISK CANNOT BE MOUNTED HERE, only root may; test_disk.py fills the session's file instead")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextlib.contextmanager
def read_only(place: Path, fill: Callable[[Path], object]) -> Iterator[Path]:
    """A folder that nobody may write. Nothing forbids root to write, but a disk can."""
    if AS_ROOT:
        with disk(place) as folder:
            fill(folder)
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
            yield folder
    else:
        folder = place / "disk"
        folder.mkdir()
        fill(folder)
        for path in [*folder.rglob("*"), folder]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield folder


def copy(begun: Path, data: Path) -> Path:
    """The data folder of a session, as another one."""
    unwanted = shutil.ignore_patterns("*.address", "*.lock", "*.log")
    return Path(shutil.copytree(begun, data, ignore=unwanted, dirs_exist_ok=True))


def test_a_folder_that_may_not_be_written(place: Path) -> None:
    with read_only(place, lambda folder: None) as data:
        said = no_start("--scenario", place / "mini.toml", "--data", data)
        assert "cannot be written" in said and "--data" in said
        said = no_start("--scenario", place / "mini.toml", "--data", data / "inner")
        assert "cannot be written" in said and "--data" in said


def test_a_session_that_may_not_be_written(place: Path, begun: Path) -> None:
    with read_only(place, lambda folder: copy(begun, folder)) as data:
        assert "cannot be written" in no_start("--data", data)


@pytest.mark.skipif(AS_ROOT, reason="nothing is forbidden to root")
def test_a_session_file_that_may_not_be_written(place: Path, begun: Path) -> None:
    data = copy(begun, place / "data")
    next(data.glob("*.sqlite")).chmod(0o444)
    assert "cannot be written" in no_start("--data", data)


@pytest.mark.skipif(AS_ROOT, reason="nothing is forbidden to root")
def test_keys_that_may_not_be_read(place: Path, begun: Path) -> None:
    data = copy(begun, place / "data")
    for key in data.rglob("*.key"):
        key.chmod(0)
    assert ".key" in no_start("--data", data)


def test_a_folder_that_may_not_be_made(place: Path) -> None:
    (place / "file").write_text("x")
    assert "--data" in no_start("--scenario", place / "mini.toml", "--data", place / "file" / "data")


def test_a_disk_with_little_room(place: Path) -> None:
    with disk(place, 4) as small:
        said = no_start("--scenario", place / "mini.toml", "--data", small / "data")
        assert "200 MB" in said and "free some space" in said


def test_a_disk_with_no_room_at_all(place: Path) -> None:
    with disk(place, 4) as full:
        with contextlib.suppress(OSError), (full / "ballast").open("wb", buffering=0) as ballast:
            while True:
                ballast.write(bytes(4096))
        command = [sys.executable, MUTANTS, "spares_no_disk", "serve", "--scenario", str(place / "mini.toml")]
        ended = subprocess.run(
            [*command, "--host", "127.0.0.1", "--port", "0", "--data", str(full)],
            cwd=ROOT, capture_output=True, text=True, timeout=60, env={**os.environ, "LC_ALL": "en_US.UTF-8"},
        )  # fmt: skip
        said = ended.stdout + ended.stderr
        assert ended.returncode != 0 and "Traceback" not in said, said
        assert "free some space" in said, said


# -- a damaged session -----------------------------------------------------------------------------


def garbage(file: Path) -> None:
    file.write_bytes(os.urandom(40_000))


def text(file: Path) -> None:
    file.write_text("Дорогой дневник, " * 500)


def half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def holes(file: Path) -> None:
    body = bytearray(file.read_bytes())
    for at in range(8192, len(body) - 64, 4096):
        body[at : at + 64] = bytes(64)
    file.write_bytes(bytes(body))


def another_program(file: Path) -> None:
    file.unlink()
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("create table t (x)")
        connection.commit()


def nothing(file: Path) -> None:
    file.write_bytes(b"")


def _sql(file: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for name in ("journal_stays", "journal_once", "journal_only_redacted"):
            connection.execute(f"drop trigger if exists {name}")
        for statement in statements:
            connection.execute(statement)


def a_changed_entry(file: Path) -> None:
    _sql(
        file,
        "update journal set body = cast(replace(cast(body as text), 'open', 'shut') as blob)"
        " where kind = 'RoundMoved.1'",
    )


def a_missing_entry(file: Path) -> None:
    _sql(file, "delete from journal where seq = 2")


def an_unknown_event(file: Path) -> None:
    _sql(file, "update journal set kind = 'RoundDanced.1' where seq = 2")


def a_missing_table(file: Path) -> None:
    _sql(file, "drop table answers")


def a_spoilt_box(file: Path) -> None:
    _sql(file, "insert into box values ('choose', 'aa', x'7b')")


@pytest.mark.parametrize(
    "harm",
    [
        garbage, text, half, holes, another_program, nothing, a_changed_entry, a_missing_entry, an_unknown_event,
        a_missing_table, a_spoilt_box,
    ],
)  # fmt: skip
def test_a_damaged_session_is_told_and_not_touched(place: Path, begun: Path, harm: Callable[[Path], None]) -> None:
    data = copy(begun, place / "data")
    file = next(data.glob("*.sqlite"))
    harm(file)
    said = no_start("--session", file, "--data", data)
    assert file.name in said
    assert len(said.strip().splitlines()) <= 4, said


@pytest.mark.parametrize("body", [b"no key at all", b""])
def test_a_damaged_key_is_told(place: Path, begun: Path, body: bytes) -> None:
    data = copy(begun, place / "data")
    next((data / "keys").rglob("people.key")).write_bytes(body)
    assert "people.key is missing or damaged" in no_start("--data", data)


# -- two of them -----------------------------------------------------------------------------------


def test_a_second_server_on_the_same_session_does_not_start() -> None:
    with Hall() as hall:
        said = no_start("--scenario", hall.data / "scenario.toml", "--data", hall.data)
        assert "another Veche" in said and "stop that one first" in said
        assert hall.http("GET", "/healthz").status == 200
        hall.kill()
        hall.start()  # a lock does not outlive its holder


def test_a_busy_port_is_told_and_the_next_one_taken(place: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, *RUN, "serve", "--scenario", str(place / "mini.toml"), "--data", str(place / "data")]
        server = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "LC_ALL": "en_US.UTF-8"},
        )  # fmt: skip
        assert server.stdout is not None
        said = ""
        try:
            while f"printed for {port}" not in said and (line := server.stdout.readline()):
                said += line
        finally:
            server.send_signal(signal.SIGTERM)
            rest, _ = server.communicate(timeout=20)
        said += rest
        assert f"Port {port} is busy" in said and f"printed for {port} do not lead here" in said, said


@pytest.mark.parametrize("command", ["links", "print"])
def test_tools_on_a_folder_without_a_session_say_so(place: Path, command: str) -> None:
    ended = subprocess.run(
        [sys.executable, *RUN, command, "--data", str(place / "data")],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert ended.returncode != 0 and "Traceback" not in ended.stderr and ended.stderr.strip()
