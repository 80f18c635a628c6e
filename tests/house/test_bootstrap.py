"""The first start: one command on a machine that has only Python, and what it says when that cannot work."""

import ast
import contextlib
import os
import runpy
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import bootstrap
from bootstrap import Environment, Trouble
from live.phrases import phrases_of
from live.words import catalogue, terminal_language

HOUSE = Path(bootstrap.__file__).parent


class Pip:
    """Stands in for pip: remembers what it was asked and fails with the words it was given."""

    def __init__(self, says: str = "") -> None:
        self.says = says
        self.commands: list[list[str]] = []

    def __call__(self, command: Sequence[str], total: int) -> str:
        self.commands.append(list(command))
        return self.says


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal's language, for this process and for those it starts."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with one package in the one lock and two in the other."""
    for name, pins in (("requirements.lock", 1), ("requirements-dev.lock", 2)):
        text = "".join(f"thing-{at}==1.{at} \\\n    --hash=sha256:{'0' * 64}\n" for at in range(pins))
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def environment(root: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """An environment whose creation takes no time: a folder with a Python in it."""

    def fake(command: Sequence[str], **_: object) -> subprocess.CompletedProcess[str]:
        assert list(command[:3]) == [sys.executable, "-m", "venv"]
        python = Environment(root, Path(command[3])).python
        python.parent.mkdir(parents=True)
        python.touch()
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(bootstrap.subprocess, "run", fake)
    return Environment(root, root / "made")


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> Pip:
    asked = Pip()
    monkeypatch.setattr(bootstrap, "follow_pip", asked)
    return asked


def test_an_old_python_can_read_the_way_in_and_says_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    way_in = ast.parse((HOUSE / "run.py").read_text("ascii"), feature_version=(3, 4))
    new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Starred, ast.Match, ast.AsyncFunctionDef, ast.Nonlocal)
    assert not [node for node in ast.walk(way_in) if isinstance(node, new)], "Python 2.7 cannot read this"
    monkeypatch.setattr(sys, "version_info", (3, 8, 10, "final", 0))
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(str(HOUSE / "run.py"), run_name="__main__")
    assert str(stopped.value).startswith("Veche needs Python 3.11 or newer, this is Python 3.8. Install")


@pytest.mark.parametrize("old", ["python2.7", "python3.6", "python3.10"])
def test_an_old_python_says_that_sentence_itself(old: str) -> None:
    try:
        subprocess.run([old, "--version"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip(f"no {old} on this computer")
    told = subprocess.run([old, str(HOUSE / "run.py")], capture_output=True, text=True)
    assert told.stderr.startswith("Veche needs Python 3.11 or newer") and len(told.stderr.splitlines()) == 1


def test_a_real_environment_is_made_and_found_again(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "requirements.lock").write_text("# nothing to install\n", "utf-8")
    environment = Environment(tmp_path, tmp_path / "a folder with spaces")
    assert not environment.ready()
    environment.prepare()
    assert environment.ready()
    asked = [str(environment.python), "-c", "import sys; print(sys.prefix != sys.base_prefix)"]
    assert subprocess.run(asked, capture_output=True, text=True).stdout == "True\n"
    assert "Preparing Veche" in capfd.readouterr().out
    environment.prepare()
    assert capfd.readouterr().out == ""


def test_the_stamp_is_written_last(environment: Environment, pip: Pip) -> None:
    pip.says = "ERROR: something"
    with pytest.raises(Trouble):
        environment.prepare()
    assert environment.python.exists()
    assert not environment.ready()


def test_a_half_made_environment_is_made_anew(
    environment: Environment, pip: Pip, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.prepare()
    left = environment.folder / "left-behind"
    left.touch()
    (environment.folder / "veche.stamp").unlink()
    environment.prepare()
    assert not left.exists()
    assert environment.ready()
    assert "unfinished or out of date" in capsys.readouterr().out


@pytest.mark.parametrize("change", ["lock", "python", "no python"])
def test_an_outdated_environment_is_made_anew(
    change: str, environment: Environment, pip: Pip, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.prepare()
    if change == "lock":
        (environment.root / "requirements.lock").write_text("thing-0==2.0\n", "utf-8")
    elif change == "python":
        monkeypatch.setattr(bootstrap, "_kind", lambda: "3.99 linux x86_64")
    else:
        environment.python.unlink()
    assert not environment.ready()
    environment.prepare()
    assert environment.ready()
    assert len(pip.commands) == 2


def test_a_folder_that_is_not_an_environment_is_left_alone(environment: Environment, pip: Pip) -> None:
    environment.folder.mkdir()
    precious = environment.folder / "photos.zip"
    precious.touch()
    with pytest.raises(Trouble, match="not an environment"):
        environment.prepare()
    assert precious.exists()


def test_the_tests_extend_the_same_environment(environment: Environment, pip: Pip) -> None:
    environment.prepare()
    environment.prepare(dev=True)
    environment.prepare(dev=True)
    locks = [Path(command[command.index("-r") + 1]).name for command in pip.commands]
    assert locks == ["requirements.lock", "requirements-dev.lock"]
    assert environment.ready()
    assert environment.ready(dev=True)


def test_the_tests_alone_install_once(environment: Environment, pip: Pip) -> None:
    environment.prepare(dev=True)
    assert len(pip.commands) == 1
    assert environment.ready()


def test_packages_come_by_hash_and_ready_made(environment: Environment, pip: Pip) -> None:
    environment.prepare()
    [command] = pip.commands
    assert "--require-hashes" in command
    assert command[command.index("--only-binary") + 1] == ":all:"
    assert "--no-index" not in command


def test_with_wheels_no_network_is_asked(environment: Environment, pip: Pip) -> None:
    environment.wheels.mkdir()
    environment.prepare()
    [command] = pip.commands
    assert command[command.index("--no-index") + 1 :][:2] == ["--find-links", str(environment.wheels)]


@pytest.mark.parametrize(
    ("says", "wheels", "hint"),
    [
        ("NewConnectionError: …\nERROR: No matching distribution found for thing", False, "Is there a network?"),
        ("ERROR: something unheard of", False, "Is there a network?"),
        ("ERROR: No matching distribution found for thing", False, "Use 64-bit Python"),
        ("ERROR: No matching distribution found for thing", True, "wheels/ does not fit"),
        ("OSError: [Errno 28] No space left on device", True, "The disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", False, "not the one Veche was tested with"),
    ],
)
def test_a_failing_install_says_what_to_do(
    says: str, wheels: bool, hint: str, environment: Environment, pip: Pip
) -> None:
    if wheels:
        environment.wheels.mkdir()
    pip.says = says
    with pytest.raises(Trouble) as trouble:
        environment.prepare()
    assert hint in str(trouble.value)
    assert says.splitlines()[-1] in str(trouble.value)


@pytest.mark.parametrize(("set_to", "hint"), [("1", "unset PIP_NO_INDEX"), ("0", "Use 64-bit Python")])
def test_a_pip_that_may_not_use_the_network_is_told_apart(
    set_to: str, hint: str, environment: Environment, pip: Pip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", set_to)
    pip.says = "ERROR: No matching distribution found for thing"
    with pytest.raises(Trouble, match=hint):
        environment.prepare()


def test_debian_without_venv_is_told_the_package(
    environment: Environment, pip: Pip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Trouble, match="apt install python3-venv"):
        environment.prepare()
    assert not environment.folder.exists()


def test_a_bundle_holds_what_the_lock_names(
    environment: Environment, pip: Pip, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.bundle(dev=True)
    [command] = pip.commands
    assert command[2:4] == ["pip", "download"]
    assert command[command.index("--dest") + 1] == str(environment.wheels)
    assert command[-1].endswith("requirements-dev.lock")
    assert "same kind" in capsys.readouterr().out


def test_pips_steps_are_counted_aloud(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    talk = "print('Collecting thing==1.0 (from -r x)'); print('Installing collected packages: thing')"
    assert bootstrap.follow_pip([sys.executable, "-c", talk], total=1) == ""
    assert capsys.readouterr().out == "  Installing\n"
    assert "Collecting" in bootstrap.follow_pip([sys.executable, "-c", talk + "; exit(3)"], total=1)
    assert bootstrap.follow_pip([sys.executable, "-c", "exit(3)"], total=1)


def test_both_locks_name_hashes_and_no_place() -> None:
    core, dev = ((HOUSE / name).read_text("utf-8") for name in ("requirements.lock", "requirements-dev.lock"))
    pinned, tested = ({line.split(" ")[0] for line in text.splitlines() if line[:1].isalpha()} for text in (core, dev))
    assert len(pinned) > 30
    assert pinned < tested
    for text in (core, dev):
        assert "://" not in text
        assert "--index-url" not in text
        for block in text.split("\n    # via")[:-1]:
            assert "--hash=sha256:" in block


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Path]:
    """The real way in, in front of a command line that only tells how it was called."""
    for name in ("run.py", "bootstrap.py", "live/__init__.py", "live/engine.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(HOUSE / name, tmp_path / name)
    for name in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).write_text("# nothing to install\n", "utf-8")
    (tmp_path / "eventlet.py").write_text("def monkey_patch(): print('patched', flush=True)\n", "utf-8")
    (tmp_path / "cli.py").write_text(
        "import os, sys, time\n"
        "def main():\n"
        "    print(sys.argv[1:], os.environ['VECHE_ENGINE'], flush=True)\n"
        "    if 'wait' in sys.argv: time.sleep(30)\n"
        "    sys.exit(7)\n",
        "utf-8",
    )
    yield tmp_path


def outside(checkout: Path) -> dict[str, str]:
    """The surroundings of a newcomer: nothing of this test run's own environment."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("VECHE_")}
    return {**kept, "VECHE_VENV": str(checkout / "elsewhere")}


BASE = getattr(sys, "_base_executable", sys.executable)


def test_the_first_start_ends_in_the_command_line_and_hands_its_status_on(checkout: Path) -> None:
    def start(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [BASE, str(checkout / "run.py"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, env=outside(checkout), cwd="/")

    first = start("--engine", "eventlet")
    assert (first.returncode, first.stderr) == (7, "")
    assert first.stdout.splitlines()[0].startswith("Preparing Veche")
    assert first.stdout.splitlines()[-2:] == ["patched", "[] eventlet"]

    serving = start("serve", "--port", "9", "--engine=eventlet")
    assert serving.stdout.splitlines() == ["patched", "['serve', '--port', '9'] eventlet"]
    assert start("serve", "--engine", "threading").stdout.splitlines() == ["['serve'] threading"]
    # Whatever is not the server stays unpatched, and its children still learn the choice.
    assert start("demo", "--engine", "eventlet").stdout.splitlines() == ["['demo'] eventlet"]

    inside = [str(checkout / "elsewhere" / "bin" / "python"), str(checkout / "run.py"), "doctor"]
    (checkout / "requirements.lock").write_text("# another\n", "utf-8")
    stale = subprocess.run(inside, capture_output=True, text=True, env=outside(checkout))
    assert stale.returncode == 1
    assert "older than Veche" in stale.stderr


def test_a_damaged_environment_is_told_in_one_sentence(checkout: Path) -> None:
    def start(imports: str) -> subprocess.CompletedProcess[str]:
        (checkout / "cli.py").write_text(f"import {imports}\n", "utf-8")
        return subprocess.run(
            [BASE, str(checkout / "run.py"), "doctor"], capture_output=True, text=True, env=outside(checkout)
        )

    lacking = start("flask")
    assert lacking.returncode == 1
    [told] = lacking.stderr.splitlines()
    assert "No module named 'flask'" in told and f"delete the folder {checkout / 'elsewhere'}" in told
    # What is wrong in Veche itself no new environment mends.
    assert "Traceback" in start("live.nothing").stderr


def test_a_python_without_a_module_of_its_own_is_told_apart() -> None:
    told = bootstrap.what_is_missing(ModuleNotFoundError("No module named '_sqlite3'", name="_sqlite3"))
    assert "_sqlite3" in told and "python.org" in told


def test_the_set_up_speaks_russian_before_any_package_is_there(
    environment: Environment, pip: Pip, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    pip.says = "OSError: [Errno 28] No space left on device"
    with pytest.raises(Trouble, match="Диск заполнен"):
        environment.prepare()
    assert "Готовим Вече" in capsys.readouterr().out


def test_the_set_up_reads_its_catalogue_as_the_house_does() -> None:
    mine = {phrase.one for phrase in phrases_of(HOUSE) if phrase.place == "bootstrap.py"}
    assert len(mine) > 20
    assert bootstrap._russian().keys() >= mine
    assert {phrase: catalogue("ru")[phrase] for phrase in mine}.items() <= bootstrap._russian().items()


@pytest.mark.parametrize("told", ["", "ru", "ru_RU.UTF-8", "en_US.UTF-8", "C"])
@pytest.mark.parametrize("name", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_the_set_up_takes_the_language_that_the_rest_takes(name: str, told: str) -> None:
    environ = {"LANG": "ru_RU", name: told}
    assert bootstrap.speaks_russian(environ) == (terminal_language(environ) == "ru")


@pytest.mark.skipif(os.name == "nt", reason="signals of a Unix")
def test_a_termination_reaches_the_server_and_leaves_nobody_behind(checkout: Path) -> None:
    command = [BASE, str(checkout / "run.py"), "wait"]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=outside(checkout))
    assert parent.stdout is not None
    for line in parent.stdout:
        if line.startswith("['wait']"):
            break
    began = time.monotonic()
    parent.send_signal(signal.SIGTERM)
    # The pipe closes only when the child, too, has gone.
    with contextlib.closing(parent.stdout):
        assert parent.stdout.read() == ""
    assert parent.wait(timeout=10) == 128 + signal.SIGTERM
    assert time.monotonic() - began < 5


@pytest.mark.skipif(os.name == "nt", reason="signals of a Unix")
def test_ctrl_c_is_the_childs_to_answer() -> None:
    """The terminal sends it to both; the parent waits for what the child makes of it."""
    child = "import time\ntry: print('up', flush=True); time.sleep(30)\nexcept KeyboardInterrupt: exit(5)"
    parent = f"import sys, bootstrap; sys.exit(bootstrap.hand_over([sys.executable, '-c', {child!r}]))"
    running = subprocess.Popen(
        [sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True, cwd=HOUSE, start_new_session=True
    )
    assert running.stdout is not None
    with contextlib.closing(running.stdout):
        assert running.stdout.readline() == "up\n"
        os.killpg(running.pid, signal.SIGINT)
        assert running.wait(timeout=10) == 5
