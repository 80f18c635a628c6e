"""The paper twin: a table that lost its tablet goes on, on paper, and a desk types it in.

In the game: the check-in desk or the lead stands in for the table, and the round asks the table's own rules; nothing is
decided a second time here.  Whoever typed is the seat of the entry, the table is what stands on the paper.  Truth flows
from the paper to the same events that a tablet would have caused; a card also carries the number of its slip.

One rule holds for all that is typed in.  Paper replaces paper: whatever two desks type, the last one counts, and what
says the same changes nothing.  But what a tablet, a phone or the lead has said since stands, until a desk that has been
shown it puts the paper over it and names the entry that it saw (`over`).  Of what no desk may read before the reveal (a
ballot, a wish, a sheet of answers, the best cards) that holds even where both say the same: an answer that depended on
it would tell it.  Being ready is no word of that kind: the desk sees it and turns it.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterator

import msgspec

from sessions import commands as c
from sessions import events as e
from sessions import printed, rolls, said, sheets
from sessions.assignment import holders
from sessions.cards import Card, CardState
from sessions.decision import Ask, Decision
from sessions.people import Person
from sessions.refusals import Refusal, Refused
from sessions.said import DESK, Said
from sessions.scenario import ElaborateRound, GatherRound, SignupRound, VoteRound
from sessions.seat import Role
from sessions.session import RoundState, Session, joinable, on_paper
from sessions.templates import template_of
from sessions.text import one_line

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


Decide = Callable[[Session, Ask, c.Command], Decision]


def decide(session: Session, ask: Ask, command: Entered, rule: Decide) -> Decision:
    """What follows from the paper: what `rule` would have answered the table's tablet, or for a line of the sign-up the
    badge's phone. Raises `Refused`: no desk, no such table or badge, a device has said something else since."""
    if ask.seat.role not in DESK:
        raise Refused(Refusal.EVENT_UNKNOWN)
    match command:
        case c.EnterSignUp():
            there = _as(session, ask, f"p{command.badge}", Role.PERSON, Refusal.AUTHOR_UNKNOWN)
            decision = rule(session, there, _sign_up(command))
            known = ask.people.get(there.seat.id)
            if known is not None and not decision.events:  # what is on the row already stays, with when it was signed
                decision.people = [each for each in decision.people if _signed(each) != _signed(known)]
        case c.EnterCard():
            there = _as(session, ask, command.table, Role.TABLE, Refusal.TABLE_UNKNOWN)
            decision = _card(session, there, command, rule)
        case _:
            there = _as(session, ask, command.table, Role.TABLE, Refusal.TABLE_UNKNOWN)
            decision = rule(session, there, _said(session, command))
    found = max(_against(session, there, command, decision), default=None)
    if found is not None and (isinstance(command, c.EnterReady) or found.seq != command.over):
        raise Refused(Refusal.PAPER_OLDER, seen=found.seq, at=found.at, by=found.by)
    decision.touched = {there.seat.id}
    return _marked(command, decision)


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


def _slip(session: Session, command: c.EnterCard) -> Card | None:
    """The card that was made of this slip; if it was made more than once, the last."""
    cards = [each for each in session.cards.values() if each.paper == command.no]
    return next((each for each in reversed(cards) if (each.round, each.table) == (command.round, command.table)), None)


def _card(session: Session, there: Ask, command: c.EnterCard, rule: Decide) -> Decision:
    card = _slip(session, command)
    anew = c.SubmitCard(command.round, command.fields, command.parent, command.author)
    state = session.rounds.get(command.round)
    if card is None and state is not None and isinstance(state.plan, GatherRound):
        last = printed.last_slip(session, state, command.table)
        if command.no > last:
            of = f"{command.table[1:]}-{{:02}}"
            raise Refused(Refusal.SLIP_NOT_PRINTED, no=of.format(command.no), last=of.format(last))
    if card is None or card.state is CardState.WITHDRAWN:
        return rule(session, there, anew)
    if _says_the_same(card, command):
        return Decision(answer={"card": card.id})
    if card.redacted:
        raise Refused(Refusal.CARD_REDACTED)
    if command.parent == card.parent:
        return rule(session, there, c.ReviseCard(card.id, command.fields, card.revision, command.author))
    # A card never changes what it answers: it goes, and comes under the other one, as if it were gone already.
    taken_back, without = rule(session, there, c.WithdrawCard(card.id)), copy.copy(session)
    without.cards = session.cards | {card.id: dataclasses.replace(card, state=CardState.WITHDRAWN)}
    decision = rule(without, there, anew)
    return dataclasses.replace(decision, events=taken_back.events + decision.events)


def _says_the_same(card: Card, command: c.EnterCard) -> bool:
    """Does the slip say what stands on its card already? Then two desks have typed it, and that is no mistake."""
    typed = {name: one_line(text) for name, text in command.fields.items() if one_line(text)}
    return (card.fields, card.author, card.parent) == (typed, command.author, command.parent)


def _against(session: Session, there: Ask, command: Entered, decision: Decision) -> Iterator[Said]:
    """What did not come from paper and would not stand any more."""
    places = [place for event in decision.events for place in said.places(event)]
    match command:
        case c.EnterCard() if decision.events and (card := _slip(session, command)) is not None:
            places.append((card.id,))
        case c.EnterBallot():
            places.append(said.of_table(command.round, command.table, command.contest))
        case c.EnterRanking() | c.EnterBest() | c.EnterAnswers():
            places.append(said.of_table(command.round, command.table))
        case c.EnterSignUp() if decision.changes and (known := there.people.get(there.seat.id)) is not None:
            # No entry of the journal holds a name, so it is known by when its consents were given.
            yield from (Said(each.at, each.at, "device") for each in known.consents if not each.on_paper)
    for place in places:
        found = session.said.get(place)
        if found is not None and found.by != "paper":
            yield found._replace(seq=found.at) if isinstance(command, c.EnterSignUp) else found


def _signed(person: Person) -> tuple[str, str, set[str]]:
    return person.name, person.contact, {each.purpose for each in person.consents}


def _marked(command: Entered, decision: Decision) -> Decision:
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
