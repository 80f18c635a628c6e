"""What the lead does with a counted vote: show it by steps, have a tie voted on, pick by hand, have it held again.

Truth flows from the lead's hand to the journal: each of these acts is an entry of its own, so that the protocol tells
how a result came to be, and nothing that was counted before is lost.
"""

from __future__ import annotations

import msgspec

from sessions import commands as c
from sessions import contests
from sessions import events as e
from sessions.cards import CardState
from sessions.carry import cut
from sessions.decision import Ask, Decision, happened
from sessions.kinds import vote
from sessions.phases import Phase
from sessions.refusals import Refusal, Refused
from sessions.scenario import VoteRound
from sessions.session import RoundState, Session
from sessions.tally import Count
from sessions.text import one_line

ABOUT = (c.OpenRunoff, c.RepeatVote, c.PickCards, c.StepReveal)
AboutVote = c.OpenRunoff | c.RepeatVote | c.PickCards | c.StepReveal
SEEN = (Phase.REVEALED, Phase.CARRIED)


def decide(session: Session, ask: Ask, command: AboutVote) -> Decision:
    """What follows from an act of the lead on a vote; raises `Refused`."""
    state = session.rounds.get(command.round)
    if state is None or not isinstance(state.plan, VoteRound):
        raise Refused(Refusal.ROUND_UNKNOWN)
    match command:
        case c.OpenRunoff():
            return _open_runoff(session, state, state.plan, ask)
        case c.RepeatVote():
            return _repeat(session, state, command)
        case c.PickCards():
            return _pick(session, state, state.plan, command)
        case c.StepReveal(shown=shown):
            return _step(session, state, state.plan, shown)


def holds_up(state: RoundState) -> Refusal | None:
    """Why this vote cannot be carried yet: its cards wait for something, or the hall has not seen all of it."""
    if state.outcome is not None and state.outcome.pending:
        return {
            "draw": Refusal.DRAW_NEEDED,
            "runoff": Refusal.RUNOFF_NEEDED,
            "pick": Refusal.PICK_NEEDED,
        }[state.outcome.waits]
    return Refusal.REVEAL_UNFINISHED if contests.veil(state) != contests.Veil() else None


def may_be_repeated(session: Session, state: RoundState) -> bool:
    """Can the vote be held again now?"""
    return state.phase in SEEN or (state.phase is Phase.CLOSED and session.has_new_input(state))


def pickable(session: Session, state: RoundState) -> list[str]:
    """The cards that the lead may pick, where the scenario leaves it so: what the gate keeps back is not open."""
    outcome, plan = state.outcome, state.plan
    if outcome is None or not isinstance(plan, VoteRound) or plan.carry.rule != "manual":
        return []
    through = cut(Count(outcome.ballots, outcome.blank, outcome.scores), plan.carry).pending
    return [card for card in through if session.cards[card].state is CardState.LIVE]


def _open_runoff(session: Session, state: RoundState, plan: VoteRound, ask: Ask) -> Decision:
    outcome = state.outcome
    if state.phase is not Phase.REVEALED or outcome is None or not outcome.pending or outcome.waits != "runoff":
        raise Refused(Refusal.RUNOFF_NOT_NEEDED)
    _check_hall_is_free(session, state)
    left_ms = plan.runoff_minutes * 60_000
    return happened(
        e.RunoffOpened(state.id, outcome.pending, outcome.places),
        e.RoundMoved(state.id, Phase.OPEN.value),
        e.ClockSet(state.id, left_ms, left_ms, True, ask.mono_ms, ask.boot),
    )


def _repeat(session: Session, state: RoundState, command: c.RepeatVote) -> Decision:
    """A later round keeps the cards it took; what it has begun with stays in the protocol as it was. Before it was
    counted a vote is held again only when its cards were made anew meanwhile: its ballots are sealed uncounted."""
    if state.contest != command.contest:
        raise Refused(Refusal.PHASE_MOVED)
    if not may_be_repeated(session, state):
        raise Refused(Refusal.REPEAT_TOO_EARLY)
    _check_hall_is_free(session, state)
    aside = vote.put_aside(session, state) if state.outcome is None else []
    return happened(
        *aside, e.VoteRepeated(state.id, one_line(command.reason)), e.RoundMoved(state.id, Phase.PLANNED.value)
    )


def _pick(session: Session, state: RoundState, plan: VoteRound, command: c.PickCards) -> Decision:
    outcome = state.outcome
    if plan.carry.rule != "manual" or state.phase is not Phase.REVEALED or outcome is None:
        raise Refused(Refusal.PICK_NOT_NEEDED)
    picked, may = command.cards, pickable(session, state)
    if any(card not in may for card in picked):
        raise Refused(Refusal.CARD_UNKNOWN)
    if len(set(picked)) < len(picked):
        raise Refused(Refusal.PAYLOAD_TYPES)
    if plan.carry.k is not None and len(picked) > plan.carry.k:
        raise Refused(Refusal.PICK_LIMIT, limit=plan.carry.k)
    rest = tuple(row.card for row in outcome.scores if row.card not in picked)
    after = msgspec.structs.replace(outcome, passed=picked, rest=rest, pending=(), places=0)
    after = msgspec.structs.replace(after, reason=one_line(command.reason))
    return Decision() if after == outcome else happened(e.CardsPicked(state.id, after))


def _step(session: Session, state: RoundState, plan: VoteRound, shown: int) -> Decision:
    """Two hands that ask for the same number of places show it once; what was shown stays shown."""
    if state.phase is Phase.CLOSED:
        if not contests.steps(plan.carry):
            raise Refused(Refusal.REVEAL_AT_ONCE)
        _check_hall_is_free(session, state)
        begun = [] if state.contest_kind == "runoff" else [e.PlacesShown(state.id, 0)]
        return happened(*vote.reveal(session, state), *begun, e.RoundMoved(state.id, Phase.REVEALED.value))
    if state.phase not in SEEN or state.outcome is None:
        raise Refused(Refusal.PHASE_NOT_ALLOWED)
    most = contests.places_of(state.outcome)
    if state.shown is None or shown <= state.shown or state.shown >= most:
        return Decision()
    open_places = state.outcome.places if state.outcome.pending else 0
    return happened(e.PlacesShown(state.id, min(most, max(shown, open_places))))


def _check_hall_is_free(session: Session, state: RoundState) -> None:
    other = session.live_round()
    if other is not None and other.id != state.id:
        raise Refused(Refusal.ROUND_OTHER_LIVE)
