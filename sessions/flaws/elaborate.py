"""What is wrong with a round of sheets, or with a template of the scenario."""

from __future__ import annotations

from collections.abc import Iterator

from sessions.flaws.base import Problem, repeats
from sessions.scenario import ElaborateRound, GatherRound, Scenario, SheetField, Template
from sessions.templates import known

LETTERS = 7000
"""So many letters at most a sheet has, or a tablet could not send a full one: a message has 16 KB, and a
Cyrillic letter takes two bytes."""
SHORT = 12
"""Letters of a number or a date."""


def elaborate_problems(scenario: Scenario, round_: ElaborateRound, pools: set[str]) -> Iterator[Problem]:
    """What this round cannot be played with."""
    if round_.input not in pools:
        yield "input", f'no earlier round has the output "{round_.input}"'
    templates = known(scenario)
    if round_.template not in templates:
        yield "template", f'there is no template "{round_.template}"; there are {", ".join(templates)}'
    else:
        fields = {each.id for each in templates[round_.template].field}
        for place, each in enumerate(round_.required):
            if each not in fields:
                yield f"required[{place}]", f'the template "{round_.template}" has no field "{each}"'
    if round_.show_comments is not None and not _comments(scenario, round_, pools):
        yield "show_comments", "name the output of an earlier gather round with a parent_pool"


def template_problems(scenario: Scenario, template: Template) -> Iterator[Problem]:
    """What a template asks that nobody could fill in."""
    first = template.field[0]
    if first.type not in ("text", "place") or not first.required or first.fills is not None:
        yield "field[0]", "the first field is the sheet's title: it must be a text and required"
    if repeats(each.id for each in template.field):
        yield "field", "two fields have the same id"
    for place, field in enumerate(template.field):
        if (field.type == "rows") != bool(field.columns):
            yield f"field[{place}].columns", 'belong to the type "rows", which needs one at least'
        if repeats(each.id for each in field.columns):
            yield f"field[{place}].columns", "two columns have the same id"
        for path, each in [(f"field[{place}]", field)] + [
            (f"field[{place}].columns[{no}]", column) for no, column in enumerate(field.columns)
        ]:
            if each.type == "choice" and not scenario.options(each):
                yield f"{path}.options", "a choice needs options (or the scenario needs spheres)"
            if isinstance(each.options, tuple) and repeats(option.id for option in each.options):
                yield f"{path}.options", "two options have the same id"
    if (letters := sum(_letters(each) for each in template.typed)) > LETTERS:
        yield "field", f"a full sheet would have {letters} letters, and {LETTERS} can be sent"


def _comments(scenario: Scenario, round_: ElaborateRound, pools: set[str]) -> bool:
    maker = next((each for each in scenario.rounds if getattr(each, "output", None) == round_.show_comments), None)
    return round_.show_comments in pools and isinstance(maker, GatherRound) and maker.parent_pool is not None


def _letters(field: SheetField) -> int:
    if field.type == "rows":
        row = sum(each.max_len if each.type == "text" else SHORT for each in field.columns)
        return field.rows * (row + 4 * len(field.columns))
    return field.max_len if field.type in ("text", "long", "place") else SHORT
