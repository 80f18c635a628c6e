"""Rounds to begin with: one or more for each kind, with texts that a hall can work by, to be changed at will.

A kind that has none here is offered all the same, made of nothing but what it cannot do without.  Names of rounds and
of what they make are only suggestions: the page gives each its own.
"""

from __future__ import annotations

from typing import Any

from live.labels import KINDS
from live.words import LANGUAGES, translator
from sessions.shape import kinds, least
from sessions.told import N_

Raw = dict[str, Any]

LIMIT = {"rule": "top", "k": 6, "tie": ["breadth", "draw"]}


def patterns_view(lang: str) -> list[Raw]:
    """`{label, plan}` of each, in the order in which a day has need of them."""
    made: list[Raw] = [{"label": translator(lang).t(label), "plan": plan} for label, plan in _patterns()]
    known = {plan["kind"] for _, plan in _patterns()}
    others = [name for name in kinds() if name not in known]
    return made + [{"label": translator(lang).t(_name(name)), "plan": bare(name)} for name in others]


def bare(name: str) -> Raw:
    """A round of this kind with nothing but what it cannot do without."""
    return {**least(kinds()[name], name), "id": name, "title": _both(_name(name)), "minutes": 10}


def _name(kind: str) -> str:
    return KINDS[kind][0] if kind in KINDS else kind


def _both(phrase: str) -> Raw:
    """A sentence of the catalogues as a text of a scenario."""
    return {lang: translator(lang).t(phrase) for lang in LANGUAGES}


def _round(kind: str, name: str, title: str, minutes: int, **rest: Any) -> Raw:
    return {"kind": kind, "id": name, "title": _both(title), "minutes": minutes, **rest}


def _title(phrase: str) -> Raw:
    return {"id": "title", "label": _both(phrase), "max_len": 90, "required": True}


def _patterns() -> list[tuple[str, Raw]]:
    alone = _both(N_("First alone and in silence, then in threes and fours, then the table picks."))
    choose = _both(N_("Read them all first. Then mark what should come first."))
    return [
        (
            N_("A welcome or a talk"),
            _round("info", "welcome", N_("Welcome"), 10, prompt=_both(N_("What can we do in our town ourselves?"))),
        ),
        (N_("A break"), _round("info", "break", N_("Break"), 15, subtype="break")),
        (N_("What was done so far"), _round("info", "recap", N_("What we have done so far"), 10, subtype="recap")),
        (
            N_("Tables write problems or ideas"),
            _round(
                "gather",
                "problems",
                N_("Problems"),
                20,
                prompt=_both(N_("What in our town gets in the way, and can we change it ourselves?")),
                how=alone,
                script=_both(
                    N_(
                        "Minutes 0 to 3, silence: everybody writes one or two problems on paper. Minutes 3 to 13: "
                        "groups of three or four read them out in turn; questions are welcome, criticism is not. "
                        "Minutes 13 to 20: the table picks up to three and writes them so that the next table "
                        "understands: what is wrong, where, for whom."
                    )
                ),
                output="problems",
                max_per_table=3,
                stages=[
                    {"name": "silent", "minutes": 3},
                    {"name": "subgroups", "minutes": 10},
                    {"name": "write", "minutes": 7},
                ],
                fields=[
                    _title(N_("The problem in one sentence")),
                    {"id": "place", "label": _both(N_("Where it is")), "type": "place", "max_len": 60},
                ],
            ),
        ),
        (
            N_("Tables answer cards with solutions"),
            _round(
                "gather",
                "solutions",
                N_("Solutions"),
                20,
                prompt=_both(N_("What do we do about it, beginning next month?")),
                how=alone,
                parent_pool="",
                output="solutions",
                max_per_table=3,
                fields=[
                    _title(N_("What we do")),
                    {"id": "first_step", "label": _both(N_("The first step within 30 days")), "max_len": 120},
                ],
            ),
        ),
        (
            N_("The theme team lays cards together"),
            _round("merge", "themes", N_("Themes"), 15, input="", output="themes", target=[8, 16]),
        ),
        (
            N_("Tables choose, one ballot each"),
            _round(
                "vote",
                "tables-choose",
                N_("The tables choose"),
                10,
                prompt=_both(N_("What matters most?")),
                how=choose,
                input="",
                output="chosen",
                electors="table",
                limit=3,
                carry=LIMIT,
            ),
        ),
        (
            N_("People choose, in secret"),
            _round(
                "vote",
                "people-choose",
                N_("Everybody chooses"),
                10,
                prompt=_both(N_("What shall we begin with?")),
                how=choose,
                input="",
                output="chosen",
                electors="person",
                limit=3,
                carry=LIMIT,
            ),
        ),
        (
            N_("Tables grade: important, and in our power"),
            _round(
                "vote",
                "grades",
                N_("Important, and in our power"),
                15,
                prompt=_both(N_("How important is it, and can we do it ourselves?")),
                input="",
                output="graded",
                electors="table",
                method="score",
                criteria=[
                    {"id": "importance", "label": _both(N_("Important for the town"))},
                    {"id": "own-power", "label": _both(N_("We can do it ourselves"))},
                ],
                carry={
                    "rule": "top",
                    "k": 6,
                    "by": "importance.mean",
                    "gate": "own-power.median >= 3",
                    "tie": ["breadth", "draw"],
                    "rest": "administration",
                },
            ),
        ),
        (
            N_("Tables take the cards they wish for"),
            _round(
                "assign",
                "take",
                N_("Who takes what"),
                10,
                prompt=_both(N_("Which of them will your table work on?")),
                what="cards",
                mode="by_bid",
                input="",
                output="taken",
            ),
        ),
        (
            N_("Tables work their cards out on sheets"),
            _round("elaborate", "sheets", N_("Working it out"), 40, input="", template="A", output="sheets"),
        ),
        (
            N_("Tables stand up for what they have"),
            _round("pitch", "pitches", N_("Pitches"), 45, prompt=_both(N_("What do you propose?")), input=""),
        ),
        (
            N_("People are asked how the day was"),
            _round("poll", "pulse", N_("How the day was"), 10, electors="person", questions="pulse"),
        ),
        (
            N_("People join groups"),
            _round(
                "signup",
                "groups",
                N_("Groups"),
                20,
                prompt=_both(N_("What will you do yourself?")),
                how=_both(N_("Join the group that you will work in after today. A group needs somebody who leads it.")),
                input="",
                output="groups",
                roles=[
                    {"id": "leader", "label": _both(N_("leader")), "leads": True},
                    {"id": "member", "label": _both(N_("member"))},
                    {"id": "expert", "label": _both(N_("expert"))},
                ],
            ),
        ),
    ]
