"""Polls as screens may know them: the questions, how many have answered, and after the seal what was added up.

Truth flows from the sealed sums to every screen; a sheet of answers goes to nobody, not even to who wrote it.  Texts go
to the hall when the lead has let them on, and to the console before.
"""

from __future__ import annotations

from live.cards import option_view, words
from live.screen import Reading, View
from sessions import attendance, polls, watch
from sessions import events as e
from sessions.phases import Phase
from sessions.questionnaire import bands, cells, options, questions, shared
from sessions.scenario import PollRound, Question, Scenario
from sessions.seat import Seat
from sessions.session import RoundState, Session

ON_WALL = 8
"""Texts that a screen of the hall holds: the last ones let on."""


def questions_view(session: Session, plan: PollRound) -> list[View]:
    """The questions of a poll as they are asked."""
    return [_question(session.scenario, each) for each in questions(plan)]


def poll_view(session: Session, *, whole: bool = False) -> View | None:
    """The poll that the hall is in: turnout, and what was said as far as it may be seen; `whole` with all texts."""
    state = session.round()
    if state is None or not isinstance(state.plan, PollRound):
        return None
    plan = state.plan
    sheets, guests = polls.sheets_in(session, state)
    return {
        "round": state.id,
        "sheets": sheets,
        "of": attendance.heads(session) if plan.electors == "person" else session.tables,
        "guests": guests,
        "result": _result(session, state, plan, whole),
    }


def straw_view(session: Session) -> View | None:
    """The straw poll that the hall sees; numbers before the close only where the lead wished it."""
    straw = polls.shown_straw(session)
    if straw is None:
        return None
    counts, guests = polls.straw_counts(session, straw)
    told = straw.live or straw.counts is not None
    return {
        "no": straw.no,
        "question": straw.question,
        "options": list(straw.options),
        "open": straw.counts is None,
        "live": straw.live,
        "answers": sum(counts),
        "guests": guests,
        "counts": list(counts) if told else None,
    }


def has_answered(reading: Reading, seat: Seat) -> View:
    """Whether a sheet and a straw of this person lie in the open boxes; what they say is on the phone that sent them.

    `kept`: halves of a comparison wait for a later poll, and can be forgotten.
    """
    session = reading.session
    state, straw = session.round(), polls.shown_straw(session)
    asked = state is not None and isinstance(state.plan, PollRound)
    later = polls.later_ones(session, state.id) if state is not None and asked else []
    return {
        "poll": state is not None and asked and reading.boxed(state.id, seat.id) is not None,
        "straw": straw.no if straw and reading.boxed(polls.straw_box(straw.no), seat.id) is not None else None,
        "kept": any(reading.boxed(polls.pair_box(each.id), seat.id) is not None for each in later),
    }


def _question(scenario: Scenario, question: Question) -> View:
    return {
        "id": question.id,
        "label": words(question.label),
        "type": question.type,
        "options": [option_view(option) for option in options(scenario, question)],
        "spheres": question.options == "spheres",
        "limit": question.limit,
        "low": question.low,
        "high": question.high,
        "low_label": words(question.low_label),
        "high_label": words(question.high_label),
        "cells": _bands(question) if question.type in ("scale", "number") else cells(scenario, question),
        "max_len": question.max_len,
        "required": question.required,
    }


def _bands(question: Question) -> list[str]:
    """A band as it is written: «7–8», or the step itself."""
    return [str(start) if start == end else f"{start}–{end}" for start, end in bands(question)]


def _result(session: Session, state: RoundState, plan: PollRound, whole: bool) -> View | None:
    """What was published; of a live poll of tables what they have said so far."""
    sealed = state.poll.sealed
    if sealed is None:
        if plan.reveal != "live" or state.phase in (Phase.PLANNED, Phase.BRIEFING):
            return None
        sheets = list(state.poll.sheets.values())
        now = polls.count(session.scenario, plan, sheets, 0, lambda _: [])
        return {"count": _count(state, now, False, False), "guests": None, "pairs": []}
    return {
        "count": _count(state, sealed.count, False, whole),
        "guests": _count(state, sealed.guests, True, whole) if sealed.guests and sealed.guests.sheets else None,
        "pairs": _pairs(session, state, plan, sealed),
    }


def _count(state: RoundState, count: e.Count, guests: bool, whole: bool) -> View:
    return {
        "sheets": count.sheets,
        "questions": [
            {
                "id": each.id,
                "cells": [list(cell) for cell in each.cells.values()],
                "texts": _texts(state, each, guests, whole),
            }
            for each in count.questions
        ],
    }


def _texts(state: RoundState, count: e.QuestionCount, guests: bool, whole: bool) -> list[View]:
    let = state.poll.let
    if whole:
        return [
            {"no": no, "text": text, "on": (guests, count.id, no) in let, "marks": watch.find(text)}
            for no, text in enumerate(count.texts)
        ]
    on = [{"no": no, "text": text} for no, text in enumerate(count.texts) if (guests, count.id, no) in let]
    return on[-ON_WALL:]


def _pairs(session: Session, state: RoundState, plan: PollRound, sealed: e.PollSealed) -> list[View]:
    """Each question of both polls: what all said before and what they say after, and how the same people changed.

    `people` 0: nobody could be compared.
    """
    earlier = session.rounds.get(plan.pair_with or "")
    if earlier is None or not isinstance(earlier.plan, PollRound) or earlier.poll.sealed is None:
        return []
    before = {each.id: each for each in earlier.poll.sealed.count.questions}
    found = {pair.id: pair for pair in sealed.pairs}
    return [
        {
            "id": each.id,
            "round": {"no": earlier.no, "title": words(earlier.plan.title)},
            "before": [list(cell) for cell in before[each.id].cells.values()],
            "people": found[each.id].people if each.id in found else 0,
            "table": [[list(cell) for cell in row] for row in found[each.id].table] if each.id in found else None,
        }
        for each in shared(earlier.plan, plan)
    ]
