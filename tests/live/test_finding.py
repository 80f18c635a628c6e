"""Whose badge it is, for a desk with its PIN; where a badge sits, for whoever asks: neither says a name or a token."""

from __future__ import annotations

import pytest

from live.finding import ASKED_BURST
from live.guessing import WRONG
from sessions import commands as c
from sessions.people import Registration
from tests.live.test_web import Desk, code
from tests.story import seat

NAME = "Инна Канарейкина"


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    rows = tuple(c.Listed(None, Registration(each)) for each in (NAME, "Ян Ли"))
    desk.story.do(seat("r1"), c.TakeList(rows, 0))
    return desk


def test_the_desk_finds_a_person_by_the_code_of_the_badge(desk: Desk) -> None:
    typed = desk.seats.code("p2")
    answer = desk.post("/api/check-in/find", {"code": f"{typed[:4]}-{typed[4:].lower()}"}, "r1")
    assert answer.json == {"person": "p2", "no": 2}, "no name, and no token"
    assert desk.story.session.seats["p2"].arrived is None, "nobody has come in by it"


def test_a_code_that_was_made_anew_is_found_and_the_old_one_is_not(desk: Desk) -> None:
    old = desk.seats.code("p2")
    desk.story.do(seat("r1"), c.ReissueSeat("p2"))
    assert code(desk.post("/api/check-in/find", {"code": old}, "r1")) == "code.unknown"
    assert desk.post("/api/check-in/find", {"code": desk.seats.code("p2", 2)}, "r1").json == {"person": "p2", "no": 2}


def test_a_scanned_badge_is_found_until_its_code_ends(desk: Desk) -> None:
    old = desk.seats.token("p2")
    assert desk.post("/api/check-in/find", {"link": old}, "r1").json == {"person": "p2", "no": 2}
    desk.story.do(seat("r1"), c.ReissueSeat("p2"))
    for link in (old, "p2.made-up", "", desk.seats.token("t1"), desk.seats.token("r1", proven=True), "g1.x"):
        assert code(desk.post("/api/check-in/find", {"link": link}, "r1")) == "badge.ended"
    new = desk.seats.token("p2", 2)
    assert desk.post("/api/check-in/find", {"link": new}, "r1").json == {"person": "p2", "no": 2}


def test_old_badges_that_are_scanned_lock_no_desk(desk: Desk) -> None:
    for _ in range(2 * WRONG):
        assert code(desk.post("/api/check-in/find", {"link": "p2.made-up"}, "r1")) == "badge.ended"
    assert desk.post("/api/check-in/find", {"code": desk.seats.code("p2")}, "r1").status_code == 200


@pytest.mark.parametrize("how", ["code", "link"])
def test_a_printed_blank_is_found_before_it_is_anybodys(desk: Desk, how: str) -> None:
    said = {how: desk.seats.code("p4999") if how == "code" else desk.seats.token("p4999")}
    assert desk.post("/api/check-in/find", said, "r1").status_code == 404
    desk.story.blanks = {4999}
    assert desk.post("/api/check-in/find", said, "r1").json == {"person": "p4999", "no": 4999}
    assert desk.post("/api/code", said).status_code == 404, "it opens nothing"


@pytest.mark.parametrize("who", [None, "lead", "t1", "p1", "p2", "screen"])
def test_nobody_else_may_ask_whose_a_code_is(desk: Desk, who: str | None) -> None:
    answer = desk.post("/api/check-in/find", {"code": desk.seats.code("p2")}, who)
    assert answer.status_code == 401 and code(answer) == "seat.unknown"


def test_the_link_of_a_desk_without_its_pin_opens_nothing(desk: Desk) -> None:
    link = desk.seats.token("r1")
    answer = desk.post("/api/check-in/find", {"code": desk.seats.code("p2")}, Authorization=f"Bearer {link}")
    assert answer.status_code == 401


def test_wrong_codes_lock_that_desk_and_no_phone(desk: Desk) -> None:
    said = [code(desk.post("/api/check-in/find", {"code": f"AAAA{no:04d}"}, "r1")) for no in range(WRONG)]
    assert said == ["code.unknown"] * (WRONG - 1) + ["code.locked"]
    right = {"code": desk.seats.code("p2")}
    assert desk.post("/api/check-in/find", right, "r1").status_code == 429
    assert desk.post("/api/check-in/find", right, "r2").status_code == 200
    assert desk.post("/api/code", right).status_code == 200


def test_what_is_no_json_is_not_looked_up(desk: Desk) -> None:
    right = {"code": desk.seats.code("p2")}
    assert desk.post("/api/check-in/find", right, "r1", Content_Type="text/plain").status_code == 415
    assert code(desk.post("/api/check-in/find", b"[]", "r1")) == "code.unknown"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Жуков Глеб", {"name": "Глеб Жуков", "sure": True}),
        ("Глеб Жуков", {"name": "Глеб Жуков", "sure": True}),
        ("Жуков Глеб Иванович", {"name": "Глеб Иванович Жуков", "sure": True}),
        ("Кай Бор", {"name": "Кай Бор", "other": "Бор Кай", "sure": False}),
        ("Мария", {"name": "Мария", "sure": True}),
        ("", {"name": "", "sure": True}),
    ],
)
def test_the_surname_is_told_as_in_a_list(desk: Desk, typed: str, said: dict[str, object]) -> None:
    answer = desk.post("/api/check-in/name", {"name": typed}, "r1").json
    assert answer is not None and set(answer) == {"name", "other", "sure"}
    assert {each: answer[each] for each in said} == said
    assert code(desk.post("/api/check-in/name", {"name": typed}, "t1")) == "seat.unknown"
    assert code(desk.post("/api/check-in/name", {"name": typed})) == "seat.unknown"


@pytest.mark.parametrize("who", [None, "t1", "p1", "r1"])
def test_a_number_finds_its_table_for_everybody_alike(desk: Desk, who: str | None) -> None:
    answer = desk.get("/api/table-of?badge=2", who)
    assert answer.json == {"no": 2, "table": 2}
    desk.story.do(seat("r1"), c.MovePerson("p2", "t3"))
    assert desk.get("/api/table-of?badge=2", who).json == {"no": 2, "table": 3}


@pytest.mark.parametrize("badge", ["3", "9", "0", "-1", "999999999", "", "x", "²", NAME, "p2"])
def test_blanks_and_nonsense_are_nobodys(desk: Desk, badge: str) -> None:
    answer = desk.get(f"/api/table-of?badge={badge}")
    assert answer.status_code == 404 and code(answer) == "person.unknown"


def test_without_a_list_every_badge_sits_where_its_print_says() -> None:
    assert Desk().get("/api/table-of?badge=5").json == {"no": 5, "table": 2}


def test_whoever_asks_for_all_numbers_is_slowed_down(desk: Desk) -> None:
    statuses = [desk.get("/api/table-of?badge=2").status_code for _ in range(ASKED_BURST + 50)]
    assert statuses[:ASKED_BURST] == [200] * ASKED_BURST and 429 in statuses[ASKED_BURST:]
