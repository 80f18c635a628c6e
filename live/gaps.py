"""What the catalogues lack: every phrase that the code says, held against every language.

In the game: nobody in the hall reads the wrong language. `python -m live.gaps missing` prints what still lacks a
translation, as stanzas to paste; `unused` what no code says any more.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from live.phrases import Phrase, phrases_of
from live.words import LANGUAGES, LOCALES, PLURAL_FORMS, SOURCE, catalogue


def missing(phrases: Iterable[Phrase], lang: str) -> list[Phrase]:
    """The phrases of the code that `lang` cannot say yet."""
    known = catalogue(lang)
    return [phrase for phrase in phrases if not _fits(known.get(phrase.one), phrase, lang)]


def _fits(said: str | list[str] | None, phrase: Phrase, lang: str) -> bool:
    if phrase.many is None:
        return isinstance(said, str) or (said is None and lang == SOURCE)
    return isinstance(said, list) and len(said) == PLURAL_FORMS[lang]


SHELVES = {
    "facilitator": "console",
    "console": "console",
    "themes": "themes",
    "table": "table",
    "table_client": "table",
    "projector": "projector",
    "audience": "audience",
    "documents": "documents",
    "registration": "registration",
    "sheets": "documents",
    "serving.py": "start",
    "cli.py": "start",
    "app.py": "start",
}


def shelf(phrase: Phrase) -> str:
    """The catalogue file a phrase belongs to, by who says it."""
    if phrase.place.endswith("refusals.py"):
        return "refusals"
    parts = phrase.place.split("/")
    if parts[0] in {"static", "templates"}:
        return next((SHELVES[part] for part in (*parts, parts[-1].partition(".")[0]) if part in SHELVES), "common")
    return SHELVES.get(parts[0], "common" if parts[0] in {"live", "documents"} else "cli")


def stanza(phrase: Phrase, lang: str) -> str:
    """A gap of a catalogue, ready to be filled in."""
    if phrase.many is None:
        return f'#: {phrase.place}\nmsgid {_quote(phrase.one)}\nmsgstr ""\n'
    given = [phrase.one, phrase.many] if lang == SOURCE else [""] * PLURAL_FORMS[lang]
    forms = "\n".join(f"msgstr[{i}] {_quote(form)}" for i, form in enumerate(given))
    return f"#: {phrase.place}\nmsgid {_quote(phrase.one)}\nmsgid_plural {_quote(phrase.many)}\n{forms}\n"


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def main(argv: list[str], write: Callable[[str], object] = sys.stdout.write) -> int:
    """`missing`: what each language lacks. `unused`: what no code says any more."""
    root = LOCALES.parent
    said = phrases_of(root)
    if argv == ["missing"]:
        gaps = {lang: missing(said, lang) for lang in LANGUAGES}
        for lang, phrases in gaps.items():
            write(f"# {lang}: {len(phrases)} missing\n\n")
            for name in sorted({shelf(phrase) for phrase in phrases}):
                write(f"# for locales/{lang}/{name}.po\n")
                write("\n".join(stanza(p, lang) for p in phrases if shelf(p) == name) + "\n")
        return 1 if any(gaps.values()) else 0
    if argv == ["unused"]:
        keys = {phrase.one for phrase in said}
        for lang in LANGUAGES:
            write("".join(f"{lang}: {key}\n" for key in catalogue(lang) if key not in keys))
        return 0
    write("python -m live.gaps missing | unused\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
