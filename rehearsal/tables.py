"""The tablet on a table: it writes cards, changes its mind, votes for the table, calls for help, says that it is done.

It reads the round's fields and its ballot paper from its own views, as the tablet does, and nothing else.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from rehearsal import floor, mistakes, passing, polls, tastes
from rehearsal.bot import Bot, No
from rehearsal.hall import Hall, Stage, Trouble
from rehearsal.mistakes import Mistake
from rehearsal.sheets import SheetWork

View = Mapping[str, Any]
WITH_AUTHOR = 0.6
HUMAN_SHARE = 0.55
"""So much of a phase's time a bot leaves to a person at its own table before it plays on by itself."""


class TableBot(Bot):
    """One table's tablet. `polite`: somebody real may sit at this table."""

    screen = "table"

    def __init__(self, hall: Hall, seat: str, token: str, lang: str = "ru", *, polite: bool = False) -> None:
        super().__init__(hall, seat, token, lang)
        self._polite = polite
        self.haste = 0.35 if polite else 1.0
        self._cards: dict[str, dict[str, Any]] = {}
        self._ballots: dict[str, tuple[dict[str, int], dict[str, dict[str, int]]]] = {}
        self._bids: dict[str, list[str]] = {}
        self._answers: dict[str, dict[str, Any]] = {}
        self._ready: set[str] = set()
        self._late: dict[str, Any] | None = None
        self._sheets = SheetWork(self)
        self._best: dict[str, list[str]] = {}

    def differs(self) -> str:
        round_id, kind = self.own.get("round"), (self.common.get("round") or {}).get("kind")
        if self._polite or round_id is None:
            return ""
        if kind == "gather":
            shown = {card["id"]: card["fields"] for card in self.own["cards"] or ()}
            mine = {card: kept["fields"] for card, kept in self._cards.items() if kept["round"] == round_id}
            if shown != mine and self.common["round"]["writers"] == "table":
                return f"shown cards {shown}, acknowledged {mine}"
            if self.own["gathering"]["best"] != self._best.get(round_id, []):
                return f"shown as best {self.own['gathering']['best']}, acknowledged {self._best.get(round_id)}"
        if kind == "assign" and self.own["bid"] != self._bids.get(round_id):
            return f"shown wishes {self.own['bid']}, acknowledged {self._bids.get(round_id)}"
        if kind == "poll" and not _same(self.own["answers"], self._answers.get(round_id)):
            return f"shown answers {self.own['answers']}, acknowledged {self._answers.get(round_id)}"
        if kind == "elaborate" and (unlike := self._sheets.differs()):
            return unlike
        ballot, box = self.own["ballot"], self.own["box"] or round_id
        if ((ballot["choices"], ballot["grades"]) if ballot else None) != self._ballots.get(box):
            return f"shown ballot {ballot}, acknowledged {self._ballots.get(box)}"
        return "" if self.own["ready"] == (box in self._ready) else "readiness is not as it was said"

    async def play(self, stage: Stage, round_: View) -> None:
        match stage.phase:
            case "briefing":
                await self.err_some(mistakes.not_now(round_, "phase.closed"), 2)
            case "open":
                await self._play_open(round_)
            case "grace" if self._late is not None:
                late, self._late = self._late, None
                if round_["late"] == "reject":
                    await self.err(Mistake("submit_card", late, "phase.closed"))
                else:
                    await self._submit(late)
            case "closed" if round_["kind"] == "gather" and round_["takes_late"] and round_["writers"] == "table":
                await self._write_late(round_)
                await self.sees_truth()
            case "closed":
                takes_late = round_["kind"] == "gather" and round_["takes_late"]
                await self.err_some(mistakes.not_now(round_, "phase.closed")[int(takes_late) :], 2)
                await self.sees_truth()
            case "revealed" if round_["kind"] == "merge":
                await self._see_themes()
            case _:
                pass

    async def _play_open(self, round_: View) -> None:
        await self.err_some(mistakes.of_table_anywhere(round_), 4)
        await self._read_notices()
        await self._call_help()
        await self._call_expert()
        if self._polite and await self._somebody_plays(round_):
            return
        match round_["kind"]:
            case "gather":
                await self._gather(round_)
            case "pitch":
                ballot = await floor.listen(self, round_)
                if ballot is not None:
                    self._ballots[round_["contest"]["box"]] = ballot["choices"], ballot["grades"]
            case "info" if round_["questions"]:
                await floor.ask(self, round_, 2)
            case "elaborate":
                await self._sheets.play(round_)
            case "vote" if round_["electors"] != "person":
                await self._vote(round_)
            case "assign" if round_["mode"] == "by_bid":
                await self._wish(round_)
            case "vote":
                await self.err_some([mistakes.no_elector(round_)], 1)
                await passing.go_round(self, round_)
            case "poll":
                await self._answer(round_)
            case _:
                late = {"round": round_["id"], "choices": {}}
                await self.err_some([Mistake("cast_ballot", late, "round.stale")], 1)
        if round_["kind"] != "info":
            await self.rest(0.1)
            await self._mark_ready(round_["id"])
        await self.sees_truth()

    async def _gather(self, round_: View) -> None:
        """Write what the table may, change one card, take one back and write it anew."""
        if round_["writers"] == "person":
            own = {"round": round_["id"], "fields": {"title": "x"}}
            return await self.err_some([Mistake("submit_card", own, "seat.foreign")], 1)
        if round_["assignment"] == "rotation":
            return await self._gallery(round_)
        if round_["assignment"] == "own":
            round_ = await self._own_parents(round_)
            if not round_["parents"]:
                return
        good = self._new_card(round_)
        await self.err_some(
            list(mistakes.of_table_in_gather(round_, good, self.hall.voices.unknown(), self._people())), 6
        )
        most = round_["limit"]
        for number in range(most):
            await self.rest(0.8 / most, 0.15 / most)
            if self.hall.strict and number == most - 1 and most > 1 and self.chance.random() < 0.3:
                self._late = good  # for the grace
                return
            card = await self._submit(good)
            if number == 0 and (self.hall.strict or self.chance.random() < 0.25):
                await self.rest(0.1)
                await self._change(card, round_)
            good = self._new_card(round_)
        await self.err_some([Mistake("submit_card", good, "card.limit")], 1)
        mine = [card for card, kept in self._cards.items() if kept["round"] == round_["id"]]
        if self.hall.strict and len(mine) > 1 and self.chance.random() < 0.5:
            await self.say("withdraw_card", card=mine[-1])
            del self._cards[mine[-1]]
            await self._submit(good)
        if round_["best"]:
            await self._mark_best(round_)
        return None

    async def _gallery(self, round_: View) -> None:
        """At each stop comment on the sheet that lies here; its own never comes to a table."""
        own = [card["id"] for card in round_["parents"] if card["id"] in self.own["mine"]]
        written = 0
        for stop in range(1, round_["rotation"]["stops"] + 1):
            await self.until(lambda no=stop: self._stop() >= no, f"stop {stop} of the gallery")
            await self.until(lambda no=stop: len(self.own["gathering"]["seen"]) >= min(no, 1), "the sheet of the stop")
            present, seen = self.own["gathering"]["present"], self.own["gathering"]["seen"]
            if own:
                wrong = self._comment(round_, own[0])
                await self.err_some([Mistake("submit_card", wrong, "stop.foreign")], 1)
            if present is None or written >= round_["limit"]:
                continue
            await self._submit(self._comment(round_, present))
            written += 1
            if written < round_["limit"] and self.chance.random() < 0.4:
                await self._submit(self._comment(round_, self.chance.choice(seen)))
                written += 1

    def _stop(self) -> int:
        round_ = self.common.get("round") or {}
        return int((round_.get("rotation") or {"stop": 0})["stop"])

    def _comment(self, round_: View, sheet: str) -> dict[str, Any]:
        return self._new_card({**round_, "parents": [card for card in round_["parents"] if card["id"] == sheet]})

    async def _mark_best(self, round_: View) -> None:
        """Mark a card, and often another one instead; some tables forget, and some would like to mark too many."""
        mine = [card for card, kept in self._cards.items() if kept["round"] == round_["id"]]
        if len(mine) > round_["best"]:
            over = {"round": round_["id"], "cards": mine[: round_["best"] + 1]}
            await self.err_some([Mistake("choose_best", over, "ballot.over_limit")], 1)
        for _ in range(self.chance.randint(0, 2)):
            marked = self.chance.sample(mine, min(round_["best"], len(mine)))
            await self.say("choose_best", round=round_["id"], cards=marked)
            self._best[round_["id"]] = marked

    async def _write_late(self, round_: View) -> None:
        """The time is over, and a card comes all the same."""
        mine = [card for card, kept in self._cards.items() if kept["round"] == round_["id"]]
        if len(mine) < round_["limit"] and self.chance.random() < 0.6:
            await self._submit(self._new_card(round_))

    async def _own_parents(self, round_: View) -> View:
        """The round as this table may play it: it answers the cards that it holds, and no others."""
        holds = self.own["holds"]
        foreign = [card["id"] for card in round_["parents"] if card["id"] not in holds]
        own = {**round_, "parents": [card for card in round_["parents"] if card["id"] in holds]}
        if foreign and own["parents"]:
            wrong = self._new_card(own) | {"parent": foreign[0]}
            await self.err_some([Mistake("submit_card", wrong, "card.foreign")], 1)
        return own

    async def _wish(self, round_: View) -> None:
        """Rank some cards, and often think again; some tables never say."""
        paper = [card["id"] for card in self.own["paper"]]
        await self.err_some(list(mistakes.of_wishes(round_, paper)), 3)
        await self.rest(0.6, 0.2)
        if tastes.stays_away(self.hall.seed, round_["id"], self.seat, 0.1):
            return
        for _ in range(1 + (self.chance.random() < 0.4)):
            wish = self.chance.sample(paper, self.chance.randint(1, min(round_["bids"], len(paper))))
            await self.say("rank_cards", round=round_["id"], cards=wish)
            self._bids[round_["id"]] = wish
            await self.rest(0.1)

    async def _change(self, card: str, round_: View) -> None:
        """The title in other words; and what a table may not do with a card."""
        kept = self._cards[card]
        answer = bool(round_["parents"])
        fields = self.hall.voices.revised(kept["fields"], round_["fields"], self.chance, answer=answer)
        if grid := round_["grid"]:
            fields |= {"row": kept["fields"]["row"], "col": self.chance.choice(grid["cols"])["id"]}
        await self.err_some([Mistake("revise_card", {"card": card, "fields": fields, "revision": 99}, "card.stale")], 1)
        if foreign := self._foreign_card():
            lines = {"card": foreign, "fields": fields, "revision": 1}
            await self.err_some([Mistake("revise_card", lines, "seat.foreign")], 1)
            await self.err_some([Mistake("withdraw_card", {"card": foreign}, "seat.foreign")], 1)
        await self.say("revise_card", card=card, fields=fields, revision=kept["revision"])
        kept["fields"], kept["revision"] = fields, kept["revision"] + 1

    def _foreign_card(self) -> str | None:
        """A card of this round that another table wrote: a number that is not its own."""
        accepted = self.hall.ledger.accepted
        here = self.own["round"]
        for said in reversed(accepted):
            if said.name == "submit_card" and said.seat != self.seat and said.payload["round"] == here:
                return str(said.answer["card"])
        return None

    def _new_card(self, round_: View) -> dict[str, Any]:
        """A card that the round takes, about a parent if it asks for one."""
        parent = self.chance.choice(round_["parents"]) if round_["parents"] else None
        title = parent["title"] if parent else None
        fields = self.hall.voices.card(round_["fields"], self.chance, title)
        if grid := round_["grid"]:
            fields |= {"row": self.chance.choice(grid["rows"])["id"], "col": self.chance.choice(grid["cols"])["id"]}
        card: dict[str, Any] = {"round": round_["id"], "fields": fields}
        if round_["authors"] and self._people() and self.chance.random() < WITH_AUTHOR:
            card["author"] = self.chance.randint(1, self._people())
        return card | ({"parent": parent["id"]} if parent else {})

    def _people(self) -> int:
        """How many badges there are."""
        return int(self.common["session"]["people"])

    async def _submit(self, card: dict[str, Any]) -> str:
        answer = await self.say("submit_card", **card)
        self._cards[answer["card"]] = {"round": card["round"], "fields": card["fields"], "revision": 1}
        return str(answer["card"])

    async def _vote(self, round_: View) -> None:
        """One ballot, and another one in its place."""
        paper = self.own["paper"]
        await self.err_some(list(mistakes.of_elector(round_, paper, self.own["hands"])), 4)
        await self.rest(0.7, 0.2)
        if tastes.stays_away(self.hall.seed, round_["id"], self.seat, 0.04):
            return
        await self._cast(round_, tastes.blank() if self.chance.random() < 0.03 else self._choice(round_, paper))
        if self.chance.random() < 0.4:
            await self.rest(0.1)
            await self._cast(round_, self._choice(round_, paper))

    async def _answer(self, round_: View) -> None:
        """The table's sheet, and for some another one in its place; where people are asked, it is not a table's."""
        if round_["electors"] == "person":
            await self.err_some([polls.not_asked(round_)], 1)
            await passing.ask_round(self, round_)
            return
        await self.err_some(list(polls.wrong(round_)), 3)
        await self.rest(0.7, 0.2)
        if tastes.stays_away(self.hall.seed, round_["id"], self.seat, 0.04):
            return
        for _ in range(1 + (self.chance.random() < 0.4)):
            answers = polls.sheet(round_["questions"], self.chance, self.hall.voices, f"{self.hall.seed}-{self.seat}")
            await self.say("answer_poll", round=round_["id"], answers=answers)
            self._answers[round_["id"]] = answers

    def _choice(self, round_: View, paper: list[View]) -> tastes.Ballot:
        mine = set(self.own.get("mine") or ())
        return tastes.ballot(self.hall.seed, round_, paper, self.chance, mine, self.own["hands"])

    async def _cast(self, round_: View, ballot: tastes.Ballot) -> None:
        vote = round_["contest"]
        await self.say("cast_ballot", round=round_["id"], contest=vote["no"], **ballot)
        self._ballots[vote["box"]] = ballot["choices"], ballot.get("grades", {})

    async def _see_themes(self) -> None:
        """Look where the own cards lie; a few tables object, and some of them take it back."""
        placed = [card for card in self.own["places"] if card["objecting"]]
        if not placed or self.chance.random() > 0.3:
            return
        await self.rest(0.4)
        card = self.chance.choice(placed)["id"]
        text = self.hall.voices.reason(self.chance)
        try:
            await self.say("object_to_theme", card=card, on=True, text=text)
            if self.chance.random() < 0.3:
                await self.say("object_to_theme", card=card, on=False, text="")
        except No as no:
            if no.code not in ("card.stale", "objection.closed"):
                raise

    async def _mark_ready(self, round_id: str) -> None:
        box = self.own["box"] or round_id
        await self.say("mark_ready", round=round_id, ready=True)
        self._ready.add(box)
        if self.hall.strict and self.chance.random() < 0.15:
            await self.say("mark_ready", round=round_id, ready=False)
            self._ready.discard(box)

    async def _call_help(self) -> None:
        """Some tables call the lead; one in two finds the answer itself."""
        if self.chance.random() < 0.12 and not self._polite and not self.own["help"]:
            await self.say("call_help", on=True)
            await self.rest(0.05)
            if self.chance.random() < 0.5:
                await self.say("call_help", on=False)

    async def _read_notices(self) -> None:
        """What the lead wrote to the host."""
        for notice in list(self.own["notices"]):
            await self.say("read_notice", notice=notice["no"])

    async def _call_expert(self) -> None:
        """Some tables have a question for an expert; a few answer it themselves before one comes."""
        if not self.common["experts"]:
            return await self.err_some([Mistake("call_expert", {"on": True}, "expert.none")], 1)
        if self._polite or self.chance.random() > 0.15:
            return None
        await self.say("call_expert", on=True, about=self.hall.voices.reason(self.chance))
        if self.chance.random() < 0.3:
            await self.say("call_expert", on=False)
        return None

    async def _somebody_plays(self, round_: View) -> bool:
        """Has a person at this table begun by themselves, within the time that was left to them?"""

        def begun() -> bool:
            sheets = self.own.get("sheets") or ()
            written = any(sheet["version"] for sheet in sheets)
            return bool(
                self.own.get("ready")
                or self.own.get("cards")
                or self.own.get("ballot")
                or self.own.get("bid")
                or written
            )

        with contextlib.suppress(Trouble):
            await self.until(begun, "anybody", HUMAN_SHARE * self.hall.pace.seconds(round_, "open"))
        return begun()


def _same(shown: View | None, said: View | None) -> bool:
    """Do two sheets say the same? Several options stand in the order of the question."""
    if shown is None or said is None:
        return shown is said
    return {name: sorted(value) if isinstance(value, list) else value for name, value in shown.items()} == {
        name: sorted(value) if isinstance(value, list) else value for name, value in said.items()
    }
