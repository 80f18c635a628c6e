"""The Socket.IO side of a screen: who may come in, what may be said, and an answer to everything.

Identity is the seat of the token given at connect; no payload can name another.  An event that the screen does not
list for the seat's role is refused with a code, never dropped and never acknowledged in silence.
"""

from __future__ import annotations

import logging
from typing import Any

import socketio
from socketio.exceptions import ConnectionRefusedError as Refuse

from live import engine, rooms
from live.broadcast import Broadcast
from live.house import House
from live.screen import Screen
from sessions.desk import Commit
from sessions.events import SeatReissued
from sessions.refusals import Refusal
from sessions.seat import Seat

REPORT = "report"
"""How a device is, which any seat may say of itself on its own screen. It is no command."""
log = logging.getLogger("veche.endpoint")


class Endpoint(socketio.Namespace):  # type: ignore[misc]
    """One namespace, one screen."""

    def __init__(self, house: House, screen: Screen, broadcast: Broadcast) -> None:
        super().__init__(screen.namespace)
        self._house = house
        self._screen = screen
        self._broadcast = broadcast
        self._here: dict[str, tuple[Seat, str]] = {}
        self._from: dict[str, str] = {}
        house.desk.on_commit(self._expel_reissued)

    def trigger_event(self, event: str, *args: Any) -> Any:
        """Everything that a client can cause comes in here; the library's own dispatch by name is not used, for it
        acknowledges unknown events as if all were well."""
        sid, *rest = args
        # While a socket comes or goes it does not count as connected. A client may also name an event «connect»,
        # with somebody's token in it, or «disconnect»; that is a saying like any other.
        if event in ("connect", "disconnect") and not self.server.manager.is_connected(sid, self.namespace):
            return self._came(sid, rest[1], _address(rest[0])) if event == "connect" else self._disconnect(sid)
        return self._said(sid, event, rest[0] if rest else None)

    def _said(self, sid: str, event: str, payload: object) -> dict[str, Any]:
        seat, lang = self._here.get(sid, (None, "ru"))
        if seat is None:
            return self._house.refusal(Refusal.SEAT_UNKNOWN, lang)
        try:
            if event == REPORT:
                return self._house.report(seat, payload, sid, lang)
            return self._house.say(self._screen, seat, event, payload, lang)
        except Exception:
            log.exception("%s broke on %s", self._screen.name, event)
            return self._house.refusal(Refusal.INTERNAL, lang)

    def _came(self, sid: str, auth: object, address: str) -> None:
        given = auth if isinstance(auth, dict) else {}
        lang = "en" if given.get("lang") == "en" else "ru"
        try:
            self._connect(sid, given.get("token"), lang, address)
        except Refuse:
            raise
        except Exception:
            log.exception("nobody can come in on %s", self._screen.name)
            self._disconnect(sid)
            raise self._refused(Refusal.INTERNAL, lang) from None

    def _connect(self, sid: str, token: object, lang: str, address: str) -> None:
        seat = self._admitted(token, lang)
        self._house.arrive(seat)
        self._here[sid] = (seat, lang)
        self._from[sid] = address
        self._house.presence.came(seat.id, address)
        self._broadcast.joined(self._screen, seat)
        if self._house.holder(token) is None:
            # The link was re-issued while this device came in, and the expulsion has just missed it.
            self._disconnect(sid)
            raise self._refused(Refusal.SEAT_UNKNOWN, lang)
        self.server.enter_room(sid, rooms.everyone(self._screen.name), namespace=self.namespace)
        self.server.enter_room(sid, rooms.seat(self._screen.name, seat.id), namespace=self.namespace)
        # What is sent before the connection is confirmed would be thrown away, so the first view waits for that.
        engine.spawn(self._greet, sid, seat)

    def _admitted(self, token: object, lang: str) -> Seat:
        """Whoever holds this token, if that is a seat of this screen; raises the refusal of the connection."""
        holder = self._house.holder(token)
        if holder is None or holder.seat.via or holder.seat.role not in self._screen.roles:
            raise self._refused(Refusal.SEAT_UNKNOWN, lang)
        if not holder.proven:
            raise self._refused(Refusal.PIN_NEEDED, lang)
        return holder.seat

    def _greet(self, sid: str, seat: Seat) -> None:
        while not self.server.manager.is_connected(sid, self.namespace):
            if sid not in self._here:
                return
            engine.sleep(0.005)
        for event, data in self._broadcast.greeting(self._screen, seat):
            self.server.emit(event, data, to=sid, namespace=self.namespace)

    def _disconnect(self, sid: str) -> None:
        seat, _ = self._here.pop(sid, (None, ""))
        if seat is None:
            return
        self._house.presence.went(seat.id, self._from.pop(sid, ""))
        self._house.devices.left(seat, sid)
        self._broadcast.left(self._screen, seat)

    def _expel_reissued(self, commit: Commit) -> None:
        """Close every socket of a seat whose link has just ended."""
        ended = {event.seat for event in commit.events if isinstance(event, SeatReissued)}
        for sid in [sid for sid, (seat, _) in list(self._here.items()) if seat.id in ended]:
            engine.spawn(self.server.disconnect, sid, namespace=self.namespace)

    def _refused(self, code: Refusal, lang: str) -> Refuse:
        return Refuse(code.value, {"error": self._house.refusal(code, lang)["error"]})


def _address(environ: object) -> str:
    """Where a socket comes from."""
    return str(environ.get("REMOTE_ADDR") or "") if isinstance(environ, dict) else ""
