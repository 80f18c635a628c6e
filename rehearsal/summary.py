"""The report of a rehearsal in words, for a person at the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from live.words import Translator

MOST = 12


def summary(facts: Mapping[str, Any], words: Translator) -> str:
    """A page that says whether the day would have gone well, and why not."""
    return "\n".join(_lines(facts, words))


def state_of(lives: bool, leaderless: bool, t: Callable[[str], str]) -> str:
    """What has become of a group."""
    if lives:
        return t("circle complete")
    return t("needs a leader") if leaderless else t("short of people")


def _lines(facts: Mapping[str, Any], words: Translator) -> Iterator[str]:
    t, tn = words.t, words.tn
    yield ""
    yield t(
        "{rounds}, {cards}, {ballots}, {sign_ups} in {seconds} s",
        rounds=tn("{n} round", "{n} rounds", facts["rounds"]),
        cards=tn("{n} card", "{n} cards", facts["cards"]),
        ballots=tn("{n} ballot", "{n} ballots", facts["ballots"]),
        sign_ups=tn("{n} sign-up", "{n} sign-ups", facts["sign_ups"]),
        seconds=facts["seconds"],
    )
    yield t("An answer took {p50} ms as a rule, {p99} ms for one in a hundred, {max} ms at most.", **facts["ack_ms"])
    yield t(
        "{wrong} were refused as they should be, {reconnects}, {repeats}.",
        wrong=tn("{n} wrong move", "{n} wrong moves", facts["wrong_moves"]),
        reconnects=tn("{n} line broken and found again", "{n} lines broken and found again", facts["reconnects"]),
        repeats=tn("{n} command sent twice", "{n} commands sent twice", facts["repeats"]),
    )
    if facts["crashes"]:
        yield tn(
            "The server was killed once and went on.", "The server was killed {n} times and went on.", facts["crashes"]
        )
    if facts["way"]:
        yield ""
        yield " → ".join(_step(step, words) for step in facts["way"])
    yield ""
    for row in facts["initiatives"]:
        people = tn("{n} person", "{n} people", row["people"])
        yield f"  {row['title']}: {people}, {state_of(row['lives'], row['leader'] is None, t)}"
    yield ""
    yield t(
        "Lost: {lost}. Doubled: {doubled}. Seen too early: {leaks}. Journal: {journal}.",
        lost=facts["lost"],
        doubled=facts["doubled"],
        leaks=len(facts["leaks"]),
        journal=t("in order") if facts["journal_ok"] else t("BROKEN"),
    )
    for error in [*facts["leaks"], *facts["errors"]][:MOST]:
        yield f"  ! {error}"
    yield t("Session: {file}", file=facts["session"])


def _step(step: Mapping[str, Any], words: Translator) -> str:
    """One station of the funnel: "46 themes", "6 groups, 40 people"."""
    tn, n = words.tn, step["n"]
    match step["kind"]:
        case "merge":
            return tn("{n} theme", "{n} themes", n)
        case "vote":
            return tn("{n} chosen", "{n} chosen", n)
        case "elaborate":
            return tn("{n} sheet", "{n} sheets", n)
        case "signup":
            groups, people = tn("{n} group", "{n} groups", n), tn("{n} person", "{n} people", step["people"])
            return f"{groups}, {people}"
        case _:
            return tn("{n} card", "{n} cards", n)
