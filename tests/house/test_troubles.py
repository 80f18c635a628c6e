"""What stops a start is said in the language of the terminal, whoever raised it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from live.words import translator
from sessions.reader import ScenarioError, parse
from sessions.shelf import Shelf
from sessions.store import Store, StoreError
from sessions.told import REASONS, Saying, said

RUSSIAN = re.compile(r"[а-яё]", re.I)
EN, RU = translator("en").t, translator("ru").t


def run(*arguments: str | Path, lang: str = "ru_RU.UTF-8", status: int = 1) -> str:
    """Run the command line in this process and in this language; all that it printed."""
    ended = CliRunner().invoke(cli.main, [str(each) for each in arguments], env={"LC_ALL": lang})
    assert isinstance(ended.exception, SystemExit | None), ended.exception
    assert ended.exit_code == status, ended.output
    return ended.output


def test_a_saying_is_english_to_everybody_and_russian_to_who_asks() -> None:
    inner = Saying("{path} holds no session; choose another file.", path="a{b}.sqlite")
    assert inner == "a{b}.sqlite holds no session; choose another file."
    error = StoreError(
        "{path} cannot be used ({reason}); take the last good copy.", path=inner, reason=OSError(13, "x")
    )
    assert str(error) == f"{inner} cannot be used (x); take the last good copy." == error.said(EN)
    assert "нет сессии" in error.said(RU) and "не открывается (x)" in error.said(RU)
    assert said("as it is {path}", RU) == "as it is {path}"


@pytest.mark.parametrize("reason", REASONS)
def test_the_reasons_of_the_system_are_translated(reason: str) -> None:
    told = StoreError("{path} cannot be used ({reason}); take the last good copy.", path="x", reason=OSError(1, reason))
    assert reason in str(told) and reason not in told.said(RU)


def test_what_the_store_and_the_shelf_raise_is_said_in_russian(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("Дорогой дневник, " * 100)
    with pytest.raises(StoreError) as shelf:
        Shelf(tmp_path / "file" / "data")
    assert "нельзя записать (это не папка)" in shelf.value.said(RU)
    with pytest.raises(StoreError) as store:
        Store(tmp_path / "file")
    assert "повреждён или это не сессия" in store.value.said(RU)
    held = Shelf(tmp_path).lock(tmp_path / "a.sqlite")
    with held, pytest.raises(StoreError) as lock:
        Shelf(tmp_path).lock(tmp_path / "a.sqlite")
    assert "другое Вече" in lock.value.said(RU)


def test_a_broken_scenario_is_told_with_its_line_in_russian() -> None:
    with pytest.raises(ScenarioError) as caught:
        parse("[scenario]\nid = = 1")
    assert "at line 2, column" in str(caught.value) and "в строке 2, столбце" in caught.value.said(RU)


@pytest.mark.parametrize("command", ["links", "print"])
def test_a_tool_on_a_folder_that_is_not_there_says_so_and_makes_none(tmp_path: Path, command: str) -> None:
    data = tmp_path / "new"
    assert run(command, "--data", data) == f"В {data} ещё нет сессии; начните её: python3 run.py serve.\n"
    assert "There is no session in" in run(command, "--data", data, lang="C")
    assert not data.exists()
    assert "ещё нет сессии" in run(command, "--data", tmp_path)
    assert "Файла" in run(command, "--data", tmp_path, "--session", "no.sqlite")


def test_serve_says_the_cause_in_russian(tmp_path: Path) -> None:
    said = run("serve", "--session", tmp_path / "no.sqlite", "--data", tmp_path)
    assert said.splitlines()[0] == "Вече не может запуститься."
    assert RUSSIAN.search(said.splitlines()[1])


@pytest.mark.parametrize("arguments", [["demo", "--no-open"], ["rehearse", "forum-evening"]])
def test_bots_need_a_folder_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    (tmp_path / "file").write_text("")
    assert "нельзя записать (это не папка); выберите другую папку ключом --data." in run(
        *arguments, "--data", tmp_path / "file" / "data"
    )
    monkeypatch.setattr(cli, "DATA", tmp_path / "file")
    assert "нельзя записать" in run(*arguments)


def test_a_scenario_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    for command in (["serve", "--data", tmp_path, "--scenario"], ["rehearse"]):
        names = ", ".join(sorted(file.stem for file in cli.SCENARIOS.glob("*.toml")))
        said_in_english = f"There is no scenario nope; name a TOML file, or one that comes with Veche: {names}."
        assert said_in_english in run(*command, "nope", lang="C")
        assert "Сценария nope нет" in run(*command, "nope")
        assert "(это папка)" in run(*command, tmp_path)
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe\x00")
    assert "сохраните его в UTF-8" in run("rehearse", tmp_path / "odd.toml")


def test_a_wrong_number_at_the_prompt_is_refused_in_russian(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    last = len(list(cli.SCENARIOS.glob("*.toml")))
    given = iter([str(last + 1), "x", "", "1"])
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.setattr(cli.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(cli.click, "prompt", lambda *_, **__: next(given))
    assert cli.offer_scenarios().stem == "forum-evening"
    assert capsys.readouterr().out.count(f"Введите номер от 1 до {last}.") == 3

    def interrupted(*_: object, **__: object) -> str:
        raise cli.click.Abort

    monkeypatch.setattr(cli.click, "prompt", interrupted)
    with pytest.raises(SystemExit, match="ничего не начато"):
        cli.offer_scenarios()


def test_the_doctor_speaks_russian(tmp_path: Path) -> None:
    told = CliRunner().invoke(
        cli.main, ["doctor", "--port", "0", "--data", str(tmp_path)], env={"LC_ALL": "ru_RU.UTF-8"}
    )
    # What stands after an arrow may be a command to copy.
    sentences = [line for line in told.output.splitlines() if "→" not in line and "SQLite" not in line]
    assert len(sentences) > 6 and all(RUSSIAN.search(line) for line in sentences), told.output
