"""What people type, made fit for every screen: one line for a card, a name, a contact; paragraphs for a sheet."""

from __future__ import annotations

import unicodedata

_TURNS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """One line of text: control and direction-turning characters go (they could rewrite a row on the projector),
    white space becomes single spaces, and no more than two marks stay on a letter. Nothing to be seen: empty."""
    kept: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", text):
        category = unicodedata.category(letter)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if letter.isspace():
            kept.append(" ")
        elif category in ("Cc", "Cs", "Co", "Cn") or letter in _TURNS or marks > 2:
            continue
        else:
            kept.append(letter)
    line = " ".join("".join(kept).split())
    return line if any(unicodedata.category(letter)[0] in "LNPS" for letter in line) else ""


def paragraphs(text: str) -> str:
    """The same for a long text: every line by itself, no more than one empty line between two."""
    lines = [one_line(line) for line in text.splitlines()]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept).strip()
