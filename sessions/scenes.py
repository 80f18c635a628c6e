"""Scenes: what the projector can show now, and what it shows when the lead leaves it to the round."""

from __future__ import annotations

from sessions import assignment, contests, lineage, polls, questions
from sessions.funnel import is_recap
from sessions.matrix import axes
from sessions.phases import LIVE, Phase
from sessions.scenario import (
    AssignRound,
    ElaborateRound,
    GatherRound,
    InfoRound,
    MergeRound,
    PitchRound,
    PollRound,
    SignupRound,
    VoteRound,
)
from sessions.session import RoundState, Session
from sessions.timetable import hall_round

AUTO = "auto"
OF_A_CARD = ("group", "lineage")


def shown(session: Session) -> str:
    """The scene on the screen now: the lead's choice, or the round's own."""
    if polls.shown_straw(session) is not None:
        return "straw"
    return follows(session) if session.scene == AUTO else session.scene


def follows(session: Session) -> str:
    """The scene that belongs to the round and its phase; between two days, once people check in anew, the lobby."""
    state = hall_round(session)
    if state is None:
        return "lobby"
    match state.plan:
        case InfoRound(subtype="recap"):
            return "recap"
        case GatherRound() if state.phase is not Phase.BRIEFING:
            return "gather" if state.plan.show == "auto" else "prompt"
        case MergeRound() if lineage.is_shown(session, state):
            return "themes"
        case MergeRound() if state.phase is not Phase.BRIEFING:
            return "theming"
        case ElaborateRound() if state.phase is not Phase.BRIEFING:
            return "sheets"
        case VoteRound() if state.phase in (Phase.REVEALED, Phase.CARRIED):
            return _of_vote(state, state.plan)[-1]
        case VoteRound() if state.phase is not Phase.BRIEFING:
            return "turnout"
        case AssignRound() if state.phase in assignment.SHOWN:
            return "assigned"
        case AssignRound(mode="by_bid") if state.phase is not Phase.BRIEFING:
            return "bids"
        case PitchRound() if state.phase is not Phase.BRIEFING:
            return _of_pitch(state)[-1]
        case InfoRound() if questions.on_the_wall(session, state.id) is not None:
            return "question"
        case InfoRound(subtype="reveal") if state.phase is not Phase.BRIEFING:
            return "chosen"
        case PollRound() if state.phase is not Phase.BRIEFING:
            return "poll"
        case SignupRound() if state.phase is not Phase.BRIEFING:
            return "groups"
        case _:
            return "prompt"


def available(session: Session) -> tuple[str, ...]:
    """The scenes that the lead may choose now, in the order of the console's list; those `OF_A_CARD` need one."""
    scenes = [AUTO, "lobby"]
    state = session.round()
    if state is not None:
        scenes.append("prompt")
        if is_recap(state):
            scenes.append("recap")
        if isinstance(state.plan, GatherRound):
            scenes.append("gather")
        if isinstance(state.plan, VoteRound):
            scenes += _of_vote(state, state.plan)
        elif isinstance(state.plan, MergeRound):
            scenes.append("themes" if lineage.is_shown(session, state) else "theming")
        elif (
            isinstance(state.plan, AssignRound) and state.plan.mode == "by_bid" and state.phase not in assignment.SHOWN
        ):
            scenes.append("bids")
        elif isinstance(state.plan, PitchRound):
            scenes += _of_pitch(state)
        elif isinstance(state.plan, InfoRound):
            scenes += ["chosen"] if state.plan.input else []
            scenes += ["question"] if questions.on_the_wall(session, state.id) is not None else []
        elif isinstance(state.plan, PollRound):
            scenes.append("poll")
        elif isinstance(state.plan, ElaborateRound):
            scenes.append("sheets")
        elif isinstance(state.plan, SignupRound):
            scenes.append("groups")
    if "themes" not in scenes and lineage.shown_board(session) is not None:
        scenes.append("themes")
    if assignment.shown(session) is not None:
        scenes.append("assigned")
    if assignment.tells_seats(session):
        scenes += ["seats", "seating"]
    if session.memberships:
        scenes += [scene for scene in ("groups", "group") if scene not in scenes]
    if session.pools and not _is_voting(session):
        scenes.append("lineage")
    return tuple(scenes)


def _of_vote(state: RoundState, plan: VoteRound) -> list[str]:
    """What there is to see of a vote: the list, in which places may be named by steps, and in the end the matrix."""
    if state.outcome is None:
        return ["turnout"]
    told = contests.veil(state) == contests.Veil()
    return ["result", "matrix"] if axes(plan) and told else ["result"]


def _of_pitch(state: RoundState) -> list[str]:
    """Who has the floor and who comes next, and once the grades are revealed what they were."""
    return ["pitch"] if state.queue.graded is None else ["pitch", "grades"]


def _is_voting(session: Session) -> bool:
    """While people choose, no card has the wall to itself."""
    votes = (each for each in session.rounds.values() if isinstance(each.plan, VoteRound))
    return any(each.phase in (*LIVE, Phase.CLOSED) for each in votes)
