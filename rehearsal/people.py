"""The phone in the hall: a badge votes in secret and signs up; a guest may only look and sign up.

After the reveal a badge does what every voter may: it looks for its receipt in the sealed list.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rehearsal import floor, mistakes, polls, tastes
from rehearsal.bot import Bot
from rehearsal.hall import Hall, Stage
from rehearsal.mistakes import Mistake

View = Mapping[str, Any]
BOLD = ("processing", "screen", "transfer", "publish")


class PersonBot(Bot):
    """One phone. `no` is the badge's number; a guest has none, and no vote."""

    screen = "audience"

    def __init__(self, hall: Hall, seat: str, token: str, lang: str = "ru", *, no: int | None = None) -> None:
        super().__init__(hall, seat, token, lang)
        self._no = no
        self._ballots: dict[str, tuple[tastes.Ballot, str]] = {}
        self._groups: dict[str, str] = {}
        self._sheets: set[str] = set()
        self._cards: dict[str, tuple[str, dict[str, str]]] = {}

    def differs(self) -> str:
        if "sign_ups" not in self.own:
            return ""
        groups = {each["card"]: each["role"] for each in self.own["sign_ups"]}
        if groups != self._groups:
            return f"shown groups {groups}, acknowledged {self._groups}"
        if self.own["cards"] is not None:
            shown = [(card["id"], card["fields"]) for card in self.own["cards"]]
            mine = [self._cards[self.own["round"]]] if self.own["round"] in self._cards else []
            if shown != mine:
                return f"shown cards {shown}, acknowledged {mine}"
        round_ = self.common.get("round")
        if round_ and round_["kind"] == "poll" and round_["phase"] in ("open", "grace"):
            answered = round_["id"] in self._sheets
            if self.own["answered"]["poll"] != answered:
                return f"shown that answers are in: {self.own['answered']['poll']}, acknowledged: {answered}"
        if not round_ or round_["kind"] != "vote" or round_["phase"] not in ("open", "grace"):
            return ""
        cast = round_["contest"]["box"] in self._ballots
        if self.own["cast"] != cast:
            return f"shown that a ballot was cast: {self.own['cast']}, acknowledged: {cast}"
        return ""

    async def play(self, stage: Stage, round_: View) -> None:
        vote = Mistake("cast_ballot", {"round": round_["id"], "choices": {}}, "phase.closed")
        match stage.phase:
            case "briefing" | "closed" if round_["kind"] == "vote" and self._no is not None:
                await self.err_some([vote], int(self.chance.random() < 0.3))
            case "open":
                await self._play_open(round_)
            case "carried" if self._no is not None and round_["kind"] == "vote":
                await self._find_receipts(round_)
            case _:
                pass

    async def _play_open(self, round_: View) -> None:
        await self.err_some(mistakes.of_person_anywhere(round_), 1)
        match round_["kind"], self._no:
            case "vote", None:
                cast = {"round": round_["id"], "choices": {}}
                await self.err_some([Mistake("cast_ballot", cast, "event.unknown")], 1)
            case "vote", _ if round_["electors"] == "person" and self._is_stray():
                cast = {"round": round_["id"], "contest": round_["contest"]["no"], "choices": {}}
                await self.err(Mistake("cast_ballot", cast, "ballot.not_on_roll"))
            case "vote", _ if self.own["elector"]:
                await self._vote(round_)
            case "vote", _:
                await self.err_some([mistakes.no_elector(round_)], 1)
            case "signup", _:
                await self._sign_up(round_)
            case "pitch", no if no is not None and round_["criteria"]:
                await self.err_some([mistakes.no_elector(round_)], 1)
            case "info", no if round_["questions"] and (no is not None or round_["guests_ask"]):
                await floor.ask(self, round_, 1)
            case "poll", _:
                await self._answer(round_)
            case "gather", _ if round_["writers"] == "person":
                await self._write(round_)
            case _:
                pass
        await self.sees_truth()

    def _is_stray(self) -> bool:
        """Does somebody use the badge of a person whom the desk has not seen?"""
        roster = self.hall.roster
        return roster is not None and self.seat in roster.strays

    async def _write(self, round_: View) -> None:
        """Many have a topic; some say it in other words, a few think better of it."""
        await self.rest(0.7)
        if self.chance.random() > 0.7:
            return
        fields = self.hall.voices.card(round_["fields"], self.chance)
        wrong = {"round": round_["id"], "fields": {**fields, mistakes.NONE: "x"}}
        await self.err_some([Mistake("submit_card", wrong, "field.unknown")], 1)
        answer = await self.say("submit_card", round=round_["id"], fields=fields)
        self._cards[round_["id"]] = (answer["card"], fields)
        again = {"round": round_["id"], "fields": fields}
        if round_["limit"] == 1:
            await self.err_some([Mistake("submit_card", again, "card.limit")], 1)
        if self.chance.random() < 0.3:
            fields = self.hall.voices.revised(fields, round_["fields"], self.chance, answer=False)
            await self.say("revise_card", card=answer["card"], fields=fields, revision=1)
            self._cards[round_["id"]] = (answer["card"], fields)
        elif self.chance.random() < 0.1:
            await self.say("withdraw_card", card=answer["card"])
            del self._cards[round_["id"]]

    async def _vote(self, round_: View) -> None:
        paper = self.own["paper"]
        self.hall.show_paper(round_["contest"]["box"], paper)
        await self.err_some(list(mistakes.of_elector(round_, paper)), 2)
        await self.rest(0.8, 0.05)
        if tastes.stays_away(self.hall.seed, round_["id"], self.seat, 0.08):
            return
        blank = self.chance.random() < 0.02
        await self._cast(round_, tastes.blank() if blank else tastes.ballot(self.hall.seed, round_, paper, self.chance))
        if self.chance.random() < 0.15:
            await self.rest(0.1)
            await self._cast(round_, tastes.ballot(self.hall.seed, round_, paper, self.chance))

    async def _cast(self, round_: View, ballot: tastes.Ballot) -> None:
        vote = round_["contest"]
        answer = await self.say("cast_ballot", round=round_["id"], contest=vote["no"], **ballot)
        _, receipt = self._ballots.get(vote["box"], ({}, answer["receipt"]))
        if answer["receipt"] != receipt:
            self._blame(f"the receipt changed from {receipt} to {answer['receipt']}")
        self._ballots[vote["box"]] = ballot, answer["receipt"]

    async def _answer(self, round_: View) -> None:
        """A sheet, and the straw poll that the lead may ask meanwhile; some answer anew, some take it out again."""
        if not self.own["elector"]:
            await self.err_some([polls.not_asked(round_)], 1)
        elif not tastes.stays_away(self.hall.seed, round_["id"], self.seat, 0.08):
            await self.err_some(list(polls.wrong(round_)), 2)
            await self.rest(0.6, 0.05)
            for _ in range(1 + (self.chance.random() < 0.25)):
                await self._hand_in(round_)
            if self.chance.random() < 0.06:
                await self.say("forget_answers", round=round_["id"])
                self._sheets.discard(round_["id"])
                if self.chance.random() < 0.5:
                    await self._hand_in(round_)
        straw = self.common["straw"]
        if straw is not None and straw["open"]:
            await self.err_some([Mistake("answer_straw", {"straw": straw["no"] + 1, "choice": 0}, "straw.closed")], 1)
            for _ in range(1 + (self.chance.random() < 0.2)):
                await self.say("answer_straw", straw=straw["no"], choice=self.chance.randrange(len(straw["options"])))

    async def _hand_in(self, round_: View) -> None:
        answers = polls.sheet(round_["questions"], self.chance, self.hall.voices, f"{self.hall.seed}-{self.seat}")
        await self.say("answer_poll", round=round_["id"], answers=answers)
        self._sheets.add(round_["id"])

    async def _find_receipts(self, round_: View) -> None:
        """Everybody's own check, in each vote of the round that was shown to the end: my receipt stands in the list,
        once, with what I marked."""
        if round_["electors"] != "person":
            return
        await self.until(lambda: self.common.get("sealed") is not None, "the sealed lists")
        for vote in self.common["sealed"]:
            cast = self._ballots.get(vote["box"])
            rows = [row for row in vote["ballots"] if cast and row["receipt"] == cast[1]]
            if cast and [_said(row) for row in rows] != [_should_say(vote, cast[0])]:
                self._blame(f"the sealed list of {vote['box']} has {rows} under the receipt of {cast[0]}")
        if round_["contest"]["box"] not in {vote["box"] for vote in self.common["sealed"]}:
            self._blame(f"there is no sealed list of {round_['contest']['box']}")

    async def _sign_up(self, round_: View) -> None:
        """Join the groups that the person wants; some change their role, some leave again."""
        paper, most = self.own["paper"], round_["max_per_person"]
        await self.err_some(list(mistakes.of_signup(round_, paper[0]["id"])), 2)
        people = self.common["session"]["people"]
        leading = [card for card, no in tastes.leads(self.hall.seed, paper, people).items() if no == self._no]
        wanted = [*leading, *tastes.joins(self.hall.seed, paper, self.chance, most)]
        wanted = list(dict.fromkeys(wanted))[:most]
        roles = [role["id"] for role in round_["roles"] if not role["leads"]] or [round_["roles"][0]["id"]]
        leader = next((role["id"] for role in round_["roles"] if role["leads"]), roles[0])
        for card in wanted:
            await self.rest(0.7 / len(wanted))
            role = leader if card in leading else self._role(roles)
            await self._join(round_, card, role)
        if len(wanted) == most and (others := [card["id"] for card in paper if card["id"] not in wanted]):
            over = {"round": round_["id"], "card": others[0], "role": roles[0]}
            await self.err_some([Mistake("sign_up", over, "sign_up.limit")], 1)
        ordinary = [card for card in wanted if card not in leading]
        if ordinary and len(roles) > 1 and self.chance.random() < 0.12:
            await self._join(round_, ordinary[0], next(role for role in roles if role != self._groups[ordinary[0]]))
        elif ordinary and self.chance.random() < 0.1:
            await self.say("withdraw_sign_up", card=ordinary[-1])
            del self._groups[ordinary[-1]]

    def _role(self, roles: list[str]) -> str:
        """Most come as the first of the roles that do not lead."""
        return roles[0] if self.chance.random() < 0.7 else self.chance.choice(roles)

    async def _join(self, round_: View, card: str, role: str) -> None:
        """Some give a name and a contact, some a name, some nothing; each consent is given apart."""
        fields: dict[str, Any] = {"card": card, "role": role, "name": "", "contact": "", "consents": []}
        if self.chance.random() < 0.8:
            name, contact = self.hall.voices.person(self._no or 1000 + self.chance.randrange(1000), self.chance)
            asked = [purpose for purpose in round_["consents"] if purpose != "processing"]
            given = [purpose for purpose in asked if self.chance.random() < (0.75 if purpose in BOLD[:2] else 0.5)]
            fields |= {"name": name, "consents": ["processing", *given]}
            if self.chance.random() < 0.7:
                fields["contact"] = contact
        await self.say("sign_up", round=round_["id"], **fields)
        self._groups[card] = role


def _said(row: View) -> tuple[Any, ...]:
    return sorted(row["choices"]), row.get("dots"), row.get("grades")


def _should_say(vote: View, ballot: tastes.Ballot) -> tuple[Any, ...]:
    choices, grades = ballot["choices"], ballot.get("grades", {})
    method = vote["method"]
    return sorted(choices), choices if method == "dots" else None, grades if method == "score" else None
