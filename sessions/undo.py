"""What the lead and the theme team did, in the order in which they did it, and how the last act is undone.

Every act is kept here as it is applied, with the events that would put back what was before it: the console shows
them as its log, and `UndoAct` plays them.  An act that the hall has seen, that destroyed something, or on which
something else rests by now stays; and nothing is deleted, since undoing is itself an entry of the journal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sessions import events as e
from sessions import pitches, rolls, themes
from sessions.journal import Entry
from sessions.phases import LIVE, Phase
from sessions.polls import pair_box
from sessions.refusals import Refusal
from sessions.revision import back as before_revision
from sessions.revision import rests_on_revision
from sessions.scenario import input_of
from sessions.seat import Role

if TYPE_CHECKING:
    from sessions.session import RoundState, Session


class Time(NamedTuple):
    """A clock as it stood: of which round, with how much left (ms) of how much, and whether it ran."""

    round: str
    left_ms: int
    total_ms: int
    running: bool


@dataclass(slots=True)
class Act:
    """One act: its entries from `seq` to `until`, the wall clock in ms, the seat, and what was done by entry `main`.

    `back`: the events that put back what was before. `time`: the clock to put back, too; of an act that only changed
    the clock, `shift_ms` is by how much. `moved`: the cards that it moved on a board. `never`: why it cannot be undone
    at all.
    """

    seq: int
    until: int
    at: int
    seat: str
    event: e.Event
    main: int
    back: tuple[e.Event, ...] = ()
    time: Time | None = None
    shift_ms: int | None = None
    moved: tuple[str, ...] = ()
    never: Refusal | None = None
    undone: bool = False


SILENT = (
    e.AssignmentRevealed,
    e.BallotsSealed,
    e.EpochBegan,
    e.NoticeSent,
    e.PairsDropped,
    e.PitchesGraded,
    e.PollSealed,
    e.QueueDrawn,
    e.RotationDrawn,
    e.SeatArrived,
    e.SessionStarted,
    e.TallyRevealed,
)
"""Entries of the lead's seat that change nothing of the game, or are only the first half of an act."""


FROM_PAPER = (
    e.BallotCast,
    e.BestChosen,
    e.CardRevised,
    e.CardSubmitted,
    e.CardWithdrawn,
    e.CardsRanked,
    e.NameGiven,
    e.ReadyMarked,
    e.SheetSaved,
    e.SignedUp,
    e.TableAnswered,
)
"""What tables and people do; of the lead's seat it is paper that was typed in: no act of the lead, and put right by
typing it anew."""


def note(session: Session, entry: Entry) -> None:
    """Remember the act that this entry is, before it is applied."""
    event = entry.event
    if isinstance(event, e.ActUndone):
        next(each for each in session.acts if each.seq == event.seq).undone = True
        return
    if session.undoing:
        session.undoing -= 1
        return
    seat = session.seats.get(entry.seat)
    if seat is None or seat.seat.role not in (Role.LEAD, Role.THEME_TEAM) or isinstance(event, SILENT + FROM_PAPER):
        return
    if isinstance(event, e.ClockSet | e.PitchClockSet) and event.asks:
        return
    last = session.acts[-1] if session.acts else None
    if last is None or (last.seat, last.until + 1) != (entry.seat, entry.seq):
        session.acts.append(_act(session, entry))
    elif _belongs(session, last, entry):
        last.until = entry.seq
        if isinstance(event, e.RoundMoved):
            last.back = (*last.back, *_stood(session, session.rounds[event.round]))
        elif isinstance(event, e.ClockSet):
            last.time = last.time or _time(session, event)
        elif isinstance(event, e.CardsAssigned | e.PeopleSeated | e.PeopleListed | e.PersonMoved):
            last.back = (*last.back, *_act(session, entry).back)
        elif isinstance(event, e.PitchClockSet):
            last.back = (*last.back, pitches.as_it_stood(session.rounds[event.round].queue, event))
    elif _leads_in(last.event):
        session.acts[-1] = _led_in(last, _act(session, entry))
    else:
        session.acts.append(_act(session, entry))


def last_act(session: Session, seat: str) -> Act | None:
    """What this seat did last and has not undone."""
    return next((act for act in reversed(session.acts) if act.seat == seat and not act.undone), None)


def forget(session: Session, card: str) -> None:
    """A text was blotted out: no act may bring it back."""
    for act in session.acts:
        if isinstance(act.event, e.CardsMerged | e.ThemeRenamed) and act.event.theme == card:
            act.event = msgspec.structs.replace(act.event, title="")
            act.back, act.never = (), Refusal.UNDO_GONE


def hindrance(session: Session, act: Act) -> Refusal | None:
    """Why an act stays: the hall has seen it, it ended something for ever, or something rests on it by now."""
    if act.never is not None:
        return act.never
    return Refusal.UNDO_DEPENDS if _rests(session, act) else None


def events_of(session: Session, act: Act, mono_ms: int, boot: str) -> list[e.Event]:
    """The events that undo an act; the clock goes on from where it stood."""
    back = [_renewed(session, act, each) for each in act.back]
    back = [
        msgspec.structs.replace(each, mono_ms=mono_ms, boot=boot) if isinstance(each, e.PitchClockSet) else each
        for each in back
    ]
    clock = session.clock
    if isinstance(act.event, e.PitchClockSet) and act.shift_ms is not None and isinstance(back[0], e.PitchClockSet):
        left_ms = session.rounds[act.event.round].queue.clock.left(mono_ms) - act.shift_ms
        back[0] = msgspec.structs.replace(back[0], left_ms=left_ms)
    elif act.shift_ms is not None and act.time is not None:
        left_ms = clock.left(mono_ms) - act.shift_ms
        back.append(e.ClockSet(clock.round, left_ms, act.time.total_ms, act.time.running, mono_ms, boot))
    elif act.time is not None:
        back.append(e.ClockSet(*act.time, mono_ms, boot))
    return [e.ActUndone(act.seq, len(back)), *back]


def _leads_in(event: e.Event) -> bool:
    """Is this only the first part of the act that follows: an objection upheld, a round that makes room?"""
    match event:
        case e.CardsSplit(upheld=True) | e.CardsBroughtBack(upheld=True):
            return True
        case e.RoundMoved(kept_ms=kept_ms):
            return kept_ms is not None
        case e.PitchMoved(makes_room=makes_room) | e.QuestionMarked(makes_room=makes_room):
            return makes_room
        case _:
            return False


def _led_in(first: Act, act: Act) -> Act:
    """The act with what led in to it, which is undone after the act itself."""
    act.seq, act.at = first.seq, first.at
    act.back, act.moved, act.time = (*act.back, *first.back), (*act.moved, *first.moved), first.time
    return act


def _belongs(session: Session, last: Act, entry: Entry) -> bool:
    """Is this the next part of the act before: the clock of a move, the move of a carry, one more row blotted out?
    A move has one clock, right behind it; a clock that is set later is an act of its own."""
    behind = entry.seq == last.main + 1
    match last.event, entry.event:
        case e.RoundMoved(round=here, phase=phase), e.ClockSet(round=there):
            return behind and here == there and phase in (Phase.OPEN, Phase.GRACE, Phase.CLOSED)
        case e.RoundMoved(round=here, phase=Phase.CLOSED), e.PitchClockSet(round=there):
            return here == there
        case e.PitchMoved(round=here, card=card), e.PitchClockSet(round=there, card=floor):
            return behind and (here, card) == (there, floor)
        case e.RunoffOpened(round=here), e.ClockSet(round=there):
            return here == there and entry.seq == last.main + 2
        case (
            (e.RoundReopened(round=here), e.ClockSet(round=there))
            | (e.PlacesShown(round=here), e.RoundMoved(round=there))
            | (e.VoteRepeated(round=here), e.RoundMoved(round=there))
            | (e.RunoffOpened(round=here), e.RoundMoved(round=there))
        ):
            return behind and here == there
        case e.RoundCarried(round=here), (
            e.CardsAssigned(round=there) | e.PeopleSeated(round=there) | e.RoundMoved(round=there)
        ):
            return (
                here == there and session.rounds[here].phase is not Phase.CARRIED
            )  # the move itself is the last of it
        case e.TableClosed(closed=True), e.PersonMoved() | e.PeopleListed():
            return True
        case e.CardsPlaced(round=here), e.PeopleListed(round=there):
            return behind and here == there
        case e.EntryRedacted(card=blotted, note=first), e.EntryRedacted(card=card, note=note):
            return card == blotted and _noted_by(session, first) == _noted_by(session, note)
        case e.EntryRedacted(card=blotted, field=""), e.CardHidden(card=card):
            return card == blotted and session.cards[card].redacted
        case e.EntryRedacted(card=blotted), e.QuestionMarked(question=question):
            return question == blotted and behind
        case _:
            return False


def _noted_by(session: Session, note: str) -> str:
    return session.notes[note].expert if note else ""


def _act(session: Session, entry: Entry) -> Act:
    act = Act(entry.seq, entry.seq, entry.at, entry.seat, entry.event, entry.seq)
    match entry.event:
        case e.RoundMoved(round=round_id, phase=phase):
            if phase == Phase.REVEALED:
                act.never = Refusal.UNDO_SEEN
            else:
                act.back = _stood(session, session.rounds[round_id])
        case e.RoundCarried(round=round_id, pool=pool):
            act.back = (e.CarryUndone(round_id, pool),)
        case e.RoundReopened(round=round_id):
            act.back = _stood(session, session.rounds[round_id])
        case e.RoundRestarted(round=round_id):
            state, clock = session.rounds[round_id], session.clock
            before = _stood(session, state)
            act.back = (e.RestartUndone(round_id, state.phase.value, state.moved), *before[1:])
            if clock.round == round_id:
                act.time = Time(round_id, clock.left_ms, clock.total_ms, False)
        case e.ClockSet():
            act.time = _time(session, entry.event)
            act.shift_ms = entry.event.left_ms - act.time.left_ms
        case e.PitchMoved(round=round_id, card=card, order=order):
            queue = session.rounds[round_id].queue
            act.back = (e.PitchMoved(round_id, card, queue.stand(card), queue.order if order else ()),)
        case e.PitchClockSet(round=round_id, left_ms=left_ms):
            floor = pitches.as_it_stood(session.rounds[round_id].queue, entry.event)
            act.back, act.shift_ms = (floor,), left_ms - floor.left_ms
        case e.ReplyGiven(round=round_id):
            act.back = (pitches.reply_as_it_stood(session.rounds[round_id].queue, entry.event),)
        case e.QuestionMarked(question=question):
            act.back = (e.QuestionMarked(question, session.questions[question].state),)
        case e.SceneShown():
            act.back = (e.SceneShown(session.scene, session.scene_card),)
        case e.ScreenBlanked(on=on):
            act.back = (e.ScreenBlanked(not on),)
        case e.Announced():
            act.back = (e.Announced(session.announcement),)
        case e.GuestsLet(on=on):
            act.back = (e.GuestsLet(not on),)
        case e.ObserversLet():
            act.back = (e.ObserversLet(session.observers_see),)
        case e.HelpCalled(table=table, on=on):
            act.back = (e.HelpCalled(table, not on),)
        case e.CardHidden(card=card):
            act.back = (e.CardRestored(card),)
        case e.CardRestored(card=card):
            act.back = (e.CardHidden(card, session.cards[card].reason),)
        case e.LaneSet(source=source):
            act.back = (e.LaneSet(source, session.lanes.get(source, "plan")),)
        case e.CardHeld(card=card) if session.cards[card].admitted:
            act.back = (e.CardAdmitted(card),)
        case e.NameHeld(person=person) if (known := session.names.get(person)) is None or known.wait is None:
            act.back = (e.NameAdmitted(person),)
        case e.CardHeld() | e.NameHeld():
            act.never = Refusal.UNDO_GONE  # the rest of its delay is over by now; the lead can let it on
        case e.ExpertCallEnded(table=table) if table in session.signals.calls:
            call = session.signals.calls[table]
            act.back = (e.ExpertCalled(table, call.about), e.ExpertCallTaken(table, call.by))
        case e.SeatReissued() | e.EntryRedacted() | e.SignUpWithdrawn():
            act.never = Refusal.UNDO_GONE
        case e.DayReplanned(minutes=minutes):
            act.back = (e.DayReplanned({round_id: session.rounds[round_id].minutes for round_id in minutes}),)
        case e.StopCalled(round=round_id):
            here = session.rounds[round_id].gathering
            act.back = (e.StopCalled(round_id, here.stop, here.stop_from_ms),)
        case e.StageCalled(round=round_id):
            here = session.rounds[round_id].gathering
            act.back = (e.StageCalled(round_id, here.stage, here.stage_from_ms),)
        case e.ScenarioRevised():
            act.back = before_revision(session, entry.event)
        case e.CardsAssigned(round=round_id, tables=tables):
            act.back = (_held(session, round_id, tables),)
        case e.PeopleSeated(round=round_id, tables=people):
            act.back = (_sat(session, round_id, people),)
        case e.CardsPlaced(round=round_id, tables=tables):
            draft = session.rounds[round_id].draft
            act.back = (e.CardsPlaced(round_id, {card: draft.cards.get(card, ()) for card in tables}),)
        case e.PapersGiven(round=round_id, contest=contest, people=people, on=on):
            act.back = (e.PapersGiven(round_id, contest, people, not on),)
        case e.HandsCounted(round=round_id, contest=contest, table=table):
            counted = session.rounds[round_id].hands.get(table)
            voters, choices = (counted.voters, counted.choices) if counted else (0, {})
            act.back = (e.HandsCounted(round_id, contest, table, voters, choices),)
        case e.TableClosed(table=table, closed=closed):
            act.back = (e.TableClosed(table, not closed),)
        case e.PersonMoved(person=person):
            act.back = (e.PersonMoved(person, session.seats[person].seat.table or ""),)
        case e.PeopleListed(round=round_id):
            act.back = (e.PeopleListed(round_id, session.rounds[round_id].draft.people),)
        case e.TextLet(round=round_id, question=question, no=no, on=on, guests=guests):
            act.back = (e.TextLet(round_id, question, no, not on, guests),)
        case e.SynonymsSet():
            act.back = (e.SynonymsSet(session.synonyms),)
        case e.CardsToldApart(round=round_id, cards=cards, apart=apart):
            act.back = (e.CardsToldApart(round_id, cards, not apart),)
        case e.ThemeRenamed(theme=theme):
            act.back = (e.ThemeRenamed(theme, session.cards[theme].named, 0),)
        case e.CardsMerged(round=round_id, cards=cards) | e.CardsSplit(round=round_id, cards=cards):
            act.back, act.moved = tuple(_put_back(session, session.rounds[round_id], cards)), cards
            if isinstance(entry.event, e.CardsMerged) and entry.event.title and entry.event.theme in session.cards:
                into = session.cards[entry.event.theme]
                act.back = (*act.back, e.ThemeRenamed(into.id, into.named, 0))
        case e.CardsSetAside(round=round_id, cards=cards) | e.CardsBroughtBack(round=round_id, cards=cards):
            act.back, act.moved = tuple(_put_back(session, session.rounds[round_id], cards)), cards
        case _:
            act.never = Refusal.UNDO_SEEN
    return act


def _held(session: Session, round_id: str, cards: Iterable[str]) -> e.Event:
    return e.CardsAssigned(round_id, {card: session.assigned.get(card, ()) for card in cards})


def _sat(session: Session, round_id: str, people: Iterable[str]) -> e.Event:
    return e.PeopleSeated(round_id, {each: session.seats[each].seat.table or "" for each in people})


def _stood(session: Session, state: RoundState) -> tuple[e.Event, ...]:
    """The events that put a round back where it is now, and the scene that the lead holds on the hall's screen."""
    back = e.RoundMoved(state.id, state.phase.value, state.kept_ms, state.moved)
    held = session.scene != "auto"
    return (back, e.SceneShown(session.scene, session.scene_card)) if held else (back,)


def _put_back(session: Session, state: RoundState, cards: Iterable[str]) -> list[e.Event]:
    """The events that lay cards where they lie now, and have their tables object again if they do."""
    by_place: dict[str, list[str]] = {}
    for card in cards:
        by_place.setdefault(themes.place(state, session.cards[card]), []).append(card)
    back: list[e.Event] = []
    for place, those in by_place.items():
        if place == themes.ALONE:
            back.append(e.CardsSplit(state.id, tuple(those)))
        elif place == themes.ASIDE:
            back += [e.CardsSetAside(state.id, (card,), state.board.aside[card]) for card in those]
        else:
            back.append(e.CardsMerged(state.id, place, tuple(session.cards[place].sources)))
    leaves = [leaf.id for card in cards for leaf in themes.leaves(session, session.cards[card])]
    said = [state.board.objections[leaf] for leaf in leaves if leaf in state.board.objections]
    back += [e.ObjectionRaised(state.id, each.card, each.table, each.theme, each.text) for each in said]
    return back


def _time(session: Session, event: e.ClockSet) -> Time:
    """The clock before this event, as it stood at that moment."""
    clock = session.clock
    return Time(clock.round, clock.left(event.mono_ms), max(clock.total_ms, 1), clock.running)


def _renewed(session: Session, act: Act, event: e.Event) -> e.Event:
    """The event as it is to be said now: others have worked on since."""
    match event:
        case e.ThemeRenamed(theme=theme):
            return msgspec.structs.replace(event, revision=session.cards[theme].revision + 1)
        case e.CardsMerged(theme=theme, cards=cards):
            still = tuple(card for card in cards if card in act.moved or session.cards[card].theme == theme)
            return msgspec.structs.replace(event, cards=still)
        case _:
            return event


def _rests(session: Session, act: Act) -> bool:
    """Has something been done since that rests on this act?"""
    match act.event:
        case e.RoundMoved(round=round_id, phase=phase):
            return _is_played_on(session, session.rounds[round_id], act, Phase(phase))
        case e.RoundReopened(round=round_id):
            return _is_played_on(session, session.rounds[round_id], act, Phase.OPEN)
        case e.RoundRestarted(round=round_id):
            return session.rounds[round_id].phase is not Phase.PLANNED
        case e.RoundCarried(pool=pool):
            takers = (each for each in session.rounds.values() if pool and input_of(each.plan) == pool and each.taken)
            return any(each.taken and each.taken.generation == session.made(pool) for each in takers)
        case e.ClockSet(round=round_id):
            return session.clock.round != round_id
        case e.PapersGiven(round=round_id, contest=contest, on=False, people=people) if (
            not {*people} <= rolls.roll_of(session, session.rounds[round_id]).keys()
        ):
            return True  # somebody whose paper was taken back is on the roll no more
        case e.PapersGiven(round=round_id, contest=contest) | e.HandsCounted(round=round_id, contest=contest):
            state = session.rounds[round_id]
            return state.contest != contest or _is_used(session, state, act.seq)
        case e.TableClosed() | e.PersonMoved() | e.PeopleListed():
            return session.placed > act.until  # a desk has put people elsewhere since
        case e.DayReplanned(minutes=minutes):
            return any(session.rounds[round_id].opened_at is not None for round_id in minutes)
        case e.ScenarioRevised():
            return rests_on_revision(session, act.back)
        case e.CardHeld(card=held):
            return session.cards[held].entries[-1] > act.seq  # another text stands there, which nobody has read
        case e.NameHeld(person=person):
            return person not in session.names or session.names[person].given > act.seq
        case e.CardsMerged(round=round_id, theme=theme, cards=cards):
            lie = {themes.place(session.rounds[round_id], session.cards[card]) for card in cards}
            return lie != {theme} or _is_taken(session, round_id)
        case e.CardsSplit(round=round_id, cards=cards):
            lie = {themes.place(session.rounds[round_id], session.cards[card]) for card in cards}
            return lie != {themes.ALONE} or _is_taken(session, round_id)
        case e.CardsSetAside(round=round_id, cards=cards):
            return not set(cards) <= set(session.rounds[round_id].board.aside) or _is_taken(session, round_id)
        case e.CardsBroughtBack(round=round_id, cards=cards):
            lie = {themes.place(session.rounds[round_id], session.cards[card]) for card in cards}
            return lie != {themes.ALONE} or _is_taken(session, round_id)
        case e.ThemeRenamed(theme=theme, revision=revision):
            card = session.cards[theme]
            return card.revision != revision or _is_taken(session, card.round)
        case _:
            return False


def _is_played_on(session: Session, state: RoundState, act: Act, there: Phase) -> bool:
    """Has the round gone on from where this act took it, or has another one begun in its place?"""
    back = next(Phase(each.phase) for each in act.back if isinstance(each, e.RoundMoved))
    other = session.live_round()
    if state.phase is not there or (back in LIVE and other is not None and other.id != state.id):
        return True
    return there in LIVE and back not in (Phase.OPEN, Phase.GRACE) and _is_used(session, state, act.seq)


def _is_used(session: Session, state: RoundState, since: int) -> bool:
    """Has the hall done anything in this round since: written, voted, joined? A secret ballot leaves no entry, but it
    lies in the box."""
    boxes = [
        box for key, box in session.boxes.items() if key.partition("~")[0] == state.id and key != pair_box(state.id)
    ]
    return state.touched > since or any(boxes)


def _is_taken(session: Session, round_id: str) -> bool:
    return themes.taken_by(session, session.rounds[round_id]) is not None
