"""Moderation: the lead lets on, holds, and chooses lanes; and what has waited out its delay lets itself on.

In the game: the hall's screens are public, and what stands on them was either meant for them or seen by the lead.
Nothing is refused or thrown away for its words: `watch.py` only puts them before the lead's eyes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sessions import commands as c
from sessions import events as e
from sessions import themes
from sessions.cards import Card, CardState
from sessions.decision import Ask, Decision, happened
from sessions.lanes import Wait, lane_of, source_of
from sessions.people import People, Person
from sessions.refusals import Refusal, Refused
from sessions.scenario import AnyRound, MergeRound, Source
from sessions.seat import CLOCK
from sessions.session import RoundState, Session


def decide(session: Session, ask: Ask, command: c.Command) -> Decision:
    """What follows from an act of moderation; raises `Refused`."""
    match command:
        case c.AdmitCard():
            return _admit(session, command)
        case c.AdmitCards(cards=seen):
            return happened(
                *(e.CardAdmitted(card) for card, revision in seen.items() if _fits(session, card, revision))
            )
        case c.HoldCard(card=card_id):
            return _hold(session, card_id)
        case c.SetLane():
            return _set_lane(session, command)
        case c.AdmitNames(given=given):
            return happened(
                *(e.NameAdmitted(each) for each in _waiting_names(session) if _given(session, each) in given)
            )
        case c.HoldName(no=no):
            return _hold_name(session, no)
        case c.PassDelays() if ask.seat == CLOCK:
            return happened(*_passed(session, ask.now, ask.mono_ms, ask.boot))
        case _:
            raise Refused(Refusal.EVENT_UNKNOWN)


def lane_for(session: Session, ask: Ask, source: Source, plan: AnyRound | None = None) -> dict[str, Any]:
    """`lane` and `delay` of a text that comes now, as its event carries them."""
    lane = lane_of(session, source, plan)
    ms = session.scenario.scenario.moderation.hold_s * 1000
    return {"lane": lane, "delay": e.Delay(ms, ask.mono_ms, ask.boot) if lane == "delay" else None}


def name_given(session: Session, ask: Ask, person: Person) -> e.NameGiven | None:
    """The event of a name that the screens are to show and have not shown; where it may go at once there is none."""
    if person.public is None or person.public == ask.people.public_name(person.id):
        return None
    lane = lane_for(session, ask, source_of(session, person.id))
    if lane["lane"] == "at_once" and person.id not in session.names:
        return None
    return e.NameGiven(person.id, **lane)


def name_on_screens(session: Session, people: People, person: str) -> str | None:
    """«Анна К.» with consent and let on; otherwise None, and a screen says «участник № 47»."""
    known = session.names.get(person)
    return people.public_name(person) if known is None or known.wait is None else None


def has_due(session: Session, now: int, mono_ms: int, boot: str) -> bool:
    """Is there anything that has waited out its delay?"""
    return any(True for _ in _passed(session, now, mono_ms, boot))


def check_nothing_held(session: Session, state: RoundState) -> None:
    """What goes on is seen by everybody, so the lead says first what is to become of a card that is held back."""
    if holds(session, state):
        raise Refused(Refusal.CARD_HELD)


def holds(session: Session, state: RoundState) -> bool:
    """Is a card that would go on from this round held back?"""
    merges = isinstance(state.plan, MergeRound)
    cards = themes.material(session, state) if merges else session.round_cards(state.id)
    return any(card.state is CardState.LIVE and card.wait is not None and card.wait.held for card in cards)


def _admit(session: Session, command: c.AdmitCard) -> Decision:
    card = _card(session, command.card)
    if command.revision is not None and command.revision != card.revision:
        raise Refused(Refusal.CARD_STALE)
    return Decision() if card.admitted else happened(e.CardAdmitted(card.id))


def _fits(session: Session, card_id: str, revision: int) -> bool:
    card = session.cards.get(card_id)
    return card is not None and not card.admitted and card.revision == revision


def _hold(session: Session, card_id: str) -> Decision:
    card = _card(session, card_id)
    if card.is_theme:
        raise Refused(Refusal.CARD_UNKNOWN)
    if card.redacted:
        raise Refused(Refusal.CARD_REDACTED)
    if any(card_id in pool for pool in session.pools.values()):
        raise Refused(Refusal.CARD_GONE_ON)
    held = card.wait is not None and card.wait.held
    return Decision() if held else happened(e.CardHeld(card_id))


def _set_lane(session: Session, command: c.SetLane) -> Decision:
    chosen = session.lanes.get(command.source, "plan")
    return Decision() if chosen == command.lane else happened(e.LaneSet(command.source, command.lane))


def _hold_name(session: Session, no: int) -> Decision:
    person = next((each.person for each in session.memberships.values() if each.no == no), None)
    if person is None:
        raise Refused(Refusal.SIGN_UP_MISSING)
    known = session.names.get(person)
    held = known is not None and known.wait is not None and known.wait.held
    return Decision() if held else happened(e.NameHeld(person))


def _waiting_names(session: Session) -> Iterator[str]:
    return (person for person, name in session.names.items() if name.wait is not None)


def _given(session: Session, person: str) -> int:
    return session.names[person].given


def _passed(session: Session, now: int, mono_ms: int, boot: str) -> Iterator[e.Event]:
    """What lets itself on now. A card that is set aside does not: it waits until it is brought back."""

    def is_due(wait: Wait | None) -> bool:
        return wait is not None and wait.left_ms(now, mono_ms, boot) == 0

    yield from (
        e.CardAdmitted(card.id) for card in session.cards.values() if card.state is CardState.LIVE and is_due(card.wait)
    )
    yield from (e.NameAdmitted(person) for person, name in session.names.items() if is_due(name.wait))
    yield from (
        e.QuestionAdmitted(each.id)
        for each in session.questions.values()
        if each.state != "aside" and not each.redacted and is_due(each.wait)
    )


def _card(session: Session, card_id: str) -> Card:
    card = session.cards.get(card_id)
    if card is None:
        raise Refused(Refusal.CARD_UNKNOWN)
    return card
