"""The editor's side of the wire: only the lead's, every mistake with its path, files that nobody loses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import app
from app import create_app
from live.form import form_view
from live.patterns import bare, patterns_view
from live.screen import Hall
from sessions import commands as c
from sessions.library import Library, Taken
from sessions.reader import examine, parse, spread
from sessions.scenario import AnyRound
from sessions.seat import LEAD
from sessions.writer import digest, write
from tests.live.test_web import Client, Desk, code
from tests.sessions.test_revision import before
from tests.story import EVENING, MINI, PROBLEMS, ROOT, Story

ROUTES = ("/api/editor/form", "/api/editor/scenarios", "/api/editor/scenarios/forum-evening", "/api/editor/session")
POSTS = ("/api/editor/check", "/api/editor/read", "/api/editor/save")


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    monkeypatch.setattr(app.engine, "spawn", lambda *_, **__: None)
    desk = Desk()
    library = Library(ROOT / "scenarios", tmp_path / "scenarios")
    application = create_app(desk.story.desk, desk.story.keys, Hall("http://192.168.1.2:8080/"), library)
    desk.client = Client(application.wsgi)
    return desk


def draft(text: str = MINI) -> dict[str, Any]:
    return spread(text)


def check(desk: Desk, given: Any, lang: str = "en") -> Any:
    return desk.post(f"/api/editor/check?lang={lang}", {"draft": given}, "lead").json


@pytest.mark.parametrize("who", [None, "t1", "p1", "screen"])
def test_nobody_but_the_lead_sees_or_writes_scenarios(desk: Desk, who: str | None) -> None:
    for answer in [*(desk.get(each, who) for each in ROUTES), *(desk.post(each, {}, who) for each in POSTS)]:
        assert answer.status_code == 401 and code(answer) == "seat.unknown"
    link = f"Bearer {desk.seats.token('lead')}"
    assert desk.get(ROUTES[0], Authorization=link).status_code == 401, "the link alone, without the PIN"


def test_a_draft_comes_as_json_of_a_length_that_is_told(desk: Desk) -> None:
    for path in POSTS:
        assert desk.post(path, b"a=1", "lead", Content_Type="text/plain").status_code == 415
        assert desk.post(path, b"x" * (app.engine.MAX_BODY_BYTES + 1), "lead").status_code == 413


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"draft":[]}', b'{"draft":{"round":{}}}', b'{"text":7,"name":[]}']
)
def test_whatever_comes_in_is_answered(desk: Desk, body: bytes) -> None:
    assert [desk.post(path, body, "lead").status_code for path in POSTS] == [200, 200 if b"7" not in body else 400, 400]


def test_a_draft_is_told_every_mistake_with_the_way_to_its_field(desk: Desk) -> None:
    broken = draft()
    broken["round"][1]["minutes"] = 0
    broken["round"][2]["carry"]["k"] = "many"
    found = {tuple(each["path"]): each["text"] for each in check(desk, broken)["problems"]}
    assert found == {
        ("round", 1, "minutes"): "must be 1 at least",
        ("round", 2, "carry", "k"): "a whole number is expected here",
    }
    assert check(desk, broken)["toml"] is None
    told = check(desk, broken, "ru")["problems"][0]["text"]
    assert told == "должно быть не меньше 1"


def test_a_sound_draft_is_written_as_the_file_that_is_played(desk: Desk) -> None:
    answer = check(desk, draft())
    assert answer["problems"] == [] and parse(answer["toml"]) == parse(MINI)
    assert answer["day"]["same"] is True and answer["day"]["base"] == digest(parse(MINI))


def test_a_draft_is_held_against_the_day_that_runs(desk: Desk) -> None:
    desk.story.play(PROBLEMS)
    day = check(desk, draft(before("short")))["day"]
    assert (day["same"], day["why"], day["past"], day["begun"]) == (False, None, 2, ["hello", "problems"])
    assert "has begun" in check(desk, draft(MINI.replace("max_per_table = 2", "max_per_table = 3", 1)))["day"]["why"]


def test_the_days_own_scenario_comes_back_with_its_mark_and_is_revised_by_command(desk: Desk) -> None:
    desk.story.play(PROBLEMS)
    given = desk.get("/api/editor/session", "lead").json
    scenario, problems = examine(given["draft"])
    assert scenario == parse(MINI) and not problems
    text = check(desk, draft(before("short")))["toml"]
    answer = desk.say("lead", "revise_scenario", text=text, base=given["base"]).json
    assert answer["ok"] and "tea" in desk.story.session.rounds
    assert desk.say("lead", "revise_scenario", text=text, base=given["base"]).json["error"]["code"] == "scenario.stale"


def test_a_scenario_of_two_long_days_fits_through_the_door(desk: Desk) -> None:
    long = draft()
    for plan in long["round"]:
        plan["script"] = {"ru": "Слова модератору. " * 360, "en": "Words for the host. " * 360}
    text = check(desk, long)["toml"]
    assert 100_000 < len(text.encode()) < 256 * 1024
    assert desk.say("lead", "revise_scenario", text=text, base=digest(parse(MINI))).json["ok"]


def test_a_file_is_read_also_with_mistakes_and_one_that_is_no_toml_is_told_so(desk: Desk) -> None:
    text = MINI.replace("minutes = 5", "minutes = 0", 1)
    assert desk.post("/api/editor/read", {"text": text}, "lead").json["draft"]["round"][0]["minutes"] == 0
    answer = desk.post("/api/editor/read?lang=ru", {"text": "[scenario"}, "lead")
    assert answer.status_code == 400 and "это не TOML" in answer.json["said"]


def test_a_saved_scenario_is_found_and_never_written_over_in_silence(desk: Desk) -> None:
    saved = desk.post("/api/editor/save", {"draft": draft(), "name": "mine"}, "lead").json
    assert saved == {"name": "mine", "path": "scenarios/mine.toml"}
    first = desk.get("/api/editor/scenarios", "lead").json[0]
    assert (first["name"], first["place"], first["rounds"], first["minutes"]) == ("mine", "own", 6, 40)
    assert examine(desk.get("/api/editor/scenarios/mine", "lead").json["draft"])[0] == parse(MINI)
    other = draft(MINI.replace("minutes = 5", "minutes = 6", 1))
    again = desk.post("/api/editor/save", {"draft": other, "name": "mine"}, "lead")
    assert again.status_code == 409 and again.json["taken"] == "own"
    assert desk.get("/api/editor/scenarios", "lead").json[0]["minutes"] == 40
    desk.post("/api/editor/save", {"draft": other, "name": "mine", "over": True}, "lead")
    assert desk.get("/api/editor/scenarios", "lead").json[0]["minutes"] == 41
    shipped = desk.post("/api/editor/save", {"draft": other, "name": "forum-evening", "over": True}, "lead")
    assert shipped.status_code == 409 and shipped.json["taken"] == "veche"


@pytest.mark.parametrize("name", ["", "../up", "Большой", "a/b", "con", "lpt1", "x" * 41, "a.b", ".hidden"])
def test_a_name_that_is_no_files_name_is_refused(desk: Desk, name: str, tmp_path: Path) -> None:
    assert desk.post("/api/editor/save", {"draft": draft(), "name": name}, "lead").status_code == 400
    assert not list(tmp_path.rglob("*.toml"))


def test_a_half_written_file_leaves_the_old_one_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(ROOT / "scenarios", tmp_path)
    path = library.save("mine", "old")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError):
        library.save("mine", "new", over=True)
    assert path.read_text() == "old"
    with pytest.raises(Taken):
        library.save("mine", "new")


def test_the_form_is_in_both_languages_and_holds_every_kind() -> None:
    kinds = {each.kind for each in AnyRound.__args__}
    for lang in ("ru", "en"):
        form = form_view(lang)
        assert {each["kind"] for each in form["kinds"]} == kinds
        vote = next(each for each in form["kinds"] if each["kind"] == "vote")
        by_key = {each["key"]: each for each in vote["fields"]}
        assert by_key["input"]["type"] == {"is": "pool"} and by_key["minutes"]["place"] == "common"
        assert by_key["id"]["place"] == by_key["output"]["place"] == "more"
        carry = {each["key"]: each["type"]["is"] for each in by_key["carry"]["type"]["fields"]}
        assert (carry["tie"], carry["gate"], carry["by"], carry["k"]) == ("tie", "gate", "by", "number")
    assert json.dumps(form_view("ru")) != json.dumps(form_view("en"))


def test_every_pattern_can_be_played_where_its_cards_are() -> None:
    plans = [each["plan"] for each in patterns_view("ru")]
    assert {plan["kind"] for plan in plans} == {each.kind for each in AnyRound.__args__}
    assert all(each["label"] for each in patterns_view("en"))
    day = {"scenario": {"id": "x", "title": {"ru": "x", "en": "x"}, "people": 9}, "round": plans}
    for number, plan in enumerate(plans):
        plan["id"] = f"r{number}"
        plan.update({"output": f"o{number}"} if "output" in plan else {})
        for key in ("input", "parent_pool"):
            plan.update({key: "o3"} if plan.get(key) == "" else {})
    assert examine(day)[1] == []


@pytest.mark.parametrize("kind", [each.kind for each in AnyRound.__args__])
def test_a_kind_without_a_pattern_is_offered_with_what_it_cannot_do_without(kind: str) -> None:
    scenario, problems = examine({"scenario": {"id": "x", "title": {"ru": "x", "en": "x"}}, "round": [bare(kind)]})
    assert scenario is not None, problems


def test_the_evening_goes_to_the_page_and_back() -> None:
    assert examine(json.loads(json.dumps(spread(EVENING))))[0] == parse(write(parse(EVENING)))
    story = Story(MINI)
    story.do(LEAD, c.ReviseScenario(write(parse(MINI)), digest(parse(MINI))))
    assert story.session.acts == []
