"""`apply`: the only thing that changes a session.

Truth flows one way: an entry of the journal goes in, the session is a step further.  The same `apply` runs when
an entry has just been decided and when the journal is replayed at start-up, so both must end in the same state.
It neither asks nor refuses: what is an entry has happened.  The open box is not in the journal; `put_ballot`
is its counterpart of `apply`.
"""

from __future__ import annotations

import msgspec

from sessions import (
    agenda,
    attendance,
    contests,
    gathering,
    lanes,
    notes,
    pitches,
    polls,
    printed,
    questions,
    rolls,
    said,
    sheets,
    signals,
    themes,
    undo,
    watch,
)
from sessions import events as e
from sessions.assignment import mixes
from sessions.box import Boxed
from sessions.cards import Card, CardState
from sessions.clock import Clock
from sessions.journal import Entry
from sessions.phases import LIVE, Phase
from sessions.reader import parse
from sessions.scenario import AnyRound, GatherRound, input_of
from sessions.seat import (
    LEAD,
    REGISTRAR_SEATS,
    SCREEN,
    Role,
    expert_seat,
    guest_seat,
    observer_seat,
    person_seat,
    registrar_seat,
    table_seat,
)
from sessions.session import Before, Membership, RoundState, SeatState, Session, Taken, seated


def start(event: e.SessionStarted, at: int) -> Session:
    """The session before anything happened: the scenario parsed, a seat for every table and badge."""
    scenario = parse(event.scenario)
    seats = {LEAD.id: SeatState(LEAD), SCREEN.id: SeatState(SCREEN)}
    for no in range(1, event.tables + 1):
        seats[f"t{no}"] = SeatState(table_seat(no))
    for no in range(1, event.people + 1):
        seats[f"p{no}"] = SeatState(person_seat(no, f"t{(no - 1) % event.tables + 1}"))
    seats |= {seat.id: SeatState(seat) for seat in map(registrar_seat, range(1, REGISTRAR_SEATS + 1))}
    seats |= agenda.team(scenario)
    seats |= {seat.id: SeatState(seat) for seat in map(expert_seat, range(1, scenario.scenario.experts + 1))}
    seats |= {seat.id: SeatState(seat) for seat in map(observer_seat, range(1, scenario.scenario.observers + 1))}
    session = Session(
        scenario=scenario,
        id=event.session,
        seed=event.seed,
        tables=event.tables,
        people=event.people,
        rounds=agenda.rounds(scenario),
        seats=seats,
        synonyms=scenario.scenario.synonyms,
        started_at=at,
    )
    printed.note(session)
    return session


def apply(session: Session, entry: Entry) -> None:
    """Take the session one entry further. Every kind of event is here, or mypy complains."""
    event, at = entry.event, entry.at
    undo.note(session, entry)
    _touch(session, entry)
    said.note(session, entry)
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
                if not (event.as_of and state.closed_at):
                    state.closed_at = at
                    state.weights = {table: seated(session, table) for table in state.ballots}
        case e.PeopleRegistered():
            _make_badges(session, max(int(person.removeprefix("p")) for person in event.people))
            attendance.apply(session, event, at)
            printed.note(session)
        case e.PersonStruck() | e.AttendanceMarked() | e.TableClosed() | e.BadgesKept():
            attendance.apply(session, event, at)
        case e.PersonMoved():
            attendance.apply(session, event, at)
            printed.note(session)
        case e.CheckInBegun():
            attendance.apply(session, event, at)
            signals.end_day(session)
            session.announcement = ""
        case e.NoticeSent() | e.NoticeRead() | e.ExpertCalled() | e.ExpertCallTaken() | e.ExpertCallEnded():
            signals.apply(session, event, entry)
        case e.DayReplanned():
            for round_id, minutes in event.minutes.items():
                session.rounds[round_id].minutes = minutes
        case e.ScenarioRevised():
            agenda.apply(session, event)
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
                person=event.person,
                paper=event.paper,
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
            themes.follow(session)
        case e.CardRestored():
            card = session.cards[event.card]
            card.state, card.reason = CardState.LIVE, ""
            _refresh(session, card)
            themes.follow(session)
        case e.NoteWritten():
            notes.apply(session, event, entry)
        case e.EntryRedacted(note=note) if note:
            notes.blot(session, event)
        case e.EntryRedacted(field=name) if name:
            sheets.blot(session, event)
        case e.EntryRedacted():
            if event.card in session.questions:
                questions.redact(session.questions[event.card])
            else:
                _redact(session, session.cards[event.card])
        case e.RotationDrawn() | e.StopCalled() | e.StageCalled() | e.BestChosen() | e.CardJoined():
            gathering.apply(session, event)
        case e.CardsRanked():
            session.rounds[event.round].draft.bids[event.table] = event.cards
        case e.AssignmentRevealed():
            draft = session.rounds[event.round].draft
            draft.cards, draft.people = dict(event.cards), dict(event.people)
        case e.CardsPlaced():
            session.rounds[event.round].draft.cards |= event.tables
        case e.PeopleListed():
            session.rounds[event.round].draft.people = dict(event.people)
        case e.CardsAssigned():
            session.assigned |= event.tables
        case e.PeopleSeated():
            _remember_seating(session, event.round)
            for person, table in event.tables.items():
                session.seats[person].seat = msgspec.structs.replace(session.seats[person].seat, table=table or None)
            printed.note(session)
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
        case e.PapersGiven(on=True):
            state = session.rounds[event.round]
            state.papers |= {person: rolls.roll_of(session, state)[person] for person in event.people}
        case e.PapersGiven():
            for person in event.people:
                session.rounds[event.round].papers.pop(person, None)
        case e.HandsCounted():
            state = session.rounds[event.round]
            state.hands.pop(event.table, None)
            if event.voters:
                state.hands[event.table] = rolls.Hands(event.voters, dict(event.choices))
        case e.BallotsSealed():
            state = session.rounds[event.round]
            state.sealed, state.reach, state.own = event.ballots, dict(event.reach), dict(event.own)
            state.reckoning = event.reckoning
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
            sheets.carried(session, session.rounds[event.round], event.cards)
        case e.CarryUndone():
            sheets.uncarried(session, session.rounds[event.round])
            if event.pool is not None:
                _uncarry(session, event.pool)
        case e.RoundReopened():
            state = session.rounds[event.round]
            state.generation, state.kept_ms = event.generation, None
            _move(session, state, Phase.OPEN, entry)
        case e.RoundRestarted():
            state = session.rounds[event.round]
            state.before = Before(
                *(state.taken, state.joined, state.opened_at, state.ready, state.kept_ms),
                *(state.roll, state.papers, state.hands),
            )
            state.generation, state.opened_at, state.ready, state.kept_ms = event.generation, None, {}, None
            if session.clock.round == state.id:
                session.clock = Clock(rev=entry.seq)
            _move(session, state, Phase.PLANNED, entry)
        case e.RestartUndone():
            state = session.rounds[event.round]
            _move(session, state, Phase(event.phase), entry, event.as_of)
            if state.before is not None:
                state.taken, state.joined, state.opened_at, state.ready, state.kept_ms = state.before[:5]
                state.roll, state.papers, state.hands = state.before[5:]
            pitches.take_back(state)
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
        case e.ObserversLet():
            session.observers_see = event.see
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
        case e.QueueDrawn() | e.PitchMoved() | e.PitchClockSet() | e.ReplyGiven() | e.PitchesGraded():
            pitches.apply(session, event, entry)
        case e.QuestionAsked() | e.QuestionBacked() | e.QuestionMarked() | e.QuestionAdmitted():
            questions.apply(session, event, entry)
        case (
            e.TableAnswered()
            | e.PollSealed()
            | e.PairsDropped()
            | e.TextLet()
            | e.StrawOpened()
            | e.StrawSealed()
            | e.StrawHidden()
        ):
            polls.apply(session, event, entry)
        case e.SheetSaved() | e.CommentAnswered():
            sheets.apply(session, event, entry)
        case _:
            raise ValueError(f"no such event: {type(event).__name__}")


def put_ballot(session: Session, round_id: str, handle: str, ballot: Boxed | None) -> None:
    """Put a secret ballot in the open box; it replaces the one under the same handle, and None takes that away."""
    if ballot is not None:
        session.boxes.setdefault(round_id, {})[handle] = ballot
    elif (box := session.boxes.get(round_id)) is not None:
        box.pop(handle, None)
        if not box:
            del session.boxes[round_id]


def blot(plan: AnyRound, fields: dict[str, str]) -> dict[str, str]:
    """The same fields with what was typed blotted out. What was chosen from the scenario's own options stays: it names
    nobody, and the card is counted under its sphere."""
    chosen = {field.id for field in plan.asked if field.type == "choice"} if isinstance(plan, GatherRound) else set()
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
        state.roll, state.papers, state.hands = {}, {}, {}
    state.phase = phase
    if phase is Phase.OPEN and state.opened_at is None:
        state.opened_at, state.gathering.stage = entry.at, None
    state.moved = 0 if phase in (Phase.SKIPPED, Phase.PLANNED) else as_of or entry.seq
    attendance.enrol(session)
    latest = max(session.rounds.values(), key=lambda each: each.moved)
    before, session.current = session.current, latest.id if latest.moved else None
    if state.id in (before, session.current):  # another round's move takes no scene from the hall
        session.scene, session.scene_card = "auto", None
    themes.follow(session)


def _make_badges(session: Session, number: int) -> None:
    """A number beyond the badges that there are makes new ones up to it."""
    for no in range(session.people + 1, number + 1):
        session.seats[f"p{no}"] = SeatState(person_seat(no, f"t{(no - 1) % session.tables + 1}"))
    session.people = max(session.people, number)


def _remember_seating(session: Session, round_id: str) -> None:
    """A seating takes the place of another; who sat with whom before is not forgotten."""
    if session.seated_by is not None and session.seated_by != round_id:
        session.sat[session.seated_by] = {
            each.seat.id: each.seat.table for each in attendance.persons(session) if each.seat.table is not None
        }
    session.seated_by = round_id
    if mixes(session.rounds[round_id].plan):
        session.attendance.seated = {*session.rounds[round_id].draft.people}


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


PLACES = e.PersonMoved | e.TableClosed | e.PeopleListed
OF_THE_DESK = e.PapersGiven | e.HandsCounted
"""What a check-in desk does for voters: nobody undoes an act of the lead that it rests on."""


def _touch(session: Session, entry: Entry) -> None:
    """Remember that the hall has done something in a round, so that nobody undoes what it rests on; and when a table
    was last at work."""
    state = session.seats.get(entry.seat)
    typed = isinstance(entry.event, undo.FROM_PAPER)  # whoever typed it, the hall has said it
    if state is not None and state.seat.role is Role.TABLE and not isinstance(entry.event, e.SeatArrived):
        session.signals.heard[state.seat.id] = entry.at
    elif typed and (table := _table_of(session, entry.event)) in session.seats:
        session.signals.heard[table] = entry.at
    at_the_door = state is not None and state.seat.role is Role.REGISTRAR
    if at_the_door and isinstance(entry.event, PLACES):
        session.placed = entry.seq
    if isinstance(entry.event, OF_THE_DESK) and (state is None or state.seat.role is not Role.LEAD):
        session.rounds[entry.event.round].touched = entry.seq
    if state is not None and (typed or state.seat.role in (Role.TABLE, Role.PERSON, Role.GUEST)):
        card = session.cards.get(getattr(entry.event, "card", None) or "")
        question = session.questions.get(getattr(entry.event, "question", None) or "")
        about = card or question
        round_id = getattr(entry.event, "round", None) or (about.round if about else None)
        if round_id is not None:
            session.rounds[round_id].touched = entry.seq


def _table_of(session: Session, event: e.Event) -> str:
    """The table whose paper this is; none where a person writes."""
    card = session.cards.get(getattr(event, "card", ""))
    return getattr(event, "table", "") or (
        card.table if isinstance(event, e.CardRevised | e.CardWithdrawn) and card else ""
    )


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
