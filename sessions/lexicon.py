"""Which words mean the same: how a text falls into words, and the lines of synonyms that the theme desk may edit.

A line is what people type, "мусор, отходы, свалка": any of these in a card counts as the first one, too.  An entry is a
word or a phrase of up to three.  The lines to begin with stand in `data/lexicon.toml`; whoever edits them sends all
lines again, and `read` says everything that is wrong with them at once.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import snowballstemmer

from sessions.text import one_line
from sessions.told import N_, Saying, Translate, said

DATA = Path(__file__).with_name("data") / "lexicon.toml"

Line = tuple[str, ...]

LINES, ENTRIES, PHRASE, LETTERS = 300, 12, 3, 40
"""The most lines, entries of a line, words of an entry, and characters of an entry."""


class LexiconError(ValueError):
    """These lines cannot be used. `problems` are sentences, each beginning with the number of its line."""

    def __init__(self, problems: list[Saying]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

    def said(self, t: Translate) -> str:
        """The problems as `t` says them."""
        return "\n".join(said(problem, t) for problem in self.problems)


def read(lines: Sequence[str]) -> tuple[Line, ...]:
    """The lines as people typed them, entries parted by commas; empty lines are left out. Raises `LexiconError`."""
    if len(lines) > LINES:
        raise LexiconError([Saying(N_("There are {n} lines; {most} are the most."), n=len(lines), most=LINES)])
    kept: list[Line] = []
    problems: list[Saying] = []
    stands: dict[str, int] = {}
    for number, text in enumerate(lines, 1):
        entries = _entries(text)
        if not entries:
            continue
        wrong = list(_wrong(number, entries))
        for entry in entries:
            first = stands.setdefault(_plain(entry), number)
            if first != number:
                phrase = N_("Line {line}: “{entry}” stands in line {other} already.")
                wrong.append(Saying(phrase, line=number, entry=entry[:LETTERS], other=first))
        problems += wrong
        kept.append(entries)
    if problems:
        raise LexiconError(problems)
    return tuple(kept)


def lines(said: Sequence[str] | None) -> tuple[Line, ...]:
    """The lines of a session as they stand in its journal, good or not; None: those to begin with."""
    return default() if said is None else tuple(entries for text in said if (entries := _entries(text)))


def written(line: Line) -> str:
    """A line as people type it."""
    return ", ".join(line)


@cache
def default() -> tuple[Line, ...]:
    """The lines that a session begins with, Russian and English."""
    return read(_file()["lines"])


def _entries(text: str) -> Line:
    """One entry once, in the order of typing."""
    entries: dict[str, str] = {}
    for part in re.split("[,;/\n]", text):
        if entry := one_line(part):
            entries.setdefault(_plain(entry), entry)
    return tuple(entries.values())


def _wrong(number: int, entries: Line) -> Iterator[Saying]:
    if len(entries) == 1:
        phrase = N_("Line {line}: “{entry}” stands alone. Write what means the same beside it, with a comma between.")
        yield Saying(phrase, line=number, entry=entries[0][:LETTERS])
    if len(entries) > ENTRIES:
        phrase = N_("Line {line} has {n} words; {most} are the most. Make two lines of it.")
        yield Saying(phrase, line=number, n=len(entries), most=ENTRIES)
    for entry in entries:
        forms = [word.form for word in words(entry)]
        if not forms:
            yield Saying(N_("Line {line}: “{entry}” has no letters."), line=number, entry=entry[:LETTERS])
        elif len(forms) > PHRASE or len(entry) > LETTERS:
            phrase = N_("Line {line}: “{entry}” is too long. Up to {most} words between two commas.")
            yield Saying(phrase, line=number, entry=entry[:LETTERS], most=PHRASE)
        elif small().issuperset(forms):
            phrase = N_("Line {line}: “{entry}” is too small a word to say what a card is about.")
            yield Saying(phrase, line=number, entry=entry)


# ---- words ----------------------------------------------------------------------------------------------------------


class Word(NamedTuple):
    """A word where it stands in its text, counted as JavaScript counts, in UTF-16 units; and its plain form: small
    letters, е for ё."""

    start: int
    end: int
    form: str


_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> Iterator[Word]:
    """The words and numbers of a text in their order."""
    wide = [at for at, letter in enumerate(text) if letter > "\uffff"]
    for found in _WORD.finditer(text):
        start, end = found.span()
        yield Word(start + bisect_left(wide, start), end + bisect_left(wide, end), _plain(found[0]))


def _plain(text: str) -> str:
    return text.casefold().replace(_YO, _YE)


_YO, _YE = chr(0x451), chr(0x435)


@cache
def small() -> frozenset[str]:
    """Words that do not say what a card is about."""
    return frozenset(_plain(" ".join(_file()["small"])).split())


@lru_cache(maxsize=20_000)
def stem(form: str) -> str:
    """What stays of a word without its endings, for comparing only: скамейки, скамеек → скамейк.

    A new stemmer each time, for it remembers what it works on and two threads may ask.
    """
    if not _CYRILLIC.search(form):
        return str(snowballstemmer.stemmer("english").stemWord(form))
    cut = str(snowballstemmer.stemmer("russian").stemWord(form))
    for vowel, without in _fleeting():
        cut = vowel.sub(without, cut)
    return cut


_CYRILLIC = re.compile(r"[\u0430-\u044f]")


@cache
def _fleeting() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), without) for pattern, without in _file()["fleeting"]]


@lru_cache(maxsize=20_000)
def grams(form: str) -> tuple[str, ...]:
    """The 3 to 5 letters in a row of a word, its ends marked by a space."""
    padded = f" {form} "
    if len(padded) <= 3:
        return (padded,)
    return tuple(padded[at : at + n] for n in (3, 4, 5) for at in range(len(padded) - n + 1))


# ---- synonyms -------------------------------------------------------------------------------------------------------


class Term(NamedTuple):
    """What counts as one in a text: a word, or a phrase of some line.

    Two terms with the same `key` mean the same; `also` are the words of its line's first entry if it is another one.
    """

    start: int
    end: int
    forms: tuple[str, ...]
    key: str
    also: tuple[str, ...]


class Synonyms:
    """Lines made ready for finding their entries in texts. The exact form wins over the stem, an earlier line over a
    later one, the longer phrase over its words."""

    def __init__(self, lines: Iterable[Sequence[str]]) -> None:
        self._heads: list[tuple[str, ...]] = []
        self._forms: dict[tuple[str, ...], int] = {}
        self._stems: dict[tuple[str, ...], int] = {}
        for line in lines:
            entries = [forms for entry in line if (forms := tuple(word.form for word in words(entry)))]
            for forms in entries:
                self._forms.setdefault(forms, len(self._heads))
                self._stems.setdefault(_stems(forms), len(self._heads))
            if entries:
                self._heads.append(entries[0])
        self._longest = max((len(forms) for forms in self._forms), default=1)

    def terms(self, text: str) -> list[Term]:
        """The terms of a text in their order, small words left out. A text of nothing else is taken as it stands."""
        found = list(words(text))
        terms: list[Term] = []
        at = 0
        while at < len(found):
            term = self._term(found, at)
            if len(term.forms) > 1 or term.forms[0] not in small():
                terms.append(term)
            at += len(term.forms)
        if terms or not (bare := " ".join(text.split())):
            return terms
        return [Term(0, len(text.encode("utf-16-le")) // 2, (_plain(bare),), _plain(bare), ())]

    def _term(self, found: list[Word], at: int) -> Term:
        for length in range(min(self._longest, len(found) - at), 0, -1):
            part = found[at : at + length]
            forms = tuple(word.form for word in part)
            line = self._forms.get(forms)
            if line is None:
                line = self._stems.get(_stems(forms))
            if line is not None:
                head = self._heads[line]
                also = () if _stems(forms) == _stems(head) else head
                return Term(part[0].start, part[-1].end, forms, " ".join(head), also)
        word = found[at]
        return Term(word.start, word.end, (word.form,), stem(word.form), ())


def _stems(forms: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(stem, forms))


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))
