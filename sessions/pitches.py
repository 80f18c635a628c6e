"""The queue of a pitch round: who is called up when, who has the floor and on what clock, what was answered to it.

In the game: everybody is heard for the same time, in an order that nobody could arrange, and a team that is not there
loses nothing but its place.  Truth flows from the events of the queue through `apply` here into the round's `Queue`;
the commands that move it are decided in `kinds/pitch.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sessions import events as e
from sessions.clock import Clock
from sessions.events import Answer, Stand
from sessions.scenario import PitchRound

if TYPE_CHECKING:
    from sessions.journal import Entry
    from sessions.session import RoundState, Session

ON_THE_FLOOR = ("speak", "qa")


class Reply(NamedTuple):
    """What the administration answered: `yes`, `partly`, `no` or not said, by when (year-month-day), in what words."""

    answer: Answer
    due: str
    text: str
    at: int


@dataclass(slots=True)
class Queue:
    """`order`: all cards as they are called up; `stands`: where those are that do not wait any more. `heard` are the
    cards that ever had the floor. `rev` is the seq of the entry that moved the queue last, `generation` the playing of
    the round that it was drawn for, `before` the queue of the playing before. `graded`: the grades as revealed.
    """

    order: tuple[str, ...] = ()
    seed: str = ""
    stands: dict[str, Stand] = field(default_factory=dict)
    heard: set[str] = field(default_factory=set)
    clock: Clock = field(default_factory=Clock)
    replies: dict[str, Reply] = field(default_factory=dict)
    graded: e.PitchesGraded | None = None
    generation: int = 0
    rev: int = 0
    before: Queue | None = None

    def stand(self, card: str) -> Stand:
        """Where a card is."""
        return self.stands.get(card, "waits")

    def current(self) -> str | None:
        """The card that has the floor."""
        return next((card for card, stand in self.stands.items() if stand in ON_THE_FLOOR), None)


# -- reading -------------------------------------------------------------------------------------------


def drawn(seed: str, cards: Iterable[str]) -> tuple[str, ...]:
    """The cards in the order of SHA-256(seed ‖ newline ‖ card), hex."""
    return tuple(sorted(cards, key=lambda card: hashlib.sha256(f"{seed}\n{card}".encode()).hexdigest()))


def called(session: Session, state: RoundState) -> list[str]:
    """The cards of the queue that are still there, in order."""
    return [card.id for card in session.standing(state.queue.order)]


def waiting(session: Session, state: RoundState) -> list[str]:
    """The cards that are still to be called up, in order."""
    return [card for card in called(session, state) if state.queue.stand(card) == "waits"]


def pitching(session: Session) -> RoundState | None:
    """The pitch round that the hall is in."""
    state = session.round()
    return state if state is not None and isinstance(state.plan, PitchRound) else None


def clock_of(session: Session) -> tuple[RoundState, Clock] | None:
    """The round and the clock of the pitch that has the floor; None where nobody has it."""
    state = pitching(session)
    if state is None or state.queue.current() is None or not state.queue.clock.round:
        return None
    return state, state.queue.clock


def to_draw(session: Session, state: RoundState) -> e.QueueDrawn | None:
    """The order in which the round opens, unless it has one already: an opening that is undone draws no second lot."""
    plan, cards = state.plan, session.input_ids(state)
    if not isinstance(plan, PitchRound) or state.opened_at is not None:
        return None
    if state.queue.generation == state.generation and set(state.queue.order) == set(cards):
        return None
    if plan.order == "declared":
        return e.QueueDrawn(state.id, cards, "", state.generation)
    return e.QueueDrawn(state.id, drawn(session.head, cards), session.head, state.generation)


def clock_set(state: RoundState, card: str, left_ms: int, total_ms: int, mono_ms: int, boot: str) -> e.PitchClockSet:
    """The card's clock begins to run with so much on it."""
    return e.PitchClockSet(state.id, card, left_ms, max(total_ms, left_ms, 1), True, mono_ms, boot)


def stopped(state: RoundState, mono_ms: int, boot: str, *, asks: bool = False) -> list[e.PitchClockSet]:
    """The pitch's clock stands still from now on, if it ran."""
    clock, card = state.queue.clock, state.queue.current()
    if not clock.running or card is None:
        return []
    left_ms = clock.left(mono_ms)
    return [e.PitchClockSet(state.id, card, left_ms, max(clock.total_ms, 1), False, mono_ms, boot, asks)]


def as_it_stood(queue: Queue, event: e.PitchClockSet) -> e.PitchClockSet:
    """The clock before this event, at that moment."""
    clock = queue.clock
    card, left_ms = event.card if clock.round else "", clock.left(event.mono_ms)
    return e.PitchClockSet(event.round, card, left_ms, clock.total_ms, clock.running, event.mono_ms, event.boot)


def reply_as_it_stood(queue: Queue, event: e.ReplyGiven) -> e.ReplyGiven:
    """The event that gives the answer which the card has now."""
    said = queue.replies.get(event.card)
    if said is None:
        return e.ReplyGiven(event.round, event.card, "", "", "")
    return e.ReplyGiven(event.round, event.card, said.answer, said.due, said.text)


# -- how it comes about: `apply` calls this ----------------------------------------------------------------


def apply(session: Session, event: e.Event, entry: Entry) -> None:
    """Take the queue of its round one entry further."""
    state = session.rounds[getattr(event, "round", "")]
    queue = state.queue
    match event:
        case e.QueueDrawn(order=order, seed=seed, generation=generation):
            # An answer was given to the card, however often it is pitched.
            state.queue = Queue(order, seed, replies=queue.replies, generation=generation, before=queue)
            state.queue.rev = entry.seq
        case e.PitchMoved(card=card, to=to, order=order):
            queue.stands.pop(card, None)
            if to != "waits":
                queue.stands[card] = to
            if to in ON_THE_FLOOR:
                queue.heard.add(card)
            queue.order, queue.rev = order or queue.order, entry.seq
        case e.PitchClockSet():
            owner = event.round if event.card else ""
            queue.clock = Clock(
                owner, event.left_ms, event.total_ms, event.running, event.mono_ms, event.boot, event.asks, entry.seq
            )
        case e.ReplyGiven(card=card, answer=answer, due=due, text=text):
            queue.replies.pop(card, None)
            if answer or due or text:
                queue.replies[card] = Reply(answer, due, text, entry.at)
        case e.PitchesGraded():
            queue.graded = event


def take_back(state: RoundState) -> None:
    """The round is not played again after all: the queue of the earlier playing is its queue."""
    queue = state.queue
    if queue.generation == state.generation and queue.before is not None:
        queue.before.replies = queue.replies
        state.queue = queue.before
