"""Sheets as screens show them: the form, one sheet for its table, all of it for the lead, and what everybody may read.

Truth flows from the session to four readers.  A table sees the latest version of its own cards' sheets; the lead sees
every version; the hall sees that something is being written (`progress`), and the words only as they stood when the
round was carried.  Texts go as they are, what fills itself as numbers and names that may be shown.
"""

from __future__ import annotations

import hashlib

from live.cards import card_view, option_view, words
from live.notes import lead_notes, sheet_notes
from live.screen import Reading, View
from sessions import sheets
from sessions.assignment import holders
from sessions.cards import Card
from sessions.kinds.elaborate import held
from sessions.lanes import public, public_title
from sessions.lineage import is_readable
from sessions.moderation import name_on_screens
from sessions.phases import LIVE, Phase
from sessions.scenario import Column, ElaborateRound, GatherRound, Scenario, SheetField, Template, VoteRound
from sessions.seat import Seat
from sessions.session import RoundState, Session
from sessions.templates import required, template_of

TOGETHER_MS = 120_000
"""Saves of one table that follow each other so closely are one step in the history that people read."""


# -- the form ------------------------------------------------------------------------------------------


def form_view(session: Session, plan: ElaborateRound) -> View:
    """The template of a round, each field with what this round requires."""
    template, needed = template_of(session.scenario, plan), {each.id for each in required(session.scenario, plan)}
    fields = [
        {**_field(session.scenario, each), "required": each.id in needed, "fills": each.fills}
        for each in template.field
    ]
    return {"id": template.id, "title": words(template.title), "fields": fields}


def _field(scenario: Scenario, field: SheetField) -> View:
    return {
        **_column(scenario, field),
        "hint": words(field.hint),
        "rows": field.rows,
        "columns": [_column(scenario, each) for each in field.columns],
    }


def _column(scenario: Scenario, field: SheetField | Column) -> View:
    choice = field.type == "choice"
    return {
        "id": field.id,
        "label": words(field.label),
        "type": field.type,
        "max_len": field.max_len,
        "options": [option_view(each) for each in scenario.options(field)] if choice else [],
    }


def auto_view(reading: Reading, card: Card, template: Template) -> View:
    """What fills itself: the problems answered, the leader, the number of people, the marks of the last vote."""
    return {each.id: _auto(reading, card, each.fills) for each in template.field if each.fills is not None}


def _auto(reading: Reading, card: Card, fills: str) -> View | None:
    session = reading.session
    match fills:
        case "problem":
            titles = [public_title(each) for each in sheets.problems(session, card)]
            return {"titles": [title for title in titles if title]} if any(titles) else None
        case "leader":
            member = sheets.leader(session, card)
            if member is None:
                return None
            return {"no": member.no, "name": name_on_screens(session, reading.people, member.person)}
        case "group":
            people = len(session.group(card.id))
            return {"people": people} if people else None
        case _:
            return _support(session, card)


def _support(session: Session, card: Card) -> View | None:
    found = sheets.support(session, card)
    if found is None:
        return None
    state, row = found
    assert isinstance(state.plan, VoteRound) and state.outcome is not None
    return {
        "score": row.score,
        "tables": row.breadth,
        "ballots": state.outcome.ballots,
        "method": state.plan.method,
        "electors": state.plan.electors,
    }


# -- for the table that writes -------------------------------------------------------------------------


def table_sheets(reading: Reading, state: RoundState, seat: Seat) -> list[View]:
    """The sheets that this table writes in this round, each with the comments on it."""
    plan = state.plan
    assert isinstance(plan, ElaborateRound)
    return [_own(reading, plan, card) for card in held(reading.session, state, seat.id)]


def _own(reading: Reading, plan: ElaborateRound, card: Card) -> View:
    session, template = reading.session, template_of(reading.session.scenario, plan)
    sheet = session.sheets.get(card.id) or sheets.Sheet()
    ids = {each.id for each in template.typed}
    return {
        "card": card_view(session, card),
        "version": sheet.version,
        "fields": {name: value for name, value in sheets.current(session, card, template).items() if name in ids},
        "saved": _saved(session, sheet),
        "tables": _numbers(session, holders(session, card.id)),
        "auto": auto_view(reading, card, template),
        "offers": [
            {
                "title": public_title(other),
                "fields": {name: value for name, value in fields.items() if name in ids},
            }
            for other, fields in sheets.offers(session, card)
        ],
        "comments": [_comment(session, each) for each in sheets.comments(session, plan, card)],
        "notes": sheet_notes(session, card),
        "blotted": sorted(sheet.blotted & ids),
    }


def _saved(session: Session, sheet: sheets.Sheet) -> View | None:
    if not sheet.versions:
        return None
    last = sheet.versions[-1]
    return {"at": last.at, "table": session.seats[last.table].seat.no, "no": last.no}


def _comment(session: Session, card: Card) -> View:
    answer = sheets.answer(session, card.id)
    plan = session.rounds[card.round].plan
    labels = {
        (field.id, option.id): words(option.label)
        for field in (plan.fields if isinstance(plan, GatherRound) else ())
        if field.type == "choice"
        for option in session.scenario.options(field)
    }
    said = [labels.get((name, text), text) for name, text in public(card).items()]
    return {"id": card.id, "said": said, "accepted": answer.accepted if answer else None}


def _numbers(session: Session, tables: tuple[str, ...]) -> list[int]:
    return [no for each in tables if (no := session.seats[each].seat.no) is not None]


def devices_view(reading: Reading, state: RoundState) -> View:
    """How many tablets each table has on its sheets now: whoever writes should know of another one."""
    session = reading.session
    tables = {each for card in session.input_cards(state) for each in holders(session, card.id)}
    return {str(session.seats[each].seat.no): reading.online.get(each, 0) for each in sorted(tables)}


# -- for the hall --------------------------------------------------------------------------------------


def progress_view(session: Session, state: RoundState) -> View:
    """How far the sheets are. While tables write: table by table and without a word of theirs; then titles, in an order
    that no place of a table can be read from."""
    plan = state.plan
    assert isinstance(plan, ElaborateRound)
    cards = session.input_cards(state)
    lacking = {card.id for card in sheets.incomplete(session, state)}
    writing = state.phase in LIVE
    rows = [_progress(session, plan, card, card.id not in lacking, writing) for card in cards]
    if writing:
        rows.sort(key=lambda row: (row["tables"], row["percent"]))
    else:
        rows.sort(key=lambda row: hashlib.sha256(f"{session.seed}\n{state.id}\n{row['id']}".encode()).hexdigest())
    return {"writing": writing, "whole": len(cards) - len(lacking), "of": len(cards), "sheets": rows}


def _progress(session: Session, plan: ElaborateRound, card: Card, whole: bool, writing: bool) -> View:
    if not writing:
        return {"id": card.id, "title": sheets.title(session, card), "whole": whole}
    template = template_of(session.scenario, plan)
    return {
        "tables": _numbers(session, holders(session, card.id)),
        "percent": sheets.percent(sheets.current(session, card, template), template),
        "whole": whole,
    }


def shelf_view(session: Session, state: RoundState) -> list[View] | None:
    """The sheets that everybody may read, once the round is carried."""
    if state.phase is not Phase.CARRIED:
        return None
    rows = progress_view(session, state)["sheets"]
    return [
        {"id": row["id"], "title": row["title"]}
        for row in rows
        if sheets.read_by_all(session, session.cards[row["id"]]) is not None
    ]


def public_sheet(reading: Reading, card: Card) -> View | None:
    """A sheet as everybody may read it; None: there is none."""
    session, state = reading.session, sheets.round_of(reading.session, card)
    fields = sheets.read_by_all(session, card)
    if fields is None or state is None or not isinstance(state.plan, ElaborateRound):
        return None
    form = form_view(session, state.plan)
    ids = {each["id"] for each in form["fields"]}
    return {
        "card": card_view(session, card),
        "title": sheets.title(session, card),
        "form": form,
        "fields": {name: value for name, value in fields.items() if name in ids},
        "auto": auto_view(reading, card, template_of(session.scenario, state.plan)),
    }


def expert_sheet(reading: Reading, card: Card) -> View | None:
    """A sheet as it stands now, with what experts have said of it: they sit at the tables that write it. None: the card
    is not to be read, or has no sheet."""
    session, state = reading.session, sheets.round_of(reading.session, card)
    whole = is_readable(card) and card.admitted  # a sheet begins with the words that stand on the card now
    if state is None or not isinstance(state.plan, ElaborateRound) or not whole:
        return None
    form = form_view(session, state.plan)
    template, ids = template_of(session.scenario, state.plan), {each["id"] for each in form["fields"]}
    fields = sheets.current(session, card, template)
    return {
        "card": card_view(session, card),
        "title": str(fields.get(template.field[0].id) or public_title(card)),
        "form": form,
        "fields": {name: value for name, value in fields.items() if name in ids},
        "auto": auto_view(reading, card, template),
        "version": sheets.version(session, card.id),
    }


def observer_sheet(reading: Reading, card: Card) -> View | None:
    """A sheet as everybody may read it, for observers whom the lead lets read: no name stands there, whoever agreed to
    show it to the hall."""
    sheet = public_sheet(reading, card) if reading.session.observers_see != "wall" else None
    for each in (sheet or {}).get("auto", {}).values():
        if each and "name" in each:
            each["name"] = None
    return sheet


# -- for the lead --------------------------------------------------------------------------------------


def lead_rows(session: Session, state: RoundState) -> list[View]:
    """A row for each sheet of the round: how full, what it lacks, when it was saved, what to look at first."""
    plan = state.plan
    assert isinstance(plan, ElaborateRound)
    return [_lead_row(session, plan, card) for card in session.input_cards(state)]


def _lead_row(session: Session, plan: ElaborateRound, card: Card) -> View:
    template = template_of(session.scenario, plan)
    sheet, fields = session.sheets.get(card.id) or sheets.Sheet(), sheets.current(session, card, template)
    comments = sheets.comments(session, plan, card)
    return {
        "card": card.id,
        "title": str(fields.get(template.field[0].id) or card.title),
        "tables": list(holders(session, card.id)),
        "numbers": _numbers(session, holders(session, card.id)),
        "percent": sheets.percent(fields, template),
        "missing": [each.id for each in sheets.missing(session, card, plan)],
        "version": sheet.version,
        "saved": sheet.versions[-1].at if sheet.versions else None,
        "marks": len(sheet.marks),
        "comments": len(comments),
        "answered": sum(sheets.answer(session, each.id) is not None for each in comments),
        "notes": [f"{each['id']}.{each['accepted']}" for each in sheet_notes(session, card)],
    }


def whole_sheet(reading: Reading, card: Card) -> View | None:
    """A sheet in full, with every step of how it came about: for the lead alone."""
    session, state = reading.session, sheets.round_of(reading.session, card)
    if state is None or not isinstance(state.plan, ElaborateRound):
        return None
    sheet, plan = session.sheets.get(card.id) or sheets.Sheet(), state.plan
    template = template_of(session.scenario, plan)
    return {
        "card": card_view(session, card),
        "title": card.title,
        "form": form_view(session, plan),
        "fields": dict(sheets.current(session, card, template)),
        "auto": auto_view(reading, card, template),
        "version": sheet.version,
        "tables": _numbers(session, holders(session, card.id)),
        "missing": [each.id for each in sheets.missing(session, card, plan)],
        "marks": sheet.marks,
        "blotted": sorted(sheet.blotted),
        "history": _history(session, sheet),
        "comments": [
            _comment(session, each) | {"table": session.seats[each.table].seat.no}
            for each in sheets.comments(session, plan, card)
        ],
        "notes": lead_notes(session, card),
    }


def _history(session: Session, sheet: sheets.Sheet) -> list[View]:
    """The steps, the newest first: saves of one table close together are one, with each field before and after."""
    steps: list[View] = []
    stood: sheets.Fields = {}
    ended = 0
    for each in sheet.versions:
        table = session.seats[each.table].seat.no
        last = steps[-1] if steps else None
        if last is None or last["table"] != table or last["round"] != each.round or each.at - ended > TOGETHER_MS:
            last = {"table": table, "round": each.round, "at": each.at, "version": each.no, "changes": {}}
            steps.append(last)
        for name, value in each.fields.items():
            change = last["changes"].setdefault(name, {"was": stood.get(name, ""), "now": value})
            change["now"] = value
        stood, ended = stood | each.fields, each.at
        last["at"], last["version"] = each.at, each.no
    return [
        {**step, "changes": [{"field": name, **change} for name, change in step["changes"].items()]}
        for step in reversed(steps)
    ]
