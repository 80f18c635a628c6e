"""The phrases of both languages: catalogues in `locales/` → the desk's own sentences and the devices' `t()`.

In the game: everybody reads it in their own language. A msgid is the English phrase. Truth flows one way: `.po` files →
`catalogue()` → `/i18n/<lang>.json`, Jinja pages, command line.
"""

from __future__ import annotations

import locale
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

LANGUAGES = ("ru", "en")
SOURCE = "en"
PLURAL_FORMS = {"ru": 3, "en": 2}
HOLE = re.compile(r"\{(\w+)\}")
LOCALES = Path(__file__).parent.parent / "locales"

Words = dict[str, str | list[str]]


class CatalogueError(Exception):
    """Two files of one language disagree on a phrase."""


@cache
def catalogue(lang: str) -> Words:
    """All files of the language as one: phrase → translation, or its plural forms."""
    merged: Words = {}
    for file in sorted((LOCALES / lang).glob("*.po")):
        for message in _messages(file, lang):
            key, said = _entry(message)
            if not _is_said(said):
                continue
            if key in merged and merged[key] != said:
                raise CatalogueError(f"{file.name}: {key!r} is translated in two ways: {merged[key]!r}, {said!r}")
            merged[key] = said
    return merged


def _messages(file: Path, lang: str) -> list[Message]:
    with file.open("rb") as opened:
        found: Catalog = read_po(opened, locale=lang, abort_invalid=True)
    return [message for message in found if message.id]


def _entry(message: Message) -> tuple[str, str | list[str]]:
    if isinstance(message.id, str):
        return message.id, str(message.string)
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return message.id[0], [str(form or "") for form in forms]


def _is_said(said: str | list[str]) -> bool:
    return bool(said) and all(said)


@dataclass(frozen=True, slots=True)
class Translator:
    """`t` and `tn` bound to one language."""

    lang: str

    def t(self, phrase: str, /, **names: Any) -> str:
        """The phrase in this language, its `{names}` filled in; an unknown phrase stays English."""
        said = catalogue(self.lang).get(phrase)
        return _fill(said if isinstance(said, str) else phrase, names)

    def tn(self, one: str, many: str, n: int, /, **names: Any) -> str:
        """The plural form of `one`/`many` that fits `n`; `{n}` is filled in."""
        forms = catalogue(self.lang).get(one)
        said = forms[plural_index(self.lang, n)] if isinstance(forms, list) else (one if n == 1 else many)
        return _fill(said, {"n": n, **names})


def plural_index(lang: str, n: int) -> int:
    """Which gettext form `n` takes."""
    if lang != "ru":
        return 0 if n == 1 else 1
    ten, hundred = abs(n) % 10, abs(n) % 100
    if ten == 1 and hundred != 11:
        return 0
    return 1 if 2 <= ten <= 4 and not 12 <= hundred <= 14 else 2


def _fill(text: str, names: Mapping[str, Any]) -> str:
    return HOLE.sub(lambda hole: str(names.get(hole[1], hole[0])), text)


def translator(lang: str) -> Translator:
    """The sentences of one language; an unknown language gets the English ones."""
    return Translator(lang if lang in LANGUAGES else SOURCE)


def terminal_language(environ: Mapping[str, str] = os.environ) -> str:
    """The language of the window where Veche was started: Russian in a Russian system, English otherwise."""
    told = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    if not told:  # Windows keeps it elsewhere
        told = locale.getlocale()[0] or ""
    return "ru" if told.lower().startswith("ru") else SOURCE


def choose(accept_language: str) -> str:
    """The language of a page that no script has chosen yet: Russian for who asks for it, English otherwise."""
    wanted = accept_language.lower().replace(" ", "").split(",")
    return next((part[:2] for part in wanted if part[:2] in LANGUAGES), SOURCE)


def page_words(lang: str) -> dict[str, Any]:
    """What a Jinja page needs: `lang`, `languages`, `t("…", lang=code)` and `tn("…", "…", n)`."""

    def t(phrase: str, **names: Any) -> str:
        wanted = str(names.pop("lang", lang))
        return translator(wanted).t(phrase, **names)

    return {"lang": lang, "languages": LANGUAGES, "t": t, "tn": translator(lang).tn}
