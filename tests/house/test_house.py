"""The house stands as it was drawn: arrows point one way, doors are where they are said to be, papers are true."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from live.words import catalogue
from sessions.refusals import RETRIED, SENTENCES, Refusal

ROOT = Path(__file__).resolve().parents[2]

# Each row may import the rows above it, and nothing beside or below.
LAYERS = (
    {"bootstrap"},  # runs before anything is installed: nothing of the house
    {"sessions"},
    {"registration"},
    {"live"},
    {"facilitator", "table_client", "projector", "audience", "documents"},
    {"app"},
    {"serving", "doctor", "suite"},
    {"rehearsal", "printing"},
    {"cli"},
    {"run"},
)
LAYER = {name: number for number, names in enumerate(LAYERS) for name in names}
SCREENS = ("facilitator", "table_client", "projector", "audience")
# What a view may be put together from: pictures of the session, and nothing of the wire.
NOUNS = (
    "acts",
    "assignment",
    "cards",
    "funnel",
    "gathering",
    "header",
    "lineage",
    "notes",
    "passing",
    "pitches",
    "polls",
    "questions",
    "result",
    "rounds",
    "screen",
    "sheets",
    "signals",
    "themes",
)
PIECES = {f"live.{noun}" for noun in NOUNS}
OUTSIDE = {"tests", "benchmarks", "docs", "static", "var", "wheels"}


def modules() -> Iterator[Path]:
    """Every Python file of the product."""
    for path in sorted(ROOT.rglob("*.py")):
        top = path.relative_to(ROOT).parts[0]
        if not top.startswith(".") and top not in OUTSIDE:
            yield path


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything imported, also inside functions.

    What stands under `if __name__ == "__main__"` in a module is a command line of its own, not the module.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path.name != "run.py":
        tree.body = [node for node in tree.body if not (isinstance(node, ast.If) and "__main__" in ast.dump(node.test))]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write the whole name of what is imported"
            yield node.lineno, node.module or ""


def test_every_module_has_its_place() -> None:
    assert {name_of(path) for path in modules()} <= set(LAYER), "a new module needs a row in LAYERS"


def test_imports_point_one_way() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules()
        for line, name in imports(path)
        if (there := name.partition(".")[0]) in LAYER
        and there != name_of(path)
        and LAYER[there] >= LAYER[name_of(path)]
    ]
    assert not wrong, "\n".join(wrong)


def test_the_game_knows_nothing_of_the_wire() -> None:
    allowed = set(sys.stdlib_module_names) | {"sessions", "msgspec", "cryptography", "sqlite_utils", "snowballstemmer"}
    strange = [
        f"{path.name}:{line} imports {name}"
        for path in (ROOT / "sessions").rglob("*.py")
        for line, name in imports(path)
        if name.partition(".")[0] not in allowed or name.partition(".")[0] in ("http", "socket", "asyncio")
    ]
    assert not strange, "\n".join(strange)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_the_same_three_files_and_its_view_looks_at_the_session_only(screen: str) -> None:
    files = {path.name for path in (ROOT / screen).glob("*.py")}
    assert {"screen.py", "view.py", "pages.py"} <= files
    allowed = set(sys.stdlib_module_names) | {"sessions", screen}
    for line, name in imports(ROOT / screen / "view.py"):
        assert name.partition(".")[0] in allowed or name in PIECES, f"{screen}/view.py:{line} imports {name}"


def test_engines_are_named_behind_their_door_only() -> None:
    doors = {ROOT / "run.py", ROOT / "live" / "engine.py"}
    named = [
        str(path.relative_to(ROOT))
        for path in modules()
        if path not in doors and re.search(r"eventlet|gevent", path.read_text(encoding="utf-8"))
    ]
    assert not named


def test_only_the_store_speaks_to_the_database() -> None:
    speaks = re.compile(
        r"sqlite_utils|sqlite3\.connect|\.execute(?:many|script)?\(|\b(?:insert|delete) (?:or \w+ )?(?:in|from)"
    )
    store, door = ROOT / "sessions" / "store.py", ROOT / "live" / "engine.py"
    found = [
        str(path.relative_to(ROOT))
        for path in modules()
        if path not in (store, door) and speaks.search(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_nothing_can_walk_past_the_triggers_of_the_journal() -> None:
    """`INSERT OR REPLACE` would remove a row without its delete trigger, and an ignored insert would lose one."""
    store = (ROOT / "sessions" / "store.py").read_text(encoding="utf-8")
    assert not re.search(
        r"\b(?:replace|ignore|alter|upsert)\s*=|\.upsert\(|\.upsert_all\(|drop table|drop trigger", store
    )
    assert set(re.findall(r"or (?:replace|ignore) into (\w+)", store)) <= {"meta"}
    assert "recursive_triggers=ON" in store


def test_the_protocol_on_paper_is_the_protocol_in_the_code() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "live.protocol"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
    written = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
    assert written == said, "write it again: python -m live.protocol > docs/protocol.md"


@pytest.mark.parametrize("code", Refusal)
def test_every_refusal_says_what_to_do_in_both_languages(code: Refusal) -> None:
    english = SENTENCES[code]
    russian = catalogue("ru").get(english)
    assert isinstance(russian, str) and re.search("[а-яё]", russian, re.I), f"no Russian sentence for {code}"
    for sentence in (english, russian):
        assert sentence[0].isupper() and sentence.endswith("."), sentence
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+", code.value)


def test_only_states_of_the_machine_are_to_be_sent_again() -> None:
    assert set(Refusal) >= RETRIED
    for code in RETRIED - {Refusal.PIN_LOCKED}:
        assert "sent again by itself" in SENTENCES[code]


def test_no_file_names_a_place_of_one_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a checkout of git")
    places = re.compile(r"(?<![\w.])/(?:work|root|home|tmp|Users|mnt)/\w|[A-Z]:\\\\?Users|python[h]osted|npmjs\.org/-/")
    found = []
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if not path.is_file() or path.suffix in (".png", ".woff2", ".csv", ".pdf", ".svg") or "vendor" in path.parts:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{name}: {match[0]}" for match in places.finditer(text)]
    assert not found


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in modules()
        if path.name != "__init__.py" and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_how_large_the_files_are(request: pytest.FixtureRequest) -> None:
    """Fails never: a file beyond 400 lines is named, for it may want a second noun."""
    sizes = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    large = sorted(((lines, name) for name, lines in sizes.items() if lines > 400), reverse=True)
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    if large and reporter is not None:
        told = ", ".join(f"{name} {lines}" for lines, name in large)
        reporter.write_line(f"\nbeyond 400 lines: {told}")
