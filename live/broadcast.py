"""Session changed → views go out: to each room at most once per change, and never faster than the screen bears.

The first change after a silence goes out at once; what comes within the screen's interval is gathered, and only the
latest view is sent.  A view that came out the same is not sent at all.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from live import engine, rooms
from live.house import House, Views
from live.screen import Screen
from sessions import events as e
from sessions import rolls
from sessions.desk import Commit
from sessions.people import People
from sessions.seat import Role, Seat
from sessions.session import Session

OWN_ONLY = (
    e.BallotCast,
    e.CardsRanked,
    e.TableAnswered,
    e.CardSubmitted,
    e.CardRevised,
    e.CardWithdrawn,
    e.BestChosen,
    e.CardJoined,
    e.SignedUp,
    e.SignUpWithdrawn,
    e.NameGiven,
    e.ReadyMarked,
    e.QuestionAsked,
    e.QuestionBacked,
    e.SeatArrived,
)
"""Acts that change nobody's own view but the actor's; every other event may change them all."""

AT_THE_TABLES = (e.SheetSaved, e.CommentAnswered, e.NoteWritten)
"""Acts that may change the own views of tables, of the lead and of the actor, and of nobody else: a sheet may be
several tables', and several may read a note."""

VOID = b""
"""The mark of what has to be sent again."""

SWEEP_S = 5.0
WATCH_S = 1.0
log = logging.getLogger("veche.broadcast")
Emit = Callable[[str, Any, str, str], None]
"""emit(event, data, room, namespace)"""


class Broadcast:
    """One flusher for each screen."""

    def __init__(self, house: House, emit: Emit) -> None:
        self._house = house
        self._flushers = [Flusher(house, screen, emit) for screen in house.screens]
        house.desk.on_commit(self.committed)
        house.presence.on_change(self.presence_changed)
        house.devices.on_change(self.watch_changed)
        house.door.guessing.on_change(self.watch_changed)

    def start(self) -> None:
        """Let the flushers run; they end with the process."""
        for flusher in self._flushers:
            engine.spawn(flusher.run)
        engine.spawn(self._sweep)
        engine.spawn(self._watch)

    def committed(self, commit: Commit) -> None:
        """After each commit: every screen may show something new."""
        wide = any(not isinstance(event, OWN_ONLY + AT_THE_TABLES) for event in commit.events)
        tables = any(isinstance(event, AT_THE_TABLES) for event in commit.events)
        seats = commit.seats | {table for event in commit.events for table in self._tables_of(event)}
        seats |= self._tables_of_voters(commit.seats)
        for flusher in self._flushers:
            flusher.mark(seats, wide or (tables and flusher.seats_tables_or_lead))

    def _tables_of(self, event: e.Event) -> set[str]:
        """Where people write, their table's tablet shows it, too."""
        if not isinstance(event, e.CardSubmitted | e.CardRevised | e.CardWithdrawn):
            return set()
        card = self._house.desk.read(lambda session, _: session.cards.get(event.card))
        return {card.table} if card is not None and card.person else set()

    def _tables_of_voters(self, seats: frozenset[str]) -> set[str]:
        """A secret ballot is no event; the tablet that goes round tells how many of its table have voted."""

        def tables(session: Session, _: People) -> set[str]:
            state = rolls.passed_round(session)
            roll = rolls.asked_of(session, state) if state else {}
            return {roll[seat] for seat in seats if seat in roll}

        return self._house.desk.read(tables)

    def presence_changed(self) -> None:
        """Somebody came or went: for the screens that show it."""
        for flusher in self._flushers:
            flusher.mark(frozenset(), wide=False)

    def watch_changed(self) -> None:
        """A device is in trouble or out of it, or an address was locked: for the lead."""
        for flusher in self._flushers:
            if Role.LEAD in flusher.screen.roles:
                flusher.mark(frozenset(), wide=False)

    def _sweep(self) -> NoReturn:
        """A device that only polled tells nobody when it goes; look again now and then."""
        while True:
            engine.sleep(SWEEP_S)
            self.presence_changed()

    def _watch(self) -> NoReturn:
        """Silence is told by nobody, and grows to be a trouble by itself."""
        while True:
            engine.sleep(WATCH_S)
            self._house.devices.look()

    def joined(self, screen: Screen, seat: Seat) -> None:
        """A device came in on this seat; from now on its own view is sent to it."""
        self._of(screen).join(seat)

    def left(self, screen: Screen, seat: Seat) -> None:
        """A device of this seat went."""
        self._of(screen).leave(seat)

    def greeting(self, screen: Screen, seat: Seat) -> Iterator[tuple[str, Any]]:
        """What a device that has just come in is sent first: everything, as it is now."""
        return self._of(screen).greeting(seat)

    def _of(self, screen: Screen) -> Flusher:
        return next(flusher for flusher in self._flushers if flusher.screen is screen)


class Flusher:
    """Sends the views of one screen."""

    def __init__(self, house: House, screen: Screen, emit: Emit) -> None:
        self.screen = screen
        self._house = house
        self._emit = emit
        self._wake = threading.Event()
        self._lock = threading.Lock()
        self._here: dict[str, Seat] = {}
        self._devices: dict[str, int] = {}
        self._touched: set[str] = set()
        self._sent: dict[str, bytes] = {}

    @property
    def seats_tables_or_lead(self) -> bool:
        """Do tables or the lead sit on this screen?"""
        return not self.screen.roles.isdisjoint({Role.TABLE, Role.LEAD})

    def mark(self, seats: frozenset[str], wide: bool) -> None:
        """Something may have changed: for these seats, or for all."""
        with self._lock:
            self._touched.update(self._here if wide else seats & self._here.keys())
        self._wake.set()

    def join(self, seat: Seat) -> None:
        """Begin to send this seat its own view; the first one is sent to the device itself."""
        with self._lock:
            self._here[seat.id] = seat
            self._devices[seat.id] = self._devices.get(seat.id, 0) + 1

    def leave(self, seat: Seat) -> None:
        """With the last device of this seat, stop sending its own view."""
        with self._lock:
            left = self._devices.pop(seat.id, 0) - 1
            if left > 0:
                self._devices[seat.id] = left
            else:
                self._here.pop(seat.id, None)
                self._sent.pop(f"seat/{seat.id}", None)

    def greeting(self, seat: Seat) -> Iterator[tuple[str, Any]]:
        """Both views, who is online where that is heard, and the release of the pages: `(event, data)`."""
        views = self._house.views(self.screen, [seat])
        parts = {"common": _marked(views), f"seat/{seat.id}": views.own[seat.id]}
        for key, data in parts.items():
            # A device that is greeted between a change and its flush sees the change before the others do. What they
            # were sent stands no longer for what everybody has, so the next flush sends it whatever it is by then. Not
            # forgotten but voided: the next greeting would take a gap for the beginning and call its own view sent.
            if self._sent.setdefault(key, _mark(data)) != _mark(data):
                self._sent[key] = VOID
                self.mark(frozenset({seat.id}), wide=False)
        yield "view", views.common_message()
        yield "view", views.own_message(seat.id)
        if self.screen.hears_presence:
            yield "presence", {"seats": self._house.presence.online()}
        yield "reload", {"build": self._house.build}

    def run(self) -> NoReturn:
        """Wait for a change, send, rest for the screen's interval, for ever."""
        while True:
            self._wake.wait()
            self._wake.clear()
            try:
                self.flush()
            except Exception:
                # A view that breaks on one state of the day must not silence the screen for the rest of it.
                log.exception("the views of %s broke", self.screen.name)
            engine.sleep(1 / self.screen.rate_hz)

    def flush(self) -> None:
        """Send what is new, if anybody is here to see it."""
        with self._lock:
            touched = [self._here[seat] for seat in self._touched if seat in self._here]
            self._touched.clear()
            if not self._here:
                self._sent.clear()
                return
        views = self._house.views(self.screen, touched)
        everyone = rooms.everyone(self.screen.name)
        if self._is_new("common", _marked(views)):
            self._emit("view", views.common_message(), everyone, self.screen.namespace)
        if self.screen.hears_presence:
            online = self._house.presence.online()
            if self._is_new("presence", repr(sorted(online.items())).encode()):
                self._emit("presence", {"seats": online}, everyone, self.screen.namespace)
        for seat in touched:
            if self._is_new(f"seat/{seat.id}", views.own[seat.id]):
                room = rooms.seat(self.screen.name, seat.id)
                self._emit("view", views.own_message(seat.id), room, self.screen.namespace)

    def _is_new(self, key: str, data: bytes) -> bool:
        mark = _mark(data)
        if self._sent.get(key) == mark:
            return False
        self._sent[key] = mark
        return True


def _marked(views: Views) -> bytes:
    """The common view and whether there are clocks; the milliseconds left change by themselves and are not news."""
    return views.common + str((views.left_ms is None, views.pitch_ms is None)).encode()


def _mark(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
