"""The plan of a round as screens need it, each kind with what is its own."""

from __future__ import annotations

from live.cards import card_view, field_view, words
from live.polls import questions_view
from live.screen import View
from live.sheets import form_view
from sessions import sheets
from sessions.contests import ballot_plan, steps
from sessions.kinds import reveals
from sessions.matrix import Axis, axes
from sessions.scenario import (
    AssignRound,
    Criterion,
    Diversify,
    ElaborateRound,
    GatherRound,
    InfoRound,
    Matrix,
    MergeRound,
    PitchRound,
    PollRound,
    SignupRound,
    VoteRound,
)
from sessions.session import RoundState, Session, on_paper
from sessions.timetable import stages


def round_view(session: Session, state: RoundState) -> View:
    """The plan of a round as a screen needs it, and its phase. Texts are `{ru, en}`."""
    plan = state.plan
    view: View = {
        "id": plan.id,
        "no": state.no,
        "day": plan.day,
        "kind": plan.kind,
        "phase": state.phase.value,
        "title": words(plan.title),
        "prompt": words(plan.prompt),
        "how": words(plan.how),
        "minutes": state.minutes,
        "warn_ms": plan.warn_s * 1000,
        "reveals": reveals(plan),
    }
    match plan:
        case GatherRound():
            view |= {
                "fields": [field_view(session.scenario, field) for field in plan.fields],
                "min_per_table": plan.min_per_table,
                "max_per_table": plan.max_per_table,
                "stages": [{"name": stage.name, "minutes": minutes} for stage, minutes in stages(state, plan.stages)],
                "parents": [
                    card_view(session, card) | {"sheet": sheets.read_by_all(session, card) is not None}
                    for card in session.input_cards(state)
                ]
                if plan.parent_pool
                else None,
                "assignment": plan.assignment,
                "authors": plan.authors,
            }
        case VoteRound():
            plan = ballot_plan(state) if state.outcome is None else plan  # a result is told as it was first counted
            view |= {
                "contest": _contest_view(session, state),
                "reveal": plan.reveal,
                "steps": steps(plan.carry),
                "electors": plan.electors,
                "method": plan.method,
                "limit": plan.limit,
                "cap": plan.cap,
                "criteria": [_criterion_view(each) for each in plan.criteria],
                "matrix": _matrix_view(plan),
                "weight": plan.weight,
                "own": plan.own,
                "initiatives": any(
                    isinstance(each.plan, SignupRound) and each.plan.input == plan.output
                    for each in session.rounds.values()
                ),
                "rule": {
                    "rule": plan.carry.rule,
                    "k": plan.carry.k,
                    "min": plan.carry.min,
                    "share": plan.carry.share,
                    "by": plan.by if plan.criteria else None,
                    "runoff_minutes": plan.runoff_minutes,
                    "gate": plan.carry.gate,
                    "diversify": _diversify_view(session, plan.carry.diversify) if plan.carry.diversify else None,
                    "tie": list(plan.carry.tie),
                    "rest": plan.carry.rest,
                },
            }
        case MergeRound():
            view |= {
                "target": list(plan.target) if plan.target else None,
                "reasons": [{"id": each.id, "label": words(each.label), "to": each.to} for each in plan.reasons],
                "objections": plan.objections,
            }
        case SignupRound():
            view |= {
                "roles": [{"id": role.id, "label": words(role.label), "leads": role.leads} for role in plan.roles],
                "floor": plan.floor,
                "rescue": plan.rescue,
                "need_leader": plan.need_leader,
                "max_per_person": plan.max_per_person,
                "consents": list(plan.consents),
                "operator": words(plan.operator),
            }
        case AssignRound():
            view |= {
                "what": plan.what,
                "mode": plan.mode,
                "bids": plan.bids if plan.mode == "by_bid" else None,
                "people": session.people,
            }
        case PitchRound():
            view |= {
                "speak_s": plan.speak_s,
                "qa_s": plan.qa_s,
                "order": plan.order,
                "criteria": [_criterion_view(each) for each in plan.score.criteria] if plan.score else [],
                "ranks_by": plan.score.ranks_by if plan.score else None,
                "reply_fields": list(plan.reply_fields),
                "method": "score",
                "electors": "table",
                "limit": None,
                "contest": {"no": state.contest, "kind": "first", "box": state.box, "places": 0, "cards": None}
                if plan.score
                else None,
            }
        case InfoRound():
            view |= {"subtype": plan.subtype, "questions": plan.collect_questions, "guests_ask": plan.guests_ask}
        case PollRound():
            view |= {
                "electors": plan.electors,
                "guests": plan.guests,
                "min_cell": plan.min_cell if plan.electors == "person" else 1,
                "reveal": plan.reveal,
                "pair_with": plan.pair_with,
                "questions": questions_view(session, plan),
            }
        case ElaborateRound():
            view |= {
                "form": form_view(session, plan),
                "base_version": plan.base_version,
                "comments": plan.show_comments is not None,
            }
    return view


def _criterion_view(each: Criterion) -> View:
    return {
        "id": each.id,
        "label": words(each.label),
        "low": each.low,
        "high": each.high,
        "low_label": words(each.low_label),
        "high_label": words(each.high_label),
    }


def _contest_view(session: Session, state: RoundState) -> View:
    """Which vote of this round is on: its number, under what a device keeps its own ballot, what a runoff is for."""
    return {
        "no": state.contest,
        "kind": state.contest_kind,
        "box": state.box,
        "places": state.places,
        "cards": [card_view(session, card) for card in on_paper(session, state)]
        if state.contest_kind == "runoff"
        else None,
    }


def _matrix_view(plan: VoteRound) -> View | None:
    """The field that the result will be shown on: its sides, the gate's line, and the words in its corners."""
    of, named = axes(plan), plan.matrix or Matrix()
    return of and {
        "x": _axis_view(of.x),
        "y": _axis_view(of.y),
        "gate": of.gate,
        "corners": {name: words(getattr(named, name)) for name in named.__struct_fields__},
    }


def _axis_view(axis: Axis) -> View:
    each = axis.criterion
    return {"id": each.id, "how": axis.how, "label": words(each.label), "low": each.low, "high": each.high}


def _diversify_view(session: Session, rule: Diversify) -> View:
    """The rule with the name that the field has on the cards."""
    plans = [each.plan for each in session.rounds.values()]
    fields = [field for plan in plans if isinstance(plan, GatherRound) for field in plan.fields]
    label = next((words(field.label) for field in fields if field.id == rule.field), None)
    return {"field": rule.field, "max": rule.max, "label": label}
