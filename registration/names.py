"""Names: first name first, surname last, as `sessions.people.shortened` needs them; and when two are the same.

Russian lists put the surname first. Endings tell which word is what: a patronymic ends like no other word, first names
are a known few. What one row leaves open the rest of its column decides, then its header.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from registration.fields import FIRST, SURNAME
from registration.words import is_cyrillic, plain, word_list, words

LETTERS = 80
"""A badge and the people's file hold no longer name."""
SLIP_LETTERS = 5
"""In a shorter word one other letter is another word."""
Key = tuple[str, ...]
INITIALS = re.compile(r"(?:[^\W\d_]\.?){1,2}")
HYPHENED = re.compile(r"\s*[-\u2010-\u2015]\s*")


def ordered(name: str, surname_first: bool | None) -> tuple[str, bool]:
    """The name with its surname last, and whether that is sure. `surname_first` is what the column thinks."""
    parts = _parts(name)
    turned = is_surname_first(name)
    sure = turned is not None or surname_first is not None or len(parts) < 2
    if turned if turned is not None else surname_first:
        parts = parts[1:] + parts[:1]
    return joined(parts), sure


def is_surname_first(name: str) -> bool | None:
    """Does the surname stand first? None: the words do not tell."""
    parts = _parts(name)
    if len(parts) < 2:
        return None
    if name.count(",") == 1 and len(name.partition(",")[0].split()) == 1:
        return True
    first, second, last = parts[0], parts[1], parts[-1]
    if len(parts) > 2:
        if _is_patronymic(second) and (_is_first(first) or not _is_patronymic(last)):
            return False
        if _is_patronymic(last):
            return True
    elif _is_patronymic(second) and _is_first(first):
        return False
    for told in (_is_first, _is_initial, lambda word: not _is_surname(word)):
        for other in (second, last):
            if told(first) != told(other):
                return told(other)
    return None


def column_order(names: Sequence[str]) -> bool | None:
    """What most names of a column say that can say it. None: they say nothing, or both alike."""
    told = [each for each in map(is_surname_first, names) if each is not None]
    twice = 2 * sum(told)
    return None if twice == len(told) else twice > len(told)


def title_order(title: str) -> bool | None:
    """What the title of a column of names says of their order."""
    found, known = word_list(title), words()
    if set(found) & known.surname_first:
        return True

    def at(field: str) -> int | None:
        heads = {pattern[0] for pattern in known.headers[field] if len(pattern) == 1}
        return next((place for place, word in enumerate(found) if word in heads), None)

    surname, first = at(SURNAME), at(FIRST)
    return None if surname is None or first is None else surname < first


def assembled(first: str, patronymic: str, surname: str) -> str:
    """The name whose words stand in columns of their own."""
    return joined([part for text in (first, patronymic, surname) for part in _parts(text)])


def joined(parts: Sequence[str]) -> str:
    """Words as a name: capitals where somebody typed only large or only small letters."""
    return " ".join(_cased(part) for part in parts if part)


@lru_cache(maxsize=20_000)
def key(name: str) -> Key:
    """What is the same for two ways to write one name: е or ё, capitals, hyphens, the order of the words."""
    return tuple(sorted(re.sub(r"[^\w\s-]", " ", plain(_untwinned(HYPHENED.sub("-", name)))).split()))


def fit(one: Key, other: Key) -> bool:
    """Can these two keys be one name? One of them may lack the patronymic or the surname."""
    return set(one) <= set(other) or set(other) <= set(one)


def near(one: Key, other: Key) -> bool:
    """Is one of these the other but for one letter of a single word? Two first names never are."""
    left, right = set(one) - set(other), set(other) - set(one)
    if len(left) != 1 or len(right) != 1 or len(one) != len(other) or len(one) < 2:
        return False
    a, b = left.pop(), right.pop()
    if {a, b} <= words().first or min(len(a), len(b)) < SLIP_LETTERS:
        return False
    same = sum(block.size for block in SequenceMatcher(None, a, b).get_matching_blocks())
    return same >= max(len(a), len(b)) - 1


def _parts(name: str) -> list[str]:
    """The words of a name; what belongs to a word stays with it: «Расул оглы», «фон Мекк»."""
    known = words()
    parts: list[str] = []
    bound = ""
    for word in re.sub(r"[,;]", " ", HYPHENED.sub("-", _untwinned(name))).split():
        if word.lower() in known.bound:
            bound += f"{word} "
        elif word.lower() in known.particles and parts:
            parts[-1] += f" {word}"
        else:
            parts.append(bound + word)
            bound = ""
    return parts + ([bound.strip()] if bound else [])


def _untwinned(name: str) -> str:
    """Latin letters within a Russian word become the Russian letters that look like them."""
    return " ".join(word.translate(words().twins) if any(map(is_cyrillic, word)) else word for word in name.split())


def _cased(part: str) -> str:
    cased: list[str] = []
    for word in part.split():
        small = word.lower() in words().particles or word.lower() in words().bound
        if small or not (word.isupper() or word.islower()) or (word.isupper() and INITIALS.fullmatch(word)):
            cased.append(word.lower() if small and word.isupper() else word)
        else:
            cased.append("-".join(piece.capitalize() for piece in word.split("-")))
    return " ".join(cased)


def _is_first(part: str) -> bool:
    return plain(part) in words().first or plain(part).partition("-")[0] in words().first


def _is_initial(part: str) -> bool:
    return INITIALS.fullmatch(part) is not None


def _is_patronymic(part: str) -> bool:
    said = plain(part)
    if said.rpartition(" ")[2] in words().particles:
        return True
    return len(said) > 4 and said.endswith(words().patronymics) and said not in words().first


def _is_surname(part: str) -> bool:
    return plain(part).endswith(words().surnames) and not _is_first(part)
