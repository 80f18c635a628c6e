"""The questions of a poll: from the scenario, or from a ready set in `data/questions.toml`, and how answers fall into
the cells of a result.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from sessions.scenario import Option, PollRound, Question, Scenario

DATA = Path(__file__).with_name("data") / "questions.toml"
Answer = int | str | tuple[str, ...]
"""A number on a scale, an option or a text, or several options."""
Answers = Mapping[str, Answer]
STEPS = 7
"""A scale of more steps is shown in bands."""
BANDS = 5


@cache
def ready_sets() -> dict[str, tuple[Question, ...]]:
    """Name → questions of the sets that come with Veche."""
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {name: tuple(_question(each) for each in of["questions"]) for name, of in raw.items()}


def questions(plan: PollRound) -> tuple[Question, ...]:
    """The questions of a round; none if it names a set that there is not."""
    return ready_sets().get(plan.questions, ()) if isinstance(plan.questions, str) else plan.questions


def options(scenario: Scenario, question: Question) -> tuple[Option, ...]:
    """The options of a choice, the scenario's spheres filled in."""
    return scenario.scenario.spheres if question.options == "spheres" else question.options


def bands(question: Question) -> list[tuple[int, int]]:
    """From and to of each band of a scale or number: as the scenario says, or each step, or five of about one size."""
    low, high = question.low, question.high
    starts = [low, *question.bands]
    if not question.bands:
        width = 1 if high - low < STEPS else -(-(high - low + 1) // BANDS)
        starts = list(range(low, high + 1, width))
    return [(start, end - 1) for start, end in zip(starts, [*starts[1:], high + 1], strict=True)]


def cells(scenario: Scenario, question: Question) -> list[str]:
    """The ids of the cells into which the answers to a question fall; a text has none."""
    match question.type:
        case "single" | "several":
            return [option.id for option in options(scenario, question)]
        case "scale" | "number":
            return [f"{start}-{end}" for start, end in bands(question)]
        case _:
            return []


def cell_of(question: Question, answer: Answer | None) -> str | None:
    """The cell of an answer to a question that takes one; None: not answered."""
    if answer is None or isinstance(answer, str):
        return answer
    assert isinstance(answer, int)
    return next(f"{start}-{end}" for start, end in bands(question) if start <= answer <= end)


def shared(before: PollRound, after: PollRound) -> list[Question]:
    """The questions of `after` that can be compared with `before`: the same id, and the same cells."""
    known = {each.id: each for each in questions(before)}
    return [each for each in questions(after) if each.id in known and _is_same(each, known[each.id])]


def _is_same(one: Question, other: Question) -> bool:
    if one.type != other.type or one.type in ("text", "several"):
        return False
    if one.type == "single":
        return one.options == other.options
    return bands(one) == bands(other)


def _question(raw: dict[str, Any]) -> Question:
    if isinstance(raw.get("options"), list):
        raw = raw | {
            "options": [{"id": each["id"], "label": {"ru": each["ru"], "en": each["en"]}} for each in raw["options"]]
        }
    return msgspec.convert(raw, Question)
