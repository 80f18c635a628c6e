"""The demo plays to its end by itself, and gives way to whoever plays along."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from live.words import translator
from rehearsal.demo import Wishes, demo
from sessions.reader import parse
from sessions.restore import replay
from sessions.session import Session
from sessions.store import Store
from tests.rehearsal.apart import apart
from tests.story import MINI

ROOT = Path(__file__).parents[2]
ENOUGH_S = 40.0


class Person:
    """Somebody with the addresses that the demo printed, at a page of theirs."""

    def __init__(self, said: list[str], page: str) -> None:
        self._said, self._page = said, page
        self._base, self._token = self.until(self._address)

    def until(self, found: Callable[[], Any]) -> Any:
        began = time.monotonic()
        while not (it := found()):
            assert time.monotonic() - began < ENOUGH_S, "\n".join(self._said)
            time.sleep(0.05)
        return it

    def _address(self) -> tuple[str, str] | None:
        for line in "\n".join(self._said).splitlines():
            url, _, token = line.strip().partition("#")
            if token and url.endswith(self._page):
                return url.removesuffix(self._page), token
        return None

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        head = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self._base}{path}", data, head)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def view(self) -> Any:
        return self._ask("/api/view")

    def phase(self, round_id: str) -> str:
        return next(row["phase"] for row in self.view()["own"]["agenda"] if row["id"] == round_id)

    def say(self, name: str, **fields: Any) -> Any:
        payload = {"action_id": f"by-hand-{time.monotonic_ns()}", **fields}
        return self._ask("/api/commands", {"command": name, "payload": payload})


def session_of(data: Path) -> Session:
    (path,) = data.glob("*.sqlite")
    store = Store(path, readonly=True)
    entries = store.entries()
    session = replay(next(entries), entries)
    store.close()
    return session


@pytest.fixture
def wishes(tmp_path: Path) -> tuple[Wishes, list[str]]:
    scenario = tmp_path / "mini.toml"
    scenario.write_text(MINI, encoding="utf-8")
    said: list[str] = []
    wished = Wishes(
        scenario,
        parse(MINI),
        tmp_path / "data",
        translator("en"),
        speed=16,
        open_browser=False,
        stay=False,
        say=said.append,
    )
    return wished, said


def test_it_plays_by_itself_and_says_what_to_try_next(wishes: tuple[Wishes, list[str]]) -> None:
    wished, said = wishes
    assert apart(demo, wished) == 0, said
    text = "\n".join(said)
    for page in ("/projector#", "/console#", "/table/1#"):
        assert page in text
    assert "Round 6 of 6: Groups" in text and "The initiatives and their people:" in text
    assert "run.py rehearse" in text.partition("What to try next")[2]
    session = session_of(wished.data)
    assert {state.phase.value for state in session.rounds.values()} == {"carried"}
    assert any(card.table == "t1" for card in session.cards.values()), "nobody came to table 1, so its bot played"
    assert session.memberships


STAYING = """
import sys
from pathlib import Path
from live.words import translator
from rehearsal.demo import Wishes, demo
from sessions.reader import parse
scenario = Path(sys.argv[1])
day = parse(scenario.read_text("utf-8"))
say = lambda line: print(line, flush=True)
sys.exit(demo(Wishes(scenario, day, scenario.parent / "data", translator("en"), 16, open_browser=False, say=say)))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of a Unix")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_server_runs_on_until_the_demo_is_ended(wishes: tuple[Wishes, list[str]], number: int) -> None:
    scenario = wishes[0].scenario
    showing = subprocess.Popen(
        [sys.executable, "-c", STAYING, str(scenario)], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert showing.stdout is not None
    with contextlib.closing(showing.stdout):
        said = ""
        while "Ctrl-C ends the demo" not in said:
            line = showing.stdout.readline()
            assert line, said
            said += line
        (note,) = (scenario.parent / "data").glob("*.address")
        health = f"http://127.0.0.1:{json.loads(note.read_text())['port']}/healthz"
        time.sleep(1)
        with urllib.request.urlopen(health, timeout=5) as answer:
            assert answer.status == 200
        showing.send_signal(number)
        assert showing.wait(20) == 0
    with pytest.raises(OSError):
        urllib.request.urlopen(health, timeout=5)


def test_it_goes_along_with_what_is_done_by_hand(wishes: tuple[Wishes, list[str]]) -> None:
    wished, said = replace(wishes[0], speed=10), wishes[1]
    status: list[int] = []
    playing = threading.Thread(target=lambda: status.append(demo(wished)))
    playing.start()
    try:
        lead, tablet = Person(said, "/console"), Person(said, "/table/1")
        lead.until(lambda: lead.phase("problems") == "open")
        assert tablet.say("submit_card", round="problems", fields={"title": "By hand"})["ok"]
        assert lead.say("pause_clock", round="problems")["ok"]
        time.sleep(4)
        assert lead.phase("problems") == "open", "a stopped clock stops the demo"
        assert lead.say("resume_clock", round="problems")["ok"]
        assert lead.say("move_round", round="problems", phase="closed", was="open")["ok"]
        lead.until(lambda: lead.phase("solutions") == "briefing")
        assert lead.say("move_round", round="solutions", phase="planned", was="briefing")["ok"]
        lead.until(lambda: lead.phase("solutions") == "open")
    finally:
        playing.join(ENOUGH_S * 2)
    assert status == [0], said
    session = session_of(wished.data)
    assert {state.phase.value for state in session.rounds.values()} == {"carried"}
    mine = [card.title for card in session.cards.values() if card.table == "t1" and card.round == "problems"]
    assert mine == ["By hand"], "whoever plays at table 1 plays alone"
