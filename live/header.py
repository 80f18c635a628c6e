"""What every screen shows of the day: session, round, clock, announcement.  Views begin with this."""

from __future__ import annotations

from typing import Any

from live.screen import Reading, View
from sessions.cards import Card
from sessions.contests import ballot_plan, steps
from sessions.lanes import public, public_title
from sessions.matrix import Axis, axes
from sessions.phases import DONE
from sessions.scenario import (
    Diversify,
    Field,
    GatherRound,
    Matrix,
    MergeRound,
    Option,
    Scenario,
    SignupRound,
    VoteRound,
    Words,
)
from sessions.session import RoundState, Session, on_paper
from sessions.themes import origin


def header(reading: Reading) -> View:
    """`{session, round, last, clock, announcement}`; `round` is None before the first one.

    `last`: the hall is in its last round, for no later one is left to be played.
    """
    session = reading.session
    state = session.round()
    return {
        "session": {
            "id": session.id,
            "title": words(session.scenario.scenario.title),
            "tables": session.tables,
            "people": session.people,
            "rounds": len(session.rounds),
        },
        "round": round_view(session, state) if state else None,
        "last": state is not None and is_last(session, state),
        "clock": clock_view(session),
        "announcement": session.announcement,
    }


def is_last(session: Session, state: RoundState) -> bool:
    """Is every round after this one carried or skipped, and none before it to be played on or anew?"""
    rounds = list(session.rounds.values())
    anew = any(session.waits_for_the_hall(each) and (each.generation > 1 or each.kept_ms) for each in rounds)
    return all(each.phase in DONE for each in rounds[state.no :]) and not anew


def clock_view(session: Session) -> View | None:
    """The clock of the round the hall is in; the time left travels beside the view, not in it."""
    clock = session.clock
    if session.current is None or clock.round != session.current:
        return None
    return {"rev": clock.rev, "running": clock.running, "total_ms": clock.total_ms, "asks": clock.asks}


def round_view(session: Session, state: RoundState) -> View:
    """The plan of a round as a screen needs it, and its phase. Texts are `{ru, en}`."""
    plan = state.plan
    view: View = {
        "id": plan.id,
        "no": state.no,
        "kind": plan.kind,
        "phase": state.phase.value,
        "title": words(plan.title),
        "prompt": words(plan.prompt),
        "how": words(plan.how),
        "minutes": plan.minutes,
        "warn_ms": plan.warn_s * 1000,
    }
    match plan:
        case GatherRound():
            view |= {
                "fields": [field_view(session.scenario, field) for field in plan.fields],
                "min_per_table": plan.min_per_table,
                "max_per_table": plan.max_per_table,
                "stages": [{"name": stage.name, "minutes": stage.minutes} for stage in plan.stages],
                "parents": [card_view(session, card) for card in session.input_cards(state)]
                if plan.parent_pool
                else None,
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
                "criteria": [
                    {
                        "id": each.id,
                        "label": words(each.label),
                        "low": each.low,
                        "high": each.high,
                        "low_label": words(each.low_label),
                        "high_label": words(each.high_label),
                    }
                    for each in plan.criteria
                ],
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
        case _:
            view |= {"subtype": plan.subtype}
    return view


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


def card_view(session: Session, card: Card) -> View:
    """A card as everybody may see it: its text, its sphere, what it answers. Never the table that wrote it, nor whose
    thought it was, nor a text that is not let on."""
    parent = session.cards.get(card.parent) if card.parent else None
    return {
        "id": card.id,
        "title": public_title(card),
        "fields": dict(public(card)),
        "sphere": sphere_of(session, card),
        "parent": {"id": parent.id, "title": public_title(parent)} if parent else None,
    }


def written_view(session: Session, card: Card) -> View:
    """A card with the text that stands on it now, whether it is let on or not: for its table, the lead and the theme
    team only."""
    return {**card_view(session, card), "title": card.title, "fields": dict(card.fields)}


def whole_view(session: Session, card: Card) -> View:
    """The same with what became of it: for its own table and for the lead."""
    return {
        **written_view(session, card),
        "no": card.no,
        "at": card.at,
        "reason": card.reason,
        "admitted": card.admitted,
        "late": card.late,
        "redacted": card.redacted,
        "revision": card.revision,
        "author": card.author,
    }


def sphere_of(session: Session, card: Card) -> str | None:
    """The id of the card's sphere: its own, or the one of the card that it answers."""
    plan = session.rounds[origin(session, card).round].plan
    if isinstance(plan, GatherRound):
        for field in plan.fields:
            if field.options == "spheres" and field.id in card.fields:
                return card.fields[field.id]
    return sphere_of(session, session.cards[card.parent]) if card.parent in session.cards else None


def spheres_view(scenario: Scenario) -> list[View]:
    """The scenario's spheres in order; a screen colours them by their place."""
    return [option_view(option) for option in scenario.scenario.spheres]


def field_view(scenario: Scenario, field: Field) -> View:
    """One field to fill in."""
    return {
        "id": field.id,
        "label": words(field.label),
        "hint": words(field.hint),
        "type": field.type,
        "max_len": field.max_len,
        "required": field.required,
        "options": [option_view(option) for option in scenario.options(field)] if field.type == "choice" else [],
        "spheres": field.options == "spheres",
    }


def option_view(option: Option) -> View:
    """One option of a choice."""
    return {"id": option.id, "label": words(option.label)}


def words(text: Words | None) -> dict[str, str] | None:
    """A text in both languages, as it travels."""
    return None if text is None else {"ru": text.ru, "en": text.en}


def agenda(session: Session) -> list[dict[str, Any]]:
    """The rounds of the day in order, with where each one is."""
    return [
        {
            "id": state.id,
            "no": state.no,
            "kind": state.plan.kind,
            "title": words(state.plan.title),
            "minutes": state.plan.minutes,
            "phase": state.phase.value,
            "opened_at": state.opened_at,
            "closed_at": state.closed_at,
        }
        for state in session.rounds.values()
    ]
