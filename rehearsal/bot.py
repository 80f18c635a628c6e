"""A bot: one device on one seat.  It mirrors its views, says commands, errs on purpose, loses its line and comes back.

What it knows of the hall is what its views show; what it did is what was acknowledged.  The two are held against each
other after every round (`sees_truth`).
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from http.client import HTTPException
from typing import Any, ClassVar

from rehearsal.hall import Hall, Stage, Trouble
from rehearsal.ledger import Said
from rehearsal.mistakes import Mistake
from rehearsal.wire import Line, Lost, NotLetIn

VIEW_S = 20.0
"""A change reaches every screen long before; a bot that waits longer says so."""
TRUTH_S = 15.0
"""The own view shows what was acknowledged within a quarter of a second; so long a bot waits for a busy machine."""
PATIENCE_S = 60.0
"""So long a bot comes again when the machine, not the rules, says no."""
AGAIN_S = 0.15
REPEATS_AT, CUTS_AT = 3, 4
"""Within its first so many acts a bot repeats itself and loses its line, each once."""

Ack = dict[str, Any]


class No(Exception):
    """The rules refused what the bot thought right."""

    def __init__(self, name: str, code: str) -> None:
        super().__init__(f"{name} was refused: {code}")
        self.code = code


class Bot:
    """A device. Subclasses play a role; what a kind of round asks of it is the method of that name."""

    screen: ClassVar[str] = ""
    haste = 1.0
    """Below 1 it takes less time for everything."""

    def __init__(self, hall: Hall, seat: str, token: str, lang: str = "ru") -> None:
        self.hall, self.seat, self.lang = hall, seat, lang
        self.chance = random.Random(f"{hall.seed}/{seat}")
        self.common: dict[str, Any] = {}
        self.own: dict[str, Any] = {}
        self._auth = {"token": token, "lang": lang}
        self._line: Line | None = None
        self._versions: dict[str, list[int]] = {}
        self._news, self._in = asyncio.Event(), asyncio.Event()
        self.n, self._acts = 0, 0
        self._repeat_at = self.chance.randrange(REPEATS_AT) if hall.strict else None
        self._cut_at = self.chance.randrange(CUTS_AT) if hall.strict else None
        self._leaving = self._meant = self._doubts = False
        self._tasks: list[asyncio.Task[None]] = []

    # -- the line --------------------------------------------------------------------------------------

    async def come_in(self) -> None:
        """Open the line, and keep it open from now on. Raises `Trouble` if the seat is not let in."""
        await self._dial()
        self.hall.ledger.arrived.add(self.seat)
        self._tasks = [asyncio.create_task(self._keep()), asyncio.create_task(self._live())]

    async def leave(self) -> None:
        """Close the line and end."""
        self._leaving = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._line is not None:
            await self._line.close()

    async def lose_the_line(self) -> None:
        """Lose the line, come back, and see the truth again."""
        self._cut()
        await self.until(lambda: len(self._versions) == 2, "the hall after coming back")
        await self.sees_truth()

    async def _dial(self) -> None:
        began = time.monotonic()
        while True:
            self._versions.clear()
            try:
                self._line = await Line.open(self.hall.place, f"/{self.screen}", self._auth, self._hear)
            except NotLetIn as no:
                raise Trouble(f"{self.seat} was not let in: {no.code}") from None
            except Lost as lost:
                if time.monotonic() - began > PATIENCE_S:
                    raise Trouble(f"{self.seat} found no way in: {lost}") from None
                await asyncio.sleep(AGAIN_S + self.chance.random())
            else:
                self._in.set()
                return

    async def _keep(self) -> None:
        """Come back whenever the line breaks, as a page does by itself."""
        while True:
            assert self._line is not None
            await self._line.ended.wait()
            self._in.clear()
            if not self._meant:
                self.hall.ledger.unexpected_losses += 1
            self._meant = False
            await asyncio.sleep(AGAIN_S * self.chance.random())
            try:
                await self._dial()
            except Trouble as trouble:
                self._blame(str(trouble))
                return

    def _cut(self) -> None:
        assert self._line is not None
        self._meant = not self._line.lost
        self._in.clear()
        self._versions.clear()
        self._line.drop()
        self._cut_at = None
        self.hall.ledger.reconnects += 1

    def _hear(self, event: str, view: Any) -> None:
        if event != "view" or not isinstance(view, dict):
            return
        part, version = view["part"], view["version"]
        if version < self._versions.get(part, [0, 0]):
            return
        self._versions[part] = version
        if part == "own":
            self.own = view["data"]
        else:
            self.common = view["data"]
        if self.hall.strict:
            self.hall.watch.look(self.screen, part, view)
        self._news.set()

    # -- what it sees ----------------------------------------------------------------------------------

    def stage(self) -> Stage | None:
        """Where the hall is, once both parts of the view tell of the same round."""
        round_ = self.common.get("round")
        if round_ is None or len(self._versions) < 2 or self.own.get("round", round_["id"]) != round_["id"]:
            return None
        contest = round_.get("contest")
        if contest and self.own.get("box", contest["box"]) != contest["box"]:
            return None
        return Stage(round_["id"], round_["phase"], contest["no"] if contest else 1)

    async def until(self, seen: Callable[[], bool], what: str, seconds: float | None = VIEW_S) -> None:
        """Wait until the views show it. Raises `Trouble` after some seconds."""
        try:
            async with asyncio.timeout(seconds):
                while not seen():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise Trouble(f"has not seen {what} in {seconds:.0f} s") from None

    def knows(self) -> bool:
        """Is what the hall's view tells as new as the last answer? Another may have changed it back by then."""
        return self._versions.get("common", [0, 0])[1] >= self.n

    async def sees_truth(self) -> None:
        """The own view shows all that was acknowledged to this seat, and nothing else of it. Who has been shown
        something else once says so once."""
        if self._doubts:
            return
        try:
            await self.until(lambda: not self.differs(), "the truth", TRUTH_S)
        except Trouble:
            self._doubts = True
            raise

    def differs(self) -> str:
        """What the own view shows otherwise than it was acknowledged; empty: nothing."""
        return ""

    # -- what it says ----------------------------------------------------------------------------------

    async def say(self, name: str, /, **fields: Any) -> Mapping[str, Any]:
        """Say what must be accepted; returns the answer. Raises `No`.

        The first few times the line may break on the way, and the same may be said twice: this is the seat's turn for
        a reconnect, or for a repeat.
        """
        act, self._acts = self._acts, self._acts + 1
        payload = {"action_id": self._action(), **fields}
        ack = await self._ask(name, payload, cut=self._cut_at is not None and act >= self._cut_at)
        if not ack["ok"]:
            code = ack["error"]["code"]
            self.hall.ledger.refusals[code] += 1
            raise No(name, code)
        said = Said(self.seat, payload["action_id"], name, payload, ack["answer"], ack["version"][1])
        self.hall.ledger.accepted.append(said)
        self.n = said.n
        # Whoever left the last group was forgotten, and with them what the answer belonged to: no repeat of that.
        if (
            self._repeat_at is not None
            and act >= self._repeat_at
            and name not in ("withdraw_sign_up", "forget_answers")
        ):
            await self._repeat(said)
        return said.answer

    async def post(self, path: str, body: Mapping[str, Any], token: str = "") -> tuple[int, dict[str, Any]]:
        """Ask over HTTP, and again while the server is away; returns the status and the answer."""
        began = time.monotonic()
        assert self.hall.post is not None
        while True:
            try:
                status, answer = await asyncio.to_thread(self.hall.post, path, dict(body), token or self._auth["token"])
                if not (answer.get("error") or {}).get("retry"):
                    return status, answer
            except (OSError, HTTPException) as error:
                if time.monotonic() - began > PATIENCE_S:
                    raise Trouble(f"{path} found no answer: {error}") from None
            await asyncio.sleep(AGAIN_S * (1 + self.chance.random()))

    async def err(self, mistake: Mistake) -> None:
        """Say what must be refused."""
        payload: Any = mistake.payload
        if not mistake.raw:
            payload = {"action_id": self._action(), **payload}
        ack = await self._ask(mistake.name, payload)
        self.hall.ledger.wrong_moves += 1
        if ack["ok"]:
            self._blame(f"a wrong move was accepted: {mistake}")
            return
        code = ack["error"]["code"]
        self.hall.ledger.refusals[code] += 1
        if code != mistake.code:
            self._blame(f"{code} instead of {mistake.code} for the wrong move {mistake}")

    async def err_some(self, mistakes: list[Mistake], most: int) -> None:
        """Make some of these wrong moves; in the demo none. Which ones differs from seat to seat."""
        if self.hall.strict and mistakes:
            for mistake in self.chance.sample(mistakes, min(most, len(mistakes))):
                await self.err(mistake)

    async def finish_drills(self, mistake: Mistake | None) -> None:
        """Whoever had no occasion for a reconnect and a repeat has it now; a refusal is repeated where nothing was
        accepted."""
        if self._cut_at is not None:
            await self.lose_the_line()
        if self._repeat_at is not None and mistake is not None:
            payload = {"action_id": self._action(), **mistake.payload}
            ack = await self._ask(mistake.name, payload)
            await self._repeat(Said(self.seat, payload["action_id"], mistake.name, payload, ack, 0), refused=ack)

    async def rest(self, most: float, least: float = 0.0) -> None:
        """Take a share of the phase's time, between `least` and `most`."""
        round_ = self.common.get("round")
        share = (least + (most - least) * self.chance.random()) * self.haste
        await asyncio.sleep(share * self.hall.pace.seconds(round_, "open") if round_ else 0)

    def _action(self) -> str:
        return f"{self.seat}-{self.chance.getrandbits(48):012x}"

    async def _ask(self, name: str, payload: Any, *, cut: bool = False) -> Ack:
        """An answer of the rules; where the machine is in the way, come again with the same."""
        began, first = time.monotonic(), True
        before, after = (cut and self.chance.random() < 0.3), cut
        while time.monotonic() - began < PATIENCE_S:
            await self._in.wait()
            line = self._line
            assert line is not None
            if before:
                before = after = False
                self._cut()
                continue
            sent = time.perf_counter()
            answer = line.send(name, payload)
            if after:
                after = first = False
                self._cut()
            try:
                ack = await line.answered(answer)
            except Lost:
                first = False
                await asyncio.sleep(0)
                continue
            if first:
                self.hall.ledger.ack_ms.append((time.perf_counter() - sent) * 1000)
            if not isinstance(ack, dict) or "ok" not in ack:
                raise Trouble(f"{name} was answered with {ack!r}")
            if ack["ok"] or not ack["error"]["retry"]:
                return ack
            first = False
            self.hall.ledger.refusals[ack["error"]["code"]] += 1
            await asyncio.sleep(AGAIN_S * (1 + self.chance.random()))
        raise Trouble(f"{name} found no answer in {PATIENCE_S:.0f} s")

    async def _repeat(self, said: Said, refused: Ack | None = None) -> None:
        """The same once more: the same answer. The same number with another body: refused."""
        self._repeat_at = None
        self.hall.ledger.repeats += 1
        again = await self._ask(said.name, said.payload)
        if refused is not None and again.get("error", {}).get("code") != refused["error"]["code"]:
            self._blame(f"{said.name} was repeated and answered with {again}")
        if refused is None and (not again["ok"] or again["answer"] != said.answer):
            self._blame(f"{said.name} was answered with {said.answer} and, repeated, with {again}")
        await self.err(Mistake(said.name, otherwise(said.payload), "action.reused", raw=True))

    def _blame(self, text: str) -> None:
        self.hall.ledger.error(f"{self.seat}: {text}")

    # -- how it lives ----------------------------------------------------------------------------------

    async def _live(self) -> None:
        """Play every stage as the views show it."""
        played: Stage | None = None
        while True:
            played = stage = await self._next_stage(played)
            if self.hall.strict:
                await self._play(stage)
            else:
                await self._play_while(stage)
            self.hall.done(self.seat, stage)

    async def _next_stage(self, here: Stage | None) -> Stage:
        await self.until(lambda: self.stage() not in (None, here), "", None)
        stage = self.stage()
        assert stage is not None
        return stage

    async def _play_while(self, stage: Stage) -> None:
        """Play until the hall goes on: somebody else may move it."""
        playing = asyncio.create_task(self._play(stage))
        going = asyncio.create_task(self._next_stage(stage))
        try:
            await asyncio.wait([playing, going], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (playing, going):
                task.cancel()
            await asyncio.gather(playing, going, return_exceptions=True)

    async def _play(self, stage: Stage) -> None:
        try:
            await self.play(stage, self.common["round"])
        except (No, Trouble) as why:
            if self.hall.strict:
                self._blame(f"{why} ({stage.round}/{stage.phase}) {self.differs()}".rstrip())
        except Exception as error:
            self._blame(f"{type(error).__name__}: {error} ({stage.round}/{stage.phase})")

    async def play(self, stage: Stage, round_: Mapping[str, Any]) -> None:
        """Play the seat's part in this stage."""


def otherwise(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Another body of the same shape, under the same number."""
    other = dict(payload)
    for name, value in payload.items():
        match value:
            case _ if name in ("action_id", "round"):
                continue
            case bool():
                other[name] = not value
            case int():
                other[name] = value + 1
            case str():
                other[name] = f"{value[:30]}…"
            case dict() if name == "answers":
                other[name] = {} if value else {"q0": 1}
            case dict() if name == "choices":
                other[name] = {} if value else {"c0": 1}
            case list() | tuple():
                other[name] = [*value, "c0"]
            case dict():
                other[name] = {key: f"{text[:30]}…" for key, text in value.items()}
            case _:
                continue
        return other
    raise ValueError(f"nothing to change in {payload}")
