"""What is wrong with a day that can be read: pools used before they are made, rules that cannot be carried out.

Each complaint is a sentence that begins with the path of its field.
"""

from __future__ import annotations

from collections.abc import Iterator

from sessions.contests import steps
from sessions.flaws import assign, gather, pitch
from sessions.flaws.base import Problem, repeats
from sessions.flaws.elaborate import elaborate_problems, template_problems
from sessions.flaws.poll import poll_problems
from sessions.scenario import (
    GATE,
    REASONS,
    AnyRound,
    AssignRound,
    Carry,
    ElaborateRound,
    GatherRound,
    InfoRound,
    MergeRound,
    PitchRound,
    PollRound,
    Scenario,
    SignupRound,
    VoteRound,
)

TIE_STEPS = ("breadth", "mean", "include", "runoff", "draw")
COUNTED = ("top", "per_table", "equal_shares")
AGGREGATES = ("mean", "median", "sum")
CONSENTS = ("processing", "screen", "transfer", "publish")


def flaws(scenario: Scenario) -> Iterator[str]:
    """Checks that need the whole day: names once, pools made before they are used, rules that can be carried out."""
    seen: set[str] = set()
    pools: set[str] = set()
    if repeats(sphere.id for sphere in scenario.scenario.spheres):
        yield "scenario.spheres: two spheres have the same id"
    yield from _day_problems(scenario)
    for number, round_ in enumerate(scenario.rounds):
        if round_.id in seen:
            yield f'round[{number}].id (round "{round_.id}"): another round has this id already'
        seen.add(round_.id)
        for path, what in _round_problems(scenario, round_, pools):
            yield f'round[{number}].{path} (round "{round_.id}"): {what}'
        if output := getattr(round_, "output", None):
            pools.add(output)
    if repeats(each.id for each in scenario.template):
        yield "template: two templates have the same id"
    for number, template in enumerate(scenario.template):
        for path, what in template_problems(scenario, template):
            yield f'template[{number}].{path} (template "{template.id}"): {what}'


def _day_problems(scenario: Scenario) -> Iterator[str]:
    """The rounds go through the days in order, and every day that has a start has rounds."""
    day = 1
    for number, round_ in enumerate(scenario.rounds):
        if round_.day not in ((1,) if number == 0 else (day, day + 1)):
            yield f'round[{number}].day (round "{round_.id}"): days go up one by one from 1, in the order of the rounds'
        day = round_.day
    if scenario.day and len(scenario.day) != day:
        yield f"day: write a start for each of the {day} days, or for none"


def _round_problems(scenario: Scenario, round_: AnyRound, pools: set[str]) -> Iterator[Problem]:
    if isinstance(round_, InfoRound):
        yield from pitch.info_problems(round_, pools)
        return
    match round_:
        case PollRound():
            yield from poll_problems(scenario, round_)
            return
        case GatherRound():
            if round_.parent_pool and round_.parent_pool not in pools:
                yield "parent_pool", f'no earlier round has the output "{round_.parent_pool}"'
            yield from gather.problems(scenario, round_)
            yield from _carry_problems(round_.carry)
        case MergeRound():
            if round_.input not in pools:
                yield "input", f'no earlier round has the output "{round_.input}"'
            yield from _merge_problems(scenario, round_)
        case VoteRound():
            if round_.input not in pools:
                yield "input", f'no earlier round has the output "{round_.input}"'
            if round_.electors == "person" and not scenario.scenario.people:
                yield "electors", "people vote here, but scenario.people is 0"
            yield from _vote_problems(round_)
            yield from _carry_problems(round_.carry)
            yield from _rule_problems(scenario, round_)
        case PitchRound():
            yield from pitch.problems(round_, pools)
        case SignupRound():
            if round_.input not in pools:
                yield "input", f'no earlier round has the output "{round_.input}"'
            yield from _signup_problems(round_)
            if round_.rescue is not None and not _leaves_open(scenario, round_.input):
                yield "rescue", f'the vote that makes "{round_.input}" must carry with rest = "open"'
        case AssignRound():
            yield from assign.problems(scenario, round_, pools)
        case ElaborateRound():
            yield from elaborate_problems(scenario, round_, pools)
    if round_.output in pools:
        yield "output", f'an earlier round has the output "{round_.output}" already'


def _merge_problems(scenario: Scenario, round_: MergeRound) -> Iterator[Problem]:
    others = [each for each in scenario.rounds if isinstance(each, MergeRound) and each is not round_]
    if any(each.input == round_.input for each in others):
        yield "input", "another round lays these cards together already"
    if repeats(reason.id for reason in round_.reasons):
        yield "reasons", "two reasons have the same id"
    for place, reason in enumerate(round_.reasons):
        if reason.label is None and reason.id not in {each.id for each in REASONS}:
            yield f"reasons[{place}].label", "this reason needs words, in both languages"
    if round_.target is not None and round_.target[0] > round_.target[1]:
        yield "target", "from must not be more than to"


def _vote_problems(round_: VoteRound) -> Iterator[Problem]:
    if (round_.method == "score") != bool(round_.criteria):
        yield "criteria", 'belong to the method "score", which needs one at least'
    if repeats(each.id for each in round_.criteria):
        yield "criteria", "two criteria have the same id"
    for place, each in enumerate(round_.criteria):
        if each.low >= each.high:
            yield f"criteria[{place}].low", "must be less than high"
    if round_.matrix is not None and len(round_.criteria) != 2:
        yield "matrix", "belongs to a vote with two criteria"
    if round_.method == "dots" and round_.limit is None:
        yield "limit", 'the method "dots" needs to know how many dots a ballot has'
    if round_.method != "dots" and round_.cap is not None:
        yield "cap", 'belongs to the method "dots"'
    if round_.method == "score" and round_.limit is not None:
        yield "limit", 'the method "score" grades every card'
    if round_.electors == "table_tally" and (round_.method != "approval" or round_.limit is not None):
        yield "method", "where hands are counted the method is approval without a limit"
    if round_.weight == "seated" and round_.electors != "table":
        yield "weight", "only a table's ballot can stand for the people seated there"
    if round_.own != "allow" and round_.method == "score" and round_.electors == "person":
        yield "own", "a secret ballot of grades does not tell whose it is, so own cards cannot be told apart"
    if round_.reveal == "stepped" and not steps(round_.carry):
        yield "reveal", "places are named one by one only by the rules top (without diversify), threshold and all"
    if round_.own == "exclude" and round_.method == "score":
        yield "own", 'grades are averaged, so "report" is all that can be said of own cards'


def _rule_problems(scenario: Scenario, round_: VoteRound) -> Iterator[Problem]:
    """What a carry asks of its vote: criteria that there are, a field to diversify by, ballots to share among."""
    carry, criteria = round_.carry, {each.id for each in round_.criteria}
    if carry.by is not None:
        name, _, how = carry.by.partition(".")
        if name not in criteria or how not in AGGREGATES:
            yield "carry.by", "write criterion.mean, criterion.median or criterion.sum with a criterion of this round"
    if carry.gate is not None:
        gate = GATE.fullmatch(carry.gate)
        if gate is None or gate[1] not in criteria:
            yield "carry.gate", 'write for example "own_power.median >= 3" with a criterion of this round'
    for place, step in enumerate(carry.tie):
        name, _, criterion = step.partition(":")
        if name == "mean" and criterion not in criteria:
            yield f"carry.tie[{place}]", "write mean:criterion with a criterion of this round"
    if carry.rule == "equal_shares" and (round_.method != "approval" or round_.electors == "table_tally"):
        yield "carry.rule", 'the rule "equal_shares" needs approval ballots'
    if carry.diversify is not None and carry.diversify.field not in _fields_of(scenario):
        yield "carry.diversify.field", "no earlier round asks for this field"


def _leaves_open(scenario: Scenario, pool: str) -> bool:
    return any(
        isinstance(each, VoteRound) and each.output == pool and each.carry.rest == "open" for each in scenario.rounds
    )


def _fields_of(scenario: Scenario) -> set[str]:
    return {field.id for round_ in scenario.rounds if isinstance(round_, GatherRound) for field in round_.fields}


def _signup_problems(round_: SignupRound) -> Iterator[Problem]:
    for place, consent in enumerate(round_.consents):
        if consent not in CONSENTS:
            yield f"consents[{place}]", f'"{consent}" is not one of {", ".join(CONSENTS)}'
    if repeats(round_.consents):
        yield "consents", "the same consent stands there twice"
    if "processing" not in round_.consents:
        yield "consents", 'names cannot be kept without "processing"'
    if repeats(role.id for role in round_.roles):
        yield "roles", "two roles have the same id"
    if round_.need_leader and not any(role.leads for role in round_.roles):
        yield "roles", "a leader is needed, but no role has leads = true"
    if round_.carry.rule != "all":
        yield "carry.rule", "a sign-up carries the groups that live; choosing needs a vote"


def _carry_problems(carry: Carry) -> Iterator[Problem]:
    if carry.rule in COUNTED and carry.k is None:
        yield "carry.k", f'the rule "{carry.rule}" needs to know how many'
    if carry.rule not in (*COUNTED, "manual") and carry.k is not None:
        yield "carry.k", "only the rules top, per_table, equal_shares and manual look at it"
    if carry.diversify is not None and carry.rule != "top":
        yield "carry.diversify", 'belongs to the rule "top"'
    if carry.rule == "threshold" and (carry.min is None) == (carry.share is None):
        yield "carry", 'the rule "threshold" needs either min (marks) or share (of the ballots)'
    if carry.rule != "threshold" and (carry.min, carry.share) != (None, None):
        yield "carry", 'min and share belong to the rule "threshold"'
    for place, step in enumerate(carry.tie):
        name, _, number = step.partition(":")
        if name not in TIE_STEPS or (name not in ("include", "mean") and name != step):
            yield f"carry.tie[{place}]", f'"{step}" is not one of breadth, mean:criterion, include:N, runoff, draw'
        elif name == "include" and not number.isdecimal():
            yield f"carry.tie[{place}]", 'write include:N with a number, for example "include:9"'
        elif name == "include" and carry.k is not None and int(number) < carry.k:
            yield f"carry.tie[{place}]", f"includes up to {number}, which is less than k = {carry.k}"
        elif name == "draw" and place != len(carry.tie) - 1:
            yield f"carry.tie[{place}]", "nothing can come after the draw"
        elif name == "runoff" and (carry.rule != "top" or carry.diversify is not None):
            yield f"carry.tie[{place}]", 'a runoff belongs to the rule "top" without diversify'
        elif name == "runoff" and "runoff" in carry.tie[:place]:
            yield f"carry.tie[{place}]", "one runoff is enough: what is still level then is drawn"
    if carry.rule in COUNTED and (not carry.tie or carry.tie[-1] != "draw"):
        yield "carry.tie", 'must end with "draw": a tie may never be decided in silence'
