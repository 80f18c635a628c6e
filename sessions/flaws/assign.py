"""What is wrong with an assign round: bounds that no hall can keep, and people mixed by what nobody asks of them."""

from __future__ import annotations

from collections.abc import Iterator

from sessions.flaws.base import Problem
from sessions.scenario import AssignRound, Scenario, SignupRound, VoteRound
from sessions.told import N_, Saying

MODES = {"cards": ("by_bid", "rotate", "manual"), "people": ("list", "mixed", "remix", "by_signup")}


def problems(scenario: Scenario, round_: AssignRound, pools: set[str]) -> Iterator[Problem]:
    """Each complaint of an assign round, with the path of its field."""
    if round_.mode not in MODES[round_.what]:
        yield (
            "mode",
            Saying(N_("of {what} it is one of {values}"), what=round_.what, values=", ".join(MODES[round_.what])),
        )
        return
    yield from _mixing_problems(scenario, round_)
    if round_.takes_list:
        for name in ("input", "output"):
            if getattr(round_, name) is not None:
                yield name, Saying(N_("a list of people works on no cards"))
    elif round_.input is None or round_.input not in pools:
        yield "input", Saying(N_('no earlier round has the output "{pool}"'), pool=round_.input or "")
    elif round_.mode == "by_signup" and not _is_of_a_signup(scenario, round_.input):
        yield "input", Saying(N_("people sit by their groups only after a sign-up"))
    if round_.what == "people" and not scenario.scenario.people:
        yield "what", Saying(N_("people are to sit down here, but scenario.people is 0"))
    if round_.capacity is not None and round_.capacity[0] > round_.capacity[1]:
        yield "capacity", Saying(N_("from must not be more than to"))
    elif round_.what == "cards":
        yield from _bounds_problems(scenario, round_)


def _mixing_problems(scenario: Scenario, round_: AssignRound) -> Iterator[Problem]:
    """By what people are mixed must be asked of them, and only where they are mixed."""
    known = {each.id for each in scenario.scenario.traits}
    for name in ("balance", "apart_by", "avoid_repeats_of"):
        if getattr(round_, name) and round_.mode not in ("mixed", "remix"):
            yield name, Saying(N_("only where people are mixed"))
    for name, asked in (("balance", round_.balance), ("apart_by", round_.apart_by)):
        for trait in asked:
            if trait not in known:
                yield name, Saying(N_('scenario.traits has no "{trait}"'), trait=trait)
    if round_.avoid_repeats_of is not None:
        earlier = [
            each
            for each in scenario.rounds[: scenario.rounds.index(round_)]
            if isinstance(each, AssignRound) and each.what == "people"
        ]
        if round_.avoid_repeats_of not in {each.id for each in earlier}:
            yield "avoid_repeats_of", Saying(N_("no earlier round seats people under this id"))


def _bounds_problems(scenario: Scenario, round_: AssignRound) -> Iterator[Problem]:
    """Bounds that can be weighed before the day: against the tables there are, and the cards a vote carries."""
    tables, places = scenario.scenario.tables, scenario.scenario.tables * round_.per_table
    low, high = round_.capacity or (1, tables)
    if low > tables:
        yield "capacity", Saying(N_("a card is to have {low} tables, but there are {tables}"), low=low, tables=tables)
    cards = next(
        (each.carry.k for each in scenario.rounds if isinstance(each, VoteRound) and each.output == round_.input), None
    )
    if cards is not None and cards * low > places:
        yield (
            "capacity",
            Saying(
                N_("{cards} cards with {low} tables each need {n} places, and there are {places}"),
                cards=cards,
                low=low,
                n=cards * low,
                places=places,
            ),
        )
    if cards is not None and cards * high < tables:
        yield (
            "capacity",
            Saying(
                N_("{cards} cards with {high} tables at most leave some of the {tables} tables without one"),
                cards=cards,
                high=high,
                tables=tables,
            ),
        )


def _is_of_a_signup(scenario: Scenario, pool: str) -> bool:
    return any(isinstance(each, SignupRound) and each.output == pool for each in scenario.rounds)
