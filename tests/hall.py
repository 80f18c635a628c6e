"""A real server for tests: `run.py serve` as a child, with its links, and nothing of it left behind.

    with Hall(engine="threading") as hall, hall.device("t1") as tablet:
        hall.move("problems", "open")
        assert tablet.say("submit_card", round="problems", fields={"title": "Темно"})["ok"]

It stops and kills only its own child.  `program` starts something else in place of run.py, with the same arguments.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import serving
from sessions.session import Session
from sessions.shelf import Shelf
from tests.story import MINI
from tests.wire import Device, new_id

ROOT = Path(__file__).resolve().parent.parent
RUN = (str(ROOT / "run.py"),)
NAMESPACES = {
    "l": "/facilitator",
    "e": "/themes",
    "t": "/table",
    "s": "/projector",
    "p": "/audience",
    "g": "/audience",
    "x": "/experts",
    "o": "/observers",
}
START_S = 30


class Answer(NamedTuple):
    """An HTTP answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Hall:
    """A server on 127.0.0.1 and a free port, which it keeps over restarts."""

    def __init__(
        self,
        scenario: str | Path = MINI,
        *,
        engine: str = "eventlet",
        tables: int | None = None,
        people: int | None = None,
        data: Path | None = None,
        program: Sequence[str] = RUN,
        environ: Mapping[str, str] = {},
        options: Sequence[str] = (),
    ) -> None:
        self._own = data is None
        self.data = data or Path(tempfile.mkdtemp(prefix="veche-"))
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None
        self._engine, self._program, self._environ = engine, tuple(program), dict(environ)
        self._wishes = [
            f"--tables={tables}" if tables else "",
            f"--people={people}" if people is not None else "",
            *options,
        ]
        self._scenario = scenario if isinstance(scenario, Path) else self.data / "scenario.toml"
        if not isinstance(scenario, Path):
            self._scenario.write_text(scenario, encoding="utf-8")
        self._log = self.data / "serve.log"
        self._rows: dict[str, dict[str, Any]] = {}

    # -- the server --------------------------------------------------------------------------------

    def start(self) -> Hall:
        """Start the server and wait until people can come in."""
        command = [
            sys.executable, *self._program, "--engine", self._engine, "serve", "--scenario", str(self._scenario),
            "--host", "127.0.0.1", "--port", str(self.port), "--data", str(self.data),
            *(wish for wish in self._wishes if wish),
        ]  # fmt: skip
        environ = {name: value for name, value in os.environ.items() if name != "VECHE_ENGINE"}
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environ | self._environ, stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
        ends = time.monotonic() + START_S
        while not self._answers():
            assert self.process.poll() is None, f"the server did not start:\n{self.log}"
            assert time.monotonic() < ends, f"the server did not start in {START_S} s:\n{self.log}"
            time.sleep(0.03)
        return self

    def kill(self) -> None:
        """End the server at once, as a pulled plug would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)

    def stop(self) -> int:
        """End the server as Ctrl-C would; its exit status."""
        if self.process is None:
            return 0
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.wait(15)
        self.kill()
        return -9

    def close(self) -> None:
        """End the server and take its folder away."""
        self.stop()
        if self._own:
            shutil.rmtree(self.data, ignore_errors=True)

    def __enter__(self) -> Hall:
        try:
            return self.start()
        except BaseException:
            self.close()
            raise

    def __exit__(self, *_: object) -> None:
        self.close()

    def log_to(self, file: Path) -> None:
        """Where the server prints, if not into its data folder."""
        self._log = file

    @property
    def log(self) -> str:
        """Everything the server has printed."""
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""

    @property
    def file(self) -> Path:
        """The session's file."""
        return max(self.data.glob("*.sqlite"), key=lambda path: path.stat().st_mtime)

    def session(self) -> Session:
        """The session as the file tells it now."""
        return serving.read_session(Shelf(self.data), self.file)

    def _answers(self) -> bool:
        assert self.process is not None
        for file in self.data.glob("*.address"):
            with contextlib.suppress(ValueError, OSError, http.client.HTTPException):
                told = json.loads(file.read_text(encoding="utf-8"))
                if told["pid"] == self.process.pid:
                    self.port = told["port"]
                    return self.http("GET", "/healthz").status == 200
        return False

    # -- its seats ---------------------------------------------------------------------------------

    def seat(self, seat: str) -> dict[str, Any]:
        """A row of `run.py links`: token, path, code, and for the lead the PIN and the proven token."""
        if seat not in self._rows:
            self._rows = {row["seat"]: row for row in serving.links(Shelf(self.data), self.file)}
        return self._rows[seat]

    def token(self, seat: str) -> str:
        """The token with which a device of this seat comes in; the lead's is the proven one."""
        row = self.seat(seat)
        return str(row.get("proven") or row["token"])

    def forget_links(self) -> None:
        """After a re-issue: read the links anew."""
        self._rows = {}

    def device(self, seat: str, token: str | None = None, lang: str = "ru") -> Device:
        """A device that comes in on a seat by socket."""
        return Device(self.port, NAMESPACES[seat[0]], token or self.token(seat), lang)

    def guest(self) -> dict[str, Any]:
        """A fresh seat for a guest: token, seat, path."""
        given: dict[str, Any] = self.http("POST", "/api/guest", {}).json
        return given

    # -- HTTP --------------------------------------------------------------------------------------

    def http(
        self, method: str, path: str, body: object = None, token: str | None = None, headers: Mapping[str, str] = {}
    ) -> Answer:
        """Ask over HTTP. A body of bytes or text is sent as it is, anything else as JSON."""
        said = dict(headers)
        if token is not None:
            said["Authorization"] = f"Bearer {token}"
        if body is not None:
            said.setdefault("Content-Type", "application/json")
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, data, said)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def say(self, seat: str, command: str, /, *, action_id: str | None = None, lang: str = "ru", **fields: Any) -> Any:
        """Say a command over HTTP; the acknowledgement."""
        payload = {"action_id": action_id or new_id(), **fields}
        body = {"command": command, "payload": payload, "lang": lang}
        return self.http("POST", "/api/commands", body, self.token(seat)).json

    def view(self, seat: str, have: str = "") -> Answer:
        """The views of a seat over HTTP."""
        return self.http("GET", f"/api/view?have={have}", token=self.token(seat))

    def move(self, round_id: str, /, *phases: str) -> None:
        """The lead takes a round through phases."""
        was = self.session().rounds[round_id].phase.value
        for phase in phases:
            ack = self.say("lead", "move_round", round=round_id, phase=phase, was=was)
            assert ack["ok"], ack
            was = phase
