"""The session: everything that is true about the day so far.

Read it freely between commits; only `apply` (in `apply.py`) and `put_ballot` write.  What a screen or a rule asks of it
more than once stands below as a function.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from sessions import attendance, lanes, rolls, undo
from sessions import events as e
from sessions.attendance import Attendance
from sessions.board import Board
from sessions.box import Boxed
from sessions.cards import Card, CardState
from sessions.clock import Clock
from sessions.contests import Contest, ContestKind, box_id
from sessions.draft import Draft
from sessions.gathering import Gathering
from sessions.notes import Note
from sessions.outcome import Outcome, OwnMarks, Reckoning
from sessions.phases import LIVE, Phase
from sessions.pitches import Queue
from sessions.polls import PollState, Straw
from sessions.questions import Question
from sessions.said import Place, Said
from sessions.scenario import AnyRound, Lane, MergeRound, PitchRound, Scenario, SignupRound, VoteRound, input_of
from sessions.seat import Role, Seat, Sight
from sessions.sheets import Sheet
from sessions.signals import Signals


class Taken(NamedTuple):
    """What a round works on: its input pool, what stayed behind where that was made, and which making it was."""

    cards: tuple[str, ...]
    rest: tuple[str, ...]
    generation: int


class Before(NamedTuple):
    """What a round had when it was restarted, for the case that the restart is undone."""

    taken: Taken | None
    joined: dict[str, str]
    opened_at: int | None
    ready: dict[str, int]
    kept_ms: int | None
    roll: dict[str, str]
    papers: dict[str, str]
    hands: dict[str, rolls.Hands]


@dataclass(slots=True)
class RoundState:
    """Where a round is and what came of it. Times are wall-clock ms, for showing only: no clock decides anything.

    `moved` is the journal's seq of its last move, and 0 for a round that the hall is not in or past. `taken`: what it
    works on, as it stood when it went live; None before that. `joined`: of a vote that is over, the cards that were
    laid together since, each with its theme. `touched`: the seq of the last entry of a table or person in it.
    `generation`: how many times it has been begun. `kept_ms`: it was closed only to make room for an earlier round,
    with so much time left; None otherwise. `before`: what a restart took from it.
    `minutes`: how long it is to last, which is the plan's until the lead plans the day anew.
    Of a vote, what lies here belongs to its present `contest`; `tied` and `places` are what a runoff is about, `shown`
    how many places the hall has been shown so far (None: all), `past` the contests that are over, `weights` how many
    people sat at each table that had voted when it was closed, `roll` who may vote and where they sat when they came on
    it, `papers` who of them holds a paper ballot, and at which table, `hands`
    what was counted at a table.
    """

    plan: AnyRound
    no: int
    minutes: int = 0
    phase: Phase = Phase.PLANNED
    moved: int = 0
    taken: Taken | None = None
    touched: int = 0
    generation: int = 1
    kept_ms: int | None = None
    before: Before | None = None
    opened_at: int | None = None
    closed_at: int | None = None
    closed_head: str = ""
    ready: dict[str, int] = field(default_factory=dict)
    ballots: dict[str, dict[str, int]] = field(default_factory=dict)
    grades: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    sealed: tuple[e.SealedBallot, ...] | None = None
    weights: dict[str, int] = field(default_factory=dict)
    roll: dict[str, str] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    hands: dict[str, rolls.Hands] = field(default_factory=dict)
    reckoning: Reckoning | None = None
    reach: dict[str, tuple[str, ...]] = field(default_factory=dict)
    own: dict[str, OwnMarks] = field(default_factory=dict)
    outcome: Outcome | None = None
    lots: int | None = None
    board: Board = field(default_factory=Board)
    draft: Draft = field(default_factory=Draft)
    queue: Queue = field(default_factory=Queue)
    poll: PollState = field(default_factory=PollState)
    gathering: Gathering = field(default_factory=Gathering)
    joined: dict[str, str] = field(default_factory=dict)
    contest: int = 1
    contest_kind: ContestKind = "first"
    tied: tuple[str, ...] = ()
    places: int = 0
    shown: int | None = None
    past: list[Contest] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.minutes = self.minutes or self.plan.minutes

    @property
    def id(self) -> str:
        """The round's id in the scenario."""
        return self.plan.id

    @property
    def box(self) -> str:
        """Under which id the secret ballots of the present contest lie."""
        return box_id(self.plan.id, self.contest)


@dataclass(slots=True)
class Membership:
    """One person in one group."""

    card: str
    person: str
    no: int
    role: str
    at: int
    seq: int


@dataclass(slots=True)
class SeatState:
    """A seat and the generation of its link; `arrived` is the wall clock in ms of the first device on it."""

    seat: Seat
    generation: int = 1
    arrived: int | None = None


@dataclass(slots=True)
class Session:
    """One run of a scenario. Read it freely between commits; only `apply` and `put_ballot` write.

    `seated_by`: the round by which people sit now; `sat`: where they sat before it, by the round that had seated them.
    `placed`: the seq of the last entry by which a check-in desk put people somewhere. `fullest`: table → the most
    people who ever sat there.
    """

    scenario: Scenario
    id: str
    seed: str
    tables: int
    people: int
    rounds: dict[str, RoundState]
    seats: dict[str, SeatState]
    cards: dict[str, Card] = field(default_factory=dict)
    pools: dict[str, tuple[str, ...]] = field(default_factory=dict)
    left: dict[str, tuple[str, ...]] = field(default_factory=dict)
    carried: dict[str, list[Taken]] = field(default_factory=dict)
    assigned: dict[str, tuple[str, ...]] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    synonyms: tuple[str, ...] | None = None
    acts: list[undo.Act] = field(default_factory=list)
    undoing: int = 0
    boxes: dict[str, dict[str, Boxed]] = field(default_factory=dict)
    memberships: dict[tuple[str, str], Membership] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    names: dict[str, lanes.Name] = field(default_factory=dict)
    lanes: dict[str, Lane] = field(default_factory=dict)
    straws: list[Straw] = field(default_factory=list)
    help: dict[str, int] = field(default_factory=dict)
    signals: Signals = field(default_factory=Signals)
    said: dict[Place, Said] = field(default_factory=dict)
    attendance: Attendance = field(default_factory=Attendance)
    seated_by: str | None = None
    sat: dict[str, dict[str, str]] = field(default_factory=dict)
    placed: int = 0
    fullest: dict[str, int] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)
    current: str | None = None
    scene: str = "auto"
    scene_card: str | None = None
    blank: bool = False
    announcement: str = ""
    guests: bool = True
    observers_see: Sight = "wall"
    started_at: int = 0
    seq: int = 0
    head: str = ""
    epoch: int = 1

    def round(self) -> RoundState | None:
        """The round the hall is in: the last one that was moved, unless it was put back or skipped."""
        return self.rounds[self.current] if self.current else None

    def waits_for_the_hall(self, state: RoundState) -> bool:
        """Is this round still to be played, or played on: planned, or closed only to make room for another?"""
        return state.phase is Phase.PLANNED or (state.phase is Phase.CLOSED and state.kept_ms is not None)

    def live_round(self) -> RoundState | None:
        """The round in briefing, open or grace, if there is one."""
        return next((each for each in self.rounds.values() if each.phase in LIVE), None)

    def table_seats(self) -> Iterator[SeatState]:
        """The seats of the table tablets, in order."""
        return (self.seats[f"t{no}"] for no in range(1, self.tables + 1))

    def has_experts(self) -> bool:
        """Is there anybody whom a table could call?"""
        return any(each.seat.role is Role.EXPERT for each in self.seats.values())

    def has_observers(self) -> bool:
        """Is there anybody for whom the lead would choose what they see?"""
        return any(each.seat.role is Role.OBSERVER for each in self.seats.values())

    def seat_now(self, seat: Seat) -> Seat:
        """The seat as it is by now: people change tables while their devices stay."""
        known = self.seats.get(seat.id)
        if known is None:
            return seat
        return msgspec.structs.replace(known.seat, via=seat.via) if seat.via else known.seat

    def badges(self, table: str) -> list[int]:
        """The badges of a table that are here; where there is no list and none has come, all of them."""
        seats = [each for each in attendance.persons(self) if each.seat.table == table]
        came = [each for each in seats if attendance.is_here(self, each)]
        here = came if came or self.attendance.listed else seats
        return sorted(each.seat.no for each in here if each.seat.no is not None)

    def round_cards(self, round_id: str, table: str | None = None) -> list[Card]:
        """Cards of a round that have not been withdrawn, in order of arrival; of one table if asked."""
        return [
            card
            for card in self.cards.values()
            if card.round == round_id
            and card.state is not CardState.WITHDRAWN
            and (table is None or card.table == table)
        ]

    def input_ids(self, state: RoundState) -> tuple[str, ...]:
        """The ids of the cards that a round works on: as it took them, or as it would take them now."""
        return state.taken.cards if state.taken else self.pools.get(input_of(state.plan) or "", ())

    def left_ids(self, state: RoundState) -> tuple[str, ...]:
        """The ids of the cards that stayed behind where the round's input was made."""
        return state.taken.rest if state.taken else self.left.get(input_of(state.plan) or "", ())

    def maker(self, pool: str | None) -> RoundState | None:
        """The round that makes a pool."""
        made = (each for each in self.rounds.values() if getattr(each.plan, "output", None) == pool)
        return next(made, None) if pool else None

    def has_new_input(self, state: RoundState) -> bool:
        """Has the pool that a round took been made anew since, or what the themes in it are made of?"""
        if state.taken is None:
            return False
        pool = input_of(state.plan)
        above = self.maker(pool)
        themed = above is not None and isinstance(above.plan, MergeRound) and self.has_new_input(above)
        return state.taken.generation < self.made(pool) or themed

    def written(self) -> int:
        """How many cards tables have written so far, those that they took back too."""
        return sum(not card.is_theme for card in self.cards.values())

    def made(self, pool: str | None) -> int:
        """How many times a pool has been carried."""
        return len(self.carried.get(pool or "", ()))

    def input_cards(self, state: RoundState) -> list[Card]:
        """The cards that a round works on, without those that were hidden since."""
        return self.standing(self.input_ids(state))

    def standing(self, cards: Iterable[str]) -> list[Card]:
        """Those of the cards that are neither hidden nor taken back."""
        return [self.cards[card] for card in cards if self.cards[card].state is CardState.LIVE]

    def group(self, card: str) -> list[Membership]:
        """Who signed up for a card, in order of arrival; guests only while they are let in."""
        return sorted(
            (each for each in self.memberships.values() if each.card == card and self.counts(each)),
            key=lambda m: m.seq,
        )

    def counts(self, member: Membership) -> bool:
        """Does this membership count? A guest's only while guests are let in."""
        state = self.seats.get(member.person)
        return self.guests or (state is not None and state.seat.role is not Role.GUEST)

    def person_number(self, person: str) -> int:
        """«участник № 47»: the badge's number, or for guests the next one free."""
        if person in self.numbers:
            return self.numbers[person]
        seat = self.seats.get(person)
        if seat is not None and seat.seat.no is not None:
            return seat.seat.no
        return self.people + sum(no > self.people for no in self.numbers.values()) + 1


def takes_ballots(plan: AnyRound) -> bool:
    """Does this round have a box: a vote, or pitches that tables grade?"""
    return isinstance(plan, VoteRound) or (isinstance(plan, PitchRound) and plan.score is not None)


def electors(session: Session, state: RoundState) -> int:
    """How many may vote: the tables, or the people on the roll; where there is no list, the badges given out. Before a
    vote opens, how many would be on the roll."""
    plan = state.plan
    if not isinstance(plan, VoteRound) or plan.electors != "person":
        return session.tables
    return len(state.roll) or attendance.heads(session)


def seated(session: Session, table: str) -> int:
    """How many people sit at a table: badges of it that have come, or all of them while nobody has."""
    return len(session.badges(table))


def ballots_in(session: Session, state: RoundState) -> int:
    """How many have voted so far (turnout), however the vote is kept."""
    if isinstance(state.plan, VoteRound) and state.plan.electors == "person":
        hands = rolls.by_hands(state)
        return len(state.sealed) + hands if state.sealed is not None else rolls.handed_in(session, state)
    return len(state.ballots)


def on_paper(session: Session, state: RoundState) -> list[Card]:
    """The cards that a vote is about now: those of its pool, and in a runoff those of them that stand level."""
    cards = session.input_cards(state)
    return [card for card in cards if card.id in state.tied] if state.contest_kind == "runoff" else cards


def joinable(session: Session, plan: SignupRound) -> list[Card]:
    """The cards that people may join: what was chosen and, where the round rescues, what the vote left behind."""
    state = session.rounds[plan.id]
    left = session.left_ids(state) if plan.rescue is not None else ()
    return session.input_cards(state) + session.standing(left)


def floor_of(session: Session, plan: SignupRound, card: str) -> int:
    """How many people this card needs to live."""
    chosen = card in session.input_ids(session.rounds[plan.id])
    return plan.floor if chosen or plan.rescue is None else plan.rescue


def is_full(session: Session, plan: SignupRound, card: str) -> bool:
    """Does the circle close: enough people and, where one is needed, a leader?"""
    group = session.group(card)
    leading = {role.id for role in plan.roles if role.leads}
    enough = len(group) >= floor_of(session, plan, card)
    return enough and (not plan.need_leader or any(m.role in leading for m in group))
