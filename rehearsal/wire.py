"""The bots' end of the wire: Socket.IO over a websocket, as a device speaks it, light enough for a hall in one process.

The framing is wsproto's and the packets are python-socketio's own; what is not taken is its client, which starts a
thread for every message and needs ten times the computing.  Commands flow out and acknowledgements back; views come in
by a callback.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from socketio import packet as sio
from wsproto import ConnectionType, WSConnection
from wsproto import events as ws
from wsproto.utilities import LocalProtocolError

OPEN_S = 20.0
ANSWER_S = 30.0
PATH = "/socket.io/?EIO=4&transport=websocket"
Heard = Callable[[str, Any], None]


class Place(NamedTuple):
    """Where the server is."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """`http://127.0.0.1:8080`."""
        return f"http://{self.host}:{self.port}"


class Lost(Exception):
    """The line broke; what was sent and not answered may or may not have arrived."""


class NotLetIn(Exception):
    """The server refused the seat; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Json:
    """One view goes to many devices in the same words, so it is read once."""

    @staticmethod
    def dumps(data: object, **_: Any) -> str:
        return msgspec.json.encode(data).decode()

    @staticmethod
    @lru_cache(maxsize=512)
    def loads(text: str) -> Any:
        return msgspec.json.decode(text)


class _Packet(sio.Packet):  # type: ignore[misc]
    uses_binary_events = False
    json = _Json


class Line:
    """One open connection to one namespace."""

    def __init__(
        self,
        stream: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        namespace: str,
        auth: dict[str, str],
        heard: Heard,
    ) -> None:
        self._reader, self._writer = stream
        self._ws = WSConnection(ConnectionType.CLIENT)
        self._namespace, self._auth, self._heard = namespace, auth, heard
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._joined: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._text: list[str] = []
        self.lost, self.ended = False, asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, place: Place, namespace: str, auth: dict[str, str], heard: Heard) -> Line:
        """Come in on a namespace. Raises `NotLetIn` if the server says no, `Lost` if it does not answer."""
        try:
            async with asyncio.timeout(OPEN_S):
                line = cls(await asyncio.open_connection(place.host, place.port), namespace, auth, heard)
                line._send(ws.Request(host=f"{place.host}:{place.port}", target=PATH))
                try:
                    await line._joined
                except BaseException:
                    line.drop()
                    raise
                return line
        except (OSError, TimeoutError) as error:
            raise Lost(f"no way in: {type(error).__name__} {error}") from error

    def send(self, name: str, payload: object) -> asyncio.Future[Any]:
        """Say something; the future is the acknowledgement, or `Lost`."""
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        if self.lost:
            answer.set_exception(Lost("the line is gone"))
            return answer
        number = next(self._numbers)
        self._waiting[number] = answer
        self._packet(_Packet(sio.EVENT, [name, payload], self._namespace, number))
        return answer

    async def answered(self, answer: asyncio.Future[Any]) -> Any:
        """Wait for an acknowledgement. Raises `Lost`; a line without answers is dropped."""
        try:
            async with asyncio.timeout(ANSWER_S):
                return await answer
        except TimeoutError:
            self.drop()
            raise Lost(f"no answer in {ANSWER_S:.0f} s") from None

    def drop(self) -> None:
        """The line is cut: no farewell, as when a tablet leaves the Wi-Fi."""
        self._writer.transport.abort()
        self._gone()

    async def close(self) -> None:
        """Leave as a page does that is closed."""
        if not self.lost:
            self._packet(_Packet(sio.DISCONNECT, None, self._namespace))
            with contextlib.suppress(Exception):
                self._send(ws.CloseConnection(code=1000))
                await asyncio.wait_for(self._writer.drain(), 1)
        self.drop()
        await asyncio.wait([self._reading], timeout=1)

    def _packet(self, packet: sio.Packet) -> None:
        self._say(f"4{packet.encode()}")

    def _say(self, text: str) -> None:
        self._send(ws.Message(data=text))

    def _send(self, event: ws.Event) -> None:
        with contextlib.suppress(LocalProtocolError):  # a last heartbeat comes while the line is being closed
            if not self.lost:
                self._writer.write(self._ws.send(event))

    async def _read(self) -> None:
        try:
            while data := await self._reader.read(1 << 16):
                self._ws.receive_data(data)
                for event in self._ws.events():
                    self._take(event)
        except OSError:
            pass
        finally:
            self._writer.close()
            self._gone()

    def _take(self, event: ws.Event) -> None:
        match event:
            case ws.TextMessage():
                self._text.append(event.data)
                if event.message_finished:
                    text = "".join(self._text)
                    self._text.clear()
                    self._hear(text)
            case ws.Ping():
                self._send(event.response())
            case ws.CloseConnection() | ws.RejectConnection():
                self.drop()
            case _:
                pass

    def _hear(self, text: str) -> None:
        match text[:1]:
            case "0":
                self._packet(_Packet(sio.CONNECT, self._auth, self._namespace))
            case "2":
                self._say("3")
            case "4":
                self._unpack(_Packet(encoded_packet=text[1:]))
            case "1":
                self.drop()
            case _:
                pass

    def _unpack(self, packet: sio.Packet) -> None:
        match packet.packet_type:
            case sio.CONNECT:
                if not self._joined.done():
                    self._joined.set_result(None)
            case sio.CONNECT_ERROR:
                said = packet.data.get("data") or {}
                code = said.get("error", {}).get("code") or str(packet.data.get("message"))
                if not self._joined.done():
                    self._joined.set_exception(NotLetIn(code))
            case sio.EVENT:
                name, *rest = packet.data
                self._heard(name, rest[0] if rest else None)
            case sio.ACK:
                answer = self._waiting.pop(packet.id, None)
                if answer is not None and not answer.done():
                    answer.set_result(packet.data[0] if packet.data else None)
            case sio.DISCONNECT:
                self.drop()
            case _:
                pass

    def _gone(self) -> None:
        self.lost = True
        self.ended.set()
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(Lost("the line broke"))
        self._waiting.clear()
        if not self._joined.done():
            self._joined.set_exception(Lost("the line broke"))
