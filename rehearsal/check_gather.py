"""Holds rounds of writing against their own rules: who saw which sheet, where late cards went, whose best went on.

Nothing that the server drew is believed: the schedule is counted anew, and marks are those that were acknowledged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from rehearsal.ledger import Ledger
from sessions.cards import CardState
from sessions.scenario import GatherRound
from sessions.session import RoundState, Session
from sessions.themes import authors


def misplaced(session: Session, ledger: Ledger, held: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[str]:
    """What does not fit of every round of writing that was carried. `held`: who held which card when it was drawn."""
    marks = {(s.payload["round"], s.seat): s.payload["cards"] for s in ledger.accepted if s.name == "choose_best"}
    for state in session.rounds.values():
        plan = state.plan
        if not isinstance(plan, GatherRound) or state.phase != "carried":
            continue
        if plan.assignment == "rotation":
            yield from _gallery(session, state, held.get(state.id, {}))
        if plan.carry.rule == "per_table":
            yield from _best(session, state, plan, marks)
        elif plan.late == "until_merge":
            gone_on = {*session.pools[plan.output]}
            live = {card.id for card in session.round_cards(state.id) if card.state is CardState.LIVE}
            yield from (f"{plan.id}: {card} came and is not in the pool" for card in sorted(live - gone_on))


def _gallery(session: Session, state: RoundState, held: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    stops = state.gathering.stops
    seen: Counter[str] = Counter()
    for no in range(1, session.tables + 1):
        looks = [stop[f"t{no}"] for stop in stops if f"t{no}" in stop]
        seen.update(looks)
        if len({*looks}) < len(looks):
            yield f"{state.id}: table {no} saw a sheet twice"
        own = [card for card in looks if f"t{no}" in (held.get(card) or authors(session, session.cards[card]))]
        if own:
            yield f"{state.id}: table {no} saw its own sheet"
    counts = [seen[card] for card in state.taken.cards] if state.taken else []
    if counts and len(counts) > len(stops) and max(counts) - min(counts) > 1:
        yield f"{state.id}: sheets were seen by {min(counts)} to {max(counts)} tables"
    for card in session.round_cards(state.id):
        if card.parent not in {stop.get(card.table) for stop in stops[: state.gathering.stop]}:
            yield f"{state.id}: {card.id} comments on a sheet that never came to {card.table}"


def _best(
    session: Session, state: RoundState, plan: GatherRound, marks: dict[tuple[str, str], list[str]]
) -> Iterator[str]:
    passed = {*session.pools[plan.output]}
    for no in range(1, session.tables + 1):
        live = [c.id for c in session.round_cards(state.id, f"t{no}") if c.state is CardState.LIVE]
        marked = [card for card in live if card in marks.get((plan.id, f"t{no}"), [])]
        should = {*(marked or live)[: plan.carry.k]}
        if passed & {*live} != should:
            yield f"{plan.id}: of table {no} went on {sorted(passed & {*live})}, and it should be {sorted(should)}"
