"""`gather`: tables write cards into a pool.  With a parent pool each card answers a card of that pool."""

from __future__ import annotations

from sessions import assignment, moderation
from sessions import events as e
from sessions.cards import Card, CardState
from sessions.commands import Command, ReviseCard, SubmitCard, WithdrawCard
from sessions.decision import Ask, Decision, happened
from sessions.outcome import Outcome
from sessions.phases import Phase
from sessions.refusals import Refusal, Refused
from sessions.scenario import Field, GatherRound, Scenario
from sessions.seat import Role
from sessions.session import RoundState, Session
from sessions.text import one_line

PERMITS: frozenset[type[Command]] = frozenset({SubmitCard, ReviseCard, WithdrawCard})
REVEALS = False


def decide(session: Session, state: RoundState, ask: Ask, command: Command) -> Decision:
    """A card comes, changes or goes; only its own table can do that."""
    plan = state.plan
    assert isinstance(plan, GatherRound)
    if ask.seat.role is not Role.TABLE or ask.seat.table is None:
        raise Refused(Refusal.SEAT_FOREIGN)
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
    """Every card that the lead has not hidden goes on, in order of arrival; but for those that answer a card which is
    not in play any more, since the round was played anew on others."""
    cards = session.round_cards(state.id)
    passed = tuple(card.id for card in cards if card.state is CardState.LIVE and _answers(session, state, card))
    return Outcome(passed=passed, rest=tuple(card.id for card in cards if card.id not in passed))


def _submit(session: Session, ask: Ask, state: RoundState, plan: GatherRound, command: SubmitCard) -> Decision:
    table = ask.seat.table or ""
    mine = [card for card in session.round_cards(state.id, table) if _answers(session, state, card)]
    if sum(not card.redacted for card in mine) >= plan.max_per_table:
        raise Refused(Refusal.CARD_LIMIT, limit=plan.max_per_table)
    if plan.parent_pool is None:
        if command.parent is not None:
            raise Refused(Refusal.PAYLOAD_FIELDS)
    elif command.parent is None:
        raise Refused(Refusal.PARENT_NEEDED)
    elif command.parent not in {card.id for card in session.input_cards(state)}:
        raise Refused(Refusal.CARD_UNKNOWN)
    elif plan.assignment == "own" and command.parent not in assignment.holds(session, state, table):
        raise Refused(Refusal.CARD_FOREIGN)
    card_id = f"c{1 + session.written()}"
    fields = _checked(session.scenario, plan, command.fields)
    late = state.phase is Phase.GRACE
    lane = moderation.lane_for(session, ask, "table", plan)
    author = _author(session, plan, command.author)
    return happened(
        e.CardSubmitted(card_id, state.id, table, fields, command.parent, late, **lane, author=author), card=card_id
    )


def _answers(session: Session, state: RoundState, card: Card) -> bool:
    """Does the card answer one of those that the round works on, where it has to answer any?"""
    return card.parent is None or card.parent in session.input_ids(state)


def _revise(session: Session, ask: Ask, plan: GatherRound, command: ReviseCard) -> Decision:
    card = session.cards[command.card]
    if card.state is CardState.WITHDRAWN or card.redacted:
        raise Refused(Refusal.CARD_STALE)
    fields = _checked(session.scenario, plan, command.fields)
    author = _author(session, plan, command.author)
    if (fields, author) == (card.fields, card.author):
        return Decision(answer={"card": card.id})
    if command.revision != card.revision:
        raise Refused(Refusal.CARD_STALE)
    lane = moderation.lane_for(session, ask, "table", plan)
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
    if not typed.keys() <= {field.id for field in plan.fields}:
        raise Refused(Refusal.FIELD_UNKNOWN)
    fields: dict[str, str] = {}
    for field in plan.fields:
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
