"""The registration list comes in: a file is sent in parts, read apart, looked at, put right and then taken.

Truth flows from the file to a preview on one desk, and only with that desk's word to the session, as one command: all
of the list or nothing.  What a preview holds is shown to nobody else and is never written down.
"""

from __future__ import annotations

import base64
import binascii
import threading
from datetime import date, datetime
from typing import Any

import msgspec
from flask import Blueprint, Response

from live import apart
from live.asking import answer, body, language, only
from live.house import House
from live.uploads import Uploads
from live.words import translator
from registration import fields
from registration.columns import Mapping, Wanted
from registration.errors import SENTENCES, Code
from registration.preview import Asked, Preview
from sessions.commands import Listed, TakeList
from sessions.desk import Ack
from sessions.people import Registration, Struck
from sessions.refusals import Refusal, Refused
from sessions.seat import Role, Seat
from sessions.told import Saying
from sessions.told import said as sentence

SHOWN = 400
"""Rows of a preview that travel; whoever wants to see more looks into the file."""


def blueprint(house: House) -> Blueprint:
    """The routes of the list, for the check-in desks alone."""
    lists = Blueprint("lists", __name__)
    uploads = Uploads(lambda: house.desk.now()[1])
    reading = threading.Lock()

    @lists.post("/api/list/part")
    @only(house, Role.REGISTRAR)
    def part(seat: Seat) -> Response:
        """Part `no` (from 0) of a file, `{upload, no, data}`; `data` is base64 of at most 180 KiB. Bearer token of a
        desk."""
        said = body()
        try:
            data = base64.b64decode(str(said.get("data", "")), validate=True)
        except (binascii.Error, ValueError):
            raise Refused(Refusal.PAYLOAD_TYPES) from None
        no = said.get("no")
        uploads.put(seat.id, str(said.get("upload", ""))[:64], no if isinstance(no, int) else -1, data)
        return answer({"ok": True})

    @lists.post("/api/list/preview")
    @only(house, Role.REGISTRAR)
    def preview(seat: Seat) -> Response:
        """What the file holds and what taking it would do, `{upload, name, mapping}`; without a mapping it is guessed.
        Nothing is taken. Bearer token of a desk."""
        return answer(_told(read(seat), language(), fields_view(house, language())))

    @lists.post("/api/list/take")
    @only(house, Role.REGISTRAR)
    def take(seat: Seat) -> Response:
        """Take what was looked at, `{upload, name, mapping, mark}` → the acknowledgement. Bearer token of a desk."""
        action = str(body().get("action_id") or "")[:64] or None
        if ack := house.desk.answered(seat, action):
            return acknowledged(ack)
        known = house.desk.read(lambda session, _: session.attendance.turns)
        found = read(seat)
        if ack := house.desk.answered(seat, action):  # a repeat that waited while the first one was read
            return acknowledged(ack)
        if not found.rows:
            raise Refused(Refusal.LIST_SAME)
        if found.mark != body().get("mark"):
            raise Refused(Refusal.LIST_STALE)
        rows = tuple(Listed(row.person, row.registration, row.was) for row in found.rows)
        ack = house.desk.ask(seat, action, TakeList(rows, known))
        if ack.ok:
            uploads.drop(seat.id)
        return acknowledged(ack)

    def acknowledged(ack: Ack) -> Response:
        return answer(house.wire(ack, language()), 200 if ack.ok else 409)

    def read(seat: Seat) -> Preview:
        said = body()
        try:
            mapping = msgspec.convert(said.get("mapping"), Mapping | None)
        except msgspec.ValidationError:
            raise Refused(Refusal.PAYLOAD_TYPES) from None
        asked = _asked(house, uploads.take(seat.id, str(said.get("upload", ""))), str(said.get("name", "")), mapping)
        if not reading.acquire(timeout=apart.MOST_S):  # one at a time: the hall comes first
            raise Refused(Refusal.BUSY)
        try:
            return apart.read_list(asked)
        finally:
            reading.release()

    return lists


def fields_view(house: House, lang: str) -> list[dict[str, str]]:
    """What a column can mean, in words: the scenario's own attributes with the others."""
    t = translator(lang).t
    traits = house.desk.read(lambda session, _: session.scenario.scenario.traits)
    own = [
        {"field": fields.ATTRIBUTE + each.id, "label": getattr(each.label, lang)}
        for each in traits
        if each.id not in fields.ATTRIBUTES
    ]
    return [*({"field": field, "label": t(label)} for field, label in fields.FIELDS.items() if field), *own]


def _asked(house: House, data: bytes, name: str, mapping: Mapping | None) -> Asked:
    def known(session: Any, people: Any) -> tuple[dict[str, Registration], tuple[Struck, ...], tuple[Wanted, ...], int]:
        wanted = tuple(
            Wanted(each.id, (each.label.ru, each.label.en))
            for each in session.scenario.scenario.traits
            if each.id not in fields.ATTRIBUTES
        )
        return dict(people.registered()), people.struck, wanted, session.tables

    registered, struck, wanted, tables = house.desk.read(known)
    now = house.desk.now()[0]
    on: date = datetime.fromtimestamp(now / 1000).date()
    return Asked(data, name, on, tables, wanted, registered, struck, mapping, now)


def _told(found: Preview, lang: str, asked: list[dict[str, str]]) -> dict[str, Any]:
    """A preview as a screen shows it: problems in words, people as they would stand on the list."""
    t = translator(lang).t
    view: dict[str, Any] = {
        "fields": asked,
        "mapping": msgspec.to_builtins(found.mapping),
        "samples": {str(place): list(cells) for place, cells in found.samples.items()},
        "encoding": found.encoding,
        "sheet": found.sheet,
        "other_sheets": list(found.other_sheets),
        "error": None,
        "mark": found.mark,
    }
    if found.error is not None:
        code, row, column, facts = found.error
        places = {name: value for name, value in (("row", row), ("column", column)) if value is not None}
        text = sentence(Saying(SENTENCES[Code(code)], **places, **facts), t)
        return view | {"error": {"code": code, "text": text}}
    update = found.update
    assert update is not None
    changes = {each.entry: each for each in (*update.changed, *update.held)}
    listed = [(place, entry) for place, entry in enumerate(found.people) if place not in found.struck]

    def rank(place: int) -> int:
        return 0 if place in update.new else 1 if place in changes else 2

    return view | {
        "rows": found.rows_below,
        "taken": len(found.rows),
        "sums": {
            "people": len(found.people) - len(found.struck),
            "new": len(update.new),
            "changed": len(update.changed),
            "held": len(update.held),
            "same": len(update.same),
            "gone": len(update.gone),
            "left_out": sum(each.severity == "stop" for each in found.problems),
        },
        "gone": [int(person[1:]) for person in update.gone][:SHOWN],
        "problems": [
            {
                "code": each.code.value,
                "severity": each.severity,
                "rows": list(each.rows),
                "text": sentence(each.saying, t),
            }
            for each in found.problems[:SHOWN]
        ],
        "people": [
            {
                "row": entry.rows[0],
                "name": entry.name,
                "contact": entry.contact,
                "attributes": entry.attributes,
                "state": "new" if place in update.new else "changed" if place in changes else "same",
                "badge": int(changes[place].id[1:]) if place in changes else None,
                "changes": [
                    {"field": each.field, "before": _cell(each.before), "after": _cell(each.after), "held": each.held}
                    for each in (changes[place].changes if place in changes else ())
                ],
                "doubt": place in changes and changes[place].doubt,
            }
            for place, entry in sorted(listed, key=lambda each: rank(each[0]))[:SHOWN]
        ],
    }


def _cell(value: Any) -> str:
    """As a screen finds words for it: an answer to a question of consent is `yes` or `no`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)
