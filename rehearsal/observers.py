"""The observer in the hall: says nothing, and sees no more than the lead lets; what it sees beyond that is a leak."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rehearsal.bot import Bot
from rehearsal.hall import Stage
from rehearsal.mistakes import Mistake

View = Mapping[str, Any]
LEVELS = ("wall", "cards", "progress")
OF_A_CARD = frozenset({"id", "title", "fields", "sphere", "parent", "sheet"})


class ObserverBot(Bot):
    """An observer's phone."""

    screen = "observers"

    async def play(self, stage: Stage, round_: View) -> None:
        """Look at what came, and try to say what only others may."""
        for leak in too_much(self.common):
            self.hall.watch.words.append(f"observers/common {self.n}: {leak} ({stage.round}/{stage.phase})")
        await self.err_some(mistakes(round_), 2)


def too_much(view: View) -> Iterator[str]:
    """What in the view of an observer is not for one."""
    see, round_ = LEVELS.index(view["see"]), view["round"] or {}
    if view["cards"] is not None and see < LEVELS.index("cards"):
        yield "cards beside the wall"
    if view["progress"] is not None and see < LEVELS.index("progress"):
        yield "how far the tables are"
    if view["progress"] is not None and round_.get("kind") not in ("gather", "elaborate"):
        yield f"a progress of tables in a round of the kind {round_.get('kind')}"
    for card in view["cards"] or ():
        if card.keys() != OF_A_CARD or not card["title"]:
            yield f"a card that says more than everybody may know, or nothing: {card}"
    for key, path in named(view["scene"]):
        yield f"a name at {path}: {key}"
    if "notes" in view:
        yield "notes of experts"


def named(data: Any, path: str = "scene") -> Iterator[tuple[str, str]]:
    """The names of people in a scene: what stands as `name` beside a number and a role, or the card that was joined."""
    if isinstance(data, dict):
        if data.get("name") and "no" in data and ("role" in data or "card" in data):
            yield str(data["name"]), path
        for key, value in data.items():
            yield from named(value, f"{path}.{key}")
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from named(value, f"{path}[{place}]")


def mistakes(round_: View) -> list[Mistake]:
    """An observer may not say anything at all."""
    here = round_["id"]
    return [
        Mistake("write_note", {"card": "c1", "text": "x"}, "event.unknown"),
        Mistake("cast_ballot", {"round": here, "choices": {}}, "event.unknown"),
        Mistake("let_observers", {"see": "progress"}, "event.unknown"),
        Mistake("call_help", {"on": True}, "event.unknown"),
        Mistake("ask_question", {"round": here, "text": "x"}, "event.unknown"),
        Mistake("answer_straw", {"straw": 1, "choice": 0}, "event.unknown"),
    ]
