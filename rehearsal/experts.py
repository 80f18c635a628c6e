"""The expert in the hall: goes where a table calls, is back before the next one does, and leaves notes on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rehearsal.bot import Bot, No
from rehearsal.hall import Hall, Stage
from rehearsal.mistakes import NONE, Mistake, broken

View = Mapping[str, Any]
SOMEBODY_ELSE = ("call.taken", "call.ended")
NOTED_MOST = 2
"""So many cards of one stage an expert has something to say of."""
LONGEST = 500


class ExpertBot(Bot):
    """One expert's phone."""

    screen = "experts"

    def __init__(self, hall: Hall, seat: str, token: str, lang: str = "ru") -> None:
        super().__init__(hall, seat, token, lang)
        self._kept: dict[str, str] = {}
        self._seen: set[str] = set()

    def differs(self) -> str:
        """What the own view shows otherwise than it was acknowledged."""
        shown = {card: note["text"] for card, note in self.own["notes"].items() if not note["redacted"]}
        kept = {card: text for card, text in self._kept.items() if text}
        return "" if shown == kept else f"shown notes {shown}, acknowledged {kept}"

    async def play(self, stage: Stage, round_: View) -> None:
        """Take what waits, one call after the other; another expert may be quicker, and a table may change its mind."""
        if stage.phase != "open":
            return
        self._seen = self._readable()
        await self.err_some(mistakes(self._seen), 4)
        await self.rest(0.6, 0.1)
        await self._note()
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
        await self._note_what_has_gone(round_)

    async def _note(self) -> None:
        """A note here and there: a new one, another in its place, and now and then none after all. What the tables work
        on may be gone by the time it is said."""
        self._seen |= self._readable()
        cards = sorted(self._readable())
        for card in self.chance.sample(cards, min(NOTED_MOST, len(cards))):
            await self._say_of(card, self.hall.voices.reason(self.chance))
            if self.chance.random() < 0.3:
                await self._say_of(card, self.chance.choice(["", self.hall.voices.reason(self.chance)]))

    async def _say_of(self, card: str, text: str) -> bool:
        """Is it beside the card now? Otherwise the card has gone meanwhile."""
        if not text and not self._kept.get(card):
            return False  # there is nothing to be taken away
        try:
            await self.say("write_note", card=card, text=text)
        except No as no:
            if no.code != "card.unknown":
                raise
            await self.until(lambda: card not in self._readable(), f"{card}, of which nothing may be said, gone")
            return False
        self._kept[card] = text
        return True

    async def _note_what_has_gone(self, before: View) -> None:
        """A note on a card that was taken back, hidden or held since it was read is refused, while that lasts."""
        round_ = self.common["round"]
        gone = sorted(self._seen - self._readable() - self._kept.keys())
        if not self.hall.strict or not gone or (round_["kind"], round_["id"]) != ("gather", before["id"]):
            return
        self.hall.ledger.wrong_moves += 1
        if await self._say_of(gone[0], self.hall.voices.reason(self.chance)):
            await self.until(lambda: gone[0] in self._readable(), f"{gone[0]}, on which a note was taken, back")

    def _readable(self) -> set[str]:
        """The cards that lie on the tables now, as this phone shows them."""
        work = self.common["work"]
        lying = [card for table in work["tables"] or () for card in table["cards"]]
        return {card["id"] for card in (*work["cards"], *lying)}


def mistakes(cards: set[str]) -> list[Mistake]:
    """What no expert may do."""
    card = min(cards, default=NONE)
    wrong = [
        Mistake("take_call", {"table": NONE}, "call.ended"),
        Mistake("write_note", {"card": NONE, "text": "x"}, "card.unknown"),
        Mistake("write_note", {"card": card, "text": "ö" * (LONGEST + 1)}, "text.too_long"),
        Mistake("write_note", {"card": card, "text": "x", "expert": "x9"}, "payload.fields"),
        Mistake("redact_note", {"note": "n1"}, "event.unknown"),
        Mistake("cast_ballot", {"round": NONE, "choices": {card: 1}}, "event.unknown"),
        Mistake("answer_comment", {"round": NONE, "card": "n1", "accepted": True}, "event.unknown"),
        Mistake("mark_question", {"question": "q1", "state": "answered", "was": "new"}, "event.unknown"),
        *broken("write_note", {"card": card, "text": "x"}),
    ]
    return wrong
