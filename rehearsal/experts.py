"""The expert in the hall: goes where a table calls, and is back before the next one does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rehearsal.bot import Bot, No
from rehearsal.hall import Stage
from rehearsal.mistakes import NONE, Mistake

View = Mapping[str, Any]
SOMEBODY_ELSE = ("call.taken", "call.ended")


class ExpertBot(Bot):
    """One expert's phone."""

    screen = "experts"

    async def play(self, stage: Stage, round_: View) -> None:
        """Take what waits, one call after the other; another expert may be quicker, and a table may change its mind."""
        if stage.phase != "open":
            return
        await self.err_some([Mistake("take_call", {"table": NONE}, "call.ended")], 1)
        await self.rest(0.6, 0.1)
        while waiting := [call for call in self.common["calls"] if call["by"] in (None, self.own["no"])]:
            table = waiting[0]["table"]
            try:
                await self.say("take_call", table=table, on=True)
                await self.rest(0.05)
                await self.say("end_call", table=table)
            except No as no:
                if no.code not in SOMEBODY_ELSE:
                    raise
            await self.until(lambda call=waiting[0]: call not in self.common["calls"], "the call that was taken")
