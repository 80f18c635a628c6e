"""The engine under the server: eventlet or threads, chosen once, named nowhere else.

Everything above speaks of `spawn`, `sleep`, `run_in_writer` and `serve`. On eventlet the whole process runs
on green threads and must be patched before anything else is imported (run.py does), so nothing but the
standard library is imported at the top here. A process that was never patched (bots, tests, the doctor)
counts as threading.
"""

from __future__ import annotations

import contextlib
import errno
import io
import logging
import os
import signal
import socket
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NoReturn, ParamSpec, TypeVar, cast

Name = Literal["eventlet", "threading"]
WSGIApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
P = ParamSpec("P")
R = TypeVar("R")

ENGINES: tuple[Name, ...] = ("eventlet", "threading")
VARIABLE = "VECHE_ENGINE"

BACKLOG = 4096  # a hall that comes back after a restart knocks all at once
MAX_CONNECTIONS = 20_000  # eventlet's own limit is 1024, and every websocket holds a place
OPEN_FILES = 65_536
SOCKET_TIMEOUT_S = 15  # of silence, and for a request as a whole from its first byte
GOODBYE_S = 3
PING_INTERVAL_S = 10
PING_TIMEOUT_S = 15
MAX_MESSAGE_BYTES = 96 * 1024  # above it the connection is dropped; below it the commands' own limits answer in words
MAX_BODY_BYTES = 320 * 1024  # the scenario of two days, written out; every command has a limit of its own
MAX_REQUEST_BYTES = MAX_BODY_BYTES + 192 * 1024  # with its headers; whatever follows is not read

# Of one connection: parts of messages, or requests. No honest device comes near, and a thousand at once stay far below.
TURNS_BURST, TURNS_PER_S = 200, 50
LINGER_S, LINGER_BYTES = 1.0, 1024 * 1024  # for whoever still sends a body that was refused, or the refusal is lost

# Accepting fails for a while when files run out or a peer hangs up early; the server must outlive that.
PASSING = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM, errno.ECONNABORTED, errno.EPROTO}
log = logging.getLogger("veche.engine")
_active: Name = "threading"


def choose(asked: str | None = None) -> Name:
    """What was asked for; otherwise the default of this system."""
    name = (asked or "auto").strip().lower()
    if name == "auto":
        # On Windows eventlet can only use select(), which ends at 512 sockets.
        return "threading" if sys.platform == "win32" else "eventlet"
    for engine in ENGINES:
        if name == engine:
            return engine
    raise ValueError(f"Unknown engine {asked!r}. Use auto, {' or '.join(ENGINES)}.")


def from_arguments(argv: Sequence[str]) -> tuple[Name, list[str]]:
    """Take `--engine NAME` out of the arguments, wherever it stands; child processes inherit the choice."""
    rest: list[str] = []
    asked = os.environ.get(VARIABLE)
    words = iter(argv)
    for word in words:
        if word == "--engine":
            asked = next(words, "")
        elif word.startswith("--engine="):
            asked = word.partition("=")[2]
        else:
            rest.append(word)
    try:
        name = choose(asked)
    except ValueError as error:
        sys.exit(str(error))
    os.environ[VARIABLE] = name
    return name, rest


def patch(name: Name) -> None:
    """Make this process run on the engine. Only the server process calls it, before it imports anything."""
    global _active
    if name == "eventlet":
        # The database writes and long exports are the only work on real threads.
        os.environ.setdefault("EVENTLET_THREADPOOL_SIZE", "4")
        # Said once, in docs/decisions/0001; the organiser at the console can do nothing about it.
        warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
        import eventlet

        eventlet.monkey_patch()
    _active = name


def active() -> Name:
    """The engine of this process, also the `async_mode` of Socket.IO: its own guess must not decide."""
    return _active


def socketio_options() -> dict[str, Any]:
    """The settings of the Socket.IO server that belong to the transport."""
    return {
        "async_mode": active(),
        "transports": ["websocket"],
        "allow_upgrades": False,
        "http_compression": False,
        "ping_interval": PING_INTERVAL_S,
        "ping_timeout": PING_TIMEOUT_S,
        "max_http_buffer_size": MAX_MESSAGE_BYTES,
    }


def spawn(fn: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
    """Start something that runs beside the requests. It ends with the process; what it raises is logged."""

    def run() -> None:
        try:
            fn(*args, **kwargs)
        except Exception:
            log.exception("A background task broke off")

    if _active == "eventlet":
        import eventlet

        eventlet.spawn(run)
    else:
        import threading

        threading.Thread(target=run, daemon=True).start()


def sleep(seconds: float) -> None:
    """Let others run; 0 is a plain turn."""
    if _active == "eventlet":
        import eventlet

        eventlet.sleep(seconds)
    else:
        time.sleep(seconds)


def run_in_writer(fn: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Wait for something that blocks (a COMMIT, an export) without stopping the others.

    `fn` may run on another thread. It must not take a lock that requests take, nor log: those are green.
    """
    if _active == "eventlet":
        from eventlet import tpool

        return cast(R, tpool.execute(fn, *args, **kwargs))
    return fn(*args, **kwargs)


def bind(host: str, port: int, tries: int = 20) -> tuple[socket.socket, int]:
    """A listening socket on the port, or on the next free one. Port 0 takes any."""
    for candidate in range(port, min(port + max(tries, 1), 65_536)):
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if sys.platform == "win32":
                # There SO_REUSEADDR would share a port that another program already answers on.
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind((host, candidate))
            # Listening at once is what makes the port ours: two bound, silent sockets may share one.
            sock.listen(BACKLOG)
        except OSError as error:
            sock.close()
            if error.errno in (errno.EADDRINUSE, errno.EACCES) and candidate + 1 < port + tries:
                continue
            raise
        return sock, int(sock.getsockname()[1])
    raise OSError(errno.EADDRINUSE, f"No free port from {port} on")


def raise_open_files() -> int | None:
    """Ask for as many open files as the system allows, for each device is one. Returns the limit in force."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    ceiling = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    for wanted in (ceiling, 10_240):  # macOS may refuse the first though its hard limit says infinity
        if soft == resource.RLIM_INFINITY or wanted <= soft:
            break
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            break
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def serve(app: WSGIApp, sock: socket.socket) -> None:
    """Answer on the listening socket until Ctrl-C or a termination, then return."""
    raise_open_files()
    listener = _Listener(sock)
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(ValueError):  # not in the main thread: ending the process is then the caller's
            signal.signal(number, listener.close_the_door)
    with contextlib.suppress(KeyboardInterrupt):
        if _active == "eventlet":
            _serve_eventlet(app, listener)
        else:
            _serve_threading(app, listener)


class _Listener:
    """A listening socket whose accept() waits trouble out, and alone hears that it is time to go.

    A signal may arrive while any green thread runs. Raised there, it would end that one, or be swallowed.
    """

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._leaving = False
        sock.settimeout(0.25)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def close_the_door(self, *_: object) -> None:
        if self._leaving:
            raise KeyboardInterrupt  # asked twice: at once, wherever we are
        self._leaving = True

    def accept(self) -> tuple[Any, Any]:
        while True:
            if self._leaving:
                raise KeyboardInterrupt
            try:
                client, address = self._sock.accept()
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sleep(0)  # those inside are answered before the next one is let in
                return client, address
            except TimeoutError:
                continue
            except OSError as error:
                if error.errno not in PASSING:
                    raise
                sleep(0.05)


class _Turns:
    """One connection's turns. Whoever takes more than its share waits, and meanwhile nothing of it is read.

    A read that finds data lets nobody else run, so one stranger who sends without pause would stop the whole hall.
    """

    def __init__(self) -> None:
        self._left, self._at = float(TURNS_BURST), time.monotonic()

    def take(self) -> None:
        """Let the others run; for as long as this connection is in debt."""
        now = time.monotonic()
        self._left = min(TURNS_BURST, self._left + (now - self._at) * TURNS_PER_S) - 1
        self._at = now
        sleep(max(0.0, -self._left / TURNS_PER_S))


class _Incoming(io.RawIOBase):
    """The bytes of one connection, request by request: each has a size and an end in time, however it dribbles in."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket) -> None:
        self._raw, self._sock = raw, sock
        self.next_request()

    def next_request(self) -> None:
        """What comes from now on belongs to another request. Its time runs from its first byte."""
        self._left, self._ends = MAX_REQUEST_BYTES, 0.0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self._left <= 0:
            return 0
        wait = self._ends - time.monotonic() if self._ends else SOCKET_TIMEOUT_S
        if wait <= 0:
            raise TimeoutError("timed out")
        self._sock.settimeout(wait)
        try:
            size = self._raw.readinto(buffer) or 0
        finally:
            self._sock.settimeout(SOCKET_TIMEOUT_S)
        self._ends = self._ends or time.monotonic() + SOCKET_TIMEOUT_S
        self._left -= size
        return size

    def close(self) -> None:
        self._raw.close()
        super().close()


def _mannered(base: Any) -> Any:
    """A request handler of either engine that takes turns, has an end, and reads no body that will be refused."""

    class Mannered(base):  # type: ignore[misc]
        rfile: Any

        def setup(self) -> None:
            super().setup()
            self._turns, self._refused = _Turns(), False
            self._incoming = _Incoming(self.rfile.detach(), self.connection)
            self.rfile = io.BufferedReader(self._incoming)

        def handle_one_request(self) -> None:
            self._turns.take()
            self._incoming.next_request()
            super().handle_one_request()

        def parse_request(self) -> bool:
            if not super().parse_request():
                return False
            if is_body_refused(self.headers.get("Transfer-Encoding"), self.headers.get("Content-Length")):
                self._refused = self.close_connection = True
            return True

        def finish(self) -> None:
            if self._refused:
                with contextlib.suppress(OSError, ValueError):
                    self.wfile.flush()
                    _linger(self.connection)
            super().finish()

    return Mannered


def is_body_refused(encoding: str | None, length: str | None) -> bool:
    """Is this the body of a request that is too long, or does not say how long it is?"""
    try:
        return encoding is not None or int(length or 0) > MAX_BODY_BYTES
    except ValueError:
        return True


def _linger(sock: socket.socket) -> None:
    """Closing on what was not read would throw the answer away on its way."""
    sock.shutdown(socket.SHUT_WR)
    ends, left = time.monotonic() + LINGER_S, LINGER_BYTES
    while left > 0 and (wait := ends - time.monotonic()) > 0:
        sock.settimeout(wait)
        data = sock.recv(65_536)
        if not data:
            return
        left -= len(data)
        sleep(0)


def _serve_eventlet(app: WSGIApp, listener: _Listener) -> None:
    import eventlet.wsgi

    class Hall(eventlet.GreenPool):  # type: ignore[misc]
        def waitall(self) -> None:
            # The rest of a request may finish; a websocket half-way in must not hold the door for its whole timeout.
            with eventlet.Timeout(GOODBYE_S, False):
                super().waitall()

    _guard_eventlet()
    eventlet.wsgi.server(
        listener,
        app,
        custom_pool=Hall(MAX_CONNECTIONS),
        protocol=_mannered(eventlet.wsgi.HttpProtocol),
        log=logging.getLogger("veche.http"),
        log_output=False,
        debug=False,
        socket_timeout=SOCKET_TIMEOUT_S,
        keepalive=SOCKET_TIMEOUT_S,
    )


def _guard_eventlet() -> None:
    """Close what eventlet's websocket leaves open: turns, the size of a message in parts, unmasking, old dialects."""
    from eventlet import websocket

    frames, door = websocket.RFC6455WebSocket, websocket.WebSocketWSGI
    message, begin, receive = frames.Message, frames.__init__, frames._recv_frame

    class Bounded(message):  # type: ignore[valid-type, misc]
        """Eventlet bounds one frame; a message of many unfinished frames would grow without end."""

        def push(self, data: bytes, final: bool = False) -> None:
            self.finished = final
            if not self.data:
                self.data.append(bytearray())
            self.data[0] += data
            if len(self.data[0]) > self.max_frame_length:
                raise websocket.FailedConnectionError(1009, "The message is too long.")

    def unmask(data: bytes, mask: Sequence[int], length: int | None = None, offset: int = 0) -> bytes:
        # One big exclusive-or: byte by byte, 64 KiB would stop everybody for 30 ms.
        size = len(data)
        turn = offset % 4
        key = bytes(mask[turn:]) + bytes(mask[:turn])
        pattern = (key * (size // 4 + 1))[:size]
        return (int.from_bytes(data, "big") ^ int.from_bytes(pattern, "big")).to_bytes(size, "big")

    def begin_with_turns(self: Any, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        self.turns = _Turns()

    def receive_in_turn(self: Any, message: Any = None) -> Any:
        # Here and not where messages are taken: control frames and unfinished parts never get so far.
        self.turns.take()
        return receive(self, message)

    def decline(*_: object) -> NoReturn:
        # The dialects from before 2011 know no limits at all, and no browser speaks them.
        raise websocket.BadRequest

    if message.__name__ != "Bounded":
        frames.Message, frames.__init__, frames._recv_frame = Bounded, begin_with_turns, receive_in_turn
        frames._apply_mask = staticmethod(unmask)
        door._handle_legacy_request = decline
        # Compression costs 110 KB per device, and nothing here is large.
        door._negotiate_permessage_deflate = lambda *_: None


def _serve_threading(app: WSGIApp, listener: _Listener) -> None:
    from werkzeug.serving import WSGIRequestHandler, make_server

    _guard_threading()

    class Quiet(_mannered(WSGIRequestHandler)):  # type: ignore[misc]
        timeout = SOCKET_TIMEOUT_S

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            pass

    host, port = listener.getsockname()[:2]
    server = make_server(host, port, app, threaded=True, request_handler=Quiet, fd=listener.fileno())
    try:
        while True:
            client, address = listener.accept()
            try:
                server.process_request(client, address)
            except RuntimeError:  # no more threads: this one is turned away, the hall goes on
                server.shutdown_request(client)
    finally:
        server.server_close()
        listener.close()


def _guard_threading() -> None:
    """The same for the thread engine, whose websocket has no bound and no timeout of its own."""
    import simple_websocket
    from engineio.async_drivers import threading as driver
    from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI

    class Whole:
        """Under a timeout `send` may stop half-way, and the websocket would never notice."""

        def __init__(self, sock: socket.socket) -> None:
            self._sock = sock
            self.send = sock.sendall

        def __getattr__(self, name: str) -> Any:
            return getattr(self._sock, name)

    class InTurn:
        """The events of one connection, no faster than its turns come."""

        def __init__(self, ws: Any) -> None:
            self._ws, self._turns = ws, _Turns()

        def __getattr__(self, name: str) -> Any:
            return getattr(self._ws, name)

        def events(self) -> Iterator[Any]:
            for event in self._ws.events():
                self._turns.take()
                yield event

    class WebSocket(simple_websocket.Server):  # type: ignore[misc]
        ws: Any

        def handshake(self) -> None:
            super().handshake()
            self.ws = InTurn(self.ws)

    class Bounded(SimpleWebSocketWSGI):  # type: ignore[misc]
        def __init__(self, handler: Callable[..., Any], server: Any) -> None:
            super().__init__(handler, server, max_message_size=int(server.max_http_buffer_size))

        def __call__(self, environ: Mapping[str, Any], start_response: Callable[..., Any]) -> Any:
            sock = environ["werkzeug.socket"]
            sock.settimeout(PING_INTERVAL_S + PING_TIMEOUT_S)
            plain = {key: value for key, value in environ.items() if key != "HTTP_SEC_WEBSOCKET_EXTENSIONS"}
            self.ws = WebSocket({**plain, "werkzeug.socket": Whole(sock)}, **self.server_args)
            self.app(self)
            raise ConnectionError  # tells werkzeug that there is nothing left to answer on

        def close(self) -> None:
            # The word of goodbye may find nobody: then there is nothing to close, and nothing to tell the operator.
            with contextlib.suppress(OSError):
                super().close()

    driver._async["websocket"] = Bounded
