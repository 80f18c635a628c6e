"""The guide to the rules says what the rules do: every example in it is computed again, in both languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sessions import tally
from sessions.carry import About, cut
from sessions.contests import veil
from sessions.outcome import CardScore, Outcome
from sessions.reader import parse
from sessions.scenario import Carry, Criterion, Words
from sessions.session import RoundState
from sessions.tally import Count, Vote
from tests.story import MINI

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
BLOCK = re.compile(r"^## ([^\n]+)\n|```toml\n(.*?)```", re.MULTILINE | re.DOTALL)


def examples(guide: str) -> list[tuple[str, dict[str, Any]]]:
    found, heading = [], ""
    for title, body in BLOCK.findall((DOCS / guide).read_text(encoding="utf-8")):
        heading = title or heading
        if body:
            found.append((heading, tomllib.loads(body)))
    return found


ALL = [(guide, *example) for guide in ("voting.md", "voting.ru.md") for example in examples(guide)]


def count_of(told: dict[str, Any], rule: Carry) -> tuple[Count, About]:
    fields = {card: {"sphere": sphere} for card, sphere in told.get("spheres", {}).items()}
    about = About(fields, told.get("authors", {}))
    if "grades" in told:
        names = told["questions"]
        questions = [Criterion(id=name, label=Words(name, name)) for name in names]
        votes = [
            Vote({}, {card: dict(zip(names, given, strict=True)) for card, given in b.items()}) for b in told["grades"]
        ]
        cards = list(dict.fromkeys(card for ballot in told["grades"] for card in ballot))
        return tally.grades(votes, {}, cards, questions, rule.by or f"{names[0]}.mean"), about
    if "approvals" in told:
        ballots = [frozenset(ballot) for ballot in told["approvals"]]
        cards = list(dict.fromkeys(card for ballot in told["approvals"] for card in ballot))
        count = tally.approval([dict.fromkeys(ballot, 1) for ballot in ballots], {}, cards)
        return count, about._replace(approvals=ballots)
    if "ballots" in told:
        cards = list(dict.fromkeys(card for ballot in told["ballots"] for card in ballot))
        return tally.marks([Vote(ballot) for ballot in told["ballots"]], {}, cards), about
    marks: dict[str, int] = told["marks"]
    reach = {card: [f"t{no}" for no in range(n)] for card, n in told.get("tables", {}).items()}
    most = told.get("of", max(marks.values()))
    votes = [Vote({card: 1 for card, n in marks.items() if no < n}) for no in range(most)]
    return tally.marks(votes, reach, list(marks)), about


def runoff_of(told: dict[str, Any]) -> tuple[CardScore, ...] | None:
    if "runoff" not in told:
        return None
    marks: dict[str, int] = told["runoff"]
    votes = [Vote({card: 1}) for card, n in marks.items() for _ in range(n)]
    return tally.marks(votes, {}, list(marks)).rows


@pytest.mark.parametrize(("guide", "heading", "told"), ALL, ids=[f"{guide}: {heading}" for guide, heading, _ in ALL])
def test_an_example_comes_out_as_it_is_told(guide: str, heading: str, told: dict[str, Any]) -> None:
    rule = msgspec.convert(told["rule"], Carry)
    count, about = count_of(told, rule)
    result = cut(count, rule, about, None, runoff_of(told))
    assert list(result.passed) == told["passes"]
    assert list(result.pending) == told.get("pending", [])
    assert not result.pending or result.waits == told.get("waits", "draw")


@pytest.mark.parametrize("guide", ["voting.md", "voting.ru.md"])
def test_so_many_places_are_named_as_is_told(guide: str) -> None:
    (told,) = [told for _, told in examples(guide) if "shown" in told]
    state = RoundState(parse(MINI).rounds[2], 3, outcome=Outcome(passed=tuple(told["passes"])), shown=told["shown"])
    assert told["passes"][veil(state).places :] == told["named"]


def test_both_guides_tell_of_the_same_rules() -> None:
    english, russian = (examples(guide) for guide in ("voting.md", "voting.ru.md"))
    assert [told["rule"] for _, told in english] == [told["rule"] for _, told in russian]
    assert {told["rule"]["rule"] for _, told in english} >= {"top", "threshold", "per_table", "equal_shares", "manual"}
