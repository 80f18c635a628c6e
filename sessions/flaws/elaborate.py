"""What is wrong with a round of sheets, or with a template of the scenario."""

from __future__ import annotations

from collections.abc import Iterator

from sessions.flaws.base import Problem, repeats
from sessions.scenario import ElaborateRound, GatherRound, Scenario, SheetField, Template
from sessions.templates import known
from sessions.told import N_, Saying

LETTERS = 7000
"""So many letters at most a sheet has, or a tablet could not send a full one: a message has 16 KB, and a
Cyrillic letter takes two bytes."""
SHORT = 12
"""Letters of a number or a date."""


def elaborate_problems(scenario: Scenario, round_: ElaborateRound, pools: set[str]) -> Iterator[Problem]:
    """What this round cannot be played with."""
    if round_.input not in pools:
        yield "input", Saying(N_('no earlier round has the output "{pool}"'), pool=round_.input)
    templates = known(scenario)
    if round_.template not in templates:
        yield (
            "template",
            Saying(
                N_('there is no template "{template}"; there are {values}'),
                template=round_.template,
                values=", ".join(templates),
            ),
        )
    else:
        fields = {each.id for each in templates[round_.template].field}
        for place, each in enumerate(round_.required):
            if each not in fields:
                yield (
                    f"required[{place}]",
                    Saying(
                        N_('the template "{template}" has no field "{field}"'), template=round_.template, field=each
                    ),
                )
    if round_.show_comments is not None and not _comments(scenario, round_, pools):
        yield "show_comments", Saying(N_("name the output of an earlier gather round with a parent_pool"))


def template_problems(scenario: Scenario, template: Template) -> Iterator[Problem]:
    """What a template asks that nobody could fill in."""
    first = template.field[0]
    if first.type not in ("text", "place") or not first.required or first.fills is not None:
        yield "field[0]", Saying(N_("the first field is the sheet's title: it must be a text and required"))
    if repeats(each.id for each in template.field):
        yield "field", Saying(N_("two fields have the same id"))
    for place, field in enumerate(template.field):
        if (field.type == "rows") != bool(field.columns):
            yield f"field[{place}].columns", Saying(N_('belong to the type "rows", which needs one at least'))
        if repeats(each.id for each in field.columns):
            yield f"field[{place}].columns", Saying(N_("two columns have the same id"))
        for path, each in [(f"field[{place}]", field)] + [
            (f"field[{place}].columns[{no}]", column) for no, column in enumerate(field.columns)
        ]:
            if each.type == "choice" and not scenario.options(each):
                yield f"{path}.options", Saying(N_("a choice needs options (or the scenario needs spheres)"))
            if isinstance(each.options, tuple) and repeats(option.id for option in each.options):
                yield f"{path}.options", Saying(N_("two options have the same id"))
    if (letters := sum(_letters(each) for each in template.typed)) > LETTERS:
        yield (
            "field",
            Saying(
                N_("a full sheet would have {letters} letters, and {most} can be sent"),
                letters=letters,
                most=LETTERS,
            ),
        )


def _comments(scenario: Scenario, round_: ElaborateRound, pools: set[str]) -> bool:
    maker = next((each for each in scenario.rounds if getattr(each, "output", None) == round_.show_comments), None)
    return round_.show_comments in pools and isinstance(maker, GatherRound) and maker.parent_pool is not None


def _letters(field: SheetField) -> int:
    if field.type == "rows":
        row = sum(each.max_len if each.type == "text" else SHORT for each in field.columns)
        return field.rows * (row + 4 * len(field.columns))
    return field.max_len if field.type in ("text", "long", "place") else SHORT
