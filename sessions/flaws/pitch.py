"""What is wrong with a pitch or an info round."""

from __future__ import annotations

from collections.abc import Container, Iterator

from sessions.flaws.base import Problem, repeats
from sessions.scenario import InfoRound, PitchRound
from sessions.told import N_, Saying

AGGREGATES = ("mean", "median", "sum")


def problems(round_: PitchRound, pools: Container[str]) -> Iterator[Problem]:
    """The pool that is pitched, and what the tables grade by."""
    if round_.input not in pools:
        yield "input", Saying(N_('no earlier round has the output "{pool}"'), pool=round_.input)
    if repeats(round_.reply_fields):
        yield "reply_fields", Saying(N_("the same field stands there twice"))
    if round_.score is None:
        return
    criteria = round_.score.criteria
    if repeats(each.id for each in criteria):
        yield "score.criteria", Saying(N_("two criteria have the same id"))
    for place, each in enumerate(criteria):
        if each.low >= each.high:
            yield f"score.criteria[{place}].low", Saying(N_("must be less than high"))
    name, _, how = round_.score.ranks_by.partition(".")
    if name not in {each.id for each in criteria} or how not in AGGREGATES:
        yield (
            "score.by",
            Saying(N_("write criterion.mean, criterion.median or criterion.sum with a criterion of this round")),
        )


def info_problems(round_: InfoRound, pools: Container[str]) -> Iterator[Problem]:
    """A reveal shows the cards of a pool that there is, and questions have settings only where they are collected."""
    if round_.input is not None and round_.input not in pools:
        yield "input", Saying(N_('no earlier round has the output "{pool}"'), pool=round_.input)
    if (round_.subtype == "reveal") != (round_.input is not None):
        yield "input", Saying(N_('belongs to the subtype "reveal", which needs one'))
    if round_.guests_ask and not round_.collect_questions:
        yield "guests_ask", Saying(N_("needs collect_questions = true"))
    if round_.moderate is not None and not round_.collect_questions:
        yield "moderate", Saying(N_("needs collect_questions = true"))
