"""The live house: desk, seats, presence and credits together, as endpoints and pages see them.

Every command, by socket or by HTTP, comes through `say`; every view goes out through `look`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from live.credits import Credits
from live.devices import Devices
from live.door import Door
from live.health import parse_report
from live.parse import parse
from live.pin import PinEntry
from live.presence import Presence
from live.screen import Hall, Reading, Screen, View
from live.seats import GUARDED, Holder, Seats, path
from live.words import translator
from sessions import pitches
from sessions.box import Boxed
from sessions.commands import AnswerPoll, Arrive, CastBallot
from sessions.desk import Ack, Commit, Desk
from sessions.events import SeatReissued
from sessions.people import People
from sessions.refusals import RETRIED, SENTENCES, Refusal, Refused
from sessions.seat import Role, Seat
from sessions.session import Session

SAYINGS_BURST, SAYINGS_PER_S = 40, 10
REPORTS_BURST, REPORTS_PER_S = 20, 2
IN_BOOTH = (CastBallot, AnswerPoll)
"""All that a person may say from the tablet of a table."""
GUESTS_BURST, GUESTS_PER_S = 300, 0.5
"""New guest seats from one address. A whole hall may stand behind one address, so the burst is generous."""


class Views(NamedTuple):
    """Views as JSON, the milliseconds left on the clock and on that of a pitch (None: no clock), the desk's wall clock
    in ms, and the version shown."""

    common: bytes
    own: dict[str, bytes]
    left_ms: int | None
    version: list[int]
    now: int = 0
    pitch_ms: int | None = None

    def common_message(self) -> View:
        """The common view as a `view` message."""
        return self._message("common", self.common)

    def own_message(self, seat: str) -> View:
        """A seat's own view as a `view` message."""
        return self._message("own", self.own[seat])

    def _message(self, part: str, data: bytes) -> View:
        # The data is JSON already and goes in as it is.
        clocks = {"left_ms": self.left_ms, "pitch_ms": self.pitch_ms, "now": self.now}
        return {"version": self.version, "part": part, **clocks, "data": msgspec.Raw(data)}


class House:
    """One session, live."""

    def __init__(self, desk: Desk, seats: Seats, screens: tuple[Screen, ...], hall: Hall, build: str = "") -> None:
        self.desk = desk
        self.seats = seats
        self.screens = screens
        self.hall = hall
        self.build = build
        self.presence = Presence(lambda: desk.now()[0], lambda: desk.now()[1])
        # Whoever guesses at the door does not lock the console.
        self.pin_entries = {role: PinEntry(self._proven) for role in GUARDED}
        self.guests = Credits(GUESTS_BURST, GUESTS_PER_S)
        self.devices = Devices(lambda: desk.now()[1], build)
        self.door = Door(desk, seats, self.presence)
        self._sayings = Credits(SAYINGS_BURST, SAYINGS_PER_S)
        self._reports = Credits(REPORTS_BURST, REPORTS_PER_S)
        desk.on_commit(self._forget_reissued)

    def _proven(self, seat: Seat, pin: str) -> str | None:
        return self.desk.read(lambda session, _: self.seats.proven(session, seat, pin))

    def holder(self, token: object) -> Holder | None:
        """Whom a token stands for."""
        if not isinstance(token, str) or len(token) > 200:
            return None
        return self.desk.read(lambda session, _: self.seats.holder(session, token))

    def token(self, seat: Seat) -> str:
        """The token of a seat's link as it is now."""
        generation = self.desk.read(
            lambda session, _: session.seats[seat.id].generation if seat.id in session.seats else 1
        )
        return self.seats.token(seat.id, generation)

    def link(self, seat: Seat) -> str:
        """The whole link of a seat; the token stands in the fragment, so that it comes into no log."""
        return f"{self.hall.url.rstrip('/')}{path(seat)}#{self.token(seat)}"

    def shows_link(self, seat: Seat) -> bool:
        """May the lead see this seat's link? A badge's is its holder's alone: with it goes a vote.

        Only a new one, made for somebody who lost theirs, is shown until it is used; making it ends the old one and
        stands in the journal.
        """
        state = self.desk.read(lambda session, _: session.seats.get(seat.id))
        if state is None or seat.role is not Role.PERSON:
            return state is not None
        return state.generation > 1 and state.arrived is None

    def screen_of(self, role: Role) -> Screen | None:
        """The screen on which this role sits."""
        return next((screen for screen in self.screens if role in screen.roles), None)

    def arrive(self, seat: Seat) -> None:
        """A device came in on this seat; the first time is an event."""
        arrived = self.desk.read(
            lambda session, _: seat.id in session.seats and session.seats[seat.id].arrived is not None
        )
        if not arrived:
            self.desk.ask(seat, None, Arrive())

    def _forget_reissued(self, commit: Commit) -> None:
        for event in commit.events:
            if isinstance(event, SeatReissued):
                self.devices.forget(event.seat)

    def report(self, seat: Seat, payload: object, way: str, lang: str) -> dict[str, Any]:
        """A device of this seat says how it is: no command, and nothing of it is kept. `way`: its socket, or ""."""
        if not self._reports.spend(seat.id):
            return self.refusal(Refusal.RATE_SPENT, lang)
        try:
            self.devices.told(seat, parse_report(payload), way)
        except Refused as no:
            return self.refusal(no.code, lang)
        return {"ok": True}

    def say(self, screen: Screen, seat: Seat, name: str, payload: object, lang: str) -> dict[str, Any]:
        """A seat says something on a screen; the answer is the acknowledgement as it goes over the wire."""
        if not seat.via:
            self.presence.heard(seat.id)
        command = screen.command(seat.role, name)
        if command is None or (seat.via and command not in IN_BOOTH):
            return self.refusal(Refusal.EVENT_UNKNOWN, lang)
        try:
            action_id, asked = parse(command, payload)
        except Refused as no:
            return self.refusal(no.code, lang)
        # Repeats are free: a device that sends again after a lost answer must not be punished for it.
        if not self.desk.knows(seat, action_id) and not self._sayings.spend(seat.id):
            return self.refusal(Refusal.RATE_SPENT, lang)
        return self.wire(self.desk.ask(seat, action_id, asked), lang)

    def wire(self, ack: Ack, lang: str) -> dict[str, Any]:
        """An acknowledgement as it travels."""
        if ack.code is not None:
            return self.refusal(ack.code, lang, ack.facts)
        return {"ok": True, "version": list(ack.version), "safe": ack.safe, "answer": ack.answer}

    def refusal(self, code: Refusal, lang: str, facts: dict[str, str | int] | None = None) -> dict[str, Any]:
        """A refusal as it travels: the code, a sentence in the device's language, and whether to try again."""
        error = {
            "code": code.value,
            "text": translator(lang).t(SENTENCES[code], **(facts or {})),
            "retry": code in RETRIED,
            "facts": facts or {},
        }
        return {
            "ok": False,
            "version": list(self.desk.version()),
            "safe": self.desk.safe(),
            "error": error,
        }

    def views(self, screen: Screen, seats: Iterable[Seat]) -> Views:
        """The screen's common view and the own views of these seats, as committed now."""

        def build(session: Session, people: People) -> Views:
            reading = self.reading(session, people)
            return Views(
                common=msgspec.json.encode(screen.common(reading)),
                own={seat.id: msgspec.json.encode(screen.own(reading, session.seat_now(seat))) for seat in seats},
                left_ms=self.left_ms(session),
                now=self.desk.now()[0],
                version=list(self.desk.version()),
                pitch_ms=self.pitch_ms(session),
            )

        return self.desk.read(build)

    def left_ms(self, session: Session) -> int | None:
        """What is left on the clock now; None: this round has none."""
        clock = session.clock
        if session.current is None or clock.round != session.current:
            return None
        return clock.left(self.desk.now()[1])

    def pitch_ms(self, session: Session) -> int | None:
        """What is left now to whoever has the floor; None: nobody has it."""
        floor = pitches.clock_of(session)
        return floor[1].left(self.desk.now()[1]) if floor else None

    def reading(self, session: Session, people: People) -> Reading:
        """What views may look at, now."""

        def boxed(round_id: str, person: str) -> Boxed | None:
            box = session.boxes.get(round_id)
            return box.get(self.desk.handle(round_id, person)) if box else None

        return Reading(
            session=session,
            people=people,
            online=self.presence.online(),
            seen=self.presence.seen(),
            hall=self.hall,
            boxed=boxed,
            safe=self.desk.safe(),
            left_ms=self.desk.left_ms,
            troubles=self.devices.troubles(),
            alarms=self.door.guessing.alarms(),
        )
