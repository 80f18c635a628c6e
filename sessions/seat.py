"""A seat: one authorised place from which commands come.  Who asks is always the seat, never the payload."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import msgspec


class Role(StrEnum):
    """What kind of device a seat is; a screen lists what each role may say to it."""

    LEAD = "lead"
    TABLE = "table"
    PROJECTOR = "projector"
    PERSON = "person"
    GUEST = "guest"
    THEME_TEAM = "theme_team"
    EXPERT = "expert"
    REGISTRAR = "registrar"
    OBSERVER = "observer"


Sight = Literal["wall", "cards", "progress"]
"""What observers see: the wall; the cards and sheets of the hall, too; and how far the tables are, as well."""


class Seat(msgspec.Struct, frozen=True):
    """`id` is `lead`, `screen`, `e2`, `x1`, `r1`, `o1`, `t4`, `p47` or `g` + letters; `table`: where a person sits.

    `via`: a person speaks from the tablet of their table, let in by a `code` or only by a `name`.
    """

    id: str
    role: Role
    table: str | None = None
    no: int | None = None
    via: str | None = None


LEAD = Seat("lead", Role.LEAD)
SCREEN = Seat("screen", Role.PROJECTOR)
TEAM_SEATS = 3
"""As many work at one wall of cards without waiting for each other."""
REGISTRAR_SEATS = 4
"""So many check-in desks can work at once: at the door of a hall of hundreds there is no room for more."""
CLOCK = Seat("clock", Role.LEAD)
"""Time itself, which acts in the lead's place when a delay has passed. No link leads here, and no device sits on it."""


def table_seat(no: int) -> Seat:
    """The seat of the tablet on table `no` (from 1)."""
    return Seat(f"t{no}", Role.TABLE, table=f"t{no}", no=no)


def person_seat(no: int, table: str | None) -> Seat:
    """The seat of the badge `no` (from 1), who sits at `table`."""
    return Seat(f"p{no}", Role.PERSON, table=table, no=no)


def team_seat(no: int) -> Seat:
    """The seat `no` (from 1) of the theme team."""
    return Seat(f"e{no}", Role.THEME_TEAM, no=no)


def expert_seat(no: int) -> Seat:
    """The seat of the expert `no` (from 1): comes when a table calls, and never votes."""
    return Seat(f"x{no}", Role.EXPERT, no=no)


def registrar_seat(no: int) -> Seat:
    """The seat `no` (from 1) of the check-in desk: it knows people by name and never votes."""
    return Seat(f"r{no}", Role.REGISTRAR, no=no)


def observer_seat(no: int) -> Seat:
    """The seat of the observer `no` (from 1): looks, and never says anything."""
    return Seat(f"o{no}", Role.OBSERVER, no=no)


def guest_seat(guest: str) -> Seat:
    """The seat of a device that came in by the hall's QR; it may look and sign up, never vote."""
    return Seat(guest, Role.GUEST)
