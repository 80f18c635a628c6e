"""Finding: whose badge a code is and which word of a name is the surname, for the check-in desk alone; and at which
table a badge sits, for whoever asks.

In the game somebody at the door holds out a badge and has no words, and somebody in the hall has lost their table.
Truth flows from the seats to these two answers; there is no name in them, and no token.
"""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Blueprint, Response, request

from live import assignment
from live.credits import Credits
from live.house import House
from live.parse import from_json
from live.words import LANGUAGES
from registration import names
from sessions import attendance
from sessions.people import People
from sessions.refusals import Refusal, Refused
from sessions.seat import Role
from sessions.session import Session

ASKED_BURST, ASKED_PER_S = 300, 5
"""Badges looked up from one address. A whole hall may stand behind one address, so the burst is generous."""
LONGEST_NUMBER = 5
LONGEST_NAME = 120


def blueprint(house: House) -> Blueprint:
    """The two ways to ask."""
    finding, asked = Blueprint("finding", __name__), Credits(ASKED_BURST, ASKED_PER_S)

    @finding.post("/api/check-in/find")
    def by_code() -> Response:
        """Whose badge it is: `{code, lang}`, or `{link, lang}` for what was scanned → `{person, no}`, for a check-in
        desk with its PIN. Bearer token."""
        if request.mimetype != "application/json":
            return _refusal(house, Refusal.PAYLOAD_TYPES, _lang(), 415)
        body = _body()
        lang = _lang(body.get("lang"))
        holder = house.holder(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if holder is None or holder.seat.role is not Role.REGISTRAR or not holder.proven:
            return _refusal(house, Refusal.SEAT_UNKNOWN, lang, 401)
        try:
            if "link" in body:
                seat = house.door.scanned(str(body["link"]))
            else:
                seat = house.door.badge(str(body.get("code", "")), holder.seat.id)
        except Refused as no:
            return _refusal(house, no.code, lang, 429 if no.code is Refusal.CODE_LOCKED else 404)
        return _answer({"person": seat.id, "no": seat.no}, 200)

    @finding.post("/api/check-in/name")
    def in_order() -> Response:
        """A name as lists keep it, the surname last: `{name, lang}` → `{name, other, sure}`; `other` is the name if its
        first word is the surname, for where the words do not tell. For a check-in desk with its PIN. Bearer token."""
        body = _body()
        holder = house.holder(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if holder is None or holder.seat.role is not Role.REGISTRAR or not holder.proven:
            return _refusal(house, Refusal.SEAT_UNKNOWN, _lang(body.get("lang")), 401)
        typed = str(body.get("name", ""))[:LONGEST_NAME]
        name, sure = names.ordered(typed, None)
        return _answer({"name": name, "other": names.ordered(typed, True)[0], "sure": sure}, 200)

    @finding.get("/api/table-of")
    def by_badge() -> Response:
        """Where a badge sits: `?badge=47` → `{no, table}`, the same for everybody; `table` is null while there is none.
        404 for a badge that is nobody's."""
        if not asked.spend(request.remote_addr or ""):
            return _refusal(house, Refusal.RATE_SPENT, _lang(), 429)
        typed = request.args.get("badge", "")
        no = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER else 0

        def look(session: Session, _: People) -> dict[str, Any] | None:
            known = {each.seat.no: each.seat.id for each in attendance.holders(session)}
            if no not in known:
                return None
            return {"no": no, "table": assignment.table_of(session, session.round(), known[no])}

        found = house.desk.read(look)
        return _answer(found, 200) if found else _refusal(house, Refusal.PERSON_UNKNOWN, _lang(), 404)

    return finding


def _body() -> dict[str, Any]:
    try:
        body = from_json(request.get_data())
    except ValueError:
        body = None
    return body if isinstance(body, dict) else {}


def _lang(asked: object = None) -> str:
    if asked in LANGUAGES:
        return str(asked)
    return request.accept_languages.best_match(LANGUAGES) or "ru"


def _refusal(house: House, code: Refusal, lang: str, status: int) -> Response:
    return _answer(house.refusal(code, lang), status)


def _answer(data: object, status: int) -> Response:
    return Response(msgspec.json.encode(data), status=status, mimetype="application/json")
