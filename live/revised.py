"""The day that runs, as the editor sees it: its scenario, what of it stays, could another take its place."""

from __future__ import annotations

from typing import Any

import msgspec

from live.words import translator
from sessions import revision
from sessions.phases import Phase
from sessions.refusals import SENTENCES
from sessions.scenario import Scenario
from sessions.session import Session
from sessions.writer import digest

View = dict[str, Any]


def session_view(session: Session) -> View:
    """The scenario as a draft, with its mark. `begun`: rounds that stay; the first `past` of all keep their places."""
    return {"draft": msgspec.to_builtins(session.scenario), "base": digest(session.scenario), **_stays(session)}


def day_view(session: Session, scenario: Scenario | None, lang: str) -> View:
    """`{base, begun, past, same, why}`: is this what is played already, and if it is not, why could it not be?"""
    hindrance = revision.why_not(session, scenario) if scenario else None
    return {
        "base": digest(session.scenario),
        **_stays(session),
        "same": scenario == session.scenario,
        "why": translator(lang).t(SENTENCES[hindrance]) if hindrance else None,
    }


def _stays(session: Session) -> View:
    past = max((state.no for state in session.rounds.values() if state.phase is not Phase.PLANNED), default=0)
    return {"scenario": session.scenario.scenario.id, "begun": sorted(revision.begun(session)), "past": past}
