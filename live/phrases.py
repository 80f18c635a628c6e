"""Which phrases the code says: read from Python by its syntax tree, from JavaScript and Jinja by the form of the call.

In the game: nothing is shown that the catalogues do not know. Truth flows one way: the code → this list →
`python -m live.gaps missing` and the test that holds the catalogues complete.
A phrase is always written out where it is said: `t("…")`, `tn("…", "…", n)`, or `N_("…")` for what is said later.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

APART = {".venv", "static", "tests", "var", "wheels", "node_modules", "benchmarks", "docs"}
STRING = r"""(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
ONE = re.compile(rf"(?<![\w.$])(?:t|_)\(\s*({STRING})")
MANY = re.compile(rf"(?<![\w.$])tn\(\s*({STRING})\s*,\s*({STRING})")
COMMENT = re.compile(r"/\*.*?\*/|(?m:^\s*//[^\n]*$)|\{#.*?#\}", re.S)


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """A phrase of the code, its plural if it has one, and the file that says it."""

    one: str
    many: str | None
    place: str


def phrases_of(root: Path) -> list[Phrase]:
    """Every phrase once, at the first place that says it."""
    found: dict[tuple[str, str | None], Phrase] = {}
    for phrase in _all(root):
        found.setdefault((phrase.one, phrase.many), phrase)
    return sorted(found.values(), key=lambda phrase: (phrase.place, phrase.one))


def _all(root: Path) -> Iterator[Phrase]:
    for file in sorted(root.rglob("*.py")):
        if not APART & set(file.relative_to(root).parts):
            yield from _of_python(file, file.relative_to(root).as_posix())
    for file in [*sorted((root / "static" / "js").rglob("*.js")), *sorted((root / "templates").rglob("*.html"))]:
        yield from of_text(file.read_text("utf-8"), file.relative_to(root).as_posix())


def of_text(text: str, place: str) -> Iterator[Phrase]:
    """The phrases of a script or a template."""
    bare = COMMENT.sub("", text)
    for one in ONE.findall(bare):
        yield Phrase(_unquoted(one), None, place)
    for one, many in MANY.findall(bare):
        yield Phrase(_unquoted(one), _unquoted(many), place)


def _of_python(file: Path, place: str) -> Iterator[Phrase]:
    try:
        tree = ast.parse(file.read_text("utf-8"))
    except SyntaxError:  # the linter's finding, not this list's
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node, place)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and place.endswith("refusals.py"):
            yield from _of_sentences(node, place)


def _of_call(node: ast.Call, place: str) -> Iterator[Phrase]:
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    said = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if called in {"t", "_", "N_"} and said:
        yield Phrase(said[0], None, place)
    elif called == "tn" and len(said) >= 2:
        yield Phrase(said[0], said[1], place)


def _of_sentences(node: ast.Assign | ast.AnnAssign, place: str) -> Iterator[Phrase]:
    """The sentences of the refusals are said by code, so they stand in one table."""
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    if getattr(target, "id", "") != "SENTENCES" or not isinstance(node.value, ast.Dict):
        return
    for value in node.value.values:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield Phrase(value.value, None, place)


def _unquoted(literal: str) -> str:
    return str(ast.literal_eval(literal))
