"""`signup`: everybody may join the initiative that they want, in a role, with consents given one by one."""

from __future__ import annotations

import hashlib

from sessions import events as e
from sessions import moderation
from sessions.commands import Command, SignUp
from sessions.decision import Ask, Decision, happened
from sessions.outcome import Outcome
from sessions.people import Consent, Person
from sessions.refusals import Refusal, Refused
from sessions.scenario import SignupRound
from sessions.seat import Role
from sessions.session import RoundState, Session, is_full, joinable
from sessions.text import one_line
from sessions.twin import desks

PERMITS: frozenset[type[Command]] = frozenset({SignUp})
REVEALS = False


def decide(session: Session, state: RoundState, ask: Ask, command: Command) -> Decision:
    """A person joins a group, or changes the role in it. Tables and screens cannot: people join, one by one."""
    plan = state.plan
    assert isinstance(plan, SignupRound) and isinstance(command, SignUp)
    if ask.seat.role not in (Role.PERSON, Role.GUEST):
        raise Refused(Refusal.SEAT_FOREIGN)
    if ask.seat.role is Role.GUEST and not session.guests:
        raise Refused(Refusal.SIGN_UP_BADGES)
    known = {card.id for card in joinable(session, plan)}
    if command.card not in known:
        raise Refused(Refusal.CARD_UNKNOWN)
    if command.role not in {role.id for role in plan.roles}:
        raise Refused(Refusal.ROLE_UNKNOWN)
    if not set(command.consents) <= set(plan.consents):
        raise Refused(Refusal.CONSENT_UNKNOWN)
    others = sum((card, ask.seat.id) in session.memberships for card in known if card != command.card)
    if others >= plan.max_per_person:
        raise Refused(Refusal.SIGN_UP_LIMIT, limit=plan.max_per_person)
    name, contact = one_line(command.name), one_line(command.contact)
    if (name or contact) and "processing" not in command.consents:
        raise Refused(Refusal.CONSENT_NEEDED)
    return _joined(session, ask, plan, command, name, contact)


def outcome(session: Session, state: RoundState) -> Outcome:
    """The groups that live go on: enough people and, where one is needed, a leader."""
    plan = state.plan
    assert isinstance(plan, SignupRound)
    cards = [card.id for card in joinable(session, plan)]
    return Outcome(
        passed=tuple(card for card in cards if is_full(session, plan, card)),
        rest=tuple(card for card in cards if not is_full(session, plan, card)),
    )


def left(session: Session, card: str, person: str) -> Decision:
    """A person is in this group no more; with the last one name, contact and consents are erased."""
    decision = happened(e.SignUpWithdrawn(card, person))
    if sum(each == person for _, each in session.memberships) == 1:
        decision.erased = person
        decision.hushed = desks(session)  # a desk may have typed the name in
    return decision


def consent_text(plan: SignupRound, purpose: str) -> str:
    """What a consent stands for, as one string whose hash proves which text was shown."""
    operator = plan.operator.ru if plan.operator else ""
    return f"{plan.id}\n{purpose}\n{operator}"


def _joined(session: Session, ask: Ask, plan: SignupRound, command: SignUp, name: str, contact: str) -> Decision:
    person, no = ask.seat.id, session.person_number(ask.seat.id)
    decision = Decision(answer={"no": no})
    membership = session.memberships.get((command.card, person))
    if membership is None or membership.role != command.role:
        decision.events.append(e.SignedUp(plan.id, command.card, person, no, command.role))
    if name or contact:
        consents = tuple(
            Consent(purpose, ask.now, hashlib.sha256(consent_text(plan, purpose).encode()).hexdigest())
            for purpose in plan.consents
            if purpose in command.consents
        )
        signed = Person(person, name, contact, consents, ask.people.registration(person))
        decision.people.append(signed)
        given = moderation.name_given(session, ask, signed)
        if given is not None:
            decision.events.append(given)
    return decision
