"""The rounds of a day, one struct for each kind, with what is theirs alone."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from sessions.scenario.base import Minutes, Name, Option, Strict, Words
from sessions.scenario.carry import Carry
from sessions.scenario.polls import Question
from sessions.scenario.templates import TemplateId


class Round(Strict, frozen=True, kw_only=True, tag_field="kind"):
    """What every kind of round has."""

    kind: ClassVar[str] = ""
    id: Name
    title: Words
    minutes: Minutes
    day: Annotated[int, Meta(ge=1, le=14)] = 1
    prompt: Words | None = None
    how: Words | None = None
    script: Words | None = None
    warn_s: Annotated[int, Meta(ge=0, le=600)] = 120
    grace_s: Annotated[int, Meta(ge=0, le=1800)] = 60
    show: Literal["auto", "prompt"] = "auto"


Lane = Literal["at_once", "delay", "approve"]
"""How a text reaches the hall's screens: by itself at once, by itself after a while, or when the lead lets it on."""


class InfoRound(Round, frozen=True, kw_only=True, tag="info"):
    """A talk, a break, a move, a reveal, which shows the cards of a pool (`input`) on the wall, or a recap, which shows
    by itself what was done before it.

    With `collect_questions` tables and badges ask what they want to hear, with `guests_ask` guests, too. `moderate` is
    the lane of the questions, as in a gather round.
    """

    kind: ClassVar[str] = "info"
    subtype: Literal["talk", "break", "move", "reveal", "recap"] = "talk"
    input: Name | None = None
    collect_questions: bool = False
    guests_ask: bool = False
    moderate: bool | Lane | None = None


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


class Rotation(Strict, frozen=True):
    """A gallery: so many stops, each of so many minutes, and at each another sheet before every table."""

    stops: Annotated[int, Meta(ge=1, le=12)] = 3
    minutes: Minutes = 10


class Grid(Strict, frozen=True):
    """A map: every card stands in one cell."""

    rows: Annotated[tuple[Option, ...], Meta(min_length=1, max_length=8)]
    cols: Annotated[tuple[Option, ...], Meta(min_length=1, max_length=6)]

    @property
    def fields(self) -> tuple[Field, Field]:
        """The cell, as fields of the card. Screens draw a map and say no label."""
        return (
            Field("row", Words("row", "row"), "choice", required=True, options=self.rows),
            Field("col", Words("col", "col"), "choice", required=True, options=self.cols),
        )


class GatherRound(Round, frozen=True, kw_only=True, tag="gather"):
    """Cards are written into a pool; with `parent_pool` each card answers a card of that pool.

    `writers`: tables, or people on their phones. `moderate` is this round's lane (`true`: approve, `false`: at once);
    without it the scenario's. With `authors` a table may say whose card it is, by the badge's number. `assignment`:
    which cards of the parent pool a table may answer: all; only its own, those that it was given or else wrote; or in
    `rotation` those that come to it, one at a stop, and never its own. `grid`: the cells of which each card takes one.
    `bonus`: a task for a table that is ready early. `late`: what becomes of a card that comes after the time; with
    `until_merge` it is taken until the themes made of this pool are carried.
    """

    kind: ClassVar[str] = "gather"
    output: Name
    fields: Annotated[tuple[Field, ...], Meta(min_length=1, max_length=12)]
    parent_pool: Name | None = None
    assignment: Literal["all", "own", "rotation"] = "all"
    rotation: Rotation | None = None
    grid: Grid | None = None
    writers: Literal["table", "person"] = "table"
    max_per_person: Annotated[int, Meta(ge=1, le=20)] = 1
    bonus: Words | None = None
    late: Literal["reject", "grace", "until_merge"] = "grace"
    min_per_table: Annotated[int, Meta(ge=0, le=100)] = 0
    max_per_table: Annotated[int, Meta(ge=1, le=100)] = 5
    stages: tuple[Stage, ...] = ()
    moderate: bool | Lane | None = None
    authors: bool = False
    carry: Carry = Carry()

    @property
    def asked(self) -> tuple[Field, ...]:
        """Everything that stands on a card: the fields, and its cell where there is a map."""
        return (*self.fields, *(self.grid.fields if self.grid else ()))

    @property
    def limit(self) -> int:
        """How many cards one writer has."""
        return self.max_per_person if self.writers == "person" else self.max_per_table


class Reason(Strict, frozen=True):
    """Why a card does not go before the hall, and where it goes instead. Screens have words for the ones below."""

    id: Name
    label: Words | None = None
    to: Literal["archive", "administration"] = "archive"


REASONS = (
    Reason("administration", to="administration"),
    Reason("off_topic"),
    Reason("personal"),
)


class MergeRound(Round, frozen=True, kw_only=True, tag="merge"):
    """The theme team lays cards together that say the same thing, while tables still write or have a break.

    `target`: how many themes are wanted, from and to. `reasons` are why a card may be set aside. With `objections` a
    table may say that its card does not belong where it was put, until a later round works with the themes.
    """

    kind: ClassVar[str] = "merge"
    input: Name
    output: Name
    target: tuple[Annotated[int, Meta(ge=1)], Annotated[int, Meta(ge=1)]] | None = None
    reasons: Annotated[tuple[Reason, ...], Meta(max_length=8)] = REASONS
    objections: bool = True


class Criterion(Strict, frozen=True):
    """One question about every card of a score vote, answered from `low` to `high` or not at all."""

    id: Name
    label: Words
    low: Annotated[int, Meta(ge=0, le=10)] = 1
    high: Annotated[int, Meta(ge=1, le=10)] = 5
    low_label: Words | None = None
    high_label: Words | None = None


class Matrix(Strict, frozen=True):
    """The words in the corners of the field that a score vote with two criteria is shown on.

    Up is more of what the vote ranks by, right more of the other criterion.
    """

    top_right: Words | None = None
    top_left: Words | None = None
    bottom_right: Words | None = None
    bottom_left: Words | None = None


class VoteRound(Round, frozen=True, kw_only=True, tag="vote"):
    """Electors choose among the cards of a pool.

    `limit` is the marks one ballot may hold, or the dots it has; none means no limit. `cap`: dots on one card.
    With `table_tally` the host of a table counts hands for each card. `weight`: a table's ballot stands for one, or for
    the people seated there. `own`: what a table gives to its own cards counts, is told apart, or does not count.
    `reveal`: the whole result at once, or place by place from the last to the first. `runoff_minutes`: how long a
    second vote among cards that stand level takes.
    With two `criteria` the result is shown as a matrix, too; `matrix` names its corners.
    `passing`: where people vote, those without a phone do it on the tablet of their table, let in by the code of their
    badge (`code`) or also by their name (`name`); `none`: no tablet is passed.
    """

    kind: ClassVar[str] = "vote"
    input: Name
    output: Name
    electors: Literal["table", "table_tally", "person"]
    method: Literal["approval", "dots", "score"] = "approval"
    limit: Annotated[int, Meta(ge=1, le=100)] | None = None
    cap: Annotated[int, Meta(ge=1, le=100)] | None = None
    criteria: Annotated[tuple[Criterion, ...], Meta(max_length=3)] = ()
    matrix: Matrix | None = None
    weight: Literal["equal", "seated"] = "equal"
    own: Literal["allow", "report", "exclude"] = "allow"
    reveal: Literal["at_once", "stepped"] = "at_once"
    runoff_minutes: Minutes = 2
    passing: Literal["name", "code", "none"] = "name"
    carry: Carry = Carry()

    @property
    def by(self) -> str:
        """What a score vote ranks by: as the carry says, or the mean of the first criterion."""
        return self.carry.by or f"{self.criteria[0].id}.mean"


class PitchScore(Strict, frozen=True):
    """How the tables grade what they hear; `by` says what the result is ranked by, as a score vote does."""

    criteria: Annotated[tuple[Criterion, ...], Meta(min_length=1, max_length=3)]
    by: str | None = None

    @property
    def ranks_by(self) -> str:
        """What is said, or the mean of the first criterion."""
        return self.by or f"{self.criteria[0].id}.mean"


class PitchRound(Round, frozen=True, kw_only=True, tag="pitch"):
    """Those who work on a card stand up for it, one after another, each on a clock of its own.

    `speak_s` and `qa_s` are the seconds for the speech and the questions after it (0: no questions). `order`: drawn
    from the head of the chain when the round opens, or as the pool has it. With `score` the tables grade what they
    hear, never a card that they hold, and nobody sees a grade until the lead reveals. `reply_fields`: of what the
    administration's answer to each card is made. The cards go on unchanged into `output`, if there is one.
    """

    kind: ClassVar[str] = "pitch"
    input: Name
    output: Name | None = None
    speak_s: Annotated[int, Meta(ge=10, le=3600)] = 180
    qa_s: Annotated[int, Meta(ge=0, le=3600)] = 90
    order: Literal["draw", "declared"] = "draw"
    score: PitchScore | None = None
    reply_fields: Annotated[tuple[Literal["answer", "due", "text"], ...], Meta(max_length=3)] = ()


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


class AssignRound(Round, frozen=True, kw_only=True, tag="assign"):
    """Cards come to tables, or people do.

    Cards: by what tables wish for (`by_bid`, each ranks up to `bids` cards), in turn (`rotate`), or by the lead's hand
    (`manual`). `capacity`: how many tables one card may have, from and to; `per_table`: how many cards a table has.
    Where the hall is not as the plan thought, the bounds give way just so far that no card and no table is left out.
    People: mixed by the check-in desk's list of them (`mixed`; `remix`: so that as few as possible meet again), by a
    list that the organisers paste (`list`), or each to the table of the group that they joined (`by_signup`); then
    `capacity` is how many sit at a table. `balance`: attribute → how much it matters that every table has its share of
    each value; `apart_by`: attributes whose equal values are not to meet. `avoid_repeats_of`: the seating whose pairs
    are not to meet again; all earlier ones where it is not said.
    """

    kind: ClassVar[str] = "assign"
    what: Literal["cards", "people"]
    mode: Literal["by_bid", "rotate", "manual", "list", "by_signup", "mixed", "remix"]
    input: Name | None = None
    output: Name | None = None
    bids: Annotated[int, Meta(ge=1, le=12)] = 3
    capacity: tuple[Annotated[int, Meta(ge=1, le=200)], Annotated[int, Meta(ge=1, le=200)]] | None = None
    per_table: Annotated[int, Meta(ge=1, le=20)] = 1
    balance: dict[Name, Annotated[int, Meta(ge=1, le=10)]] = {}
    apart_by: Annotated[tuple[Name, ...], Meta(max_length=4)] = ()
    avoid_repeats_of: Name | None = None

    @property
    def takes_list(self) -> bool:
        """Is it said of each person where they sit?"""
        return self.mode in ("list", "mixed", "remix")


class PollRound(Round, frozen=True, kw_only=True, tag="poll"):
    """Questions to people or to tables: who is here, how the day was. No card comes of it.

    `questions`: a list, or the name of a ready set. What fewer than `min_cell` people said is hidden, and nobody can
    compute it. `pair_with`: an earlier poll of people; questions with the same id are compared for each person before
    and after. `passing`: as in a vote, whoever has no phone answers on the tablet of their table. With `guests` people
    without a badge answer too, apart from the others: a straw poll. `reveal`: an open poll of tables may be seen while
    it grows.
    """

    kind: ClassVar[str] = "poll"
    electors: Literal["person", "table"] = "person"
    questions: Annotated[tuple[Question, ...], Meta(min_length=1, max_length=12)] | Name
    min_cell: Annotated[int, Meta(ge=1, le=50)] = 5
    pair_with: Name | None = None
    passing: Literal["name", "code", "none"] = "name"
    guests: bool = False
    reveal: Literal["on_close", "live"] = "on_close"


class ElaborateRound(Round, frozen=True, kw_only=True, tag="elaborate"):
    """Tables work their cards out: one sheet for each card, by the fields of a template, through all such rounds.

    `required`: fields without which a sheet is incomplete, besides those of the template. `show_comments`: the pool of
    a gather round whose cards stand beside the sheet that they answer, to be taken up or not. `base_version` tells
    people which version they begin with; it is always the latest one. The cards go on, with `output` as a new pool.
    """

    kind: ClassVar[str] = "elaborate"
    input: Name
    template: TemplateId
    output: Name | None = None
    required: Annotated[tuple[Name, ...], Meta(max_length=40)] = ()
    show_comments: Name | None = None
    base_version: Annotated[int, Meta(ge=1, le=100)] | None = None


AnyRound = (
    InfoRound
    | GatherRound
    | MergeRound
    | VoteRound
    | AssignRound
    | ElaborateRound
    | PitchRound
    | PollRound
    | SignupRound
)


def input_of(plan: AnyRound) -> str | None:
    """The pool without which this round cannot be played."""
    match plan:
        case MergeRound(input=pool) | VoteRound(input=pool) | PitchRound(input=pool) | SignupRound(input=pool):
            return pool
        case InfoRound(input=pool) | AssignRound(input=pool) | ElaborateRound(input=pool):
            return pool
        case GatherRound(parent_pool=pool):
            return pool
        case _:
            return None
