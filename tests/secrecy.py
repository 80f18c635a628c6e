"""What no screen may show: looked for in every view of every screen, as it would travel.

A choice that may not be known is looked for by noninterference: the ballots are changed behind the screens, and
whoever sees anything else than before has learnt something.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import msgspec

from app import SCREENS
from live.lineage import lineage_view
from live.sheets import public_sheet
from sessions import contests
from sessions.events import SealedBallot
from sessions.outcome import Outcome
from sessions.phases import TAKES_COMMANDS, Phase
from sessions.seat import LEAD, SCREEN
from sessions.session import RoundState, takes_ballots
from tests.looking import reading_of
from tests.story import Story, seat

Shown = dict[tuple[str, str], str]


def shown(story: Story, names: Iterable[str], *, paths: bool = True) -> Shown:
    """(screen, seat) → its own view as JSON; (screen, "") → the common one; ("lineage", card) and ("sheet", card) →
    what all may ask."""
    reading = reading_of(story)
    seats = [LEAD, SCREEN, *(seat(name, story.tables) for name in names)]
    views = {(screen.name, ""): screen.common(reading) for screen in SCREENS}
    for screen in SCREENS:
        views |= {(screen.name, each.id): screen.own(reading, each) for each in seats if each.role in screen.roles}
    cards = story.session.cards.values() if paths else ()
    views |= {("lineage", card.id): lineage_view(story.session, card) for card in cards}
    views |= {("sheet", card.id): public_sheet(reading, card) or {} for card in cards}
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
            told |= {where: view for where, view in shown(story, [name], paths=False).items() if where[1] == name}
    for where, view in told.items():
        assert view == truth[where], f"{where} shows how somebody voted"


def nobody_learns_a_place(story: Story, names: Iterable[str]) -> None:
    """While a result is shown place by place no view but the lead's depends on what is still to come: which card stands
    where, what it got, how anybody voted. Nor does it while a runoff decides what stands level below those places."""
    names = list(names)
    half_told = [state for state in story.session.rounds.values() if _half_told(state)]
    if not half_told:
        return
    truth = shown(story, names)
    with _counted_otherwise(half_told):
        told = shown(story, names)
    for where, view in told.items():
        assert where[0] == "facilitator" or view == truth[where], f"{where} shows a place that was not named yet"


def nobody_learns_a_wish(story: Story, names: Iterable[str]) -> None:
    """Until the reveal no view depends on what any table wishes for, but for its own; after it only the lead's may."""
    names = list(names)
    truth = shown(story, names)
    for state in story.session.rounds.values():
        told = state.phase in (Phase.REVEALED, Phase.CARRIED)
        bids = state.draft.bids
        for table in bids:
            state.draft.bids = {each: tuple(reversed(bid)) if each == table else bid for each, bid in bids.items()}
            for where, view in shown(story, names).items():
                knows = where[1] == table or (where[0] == "facilitator" and told)
                assert knows or view == truth[where], f"{where} shows what {table} wishes for"
        state.draft.bids = bids


def nobody_sees(views: Shown, secrets: Iterable[str]) -> None:
    """No view holds any of `secrets`."""
    for secret in secrets:
        seers = [where for where, view in views.items() if secret in view]
        assert not seers, f"{secret!r} is shown to {seers}"


def _hidden(state: RoundState) -> bool:
    return takes_ballots(state.plan) and (state.phase in TAKES_COMMANDS or state.phase is Phase.CLOSED)


def _half_told(state: RoundState) -> bool:
    """Is there a count of which the hall has not been told everything?"""
    in_runoff = state.contest_kind == "runoff" and state.outcome is None
    return (in_runoff and state.shown is not None) or contests.veil(state) != contests.Veil()


@contextmanager
def _counted_otherwise(rounds: Iterable[RoundState]) -> Iterator[None]:
    """While this lasts the places that are still blank went to other cards with other counts, by other ballots."""
    kept = []
    for state in rounds:
        before = state.past[-1] if state.outcome is None else state
        outcome = before.outcome
        assert outcome is not None
        kept.append((before, outcome, before.sealed, state, state.past))
        veil = contests.veil(state) if state.outcome else contests.Veil(len(outcome.passed))
        hidden = _hidden_cards(outcome, veil)
        other = dict(zip(hidden, hidden[1:] + hidden[:1], strict=True))
        rows = [
            msgspec.structs.replace(row, card=other[row.card], score=row.score + 3, breadth=row.breadth + 1)
            if row.card in other
            else row
            for row in outcome.scores
        ]
        before.outcome = msgspec.structs.replace(
            outcome,
            scores=tuple(rows),
            blank=outcome.blank + 1,
            passed=tuple(other.get(card, card) for card in outcome.passed),
            rest=tuple(other.get(card, card) for card in outcome.rest),
            pending=tuple(other.get(card, card) for card in outcome.pending),
            tie=tuple(
                msgspec.structs.replace(step, values={other.get(card, card): n for card, n in step.values.items()})
                for step in outcome.tie
            ),
        )
        before.sealed = before.sealed and tuple(SealedBallot(ballot.receipt, {}) for ballot in before.sealed)
        if state.outcome is not None:
            state.past = [replace(each, sealed=None, outcome=None) for each in state.past]
    try:
        yield
    finally:
        for before, outcome, sealed, state, past in kept:
            before.outcome, before.sealed, state.past = outcome, sealed, past


def _hidden_cards(outcome: Outcome, veil: contests.Veil) -> list[str]:
    """The cards that the hall has not been told, the first place first."""
    rank = {row.card: (row.rank, place) for place, row in enumerate(outcome.scores)}
    passed = sorted(outcome.passed, key=lambda card: rank[card])[: veil.places]
    return [*passed, *(outcome.pending if veil.level else ()), *(outcome.rest if veil.rest else ())]


@contextmanager
def _voted_otherwise(story: Story, rounds: Iterable[RoundState], but: str = "") -> Iterator[None]:
    """Every ballot is an empty one while this lasts, and every grade another, except those of seat `but`."""
    session, kept = story.session, []
    for state in rounds:
        box = session.boxes.get(state.box, {})
        boxed_before = {handle: b.choices for handle, b in box.items()}
        kept.append((state, state.ballots, state.grades, state.sealed, state.reach, boxed_before))
        state.ballots = {table: choices if table == but else {} for table, choices in state.ballots.items()}
        state.grades = {table: given if table == but else _otherwise(given) for table, given in state.grades.items()}
        state.sealed = state.sealed and tuple(SealedBallot(ballot.receipt, {}) for ballot in state.sealed)
        state.reach = {}
        mine = story.desk.handle(state.box, but) if box and but else ""
        for handle, boxed in box.items():
            boxed.choices = boxed.choices if handle == mine else {}
    try:
        yield
    finally:
        for state, state.ballots, state.grades, state.sealed, state.reach, choices in kept:
            for handle, marks in choices.items():
                session.boxes[state.box][handle].choices = marks


def _otherwise(given: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """Other grades for the same cards: which cards a table has graded by now the lead may count."""
    return {card: {name: (grade + 1) % 6 for name, grade in by.items()} for card, by in given.items()}
