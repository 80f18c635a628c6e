"""What is wrong with a round of writing: fields that cannot be filled, no sheets to show, late cards for nobody."""

from __future__ import annotations

from collections.abc import Iterator

from sessions.flaws.base import Problem, repeats
from sessions.scenario import GatherRound, MergeRound, Scenario
from sessions.told import N_, Saying


def problems(scenario: Scenario, round_: GatherRound) -> Iterator[Problem]:
    """Each complaint of a gather round, with the path of its field."""
    if round_.min_per_table > round_.max_per_table:
        yield "min_per_table", Saying(N_("more than max_per_table"))
    yield from _field_problems(scenario, round_)
    if sum(stage.minutes for stage in round_.stages) > round_.minutes:
        yield "stages", Saying(N_("they take longer than the round's {n} minutes"), n=round_.minutes)
    yield from _assignment_problems(round_)
    yield from _writer_problems(scenario, round_)
    if round_.late == "until_merge" and not any(
        isinstance(each, MergeRound) and each.input == round_.output for each in scenario.rounds
    ):
        yield "late", Saying(N_('until_merge: no merge round has the input "{pool}"'), pool=round_.output)
    if round_.carry.rule not in ("all", "per_table"):
        yield (
            "carry.rule",
            Saying(N_('a gather round carries "all", or "per_table" what each table marks; choosing needs a vote')),
        )


def _field_problems(scenario: Scenario, round_: GatherRound) -> Iterator[Problem]:
    if round_.fields[0].type == "choice" or not round_.fields[0].required:
        yield "fields[0]", Saying(N_("the first field is the card's title: it must be a text and required"))
    if repeats(field.id for field in round_.fields):
        yield "fields", Saying(N_("two fields have the same id"))
    for place, field in enumerate(round_.fields):
        if field.type == "choice" and not scenario.options(field):
            yield f"fields[{place}].options", Saying(N_("a choice needs options (or the scenario needs spheres)"))
        if isinstance(field.options, tuple) and repeats(option.id for option in field.options):
            yield f"fields[{place}].options", Saying(N_("two options have the same id"))
    if round_.grid is None:
        return
    for place, field in enumerate(round_.fields):
        if field.id in ("row", "col"):
            yield f"fields[{place}].id", Saying(N_("row and col are the card's cell in the grid"))
    for name, options in (("rows", round_.grid.rows), ("cols", round_.grid.cols)):
        if repeats(option.id for option in options):
            yield f"grid.{name}", Saying(N_("two {name} have the same id"), name=name)


def _assignment_problems(round_: GatherRound) -> Iterator[Problem]:
    if round_.assignment == "own" and round_.parent_pool is None:
        yield (
            "assignment",
            Saying(N_("a table's own cards are those of the parent_pool that it was given: name that pool")),
        )
    if round_.assignment == "rotation" and round_.parent_pool is None:
        yield "assignment", Saying(N_("in rotation go the cards of the parent_pool: name that pool"))
    if (round_.assignment == "rotation") != (round_.rotation is not None):
        yield (
            "rotation",
            Saying(N_('belongs to assignment = "rotation", which needs to know how many stops of how many minutes')),
        )
    elif round_.rotation is not None and round_.rotation.stops * round_.rotation.minutes > round_.minutes:
        yield "rotation", Saying(N_("the stops take longer than the round's {minutes} minutes"), minutes=round_.minutes)


def _writer_problems(scenario: Scenario, round_: GatherRound) -> Iterator[Problem]:
    if round_.writers == "table":
        if round_.max_per_person != 1:
            yield "max_per_person", Saying(N_('belongs to writers = "person"'))
        return
    if not scenario.scenario.people:
        yield "writers", Saying(N_("people write here, but scenario.people is 0"))
    if round_.assignment != "all":
        yield "assignment", Saying(N_("where people write, each may answer all cards"))
    if round_.authors:
        yield "authors", Saying(N_("where people write, a card's author is known"))
    if round_.carry.rule == "per_table":
        yield "carry.rule", Saying(N_("where people write, no table marks its best"))
