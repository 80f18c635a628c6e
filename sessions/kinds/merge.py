"""`merge`: the theme team lays cards together that say the same thing.

The team works from the moment when there are cards, also while tables still write, until a later round works with
the themes.  Nothing is decided by likeness alone: the desk suggests, a person lays together.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping

from sessions import contests, themes
from sessions import events as e
from sessions.apply import apply
from sessions.cards import Card, CardState
from sessions.commands import (
    BringBack,
    Command,
    MergeCards,
    ObjectToTheme,
    RenameTheme,
    SetAside,
    SplitCards,
    TellApart,
)
from sessions.decision import Ask, Decision, happened
from sessions.journal import entry
from sessions.kinds.vote import recount
from sessions.outcome import Outcome
from sessions.phases import Phase
from sessions.refusals import Refusal, Refused
from sessions.scenario import GatherRound, MergeRound, VoteRound
from sessions.session import RoundState, Session
from sessions.text import one_line

PERMITS: frozenset[type[Command]] = frozenset({MergeCards, SplitCards, RenameTheme, SetAside, BringBack, TellApart})
REVEALS = True
COUNTED = (Phase.CLOSED, Phase.REVEALED)
"""After the voting and before the carry."""


def decide(session: Session, state: RoundState, ask: Ask, command: Command) -> Decision:
    """An act of the theme team."""
    if state.phase is Phase.SKIPPED:
        raise Refused(Refusal.ROUND_STALE)
    taker = themes.taken_by(session, state)
    if taker is not None:
        return _after_vote(session, state, taker, ask, command)
    match command:
        case MergeCards():
            return _merge(session, state, command)
        case SplitCards():
            return _split(session, state, command)
        case RenameTheme():
            return _rename(session, command)
        case SetAside():
            return _set_aside(session, state, command)
        case BringBack(cards=cards):
            back = tuple(card for card in cards if card in state.board.aside)
            return happened(e.CardsBroughtBack(state.id, back)) if back else Decision()
        case TellApart(cards=cards):
            return _tell_apart(session, state, cards)
        case _:
            raise Refused(Refusal.ROUND_STALE)


def outcome(session: Session, state: RoundState) -> Outcome:
    """Themes and single cards go on; what was set aside stays behind."""
    return Outcome(
        passed=tuple(card.id for card in themes.things(session, state)), rest=themes.left_over(session, state)
    )


def object_to(session: Session, table: str, command: ObjectToTheme) -> Decision:
    """A table objects to where its card was put, or takes its objection back."""
    card = session.cards.get(command.card)
    if card is None:
        raise Refused(Refusal.CARD_UNKNOWN)
    if table not in themes.authors(session, card):
        raise Refused(Refusal.SEAT_FOREIGN)
    state = themes.board_of(session, card)
    if state is None or not themes.takes_objections(session, state):
        raise Refused(Refusal.OBJECTION_CLOSED)
    before = state.board.objections.get(card.id)
    if not command.on:
        return happened(e.ObjectionDropped(state.id, card.id)) if before else Decision()
    place = _place_of(session, state, card)
    if place == themes.ALONE:
        raise Refused(Refusal.CARD_STALE)
    text = one_line(command.text)
    if before is not None and (before.table, before.text) == (table, text):
        return Decision()
    return happened(e.ObjectionRaised(state.id, card.id, table, card.theme, text))


def uphold(session: Session, pool: str) -> list[e.Event]:
    """What the tables' open objections come to when the next round begins: the card goes before the hall by itself."""
    made_by = [each for each in session.rounds.values() if getattr(each.plan, "output", None) == pool]
    events: list[e.Event] = []
    for state in made_by:
        for objection in state.board.objections.values():
            card = session.cards[objection.card]
            if card.theme is not None:
                events.append(e.CardsSplit(state.id, (card.id,), upheld=True))
            elif card.id in state.board.aside:
                events.append(e.CardsBroughtBack(state.id, (card.id,), upheld=True))
    return events


def _merge(session: Session, state: RoundState, command: MergeCards) -> Decision:
    _check_where(session, state, command.cards)
    title = _title(session, state, command.title, next(iter(command.cards)))
    into = None if command.into is None else _theme(session, state, command.into)
    there = into.sources if into else []
    cards = [card for card in themes.cards_of(session, state, command.cards) if card not in there]
    if into is not None and into.id in state.board.aside:
        raise Refused(Refusal.CARD_STALE)
    if not cards and not title:
        return Decision(answer={"theme": command.into})
    theme = into.id if into else f"m{1 + sum(card.is_theme for card in session.cards.values())}"
    return happened(e.CardsMerged(state.id, theme, tuple(cards), title), theme=theme)


def _after_vote(session: Session, state: RoundState, vote: RoundState, ask: Ask, command: Command) -> Decision:
    """What turns out to be one thought after the hall has voted is laid together, and every ballot counted anew. What
    is split has to be voted on again, part by part: that is for the lead to say."""
    if isinstance(command, SplitCards) and isinstance(vote.plan, VoteRound) and vote.phase in COUNTED:
        raise Refused(Refusal.THEME_VOTED)
    if not isinstance(command, MergeCards) or not may_be_joined(vote):
        raise Refused(Refusal.THEME_TAKEN)
    voted = vote.taken.cards if vote.taken else ()
    if not {*command.cards, *([command.into] if command.into else [])} <= {*voted}:
        raise Refused(Refusal.CARD_STALE)
    decision = _merge(session, state, command)
    if decision.events and vote.outcome is not None:
        after = copy.deepcopy(session)
        for event in decision.events:
            apply(after, entry(after.seq + 1, ask.now, ask.seat.id, event, b"", after.head))
        decision.events.append(e.TallyRevealed(vote.id, recount(after, after.rounds[vote.id])))
    return decision


def may_be_joined(vote: RoundState) -> bool:
    """Can the ballots of this round still be counted with cards laid together? Not while people vote, nor after the
    carry, nor in a runoff, nor while a result is shown place by place, nor where sealed ballots do not tell any more
    what came from a card's own tables."""
    if not isinstance(vote.plan, VoteRound) or vote.phase not in COUNTED:
        return False
    own_is_told_apart = vote.plan.own != "allow" and vote.sealed is not None
    return vote.contest_kind != "runoff" and contests.veil(vote) == contests.Veil() and not own_is_told_apart


def _split(session: Session, state: RoundState, command: SplitCards) -> Decision:
    theme = session.cards.get(command.theme)
    if theme is None or not theme.is_theme or theme.round != state.id:
        raise Refused(Refusal.THEME_UNKNOWN)
    for each in command.cards:
        card = _card(session, state, each)
        if card.theme not in (theme.id, None):
            raise Refused(Refusal.CARD_STALE)
    cards = tuple(card for card in command.cards if session.cards[card].theme == theme.id)
    return happened(e.CardsSplit(state.id, cards)) if cards else Decision()


def _rename(session: Session, command: RenameTheme) -> Decision:
    theme = session.cards[command.theme]
    title = _title(session, session.rounds[theme.round], command.title, theme.id)
    if title == theme.named:
        return Decision()
    if command.revision != theme.revision:
        raise Refused(Refusal.CARD_STALE)
    return happened(e.ThemeRenamed(theme.id, title, theme.revision + 1), revision=theme.revision + 1)


def _set_aside(session: Session, state: RoundState, command: SetAside) -> Decision:
    plan = state.plan
    assert isinstance(plan, MergeRound)
    if command.reason not in {reason.id for reason in plan.reasons}:
        raise Refused(Refusal.CHOICE_UNKNOWN)
    if all(state.board.aside.get(card) == command.reason for card in command.cards):
        return Decision()
    _check_where(session, state, command.cards)
    return happened(e.CardsSetAside(state.id, tuple(command.cards), command.reason))


def _tell_apart(session: Session, state: RoundState, cards: tuple[str, str]) -> Decision:
    first, second = (_card(session, state, each).id for each in cards)
    if first == second:
        raise Refused(Refusal.CARD_UNKNOWN)
    if frozenset(cards) in state.board.apart:
        return Decision()
    return happened(e.CardsToldApart(state.id, (first, second), True))


def _check_where(session: Session, state: RoundState, cards: Mapping[str, str]) -> None:
    """Every card lies where the asker saw it: three people at one board never undo each other's work unseen."""
    for each, place in cards.items():
        if themes.place(state, _card(session, state, each)) != place:
            raise Refused(Refusal.CARD_STALE)


def _card(session: Session, state: RoundState, card_id: str) -> Card:
    """A card or a theme that lies on this board."""
    card = session.cards.get(card_id)
    if card is None or card.state not in (CardState.LIVE, CardState.HIDDEN):
        raise Refused(Refusal.CARD_STALE if card else Refusal.CARD_UNKNOWN)
    if card.round != state.id and card not in themes.material(session, state) and card.theme is None:
        raise Refused(Refusal.CARD_UNKNOWN)
    return card


def _theme(session: Session, state: RoundState, theme_id: str) -> Card:
    theme = session.cards.get(theme_id)
    if theme is None or not theme.is_theme or theme.round != state.id or theme.state is CardState.DISSOLVED:
        raise Refused(Refusal.THEME_UNKNOWN)
    return theme


def _title(session: Session, state: RoundState, typed: str, card_id: str) -> str:
    """The title as it is kept; no longer than the tables' own titles may be."""
    title = one_line(typed)
    card = session.cards[card_id]
    plan = session.rounds[themes.origin(session, card).round].plan
    limit = plan.fields[0].max_len if isinstance(plan, GatherRound) else 140
    if len(title) > limit:
        raise Refused(Refusal.TEXT_TOO_LONG, field="title", limit=limit)
    return title


def _place_of(session: Session, state: RoundState, card: Card) -> str:
    """Where a card lies, seen by its table: aside too if its whole theme is."""
    theme = session.cards.get(card.theme or "")
    if theme is not None and theme.id in state.board.aside:
        return themes.ASIDE
    return themes.place(state, card)
