"""How a round of writing goes: its stop and its stage, who looks at what, what tables marked as their best.

The schedule of a gallery is drawn when the round opens and lies in an event; from then on the lead steps, and clocks
only propose.  Also here: whether a card is still taken when the round is over, and what becomes of it.  `apply` is the
part of `apply` that changes all this; the rest reads it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sessions import events as e
from sessions import themes
from sessions.cards import Card, CardState
from sessions.phases import DONE, Phase
from sessions.scenario import GatherRound, MergeRound, input_of
from sessions.subgroups import HOW_MANY, split

if TYPE_CHECKING:
    from sessions.rotation import Stop
    from sessions.session import RoundState, Session


@dataclass(slots=True)
class Gathering:
    """`stops`: of a gallery, table → card for each stop; `stop`: the one that tables are at, from 1. `stage`: where in
    the plan's stages the lead has stepped, from 0; None: time tells. Both began at so many ms left on the clock.
    `best`: table → the cards that it marked."""

    stops: tuple[Stop, ...] = ()
    stop: int = 0
    stop_from_ms: int = 0
    stage: int | None = None
    stage_from_ms: int = 0
    best: dict[str, tuple[str, ...]] = field(default_factory=dict)


# -- reading -------------------------------------------------------------------------------------------


def seen(state: RoundState, table: str) -> list[str]:
    """The cards that have lain before a table so far, the present one last: on these it may comment."""
    there = state.gathering.stops[: state.gathering.stop]
    return [stop[table] for stop in there if table in stop]


def present(state: RoundState, table: str) -> str | None:
    """The card that lies before a table at this stop."""
    here = state.gathering
    return here.stops[here.stop - 1].get(table) if here.stop else None


def onlookers(state: RoundState, card: str, stops: int | None = None) -> list[str]:
    """The tables that a card comes to by the stop of this number, or in all."""
    return [table for stop in state.gathering.stops[:stops] for table, it in stop.items() if it == card]


def groups(session: Session, state: RoundState, table: str) -> dict[str, list[list[int]]]:
    """Stage → who of a table talks with whom in it, by badge: of those who have come, or of all while nobody has."""
    plan = state.plan
    names = [stage.name for stage in plan.stages if stage.name in HOW_MANY] if isinstance(plan, GatherRound) else []
    badges = session.badges(table) if names else []
    return {name: split(badges, name, f"{session.seed}\n{state.id}\n{table}\n{name}") for name in names}


def takes_late(session: Session, state: RoundState) -> bool:
    """Is a card still taken though the round is over? Until the themes made of its pool are carried, or another round
    works with them."""
    plan = state.plan
    if not isinstance(plan, GatherRound) or plan.late != "until_merge" or state.phase not in _OVER:
        return False
    takers = [each for each in session.rounds.values() if input_of(each.plan) == plan.output]
    boards = [each for each in takers if isinstance(each.plan, MergeRound)]
    busy = any(each.taken is not None for each in takers if each not in boards)
    waiting = all(each.phase not in DONE and themes.taken_by(session, each) is None for each in boards)
    return bool(boards) and waiting and not busy


def late_round(session: Session) -> RoundState | None:
    """The round beside the hall's own that still takes cards: the latest of them."""
    here = session.round()
    waiting = [each for each in session.rounds.values() if each is not here and takes_late(session, each)]
    return max(waiting, key=lambda each: each.no, default=None)


def best_of(session: Session, state: RoundState, cards: Iterable[Card]) -> tuple[str, ...]:
    """Which of these cards go on where tables mark their best: up to k marked ones of each table, and of a table that
    marked none its first k. In order of arrival."""
    plan = state.plan
    assert isinstance(plan, GatherRound)
    k = plan.carry.k or 1
    by_table: dict[str, list[str]] = {}
    standing = [card for card in cards if card.state is CardState.LIVE]
    for card in standing:
        by_table.setdefault(card.table, []).append(card.id)
    goes: set[str] = set()
    for table, those in by_table.items():
        marked = [card for card in those if card in state.gathering.best.get(table, ())]
        goes |= {*(marked or those)[:k]}
    return tuple(card.id for card in standing if card.id in goes)


def unmarked(session: Session, state: RoundState) -> list[str]:
    """The tables that have a choice and no mark: for them the order of arrival would tell."""
    plan = state.plan
    assert isinstance(plan, GatherRound)
    mine = {table: _live(session, state, table) for table in (each.seat.id for each in session.table_seats())}
    return [
        table
        for table, cards in mine.items()
        if len(cards) > (plan.carry.k or 1) and not {*cards} & {*state.gathering.best.get(table, ())}
    ]


_OVER = (Phase.CLOSED, Phase.CARRIED)


def _live(session: Session, state: RoundState, table: str) -> list[str]:
    return [card.id for card in session.round_cards(state.id, table) if card.state is CardState.LIVE]


# -- the part of apply -----------------------------------------------------------------------------------


def apply(session: Session, event: e.Event) -> None:
    """Take a round of writing one step further."""
    match event:
        case e.RotationDrawn():
            here = session.rounds[event.round].gathering
            here.stops = tuple(dict(stop) for stop in event.stops)
            here.stop, here.stop_from_ms = 1, event.from_ms
        case e.StopCalled():
            here = session.rounds[event.round].gathering
            here.stop, here.stop_from_ms = event.stop, event.from_ms
        case e.StageCalled():
            here = session.rounds[event.round].gathering
            here.stage, here.stage_from_ms = event.stage, event.from_ms
        case e.BestChosen():
            session.rounds[event.round].gathering.best[event.table] = event.cards
        case e.CardJoined():
            _join(session, event.pool, event.card)
        case _:
            raise ValueError(f"no event of a round of writing: {type(event).__name__}")


def _join(session: Session, pool: str, card: str) -> None:
    """A late card is in the pool as if it had been carried with the others, and on the board that works with it."""
    session.pools[pool] = (*session.pools[pool], card)
    latest = session.carried[pool]
    latest[-1] = latest[-1]._replace(cards=session.pools[pool])
    for state in session.rounds.values():
        taken = state.taken
        if input_of(state.plan) == pool and taken is not None and taken.generation == session.made(pool):
            state.taken = taken._replace(cards=(*taken.cards, card))
    themes.follow(session)
