"""Makes and keeps Veche's own environment, so that nothing has to be installed by hand.

The lock file is the truth: an environment counts as made only when its stamp, written last, names the lock
it was made from. Anything else (half-made, another Python, an older lock) is thrown away and made again.
Standard library only: this runs before anything is installed. That is also why it reads its sentences from the
catalogue locales/*/setup.po by itself.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.util
import json
import locale
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent


def N_(phrase: str) -> str:
    """Marks a phrase that is said elsewhere, so that the catalogues are held to it."""
    return phrase


NO_NETWORK = N_(
    "Is there a network? The first start needs it once. Without one: on a computer of the same kind run "
    "`python3 run.py bundle`, then copy its folder wheels/ next to run.py here."
)
WRONG_WHEELS = N_(
    "The folder wheels/ does not fit this computer or this version of Veche. Fill it again with "
    "`python3 run.py bundle` on a computer of the same kind (for the tests: `bundle --dev`), or remove it to use "
    "the network."
)
STAYS_OFF = N_(
    "pip is told to stay off the network: unset PIP_NO_INDEX, or fill wheels/ with `python3 run.py bundle` on a "
    "computer of the same kind."
)
SAYINGS = (
    # what pip says · what a person can do about it; the first that fits is shown
    ("No space left", N_("The disk is full: free about 300 MB and start again.")),
    (
        "DO NOT MATCH THE HASHES",
        N_("A file is not the one Veche was tested with. Empty wheels/, or try another network."),
    ),
    ("CERTIFICATE_VERIFY", N_("The network is reached through a filter that pip does not trust. Try another network.")),
    # Without a network pip also says at the end that there is no matching distribution.
    ("NewConnectionError", NO_NETWORK),
    ("No matching distribution", N_("There is no ready package for this computer. Use 64-bit Python 3.11 to 3.14.")),
)


class Trouble(Exception):
    """Set-up cannot go on; the text says what a person can do."""


class Environment:
    """One virtual environment and the lock files it is made from."""

    def __init__(self, root: Path = HERE, folder: Path | None = None) -> None:
        self.root = root
        self.folder = folder or Path(os.environ.get("VECHE_VENV") or root / ".venv").absolute()
        self.wheels = root / "wheels"

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def ready(self, dev: bool = False) -> bool:
        """Made to the end, from the lock that lies here now."""
        try:
            stamp = self._stamp(dev).read_text("utf-8")
        except OSError:
            return False
        return stamp == self._fingerprint(dev) and self.python.exists()

    def prepare(self, dev: bool = False) -> None:
        """Make what is missing. Cheap when nothing is."""
        if self.ready() and (not dev or self.ready(dev=True)):
            return
        with self._alone():
            if not self.ready():
                self._create()
            if not dev:
                self._install(dev=False)
            elif not self.ready(dev=True):
                self._install(dev=True)
                # The development lock is compiled on top of the other one and holds all of it.
                self._stamp(dev=False).write_text(self._fingerprint(dev=False), "utf-8")

    def _create(self) -> None:
        if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
            raise Trouble(
                t(
                    "This Python cannot make environments. On Debian and Ubuntu: sudo apt install python3-venv "
                    "(or python3.{minor}-venv), then start again.",
                    minor=sys.version_info.minor,
                )
            )
        ours = self.folder / "veche-environment"
        if self.folder.exists():
            if any(self.folder.iterdir()) and not ours.exists() and not (self.folder / "pyvenv.cfg").exists():
                raise Trouble(
                    t(
                        "{folder} holds something that is not an environment. Move it, or set VECHE_VENV.",
                        folder=self.folder,
                    )
                )
            say(t("The environment is unfinished or out of date: making it anew."))
            shutil.rmtree(self.folder)
        say(t("Preparing Veche. Only the first start takes this long, about half a minute."))
        self.folder.mkdir(parents=True)
        ours.write_text("Made by run.py, which may delete and make this folder again at any time.\n", "utf-8")
        made = subprocess.run(
            [sys.executable, "-m", "venv", str(self.folder)], capture_output=True, text=True, errors="replace"
        )
        if made.returncode:
            told = t("Python could not make an environment in {folder}.", folder=self.folder)
            raise Trouble(f"{told}\n{_tail(made.stdout + made.stderr)}")

    def _install(self, dev: bool) -> None:
        lock = self._lock(dev)
        command = [
            *(str(self.python), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"),
            *("--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--retries", "2"),
            *self._source(),
            *("-r", str(lock)),
        ]
        failed = follow_pip(command, total=_pins(lock))
        if failed:
            told = t("The packages could not be installed. pip said:")
            raise Trouble(f"{told}\n{_tail(failed)}\n\n{t(self._advice(failed))}")
        # Last of all: whatever breaks off before this line leaves an environment that is made again.
        self._stamp(dev).write_text(self._fingerprint(dev), "utf-8")

    def bundle(self, dev: bool = False) -> None:
        """Fill wheels/ with everything a first start without network needs, for this kind of computer."""
        lock = self._lock(dev)
        say(t("Filling {wheels}/ for Python {kind}.", wheels=self.wheels.name, kind=_kind()))
        command = [
            *(str(self.python), "-m", "pip", "download", "--require-hashes", "--only-binary", ":all:"),
            *("--no-input", "--disable-pip-version-check", "--progress-bar", "off"),
            *("--dest", str(self.wheels), "-r", str(lock)),
        ]
        failed = follow_pip(command, total=_pins(lock))
        if failed:
            advice = STAYS_OFF if _pip_stays_off() else NO_NETWORK
            told = t("The packages could not be fetched. pip said:")
            raise Trouble(f"{told}\n{_tail(failed)}\n\n{t(advice)}")
        say(t("Done. Copy this folder with {wheels}/ in it to a computer of the same kind.", wheels=self.wheels.name))

    def _lock(self, dev: bool) -> Path:
        return self.root / ("requirements-dev.lock" if dev else "requirements.lock")

    def _stamp(self, dev: bool) -> Path:
        return self.folder / ("veche-dev.stamp" if dev else "veche.stamp")

    def _fingerprint(self, dev: bool) -> str:
        return f"{hashlib.sha256(self._lock(dev).read_bytes()).hexdigest()} {_kind()}\n"

    def _source(self) -> list[str]:
        return ["--no-index", "--find-links", str(self.wheels)] if self.wheels.is_dir() else []

    def _advice(self, said: str) -> str:
        if self.wheels.is_dir() and "No matching distribution" in said:
            return WRONG_WHEELS
        if _pip_stays_off() and "No matching distribution" in said:
            return STAYS_OFF
        return next((advice for words, advice in SAYINGS if words in said), NO_NETWORK)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Two starts at once must not make the same environment: the second waits, then finds it made."""
        try:
            import fcntl
        except ImportError:  # Windows: a second start there fails on the files that the first holds open
            yield
            return
        name = hashlib.sha256(bytes(self.folder)).hexdigest()[:16]
        with (Path(tempfile.gettempdir()) / f"veche-{name}.lock").open("a") as gate:
            try:
                fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                say(t("Another start is preparing the environment; waiting for it."))
                fcntl.flock(gate, fcntl.LOCK_EX)
            yield


def main(argv: list[str]) -> int:
    """From outside: prepare the environment, run the same command inside it, hand on its exit status."""
    environment = Environment()
    try:
        environment.prepare(dev=argv[:1] in (["test"], ["pictures"]))
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\n{t('Stopped. The next start begins the set-up anew.')}", file=sys.stderr)
        return 130
    return hand_over([str(environment.python), str(environment.root / "run.py"), *argv])


def bundle(dev: bool = False) -> int:
    """`run.py bundle [--dev]`, asked from inside."""
    try:
        Environment().bundle(dev)
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    return 0


def hand_over(command: Sequence[str]) -> int:
    """Run a child that owns the terminal; Ctrl-C reaches it by itself, a termination is passed on."""
    child: subprocess.Popen[bytes] | None = None

    def pass_on(*_: object) -> None:
        if child is not None:
            child.terminate()

    with contextlib.suppress(ValueError):  # not in the main thread
        # Before the child is there: a Ctrl-C must never find the parent without an answer. A handler of Python's is
        # not inherited, so the child has its own.
        signal.signal(signal.SIGINT, lambda *_: None)
        signal.signal(signal.SIGTERM, pass_on)
    child = subprocess.Popen(command, env={"PYTHONUTF8": "1", **os.environ})
    status = child.wait()
    return 128 - status if status < 0 else status


def refuse_if_stale() -> None:
    """From inside the environment it cannot be made anew; say who can."""
    if not Environment().ready():
        sys.exit(t("This environment is older than Veche. Run `python3 run.py` with the computer's own Python once."))


def what_is_missing(error: ImportError) -> str:
    """What to do when a package cannot be imported. A fault of Veche's own modules is raised again as it is."""
    name = (error.name or "").partition(".")[0]
    if (HERE / name).with_suffix(".py").is_file() or (HERE / name / "__init__.py").is_file():
        raise error
    if name in sys.stdlib_module_names:
        return t("This Python lacks its own module {name}: install a complete one (python.org).", name=name)
    return t(
        "The environment is damaged ({reason}): delete the folder {folder} and start again, with a network or wheels/.",
        reason=error,
        folder=Environment().folder,
    )


def follow_pip(command: Sequence[str], total: int) -> str:
    """Run pip and count its steps aloud. Empty if it went well, otherwise all it said."""
    said: list[str] = []
    seen = 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            said.append(line)
            if line.startswith("Collecting "):
                seen += 1
                name = line.split()[1].partition("==")[0]
                progress(t("Fetching {no} of {total}: {name}", no=min(seen, total), total=total, name=name))
            elif line.startswith("Installing collected"):
                progress(t("Installing"), last=True)
    return "".join(said) or "nothing" if pip.returncode else ""


def progress(text: str, last: bool = False) -> None:
    """One line that renews itself on a terminal; in a log only the last step is worth a line."""
    if sys.stdout.isatty():
        print(f"\r  {text:<60}", end="\n" if last else "", flush=True)
    elif last:
        say(f"  {text}")


def say(text: str) -> None:
    print(text, flush=True)


def t(phrase: str, /, **facts: object) -> str:
    """The phrase in the language of this terminal, its `{facts}` filled in."""
    text = _russian().get(phrase, phrase) if speaks_russian() else phrase
    return re.sub(r"\{(\w+)\}", lambda hole: str(facts.get(hole[1], hole[0])), text)


def speaks_russian(environ: Mapping[str, str] = os.environ) -> bool:
    """As `live.words.terminal_language`, which cannot be imported yet."""
    told = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return (told or locale.getlocale()[0] or "").lower().startswith("ru")


@functools.cache
def _russian() -> dict[str, str]:
    """The catalogue of the set-up. What reads catalogues elsewhere is a package, so here a phrase keeps to one line."""
    try:
        text = (HERE / "locales" / "ru" / "setup.po").read_text("utf-8")
    except OSError:
        return {}
    pairs = re.findall(r'^msgid (".+")\nmsgstr (".+")$', text, re.MULTILINE)
    return {json.loads(phrase): json.loads(said) for phrase, said in pairs}


def _pip_stays_off() -> bool:
    return os.environ.get("PIP_NO_INDEX", "").lower() not in ("", "0", "false", "no", "off")


def _kind() -> str:
    """Environments and wheels are made for one Python on one kind of computer."""
    return f"{sys.version_info.major}.{sys.version_info.minor} {sys.platform} {platform.machine()}"


def _pins(lock: Path) -> int:
    return sum(1 for line in lock.read_text("utf-8").splitlines() if "==" in line and not line[:1].isspace())


def _tail(text: str, lines: int = 8) -> str:
    return "\n".join(f"  {line}" for line in text.strip().splitlines()[-lines:])
