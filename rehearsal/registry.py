"""A registration list of people whom nobody ever met, as an online form writes it: the file that the desk takes.

Some of them are canaries: their surnames, telephones and addresses stand nowhere else in the world, so that whoever
finds one outside the desk has found a leak.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass
from itertools import permutations

WOMEN = ("Анна Петровна", "Вера Олеговна", "Дарья Ильинична", "Нина Маратовна", "Светлана Юрьевна", "Яна Игоревна")
MEN = ("Борис Ильич", "Глеб Петрович", "Захар Олегович", "Матвей Юрьевич", "Олег Маратович", "Роман Игоревич")
BIRDS = ("Кенарёв", "Чижов", "Щеглов", "Снегирёв", "Зябликов", "Дроздов", "Синицын", "Скворцов", "Стрижов", "Грачёв")
STEMS = ("Бел", "Вер", "Гор", "Дол", "Зар", "Лом", "Мор", "Нар", "Пав", "Рус", "Сав", "Тих", "Уст", "Фом", "Хар", "Яр")
ENDS = ("анов", "анцев", "енков", "иков", "ичев", "увалов", "ушин", "ыгин")
AGES = ("14–17", "18–29", "30–44", "45–59", "60+")
DISTRICTS = ("Центр", "Заречье", "Южный", "Садовый", "Посёлок речников")
GROUPS = ("работаю", "учусь", "на пенсии", "веду своё дело", "занят семьёй")
NEEDS = ("место без ступеней", "плохо слышу, ближе к ведущему", "буду с коляской")
ORGANISATIONS = 45
CANARIES = 50
MARK = "clist.example"
"""The end of every address on the list, and of nothing else."""
EMAIL = 3
HEADINGS = (
    "Отметка времени",
    "Фамилия, имя, отчество",
    "Телефон",
    "Электронная почта",
    "Ваш возраст",
    "Пол",
    "Район проживания",
    "Социальная группа",
    "Организация",
    "Что нужно учесть",
    "Посадить вместе с",
    "Посадить врозь с",
    "Согласие на обработку персональных данных",
    "Согласен, чтобы моё имя показывали на экране",
)


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
    plain = [f"{stem}{end}" for stem in STEMS for end in ENDS]
    double = [f"{one}-{two}" for one, two in permutations(BIRDS, 2)]
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
            chance.choice(AGES),
            "женский" if woman else "мужской",
            chance.choice(DISTRICTS),
            chance.choice(GROUPS),
            f"Организация № {1 + chance.randrange(ORGANISATIONS)}",
            chance.choice(NEEDS) if no % 23 == 5 else "",
            together,
            apart,
            "да",
            "нет" if canary or chance.random() < 0.3 else "да",
        )
        rows.append(Invented(name, surname, cells, canary))
    return rows


def table(rows: list[Invented]) -> bytes:
    """The list as a file: semicolons and windows-1251, as many a table program still writes it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(row.cells for row in rows)
    return text.getvalue().encode("cp1251")


def _named(surname: str, chance: random.Random) -> tuple[bool, str, str]:
    """Is it a woman, the surname in its form, and the whole name as it is said."""
    woman = chance.random() < 0.55
    said = "-".join(f"{part}а" for part in surname.split("-")) if woman else surname
    return woman, said, f"{chance.choice(WOMEN if woman else MEN)} {said}"


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
