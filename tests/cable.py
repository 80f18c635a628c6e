"""A cable between a device and the server, which a test can cut, or which lets no websocket through.

Cutting it is what losing the Wi-Fi is to a tablet: open connections die, new ones are refused; nothing is emulated.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType

CHUNK = 65536


class Cable:
    """Listens on a port of its own and passes bytes on to `port` until it is cut."""

    def __init__(self, port: int, *, websockets: bool = True) -> None:
        self._target = port
        self._websockets = websockets
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._whole = True
        self._ear = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._ear.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def base(self) -> str:
        """The address of the server at the far end."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Nothing goes through any more."""
        with self._lock:
            self._whole = False
            torn, self._open = self._open, set()
        for end in torn:
            _shut(end)

    def mend(self) -> None:
        """New connections go through again."""
        with self._lock:
            self._whole = True

    def __enter__(self) -> Cable:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cut()
        self._ear.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._ear.accept()
            except OSError:
                return
            if not self._whole:
                _shut(near)
                continue
            try:
                far = socket.create_connection(("127.0.0.1", self._target), timeout=5)
                far.settimeout(None)
            except OSError:
                _shut(near)
                continue
            with self._lock:
                self._open |= {near, far}
            for source, sink, asks in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._pass, args=(source, sink, asks), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, asks: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                if asks and not self._websockets and b"upgrade: websocket" in data.lower():
                    break
                sink.sendall(data)
        with self._lock:
            self._open -= {source, sink}
        _shut(source)
        _shut(sink)


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
