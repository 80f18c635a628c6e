"""The HTTP side of a real application, without sockets: the twin, ways to a seat, headers, hosts, files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

import app
from app import Application, create_app
from live import web
from live.guessing import WRONG, WRONG_PER_BADGE
from live.house import GUESTS_BURST
from live.presence import POLL_COUNTS_MS
from live.screen import Hall
from live.seats import Seats
from sessions import commands as c
from sessions.seat import Role
from tests.sessions.test_notes import WORKING
from tests.story import MINI, SHEET_OPEN, SHEETS, Story, to
from tests.wire import new_id

CSP_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}


class Desk:
    """An application around a story, and a client of it."""

    def __init__(self, scenario: str = MINI) -> None:
        self.story = Story(scenario)
        self.application: Application = create_app(
            self.story.desk, self.story.keys, Hall("http://192.168.1.2:8080/", "Зал", "secret12")
        )
        self.client = Client(self.application.wsgi)
        self.seats: Seats = self.application.house.seats

    def token(self, seat: str) -> str:
        generation = self.story.session.seats[seat].generation
        return self.seats.token(seat, generation, proven=seat == "lead" or seat[0] == "r")

    def get(self, path: str, seat: str | None = None, **headers: str) -> TestResponse:
        return self.client.get(path, headers=self._headers(seat, headers))

    def post(self, path: str, body: Any = None, seat: str | None = None, **headers: str) -> TestResponse:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        said = {"Content-Type": "application/json"} | self._headers(seat, headers)
        return self.client.post(path, headers=said, data=data)

    def say(self, seat: str, command: str, /, **fields: Any) -> TestResponse:
        return self.post("/api/commands", {"command": command, "payload": {"action_id": new_id(), **fields}}, seat)

    def _headers(self, seat: str | None, more: dict[str, str]) -> dict[str, str]:
        said = {"Authorization": f"Bearer {self.token(seat)}"} if seat else {}
        return said | {name.replace("_", "-"): value for name, value in more.items()}


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    # Only the request path is tried here; what runs beside it is tried on real servers.
    monkeypatch.setattr(app.engine, "spawn", lambda *_, **__: None)
    return Desk()


def code(answer: TestResponse) -> str:
    assert answer.json is not None and answer.json["ok"] is False
    error = answer.json["error"]
    assert set(error) == {"code", "text", "retry", "facts"} and error["text"]
    assert len(answer.json["version"]) == 2
    return str(error["code"])


# -- the twin --------------------------------------------------------------------------------------


def test_a_command_over_http_is_acknowledged_as_over_the_socket(desk: Desk) -> None:
    desk.story.play([to("problems", "open")])
    answer = desk.say("t1", "submit_card", round="problems", fields={"title": "Темно"})
    assert answer.status_code == 200
    assert answer.json is not None and set(answer.json) == {"ok", "version", "safe", "answer"}
    assert answer.json["answer"] == {"card": "c1"}
    assert code(desk.say("t1", "move_round", round="problems", phase="open", was="open")) == "event.unknown"
    assert code(desk.say("t1", "submit_card", round="problems", fields={"title": ""})) == "text.empty"


@pytest.mark.parametrize("bearer", ["", "Bearer ", "Bearer t1.x", "t1.x", "Basic dDE6eA==", "Bearer \xd1\x8f"])
def test_without_a_seat_there_is_401_and_a_code(desk: Desk, bearer: str) -> None:
    for answer in (
        desk.post("/api/commands", {"command": "call_help"}, Authorization=bearer),
        desk.get("/api/view", Authorization=bearer),
        desk.get("/api/seats", Authorization=bearer),
        desk.get("/api/seats/t1/qr.svg", Authorization=bearer),
        desk.post("/api/pin", {"pin": "000000"}, Authorization=bearer),
    ):
        assert answer.status_code == 401 and code(answer) == "seat.unknown"


def test_the_lead_without_a_pin_is_told_so(desk: Desk) -> None:
    link = f"Bearer {desk.seats.token('lead')}"
    for answer in (desk.get("/api/view", Authorization=link), desk.post("/api/commands", {}, Authorization=link)):
        assert answer.status_code == 401 and code(answer) == "pin.needed"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"7", b'"x"', b"null", b"\xff\xfe", b"a=1&b=2", b"[" * 5000, b'{"a":' * 5000]
)
def test_a_body_that_is_no_json_object_is_refused_in_words(desk: Desk, body: bytes) -> None:
    answer = desk.post("/api/commands", body, "t1")
    assert answer.status_code == 400 and code(answer) == "payload.types"
    assert desk.post("/api/guest", body).status_code == 200
    assert code(desk.post("/api/code", body)) == "code.unknown"
    assert code(desk.post("/api/pin", body, "lead")) == "pin.wrong"


@pytest.mark.parametrize(
    "body", [{}, {"command": 7}, {"command": None, "payload": {}}, {"payload": []}, {"command": {"a": 1}, "lang": []}]
)
def test_a_strange_command_is_refused_with_its_code(desk: Desk, body: dict[str, Any]) -> None:
    assert code(desk.post("/api/commands", body, "t1")) == "event.unknown"


def test_a_body_beyond_the_limit_is_413_with_a_code(desk: Desk) -> None:
    for path in ("/api/commands", "/api/code", "/api/guest", "/api/pin"):
        answer = desk.post(path, {"command": "submit_card", "payload": {"x": "y" * web.BODY_BYTES}}, "lead")
        assert answer.status_code == 413 and code(answer) == "payload.too_large"


@pytest.mark.parametrize("length", ["999999999999", str(web.BODY_BYTES + 1), "x", None])
def test_a_body_too_long_or_of_unknown_length_is_refused_unread(desk: Desk, length: str | None) -> None:
    class Unread:
        def read(self, *_: int) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    environ: dict[str, Any] = {"wsgi.input": Unread(), "CONTENT_TYPE": "application/json"}
    environ |= {"CONTENT_LENGTH": length} if length else {"HTTP_TRANSFER_ENCODING": "chunked"}
    for path in ("/api/commands", "/api/code", "/api/guest", "/api/pin"):
        answer = desk.client.post(path, environ_overrides=environ)
        assert answer.status_code == 413 and code(answer) == "payload.too_large"


@pytest.mark.parametrize(
    "kind",
    ["", "text/plain", "text/plain; application/json", "application/x-www-form-urlencoded", "multipart/form-data"],
)
def test_what_a_page_of_another_site_may_send_is_refused(desk: Desk, kind: str) -> None:
    body = json.dumps({"code": desk.seats.code("p3"), "lang": "en"}).encode()
    for path in ("/api/commands", "/api/code", "/api/guest", "/api/pin"):
        answer = desk.post(path, body, "lead", Content_Type=kind)
        assert answer.status_code == 415 and code(answer) == "payload.types"
    assert desk.post("/api/code", body, Content_Type="application/json; charset=utf-8").status_code == 200


def test_pages_of_other_sites_spend_nobodys_credits(desk: Desk) -> None:
    for _ in range(GUESTS_BURST + 4):
        desk.post("/api/code", b'{"code":"A"}', Content_Type="text/plain")
        desk.post("/api/guest", b"{}", Content_Type="text/plain")
    assert code(desk.post("/api/code", {"code": "A"})) == "code.unknown"
    assert desk.post("/api/guest").status_code == 200


def test_no_other_site_is_given_leave(desk: Desk) -> None:
    asked = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    answer = desk.client.options("/api/code", headers=asked | {"Access-Control-Request-Headers": "content-type"})
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


def test_the_refusal_comes_in_the_language_asked_for(desk: Desk) -> None:
    for lang, word in (("ru", "ссылка"), ("en", "link")):
        assert word in desk.post("/api/commands", {"lang": lang}).json["error"]["text"]  # type: ignore[index]
        assert word in desk.get("/api/view", Accept_Language=lang).json["error"]["text"]  # type: ignore[index]


def test_a_view_is_sent_once_and_then_only_if_it_changed(desk: Desk) -> None:
    first = desk.get("/api/view", "t1")
    assert first.json is not None and set(first.json) == {"version", "left_ms", "pitch_ms", "now", "common", "own"}
    have = "{}.{}".format(*first.json["version"])
    again = desk.get(f"/api/view?have={have}", "t1")
    assert again.status_code == 304 and again.data == b""
    assert desk.get("/api/view?have=0.0", "t1").status_code == 200
    desk.story.play([to("problems", "open")])
    newer = desk.get(f"/api/view?have={have}", "t1")
    assert newer.status_code == 200 and newer.json is not None
    assert newer.json["version"] > first.json["version"] and newer.json["left_ms"] > 0


@pytest.mark.parametrize("have", ["", "1", "1.", "x.y", "-1.-1", "1.1.1", "9" * 500, "%00"])
def test_whatever_a_device_says_it_has_it_gets_the_view(desk: Desk, have: str) -> None:
    assert desk.get(f"/api/view?have={have}", "t1").status_code == 200


def test_a_device_that_polls_is_online_and_has_arrived(desk: Desk) -> None:
    desk.get("/api/view", "t2")
    assert desk.application.house.presence.online() == {"t2": 1}
    assert desk.story.session.seats["t2"].arrived is not None


def test_who_is_online_does_not_hang_on_the_laptops_clock(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    house = desk.application.house
    wall, steady = house.desk.now()
    monkeypatch.setattr(house.desk, "now", lambda: (wall, steady))
    desk.get("/api/view", "t2")
    monkeypatch.setattr(house.desk, "now", lambda: (wall - 3_600_000, steady + POLL_COUNTS_MS))
    assert house.presence.online() == {}


def test_a_view_holds_nobody_elses_own(desk: Desk) -> None:
    desk.story.play([to("problems", "open")])
    desk.say("t2", "submit_card", round="problems", fields={"title": "Тайна второго стола"})
    assert b"\xd0\xa2\xd0\xb0\xd0\xb9\xd0\xbd\xd0\xb0" in desk.get("/api/view", "t2").data
    for seat in ("t1", "p1"):
        assert "Тайна второго стола" not in desk.get("/api/view", seat).data.decode()


# -- ways to a seat --------------------------------------------------------------------------------


def test_a_code_leads_to_its_seat(desk: Desk) -> None:
    typed = desk.seats.code("p3").lower()
    answer = desk.post("/api/code", {"code": f"{typed[:4]} {typed[4:]}"})
    assert answer.json == {"token": desk.token("p3"), "seat": "p3", "path": "/p/3"}


@pytest.mark.parametrize("body", [{}, {"code": ""}, {"code": 7}, {"code": ["A"]}, {"code": "A" * 60_000}])
def test_a_wrong_code_is_refused_in_words(desk: Desk, body: dict[str, Any]) -> None:
    answer = desk.post("/api/code", body)
    assert answer.status_code == 404 and code(answer) == "code.unknown"


def test_ten_wrong_codes_close_the_door_to_their_address_and_say_what_to_do(desk: Desk) -> None:
    codes = [code(desk.post("/api/code", {"code": f"AAAA{no:04d}"})) for no in range(WRONG)]
    assert codes == ["code.unknown"] * (WRONG - 1) + ["code.locked"]
    right = desk.post("/api/code", {"code": desk.seats.code("p3")})
    assert right.status_code == 429 and code(right) == "code.locked", "a lock that lets right codes in is none"
    for lang, word in (("ru", "стойк"), ("en", "desk")):
        said = desk.post("/api/code", {"code": "A", "lang": lang}).json
        assert said is not None and word in said["error"]["text"]
    assert desk.get("/api/view", "t1").status_code == 200
    assert from_address(desk, "10.0.0.9", desk.seats.code("p3")).status_code == 200


def from_address(desk: Desk, address: str, typed: str) -> TestResponse:
    return desk.client.post("/api/code", json={"code": typed}, environ_overrides={"REMOTE_ADDR": address})


def test_a_hall_behind_one_address_may_mistype_more_often(desk: Desk) -> None:
    for seat in ("p1", "p2", "p3", "t1"):  # a table's tablet is no badge
        desk.get("/api/view", seat)
    codes = [code(desk.post("/api/code", {"code": f"AAAA{no:04d}"})) for no in range(WRONG + 3 * WRONG_PER_BADGE)]
    assert codes == ["code.unknown"] * (WRONG + 3 * WRONG_PER_BADGE - 1) + ["code.locked"]


def test_right_codes_cost_nothing(desk: Desk) -> None:
    right = desk.seats.code("p3")
    assert {desk.post("/api/code", {"code": right}).status_code for _ in range(3 * WRONG)} == {200}
    assert code(desk.post("/api/code", {"code": "A"})) == "code.unknown"


def test_a_guest_gets_a_fresh_seat_that_may_look(desk: Desk) -> None:
    one, two = desk.post("/api/guest").json, desk.post("/api/guest", {}).json
    assert one is not None and two is not None and one["seat"] != two["seat"]
    assert one["seat"].startswith("g") and one["path"] == "/"
    assert desk.get("/api/view", Authorization=f"Bearer {one['token']}").status_code == 200


def test_guests_without_end_are_not_made(desk: Desk) -> None:
    statuses = [desk.post("/api/guest").status_code for _ in range(GUESTS_BURST + 20)]
    assert statuses[:GUESTS_BURST] == [200] * GUESTS_BURST and statuses[-1] == 429


def test_a_whole_hall_behind_one_address_comes_in_as_guests(desk: Desk) -> None:
    assert {desk.post("/api/guest").status_code for _ in range(2 * 140)} == {200}


def test_the_pin_proves_the_lead(desk: Desk) -> None:
    link = f"Bearer {desk.seats.token('lead')}"
    assert desk.post("/api/pin", {"pin": desk.seats.pin()}, Authorization=link).json == {"token": desk.token("lead")}
    assert code(desk.post("/api/pin", {"pin": desk.seats.pin()}, "t1")) == "seat.unknown"
    answers = [desk.post("/api/pin", {"pin": "x"}, Authorization=link) for _ in range(5)]
    assert [(answer.status_code, code(answer)) for answer in answers] == [(403, "pin.wrong")] * 4 + [
        (429, "pin.locked")
    ]
    assert code(desk.post("/api/pin", {"pin": desk.seats.pin()}, Authorization=link)) == "pin.locked"


def test_the_desk_has_a_pin_of_its_own_and_whoever_guesses_there_does_not_lock_the_console(desk: Desk) -> None:
    link, lead = (f"Bearer {desk.seats.token(seat)}" for seat in ("r1", "lead"))
    assert desk.seats.pin(Role.REGISTRAR) != desk.seats.pin()
    assert code(desk.get("/api/view", Authorization=link)) == "pin.needed"
    given = desk.post("/api/pin", {"pin": desk.seats.pin(Role.REGISTRAR)}, Authorization=link).json
    assert given is not None
    assert desk.get("/api/view", Authorization=f"Bearer {given['token']}").status_code == 200
    assert code(desk.post("/api/pin", {"pin": desk.seats.pin()}, Authorization=link)) == "pin.wrong"
    for _ in range(5):
        desk.post("/api/pin", {"pin": "x"}, Authorization=link)
    assert code(desk.post("/api/pin", {"pin": desk.seats.pin(Role.REGISTRAR)}, Authorization=link)) == "pin.locked"
    assert desk.post("/api/pin", {"pin": desk.seats.pin()}, Authorization=lead).status_code == 200


def test_the_desk_sees_a_code_that_it_made_anew_until_somebody_uses_it(desk: Desk) -> None:
    desk_token = desk.seats.token("r1", proven=True)
    bearer = f"Bearer {desk_token}"
    assert code(desk.get("/api/seats/p1/code", Authorization=bearer)) == "seat.unknown"
    desk.say("r1", "reissue_seat", seat="p1")
    told = desk.get("/api/seats/p1/code", Authorization=bearer).json
    assert told is not None and told["qr"].startswith("<?xml") and len(told["code"].replace(" ", "")) == 8
    for seat in ("t1", "p2", "screen"):
        assert desk.get("/api/seats/p1/code", seat).status_code == 401
    assert desk.get("/api/seats/p1/code", Authorization=f"Bearer {desk.seats.token('r1')}").status_code == 401
    entered = desk.post("/api/code", {"code": told["code"]}).json
    assert entered is not None and entered["seat"] == "p1"
    assert desk.get("/api/view", Authorization=f"Bearer {entered['token']}").status_code == 200
    assert code(desk.get("/api/seats/p1/code", Authorization=bearer)) == "seat.unknown"


def test_the_whole_log_is_the_leads_alone(desk: Desk) -> None:
    assert desk.get("/api/acts", "lead").json == []
    for seat in ("t1", "screen", "p1"):
        assert desk.get("/api/acts", seat).status_code == 401
    assert desk.get("/api/acts", Authorization=f"Bearer {desk.seats.token('lead')}").status_code == 401


def test_an_expert_asks_for_any_sheet_and_an_observer_as_far_as_the_lead_lets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.engine, "spawn", lambda *_, **__: None)
    desk = Desk(WORKING)
    desk.story.play(SHEET_OPEN)
    desk.say("t1", "save_sheet", round="sheet1", card="c3", fields={"title": "Свет", "what": "Ставим"}, version=0)
    now = desk.get("/api/sheet?card=c3", "x1")
    assert now.json is not None and now.json["fields"]["what"] == "Ставим" and "history" not in now.json
    assert code(desk.get("/api/sheet?card=c3", "o1")) == "card.unknown"
    assert desk.get("/api/lineage?card=c3", "x1").status_code == 200
    assert (
        code(desk.get("/api/lineage?card=c3", "o1")) == code(desk.get("/api/lineage?find=1", "o1")) == "event.unknown"
    )
    desk.story.play([to("sheet1", "carried")])
    assert code(desk.get("/api/sheet?card=c3", "o1")) == "card.unknown", "the wall alone is for them"
    desk.story.play([c.LetObservers("cards")])
    read = desk.get("/api/sheet?card=c3", "o1")
    assert read.json is not None and read.json["title"] == "Свет" and "history" not in read.json
    for seat in ("x1", "o1"):
        assert desk.get("/api/seats", seat).status_code == desk.get("/api/acts", seat).status_code == 401


def test_a_sheet_is_the_leads_in_full_and_everybodys_as_it_was_carried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.engine, "spawn", lambda *_, **__: None)
    desk = Desk(SHEETS)
    desk.story.play(SHEET_OPEN)
    desk.say("t1", "save_sheet", round="sheet1", card="c3", fields={"title": "Свет", "what": "Ставим"}, version=0)
    whole = desk.get("/api/sheet?card=c3", "lead")
    assert whole.json is not None and len(whole.json["history"]) == 1
    for seat in ("t1", "t2", "p1"):
        assert code(desk.get("/api/sheet?card=c3", seat)) == "card.unknown"
    assert desk.get("/api/sheet?card=c3").status_code == 401
    assert desk.get("/api/sheet?card=c99", "lead").status_code == 404
    desk.story.play([to("sheet1", "carried")])
    for seat in ("t2", "p1", "screen"):
        read = desk.get("/api/sheet?card=c3", seat)
        assert read.json is not None and read.json["title"] == "Свет" and "history" not in read.json
    assert desk.get("/api/sheet?card=c3", "p1", If_None_Match=str(read.headers["ETag"])).status_code == 304


def test_the_links_are_for_the_lead_alone(desk: Desk) -> None:
    rows = desk.get("/api/seats", "lead").json
    assert rows is not None and {row["role"] for row in rows} == {"table", "projector", "person", "registrar"}
    assert {row["seat"]: row["token"] for row in rows}["t2"] == desk.token("t2")
    for seat in ("t1", "screen", "p1"):
        assert desk.get("/api/seats", seat).status_code == 401
        assert desk.get("/api/seats/t1/qr.svg", seat).status_code == 401
    assert desk.get("/api/seats", Authorization=f"Bearer {desk.seats.token('lead')}").status_code == 401
    assert desk.get("/api/seats/t1/qr.svg", "lead").mimetype == "image/svg+xml"
    assert code(desk.get("/api/seats/p1/qr.svg", "lead")) == "seat.unknown"


def test_a_badges_link_is_shown_to_nobody_but_a_new_one_until_it_is_used(desk: Desk) -> None:
    def shown() -> str | None:
        rows = desk.get("/api/seats", "lead").json
        assert rows is not None
        return next(row["token"] for row in rows if row["seat"] == "p1")

    assert shown() is None
    anew = {"command": "reissue_seat", "payload": {"action_id": new_id(), "seat": "p1"}}
    assert desk.post("/api/commands", anew, "lead").status_code == 200
    token = shown()
    assert token is not None
    assert desk.get("/api/seats/p1/qr.svg", "lead").mimetype == "image/svg+xml"
    assert desk.get("/api/view", Authorization=f"Bearer {token}").status_code == 200
    assert shown() is None, "the first use closes it"


def test_an_unknown_seat_has_no_picture(desk: Desk) -> None:
    assert code(desk.get("/api/seats/t99/qr.svg", "lead")) == "seat.unknown"


# -- every route -----------------------------------------------------------------------------------


def addresses(desk: Desk) -> Iterator[tuple[str, set[str]]]:
    """Every route with its placeholders filled in, and its methods."""
    for rule in desk.application.flask.url_map.iter_rules():
        path = re.sub(r"<int:[^>]*>", "1", rule.rule)
        path = path.replace("<lang>", "ru").replace("<seat_id>", "t1").replace("<path:path>", "css/base.css")
        yield path, rule.methods or set()


def strangers() -> list[str]:
    return ["/nowhere", "/table/x", "/p/-1", "/i18n/xx.json", "/static/nothing.css", "/.git/config", "/healthz/"]


def test_every_answer_carries_the_same_strict_headers(desk: Desk) -> None:
    paths = [path for path, methods in addresses(desk) if "GET" in methods] + strangers()
    assert len(paths) > 15
    for path in paths:
        for seat in (None, "lead"):
            answer = desk.get(path, seat)
            assert answer.status_code < 500, path
            policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
            for directive, value in CSP_DIRECTIVES.items():
                assert policy[directive] == value, path
            assert policy["connect-src"] == "'self' ws://localhost"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["Cache-Control"]
            assert "Set-Cookie" not in answer.headers, f"{path} sets a cookie"


def test_what_a_seat_is_told_is_never_kept_on_the_way(desk: Desk) -> None:
    for path in ("/api/view", "/api/seats", "/console", "/"):
        assert desk.get(path, "lead").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("body", [b"", b"{", b"\xff" * 100, b'{"command":"x"}', b"x" * 70_000])
def test_posting_anything_anywhere_breaks_nothing(desk: Desk, body: bytes) -> None:
    for path, methods in addresses(desk):
        for seat in (None, "t1", "lead"):
            answer = desk.post(path, body, seat)
            assert answer.status_code < 500, (path, answer.status_code)
            assert answer.status_code != 405 or "POST" not in methods
            assert "Content-Security-Policy" in answer.headers


def test_other_methods_are_refused(desk: Desk) -> None:
    for method in ("PUT", "DELETE", "PATCH", "TRACE"):
        for path in ("/api/commands", "/api/view", "/", "/static/css/base.css"):
            assert desk.client.open(path, method=method).status_code == 405


def test_a_broken_answer_is_a_refusal_to_be_sent_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a view broke")

    monkeypatch.setattr(desk.application.house, "views", broken)
    answer = desk.get("/api/view", "t1")
    assert answer.status_code == 500 and code(answer) == "internal.failed"
    assert b"RuntimeError" not in answer.data and answer.json["error"]["retry"]  # type: ignore[index]


# -- hosts and proxies -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "192.168.1.2:8080",
        "127.0.0.1",
        "localhost:8080",
        "veche.local",
        "forum.lan:80",
        "[::1]:8080",
        "router.home.arpa",
    ],
)
def test_names_of_a_hall_are_answered(desk: Desk, host: str) -> None:
    assert desk.get("/healthz", Host=host).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8080",
        "127.0.0.1.evil.example",
        "veche.local.evil.com",
        "192.168.1.2.nip.io",
        "[::1.x",
        "a.b",
        "",
    ],
)
def test_other_names_are_not(desk: Desk, host: str) -> None:
    answer = desk.client.get("/healthz", environ_overrides={"HTTP_HOST": host})
    assert answer.status_code == 421 and b"printed when it started" in answer.data


def test_a_name_that_the_operator_has_given_is_answered() -> None:
    def inner(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        start("200 OK", [])
        return []

    client = Client(web.KnownHosts(inner, "http://forum.example.org:8080/"))
    for host, status in (("forum.example.org", 200), ("Forum.Example.org:8080", 200), ("evil.example.org", 421)):
        assert client.get("/", environ_overrides={"HTTP_HOST": host}).status_code == status


def test_the_word_of_a_proxy_counts_for_nothing(desk: Desk) -> None:
    seen: dict[str, Any] = {}

    def inner(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        seen.update(environ)
        start("200 OK", [])
        return []

    forwarded = {
        "X-Forwarded-For": "10.0.0.1",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/x",
    }
    Client(web.KnownHosts(inner)).get("/", headers=forwarded)
    assert not [name for name in seen if "FORWARDED" in name]
    codes = [desk.post("/api/code", {"code": "A"}, X_Forwarded_For=f"10.0.0.{no}") for no in range(WRONG)]
    assert codes[-1].status_code == 429, "another address in a header gives nobody more guesses"
    policy = desk.get("/", X_Forwarded_Host="evil.example", X_Forwarded_Proto="https").headers[
        "Content-Security-Policy"
    ]
    assert "evil" not in policy and "wss:" not in policy


# -- files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "../app.py",
        "..%2fapp.py",
        "%2e%2e/app.py",
        "css/../../app.py",
        "/etc/passwd",
        "//etc/passwd",
        "css",
        "css/",
        ".",
        "vendor/VENDOR.toml",
        "~/css/base.css/..",
        "~00000000/../../app.py",
        "css/base.css%00",
        "..\\app.py",
        "css/BASE.css",
    ],
)
def test_only_listed_files_are_served(desk: Desk, path: str) -> None:
    assert desk.get(f"/static/{path}").status_code in (404, 308)


def test_nothing_of_the_house_is_served_as_a_page(desk: Desk) -> None:
    root = Path(app.__file__).parent
    for name in ("app.py", "var", "var/people.key", "pyproject.toml", "templates/screen.html", "scenarios"):
        assert desk.get(f"/{name}").status_code == 404
    assert (root / "app.py").exists()


def test_a_static_file_is_kept_and_asked_for_again_by_its_mark(desk: Desk) -> None:
    plain = desk.get("/static/css/base.css")
    assert plain.status_code == 200 and plain.headers["Cache-Control"] == "no-cache"
    assert desk.get("/static/css/base.css", If_None_Match=plain.headers["ETag"]).status_code == 304
    page = desk.get("/console").data.decode()
    built = re.search(r"/static/~[0-9a-f]{8}/css/\w+\.css", page)
    assert built is not None
    assert "immutable" in desk.get(built[0]).headers["Cache-Control"]
    packed = desk.get("/static/css/base.css", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip" and len(packed.data) < len(plain.data)


def test_the_words_of_both_languages_are_served(desk: Desk) -> None:
    words = desk.get("/i18n/ru.json")
    assert words.json and words.headers["ETag"]
    assert desk.get("/i18n/ru.json", If_None_Match=words.headers["ETag"]).status_code == 304
    assert desk.get("/i18n/en.json").status_code == 200


def test_the_codes_of_the_hall_are_pictures(desk: Desk) -> None:
    for path in ("/qr/join.svg", "/qr/wifi.svg"):
        answer = desk.get(path)
        assert answer.mimetype == "image/svg+xml" and answer.data.startswith((b"<?xml", b"<svg"))


def test_every_role_has_a_screen(desk: Desk) -> None:
    assert all(desk.application.house.screen_of(role) for role in Role)


@pytest.mark.parametrize("path", ["/", "/console", "/table/1", "/projector", "/p/1"])
def test_a_page_is_an_empty_shell_with_no_script_in_it(desk: Desk, path: str) -> None:
    page = desk.get(path).data.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>\s*\S", page), "an inline script would not run under the policy"
    assert not re.search(r"\son\w+=|\sstyle=|javascript:", page)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page)
    assert desk.token("t1") not in page and "Малый форум" not in page
