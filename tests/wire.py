"""Sockets made by hand, for tests: a websocket that can also misbehave, and on it a device that speaks Socket.IO.

A device reads only while it is asked to (`say`, `hear`, `listen`), in one thread, so a test decides what happens when.

    tablet = Device(port, "/table", token)
    ack = tablet.say("submit_card", round="problems", fields={"title": "Темно в парке"})
    view = tablet.hear("view", lambda message: message["part"] == "own")
"""

from __future__ import annotations

import base64
import json
import os
import socket
import struct
import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any

PATH = "/socket.io/?EIO=4&transport=websocket"


class Closed(ConnectionError):
    """The other side has hung up, or never let us in."""


class NotLetIn(Exception):
    """The connection to a screen was refused; `error` is what the server said."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error)
        self.error = error
        self.code = error.get("data", {}).get("error", {}).get("code", "")


class WebSocket:
    """One websocket. `head` is the answer to the handshake."""

    def __init__(self, port: int, path: str = PATH, headers: Mapping[str, str] = {}, timeout: float = 10) -> None:
        self.sock = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.timeout = timeout
        self._buffer = b""
        try:
            self.head = self._shake_hands(port, path, headers)
        except BaseException:
            self.sock.close()
            raise

    def send(self, data: str | bytes, opcode: int | None = None, *, final: bool = True) -> None:
        """One frame; text or binary by its type."""
        body = data.encode() if isinstance(data, str) else data
        kind = opcode if opcode is not None else 1 if isinstance(data, str) else 2
        self.sock.sendall(frame(body, kind, final))

    def receive(self, timeout: float | None = None) -> str:
        """The next text frame; raises `TimeoutError`, or `Closed`."""
        ends = time.monotonic() + (self.timeout if timeout is None else timeout)
        while True:
            found, self._buffer = unframe(self._buffer)
            if found is None:
                self.sock.settimeout(max(0.001, ends - time.monotonic()))
                try:
                    self._more()
                finally:
                    self.sock.settimeout(self.timeout)
                continue
            opcode, body = found
            if opcode == 8:
                raise Closed("closed by the server")
            if opcode == 1:
                return body.decode()

    def close(self) -> None:
        self.sock.close()

    def _shake_hands(self, port: int, path: str, headers: Mapping[str, str]) -> str:
        key = base64.b64encode(os.urandom(16)).decode()
        said = {"Host": f"127.0.0.1:{port}", "Upgrade": "websocket", "Connection": "Upgrade"} | dict(headers)
        said |= {"Sec-WebSocket-Key": key, "Sec-WebSocket-Version": "13"}
        lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        self.sock.sendall(f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode())
        while b"\r\n\r\n" not in self._buffer:
            self._more()
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 101"):
            raise Closed(head.decode().splitlines()[0])
        return head.decode()

    def _more(self) -> None:
        try:
            data = self.sock.recv(65_536)
        except TimeoutError:
            raise
        except OSError as error:
            raise Closed(str(error)) from None
        if not data:
            raise Closed("closed by the server")
        self._buffer += data


def frame(body: bytes, opcode: int = 1, final: bool = True) -> bytes:
    """A client's frame. Its mask is zero: legal, and the bytes stay as they are."""
    first = opcode | (0x80 if final else 0)
    if len(body) < 126:
        head = struct.pack("!BB", first, 0x80 | len(body))
    elif len(body) < 65_536:
        head = struct.pack("!BBH", first, 0x80 | 126, len(body))
    else:
        head = struct.pack("!BBQ", first, 0x80 | 127, len(body))
    return head + bytes(4) + body


def unframe(buffer: bytes) -> tuple[tuple[int, bytes] | None, bytes]:
    """The first frame of a server's bytes, (opcode, body), if it is whole, and what is left."""
    if len(buffer) < 2:
        return None, buffer
    size, start = buffer[1] & 127, 2
    if size >= 126:
        start = 4 if size == 126 else 10
        if len(buffer) < start:
            return None, buffer
        size = int.from_bytes(buffer[2:start], "big")
    if len(buffer) < start + size:
        return None, buffer
    return (buffer[0] & 15, buffer[start : start + size]), buffer[start + size :]


def new_id() -> str:
    """An action id, as a device makes it."""
    return uuid.uuid4().hex


class Device:
    """A device on a seat of a screen. Everything that came is in `heard` as (event, data)."""

    def __init__(self, port: int, namespace: str, token: str | None, lang: str = "ru", timeout: float = 10) -> None:
        self.namespace, self.heard = namespace, list[tuple[str, Any]]()
        self._acks: dict[int, Any] = {}
        self._number = 0
        self.ws = WebSocket(port, timeout=timeout)
        try:
            self._come_in("" if token is None else json.dumps({"token": token, "lang": lang}))
        except BaseException:
            self.close()
            raise

    def say(self, name: str, /, payload: Any = ..., *, action_id: str | None = None, **fields: Any) -> Any:
        """Say a command and wait for its acknowledgement. `payload` instead of fields is sent as it is."""
        body = {"action_id": action_id or new_id(), **fields} if payload is ... else payload
        return self.answer(self.send(name, body))

    def send(self, name: str, *payload: Any) -> int:
        """Say something without waiting; the number is for `answer`."""
        self._number += 1
        text = json.dumps([name, *payload])
        self.ws.send(f"42{self.namespace},{self._number}{text}")
        return self._number

    def answer(self, number: int, timeout: float | None = None) -> Any:
        """The acknowledgement of a saying."""
        ends = time.monotonic() + (self.ws.timeout if timeout is None else timeout)
        while number not in self._acks:
            self._take(self.ws.receive(max(0.001, ends - time.monotonic())))
        told = self._acks.pop(number)
        assert len(told) == 1, f"an acknowledgement is one object: {told}"
        return told[0]

    def hear(self, event: str, fits: Callable[[Any], bool] = lambda _: True, timeout: float = 10) -> Any:
        """The first message of this name that fits, among what was heard and what comes."""
        ends, seen = time.monotonic() + timeout, 0
        while True:
            for name, data in self.heard[seen:]:
                if name == event and fits(data):
                    return data
            seen = len(self.heard)
            self._take(self.ws.receive(max(0.001, ends - time.monotonic())))

    def listen(self, seconds: float) -> list[tuple[str, Any]]:
        """Everything that comes within this time."""
        ends, seen = time.monotonic() + seconds, len(self.heard)
        while (left := ends - time.monotonic()) > 0:
            try:
                self._take(self.ws.receive(left))
            except TimeoutError:
                break
        return self.heard[seen:]

    def close(self) -> None:
        self.ws.close()

    def __enter__(self) -> Device:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _come_in(self, auth: str) -> None:
        opened = self.ws.receive()
        assert opened.startswith("0{"), opened
        self.ws.send(f"40{self.namespace},{auth}")
        while not (text := self.ws.receive()).startswith((f"40{self.namespace},", f"44{self.namespace},")):
            self._take(text)
        if text.startswith("44"):
            raise NotLetIn(json.loads(text.partition(",")[2]))

    def _take(self, text: str) -> None:
        if text == "2":
            self.ws.send("3")
        elif text == "1" or text.startswith("41"):
            raise Closed("sent away by the server")
        elif text.startswith(f"42{self.namespace},"):
            event, *data = json.loads(text.partition(",")[2])
            self.heard.append((event, data[0] if data else None))
        elif text.startswith(f"43{self.namespace},"):
            number, bracket, rest = text.partition(",")[2].partition("[")
            self._acks[int(number)] = json.loads(bracket + rest)
