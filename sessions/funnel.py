"""The funnel of a forum: how many cards became how many themes, choices, sheets and groups.

It is read off the rounds that were carried.  A recap shows it to the hall on the second morning, and a rehearsal prints
it at the end.
"""

from __future__ import annotations

from typing import NamedTuple

from sessions.phases import Phase
from sessions.scenario import ElaborateRound, GatherRound, InfoRound, MergeRound, SignupRound, VoteRound
from sessions.session import RoundState, Session, joinable


class Step(NamedTuple):
    """One round that made something. `cards` went on, or were worked out on sheets; `people`: of a sign-up, how many
    different people joined the groups that live."""

    round: str
    cards: tuple[str, ...]
    people: int | None = None


def funnel(session: Session, before: RoundState | None = None) -> list[Step]:
    """The carried rounds that made something, in the order of the forum; of a recap only those before it."""
    return [
        step
        for state in session.rounds.values()
        if state.phase is Phase.CARRIED and (before is None or state.no < before.no)
        if (step := _step(session, state)) is not None
    ]


def chosen(session: Session, before: RoundState) -> RoundState | None:
    """The last vote before this round that chose something: what the hall goes on with."""
    voted = [
        state
        for state in session.rounds.values()
        if isinstance(state.plan, VoteRound) and state.phase is Phase.CARRIED and state.no < before.no
    ]
    return voted[-1] if voted else None


def is_recap(state: RoundState) -> bool:
    """Does this round tell the hall what has been done so far?"""
    return isinstance(state.plan, InfoRound) and state.plan.subtype == "recap"


def _step(session: Session, state: RoundState) -> Step | None:
    plan = state.plan
    if isinstance(plan, ElaborateRound):
        written = (
            card for card in session.input_ids(state) if card in session.sheets and session.sheets[card].versions
        )
        return Step(state.id, tuple(written))
    if not isinstance(plan, GatherRound | MergeRound | VoteRound | SignupRound):
        return None
    cards = session.pools.get(plan.output, ())
    if not isinstance(plan, SignupRound):
        return Step(state.id, cards)
    known = {card.id for card in joinable(session, plan)} & set(cards)
    return Step(state.id, cards, len({each.person for each in session.memberships.values() if each.card in known}))
