"""The evening before: hosts and lead play the day on the real screens, and bots fill the tables that are still empty.

A bot takes every seat and leaves it as soon as somebody else comes in on it; when that device has been gone for a
while, a bot sits down there again.  Who is where, the bots hear as the console does.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from live.words import Translator
from rehearsal.bot import Bot, No
from rehearsal.hall import Hall, Trouble
from rehearsal.lead import LeadBot
from rehearsal.pace import Scaled
from rehearsal.rehearse import come_in, devices, lead_token
from rehearsal.server import COMMAND, Server

LOOK_S = 1.0
GONE_S = 30.0
"""So long a seat is left to a person whose device is gone: a tablet that reloads is back before."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be trained. `led`: a bot leads, too, at the scenario's own minutes made `speed` times shorter."""

    scenario: Path
    data: Path
    words: Translator
    host: str = "0.0.0.0"
    port: int = 0
    tables: int | None = None
    people: int | None = None
    led: bool = False
    speed: float = 1.0
    gone_s: float = GONE_S
    command: Sequence[str] = COMMAND
    say: Callable[[str], None] = print


class Steward(LeadBot):
    """Knows who is on which seat. It leads only where nobody else shall."""

    def __init__(self, hall: Hall, seat: str, token: str, lang: str, *, leads: bool) -> None:
        super().__init__(hall, seat, token, lang)
        self._leads = leads
        self.here: Mapping[str, int] = {}

    def _hear(self, event: str, view: Any) -> None:
        if event == "presence":
            self.here = dict(view["seats"])
        super()._hear(event, view)

    async def stay(self, row: Mapping[str, Any]) -> None:
        """A phase has its time; a result is settled as it was declared."""
        seconds = self.hall.pace.seconds(row, row["phase"])
        if row["phase"] == "revealed" and row["kind"] == "vote":
            await self.settle(row)
        await asyncio.sleep(max(1.0, seconds))

    async def lead(self) -> None:
        """Lead the day to its end, or for ever leave that to somebody at the console."""
        if self._leads:
            await self.drive()
        else:
            await asyncio.Event().wait()


@dataclass(slots=True)
class Chair:
    """One seat: the bot on it, or since when nobody has been there after a person."""

    make: Callable[[], Bot]
    bot: Bot | None = None
    empty_since: float | None = None

    async def settle(self, devices: int, gone_s: float, told: Callable[[bool], None]) -> None:
        """Give way to a person, or sit down where a person has gone. `told(True)`: a person has the seat now."""
        if self.bot is not None:
            if devices > 1:
                await self.bot.leave()
                self.bot, self.empty_since = None, None
                told(True)
        elif devices:
            self.empty_since = None
        elif self.empty_since is None:
            self.empty_since = time.monotonic()
        elif time.monotonic() - self.empty_since >= gone_s:
            bot = self.make()
            await bot.come_in()
            self.bot = bot
            told(False)


@dataclass(slots=True)
class Hosts:
    """All chairs of the hall, each with its bot or its person."""

    chairs: dict[str, Chair] = field(default_factory=dict)

    async def look_after(self, steward: Steward, wishes: Wishes) -> None:
        """Keep every seat taken, for ever."""
        while True:
            await asyncio.sleep(LOOK_S)
            for seat, chair in self.chairs.items():
                try:
                    await chair.settle(steward.here.get(seat, 0), wishes.gone_s, _teller(wishes, seat))
                except Trouble as trouble:
                    wishes.say(f"  {seat}: {trouble}")

    async def leave(self) -> None:
        """All bots go home."""
        await asyncio.gather(
            *(chair.bot.leave() for chair in self.chairs.values() if chair.bot), return_exceptions=True
        )


def train(wishes: Wishes) -> int:
    """Let people and bots play together until Ctrl-C, or until a bot that leads has led the day to its end."""
    t = wishes.words.t
    with contextlib.suppress(ValueError):  # not in the main thread: nobody sends it signals
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        server = Server(
            wishes.scenario,
            wishes.data,
            host=wishes.host,
            port=wishes.port,
            tables=wishes.tables,
            people=wishes.people,
            command=wishes.command,
        )
        with server:
            asyncio.run(_play(wishes, server))
        return 0
    except (Trouble, No) as trouble:
        wishes.say(f"{t('The training cannot go on.')}\n{trouble}")
        return 1
    except KeyboardInterrupt:
        wishes.say("")
        return 0


async def _play(wishes: Wishes, server: Server) -> None:
    hall = Hall(server.place, Scaled(wishes.speed), "training", strict=False)
    links = await asyncio.to_thread(server.links)
    steward = Steward(hall, "lead", await lead_token(server, links), wishes.words.lang, leads=wishes.led)
    hosts = Hosts()
    for row in links:
        bots = devices(hall, [row])
        if bots:
            hosts.chairs[row["seat"]] = Chair(lambda row=row: devices(hall, [row])[0], bots[0])
    try:
        await come_in([steward, *(chair.bot for chair in hosts.chairs.values() if chair.bot)])
        _invite(wishes, links)
        playing = [asyncio.create_task(steward.lead()), asyncio.create_task(hosts.look_after(steward, wishes))]
        done, others = await asyncio.wait(playing, return_when=asyncio.FIRST_COMPLETED)
        for task in others:
            task.cancel()
        for task in done:
            task.result()
    finally:
        await hosts.leave()
        await asyncio.gather(steward.leave(), return_exceptions=True)


def _invite(wishes: Wishes, links: list[dict[str, Any]]) -> None:
    """Tell the lead where to begin."""
    t, tn = wishes.words.t, wishes.words.tn
    lead = next(row for row in links if row["role"] == "lead")
    screen = next(row for row in links if row["role"] == "projector")
    tables = sum(row["role"] == "table" for row in links)
    wishes.say(t("Bots sit at all tables and give way wherever a tablet comes in. Nothing of this is the forum's own."))
    wishes.say(f"\n  {t('Console:')} {lead['url']}\n  {t('PIN:')} {lead['pin']}")
    wishes.say(f"  {t('Projector:')} {screen['url']}")
    wishes.say(f"  {t('Tablets: press L on the console and scan a table from there.')}")
    wishes.say(f"  {tn('{n} table', '{n} tables', tables)}. {t('Ctrl-C ends the training.')}\n")


def _teller(wishes: Wishes, seat: str) -> Callable[[bool], None]:
    t = wishes.words.t

    def told(person: bool) -> None:
        said = (
            t("{seat}: somebody plays here now, the bot has gone", seat=seat)
            if person
            else t("{seat}: a bot plays on", seat=seat)
        )
        wishes.say(f"  {said}")

    return told
