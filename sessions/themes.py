"""Themes: cards that say the same thing, laid together so that the hall votes once on each thought.

The theme team lays cards into themes while tables still write; a card's own words never change.  `apply` here is the
part of `apply` that moves cards on the board; the rest of the module reads where they lie.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sessions import events as e
from sessions.board import Objection
from sessions.cards import Card, CardState, Naming
from sessions.journal import Entry
from sessions.lanes import public_title
from sessions.phases import Phase
from sessions.scenario import GatherRound, MergeRound, input_of

if TYPE_CHECKING:
    from sessions.session import RoundState, Session

ALONE = ""
ASIDE = "aside"
"""Where a card can lie besides in a theme: on the board by itself, or set aside."""


# -- reading -------------------------------------------------------------------------------------------


def material(session: Session, state: RoundState) -> list[Card]:
    """The cards that a merge round lays together: its input pool, or before that was carried, what tables write now."""
    pool = input_of(state.plan) or ""
    if pool in session.pools:
        return session.standing(session.pools[pool])
    source = next((each for each in session.rounds.values() if getattr(each.plan, "output", None) == pool), None)
    if source is None or not isinstance(source.plan, GatherRound):
        return []
    return [card for card in session.round_cards(source.id) if card.state is CardState.LIVE]


def place(state: RoundState, card: Card) -> str:
    """Where a card or a theme lies on the board: `ALONE`, `ASIDE`, or the id of its theme."""
    if card.id in state.board.aside:
        return ASIDE
    return card.theme or ALONE


def themes(session: Session, state: RoundState) -> list[Card]:
    """The themes of a merge round that have cards in them, set aside or not, in the order in which they were made."""
    return [
        card for card in session.cards.values() if card.is_theme and card.round == state.id and card.state in _STANDING
    ]


def singles(session: Session, state: RoundState) -> list[Card]:
    """The cards that lie on the board by themselves."""
    return [card for card in material(session, state) if place(state, card) == ALONE]


def things(session: Session, state: RoundState) -> list[Card]:
    """What goes before the hall: themes and single cards that are neither set aside nor hidden, in the order in which
    the first card of each was written."""
    standing = [
        card
        for card in (*themes(session, state), *singles(session, state))
        if card.id not in state.board.aside and card.state is CardState.LIVE
    ]
    order = {card: place for place, card in enumerate(session.cards)}
    return sorted(standing, key=lambda card: min(order[leaf.id] for leaf in leaves(session, card)))


def leaves(session: Session, card: Card) -> list[Card]:
    """The cards that tables wrote and that this one is made of; a card that a table wrote is its own."""
    if not card.is_theme:
        return [card]
    return [leaf for source in card.sources for leaf in leaves(session, session.cards[source])]


def below(session: Session, card: Card) -> tuple[str, ...]:
    """All that lies in a theme, however deep: themes of an earlier board, and the cards of tables."""
    return tuple(each for source in card.sources for each in (source, *below(session, session.cards[source])))


def cards_of(session: Session, state: RoundState, ids: Iterable[str]) -> list[str]:
    """The cards that a list of cards and themes of this board stands for: a theme gives up its own."""
    found: list[str] = []
    for each in ids:
        card = session.cards[each]
        found += card.sources if card.is_theme and card.round == state.id else [each]
    return list(dict.fromkeys(found))


def authors(session: Session, card: Card) -> tuple[str, ...]:
    """The tables that wrote a card, or the cards of a theme, in the order of their numbers; a guest's has none."""
    tables = {leaf.table for leaf in leaves(session, card) if leaf.state is CardState.LIVE or leaf is card}
    return tuple(sorted(tables - {""}, key=lambda table: (len(table), table)))


def origin(session: Session, card: Card) -> Card:
    """The card of a table whose fields this one has: itself, or the first card of a theme."""
    return next(iter(leaves(session, card)), card)


def taken_by(session: Session, state: RoundState) -> RoundState | None:
    """The round that works already with what this one put out, if there is one."""
    pool = getattr(state.plan, "output", None)
    return next(
        (
            each
            for each in session.rounds.values()
            if pool is not None and input_of(each.plan) == pool and each.taken is not None
        ),
        None,
    )


def is_open(session: Session, state: RoundState) -> bool:
    """Is the board the team's: nobody works with it yet, and it was not skipped?"""
    return taken_by(session, state) is None and state.phase is not Phase.SKIPPED


def takes_objections(session: Session, state: RoundState) -> bool:
    """May tables object now? From the moment when the themes are shown until a round works with them."""
    plan = state.plan
    return (
        isinstance(plan, MergeRound)
        and plan.objections
        and state.phase in (Phase.REVEALED, Phase.CARRIED)
        and taken_by(session, state) is None
    )


def board_of(session: Session, card: Card) -> RoundState | None:
    """The merge round on whose board a card lies: the latest one that has it among its cards."""
    boards = [each for each in session.rounds.values() if isinstance(each.plan, MergeRound)]
    if card.theme is not None:
        return session.rounds[session.cards[card.theme].round]
    return next((each for each in reversed(boards) if card in material(session, each)), None)


# -- the part of apply -----------------------------------------------------------------------------------


def apply(session: Session, event: e.Event, entry: Entry) -> None:
    """Move cards on the board as the event says."""
    match event:
        case e.CardsMerged():
            state = session.rounds[event.round]
            _merge(session, event, entry)
        case e.CardsSplit(round=round_id, cards=cards):
            state = session.rounds[round_id]
            for card in cards:
                _leave(session, state, session.cards[card])
        case e.CardsSetAside(round=round_id, cards=cards, reason=reason):
            state = session.rounds[round_id]
            for card in cards:
                _leave(session, state, session.cards[card])
                state.board.aside[card] = reason
        case e.CardsBroughtBack(round=round_id, cards=cards):
            state = session.rounds[round_id]
            for card in cards:
                state.board.aside.pop(card, None)
                for leaf in leaves(session, session.cards[card]):
                    _settle(state, leaf.id)
        case e.ThemeRenamed():
            theme = session.cards[event.theme]
            state = session.rounds[theme.round]
            theme.named, theme.revision = event.title, event.revision
            theme.namings.append(Naming(entry.seq, entry.seat, event))
            refresh(session, theme)
        case e.CardsToldApart(round=round_id, cards=cards, apart=apart):
            state = session.rounds[round_id]
            (state.board.apart.add if apart else state.board.apart.discard)(frozenset(cards))
        case e.ObjectionRaised():
            state = session.rounds[event.round]
            raised = Objection(event.card, event.table, event.theme, event.text, entry.at)
            state.board.objections[event.card] = raised
            state.board.settled[:] = [each for each in state.board.settled if each[:4] != raised[:4]]
        case e.ObjectionDropped(round=round_id, card=card):
            state = session.rounds[round_id]
            _settle(state, card)
        case _:
            raise ValueError(f"no event of the board: {type(event).__name__}")
    follow(session)


def refresh(session: Session, theme: Card) -> None:
    """A theme's fields follow from its cards: the title that it was given or else its first card's, of a choice what
    most of them chose, and the card that all of them answer."""
    cards = [session.cards[source] for source in theme.sources if session.cards[source].state is CardState.LIVE]
    if theme.state is not CardState.HIDDEN:
        theme.state = CardState.LIVE if cards else CardState.DISSOLVED
    if not cards:  # it has no words of its own, and those of its cards may yet be blotted out
        theme.fields = dict.fromkeys(list(theme.fields)[:1], theme.named)
    if cards:
        first, plan = cards[0], session.rounds[origin(session, cards[0]).round].plan
        title = next(iter(first.fields), "title")
        theme.fields = {title: theme.named or first.title}
        for field in plan.asked if isinstance(plan, GatherRound) else ():
            chosen = Counter(card.fields[field.id] for card in cards if field.id in card.fields)
            if field.type == "choice" and chosen:
                theme.fields[field.id] = chosen.most_common(1)[0][0]
        theme.parent = first.parent if all(card.parent == first.parent for card in cards) else None
        theme.admitted = bool(theme.named) or first.admitted
        theme.earlier = {**theme.fields, title: public_title(first)} if first.earlier and not theme.admitted else None
    if theme.theme is not None:
        refresh(session, session.cards[theme.theme])


def take_out(session: Session, card: Card) -> None:
    """A card is no longer there for its theme: its table took it back."""
    if card.theme is not None:
        _leave(session, session.rounds[session.cards[card.theme].round], card)


def follow(session: Session) -> None:
    """The output of a carried merge round follows the board, and the cards that come to it, until a round works with
    it."""
    for state in session.rounds.values():
        plan = state.plan
        if not isinstance(plan, MergeRound) or state.phase is not Phase.CARRIED or not session.made(plan.output):
            continue
        if taken_by(session, state) is None:
            cards, rest = tuple(card.id for card in things(session, state)), left_over(session, state)
            session.pools[plan.output], session.left[plan.output] = cards, rest
            latest = session.carried[plan.output]
            latest[-1] = latest[-1]._replace(cards=cards, rest=rest)


def left_over(session: Session, state: RoundState) -> tuple[str, ...]:
    """What was set aside."""
    return tuple(state.board.aside)


_STANDING = (CardState.LIVE, CardState.HIDDEN)


def _merge(session: Session, event: e.CardsMerged, entry: Entry) -> None:
    state = session.rounds[event.round]
    theme = session.cards.get(event.theme)
    if theme is None:
        no = 1 + sum(card.is_theme and card.round == event.round for card in session.cards.values())
        theme = Card(event.theme, event.round, "", {}, None, entry.at, no, is_theme=True)
        session.cards[event.theme] = theme
    things = {session.cards[card].theme or card for card in event.cards} - {theme.id}
    again = any(card in theme.sources for card in event.cards)
    for card in (session.cards[each] for each in event.cards):
        if card.theme != theme.id or card.id in state.board.aside:
            _leave(session, state, card)
            card.theme = theme.id
            theme.sources.append(card.id)
    if again:  # an undone act names the cards that lay there all the time, for a theme is called as its first card
        theme.sources.sort(key=lambda card: event.cards.index(card) if card in event.cards else len(event.cards))
    _join(session, state, theme.id, things)
    if event.title:
        theme.named = event.title
        theme.namings.append(Naming(entry.seq, entry.seat, event))
    refresh(session, theme)


def _join(session: Session, state: RoundState, theme: str, things: set[str]) -> None:
    """A round that took these things works with the theme in their place: its ballots are counted so."""
    taker = taken_by(session, state)
    if taker is None or taker.taken is None:
        return
    cards = [theme if card in things else card for card in taker.taken.cards]
    taker.taken = taker.taken._replace(cards=tuple(dict.fromkeys(cards)))
    taker.joined.update(dict.fromkeys(things, theme))


def _leave(session: Session, state: RoundState, card: Card) -> None:
    """The card lies by itself; what its table said about where it lay is settled."""
    state.board.aside.pop(card.id, None)
    for leaf in leaves(session, card):
        _settle(state, leaf.id)
    if card.theme is None:
        return
    theme, card.theme = session.cards[card.theme], None
    theme.sources.remove(card.id)
    if not theme.sources:
        state.board.aside.pop(theme.id, None)
    refresh(session, theme)


def _settle(state: RoundState, card: str) -> None:
    objection = state.board.objections.pop(card, None)
    if objection is not None:
        state.board.settled.append(objection)
