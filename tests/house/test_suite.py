"""`run.py test`: which browser it takes, and that a missing one is never a silent pass."""

import subprocess
import sys
from pathlib import Path

import pytest

import suite


def executable(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o755)
    return path


def test_a_named_browser_comes_before_an_installed_one(tmp_path: Path) -> None:
    installed = executable(tmp_path / "chromium")
    environ = {"PATH": str(tmp_path)}
    assert suite.find_browser(environ, "linux") == str(installed)
    assert suite.find_browser({**environ, "CHROMIUM": "/my/own"}, "linux") == "/my/own"


@pytest.mark.parametrize("name", ["chromium-browser", "google-chrome", "microsoft-edge"])
def test_every_usual_name_is_looked_for(name: str, tmp_path: Path) -> None:
    found = executable(tmp_path / name)
    assert suite.find_browser({"PATH": str(tmp_path)}, "linux") == str(found)


def test_windows_browsers_lie_in_the_programs_folders(tmp_path: Path) -> None:
    edge = executable(tmp_path / "x86" / "Microsoft" / "Edge" / "Application" / "msedge.exe")
    environ = {"PATH": "", "ProgramFiles": str(tmp_path / "none"), "ProgramFiles(x86)": str(tmp_path / "x86")}
    assert suite.find_browser(environ, "win32") == str(edge)


def test_no_browser_is_none(tmp_path: Path) -> None:
    assert suite.find_browser({"PATH": str(tmp_path)}, "linux", own=False) is None


@pytest.mark.parametrize(("required", "verdict"), [("browser", "1 error"), ("", "1 skipped")])
def test_a_missing_browser_skips_aloud_or_fails(required: str, verdict: str, tmp_path: Path) -> None:
    """The real conftest of the browser tests, with a finder that finds nothing."""
    conftest = (Path(suite.__file__).parent / "tests" / "browser" / "conftest.py").read_text("utf-8")
    (tmp_path / "conftest.py").write_text(conftest, "utf-8")
    (tmp_path / "suite.py").write_text(
        "from os import environ\n"
        "FLAGS = ()\n"
        "def find_browser(): return None\n"
        "def browser_required(): return environ['VECHE_REQUIRE'] == 'browser'\n",
        "utf-8",
    )
    (tmp_path / "test_page.py").write_text("def test_page(page): pass\n", "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    browser: x\npythonpath = .\n", "utf-8")
    asked = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "VECHE_REQUIRE": required},
        capture_output=True,
        text=True,
    )
    assert verdict in asked.stdout, asked.stdout
    assert "No Chromium, Chrome or Edge here" in asked.stdout


def test_only_the_word_browser_requires_one() -> None:
    assert suite.browser_required({"VECHE_REQUIRE": "browser"})
    assert suite.browser_required({"VECHE_REQUIRE": "redis,browser"})
    assert not suite.browser_required({"VECHE_REQUIRE": ""})
    assert not suite.browser_required({})
