"""The session: everything that is true about the day so far, and `apply`, the only thing that changes it.

Truth flows one way: an entry of the journal goes in, the session is a step further.  The same `apply` runs when
an entry has just been decided and when the journal is replayed at start-up, so both must end in the same state.
It neither asks nor refuses: what is an entry has happened.  The open box is not in the journal; `put_ballot`
is its counterpart of `apply`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sessions import contests, lanes, themes, undo, watch
from sessions import events as e
from sessions.board import Board
from sessions.box import Boxed
from sessions.cards import Card, CardState
from sessions.contests import Contest, ContestKind, box_id
from sessions.journal import Entry
from sessions.outcome import Outcome, OwnMarks
from sessions.phases import LIVE, Phase
from sessions.reader import parse
from sessions.scenario import AnyRound, GatherRound, Lane, MergeRound, Scenario, SignupRound, VoteRound, input_of
from sessions.seat import LEAD, SCREEN, TEAM_SEATS, Role, Seat, guest_seat, person_seat, table_seat, team_seat


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


@dataclass(slots=True)
class RoundState:
    """Where a round is and what came of it. Times are wall-clock ms, for showing only: no clock decides anything.

    `moved` is the journal's seq of its last move, and 0 for a round that the hall is not in or past. `taken`: what it
    works on, as it stood when it went live; None before that. `joined`: of a vote that is over, the cards that were
    laid together since, each with its theme. `touched`: the seq of the last entry of a table or person in it.
    `generation`: how many times it has been begun. `kept_ms`: it was closed only to make room for an earlier round,
    with so much time left; None otherwise. `before`: what a restart took from it.
    Of a vote, what lies here belongs to its present `contest`; `tied` and `places` are what a runoff is about, `shown`
    how many places the hall has been shown so far (None: all), `past` the contests that are over.
    """

    plan: AnyRound
    no: int
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
    reach: dict[str, tuple[str, ...]] = field(default_factory=dict)
    own: dict[str, OwnMarks] = field(default_factory=dict)
    outcome: Outcome | None = None
    lots: int | None = None
    board: Board = field(default_factory=Board)
    joined: dict[str, str] = field(default_factory=dict)
    contest: int = 1
    contest_kind: ContestKind = "first"
    tied: tuple[str, ...] = ()
    places: int = 0
    shown: int | None = None
    past: list[Contest] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The round's id in the scenario."""
        return self.plan.id

    @property
    def box(self) -> str:
        """Under which id the secret ballots of the present contest lie."""
        return box_id(self.plan.id, self.contest)


@dataclass(slots=True)
class Clock:
    """The one clock of the hall, on the live round. `rev` grows with each change; `mono_ms` is of boot `boot`."""

    round: str = ""
    left_ms: int = 0
    total_ms: int = 0
    running: bool = False
    mono_ms: int = 0
    boot: str = ""
    asks: bool = False
    rev: int = 0

    def left(self, mono_ms: int) -> int:
        """Milliseconds left at monotonic time `mono_ms` of the same boot; negative when over time."""
        return self.left_ms - (mono_ms - self.mono_ms) if self.running else self.left_ms


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
    """One run of a scenario. Read it freely between commits; only `apply` and `put_ballot` write."""

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
    synonyms: tuple[str, ...] | None = None
    acts: list[undo.Act] = field(default_factory=list)
    undoing: int = 0
    boxes: dict[str, dict[str, Boxed]] = field(default_factory=dict)
    memberships: dict[tuple[str, str], Membership] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    names: dict[str, lanes.Name] = field(default_factory=dict)
    lanes: dict[str, Lane] = field(default_factory=dict)
    help: dict[str, int] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)
    current: str | None = None
    scene: str = "auto"
    scene_card: str | None = None
    blank: bool = False
    announcement: str = ""
    guests: bool = True
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


def start(event: e.SessionStarted, at: int) -> Session:
    """The session before anything happened: the scenario parsed, a seat for every table and badge."""
    scenario = parse(event.scenario)
    seats = {LEAD.id: SeatState(LEAD), SCREEN.id: SeatState(SCREEN)}
    for no in range(1, event.tables + 1):
        seats[f"t{no}"] = SeatState(table_seat(no))
    for no in range(1, event.people + 1):
        seats[f"p{no}"] = SeatState(person_seat(no, f"t{(no - 1) % event.tables + 1}"))
    if any(isinstance(plan, MergeRound) for plan in scenario.rounds):
        seats |= {seat.id: SeatState(seat) for seat in map(team_seat, range(1, TEAM_SEATS + 1))}
    return Session(
        scenario=scenario,
        id=event.session,
        seed=event.seed,
        tables=event.tables,
        people=event.people,
        rounds={plan.id: RoundState(plan, no) for no, plan in enumerate(scenario.rounds, start=1)},
        seats=seats,
        synonyms=scenario.scenario.synonyms,
        started_at=at,
    )


def apply(session: Session, entry: Entry) -> None:
    """Take the session one entry further. Every kind of event is here, or mypy complains."""
    event, at = entry.event, entry.at
    undo.note(session, entry)
    _touch(session, entry)
    session.seq, session.head = entry.seq, entry.hash
    match event:
        case e.SessionStarted():
            raise ValueError("a session starts once")
        case e.SeatArrived():
            if event.seat not in session.seats:
                session.seats[event.seat] = SeatState(guest_seat(event.seat))
            session.seats[event.seat].arrived = at
        case e.SeatReissued():
            session.seats[event.seat].generation = event.generation
            session.seats[event.seat].arrived = None
        case e.RoundMoved():
            state = session.rounds[event.round]
            state.kept_ms = event.kept_ms
            _move(session, state, Phase(event.phase), entry, event.as_of)
            if state.phase is Phase.CLOSED:
                state.closed_head = entry.hash
                state.closed_at = state.closed_at if event.as_of and state.closed_at else at
        case e.ClockSet():
            session.clock = Clock(
                round=event.round,
                left_ms=event.left_ms,
                total_ms=event.total_ms,
                running=event.running,
                mono_ms=event.mono_ms,
                boot=event.boot,
                asks=event.asks,
                rev=entry.seq,
            )
        case e.SceneShown():
            session.scene, session.scene_card = event.scene, event.card
        case e.ScreenBlanked():
            session.blank = event.on
        case e.Announced():
            session.announcement = event.text
        case e.CardSubmitted():
            card = session.cards[event.card] = Card(
                id=event.card,
                round=event.round,
                table=event.table,
                fields={},
                parent=event.parent,
                at=at,
                no=1 + session.written(),
                late=event.late,
            )
            _write(session, card, event, entry)
        case e.CardRevised():
            card = session.cards[event.card]
            card.revision = event.revision
            _write(session, card, event, entry)
        case e.CardWithdrawn():
            card = session.cards[event.card]
            card.state = CardState.WITHDRAWN
            themes.take_out(session, card)
        case e.CardAdmitted():
            _admit(session, session.cards[event.card])
        case e.CardHeld():
            lanes.hold(session.cards[event.card], at)
            _refresh(session, session.cards[event.card])
        case e.LaneSet(source=source, lane=lane):
            lanes.set_lane(session, source, None if lane == "plan" else lane)
        case e.CardHidden():
            card = session.cards[event.card]
            card.state, card.reason = CardState.HIDDEN, event.reason
            _refresh(session, card)
        case e.CardRestored():
            card = session.cards[event.card]
            card.state, card.reason = CardState.LIVE, ""
            _refresh(session, card)
        case e.EntryRedacted():
            _redact(session, session.cards[event.card])
        case e.ReadyMarked():
            ready = session.rounds[event.round].ready
            if event.ready:
                ready[event.table] = at
            else:
                ready.pop(event.table, None)
        case e.HelpCalled():
            if event.on:
                session.help[event.table] = at
            else:
                session.help.pop(event.table, None)
        case e.BallotCast():
            state = session.rounds[event.round]
            state.ballots[event.table] = dict(event.choices)
            state.grades[event.table] = dict(event.grades)
        case e.BallotsSealed():
            state = session.rounds[event.round]
            state.sealed, state.reach, state.own = event.ballots, dict(event.reach), dict(event.own)
            session.boxes.pop(state.box, None)
        case e.TallyRevealed():
            state = session.rounds[event.round]
            state.outcome, state.lots = event.outcome, None
        case e.LotsDrawn():
            state = session.rounds[event.round]
            if state.shown is not None and state.outcome is not None:  # whoever was drawn has been named to the hall
                state.shown = max(state.shown, state.outcome.places)
            state.outcome, state.lots = event.outcome, event.number
        case e.RunoffOpened():
            contests.begin(session.rounds[event.round], "runoff", event.cards, event.places)
        case e.VoteRepeated():
            state = session.rounds[event.round]
            contests.begin(state, "repeat", reason=event.reason)
            state.generation += 1
            state.opened_at, state.closed_at, state.closed_head = None, None, ""
        case e.CardsPicked():
            session.rounds[event.round].outcome = event.outcome
        case e.PlacesShown():
            session.rounds[event.round].shown = event.shown
        case e.RoundCarried():
            if event.pool is not None:
                session.pools[event.pool], session.left[event.pool] = event.cards, event.rest
                carried = session.carried.setdefault(event.pool, [])
                carried.append(Taken(event.cards, event.rest, len(carried) + 1))
                themes.follow(session)
            for card_id in event.cards:
                if card_id in session.cards:  # a journal with a hole is told of, too
                    _admit(session, session.cards[card_id])  # what goes on is on every ballot paper
        case e.CarryUndone():
            if event.pool is not None:
                _uncarry(session, event.pool)
        case e.RoundReopened():
            state = session.rounds[event.round]
            state.generation, state.kept_ms = event.generation, None
            _move(session, state, Phase.OPEN, entry)
        case e.RoundRestarted():
            state = session.rounds[event.round]
            state.before = Before(state.taken, state.joined, state.opened_at, state.ready)
            state.generation, state.opened_at, state.ready, state.kept_ms = event.generation, None, {}, None
            if session.clock.round == state.id:
                session.clock = Clock(rev=entry.seq)
            _move(session, state, Phase.PLANNED, entry)
        case e.RestartUndone():
            state = session.rounds[event.round]
            _move(session, state, Phase(event.phase), entry, event.as_of)
            if state.before is not None:
                state.taken, state.joined, state.opened_at, state.ready = state.before
            state.generation, state.before = state.generation - 1, None
        case e.ActUndone():
            session.undoing = event.entries
        case e.SignedUp():
            session.numbers.setdefault(event.person, event.no)
            session.memberships[event.card, event.person] = Membership(
                event.card, event.person, event.no, event.role, at, entry.seq
            )
        case e.SignUpWithdrawn():
            session.memberships.pop((event.card, event.person), None)
            if not any(person == event.person for _, person in session.memberships):
                lanes.forget_name(session, event.person)
        case e.NameGiven():
            lanes.give_name(session, event.person, event.lane, event.delay, at)
        case e.NameAdmitted():
            if event.person in session.names:
                session.names[event.person].wait = None
        case e.NameHeld():
            lanes.hold_name(session, event.person, at)
        case e.GuestsLet():
            session.guests = event.on
        case e.EpochBegan():
            session.epoch = event.epoch
        case e.SynonymsSet():
            session.synonyms = event.lines
        case (
            e.CardsMerged()
            | e.CardsSplit()
            | e.CardsSetAside()
            | e.CardsBroughtBack()
            | e.ThemeRenamed()
            | e.CardsToldApart()
            | e.ObjectionRaised()
            | e.ObjectionDropped()
        ):
            themes.apply(session, event, entry)
        case _:
            raise ValueError(f"no such event: {type(event).__name__}")


def put_ballot(session: Session, round_id: str, handle: str, ballot: Boxed) -> None:
    """Put a secret ballot in the open box; it replaces the one under the same handle."""
    session.boxes.setdefault(round_id, {})[handle] = ballot


def blot(plan: AnyRound, fields: dict[str, str]) -> dict[str, str]:
    """The same fields with what was typed blotted out. What was chosen from the scenario's own options stays: it names
    nobody, and the card is counted under its sphere."""
    chosen = {field.id for field in plan.fields if field.type == "choice"} if isinstance(plan, GatherRound) else set()
    return {name: text if name in chosen else "█████" for name, text in fields.items()}


def _move(session: Session, state: RoundState, phase: Phase, entry: Entry, as_of: int = 0) -> None:
    if phase in LIVE and state.taken is None:
        pool = input_of(state.plan)
        state.taken = Taken(session.input_ids(state), session.left_ids(state), session.made(pool))
    elif phase in (Phase.PLANNED, Phase.SKIPPED):
        state.taken = None
        state.joined = {}
    if phase in (Phase.PLANNED, Phase.BRIEFING):
        state.opened_at = None
    state.phase = phase
    if phase is Phase.OPEN and state.opened_at is None:
        state.opened_at = entry.at
    state.moved = 0 if phase in (Phase.SKIPPED, Phase.PLANNED) else as_of or entry.seq
    latest = max(session.rounds.values(), key=lambda each: each.moved)
    before, session.current = session.current, latest.id if latest.moved else None
    if state.id in (before, session.current):  # another round's move takes no scene from the hall
        session.scene, session.scene_card = "auto", None
    themes.follow(session)


def _refresh(session: Session, card: Card) -> None:
    if card.is_theme:
        themes.refresh(session, card)
    elif card.theme is not None:
        themes.refresh(session, session.cards[card.theme])


def _redact(session: Session, card: Card) -> None:
    """What was typed is blotted out: of a card its text, of a theme the title that it was given."""
    if card.is_theme:
        card.named = ""
        card.namings.clear()
    else:
        card.fields, card.redacted = blot(session.rounds[card.round].plan, card.fields), True
        card.author, card.marks = None, {}
        lanes.admit(card)
    undo.forget(session, card.id)
    _refresh(session, card)


def _uncarry(session: Session, pool: str) -> None:
    session.carried[pool].pop()
    if session.carried[pool]:
        session.pools[pool], session.left[pool], _ = session.carried[pool][-1]
    else:
        del session.carried[pool], session.pools[pool], session.left[pool]
    themes.follow(session)


def _touch(session: Session, entry: Entry) -> None:
    """Remember that the hall has done something in a round, so that nobody undoes what it rests on."""
    state = session.seats.get(entry.seat)
    if state is not None and state.seat.role in (Role.TABLE, Role.PERSON, Role.GUEST):
        card = session.cards.get(getattr(entry.event, "card", None) or "")
        round_id = getattr(entry.event, "round", None) or (card.round if card else None)
        if round_id is not None:
            session.rounds[round_id].touched = entry.seq


def _write(session: Session, card: Card, event: e.CardSubmitted | e.CardRevised, entry: Entry) -> None:
    """A text stands on the card, and its author beside it. Only another text goes through a lane."""
    card.author = event.author
    card.entries.append(entry.seq)
    if event.fields == card.fields:
        return
    plan = session.rounds[card.round].plan
    lanes.replace(card, dict(event.fields))
    lanes.begin(plan, card, event.lane, event.delay, entry.at)
    card.marks = watch.marks(plan, card.fields, session.scenario.scenario.moderation.watch)
    _refresh(session, card)


def _admit(session: Session, card: Card) -> None:
    """A text is everybody's; of a theme that of its cards."""
    for leaf in themes.leaves(session, card):
        if leaf.state is CardState.LIVE or leaf is card:
            lanes.admit(leaf)
            _refresh(session, leaf)


def electors(session: Session, plan: VoteRound) -> int:
    """How many may vote: the tables, or the badges given out."""
    return session.people if plan.electors == "person" else session.tables


def seated(session: Session, table: str) -> int:
    """How many people sit at a table: badges of it that have come, or all of them while nobody has."""
    here = [each for each in session.seats.values() if each.seat.role is Role.PERSON and each.seat.table == table]
    return sum(each.arrived is not None for each in here) or len(here)


def ballots_in(session: Session, state: RoundState) -> int:
    """How many have voted so far (turnout), however the vote is kept."""
    if isinstance(state.plan, VoteRound) and state.plan.electors == "person":
        return len(state.sealed) if state.sealed is not None else len(session.boxes.get(state.box, {}))
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
