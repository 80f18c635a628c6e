"""The disk fills while the hall is writing: nobody is told «accepted» in vain, everybody looks on, and it heals."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from live import engine
from tests.faults.test_kill import MUTANTS
from tests.faults.test_start import disk
from tests.hall import Hall
from tests.wire import new_id

ROOM = """
[scenario]
id = "room"
title = "Room"
tables = 3
people = 3

[[round]]
id = "problems"
kind = "gather"
title = "Problems"
minutes = 10
output = "problems"
max_per_table = 100
fields = [{id = "title", label = "Title", max_len = 500, required = true}]
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path


def live_through_a_full_disk(hall: Hall, fill: Callable[[], Any], free: Callable[[], Any]) -> None:
    hall.move("problems", "open")
    with hall.device("t1") as tablet, hall.device("lead") as console:
        fill()
        sent: list[tuple[str, str]] = []
        acks: list[Any] = []
        for number in range(60):
            title = f"{number} " + "ж" * 400
            action = new_id()
            ack = tablet.say("submit_card", action_id=action, round="problems", fields={"title": title})
            while not ack["ok"] and ack["error"]["code"] == "rate.spent":
                tablet.listen(0.2)
                ack = tablet.say("submit_card", action_id=action, round="problems", fields={"title": title})
            sent.append((action, title))
            acks.append(ack)
            if not ack["ok"]:
                break
        error = acks[-1]["error"]
        assert (error["code"], error["retry"]) == ("storage.failed", True) and error["text"], acks[-1]

        # Looking goes on, by both ways; what was refused is nowhere.
        accepted = {title for (_, title), ack in zip(sent, acks, strict=True) if ack["ok"]}
        view = hall.view("t1").json
        assert {card["title"] for card in view["own"]["cards"]} == accepted
        assert acks[-1]["version"] == view["version"], "nothing was committed"
        assert console.say("announce", text="ж" * 200)["error"]["code"] == "storage.failed"
        assert hall.http("GET", "/healthz").status == 200

        free()
        for (action, title), first in zip(sent, acks, strict=True):
            again = tablet.say("submit_card", action_id=action, round="problems", fields={"title": title})
            assert again["ok"] and (not first["ok"] or again["answer"] == first["answer"])
        assert console.say("announce", text="Дальше")["ok"]
    titles = [card.title for card in hall.session().cards.values()]
    assert titles == [title for _, title in sent]
    assert hall.stop() == 0
    assert "Traceback" not in hall.log, hall.log


@pytest.mark.parametrize("name", engine.ENGINES)
def test_a_session_file_that_cannot_grow(name: str, place: Path) -> None:
    full = place / "full"
    program, environ = (MUTANTS, "disk_fills"), {"VECHE_FULL": str(full)}
    with Hall(ROOM, engine=name, program=program, environ=environ) as hall:
        live_through_a_full_disk(hall, full.touch, full.unlink)


def test_a_real_disk_that_is_full(place: Path) -> None:
    with disk(place, 4) as small:
        ballast = small / "ballast"

        def fill() -> None:
            with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
                while True:
                    file.write(bytes(4096))

        hall = Hall(ROOM, data=small, program=(MUTANTS, "spares_no_disk"))
        # What the server prints goes to another disk, as to a terminal.
        hall.log_to(place / "serve.log")
        with hall:
            live_through_a_full_disk(hall, fill, ballast.unlink)
