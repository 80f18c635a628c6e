"""The check-in desks at the door: they take the list, mark who comes, seat and mix, and read the paper ballots.

Two desks work side by side; the first takes the list, asks for the seating and reads each paper first, the second reads
it once more. What they do flows into the roster, by which the other bots know who is in the hall.
"""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rehearsal import registry, tastes
from rehearsal.bot import Bot
from rehearsal.hall import Hall, Stage, Trouble
from rehearsal.ledger import Said
from rehearsal.mistakes import NONE, Mistake
from rehearsal.registry import Invented, table
from rehearsal.roster import LATE, Roster, in_order

View = Mapping[str, Any]
BATCH = 12
PART = 40_000
FURTHEST = 1.5
"""No table may be further from its share of anything; the figure of the seating's own benchmark."""
SPOILED, MISREAD = 0.08, 0.2


class DeskBot(Bot):
    """A desk. `greet` lets the device of somebody who has come late in; `part` sends home who does not come again."""

    screen = "checkin"

    def __init__(self, hall: Hall, seat: str, token: str, roster: Roster, lang: str = "ru") -> None:
        super().__init__(hall, seat, token, lang)
        self._roster = roster
        self.second: DeskBot | None = None
        self.greet: Callable[[str], Awaitable[None]] = _nobody
        self.part: Callable[[set[str]], Awaitable[None]] = _nobody

    def differs(self) -> str:
        here = {row["id"] for row in self.common.get("people", ()) if row["here"] is not None}
        return "" if here == self._roster.here else f"shown as here: {sorted(here ^ self._roster.here)}"

    # -- before the doors open -------------------------------------------------------------------------

    async def take_list(self) -> None:
        """Send the list in parts, look at what it would do, and take it; sent once more it has nothing new."""
        data = table(self._roster.invented)
        which = {"upload": f"{self.seat}-list", "name": registry.FILE}
        await self._refused("/api/list/preview", {**which, "mapping": None}, "upload.lost")
        await self._send(which["upload"], data)
        found = await self._done("/api/list/preview", {**which, "mapping": None})
        if found["error"] or found["problems"] or found["sums"]["new"] != len(self._roster.invented):
            self._blame(f"the list was read with {found['error'] or found['problems'] or found['sums']}")
        asked = {**which, "mapping": found["mapping"], "mark": found["mark"], "action_id": self._action()}
        await self._refused("/api/list/take", {**asked, "mark": "0"}, "list.stale")
        ack = await self._done("/api/list/take", asked)
        await self._send(which["upload"], data)
        again = await self._done("/api/list/preview", {**which, "mapping": None})
        many = len(self._roster.invented)
        if (again["sums"]["new"], again["sums"]["same"]) != (0, many):
            self._blame(f"the list that was taken would now do {again['sums']}")
        await self.until(lambda: len(self.common.get("people", ())) == many, "everybody of the list")
        by_name = {each.name: each for each in self._roster.invented}
        self._roster.settle({row["id"]: by_name[row["name"]] for row in self.common["people"]})
        told = {"people": in_order(self._roster.listed)}
        self.hall.ledger.accepted.append(
            Said(self.seat, asked["action_id"], "take_list", told, ack["answer"], ack["version"][1])
        )

    async def _send(self, upload: str, data: bytes) -> None:
        for no, at in enumerate(range(0, len(data), PART)):
            part = base64.b64encode(data[at : at + PART]).decode()
            await self._done("/api/list/part", {"upload": upload, "no": no, "data": part})

    # -- during the day --------------------------------------------------------------------------------

    async def play(self, stage: Stage, round_: View) -> None:
        if self.second is not None:
            await self._lead_the_door(stage, round_)
        await self.sees_truth()

    async def _lead_the_door(self, stage: Stage, round_: View) -> None:
        roster = self._roster
        if round_["day"] > roster.day:
            await self._begin_day(round_["day"])
        match stage.phase:
            case "briefing" if roster.day == 1 and not roster.here:
                await self._open_doors(roster.comes_first())
            case "open" if round_["kind"] == "assign" and round_["mode"] in ("mixed", "remix"):
                await self._mix(round_)
            case "briefing" if roster.walk_ins and roster.day == 1 and round_["kind"] != "assign":
                await self._late()
                while len(roster.walk_ins) > LATE:
                    await self._walk_in(stage)
            case "open" if round_["kind"] == "vote" and round_["electors"] == "person":
                await self._vote(stage, round_)
            case _:
                pass

    async def _begin_day(self, day: int) -> None:
        """Another morning: nobody is here yet, and fewer come than the day before."""
        come, gone = self._roster.comes_again(), set(self._roster.here)
        await self.err(Mistake("begin_check_in", {"day": day + 1, "was": day - 1}, "phase.not_allowed"))
        await self.say("begin_check_in", day=day, was=day - 1)
        await self.err(Mistake("begin_check_in", {"day": day, "was": day - 1}, "day.begun"))
        self._roster.day, self._roster.here = day, set()
        await self.part(gone - {*come})
        await self._open_doors(come)

    async def _open_doors(self, come: list[str]) -> None:
        """Both desks mark who comes, a few at a time; one is marked by mistake and put right."""
        assert self.second is not None
        await self.err_some(self._wrong(), 4)
        for at in range(0, len(come), BATCH):
            desk = (self, self.second)[at // BATCH % 2]
            await desk.mark(come[at : at + BATCH], True)
        if absent := in_order(self._roster.listed.keys() - self._roster.here):
            await self.mark(absent[:1], True)
            await self.second.mark(absent[:1], False)

    async def mark(self, seats: list[str], came: bool) -> Any:
        """They have come, or they are not here; returns what the desk answered."""
        answer = await self.say("mark_attendance", people=seats, came=came)
        self._roster.mark(seats, came)
        return answer

    async def _late(self) -> None:
        """Some on the list come when the others sit already, and get a table as a walk-in does."""
        if late := self._roster.late:
            self._roster.late = []
            answer = await self.mark(late, True)
            if self._roster.seatings and answer.get("seated", {}).keys() != {*late}:
                self._blame(f"{late} came after the mixing and were told {answer}")

    def _wrong(self) -> list[Mistake]:
        badge, signed = in_order(self._roster.listed)[0], {"consents": ["processing"]}
        return [
            Mistake("mark_attendance", {"people": ["p4999"], "came": True}, "person.unknown"),
            Mistake("register_person", {"name": "   ", **signed}, "text.empty"),
            Mistake("register_person", {"name": "Somebody"}, "name.unsigned"),
            Mistake("register_person", {"name": "Somebody", "badge": int(badge[1:]), **signed}, "badge.taken"),
            Mistake("move_person", {"person": badge, "table": NONE}, "table.unknown"),
            Mistake("revise_person", {"person": "t1", "name": "Somebody"}, "person.unknown"),
            Mistake("move_round", {"round": NONE, "phase": "open", "was": "briefing"}, "event.unknown"),
            Mistake("take_list", {"rows": [], "known": 0}, "event.unknown"),
        ]

    async def _walk_in(self, stage: Stage) -> str:
        """Somebody who is not on the list: a name and what one says at a door, then a badge and a table."""
        somebody: Invented = self._roster.walk_ins.pop()
        answer = await self.say(
            "register_person", name=somebody.name, contact=somebody.cells[registry.EMAIL], consents=["processing"]
        )
        person = str(answer["person"])
        self._roster.listed[person] = somebody
        self._roster.walked_in.add(person)
        self._roster.mark([person], True)
        if self._roster.way(person) == "phone":
            await self.greet(person)
            await self.hall.all_done(stage, [person])
        return person

    async def _mix(self, round_: View) -> None:
        """Ask for a seating, look whether it is one, and list it; one person is moved by hand at once."""
        found = await self._done("/api/seating", {"round": round_["id"], "lang": self.lang})
        if found["broken"] or found["deviation"] > FURTHEST or found["people"].keys() != self._roster.here:
            wrong = {name: found[name] for name in ("broken", "deviation", "worst", "seated")}
            self._blame(f"{round_['id']}: not a seating of the {len(self._roster.here)} who are here: {wrong}")
        told = {name: found[name] for name in ("seated", "deviation", "repeats", "pairs", "moves")}
        self._roster.seatings.append({"round": round_["id"], **told, "broken": len(found["broken"])})
        people = dict(found["people"])
        await self.say("list_people", round=round_["id"], people=dict(people))
        one = self.chance.choice(sorted(people))
        people[one] = self.chance.choice(sorted({*people.values()} - {people[one]}))
        await self.say("list_people", round=round_["id"], people=people)

    # -- a vote of people ------------------------------------------------------------------------------

    async def _vote(self, stage: Stage, round_: View) -> None:
        """Who is here is on the roll; some come late and are on it, too. Paper is given out, read, and read again."""
        vote = (round_["id"], round_["contest"]["no"])
        roll = self._roster.rolls.setdefault(vote, set())
        roll |= self._roster.here
        while self._roster.walk_ins:
            roll.add(await self._walk_in(stage))
        await self._papers(round_)

    async def _papers(self, round_: View) -> None:
        assert self.second is not None
        holders = self._roster.without_phone(self._roster.here, "paper")
        if not holders:
            return
        at = {row["id"]: row["table"] for row in self.common["people"]}
        of = {"round": round_["id"], "contest": round_["contest"]["no"]}
        await self.say("give_papers", **of, people=holders, on=True)
        stray = next(iter(self._roster.strays), None)
        if stray is not None:
            await self.err(Mistake("give_papers", {**of, "people": [stray], "on": True}, "ballot.not_on_roll"))
        cards = await self.hall.paper(round_["contest"]["box"])
        count: dict[str, int] = {}
        for person in holders:
            count[at[person]] = no = count.get(at[person], 0) + 1
            await self._read_twice(round_, f"{at[person][1:]}-{no}", cards)
        full = next(iter(count))
        over = {**of, "no": f"{full[1:]}-{count[full] + 1}", "choices": {}}
        await self.err(Mistake("read_paper", over, "papers.more"))

    async def _read_twice(self, round_: View, no: str, cards: list[View]) -> None:
        """Two read without seeing each other's reading; where they differ, one of them looks again."""
        assert self.second is not None
        of = {"round": round_["id"], "contest": round_["contest"]["no"], "no": no}
        spoiled = self.chance.random() < SPOILED
        said = (
            {"choices": {}, "spoiled": True} if spoiled else tastes.ballot(self.hall.seed, round_, cards, self.chance)
        )
        if self.chance.random() < MISREAD:
            await self.second.say("read_paper", **of, choices={} if said["choices"] else {cards[0]["id"]: 1})
            if self.chance.random() < 0.5:
                await self.second.say("drop_paper", **of)
        await self.say("read_paper", **of, **said)
        await self.second.say("read_paper", **of, **said)

    # -- asking over HTTP ------------------------------------------------------------------------------

    async def _done(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        status, answer = await self.post(path, body)
        if status != 200:
            raise Trouble(f"{path} was answered with {status} {answer}")
        return answer

    async def _refused(self, path: str, body: dict[str, Any], code: str) -> None:
        _, answer = await self.post(path, body)
        self.hall.ledger.wrong(f"{self.seat}: {path}", code, (answer.get("error") or {}).get("code", ""))


async def _nobody(_: Any) -> None:
    """Where no devices come late."""
