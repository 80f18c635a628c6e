"""The words of registration lists, as `data/words.toml` has them: headers, answers, endings of names, letters.

They are data and no phrases: nobody reads them on a screen, and a town may add its own.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import msgspec

DATA = Path(__file__).with_name("data") / "words.toml"
YO = {0x451: 0x435}
"""ё → е: most people type no dots."""
WORD = re.compile(r"[^\W_]+")


class Words(msgspec.Struct, frozen=True):
    """All of them, in small letters. `headers` and `roles` hold patterns: words, with * for all endings."""

    headers: dict[str, tuple[tuple[str, ...], ...]]
    roles: dict[str, tuple[tuple[str, ...], ...]]
    sexes: dict[str, frozenset[str]]
    yes: frozenset[str]
    no: frozenset[str]
    yes_begins: tuple[str, ...]
    no_begins: tuple[str, ...]
    refusing: frozenset[str]
    unknown: frozenset[str]
    totals: frozenset[str]
    until: frozenset[str]
    below: frozenset[str]
    above: frozenset[str]
    table: frozenset[str]
    patronymics: tuple[str, ...]
    particles: frozenset[str]
    bound: frozenset[str]
    surnames: tuple[str, ...]
    surname_first: frozenset[str]
    first: frozenset[str]
    letters: dict[str, float]
    frame: frozenset[str]
    twins: dict[int, str]


@cache
def words() -> Words:
    """Read once."""
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))
    names, answers, ages = raw["names"], raw["answers"], raw["ages"]
    return Words(
        headers={field: tuple(tuple(line.split()) for line in lines) for field, lines in raw["headers"].items()},
        roles={role: tuple(tuple(line.split()) for line in lines) for role, lines in raw["roles"].items()},
        sexes={sex: frozenset(lines) for sex, lines in raw["sexes"].items()},
        yes=frozenset(answers["yes"]),
        no=frozenset(answers["no"]),
        yes_begins=tuple(answers["yes_begins"]),
        no_begins=tuple(answers["no_begins"]),
        refusing=frozenset(answers["refusing"]),
        unknown=frozenset(answers["unknown"]),
        totals=frozenset(raw["totals"]["begin"]),
        until=frozenset(ages["until"]),
        below=frozenset(ages["below"]),
        above=frozenset(ages["above"]),
        table=frozenset(ages["table"]),
        patronymics=tuple(names["patronymics"]),
        particles=frozenset(names["particles"]),
        bound=frozenset(names["bound"]),
        surname_first=frozenset(names["surname_first"]),
        surnames=tuple(names["surnames"]),
        first=frozenset(names["first"]),
        letters=raw["letters"],
        frame=frozenset(raw["print"]["frame"]) | {"\xa0"},
        twins={ord(latin): russian for latin, russian in raw["print"]["twins"].items()},
    )


def plain(text: str) -> str:
    """The text as people compare it: small letters, е for ё, one kind of hyphen, single spaces."""
    lower = unicodedata.normalize("NFKC", text.replace("\u2116", " no ")).lower().translate(YO)
    return " ".join(lower.translate(HYPHENS).split())


HYPHENS = {ord(sign): "-" for sign in "\u2010\u2011\u2012\u2013\u2014\u2212\u00ad"}


def is_cyrillic(letter: str) -> bool:
    """A letter of Russian or of its neighbours."""
    return 0x400 <= ord(letter) < 0x500


def word_list(text: str) -> list[str]:
    """The words of a text, plain."""
    return WORD.findall(plain(text))


def fits(pattern: tuple[str, ...], found: list[str]) -> int:
    """How many letters of the pattern stand in these words; 0 unless every word of it does."""
    letters = 0
    for wanted in pattern:
        stem = wanted.removesuffix("*")
        if not any(word.startswith(stem) if stem != wanted else word == stem for word in found):
            return 0
        letters += len(stem)
    return letters
