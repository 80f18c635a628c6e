"""A sentence and its facts: written here in English, said where it is shown in the reader's language.

Whoever raises does not know who reads. So an error carries a `Saying`, which is its English text to everybody, and to
the terminal also the phrase of the catalogues with the facts that fill it.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

HOLE = re.compile(r"\{(\w+)\}")


class Translate(Protocol):
    """English phrase with {names} and their values → the sentence in the reader's language."""

    def __call__(self, phrase: str, /, **facts: Any) -> str: ...


def N_(phrase: str) -> str:
    """Marks a phrase that is said elsewhere, so that the catalogues are held to it."""
    return phrase


REASONS = (
    # What systems say most often. Anything else stays as the system says it.
    N_("Address already in use"),
    N_("Cannot assign requested address"),
    N_("File exists"),
    N_("Is a directory"),
    N_("No space left on device"),
    N_("No such file or directory"),
    N_("Not a directory"),
    N_("Permission denied"),
    N_("Read-only file system"),
)


class Saying(str):
    """A phrase with its facts; as a string it is English. An `OSError` among the facts stands for its reason."""

    phrase: str
    facts: dict[str, object]

    def __new__(cls, phrase: str, **facts: object) -> Saying:
        saying = super().__new__(cls, _english(phrase, **{name: _fact(fact, _english) for name, fact in facts.items()}))
        saying.phrase, saying.facts = phrase, facts
        return saying


def said(text: str, t: Translate) -> str:
    """A saying in the language of `t`; any other text as it is."""
    if not isinstance(text, Saying):
        return text
    return t(text.phrase, **{name: _fact(fact, t) for name, fact in text.facts.items()})


def _fact(fact: object, t: Translate) -> object:
    if isinstance(fact, OSError):
        return t(fact.strerror or str(fact))
    return said(fact, t) if isinstance(fact, str) else fact


def _english(phrase: str, /, **facts: Any) -> str:
    return HOLE.sub(lambda hole: str(facts.get(hole[1], hole[0])), phrase)
