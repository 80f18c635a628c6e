"""The wire on real sockets, on both engines: who comes in, what may be said, and what comes back."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import Any

import pytest

from live import engine
from tests.hall import Hall
from tests.wire import Closed, Device, NotLetIn, WebSocket, new_id


@pytest.fixture(scope="module", params=engine.ENGINES)
def hall(request: pytest.FixtureRequest) -> Iterator[Hall]:
    with Hall(engine=request.param) as running:
        running.move("hello", "open", "closed", "carried")
        running.move("problems", "open")
        yield running
        assert running.stop() == 0
        assert "Traceback" not in running.log, running.log


def refused(hall: Hall, namespace: str, token: str | None) -> str:
    with pytest.raises(NotLetIn) as no:
        Device(hall.port, namespace, token)
    error = no.value.error
    assert error["message"] == no.value.code and error["data"]["error"]["text"]
    return no.value.code


def card(title: str, **more: Any) -> dict[str, Any]:
    return {"round": "problems", "fields": {"title": title}, **more}


# -- coming in -------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["", "t1.made-up", "t1", "t99.x", "gxyz.abc", "ё" * 60, "x" * 5000])
def test_a_made_up_token_is_refused_with_a_code(hall: Hall, token: str) -> None:
    assert refused(hall, "/table", token) == "seat.unknown"


def test_without_a_token_nobody_comes_in(hall: Hall) -> None:
    assert refused(hall, "/audience", None) == "seat.unknown"


@pytest.mark.parametrize("auth", ["7", '"t1"', '{"token":7}', '{"token":{"a":1}}', "[[]]", '{"lang":"xx"}'])
def test_strange_auth_is_refused_with_a_code(hall: Hall, auth: str) -> None:
    ws = WebSocket(hall.port)
    ws.receive()
    ws.send(f"40/table,{auth}")
    assert ws.receive().startswith('44/table,{"message":"seat.unknown"')
    ws.close()


@pytest.mark.parametrize(("seat", "namespace"), [("t1", "/facilitator"), ("p1", "/table"), ("screen", "/audience")])
def test_a_seat_comes_in_on_its_own_screen_only(hall: Hall, seat: str, namespace: str) -> None:
    assert refused(hall, namespace, hall.token(seat)) == "seat.unknown"


def test_the_console_needs_its_pin(hall: Hall) -> None:
    row = hall.seat("lead")
    assert refused(hall, "/facilitator", row["token"]) == "pin.needed"
    proven = hall.http("POST", "/api/pin", {"pin": row["pin"]}, row["token"]).json["token"]
    with hall.device("lead", proven) as console:
        assert console.hear("presence")["seats"]["lead"] == 1


def test_the_refusal_speaks_the_language_of_the_device(hall: Hall) -> None:
    texts = []
    for lang in ("ru", "en"):
        with pytest.raises(NotLetIn) as no:
            Device(hall.port, "/table", "t1.no", lang)
        texts.append(no.value.error["data"]["error"]["text"])
    assert texts[0].startswith("Эта ссылка") and texts[1].startswith("This link")


def test_a_screen_that_does_not_exist_is_refused(hall: Hall) -> None:
    ws = WebSocket(hall.port)
    ws.receive()
    ws.send(f'40/nowhere,{{"token":"{hall.token("t1")}"}}')
    assert ws.receive() == '44/nowhere,"Unable to connect"'
    ws.close()


def test_a_page_of_another_site_gets_no_socket(hall: Hall) -> None:
    with pytest.raises(Closed, match="400"):
        WebSocket(hall.port, headers={"Origin": "http://evil.example"})
    with pytest.raises(Closed, match="421"):
        WebSocket(hall.port, headers={"Host": "evil.example", "Origin": "http://evil.example"})
    # A proxy's word for the host would make the foreign page look like ours.
    with pytest.raises(Closed, match="400"):
        WebSocket(hall.port, headers={"Origin": "http://evil.example", "X-Forwarded-Host": "evil.example"})
    WebSocket(hall.port, headers={"Origin": f"http://127.0.0.1:{hall.port}"}).close()


def test_who_comes_in_is_shown_both_views_at_once(hall: Hall) -> None:
    with hall.device("t1") as tablet:
        views = [tablet.hear("view", lambda message, part=part: message["part"] == part) for part in ("common", "own")]
        assert views[0]["data"]["round"]["id"] == "problems"
        assert views[1]["data"]["table"] == 1
        assert all(len(view["version"]) == 2 and view["left_ms"] > 0 for view in views)
        page = hall.http("GET", "/table/1").body.decode()
        assert f'data-build="{tablet.hear("reload")["build"]}"' in page


# -- saying ----------------------------------------------------------------------------------------


def test_an_acknowledgement_tells_epoch_version_and_what_is_safe(hall: Hall) -> None:
    with hall.device("t1") as tablet:
        first = tablet.say("mark_ready", round="problems", ready=True)
        second = tablet.say("mark_ready", round="problems", ready=False)
    assert first == {"ok": True, "version": [1, first["version"][1]], "safe": 0, "answer": {}}
    assert second["version"] == [1, first["version"][1] + 1]


@pytest.mark.parametrize(
    "name",
    ["nonsense", "", "connect", "disconnect", "message", "view", "submit_card ", "SubmitCard", "arrive", "_said"],
)
def test_what_the_screen_does_not_list_is_refused_not_swallowed(hall: Hall, name: str) -> None:
    with hall.device("t1") as tablet:
        for payload in ({"action_id": new_id()}, None, {"token": hall.token("t2")}):
            error = tablet.say(name, payload)["error"]
            assert (error["code"], error["retry"]) == ("event.unknown", False) and error["text"]
        assert tablet.say("call_help", on=False)["ok"]


def test_naming_an_event_connect_does_not_change_the_seat(hall: Hall) -> None:
    with hall.device("t1") as tablet, hall.device("lead") as console:
        number = tablet.send("connect", {}, {"token": hall.token("t2")})
        assert tablet.answer(number)["error"]["code"] == "event.unknown"
        assert tablet.answer(tablet.send("disconnect", "client"))["error"]["code"] == "event.unknown"
        assert tablet.say("call_help", on=True)["ok"]
        assert "t1" in hall.session().help
        assert tablet.say("call_help", on=False)["ok"]
        assert console.hear("presence", lambda told: told["seats"].get("t1") == 1)


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (None, "payload.types"),
        ([], "payload.types"),
        ("text", "payload.types"),
        ({}, "action.missing"),
        ({"action_id": "short"}, "action.missing"),
        ({"action_id": "x" * 65, **card("a")}, "action.missing"),
        ({"action_id": 12345678, **card("a")}, "action.missing"),
        ({"action_id": "abcdefgh"}, "payload.fields"),
        ({"action_id": "abcdefgh", **card("a", table="t2")}, "payload.fields"),
        ({"action_id": "abcdefgh", **card("a", seat="lead")}, "payload.fields"),
        ({"action_id": "abcdefgh", "round": 7, "fields": {}}, "payload.types"),
        ({"action_id": "abcdefgh", "round": "problems", "fields": {"title": 7}}, "payload.types"),
        ({"action_id": "abcdefgh", **card("я" * 2001)}, "text.too_long"),
        ({"action_id": "abcdefgh", **card("я" * 91)}, "text.too_long"),
        ({"action_id": "abcdefgi", **card("x" * 17_000)}, "payload.too_large"),
    ],
)
def test_a_wrong_payload_is_refused_with_its_code(hall: Hall, payload: Any, code: str) -> None:
    before = hall.session().head
    with hall.device("t3") as tablet:
        before = hall.session().head
        ack = tablet.say("submit_card", payload)
    assert ack["ok"] is False and ack["error"]["code"] == code and ack["error"]["text"]
    assert hall.session().head == before


def test_64_kib_are_refused_in_words_and_the_connection_stays(hall: Hall) -> None:
    with hall.device("t1") as tablet:
        ack = tablet.say("submit_card", **card("x" * 64 * 1024))
        assert ack["error"]["code"] == "payload.too_large" and not ack["error"]["retry"]
        assert tablet.say("call_help", on=False)["ok"]


def test_more_than_the_transport_takes_ends_the_connection_and_nothing_else(hall: Hall) -> None:
    with hall.device("t2") as other, hall.device("t1") as tablet:
        with pytest.raises((Closed, ConnectionError)):
            tablet.say("submit_card", **card("x" * (engine.MAX_MESSAGE_BYTES + 1)))
        assert other.say("call_help", on=False)["ok"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "9",
        "4",
        "4x",
        "4hello",
        "42",
        "42[]",
        "42{}",
        '42["a"',
        "42/table,",
        "42/table,[]",
        "42/table,{}",
        "42/table,7",
        '42/table,1[{"a":1}]',
        "42/table,1[[]]",
        '42/table,1[null,{"a":1}]',
        "42/table," + "9" * 200 + '["a"]',
        '451-/table,["x",{"_placeholder":true,"num":5}]',
        '459999999999-/table,["x"]',
        "43/table,1[]",
        "44/table,{}",
        "40/table,",
        "41/table,",
        "42/table,1" + "[" * 3000,
        "42/table,1" + '{"a":' * 900,
        '42/table,1["submit_card",{"action_id":"abcdefgh","round":"\\ud800","fields":{}}]',
        '42/table,1["submit_card",{"action_id":"abcd\\ud800efgh","round":"problems","fields":{"title":"a"}}]',
        '42/table,1["call_help",{"action_id":"abcdefgh","on":1e999}]',
    ],
)
def test_a_broken_message_hurts_nobody_else(hall: Hall, text: str) -> None:
    with hall.device("t2") as other, hall.device("t1") as tablet:
        tablet.ws.send(text)
        with contextlib.suppress(Closed):
            tablet.listen(0.05)
        assert other.say("call_help", on=False)["ok"]


def test_half_a_letter_does_not_stop_the_card_it_is_in(hall: Hall) -> None:
    """A field with a limit can cut an emoji in two; unanswered, the tablet would send the same for ever."""
    with hall.device("t2") as tablet:
        ack = tablet.say("submit_card", **card("Сад \ud83c"))
        assert ack["ok"], ack
        assert hall.session().cards[ack["answer"]["card"]].title == "Сад"
        assert tablet.say("withdraw_card", card=ack["answer"]["card"])["ok"]


def test_a_device_that_hangs_up_at_once_is_not_counted(hall: Hall) -> None:
    for _ in range(30):
        ws = WebSocket(hall.port)
        ws.send(f'40/table,{{"token":"{hall.token("t3")}"}}')
        ws.close()
    with hall.device("lead") as console:
        console.hear("presence", lambda told: "t3" not in told["seats"])


def test_bytes_that_are_no_text_hurt_nobody_else(hall: Hall) -> None:
    with hall.device("t2") as other:
        for body, opcode in ((b"\xff\xfe", 1), (b"\x00\x01", 2), (b"", 2)):
            with hall.device("t1") as tablet:
                tablet.ws.send(body, opcode)
                with contextlib.suppress(Closed):
                    tablet.listen(0.05)
        assert other.say("call_help", on=False)["ok"]


def test_a_repeat_gets_the_same_answer_and_has_no_second_effect(hall: Hall) -> None:
    action = new_id()
    with hall.device("t1") as tablet:
        first = tablet.say("submit_card", action_id=action, **card("Один раз"))
        again = tablet.say("submit_card", action_id=action, **card("Один раз"))
    with hall.device("t1") as tablet:
        later = tablet.say("submit_card", action_id=action, **card("Один раз"))
        other = tablet.say("submit_card", action_id=action, **card("Другое"))
    by_http = hall.say("t1", "submit_card", action_id=action, **card("Один раз"))
    assert first["ok"] and first["answer"]["card"]
    assert [again["answer"], later["answer"], by_http["answer"]] == [first["answer"]] * 3
    assert other["error"]["code"] == "action.reused"
    assert sum(card.title == "Один раз" for card in hall.session().cards.values()) == 1
    assert hall.say("t1", "withdraw_card", card=first["answer"]["card"])["ok"]


def test_the_same_action_id_of_another_seat_is_another_action(hall: Hall) -> None:
    action = new_id()
    acks = [hall.say(seat, "submit_card", action_id=action, **card(f"От {seat}")) for seat in ("t1", "t2")]
    assert [ack["ok"] for ack in acks] == [True, True]
    assert acks[0]["answer"] != acks[1]["answer"]
    for seat, ack in zip(("t1", "t2"), acks, strict=True):
        assert hall.say(seat, "withdraw_card", card=ack["answer"]["card"])["ok"]


def test_a_seat_that_asks_too_fast_is_told_to_wait_and_a_repeat_costs_nothing(hall: Hall) -> None:
    action = new_id()
    with hall.device("p9") as one, hall.device("p9") as two, hall.device("p9") as three:
        assert one.say("withdraw_sign_up", action_id=action, card="c9")["error"]["code"] == "sign_up.missing"
        # All at once and from three devices: credits belong to the seat.
        asked = [(phone, phone.send("withdraw_sign_up", {"action_id": new_id(), "card": "c9"}))
                 for _ in range(60) for phone in (one, two, three)]  # fmt: skip
        errors = [phone.answer(number)["error"] for phone, number in asked]
        assert {error["code"] for error in errors} == {"sign_up.missing", "rate.spent"}
        assert all(error["retry"] == (error["code"] == "rate.spent") for error in errors)
        repeats = [one.say("withdraw_sign_up", action_id=action, card="c9")["error"]["code"] for _ in range(20)]
        assert set(repeats) == {"sign_up.missing"}


# -- hearing ---------------------------------------------------------------------------------------


def test_a_view_is_never_older_than_the_acknowledgement_it_follows(hall: Hall) -> None:
    with hall.device("t3") as tablet:
        tablet.listen(0.3)
        tablet.heard.clear()
        ack = tablet.say("submit_card", **card("Свежая"))
        view = tablet.hear("view", lambda message: message["part"] == "own" and message["version"] >= ack["version"])
        assert "Свежая" in [each["title"] for each in view["data"]["cards"]]
        assert tablet.say("withdraw_card", card=ack["answer"]["card"])["ok"]


def test_nothing_is_announced_before_it_is_in_the_file(hall: Hall) -> None:
    with hall.device("screen") as screen, hall.device("lead") as lead:
        for number in range(10):
            lead.say("announce", text=f"Слово {number}")
            shown = screen.hear("view", lambda m, n=number: m["data"].get("announcement") == f"Слово {n}")
            # Read by another process, from the file alone.
            assert hall.session().announcement == f"Слово {number}" and shown["version"] > [1, 0]
        lead.say("announce", text="")


def test_anothers_own_view_never_arrives(hall: Hall) -> None:
    with (
        hall.device("t1") as mine,
        hall.device("t2") as theirs,
        hall.device("t2") as second,
        hall.device("p1") as phone,
    ):
        for device in (mine, theirs, second, phone):
            device.listen(0.3)
            device.heard.clear()
        ack = theirs.say("submit_card", **card("Тайна второго стола"))
        told = second.hear("view", lambda message: message["part"] == "own")
        assert "Тайна второго стола" in str(told), "both devices of the seat are told"
        own = [data for device in (mine, phone) for event, data in device.listen(0.6) if data.get("part") == "own"]
        assert own == []
        for device in (mine, phone):
            assert "Тайна второго стола" not in str(device.heard)
        assert theirs.say("withdraw_card", card=ack["answer"]["card"])["ok"]


def test_the_console_hears_who_comes_and_goes(hall: Hall) -> None:
    with hall.device("lead") as console:
        with hall.device("t3"):
            console.hear("presence", lambda told: told["seats"].get("t3") == 1)
            with hall.device("t3"):
                console.hear("presence", lambda told: told["seats"].get("t3") == 2)
            console.heard.clear()
            console.hear("presence", lambda told: told["seats"].get("t3") == 1)
        console.heard.clear()
        console.hear("presence", lambda told: "t3" not in told["seats"])


def test_two_engines_answer_the_same_by_socket_and_by_http(hall: Hall) -> None:
    with hall.device("t2") as tablet:
        own = tablet.hear("view", lambda message: message["part"] == "own")
        common = tablet.hear("view", lambda message: message["part"] == "common")
    by_http = hall.view("t2").json
    assert by_http["own"] == own["data"]
    assert by_http["common"] == common["data"]


def test_a_reissued_seat_is_sent_away_and_its_link_is_dead(hall: Hall) -> None:
    old = hall.token("t3")
    with hall.device("t3") as lost, hall.device("t1") as other:
        assert hall.say("lead", "reissue_seat", seat="t3")["ok"]
        with pytest.raises(Closed):
            lost.listen(5)
        assert other.say("call_help", on=False)["ok"]
    assert refused(hall, "/table", old) == "seat.unknown"
    assert hall.http("GET", "/api/view", token=old).status == 401
    hall.forget_links()
    with hall.device("t3") as anew:
        assert anew.say("call_help", on=False)["ok"]


# -- how a device is -------------------------------------------------------------------------------


REPORT = {
    "device": "abcdefgh",
    "build": "",
    "unsent": 0,
    "unsent_ms": 0,
    "storage": False,
    "drafts": 0,
    "width": 1280,
    "height": 800,
}


def device_of(hall: Hall, seat: str) -> dict[str, Any]:
    rows = hall.http("GET", "/api/devices", token=hall.token("lead")).json["devices"]
    found: dict[str, Any] = next(row for row in rows if row["seat"] == seat)
    return found


def test_a_report_over_the_socket_is_the_own_seats_and_goes_with_the_socket(hall: Hall) -> None:
    with hall.device("lead") as console:
        with hall.device("t3") as tablet:
            head = hall.session().head
            assert tablet.answer(tablet.send("report", REPORT)) == {"ok": True}
            wrong = tablet.answer(tablet.send("report", REPORT | {"seat": "t1"}))
            assert wrong["error"]["code"] == "payload.fields"
            told = console.hear("view", lambda message: "t3" in message["data"].get("trouble", {}))
            assert told["data"]["trouble"]["t3"] == [{"code": "storage", "n": 0}]
            assert device_of(hall, "t3")["here"] and hall.session().head == head
        ends = time.monotonic() + 10
        while device_of(hall, "t3")["here"]:
            assert time.monotonic() < ends, "its socket is closed, and it still counts as here"
            time.sleep(0.05)
