"""The floor: teams are called up one after another, tables grade what they hear; and in a talk the hall asks.

What each of them does is read off its own screen.  Truth flows from there into commands, as from any hand.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from rehearsal import tastes
from rehearsal.bot import Bot, No
from rehearsal.mistakes import NONE, Mistake

View = Mapping[str, Any]
ON_THE_FLOOR = ("speak", "qa")
RETRY_S = 0.5
ANSWERS = ("yes", "partly", "no")


# -- the lead ----------------------------------------------------------------------------------------------


async def lead_queue(lead: Bot, row: View, seconds: float) -> None:
    """Give everybody the floor in turn; whoever was skipped at first comes at the end, or when there is time."""
    shares = seconds / max(1, 2 * len(_queue(lead)))
    await lead.err_some(_wrong_steps(lead, row), 3)
    waiting = _of(lead, "waits")
    if len(waiting) > 1 and not _of(lead, "done", "skipped", *ON_THE_FLOOR):
        await _step(lead, row, "skip_pitch", waiting[0])
    while _is_open(lead, row):
        floor, waiting, skipped = _of(lead, *ON_THE_FLOOR), _of(lead, "waits"), _of(lead, "skipped")
        if floor:
            await asyncio.sleep(shares)
            await _hear(lead, row, floor[0])
        elif waiting:
            await _step(lead, row, "start_pitch", waiting[0])
        elif skipped:
            name = "return_pitch" if lead.chance.random() < 0.5 else "start_pitch"
            await _step(lead, row, name, skipped[0])
        else:
            return


async def _hear(lead: Bot, row: View, card: View) -> None:
    """One who has the floor: their clock, the answer to them, and then the questions or the end."""
    round_ = lead.common["round"]
    if lead.hall.strict and card["stand"] == "speak":
        fields = {"round": row["id"], "card": card["id"]}
        await lead.say("add_pitch_time", **fields, ms=30_000)
        await lead.say("pause_pitch", **fields)
        await lead.say("resume_pitch", **fields)
    if round_["reply_fields"] and not card["reply"]:
        await _reply(lead, row, card, round_["reply_fields"])
    questions = card["stand"] == "speak" and round_["qa_s"]
    await _step(lead, row, "open_questions" if questions else "finish_pitch", card)


async def _reply(lead: Bot, row: View, card: View, asked: list[str]) -> None:
    said = {
        "answer": lead.chance.choice(ANSWERS),
        "due": f"2030-{lead.chance.randint(1, 12):02}-01",
        "text": lead.hall.voices.reply(lead.chance),
    }
    fields = {name: said[name] for name in asked}
    try:
        await lead.say("give_reply", round=row["id"], card=card["id"], **fields)
    except No:
        if lead.hall.strict:
            raise


async def _step(lead: Bot, row: View, name: str, card: View) -> None:
    """Move the queue as it was seen; somebody at a second console may have been quicker."""
    seen = lead.common["pitch"]["rev"]
    try:
        await lead.say(name, round=row["id"], card=card["id"], seen=seen)
    except No:
        if lead.hall.strict:
            raise
        await asyncio.sleep(RETRY_S)
        return
    await lead.until(lambda: not _is_open(lead, row) or lead.common["pitch"]["rev"] > seen, name)


def _wrong_steps(lead: Bot, row: View) -> list[Mistake]:
    pitch = lead.common["pitch"]
    first = pitch["queue"][0]["id"]
    fields = {"round": row["id"], "card": first, "seen": pitch["rev"]}
    asked = lead.common["round"]["reply_fields"]
    wrong = {"round": row["id"], "card": first, "due": "2030-02-31"}
    return [
        Mistake("start_pitch", {**fields, "seen": pitch["rev"] - 1}, "pitch.moved"),
        Mistake("start_pitch", {**fields, "card": NONE}, "card.unknown"),
        Mistake("open_questions", fields, "pitch.not_allowed"),
        Mistake("finish_pitch", fields, "pitch.not_allowed"),
        Mistake("add_pitch_time", {"round": row["id"], "card": first, "ms": 1000}, "clock.none"),
        Mistake("give_reply", wrong, "date.wrong" if "due" in asked else "field.unknown"),
        Mistake("start_pitch", {**fields, "round": NONE}, "round.unknown"),
    ]


async def answer_questions(lead: Bot, row: View) -> None:
    """Put one question after another on the wall; one is blotted out, one set aside."""
    await lead.err_some([Mistake("mark_question", {"question": NONE, "state": "wall", "was": "new"}, _NO_QUESTION)], 1)
    for place, question in enumerate(lead.common["questions"] or ()):
        if question["state"] != "new" or question["redacted"]:
            continue
        mine = {"question": question["id"]}
        if lead.hall.strict and place == 1:
            await lead.say("redact_question", **mine)
        elif place == 2:
            await lead.say("mark_question", **mine, state="aside", was="new")
        else:
            await lead.err_some([Mistake("mark_question", {**mine, "state": "aside", "was": "wall"}, _MOVED)], 1)
            await lead.say("mark_question", **mine, state="wall", was="new")
            await lead.say("mark_question", **mine, state="answered", was="wall")


_NO_QUESTION, _MOVED = "question.unknown", "question.moved"


# -- the hall ----------------------------------------------------------------------------------------------


async def listen(bot: Bot, round_: View) -> tastes.Ballot | None:
    """A table's part: grade what is heard, whenever there is more of it; the ballot that stands in the end."""
    grades, said = bool(round_["criteria"]), None
    if grades:
        await bot.err_some(_wrong_grades(bot, round_), 3)
    away = tastes.stays_away(bot.hall.seed, round_["id"], bot.seat, 0.06)
    while True:
        heard = {row["id"] for row in _queue(bot) if row["heard"]}
        over = all(row["stand"] == "done" for row in _queue(bot))
        if grades and not away and (over or bot.chance.random() < 0.3):
            said = await _grade(bot, round_, heard, said)
        if over:
            return said
        await bot.until(lambda heard=heard: _has_gone_on(bot, heard), "the next pitch", None)


async def _grade(bot: Bot, round_: View, heard: set[str], said: tastes.Ballot | None) -> tastes.Ballot | None:
    """The whole ballot, with what is new on it; what was given before stays as it was."""
    known = said["grades"] if said else {}
    paper = [
        card
        for card in bot.own["paper"]
        if card["id"] in heard and card["id"] not in bot.own["apart"] and card["id"] not in known
    ]
    if not paper:
        return said
    more = tastes.ballot(bot.hall.seed, round_, paper, bot.chance, set(bot.own["mine"]))["grades"]
    ballot = {"choices": {}, "grades": {**known, **more}}
    if ballot["grades"] != known:
        await bot.say("cast_ballot", round=round_["id"], contest=round_["contest"]["no"], **ballot)
    return ballot


def _has_gone_on(bot: Bot, heard: set[str]) -> bool:
    queue = _queue(bot)
    return {row["id"] for row in queue if row["heard"]} != heard or all(row["stand"] == "done" for row in queue)


def _wrong_grades(bot: Bot, round_: View) -> list[Mistake]:
    first = round_["criteria"][0]
    vote = {"round": round_["id"], "contest": round_["contest"]["no"], "choices": {}}

    def graded(card: str, code: str, grade: int = first["low"]) -> Mistake:
        return Mistake("cast_ballot", {**vote, "grades": {card: {first["id"]: grade}}}, code)

    wrong = [graded(NONE, "card.unknown"), Mistake("start_pitch", {"round": round_["id"]}, "event.unknown")]
    wrong += [graded(card, "ballot.own_card") for card in bot.own["apart"][:1]]
    if bot.own["paper"]:
        wrong.append(Mistake("cast_ballot", {**vote, "choices": {bot.own["paper"][0]["id"]: 1}}, "payload.types"))
    return wrong


async def ask(bot: Bot, round_: View, most: int) -> None:
    """Ask something, and say of somebody else's question that it matters, too."""
    wrong = [
        Mistake("ask_question", {"round": round_["id"], "text": " \t "}, "text.empty"),
        Mistake("ask_question", {"round": NONE, "text": "x"}, "round.unknown"),
        Mistake("back_question", {"question": NONE, "on": True}, "question.unknown"),
        Mistake("mark_question", {"question": NONE, "state": "wall", "was": "new"}, "event.unknown"),
    ]
    await bot.err_some(wrong, 2)
    for _ in range(bot.chance.randint(0, most)):
        await bot.rest(0.3)
        await bot.say("ask_question", round=round_["id"], text=bot.hall.voices.question(bot.chance), whom="")
    await bot.rest(0.4, 0.1)
    mine = {each["id"] for each in bot.own["questions"]["asked"]}
    for question in [each for each in bot.common["questions"]["list"] if each["id"] not in mine][:3]:
        if bot.chance.random() < 0.5:
            try:
                await bot.say("back_question", question=question["id"], on=True)
            except No as no:
                if no.code != "question.unknown":  # the lead has set it aside meanwhile
                    raise


def _queue(bot: Bot) -> list[View]:
    return list((bot.common.get("pitch") or {}).get("queue") or ())


def _of(bot: Bot, *stands: str) -> list[View]:
    return [row for row in _queue(bot) if row["stand"] in stands]


def _is_open(bot: Bot, row: View) -> bool:
    round_ = bot.common.get("round") or {}
    return round_.get("id") == row["id"] and round_.get("phase") in ("open", "grace")
