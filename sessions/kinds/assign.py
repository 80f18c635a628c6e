"""`assign`: cards come to tables, or people to theirs.

Cards: tables rank what they would like to work on; at the reveal every card and every table has its share, at the least
sum of ranks that there is.  People: by a list, or each to the table of the group that they joined.  What was revealed
is stored and may be changed by the lead's hand; with the carry it comes into force.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sessions import assignment, seating, themes
from sessions import events as e
from sessions.commands import Command, ListPeople, ListPerson, PlaceCards, RankCards
from sessions.decision import Ask, Decision, happened
from sessions.matching import Shape, cheapest, shape
from sessions.outcome import Outcome
from sessions.phases import DONE
from sessions.refusals import Refusal, Refused
from sessions.scenario import AssignRound, SignupRound
from sessions.seat import Role
from sessions.session import RoundState, Session

PERMITS: frozenset[type[Command]] = frozenset({RankCards})
REVEALS = True
OWN_DIGIT, WISH_DIGIT = 1 << 28, 1 << 40
"""A cost is read as three digits: chance below 2^16, then that the card is not the table's own, then the wish. Fewer
than 2^12 pairs never carry from one digit into the next."""


def decide(session: Session, state: RoundState, ask: Ask, command: Command) -> Decision:
    """A table says what it wishes for, the whole of it."""
    plan = state.plan
    assert isinstance(plan, AssignRound) and isinstance(command, RankCards)
    table = ask.seat.table
    if ask.seat.role is not Role.TABLE or table is None:
        raise Refused(Refusal.SEAT_FOREIGN)
    if plan.mode != "by_bid":
        raise Refused(Refusal.ROUND_STALE)
    if len(set(command.cards)) < len(command.cards):
        raise Refused(Refusal.PAYLOAD_TYPES)
    if len(command.cards) > plan.bids:
        raise Refused(Refusal.BALLOT_OVER_LIMIT, limit=plan.bids)
    if not {*command.cards} <= {card.id for card in session.input_cards(state)}:
        raise Refused(Refusal.CARD_UNKNOWN)
    same = state.draft.bids.get(table) == command.cards
    return Decision() if same else happened(e.CardsRanked(state.id, table, command.cards))


def outcome(session: Session, state: RoundState) -> Outcome:
    """The cards go on as they came: it is their tables that are new."""
    if not assignment.is_whole(session, state):
        raise Refused(Refusal.ASSIGN_UNFINISHED)
    return Outcome(passed=tuple(card.id for card in session.input_cards(state)))


def reveal(session: Session, state: RoundState) -> list[e.Event]:
    """Find who gets what."""
    plan = state.plan
    assert isinstance(plan, AssignRound)
    if plan.input is not None and not session.input_cards(state):
        raise Refused(Refusal.POOL_EMPTY)
    if not assignment.is_whole(session, state):
        raise Refused(Refusal.ASSIGN_UNFINISHED)
    match plan.mode:
        case "by_bid":
            cards = _by_bid(session, state, plan)
        case "rotate":
            cards = _in_turn(session, state)
        case "by_signup":
            groups = groups_of(session, state)
            order = sorted(assignment.tables(session), key=lambda table: _chance(session, state, table))
            found = seating.of_groups(groups, order, plan.capacity[1] if plan.capacity else None)
            cards = {group: _in_order(session, tables) for group, tables in found.items()}
            return [e.AssignmentRevealed(state.id, cards, seating.of_people(groups, cards))]
        case _:
            cards = assignment.draft(session, state)
    return [e.AssignmentRevealed(state.id, cards, state.draft.people)]


def in_force(session: Session, state: RoundState) -> list[e.Event]:
    """With the carry: the cards are these tables', the people sit there."""
    cards, people = assignment.draft(session, state), moves(session, state)
    given = [e.CardsAssigned(state.id, cards)] if cards else []
    return [*given, *([e.PeopleSeated(state.id, people)] if people else [])]


def moves(session: Session, state: RoundState) -> dict[str, str]:
    """A person's seat → the table, of those who are to sit elsewhere than they do."""
    known = session.seats
    return {
        person: table
        for person, table in state.draft.people.items()
        if person in known and known[person].seat.table != table
    }


def arrange(session: Session, command: PlaceCards | ListPeople | ListPerson) -> Decision:
    """The lead's hand, and of people also the check-in desk's, until the carry."""
    state = session.rounds.get(command.round)
    if state is None or not isinstance(state.plan, AssignRound):
        raise Refused(Refusal.ROUND_UNKNOWN)
    if state.phase in DONE:
        raise Refused(Refusal.PHASE_CLOSED)
    match command:
        case PlaceCards():
            return _place(session, state, state.plan, command)
        case ListPeople(people=people):
            return _list(session, state, state.plan, people)
        case ListPerson(person=person, table=table):
            return _list(session, state, state.plan, state.draft.people | {person: table})


def takes_hand(state: RoundState) -> bool:
    """May the lead give cards to tables now? Before the reveal only where it is all by hand."""
    plan = state.plan
    by_hand = isinstance(plan, AssignRound) and plan.mode == "manual" and state.phase not in DONE
    revealed = isinstance(plan, AssignRound) and not plan.takes_list and state.phase == "revealed"
    return by_hand or revealed


def groups_of(session: Session, state: RoundState) -> dict[str, list[str]]:
    """Group → the seats of those who sit with it, in order of joining. Who joined several sits with the one that they
    lead, or else with the first."""
    maker = session.maker(getattr(state.plan, "input", None))
    roles = maker.plan.roles if maker is not None and isinstance(maker.plan, SignupRound) else ()
    leading = {role.id for role in roles if role.leads}
    joined = [(member, card.id) for card in session.input_cards(state) for member in session.group(card.id)]
    joined.sort(key=lambda each: (each[0].role not in leading, each[0].seq))
    place: dict[str, str] = {}
    for member, card in joined:
        place.setdefault(member.person, card)
    groups: dict[str, list[str]] = {card.id: [] for card in session.input_cards(state)}
    for member, card in sorted(joined, key=lambda each: each[0].seq):
        if place[member.person] == card and member.person in session.seats:
            groups[card].append(member.person)
    return groups


def bounds(session: Session, state: RoundState) -> Shape:
    """How many tables a card may have and how many cards a table, in the hall as it is."""
    plan = state.plan
    assert isinstance(plan, AssignRound)
    return shape(max(1, len(session.input_cards(state))), session.tables, plan.capacity, plan.per_table)


def _by_bid(session: Session, state: RoundState, plan: AssignRound) -> dict[str, tuple[str, ...]]:
    cards, tables = session.input_cards(state), assignment.tables(session)
    wished = assignment.wishes(session, state)
    own = {card.id: themes.authors(session, card) for card in cards}
    cost = [
        [
            assignment.rank(wished, plan.bids, table, card.id) * WISH_DIGIT
            + (table not in own[card.id]) * OWN_DIGIT
            + _chance(session, state, f"{card.id}\n{table}")
            for card in cards
        ]
        for table in tables
    ]
    gets = cheapest(cost, bounds(session, state))
    return _by_card([card.id for card in cards], tables, gets)


def _in_turn(session: Session, state: RoundState) -> dict[str, tuple[str, ...]]:
    """Cards lie in a circle, in an order drawn from the seed, and each table takes some that lie side by side. Where
    all take as many they begin evenly spread, so that few have the same ones; or else where the last one ended."""
    cards, tables = [card.id for card in session.input_cards(state)], assignment.tables(session)
    circle = sorted(range(len(cards)), key=lambda place: _chance(session, state, cards[place]))
    wanted = bounds(session, state)
    more, even = wanted.pairs % len(tables), wanted.pairs % len(tables) == 0
    gets, ended = [], 0
    for no in range(len(tables)):
        begin = no * len(cards) // len(tables) if even else ended
        ended = begin + wanted.table[0] + (no < more)
        gets.append([circle[place % len(cards)] for place in range(begin, ended)])
    return _by_card(cards, tables, gets)


def _by_card(cards: Sequence[str], tables: Sequence[str], gets: Sequence[Sequence[int]]) -> dict[str, tuple[str, ...]]:
    return {
        card: tuple(table for table, those in zip(tables, gets, strict=True) if place in those)
        for place, card in enumerate(cards)
    }


def _in_order(session: Session, tables: Sequence[str]) -> tuple[str, ...]:
    return tuple(table for table in assignment.tables(session) if table in tables)


def _chance(session: Session, state: RoundState, what: str) -> int:
    said = f"{session.seed}\n{state.id}\n{what}"
    return int.from_bytes(hashlib.sha256(said.encode()).digest()[:2])


def _place(session: Session, state: RoundState, plan: AssignRound, command: PlaceCards) -> Decision:
    if not takes_hand(state):
        raise Refused(Refusal.PHASE_NOT_ALLOWED)
    cards, tables = assignment.draft(session, state), assignment.tables(session)
    if not command.tables.keys() <= cards.keys():
        raise Refused(Refusal.CARD_UNKNOWN)
    if not {table for each in command.tables.values() for table in each} <= {*tables}:
        raise Refused(Refusal.TABLE_UNKNOWN)
    placed = {card: _in_order(session, each) for card, each in command.tables.items()}
    changed = {card: each for card, each in placed.items() if each != cards[card]}
    if not changed:
        return Decision()
    events: list[e.Event] = [e.CardsPlaced(state.id, changed)]
    if plan.mode == "by_signup":  # the people of a group go with it
        events.append(e.PeopleListed(state.id, seating.of_people(groups_of(session, state), cards | changed)))
    return happened(*events)


def _list(session: Session, state: RoundState, plan: AssignRound, people: dict[str, str]) -> Decision:
    if not plan.takes_list:
        raise Refused(Refusal.PHASE_NOT_ALLOWED)
    if any(person not in session.seats or session.seats[person].seat.role is not Role.PERSON for person in people):
        raise Refused(Refusal.AUTHOR_UNKNOWN)
    if not {*people.values()} <= {*assignment.tables(session)}:
        raise Refused(Refusal.TABLE_UNKNOWN)
    if {*people.values()} & session.attendance.closed:
        raise Refused(Refusal.TABLE_CLOSED)
    if people == state.draft.people:
        return Decision()
    return happened(e.PeopleListed(state.id, people))
