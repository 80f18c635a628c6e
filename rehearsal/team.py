"""The theme team at its desk: three people lay like cards together while tables write and while the hall has a break.

What they see on the board is what they act on, and another may have been quicker: then the rules say so, and they look
again.  They divide the work as people do: one splits, one names and tells apart, one sets aside.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from rehearsal import mistakes
from rehearsal.bot import Bot, No
from rehearsal.hall import Stage, Trouble
from sessions.seat import TEAM_SEATS

View = Mapping[str, Any]
QUICKER = frozenset({"card.stale", "theme.unknown", "theme.taken", "undo.depends", "undo.stale"})
"""What the rules say when somebody else was quicker at the same board."""
LOOK_S = 1.0
STEPS = 12
"""So many acts at most one of them does in a phase."""


class TeamBot(Bot):
    """One of the three."""

    screen = "themes"

    def __init__(self, hall: Any, seat: str, token: str, lang: str = "ru", *, no: int = 1) -> None:
        super().__init__(hall, seat, token, lang)
        self._no = no

    async def play(self, stage: Stage, round_: View) -> None:
        board = self._board()
        if board is None or not board["open"]:
            return
        match stage.phase:
            case "open" if round_["kind"] == "merge":
                await self._lay_together(STEPS)
            case "open" | "grace" if board["writing"]:
                await self.rest(0.8, 0.3)
                await self._lay_together(2)
            case "revealed" if round_["kind"] == "merge" and self._no == 1:
                await self._hear_objections()
            case _:
                pass

    def _board(self) -> dict[str, Any] | None:
        board: dict[str, Any] | None = self.common.get("board")
        return board

    async def _lay_together(self, steps: int) -> None:
        board = self._board()
        assert board is not None
        await self.err_some(mistakes.of_team(board), 4)
        for _ in range(steps):
            await self.rest(0.9 / steps, 0.4 / steps)
            board = self._board()
            if board is None or not board["open"]:
                return
            await self._step(board)

    async def _step(self, board: View) -> None:
        """One act: mostly two that belong together, now and then what this one of the three is there for."""
        draw = self.chance.random()
        if draw < 0.25:
            await self._special(board)
        elif draw < 0.32 and self.own.get("undo") and not self.own["undo"]["stays"]:
            await self._try("undo_act", seq=self.own["undo"]["seq"])
        else:
            await self._merge(board)

    async def _merge(self, board: View) -> None:
        """A pair that the desk suggests, or two of one sphere; then a card into a theme, or a theme into a theme."""
        target = (board["target"] or [1, 1])[0]
        alone = [card for card in board["cards"] if card["place"] == ""]
        standing = [theme for theme in board["themes"] if theme["place"] == ""]
        if len(alone) + len(standing) <= target:
            return
        pair = self._suggested(board) or self._like(alone, standing)
        if pair is None:
            return
        first, second = pair
        themes = {theme["id"] for theme in standing}
        into = second if second in themes else None
        cards = {first: ""} if into else {first: "", second: ""}
        title = "" if into or self.chance.random() < 0.6 else self._title(board)
        await self._try("merge_cards", round=board["round"], cards=cards, into=into, title=title)

    def _suggested(self, board: View) -> tuple[str, str] | None:
        """What the desk asks about, where it asks."""
        asked = board["suggestions"]["pairs"]
        if not asked or self.chance.random() < 0.3:
            return None
        first, second = self.chance.choice(asked)["things"]
        return first, second

    def _like(self, alone: list[View], standing: list[View]) -> tuple[str, str] | None:
        things = [*alone, *standing]
        first = self.chance.choice(alone or standing)
        near = [each for each in things if each["sphere"] == first["sphere"] and each is not first] or [
            each for each in things if each is not first
        ]
        return (first["id"], self.chance.choice(near)["id"]) if near else None

    def _title(self, board: View) -> str:
        card = self.chance.choice(board["cards"])
        return f"{card['title'][:40].rstrip(' ,')}: {self.hall.seed}{self._no}"[:60]

    async def _special(self, board: View) -> None:
        themes = [theme for theme in board["themes"] if theme["place"] == ""]
        match self._no:
            case 1 if themes:
                theme = self.chance.choice(themes)
                if len(theme["cards"]) > 2:
                    card = self.chance.choice(theme["cards"])
                    await self._try("split_cards", round=board["round"], theme=theme["id"], cards=[card])
            case 2 if themes:
                theme = self.chance.choice(themes)
                await self._try("rename_theme", theme=theme["id"], title=self._title(board), revision=theme["revision"])
            case 3:
                await self._set_aside(board)
            case _:
                pass

    async def _set_aside(self, board: View) -> None:
        if board["aside"] and self.chance.random() < 0.5:
            mine = [each["id"] for each in board["aside"] if self._is_mine(each["id"])]
            if mine:
                await self._try("bring_back", round=board["round"], cards=[self.chance.choice(mine)])
            return
        alone = [card["id"] for card in board["cards"] if card["place"] == ""]
        if len(board["aside"]) < 3 and alone:
            reason = self.chance.choice(board["reasons"])["id"]
            await self._try("set_aside", round=board["round"], cards={self.chance.choice(alone): ""}, reason=reason)

    async def _hear_objections(self) -> None:
        """Half of what tables object to is split off at once; the rest is split off when the vote begins."""
        await self.rest(0.5)
        board = self._board()
        for objection in board["objections"] if board else ():
            if objection["theme"] and self._is_mine(objection["card"]) and self.chance.random() < 0.5:
                taken = {"theme": objection["theme"], "cards": [objection["card"]]}
                await self._try("split_cards", round=board["round"], **taken)

    def _is_mine(self, card: str) -> bool:
        """Two who do the same with a card have done it once: so each looks after some."""
        return int(card[1:]) % TEAM_SEATS == int(self.seat[1:]) - 1

    async def _try(self, name: str, **fields: Any) -> None:
        """Say it and look what came of it, for who acts on an older board says what is done already: that is accepted,
        and the journal has it once. Where another was quicker, look again."""
        try:
            await self.say(name, **fields)
        except No as no:
            if no.code not in QUICKER:
                raise
        with suppress(Trouble):  # where nothing came of it, no newer board comes either
            await self.until(self.knows, "what came of it", LOOK_S)
