"""The sockets under the screens: one that never says whose it is, does not listen, or speaks nonsense is let go.

In the game nothing is lost by that: a device that is let go comes back by itself and is shown everything anew.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from live import engine

SPEAK_WITHIN_S = 10.0
LOOK_EVERY_S = 2.0
PACKETS = "0123456"
"""The kinds of packets of Engine.IO. Binary ones are not spoken here."""
UNREAD_MESSAGES = 256
"""Eight seconds of the fastest screen. Views are whole, so whoever has not read for so long needs only the last."""
log = logging.getLogger("veche.transports")


def guard(server: Any) -> None:
    """Put this between a Socket.IO server and its sockets, before the first one comes."""
    bound_queues(server)
    let_go_of_broken(server)


def let_go_of_broken(server: Any) -> None:
    """Close a socket that says what is no message. The library would write a traceback for each, and go on."""
    eio = server.eio
    connect, message = eio.handlers["connect"], eio.handlers["message"]

    def came(sid: str, environ: dict[str, Any]) -> Any:
        socket = eio.sockets[sid]
        handle = socket._websocket_handler
        socket._websocket_handler = lambda ws: handle(Checked(ws))
        return connect(sid, environ)

    def said(sid: str, data: Any) -> None:
        try:
            message(sid, data)
        except Exception as error:
            log.info("a socket said what is no message: %r", error)
            if (socket := eio.sockets.get(sid)) is not None:
                socket.close(wait=False)

    eio.on("connect", came)
    eio.on("message", said)


class Checked:
    """A websocket that takes an empty frame, or one that is no packet of the protocol, for the end."""

    def __init__(self, ws: Any) -> None:
        self._ws = ws

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ws, name)

    def wait(self) -> Any:
        data = self._ws.wait()
        return data if isinstance(data, str) and data[:1] in PACKETS and data else None


def bound_queues(server: Any, most: int = UNREAD_MESSAGES) -> None:
    """Let no device of this Socket.IO server hold more than `most` unread messages; beyond, it is let go."""
    make = server.eio.create_queue
    empty = server.eio.get_queue_empty_exception()

    def create(*args: Any, **kwargs: Any) -> Any:
        queue = make(*args, **kwargs)
        queue.put = _put_up_to(most, queue, queue.put, empty)
        return queue

    server.eio.create_queue = create


def _put_up_to(most: int, queue: Any, put: Callable[..., None], empty: type[Exception]) -> Callable[..., None]:
    full = False

    def put_or_end(item: Any, *args: Any, **kwargs: Any) -> None:
        nonlocal full
        if item is not None and (full or queue.qsize() >= most):
            if not full:
                full = True
                _drain(queue, empty)
                put(None)  # ends the writer, and with it the connection
            return
        put(item, *args, **kwargs)

    return put_or_end


def _drain(queue: Any, empty: type[Exception]) -> None:
    while True:
        try:
            queue.get(block=False)
        except empty:
            return
        queue.task_done()


def let_go_of_silent(server: Any, namespaces: Iterable[str]) -> NoReturn:
    """Close, for ever, every socket that for ten seconds has been on no screen: a handshake costs nothing to make."""
    silence, names = Silence(time.monotonic), tuple(namespaces)
    while True:
        engine.sleep(LOOK_EVERY_S)
        here = {sid: _is_on_a_screen(server.manager, sid, names) for sid in list(server.eio.sockets)}
        for sid in silence.over(here):
            socket = server.eio.sockets.get(sid)
            if socket is not None and not socket.closed:
                socket.close(wait=False)


class Silence:
    """How long each socket has been on no screen."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._since: dict[str, float] = {}

    def over(self, here: dict[str, bool]) -> list[str]:
        """The sockets whose time is over, given all that are open and whether each is on a screen."""
        now = self._clock()
        self._since = {sid: self._since.get(sid, now) for sid, on_screen in here.items() if not on_screen}
        return [sid for sid, since in self._since.items() if now - since >= SPEAK_WITHIN_S]


def _is_on_a_screen(manager: Any, sid: str, namespaces: tuple[str, ...]) -> bool:
    return any(manager.sid_from_eio_sid(sid, name) is not None for name in namespaces)
