"""What bots answer to a poll, and what a poll does not take: one sheet for a person, a table or a guest."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rehearsal.mistakes import NONE, Mistake
from rehearsal.voices import Voices

View = Mapping[str, Any]
SILENT = 0.12
"""So often a question that may be left out is."""
BELIEVED = 0.55
"""So many take the answer that most of their kind take: a hall has opinions, not dice."""


def sheet(questions: Sequence[View], chance: random.Random, voices: Voices, mark: str) -> dict[str, Any]:
    """A whole sheet. `mark` stands in every text, so that it can be found again wherever it may not be."""
    said: dict[str, Any] = {}
    for question in questions:
        if question["required"] or chance.random() > SILENT:
            said[question["id"]] = _answer(question, chance, voices, mark)
    return said


def wrong(round_: View) -> Iterator[Mistake]:
    """Sheets that the round does not take."""
    asked = round_["questions"]

    def answers(code: str, said: Any, round_id: str = round_["id"]) -> Mistake:
        return Mistake("answer_poll", {"round": round_id, "answers": said}, code)

    yield answers("field.unknown", {NONE: 1})
    yield answers("round.unknown", {}, NONE)
    yield answers("payload.types", ["x"])
    if any(question["required"] for question in asked):
        yield answers("answer.missing", {})
    for question in asked:
        name = question["id"]
        match question["type"]:
            case "single":
                yield answers("choice.unknown", {name: NONE})
            case "several":
                yield answers("choice.unknown", {name: [NONE]})
            case "scale" | "number":
                yield answers("choice.unknown", {name: question["high"] + 1})
                yield answers("choice.unknown", {name: "x"})
            case _:
                yield answers("text.too_long", {name: "ö" * (question["max_len"] + 1)})
        if question["required"]:
            return  # beyond it the missing answer is what is told


def not_asked(round_: View) -> Mistake:
    """Answering where somebody else is asked."""
    return Mistake("answer_poll", {"round": round_["id"], "answers": {}}, "ballot.not_elector")


def _answer(question: View, chance: random.Random, voices: Voices, mark: str) -> Any:
    ids = [option["id"] for option in question["options"]]
    match question["type"]:
        case "single":
            return ids[0] if chance.random() < BELIEVED else chance.choice(ids)
        case "several":
            most = question["limit"] or len(ids)
            return chance.sample(ids, chance.randint(1, min(most, len(ids))))
        case "scale" | "number":
            low, high = question["low"], question["high"]
            return round(chance.triangular(low, high, low + 0.8 * (high - low)))
        case _:
            return f"{mark} {voices.reason(chance)}"[: question["max_len"]].strip()
