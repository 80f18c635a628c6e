"""`elaborate`: tables work their cards out on sheets, and say what they take up of the comments on them."""

from __future__ import annotations

import datetime
import re

from sessions import events as e
from sessions import notes, sheets
from sessions.assignment import holders
from sessions.cards import Card, CardState
from sessions.commands import AnswerComment, Command, SaveSheet
from sessions.commands.sheets import Rows
from sessions.decision import Ask, Decision, happened
from sessions.events.sheets import Value
from sessions.outcome import Outcome
from sessions.refusals import Refusal, Refused
from sessions.scenario import Column, ElaborateRound, Scenario, SheetField, Template
from sessions.seat import Role
from sessions.session import RoundState, Session
from sessions.templates import template_of
from sessions.text import one_line, paragraphs

PERMITS: frozenset[type[Command]] = frozenset({SaveSheet, AnswerComment})
REVEALS = False
NUMBER = re.compile(r"\d{1,12}")


def decide(session: Session, state: RoundState, ask: Ask, command: Command) -> Decision:
    """A sheet is written on, or a comment on it answered, by a table that holds the card."""
    plan = state.plan
    assert isinstance(plan, ElaborateRound)
    if ask.seat.role is not Role.TABLE or ask.seat.table is None:
        raise Refused(Refusal.SEAT_FOREIGN)
    match command:
        case SaveSheet():
            return _save(session, state, plan, ask.seat.table, command)
        case AnswerComment():
            return _answer(session, state, plan, ask.seat.table, command)
        case _:
            raise Refused(Refusal.ROUND_STALE)


def outcome(session: Session, state: RoundState) -> Outcome:
    """The same cards go on, but for those that were hidden since."""
    passed = tuple(card.id for card in session.input_cards(state))
    return Outcome(passed=passed, rest=tuple(card for card in session.input_ids(state) if card not in passed))


def held(session: Session, state: RoundState, table: str) -> list[Card]:
    """The cards of a round whose sheets this table writes."""
    return [card for card in session.input_cards(state) if table in holders(session, card.id)]


def _save(session: Session, state: RoundState, plan: ElaborateRound, table: str, command: SaveSheet) -> Decision:
    card = session.cards.get(command.card)
    if card is None or card.state is not CardState.LIVE or card.id not in session.input_ids(state):
        raise Refused(Refusal.CARD_UNKNOWN)
    if table not in holders(session, card.id):
        raise Refused(Refusal.SEAT_FOREIGN)
    template, latest = template_of(session.scenario, plan), sheets.version(session, card.id)
    typed = _checked(session.scenario, template, command.fields)
    before = sheets.current(session, card, template)
    ours = {each.id for each in template.typed}
    sheet = session.sheets.get(card.id) or sheets.Sheet()
    if sheet.versions and typed == {name: value for name, value in before.items() if name in ours}:
        return Decision(answer={"version": latest})
    if command.version != latest:
        last = sheet.versions[-1].table if sheet.versions else ""
        raise Refused(Refusal.SHEET_STALE, version=latest, table=last)
    whole = {name: value for name, value in before.items() if name not in ours} | typed
    was = before if sheet.versions else {}  # the first version says everything that it begins with
    changed = {name: value for name, value in whole.items() if was.get(name) != value}
    changed |= {name: "" for name in was if name not in whole}
    return happened(e.SheetSaved(state.id, card.id, table, changed, latest + 1), version=latest + 1)


def _answer(session: Session, state: RoundState, plan: ElaborateRound, table: str, command: AnswerComment) -> Decision:
    comment = session.cards.get(command.card) or session.notes.get(command.card)
    about = [
        card
        for card in session.input_cards(state)
        if comment in sheets.comments(session, plan, card) or comment in notes.on(session, card)
    ]
    if comment is None or not about:
        raise Refused(Refusal.CARD_UNKNOWN)
    if table not in holders(session, about[0].id):
        raise Refused(Refusal.SEAT_FOREIGN)
    said = sheets.answer(session, comment.id)
    if (said.accepted if said else None) == command.accepted:
        return Decision()
    return happened(e.CommentAnswered(state.id, comment.id, about[0].id, table, command.accepted))


def _checked(scenario: Scenario, template: Template, typed: dict[str, str | Rows]) -> dict[str, Value]:
    """The typed fields in the template's order, cleaned; empty ones are left out. A sheet in the making may lack
    anything, but nothing may stand in it that its field cannot hold."""
    known = {each.id: each for each in template.typed}
    if not typed.keys() <= known.keys():
        raise Refused(Refusal.FIELD_UNKNOWN)
    clean = {name: _value(scenario, field, typed[name]) for name, field in known.items() if name in typed}
    return {name: value for name, value in clean.items() if value}


def _value(scenario: Scenario, field: SheetField, said: str | Rows) -> Value:
    if field.type == "rows":
        if isinstance(said, str):
            if said:
                raise Refused(Refusal.PAYLOAD_TYPES)
            return ""
        if len(said) > field.rows or any(len(row) != len(field.columns) for row in said):
            raise Refused(Refusal.PAYLOAD_TYPES)
        rows = (
            tuple(
                _text(scenario, column, field.id, one_line(text))
                for column, text in zip(field.columns, row, strict=True)
            )
            for row in said
        )
        return tuple(row for row in rows if any(row))
    if not isinstance(said, str):
        raise Refused(Refusal.PAYLOAD_TYPES)
    return _text(scenario, field, field.id, paragraphs(said) if field.type == "long" else one_line(said))


def _text(scenario: Scenario, field: SheetField | Column, name: str, text: str) -> str:
    """One text, in the shape that its kind asks for."""
    if not text:
        return ""
    match field.type:
        case "choice":
            if text not in {option.id for option in scenario.options(field)}:
                raise Refused(Refusal.CHOICE_UNKNOWN, field=name)
        case "date":
            if not _is_day(text):
                raise Refused(Refusal.VALUE_WRONG, field=name)
        case "number" | "money":
            text = text.replace(" ", "")
            if not NUMBER.fullmatch(text) or not text.isascii():
                raise Refused(Refusal.VALUE_WRONG, field=name)
        case _ if len(text) > field.max_len:
            raise Refused(Refusal.TEXT_TOO_LONG, field=name, limit=field.max_len)
    return text


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
