"""The lead's acts: the round's phases, the clock, the screen, cards set aside, the public draw, seats.

A phase moves only here and only by a committed command: timers ring and propose, they decide nothing.
"""

from __future__ import annotations

import hashlib

import msgspec

from sessions import commands as c
from sessions import events as e
from sessions import (
    moderation,
    noting,
    pitches,
    polls,
    revision,
    scenes,
    sheets,
    signals,
    straws,
    themes,
    twin,
    verdict,
)
from sessions.apply import blot
from sessions.cards import Card, CardState
from sessions.decision import Ask, Decision, happened
from sessions.kinds import assign, gather, info, kind_of, merge, pitch, poll, reveals, signup, vote
from sessions.phases import DONE, LIVE, Phase, may_move
from sessions.refusals import Refusal, Refused
from sessions.scenario import (
    AssignRound,
    GatherRound,
    MergeRound,
    PitchRound,
    PollRound,
    SignupRound,
    VoteRound,
    input_of,
)
from sessions.session import RoundState, Session, ballots_in
from sessions.text import one_line

REOPENED_MS = 60_000
"""A round that opens again has at least this much time, also where its plan gives no grace."""


def decide(session: Session, ask: Ask, command: c.Command) -> Decision:
    """What follows from an act of the lead; raises `Refused`."""
    match command:
        case c.MoveRound():
            return _move_round(session, ask, command)
        case c.AddTime(round=round_id, ms=ms):
            return _set_clock(session, ask, round_id, add_ms=ms)
        case c.ReplanDay():
            return _replan(session, command)
        case c.ReviseScenario():
            return revision.decide(session, command)
        case c.PauseClock(round=round_id):
            return _set_clock(session, ask, round_id, running=False)
        case c.ResumeClock(round=round_id):
            return _set_clock(session, ask, round_id, running=True)
        case c.ReopenRound():
            return _reopen(session, ask, command)
        case c.RestartRound():
            return _restart(session, command)
        case c.ShowScene():
            return _show_scene(session, command)
        case c.BlankScreen(on=on):
            return Decision() if session.blank == on else happened(e.ScreenBlanked(on))
        case c.Announce(text=text):
            said = one_line(text)
            return Decision() if session.announcement == said else happened(e.Announced(said))
        case c.SendNotice():
            return signals.send_notice(session, command)
        case c.HideCard(card=card_id, reason=reason):
            hidden = _card(session, card_id).state is not CardState.LIVE
            return Decision() if hidden else happened(e.CardHidden(card_id, one_line(reason)))
        case c.RestoreCard(card=card_id):
            return _restore(_card(session, card_id))
        case c.RedactCard(card=card_id):
            return _redact(session, _card(session, card_id))
        case c.RedactField():
            return _redact_field(session, command)
        case c.RedactNote(note=note):
            return noting.redact(session, note)
        case c.RemoveSignUp():
            return _remove_sign_up(session, command)
        case c.LetGuests(on=on):
            return Decision() if session.guests == on else happened(e.GuestsLet(on))
        case c.LetObservers(see=see):
            return Decision() if session.observers_see == see else happened(e.ObserversLet(see))
        case c.DrawLots():
            return _draw_lots(session, command)
        case c.CallStop() | c.CallStage():
            return gather.step(session, ask, command)
        case c.PlaceCards() | c.ListPeople() | c.ListPerson():
            return assign.arrange(session, command)
        case c.OpenRunoff() | c.RepeatVote() | c.PickCards() | c.StepReveal():
            return verdict.decide(session, ask, command)
        case (
            c.StartPitch()
            | c.OpenQuestions()
            | c.FinishPitch()
            | c.SkipPitch()
            | c.ReturnPitch()
            | c.AddPitchTime()
            | c.PausePitch()
            | c.ResumePitch()
            | c.GiveReply()
        ):
            return pitch.move(session, ask, command)
        case c.MarkQuestion() | c.AdmitQuestion() | c.RedactQuestion():
            return info.mark(session, command)
        case c.LetText():
            return poll.let_text(session, command)
        case c.OpenStraw():
            return straws.open_straw(session, command)
        case c.CloseStraw(straw=no):
            return straws.close_straw(session, no)
        case c.HideStraw(straw=no):
            return straws.hide_straw(session, no)
        case c.AnswerHelp(table=table):
            return happened(e.HelpCalled(table, False)) if table in session.help else Decision()
        case c.ReissueSeat(seat=seat):
            return _reissue(session, seat)
        case _:
            return moderation.decide(session, ask, command)


def _move_round(session: Session, ask: Ask, command: c.MoveRound) -> Decision:
    state = session.rounds.get(command.round)
    if state is None:
        raise Refused(Refusal.ROUND_UNKNOWN)
    if state.phase == command.phase:
        return Decision()
    if state.phase != command.was:
        raise Refused(Refusal.PHASE_MOVED)
    try:
        there = Phase(command.phase)
    except ValueError:
        raise Refused(Refusal.PHASE_NOT_ALLOWED) from None
    if not may_move(state.phase, there):
        raise Refused(Refusal.PHASE_NOT_ALLOWED)
    moved = e.RoundMoved(state.id, there.value)
    match there:
        case Phase.BRIEFING | Phase.OPEN | Phase.GRACE:
            _check_may_go_live(session, state)
            pool = input_of(state.plan)
            upheld = merge.uphold(session, pool) if pool and state.taken is None else []
            order = pitches.to_draw(session, state) if there is Phase.OPEN else None
            begins = there is Phase.OPEN and state.opened_at is None and isinstance(state.plan, GatherRound)
            drawn = gather.begins(session, state, upheld, ask) if begins else []
            clock = _clock_for(session, state, there, ask)
            return happened(*drawn, *upheld, moved, *clock, *([order] if order else []))
        case Phase.CLOSED:
            return happened(moved, *_clock_for(session, state, there, ask), *_floor_stopped(state, ask))
        case Phase.REVEALED:
            _check_no_other_live(session, state)
            return happened(*_reveal(session, state, ask), moved)
        case Phase.CARRIED:
            _check_no_other_live(session, state)
            if (lacking_something := len(sheets.incomplete(session, state))) > command.incomplete:
                raise Refused(Refusal.SHEETS_INCOMPLETE, sheets=lacking_something)
            comes = assign.in_force(session, state) if isinstance(state.plan, AssignRound) else []
            return happened(_carry(session, state), *comes, moved)
        case Phase.SKIPPED if session.boxes.get(polls.pair_box(state.id)):
            return happened(e.PairsDropped(state.id), moved)
        case _:
            return happened(moved)


def _reopen(session: Session, ask: Ask, command: c.ReopenRound) -> Decision:
    """Step back into a carried round. The round that is live makes room, and loses nothing."""
    state = session.rounds.get(command.round)
    if state is None:
        raise Refused(Refusal.ROUND_UNKNOWN)
    if state.phase != command.was:
        raise Refused(Refusal.PHASE_MOVED)
    stays = why_not_reopened(session, state)
    if stays is not None:
        raise Refused(stays)
    events: list[e.Event] = []
    live = session.live_round()
    if live is not None:
        there = Phase.PLANNED if live.phase is Phase.BRIEFING else Phase.CLOSED
        kept_ms = max(0, session.clock.left(ask.mono_ms)) if session.clock.round == live.id else 0
        events += [
            e.RoundMoved(live.id, there.value, kept_ms=kept_ms),
            *_clock_for(session, live, Phase.CLOSED, ask),
            *_floor_stopped(live, ask),
        ]
    left_ms = reopened_ms(state)
    return happened(
        *events,
        e.RoundReopened(state.id, state.generation + 1),
        _clock(state, ask, left_ms, left_ms, running=True),
    )


def reopened_ms(state: RoundState) -> int:
    """The time on the clock of a carried round that opens again."""
    return max(state.plan.grace_s * 1000, REOPENED_MS)


def why_not_reopened(session: Session, state: RoundState) -> Refusal | None:
    """Why a round cannot be opened again. A count once seen cannot be unseen; and themes that the hall works with are
    not touched before that round is played anew, after which the board is open by itself."""
    if state.phase is not Phase.CARRIED or isinstance(state.plan, VoteRound | PollRound) or state.queue.graded:
        return Refusal.PHASE_NOT_ALLOWED
    if isinstance(state.plan, MergeRound) and themes.taken_by(session, state) is not None:
        return Refusal.THEME_TAKEN
    return None


def _restart(session: Session, command: c.RestartRound) -> Decision:
    """Play a round again from what there is to work on now."""
    state = session.rounds.get(command.round)
    if state is None:
        raise Refused(Refusal.ROUND_UNKNOWN)
    if state.phase != command.was:
        raise Refused(Refusal.PHASE_MOVED)
    stays = why_not_restarted(session, state)
    if stays is not None:
        raise Refused(stays)
    return happened(e.RoundRestarted(state.id, state.generation + 1))


def why_not_restarted(session: Session, state: RoundState) -> Refusal | None:
    """Why a round cannot be played again from what there is now. A vote with ballots is another matter: they are not
    mixed with those of a later one."""
    if state.phase not in (Phase.CLOSED, Phase.REVEALED, Phase.CARRIED):
        return Refusal.PHASE_NOT_ALLOWED
    if isinstance(state.plan, MergeRound) and themes.taken_by(session, state) is not None:
        return Refusal.THEME_TAKEN
    counts = state.outcome is not None or state.contest_kind == "runoff"
    voted = isinstance(state.plan, VoteRound | PitchRound) and (counts or ballots_in(session, state))
    answered = isinstance(state.plan, PollRound) and (state.poll.sealed or any(polls.sheets_in(session, state)))
    return Refusal.PHASE_NOT_ALLOWED if voted or answered else None


def _check_no_other_live(session: Session, state: RoundState) -> None:
    """The hall is in one round: revealing or carrying another would take the screens from under it."""
    other = session.live_round()
    if other is not None and other.id != state.id:
        raise Refused(Refusal.ROUND_OTHER_LIVE)


def _check_may_go_live(session: Session, state: RoundState) -> None:
    _check_no_other_live(session, state)
    lacks = lacking(session, state)
    if lacks is not None:
        raise Refused(lacks)


def lacking(session: Session, state: RoundState) -> Refusal | None:
    """What of the cards that this round works on is not there."""
    pool = input_of(state.plan)
    if pool is None:
        return None
    if pool not in session.pools or (state.taken is None and _is_remade(session, pool)):
        return Refusal.POOL_MISSING
    return None if session.input_cards(state) else Refusal.POOL_EMPTY


def _is_remade(session: Session, pool: str) -> bool:
    """Is the round that makes this pool open again, or to be played again? Then nobody begins with the old one."""
    return any(
        getattr(each.plan, "output", None) == pool and each.phase not in DONE for each in session.rounds.values()
    )


def _clock_for(session: Session, state: RoundState, phase: Phase, ask: Ask) -> list[e.Event]:
    """The clock that belongs to the move: full at the first opening, what was left where the round had made room for
    another, the grace time for grace and reopening, stopped at the close."""
    if phase is Phase.BRIEFING:
        return []
    grace_ms = state.plan.grace_s * 1000
    if phase is Phase.CLOSED:
        clock = session.clock
        if clock.round != state.id:
            return []
        return [_clock(state, ask, clock.left(ask.mono_ms), clock.total_ms, running=False)]
    if phase is Phase.OPEN and state.opened_at is None:
        full_ms = state.minutes * 60_000
        return [_clock(state, ask, full_ms, full_ms, running=True)]
    if phase is Phase.OPEN and state.kept_ms:
        return [_clock(state, ask, state.kept_ms, state.minutes * 60_000, running=True)]
    return [_clock(state, ask, grace_ms, grace_ms, running=True)]


def _clock(state: RoundState, ask: Ask, left_ms: int, total_ms: int, *, running: bool) -> e.ClockSet:
    return e.ClockSet(state.id, left_ms, max(total_ms, left_ms, 1), running, ask.mono_ms, ask.boot)


def _floor_stopped(state: RoundState, ask: Ask) -> list[e.PitchClockSet]:
    """Whoever has the floor keeps it and their time while the round is closed."""
    return pitches.stopped(state, ask.mono_ms, ask.boot)


def _set_clock(session: Session, ask: Ask, round_id: str, *, add_ms: int = 0, running: bool | None = None) -> Decision:
    state, clock = session.rounds.get(round_id), session.clock
    if state is None:
        raise Refused(Refusal.ROUND_UNKNOWN)
    if clock.round != round_id or state.phase not in LIVE:
        raise Refused(Refusal.CLOCK_NONE)
    runs = clock.running if running is None else running
    if runs == clock.running and not add_ms and not clock.asks:
        return Decision()
    left_ms, total_ms = clock.left(ask.mono_ms), clock.total_ms + add_ms
    if add_ms and left_ms < 0:
        total_ms -= left_ms  # the time that ran over was the round's too
        left_ms = 0  # «+2 minutes» after the bell means two minutes from now
    return happened(_clock(state, ask, left_ms + add_ms, total_ms, running=runs))


def _replan(session: Session, command: c.ReplanDay) -> Decision:
    """New minutes for rounds to come. One that has been opened has its clock, and that is changed by itself."""
    changed: dict[str, int] = {}
    for round_id, minutes in command.minutes.items():
        state = session.rounds.get(round_id)
        if state is None:
            raise Refused(Refusal.ROUND_UNKNOWN)
        if state.minutes == minutes:
            continue
        if state.phase not in (Phase.PLANNED, Phase.BRIEFING) or state.opened_at is not None:
            raise Refused(Refusal.ROUND_BEGUN)
        changed[round_id] = minutes
    return happened(e.DayReplanned(changed)) if changed else Decision()


def _reveal(session: Session, state: RoundState, ask: Ask) -> list[e.Event]:
    if isinstance(state.plan, VoteRound):
        return vote.reveal(session, state)
    if isinstance(state.plan, AssignRound):
        return assign.reveal(session, state)
    if isinstance(state.plan, PitchRound):
        return pitch.reveal(session, state)
    if isinstance(state.plan, PollRound):
        return poll.reveal(session, state, ask)
    if not reveals(state.plan):
        raise Refused(Refusal.PHASE_NOT_ALLOWED)
    return []


def _carry(session: Session, state: RoundState) -> e.RoundCarried:
    kind = kind_of(state.plan)
    moderation.check_nothing_held(session, state)
    if reveals(state.plan) and state.phase is not Phase.REVEALED:
        raise Refused(Refusal.PHASE_NOT_ALLOWED)
    outcome = kind.outcome(session, state)
    if why := verdict.holds_up(state):
        raise Refused(why)
    pool = getattr(state.plan, "output", None)
    if pool is not None and not outcome.passed and not isinstance(state.plan, SignupRound):
        raise Refused(Refusal.POOL_EMPTY)
    return e.RoundCarried(state.id, pool, outcome.passed, outcome.rest)


def _show_scene(session: Session, command: c.ShowScene) -> Decision:
    if command.scene not in scenes.available(session):
        raise Refused(Refusal.SCENE_UNKNOWN)
    if (command.scene in scenes.OF_A_CARD) != (command.card is not None):
        raise Refused(Refusal.SCENE_UNKNOWN)
    if command.card is not None and command.card not in session.cards:
        raise Refused(Refusal.CARD_UNKNOWN)
    if (session.scene, session.scene_card) == (command.scene, command.card):
        return Decision()
    return happened(e.SceneShown(command.scene, command.card))


def _restore(card: Card) -> Decision:
    if card.redacted:
        raise Refused(Refusal.CARD_REDACTED)
    return happened(e.CardRestored(card.id)) if card.state is CardState.HIDDEN else Decision()


def _redact(session: Session, card: Card) -> Decision:
    """Every journal row that holds the card's text gets a stub: the same event with the text blotted out. A card that
    says nothing any more is no choice, so it is set aside, and its table may write another."""
    if card.redacted:
        return Decision()
    if card.is_theme:
        return _redact_title(card)
    blotted = blot(session.rounds[card.round].plan, card.fields)
    stubs: list[tuple[int, e.Event]] = []
    for place, seq in enumerate(card.entries):
        if place == 0:
            stub: e.Event = e.CardSubmitted(
                card.id, card.round, card.table, blotted, card.parent, card.late, person=card.person, paper=card.paper
            )
        else:
            stub = e.CardRevised(card.id, blotted, place + 1)
        stubs.append((seq, stub))
    decision = happened(
        *(e.EntryRedacted(seq, card.id, hashlib.sha256(e.encode(stub)).hexdigest()) for seq, stub in stubs)
    )
    if card.state is CardState.LIVE:
        decision.events.append(e.CardHidden(card.id, ""))
    decision.stubs, decision.hushed = stubs, _typists(session, card)
    _blot_sheets(session, decision, sheets.copies(session, card))
    return decision


def _typists(session: Session, card: Card) -> set[str]:
    """The seats that may have typed this card: its writer's, and of a slip any desk."""
    return {card.person or card.table, *(twin.desks(session) if card.paper else ())}


def _redact_field(session: Session, command: c.RedactField) -> Decision:
    """A field of a sheet is emptied, in each of its versions and wherever its words were taken over from or to. Where
    nobody has written on the sheet they stand on a card, and that loses them."""
    card, decision = _card(session, command.card), Decision()
    typed, called = sheets.on_cards(session, card, command.field)
    if any(not each.admitted for each, _ in typed):
        raise Refused(Refusal.CARD_HELD)
    _blot_sheets(session, decision, sheets.with_text(session, card, command.field))
    _blot_cards(session, decision, typed)
    for theme in called:
        title = _redact_title(theme)
        decision.events += title.events
        decision.stubs += title.stubs
        decision.hushed |= title.hushed
    return decision


def _blot_sheets(session: Session, decision: Decision, places: list[tuple[str, str]]) -> None:
    """Every journal row of these (sheet, field) gets a stub; a row of several fields loses only these."""
    stubs: dict[int, e.SheetSaved] = {}
    for name, field in sorted(places):
        for saved in session.sheets[name].versions:
            if not saved.fields.get(field) or saved.fields[field] == sheets.BLOT:
                continue
            before = stubs.get(saved.seq) or e.SheetSaved(saved.round, name, saved.table, saved.fields, saved.no)
            stub = msgspec.structs.replace(before, fields={**before.fields, field: sheets.BLOT})
            stubs[saved.seq] = stub
            digest = hashlib.sha256(e.encode(stub)).hexdigest()
            decision.events.append(e.EntryRedacted(saved.seq, name, digest, field))
            decision.hushed |= {saved.table, *twin.desks(session)}
    decision.stubs += list(stubs.items())


def _blot_cards(session: Session, decision: Decision, places: list[tuple[Card, str]]) -> None:
    """Every journal row of these (card, field) gets a stub: the card as it is now, without these words. What it said
    in other fields before is not kept."""
    for card in {each.id: each for each, _ in places}.values():
        names = [name for each, name in places if each is card]
        left = card.fields | dict.fromkeys(names, sheets.BLOT)
        for place, seq in enumerate(card.entries):
            if place == 0:
                stub: e.Event = e.CardSubmitted(
                    card.id,
                    card.round,
                    card.table,
                    left,
                    card.parent,
                    card.late,
                    author=card.author,
                    person=card.person,
                    paper=card.paper,
                )
            else:
                stub = e.CardRevised(card.id, left, place + 1, author=card.author)
            digest = hashlib.sha256(e.encode(stub)).hexdigest()
            decision.events += [e.EntryRedacted(seq, card.id, digest, name) for name in names]
            decision.stubs.append((seq, stub))
        decision.hushed |= _typists(session, card)


def _redact_title(theme: Card) -> Decision:
    """A theme loses the title that it was given, and is called as its first card again."""
    stubs: list[tuple[int, e.Event]] = [
        (naming.seq, msgspec.structs.replace(naming.event, title="█████")) for naming in theme.namings
    ]
    decision = happened(
        *(e.EntryRedacted(seq, theme.id, hashlib.sha256(e.encode(stub)).hexdigest()) for seq, stub in stubs)
    )
    decision.stubs, decision.hushed = stubs, {naming.seat for naming in theme.namings}
    return decision


def _remove_sign_up(session: Session, command: c.RemoveSignUp) -> Decision:
    """The lead takes somebody out; with the last group what the person left behind goes too."""
    members = [each for each in session.memberships.values() if (each.card, each.no) == (command.card, command.no)]
    if not members:
        raise Refused(Refusal.SIGN_UP_MISSING)
    return signup.left(session, command.card, members[0].person)


def _draw_lots(session: Session, command: c.DrawLots) -> Decision:
    state = session.rounds.get(command.round)
    if state is None:
        raise Refused(Refusal.ROUND_UNKNOWN)
    if state.phase is not Phase.REVEALED:
        raise Refused(Refusal.DRAW_NOT_NEEDED)
    return happened(vote.draw(session, state, command.number))


def _reissue(session: Session, seat: str) -> Decision:
    state = session.seats.get(seat)
    if state is None:
        raise Refused(Refusal.SEAT_UNKNOWN)
    return happened(e.SeatReissued(seat, state.generation + 1))


def _card(session: Session, card_id: str) -> Card:
    card = session.cards.get(card_id)
    if card is None:
        raise Refused(Refusal.CARD_UNKNOWN)
    return card
