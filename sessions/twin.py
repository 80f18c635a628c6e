"""The paper twin: a table that lost its tablet goes on, on paper, and a desk types it in.

In the game: the check-in desk or the lead stands in for the table, and the round asks the table's own rules; nothing is
decided a second time here.  Whoever typed is the seat of the entry, the table is what stands on the paper.  Truth flows
from the paper to the same events that a tablet would have caused; a card also carries the number of its slip.
"""

from __future__ import annotations

import dataclasses

import msgspec

from sessions import commands as c
from sessions import events as e
from sessions import rolls, sheets
from sessions.assignment import holders
from sessions.cards import Card, CardState
from sessions.decision import Ask, Decision
from sessions.refusals import Refusal, Refused
from sessions.scenario import ElaborateRound, SignupRound, VoteRound
from sessions.seat import Role
from sessions.session import RoundState, Session, joinable, on_paper
from sessions.templates import template_of
from sessions.text import one_line

DESK = (Role.REGISTRAR, Role.LEAD)
Entered = (
    c.EnterCard
    | c.EnterBallot
    | c.EnterRanking
    | c.EnterBest
    | c.EnterAnswers
    | c.EnterSheet
    | c.EnterReady
    | c.EnterSignUp
)


def standing(session: Session, ask: Ask, command: Entered) -> tuple[Ask, c.Command]:
    """Who says it and what they say, as if they had a device: the table's seat, or for a sign-up the badge's. Raises
    `Refused`: no desk, no such table or badge."""
    if ask.seat.role not in DESK:
        raise Refused(Refusal.EVENT_UNKNOWN)
    if isinstance(command, c.EnterSignUp):
        return _as(session, ask, f"p{command.badge}", Role.PERSON, Refusal.AUTHOR_UNKNOWN), _sign_up(command)
    return _as(session, ask, command.table, Role.TABLE, Refusal.TABLE_UNKNOWN), _said(session, command)


def desks(session: Session) -> set[str]:
    """The seats that may have typed what stands on paper; what their answers remember of a text goes with it."""
    return {each.seat.id for each in session.seats.values() if each.seat.role in DESK}


def choices(session: Session, state: RoundState, table: str = "") -> list[tuple[int, Card]]:
    """The cards that a paper of this round names by number, in order: the printed lists and the desk count alike. Of a
    round of sheets only those of the table, if one is named."""
    plan, numbers = state.plan, rolls.numbers(session, state)
    cards = on_paper(session, state) if isinstance(plan, VoteRound) else session.input_cards(state)
    if isinstance(plan, SignupRound):  # what the vote left behind is numbered on
        cards = joinable(session, plan)
        behind = [card for card in session.left_ids(state) if card not in numbers]
        numbers |= {card: no for no, card in enumerate(behind, 1 + len(numbers))}
    if isinstance(plan, ElaborateRound) and table:
        cards = [card for card in cards if table in holders(session, card.id)]
    return sorted(((numbers[card.id], card) for card in cards), key=lambda each: each[0])


def slip(session: Session, command: c.EnterCard) -> Card | None:
    """The card that was made of this slip, if it is still there."""
    return next((card for card in session.round_cards(command.round, command.table) if card.paper == command.no), None)


def says_the_same(card: Card, command: c.EnterCard) -> bool:
    """Does the slip say what stands on its card already? Then two desks have typed it, and that is no mistake."""
    typed = {name: one_line(text) for name, text in command.fields.items() if one_line(text)}
    return (card.fields, card.author) == (typed, command.author) and card.state is not CardState.WITHDRAWN


def marked(command: Entered, decision: Decision) -> Decision:
    """The same decision, with what tells paper from a device: the number of the slip, and where consents were given."""
    if isinstance(command, c.EnterCard):
        decision.events = [
            msgspec.structs.replace(each, paper=command.no) if isinstance(each, e.CardSubmitted) else each
            for each in decision.events
        ]
    decision.people = [
        msgspec.structs.replace(
            each, consents=tuple(msgspec.structs.replace(consent, on_paper=True) for consent in each.consents)
        )
        for each in decision.people
    ]
    return decision


def _as(session: Session, ask: Ask, seat: str, role: Role, unknown: Refusal) -> Ask:
    state = session.seats.get(seat)
    if state is None or state.seat.role is not role:
        raise Refused(unknown)
    return dataclasses.replace(ask, seat=state.seat)


def _sign_up(command: c.EnterSignUp) -> c.SignUp:
    return c.SignUp(command.round, command.card, command.role, command.name, command.contact, command.consents)


def _said(session: Session, command: Entered) -> c.Command:
    """What the table's tablet would have said."""
    match command:
        case c.EnterCard() if (card := slip(session, command)) is not None:
            return c.ReviseCard(card.id, command.fields, card.revision, command.author)
        case c.EnterCard():
            return c.SubmitCard(command.round, command.fields, command.parent, command.author)
        case c.EnterBallot():
            return c.CastBallot(command.round, command.choices, command.grades, command.contest)
        case c.EnterRanking():
            return c.RankCards(command.round, command.cards)
        case c.EnterBest():
            return c.ChooseBest(command.round, command.cards)
        case c.EnterAnswers():
            return c.AnswerPoll(command.round, command.answers)
        case c.EnterSheet():
            return c.SaveSheet(
                command.round, command.card, _whole(session, command), sheets.version(session, command.card)
            )
        case c.EnterReady():
            return c.MarkReady(command.round, command.ready)
        case _:
            raise Refused(Refusal.EVENT_UNKNOWN)


def _whole(session: Session, command: c.EnterSheet) -> dict[str, str | c.Rows]:
    """The typed fields as they stand, and those of the paper in place of theirs: what a tablet wrote is not lost."""
    state, card = session.rounds.get(command.round), session.cards.get(command.card)
    if state is None or card is None or not isinstance(state.plan, ElaborateRound):
        return dict(command.fields)
    template = template_of(session.scenario, state.plan)
    ours = {each.id for each in template.typed}
    stands = {name: said for name, said in sheets.current(session, card, template).items() if name in ours}
    return stands | command.fields
