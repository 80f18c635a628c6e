"""A small day that was told to a ledger, as bots would have told it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from live.screen import Hall, Reading
from projector.view import scene_view
from rehearsal.ledger import Ledger, Said
from sessions import commands as c
from sessions.desk import Ack
from sessions.events import Event
from sessions.journal import GENESIS, entry
from sessions.keys import SeededKeys
from sessions.seat import Seat
from sessions.store import Batch, Store
from tests.story import SIGNED_UP, Story, join, seat, to


class ToldStory(Story):
    """A story whose acknowledgements go into a ledger, and whose projector is remembered."""

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self.ledger = Ledger()
        self.walls: dict[str, Any] = {}
        self.turnouts: dict[str, Any] = {}

    def do(self, seat: Seat, command: c.Command) -> Ack:
        ack = super().do(seat, command)
        payload = {name: getattr(command, name) for name in command.__struct_fields__}
        name = c.wire_name(type(command))
        self.ledger.accepted.append(Said(seat.id, f"a{self.actions}", name, payload, ack.answer, ack.version[1]))
        if isinstance(command, c.MoveRound):
            scenes = {"closed": self.turnouts, "carried": self.walls}.get(command.phase, {})
            scenes[command.round] = self.desk.read(lambda session, people: scene_view(self._reading(session, people)))
        return ack

    def _reading(self, session: Any, people: Any) -> Reading:
        return Reading(session, people, {}, {}, Hall(), lambda *_: None)


@dataclass
class Day:
    """A day that has been played: its file, and everything that was told of it."""

    path: Path
    keys: SeededKeys
    ledger: Ledger
    walls: dict[str, Any]
    turnouts: dict[str, Any]
    copies: int = 0
    doctored: list[Path] = field(default_factory=list)

    def doctor(
        self,
        change: Callable[[Event], Iterable[Event]] = lambda event: [event],
        people: Callable[[list[tuple[str, bytes]]], list[tuple[str, bytes]]] = lambda rows: rows,
    ) -> Path:
        """A copy whose events were changed and whose chain was made to fit again, as a clever fault would."""
        self.copies += 1
        path = self.path.with_name(f"doctored-{self.copies}.sqlite")
        before, after = Store(self.path, readonly=True), Store(path)
        head, entries = GENESIS, []
        for old in before.entries():
            for event in change(old.event):
                entries.append(entry(len(entries) + 1, old.at, old.seat, event, old.salt, head))
                head = entries[-1].hash
        after.commit(Batch(entries=entries, people=list(people(before.people())), n=len(entries)))
        before.close()
        after.close()
        return path


@pytest.fixture
def day(tmp_path: Path) -> Day:
    """Every kind of round, a secret vote, groups, one person who left again."""
    path = tmp_path / "small-1.sqlite"
    story = ToldStory(path=path)
    story.play(
        [
            *SIGNED_UP,
            join("p4", "c6", "member", "Вера Полевая", "processing", "screen"),
            (seat("p4"), c.WithdrawSignUp("c6")),
            to("groups", "carried"),
        ]
    )
    story.close()
    return Day(path, SeededKeys("story"), story.ledger, story.walls, story.turnouts)
