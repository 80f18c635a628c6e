"""A registration list comes in over HTTP: in parts, looked at, put right, taken whole, and once."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import msgspec
import pytest
from werkzeug.test import Client, TestResponse

from app import create_app
from live import apart
from live.screen import Hall
from live.uploads import FILE_BYTES, KEPT_MS, PART_BYTES, Uploads
from sessions.commands import Listed, RegisterPerson, TakeList
from sessions.people import Registration
from sessions.refusals import Refusal, Refused
from tests.story import MINI, Story, seat
from tests.wire import new_id

LIST = """Фамилия;Имя;Телефон;Возраст;Район;Согласие на обработку данных
Кузнецова;Анна;+7 900 000-00-01;34;Центр;да
Нечаев;Борис;+7 900 000-00-02;61;Заречье;да
;;;;;
кузнецова;АННА;8 900 000 00 01;34;центр;да
;Глеб;+7 900 000-00-04;сто;Центр;нет
""".encode("cp1251")


class Door:
    """A check-in desk that posts, and a session behind it."""

    def __init__(self, scenario: str = MINI, story: Story | None = None) -> None:
        self.story = story or Story(scenario)
        made = create_app(self.story.desk, self.story.keys, Hall("http://192.168.1.2:8080/", "", ""))
        self.client, self.seats = Client(made.wsgi), made.house.seats

    def post(self, path: str, who: str = "r1", **body: Any) -> TestResponse:
        bearer = {"Authorization": f"Bearer {self.seats.token(who, proven=who[0] == 'r')}"}
        return self.client.post(path, json=body | {"lang": "en"}, headers=bearer)

    def get(self, path: str, who: str = "r1") -> TestResponse:
        bearer = {"Authorization": f"Bearer {self.seats.token(who, proven=who[0] == 'r')}"}
        return self.client.get(path, headers=bearer)

    def send(self, data: bytes, upload: str = "one", who: str = "r1") -> None:
        for no, begin in enumerate(range(0, len(data), PART_BYTES)):
            part = base64.b64encode(data[begin : begin + PART_BYTES]).decode()
            assert self.post("/api/list/part", who, upload=upload, no=no, data=part).status_code == 200

    def look(self, mapping: Any = None, upload: str = "one", who: str = "r1") -> Any:
        return self.post("/api/list/preview", who, upload=upload, name="list.csv", mapping=mapping).json

    def take(self, mark: str, mapping: Any = None, who: str = "r1", **more: Any) -> TestResponse:
        return self.post("/api/list/take", who, upload="one", name="list.csv", mapping=mapping, mark=mark, **more)


def taken(found: Any) -> TakeList:
    """The command that follows from this reading of a list."""
    return TakeList(tuple(Listed(row.person, row.registration, row.was) for row in found.rows), 0)


@pytest.fixture
def door() -> Door:
    return Door()


def code(answer: TestResponse) -> str:
    assert answer.json is not None
    return str(answer.json["error"]["code"])


def test_a_list_is_looked_at_and_nothing_is_taken(door: Door) -> None:
    door.send(LIST)
    found = door.look()
    assert found["encoding"] == "cp1251" and found["error"] is None
    assert {each["letter"]: each["field"] for each in found["mapping"]["columns"]} == {
        "A": "surname",
        "B": "first",
        "C": "phone",
        "D": "age",
        "E": "district",
        "F": "consent.processing",
    }
    assert found["samples"]["4"] == ["Центр", "Заречье", "центр"]
    assert found["sums"] | {"same": 0} == {
        "people": 3,
        "new": 3,
        "changed": 0,
        "held": 0,
        "same": 0,
        "gone": 0,
        "left_out": 0,
    }
    told = {(each["code"], *each["rows"]): each["text"] for each in found["problems"]}
    assert told["double.merged", 2, 5].startswith("Rows 2, 5:")
    assert told["age.wrong", 6].startswith("Row 6, column D:")
    assert not door.story.session.attendance.registered


def test_whoever_was_registered_at_the_door_is_not_missed_on_a_newer_list(door: Door) -> None:
    door.send(LIST)
    assert door.take(door.look()["mark"], action_id=new_id()).status_code == 200
    door.story.do(seat("r1"), RegisterPerson("Ия Гостева", consents=("processing",)))
    door.send("ФИО;Телефон\nАнна Кузнецова;+7 900 000-00-01\n".encode(), "two")
    found = door.look(upload="two")
    assert (found["sums"]["gone"], found["gone"]) == (2, [2, 3])


def test_what_was_looked_at_is_taken_whole_and_a_second_time_changes_nothing(door: Door) -> None:
    door.send(LIST)
    mark = door.look()["mark"]
    answer = door.take(mark, action_id=new_id()).json
    assert answer is not None and answer["answer"] == {"new": 3, "changed": 0}
    known = dict(door.story.people.registered())
    assert {person: (each.name, each.phone) for person, each in known.items()} == {
        "p1": ("Анна Кузнецова", "+79000000001"),
        "p2": ("Борис Нечаев", "+79000000002"),
        "p3": ("Глеб", "+79000000004"),
    }
    assert known["p1"].traits == {"age": "30-44", "district": "Центр"}
    assert [each.purpose for each in known["p1"].consents] == ["processing"] and known["p3"].refused == ("processing",)
    door.send(LIST, "two")
    again = door.look(upload="two")
    assert (again["taken"], again["sums"]["same"]) == (0, 3)
    assert code(door.post("/api/list/take", upload="two", name="", mapping=None, mark=again["mark"])) == "list.same"


def test_a_repeat_of_a_lost_answer_has_no_second_effect(tmp_path: Path) -> None:
    door = Door(story=Story(MINI, path=tmp_path / "day.veche"))
    door.send(LIST)
    mark, action = door.look()["mark"], new_id()
    first = door.take(mark, action_id=action).json
    assert first is not None and first["ok"]
    again = door.take(mark, action_id=action)
    assert (again.status_code, again.json) == (200, first)
    assert len(door.story.session.attendance.registered) == 3
    assert code(door.take(mark, action_id=new_id())) == "upload.lost", "another action is no repeat"
    assert code(door.take(mark, who="r2", action_id=action)) == "upload.lost", "nor is another desk's"
    assert Door(story=door.story.reopen()).take(mark, action_id=action).json == first, "and after a restart"


def test_a_repeat_that_waits_while_the_list_is_read_has_the_first_ones_answer(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.send(LIST)
    mark, action, read = door.look()["mark"], new_id(), apart.read_list
    answers: list[Any] = []

    def late(asked: Any) -> Any:
        monkeypatch.setattr(apart, "read_list", read)
        found = read(asked)
        answers.append(door.story.desk.ask(seat("r1"), action, taken(found)).answer)
        return read(msgspec.structs.replace(asked, known=dict(door.story.people.registered())))

    monkeypatch.setattr(apart, "read_list", late)
    assert door.take(mark, action_id=action).json["answer"] == answers[0] == {"new": 3, "changed": 0}  # type: ignore[index]


def test_a_list_that_another_desk_has_changed_is_looked_at_again(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other desk writes while this one's file is read for the taking: the only moment that the marks do not see."""
    door.send(LIST)
    door.take(door.look()["mark"])
    door.send(LIST.decode("cp1251").replace("61;Заречье", "61;Южный").encode(), "one")
    mark = door.look()["mark"]
    read, revised = apart.read_list, {"person": "p2", "needs": "без ступеней"}

    def late(asked: Any) -> Any:
        said = {"command": "revise_person", "payload": {"action_id": new_id(), **revised}}
        assert door.post("/api/commands", "r2", **said).status_code == 200
        return read(asked)

    monkeypatch.setattr(apart, "read_list", late)
    assert code(door.take(mark, action_id=new_id())) == "list.stale"
    monkeypatch.setattr(apart, "read_list", read)
    assert door.take(door.look()["mark"], action_id=new_id()).status_code == 200, "the file is still there"
    known = door.story.people.registration("p2")
    assert known is not None and (known.needs, known.traits["district"]) == ("без ступеней", "Южный")


def test_a_column_that_was_taken_for_something_else_is_put_right(door: Door) -> None:
    door.send("Имя,Откуда\nАнна Кузнецова,Центр\nБорис Нечаев,Заречье\n".encode())
    found = door.look()
    columns = found["mapping"]["columns"]
    columns[1] |= {"field": "district", "by": "hand"}
    mended = door.look(found["mapping"])
    assert mended["people"][0]["attributes"] == {"district": "Центр"}
    assert mended["mark"] != found["mark"]
    assert code(door.take(found["mark"], found["mapping"])) == "list.stale", "not what was looked at"
    assert door.take(mended["mark"], found["mapping"]).status_code == 200
    assert door.story.people.registration("p1") == Registration("Анна Кузнецова", traits={"district": "Центр"})


def test_a_newer_list_changes_what_the_desk_has_not_touched(door: Door) -> None:
    door.send(LIST)
    door.take(door.look()["mark"])
    for fields in ({"person": "p2", "name": "Борис Ильич Нечаев"}, {"person": "p1", "needs": "без ступеней"}):
        said = {"command": "revise_person", "payload": {"action_id": new_id(), **fields}}
        answer = door.post("/api/commands", **said).json
        assert answer is not None and answer["ok"]
    newer = LIST.decode("cp1251").replace("61;Заречье", "61;Южный").replace("Нечаев;Борис", "Нечаев;Богдан")
    door.send(newer.encode(), "three")
    found = door.look(upload="three")
    (changed,) = [each for each in found["people"] if each["state"] == "changed"]
    assert changed["badge"] == 2
    assert {(each["field"], each["held"]) for each in changed["changes"]} == {("name", True), ("district", False)}
    assert door.post("/api/list/take", upload="three", name="", mapping=None, mark=found["mark"]).status_code == 200
    known = door.story.people.registration("p2")
    assert known is not None and (known.name, known.traits["district"]) == ("Борис Ильич Нечаев", "Южный")


def test_whom_the_desk_has_taken_off_a_newer_list_does_not_bring_back(tmp_path: Path) -> None:
    door = Door(story=Story(MINI, path=tmp_path / "day.veche"))
    door.send(LIST)
    door.take(door.look()["mark"])
    for person in ("p1", "p3"):
        said = {"command": "strike_person", "payload": {"action_id": new_id(), "person": person}}
        assert door.post("/api/commands", **said).status_code == 200
    door = Door(story=door.story.reopen())
    newer = "\nКузнецова;Алёна;+7 900 000-00-01;20;Центр;да\nКузнецова;Анна;+7 900 000-00-09;70;Южный;да\n"
    door.send((LIST.decode("cp1251").strip() + newer).encode())
    found = door.look()
    told = {tuple(each["rows"]): each for each in found["problems"] if each["code"] == "person.struck"}
    assert [*told] == [(2,), (6,)] and {each["severity"] for each in told.values()} == {"stop"}
    assert (found["taken"], found["sums"]["new"], found["sums"]["left_out"]) == (2, 2, 2)
    assert found["sums"]["people"] == 3 and "Глеб" not in str(found["people"])
    assert door.take(found["mark"], action_id=new_id()).status_code == 200
    names = [each.name for _, each in door.story.people.registered()]
    assert names == ["Борис Нечаев", "Алёна Кузнецова", "Анна Кузнецова"], "a namesake and a relative are others"


def test_who_is_to_sit_together_or_apart_is_one_group_whoever_names_it(door: Door) -> None:
    door.send(
        "Имя,Рядом с,Врозь с\nАнна Кузнецова,Борис Нечаев,\nБорис Нечаев,,\nГлеб Рощин,,Анна Кузнецова\n".encode()
    )
    door.take(door.look()["mark"])
    anna, boris, gleb = (each for _, each in door.story.people.registered())
    assert anna.sits_with == boris.sits_with != () and gleb.sits_with == ()
    assert anna.sits_apart == gleb.sits_apart != () and boris.sits_apart == ()


@pytest.mark.parametrize(
    ("data", "error"), [(b"%PDF-1.7", "file.pdf"), (b"", "upload.lost"), ("Имя\n".encode(), "people.none")]
)
def test_what_is_no_list_is_refused_with_what_to_do(door: Door, data: bytes, error: str) -> None:
    door.send(data)
    found = door.look()
    assert found["error"]["code"] == error and found["error"]["text"].endswith(".")
    assert not door.story.session.attendance.registered


@pytest.mark.parametrize("who", ["lead", "t1", "p1", "screen"])
@pytest.mark.parametrize("path", ["/api/list/part", "/api/list/preview", "/api/list/take", "/api/seating"])
def test_only_a_desk_sees_a_list(door: Door, who: str, path: str) -> None:
    assert code(door.post(path, who, upload="one", no=0, data="")) == "seat.unknown"


def test_one_desk_does_not_see_the_file_of_another(door: Door) -> None:
    door.send(LIST)
    assert door.look(who="r2")["error"]["code"] == "upload.lost"


@pytest.mark.parametrize("body", [{"mapping": 7}, {"mapping": {"header": []}}, {"mapping": {"columns": "x"}}])
def test_a_mapping_that_is_none_is_refused(door: Door, body: dict[str, Any]) -> None:
    door.send(LIST)
    assert code(door.post("/api/list/preview", upload="one", name="", **body)) == "payload.types"


def test_parts_come_in_order_and_a_repeat_is_harmless() -> None:
    now = [0]
    uploads = Uploads(lambda: now[0])
    uploads.put("r1", "a", 0, b"one")
    uploads.put("r1", "a", 1, b"two")
    uploads.put("r1", "a", 1, b"two")
    assert uploads.take("r1", "a") == b"onetwo"
    for upload, no in (("a", 3), ("b", 1), ("a", -1)):
        with pytest.raises(Refused) as refused:
            uploads.put("r2" if upload == "b" else "r1", upload, no, b"x") if no >= 0 else uploads.take("r1", "zzz")
        assert refused.value.code is Refusal.UPLOAD_LOST
    now[0] += KEPT_MS
    with pytest.raises(Refused):
        uploads.take("r1", "a")


def test_a_file_that_is_too_large_is_not_kept() -> None:
    uploads = Uploads(lambda: 0)
    for no in range(FILE_BYTES // PART_BYTES):
        uploads.put("r1", "a", no, bytes(PART_BYTES))
    with pytest.raises(Refused) as refused:
        uploads.put("r1", "a", FILE_BYTES // PART_BYTES, bytes(PART_BYTES))
    assert refused.value.code is Refusal.PAYLOAD_TOO_LARGE
    with pytest.raises(Refused):
        uploads.put("r2", "b", 0, bytes(PART_BYTES + 1))


def mixed(trait: str, words: str) -> str:
    """A day whose first round mixes the tables by this."""
    story = MINI.replace("quorum = ", f'traits = [{{id = "{trait}", ru = "{words}", en = "{trait}"}}]\nquorum = ')
    return story.replace(
        '[[round]]\nid = "hello"',
        '[[round]]\nid = "seat1"\nkind = "assign"\nwhat = "people"\nmode = "mixed"\ntitle = "Рассадка"\nminutes = 5\n'
        f'balance = {{{trait} = 2}}\n\n[[round]]\nid = "hello"',
    )


def test_ages_stand_in_the_numbers_from_the_youngest_on() -> None:
    door = Door(mixed("age", "возраст"))
    door.send("Имя,Возраст\nАнна Осипова,70\nВера Осипова,16\nНина Осипова,40\nЯна Осипова,20\n".encode())
    door.take(door.look()["mark"])
    found = door.get("/api/seating/seat1").json
    assert found is not None and found["values"] == {"age": ["under-18", "18-29", "30-44", "60-plus"]}


def test_the_desk_mixes_the_tables_and_takes_the_seating_by_its_own_word() -> None:
    door = Door(mixed("district", "район"))
    rows = "\n".join(f"Гость Номер{'абвгдежзи'[no]},{'Центр' if no < 3 else 'Южный'}" for no in range(9))
    door.send(f"Имя,Район\n{rows}\n".encode())
    door.take(door.look()["mark"])
    found = door.post("/api/seating", round="seat1").json
    assert found is not None and found["seated"] == 9 and found["deviation"] <= 1
    assert [table["counts"]["district"] for table in found["tables"]] == [[1, 2]] * 3
    assert door.story.round("seat1").draft.people == {}, "nothing is taken by looking"
    said = {"command": "list_people", "payload": {"action_id": new_id(), "round": "seat1", "people": found["people"]}}
    answer = door.post("/api/commands", **said).json
    assert answer is not None and answer["ok"]
    assert door.get("/api/seating/seat1").json["deviation"] == found["deviation"]  # type: ignore[index]
    one = door.get("/api/seating/of/p1").json
    assert one is not None and len(one["offers"]) == 3
    assert one["why"]["traits"] == [{"trait": "district", "value": "Центр", "here": 1, "ideal": 1.0}]
    assert code(door.get("/api/seating/of/p99")) == "person.unknown"
    assert code(door.post("/api/seating", round="hello")) == "round.unknown"
    assert code(door.get("/api/seating/seat1", "p1")) == "seat.unknown"
