"""The tablet in a round of sheets: it writes field by field, as people do, comes too late on purpose, answers comments.

It reads the form and its sheets from its own view, as the tablet does.  What was acknowledged is held against what the
view shows (`differs`), and after the day against the file.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rehearsal.bot import No
from rehearsal.mistakes import NONE, Mistake, broken

if TYPE_CHECKING:
    from rehearsal.tables import TableBot

View = Mapping[str, Any]
FILLED = 0.85
"""How often a field that nobody requires is filled in."""
SAVES = 3


class SheetWork:
    """The sheets of one table, through all rounds."""

    def __init__(self, bot: TableBot) -> None:
        self._bot = bot
        self._kept: dict[str, tuple[int, dict[str, Any]]] = {}
        self._said: dict[str, bool | None] = {}

    def differs(self) -> str:
        """What the view shows otherwise than it was acknowledged."""
        for sheet in self._bot.own.get("sheets") or ():
            version, fields = self._kept.get(sheet["card"]["id"], (0, {}))
            if version and sheet["version"] == version and sheet["fields"] != fields:
                return f"shown sheet {sheet['fields']}, acknowledged {fields}"
            if sheet["version"] < version:
                return f"shown version {sheet['version']} of {sheet['card']['id']}, acknowledged {version}"
            for comment in (*sheet["comments"], *sheet["notes"]):
                said = self._said.get(comment["id"], comment["accepted"])
                if comment["accepted"] != said and not self._somebody_else_answered(comment["id"]):
                    return f"shown answer {comment}, acknowledged {said}"
        return ""

    def _somebody_else_answered(self, comment: str) -> bool:
        """Two tables may hold one card, and the last answer stands."""
        return any(
            said.name == "answer_comment" and said.payload["card"] == comment and said.seat != self._bot.seat
            for said in self._bot.hall.ledger.accepted
        )

    async def play(self, round_: View) -> None:
        """Write every sheet of the table in some saves, and answer what others say."""
        bot = self._bot
        form = round_["form"]["fields"]
        for sheet in list(bot.own["sheets"] or ()):
            card = sheet["card"]["id"]
            await bot.err_some(list(mistakes(round_, card, sheet["version"], bot.hall.voices.unknown())), 4)
            whole = self._written(form, sheet["fields"], bot.chance)
            for step in range(1, SAVES + 1):
                await bot.rest(0.8 / SAVES, 0.2 / SAVES)
                part = dict(list(whole.items())[: max(1, len(whole) * step // SAVES)])
                await self._save(round_, card, {**sheet["fields"], **part})
            await self._too_late(round_, card, whole)
            await self._answer(round_, card)

    async def _save(self, round_: View, card: str, fields: dict[str, Any]) -> None:
        """Save over what is there; where another table was quicker, over what that one wrote."""
        for _ in range(5):
            sheet = self._sheet(card)
            version = max(sheet["version"], self._kept.get(card, (0, {}))[0])
            try:
                answer = await self._bot.say(
                    "save_sheet", round=round_["id"], card=card, fields=fields, version=version
                )
            except No as no:
                if no.code != "sheet.stale":
                    raise
                await self._bot.until(lambda: self._sheet(card)["version"] > version, f"a newer version of {card}")  # noqa: B023
                continue
            self._kept[card] = answer["version"], fields
            return

    async def _too_late(self, round_: View, card: str, whole: dict[str, Any]) -> None:
        """A tablet that saw an earlier version must not overwrite a later one; the same once more harms nobody."""
        version, fields = self._kept[card]
        title = next(iter(whole))
        stale = {"round": round_["id"], "card": card, "fields": {title: "Old words"}, "version": version - 1}
        await self._bot.err_some([Mistake("save_sheet", stale, "sheet.stale")], 1)
        if self._bot.chance.random() < 0.5:
            await self._save(round_, card, fields)

    async def _answer(self, round_: View, card: str) -> None:
        sheet = self._sheet(card)
        for comment in (*sheet["comments"], *sheet["notes"]):
            said: list[bool | None] = [self._bot.chance.random() < 0.6]
            if self._bot.chance.random() < 0.2:
                said += [None, not said[0]]
            for accepted in said:
                try:
                    await self._bot.say("answer_comment", round=round_["id"], card=comment["id"], accepted=accepted)
                except No as no:
                    if no.code != "card.unknown" or comment in sheet["comments"]:
                        raise
                    break  # the expert has put another note in its place
                self._said[comment["id"]] = accepted

    def _sheet(self, card: str) -> dict[str, Any]:
        return next(sheet for sheet in self._bot.own["sheets"] if sheet["card"]["id"] == card)

    def _written(self, form: list[View], before: View, chance: random.Random) -> dict[str, Any]:
        """What the table writes: most of what is asked for, some of it in place of what was there."""
        whole: dict[str, Any] = {}
        for place, field in enumerate(form):
            if field["fills"]:
                continue
            if place == 0 or field["required"] or chance.random() < FILLED:
                keep = field["id"] in before and chance.random() < 0.5
                whole[field["id"]] = before[field["id"]] if keep else self._value(field, chance)
        return whole

    def _value(self, field: View, chance: random.Random) -> Any:
        if field["type"] != "rows":
            return self._text(field, chance)
        count = chance.randint(1, field["rows"])
        return [[self._text(column, chance) for column in field["columns"]] for _ in range(count)]

    def _text(self, field: View, chance: random.Random) -> str:
        match field["type"]:
            case "choice":
                return str(chance.choice(field["options"])["id"])
            case "date":
                return f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            case "number" | "money":
                return str(chance.randint(1, 90) * 500)
            case _:
                return self._bot.hall.voices.line(field["max_len"], chance)


def mistakes(round_: View, card: str, version: int, unknown: str) -> Iterator[Mistake]:
    """What nobody may do with a sheet."""

    def save(code: str, **changes: Any) -> Mistake:
        good = {"round": round_["id"], "card": card, "fields": {"title": "x"}, "version": version}
        return Mistake("save_sheet", {**good, **changes}, code)

    yield save("card.unknown", card=NONE)
    yield save("round.unknown", round=NONE)
    yield save("field.unknown", fields={NONE: "x"})
    yield save("sheet.stale", version=version + 7)
    yield save("payload.types", version=-1)
    yield Mistake("answer_comment", {"round": round_["id"], "card": NONE, "accepted": True}, "card.unknown")
    yield Mistake("redact_field", {"card": card, "field": "title"}, "event.unknown")
    for field in round_["form"]["fields"]:
        match field["type"]:
            case _ if field["fills"]:
                yield save("field.unknown", fields={field["id"]: "x"})
            case "text" | "long" | "place":
                yield save("text.too_long", fields={field["id"]: "ö" * (field["max_len"] + 1)})
            case "date":
                yield save("value.wrong", fields={field["id"]: "2026-02-30"})
            case "number" | "money":
                yield save("value.wrong", fields={field["id"]: "ten"})
            case "choice":
                yield save("choice.unknown", fields={field["id"]: unknown})
            case "rows":
                yield save("payload.types", fields={field["id"]: [["x"] * (len(field["columns"]) + 1)]})
            case _:
                pass
    good = {"round": round_["id"], "card": card, "fields": {}, "version": version}
    yield from broken("save_sheet", good)
