"""What the lead should look at first: coarse words, what looks like a phone number, an address, or somebody's name.

In the game: cards wait in a queue, and this puts some of them at its head with the place marked.  It decides nothing
and blocks nothing.  The lists stand in `data/watch.toml`; a text goes in, places in it come out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from sessions.scenario import AnyRound, GatherRound

Mark = tuple[int, int, str]
"""From, to and kind (`word`, `contact`, `name`). Places are counted as JavaScript counts them, in UTF-16 units."""

DATA = Path(__file__).with_name("data") / "watch.toml"
JUNK = r"[\u200b-\u200d\u2060\u00ad*._~-]{0,2}"


def marks(plan: AnyRound, fields: dict[str, str], words: tuple[str, ...]) -> dict[str, list[Mark]]:
    """Field → the places in it. What was chosen holds none, and a place may well be named after somebody."""
    if not isinstance(plan, GatherRound):
        return {}
    kinds = {field.id: field.type for field in plan.fields}
    found = {
        name: find(text, words, names=kinds.get(name) != "place")
        for name, text in fields.items()
        if kinds.get(name) != "choice"
    }
    return {name: places for name, places in found.items() if places}


def find(text: str, words: tuple[str, ...] = (), *, names: bool = True) -> list[Mark]:
    """The places in this text, in order and apart from each other; `words` are looked for besides those of the list."""
    places = [*_coarse(text, words), *_contacts(text), *(_names(text) if names else ())]
    apart: list[Mark] = []
    for start, end, kind in sorted(places, key=lambda each: (each[0], -each[1])):
        if apart and start < apart[-1][1]:
            continue
        apart.append((start, end, kind))
    return [(_units(text[:start]), _units(text[:end]), kind) for start, end, kind in apart]


def _coarse(text: str, words: tuple[str, ...]) -> Iterator[Mark]:
    small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    russian, english, fine = _lists()
    own = _own(words) if words else None
    dressed = small.translate(_lookalikes())
    for pattern, said in ((russian, dressed), (english, small), (own, _plain(small))):
        for each in pattern.finditer(said) if pattern else ():
            if pattern is not russian or not fine.match(each[0]):
                yield each.start(), each.end(), "word"


def _contacts(text: str) -> Iterator[Mark]:
    for pattern in _data()["shapes"]["contact"]:
        yield from ((each.start(), each.end(), "contact") for each in re.finditer(pattern, text))


def _names(text: str) -> Iterator[Mark]:
    """Words with a capital beside each other, with a first name or a patronymic among them; or initials."""
    run_of_capitals, first, places, patronymic = _named()
    for run in run_of_capitals.finditer(text):
        words = _plain(run[0].lower()).split()
        before = re.findall(r"\w+", text[: run.start()].lower())[-1:]
        if any(places.match(word) for word in (*before, *words)):
            continue
        if any(first.fullmatch(word) or patronymic.search(word) for word in words):
            yield run.start(), run.end(), "name"
    for pattern in _data()["shapes"]["initials"]:
        yield from ((each.start(), each.end(), "name") for each in re.finditer(pattern, text))


def _plain(text: str) -> str:
    """The text with one letter for the two that Russian writes as it likes."""
    both = _data()["letters"]
    return text.replace(both["like"][-1], both["read"][-1])


def _units(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)


@cache
def _data() -> Any:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


@cache
def _lists() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The coarse words of both languages, and the beginnings of Russian words that only look like them."""
    ru, en = _data()["ru"], _data()["en"]
    russian = (
        rf"(?<!\w)(?:(?:{_any(ru['words'])})(?!\w)"
        rf"|(?:(?:{_any(ru['prefixes'])})?(?:{_any(ru['roots'])})|(?:{_any(ru['stems'])}))\w*)"
    )
    english = rf"(?<!\w)(?:(?:{_any(en['words'])})(?!\w)|(?:{_any(en['stems'])})\w*)"
    return re.compile(russian), re.compile(english), re.compile("|".join(map(re.escape, ru["except"])))


@cache
def _own(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(_plain(word.lower()) for word in words)})\w*")


@cache
def _lookalikes() -> dict[int, int]:
    letters = _data()["letters"]
    return str.maketrans(letters["like"], letters["read"])


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    """Several words with a capital; a first name; a word of places; the end of a patronymic."""
    names, capital = _data()["names"], _data()["shapes"]["capital"]
    russian, english, places = ("|".join(map(re.escape, names[each])) for each in ("first", "english", "places"))
    return (
        re.compile(rf"(?<![\w-]){capital}(?: {capital})+(?![\w-])"),
        re.compile(rf"(?:{russian})(?:{names['endings']})?|{english}"),
        re.compile(rf"(?:{places})\w{{0,4}}$"),
        re.compile(rf"{names['patronymics']}$"),
    )


def _any(words: Iterable[str]) -> str:
    """These words, longest first, with no more between their letters than somebody puts there to hide them."""
    return "|".join(JUNK.join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))
