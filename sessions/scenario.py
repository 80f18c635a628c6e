"""The day as data: rounds, their prompts and rules, read from TOML and then frozen.

A scenario is read once, when a session starts; its text goes into the first event, so that a replay knows which
day it replays.  Every complaint names the field by its path, and all that can be found are named at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, ClassVar, Literal, get_args

import msgspec
from msgspec import Meta

from sessions.told import N_, Saying, Translate, said

Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Minutes = Annotated[int, Meta(ge=1, le=600)]

TIE_STEPS = ("breadth", "mean", "include", "draw")
COUNTED = ("top", "per_table", "equal_shares")
AGGREGATES = ("mean", "median", "sum")
GATE = re.compile(r"([a-z][a-z0-9_-]*)\.(mean|median|sum) ?>= ?(\d+(?:\.\d+)?)")
CONSENTS = ("processing", "screen", "transfer", "publish")
SCENARIO_BYTES = 256 * 1024


class ScenarioError(ValueError):
    """The scenario cannot be played. `problems` are sentences, each beginning with the path of a field."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

    def said(self, t: Translate) -> str:
        """The problems as `t` says them."""
        return "\n".join(said(problem, t) for problem in self.problems)


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in a scenario is frozen, and a misspelt key is a complaint, never silence."""


class Words(Strict, frozen=True):
    """One sentence in both languages of the screens; in TOML a bare string stands for both."""

    ru: str
    en: str


class Option(Strict, frozen=True):
    """One choice of a choice field, or a sphere."""

    id: Annotated[str, Meta(min_length=1, max_length=40)]
    label: Words


class Field(Strict, frozen=True):
    """One field of a card. `max_len` is in characters; `options = "spheres"` takes the scenario's spheres."""

    id: Name
    label: Words
    type: Literal["text", "place", "choice"] = "text"
    max_len: Annotated[int, Meta(ge=1, le=500)] = 140
    required: bool = False
    hint: Words | None = None
    options: tuple[Option, ...] | Literal["spheres"] = ()


class Stage(Strict, frozen=True):
    """A part of a round's time, shown as a pill: what the table does now, and for how many minutes."""

    name: Literal["silent", "pairs", "threes", "fours", "subgroups", "round", "write", "choose"]
    minutes: Minutes


class Criterion(Strict, frozen=True):
    """One question about every card of a score vote, answered from `low` to `high` or not at all."""

    id: Name
    label: Words
    low: Annotated[int, Meta(ge=0, le=10)] = 1
    high: Annotated[int, Meta(ge=1, le=10)] = 5
    low_label: Words | None = None
    high_label: Words | None = None


class Diversify(Strict, frozen=True):
    """At most `max` cards with the same value of a field go on."""

    field: Name
    max: Annotated[int, Meta(ge=1, le=100)]


class Carry(Strict, frozen=True):
    """What goes on to the next round. See `carry.py` for what each rule and tie step means."""

    rule: Literal["all", "top", "threshold", "per_table", "equal_shares"] = "all"
    by: str | None = None
    gate: str | None = None
    diversify: Diversify | None = None
    completion: Literal["add1", "none"] = "add1"
    k: Annotated[int, Meta(ge=1, le=500)] | None = None
    min: Annotated[int, Meta(ge=1)] | None = None
    share: Annotated[float, Meta(gt=0, le=1)] | None = None
    tie: tuple[str, ...] = ("breadth", "draw")
    rest: Literal["archive", "administration", "open"] = "archive"


class Quorum(Strict, frozen=True):
    """Below it a result is marked: a share of the people, or a number of tables."""

    person: Annotated[float, Meta(gt=0, le=1)] | None = None
    table: Annotated[int, Meta(ge=1)] | None = None


class Round(Strict, frozen=True, kw_only=True, tag_field="kind"):
    """What every kind of round has."""

    kind: ClassVar[str] = ""
    id: Name
    title: Words
    minutes: Minutes
    prompt: Words | None = None
    how: Words | None = None
    script: Words | None = None
    warn_s: Annotated[int, Meta(ge=0, le=600)] = 120
    grace_s: Annotated[int, Meta(ge=0, le=1800)] = 60
    show: Literal["auto", "prompt"] = "auto"


class InfoRound(Round, frozen=True, kw_only=True, tag="info"):
    """A talk, a break, a move: nothing is asked."""

    kind: ClassVar[str] = "info"
    subtype: Literal["talk", "break", "move"] = "talk"


class GatherRound(Round, frozen=True, kw_only=True, tag="gather"):
    """Tables write cards into a pool; with `parent_pool` each card answers a card of that pool."""

    kind: ClassVar[str] = "gather"
    output: Name
    fields: Annotated[tuple[Field, ...], Meta(min_length=1, max_length=12)]
    parent_pool: Name | None = None
    min_per_table: Annotated[int, Meta(ge=0, le=100)] = 0
    max_per_table: Annotated[int, Meta(ge=1, le=100)] = 5
    stages: tuple[Stage, ...] = ()
    moderate: bool = False
    carry: Carry = Carry()


class VoteRound(Round, frozen=True, kw_only=True, tag="vote"):
    """Electors choose among the cards of a pool.

    `limit` is the marks one ballot may hold, or the dots it has; none means no limit. `cap`: dots on one card.
    With `table_tally` the host of a table counts hands for each card. `weight`: a table's ballot stands for one, or for
    the people seated there. `own`: what a table gives to its own cards counts, is told apart, or does not count.
    """

    kind: ClassVar[str] = "vote"
    input: Name
    output: Name
    electors: Literal["table", "table_tally", "person"]
    method: Literal["approval", "dots", "score"] = "approval"
    limit: Annotated[int, Meta(ge=1, le=100)] | None = None
    cap: Annotated[int, Meta(ge=1, le=100)] | None = None
    criteria: Annotated[tuple[Criterion, ...], Meta(max_length=3)] = ()
    weight: Literal["equal", "seated"] = "equal"
    own: Literal["allow", "report", "exclude"] = "allow"
    carry: Carry = Carry()

    @property
    def by(self) -> str:
        """What a score vote ranks by: as the carry says, or the mean of the first criterion."""
        return self.carry.by or f"{self.criteria[0].id}.mean"


class Role(Strict, frozen=True):
    """A role in an initiative group; `leads` closes the need for a leader."""

    id: Name
    label: Words
    leads: bool = False


class SignupRound(Round, frozen=True, kw_only=True, tag="signup"):
    """People join the initiative they want. A group lives with `floor` people and, if `need_leader`, a leader.

    With `rescue` people may also join what the vote left behind, and with so many of them that lives, too: the vote
    says what comes first, people say what is.
    """

    kind: ClassVar[str] = "signup"
    input: Name
    output: Name
    roles: Annotated[tuple[Role, ...], Meta(min_length=1, max_length=8)]
    floor: Annotated[int, Meta(ge=1, le=100)] = 5
    need_leader: bool = True
    rescue: Annotated[int, Meta(ge=1, le=100)] | None = None
    max_per_person: Annotated[int, Meta(ge=1, le=20)] = 2
    consents: tuple[str, ...] = ("processing", "screen")
    operator: Words | None = None
    carry: Carry = Carry()


AnyRound = InfoRound | GatherRound | VoteRound | SignupRound


class Head(Strict, frozen=True):
    """The `[scenario]` table: the hall this day is made for."""

    id: Name
    title: Words
    tables: Annotated[int, Meta(ge=1, le=60)] = 12
    people: Annotated[int, Meta(ge=0, le=2000)] = 140
    spheres: tuple[Option, ...] = ()
    quorum: Quorum = Quorum()


class Scenario(Strict, frozen=True):
    """A whole day: a head and its rounds in order."""

    scenario: Head
    round: Annotated[tuple[AnyRound, ...], Meta(min_length=1, max_length=100)]

    @property
    def rounds(self) -> tuple[AnyRound, ...]:
        """The rounds in the order of the day."""
        return self.round

    def options(self, field: Field) -> tuple[Option, ...]:
        """The options of a choice field, the scenario's spheres filled in."""
        return self.scenario.spheres if field.options == "spheres" else field.options


def parse(text: str) -> Scenario:
    """The scenario in this TOML text; raises `ScenarioError` with every problem that was found."""
    if len(text.encode()) > SCENARIO_BYTES:
        raise ScenarioError([Saying(N_("scenario: the file is larger than 256 KiB; a day is some ten"))])
    try:
        raw = tomllib.loads(text.removeprefix("\ufeff"))  # Notepad's mark
        scenario = msgspec.convert(_spread(raw), Scenario)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError([_not_toml(str(error))]) from None
    except msgspec.ValidationError as error:
        raise ScenarioError([_path_first(str(error), raw)]) from None
    except RecursionError:
        raise ScenarioError([Saying(N_("scenario: lists stand in lists too deep to be read"))]) from None
    problems = list(_problems(scenario))
    if problems:
        raise ScenarioError(problems)
    return scenario


def _not_toml(error: str) -> Saying:
    """`Invalid value (at line 3, column 7)` → the place first, for it is what a person looks for."""
    if place := re.fullmatch(r"(.+) \(at line (\d+), column (\d+)\)", error):
        what, line, column = place.groups()
        phrase = N_("scenario: this is not valid TOML at line {line}, column {column}: {what}")
        return Saying(phrase, line=line, column=column, what=what)
    return Saying(N_("scenario: this is not valid TOML: {what}"), what=error)


_WORDS = frozenset({"title", "prompt", "how", "script", "label", "hint", "operator", "low_label", "high_label"})
_OPTIONS = frozenset({"spheres", "options", "roles", "criteria"})


def _spread(raw: Any) -> Any:
    """Fill in the short forms of TOML: a bare string for both languages, `"экология"` or `{id, ru, en}` for an
    option, `["silent", 6]` for a stage."""
    if isinstance(raw, list):
        return [_spread(each) for each in raw]
    if not isinstance(raw, dict):
        return raw
    full: dict[str, Any] = {}
    for key, value in raw.items():
        if key in _WORDS and isinstance(value, str):
            full[key] = {"ru": value, "en": value}
        elif key in _OPTIONS and isinstance(value, list):
            full[key] = [_option(each) for each in value]
        elif key == "stages" and isinstance(value, list):
            full[key] = [
                {"name": each[0], "minutes": each[1]} if isinstance(each, list) and len(each) == 2 else each
                for each in value
            ]
        else:
            full[key] = _spread(value)
    return full


def _option(raw: Any) -> Any:
    if isinstance(raw, str):
        return {"id": raw, "label": {"ru": raw, "en": raw}}
    if isinstance(raw, dict) and "label" not in raw and "ru" in raw and "en" in raw:
        rest = {key: value for key, value in raw.items() if key not in ("ru", "en")}
        return {**rest, "label": {"ru": raw["ru"], "en": raw["en"]}}
    return _spread(raw)


_KEY = re.compile("Object (missing required|contains unknown) field `(.+)`")


def _path_first(message: str, raw: dict[str, Any]) -> str:
    """`Expected int, got str - at $.round[3].limit` → `round[3].limit (round "short"): Expected int, got str`."""
    what, _, path = message.partition(" - at `$")
    path = path.strip("`.")
    if key := _KEY.fullmatch(what):
        path = f"{path}.{key[2]}" if path else key[2]
        what = "this key is missing" if key[1] == "missing required" else "this key is not known here"
    elif "matching regex" in what:
        what = "small Latin letters, digits, - and _, a letter first, 40 at most"
    elif path.endswith(".kind"):
        what += f"; the kinds are {', '.join(each.kind for each in get_args(AnyRound))}"
    name = ""
    if path.startswith("round["):
        number = path[6 : path.index("]")]
        rounds = raw.get("round")
        if number.isdigit() and isinstance(rounds, list) and isinstance(rounds[int(number)], dict):
            name = f' (round "{rounds[int(number)].get("id", "?")}")'
    return f"{path}{name}: {what}"


def _problems(scenario: Scenario) -> Iterator[str]:
    """Checks that need the whole day: names once, pools made before they are used, rules that can be carried out."""
    seen: set[str] = set()
    pools: set[str] = set()
    if _repeats(sphere.id for sphere in scenario.scenario.spheres):
        yield "scenario.spheres: two spheres have the same id"
    for number, round_ in enumerate(scenario.rounds):
        if round_.id in seen:
            yield f'round[{number}].id (round "{round_.id}"): another round has this id already'
        seen.add(round_.id)
        for path, what in _round_problems(scenario, round_, pools):
            yield f'round[{number}].{path} (round "{round_.id}"): {what}'
        if not isinstance(round_, InfoRound):
            pools.add(round_.output)


Problem = tuple[str, str]
"""The path of a field inside its round, and what is wrong with it."""


def _round_problems(scenario: Scenario, round_: AnyRound, pools: set[str]) -> Iterator[Problem]:
    match round_:
        case InfoRound():
            return
        case GatherRound():
            if round_.parent_pool and round_.parent_pool not in pools:
                yield "parent_pool", f'no earlier round has the output "{round_.parent_pool}"'
            yield from _gather_problems(scenario, round_)
        case VoteRound():
            if round_.input not in pools:
                yield "input", f'no earlier round has the output "{round_.input}"'
            if round_.electors == "person" and not scenario.scenario.people:
                yield "electors", "people vote here, but scenario.people is 0"
            yield from _vote_problems(round_)
            yield from _carry_problems(round_.carry)
            yield from _rule_problems(scenario, round_)
        case SignupRound():
            if round_.input not in pools:
                yield "input", f'no earlier round has the output "{round_.input}"'
            yield from _signup_problems(round_)
            if round_.rescue is not None and not _leaves_open(scenario, round_.input):
                yield "rescue", f'the vote that makes "{round_.input}" must carry with rest = "open"'
    if round_.output in pools:
        yield "output", f'an earlier round has the output "{round_.output}" already'


def _gather_problems(scenario: Scenario, round_: GatherRound) -> Iterator[Problem]:
    if round_.min_per_table > round_.max_per_table:
        yield "min_per_table", "more than max_per_table"
    if round_.fields[0].type == "choice" or not round_.fields[0].required:
        yield "fields[0]", "the first field is the card's title: it must be a text and required"
    if _repeats(field.id for field in round_.fields):
        yield "fields", "two fields have the same id"
    for place, field in enumerate(round_.fields):
        if field.type == "choice" and not scenario.options(field):
            yield f"fields[{place}].options", "a choice needs options (or the scenario needs spheres)"
        if isinstance(field.options, tuple) and _repeats(option.id for option in field.options):
            yield f"fields[{place}].options", "two options have the same id"
    if sum(stage.minutes for stage in round_.stages) > round_.minutes:
        yield "stages", f"they take longer than the round's {round_.minutes} minutes"
    if round_.carry.rule != "all":
        yield "carry.rule", "a gather round carries all; choosing needs a vote"


def _vote_problems(round_: VoteRound) -> Iterator[Problem]:
    if (round_.method == "score") != bool(round_.criteria):
        yield "criteria", 'belong to the method "score", which needs one at least'
    if _repeats(each.id for each in round_.criteria):
        yield "criteria", "two criteria have the same id"
    for place, each in enumerate(round_.criteria):
        if each.low >= each.high:
            yield f"criteria[{place}].low", "must be less than high"
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
    if _repeats(round_.consents):
        yield "consents", "the same consent stands there twice"
    if "processing" not in round_.consents:
        yield "consents", 'names cannot be kept without "processing"'
    if _repeats(role.id for role in round_.roles):
        yield "roles", "two roles have the same id"
    if round_.need_leader and not any(role.leads for role in round_.roles):
        yield "roles", "a leader is needed, but no role has leads = true"
    if round_.carry.rule != "all":
        yield "carry.rule", "a sign-up carries the groups that live; choosing needs a vote"


def _carry_problems(carry: Carry) -> Iterator[Problem]:
    if carry.rule in COUNTED and carry.k is None:
        yield "carry.k", f'the rule "{carry.rule}" needs to know how many'
    if carry.rule not in COUNTED and carry.k is not None:
        yield "carry.k", "only the rules top, per_table and equal_shares look at it"
    if carry.diversify is not None and carry.rule != "top":
        yield "carry.diversify", 'belongs to the rule "top"'
    if carry.rule == "threshold" and (carry.min is None) == (carry.share is None):
        yield "carry", 'the rule "threshold" needs either min (marks) or share (of the ballots)'
    if carry.rule != "threshold" and (carry.min, carry.share) != (None, None):
        yield "carry", 'min and share belong to the rule "threshold"'
    for place, step in enumerate(carry.tie):
        name, _, number = step.partition(":")
        if name not in TIE_STEPS or (name not in ("include", "mean") and name != step):
            yield f"carry.tie[{place}]", f'"{step}" is not one of breadth, mean:criterion, include:N, draw'
        elif name == "include" and not number.isdecimal():
            yield f"carry.tie[{place}]", 'write include:N with a number, for example "include:9"'
        elif name == "include" and carry.k is not None and int(number) < carry.k:
            yield f"carry.tie[{place}]", f"includes up to {number}, which is less than k = {carry.k}"
        elif name == "draw" and place != len(carry.tie) - 1:
            yield f"carry.tie[{place}]", "nothing can come after the draw"
    if carry.rule in COUNTED and (not carry.tie or carry.tie[-1] != "draw"):
        yield "carry.tie", 'must end with "draw": a tie may never be decided in silence'


def _repeats(ids: Iterable[str]) -> bool:
    known = list(ids)
    return len(set(known)) < len(known)
