"""The desk: the one writer of a session.

It takes the commands that wait (at most `BATCH` or what comes within `GATHER_S`), lets the rules decide each in
turn and applies it, commits the batch once, and only then acknowledges and lets screens be built.  If the commit
fails, the session is thrown away and replayed from the file, and every command of the batch is told to try again.
Nobody reads the session between apply and commit: readers come through `read`.
"""

from __future__ import annotations

import logging
import queue
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

import msgspec

from sessions import events as e
from sessions import pitches, rules
from sessions.apply import apply, put_ballot, start
from sessions.box import handle, is_locked, lock, mac_of, unlock
from sessions.clock import Clock
from sessions.commands import (
    AnswerPoll,
    AnswerStraw,
    CastBallot,
    Command,
    EnterSignUp,
    PassDelays,
    ReadPaper,
    RegisterPerson,
    RevisePerson,
    SignUp,
    TakeList,
)
from sessions.decision import Ask, Decision
from sessions.journal import GENESIS, entry
from sessions.keys import BoxKeys, Keys, mark_of
from sessions.lanes import Wait
from sessions.moderation import has_due
from sessions.people import People, Person
from sessions.refusals import Refusal, Refused
from sessions.restore import check_keys, restore, sealed_boxes
from sessions.seat import CLOCK, Seat
from sessions.session import Session
from sessions.store import Batch, Remembered, Store, StoreError
from sessions.told import N_
from sessions.watermark import Watermark

BATCH = 64
GATHER_S = 0.005
TRACELESS = (
    *(CastBallot, SignUp, AnswerPoll, AnswerStraw),
    *(EnterSignUp, RegisterPerson, RevisePerson, TakeList, ReadPaper),
)
"""Of what says how or who somebody is, and was refused, no trace is kept at all."""
WAITING = 2000
ANSWER_S = 30.0
T = TypeVar("T")
log = logging.getLogger("veche.desk")


@dataclass(frozen=True, slots=True)
class Outside:
    """What the desk takes from outside, so that a play can be repeated exactly: time, chance, and boot.

    `wall` and `mono` give milliseconds; `salt` gives 16 bytes; `random(n)` a whole number below n. `watermark`
    remembers how far the session has come on this computer. `blanks` are the numbers of blank badges printed on it.
    """

    wall: Callable[[], int] = lambda: time.time_ns() // 1_000_000
    mono: Callable[[], int] = lambda: time.monotonic_ns() // 1_000_000
    boot: str = ""
    salt: Callable[[], bytes] = lambda: secrets.token_bytes(16)
    random: Callable[[int], int] = secrets.randbelow
    watermark: Watermark | None = None
    blanks: Callable[[], frozenset[int]] = frozenset


class Ack(msgspec.Struct, frozen=True):
    """The answer to a command: committed, or refused with a code. `version` is (epoch, n of the last commit)."""

    ok: bool
    version: tuple[int, int]
    safe: int
    answer: dict[str, Any] = {}
    code: Refusal | None = None
    facts: dict[str, str | int] = {}


class Commit(NamedTuple):
    """What listeners are told after a commit: the events, and the seats whose own view may have changed."""

    events: tuple[e.Event, ...]
    seats: frozenset[str]


@dataclass(slots=True)
class _Waiting:
    seat: Seat
    action_id: str | None
    command: Command
    done: threading.Event = field(default_factory=threading.Event)
    ack: Ack | None = None
    touched: set[str] = field(default_factory=set)


class Desk:
    """The desk of one session. `run` is its loop; without it, `ask` handles the command at once (tests, tools)."""

    def __init__(
        self,
        store: Store,
        keys: Keys,
        outside: Outside | None = None,
        run_in_writer: Callable[..., Any] = lambda fn, *args: fn(*args),
    ) -> None:
        self._store = store
        self._keys = keys
        self._outside = outside or Outside()
        self._run_in_writer = run_in_writer
        self._queue: queue.Queue[_Waiting | None] = queue.Queue(WAITING)
        self._lock = threading.RLock()
        self._listeners: list[Callable[[Commit], None]] = []
        self._running = False
        self._broken = False
        self._ended = threading.Event()
        self._box_keys = BoxKeys(keys)
        check_keys(store, keys)
        self._load()
        self._box_keys.destroy_all(sealed_boxes(self._session))

    @classmethod
    def begin(
        cls,
        store: Store,
        keys: Keys,
        scenario: str,
        *,
        session: str,
        tables: int,
        people: int,
        seed: str,
        outside: Outside | None = None,
        run_in_writer: Callable[..., Any] = lambda fn, *args: fn(*args),
    ) -> Desk:
        """Begin a new session in an empty file. Raises `ScenarioError`, and then nothing is written."""
        outside = outside or Outside()
        if store.n():
            raise StoreError(N_("{path} holds a session already; choose another file."), path=store.path)
        started = e.SessionStarted(scenario, session, tables, people, seed)
        start(started, 0)
        keys.begin()
        first = entry(1, outside.wall(), "lead", started, outside.salt(), GENESIS)
        store.commit(Batch(entries=[first], n=1, was=0, keys=mark_of(keys)))
        return cls(store, keys, outside, run_in_writer)

    # -- reading ---------------------------------------------------------------------------------------

    def read(self, look: Callable[[Session, People], T]) -> T:
        """Let `look` read the session as it was committed. It must not keep or change what it is given.

        Raises `StoreError` while what was committed cannot be read back: a half-applied batch is nobody's truth.
        """
        with self._lock:
            if self._broken and not self._mended():
                raise StoreError(N_("{path} cannot be read now; take the last good copy."), path=self._store.path)
            return look(self._session, self._people)

    def version(self) -> tuple[int, int]:
        """(epoch, n): n counts commits, epoch changes with every take-over from a copy."""
        return self._session.epoch, self._n

    def safe(self) -> int:
        """The last n known to be on a second medium; 0 while there is none."""
        return 0

    def handle(self, round_id: str, person: str) -> str:
        """Under which handle a person's ballot lies in the round's open box."""
        return handle(self._box_key(round_id), round_id, person)

    def now(self) -> tuple[int, int]:
        """Wall-clock and monotonic milliseconds, as the rules see them."""
        return self._outside.wall(), self._outside.mono()

    def blanks(self) -> frozenset[int]:
        """The numbers of blank badges that were printed, also those that the journal has not heard of yet."""
        return self._outside.blanks() | self.read(lambda session, _: frozenset(session.attendance.kept))

    def left_ms(self, wait: Wait) -> int | None:
        """How long until a text lets itself on; None: never."""
        return wait.left_ms(*self.now(), self._outside.boot)

    def knows(self, seat: Seat, action_id: str) -> bool:
        """Has this action of this seat been answered already?"""
        return self._answers.get(seat.id, action_id) is not None

    def answered(self, seat: Seat, action_id: str | None) -> Ack | None:
        """What this action of this seat was answered, for whoever cannot make its command anew; None: nothing yet."""
        with self._lock:
            known = self._answers.get(seat.id, action_id)
            return None if known is None else self._remembered(known)

    def on_commit(self, listener: Callable[[Commit], None]) -> None:
        """Have `listener` called after each commit, before the acknowledgements go out."""
        self._listeners.append(listener)

    # -- writing ---------------------------------------------------------------------------------------

    def ask(self, seat: Seat, action_id: str | None, command: Command) -> Ack:
        """Hand in a command and wait for its answer; when it says ok, the command is on the disk.

        Repeating it with the same `action_id` gives the same answer and has no second effect. Without an
        `action_id` (only the server itself) the answer is not remembered.
        """
        waiting = _Waiting(seat, action_id, command)
        if not self._running:
            with self._lock:
                self._handle([waiting])
        else:
            try:
                self._queue.put_nowait(waiting)
            except queue.Full:
                return self._refusal(Refusal.BUSY)
            if not waiting.done.wait(ANSWER_S):
                return self._refusal(Refusal.BUSY)
        assert waiting.ack is not None
        return waiting.ack

    def run(self) -> None:
        """Take commands until `stop`; one thread (or greenlet) runs this for the life of the server."""
        self._running, stopping = True, False
        while not stopping and (first := self._queue.get()) is not None:
            batch, last = [first], time.monotonic() + GATHER_S
            while len(batch) < BATCH:
                try:
                    more = self._queue.get(timeout=max(0.0, last - time.monotonic()))
                except queue.Empty:
                    break
                if more is None:
                    stopping = True
                    break
                batch.append(more)
            with self._lock:
                self._handle(batch)
        self._running = False
        self._turn_away()
        self._ended.set()

    def stop(self) -> None:
        """Let `run` finish the commands that wait, and end."""
        self._queue.put(None)

    def close(self) -> None:
        """End the day's work: what waits is finished, the log is folded into the file, and the file is closed."""
        if self._running:
            self.stop()
            self._ended.wait(ANSWER_S)
        with self._lock:
            self._run_in_writer(self._store.close)

    def tick(self) -> None:
        """Remember that the clock is running; called every few seconds, and let go if the disk is full."""
        if not any(clock.running for clock in self._clocks()):
            return
        with self._lock:
            try:
                self._run_in_writer(self._store.tick, self._outside.boot, self._outside.mono(), self._outside.wall())
            except (sqlite3.Error, OSError) as error:
                log.warning("a tick was not stored: %s", error)

    def pass_delays(self) -> None:
        """Let on what has waited out its delay; called about twice a second. What fails is tried the next time."""
        try:
            due = self.read(lambda session, _: has_due(session, *self.now(), self._outside.boot))
        except StoreError:
            return
        if due:
            self.ask(CLOCK, None, PassDelays())

    def pause_after_restart(self) -> None:
        """After a restart: let the clocks run on if this is the same boot, otherwise stop them and ask the lead.

        Monotonic time goes on over a restart of the program but not over a restart of the machine; and where wall
        and monotonic time have drifted apart by 2 s the machine slept, or somebody set its clock.
        """
        session, tick = self._session, self._store.last_tick()
        if tick is not None and tick[0] == self._outside.boot:
            gone = self._outside.wall() - tick[2] - (self._outside.mono() - tick[1])
            if abs(gone) < 2000 and all(clock.boot == tick[0] for clock in self._clocks() if clock.running):
                return
        now, events = (self._outside.mono(), self._outside.boot), list[e.Event]()
        if session.clock.running:
            clock = session.clock
            left_ms = _left_at(clock, tick)
            events.append(e.ClockSet(clock.round, left_ms, clock.total_ms, False, *now, asks=True))
        if (pitch := pitches.clock_of(session)) and pitch[1].running:
            state, clock = pitch
            card, left_ms = state.queue.current() or "", _left_at(clock, tick)
            events.append(e.PitchClockSet(state.id, card, left_ms, clock.total_ms, False, *now, asks=True))
        if events:
            self.write("lead", Decision(events=events))

    def _clocks(self) -> list[Clock]:
        """The clocks of the hall: of the round, and of the pitch in it."""
        pitch = pitches.clock_of(self._session)
        return [self._session.clock, *([pitch[1]] if pitch else [])]

    def begin_epoch_if_behind(self) -> None:
        """After a start: if this computer has been further than the file, or never knew it, the devices must let go of
        what they have seen and send again what this copy may not have."""
        watermark = self._outside.watermark
        if watermark is None or self._n <= 1:
            return
        reached = watermark.read()
        if reached is None or reached > self.version():
            epoch = max(self._session.epoch, reached[0] if reached else 0) + 1
            log.warning("the session goes on from a copy: epoch %d begins", epoch)
            self.write("lead", Decision(events=[e.EpochBegan(epoch)]))
        else:
            watermark.write(self.version())

    def write(self, seat: str, decision: Decision) -> None:
        """Commit a decision that no rule had to make: the desk's own, such as the clock after a restart."""
        with self._lock:
            batch = Batch(n=self._n, was=self._n)
            try:
                self._take(batch, seat, decision)
                self._commit(batch)
            except (sqlite3.Error, OSError):
                self._broken = True
                self._mended()
                raise
            self._tell(batch, [seat])

    # -- one batch -------------------------------------------------------------------------------------

    def _handle(self, waiting: list[_Waiting]) -> None:
        if self._broken and not self._mended():
            self._refuse_all(waiting, Refusal.STORAGE_FAILED)
            return
        batch, asked = Batch(n=self._n, was=self._n), []
        try:
            for each in waiting:
                each.ack = self._known(each)
                if each.ack is None:
                    each.ack = self._decide(each, batch)
                    asked += [each.seat.id, *each.touched]
            if batch.entries or batch.boxed or batch.people or batch.answers:
                self._commit(batch)
                self._tell(batch, asked)
        except (sqlite3.Error, OSError) as error:
            log.error("commit failed: %s", error)
            self._broken = True
            self._mended()
            # Known answers too: they may have been given a moment ago, in this very batch.
            self._refuse_all(waiting, Refusal.STORAGE_FAILED)
        except Exception:
            log.exception("a batch of %d broke", len(waiting))
            self._broken = True
            if len(waiting) == 1:
                self._mended()
                self._refuse_all(waiting, Refusal.INTERNAL)
            else:
                for each in waiting:
                    self._handle([each])
        else:
            for each in waiting:
                assert each.ack is not None
                each.ack = msgspec.structs.replace(each.ack, version=self.version(), safe=self.safe())
                each.done.set()

    def _refuse_all(self, waiting: list[_Waiting], code: Refusal) -> None:
        for each in waiting:
            each.ack = self._refusal(code)
            each.done.set()

    def _turn_away(self) -> None:
        """Those who came while the desk was closing: they keep their command and send it again."""
        while True:
            try:
                each = self._queue.get_nowait()
            except queue.Empty:
                return
            if each is not None:
                self._refuse_all([each], Refusal.BUSY)

    def _known(self, each: _Waiting) -> Ack | None:
        """The answer this action had before, if it had one."""
        known = self._answers.get(each.seat.id, each.action_id)
        if known is None:
            return None
        if self._answers.is_other(known, each.command):
            return self._refusal(Refusal.ACTION_REUSED)
        return self._remembered(known)

    def _remembered(self, known: Remembered) -> Ack:
        if known.secret is not None and is_locked(known.answer):
            key = self._box_key(known.secret)
            return self._acknowledgement(unlock(key, known.answer, known.seat, known.action_id))
        return self._acknowledgement(known.answer)

    def _decide(self, each: _Waiting, batch: Batch) -> Ack:
        ask = Ask(
            seat=self._session.seat_now(each.seat),
            now=self._outside.wall(),
            mono_ms=self._outside.mono(),
            boot=self._outside.boot,
            people=self._people,
            handle=self.handle,
            random=self._outside.random,
            blanks=self._outside.blanks,
        )
        try:
            decision = rules.decide(self._session, ask, each.command)
        except Refused as no:
            answer = msgspec.json.encode({"code": no.code, "facts": no.facts})
            # No seal and no withdrawal comes for what was refused.
            traceless = isinstance(each.command, TRACELESS)
            self._remember(batch, each, answer, traceless=traceless)
            return self._acknowledgement(answer)
        except Exception:
            log.exception("a rule broke on %s", type(each.command).__name__)
            return self._refusal(Refusal.INTERNAL)
        self._take(batch, each.seat.id, decision)
        each.touched = decision.touched
        answer = msgspec.json.encode(decision.answer)
        self._remember(batch, each, answer, decision.secret)
        return self._acknowledgement(answer)

    def _take(self, batch: Batch, seat: str, decision: Decision) -> None:
        """Apply a decision to the session and put it in the batch."""
        for event in decision.events:
            new = entry(
                self._session.seq + 1,
                self._outside.wall(),
                seat,
                event,
                self._outside.salt(),
                self._session.head,
            )
            apply(self._session, new)
            batch.entries.append(new)
        batch.stubs += decision.stubs
        batch.hushed |= decision.hushed
        for boxed in decision.boxed:
            if boxed.ballot is None:
                batch.taken.add((seat, boxed.round))
            else:
                boxed.ballot.mac = mac_of(self._box_key(boxed.round), boxed.round, boxed.handle, boxed.ballot)
            put_ballot(self._session, boxed.round, boxed.handle, boxed.ballot)
            batch.boxed.append((boxed.round, boxed.handle, boxed.ballot))
        for person in decision.people:
            self._put(batch, person)
        if decision.erased is not None:
            registration = self._people.registration(decision.erased)
            if registration is None:
                self._erase(batch, decision.erased)
            else:  # the list still knows them; what they said at the sign-up goes
                self._put(batch, Person(decision.erased, registration=registration))
                batch.hushed.add(decision.erased)
        if decision.struck is not None:
            self._erase(batch, decision.struck)
        batch.n += decision.changes

    def _put(self, batch: Batch, person: Person) -> None:
        self._people.put(person)
        batch.people.append((person.id, self._people.locked(person)))

    def _erase(self, batch: Batch, person: str) -> None:
        self._people.erase(person)
        batch.people.append((person, None))

    def _remember(
        self, batch: Batch, each: _Waiting, answer: bytes, secret: str | None = None, *, traceless: bool = False
    ) -> None:
        if each.action_id is None:
            return
        place = each.seat.id, each.action_id
        digest = None if traceless else self._answers.digest(*place, each.command)
        if secret is not None and answer != b"{}":
            answer = lock(self._box_key(secret), answer, *place)
        remembered = Remembered(*place, digest, answer, secret)
        batch.answers.append(remembered)
        self._answers.put(remembered)

    def _commit(self, batch: Batch) -> None:
        self._run_in_writer(self._store.commit, batch)
        self._n = batch.n
        if self._outside.watermark is not None:
            self._outside.watermark.write(self.version())
        if not self._store.folded:
            log.warning("the write-ahead log could not be emptied yet: another program reads the session's file")
        for round_id in batch.sealed:
            self._box_keys.destroy(round_id)
        self._answers.forget(set(batch.sealed), batch.hushed | set(batch.erased), batch.taken)

    def _box_key(self, round_id: str) -> bytes:
        return self._box_keys.of(round_id, empty=not self._session.boxes.get(round_id))

    def _tell(self, batch: Batch, seats: list[str]) -> None:
        commit = Commit(tuple(each.event for each in batch.entries), frozenset(seats))
        for listener in self._listeners:
            try:
                listener(commit)
            except Exception:
                log.exception("a listener broke")

    def _mended(self) -> bool:
        """Throw the session away and replay it; False while even reading fails, and then nothing is decided."""
        try:
            self._run_in_writer(self._load)
            self._box_keys.destroy_all(sealed_boxes(self._session))
        except Exception as error:
            log.critical("the session file cannot be read: %s", error)
            return False
        self._broken = False
        return True

    def _load(self) -> None:
        self._session, self._people, self._answers, self._n = restore(self._store, self._keys)

    # -- answers ---------------------------------------------------------------------------------------

    def _acknowledgement(self, answer: bytes) -> Ack:
        told = msgspec.json.decode(answer)
        if "code" in told:
            return self._refusal(Refusal(told["code"]), told.get("facts", {}))
        return Ack(True, self.version(), self.safe(), told)

    def _refusal(self, code: Refusal, facts: dict[str, str | int] | None = None) -> Ack:
        return Ack(False, self.version(), self.safe(), {}, code, facts or {})


def _left_at(clock: Clock, tick: tuple[str, int, int] | None) -> int:
    """What was left on a clock when the last tick was stored, or when it was set, if no tick tells more."""
    if not clock.running or tick is None or tick[0] != clock.boot:
        return clock.left_ms
    return clock.left(max(tick[1], clock.mono_ms))  # the last tick may be older than the clock
