"""The tablet goes round: whoever takes it votes for themselves, once, and opens nothing else with it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from app import create_app
from live.passing import passing_view
from live.polls import questions_view
from live.screen import Hall
from rehearsal import polls
from rehearsal.voices import Voices
from sessions import commands as c
from sessions import rolls
from sessions.people import Registration
from sessions.session import ballots_in, electors
from tests.looking import reading_of
from tests.secrecy import shown
from tests.story import CHOOSE_OPEN, MINI, ROOT, Move, Story, after, ballot, seat, to
from tests.wire import new_id

DESK = seat("r1")
LISTED: tuple[Move, ...] = (
    (DESK, c.TakeList(tuple(c.Listed(None, Registration(f"Анна {letter}остева")) for letter in "АБВГДЕЖЗИ"), 0)),
    (DESK, c.MarkAttendance(tuple(f"p{no}" for no in range(1, 9)), True)),
)


class Table:
    """A tablet, the people round it, and whoever asks from elsewhere."""

    def __init__(self, story: Story) -> None:
        self.story = story
        made = create_app(story.desk, story.keys, Hall("http://192.168.1.2:8080/", "", ""))
        self.client, self.seats, self.house = Client(made.wsgi), made.house.seats, made.house

    def post(self, path: str, body: dict[str, Any], token: str = "", address: str = "192.168.1.9") -> TestResponse:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self.client.post(path, json=body, headers=headers, environ_overrides={"REMOTE_ADDR": address})

    def enter(self, table: str, **by: object) -> TestResponse:
        return self.post("/api/booth", by, self.seats.token(table))

    def code(self, person: str) -> str:
        return self.seats.code(person, self.story.session.seats[person].generation)

    def cast(self, token: str, *cards: str, contest: int = 1) -> Any:
        payload = {
            "action_id": new_id(),
            "round": "choose",
            "choices": dict.fromkeys(cards, 1),
            "contest": contest,
        }
        return self.post("/api/commands", {"command": "cast_ballot", "payload": payload}, token).json


def told(answer: TestResponse) -> str:
    assert answer.json is not None
    return str(answer.json["error"]["code"])


@pytest.fixture
def table() -> Iterator[Table]:
    yield Table(after([*LISTED, *CHOOSE_OPEN]))


def progress(table: Table, name: str = "t1") -> dict[str, Any]:
    view = passing_view(reading_of(table.story), seat(name))
    assert view is not None
    return view


def test_people_pass_the_tablet_and_each_votes_for_themselves(table: Table) -> None:
    for no, by in ((1, {"code": table.code("p1")}), (4, {"badge": 4}), (7, {"code": table.code("p7").lower()})):
        given = table.enter("t1", **by).json
        assert given is not None and (given["no"], given["voted"]) == (no, False)
        assert table.cast(given["token"], "c5")["ok"]
    assert (progress(table)["done"], progress(table)["of"]) == (3, 3)
    assert ballots_in(table.story.session, table.story.round("choose")) == 3
    table.story.play([to("choose", "revealed")])
    reckoning = table.story.outcome("choose").reckoning
    assert reckoning is not None and (reckoning.tablets, reckoning.phones) == (3, 0)


def test_the_tablet_tells_who_has_voted_and_never_how(table: Table) -> None:
    before = shown(table.story, ["t1", "t2"])
    given = table.enter("t1", badge=1).json
    assert given is not None
    table.cast(given["token"], "c5")
    now = shown(table.story, ["t1", "t2"])
    assert now["table", "t2"] == before["table", "t2"], "the other tables learn nothing"
    assert [row["state"] for row in progress(table)["people"]] == ["voted", None, None]
    assert [row["name"] for row in progress(table)["people"]] == ["Анна А.", "Анна Г.", "Анна Ж."]
    table.cast(table.enter("t1", code=table.code("p1")).json["token"], "c6", "c7")  # type: ignore[index]
    assert shown(table.story, ["t1", "t2"]) == now, "another choice is no news to anybody"


def test_a_name_is_enough_only_at_the_own_table_and_only_once(table: Table) -> None:
    assert told(table.enter("t1", badge=2)) == "seat.foreign"
    token = table.enter("t1", badge=1).json["token"]  # type: ignore[index]
    assert table.cast(token, "c5")["ok"]
    assert told(table.enter("t1", badge=1)) == "ballot.cast"
    assert table.cast(token, "c6")["error"]["code"] == "ballot.cast", "not by the token of before either"
    again = table.enter("t1", code=table.code("p1")).json
    assert again is not None and again["voted"]
    assert table.cast(again["token"], "c6")["ok"]


def test_a_name_of_somebody_who_has_voted_on_a_phone_changes_nothing(table: Table) -> None:
    table.story.play([ballot("p1", "choose", "c5")])
    assert told(table.enter("t1", badge=1)) == "ballot.cast"


@pytest.mark.parametrize(
    ("by", "code"),
    [
        ({"badge": 9}, "ballot.not_on_roll"),
        ({"badge": 99}, "person.unknown"),
        ({"badge": "1"}, "code.unknown"),
        ({"badge": None}, "code.unknown"),
        ({"code": "AAAAAAAA"}, "code.unknown"),
        ({"code": ""}, "code.unknown"),
        ({}, "code.unknown"),
    ],
)
def test_who_is_not_known_or_not_here_gets_no_ballot(table: Table, by: dict[str, Any], code: str) -> None:
    assert told(table.enter("t3", **by)) == code


def test_whoever_holds_a_paper_does_not_vote_here(table: Table) -> None:
    table.story.play([(DESK, c.GivePapers("choose", 1, ("p1",), True))])
    assert told(table.enter("t1", badge=1)) == "ballot.on_paper"
    assert told(table.enter("t1", code=table.code("p1"))) == "ballot.on_paper"
    assert [row["state"] for row in progress(table)["people"]] == ["paper", None, None]


@pytest.mark.parametrize("who", ["p1", "screen", "gabc", ""])
def test_only_a_tablet_is_passed(table: Table, who: str) -> None:
    token = table.seats.token(who) if who else ""
    assert told(table.post("/api/booth", {"badge": 1}, token)) == "seat.unknown"


def test_the_token_of_the_booth_opens_the_ballot_and_nothing_else(table: Table) -> None:
    token = table.enter("t1", badge=1).json["token"]  # type: ignore[index]
    bearer = {"Authorization": f"Bearer {token}"}
    for path in ("/api/view", "/api/lineage?card=c5", "/api/sheet?card=c5", "/api/seats", "/api/acts"):
        assert table.client.get(path, headers=bearer).status_code == 401, path
    for command, fields in (
        ("sign_up", {"round": "groups", "card": "c5", "role": "member"}),
        ("ask_question", {"round": "hello", "text": "?"}),
        ("withdraw_sign_up", {"card": "c5"}),
    ):
        payload = {"action_id": new_id(), **fields}
        said = table.post("/api/commands", {"command": command, "payload": payload}, token).json
        assert said is not None and said["error"]["code"] == "event.unknown"
    assert told(table.post("/api/report", {"device": "x" * 12}, token)) == "seat.unknown"
    assert table.story.session.seats["p1"].arrived is None, "nobody's own device came in"


def test_the_token_ends_with_the_vote_and_with_the_badge(table: Table) -> None:
    one, other = (table.enter("t1", badge=no).json["token"] for no in (1, 4))  # type: ignore[index]
    table.story.do(DESK, c.ReissueSeat("p1"))
    assert table.cast(one, "c5")["error"]["code"] == "seat.unknown"
    table.story.play([ballot("p7", "choose", "c5"), to("choose", "revealed"), c.RepeatVote("choose", 1)])
    table.story.play([to("choose", "open")])
    assert table.cast(other, "c5", contest=2)["error"]["code"] == "seat.unknown"
    table.story.play([to("choose", "closed")])
    assert told(table.enter("t1", badge=1)) == "phase.closed"
    assert passing_view(reading_of(table.story), seat("t1")) is None


@pytest.mark.parametrize("change", ["p1.code.", "p4.name.", "p1.name.x", "p1.phone.", "p1..", "p99.code."])
def test_a_token_that_was_changed_stands_for_nobody(table: Table, change: str) -> None:
    token = table.enter("t1", badge=1).json["token"]  # type: ignore[index]
    assert table.cast(change + token.rpartition(".")[2], "c5")["error"]["code"] == "seat.unknown"


def test_a_round_may_ask_for_the_code_or_pass_no_tablet() -> None:
    for passing, code in (("code", "code.needed"), ("none", "phase.closed")):
        scenario = MINI.replace('electors = "person"', f'electors = "person"\npassing = "{passing}"')
        strict = Table(after([*LISTED, *CHOOSE_OPEN], scenario))
        assert told(strict.enter("t1", badge=1)) == code
        if passing == "code":
            assert strict.enter("t1", code=strict.code("p1")).status_code == 200
            assert {row["name"] for row in progress(strict)["people"]} == {None}, "who needs no names is told none"


def test_wrong_codes_lock_this_tablet_and_no_other(table: Table) -> None:
    answers = [told(table.enter("t1", code="AAAAAAAA")) for _ in range(10)]
    assert answers[-1] == "code.locked"
    assert told(table.enter("t1", code=table.code("p1"))) == "code.locked"
    assert table.enter("t2", code=table.code("p2")).status_code == 200
    assert table.enter("t1", badge=1).status_code == 200, "a name of the own table is no guess"
    assert [alarm.address for alarm in table.house.door.guessing.alarms()] == ["t1"]


@pytest.mark.parametrize("seed", range(50))
def test_ten_thousand_tries_make_no_ballot_more_than_there_are_electors(seed: int) -> None:
    """Fifty votes of two hundred tries each: reload, second device, incognito, replay, another's seat, guessed codes,
    renewed badges, hands and paper on top, in any order."""
    chance = random.Random(seed)
    table = Table(after([*LISTED, *CHOOSE_OPEN]))
    story, state = table.story, table.story.round("choose")
    kept: list[tuple[str, dict[str, Any]]] = []
    tokens: list[str] = []

    def by_phone(person: str) -> None:
        code = table.code(person) if chance.random() < 0.9 else "".join(chance.choices("ABCDEFGH234", k=8))
        given = table.post("/api/code", {"code": code}, address=f"10.0.0.{chance.randint(1, 9)}").json
        tokens.append(str((given or {}).get("token", "")))

    def in_booth(person: str) -> None:
        by = {"badge": int(person[1:])} if chance.random() < 0.6 else {"code": table.code(person)}
        given = table.enter(f"t{chance.randint(1, 3)}", **by).json
        tokens.append(str((given or {}).get("token", "")))

    def cast(_: str) -> None:
        cards = chance.sample(["c5", "c6", "c7"], chance.randint(0, 2))
        payload = {"action_id": new_id(), "round": "choose", "choices": dict.fromkeys(cards, 1), "contest": 1}
        kept.append((chance.choice(tokens[-12:] or [""]), payload))
        table.post("/api/commands", {"command": "cast_ballot", "payload": payload}, kept[-1][0])

    def replay(_: str) -> None:
        token, payload = chance.choice(kept or [("", {})])
        table.post("/api/commands", {"command": "cast_ballot", "payload": payload}, token)

    def renew(person: str) -> None:
        story.ask(DESK, c.ReissueSeat(person))

    def paper(person: str) -> None:
        story.ask(DESK, c.GivePapers("choose", 1, (person,), chance.random() < 0.6))

    def read(_: str) -> None:
        no = f"{chance.randint(1, 3)}-{chance.randint(1, 4)}"
        story.ask(chance.choice([DESK, seat("r2")]), c.ReadPaper("choose", 1, no, {"c6": 1}))

    def hands(_: str) -> None:
        voters = chance.randint(0, 3)
        marks = {"c5": voters} if voters else {}
        story.ask(DESK, c.CountHands("choose", 1, voters, marks, f"t{chance.randint(1, 3)}"))

    moves = [by_phone, in_booth, cast, cast, replay, renew, paper, read, hands]
    for _ in range(200):
        chance.choice(moves)(f"p{chance.randint(1, 9)}")
        assert ballots_in(story.session, state) <= electors(story.session, state)
        assert all(rolls.free(story.session, state, f"t{no}") >= 0 for no in (1, 2, 3)), "of no table, either"
    if ballots_in(story.session, state) and story.session.boxes.get("choose"):
        story.play([to("choose", "closed")])
        story.ask(seat("lead"), c.MoveRound("choose", "revealed", "closed"))
    if state.outcome is not None:
        assert state.outcome.reckoning is not None and state.outcome.reckoning.used <= state.outcome.electors == 8


POLL = (ROOT / "tests" / "data" / "poll.toml").read_text(encoding="utf-8").replace("people = 24", "people = 12")


def poll(change: str = "") -> Table:
    """Twelve badges at four tables, of which 1, 5 and 9 sit at the first; «who» is asked now."""
    listed: tuple[Move, ...] = (
        (DESK, c.TakeList(tuple(c.Listed(None, Registration(f"Анна {letter}остева")) for letter in "АБВГДЕЖЗИКЛМ"), 0)),
        (DESK, c.MarkAttendance(tuple(f"p{no}" for no in range(1, 12)), True)),
    )
    scenario = POLL.replace('questions = "portrait_before"', f'questions = "portrait_before"\n{change}')
    return Table(after([*listed, to("who", "open")], scenario, tables=4, people=12))


def say(table: Table, token: str, **answers: Any) -> Any:
    payload = {"action_id": new_id(), "round": "who", "answers": answers}
    return table.post("/api/commands", {"command": "answer_poll", "payload": payload}, token).json


def sheet_of(table: Table) -> dict[str, Any]:
    """A whole sheet of the poll that is open."""
    chance = random.Random(1)
    return polls.sheet(questions_view(table.story.session, table.story.round("who").plan), chance, Voices(), "x")


def test_people_pass_the_tablet_for_a_poll_and_the_table_learns_who_is_done_and_never_what_they_said() -> None:
    table = poll()
    before = shown(table.story, ["t1", "t2"])
    assert [(row["no"], row["name"], row["state"]) for row in progress(table)["people"]] == [
        (1, "Анна А.", None),
        (5, "Анна Д.", None),
        (9, "Анна И.", None),
    ]
    assert progress(table)["hands"] is None
    sheet = sheet_of(table)
    for no, by in ((1, {"badge": 1}), (5, {"code": table.code("p5")})):
        given = table.enter("t1", **by).json
        assert given is not None and (given["no"], given["voted"]) == (no, False)
        assert say(table, given["token"], **sheet)["ok"]
    assert (progress(table)["done"], progress(table)["of"]) == (2, 3)
    assert len(table.story.session.boxes["who"]) == 2
    now = shown(table.story, ["t1", "t2"])
    assert now["table", "t2"] == before["table", "t2"], "the other tables learn nothing"
    first = next(iter(sheet))
    less = {name: said for name, said in sheet.items() if name != first or len(sheet) == 1}
    again = table.enter("t1", code=table.code("p5")).json
    assert again is not None and again["voted"]
    assert say(table, again["token"], **less)["ok"]
    assert shown(table.story, ["t1", "t2"]) == now, "other answers are no news to anybody"
    assert len(table.story.session.boxes["who"]) == 2, "of each one sheet, by whatever way"


def test_a_name_answers_a_poll_only_at_the_own_table_and_only_once() -> None:
    table = poll()
    sheet = sheet_of(table)
    assert told(table.enter("t1", badge=2)) == "seat.foreign"
    assert told(table.enter("t4", badge=12)) == "seat.foreign", "who has not come sits nowhere"
    token = table.enter("t1", badge=1).json["token"]  # type: ignore[index]
    assert say(table, token, **sheet)["ok"]
    assert told(table.enter("t1", badge=1)) == "poll.answered"
    assert say(table, token, **sheet)["error"]["code"] == "poll.answered", "not by the token of before either"
    assert table.story.ask(seat("p5"), c.AnswerPoll("who", sheet)).ok
    assert told(table.enter("t1", badge=5)) == "poll.answered", "nor over what came from a phone"


def test_the_token_of_a_poll_opens_its_sheet_and_ends_with_it() -> None:
    table = poll()
    token = table.enter("t1", badge=1).json["token"]  # type: ignore[index]
    for command, fields in (("forget_answers", {"round": "who"}), ("answer_straw", {"straw": 1, "choice": 0})):
        payload = {"action_id": new_id(), **fields}
        said = table.post("/api/commands", {"command": command, "payload": payload}, token).json
        assert said is not None and said["error"]["code"] == "event.unknown"
    table.story.play([to("who", "closed")])
    assert say(table, token, **sheet_of(table))["error"]["code"] == "seat.unknown"
    assert told(table.enter("t1", badge=5)) == "phase.closed"
    table.story.play([to("needs", "open")])
    assert told(table.enter("t1", badge=5)) == "phase.closed", "a poll of tables is the table's own"
    assert passing_view(reading_of(table.story), seat("t1")) is None


def test_a_poll_may_ask_for_the_code_or_pass_no_tablet() -> None:
    for passing, code in (("code", "code.needed"), ("none", "phase.closed")):
        strict = poll(f'passing = "{passing}"')
        assert told(strict.enter("t1", badge=1)) == code
        if passing == "code":
            assert strict.enter("t1", code=strict.code("p1")).status_code == 200
            assert {row["name"] for row in progress(strict)["people"]} == {None}
