"""Whole small days through real sockets against a real server, honest ones and ones with a fault in them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from live.engine import ENGINES
from rehearsal import bot
from rehearsal.rehearse import Wishes, rehearse
from rehearsal.server import COMMAND
from sessions.reader import parse
from sessions.store import Store
from tests.rehearsal.apart import apart
from tests.sessions.test_notes import WORKING
from tests.story import MINI, PAPERS

DATA = Path(__file__).parent.parent / "data"
MUTANT = Path(__file__).with_name("mutant.py")
REFUSED = {
    "action.missing",
    "action.reused",
    "ballot.not_elector",
    "card.unknown",
    "code.unknown",
    "event.unknown",
    "payload.fields",
    "payload.types",
    "phase.closed",
    "phase.not_allowed",
    "pin.needed",
    "pin.wrong",
    "round.unknown",
    "seat.foreign",
    "seat.unknown",
    "sign_up.missing",
    "text.too_long",
}


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    path = tmp_path / "mini.toml"
    path.write_text(MINI, encoding="utf-8")
    return path


def run(*arguments: object) -> tuple[int, str, str]:
    asked = subprocess.run(
        [*COMMAND, "rehearse", *map(str, arguments)], capture_output=True, encoding="utf-8", timeout=120
    )
    return asked.returncode, asked.stdout, asked.stderr


@pytest.mark.parametrize("engine", ENGINES)
def test_a_small_day_is_played_and_true(engine: str, mini: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    status, out, err = run(
        mini, "--tables", 3, "--people", 9, "--speed", "max", "--json", "--data", data, "--engine", engine
    )
    told: dict[str, Any] = json.loads(out.strip().splitlines()[-1])
    assert told["errors"] == [], err
    assert status == 0, err
    assert (told["lost"], told["doubled"], told["leaks"], told["journal_ok"]) == (0, 0, [], True)
    assert (told["rounds"], told["engine"], told["tables"], told["people"]) == (6, engine, 3, 9)
    assert told["cards"] >= 12 and told["ballots"] > 5 and told["sign_ups"] > 0
    assert told["refusals"].keys() >= REFUSED
    everybody = 1 + 1 + 3 + 9 + told["guests"]
    assert told["reconnects"] == everybody, "each bot loses its line once"
    assert told["crashes"] == 1 and told["lines_lost"] == everybody, "the server is killed, and everybody comes back"
    assert told["repeats"] == everybody - 1, "each bot but the projector repeats itself once"
    assert 0 < told["ack_ms"]["p50"] <= told["ack_ms"]["p99"] <= told["ack_ms"]["max"]
    assert [row["round"] for row in told["funnel"]] == ["hello", "problems", "short", "solutions", "choose", "groups"]
    for row in told["initiatives"]:
        assert row["people"] == len(row["group"]) == sum(row["roles"].values())
        assert {*row} == {"title", "people", "leader", "roles", "lives", "group"}
    session = Path(told["session"])
    assert session.parent == data
    store = Store(session, readonly=True)
    assert sum(entry.event.__class__.__name__ == "CardSubmitted" for entry in store.entries()) == told["cards"]
    store.close()


def test_the_server_is_killed_in_the_middle_of_each_day_and_in_the_night(tmp_path: Path) -> None:
    path = tmp_path / "two.toml"
    first, second = MINI.split('[[round]]\nid = "solutions"')
    second = second.replace('kind = "', 'day = 2\nkind = "')
    path.write_text(f'{first}[[round]]\nid = "solutions"{second}', encoding="utf-8")
    status, out, err = run(path, "--tables", 3, "--people", 9, "--json", "--data", tmp_path / "data")
    told: dict[str, Any] = json.loads(out.strip().splitlines()[-1])
    assert (status, told["errors"], told["crashes"]) == (0, [], 3), err
    assert (told["rounds"], told["lost"], told["doubled"], told["journal_ok"]) == (6, 0, 0, True)


def wishes(mini: Path, tmp_path: Path, *command: str, **more: Any) -> Wishes:
    return Wishes(mini, parse(MINI), tmp_path / "data", 3, 9, seed="a", command=command or COMMAND, **more)


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("leaky", "leaks"),
        ("forgetful", "lost"),
        ("doubling", "doubled"),
    ],
)
def test_a_fault_in_the_server_is_found(
    fault: str, says: str, mini: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot, "TRUTH_S", 2.0)
    report = apart(rehearse, wishes(mini, tmp_path, sys.executable, str(MUTANT), fault))
    assert not report.good
    assert report.facts[says], report.facts["errors"]


def test_a_day_from_a_list_is_played_and_every_line_of_sums_is_true(tmp_path: Path) -> None:
    """A list is taken, tables are mixed twice, some stay at home, some come unasked; phones, tablets, paper, hands."""
    status, out, err = run(DATA / "listed.toml", "--seed", "two", "--json", "--data", tmp_path / "data")
    told: dict[str, Any] = json.loads(out.strip().splitlines()[-1])
    assert (status, told["errors"]) == (0, []), err
    assert (told["lost"], told["doubled"], told["leaks"], told["journal_ok"]) == (0, 0, [], True)
    listed = told["list"]
    assert (listed["listed"], listed["no_shows"], listed["walk_ins"]) == (40 + 9, 5, 9)
    assert (listed["came"], listed["here"]) == (35 + 9, 33 + 3), "of 41 on the first day four fifths came again"
    assert [row["broken"] for row in told["seatings"]] == [0, 0]
    sums = told["reckonings"][0]
    assert min(sums[way] for way in ("phones", "tablets", "papers", "hands")) > 0 and sums["adds_up"]
    assert sums["given"] == listed["here"]
    assert told["refusals"].keys() >= {
        *("ballot.not_on_roll", "ballot.cast", "list.stale", "upload.lost", "day.begun", "badge.taken"),
        *("papers.more", "hands.too_many", "person.unknown", "phase.not_allowed", "poll.answered"),
    }


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("open_door", "a wrong move was accepted"),
        ("singing", "stands there unlocked"),
        ("chatty", "is nobody's to see"),
        ("miscounting", "the line of sums is"),
    ],
)
def test_a_fault_at_the_door_or_in_the_sums_is_found(
    fault: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot, "TRUTH_S", 2.0)
    path = DATA / "listed.toml"
    day = parse(path.read_text(encoding="utf-8"))
    asked = Wishes(path, day, tmp_path / "data", 3, 40, seed="two", command=(sys.executable, str(MUTANT), fault))
    report = apart(rehearse, asked)
    assert not report.good
    assert any(says in told for told in (*report.facts["errors"], *report.facts["leaks"])), report.facts["errors"]


def test_ballots_of_every_method_are_played_and_recounted(tmp_path: Path) -> None:
    path = tmp_path / "papers.toml"
    path.write_text(PAPERS, encoding="utf-8")
    status, out, err = run(path, "--tables", 4, "--people", 9, "--seed", 1, "--json", "--data", tmp_path / "data")
    told: dict[str, Any] = json.loads(out.strip().splitlines()[-1])
    assert (status, told["errors"]) == (0, []), err
    assert (told["lost"], told["doubled"], told["leaks"]) == (0, 0, [])
    assert told["refusals"].keys() >= {"ballot.over_limit", "choice.unknown", "payload.fields", "payload.types"}
    votes = {row["round"]: row["out"] for row in told["funnel"] if row["kind"] == "vote"}
    assert votes.keys() == {"dots", "grades", "hands", "people", "own", "each", "shares", "spread"}
    assert all(out > 0 for out in votes.values())


def test_a_day_of_ties_is_played_to_its_end(tmp_path: Path) -> None:
    """Runoffs, draws, a vote held again, a pick by hand, places one by one: each ballot counts in its own vote."""
    status, out, err = run(DATA / "ties.toml", "--seed", "one", "--json", "--data", tmp_path / "data")
    told: dict[str, Any] = json.loads(out.strip().splitlines()[-1])
    assert (status, told["errors"]) == (0, []), err
    assert (told["lost"], told["doubled"], told["leaks"]) == (0, 0, [])
    assert told["refusals"].keys() >= {"ballot.stale", "pick.needed", "repeat.too_early", "runoff.not_needed"}
    assert [kind for row in told["funnel"] for kind in row.get("votes", ())].count("repeat") == 1
    assert next(row for row in told["funnel"] if row["round"] == "by_hand")["out"] > 0


def test_a_day_of_assignments_is_played_to_its_end(tmp_path: Path) -> None:
    """People by a list and by their groups, cards by wish, in turn and by hand; each table answers its own."""
    status, out, err = run(DATA / "assign.toml", "--seed", "one", "--json", "--data", tmp_path / "data")
    told: dict[str, Any] = json.loads(out.strip().splitlines()[-1])
    assert (status, told["errors"]) == (0, []), err
    assert (told["lost"], told["doubled"], told["leaks"]) == (0, 0, [])
    assert told["refusals"].keys() >= {"card.foreign", "ballot.over_limit", "card.unknown"}
    rows = {row["round"]: row for row in told["funnel"]}
    assert rows["take"]["wishes"] > 0 and rows["seats"]["people"] > 0 and rows["meet"]["people"] > 0
    assert all(rows[each]["cards"] > 0 for each in ("solutions", "comments", "steps"))


def test_a_day_of_sheets_with_experts_is_played_and_every_version_is_there(tmp_path: Path) -> None:
    path = tmp_path / "sheets.toml"
    path.write_text(WORKING, encoding="utf-8")
    status, out, err = run(path, "--tables", 4, "--people", 6, "--seed", 1, "--json", "--data", tmp_path / "data")
    told: dict[str, Any] = json.loads(out.strip().splitlines()[-1])
    assert (status, told["errors"]) == (0, []), err
    assert (told["lost"], told["doubled"], told["leaks"]) == (0, 0, [])
    assert told["refusals"].keys() >= {"sheet.stale", "field.unknown", "text.too_long"}
    assert {step["round"]: step["n"] for step in told["way"]}["sheet1"] > 0
    sheets = next(row for row in told["funnel"] if row["round"] == "sheet2")
    assert sheets["versions"] > sheets["in"] and sheets["answers"] > 0 and sheets["notes"] > 0


def test_a_server_that_does_not_start_is_told_of_in_its_own_words(mini: Path, tmp_path: Path) -> None:
    status, _, _ = run(mini, "--tables", 3, "--people", 0, "--json", "--data", mini)
    assert status
    report = apart(rehearse, wishes(mini, tmp_path, sys.executable, "-c", "print('no luck today')"))
    assert not report.good and report.facts["session"] == ""
    assert report.facts["errors"] == ["the server did not start: no luck today"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["nowhere.toml"], "nowhere.toml"), (["forum-evening", "--speed", "quick"], "max, or a number above 0")],
)
def test_a_wrong_command_is_one_sentence(arguments: list[str], said: str) -> None:
    status, _, err = run(*arguments)
    assert status and said in err and "Traceback" not in err
