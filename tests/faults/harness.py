"""Twelve tables under load, a server that is killed again and again, and a count of what came of it.

Every table says one command after the other, half of them by socket, half by HTTP.  Unanswered, it says the same again
with the same `action_id` until it is answered; after every reconnect it also repeats what was answered last.  In the
end the journal of each table must hold exactly what was acknowledged to it, once, in that order.
"""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sessions import events as e
from sessions.store import Store
from tests.hall import Hall
from tests.wire import Device, new_id

TABLES = 12
SCENARIO = """
[scenario]
id = "load"
title = "Load"
tables = 12
people = 0

[[round]]
id = "cards"
kind = "gather"
title = "Cards"
minutes = 60
output = "cards"
max_per_table = 8
fields = [{id = "title", label = "Title", max_len = 90, required = true}]

[[round]]
id = "vote"
kind = "vote"
title = "Vote"
minutes = 60
input = "cards"
output = "chosen"
electors = "table"
carry = {rule = "top", k = 3, tie = ["breadth", "include:6", "draw"]}
"""
GONE = (ConnectionError, TimeoutError, OSError, http.client.HTTPException, json.JSONDecodeError)
Effect = tuple[str, Any]


class BySocket:
    """A table's way to the desk over Socket.IO."""

    def __init__(self, hall: Hall, seat: str) -> None:
        self._device = Device(hall.port, "/table", hall.token(seat), timeout=5)

    def say(self, name: str, payload: dict[str, Any]) -> Any:
        self._device.heard.clear()
        return self._device.say(name, payload)

    def close(self) -> None:
        self._device.close()


class ByHttp:
    """A table's way to the desk over HTTP."""

    def __init__(self, hall: Hall, seat: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", hall.port, timeout=5)
        self._token = hall.token(seat)

    def say(self, name: str, payload: dict[str, Any]) -> Any:
        body = json.dumps({"command": name, "payload": payload, "lang": "en"})
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        self._connection.request("POST", "/api/commands", body, headers)
        return json.loads(self._connection.getresponse().read())

    def close(self) -> None:
        self._connection.close()


@dataclass(eq=False)
class Bot(threading.Thread):
    """One table. `effects` is what its acknowledged commands must have left in the journal, in order."""

    hall: Hall
    no: int
    stop: threading.Event
    effects: list[Effect] = field(default_factory=list)
    acked: int = 0
    in_doubt: int = 0
    repeated: int = 0
    changed_answers: int = 0
    ack_ms: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.seat = f"t{self.no}"
        self._chance = random.Random(self.no)
        self._way: BySocket | ByHttp | None = None
        self._last: tuple[str, dict[str, Any], Any] | None = None
        self._cards: dict[str, int] = {}
        self._said, self._help, self._ready = 0, False, False

    def run(self) -> None:
        while not self.stop.is_set():
            self._step()
        if self._way is not None:
            self._way.close()

    def _step(self) -> None:
        self._said += 1
        turn = self._chance.random()
        if turn < 0.1:
            if self._tell("call_help", ("HelpCalled", not self._help), on=not self._help)["ok"]:
                self._help = not self._help
        elif turn < 0.2 and not self.hall_votes:
            ack = self._tell("mark_ready", ("ReadyMarked", not self._ready), round="cards", ready=not self._ready)
            self._ready ^= ack["ok"]
        elif self.hall_votes:
            self._vote()
        else:
            self._write()

    hall_votes = False
    pool: tuple[str, ...] = ()

    def _write(self) -> None:
        title = f"{self.seat}: card {self._said}"
        if len(self._cards) < 4:
            ack = self._tell("submit_card", ("CardSubmitted", title), round="cards", fields={"title": title})
            if ack["ok"]:
                self._cards[ack["answer"]["card"]] = 1
            return
        card = self._chance.choice(list(self._cards))
        if self._chance.random() < 0.5:
            revision = self._cards[card]
            ack = self._tell(
                "revise_card", ("CardRevised", title), card=card, fields={"title": title}, revision=revision
            )
            if ack["ok"]:
                self._cards[card] += 1
        else:
            ack = self._tell("withdraw_card", ("CardWithdrawn", card), card=card)
            del self._cards[card]

    def _vote(self) -> None:
        """No two ballots of a table are the same, so that each leaves its own trace."""
        choices = {card: 1 for place, card in enumerate(self.pool[:16]) if self._said >> place & 1}
        self._tell("cast_ballot", ("BallotCast", tuple(sorted(choices))), round="vote", choices=choices)

    def _tell(self, name: str, effect: Effect, **fields: Any) -> Any:
        """Say it until it is answered by the rules, however often the server dies in between."""
        payload = {"action_id": new_id(), **fields}
        began, tried = time.monotonic(), False
        while True:
            try:
                if self._way is None:
                    self._reconnect()
                assert self._way is not None
                ack = self._way.say(name, payload)
            except GONE:
                self._drop()
                self.in_doubt += not tried
                tried = True
                time.sleep(0.02)
                continue
            if not ack["ok"] and ack["error"]["retry"]:
                time.sleep(0.05)
                continue
            break
        if not tried:
            self.ack_ms.append((time.monotonic() - began) * 1000)
        self._last = name, payload, ack
        if ack["ok"]:
            self.acked += 1
            self.effects.append(effect)
        return ack

    def _reconnect(self) -> None:
        self._way = (BySocket if self.no % 2 else ByHttp)(self.hall, self.seat)
        if self._last is not None:
            name, payload, first = self._last
            again = self._way.say(name, payload)
            self.repeated += 1
            self.changed_answers += _told(again) != _told(first)

    def _drop(self) -> None:
        if self._way is not None:
            self._way.close()
        self._way = None


def _told(ack: Any) -> Any:
    return ack["ok"], ack.get("answer"), ack.get("error", {}).get("code")


@dataclass(frozen=True)
class Verdict:
    """What the journal says against what was acknowledged."""

    kills: int
    acked: int
    in_doubt: int
    repeated: int
    lost: int
    doubled: int
    out_of_order: int
    changed_answers: int
    slowest_start_s: float
    ack_ms: dict[str, float]

    @property
    def clean(self) -> bool:
        return not (self.lost or self.doubled or self.out_of_order or self.changed_answers)


def play(hall: Hall, kills: int, seed: int = 7, *, at_least_s: float = 0.2, at_most_s: float = 1.1) -> Verdict:
    """Kill the server `kills` times under load, the first half while tables write, the second while they vote."""
    chance, stop, starts = random.Random(seed), threading.Event(), list[float]()
    hall.move("cards", "open")
    bots = [Bot(hall, no, stop) for no in range(1, TABLES + 1)]
    for bot in bots:
        bot.start()
    try:
        for kill in range(kills):
            if kill == (kills + 1) // 2:
                _go_to_the_vote(hall, bots)
            time.sleep(chance.uniform(at_least_s, at_most_s))
            hall.kill()
            began = time.monotonic()
            hall.start()
            starts.append(time.monotonic() - began)
        time.sleep(at_least_s)
    finally:
        stop.set()
        for bot in bots:
            bot.join(30)
    assert not any(bot.is_alive() for bot in bots), "a table is still waiting for its answer"
    hall.stop()
    return _judge(hall, bots, kills, max(starts))


def _go_to_the_vote(hall: Hall, bots: list[Bot]) -> None:
    hall.move("cards", "closed", "carried")
    # Read from the file, to which a server that is late in writing comes late.
    while (pool := hall.session().pools.get("cards")) is None:
        time.sleep(0.05)
    hall.move("vote", "open")
    for bot in bots:
        bot.pool, bot.hall_votes = pool, True


def _judge(hall: Hall, bots: list[Bot], kills: int, slowest_start_s: float) -> Verdict:
    journal: dict[str, list[Effect]] = {bot.seat: [] for bot in bots}
    store = Store(hall.file, readonly=True)
    try:
        for entry in store.entries():  # raises if the chain is broken
            if entry.seat in journal and (effect := _effect(entry.event)) is not None:
                journal[entry.seat].append(effect)
    finally:
        store.close()
    lost = doubled = out_of_order = 0
    for bot in bots:
        expected, there = Counter(bot.effects), Counter(journal[bot.seat])
        lost += (expected - there).total()
        doubled += (there - expected).total()
        out_of_order += expected == there and bot.effects != journal[bot.seat]
    times = sorted(ms for bot in bots for ms in bot.ack_ms)
    return Verdict(
        kills=kills,
        acked=sum(bot.acked for bot in bots),
        in_doubt=sum(bot.in_doubt for bot in bots),
        repeated=sum(bot.repeated for bot in bots),
        lost=lost,
        doubled=doubled,
        out_of_order=out_of_order,
        changed_answers=sum(bot.changed_answers for bot in bots),
        slowest_start_s=round(slowest_start_s, 2),
        ack_ms={"p50": round(times[len(times) // 2], 1), "p99": round(times[len(times) * 99 // 100], 1)},
    )


def _effect(event: e.Event) -> Effect | None:
    kind = type(event).__name__
    match event:
        case e.CardSubmitted(fields=fields) | e.CardRevised(fields=fields):
            return kind, fields["title"]
        case e.CardWithdrawn(card=card):
            return kind, card
        case e.BallotCast(choices=choices):
            return kind, tuple(sorted(choices))
        case e.HelpCalled(on=on) | e.ReadyMarked(ready=on):
            return kind, on
        case _:
            return None


def figures(verdict: Verdict) -> Iterator[str]:
    """The verdict in words, for the end of a test run."""
    yield f"{verdict.kills} kills, {verdict.acked} acked, {verdict.in_doubt} in doubt, {verdict.repeated} repeated"
    yield f"lost {verdict.lost}, doubled {verdict.doubled}, slowest start {verdict.slowest_start_s} s"
    yield f"acknowledged in {verdict.ack_ms['p50']} ms (p50), {verdict.ack_ms['p99']} ms (p99)"
