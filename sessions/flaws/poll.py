"""What is wrong with a poll: sets that there are not, questions that cannot be answered, a pair that is none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sessions.flaws.base import Problem, repeats
from sessions.questionnaire import options, questions, ready_sets, shared
from sessions.scenario import PollRound, Question, Scenario
from sessions.told import N_, Saying


def poll_problems(scenario: Scenario, round_: PollRound) -> Iterator[Problem]:
    """The problems of one poll."""
    if isinstance(round_.questions, str) and round_.questions not in ready_sets():
        yield (
            "questions",
            Saying(
                N_('"{questions}" is not one of {values}'), questions=round_.questions, values=", ".join(ready_sets())
            ),
        )
        return
    asked = questions(round_)
    if repeats(each.id for each in asked):
        yield "questions", Saying(N_("two questions have the same id"))
    for place, question in enumerate(asked):
        for path, what in _question_problems(scenario, question):
            yield f"questions[{place}].{path}", what
    if round_.electors == "person" and not scenario.scenario.people:
        yield "electors", Saying(N_("people answer here, but scenario.people is 0"))
    if round_.electors == "table" and round_.guests:
        yield "guests", Saying(N_("belong to a poll of people"))
    if round_.electors == "person" and round_.reveal == "live":
        yield (
            "reveal",
            Saying(N_("whoever watches a poll of people grow sees what each one says; show it on the close")),
        )
    if round_.pair_with is not None:
        yield from _pair_problems(scenario, round_)


def _question_problems(scenario: Scenario, question: Question) -> Iterator[Problem]:
    known = options(scenario, question)
    if question.type in ("single", "several"):
        if len(known) < 2:
            yield "options", Saying(N_("a choice needs two options at least (or the scenario needs spheres)"))
        if repeats(option.id for option in known):
            yield "options", Saying(N_("two options have the same id"))
    elif question.options:
        yield "options", Saying(N_('belong to the types "single" and "several"'))
    if question.limit is not None and question.type != "several":
        yield "limit", Saying(N_('belongs to the type "several"'))
    if question.required and question.type == "several":
        # What everybody ticked one of has a sum that everybody knows, and a hidden option could be computed from it.
        yield "required", Saying(N_('of the type "several" nothing may be required: add the option "None of these"'))
    if question.type in ("scale", "number"):
        if question.low >= question.high:
            yield "low", Saying(N_("must be less than high"))
        edges = (question.low, *question.bands, question.high + 1)
        if any(one >= other for one, other in pairwise(edges)):
            yield "bands", Saying(N_("must rise, above low and up to high"))
        if question.type == "scale" and question.high - question.low > 10:
            yield "high", Saying(N_('a scale has eleven steps at most; take the type "number"'))
    elif question.bands:
        yield "bands", Saying(N_('belong to the types "scale" and "number"'))


def _pair_problems(scenario: Scenario, round_: PollRound) -> Iterator[Problem]:
    ids = [each.id for each in scenario.rounds]
    earlier = next((each for each in scenario.rounds[: ids.index(round_.id)] if each.id == round_.pair_with), None)
    if not isinstance(earlier, PollRound):
        yield "pair_with", Saying(N_('no earlier poll has the id "{pair_with}"'), pair_with=round_.pair_with)
    elif "table" in (earlier.electors, round_.electors):
        yield "pair_with", Saying(N_("only two polls of people can be compared"))
    elif not shared(earlier, round_):
        yield "pair_with", Saying(N_("the two polls have no question in common: the same id and the same options"))
