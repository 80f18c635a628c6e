"""What is wrong with a day that can be read: pools used before they are made, rules that cannot be carried out.

Each complaint is a sentence that begins with the path of its field.
"""

from __future__ import annotations

from collections.abc import Iterator

from sessions.contests import steps
from sessions.flaws import assign, gather, pitch
from sessions.flaws.base import Problem, flaw, keys, repeats
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
    Words,
)
from sessions.told import N_, Saying

TIE_STEPS = ("breadth", "mean", "include", "runoff", "draw")
COUNTED = ("top", "per_table", "equal_shares")
AGGREGATES = ("mean", "median", "sum")
CONSENTS = ("processing", "screen", "transfer", "publish")


def flaws(scenario: Scenario) -> Iterator[str]:
    """Checks that need the whole day: names once, pools made before they are used, rules that can be carried out."""
    seen: set[str] = set()
    pools: set[str] = set()
    if repeats(sphere.id for sphere in scenario.scenario.spheres):
        yield flaw(keys("scenario.spheres"), Saying(N_("two spheres have the same id")))
    if repeats(trait.id for trait in scenario.scenario.traits):
        yield flaw(keys("scenario.traits"), Saying(N_("two of them have the same id")))
    if not _says(scenario.scenario.title):
        yield flaw(keys("scenario.title"), Saying(N_("must not be empty")))
    yield from _day_problems(scenario)
    for number, round_ in enumerate(scenario.rounds):
        if round_.id in seen:
            yield flaw(("round", number, "id"), Saying(N_("another round has this id already")), round_.id)
        seen.add(round_.id)
        if not _says(round_.title):
            yield flaw(("round", number, "title"), Saying(N_("must not be empty")), round_.id)
        for path, what in _round_problems(scenario, round_, pools):
            yield flaw(("round", number, *keys(path)), what, round_.id)
        if output := getattr(round_, "output", None):
            pools.add(output)
    if repeats(each.id for each in scenario.template):
        yield flaw(("template",), Saying(N_("two templates have the same id")))
    for number, template in enumerate(scenario.template):
        for path, what in template_problems(scenario, template):
            yield flaw(("template", number, *keys(path)), what)


def _says(words: Words) -> bool:
    return bool(words.ru.strip() or words.en.strip())


def _day_problems(scenario: Scenario) -> Iterator[str]:
    """The rounds go through the days in order, and every day that has a start has rounds."""
    day = 1
    for number, round_ in enumerate(scenario.rounds):
        if round_.day not in ((1,) if number == 0 else (day, day + 1)):
            what = Saying(N_("days go up one by one from 1, in the order of the rounds"))
            yield flaw(("round", number, "day"), what, round_.id)
        day = round_.day
    if scenario.day and len(scenario.day) != day:
        yield flaw(("day",), Saying(N_("write a start for each of the {n} days, or for none"), n=day))


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
                yield "parent_pool", _no_pool(round_.parent_pool)
            yield from gather.problems(scenario, round_)
            yield from _carry_problems(round_.carry)
        case MergeRound():
            if round_.input not in pools:
                yield "input", _no_pool(round_.input)
            yield from _merge_problems(scenario, round_)
        case VoteRound():
            if round_.input not in pools:
                yield "input", _no_pool(round_.input)
            if round_.electors == "person" and not scenario.scenario.people:
                yield "electors", Saying(N_("people vote here, but scenario.people is 0"))
            yield from _vote_problems(round_)
            yield from _carry_problems(round_.carry)
            yield from _rule_problems(scenario, round_)
        case PitchRound():
            yield from pitch.problems(round_, pools)
        case SignupRound():
            if round_.input not in pools:
                yield "input", _no_pool(round_.input)
            yield from _signup_problems(round_)
            if round_.rescue is not None and not _leaves_open(scenario, round_.input):
                yield (
                    "rescue",
                    Saying(
                        N_('"{pool}" must be the output of a vote that carries with rest = "open"'), pool=round_.input
                    ),
                )
        case AssignRound():
            yield from assign.problems(scenario, round_, pools)
        case ElaborateRound():
            yield from elaborate_problems(scenario, round_, pools)
    if round_.output in pools:
        yield "output", Saying(N_('an earlier round has the output "{pool}" already'), pool=round_.output)


def _no_pool(pool: str) -> Saying:
    return Saying(N_('no earlier round has the output "{pool}"'), pool=pool)


def _merge_problems(scenario: Scenario, round_: MergeRound) -> Iterator[Problem]:
    others = [each for each in scenario.rounds if isinstance(each, MergeRound) and each is not round_]
    if any(each.input == round_.input for each in others):
        yield "input", Saying(N_("another round lays these cards together already"))
    if repeats(reason.id for reason in round_.reasons):
        yield "reasons", Saying(N_("two reasons have the same id"))
    for place, reason in enumerate(round_.reasons):
        if reason.label is None and reason.id not in {each.id for each in REASONS}:
            yield f"reasons[{place}].label", Saying(N_("this reason needs words, in both languages"))
    if round_.target is not None and round_.target[0] > round_.target[1]:
        yield "target", Saying(N_("from must not be more than to"))


def _vote_problems(round_: VoteRound) -> Iterator[Problem]:
    if (round_.method == "score") != bool(round_.criteria):
        yield "criteria", Saying(N_('belong to the method "score", which needs one at least'))
    if repeats(each.id for each in round_.criteria):
        yield "criteria", Saying(N_("two criteria have the same id"))
    for place, each in enumerate(round_.criteria):
        if each.low >= each.high:
            yield f"criteria[{place}].low", Saying(N_("must be less than high"))
    if round_.matrix is not None and len(round_.criteria) != 2:
        yield "matrix", Saying(N_("belongs to a vote with two criteria"))
    if round_.method == "dots" and round_.limit is None:
        yield "limit", Saying(N_('the method "dots" needs to know how many dots a ballot has'))
    if round_.method != "dots" and round_.cap is not None:
        yield "cap", Saying(N_('belongs to the method "dots"'))
    if round_.method == "score" and round_.limit is not None:
        yield "limit", Saying(N_('the method "score" grades every card'))
    if round_.electors == "table_tally" and (round_.method != "approval" or round_.limit is not None):
        yield "method", Saying(N_("where hands are counted the method is approval without a limit"))
    if round_.weight == "seated" and round_.electors != "table":
        yield "weight", Saying(N_("only a table's ballot can stand for the people seated there"))
    if round_.own != "allow" and round_.method == "score" and round_.electors == "person":
        yield (
            "own",
            Saying(N_("a secret ballot of grades does not tell whose it is, so own cards cannot be told apart")),
        )
    if round_.reveal == "stepped" and not steps(round_.carry):
        yield (
            "reveal",
            Saying(N_("places are named one by one only by the rules top (without diversify), threshold and all")),
        )
    if round_.own == "exclude" and round_.method == "score":
        yield "own", Saying(N_('grades are averaged, so "report" is all that can be said of own cards'))


def _rule_problems(scenario: Scenario, round_: VoteRound) -> Iterator[Problem]:
    """What a carry asks of its vote: criteria that there are, a field to diversify by, ballots to share among."""
    carry, criteria = round_.carry, {each.id for each in round_.criteria}
    if carry.by is not None:
        name, _, how = carry.by.partition(".")
        if name not in criteria or how not in AGGREGATES:
            yield (
                "carry.by",
                Saying(N_("write criterion.mean, criterion.median or criterion.sum with a criterion of this round")),
            )
    if carry.gate is not None:
        gate = GATE.fullmatch(carry.gate)
        if gate is None or gate[1] not in criteria:
            yield "carry.gate", Saying(N_('write for example "own_power.median >= 3" with a criterion of this round'))
    for place, step in enumerate(carry.tie):
        name, _, criterion = step.partition(":")
        if name == "mean" and criterion not in criteria:
            yield f"carry.tie[{place}]", Saying(N_("write mean:criterion with a criterion of this round"))
    if carry.rule == "equal_shares" and (round_.method != "approval" or round_.electors == "table_tally"):
        yield "carry.rule", Saying(N_('the rule "equal_shares" needs approval ballots'))
    if carry.diversify is not None and carry.diversify.field not in _fields_of(scenario):
        yield "carry.diversify.field", Saying(N_("no earlier round asks for this field"))


def _leaves_open(scenario: Scenario, pool: str) -> bool:
    return any(
        isinstance(each, VoteRound) and each.output == pool and each.carry.rest == "open" for each in scenario.rounds
    )


def _fields_of(scenario: Scenario) -> set[str]:
    return {field.id for round_ in scenario.rounds if isinstance(round_, GatherRound) for field in round_.fields}


def _signup_problems(round_: SignupRound) -> Iterator[Problem]:
    for place, consent in enumerate(round_.consents):
        if consent not in CONSENTS:
            yield (
                f"consents[{place}]",
                Saying(N_('"{name}" is not one of {values}'), name=consent, values=", ".join(CONSENTS)),
            )
    if repeats(round_.consents):
        yield "consents", Saying(N_("the same consent stands there twice"))
    if "processing" not in round_.consents:
        yield "consents", Saying(N_('names cannot be kept without "processing"'))
    if repeats(role.id for role in round_.roles):
        yield "roles", Saying(N_("two roles have the same id"))
    if round_.need_leader and not any(role.leads for role in round_.roles):
        yield "roles", Saying(N_("a leader is needed, but no role has leads = true"))
    if round_.carry.rule != "all":
        yield "carry.rule", Saying(N_("a sign-up carries the groups that live; choosing needs a vote"))


def _carry_problems(carry: Carry) -> Iterator[Problem]:
    if carry.rule in COUNTED and carry.k is None:
        yield "carry.k", Saying(N_('the rule "{rule}" needs to know how many'), rule=carry.rule)
    if carry.rule not in (*COUNTED, "manual") and carry.k is not None:
        yield "carry.k", Saying(N_("only the rules top, per_table, equal_shares and manual look at it"))
    if carry.diversify is not None and carry.rule != "top":
        yield "carry.diversify", Saying(N_('belongs to the rule "top"'))
    if carry.rule == "threshold" and (carry.min is None) == (carry.share is None):
        yield "carry", Saying(N_('the rule "threshold" needs either min (marks) or share (of the ballots)'))
    if carry.rule != "threshold" and (carry.min, carry.share) != (None, None):
        yield "carry", Saying(N_('min and share belong to the rule "threshold"'))
    for place, step in enumerate(carry.tie):
        name, _, number = step.partition(":")
        if name not in TIE_STEPS or (name not in ("include", "mean") and name != step):
            what = N_('"{step}" is not one of breadth, mean:criterion, include:N, runoff, draw')
            yield f"carry.tie[{place}]", Saying(what, step=step)
        elif name == "include" and not number.isdecimal():
            yield f"carry.tie[{place}]", Saying(N_('write include:N with a number, for example "include:9"'))
        elif name == "include" and carry.k is not None and int(number) < carry.k:
            what = N_("includes up to {n}, which is less than k = {k}")
            yield f"carry.tie[{place}]", Saying(what, n=number, k=carry.k)
        elif name == "draw" and place != len(carry.tie) - 1:
            yield f"carry.tie[{place}]", Saying(N_("nothing can come after the draw"))
        elif name == "runoff" and (carry.rule != "top" or carry.diversify is not None):
            yield f"carry.tie[{place}]", Saying(N_('a runoff belongs to the rule "top" without diversify'))
        elif name == "runoff" and "runoff" in carry.tie[:place]:
            yield f"carry.tie[{place}]", Saying(N_("one runoff is enough: what is still level then is drawn"))
    if carry.rule in COUNTED and (not carry.tie or carry.tie[-1] != "draw"):
        yield "carry.tie", Saying(N_('must end with "draw": a tie may never be decided in silence'))
