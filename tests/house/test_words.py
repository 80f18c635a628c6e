"""Nobody in the hall meets a phrase that a language cannot say; none hides outside the catalogues."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from live.gaps import missing
from live.phrases import Phrase, of_text, phrases_of
from live.words import LANGUAGES, PLURAL_FORMS, catalogue, plural_index, translator
from tests.house.scripts import literal_text, read_script

ROOT = Path(__file__).parents[2]
PHRASES = phrases_of(ROOT)
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
PAGES = sorted((ROOT / "templates").rglob("*.html"))
NAMES = re.compile(r"\{(\w+)\}")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
APART = {".git", ".venv", "var", "wheels", "locales", "scenarios", "docs", "tests", "node_modules", "vendor"}


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def test_every_phrase_is_said_in_russian() -> None:
    gaps = [f"{phrase.place}: {phrase.one!r}" for phrase in missing(PHRASES, "ru")]
    assert not gaps, "run python -m live.gaps missing\n" + "\n".join(gaps)


def test_every_plural_is_said_in_english() -> None:
    gaps = [f"{phrase.place}: {phrase.one!r}" for phrase in missing(PHRASES, "en")]
    assert not gaps, "run python -m live.gaps missing\n" + "\n".join(gaps)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_keeps_the_names(lang: str) -> None:
    for phrase in PHRASES:
        said = catalogue(lang).get(phrase.one)
        wanted = set(NAMES.findall(phrase.one)) | set(NAMES.findall(phrase.many or ""))
        if isinstance(said, str):
            assert set(NAMES.findall(said)) == wanted, f"{lang}: {phrase.one!r} and {said!r} name different things"
        elif isinstance(said, list):
            assert len(said) == PLURAL_FORMS[lang], f"{lang}: {phrase.one!r}"
            for form in said:  # "one card" need not repeat the 1
                assert wanted - {"n"} <= set(NAMES.findall(form)) <= wanted, f"{lang}: {phrase.one!r} and {form!r}"


def test_a_phrase_is_either_plural_or_not() -> None:
    """The catalogue has one entry a phrase, so the same words cannot be both."""
    plural = {phrase.one for phrase in PHRASES if phrase.many is not None}
    both = plural & {phrase.one for phrase in PHRASES if phrase.many is None}
    assert not both


def test_every_refusal_has_a_sentence_in_both_languages() -> None:
    from sessions.refusals import SENTENCES

    for code, sentence in SENTENCES.items():
        assert sentence, code
        assert sentence in catalogue("ru"), f"{code}: {sentence!r} is not in locales/ru/refusals.po"


@pytest.mark.parametrize("script", SCRIPTS, ids=name)
def test_a_script_says_nothing_by_itself(script: Path) -> None:
    read = read_script(script.read_text("utf-8"))
    for template in read.templates:
        seen = literal_text(template)
        assert not seen, f"{name(script)} shows {seen!r} without t(): …{template.strip()[:120]!r}"
    if script.name != "words.js":
        dynamic = re.search(r"(?<![\w.$])tn?\(\s*(?![\s\"'])[^\s)]", read.code)
        where = read.code[dynamic.start() :][:60] if dynamic else ""
        assert not dynamic, f"{name(script)}: a phrase is written out where it is said, not {where!r}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_says_nothing_by_itself(page: Path) -> None:
    bare = re.sub(r"<(style|script)\b.*?</\1>", "", page.read_text("utf-8"), flags=re.S)
    seen = literal_text(re.sub(r"\{[#%{].*?[#%}]\}", "\0", bare, flags=re.S))
    assert not seen, f"{name(page)} shows {seen!r} without t()"


def test_russian_lives_in_the_catalogues_only() -> None:
    for file in sorted(ROOT.rglob("*")):
        if file.suffix in {".py", ".js", ".html", ".css"} and not APART & set(file.relative_to(ROOT).parts):
            source = file.read_text("utf-8")
            for text in literals(source) if file.suffix == ".py" else [source]:
                found = CYRILLIC.search(text)
                assert not found, f"{name(file)}: {text[:60]!r} belongs into locales/"


def literals(source: str) -> list[str]:
    """The strings of a Python file that somebody could see: all but docstrings, which may give examples."""
    tree = ast.parse(source)
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in notes)
    return [node.value for node in constants if isinstance(node.value, str)]


@pytest.mark.parametrize(
    ("n", "said"), [(1, 0), (2, 1), (4, 1), (5, 2), (11, 2), (12, 2), (14, 2), (21, 0), (22, 1), (111, 2), (0, 2)]
)
def test_russian_counts(n: int, said: int) -> None:
    assert plural_index("ru", n) == said


def test_the_browser_counts_as_the_desk_does() -> None:
    """words.js carries the same rule; here it is held to the same numbers."""
    source = (ROOT / "static" / "js" / "lib" / "words.js").read_text("utf-8")
    rule = source[source.index("function pluralIndex") :]
    for part in ("% 10", "% 100", "ten === 1 && hundred !== 11", "hundred < 12 || hundred > 14"):
        assert part in rule


def test_the_translator_fills_in_and_counts() -> None:
    assert translator("ru").tn("Sending {n} entry…", "Sending {n} entries…", 22) != "Sending 22 entries…"
    assert translator("en").tn("Sending {n} entry…", "Sending {n} entries…", 1) == "Sending 1 entry…"
    assert translator("xx").t("{a} and {b}", a="{b}", b="c") == "{b} and c"


def test_the_reader_finds_phrases_where_they_hide() -> None:
    source = 'html`<p>${t("One")} ${n && html`<b>${tn(\'{n} a\', \'{n} b\', n)}</b>`}</p>`;\n// t("never")\nat("no")'
    assert set(of_text(source, "x")) == {Phrase("One", None, "x"), Phrase("{n} a", "{n} b", "x")}


def test_the_reader_sees_text_that_nobody_translated() -> None:
    read = read_script('html`<p title="Hi" class=${f(`${a}x`)}>Plain ${html`<b>${t("Said")} bold</b>`}</p>`')
    assert [literal_text(template) for template in read.templates] == ["bold", "Plain Hi"]
