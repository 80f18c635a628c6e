"""What has been done so far, for the screens: the funnel in numbers, and what the hall chose last."""

from __future__ import annotations

from live.cards import card_view, words
from live.screen import View
from sessions.funnel import chosen, funnel
from sessions.session import RoundState, Session


def recap_view(session: Session, state: RoundState) -> View:
    """`{steps: [{round, kind, title, n, people}], chosen: {title, cards}}`, of everything before this round."""
    last = chosen(session, state)
    return {
        "steps": [
            {
                "round": step.round,
                "kind": session.rounds[step.round].plan.kind,
                "title": words(session.rounds[step.round].plan.title),
                "n": len(step.cards),
                "people": step.people,
            }
            for step in funnel(session, state)
        ],
        "chosen": last
        and {
            "title": words(last.plan.title),
            "cards": [
                card_view(session, card)
                for card in session.standing(session.pools.get(getattr(last.plan, "output", ""), ()))
            ],
        },
    }
