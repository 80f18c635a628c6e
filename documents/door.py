"""The door's papers, of a session with a list: who gets a badge, who sits at each table, everybody by name, cards for
the seats, and the consents to sign.

In the game they are what the check-in desk holds when people come, and when the laptop does not.  Truth flows from the
list and the seats to paper and never back: what is ticked here is typed at the desk.  The files hold names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from documents import names
from documents.sheets import file_of
from sessions import assignment, attendance, mixture
from sessions.people import People, nameless
from sessions.registrar import MOST_BADGES, NEEDED, purposes
from sessions.scenario import SignupRound
from sessions.session import RoundState, Session
from sessions.told import N_

By = Literal["name", "table", "number"]
CardSize = Literal["a5", "a4"]
MOST_ROWS = 24
"""People whom one page of a table has room for; a larger table goes on overleaf."""
SPARE_ROWS = 3
OF_TABLES = ("seating", "seat-cards")
"""The papers that lie on a table."""
FACE_PT, FACE_SIZES = 470, {"a5": (48, 40, 34, 28, 24, 18), "a4": (72, 60, 48, 40, 32, 26)}
"""The width of a seat card's face, and the sizes of the names on it."""
TITLES = {
    "processing": N_("Keeping of data"),
    "screen": N_("My name on the hall's screen"),
    "transfer": N_("Give my contact to the leader"),
    "publish": N_("Publish my name"),
}
STATEMENTS = {
    "processing": N_(
        "I agree that {operator} records, keeps and uses my name, my contact, what I said of myself when I applied, "
        "and what I need, in order to hold this forum: to let me in, to seat me at a table and to tell me what came of "
        "it."
    ),
    "screen": N_(
        "I agree that {operator} shows my first name and the first letter of my surname on the screens in the hall, "
        "beside the group I join."
    ),
    "transfer": N_(
        "I agree that {operator} gives my name and my contact to the leader of the group I join, and to nobody else."
    ),
    "publish": N_(
        "I agree that {operator} publishes my name beside the group I join, in the report on the forum and on its own "
        "website."
    ),
}
TERMS = {
    "processing": N_(
        "What is done: recording, keeping in encrypted form on the forum's computer, using for this purpose, erasing. "
        "For how long: at most a year."
    ),
    "screen": N_(
        "What is shown: for example “Anna K.”. The contact is never shown. For how long: until the forum ends."
    ),
    "transfer": N_("What is given: name and contact. For how long: until the group has come together, at most a year."),
    "publish": N_(
        "What is published: the name. The contact is never published. For how long: until you take the consent back."
    ),
}
REFUSED = {
    "processing": N_(
        "You can refuse: the desk then registers a number in place of your name. You can take it back at any time: "
        "tell the check-in desk or the organiser."
    )
}
REFUSED_ELSE = N_(
    "You can refuse: it does not keep you from taking part. You can take it back at any time: tell the check-in desk "
    "or the organiser."
)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody on the list. `table`: its number as the door may name it, None while nobody knows it. `signed`: the data
    may be kept; a name whose key is gone is empty. `here`: a desk has seen them today."""

    id: str
    no: int
    name: str
    given: str
    family: str
    table: int | None
    needs: str
    signed: bool
    here: bool = False


def guests(session: Session, people: People, by: By = "name") -> list[Guest]:
    """Everybody on the list, in the order asked for."""
    found = [_guest(session, people, person, table) for person, table in mixture.named(session, people).items()]
    return sorted(found, key=_orders()[by])


def unmixed(session: Session) -> RoundState | None:
    """The round that is still to mix the tables of this day and has no seating yet: nobody has a table."""
    state = assignment.awaited(session)
    return state if state is not None and not state.draft.people else None


def blanks(session: Session, number: int, printed: Iterable[int] = ()) -> list[int]:
    """The numbers of so many badges for walk-ins: those after the last one that is somebody's or was `printed` before.
    Their codes open a ballot from the moment when the desk registers the number. Fewer than asked for where the desk
    takes no more."""
    given = [each.seat.no for each in attendance.holders(session) if each.seat.no is not None]
    last = max([*given, *printed, *session.attendance.kept], default=0)
    return list(range(last + 1, min(last + number, max(session.people, MOST_BADGES)) + 1))


def chosen(said: Iterable[str]) -> set[int]:
    """Numbers of badges as they are asked for: `47`, `101-120`, `1,5,9`. Raises `ValueError`."""
    numbers: set[int] = set()
    for text in ",".join(said).replace("–", "-").split(","):
        first, _, last = text.strip().partition("-")
        run = range(int(first), int(last or first) + 1)
        if not run or run[0] < 1 or run[-1] > MOST_BADGES:
            raise ValueError(text)
        numbers |= {*run}
    return numbers


def write(
    folder: Path,
    told: dict[str, Any],
    session: Session,
    listed: list[Guest],
    lang: str,
    card: CardSize = "a5",
    hour: str = "",
) -> list[Path]:
    """Write everything but the badges into `folder`; `told`: as `sheets.told` makes it, `listed`: as `guests` does.
    While the tables are still to be mixed, what lies on a table is not made, and what was made before is deleted: it
    would lay people at the wrong one. Who is here is ticked as it stands at this `hour`, for these lists go on when the
    laptop does not. Returns the files."""
    come = {"here": sum(each.here for each in listed), "hour": hour}
    by_name, mixed = sorted(listed, key=_orders()["name"]), unmixed(session) is None
    made = [
        ("seating", {"pages": _tables(session, listed), "spare": range(SPARE_ROWS), **come}),
        ("door", {"rows": _lettered(by_name), "spare": range(SPARE_ROWS), "mixed": mixed, **come}),
        ("seat-cards", {"faces": [_face(each, card) for each in listed], "card": card}),
        ("consents", {"forms": _forms(session, lang)}),
    ]
    for name in () if mixed else OF_TABLES:
        for old in folder.glob(f"{name}-*.html"):
            old.unlink()
    return [
        file_of(folder / f"{name}-{lang}.html", f"{name.replace('-', '_')}.html", lang, told | values)
        for name, values in made
        if mixed or name not in OF_TABLES
    ]


def _guest(session: Session, people: People, person: str, table: str | None) -> Guest:
    known, seat = people.registration(person), session.seats[person].seat
    unnamed = known is None or known.name == nameless(seat.no or 0)
    given, family = ("", known.name if known else "") if unnamed else names.parts(known.name)
    return Guest(
        id=person,
        no=seat.no or 0,
        name=known.name if known else "",
        given=given,
        family=family,
        table=session.seats[table].seat.no if table else None,
        needs=known.needs if known else "",
        signed=known is not None and any(each.purpose == NEEDED for each in known.consents),
        here=person in session.attendance.here,
    )


def _orders() -> dict[By, Callable[[Guest], tuple[Any, ...]]]:
    return {
        "name": lambda each: (*names.order(each.name), each.no),
        "table": lambda each: (each.table is None, each.table or 0, each.no),
        "number": lambda each: (each.no,),
    }


def _tables(session: Session, listed: list[Guest]) -> list[tuple[int | None, list[Guest], bool]]:
    """A page each: the table's number, who sits there, does it go on overleaf. Whoever has no table comes last;
    a table that is closed has no page."""
    pages: list[tuple[int | None, list[Guest], bool]] = []
    numbers: list[int | None] = [each.seat.no for each in session.table_seats()]
    in_use = {session.seats[table].seat.no for table in attendance.open_tables(session)}
    for table in [*numbers, None]:
        sit = sorted((each for each in listed if each.table == table), key=_orders()["number"])
        rows = [sit[start : start + MOST_ROWS] for start in range(0, len(sit), MOST_ROWS)]
        pages += [(table, those, those is not rows[-1]) for those in rows]
        if not rows and table in in_use:
            pages.append((table, [], False))
    return pages


def _lettered(by_name: list[Guest]) -> list[tuple[str, Guest]]:
    """Each with the letter under which they stand, where it is the first of that letter."""
    letters = [names.plain(each.family)[:1].upper() for each in by_name]
    return [
        (letter if letter != before else "", each)
        for before, letter, each in zip(["", *letters], letters, by_name, strict=False)
    ]


def _face(each: Guest, card: CardSize) -> tuple[Guest, int, int]:
    sizes = FACE_SIZES[card]
    return each, names.fitting(each.given, FACE_PT, sizes), names.fitting(each.family, FACE_PT, sizes)


def _forms(session: Session, lang: str) -> list[dict[str, str]]:
    """Of each purpose what is signed; whoever keeps the names is named where the scenario says so."""
    plans = [each for each in session.scenario.rounds if isinstance(each, SignupRound) and each.operator is not None]
    operator = getattr(plans[0].operator, lang) if plans else ""
    return [
        {
            "operator": operator,
            "title": TITLES.get(purpose, purpose),
            "statement": STATEMENTS.get(purpose, purpose),
            "terms": TERMS.get(purpose, ""),
            "refused": REFUSED.get(purpose, REFUSED_ELSE),
        }
        for purpose in purposes(session)
    ]
