"""Damaged lists: thousands of files with bits turned, cut, spliced, recoded, quoted and unzipped wrongly.

`PYTHONPATH=. python -m tests.registration.fuzz [how many] [seed]` says what became of them. A list is either read, and
then every row is a person or has a problem that says why not, or it is refused as a whole by a `ListError`.
"""

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date

from registration.columns import guess
from registration.decode import read_table
from registration.entries import Listing, entries
from registration.errors import ListError
from registration.matching import compare
from tests.registration.lists import lists
from tests.registration.taking import known_of

DAY = date(2026, 9, 1)
ENCODINGS = ("utf-8", "cp1251", "koi8-r", "mac-cyrillic", "utf-16-le", "utf-16-be", "latin-1")
Damage = Callable[[bytes, random.Random], bytes]


def turned(data: bytes, chance: random.Random) -> bytes:
    """A few bits turned."""
    bad = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 40))):
        bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
    return bytes(bad)


def cut(data: bytes, chance: random.Random) -> bytes:
    """A piece cut out or off."""
    one, two = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return chance.choice((data[:one], data[one:], data[:one] + data[two:]))


def spliced(data: bytes, chance: random.Random) -> bytes:
    """A piece of another list put in."""
    other = chance.choice(SOUND)
    one, two = sorted(chance.randrange(len(other) + 1) for _ in range(2))
    at = chance.randrange(len(data) + 1)
    return data[:at] + other[one : min(two, one + 4000)] + data[at:]


def recoded(data: bytes, chance: random.Random) -> bytes:
    """Read in one encoding and written in another."""
    text = data.decode(chance.choice(ENCODINGS), "replace")
    return text.encode(chance.choice(ENCODINGS), chance.choice(("replace", "ignore", "xmlcharrefreplace")))


def quoted(data: bytes, chance: random.Random) -> bytes:
    """Quotation marks, separators, line ends and what nobody sees put anywhere."""
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice((b'"', b'""', b";", b",", b"\t", b"\n", b"\r", b"\xef\xbb\xbf")) + data[at:]
    return data


def repacked(data: bytes, chance: random.Random) -> bytes:
    """A workbook with one part damaged, lost or doubled, and a sound zip around it; any other file is cut."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = [(info.filename, old.read(info)) for info in old.infolist() if info.file_size < 1_000_000]
    except Exception:  # damaged once already
        return cut(data, chance)
    if not parts:
        return data
    at = chance.randrange(len(parts))
    name, part = parts[at]
    way = chance.randrange(6)
    if way == 0:
        parts.pop(at)
    elif way == 1:
        parts[at] = name, parts[chance.randrange(len(parts))][1]
    elif way == 2 and part:
        digit = chance.choice((b"1", b"2", b"0"))
        parts[at] = name, part.replace(digit, chance.choice((b"99999999", b"-1", b"", b"XFD", b"1e309")), 3)
    else:
        parts[at] = name, chance.choice((turned, cut, quoted))(part or b" ", chance)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as new:
        for each, content in parts:
            new.writestr(each, content)
    return written.getvalue()


SOUND = [data for data in lists().values() if len(data) < 20_000]
DAMAGES: tuple[Damage, ...] = (turned, cut, spliced, recoded, quoted, repacked)


def damaged(chance: random.Random) -> bytes:
    """One list, damaged once or twice."""
    data = chance.choice(SOUND)
    for _ in range(chance.choice((1, 1, 2))):
        data = chance.choice(DAMAGES)(data or b"\n", chance)
    return data


def outcome(data: bytes) -> Listing | ListError:
    """What becomes of these bytes. Raises `AssertionError` for a list that is read by half."""
    try:
        table = read_table(data)
        mapping = guess(table)
        listing = entries(table, mapping, DAY, 12)
    except ListError as error:
        assert str(error) and "{" not in str(error)
        return error
    people = {row.number for row in table.rows if row.number >= mapping.begin}
    taken = [row for entry in listing.entries for row in entry.rows]
    stopped = [row for problem in listing.problems if problem.severity == "stop" for row in problem.rows]
    assert sorted(taken + stopped) == sorted(people), "a row is neither a person nor named"
    assert all(entry.name for entry in listing.entries)
    assert all("{" not in problem.saying.replace(problem.value, "") for problem in listing.problems)
    known = known_of(listing)
    again = compare(known, listing)
    assert not again.new and not again.changed and not again.held and not again.gone
    return listing


def play(many: int, seed: int) -> Counter[str]:
    """How many lists were read, and how many refused by which code."""
    told: Counter[str] = Counter()
    for number in range(many):
        data = damaged(random.Random(f"{seed}/{number}"))
        try:
            became = outcome(data)
        except Exception as error:
            error.add_note(f"list {number} of seed {seed}")
            raise
        told[became.code if isinstance(became, ListError) else "read"] += 1
    return told


if __name__ == "__main__":
    many, seed = map(int, [*sys.argv[1:], *("10000", "1")[len(sys.argv) - 1 :]])
    begun = time.perf_counter()
    told = play(many, seed)
    sys.stdout.write("".join(f"{n:6} {code}\n" for code, n in told.most_common()))
    sys.stdout.write(f"{many} lists, {time.perf_counter() - begun:.1f} s\n")
