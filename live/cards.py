"""Cards, their fields and the words of a scenario, as they travel to screens."""

from __future__ import annotations

from live.screen import View
from sessions.cards import Card
from sessions.lanes import public, public_title
from sessions.scenario import Field, GatherRound, Option, Scenario, Words
from sessions.session import Session
from sessions.themes import origin


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
