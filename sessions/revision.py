"""Another scenario in the middle of the day: what may differ, and what then becomes of the rounds.

Truth flows from the text in the event.  A round that the hall has been in is as it was, and so are all places before
it, for people know it by its number; what is still to come may be anything that can be played.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sessions import commands as c
from sessions import events as e
from sessions.decision import Decision, happened
from sessions.phases import Phase
from sessions.questionnaire import shared
from sessions.reader import ScenarioError, parse
from sessions.refusals import Refusal, Refused
from sessions.scenario import ElaborateRound, PollRound, Scenario, Template, VoteRound
from sessions.seat import LEAD
from sessions.writer import digest, write

if TYPE_CHECKING:
    from sessions.session import Session


HALL = ("id", "tables", "people", "experts", "observers")
"""As many seats were given out when the day began."""


class Difference(NamedTuple):
    """How many rounds of one scenario are new in the other, otherwise, gone, or in another order."""

    added: int
    changed: int
    removed: int
    moved: int


def decide(session: Session, command: c.ReviseScenario) -> Decision:
    """The day goes on by another scenario; raises `Refused` if that would change what has been."""
    if command.base != digest(session.scenario):
        raise Refused(Refusal.SCENARIO_STALE)
    try:
        scenario = read(command.text)
    except ScenarioError as error:
        raise Refused(Refusal.SCENARIO_BROKEN, problems=len(error.problems)) from None
    if scenario == session.scenario:
        return Decision()
    hindrance = why_not(session, scenario)
    if hindrance is not None:
        raise Refused(hindrance)
    return happened(e.ScenarioRevised(command.text, *difference(session.scenario, scenario)))


def why_not(session: Session, scenario: Scenario) -> Refusal | None:
    """Why the day cannot go on by this scenario from where it is; None: it can."""
    was, new = session.scenario, scenario.scenario
    if any(getattr(new, size) != getattr(was.scenario, size) for size in HALL):
        return Refusal.SCENARIO_HALL
    states = list(session.rounds.values())
    past = max((state.no for state in states if state.phase is not Phase.PLANNED), default=0)
    if [plan.id for plan in scenario.rounds[:past]] != [state.id for state in states[:past]]:
        return Refusal.SCENARIO_PLAYED
    plans = {plan.id: plan for plan in scenario.rounds}
    touched = begun(session)
    frozen = [state for state in states if state.id in touched]
    if any(plans.get(state.id) != state.plan for state in frozen):
        return Refusal.SCENARIO_PLAYED
    forms = {state.plan.template for state in frozen if isinstance(state.plan, ElaborateRound)}
    if any(_form(was, form) != _form(scenario, form) for form in forms):
        return Refusal.SCENARIO_PLAYED
    if _pairs(was, touched) != _pairs(scenario, touched):
        return Refusal.SCENARIO_PLAYED
    if new.quorum != was.scenario.quorum and any(isinstance(state.plan, VoteRound) for state in frozen):
        return Refusal.SCENARIO_PLAYED
    if touched and new.spheres[: len(was.scenario.spheres)] != was.scenario.spheres:
        return Refusal.SCENARIO_PLAYED
    return None


def _form(scenario: Scenario, name: str) -> Template | None:
    """The scenario's own form of this name; None: one of ours, or none."""
    return next((each for each in scenario.template if each.id == name), None)


def _pairs(scenario: Scenario, touched: frozenset[str]) -> set[tuple[str, str, tuple[str, ...]]]:
    """What is asked again of polls that have begun: the later poll, the earlier one, the questions of both. Half of it
    lies in a box, and whoever answered was told what for."""
    polls = {plan.id: plan for plan in scenario.rounds if isinstance(plan, PollRound)}
    return {
        (later.id, earlier, tuple(each.id for each in shared(polls[earlier], later)))
        for later in polls.values()
        if (earlier := later.pair_with) is not None and earlier in touched
    }


def begun(session: Session) -> frozenset[str]:
    """The rounds that the hall has been in, or of which there is something: cards, ballots, an act of the team."""
    by_state = (
        state.id for state in session.rounds.values() if state != type(state)(state.plan, state.no, state.minutes)
    )
    by_cards = (card.round for card in session.cards.values())
    by_acts = (getattr(act.event, "round", None) for act in session.acts if act.seat != LEAD.id)
    return frozenset(by_state) | frozenset(by_cards) | frozenset(each for each in by_acts if each)


def difference(was: Scenario, now: Scenario) -> Difference:
    """What the log says of a revision."""
    before, after = {plan.id: plan for plan in was.rounds}, {plan.id: plan for plan in now.rounds}
    stay = [name for name in before if name in after]
    return Difference(
        added=len(after.keys() - before.keys()),
        changed=sum(before[name] != after[name] for name in stay),
        removed=len(before.keys() - after.keys()),
        moved=sum(one != other for one, other in zip(stay, (name for name in after if name in before), strict=True)),
    )


def back(session: Session, event: e.ScenarioRevised) -> tuple[e.Event, ...]:
    """The events that put back the scenario as it is now, and the times that the lead had given its rounds."""
    now = {plan.id: plan for plan in read(event.scenario).rounds}
    given = {
        state.id: state.minutes
        for state in session.rounds.values()
        if state.minutes != state.plan.minutes and now.get(state.id) != state.plan
    }
    undone = e.ScenarioRevised(write(session.scenario), *difference(read(event.scenario), session.scenario))
    return (undone, e.DayReplanned(given)) if given else (undone,)


def rests_on_revision(session: Session, undone: Iterable[e.Event]) -> bool:
    """Has the hall gone on, so that the scenario before cannot come back?"""
    before = [each for each in undone if isinstance(each, e.ScenarioRevised)]
    return any(why_not(session, read(each.scenario)) is not None for each in before)


@lru_cache(maxsize=16)
def read(text: str) -> Scenario:
    """The scenario in a text. Views ask 30 times a second whether a revision can be undone."""
    return parse(text)
