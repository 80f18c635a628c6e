"""What one cell says: a telephone, an e-mail, an age, yes or no, a role, a table. Each reads the ways people write it.

`None` beside `False` means: something stands there, and it is not that.
"""

from __future__ import annotations

import re
from datetime import date

from registration.fields import Band, Role
from registration.words import fits, plain, word_list, words

BLANK = re.compile(r"[-=_.\s]*")
"""Dashes of all kinds are one in plain text. A cell of a consent is asked otherwise: there a dash is an answer."""
EMAIL = re.compile(r"[\w.+%'-]{1,64}@(?:[^\W_][\w-]*\.)+[^\W\d_]{2,}")
NUMBER = re.compile(r"\+?[\d(][\d\s().\u2010-\u2015-]{4,28}\d")
BETWEEN = re.compile(r"[,;/\n]")
WHOLE = re.compile(r"(?<=\d)[.,]0+$")
CONTACT_LETTERS = 80
LOOKED_AT = 400
"""Letters of a cell among which a contact must stand; a longer one is a letter to the organiser."""
OLDEST = 110
DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?|(\d{1,2})[./](\d{1,2})[./](\d{4})(?: .*)?")
RANGE = re.compile(r"(\d{1,3})\s*(?:-|\.\.|([^\W\d_]+))\s*(\d{1,3})")


def telephone(text: str) -> str | None:
    """`+7XXXXXXXXXX` for a Russian number however it is written, `+…` for another one; None: no telephone."""
    for part in BETWEEN.split(text[:LOOKED_AT]):
        if found := NUMBER.search(part):
            digits = re.sub(r"\D", "", found[0])
            if number := _number(digits, found[0].startswith("+")):
                return number
    return None


def _number(digits: str, is_whole: bool) -> str | None:
    if len(digits) == 11 and digits[0] in "78":
        digits = digits[1:]
    elif is_whole and 11 <= len(digits) <= 15 and digits[0] != "0":
        return f"+{digits}"
    # A Russian number is ten digits; no code of a town or an operator begins with 0, 1, 2 or 5.
    return f"+7{digits}" if len(digits) == 10 and digits[0] in "346789" else None


def email(text: str) -> str | None:
    """The first e-mail address of a cell, in small letters; None: none there, or too long to be kept."""
    found = EMAIL.search(text[:LOOKED_AT])
    return found[0].lower() if found and len(found[0]) <= CONTACT_LETTERS else None


def is_unknown(text: str) -> bool:
    """Is this a way of saying nothing, such as a dash or “not stated”?"""
    return not text or plain(text) in words().unknown


def is_blank(text: str) -> bool:
    """Nothing but the marks that are typed so that a cell is not empty?"""
    return BLANK.fullmatch(plain(text)) is not None


def band(text: str, on: date) -> tuple[Band | None, bool]:
    """The band of an age, of a day or year of birth, or of a range, and whether the cell could be read.

    A range that lies in two bands is None: it could be either. Of a year of birth the year's last birthday counts.
    """
    if is_unknown(text):
        return None, True
    if born := _day(text):
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        return _band_of(age), 0 <= age <= OLDEST
    low, high = _ages(WHOLE.sub("", text), on)
    if low is None or high is None or not 0 <= low <= high <= OLDEST:
        return None, False
    return (_band_of(low) if _band_of(low) == _band_of(high) else None), True


def _day(text: str) -> date | None:
    found = DAY.fullmatch(text)
    if not found:
        return None
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _ages(text: str, on: date) -> tuple[int | None, int | None]:
    """From and to which age; None: there is no age in this text."""
    line = plain(text)
    found = RANGE.search(line)
    if found and (not found[2] or found[2] in words().until):
        return int(found[1]), int(found[3])
    numbers = [int(each) for each in re.findall(r"\d+", line)]
    if len(numbers) != 1 or numbers[0] > 9999 or re.search(r"\d[.,]\d", line) or line.startswith("-"):
        return None, None
    number, found_words = numbers[0], set(word_list(text))
    if 1900 <= number <= on.year:
        number = on.year - number
    if "+" in line or found_words & words().above:
        return number, max(number, OLDEST)
    if found_words & words().below:
        return 0, number - 1
    return number, number


def _band_of(age: int) -> Band:
    if age < 18:
        return "under-18"
    return "18-29" if age < 30 else "30-44" if age < 45 else "45-59" if age < 60 else "60-plus"


def sex(text: str) -> tuple[str | None, bool]:
    """`f` or `m`, and whether the cell could be read."""
    said = plain(text).strip(". ")
    found = next((sex for sex, known in words().sexes.items() if said in known), None)
    return found, found is not None or is_unknown(text)


def yes(text: str) -> tuple[bool | None, bool]:
    """Yes, no or nothing, and whether the cell could be read. Whole sentences of a form count by their beginning."""
    if not text:
        return None, True
    known = words()
    said = " ".join(word_list(text)) or plain(text)
    if said in known.yes:
        return True, True
    if said in known.no:
        return False, True
    # “I do not mind” begins like a no.
    long = [each for each in known.yes_begins if said.startswith(each)]
    short = [each for each in known.no_begins if said.startswith(each)]
    if long or short:
        begins = max(long + short, key=len)
        if begins in long and set(said.removeprefix(begins).split()) & known.refusing:
            return None, False
        return begins in long, True
    return None, plain(text) in known.unknown


def role(text: str) -> tuple[Role, bool]:
    """The role, and whether the cell could be read; nothing said is the empty role."""
    if is_unknown(text):
        return "", True
    found = word_list(text)
    best, letters = "", 0
    for each, patterns in words().roles.items():
        for pattern in patterns:
            if (fit := fits(pattern, found)) > letters:
                best, letters = each, fit
    return best, bool(best)  # type: ignore[return-value]  # the data file knows no other, and a test holds it to them


def table(text: str, tables: int) -> tuple[int | None, bool]:
    """The number of a table of this hall, and whether the cell could be read."""
    if is_unknown(text):
        return None, True
    found = [each for each in word_list(WHOLE.sub("", text)) if each not in words().table]
    if len(found) != 1 or not found[0].isdecimal() or len(found[0]) > 3:
        return None, False
    number = int(found[0])
    return (number, True) if 1 <= number <= tables else (None, False)
