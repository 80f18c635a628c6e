"""The lead at the console: moves the day on, works the clock and the screen, sets cards aside, draws the lots.

It reads the agenda from its own view before every step, so that somebody else may lead at a second console meanwhile:
what was moved by hand is not moved again.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from typing import Any

from rehearsal import floor, mistakes
from rehearsal.bot import Bot, No
from rehearsal.hall import Hall, Stage, Trouble
from rehearsal.mistakes import Mistake

View = Mapping[str, Any]
Told = Callable[[View, str], None]
KINDS = ("info", "gather", "merge", "vote", "assign", "elaborate", "pitch", "poll", "signup")
HERE = ("briefing", "open", "grace")
BEHIND = ("closed", "revealed")
AGAIN = 0.4
"""So likely a vote is the one that is held again."""


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
        secret = row["kind"] in ("vote", "pitch") and bool((self.common["round"] or {}).get("reveals"))
        if secret and there == "open":
            self.hall.watch.secret(row["id"], self._versions["own"][1] + 1)
        try:
            if there == "revealed" and row["kind"] == "vote" and self._by_steps():
                await self.say("step_reveal", round=row["id"], shown=0)
            else:
                knowing = await self._knowing(row) if there == "carried" else {}
                await self.say("move_round", round=row["id"], phase=there, was=row["phase"], **knowing)
        except No as no:
            if self.hall.strict:
                raise Trouble(f"the day stops at {row['id']}: {no}") from None
            await asyncio.sleep(1)
            return
        if there == "revealed" and secret:
            self.hall.watch.revealed(self.n)
        self._told(row, there)
        await self.until(lambda: self.row(row["id"])["phase"] != row["phase"], f"{row['id']} {there}")
        await self.moved(row, there)

    async def _knowing(self, row: View) -> dict[str, int]:
        """How many sheets lack something: without that word they do not go on."""
        lacking = self.row(row["id"])["incomplete"]
        if lacking:
            blind = {"round": row["id"], "phase": "carried", "was": row["phase"], "incomplete": lacking - 1}
            await self.err_some([Mistake("move_round", blind, "sheets.incomplete")], 1)
        return {"incomplete": lacking} if lacking else {}

    def _by_steps(self) -> bool:
        """Does the scenario ask for a reveal from the last place to the first?"""
        round_ = self.common["round"]
        return bool(round_["reveal"] == "stepped" and round_["contest"]["kind"] != "runoff")

    def pending(self) -> list[str]:
        """The cards that wait."""
        return list((self.own.get("result") or {}).get("pending") or ())

    async def settle(self, row: View) -> bool:
        """Bring a revealed vote to where it can be carried: show its places, have a tie decided, pick by hand. False:
        the round went on to a runoff."""
        await self.until(lambda: self.own.get("result") is not None, "the result")
        while True:
            result = self.own["result"]
            stepped, waits = result["stepped"], result["waits"]
            if stepped and stepped["shown"] < stepped["of"] and (not waits or stepped["shown"] < result["places"]):
                shown = max(stepped["shown"] + 1, result["places"] if waits else 0)
                await self.ask("step_reveal", lambda shown=shown: self._shown() >= shown, round=row["id"], shown=shown)
            elif waits == "runoff":
                await self.before_runoff(row)
                self.hall.watch.secret(row["id"], self._versions["own"][1] + 1)
                await self.ask("open_runoff", lambda: self.row(row["id"])["phase"] == "open", round=row["id"])
                return False
            elif waits == "draw":
                await self.draw(row)
            elif waits == "pick":
                await self.pick(row)
            else:
                return True

    async def give_out(self, row: View) -> None:
        """What an assign round leaves to the lead while it is open: cards by hand, or a list of who sits where."""
        await self.until(lambda: self.own["round"] == row["id"] and self.own["assign"] is not None, "what to give out")
        mode = self.common["round"]["mode"]
        tables = [table["id"] for table in self.common["tables"]]
        if mode == "manual":
            for card in [each["card"]["id"] for each in self.own["assign"]["cards"]]:
                some = self.chance.sample(tables, self.chance.randint(1, min(2, len(tables))))
                placed = [table for table in tables if table in some]
                await self.ask("place_cards", lambda: True, round=row["id"], tables={card: placed})
        elif mode == "list":
            people = self.common["session"]["people"]
            some = self.chance.sample(range(1, people + 1), people // 2)
            listed = {f"p{no}": self.chance.choice(tables) for no in sorted(some)}
            await self.ask("list_people", lambda: True, round=row["id"], people=listed)

    def _shown(self) -> int:
        result = self.own.get("result") or {}
        return int(result["stepped"]["shown"]) if result.get("stepped") else 1_000

    async def before_runoff(self, row: View) -> None:
        """A tie goes to the electors again."""

    async def pick(self, row: View) -> None:
        """Choose by hand, and say why."""
        open_to = list(self.own["pickable"])
        most = self.common["round"]["rule"]["k"] or 3
        picked = self.chance.sample(open_to, min(len(open_to), self.chance.randint(1, most)))
        reason = self.hall.voices.reason(self.chance)
        await self.ask("pick_cards", lambda: not self.pending(), round=row["id"], cards=picked, reason=reason)

    async def ask(self, name: str, done: Callable[[], bool], /, **fields: Any) -> None:
        """Say it; somebody else may have done it at a second console."""
        try:
            await self.say(name, **fields)
        except No:
            if self.hall.strict:
                raise
        await self.until(done, name)

    async def draw(self, row: View) -> None:
        """Draw with a number out of the hall; somebody else may have done it."""
        await self.ask("draw_lots", lambda: not self.pending(), round=row["id"], number=self.chance.randint(1, 999))


class DrillLead(LeadBot):
    """The lead of a rehearsal: it tries everything, and goes on when all its `followers` have played their part."""

    def __init__(self, hall: Hall, seat: str, token: str, lang: str = "ru", *, told: Told = lambda *_: None) -> None:
        super().__init__(hall, seat, token, lang, told=told)
        self.followers: list[str] = []
        self._repeated = False
        self._crashed: set[str] = set()

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
                crashed = asyncio.create_task(self._crash(self._middle_of_day(row)))
                if row["kind"] == "poll":
                    await self._ask_straw()
                await self._work_the_console(row)
                await crashed
                if row["kind"] == "gather":
                    await self._step(row)
                if row["kind"] == "assign":
                    await self._err_by_hand(row)
                    await self.give_out(row)
                if row["kind"] == "pitch":
                    await floor.lead_queue(self, row, seconds)
            case "revealed" if row["kind"] == "assign":
                await self._swap(row)
            case "revealed" if row["kind"] == "poll":
                await self._let_texts(row)
            case "closed" if row["kind"] == "gather":
                await self._sort_cards()
            case "closed" if row["kind"] in ("vote", "merge", "assign", "poll"):
                carry = {"round": row["id"], "phase": "carried", "was": "closed"}
                await self.err(Mistake("move_round", carry, "phase.not_allowed"))
            case "revealed" if row["kind"] == "vote":
                await self._err_on_a_result(row)
                if not await self.settle(row) or await self._hold_again(row):
                    return
            case _:
                pass
        await asyncio.sleep(max(0.0, began + seconds - time.monotonic()))
        await self.hall.all_done(_stage(row), self.followers, seconds)
        if row["phase"] == "open":
            await self._answer_help()
            if row["kind"] == "poll":
                await self._count_straw()
            if row["kind"] == "signup":
                await self._show_groups()
            if row["kind"] == "info" and self.common["questions"]:
                await floor.answer_questions(self, row)

    async def moved(self, row: View, there: str) -> None:
        """Everybody sees the end of a round before the next begins."""
        if there == "carried":
            await self.hall.all_done(Stage(row["id"], there, row["contest"] or 1), self.followers)
            await self._crash(self._ends_the_day(row))

    def _middle_of_day(self, row: View) -> bool:
        """Is this the round in the middle of those of its day in which the hall has something to do?"""
        rounds = [each["id"] for each in self.own["agenda"] if each["day"] == row["day"] and each["kind"] != "info"]
        return bool(rounds) and rounds[len(rounds) // 2] == row["id"] and row["id"] not in self._crashed

    def _ends_the_day(self, row: View) -> bool:
        """Do all go home now, and come again another day?"""
        rest = [each for each in self.own["agenda"] if each["no"] > row["no"] and each["phase"] == "planned"]
        return bool(rest) and rest[0]["day"] > row["day"]

    async def _crash(self, now: bool) -> None:
        """The power goes, in the middle of what everybody is at, and comes back."""
        if not now or self.hall.crash is None:
            return
        self._crashed.add(self.own["round"])
        await asyncio.sleep(0.3 * self.chance.random())
        await asyncio.to_thread(self.hall.crash)
        self.hall.ledger.crashes += 1

    async def _err_by_hand(self, row: View) -> None:
        """What cannot be given by hand, or not by this hand."""
        assign = self.own["assign"]
        if assign["listing"]:
            await self.err_some(list(mistakes.of_hand(row["id"], None)), 2)
        elif assign["hand"]:
            await self.err_some(list(mistakes.of_hand(row["id"], assign["cards"][0]["card"]["id"])), 2)
            early = {"round": row["id"], "phase": "revealed", "was": "open"}
            await self.err(Mistake("move_round", early, "phase.not_allowed"))

    async def _swap(self, row: View) -> None:
        """The hall asks for it: two tables exchange what they have."""
        await self.until(lambda: self.own["round"] == row["id"] and self.own["assign"] is not None, "what came of it")
        cards = {each["card"]["id"]: each["tables"] for each in self.own["assign"]["cards"]}
        pairs = [(one, two) for one in cards for two in cards if not {*cards[one]} & {*cards[two]}]
        if not pairs:
            return
        one, two = self.chance.choice(pairs)
        await self.say("place_cards", round=row["id"], tables={one: cards[two], two: cards[one]})
        await self.err_some(list(mistakes.of_hand(row["id"], one)), 1)

    async def _work_the_console(self, row: View) -> None:
        planned = [each["id"] for each in self.own["agenda"] if each["phase"] == "planned"]
        await self.err_some(list(mistakes.of_lead(row, planned[0] if planned else None)), 5)
        if row["kind"] == "vote":
            early = {"round": row["id"], "contest": row["contest"]}
            await self.err(Mistake("repeat_vote", early, "repeat.too_early"))
        await self.say("announce", text=self.hall.voices.announcement(self.chance))
        await self.say("announce", text="")
        tables = [table["id"] for table in self.common["tables"]]
        await self.say("send_notice", text=self.hall.voices.announcement(self.chance), tables=tables[:1])
        await self.say("show_scene", scene="prompt" if self.common["screen"]["chosen"] != "prompt" else "lobby")
        await self.say("blank_screen", on=True)
        await self.say("blank_screen", on=False)
        await self.say("show_scene", scene="auto")
        await self.say("add_time", round=row["id"], ms=60_000)
        await self.say("pause_clock", round=row["id"])
        await self.say("resume_clock", round=row["id"])
        if self.common["observers"]:
            await self.say("let_observers", see=self.chance.choice(("wall", "cards", "progress")))
        if row["kind"] == "gather":
            await self.say("set_lane", source=self._writers(), lane="approve")

    async def _step(self, row: View) -> None:
        """Through the stops of a gallery, each after its time; to a stage by hand, and back to what time tells."""
        await self.until(lambda: self._rounds_own(row["id"]), "the round on the console")
        round_ = self.common["round"]
        if round_["rotation"]:
            await self._walk(row, round_["rotation"]["stops"])
        if len(round_["stages"]) > 1:
            await self.say("call_stage", round=row["id"], stage=1, was=None)
            wrong = {"round": row["id"], "stage": 0, "was": None}
            await self.err(Mistake("call_stage", wrong, "phase.moved"))
            await self.say("call_stage", round=row["id"], stage=None, was=1)

    def _writers(self) -> str:
        return str(self.common["round"]["writers"])

    def _rounds_own(self, round_id: str) -> bool:
        round_ = self.common.get("round")
        return bool(round_) and round_["id"] == round_id

    async def _walk(self, row: View, stops: int) -> None:
        pause = self.hall.pace.seconds(row, "open") / stops
        for stop in range(2, stops + 1):
            await asyncio.sleep(pause)
            await self.say("call_stop", round=row["id"], stop=stop, was=stop - 1)
            twice = {"round": row["id"], "stop": stop + 1, "was": stop}
            if stop == stops:
                await self.err(Mistake("call_stop", twice, "phase.not_allowed"))

    async def _ask_straw(self) -> None:
        """A question of the moment, over the round."""
        question = self.hall.voices.announcement(self.chance)[:140]
        await self.say("open_straw", question=question, options=["A", "B", "C"], live=self.chance.random() < 0.5)
        again = {"question": question, "options": ["A", "B"]}
        await self.err(Mistake("open_straw", again, "straw.open"))

    async def _count_straw(self) -> None:
        straw = self.common["straw"]["no"]
        await self.say("close_straw", straw=straw)
        await self.say("hide_straw", straw=straw)

    async def _let_texts(self, row: View) -> None:
        """Let every other text on, and take one off again."""
        await self.until(lambda: bool((self.common["poll"] or {}).get("result")), "what was said")
        for question in self.common["poll"]["result"]["count"]["questions"]:
            let = {"round": row["id"], "question": question["id"]}
            for text in question["texts"][::2]:
                await self.say("let_text", no=text["no"], on=True, **let)
            for text in question["texts"][:1]:
                await self.say("let_text", no=text["no"], on=False, **let)
            await self.err(Mistake("let_text", {**let, "no": len(question["texts"]), "on": True}, "text.unknown"))

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
        await self.say("set_lane", source=self._writers(), lane="plan")
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

    async def before_runoff(self, row: View) -> None:
        """Everybody has seen the tie."""
        await self.hall.all_done(_stage(row), self.followers)

    async def _err_on_a_result(self, row: View) -> None:
        """What cannot be done with a result as it is now."""
        await self.until(lambda: self.own.get("result") is not None, "the result")
        result = self.own["result"]
        draw = {"round": row["id"], "number": 1}
        stepped = result["stepped"] and result["stepped"]["shown"] < result["stepped"]["of"]
        if result["waits"] or stepped:
            carry = {"round": row["id"], "phase": "carried", "was": "revealed"}
            why = f"{result['waits']}.needed" if result["waits"] else "reveal.unfinished"
            await self.err(Mistake("move_round", carry, why))
        if result["waits"] != "draw":
            await self.err(
                Mistake("draw_lots", draw, "runoff.needed" if result["waits"] == "runoff" else "draw.not_needed")
            )
        if result["waits"] != "runoff":
            await self.err(Mistake("open_runoff", {"round": row["id"]}, "runoff.not_needed"))
        if result["waits"] == "pick":
            await self.err(Mistake("pick_cards", {"round": row["id"], "cards": [mistakes.NONE]}, "card.unknown"))
        else:
            one = {"round": row["id"], "cards": [result["rows"][0]["card"]["id"]]}
            await self.err(Mistake("pick_cards", one, "pick.not_needed"))

    async def _hold_again(self, row: View) -> bool:
        """Once a day some vote is held again: half the hall had not heard the question."""
        wish = random.Random(f"{self.hall.seed}/{row['id']}/again").random()  # whatever else the day brings
        if self._repeated or row["contest"] > 2 or wish > AGAIN:
            return False
        self._repeated = True
        await self.hall.all_done(_stage(row), self.followers)
        contest = row["contest"]
        await self.err(Mistake("repeat_vote", {"round": row["id"], "contest": contest + 1}, "phase.moved"))
        reason = self.hall.voices.reason(self.chance)
        await self.say("repeat_vote", round=row["id"], contest=contest, reason=reason)
        await self.until(lambda: self.row(row["id"])["phase"] == "planned", "the vote back in the plan")
        return True


def _stage(row: View) -> Stage:
    return Stage(row["id"], row["phase"], row["contest"] or 1)
