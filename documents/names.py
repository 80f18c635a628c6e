"""Names as paper sets them: two lines, as large as they fit, and in the order in which a finger looks for them.

A list says a name as one text.  Here it is taken apart for the eye only; what the list says is changed by nobody.
"""

from __future__ import annotations

PATRONYMICS = tuple(
    "".join(map(chr, letters))
    for letters in (
        (0x438, 0x447),
        (0x432, 0x43D, 0x430),
        (0x447, 0x43D, 0x430),
        (0x43A, 0x44B, 0x437, 0x44B),
        (0x43E, 0x433, 0x43B, 0x44B),
    )
)
"""Ends of the Russian middle name (ich, vna, chna, kyzy, ogly): where it stands last, the surname stands first."""
WIDE_RUSSIAN = "".join(map(chr, (0x436, 0x43C, 0x444, 0x448, 0x449, 0x44B, 0x44E, 0x44A)))
WIDE, NARROW = frozenset(WIDE_RUSSIAN + WIDE_RUSSIAN.upper() + "@MWmw"), frozenset("1Iijlt.,-'()| ")
TWINS = {0x451: 0x435}
"""Letters that people take for each other."""
WIDE_EM, NARROW_EM, CAPITAL_EM, OTHER_EM = 0.95, 0.38, 0.74, 0.63
"""Widths of the letters of the heavy type, a little above what they are."""


def parts(name: str) -> tuple[str, str]:
    """«Анна Петровна Кузнецова» and «Кузнецова Анна Петровна» → («Анна Петровна», «Кузнецова»); a single
    word is the surname."""
    words = name.split()
    ends = [word.lower().endswith(PATRONYMICS) for word in words]
    if len(words) > 2 and ends[-1] and not any(ends[1:-1]):  # many a surname ends so, too
        return " ".join(words[1:]), words[0]
    return " ".join(words[:-1]), "".join(words[-1:])


def order(name: str) -> tuple[str, str]:
    """By what a list of names is sorted: the surname, then the rest; Ё is among the Е."""
    given, family = parts(name)
    return plain(family), plain(given)


def plain(text: str) -> str:
    """A name without what people type in different ways."""
    return text.casefold().translate(TWINS)


def fitting(line: str, width_pt: float, sizes: tuple[int, ...]) -> int:
    """The largest of the sizes (pt, falling) at which the line fits into the width; the smallest if none does: there it
    breaks into two."""
    em = sum(map(_em, line))
    return next((size for size in sizes if em * size <= width_pt), sizes[-1])


def _em(letter: str) -> float:
    if letter in WIDE:
        return WIDE_EM
    if letter in NARROW:
        return NARROW_EM
    return CAPITAL_EM if letter.isupper() else OTHER_EM
