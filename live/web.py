"""The HTTP side: the twin of the socket, ways to a seat, pictures, words, and the headers of every answer.

`POST /api/commands` and `GET /api/view` do what the socket does, through the same house, so that a day runs where
websockets are blocked.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import msgspec
from flask import Blueprint, Flask, Response, request

from live import engine, qr
from live.acts import log_view
from live.credits import Credits
from live.house import House
from live.lineage import found_view, lineage_view
from live.parse import from_json
from live.screen import Screen
from live.seats import GUARDED, Holder, path
from live.sheets import expert_sheet, observer_sheet, public_sheet, whole_sheet
from live.words import LANGUAGES, catalogue
from sessions.people import People
from sessions.refusals import Refusal, Refused
from sessions.seat import Role, Seat
from sessions.session import Session

BODY_BYTES = engine.MAX_BODY_BYTES
CODE_STATUS = {
    Refusal.CODE_UNKNOWN: 404,
    Refusal.CODE_OVER: 404,
    Refusal.CODE_USED: 409,
    Refusal.CODE_LOCKED: 429,
}
LOOKS, LOOKS_PER_S = 30, 2
FIND_LETTERS = 80
"""Looking up where a card went: a person taps, a script would count."""

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self' {sockets}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
OF_A_HALL = (".lan", ".local", ".home", ".home.arpa", ".internal")
SHOWN_TO_LEAD = frozenset(Role) - {Role.LEAD, Role.GUEST}
log = logging.getLogger("veche.web")
WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def blueprint(house: House) -> Blueprint:
    """The routes that no screen owns."""
    web = Blueprint("web", __name__)
    looks = Credits(LOOKS, LOOKS_PER_S)
    sent: dict[str, bytes] = {}

    @web.before_request
    def well_posted() -> Response | None:
        """A page of another site can post plain text or a form here in its visitor's name, but no JSON."""
        if request.method != "POST":
            return None
        if engine.is_body_refused(request.headers.get("Transfer-Encoding"), request.headers.get("Content-Length")):
            return _refusal(house, Refusal.PAYLOAD_TOO_LARGE, _lang(), 413)
        if request.mimetype != "application/json":
            return _refusal(house, Refusal.PAYLOAD_TYPES, _lang(), 415)
        return None

    @web.get("/healthz")
    def healthz() -> Response:
        """People can come in: the desk answers and says where it stands."""
        return _json({"ok": True, "app": "veche", "version": list(house.desk.version())})

    @web.post("/api/commands")
    def commands() -> Response:
        """Say a command: `{command, payload, lang}` → the acknowledgement. Bearer token."""
        body, lang = _body()
        who = _who(house, lang, booth=True)
        if isinstance(who, Response):
            return who
        if body is None:
            return _refusal(house, Refusal.PAYLOAD_TYPES, lang, 400)
        seat, screen = who
        if not seat.via:
            house.arrive(seat)
        return _json(house.say(screen, seat, str(body.get("command")), body.get("payload"), lang))

    @web.get("/api/view")
    def view() -> Response:
        """Both views of the seat: `{version, left_ms, pitch_ms, common, own}`; 304 if `?have=EPOCH.N` has them. Bearer
        token."""
        who = _who(house, _lang())
        if isinstance(who, Response):
            return who
        seat, screen = who
        house.arrive(seat)
        house.presence.polled(seat.id, request.remote_addr or "")
        views = house.views(screen, [seat])
        have = f"{views.version[0]}.{views.version[1]}"
        # The version alone does not tell whether the view is the same: who is online is in it, and in no commit.
        mark = hashlib.blake2b(views.common + views.own[seat.id], digest_size=16).digest()
        if request.args.get("have") == have and sent.get(seat.id) == mark:
            return Response(status=304)
        sent[seat.id] = mark
        return _json(
            {
                "version": views.version,
                "left_ms": views.left_ms,
                "now": views.now,
                "pitch_ms": views.pitch_ms,
                "common": msgspec.Raw(views.common),
                "own": msgspec.Raw(views.own[seat.id]),
            }
        )

    @web.get("/api/lineage")
    def lineage() -> Response:
        """Where a card came from and went: `?card=c5` → `{card, before, here, after}`, or, to find one by its words or
        its table's number, `?find=…` → `{cards, more, waits}`. The same for every seat, but none for an observer.
        304 by ETag. Bearer token."""
        who = _who(house, _lang())
        if isinstance(who, Response):
            return who
        if not looks.spend(who[0].id):
            return _refusal(house, Refusal.RATE_SPENT, _lang(), 429)
        if who[0].role is Role.OBSERVER:  # the path of a card tells who wrote it
            return _refusal(house, Refusal.EVENT_UNKNOWN, _lang(), 403)
        asked, card_id = request.args.get("find", "")[:FIND_LETTERS], request.args.get("card", "")

        def look(session: Session, _: object) -> dict[str, Any] | None:
            if not card_id:
                return found_view(session, asked)
            card = session.cards.get(card_id)
            return lineage_view(session, card) if card else None

        found = house.desk.read(look)
        if found is None:
            return _refusal(house, Refusal.CARD_UNKNOWN, _lang(), 404)
        answer = _json(found)
        answer.headers["Cache-Control"] = "no-cache"
        answer.add_etag()
        return answer.make_conditional(request)  # type: ignore[return-value]

    @web.get("/api/sheet")
    def sheet() -> Response:
        """A card's sheet, `?card=c5`: for the lead in full with its history, for experts as it stands now, for all
        others as it stood when its round was carried. 304 by ETag. Bearer token."""
        who = _who(house, _lang())
        if isinstance(who, Response):
            return who
        if not looks.spend(who[0].id):
            return _refusal(house, Refusal.RATE_SPENT, _lang(), 429)
        see = {Role.LEAD: whole_sheet, Role.EXPERT: expert_sheet, Role.OBSERVER: observer_sheet}.get(
            who[0].role, public_sheet
        )

        def look(session: Session, people: People) -> dict[str, Any] | None:
            card = session.cards.get(request.args.get("card", ""))
            return see(house.reading(session, people), card) if card else None

        found = house.desk.read(look)
        if found is None:
            return _refusal(house, Refusal.CARD_UNKNOWN, _lang(), 404)
        answer = _json(found)
        answer.headers["Cache-Control"] = "no-cache"
        answer.add_etag()
        return answer.make_conditional(request)  # type: ignore[return-value]

    @web.post("/api/guest")
    def guest() -> Response:
        """A seat for a device that came in by the hall's QR: `{token, seat, path}`."""
        _, lang = _body()
        if not house.guests.spend(request.remote_addr or ""):
            return _refusal(house, Refusal.RATE_SPENT, lang, 429)
        seat = house.seats.new_guest()
        return _json({"token": house.seats.token(seat.id), "seat": seat.id, "path": path(seat)})

    @web.post("/api/code")
    def code() -> Response:
        """The seat of a badge or, by six digits, of a table: `{code, device, lang}` → `{token, seat, path}`. Small
        letters, spaces, dashes do not matter. `device`: any text that this device says again when it asks again."""
        body, lang = _body()
        try:
            seat, token = house.door.enter(_text(body, "code"), _text(body, "device"), request.remote_addr or "")
        except Refused as no:
            return _refusal(house, no.code, lang, CODE_STATUS.get(no.code, 503))
        return _json({"token": token, "seat": seat.id, "path": path(seat)})

    @web.post("/api/pin")
    def pin() -> Response:
        """The link of console or check-in desk and its PIN, `{pin, lang}` → `{token}`. Bearer token."""
        body, lang = _body()
        holder = house.holder(_bearer())
        if holder is None or holder.seat.role not in house.pin_entries:
            return _refusal(house, Refusal.SEAT_UNKNOWN, lang, 401)
        token, refused = house.pin_entries[holder.seat.role].enter(holder.seat, _text(body, "pin"))
        if token is None:
            return _refusal(house, refused, lang, 429 if refused is Refusal.PIN_LOCKED else 403)
        return _json({"token": token})

    @web.get("/api/seats")
    def seats() -> Response:
        """The seats of tables, projector and badges with their links, for the lead alone. Bearer token.

        A badge's link is its holder's: `token` is null but for one that was re-issued and has not been used yet.
        """
        holder = house.holder(_bearer())
        if holder is None or holder.seat.role is not Role.LEAD or not holder.proven:
            return _refusal(house, Refusal.SEAT_UNKNOWN, _lang(), 401)
        online = house.presence.online()
        return _json(
            [
                {
                    "seat": seat.id,
                    "role": seat.role.value,
                    "no": seat.no,
                    "path": path(seat),
                    "token": house.token(seat) if house.shows_link(seat) else None,
                    "online": online.get(seat.id, 0),
                    "pin": house.seats.pin(Role.REGISTRAR) if seat.role is Role.REGISTRAR else None,
                }
                for seat in house.desk.read(lambda session, _: [each.seat for each in session.seats.values()])
                if seat.role in SHOWN_TO_LEAD
            ]
        )

    @web.get("/api/seats/<seat_id>/qr.svg")
    def seat_qr(seat_id: str) -> Response:
        """The QR code of one seat's link, for the lead alone. Bearer token."""
        holder = house.holder(_bearer())
        if holder is None or holder.seat.role is not Role.LEAD or not holder.proven:
            return _refusal(house, Refusal.SEAT_UNKNOWN, _lang(), 401)
        seat = house.desk.read(lambda session, _: session.seats[seat_id].seat if seat_id in session.seats else None)
        if seat is None or not house.shows_link(seat):
            return _refusal(house, Refusal.SEAT_UNKNOWN, _lang(), 404)
        return _svg(qr.svg(house.link(seat)))

    @web.get("/api/seats/<seat_id>/code")
    def seat_code(seat_id: str) -> Response:
        """The code of a badge that was made anew and that nobody has used yet, `{code, qr}`, for the desk that made it.
        Bearer token."""
        holder = house.holder(_bearer())
        if holder is None or holder.seat.role not in GUARDED or not holder.proven:
            return _refusal(house, Refusal.SEAT_UNKNOWN, _lang(), 401)
        state = house.desk.read(lambda session, _: session.seats.get(seat_id))
        if state is None or state.seat.role is not Role.PERSON or not house.shows_link(state.seat):
            return _refusal(house, Refusal.SEAT_UNKNOWN, _lang(), 404)
        code = house.seats.code(seat_id, state.generation)
        return _json({"code": f"{code[:4]} {code[4:]}", "qr": qr.svg(house.link(state.seat)).decode()})

    @web.get("/api/acts")
    def acts() -> Response:
        """Everything that lead and theme team did, the newest first, for the lead alone. Bearer token."""
        holder = house.holder(_bearer())
        if holder is None or holder.seat.role is not Role.LEAD or not holder.proven:
            return _refusal(house, Refusal.SEAT_UNKNOWN, _lang(), 401)
        return _json(house.desk.read(lambda session, _: log_view(session, None)))

    @web.get("/i18n/<lang>.json")
    def words(lang: str) -> Response:
        """The phrases of a language: English phrase → translation, or its plural forms."""
        if lang not in LANGUAGES:
            return Response(status=404)
        answer = _json(catalogue(lang))
        answer.headers["Cache-Control"] = "no-cache"
        answer.add_etag()
        return answer.make_conditional(request)  # type: ignore[return-value]

    @web.get("/qr/join.svg")
    def join_qr() -> Response:
        """The QR code of the hall's page."""
        return _svg(qr.svg(house.hall.url))

    @web.get("/qr/wifi.svg")
    def wifi_qr() -> Response:
        """The QR code that joins a phone to the hall's Wi-Fi."""
        return _svg(qr.svg(qr.wifi(house.hall.ssid, house.hall.password)))

    @web.errorhandler(500)
    def broken(error: Exception) -> Response:
        log.error("an answer broke: %r", getattr(error, "original_exception", error))
        return _refusal(house, Refusal.INTERNAL, _lang(), 500)

    @web.app_errorhandler(413)
    def too_large(_: Exception) -> Response:
        return _refusal(house, Refusal.PAYLOAD_TOO_LARGE, _lang(), 413)

    return web


def guard(app: Flask) -> None:
    """Limits on what comes in, headers on what goes out."""
    app.config["MAX_CONTENT_LENGTH"] = BODY_BYTES

    @app.after_request
    def headers(answer: Response) -> Response:
        sockets = f"ws://{request.host}" if not request.is_secure else f"wss://{request.host}"
        answer.headers["Content-Security-Policy"] = CSP.format(sockets=sockets)
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "no-referrer"
        if "Cache-Control" not in answer.headers:
            answer.headers["Cache-Control"] = "no-store"
        return answer


class KnownHosts:
    """The outermost door: only the names under which this computer is known, and no word of proxies.

    A page on the internet could point its own name at the laptop (DNS rebinding) and then ask as if it were ours;
    names of a hall's network have no dots, or end in a suffix that no public site can have. Another name counts only
    if the operator has given it, and it stands on the sheets (`url`).
    """

    def __init__(self, app: WSGI, url: str = "") -> None:
        self._app = app
        self._given = urlsplit(url).hostname

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        for name in [name for name in environ if name.startswith("HTTP_X_FORWARDED")]:
            del environ[name]
        host = environ.get("HTTP_HOST", "")
        if not is_ours(host) and _name(host) != self._given:
            start("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"Veche answers only under the addresses that it printed when it started.\n"]
        return self._app(environ, start)


def is_ours(host: str) -> bool:
    """Is this a name that a hall's network can give: an address, a plain word, or `.lan`, `.local`, `.home`?"""
    name = _name(host)
    if not name:
        return False
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return bool(re.fullmatch(r"[\w-]+", name)) or name.endswith(OF_A_HALL)
    return True


def _name(host: str) -> str:
    """A host without its port."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return name.strip("[]").lower()


def _who(house: House, lang: str, *, booth: bool = False) -> tuple[Seat, Screen] | Response:
    """Who asks, and on which screen. Whoever votes on the tablet of a table may do that, and look at nothing."""
    holder: Holder | None = house.holder(_bearer())
    if holder is not None and holder.seat.via and not booth:
        holder = None
    screen = house.screen_of(holder.seat.role) if holder else None
    if holder is None or screen is None:
        return _refusal(house, Refusal.SEAT_UNKNOWN, lang, 401)
    if not holder.proven:
        return _refusal(house, Refusal.PIN_NEEDED, lang, 401)
    return holder.seat, screen


def _bearer() -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ")


def _body() -> tuple[dict[str, Any] | None, str]:
    """What was posted, None if it is no JSON object, and the language it asks for."""
    try:
        body = from_json(request.get_data())
    except ValueError:
        body = None
    if not isinstance(body, dict):
        return None, _lang()
    return body, _lang(body.get("lang"))


def _text(body: dict[str, Any] | None, name: str) -> str:
    return str((body or {}).get(name, ""))


def _lang(asked: object = None) -> str:
    if asked in LANGUAGES:
        return str(asked)
    return request.accept_languages.best_match(LANGUAGES) or "ru"


def _refusal(house: House, code: Refusal, lang: str, status: int) -> Response:
    answer = _json(house.refusal(code, lang))
    answer.status_code = status
    return answer


def _json(data: object) -> Response:
    return Response(msgspec.json.encode(data), mimetype="application/json")


def _svg(data: bytes) -> Response:
    return Response(data, mimetype="image/svg+xml")
