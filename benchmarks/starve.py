"""One stranger sends without pause: how long a table then waits for its answer, for each way to send.

The stranger has no token and one connection.  The table asks over HTTP, each time by a new connection, which is what a
tablet does that cannot open a websocket: accepting, reading, the rules and a durable commit are all in the time.  Or it
is `inside` already and asks by its websocket.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tests.hall import Hall
from tests.wire import WebSocket, frame

ASK_EVERY_S = 0.1


class Way(NamedTuple):
    """A way to send without pause: how it begins, and what is then sent again and again (nothing: hang up)."""

    begin: Callable[[int], socket.socket]
    again: bytes


def measure(engine: str, seconds: float, ways: list[str], inside: bool = False) -> dict[str, Any]:
    """A table's waits in milliseconds, in quiet and while each of the ways goes on for `seconds`."""
    found: dict[str, Any] = {}
    with Hall(engine=engine) as hall:
        found["quiet"] = _asked(hall, seconds, inside)
        for name in ways:
            with _flood(hall.port, WAYS[name]):
                found[name] = _asked(hall, seconds, inside)
    return found


def _asked(hall: Hall, seconds: float, inside: bool) -> dict[str, Any]:
    tablet = hall.device("t1") if inside else None
    until = time.monotonic() + seconds
    times, unanswered, on = list[float](), 0, False
    while not times or time.monotonic() < until:
        on, began = not on, time.perf_counter()
        try:
            ack = tablet.say("call_help", on=on) if tablet else hall.say("t1", "call_help", on=on)
            unanswered += not ack["ok"]
        except OSError:
            unanswered += 1
        times.append((time.perf_counter() - began) * 1000)
        time.sleep(ASK_EVERY_S)
    if tablet:
        tablet.close()
    times.sort()
    return {
        "asked": len(times),
        "unanswered": unanswered,
        "p50_ms": round(times[len(times) // 2], 1),
        "p95_ms": round(times[len(times) * 95 // 100], 1),
        "max_ms": round(times[-1], 1),
    }


@contextlib.contextmanager
def _flood(port: int, way: Way) -> Iterator[None]:
    over = threading.Event()
    stranger = threading.Thread(target=_send, args=(port, way, over))
    stranger.start()
    try:
        time.sleep(0.2)
        yield
    finally:
        over.set()
        stranger.join(30)


def _send(port: int, way: Way, over: threading.Event) -> None:
    """Whoever is sent away comes again at once."""
    while not over.is_set():
        with contextlib.suppress(OSError), way.begin(port) as sock:
            if not way.again:
                continue
            sock.settimeout(5)
            drain = threading.Thread(target=_drain, args=(sock,))
            drain.start()
            try:
                while not over.is_set() and drain.is_alive():
                    sock.sendall(way.again)
            finally:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
                drain.join()


def _drain(sock: socket.socket) -> None:
    """Answers are read and thrown away, or the server would wait for its reader."""
    with contextlib.suppress(OSError):
        while sock.recv(1 << 20):
            pass


def _websocket(*first: bytes) -> Callable[[int], socket.socket]:
    def begin(port: int) -> socket.socket:
        sock = WebSocket(port).sock
        sock.sendall(b"".join(first))
        return sock

    return begin


def _plain(first: str = "") -> Callable[[int], socket.socket]:
    def begin(port: int) -> socket.socket:
        sock = socket.create_connection(("127.0.0.1", port))
        sock.sendall(first.encode())
        return sock

    return begin


def _head(line: str, *more: str) -> str:
    return "\r\n".join([f"{line} HTTP/1.1", "Host: 127.0.0.1", *more, "", ""])


POST = "POST /api/guest", "Content-Type: application/json"
WAYS = {
    "packets": Way(_websocket(), frame(b"3") * 5000),
    "namespaces": Way(_websocket(), frame(b"40/nowhere,{}") * 2000),
    "events": Way(_websocket(), frame(b'42/table,["x"]') * 2000),
    "control frames": Way(_websocket(), frame(b"", 9) * 5000),
    "empty parts": Way(_websocket(frame(b"3", final=False)), frame(b"", 0, final=False) * 5000),
    "requests": Way(_plain(), _head("GET /healthz").encode() * 500),
    "pictures": Way(_plain(), _head("GET /qr/join.svg").encode() * 500),
    "endless body": Way(_plain(_head(*POST, "Content-Length: 999999999999")), b"a" * 65_536),
    "endless chunks": Way(_plain(_head(*POST, "Transfer-Encoding: chunked")), b"1000\r\n" + b"a" * 4096 + b"\r\n"),
    "connections": Way(_plain(), b""),
}
