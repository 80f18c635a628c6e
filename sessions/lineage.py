"""Lineage: where a card came from and where it went, so that a citizen finds their thought again.

Truth flows from the session into steps, and not back.  A step says that a vote had the card on its paper, never what
came of it: no tally, no outcome and no ballot is read here, so nothing that a lineage says can depend on one.  What of
a vote may be told stands in one place, `live/result.py`, and whoever shows a step asks there.

Which table wrote a card is told when no vote can any more go by the name of a table (`is_decided`): while the card
stands on a paper, or may still come on one, people choose a thought and not its authors.  A vote is over for that when
it is carried: after a reveal there may still be a runoff, and a name once told cannot be untold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sessions import themes
from sessions.cards import Card, CardState
from sessions.lanes import public
from sessions.phases import DONE, Phase
from sessions.scenario import ElaborateRound, GatherRound, MergeRound, Reason, SignupRound, VoteRound, input_of
from sessions.session import RoundState, Session

SHOWN = (Phase.REVEALED, Phase.CARRIED)


@dataclass(frozen=True, slots=True)
class Written:
    """Tables wrote it: the card itself, or all that a theme is made of."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """Its table took it back, or the lead hid it."""

    state: CardState


@dataclass(frozen=True, slots=True)
class Laid:
    """The theme team laid it into a theme, beside these other cards."""

    state: RoundState
    theme: Card
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """It does not go before the hall."""

    state: RoundState
    reason: Reason


@dataclass(frozen=True, slots=True)
class Alone:
    """It goes before the hall by itself."""

    state: RoundState


@dataclass(frozen=True, slots=True)
class Objected:
    """Its table said that it does not belong where it was put; `open`: and still says so."""

    state: RoundState
    open: bool


@dataclass(frozen=True, slots=True)
class Voted:
    """The hall votes on it, has voted, or is going to; it stands on the paper as `card`."""

    state: RoundState
    card: Card


@dataclass(frozen=True, slots=True)
class Joined:
    """People can join it, or could."""

    state: RoundState
    card: Card


Step = Written | Gone | Laid | SetAside | Alone | Objected | Voted | Joined


@dataclass(frozen=True, slots=True)
class Chapter:
    """One card and what became of it, in the order of the day. `answers`: the cards that it was written for."""

    card: Card
    answers: tuple[str, ...]
    steps: tuple[Step, ...]


def back(session: Session, card: Card) -> tuple[Chapter, ...]:
    """From where it came: what it answers, what that answers, and at the end the card itself."""
    found: dict[str, Card] = {}
    _climb(session, card, found)
    return tuple(_chapter(session, each) for each in found.values())


def forward(session: Session, card: Card) -> tuple[Chapter, ...]:
    """Where it went: the card itself, what was written for it, what was written for that."""
    found: dict[str, Card] = {}
    _descend(session, card, found)
    return tuple(_chapter(session, each) for each in found.values())


def is_decided(session: Session, card: Card) -> bool:
    """Is every vote over that has this card on its paper or may come to have it?

    Whether it goes on is not asked of an outcome but of what was carried. A card that was never voted on waits for
    the last vote of the day.
    """
    voted, coming = False, set[str]()
    for state in session.rounds.values():
        plan, pool = state.plan, input_of(state.plan)
        if state.phase is Phase.SKIPPED:
            continue
        if isinstance(plan, GatherRound):
            if plan.id == themes.origin(session, card).round and state.phase not in DONE:
                coming.add(plan.output)
            continue
        if pool not in coming and carrier(session, state, card) is None:
            continue
        if isinstance(plan, VoteRound):
            if state.phase is not Phase.CARRIED:
                return False
            voted = True
        elif isinstance(plan, MergeRound | ElaborateRound) and state.phase is not Phase.CARRIED and plan.output:
            coming.add(plan.output)
    return voted or all(each.phase in DONE for each in _rounds(session) if isinstance(each.plan, VoteRound))


def is_readable(card: Card) -> bool:
    """May everybody read its words, or those that stood on it before? They are there, and were let on the screens."""
    return card.state is CardState.LIVE and not card.redacted and bool(public(card))


def is_shown(session: Session, state: RoundState) -> bool:
    """Does the hall know the themes of this merge round?"""
    return isinstance(state.plan, MergeRound) and (state.phase in SHOWN or themes.taken_by(session, state) is not None)


def shown_board(session: Session) -> RoundState | None:
    """The merge round whose themes the hall knows: the one that it is in, or else the last one."""
    here = session.round()
    if here is not None and isinstance(here.plan, MergeRound):
        return here if is_shown(session, here) else None
    return next((each for each in reversed(session.rounds.values()) if is_shown(session, each)), None)


def carrier(session: Session, state: RoundState, card: Card) -> Card | None:
    """As which card of a round's input this one stands there: itself, or a theme that it lies in. While a round works
    with themes nothing is taken out of them, so that what lies there now is what lay there then."""
    stand = (session.cards[each] for each in session.input_ids(state))
    return next((each for each in stand if each is card or card.id in themes.below(session, each)), None)


def _rounds(session: Session) -> Iterator[RoundState]:
    return iter(session.rounds.values())


def _chapter(session: Session, card: Card) -> Chapter:
    return Chapter(card, tuple(_answered(session, card)), tuple(_steps(session, card)))


def _steps(session: Session, card: Card) -> Iterator[Step]:
    yield Written(tuple(themes.leaves(session, card)))
    if card.state in (CardState.HIDDEN, CardState.WITHDRAWN):
        yield Gone(card.state)
    for state in _rounds(session):
        match state.plan:
            case MergeRound() as plan if is_shown(session, state):
                yield from _on_the_board(session, state, plan, card)
            case VoteRound() if state.phase is not Phase.SKIPPED and (stood := carrier(session, state, card)):
                yield Voted(state, stood)
            case SignupRound() if state.phase not in (Phase.PLANNED, Phase.SKIPPED):
                ids = {*session.input_ids(state), *(session.left_ids(state) if state.plan.rescue is not None else ())}
                yield from (Joined(state, each) for each in _bearers(session, card) if each.id in ids)


def _on_the_board(session: Session, state: RoundState, plan: MergeRound, card: Card) -> Iterator[Step]:
    board, mine = state.board, set(themes.below(session, card)) | {card.id}
    for thing in _bearers(session, card):
        if thing.is_theme and thing.round == state.id:
            if thing is not card:
                others = (leaf for leaf in themes.leaves(session, thing) if leaf.id not in mine)
                yield Laid(state, thing, tuple(others))
            if thing.id not in board.aside:
                break
        if thing.id in board.aside:
            reason = next((each for each in plan.reasons if each.id == board.aside[thing.id]), None)
            yield SetAside(state, reason or Reason(board.aside[thing.id]))
            break
        elsewhere = thing.theme is None or session.cards[thing.theme].round != state.id
        if elsewhere and thing in themes.material(session, state):
            yield Alone(state)
            break
    if card.id in board.objections:
        yield Objected(state, open=True)
    elif any(each.card == card.id for each in board.settled):
        yield Objected(state, open=False)


def _bearers(session: Session, card: Card) -> Iterator[Card]:
    """The card, its theme, the theme of that, as far as the hall knows them."""
    yield card
    while card.theme is not None:
        card = session.cards[card.theme]
        if not is_shown(session, session.rounds[card.round]):
            return
        yield card


def _answered(session: Session, card: Card) -> dict[str, None]:
    """The cards that this one was written for; those of a theme may have been written for several."""
    return dict.fromkeys(leaf.parent for leaf in themes.leaves(session, card) if leaf.parent in session.cards)


def _climb(session: Session, card: Card, found: dict[str, Card]) -> None:
    if card.id in found:
        return
    for parent in _answered(session, card):
        _climb(session, session.cards[parent], found)
    found[card.id] = card


def _descend(session: Session, card: Card, found: dict[str, Card]) -> None:
    if card.id in found:
        return
    found[card.id] = card
    names = {card.id, *themes.below(session, card), *(each.id for each in _bearers(session, card))}
    names |= {stood.id for state in _rounds(session) if (stood := carrier(session, state, card))}
    for child in list(session.cards.values()):
        if child.parent in names and not child.is_theme and child.state is CardState.LIVE:
            *_, top = _bearers(session, child)
            _descend(session, top, found)
