"""What no screen may show: looked for in every view of every screen, as it would travel.

A choice that may not be known is looked for by noninterference: the ballots are changed behind the screens, and
whoever sees anything else than before has learnt something.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from app import SCREENS
from live.lineage import lineage_view
from sessions.events import SealedBallot
from sessions.phases import TAKES_COMMANDS, Phase
from sessions.scenario import VoteRound
from sessions.seat import LEAD, SCREEN
from sessions.session import RoundState
from tests.looking import reading_of
from tests.story import Story, seat

Shown = dict[tuple[str, str], str]


def shown(story: Story, names: Iterable[str]) -> Shown:
    """(screen, seat) → its own view as JSON; (screen, "") → the common one; ("lineage", card) → what all may ask."""
    reading = reading_of(story)
    seats = [LEAD, SCREEN, *(seat(name, story.tables) for name in names)]
    views = {(screen.name, ""): screen.common(reading) for screen in SCREENS}
    for screen in SCREENS:
        views |= {(screen.name, each.id): screen.own(reading, each) for each in seats if each.role in screen.roles}
    cards = story.session.cards.values()
    views |= {("lineage", card.id): lineage_view(story.session, card) for card in cards}
    return {where: json.dumps(view, ensure_ascii=False) for where, view in views.items()}


def nobody_learns_a_choice(story: Story, names: Iterable[str]) -> None:
    """Until the reveal no view depends on how anybody voted, but for the voter's own."""
    hidden = [state for state in story.session.rounds.values() if _hidden(state)]
    if not hidden:
        return
    truth = shown(story, names)
    with _voted_otherwise(story, hidden):
        told = shown(story, [])
    for name in names:
        with _voted_otherwise(story, hidden, but=name):
            told |= {where: view for where, view in shown(story, [name]).items() if where[1] == name}
    for where, view in told.items():
        assert view == truth[where], f"{where} shows how somebody voted"


def nobody_sees(views: Shown, secrets: Iterable[str]) -> None:
    """No view holds any of `secrets`."""
    for secret in secrets:
        seers = [where for where, view in views.items() if secret in view]
        assert not seers, f"{secret!r} is shown to {seers}"


def _hidden(state: RoundState) -> bool:
    return isinstance(state.plan, VoteRound) and (state.phase in TAKES_COMMANDS or state.phase is Phase.CLOSED)


@contextmanager
def _voted_otherwise(story: Story, rounds: Iterable[RoundState], but: str = "") -> Iterator[None]:
    """Every ballot is an empty one while this lasts, except that of seat `but`."""
    session, kept = story.session, []
    for state in rounds:
        box = session.boxes.get(state.id, {})
        kept.append((state, state.ballots, state.sealed, state.reach, {handle: b.choices for handle, b in box.items()}))
        state.ballots = {table: choices if table == but else {} for table, choices in state.ballots.items()}
        state.sealed = state.sealed and tuple(SealedBallot(ballot.receipt, {}) for ballot in state.sealed)
        state.reach = {}
        mine = story.desk.handle(state.id, but) if box and but else ""
        for handle, boxed in box.items():
            boxed.choices = boxed.choices if handle == mine else {}
    try:
        yield
    finally:
        for state, state.ballots, state.sealed, state.reach, choices in kept:
            for handle, marks in choices.items():
                session.boxes[state.id][handle].choices = marks
