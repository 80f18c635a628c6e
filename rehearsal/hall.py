"""What the bots of one rehearsal share: where the server is, the pace, the words, the ledger, and who is done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rehearsal.ledger import Ledger
from rehearsal.pace import Pace
from rehearsal.roster import Roster
from rehearsal.voices import Voices
from rehearsal.watch import Watch
from rehearsal.wire import Place

STAGE_S = 90.0
"""So long at most the hall waits for its slowest bot, beyond the time that the phase has."""


class Stage(NamedTuple):
    """A round in a phase, as a screen shows it; of a vote, which of its contests."""

    round: str
    phase: str
    contest: int = 1


class Trouble(Exception):
    """A bot cannot go on; the message says what it saw or did not see."""


@dataclass(slots=True)
class Hall:
    """`strict`: a rehearsal. The bots make wrong moves, break their lines and repeat themselves; the lead waits for
    all of them, and what is not as it should be is an error. Otherwise (the demo) a person may play along, so that
    bots give way: they do what they can, and nobody is blamed."""

    place: Place
    pace: Pace
    seed: str
    strict: bool
    voices: Voices = field(default_factory=Voices)
    ledger: Ledger = field(default_factory=Ledger)
    watch: Watch = field(init=False)
    walls: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Round → the last scene that the projector showed of it."""
    crash: Callable[[], None] | None = None
    """Kill the server and start it again; None: this rehearsal leaves it alone."""
    post: Callable[[str, dict[str, Any], str], tuple[int, dict[str, Any]]] | None = None
    """Ask the server over HTTP: path, body, token → status and answer."""
    roster: Roster | None = None
    """Who is on the list and who of them is here; None: this hall has no list."""
    turnouts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Contest (`box_id`) → the turnout that the projector showed after its close."""
    _papers: dict[str, list[Any]] = field(default_factory=dict)
    _done: dict[Stage, set[str]] = field(default_factory=dict)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.watch = Watch.for_words(self.voices.secrets())

    def show_paper(self, box: str, cards: list[Any]) -> None:
        """Somebody has the cards of this vote before them."""
        self._papers.setdefault(box, list(cards))
        self._news.set()

    async def paper(self, box: str) -> list[Any]:
        """The cards of a vote, as whoever votes sees them. Raises `Trouble` if nobody does."""
        try:
            async with asyncio.timeout(STAGE_S):
                while box not in self._papers:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise Trouble(f"nobody has seen the cards of {box}") from None
        return self._papers[box]

    def done(self, seat: str, stage: Stage) -> None:
        """A bot has played its part in this stage."""
        self._done.setdefault(stage, set()).add(seat)
        self._news.set()

    async def all_done(self, stage: Stage, seats: Collection[str], extra_s: float = 0.0) -> None:
        """Wait until all of these seats have played their part; who leaves meanwhile is not waited for. Raises
        `Trouble` that names who has not."""
        done = self._done.setdefault(stage, set())
        try:
            async with asyncio.timeout(STAGE_S + extra_s):
                while not set(seats) <= done:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            absent = sorted(set(seats) - done)
            some = ", ".join(absent[:5]) + (", …" if len(absent) > 5 else "")
            raise Trouble(
                f"{len(absent)} of {len(set(seats))} bots are stuck in {stage.round}/{stage.phase}: {some}"
            ) from None
