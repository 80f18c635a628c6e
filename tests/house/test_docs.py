"""The papers of the house: what they point at is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import cli
from live.words import catalogue

ROOT = Path(__file__).resolve().parent.parent.parent
PAPERS = sorted(path for pattern in ("*.md", "docs/**/*.md", "tests/data/**/*.md") for path in ROOT.glob(pattern))
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_every_link_of_a_paper_leads_somewhere(paper: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", paper.read_text(encoding="utf-8"), flags=re.DOTALL)
    lost = [link for link in LINK.findall(text) if not (paper.parent / link).exists()]
    assert not lost


@pytest.mark.parametrize("arguments", [[], ["no-such.sqlite"], ["a", "b"], [str(ROOT / "README.md")]])
def test_the_recount_asks_for_a_session_in_one_sentence(arguments: list[str]) -> None:
    asked = subprocess.run(
        [sys.executable, "-I", str(ROOT / "docs" / "recount.py"), *arguments], capture_output=True, text=True
    )
    assert asked.returncode == 2, "1 is for a recount that differs"
    assert asked.stdout == "" and len(asked.stderr.splitlines()) == 1 and "var/<name>.sqlite" in asked.stderr


@pytest.mark.parametrize(("paper", "lang"), [("check-in.md", "en"), ("check-in.ru.md", "ru")])
def test_the_guide_of_the_door_calls_things_as_the_desk_does(paper: str, lang: str) -> None:
    text = re.sub(r"\s+", " ", (ROOT / "docs" / paper).read_text(encoding="utf-8"))
    said = catalogue("ru")
    phrases = (
        [*said]
        if lang == "en"
        else [each for form in said.values() for each in ([form] if isinstance(form, str) else form)]
    )
    known = {re.sub(r"\{n\}", "2", phrase) for phrase in phrases} | {"Enter"}
    bold = re.findall(r"\*\*([^*]+)\*\*", text)
    assert len(bold) > 8 and not [each for each in bold if each not in known]
    options = {option.opts[0] for command in cli.main.commands.values() for option in command.params}
    assert {*re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)} <= options


@pytest.mark.parametrize("paper", ["README.md", "README.ru.md"])
def test_a_readme_names_options_and_files_that_there_are(paper: str) -> None:
    text = (ROOT / paper).read_text(encoding="utf-8")
    options = {option.opts[0] for command in cli.main.commands.values() for option in command.params}
    assert {*re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)} <= options | {"--help"}
    assert set(re.findall(r"run\.py ([a-z]+)", text)) <= set(cli.main.commands)
    for file in (f"{cli.DATA.name}/<name>.sqlite", f"{cli.DATA.name}/keys/<name>/"):
        assert file in text.replace("<имя>", "<name>"), file
