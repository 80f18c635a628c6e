"""The projector: it says nothing and remembers what the hall saw at the end of each round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rehearsal.bot import Bot
from rehearsal.hall import Stage
from sessions.contests import box_id


class WallBot(Bot):
    """The big screen."""

    screen = "projector"

    async def play(self, stage: Stage, round_: Mapping[str, Any]) -> None:
        if stage.phase == "closed":
            self.hall.turnouts[box_id(stage.round, stage.contest)] = self.common["scene"]
        if stage.phase == "carried":
            self.hall.walls[stage.round] = self.common["scene"]
