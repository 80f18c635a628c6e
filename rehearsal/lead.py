"""The lead at the console: moves the day on, works the clock and the screen, sets cards aside, draws the lots.

It reads the agenda from its own view before every step, so that somebody else may lead at a second console meanwhile:
what was moved by hand is not moved again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

from rehearsal import mistakes
from rehearsal.bot import Bot, No
from rehearsal.hall import Hall, Stage, Trouble
from rehearsal.mistakes import Mistake

View = Mapping[str, Any]
Told = Callable[[View, str], None]
KINDS = ("info", "gather", "merge", "vote", "signup")
HERE = ("briefing", "open", "grace")
BEHIND = ("closed", "revealed")


class LeadBot(Bot):
    """The console. `told(round, phase)` hears each move; how long a phase lasts, and what is done in it, is `stay`."""

    screen = "facilitator"

    def __init__(self, hall: Hall, seat: str, token: str, lang: str = "ru", *, told: Told = lambda *_: None) -> None:
        super().__init__(hall, seat, token, lang)
        self._told = told

    async def drive(self) -> int:
        """Lead the day to its end; returns how many rounds were carried."""
        await self.until(lambda: bool(self.own.get("agenda")), "the agenda")
        for row in self.own["agenda"]:
            if row["kind"] not in KINDS:
                raise Trouble(f'round "{row["id"]}" is of the kind "{row["kind"]}", which the bots cannot play yet')
        while row := self._next():
            await self.stay(row)
            if self.row(row["id"])["phase"] == row["phase"]:
                await self._move_on(row)
        return sum(row["phase"] == "carried" for row in self.own["agenda"])

    async def _live(self) -> None:
        """It leads, it does not follow."""

    async def stay(self, row: View) -> None:
        """Give a phase its time, and do meanwhile what a lead does."""

    async def moved(self, row: View, there: str) -> None:
        """The round is there now."""

    # -- the way of a round ----------------------------------------------------------------------------

    def row(self, round_id: str) -> dict[str, Any]:
        """A round's row in the agenda, as the console shows it now."""
        return next(row for row in self.own["agenda"] if row["id"] == round_id)

    def _next(self) -> dict[str, Any] | None:
        """The round to go on with: the live one, one that was left half-way, or the next that can be opened."""
        rows = self.own["agenda"]
        for phases in (HERE, BEHIND, ("planned",)):
            for row in rows:
                if row["phase"] in phases and (row["phase"] != "planned" or not row["waits"]):
                    return dict(row)
        left = [row["id"] for row in rows if row["phase"] == "planned"]
        if left and self.hall.strict:
            raise Trouble(f"these rounds cannot be opened: {', '.join(left)}")
        return None

    def _way(self, row: View) -> str:
        match row["phase"]:
            case "planned":
                return "briefing"
            case "briefing":
                return "open"
            case "open" if row["kind"] == "gather" and self.hall.strict:
                return "grace"
            case "open" | "grace":
                return "closed"
            case "closed" if "revealed" in row["moves"]:
                return "revealed"
            case _:
                return "carried"

    async def _move_on(self, row: View) -> None:
        """One move. In the demo somebody else may have been quicker, and then that is how it is."""
        there = self._way(row)
        if row["kind"] == "vote" and there == "open":
            self.hall.watch.secret(row["id"], self._versions["own"][1] + 1)
        try:
            await self.say("move_round", round=row["id"], phase=there, was=row["phase"])
        except No as no:
            if self.hall.strict:
                raise Trouble(f"the day stops at {row['id']}: {no}") from None
            await asyncio.sleep(1)
            return
        if there == "revealed" and row["kind"] == "vote":
            self.hall.watch.revealed(self.n)
        self._told(row, there)
        await self.until(lambda: self.row(row["id"])["phase"] != row["phase"], f"{row['id']} {there}")
        await self.moved(row, there)

    def pending(self) -> list[str]:
        """The cards that wait for the draw."""
        return list((self.own.get("result") or {}).get("pending") or ())

    async def draw(self, row: View) -> None:
        """Draw with a number out of the hall; somebody else may have done it."""
        try:
            await self.say("draw_lots", round=row["id"], number=self.chance.randint(1, 999))
        except No:
            if self.hall.strict:
                raise
        await self.until(lambda: not self.pending(), "the draw")


class DrillLead(LeadBot):
    """The lead of a rehearsal: it tries everything, and goes on when all its `followers` have played their part."""

    def __init__(self, hall: Hall, seat: str, token: str, lang: str = "ru", *, told: Told = lambda *_: None) -> None:
        super().__init__(hall, seat, token, lang, told=told)
        self.followers: list[str] = []

    async def stay(self, row: View) -> None:
        """All that a lead may do in this phase, then wait for the time and for everybody."""
        if row["phase"] == "planned":
            return
        seconds = self.hall.pace.seconds(row, row["phase"])
        began = time.monotonic()
        if row["phase"] == "closed":
            await self._open_too_early()
        match row["phase"]:
            case "open":
                await self._work_the_console(row)
            case "closed" if row["kind"] == "gather":
                await self._sort_cards()
            case "closed" if row["kind"] in ("vote", "merge"):
                carry = {"round": row["id"], "phase": "carried", "was": "closed"}
                await self.err(Mistake("move_round", carry, "phase.not_allowed"))
            case "revealed" if row["kind"] == "vote":
                await self._draw_if_tied(row)
            case _:
                pass
        await asyncio.sleep(max(0.0, began + seconds - time.monotonic()))
        await self.hall.all_done(Stage(row["id"], row["phase"]), self.followers, seconds)
        if row["phase"] == "open":
            await self._answer_help()
            if row["kind"] == "signup":
                await self._show_groups()

    async def moved(self, row: View, there: str) -> None:
        """Everybody sees the end of a round before the next begins."""
        if there == "carried":
            await self.hall.all_done(Stage(row["id"], there), self.followers)

    async def _work_the_console(self, row: View) -> None:
        planned = [each["id"] for each in self.own["agenda"] if each["phase"] == "planned"]
        await self.err_some(list(mistakes.of_lead(row, planned[0] if planned else None)), 5)
        await self.say("announce", text=self.hall.voices.announcement(self.chance))
        await self.say("announce", text="")
        await self.say("show_scene", scene="prompt" if self.common["screen"]["chosen"] != "prompt" else "lobby")
        await self.say("blank_screen", on=True)
        await self.say("blank_screen", on=False)
        await self.say("show_scene", scene="auto")
        await self.say("add_time", round=row["id"], ms=60_000)
        await self.say("pause_clock", round=row["id"])
        await self.say("resume_clock", round=row["id"])
        if row["kind"] == "gather":
            await self.say("set_lane", source="table", lane="approve")

    async def _open_too_early(self) -> None:
        """A round whose cards are still to come."""
        for row in self.own["agenda"]:
            if row["phase"] == "planned" and row["waits"]:
                early = {"round": row["id"], "phase": "open", "was": "planned"}
                await self.err(Mistake("move_round", early, row["waits"]))
                return

    async def _sort_cards(self) -> None:
        """Hold one card, let on the screen what waits, set one aside and bring it back; of many, leave one aside."""
        cards = [card for card in self.common["cards"] or () if not card["hidden"]]
        waiting = {card["id"]: card["revision"] for card in cards if card["wait"]}
        for card, revision in list(waiting.items())[:1]:
            await self.err(Mistake("admit_card", {"card": card, "revision": revision + 1}, "card.stale"))
            await self.say("hold_card", card=card)
            carry = {"round": self.own["round"], "phase": "carried", "was": "closed"}
            await self.err(Mistake("move_round", carry, "card.held"))
            await self.say("admit_card", card=card, revision=waiting.pop(card))
        if waiting:
            await self.say("admit_cards", cards=waiting)
        await self.say("set_lane", source="table", lane="plan")
        if not cards:
            return
        card = self.chance.choice(cards)
        await self.say("hide_card", card=card["id"], reason=self.hall.voices.reason(self.chance))
        if len(cards) < 10:
            await self.say("restore_card", card=card["id"])

    async def _answer_help(self) -> None:
        for table in self.common["tables"]:
            if table["help"] is not None:
                await self.say("answer_help", table=table["id"])

    async def _show_groups(self) -> None:
        """The names that wait are read, and the spotlight goes over the initiatives."""
        names = self.common["moderation"]["names"]
        for name in names[:1]:
            await self.say("hold_name", no=name["no"])
        while given := [name["given"] for name in self.common["moderation"]["names"]]:
            await self.say("admit_names", given=given)
            await self.until(lambda: not self._wait_still(given), "the names that were let on")
        for group in [group for group in self.common["groups"] or () if group["people"]][:3]:
            await self.say("show_scene", scene="group", card=group["card"]["id"])
        await self.say("show_scene", scene="groups")
        await self.say("show_scene", scene="auto")

    def _wait_still(self, given: list[int]) -> bool:
        return any(name["given"] in given for name in self.common["moderation"]["names"])

    async def _draw_if_tied(self, row: View) -> None:
        await self.until(lambda: self.own.get("result") is not None, "the result")
        if not self.pending():
            await self.err(Mistake("draw_lots", {"round": row["id"], "number": 1}, "draw.not_needed"))
            return
        carry = {"round": row["id"], "phase": "carried", "was": "revealed"}
        await self.err(Mistake("move_round", carry, "draw.needed"))
        await self.draw(row)
