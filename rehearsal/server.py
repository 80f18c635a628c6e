"""The server that the bots visit: a real process with its own port and a data folder of its own.

It is started and asked for its links by the same command line as any other; a test puts another command in its place.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rehearsal.hall import Trouble
from rehearsal.wire import Place

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, str(ROOT / "run.py"))
HOST = "127.0.0.1"
START_S = 60.0
STOP_S = 20.0
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # the hall's proxy knows no loopback


class Server:
    """One serving process on a fresh session in `data`."""

    def __init__(
        self,
        scenario: Path,
        data: Path,
        *,
        host: str = HOST,
        port: int = 0,
        tables: int | None = None,
        people: int | None = None,
        command: Sequence[str] = COMMAND,
    ) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self._command, self._data, self._log = tuple(command), data, data / "server.log"
        self._host = host
        self._log.write_bytes(b"")
        before = set(data.glob("*.sqlite"))
        arguments = ["--scenario", str(scenario), "--new"]
        for option, number in (("--tables", tables), ("--people", people)):
            arguments += [option, str(number)] if number is not None else []
        self._launch(port, arguments)
        try:
            self.session, self.place = self._come_up(before)
        except BaseException:
            self.stop()
            raise

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def pid(self) -> int:
        """The process that serves."""
        return self._process.pid

    def links(self) -> list[dict[str, Any]]:
        """Every seat with its token, as `links --json` prints them."""
        asked = subprocess.run(
            [*self._command, "links", "--json", "--session", str(self.session), "--data", str(self._data)],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            timeout=START_S,
        )
        if asked.returncode:
            raise Trouble(f"links: {asked.stderr.strip() or asked.stdout.strip()}")
        rows: list[dict[str, Any]] = json.loads(asked.stdout)
        return rows

    def post(self, path: str, body: dict[str, Any], token: str = "") -> tuple[int, dict[str, Any]]:
        """Ask over HTTP: the status and the answer."""
        request = urllib.request.Request(
            f"{self.place.url}{path}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {token}"},
        )
        try:
            with _opener.open(request, timeout=START_S) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def stop(self) -> bool:
        """End the server in order; False if it had to be killed, or had ended by itself before."""
        alive = self._process.poll() is None
        self._process.terminate()
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return False
        return alive

    def crash(self) -> None:
        """Kill the server without a word, as a laptop does whose power goes, and start it again on the same port.

        Raises `Trouble` if it does not come back.
        """
        self._process.kill()
        self._process.wait()
        self._launch(self.place.port, ["--session", str(self.session)])
        self._come_up(set(self._data.glob("*.sqlite")) - {self.session})

    def complaints(self) -> list[str]:
        """What the server wrote of errors, a line each."""
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if " ERROR " in line or " CRITICAL " in line or line.startswith("Traceback")]

    def _launch(self, port: int, arguments: list[str]) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *self._command,
                    "serve",
                    "--data",
                    str(self._data),
                    "--host",
                    self._host,
                    "--port",
                    str(port),
                    *arguments,
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
            )

    def _come_up(self, before: set[Path]) -> tuple[Path, Place]:
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                said = self._log.read_text(encoding="utf-8", errors="replace").strip()
                raise Trouble(said or f"the server ended at once (status {self._process.returncode})")
            for session in set(self._data.glob("*.sqlite")) - before:
                place = _place_of(session)
                if place is not None and _answers(place):
                    return session, place
            time.sleep(0.05)
        raise Trouble(f"the server did not come up in {START_S:.0f} s; see {self._log}")


def _place_of(session: Path) -> Place | None:
    """Where the server of this session listens, once it has said so."""
    try:
        told = json.loads(session.with_suffix(".address").read_text(encoding="utf-8"))
        return Place(HOST, int(told["port"]))
    except (OSError, ValueError, KeyError):
        return None


def _answers(place: Place) -> bool:
    try:
        with _opener.open(f"{place.url}/healthz", timeout=5) as answer:
            return bool(json.load(answer)["ok"])
    except (OSError, ValueError, KeyError):
        return False
