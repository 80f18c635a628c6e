"""`print` and `links`: where the codes lead once the server has stopped, and what they say when that is not known."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import cli
from tests.hall import Hall

ENGLISH = {"LC_ALL": "C.UTF-8"}
OPTIONS = ["--address=192.0.2.7", "--wifi=VECHE", "--wifi-password=na;ploshad"]


@pytest.fixture(scope="module")
def served() -> Iterator[Hall]:
    """A session that was served with everything said about the hall, and whose server has stopped."""
    with Hall(tables=2, people=20, options=OPTIONS) as hall:
        hall.stop()
        yield hall


@pytest.fixture
def data(served: Hall, tmp_path: Path) -> Path:
    """The same, to be printed from."""
    return Path(shutil.copytree(served.data, tmp_path / "data", ignore=shutil.ignore_patterns("*.log")))


def run(data: Path, *arguments: str, lang: str = "en_US.UTF-8", status: int = 0) -> Result:
    ended = CliRunner().invoke(cli.main, [*arguments, "--data", str(data)], env={"LC_ALL": lang})
    assert ended.exit_code == status, ended.output
    assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
    return ended


def rows(data: Path, *arguments: str) -> dict[str, Any]:
    return {row["seat"]: row for row in json.loads(run(data, "links", "--json", *arguments).stdout)}


def printed(data: Path, kind: str) -> str:
    (path,) = data.glob(f"print/*/{kind}*.html")
    return path.read_text("utf-8")


def test_a_stopped_server_leaves_word_of_where_people_come_in(served: Hall, data: Path) -> None:
    assert not list(data.glob("*.address")), "no process answers any more"
    assert rows(data)["t1"]["url"].startswith(f"http://192.0.2.7:{served.port}/table/1#")
    ended = run(data, "print")
    assert ended.stderr == ""
    tables = printed(data, "tables")
    assert "network VECHE" in tables and "password na;ploshad" in tables
    assert f"192.0.2.7:{served.port}" in printed(data, "badges")


def test_a_killed_server_leaves_the_same_word() -> None:
    with Hall(options=OPTIONS) as hall:
        hall.kill()
        assert rows(hall.data)["t1"]["url"].startswith(f"http://192.0.2.7:{hall.port}/")


def test_the_command_line_of_a_tool_goes_before_what_was_said(served: Hall, data: Path) -> None:
    assert rows(data, "--port", "8123")["t1"]["url"].startswith("http://192.0.2.7:8123/")
    assert rows(data, "--address", "veche.test")["t1"]["url"].startswith(f"http://veche.test:{served.port}/")
    assert rows(data, "--address", "http://10.9.8.7:81/")["p1"]["url"].startswith("http://10.9.8.7:81/")
    run(data, "print", "--wifi", "ANOTHER")
    assert "network ANOTHER" in printed(data, "tables") and "ploshad" not in printed(data, "tables")
    run(data, "print", "--wifi-password", "new-word")
    assert "network VECHE" in printed(data, "tables") and "password new-word" in printed(data, "tables")


def test_a_guess_is_said_aloud(data: Path) -> None:
    for note in data.glob("*.hall"):
        note.unlink()
    for command in ("links", "print"):
        told = run(data, command).stderr
        assert "--address" in told and "--wifi" in told and ":8080/" in told
        assert run(data, command, "--address", "192.0.2.8").stderr == ""
    for note in data.glob("*.sqlite"):
        note.with_suffix(".hall").write_text("{")
    assert "--address" in run(data, "print").stderr, "a note that cannot be read is no note"


def test_sheets_are_in_the_language_of_the_terminal_and_their_names_are_told(data: Path) -> None:
    said = run(data, "print", lang="ru_RU.UTF-8").stdout
    assert [line.rpartition("/")[2] for line in said.splitlines()[:2]] == ["tables-ru.html", "badges-ru.html"]
    assert said.startswith("Записано: ") and "Коды ведут на http://192.0.2.7:" in said
    said = run(data, "links", "--cards", "3").stdout
    assert [line.rpartition("/")[2] for line in said.splitlines() if "Written" in line] == ["badges-en-first-3.html"]
    assert "tables-ru.html" in run(data, "print", "--lang", "ru").stdout


def test_serve_says_when_the_printed_sheets_lead_elsewhere(data: Path) -> None:
    run(data, "print", "--address", "192.0.2.7", "--port", "8123")
    scenario = data / "scenario.toml"
    with Hall(scenario, data=data, tables=2, people=20, options=OPTIONS, environ=ENGLISH) as hall:
        told = "The sheets printed last lead to http://192.0.2.7:8123/, but people come in at"
        assert told in hall.log and f"http://192.0.2.7:{hall.port}/" in hall.log
        run(data, "print")
        hall.stop()
        before = len(hall.log)
        hall.start()
        assert "The sheets printed" not in hall.log[before:]
        hall.stop()


def test_without_a_list_there_are_the_sheets_that_there_were_and_no_papers_of_the_door(data: Path) -> None:
    said = run(data, "print").stdout
    kinds = {path.name.partition("-en")[0] for path in data.glob("print/*/*.html")}
    assert {"tables", "badges"} <= kinds and not kinds & {"seating", "door", "seat-cards", "consents"}
    assert 'class="badge"' in printed(data, "badges") and "They hold names" not in said
    assert "nobody on the list" in run(data, "print", "--badge", "3", status=1).output
