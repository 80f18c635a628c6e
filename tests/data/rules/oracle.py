"""Made `golden.json`: profiles and what other people's programmes say of them. Not run by the tests.

    python -m venv oracle && oracle/bin/pip install pref_voting==1.18.2 pabutools==1.2.3
    oracle/bin/python tests/data/rules/oracle.py > tests/data/rules/golden.json

pref_voting counts approval, dots (as a sum of grades), means and medians; pabutools applies equal shares at unit cost:
irresolute on the small profiles, so that every tie shows, and on the large ones resolute by the order of the cards.
"""

from __future__ import annotations

import csv
import json
import random
from fractions import Fraction
from pathlib import Path
from typing import Any

from pabutools.election import ApprovalBallot, ApprovalProfile, Cardinality_Sat, Instance, Project
from pabutools.rules import method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule
from pref_voting.grade_profiles import GradeProfile

BG2050 = Path(__file__).parent.parent / "bg2050"


def main() -> None:
    chance = random.Random(2050)
    profiles: list[dict[str, Any]] = []
    for no in range(18):
        profiles.append(shares(f"small {no}", *approvals(chance, 3 + no % 4, 2 + no % 4), 1 + no % 3, small=True))
    for no, (cards, voters, k) in enumerate([(12, 140, 7), (24, 138, 12), (40, 400, 8), (20, 97, 6), (36, 140, 10)]):
        profiles.append(shares(f"hall {no}", *approvals(chance, cards, voters), k, small=False))
    profiles.append(shares("bg2050", *residents(40), 10, small=False))
    for no in range(12):
        profiles.append(graded(f"grades {no}", chance, 3 + no % 9, 5 + 11 * (no % 4), 1, 5))
    for no in range(8):
        profiles.append(graded(f"dots {no}", chance, 4 + no, 12 + 20 * (no % 3), 0, 4))
    print(json.dumps(profiles, ensure_ascii=False, separators=(",", ":")).replace('{"name"', '\n{"name"'))


def approvals(chance: random.Random, cards: int, voters: int) -> tuple[list[str], list[list[str]]]:
    """Voters who mark up to six cards, some of them liked by many."""
    names = [f"c{no}" for no in range(1, cards + 1)]
    liked = [chance.gammavariate(1.2, 1) for _ in names]
    ballots = []
    for _ in range(voters):
        marks: set[str] = set()
        for _ in range(chance.randint(0, 6)):
            marks.add(chance.choices(names, liked)[0])
        ballots.append(sorted(marks))
    return names, ballots


def residents(most: int) -> tuple[list[str], list[list[str]]]:
    """The statements of bg2050 that most residents voted on, and their agreements."""
    with (BG2050 / "votes.csv").open(encoding="utf-8", newline="") as file:
        latest = {(row["voter-id"], row["comment-id"]): int(row["vote"]) for row in csv.DictReader(file)}
    asked: dict[str, int] = {}
    for _, statement in latest:
        asked[statement] = asked.get(statement, 0) + 1
    names = sorted(sorted(asked, key=int), key=lambda each: -asked[each])[:most]
    voters = sorted({voter for voter, _ in latest}, key=int)
    return names, [[each for each in names if latest.get((voter, each)) == 1] for voter in voters]


def shares(name: str, cards: list[str], ballots: list[list[str]], k: int, *, small: bool) -> dict[str, Any]:
    projects = {card: Project(card, 1) for card in cards}
    instance = Instance(projects.values(), budget_limit=k)
    profile = ApprovalProfile([ApprovalBallot([projects[card] for card in ballot]) for ballot in ballots])
    by_order = TieBreakingRule(lambda i, p, project: cards.index(project.name))
    grades = GradeProfile([{card: int(card in ballot) for card in cards} for ballot in ballots], [0, 1])
    made: dict[str, Any] = {
        "name": name,
        "cards": cards,
        "ballots": ballots,
        "k": k,
        "scores": {card: int(grades.sum(card)) for card in cards},
        "bought": names(method_of_equal_shares(instance, profile, Cardinality_Sat, tie_breaking=by_order)),
        "add1": names(
            method_of_equal_shares(
                instance,
                profile,
                Cardinality_Sat,
                tie_breaking=by_order,
                voter_budget_increment=Fraction(1, len(ballots)),
            )
        ),
    }
    if small:
        every = method_of_equal_shares(instance, profile, Cardinality_Sat, resoluteness=False)
        made["every"] = sorted({tuple(sorted(names(each))) for each in every})
    return made


def names(allocation: Any) -> list[str]:
    return [project.name for project in allocation]


def graded(name: str, chance: random.Random, cards: int, voters: int, low: int, high: int) -> dict[str, Any]:
    everything = [f"c{no}" for no in range(1, cards + 1)]
    ballots = [{card: chance.randint(low, high) for card in everything if chance.random() < 0.9} for _ in range(voters)]
    profile = GradeProfile(ballots, list(range(low, high + 1)), candidates=everything)
    return {
        "name": name,
        "cards": everything,
        "grades": ballots,
        "sum": {card: float(profile.sum(card)) for card in everything},
        "mean": {card: float(profile.avg(card)) for card in everything},
        "median": {card: float(profile.median(card, use_lower=False, use_average=True)) for card in everything},
    }


if __name__ == "__main__":
    main()
