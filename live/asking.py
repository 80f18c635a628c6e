"""A question over HTTP that only some seats may ask: who asks, in which language, with what body, and the answer.

Identity is the seat of the bearer token, as on the socket; a refusal of any rule is an answer like any other.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import msgspec
from flask import Response, request

from live import apart, engine
from live.house import House
from live.parse import from_json
from live.words import LANGUAGES
from sessions.refusals import Refusal, Refused
from sessions.seat import Role, Seat

Route = Callable[..., Response]


def only(house: House, *roles: Role) -> Callable[[Route], Route]:
    """A route for these roles, with their PIN where there is one; it is given the `seat` that asks. A body is JSON and
    says how long it is."""

    def decorator(route: Route) -> Route:
        @functools.wraps(route)
        def checked(**given: Any) -> Response:
            lang = language()
            try:
                return route(seat=_seat(house, roles), **given)
            except _Unknown:
                return answer(house.refusal(Refusal.SEAT_UNKNOWN, lang), 401)
            except Refused as no:
                return answer(house.refusal(no.code, lang, no.facts), STATUS.get(no.code, 409))
            except apart.ApartFailed:
                return answer(house.refusal(Refusal.APART_FAILED, lang), 409)

        return checked

    return decorator


STATUS = {Refusal.PAYLOAD_TOO_LARGE: 413, Refusal.PAYLOAD_TYPES: 415, Refusal.RATE_SPENT: 429}


class _Unknown(Exception):
    """Nobody who may ask this."""


def body() -> dict[str, Any]:
    """What was posted, empty if it is no JSON object."""
    try:
        told = from_json(request.get_data())
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def language() -> str:
    """In which language the device wants to be answered."""
    asked = request.args.get("lang") or (body().get("lang") if request.method == "POST" else None)
    return asked if asked in LANGUAGES else "ru"


def answer(data: object, status: int = 200) -> Response:
    """Anything as JSON."""
    return Response(msgspec.json.encode(data), status=status, mimetype="application/json")


def _seat(house: House, roles: tuple[Role, ...]) -> Seat:
    holder = house.holder(request.headers.get("Authorization", "").removeprefix("Bearer "))
    if holder is None or holder.seat.via or holder.seat.role not in roles or not holder.proven:
        raise _Unknown
    if request.method == "POST":
        if engine.is_body_refused(request.headers.get("Transfer-Encoding"), request.headers.get("Content-Length")):
            raise Refused(Refusal.PAYLOAD_TOO_LARGE)
        if request.mimetype != "application/json":
            raise Refused(Refusal.PAYLOAD_TYPES)
    return holder.seat
