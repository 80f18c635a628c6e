"""The lead's watch over HTTP: reports, devices, replacements, locks; and that nobody else has it."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import TestResponse

import app
from live.guessing import WRONG
from live.house import REPORTS_BURST
from sessions.events import SeatReissued
from tests.live.test_devices import WELL
from tests.live.test_web import Desk, code, from_address
from tests.story import card, to

HERE = "10.0.0.7"


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(app.engine, "spawn", lambda *_, **__: None)
    return Desk()


def made(desk: Desk, seat: str = "t1", *, fresh: bool = False) -> dict[str, Any]:
    answer = desk.post("/api/replacements", {"seat": seat, "fresh": fresh}, "lead")
    assert answer.status_code == 200 and answer.json is not None
    return dict(answer.json)


def give(desk: Desk, typed: str, device: str = "first-device") -> TestResponse:
    return desk.post("/api/code", {"code": typed, "device": device, "lang": "en"})


def view(desk: Desk, token: str) -> dict[str, Any]:
    answer = desk.get("/api/view", Authorization=f"Bearer {token}")
    assert answer.status_code == 200 and answer.json is not None
    return dict(answer.json)


def guess(desk: Desk) -> None:
    for _ in range(WRONG):
        desk.client.post("/api/code", json={"code": "A"}, environ_overrides={"REMOTE_ADDR": HERE})


# -- who may ask -----------------------------------------------------------------------------------


@pytest.mark.parametrize("seat", [None, "t1", "p1", "screen", "link"])
def test_all_of_it_is_the_leads_alone(desk: Desk, seat: str | None) -> None:
    mark = made(desk)["code"]
    bearer = {"link": desk.seats.token("lead"), None: ""}.get(seat) or (desk.token(seat) if seat else "")
    said = {"Authorization": f"Bearer {bearer}"}
    for answer in (
        desk.get("/api/devices", **said),
        desk.get("/api/replacements/t1", **said),
        desk.post("/api/replacements", {"seat": "t1"}, **said),
        desk.post("/api/locks", {"kind": "badge", "address": HERE, "lift": True}, **said),
    ):
        assert answer.status_code == 401 and code(answer) == "seat.unknown"
        assert mark not in answer.data.decode()


def test_a_table_sees_nothing_of_codes_troubles_and_locks(desk: Desk) -> None:
    mark = made(desk)["code"]
    desk.post("/api/report", WELL | {"battery": 3, "charging": False}, "t1")
    guess(desk)
    for seat in ("t1", "t2", "p1", "screen", "e1", "x1"):
        if seat not in desk.story.session.seats:
            continue
        seen = desk.get("/api/view", seat).data.decode()
        assert mark not in seen and '"trouble"' not in seen and '"alarms"' not in seen
    assert mark not in desk.get("/api/view", "lead").data.decode()


@pytest.mark.parametrize("path", ["/api/report", "/api/replacements", "/api/locks"])
def test_what_a_page_of_another_site_may_send_is_refused(desk: Desk, path: str) -> None:
    assert desk.post(path, b"{}", "lead", Content_Type="text/plain").status_code == 415
    assert desk.post(path, b"x" * 400_000, "lead").status_code == 413


# -- reports ---------------------------------------------------------------------------------------


def test_a_report_is_of_the_own_seat_and_in_no_journal(desk: Desk) -> None:
    before = desk.story.session.head
    answer = desk.post("/api/report", WELL | {"battery": 14, "charging": False}, "t2")
    assert answer.json == {"ok": True}
    assert code(desk.post("/api/report", WELL | {"seat": "t1"}, "t2")) == "payload.fields"
    assert code(desk.post("/api/report", b"[]", "t2")) == "payload.types"
    assert desk.story.session.head == before
    seen = desk.get("/api/view", "lead").json
    assert seen is not None and seen["common"]["trouble"] == {"t2": [{"code": "battery", "n": 14}]}


def test_without_a_seat_nothing_is_reported(desk: Desk) -> None:
    assert desk.post("/api/report", WELL).status_code == 401
    assert desk.post("/api/report", WELL, Authorization=f"Bearer {desk.seats.token('lead')}").status_code == 401


def test_reports_are_not_to_be_said_without_end(desk: Desk) -> None:
    answers = [desk.post("/api/report", WELL, "t1").json for _ in range(REPORTS_BURST + 5)]
    assert answers[REPORTS_BURST - 1] == {"ok": True}
    assert answers[-1] is not None and answers[-1]["error"]["code"] == "rate.spent"
    assert desk.post("/api/report", WELL, "t2").json == {"ok": True}


def test_the_list_of_devices_begins_with_the_one_in_trouble(desk: Desk) -> None:
    desk.post("/api/report", WELL, "t1")
    desk.post("/api/report", WELL | {"storage": False}, "t3")
    desk.post("/api/report", WELL | {"battery": 14, "charging": False}, "t2")
    for seat in ("t1", "t2", "t3"):
        desk.get("/api/view", seat)
    answer = desk.get("/api/devices", "lead").json
    assert answer is not None
    rows = answer["devices"]
    assert [row["seat"] for row in rows[:2]] == ["t3", "t2"]
    assert rows[0]["trouble"] == ["storage"] and rows[1]["trouble"] == ["battery"]
    rest = [row["seat"] for row in rows[2:]]
    assert rest.index("t1") > rest.index("screen"), "what is not here comes before what is well"
    assert not {row["role"] for row in rows} & {"person", "guest"}
    unheard = next(row for row in rows if row["seat"] == "screen")
    assert unheard["heard_ms"] is None and unheard["online"] == 0
    assert answer["phones"] == {"here": 0, "unsent": 0, "old": 0, "forgets": 0}


# -- another tablet --------------------------------------------------------------------------------


def test_six_digits_bring_a_device_in_at_the_table_with_all_that_it_has_sent(desk: Desk) -> None:
    desk.story.play([to("problems", "open"), card("t1", "Темно в парке")])
    old = desk.token("t1")
    code_of_t1 = made(desk)["code"]
    assert view(desk, old)["own"]["cards"], "the old one works until the new one is there"
    came = give(desk, f"{code_of_t1[:3]} {code_of_t1[3:]}")
    assert came.json is not None and (came.json["seat"], came.json["path"]) == ("t1", "/table/1")
    assert view(desk, came.json["token"])["own"]["cards"][0]["title"] == "Темно в парке"
    refused = desk.get("/api/view", Authorization=f"Bearer {old}")
    assert refused.status_code == 401 and code(refused) == "seat.unknown"
    assert desk.get("/api/replacements/t1", "lead").json == {"code": code_of_t1, "state": "used", "left_ms": 0}


def test_with_the_old_link_its_device_is_forgotten(desk: Desk) -> None:
    desk.post("/api/report", WELL | {"unsent": 2, "unsent_ms": 60_000}, "t1")
    seen = desk.get("/api/view", "lead").json
    assert seen is not None and seen["common"]["trouble"] == {"t1": [{"code": "unsent", "n": 2}]}
    give(desk, made(desk)["code"])
    seen = desk.get("/api/view", "lead").json
    assert seen is not None and seen["common"]["trouble"] == {}


def test_a_second_scan_of_a_used_code_says_so(desk: Desk) -> None:
    typed = made(desk)["code"]
    first = give(desk, typed).json
    second = give(desk, typed, "other-device")
    assert second.status_code == 409 and code(second) == "code.used"
    assert "already" in second.json["error"]["text"]  # type: ignore[index]
    again = give(desk, typed).json
    assert again == first, "the first device may ask again: its answer may have been lost"
    for nameless in ("", "short", "x" * 65):
        assert code(give(desk, typed, nameless)) == "code.used"


def test_a_nameless_device_comes_in_and_is_nobodys_repeat(desk: Desk) -> None:
    typed = made(desk)["code"]
    assert give(desk, typed, "").status_code == 200
    assert code(give(desk, typed, "")) == "code.used"


def test_the_code_is_in_no_journal_and_the_new_link_is_the_leads_act(desk: Desk) -> None:
    typed = made(desk)["code"]
    before = desk.story.desk.version()
    assert made(desk)["code"] == typed and desk.story.desk.version() == before
    events: list[Any] = []
    desk.story.desk.on_commit(lambda commit: events.extend(commit.events))
    give(desk, typed)
    assert events == [SeatReissued("t1", 2)]


def test_only_a_table_is_replaced(desk: Desk) -> None:
    for seat in ("p1", "lead", "screen", "t99", "", "gabc"):
        answer = desk.post("/api/replacements", {"seat": seat}, "lead")
        assert answer.status_code == 404 and code(answer) == "table.unknown"


def test_a_picture_of_the_code_comes_with_it(desk: Desk) -> None:
    told = made(desk)
    assert told["qr"].startswith("<?xml") or told["qr"].startswith("<svg")
    assert told["state"] == "waits" and told["left_ms"] > 0


def test_wrong_digits_lock_tables_codes_and_leave_badges_alone(desk: Desk) -> None:
    for seat in ("p1", "p2", "p3"):
        desk.get("/api/view", seat)  # badges behind the same address give badges more tries, not tables
    right = made(desk)["code"]
    wrong = [f"{number:06d}" for number in range(WRONG + 1) if f"{number:06d}" != right][:WRONG]
    codes = [code(give(desk, each)) for each in wrong]
    assert codes == ["code.over"] * (WRONG - 1) + ["code.locked"]
    assert code(give(desk, right)) == "code.locked"
    assert desk.post("/api/code", {"code": desk.seats.code("p3")}).status_code == 200


# -- locks -----------------------------------------------------------------------------------------


def alarms(desk: Desk) -> list[dict[str, Any]]:
    seen = desk.get("/api/view", "lead").json
    assert seen is not None
    return list(seen["common"]["alarms"])


def test_the_lead_hears_of_a_lock_and_lifts_it(desk: Desk) -> None:
    assert alarms(desk) == []
    guess(desk)
    (alarm,) = alarms(desk)
    assert (alarm["kind"], alarm["address"], alarm["wrong"], alarm["times"]) == ("badge", HERE, WRONG, 1)
    assert alarm["until"] - alarm["since"] == 300_000
    told = {"kind": "badge", "address": HERE}
    assert desk.post("/api/locks", told | {"lift": True}, "lead").json == {"ok": True}
    assert alarms(desk) == []
    assert from_address(desk, HERE, desk.seats.code("p3")).status_code == 200


def test_an_alarm_that_was_put_away_leaves_the_lock(desk: Desk) -> None:
    guess(desk)
    desk.post("/api/locks", {"kind": "table", "address": HERE}, "lead")
    assert len(alarms(desk)) == 1
    desk.post("/api/locks", {"kind": "badge", "address": HERE}, "lead")
    assert alarms(desk) == []
    assert code(from_address(desk, HERE, desk.seats.code("p3"))) == "code.locked"
