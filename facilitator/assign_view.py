"""What the lead sees of an assign round: who has wished, and from the reveal on what it came to and may be changed.

Truth flows from the draft to the console. Until the reveal the lead, too, knows of the tables' wishes only who has said
them; the matrix is there to be changed by hand, with the cost of each change.
"""

from __future__ import annotations

from live.assignment import drafted_view, number, seating_view
from live.cards import card_view
from live.screen import View
from sessions import assignment
from sessions.kinds import assign
from sessions.phases import Phase
from sessions.scenario import AssignRound
from sessions.session import RoundState, Session


def assign_view(session: Session, state: RoundState | None) -> View | None:
    """`cards` with the ids of their tables; `wishes`: table → cards, `score` what they came to; `hand`: the lead may
    change it now; `list`: pairs of badge and table as they were entered, `seating` what follows from them, before the
    reveal None while there is no list; `moves`: how many people change tables."""
    if state is None or not isinstance(state.plan, AssignRound):
        return None
    shown = state.phase in assignment.SHOWN
    groups = assign.groups_of(session, state) if state.plan.mode == "by_signup" else {}
    return {
        "cards": [
            {
                "card": card_view(session, session.cards[card]),
                "tables": list(tables),
                "people": len(groups[card]) if card in groups else None,
            }
            for card, tables in assignment.draft(session, state).items()
        ],
        "wishes": assignment.wishes(session, state) if shown and state.plan.mode == "by_bid" else None,
        "score": _score(session, state) if shown and state.plan.mode == "by_bid" else None,
        "widened": state.plan.what == "cards" and assign.bounds(session, state).widened,
        "hand": assign.takes_hand(state),
        "listing": state.plan.takes_list and state.phase not in (Phase.CARRIED, Phase.SKIPPED),
        "list": sorted(
            [session.seats[person].seat.no, number(session, table)]
            for person, table in state.draft.people.items()
            if state.plan.takes_list
        ),
        "seating": (seating_view if shown else drafted_view)(session, state) if state.plan.takes_list else None,
        "moves": len(assign.moves(session, state)),
    }


def _score(session: Session, state: RoundState) -> View:
    score = assignment.score(session, state)
    return {
        "total": score.total,
        "got": list(score.got),
        "without": [number(session, table) for table in score.without],
        "silent": [number(session, table) for table in score.silent],
    }
