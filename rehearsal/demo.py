"""A forum evening played by bots before a newcomer's eyes, in about five minutes.

The newcomer opens the projector, the console and one tablet, and may play along on each: bots leave table 1 alone while
somebody plays there, and the bot that leads takes every move that was made by hand as made.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from live.words import Translator
from rehearsal import floor
from rehearsal.bot import Bot, No
from rehearsal.hall import Hall, Trouble
from rehearsal.lead import HERE, LeadBot, Told
from rehearsal.rehearse import devices, guests, lead_token
from rehearsal.server import COMMAND, Server
from rehearsal.summary import state_of
from sessions.scenario import Scenario

View = Mapping[str, Any]
SECONDS = {
    ("info", "open"): 7,
    ("gather", "open"): 32,
    ("merge", "open"): 20,
    ("vote", "open"): 17,
    ("signup", "open"): 36,
    ("assign", "open"): 14,
    ("assign", "revealed"): 8,
    ("elaborate", "open"): 32,
    ("gather", "read"): 4,
    ("gather", "closed"): 4,
    ("pitch", "open"): 40,
    ("pitch", "revealed"): 7,
    ("merge", "revealed"): 8,
    ("poll", "open"): 12,
    ("poll", "revealed"): 8,
    ("vote", "closed"): 4,
    ("vote", "revealed"): 7,
    ("signup", "spot"): 4,
}
"""How long a phase of a kind is worth looking at, at speed 1."""
REVEALED = {"merge": 1, "vote": 2, "assign": 1, "pitch": 1, "poll": 1}
"""How many times as long a revealed round stays: a result is read, and then the tie or the groups."""
BETWEEN = {"planned": 1.5, "briefing": 2.5}
ARRIVAL_S, STEP_S = 12.0, 0.2
GUESTS = 3
TALK_SHARE = 0.2
YOUR_TABLE = "t1"


class DemoPace:
    """The demo's own minutes, `speed` times faster."""

    def __init__(self, speed: float) -> None:
        self._speed = speed

    def seconds(self, round_: View, phase: str) -> float:
        return self.scaled(SECONDS.get((round_["kind"], phase), BETWEEN.get(phase, 1)))

    def scaled(self, seconds: float) -> float:
        """So many of the demo's seconds."""
        return seconds / self._speed

    def total(self, day: Scenario) -> float:
        """How long the whole day takes."""
        seconds = ARRIVAL_S
        for plan in day.rounds:
            view = {"kind": plan.kind}
            phases = ["planned", "briefing", "open", "closed", *["revealed"] * REVEALED.get(plan.kind, 0)]
            seconds += sum(self.seconds(view, phase) for phase in phases) * self._speed
            seconds += 7 * SECONDS["signup", "spot"] if plan.kind == "signup" else 0
        return self.scaled(seconds)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be shown, and in which folder its session lies."""

    scenario: Path
    day: Scenario
    data: Path
    words: Translator
    speed: float = 1.0
    port: int = 0
    open_browser: bool = True
    stay: bool = True
    """Serve on when the evening is over, until Ctrl-C."""
    command: Sequence[str] = COMMAND
    say: Callable[[str], None] = print


class ShowLead(LeadBot):
    """The lead of a demo: it takes its time, talks to the hall, shows the groups, and gives way to a second console."""

    _talked = False
    groups: Sequence[View] = ()
    """The initiatives as they were when the sign-up was carried on."""

    def __init__(self, hall: Hall, seat: str, token: str, lang: str = "ru", *, told: Told = lambda *_: None) -> None:
        super().__init__(hall, seat, token, lang, told=told)
        self._read_since: dict[tuple[str, int], float] = {}

    async def stay(self, row: View) -> None:
        seconds = self.hall.pace.seconds(row, row["phase"])
        match row["phase"], row["kind"]:
            case "open", "pitch":
                await self._set_clock(row, seconds)
                await floor.lead_queue(self, row, seconds)
            case "open", kind:
                await self._set_clock(row, seconds)
                await self._pass(row, seconds * 0.3)
                talk = seconds * TALK_SHARE if kind == "gather" and not self._talked else 0
                await self._talk(row, talk)
                await self._answer_help()
                if kind == "assign":
                    await self.give_out(row)
                await self._pass(row, seconds * 0.7 - talk)
                if kind == "signup":
                    await self._show_groups(row)
                if kind == "info" and self._is(row) and self.common["questions"]:
                    await floor.answer_questions(self, row)
            case "revealed", _:
                await self._pass(row, seconds)
                if self._is(row) and row["kind"] == "vote" and await self.settle(row):
                    await self._pass(row, seconds)
            case _:
                await self._pass(row, seconds)

    async def moved(self, row: View, there: str) -> None:
        if row["kind"] == "signup":
            self.groups = self.common.get("groups") or self.groups

    def _is(self, row: View) -> bool:
        return bool(self.row(row["id"])["phase"] == row["phase"])

    async def _pass(self, row: View, seconds: float) -> None:
        """Let time pass while the round stays as it is. A clock that somebody stopped stops the demo too."""
        left, stopped = seconds, False
        while left > 0 and self._is(row):
            began = time.monotonic()
            await asyncio.sleep(min(STEP_S, left))
            await self._read()
            clock = self.common.get("clock")
            if row["phase"] not in HERE or not clock or clock["running"]:
                left -= time.monotonic() - began
                stopped = False
            elif not stopped:
                stopped = True
                self._told(row, "stopped")

    async def _read(self) -> None:
        """What waits for the screen is read in a few seconds and let on; what somebody holds is theirs to decide."""
        moderation = self.common.get("moderation") or {"names": ()}
        cards = {(card["id"], card["revision"]) for card in self.common.get("cards") or () if _is_open(card)}
        names = {("", name["given"]) for name in moderation["names"] if _is_open(name)}
        now, reads = time.monotonic(), self.hall.pace.seconds({"kind": "gather"}, "read")
        self._read_since = {each: self._read_since.get(each, now) for each in cards | names}
        read = {each for each, since in self._read_since.items() if now - since >= reads}
        if cards & read:
            await self._try("admit_cards", cards=dict(cards & read))
        if names & read:
            await self._try("admit_names", given=[given for _, given in names & read])

    async def _try(self, name: str, /, **fields: Any) -> None:
        """Say what somebody else may have made impossible meanwhile."""
        try:
            await self.say(name, **fields)
        except No:
            return

    async def _set_clock(self, row: View, seconds: float) -> None:
        """The hall's clock shows what the demo will take, not the twenty minutes of an evening."""
        await self._try("add_time", round=row["id"], ms=int(seconds * 1000) - row["minutes"] * 60_000)

    async def _talk(self, row: View, seconds: float) -> None:
        """Once in the demo the lead has something to say to the hall."""
        if seconds and self._is(row):
            self._talked = True
            await self._try("announce", text=self.hall.voices.announcement(self.chance))
            await self._pass(row, seconds)
            await self._try("announce", text="")

    async def _answer_help(self) -> None:
        for table in self.common["tables"]:
            if table["help"] is not None and table["id"] != YOUR_TABLE:
                await self._try("answer_help", table=table["id"])

    async def _show_groups(self, row: View) -> None:
        """One initiative after the other comes into the light."""
        for group in self.common.get("groups") or ():
            if group["people"] and self._is(row):
                await self._try("show_scene", scene="group", card=group["card"]["id"])
                await self._pass(row, self.hall.pace.seconds({"kind": "signup"}, "spot"))
        if self._is(row):
            await self._try("show_scene", scene="auto")


def _is_open(text: View) -> bool:
    """Does it wait, with nothing in it to stop at?"""
    return bool(text["wait"]) and not text["wait"]["held"] and not text["marks"] and not text.get("hidden")


def demo(wishes: Wishes) -> int:
    """Show it; returns the exit status."""
    t = wishes.words.t
    with contextlib.suppress(ValueError):  # not in the main thread: nobody sends it signals
        # Whoever ends the demo otherwise than by Ctrl-C must not leave its server behind.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with Server(wishes.scenario, wishes.data, port=wishes.port, command=wishes.command) as server:
            asyncio.run(_show(wishes, server))
            _farewell(wishes)
            if wishes.stay:
                wishes.say(f"\n{t('The server still runs: look around. Ctrl-C ends the demo.')}")
                _stay()
        return 0
    except (Trouble, No) as trouble:
        wishes.say(f"{t('The demo cannot go on.')}\n{trouble}")
        return 1
    except KeyboardInterrupt:
        wishes.say("")
        return 0


def _stay() -> None:
    """Until Ctrl-C. The screens that somebody still looks at keep their connection."""
    while True:
        time.sleep(STEP_S)


async def _show(wishes: Wishes, server: Server) -> None:
    """Open the doors, let the hall fill, play the evening, say who found whom."""
    pace = DemoPace(wishes.speed)
    hall = Hall(server.place, pace, "demo", strict=False)
    links = await asyncio.to_thread(server.links)
    token = await lead_token(server, links)
    _invite(wishes, server, links, token, pace.total(wishes.day))
    lead = ShowLead(hall, "lead", token, wishes.words.lang, told=_teller(wishes))
    others = [*devices(hall, links, polite=YOUR_TABLE), *await guests(hall, server, GUESTS)]
    try:
        await lead.come_in()
        await _arrive(hall, others, pace.scaled(ARRIVAL_S))
        await lead.drive()
        _tell_groups(wishes, lead.groups)
    finally:
        await asyncio.gather(*(bot.leave() for bot in (lead, *others)), return_exceptions=True)


async def _arrive(hall: Hall, bots: Sequence[Bot], seconds: float) -> None:
    """The hall fills up: nobody comes at the same moment as another."""

    async def one(bot: Bot) -> None:
        await asyncio.sleep(bot.chance.random() * seconds)
        await bot.come_in()

    await asyncio.gather(*(one(bot) for bot in bots))


def _invite(wishes: Wishes, server: Server, links: list[dict[str, Any]], token: str, seconds: float) -> None:
    """Tell the newcomer what to open, and open it where there is a desktop."""
    t, tn = wishes.words.t, wishes.words.tn
    paths = {row["seat"]: f"{server.place.url}{row['path']}#{row['token']}" for row in links}
    title = getattr(wishes.day.scenario.title, wishes.words.lang)
    minutes = max(1, round(seconds / 60))
    opened = [
        (t("Projector, what the hall sees:"), paths["screen"]),
        (t("Console, for the lead; press what you like, the bots go along:"), f"{server.place.url}/console#{token}"),
        (t("Tablet of table 1, yours to write and vote; leave it, and a bot plays on:"), paths[YOUR_TABLE]),
    ]
    lasts = tn("about {n} minute", "about {n} minutes", minutes)
    wishes.say(t("Bots play “{title}”, {lasts}. Open these side by side:", title=title, lasts=lasts))
    for what, url in opened:
        wishes.say(f"\n  {what}\n    {url}")
    wishes.say(f"\n  {t('A phone in the hall: open this and come in as a guest.')}\n    {server.place.url}/\n")
    if wishes.open_browser and _has_desktop():
        for _, url in opened:
            webbrowser.open(url)


def _has_desktop() -> bool:
    """Is there a desktop to open a window on? Elsewhere a text browser would take the terminal away."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _teller(wishes: Wishes) -> Callable[[View, str], None]:
    """Says in the terminal where the evening is."""
    t, lang = wishes.words.t, wishes.words.lang
    electors = {plan.id: getattr(plan, "electors", "") for plan in wishes.day.rounds}

    def told(row: View, phase: str) -> None:
        match phase, row["kind"]:
            case "briefing", _:
                rounds = len(wishes.day.rounds)
                title = row["title"][lang]
                wishes.say(t("Round {no} of {rounds}: {title}", no=row["no"], rounds=rounds, title=title))
            case "open", "gather":
                wishes.say(f"  {t('The tables write. The projector counts and ranks nothing.')}")
            case "open", "vote" if electors.get(row["id"]) == "table":
                wishes.say(f"  {t('The tables choose. Until the reveal nobody sees a tally, not even the lead.')}")
            case "open", "vote":
                wishes.say(f"  {t('Everybody votes in secret on their own phone.')}")
            case "open", "pitch":
                wishes.say(f"  {t('One team after another has the floor; no table grades its own.')}")
            case "open", "poll":
                wishes.say(f"  {t('Questions. Only sums leave the box, and what few people said is hidden.')}")
            case "open", "signup":
                wishes.say(f"  {t('People join the initiatives that they want.')}")
            case "revealed", _:
                wishes.say(f"  {t('The result is on the projector, with its rule, turnout and tie.')}")
            case "stopped", _:
                wishes.say(f"  {t('The clock was stopped at the console: the demo waits until it runs again.')}")
            case _:
                pass

    return told


def _tell_groups(wishes: Wishes, groups: Sequence[View]) -> None:
    """Who found whom."""
    t, tn = wishes.words.t, wishes.words.tn
    if not groups:
        return
    wishes.say(f"\n{t('The initiatives and their people:')}")
    for group in groups:
        people = tn("{n} person", "{n} people", len(group["people"]))
        wishes.say(f"  {group['card']['title']}: {people}, {state_of(group['closed'], group['needs_leader'], t)}")


def _farewell(wishes: Wishes) -> None:
    """What to try next."""
    t = wishes.words.t
    ways = [
        ("python3 run.py", t("your own evening, with your tablets and phones")),
        ("python3 run.py rehearse forum-evening", t("the whole day at full speed, every vote recounted")),
        ("python3 run.py doctor", t("is this computer ready for a hall?")),
        ("scenarios/forum-evening.toml", t("change the questions; docs/scenarios.md tells how")),
    ]
    wishes.say(f"\n{t('That was an evening. What to try next:')}")
    for command, why in ways:
        wishes.say(f"  {command:<38} {why}")
