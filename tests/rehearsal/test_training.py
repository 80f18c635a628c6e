"""Hosts train on real tablets while bots fill the rest of the hall."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import serving
from live.words import translator
from rehearsal.training import Wishes, train
from sessions.shelf import Shelf
from tests.rehearsal.test_demo import session_of
from tests.story import MINI
from tests.wire import Device

ENOUGH_S = 40.0


def until(what: Callable[[], bool], said: list[str]) -> None:
    began = time.monotonic()
    while not what():
        assert time.monotonic() - began < ENOUGH_S, said
        time.sleep(0.05)


def tablet(data: Path, seat: str) -> Device:
    """Somebody comes in at this table, by the link that the training printed."""
    (file,) = data.glob("*.sqlite")
    port = json.loads(file.with_suffix(".address").read_text(encoding="utf-8"))["port"]
    token = next(row["token"] for row in serving.links(Shelf(data), file) if row["seat"] == seat)
    return Device(port, "/table", token)


def sees(device: Device, round_id: str, phase: str) -> None:
    """This round comes to the tablet, in this phase."""

    def fits(message: dict[str, Any]) -> bool:
        round_ = message["data"].get("round") if message["part"] == "common" else None
        return bool(round_) and (round_["id"], round_["phase"]) == (round_id, phase)

    device.hear("view", fits, timeout=ENOUGH_S)


def test_a_bot_gives_way_to_a_tablet_and_comes_back_when_it_is_gone(tmp_path: Path) -> None:
    scenario, data = tmp_path / "mini.toml", tmp_path / "data"
    scenario.write_text(MINI, encoding="utf-8")
    said: list[str] = []
    wishes = Wishes(scenario, data, translator("en"), "127.0.0.1", led=True, speed=150, gone_s=1.0, say=said.append)
    status: list[int] = []
    training = threading.Thread(target=lambda: status.append(train(wishes)))
    training.start()
    try:
        until(lambda: any("Console:" in line for line in said), said)
        person = tablet(data, "t1")
        until(lambda: any("t1: somebody plays here now" in line for line in said), said)
        sees(person, "problems", "open")
        assert person.say("submit_card", round="problems", fields={"title": "By hand"})["ok"]
        sees(person, "short", "open")
        person.close()
        until(lambda: any("t1: a bot plays on" in line for line in said), said)
    finally:
        training.join(2 * ENOUGH_S)
    assert status == [0], said
    session = session_of(data)
    assert {state.phase.value for state in session.rounds.values()} == {"carried"}
    problems = [card for card in session.cards.values() if card.round == "problems"]
    assert [card.title for card in problems if card.table == "t1"] == ["By hand"], "whoever plays there plays alone"
    assert {card.table for card in problems} == {"t1", "t2", "t3"}, "and bots play the other tables"
    assert "t1" in {card.table for card in session.cards.values() if card.round == "solutions"}, "its bot is back"
