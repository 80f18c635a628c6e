"""The lead's watch over devices and doors: how the tablets are, one put in another's place, addresses that guess.

Devices tell how they are by `report`, here or over the socket.  Everything else is the lead's alone, and none of it is
in the journal but the new link of a seat, which is the lead's own command.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import msgspec
from flask import Blueprint, Response, request

from live import engine, qr
from live.devices import NEEDED
from live.guessing import Alarm
from live.health import GRAVITY, Trouble
from live.house import House
from live.parse import from_json
from live.replacements import Replacement
from live.words import LANGUAGES
from sessions.refusals import Refusal
from sessions.seat import Role, Seat
from sessions.session import Session

GRAVITIES: dict[Trouble, int] = {code: place for place, code in enumerate(GRAVITY)}
ORDER = (Role.TABLE, Role.PROJECTOR, Role.REGISTRAR, Role.THEME_TEAM, Role.EXPERT, Role.LEAD)


def blueprint(house: House) -> Blueprint:
    """The routes of reports, devices, replacements and locks."""
    watch = Blueprint("watch", __name__)

    def for_the_lead(route: Callable[..., Response]) -> Callable[..., Response]:
        @functools.wraps(route)
        def checked(**given: Any) -> Response:
            holder = house.holder(_bearer())
            if holder is None or holder.seat.role is not Role.LEAD or not holder.proven:
                return _refused(house, Refusal.SEAT_UNKNOWN, 401)
            return route(**given)

        return checked

    @watch.before_request
    def well_posted() -> Response | None:
        if request.method != "POST":
            return None
        if engine.is_body_refused(request.headers.get("Transfer-Encoding"), request.headers.get("Content-Length")):
            return _refused(house, Refusal.PAYLOAD_TOO_LARGE, 413)
        if request.mimetype != "application/json":
            return _refused(house, Refusal.PAYLOAD_TYPES, 415)
        return None

    @watch.post("/api/report")
    def report() -> Response:
        """A device says how it is, as `report` does over the socket; the fields stand above. Bearer token."""
        holder = house.holder(_bearer())
        if holder is None or holder.seat.via or not holder.proven:
            return _refused(house, Refusal.SEAT_UNKNOWN, 401)
        return _json(house.report(holder.seat, _body(), "", _lang()))

    @watch.get("/api/devices")
    @for_the_lead
    def devices() -> Response:
        """The devices of tables, projector and desks, those in trouble first, and the phones in sums, for the lead
        alone: `{devices: [{seat, role, no, online, here, heard_ms, old, battery, …}], phones}`. Bearer token."""
        return _json({"devices": _rows(house), "phones": house.devices.phones()})

    @watch.post("/api/replacements")
    @for_the_lead
    def make() -> Response:
        """A code that brings another device in at a table, `{seat, fresh}` → `{seat, code, state, left_ms, qr}`, for
        the lead alone. Without `fresh` the one that waits already. Bearer token."""
        body = _body() or {}
        seat = _table(house, str(body.get("seat", "")))
        if seat is None:
            return _refused(house, Refusal.TABLE_UNKNOWN, 404)
        return _json(_told(house, house.door.replacements.make(seat.id, fresh=body.get("fresh") is True)))

    @watch.get("/api/replacements/<seat>")
    @for_the_lead
    def latest(seat: str) -> Response:
        """How the last code of a table stands, for the lead alone: `{code, state, left_ms}`; `waits`, `used` or `over`.
        Bearer token."""
        code, stands, left_ms = house.door.replacements.latest(seat)
        return _json({"code": code, "state": stands, "left_ms": left_ms})

    @watch.post("/api/locks")
    @for_the_lead
    def locks() -> Response:
        """An alarm of wrong codes, `{kind, address, lift}`: lift the lock, or only put the alarm away, for the lead
        alone. Bearer token."""
        body = _body() or {}
        alarm = next((each for each in house.door.guessing.alarms() if _is(each, body)), None)
        if alarm is not None:
            end = house.door.guessing.lift if body.get("lift") is True else house.door.guessing.put_away
            end(alarm.kind, alarm.address)
        return _json({"ok": True})

    return watch


def _is(alarm: Alarm, body: dict[str, Any]) -> bool:
    return (alarm.kind, alarm.address) == (body.get("kind"), body.get("address"))


def _rows(house: House) -> list[dict[str, Any]]:
    online = house.presence.online()

    def seats(session: Session, _: object) -> list[Seat]:
        return [each.seat for each in session.seats.values() if each.seat.role in ORDER]

    told: dict[str, list[dict[str, Any]]] = {}
    for row in house.devices.rows():
        told.setdefault(row["seat"], []).append(row)
    rows = []
    for seat in house.desk.read(seats):
        here = online.get(seat.id, 0)
        about = {"seat": seat.id, "role": seat.role.value, "no": seat.no, "online": here}
        many = sum(row["here"] for row in told.get(seat.id, [])) > 1 and seat.role is Role.TABLE
        for row in told.get(seat.id, [{"here": False, "heard_ms": None, "trouble": []}]):
            trouble = sorted({*row["trouble"], *(["two"] if many and row["here"] else [])}, key=GRAVITIES.__getitem__)
            rows.append((_place(seat, trouble, here), about | row | {"trouble": trouble}))
    return [row for _, row in sorted(rows, key=lambda each: each[0])]


def _place(seat: Seat, trouble: list[Trouble], online: int) -> tuple[int, int, int, int]:
    """In trouble first, by its gravity; then what the hall needs and is not here, then the rest in order."""
    gravity = GRAVITIES[trouble[0]] if trouble else len(GRAVITY) + (online > 0 or seat.role not in NEEDED)
    return gravity, -len(trouble), ORDER.index(seat.role), seat.no or 0


def _table(house: House, seat_id: str) -> Seat | None:
    seat = house.desk.read(lambda session, _: session.seats[seat_id].seat if seat_id in session.seats else None)
    return seat if seat is not None and seat.role is Role.TABLE else None


def _told(house: House, made: Replacement) -> dict[str, Any]:
    _, stands, left_ms = house.door.replacements.latest(made.seat)
    # In the fragment, so that it comes into no log; the hall's page gives it to the desk.
    link = f"{house.hall.url.rstrip('/')}/#c={made.code}"
    return {"seat": made.seat, "code": made.code, "state": stands, "left_ms": left_ms, "qr": qr.svg(link).decode()}


def _bearer() -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ")


def _body() -> dict[str, Any] | None:
    try:
        body = from_json(request.get_data())
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _lang() -> str:
    return request.accept_languages.best_match(LANGUAGES) or "ru"


def _refused(house: House, code: Refusal, status: int) -> Response:
    answer = _json(house.refusal(code, _lang()))
    answer.status_code = status
    return answer


def _json(data: object) -> Response:
    return Response(msgspec.json.encode(data), mimetype="application/json")
