"""A registration list of people whom nobody ever met, as an online form writes it: the file that the desk takes.

Some of them are canaries: their surnames, telephones and addresses stand in no other file, so that whoever
finds one outside the desk has found a leak.
"""

from __future__ import annotations

import csv
import io
import random
import tomllib
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

WORDS = tomllib.loads(Path(__file__).with_name("registry.toml").read_text(encoding="utf-8"))
FILE = str(WORDS["file"])
ORGANISATIONS = 45
"""So many workplaces among the people of the forum in Zarechny."""
CANARIES = 50
MARK = "clist.example"
"""The end of every address on the list, and of nothing else."""
EMAIL = 3


@dataclass(frozen=True, slots=True)
class Invented:
    """One of the people, by the headings of the list."""

    name: str
    surname: str
    cells: tuple[str, ...]
    canary: bool


def people(many: int, seed: str, unasked: int = 0, canaries: int = CANARIES) -> list[Invented]:
    """So many people, no two of one name, and so many canaries among them. The last `unasked` of them have not
    registered: nobody on the list names them."""
    chance = random.Random(f"{seed}/registry")
    plain = [f"{stem}{end}" for stem in WORDS["stems"] for end in WORDS["ends"]]
    double = [f"{one}-{two}" for one, two in permutations(WORDS["birds"], 2)]
    chance.shuffle(plain)
    chance.shuffle(double)
    kinds = [no < canaries for no in range(many)]
    chance.shuffle(kinds)
    surnames = [(double if canary else plain).pop() for canary in kinds]
    names = [_named(surname, chance) for surname in surnames]
    groups = _together_and_apart([name for _, _, name in names[: many - unasked]], chance)
    rows = []
    for no, (canary, (woman, surname, name)) in enumerate(zip(kinds, names, strict=True)):
        together, apart = map(_as_listed, groups.get(name, ("", "")))
        cells = (
            f"{3 + no // 20:02}.11.2026 {9 + no % 9:02}:{no % 60:02}:00",
            _as_listed(name),
            f"+7 900 000-00-{no:02}" if no < 100 else "",
            f"{chance.choice('abcdefgh')}{no}@{MARK}",
            chance.choice(WORDS["ages"]),
            WORDS["sexes"][not woman],
            chance.choice(WORDS["districts"]),
            chance.choice(WORDS["groups"]),
            WORDS["organisation"].format(no=1 + chance.randrange(ORGANISATIONS)),
            chance.choice(WORDS["needs"]) if no % 23 == 5 else "",
            together,
            apart,
            WORDS["yes"],
            WORDS["no" if canary or chance.random() < 0.3 else "yes"],
        )
        rows.append(Invented(name, surname, cells, canary))
    return rows


def table(rows: list[Invented]) -> bytes:
    """The list as a file: semicolons and windows-1251, as many a table program still writes it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(WORDS["headings"])
    writer.writerows(row.cells for row in rows)
    return text.getvalue().encode("cp1251")


def _named(surname: str, chance: random.Random) -> tuple[bool, str, str]:
    """Is it a woman, the surname in its form, and the whole name as it is said."""
    woman = chance.random() < 0.55
    said = "-".join(f"{part}{WORDS['feminine']}" for part in surname.split("-")) if woman else surname
    return woman, said, f"{chance.choice(WORDS['women' if woman else 'men'])} {said}"


def _as_listed(name: str) -> str:
    """The surname first, as in forms."""
    first, _, last = name.rpartition(" ")
    return f"{last} {first}".strip()


def _together_and_apart(names: list[str], chance: random.Random) -> dict[str, tuple[str, str]]:
    """Three pairs that came together, and five that had better not meet."""
    some = chance.sample(names, min(16, len(names) // 2 * 2))
    pairs = list(zip(some[::2], some[1::2], strict=True))
    return {one: (two, "") if no < 3 else ("", two) for no, (one, two) in enumerate(pairs)}


def secrets(rows: list[Invented]) -> list[str]:
    """What of the list may be on no screen but the desk's, and in no file unlocked: every address, and the canaries'
    names."""
    return [MARK, *(row.surname for row in rows if row.canary)]
