"""Invented people, and a list of them in the session of a hall, as the check-in desk would have taken it."""

from __future__ import annotations

import random

from sessions import commands as c
from sessions.desk import Desk
from sessions.people import Registration
from sessions.seat import registrar_seat
from sessions.shelf import Shelf
from sessions.store import Store
from tests.hall import Hall

WOMEN = ("Анна Петровна", "Вера Олеговна", "Дарья Ильинична", "Нина Маратовна", "Светлана Юрьевна", "Яна Игоревна")
MEN = ("Борис Ильич", "Глеб Петрович", "Захар Олегович", "Матвей Юрьевич", "Олег Маратович", "Роман Игоревич")
LAST = (
    *("Кузнецов", "Нечаев", "Осипов", "Рощин", "Сомов", "Туров", "Ушаков"),
    *("Филин", "Хвостов", "Цветков", "Чайкин", "Шубин", "Щеглов", "Яшин"),
)
AGES = ("18–29", "30–44", "45–59", "60+")
DISTRICTS = ("Центр", "Заречье", "Южный")


def invented(number: int, seed: str = "people") -> list[Registration]:
    """So many people whom nobody ever met."""
    chance = random.Random(seed)
    names = [f"{first} {last}а" for first in WOMEN for last in LAST] + [
        f"{first} {last}" for first in MEN for last in LAST
    ]
    chance.shuffle(names)
    return [
        Registration(
            names[no % len(names)],
            f"+7 900 000-00-{no % 100:02}",
            traits={"age": chance.choice(AGES), "district": chance.choice(DISTRICTS)},
            needs="место без ступеней" if no % 35 == 3 else "",
        )
        for no in range(number)
    ]


def take(hall: Hall, people: list[Registration], *came: int) -> None:
    """Put a list into the session of a hall while its server rests; those of `came` (from 1) are here."""
    hall.stop()
    store = Store(hall.file)
    try:
        desk = Desk(store, Shelf(hall.data).keys(hall.file))
        assert desk.ask(registrar_seat(1), None, c.TakeList(tuple(c.Listed(None, each) for each in people), 0)).ok
        if came:
            marked = c.MarkAttendance(tuple(f"p{no}" for no in came), True)
            assert desk.ask(registrar_seat(1), None, marked).ok
    finally:
        store.close()
    hall.start()


def to_the_vote(hall: Hall, *, still: bool = False) -> None:
    """The tables write, choose and answer, up to the people's choice; `still`: which is not open yet."""
    hall.move("problems", "open")
    for table, title in (("t1", "Темно в парке"), ("t2", "Негде играть")):
        assert hall.say(table, "submit_card", round="problems", fields={"title": title})["ok"]
    hall.move("problems", "closed", "carried")
    hall.move("short", "open")
    assert hall.say("t1", "cast_ballot", round="short", choices={"c1": 1, "c2": 1})["ok"]
    hall.move("short", "closed", "revealed", "carried")
    hall.move("solutions", "open")
    for table, title in (("t1", "Фонари вдоль спуска"), ("t2", "Кружок робототехники"), ("t3", "Школьный сад")):
        assert hall.say(table, "submit_card", round="solutions", fields={"title": title}, parent="c1")["ok"]
    hall.move("solutions", "closed")
    for each in ("c3", "c4", "c5"):
        assert hall.say("lead", "admit_card", card=each)["ok"]
    hall.move("solutions", "carried")
    if not still:
        hall.move("choose", "open")
