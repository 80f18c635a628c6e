"""What the bots write fits, their wrong moves are named by codes that exist, and a repeat with another body differs."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest

from live.cards import field_view
from live.parse import parse
from live.rounds import round_view
from rehearsal import experts, mistakes, observers, sheets, tastes
from rehearsal.bot import otherwise
from rehearsal.demo import DemoPace
from rehearsal.pace import Scaled, parse_speed
from rehearsal.voices import Voices, cut
from sessions.commands import COMMANDS
from sessions.reader import parse as parse_scenario
from sessions.refusals import Refusal
from sessions.scenario import GatherRound
from tests.story import EVENING, SHEET_OPEN, SHEETS, SHORT, after

FIELDS = [
    {"id": "title", "type": "text", "max_len": 90, "required": True, "options": []},
    {"id": "where", "type": "place", "max_len": 12, "required": False, "options": []},
    {"id": "sphere", "type": "choice", "max_len": 140, "required": True}
    | {"options": [{"id": "eco", "label": {"ru": "экология", "en": "ecology"}}]},
    {"id": "step", "type": "text", "max_len": 30, "required": True, "options": []},
]


@pytest.mark.parametrize("longest", [4, 20, 90])
def test_every_title_is_said_once_and_fits(longest: int) -> None:
    voices, chance = Voices(), random.Random(1)
    fields = [{**FIELDS[0], "max_len": longest}, *FIELDS[1:]]
    cards = [voices.card(fields, chance) for _ in range(600)]
    cards += [voices.card(fields, chance, cards[no]["title"]) for no in range(200)]
    cards += [voices.revised(cards[no], fields, chance) for no in range(100)]
    assert len({card["title"] for card in cards}) == 900
    for card in cards:
        assert 0 < len(card["title"]) <= longest
        assert len(card.get("where", "")) <= 12 and 0 < len(card["step"]) <= 30 and card["sphere"] == "eco"


def test_a_solution_answers_its_problem() -> None:
    voices, chance = Voices(), random.Random(2)
    problem = voices.card(FIELDS, chance)["title"]
    entry = next(each for each in voices._words["problem"] if problem.startswith(each["text"]))
    assert voices.card(FIELDS, chance, problem)["title"] in entry["solutions"]


def test_the_sphere_fits_the_text_in_the_evening() -> None:
    scenario = parse_scenario(EVENING)
    plan = next(plan for plan in scenario.rounds if isinstance(plan, GatherRound))
    fields = [field_view(scenario, field) for field in plan.fields]
    spheres = {option.id: option.label.ru for option in scenario.scenario.spheres}
    voices, chance = Voices(), random.Random(3)
    for _ in range(30):
        card = voices.card(fields, chance)
        if "sphere" in card:
            problem = next(each for each in voices._words["problem"] if each["text"] == voices._stems[card["title"]])
            assert spheres[card["sphere"]] == problem["sphere"]


def test_names_are_whole_and_contacts_bear_their_mark() -> None:
    voices, chance = Voices(), random.Random(4)
    for no in range(50):
        name, contact = voices.person(no, chance)
        assert name.split()[-1] in voices.last_names() and len(name) <= 80
        assert contact.endswith(voices.contact_mark())


def test_a_text_is_cut_at_a_word() -> None:
    assert [cut("одно два", most) for most in (8, 7, 5, 4, 3)] == ["одно два", "одно", "одно", "одно", "одн"]


def views() -> list[dict[str, Any]]:
    sessions = after(SHORT).session, after(SHEET_OPEN, scenario=SHEETS).session
    return [round_view(session, state) for session in sessions for state in session.rounds.values()]


def all_mistakes() -> list[mistakes.Mistake]:
    paper = [{"id": f"c{no}", "title": "x"} for no in range(1, 9)]
    made: list[mistakes.Mistake] = []
    for view in views():
        made += [*mistakes.not_now(view, "phase.closed"), *mistakes.of_table_anywhere(view)]
        made += [*mistakes.of_person_anywhere(view), *mistakes.of_lead(view, "later")]
        match view["kind"]:
            case "gather":
                good = {"round": view["id"], "fields": {"title": "x"}}
                made += mistakes.of_table_in_gather(view, good, "none", 9)
            case "vote":
                made += mistakes.of_elector(view, paper)
            case "signup":
                made += mistakes.of_signup(view, "c1")
            case "elaborate":
                made += sheets.mistakes(view, "c3", 0, "none")
        made += [*experts.mistakes({"c1"}), *observers.mistakes(view)]
    return made


def test_every_wrong_move_names_a_code_that_exists() -> None:
    made = all_mistakes()
    assert {mistake.code for mistake in made} <= {code.value for code in Refusal}
    assert len({mistake.code for mistake in made}) > 20


def test_an_observer_that_sees_too_much_says_so() -> None:
    good = {"see": "progress", "round": {"kind": "gather"}, "progress": {"tables": []}, "scene": {"name": "gather"}}
    card = {"id": "c1", "title": "x", "fields": {}, "sphere": None, "parent": None, "sheet": False}
    assert not list(observers.too_much({**good, "cards": [card]}))
    person = {"no": 4, "role": "leader", "name": "N. N."}
    for bad in (
        {"cards": [{**card, "table": "t1"}]},
        {"cards": [{**card, "title": ""}]},
        {"cards": [], "see": "wall", "progress": None},
        {"cards": None, "see": "cards"},
        {"cards": [], "round": {"kind": "vote"}},
        {"cards": [], "scene": {"name": "groups", "groups": [{"people": [person]}]}},
        {"cards": [], "notes": {}},
    ):
        assert len(list(observers.too_much({**good, **bad}))) == 1, bad


GOOD: list[tuple[str, dict[str, Any]]] = [
    ("submit_card", {"round": "r", "fields": {"title": "Темно в парке"}, "parent": "c1"}),
    ("revise_card", {"card": "c1", "fields": {"title": "x"}, "revision": 1}),
    ("withdraw_card", {"card": "c1"}),
    ("cast_ballot", {"round": "r", "choices": {"c1": 1}}),
    ("cast_ballot", {"round": "r", "choices": {}}),
    ("mark_ready", {"round": "r", "ready": True}),
    ("call_help", {"on": True}),
    ("sign_up", {"round": "r", "card": "c1", "role": "x", "name": "", "contact": "", "consents": []}),
    ("withdraw_sign_up", {"card": "c1"}),
    ("move_round", {"round": "r", "phase": "open", "was": "planned"}),
    ("announce", {"text": "x" * 200}),
    ("add_time", {"round": "r", "ms": 60_000}),
    ("show_scene", {"scene": "auto"}),
    ("blank_screen", {"on": True}),
    ("draw_lots", {"round": "r", "number": 7}),
    ("hide_card", {"card": "c1", "reason": "x"}),
    ("save_sheet", {"round": "r", "card": "c1", "fields": {"title": "x", "costs": [["a", "1"]]}, "version": 0}),
    ("answer_comment", {"round": "r", "card": "c1", "accepted": None}),
    ("write_note", {"card": "c1", "text": "x"}),
]


@pytest.mark.parametrize(("name", "fields"), GOOD)
def test_another_body_is_well_formed_and_another(name: str, fields: dict[str, Any]) -> None:
    payload = {"action_id": "a" * 12, **fields}
    other = otherwise(payload)
    (same_id, asked), (other_id, asked_otherwise) = parse(COMMANDS[name], payload), parse(COMMANDS[name], other)
    assert same_id == other_id
    assert msgspec.to_builtins(asked) != msgspec.to_builtins(asked_otherwise)


def test_tastes_are_made_of_the_seed() -> None:
    paper = [{"id": f"c{no}"} for no in range(1, 13)]
    round_ = {"electors": "table", "method": "approval", "limit": 4}
    one, same = (tastes.ballot("s", round_, paper, random.Random(1))["choices"] for _ in range(2))
    assert one == same and 1 <= len(one) <= 4
    marks: dict[str, int] = {}
    for voter in range(200):
        for card in tastes.ballot("s", round_, paper, random.Random(voter))["choices"]:
            marks[card] = marks.get(card, 0) + 1
    assert max(marks.values()) > 3 * min(marks.values())


def test_ballots_of_every_method_fit() -> None:
    paper = [{"id": f"c{no}"} for no in range(1, 8)]
    criteria = [{"id": "need", "low": 1, "high": 5}, {"id": "force", "low": 0, "high": 3}]
    dots = {"electors": "table", "method": "dots", "limit": 9, "cap": 2}
    score = {"electors": "person", "method": "score", "limit": None, "criteria": criteria}
    hands = {"electors": "table_tally", "method": "approval", "limit": None}
    for voter in range(100):
        chance = random.Random(voter)
        given = tastes.ballot("s", dots, paper, chance)["choices"]
        assert 8 <= sum(given.values()) <= 9 and max(given.values()) <= 2 and min(given.values()) > 0
        assert all(0 < n <= 5 for n in tastes.ballot("s", hands, paper, chance, hands=5)["choices"].values())
        for grades in tastes.ballot("s", score, paper, chance)["grades"].values():
            assert grades and 1 <= grades.get("need", 1) <= 5 and 0 <= grades.get("force", 0) <= 3


def test_some_initiatives_find_a_leader_and_some_do_not() -> None:
    for cards in range(2, 9):
        paper = [{"id": f"c{no}"} for no in range(cards)]
        leads = tastes.leads("s", paper, 9)
        assert 0 < len(leads) < cards and len(set(leads.values())) == len(leads)


def test_the_speed_is_max_or_a_number() -> None:
    assert parse_speed("max") is None and parse_speed(" 20 ") == 20
    for wrong in ("0", "-1", "fast", "inf", "nan"):
        with pytest.raises(ValueError):
            parse_speed(wrong)
    round_ = {"minutes": 20, "kind": "gather"}
    assert Scaled(60).seconds(round_, "open") == 20 and Scaled(60).seconds(round_, "closed") == 0
    assert Scaled(None).seconds(round_, "open") == 0


def test_the_demo_takes_about_five_minutes() -> None:
    day = parse_scenario(EVENING)
    assert 240 <= DemoPace(1).total(day) <= 360
    assert DemoPace(4).total(day) == pytest.approx(DemoPace(1).total(day) / 4)
