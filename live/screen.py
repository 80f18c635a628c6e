"""A screen's contract: what each role may say on it, and what it shows.

Truth flows from the session through `common` and `own` to the devices, and back only as commands that the screen
lists for the seat's role.  What is not in the list cannot be said: that is the whole authorisation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from live.devices import Found
from live.guessing import Alarm
from sessions.box import Boxed
from sessions.commands import Command, wire_name
from sessions.lanes import Wait
from sessions.people import People
from sessions.seat import Role, Seat
from sessions.session import Session

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Hall:
    """What the people in the hall need to come in: shown in the lobby and printed on the sheets.

    `url` is the address of the phones' page; `ssid` and `password` are of the hall's Wi-Fi (empty: not told).
    """

    url: str = ""
    ssid: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a view may look at. A view reads it, takes plain data out, and keeps nothing.

    `online`: seat id → how many devices are on it now; `seen`: seat id → wall-clock ms when it was last heard.
    `boxed(round, person)` is a person's own ballot in an open box, and nobody else's.
    `troubles`: seat id → what is wrong with its devices; `alarms`: addresses that were locked for guessing codes.
    `left_ms(wait)`: how long until what waits lets itself on; None: never.
    """

    session: Session
    people: People
    online: Mapping[str, int]
    seen: Mapping[str, int]
    hall: Hall
    boxed: Callable[[str, str], Boxed | None]
    safe: int = 0
    troubles: Mapping[str, tuple[Found, ...]] = field(default_factory=dict)
    alarms: tuple[Alarm, ...] = ()
    left_ms: Callable[[Wait], int | None] = lambda wait: wait.delay.ms if wait.delay and not wait.held else None


@dataclass(frozen=True, slots=True)
class Screen:
    """One kind of screen: a namespace, a closed list of commands for each role, and two views.

    `common` is the same for every device of the screen, `own` is one seat's; `rate_hz` is how often at most a
    changed view goes out; `hears_presence` sends who is online.
    """

    name: str
    commands: Mapping[Role, tuple[type[Command], ...]]
    common: Callable[[Reading], View]
    own: Callable[[Reading, Seat], View]
    rate_hz: float
    hears_presence: bool = False
    roles: frozenset[Role] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "roles", frozenset(self.commands))

    @property
    def namespace(self) -> str:
        """`/table`, and so on."""
        return f"/{self.name}"

    def command(self, role: Role, name: str) -> type[Command] | None:
        """The command of this wire name, if this role may say it here."""
        return next((each for each in self.commands.get(role, ()) if wire_name(each) == name), None)
