"""Very many devices in one thread: each a bare socket and a little state, so that two cores bear a thousand of them.

They speak as much Socket.IO as a device must: come in, answer pings, say something, hear acknowledgements and views.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import selectors
import socket
import time
from collections.abc import Callable
from typing import Any

PATH = "/socket.io/?EIO=4&transport=websocket"


class Device:
    """One device. `inside` once it is let in; `heard(event, data)` is called with every message, raw JSON text."""

    def __init__(self, swarm: Swarm, namespace: str, token: str) -> None:
        self.namespace, self.token = namespace, token
        self.inside = self.gone = False
        self.views = 0
        self.last_view = ""
        self.waits: dict[int, tuple[float, Callable[[Any, float], None]]] = {}
        self._swarm, self._number = swarm, 0
        self._in, self._out, self._shaken = b"", b"", False
        self.sock = socket.socket()
        self.sock.setblocking(False)
        self.sock.connect_ex(("127.0.0.1", swarm.port))
        self._out = (
            f"GET {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{swarm.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        ).encode()
        swarm.watch.register(self.sock, selectors.EVENT_READ | selectors.EVENT_WRITE, self)

    def say(self, name: str, payload: dict[str, Any], answered: Callable[[Any, float], None]) -> None:
        """Say a command; `answered(acknowledgement, seconds)` is called when the answer is there."""
        self._number += 1
        self.waits[self._number] = time.perf_counter(), answered
        prefix = "" if self.namespace == "/" else f"{self.namespace},"
        self._send(f"42{prefix}{self._number}{json.dumps([name, payload], ensure_ascii=False)}")

    def close(self) -> None:
        """Hang up."""
        if not self.gone:
            self.gone = True
            with contextlib.suppress(KeyError, ValueError):
                self._swarm.watch.unregister(self.sock)
            self.sock.close()

    def turn(self, ready: int) -> None:
        """The socket can be read or written."""
        try:
            if ready & selectors.EVENT_WRITE:
                self._write()
            if ready & selectors.EVENT_READ:
                data = self.sock.recv(262_144)
                if not data:
                    return self.close()
                self._in += data
                self._read()
        except BlockingIOError:
            pass
        except OSError:
            self.close()

    def _write(self) -> None:
        self._out = self._out[self.sock.send(self._out) :] if self._out else b""
        if not self._out and not self.gone:
            self._swarm.watch.modify(self.sock, selectors.EVENT_READ, self)

    def _send(self, text: str) -> None:
        body = text.encode()
        size = len(body)
        head = bytes([0x81, 0x80 | size]) if size < 126 else bytes([0x81, 0x80 | 126]) + size.to_bytes(2, "big")
        self._out += head + bytes(4) + body
        self._swarm.watch.modify(self.sock, selectors.EVENT_READ | selectors.EVENT_WRITE, self)
        with contextlib.suppress(BlockingIOError):
            self._write()

    def _read(self) -> None:
        if not self._shaken:
            head, end, rest = self._in.partition(b"\r\n\r\n")
            if not end:
                return
            if b" 101 " not in head:
                return self.close()
            self._shaken, self._in = True, rest
        at, data = 0, self._in
        while len(data) - at >= 2:
            size, start = data[at + 1] & 127, at + 2
            if size >= 126:
                wide = 2 if size == 126 else 8
                if len(data) < start + wide:
                    break
                size, start = int.from_bytes(data[start : start + wide], "big"), start + wide
            if len(data) < start + size:
                break
            if data[at] & 15 == 8:
                return self.close()
            self._take(data[start : start + size].decode())
            at = start + size
        self._in = data[at:]

    def _take(self, text: str) -> None:
        prefix = "" if self.namespace == "/" else f"{self.namespace},"
        if text == "2":
            self._send("3")
        elif text.startswith("0{"):
            self._send(f"40{prefix}{json.dumps({'token': self.token, 'lang': 'ru'})}")
        elif text.startswith(f"40{prefix}"):
            self.inside = True
        elif text.startswith(f'42{prefix}["view"'):
            self.views += 1
            self.last_view = text
        elif text.startswith(f"43{prefix}"):
            number, bracket, rest = text[2 + len(prefix) :].partition("[")
            began, answered = self.waits.pop(int(number))
            answered(json.loads(bracket + rest)[0], time.perf_counter() - began)
        elif text.startswith(("41", "44", "1")):
            self.close()


class Swarm:
    """All the devices and the one loop that turns them."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.watch = selectors.DefaultSelector()
        self.devices: list[Device] = []

    def join(self, namespace: str, token: str) -> Device:
        """One more device knocks."""
        self.devices.append(Device(self, namespace, token))
        return self.devices[-1]

    def run_until(self, done: Callable[[], bool], timeout_s: float) -> float:
        """Turn until `done()`; how long that took. Raises `TimeoutError`."""
        began = time.perf_counter()
        while not done():
            if time.perf_counter() - began > timeout_s:
                raise TimeoutError(f"not done within {timeout_s} s")
            for key, ready in self.watch.select(0.05):
                key.data.turn(ready)
        return time.perf_counter() - began

    def close(self) -> None:
        """Everybody hangs up."""
        for device in self.devices:
            device.close()
        self.watch.close()
