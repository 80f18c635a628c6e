"""Holds every poll against what the bots said: sums, hidden cells, pairs and straws made anew from acknowledgements.

It shares no adding-up with `sessions/polls.py`.  And it reads the file's bytes: after the seal no two neighbouring
answers of anybody's sheet stand in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from rehearsal.ledger import Ledger, Said
from sessions.events import Count, PollSealed
from sessions.questionnaire import bands, options, questions
from sessions.scenario import PollRound, Question
from sessions.session import RoundState, Session

Sheets = dict[str, Mapping[str, Any]]


def sheets_of(ledger: Ledger) -> dict[str, Sheets]:
    """Round → seat → the last sheet that was acknowledged and not taken out again."""
    found: dict[str, Sheets] = {}
    for said in ledger.accepted:
        if said.name == "answer_poll":
            found.setdefault(said.payload["round"], {})[said.seat] = said.payload["answers"]
        elif said.name == "forget_answers":
            found.get(said.payload["round"], {}).pop(said.seat, None)
    return found


def unlike_said(session: Session, ledger: Ledger) -> Iterator[str]:
    """Where a poll published something else than the bots said."""
    said = sheets_of(ledger)
    for state in session.rounds.values():
        sealed, plan = state.poll.sealed, state.plan
        if not isinstance(plan, PollRound) or sealed is None:
            continue
        sheets = said.get(state.id, {})
        own = {seat: answers for seat, answers in sheets.items() if not seat.startswith("g")}
        guests = {seat: answers for seat, answers in sheets.items() if seat.startswith("g")}
        least = plan.min_cell if plan.electors == "person" and plan.min_cell > 1 else 0
        yield from _unlike(session, state, plan, sealed.count, own, least)
        if sealed.guests is not None:
            yield from _unlike(session, state, plan, sealed.guests, guests, least)
        if plan.pair_with:
            gone = {each.seat for each in ledger.accepted if _forgets(each, state.id)}  # and with it both halves
            before = {seat: {} if seat in gone else said.get(plan.pair_with, {}).get(seat, {}) for seat in own}
            yield from _pairs_unlike(session, state, plan, sealed, before, own)
    yield from _straws_unlike(session, ledger)


def _forgets(said: Said, round_id: str) -> bool:
    return said.name == "forget_answers" and said.payload["round"] == round_id


def rows_left(session: Session, ledger: Ledger, path: Path) -> Iterator[str]:
    """Sheets of people that can still be read somewhere in the file."""
    parts = [part.read_bytes() for part in path.parent.glob(f"{path.name}*") if part.is_file()]
    said = sheets_of(ledger)
    for state in session.rounds.values():
        if not isinstance(state.plan, PollRound) or state.plan.electors != "person":
            continue
        for seat, answers in said.get(state.id, {}).items():
            asked = [each.id for each in questions(state.plan) if each.id in answers]
            for first, second in pairwise(asked):
                joint = msgspec.json.encode({first: answers[first], second: answers[second]})[1:-1]
                if any(joint in part for part in parts):
                    yield f"{state.id}: two answers of {seat} stand side by side in the file: {joint.decode()}"


def _unlike(
    session: Session, state: RoundState, plan: PollRound, count: Count, sheets: Sheets, least: int
) -> Iterator[str]:
    if count.sheets != len(sheets):
        yield f"{state.id}: {len(sheets)} sheets were acknowledged, {count.sheets} counted"
    for question, published in zip(questions(plan), count.questions, strict=True):
        said = [answers[question.id] for answers in sheets.values() if question.id in answers]
        if question.type == "text":
            if sorted(published.texts) != sorted(said):
                yield f"{state.id}/{question.id}: the texts are not those that were written"
            continue
        true = [sum(_falls(question, answer, name) for answer in said) for name in _names(session, question)]
        cells = list(published.cells.values())
        for number, (low, high) in zip(true, cells, strict=True):
            if not low <= number <= high:
                yield f"{state.id}/{question.id}: {number} said so, {low} to {high} is published"
            if sheets and low == high and low < least:
                yield f"{state.id}/{question.id}: a cell of {low} is shown"
        if question.required and question.type != "several" and sum(low != high for low, high in cells) == 1:
            yield f"{state.id}/{question.id}: one hidden cell alone follows from the others"


def _pairs_unlike(
    session: Session, state: RoundState, plan: PollRound, sealed: PollSealed, before: Sheets, after: Sheets
) -> Iterator[str]:
    for pair in sealed.pairs:
        question = next(each for each in questions(plan) if each.id == pair.id)
        both = [
            (before[seat][pair.id], answers[pair.id])
            for seat, answers in after.items()
            if pair.id in before[seat] and pair.id in answers
        ]
        if len(both) != pair.people:
            yield f"{state.id}/{pair.id}: {len(both)} answered both times, {pair.people} are paired"
        names = _names(session, question)
        for was, row in zip(names, pair.table, strict=True):
            for now, (low, high) in zip(names, row, strict=True):
                number = sum(_falls(question, old, was) and _falls(question, new, now) for old, new in both)
                if not low <= number <= high:
                    yield f"{state.id}/{pair.id}: {number} went from {was} to {now}, {low} to {high} is published"


def _straws_unlike(session: Session, ledger: Ledger) -> Iterator[str]:
    last = ledger.last("answer_straw", "straw")
    for straw in session.straws:
        said = Counter(each.payload["choice"] for each in last.values() if each.payload["straw"] == straw.no)
        true = tuple(said[place] for place in range(len(straw.options)))
        if straw.counts != true:
            yield f"straw poll {straw.no}: {true} was said, {straw.counts} is published"


def _names(session: Session, question: Question) -> list[Any]:
    if question.type in ("scale", "number"):
        return list(bands(question))
    return [option.id for option in options(session.scenario, question)]


def _falls(question: Question, answer: Any, name: Any) -> bool:
    match question.type:
        case "several":
            return name in answer
        case "scale" | "number":
            return bool(name[0] <= answer <= name[1])
        case _:
            return bool(answer == name)
