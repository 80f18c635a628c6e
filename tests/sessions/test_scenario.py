"""A scenario is read whole or not at all, and every complaint begins with the path of the field that is wrong."""

import re

import pytest
from msgspec import inspect

from sessions.reader import ScenarioError, parse
from sessions.scenario import (
    GatherRound,
    InfoRound,
    Scenario,
    SignupRound,
    VoteRound,
    Words,
)
from sessions.shape import type_of
from tests.story import EVENING, MINI, ROOT

SCENARIOS = sorted((ROOT / "scenarios").glob("*.toml"))


def problems(old: str, new: str, text: str = MINI) -> list[str]:
    assert old in text, f"the small forum has no {old!r} to break"
    with pytest.raises(ScenarioError) as caught:
        parse(text.replace(old, new, 1))
    return caught.value.problems


def scenario(name: str) -> Scenario:
    return parse((ROOT / "scenarios" / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_scenario_that_comes_with_veche_can_be_played(path):
    assert parse(path.read_text(encoding="utf-8")).rounds


def test_the_evening_is_the_day_that_was_asked_for():
    evening = parse(EVENING)
    assert [(round_.id, round_.kind, round_.minutes) for round_ in evening.rounds] == [
        ("welcome", "info", 5),
        ("problems", "gather", 20),
        ("themes", "merge", 10),
        ("choose_problems", "vote", 8),
        ("matrix", "vote", 8),
        ("solutions", "gather", 20),
        ("choose_initiatives", "vote", 8),
        ("groups", "signup", 15),
        ("farewell", "info", 5),
    ]
    assert sum(round_.minutes for round_ in evening.rounds) <= 100
    assert (evening.scenario.tables, evening.scenario.people) == (12, 140)
    assert [sphere.id for sphere in evening.scenario.spheres] == ["econ", "eco", "cult", "soc"]


def test_the_reference_day_is_the_forum_of_two_days():
    days = [(round_.day, round_.minutes) for round_ in scenario("zarechny-2d").rounds]
    assert len(days) == 32
    assert [sum(minutes for day, minutes in days if day == number) for number in (1, 2)] == [490, 420]


def test_the_guide_lists_every_day_with_its_rounds_and_minutes():
    guide = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([a-z0-9-]+)` \| .+ \| (\d+) \| (\d+) \|$", guide, re.MULTILINE)
    days = {path.stem: scenario(path.stem).rounds for path in SCENARIOS}
    assert {name: (int(rounds), int(minutes)) for name, rounds, minutes in listed} == {
        name: (len(rounds), sum(round_.minutes for round_ in rounds)) for name, rounds in days.items()
    }


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_day_speaks_both_languages_and_fits_its_screens(path):
    for round_ in scenario(path.stem).rounds:
        for words, most in ((round_.prompt, 70), (round_.how, 110), (round_.script, 700)):
            assert words is not None, round_.id
            assert 0 < len(words.ru) <= most, words.ru
            assert 0 < len(words.en) <= most, words.en
            assert words.ru != words.en


def test_a_bare_string_stands_for_both_languages():
    assert parse(MINI).rounds[1].fields[0].label == Words("Проблема", "Проблема")


def test_options_stages_and_roles_have_short_forms():
    text = MINI.replace('[{id = "eco", ru = "экология", en = "ecology"}, ', '["экология", ').replace(
        "max_per_table = 2", 'max_per_table = 2\nstages = [["silent", 3], {name = "write", minutes = 7}]', 1
    )
    scenario = parse(text)
    gather = scenario.rounds[1]
    assert isinstance(gather, GatherRound)
    assert [(stage.name, stage.minutes) for stage in gather.stages] == [("silent", 3), ("write", 7)]
    ecology, culture = scenario.options(gather.fields[2])
    assert (ecology.id, ecology.label) == ("экология", Words("экология", "экология"))
    assert (culture.id, culture.label) == ("cult", Words("культура", "culture"))
    signup = scenario.rounds[5]
    assert isinstance(signup, SignupRound)
    assert (signup.roles[0].label, signup.roles[0].leads) == (Words("лидер", "leader"), True)
    assert signup.roles[1].leads is False


def test_a_choice_may_bring_its_own_options():
    text = MINI.replace('options = "spheres"', 'options = ["да", {id = "no", label = "нет"}]')
    gather = parse(text).rounds[1]
    assert isinstance(gather, GatherRound)
    assert [option.id for option in gather.fields[2].options] == ["да", "no"]


def test_each_kind_becomes_its_own_round():
    kinds = [type(round_) for round_ in parse(MINI).rounds]
    assert kinds == [InfoRound, GatherRound, VoteRound, GatherRound, VoteRound, SignupRound]
    assert [round_.kind for round_ in parse(MINI).rounds] == ["info", "gather", "vote", "gather", "vote", "signup"]


def test_a_file_saved_by_notepad_can_be_read():
    assert parse("\ufeff" + MINI.replace("\n", "\r\n")) == parse(MINI)


def test_broken_toml_is_told_by_line():
    (problem,) = problems('id = "mini"', 'id = "mini')
    assert problem.startswith("scenario: this is not valid TOML")
    assert "line 3" in problem


def test_lists_too_deep_to_read_are_refused():
    assert problems("[scenario]", f"deep = {'[' * 5000}{']' * 5000}\n[scenario]")[0].startswith("scenario: ")


def test_a_number_that_python_does_not_read_is_no_toml():
    (problem,) = problems("minutes = 5", f"minutes = {'9' * 5000}")
    assert problem.startswith("scenario: this is not valid TOML: ")


def test_a_key_of_very_many_parts_is_refused_before_it_is_read():
    (problem,) = problems("[scenario]", ".".join("a" * 100_000) + " = 1\n[scenario]")
    assert problem == "scenario: a line has more than 2000 dots; that is no key"


def test_a_file_larger_than_any_day_is_refused_before_it_is_read():
    (problem,) = problems("[scenario]", "# " + "я" * 131_072 + "\n[scenario")
    assert problem == "scenario: the file is larger than 256 KiB; a day is some ten"


def test_all_problems_of_the_whole_day_are_named_at_once():
    text = MINI.replace('input = "problems"', 'input = "problem"').replace("leads = true", "leads = false")
    assert [problem.partition(":")[0] for problem in problems('parent_pool = "chosen"', 'parent_pool = "c"', text)] == [
        'round[2].input (round "short")',
        'round[3].parent_pool (round "solutions")',
        'round[5].roles (round "groups")',
    ]


TOP = 'carry = {rule = "top", k = 2, tie = ["breadth", "include:3", "draw"]}'
SCORE = 'method = "score"\ncriteria = [{id = "own", label = "Сами", low = 1, high = 5}]'
WRONG = [
    ("[scenario]", "[scenari]", "scenari"),
    ("[scenario]", "loose = 1\n[scenario]", "loose"),
    ('id = "mini"', 'id = "Малый форум"', "scenario.id"),
    ('title = {ru = "Малый форум", en = "A small forum"}', "", "scenario.title"),
    ('{ru = "Малый форум", en = "A small forum"}', '""', "scenario.title"),
    ('{ru = "Начало", en = "Beginning"}', '" "', 'round[0].title (round "hello")'),
    ("tables = 3", "tables = 0", "scenario.tables"),
    ("tables = 3", "tables = 61", "scenario.tables"),
    ("people = 9", 'people = "9"', "scenario.people"),
    ("people = 9", "people = 9\ncity = 1", "scenario.city"),
    ('{id = "cult"', '{id = "eco"', "scenario.spheres"),
    ("person = 0.6", "person = 60", "scenario.quorum.person"),
    ("person = 0.6", "person = nan", "scenario.quorum.person"),
    ('id = "hello"\n', "", 'round[0].id (round "?")'),
    ('kind = "info"', "", 'round[0].kind (round "hello")'),
    ('kind = "info"', 'kind = "talk"', 'round[0].kind (round "hello")'),
    ("minutes = 5", "minuts = 5", 'round[0].minuts (round "hello")'),
    ("minutes = 5", "", 'round[0].minutes (round "hello")'),
    ("minutes = 5", "minutes = 0", 'round[0].minutes (round "hello")'),
    ("minutes = 5", "minutes = 2.5", 'round[0].minutes (round "hello")'),
    ("minutes = 5", "minutes = 2026-01-01", 'round[0].minutes (round "hello")'),
    ("minutes = 5", 'subtype = "nap"\nminutes = 5', 'round[0].subtype (round "hello")'),
    ('{ru = "Начало", en = "Beginning"}', '{ru = "Начало"}', 'round[0].title.en (round "hello")'),
    ('{ru = "Начало", en = "Beginning"}', "7", 'round[0].title (round "hello")'),
    ("max_len = 90", "max_len = 501", 'round[1].fields[0].max_len (round "problems")'),
    ("max_len = 40", "max_lenn = 40", 'round[1].fields[1].max_lenn (round "problems")'),
    ('type = "place"', 'type = "map"', 'round[1].fields[1].type (round "problems")'),
    ('"title", label = "Проблема", max_len = 90, required = true', '"title", label = "П"', "round[1].fields[0]"),
    ('id = "place", type', 'id = "title", type', "round[1].fields (round"),
    ('options = "spheres"', "options = []", "round[1].fields[2].options"),
    ('options = "spheres"', 'options = "sphere"', "round[1].fields[2].options"),
    ('options = "spheres"', 'options = ["a", "a"]', "round[1].fields[2].options"),
    ("max_per_table = 2", "max_per_table = 2\nmin_per_table = 3", "round[1].min_per_table"),
    ("max_per_table = 2", 'max_per_table = 2\nstages = [["silent", 11]]', "round[1].stages"),
    ("max_per_table = 2", 'max_per_table = 2\nstages = [["sing", 1]]', "round[1].stages[0].name"),
    ("max_per_table = 2", 'max_per_table = 2\nstages = [["silent", 1, 2]]', "round[1].stages[0]"),
    ("max_per_table = 2", 'max_per_table = 2\ncarry = {rule = "top", k = 3}', "round[1].carry.rule"),
    ('id = "problems"', 'id = "hello"', 'round[1].id (round "hello")'),
    ('output = "chosen"', 'output = "problems"', "round[2].output"),
    ('input = "problems"', 'input = "problem"', "round[2].input"),
    ('electors = "table"', 'electors = "tables"', "round[2].electors"),
    ('electors = "table"', 'electors = "table"\nmethod = "rank"', "round[2].method"),
    ("limit = 3", 'method = "dots"', "round[2].limit"),
    ("limit = 3", "limit = 3\ncap = 2", "round[2].cap"),
    ("limit = 3", 'method = "score"', "round[2].criteria"),
    ("limit = 3", 'criteria = [{id = "own", label = "Сами"}]', "round[2].criteria"),
    ("limit = 3", f"limit = 3\n{SCORE}", "round[2].limit"),
    ("limit = 3", SCORE.replace("high = 5", "high = 1"), "round[2].criteria[0].low"),
    ("limit = 3", SCORE.replace("}]", '}, {id = "own", label = "x"}]'), "round[2].criteria"),
    ('electors = "table"', 'electors = "table_tally"', "round[2].method"),
    ('electors = "person"', 'electors = "person"\nweight = "seated"', "round[4].weight"),
    ("limit = 3", f'{SCORE}\nown = "exclude"', "round[2].own"),
    ("limit = 3", f'{SCORE}\nmatrix = {{top_right = "x"}}', "round[2].matrix"),
    ("limit = 3", f'{SCORE}\nmatrix = {{top = "x"}}', "round[2].matrix.top"),
    (TOP, 'carry = {rule = "top", k = 2, by = "own.mean", tie = ["draw"]}', "round[2].carry.by"),
    (TOP, 'carry = {rule = "top", k = 2, gate = "own.mean >= 3", tie = ["draw"]}', "round[2].carry.gate"),
    (TOP, 'carry = {rule = "top", k = 2, tie = ["mean:own", "draw"]}', "round[2].carry.tie[0]"),
    (
        TOP,
        'carry = {rule = "top", k = 2, diversify = {field = "colour", max = 1}, tie = ["draw"]}',
        "round[2].carry.diversify",
    ),
    (TOP, 'carry = {rule = "all", diversify = {field = "sphere", max = 1}}', "round[2].carry.diversify"),
    (TOP, 'carry = {rule = "equal_shares", k = 2, tie = ["breadth"]}', "round[2].carry.tie"),
    (TOP, 'carry = {rule = "per_table", tie = ["draw"]}', "round[2].carry.k"),
    ("limit = 3", "limit = 0", "round[2].limit"),
    ("people = 9", "people = 0", "round[4].electors"),
    ("k = 2, ", "", "round[2].carry.k"),
    ("k = 2, ", 'k = "2", ', "round[2].carry.k"),
    ("k = 2, ", "k = 2, min = 1, ", "round[2].carry"),
    (TOP, 'carry = {rule = "all", k = 2}', "round[2].carry.k"),
    (TOP, 'carry = {rule = "threshold"}', "round[2].carry"),
    (TOP, 'carry = {rule = "threshold", min = 2, share = 0.5}', "round[2].carry"),
    (TOP, 'carry = {rule = "best"}', "round[2].carry.rule"),
    ('"breadth", ', '"width", ', "round[2].carry.tie[0]"),
    ('"breadth", ', '"breadth:2", ', "round[2].carry.tie[0]"),
    ('"include:3"', '"include"', "round[2].carry.tie[1]"),
    ('"include:3"', '"include:²"', "round[2].carry.tie[1]"),
    ('"include:3"', '"include:1"', "round[2].carry.tie[1]"),
    ('"include:3", "draw"', '"draw", "include:3"', "round[2].carry.tie[1]"),
    (', "draw"', "", "round[2].carry.tie"),
    ('parent_pool = "chosen"', 'parent_pool = "solutions"', "round[3].parent_pool"),
    ('input = "initiatives"', 'input = "groups"', "round[5].input"),
    ('{id = "member"', '{id = "leader"', "round[5].roles"),
    ("leads = true", "leads = false", "round[5].roles"),
    ('id = "leader"', 'id = "лидер"', "round[5].roles[0].id"),
    ("floor = 2", "floor = 2\nrescue = 3", "round[5].rescue"),
    ("floor = 2", "floor = 0", "round[5].floor"),
    ("floor = 2", 'floor = 2\ncarry = {rule = "top", k = 2}', "round[5].carry.rule"),
    ('"transfer"]', '"selling"]', "round[5].consents[2]"),
    ('"transfer"]', '"screen"]', "round[5].consents"),
    ('"processing", ', "", "round[5].consents"),
]


@pytest.mark.parametrize(("old", "new", "path"), WRONG, ids=[f"{path}: {new[:30]}" for _, new, path in WRONG])
def test_what_is_wrong_is_named_by_its_path(old, new, path):
    found = problems(old, new)
    assert any(problem.startswith(path) for problem in found), found
    assert all(": " in problem for problem in found)


def test_a_threshold_by_share_and_one_by_marks_can_be_read():
    for rule in ("min = 2", "share = 0.5"):
        vote = parse(MINI.replace(TOP, f'carry = {{rule = "threshold", {rule}}}', 1)).rounds[2]
        assert isinstance(vote, VoteRound)
        assert vote.carry.rule == "threshold"


def test_the_guide_names_every_key():
    guide = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
    told = set(re.findall(r"\w+", " ".join(re.findall(r"`[^`]+`|    carry = .*", guide))))
    keys = {field.encode_name for struct in structs(type_of(Scenario)) for field in struct.fields}
    kinds = {struct.tag for struct in structs(type_of(Scenario)) if struct.tag_field}
    assert not (keys | kinds) - told


def structs(kind, seen=None):
    """Every struct that a scenario is made of."""
    seen = {} if seen is None else seen
    match kind:
        case inspect.Metadata(type=inner) | inspect.VarTupleType(item_type=inner) | inspect.DictType(value_type=inner):
            structs(inner, seen)
        case inspect.UnionType(types=kinds) | inspect.TupleType(item_types=kinds):
            for each in kinds:
                structs(each, seen)
        case inspect.StructType() if kind.cls not in seen:
            seen[kind.cls] = kind
            for field in kind.fields:
                structs(field.type, seen)
    return list(seen.values())
