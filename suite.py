"""What `run.py test` runs: the linters, then the whole of pytest, on a browser that it finds or fetches.

Nothing here knows what the tests are about. The closing line on the screen is pytest's own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bootstrap import HERE, Environment, Trouble, say

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
PLACES = {
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    # under %ProgramFiles%, %ProgramFiles(x86)% and %LocalAppData%
    "win32": (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe"),
}
FLAGS = (
    "--no-sandbox",  # Chromium refuses to start as root with it, as in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright as start\n"
    "with start() as playwright: print(playwright.chromium.executable_path)"
)
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
)


def find_browser(environ: Mapping[str, str] = os.environ, platform: str = sys.platform, own: bool = True) -> str | None:
    """The browser to test in: the one named by CHROMIUM, one that is installed, or Playwright's own."""
    if named := environ.get("CHROMIUM"):
        return named
    for command in COMMANDS:
        if found := shutil.which(command, path=environ.get("PATH")):
            return found
    programs = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
    roots = [environ[name] for name in programs if name in environ] if platform == "win32" else ["/"]
    for root in roots:
        for place in PLACES.get(platform, ()):
            if (path := Path(root, place.replace("\\", os.sep))).is_file():
                return str(path)
    return _playwrights_own() if own else None


def browser_required(environ: Mapping[str, str] = os.environ) -> bool:
    """Where a skipped browser test would hide a fault, as in continuous integration."""
    return "browser" in environ.get("VECHE_REQUIRE", "").split(",")


def _playwrights_own() -> str | None:
    """A browser that Playwright fetched earlier, asked in a process of its own: it starts an event loop."""
    try:
        asked = subprocess.run([sys.executable, "-c", ASK_PLAYWRIGHT], capture_output=True, text=True, timeout=60)
    except subprocess.TimeoutExpired:
        return None
    path = asked.stdout.strip()
    return path if path and Path(path).is_file() else None


def _fetch_browser() -> str | None:
    say("No Chromium, Chrome or Edge found: fetching Playwright's own.")
    try:
        fetched = subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, timeout=600
        )
    except subprocess.TimeoutExpired:
        return None
    return _playwrights_own() if fetched.returncode == 0 else None


def run(argv: Sequence[str]) -> int:
    """`run.py test [--lint-only] [pytest arguments]`. With arguments pytest runs alone, without checks."""
    environment = Environment()
    try:
        environment.prepare(dev=True)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    python = str(environment.python)
    if list(argv) == ["--lint-only"]:
        return _lint(python)
    broken = 0 if argv else _lint(python)
    browser = find_browser() or _fetch_browser()
    if browser is None:
        say("NO BROWSER: the browser tests will be " + ("failed." if browser_required() else "SKIPPED."))
        say("Install Chromium, Chrome or Edge, or name one: CHROMIUM=/path/to/it python3 run.py test")
    environ = {**os.environ, **({"CHROMIUM": browser} if browser else {})}
    # The engine of an outer command is not the engine of the tests.
    environ.pop("VECHE_ENGINE", None)
    # Most of the time is waiting, for a browser or for a server that was killed: on two cores two wait at once.
    workers = [] if argv else ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "worksteal"]
    tested = subprocess.run([python, "-m", "pytest", *workers, *argv], cwd=HERE, env=environ).returncode
    if broken and not tested:
        print("The tests passed, but a check before them failed: see above.", file=sys.stderr)
    return tested or broken


def _lint(python: str) -> int:
    broken = 0
    for check in CHECKS:
        say(f"== {' '.join(check)}")
        broken = subprocess.run([python, "-m", *check], cwd=HERE).returncode or broken
    return broken
