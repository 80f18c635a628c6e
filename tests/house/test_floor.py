"""Chrome 90 and Safari 14 can read our scripts and styles, and nothing in them escapes the strict CSP."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.scripts import read_script

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))
STYLES = sorted((STATIC / "css").rglob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PRINTED = {"papers.css", "sheets.css"}  # paper has no dark theme, and a printed page stands alone as one file

TOO_NEW = {
    r"\|\|=|&&=|\?\?=": "logical assignment (Chrome 85, Safari 14 only by luck of the build)",
    r"(?<![\w$])#[a-z_]\w*\s*[=;(]|this\.#": "private class members (Safari 14.1)",
    r"\bstatic\s*\{": "static blocks (Chrome 94)",
    r"\.(?:at|findLast|findLastIndex|toSorted|toReversed|toSpliced|hasOwn|groupBy)\(": "built-ins of Chrome 92",
    r"\bstructuredClone\b": "structuredClone (Chrome 98)",
    r"\(\?<[=!]": "lookbehind (Safari 16.4)",
    r"(?m)^await\b": "top-level await (Safari 15)",
    r"\bimport\s*\([^)]*,|\bassert\s*\{|\bwith\s*\{\s*type": "import attributes",
    r"\bAbortSignal\.(?:timeout|any)\b": "AbortSignal.timeout (Chrome 103)",
    r"\.replaceChildren\(|\.showModal\(": "newer DOM (Safari 15.4)",
    r"(?<![\w.])\d+_\d": "numeric separators (kept out with the rest of ES2021)",
    r"\bWeakRef\b|\bFinalizationRegistry\b": "WeakRef (Safari 14.1)",
}
INSECURE_ORIGIN = {
    r"\brandomUUID\b|\bcrypto\.subtle\b": "crypto beyond getRandomValues",
    r"\bnavigator\.(?:clipboard|serviceWorker|wakeLock|mediaDevices|locks|storage|share)\b": "a secure context",
    r"\bcaches\.": "the Cache API",
}
ESCAPES = {
    r"\binnerHTML\b|\bouterHTML\b|\binsertAdjacentHTML\b|\bdangerouslySetInnerHTML\b": "HTML from text",
    r"\bdocument\.write": "document.write",
    r"(?<![\w.])eval\s*\(|\bnew\s+Function\b": "code from text",
    r"\bset(?:Timeout|Interval)\s*\(\s*[\"'`]": "code from text",
    r"\.setAttribute\(\s*[\"']style": "an inline style attribute",
    r"\bdocument\.cookie\b": "cookies",
}
STYLE_TOO_NEW = {
    r":has\(": ":has()",
    r"@container\b|\bcontainer-type\b|\d(?:cq[whib]|cqmin|cqmax)\b": "container queries",
    r"@layer\b": "cascade layers",
    r"\bcolor-mix\(|\boklch\(|\blight-dark\(": "newer colour functions",
    r"(?<![\w-])inset\s*:": "inset (Safari 14.1)",
    r"(?<![\w-])aspect-ratio\s*:": "aspect-ratio (Safari 15)",
    r"\d(?:d|s|l)v[hwib]\b": "dvh and its kin (Chrome 108)",
    r"\btext-wrap\b|\baccent-color\b|\bscrollbar-gutter\b": "properties the floor ignores",
    r"@import\b": "@import",
}
OUTSIDE = re.compile(r"(?:https?:|wss?:)?//[\w-]+\.[\w.-]+")


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("script", SCRIPTS, ids=name)
def test_a_script_stays_above_the_floor(script: Path) -> None:
    source = script.read_text("utf-8")
    read = read_script(source)
    for forbidden in (TOO_NEW, INSECURE_ORIGIN, ESCAPES):
        for pattern, what in forbidden.items():
            found = re.search(pattern, read.code)
            assert not found, f"{name(script)}:{line_of(read.code, found)} uses {what}: {found[0]!r}"
    for text in [*read.strings, *read.templates]:
        assert not OUTSIDE.search(text), f"{name(script)} names an address outside the hall: {text!r}"
        assert "dangerouslySetInnerHTML" not in text
    for text in read.templates:
        assert not re.search(r"\sstyle\s*=\s*[\"']", text), (
            f"{name(script)} has a style in a string; give Preact an object"
        )
        assert not re.search(r"\son\w+\s*=\s*[\"']", text), f"{name(script)} has an inline handler"


@pytest.mark.parametrize("style", STYLES, ids=name)
def test_a_style_stays_above_the_floor(style: Path) -> None:
    text = re.sub(r"/\*.*?\*/", lambda found: "\n" * found[0].count("\n"), style.read_text("utf-8"), flags=re.S)
    for pattern, what in STYLE_TOO_NEW.items():
        found = re.search(pattern, text)
        assert not found, f"{name(style)}:{line_of(text, found)} uses {what}"
    assert not OUTSIDE.search(text), f"{name(style)} asks for something outside the hall"
    nested = nested_rule(text)
    assert nested is None, f"{name(style)}:{nested} nests a rule in a rule"


@pytest.mark.parametrize("style", [style for style in STYLES if style.name not in {"tokens.css", *PRINTED}], ids=name)
def test_components_use_roles(style: Path) -> None:
    """A colour by value breaks the dark theme; white paper under a QR code is the one that must not turn."""
    text = re.sub(r"/\*.*?\*/", "", style.read_text("utf-8"), flags=re.S)
    for rule in re.findall(r"[^{}]*\{[^{}]*\}", text):
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b", rule.partition("{")[2]):
            assert ".qr" in rule, f"{name(style)}: {colour} in {rule.strip()[:80]!r}; take a role from tokens.css"


@pytest.mark.parametrize("template", [page for page in TEMPLATES if page.parent.name != "sheets"], ids=name)
def test_a_page_has_nothing_inline(template: Path) -> None:
    text = re.sub(r"\{[#%{].*?[#%}]\}", "", template.read_text("utf-8"), flags=re.S)
    assert not re.search(r"\sstyle\s*=\s*[\"']", text), "style attributes are refused by the CSP"
    assert not re.search(r"<style\b", text), "style elements are refused by the CSP"
    assert not re.search(r"\son[a-z]+\s*=", text), "inline handlers are refused by the CSP"
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", text), "inline scripts are refused by the CSP"
    assert not OUTSIDE.search(text), "the hall has no internet"


def test_the_dark_blocks_are_equal() -> None:
    """The device's own darkness and the switch's must look the same."""
    text = (STATIC / "css" / "tokens.css").read_text("utf-8")
    blocks = [re.search(rf'\[data-theme="{theme}"\] \{{([^}}]*)\}}', text) for theme in ("dark", "auto")]
    dark, auto = (sorted(re.findall(r"[\w-]+:[^;]+;", block[1])) for block in blocks if block)
    assert dark == auto


def test_old_browsers_can_read_the_first_script() -> None:
    code = read_script((STATIC / "js" / "first.js").read_text("utf-8")).code
    for pattern in (r"=>", r"\b(?:let|const|class)\b", r"`", r"\?\.", r"\bimport\b"):
        assert not re.search(pattern, code), f"first.js must stay ES5, found {pattern}"


def line_of(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1


def nested_rule(text: str) -> int | None:
    """The line of a rule inside a rule; at-rules may hold rules."""
    holders: list[bool] = []
    start = 0
    for i, char in enumerate(text):
        if char == "{":
            selector = text[start:i].strip()
            if holders and holders[-1]:
                return text.count("\n", 0, i) + 1
            holders.append(not selector.startswith("@") or selector.startswith("@font-face"))
        elif char == "}":
            holders.pop()
        if char in "{};":
            start = i + 1
    return None
