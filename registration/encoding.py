"""In which encoding a text is: its mark says it, its bytes say it, or the letters of Russian do; in doubt nobody does.

Eight-bit Cyrillic carries no mark, and each of its encodings reads every other one as letters, too. So each reading is
held against how often Russian uses its letters and how words begin. Two readings that stand too near are refused: names
read wrong would be found at the door.
"""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter
from functools import cache
from itertools import pairwise

from registration.errors import Code, ListError
from registration.words import is_cyrillic, words

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
EIGHT_BIT = ("cp1251", "koi8-r", "mac-cyrillic", "cp866", "iso8859-5")
GAPS = re.compile("[\x80-\x9f]")
LOOKED_AT = 100_000
"""Letters; more of a text says nothing new about its encoding."""
LEAST_LETTERS, LEAST_LEAD, MOST_STRANGE = 20, 16.0, 0.04
"""Fewer Russian letters decide nothing; the best reading must be e^16 times as likely as the next one."""
FRAME, STRANGE, TURNED, MIXED = math.log(0.01), math.log(1e-5), -4.0, -6.0
"""For a sign of print; for one that no Russian text has; for a capital after a small letter; for a word half Latin."""


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises `ListError`: no text, damaged, or in doubt."""
    for mark, name in MARKS:
        # In cp1251 the mark of UTF-16 is two letters; a table in UTF-16 has zeros in its separators and line ends.
        if data.startswith(mark) and (name == "utf-8" or b"\0" in data):
            return _checked(_strict(data[len(mark) :], name)), name
    if b"\0" in data:
        return _checked(_wide(data)), _wide_name(data)
    try:
        return _checked(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as error:
        _raise_if_nearly(data, error.start)
    name = _eight_bit(data)
    return _checked(data.decode(name)), name


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(name, "replace")
        raise ListError(Code.TEXT_DAMAGED, before.count("\n") + 1) from None


def _wide_name(data: bytes) -> str:
    """UTF-16 without a mark: the commas and line ends of a table have a zero for their upper byte."""
    lower, upper = data[0::2].count(0), data[1::2].count(0)
    return "utf-16-le" if upper > lower else "utf-16-be"


def _wide(data: bytes) -> str:
    try:
        text = data.decode(_wide_name(data))
    except UnicodeDecodeError:
        raise ListError(Code.FILE_OTHER) from None
    fits = sum(each < "\u0500" or "\u2000" <= each < "\u2200" for each in text)
    if fits < 0.98 * len(text):
        raise ListError(Code.FILE_OTHER)
    return text


def _raise_if_nearly(data: bytes, start: int) -> None:
    """Most of it is UTF-8: then it is damaged UTF-8, not another encoding."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if sum(each > "\x7f" for each in text) - lost > 3 * lost:
        raise ListError(Code.TEXT_DAMAGED, data.count(b"\n", 0, start) + 1)


def _checked(text: str) -> str:
    """The text, if it is one: no binary, and not garbled before it came here."""
    if any(each < " " and each not in "\t\n\r\v\f\x1a\x1c\x1d\x1e\x1f" for each in set(text)) or not text.strip():
        raise ListError(Code.FILE_OTHER)
    if "\ufffd" in text:
        raise ListError(Code.TEXT_DAMAGED, text.count("\n", 0, text.index("\ufffd")) + 1)
    for number, line in enumerate(text.splitlines(), 1):
        if _is_twice(line):
            raise ListError(Code.TEXT_TWICE, number)
    return text


def _is_twice(line: str) -> bool:
    """UTF-8 that was once read as cp1251 or Latin: such a line turns back into Russian, which no other one does."""
    if line.isascii():
        return False
    for name in ("cp1251", "cp1252"):
        try:
            back = _bytes(line, name).decode("utf-8")
        except UnicodeError:
            continue
        if sum(map(is_cyrillic, back)) >= 3:
            return True
    return False


def _bytes(line: str, name: str) -> bytes:
    """The line in an encoding; a byte that is no letter there stood in the garbled text as its own number."""
    if not GAPS.search(line):
        return line.encode(name)
    return b"".join(bytes([ord(each)]) if GAPS.match(each) else each.encode(name) for each in line)


def _eight_bit(data: bytes) -> str:
    """The one encoding in which this is Russian. Raises `ListError` if none is, or two might be."""
    readings: list[tuple[float, str, str]] = []
    for name in EIGHT_BIT:
        try:
            text = data[:LOOKED_AT].decode(name)
        except UnicodeDecodeError:
            continue
        likely, letters, strange = _likely(text)
        if letters >= LEAST_LETTERS and strange <= MOST_STRANGE * letters:
            readings.append((likely, name, text))
    readings.sort(key=lambda each: -each[0])
    if not readings:
        raise ListError(Code.TEXT_ENCODING)
    best, name, text = readings[0]
    if any(best - likely < LEAST_LEAD for likely, _, other in readings[1:] if other != text):
        raise ListError(Code.TEXT_ENCODING)
    return name


def _likely(text: str) -> tuple[float, int, int]:
    """How likely Russians write this (log); its Russian letters; its signs that no Russian text has."""
    often, frame = _often(), words().frame
    likely, letters, strange = 0.0, 0, 0
    for sign, n in Counter(text).items():
        if sign.isascii():
            continue
        if sign.lower() in often:
            likely += n * often[sign.lower()]
            letters += n
        elif sign in frame:
            likely += n * FRAME
        else:
            likely += n * STRANGE
            strange += n
    for (one, two), n in Counter(pairwise(text)).items():
        if (one.isascii() and two.isascii()) or not (one.isalpha() and two.isalpha()):
            continue
        if one.isascii() != two.isascii():
            likely += n * MIXED
        elif one.islower() and two.isupper():
            likely += n * TURNED
    return likely, letters, strange


@cache
def _often() -> dict[str, float]:
    return {letter: math.log(share / 1000) for letter, share in words().letters.items()}
