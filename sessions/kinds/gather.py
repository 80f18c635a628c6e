"""`gather`: tables, or people, write cards into a pool.  With a parent pool each card answers a card of that pool.

Which of them may be answered is the round's: all, a table's own, or in a gallery those that have come to it.
"""

from __future__ import annotations

import copy

from sessions import assignment, gathering, moderation
from sessions import events as e
from sessions.apply import apply
from sessions.cards import Card, CardState
from sessions.commands import CallStage, CallStop, ChooseBest, Command, ReviseCard, SubmitCard, WithdrawCard
from sessions.decision import Ask, Decision, happened
from sessions.journal import entry
from sessions.lanes import source_of
from sessions.outcome import Outcome
from sessions.phases import TAKES_COMMANDS, Phase
from sessions.refusals import Refusal, Refused
from sessions.rotation import schedule
from sessions.scenario import Field, GatherRound, Scenario, Source
from sessions.seat import Role
from sessions.session import RoundState, Session
from sessions.text import one_line

PERMITS: frozenset[type[Command]] = frozenset({SubmitCard, ReviseCard, WithdrawCard})
REVEALS = False


def decide(session: Session, state: RoundState, ask: Ask, command: Command) -> Decision:
    """A card comes, changes or goes; only who wrote it can do that."""
    plan = state.plan
    assert isinstance(plan, GatherRound)
    _check_writes(session, ask, plan)
    match command:
        case SubmitCard():
            return _submit(session, ask, state, plan, command)
        case ReviseCard():
            return _revise(session, ask, plan, command)
        case WithdrawCard(card=card_id):
            withdrawn = session.cards[card_id].state is CardState.WITHDRAWN
            return Decision() if withdrawn else happened(e.CardWithdrawn(card_id))
        case _:
            raise Refused(Refusal.ROUND_STALE)


def outcome(session: Session, state: RoundState) -> Outcome:
    """Every card that the lead has not hidden goes on, in order of arrival, or where tables mark their best only those;
    but for those that answer a card which is not in play any more, since the round was played anew on others."""
    cards = session.round_cards(state.id)
    standing = [card for card in cards if card.state is CardState.LIVE and _answers(session, state, card)]
    passed = tuple(card.id for card in standing)
    if isinstance(state.plan, GatherRound) and state.plan.carry.rule == "per_table":
        passed = gathering.best_of(session, state, standing)
    return Outcome(passed=passed, rest=tuple(card.id for card in cards if card.id not in passed))


def begins(session: Session, state: RoundState, upheld: list[e.Event], ask: Ask) -> list[e.Event]:
    """What is drawn when the round opens: of a gallery, who looks at which card when. The tables' objections that are
    upheld with the opening are counted in."""
    plan = state.plan
    assert isinstance(plan, GatherRound)
    if plan.assignment != "rotation" or plan.rotation is None:
        return []
    if upheld:
        session = copy.deepcopy(session)
        for event in upheld:
            apply(session, entry(session.seq + 1, ask.now, ask.seat.id, event, b"", session.head))
        state = session.rounds[state.id]
    cards = [card.id for card in session.input_cards(state)]
    held = {card: assignment.holders(session, card) for card in cards}
    seed = f"{session.seed}\n{state.id}\n{state.generation}"
    stops = schedule(cards, assignment.tables(session), held, plan.rotation.stops, seed)
    return [e.RotationDrawn(state.id, stops, state.minutes * 60_000)]


def step(session: Session, ask: Ask, command: CallStop | CallStage) -> Decision:
    """The lead steps to a stop or a stage. Two consoles that press at once step once."""
    state = session.rounds.get(command.round)
    if state is None or not isinstance(state.plan, GatherRound):
        raise Refused(Refusal.ROUND_UNKNOWN)
    here, left_ms = state.gathering, session.clock.left(ask.mono_ms)
    now: int | None
    there: int | None
    match command:
        case CallStop():
            now, there, known = here.stop, command.stop, command.stop <= len(here.stops)
            event: e.Event = e.StopCalled(state.id, command.stop, left_ms)
        case CallStage():
            now, there, known = here.stage, command.stage, (command.stage or 0) < len(state.plan.stages)
            event = e.StageCalled(state.id, command.stage, left_ms)
    if not known or state.phase not in TAKES_COMMANDS or session.clock.round != state.id:
        raise Refused(Refusal.PHASE_NOT_ALLOWED)
    if now == there:
        return Decision()
    if now != command.was:
        raise Refused(Refusal.PHASE_MOVED)
    return happened(event)


def choose_best(session: Session, table: str, command: ChooseBest) -> Decision:
    """A table marks its best, the whole mark, until the cards go on."""
    state = session.rounds.get(command.round)
    if state is None:
        raise Refused(Refusal.ROUND_UNKNOWN)
    plan = state.plan
    if not isinstance(plan, GatherRound) or plan.carry.rule != "per_table":
        raise Refused(Refusal.ROUND_STALE)
    if state.phase not in (*TAKES_COMMANDS, Phase.CLOSED):
        raise Refused(Refusal.PHASE_CLOSED)
    if len(set(command.cards)) < len(command.cards):
        raise Refused(Refusal.PAYLOAD_TYPES)
    if len(command.cards) > (plan.carry.k or 1):
        raise Refused(Refusal.BALLOT_OVER_LIMIT, limit=plan.carry.k or 1)
    if not {*command.cards} <= {card.id for card in session.round_cards(state.id, table)}:
        raise Refused(Refusal.CARD_UNKNOWN)
    same = state.gathering.best.get(table, ()) == command.cards
    return Decision() if same else happened(e.BestChosen(state.id, table, command.cards))


def _check_writes(session: Session, ask: Ask, plan: GatherRound) -> None:
    """Tables write, or people do; guests only while they are let in."""
    if plan.writers == "table":
        if ask.seat.role is not Role.TABLE or ask.seat.table is None:
            raise Refused(Refusal.SEAT_FOREIGN)
    elif ask.seat.role not in (Role.PERSON, Role.GUEST):
        raise Refused(Refusal.SEAT_FOREIGN)
    elif ask.seat.role is Role.GUEST and not session.guests:
        raise Refused(Refusal.SIGN_UP_BADGES)


def _source(session: Session, ask: Ask, plan: GatherRound) -> Source:
    return "table" if plan.writers == "table" else source_of(session, ask.seat.id)


def _submit(session: Session, ask: Ask, state: RoundState, plan: GatherRound, command: SubmitCard) -> Decision:
    table, person = session.seat_now(ask.seat).table or "", ask.seat.id if plan.writers == "person" else ""
    if state.phase is Phase.GRACE and plan.late == "reject":
        raise Refused(Refusal.PHASE_CLOSED)
    written = session.round_cards(state.id, None if person else table)
    mine = [card for card in written if card.person == person and _answers(session, state, card)]
    if sum(not card.redacted for card in mine) >= plan.limit:
        raise Refused(Refusal.CARD_LIMIT, limit=plan.limit)
    if plan.parent_pool is None:
        if command.parent is not None:
            raise Refused(Refusal.PAYLOAD_FIELDS)
    elif command.parent is None:
        raise Refused(Refusal.PARENT_NEEDED)
    elif command.parent not in {card.id for card in session.input_cards(state)}:
        raise Refused(Refusal.CARD_UNKNOWN)
    elif plan.assignment == "own" and command.parent not in assignment.holds(session, state, table):
        raise Refused(Refusal.CARD_FOREIGN)
    elif plan.assignment == "rotation" and command.parent not in gathering.seen(state, table):
        raise Refused(Refusal.STOP_FOREIGN)
    card_id = f"c{1 + session.written()}"
    fields = _checked(session.scenario, plan, command.fields)
    late = state.phase is not Phase.OPEN
    lane = moderation.lane_for(session, ask, _source(session, ask, plan), plan)
    author = ask.seat.no if person else _author(session, plan, command.author)
    came = e.CardSubmitted(card_id, state.id, table, fields, command.parent, late, **lane, author=author, person=person)
    joins = [e.CardJoined(state.id, plan.output, card_id)] if state.phase is Phase.CARRIED else []
    return happened(came, *joins, card=card_id)


def _answers(session: Session, state: RoundState, card: Card) -> bool:
    """Does the card answer one of those that the round works on, where it has to answer any?"""
    return card.parent is None or card.parent in session.input_ids(state)


def _revise(session: Session, ask: Ask, plan: GatherRound, command: ReviseCard) -> Decision:
    card = session.cards[command.card]
    if card.state is CardState.WITHDRAWN or card.redacted:
        raise Refused(Refusal.CARD_STALE)
    fields = _checked(session.scenario, plan, command.fields)
    author = card.author if card.person else _author(session, plan, command.author)
    if (fields, author) == (card.fields, card.author):
        return Decision(answer={"card": card.id})
    if command.revision != card.revision:
        raise Refused(Refusal.CARD_STALE)
    lane = moderation.lane_for(session, ask, _source(session, ask, plan), plan)
    return happened(e.CardRevised(card.id, fields, card.revision + 1, **lane, author=author), card=card.id)


def _author(session: Session, plan: GatherRound, author: int | None) -> int | None:
    """The badge whose thought the card is, where the round asks for it."""
    if author is None:
        return None
    if not plan.authors:
        raise Refused(Refusal.FIELD_UNKNOWN)
    if author > session.people:
        raise Refused(Refusal.AUTHOR_UNKNOWN)
    return author


def _checked(scenario: Scenario, plan: GatherRound, typed: dict[str, str]) -> dict[str, str]:
    """The fields in the scenario's order, cleaned; empty ones that nobody requires are left out."""
    if not typed.keys() <= {field.id for field in plan.asked}:
        raise Refused(Refusal.FIELD_UNKNOWN)
    fields: dict[str, str] = {}
    for field in plan.asked:
        text = one_line(typed.get(field.id, ""))
        if not text:
            if field.required:
                raise Refused(Refusal.TEXT_EMPTY, field=field.id)
            continue
        _check_field(scenario, field, text)
        fields[field.id] = text
    return fields


def _check_field(scenario: Scenario, field: Field, text: str) -> None:
    if field.type == "choice":
        if text not in {option.id for option in scenario.options(field)}:
            raise Refused(Refusal.CHOICE_UNKNOWN, field=field.id)
    elif len(text) > field.max_len:
        raise Refused(Refusal.TEXT_TOO_LONG, field=field.id, limit=field.max_len)
