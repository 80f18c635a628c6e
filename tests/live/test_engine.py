"""Both engines behind the one door: the same promises, tried on real sockets against a real server process."""

import base64
import contextlib
import errno
import http.client
import json
import os
import selectors
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import socketio

from live import engine
from tests.wire import frame

SERVER = Path(__file__).with_name("engine_server.py")
LIMIT = engine.MAX_MESSAGE_BYTES


class Server:
    """The server of engine_server.py in a process of its own."""

    def __init__(self, name: str, *arguments: str) -> None:
        command = [sys.executable, "-W", "error", str(SERVER), name, *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        said = self.process.stdout.readline().strip()
        assert said.isdigit(), self.process.communicate()
        self.name, self.port = name, int(said)

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return json.load(answer)

    def stop(self, how: int = signal.SIGTERM) -> tuple[int, str, str]:
        self.process.send_signal(how)
        try:
            out, err = self.process.communicate(timeout=15)
        finally:
            self.process.kill()
        return self.process.returncode, out, err


@pytest.fixture(scope="module", params=engine.ENGINES)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    running = Server(request.param, "1")
    yield running
    status, out, err = running.stop()
    # One line is engine.io's own word on the test that asks for polling.
    assert (status, out) == (0, "closed\n") and "Traceback" not in err, err


@pytest.fixture(scope="module")
def client(server: Server) -> Iterator[socketio.SimpleClient]:
    connected = socketio.SimpleClient()
    connected.connect(f"http://127.0.0.1:{server.port}", transports=["websocket"])
    yield connected
    connected.disconnect()


class Raw:
    """A websocket by hand: what a hostile or clumsy client can send, no library would."""

    def __init__(self, port: int, extra: str = "") -> None:
        self.sock = socket.create_connection(("127.0.0.1", port), timeout=10)
        key = base64.b64encode(os.urandom(16)).decode()
        self.sock.sendall(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            f"Sec-WebSocket-Version: 13\r\n{extra}\r\n".encode()
        )
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self.more()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        self.head = head.decode()

    def more(self) -> bytes:
        data = self.sock.recv(65_536)
        if not data:
            raise ConnectionError("closed by the server")
        return data

    def frame(self, text: str, opcode: int = 1, final: bool = True) -> bytes:
        data, mask = text.encode(), os.urandom(4)
        size = struct.pack("!BH", 0x80 | 126, len(data)) if len(data) > 125 else bytes([0x80 | len(data)])
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))
        return bytes([opcode | (0x80 if final else 0)]) + size + mask + masked

    def receive(self) -> str:
        """The next text frame. A server never masks."""
        while True:
            if len(self.buffer) >= 2:
                size, start = self.buffer[1] & 127, 2
                if size == 126 and len(self.buffer) >= 4:
                    size, start = struct.unpack("!H", self.buffer[2:4])[0], 4
                if (size < 126 or start == 4) and len(self.buffer) >= start + size:
                    opcode, data = self.buffer[0] & 15, self.buffer[start : start + size]
                    self.buffer = self.buffer[start + size :]
                    if opcode == 8:
                        raise ConnectionError("closed by the server")
                    return data.decode()
            self.buffer += self.more()

    def join(self) -> None:
        assert self.receive().startswith("0{")
        self.sock.sendall(self.frame("40"))
        assert self.receive().startswith("40{")

    def close(self) -> None:
        self.sock.close()


@contextlib.contextmanager
def raw(server: Server, extra: str = "") -> Iterator[Raw]:
    client = Raw(server.port, extra)
    try:
        yield client
    finally:
        client.close()


def test_the_default_engine_follows_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert engine.choose() == engine.choose("auto") == "eventlet"
    monkeypatch.setattr(sys, "platform", "win32")
    assert engine.choose() == "threading"
    assert engine.choose("Eventlet") == "eventlet"
    with pytest.raises(ValueError, match="Unknown engine 'gevent'"):
        engine.choose("gevent")


@pytest.mark.parametrize(
    ("argv", "variable", "name", "rest"),
    [
        ([], "threading", "threading", []),
        (["--engine", "threading"], "eventlet", "threading", []),
        (["serve", "--engine=eventlet", "--port", "1"], "", "eventlet", ["serve", "--port", "1"]),
    ],
)
def test_the_choice_is_taken_out_of_the_arguments_and_handed_to_children(
    argv: list[str], variable: str, name: str, rest: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(engine.VARIABLE, variable)
    assert engine.from_arguments(argv) == (name, rest)
    assert os.environ[engine.VARIABLE] == name


def test_an_unknown_engine_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(engine.VARIABLE, "")
    with pytest.raises(SystemExit, match=r"Unknown engine 'steam'\. Use auto, eventlet or threading\."):
        engine.from_arguments(["--engine", "steam"])


def test_a_process_that_was_never_patched_counts_as_threading() -> None:
    assert engine.active() == "threading"
    assert engine.socketio_options()["async_mode"] == "threading"


def test_the_door_itself_imports_no_engine() -> None:
    code = "import sys, live.engine; print([m for m in sys.modules if m in ('eventlet', 'flask', 'threading')])"
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=SERVER.parents[2])
    assert asked.stdout.strip() in ("[]", "['threading']"), asked.stderr
    assert "eventlet" not in asked.stdout


def test_a_busy_port_gives_the_next_one() -> None:
    first, port = engine.bind("127.0.0.1", 0)
    with first:
        second, next_port = engine.bind("127.0.0.1", port)
        with second:
            assert port < next_port <= port + 19
        with pytest.raises(OSError) as refused:
            engine.bind("127.0.0.1", port, tries=1)
        assert refused.value.errno == errno.EADDRINUSE


def test_a_port_is_free_again_at_once_after_its_server_died() -> None:
    server = Server("threading")
    client = Raw(server.port)
    server.process.kill()
    server.process.communicate()
    client.close()
    sock, port = engine.bind("127.0.0.1", server.port, tries=1)
    sock.close()
    assert port == server.port


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its own length of the queue")
def test_a_whole_hall_may_knock_before_anyone_opens() -> None:
    """With eventlet's backlog of 50 the rest would try again only after a second, then after two, then four."""
    sock, port = engine.bind("127.0.0.1", 0)
    knocking = []
    try:
        for _ in range(120):
            client = socket.socket()
            knocking.append(client)
            client.settimeout(0.5)
            client.connect(("127.0.0.1", port))
    finally:
        for each in [sock, *knocking]:
            each.close()


def test_accepting_waits_out_what_passes() -> None:
    faults = [errno.EMFILE, errno.ECONNABORTED]

    class Tired(socket.socket):
        def accept(self) -> tuple[socket.socket, str]:
            if faults:
                raise OSError(faults.pop(), "passing")
            return socket.socket(), "someone"

    with Tired() as tired:
        client, address = engine._Listener(tired).accept()
        client.close()
    assert address == "someone"
    assert faults == []


def test_who_is_asked_twice_to_go_goes_at_once() -> None:
    with socket.socket() as sock:
        listener = engine._Listener(sock)
        listener.close_the_door(signal.SIGINT, None)
        with pytest.raises(KeyboardInterrupt):
            listener.close_the_door(signal.SIGINT, None)
        with pytest.raises(KeyboardInterrupt):
            listener.accept()


def test_the_server_runs_on_the_engine_that_was_chosen(server: Server) -> None:
    assert server.get("/healthz") == {"app": "veche", "engine": server.name}


def test_the_writer_stops_nobody_else(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as slow:
        slow.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        time.sleep(0.1)
        began = time.monotonic()
        server.get("/healthz")
        assert time.monotonic() - began < 0.5
        slow.settimeout(10)
        answer = b""
        while piece := slow.recv(4096):
            answer += piece
    # On eventlet the work must be on a real thread of its own; threads may stay where they are.
    assert json.loads(answer.split(b"\r\n\r\n", 1)[1]) == {"same": server.name == "threading"}


def test_what_the_writer_raises_reaches_the_caller(server: Server) -> None:
    assert "no number" in server.get("/broken-writer")["raised"]


@pytest.mark.parametrize("text", ["", "д", "двор", "x" * 126, "мост " * 2000])
def test_a_message_comes_through_whole_and_is_acknowledged(client: socketio.SimpleClient, text: str) -> None:
    assert client.call("echo", {"text": text}, timeout=10) == {"ok": True, "text": text}


def test_more_than_the_network_takes_at_once_arrives_whole(client: socketio.SimpleClient) -> None:
    client.emit("later", {"size": 8_000_000})
    assert client.receive(timeout=20) == ["told", {"x": "y" * 8_000_000}]


def test_a_frame_that_dribbles_in_is_read_right(server: Server) -> None:
    text = "дорога до школы"
    with raw(server) as client:
        client.join()
        frame = client.frame(f'421["echo",{json.dumps({"text": text}, ensure_ascii=False)}]')
        for at in range(0, len(frame), 7):
            client.sock.sendall(frame[at : at + 7])
            time.sleep(0.005)
        assert json.loads(client.receive().removeprefix("431")) == [{"ok": True, "text": text}]


def test_a_message_in_parts_is_put_together(server: Server) -> None:
    with raw(server) as client:
        client.join()
        client.sock.sendall(client.frame('421["echo",{"te', final=False))
        client.sock.sendall(client.frame("", opcode=0, final=False))
        client.sock.sendall(client.frame('xt":"две части"}]', opcode=0))
        assert json.loads(client.receive().removeprefix("431")) == [{"ok": True, "text": "две части"}]


def drop_after(client: Raw, pieces: Callable[[int], bytes]) -> int:
    """Send until the server has hung up; how many pieces that took."""
    for count in range(400):
        try:
            client.sock.sendall(pieces(count))
            client.sock.settimeout(0.02)
            with contextlib.suppress(TimeoutError):
                while True:
                    client.receive()
        except (ConnectionError, OSError):
            return count
        client.sock.settimeout(10)
    return 400


def test_parts_without_end_are_bounded(server: Server) -> None:
    with raw(server) as client:
        client.join()
        sent = drop_after(client, lambda at: client.frame("x" * 4096, opcode=0 if at else 1, final=False))
        assert LIMIT // 4096 <= sent < LIMIT // 4096 + 30


def test_one_frame_beyond_the_limit_is_dropped(server: Server) -> None:
    with raw(server) as client:
        client.join()
        head = bytes([0x81]) + struct.pack("!BQ", 0x80 | 127, LIMIT + 1) + bytes(4)
        client.sock.sendall(head + b"2" * (LIMIT + 1))
        with pytest.raises((ConnectionError, OSError)):
            while True:
                client.receive()
    assert server.get("/healthz")


def test_a_goodbye_that_finds_nobody_is_no_error_of_the_operator(monkeypatch: pytest.MonkeyPatch) -> None:
    # The reader of a connection hears of a reset; its writer may say goodbye a moment before.
    from engineio.async_drivers import threading as driver

    monkeypatch.setattr(driver, "_async", dict(driver._async))
    engine._guard_threading()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        door = driver._async["websocket"](lambda _: None, SimpleNamespace(max_http_buffer_size=LIMIT))
        door.ws = SimpleNamespace(connected=True, close=lambda: ours.sendall(b"goodbye"))
        door.close()
        assert theirs.recv(7) == b"goodbye"
        theirs.close()
        door.close()
        with pytest.raises(OSError):
            ours.sendall(b"goodbye")


def test_a_connection_has_its_turns_and_then_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    now, slept = 100.0, list[float]()
    monkeypatch.setattr(engine, "time", SimpleNamespace(monotonic=lambda: now))
    monkeypatch.setattr(engine, "sleep", slept.append)
    turns = engine._Turns()
    for _ in range(engine.TURNS_BURST):
        turns.take()
    assert slept == [0.0] * engine.TURNS_BURST, "each turn lets the others run"
    turns.take()
    assert slept[-1] == pytest.approx(1 / engine.TURNS_PER_S)
    now += 0.5
    slept.clear()
    for _ in range(engine.TURNS_PER_S // 2):
        turns.take()
    assert slept[0] == 0 and slept[-1] == pytest.approx(1 / engine.TURNS_PER_S)
    now += 1000
    slept.clear()
    for _ in range(engine.TURNS_BURST + 1):
        turns.take()
    assert slept.count(0) == engine.TURNS_BURST, "rest saves no more than one burst"


def test_whoever_is_inside_comes_before_the_next_at_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = list[float]()
    monkeypatch.setattr(engine, "sleep", turns.append)
    with socket.create_server(("127.0.0.1", 0)) as door, socket.create_connection(door.getsockname()):
        client, _ = engine._Listener(door).accept()
        client.close()
    assert turns == [0]


def a_websocket(server: Server, *first: bytes) -> socket.socket:
    client = Raw(server.port)
    client.join()
    client.sock.sendall(b"".join(first))
    return client.sock


def a_connection(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=10)


FLOODS: dict[str, tuple[Callable[[Server], socket.socket], bytes]] = {
    "packets": (a_websocket, frame(b"3") * 5000),
    "events without an answer": (a_websocket, frame(b'42["nothing"]') * 2000),
    "control frames": (a_websocket, frame(b"", 10) * 5000),
    "pings": (a_websocket, frame(b"", 9) * 5000),
    "empty parts": (lambda server: a_websocket(server, frame(b"3", final=False)), frame(b"", 0, final=False) * 5000),
    "requests": (a_connection, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" * 1000),
}


@contextlib.contextmanager
def flood(sock: socket.socket, again: bytes) -> Iterator[threading.Event]:
    """Send and read without pause, for 8 s or until told; the event says that it is over."""
    over, ends = threading.Event(), time.monotonic() + 8

    def drain() -> None:
        with contextlib.suppress(OSError):
            while sock.recv(1 << 20):
                pass

    def send() -> None:
        with contextlib.suppress(OSError):
            while not over.is_set() and time.monotonic() < ends:
                with contextlib.suppress(TimeoutError):
                    sock.sendall(again)
        over.set()

    sock.settimeout(1)
    threads = [threading.Thread(target=each) for each in (drain, send)]
    for thread in threads:
        thread.start()
    try:
        yield over
    finally:
        over.set()
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()
        sock.close()


@pytest.mark.parametrize("way", FLOODS)
def test_one_who_sends_without_pause_stops_nobody(server: Server, way: str) -> None:
    begin, again = FLOODS[way]
    with flood(begin(server), again) as over:
        time.sleep(0.3)
        for _ in range(3):
            assert server.get("/healthz")
        if (server.name, way) != ("threading", "requests"):  # threads answer one request and hang up
            assert not over.is_set(), "the answer came only when the flood was over"


@pytest.mark.parametrize("name", engine.ENGINES)
def test_whoever_has_spent_its_turns_is_not_read_and_the_others_are(name: str) -> None:
    server = Server(name, "15", "20")
    try:
        for frames in (Raw.frame, lambda client, text: client.frame("", 9) + client.frame(text)):
            with raw(server) as greedy, raw(server) as other:
                greedy.join()
                with pytest.raises(TimeoutError):
                    for number in range(21):
                        greedy.sock.settimeout(10 if number < 8 else 1)
                        greedy.sock.sendall(frames(greedy, f'42{number}["echo",{{"text":"x"}}]'))
                        while not greedy.receive().startswith("43"):
                            pass
                other.join()
        with socket.create_connection(("127.0.0.1", server.port), timeout=1) as greedy_too:
            ask, answered = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", b""
            greedy_too.sendall(ask * 21)
            with contextlib.suppress(OSError):
                while piece := greedy_too.recv(65_536):
                    answered += piece
            assert answered.count(b"HTTP/1.") == (20 if name == "eventlet" else 1)
    finally:
        server.process.kill()
        server.process.communicate()


def answer(sock: socket.socket) -> tuple[str, bytes]:
    """The head of an answer and its body, read to the end of the connection."""
    data = b""
    while piece := sock.recv(65_536):
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    return head.decode().lower(), body


UNREADABLE = [
    f"Content-Length: {engine.MAX_BODY_BYTES + 1}",
    "Content-Length: 999999999999",
    "Transfer-Encoding: chunked",
]


@pytest.mark.parametrize("header", UNREADABLE)
def test_a_body_that_will_be_refused_is_not_waited_for(server: Server, header: str) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as sock:
        sock.sendall(f"POST /healthz HTTP/1.1\r\nHost: x\r\n{header}\r\n\r\n".encode())
        head, _ = answer(sock)
        assert " 405 " in head and "connection: close" in head
        # Whoever is in the middle of sending is heard out for a moment, or would never see the answer.
        for _ in range(3):
            sock.sendall(b"x" * 100_000)
            time.sleep(0.02)


@pytest.mark.parametrize("header", UNREADABLE[1:])
def test_a_body_without_end_is_cut_off(server: Server, header: str) -> None:
    """The system's own buffers take some megabytes; a server that reads on would take all."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as sock:
        sock.sendall(f"POST /healthz HTTP/1.1\r\nHost: x\r\n{header}\r\n\r\n".encode())
        with pytest.raises(ConnectionError):
            for _ in range(2000):
                sock.sendall(b"8000\r\n" + b"x" * 0x8000 + b"\r\n")


def test_what_follows_a_request_on_a_connection_that_ends_is_not_read(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as sock:
        sock.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        with pytest.raises(ConnectionError):
            for _ in range(2000):
                sock.sendall(b"x" * 0x8000)


def test_a_body_up_to_the_limit_is_read(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as sock:
        size = engine.MAX_BODY_BYTES
        sock.sendall(f"POST /read HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {size}\r\n\r\n".encode())
        sock.sendall(b"x" * size)
        assert json.loads(answer(sock)[1]) == {"read": size}


@pytest.mark.parametrize(
    "begins",
    [b"GET /hea", b"GET /healthz HTTP/1.1\r\nHost: ", b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n"],
)
def test_a_request_that_dribbles_in_for_ever_ends_all_the_same(server: Server, begins: bytes) -> None:
    """No pause is as long as the timeout (here 1 s), and yet."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=0.2) as sock:
        sock.sendall(begins)
        with pytest.raises(ConnectionError):
            for _ in range(40):
                with contextlib.suppress(TimeoutError):
                    while True:
                        if not sock.recv(4096):
                            raise ConnectionError
                sock.sendall(b"x")


def test_the_next_request_on_a_connection_has_its_own_time_and_size() -> None:
    server = Server("eventlet", "1")
    body = b"x" * engine.MAX_BODY_BYTES
    try:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        for _ in range(engine.MAX_REQUEST_BYTES // len(body) + 3):
            connection.request("POST", "/read", body, {"Connection": "keep-alive"})
            assert json.load(connection.getresponse()) == {"read": len(body)}
            time.sleep(0.3)
        connection.close()
    finally:
        assert server.stop() == (0, "closed\n", "")


def test_dialects_without_limits_are_not_spoken() -> None:
    """Eventlet knows two from before 2011, in which a message may grow without end."""
    server = Server("eventlet", "1")
    try:
        for keys in ("", "Sec-WebSocket-Key1: 1 1\r\nSec-WebSocket-Key2: 1 1\r\n"):
            with socket.create_connection(("127.0.0.1", server.port), timeout=10) as sock:
                sock.sendall(
                    f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                    f"Connection: Upgrade\r\nOrigin: http://x\r\n{keys}\r\n12345678".encode()
                )
                assert " 400 " in answer(sock)[0]
    finally:
        assert server.stop() == (0, "closed\n", "")


def test_compression_is_declined(server: Server) -> None:
    with raw(server, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n") as client:
        assert client.head.startswith("HTTP/1.1 101")
        assert "permessage-deflate" not in client.head.lower()
        client.join()


def test_polling_is_not_spoken(server: Server) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        server.get("/socket.io/?EIO=4&transport=polling")
    with refused.value:
        assert refused.value.code == 400


def test_half_a_request_loses_its_place_and_a_quiet_websocket_does_not(server: Server) -> None:
    with raw(server) as quiet, socket.create_connection(("127.0.0.1", server.port), timeout=5) as half:
        quiet.join()
        half.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        assert half.recv(1000) == b""  # the fixture's socket timeout is 1 s
        time.sleep(1.2)
        quiet.sock.sendall(quiet.frame('427["echo",{"text":"still here"}]'))
        assert quiet.receive() == '437[{"ok":true,"text":"still here"}]'


@pytest.mark.parametrize("name", engine.ENGINES)
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_at_once_and_in_order_with_people_in_the_hall(name: str, how: int) -> None:
    server = Server(name)
    with raw(server) as client:
        client.join()
        began = time.monotonic()
        assert server.stop(how) == (0, "closed\n", "")
        assert time.monotonic() - began < 5


def test_more_than_a_thousand_devices_come_in_at_once() -> None:
    """Eventlet's own limit is 1024 connections, and its backlog of 50 would make most of them wait for seconds."""
    limit = engine.raise_open_files()
    if limit is not None and limit < 2500:
        pytest.skip(f"Only {limit} open files are allowed here")
    server = Server("eventlet")
    wanted, inside = 1100, 0
    watch = selectors.DefaultSelector()
    clients = []
    began = time.monotonic()
    try:
        for _ in range(wanted):
            sock = socket.socket()
            sock.setblocking(False)
            clients.append(sock)
            sock.connect_ex(("127.0.0.1", server.port))
            watch.register(sock, selectors.EVENT_WRITE)
        ask = (
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n"
        ).encode()
        # Within 20 s: after 25 s those that never answer a ping are let go, and others could take their places.
        while inside < wanted and time.monotonic() - began < 20:
            for key, ready in watch.select(1):
                sock = key.fileobj
                assert isinstance(sock, socket.socket)
                if ready & selectors.EVENT_WRITE:
                    sock.sendall(ask)
                    watch.modify(sock, selectors.EVENT_READ)
                elif sock.recv(65_536).startswith(b"HTTP/1.1 101"):
                    inside += 1
                    watch.unregister(sock)
        assert inside == wanted
        assert server.get("/healthz")["app"] == "veche"
    finally:
        watch.close()
        for sock in clients:
            sock.close()
        server.process.kill()
        server.process.communicate()
