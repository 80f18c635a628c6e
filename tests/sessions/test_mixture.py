"""The plan of a seating: whoever is here, the tables that are open, the round's rules, and who sat with whom before."""

from collections import Counter

import pytest

from sessions import assignment, mixing, mixture, scenes
from sessions import commands as c
from sessions.people import Registration
from tests.people import invented
from tests.story import MINI, SIGNED, after, seat, to, with_days

DESK = seat("r1")
MIXED = MINI.replace(
    "quorum = ",
    'traits = [{id = "age", ru = "возраст", en = "age"}, {id = "org", ru = "место", en = "work"}]\nquorum = ',
).replace(
    '[[round]]\nid = "hello"',
    """[[round]]
id = "seat1"
kind = "assign"
what = "people"
mode = "mixed"
title = "Рассадка"
minutes = 5
balance = {age = 2}
apart_by = ["org"]
capacity = [2, 4]

[[round]]
id = "seat2"
kind = "assign"
what = "people"
mode = "remix"
avoid_repeats_of = "seat1"
title = "Пересадка"
minutes = 5
balance = {age = 1}

[[round]]
id = "hello\"""",
)
LATER = """[[round]]
id = "break1"
kind = "info"
subtype = "break"
title = "Перерыв"
minutes = 5

"""
WORK = """[[round]]
id = "before"
kind = "gather"
title = "Разминка"
minutes = 5
output = "before"
fields = [{id = "title", label = "Мысль", max_len = 90, required = true}]

"""
AGES = ("young", "old", "old", "young", "old", "young", "old", "young", "")


def people(*more):
    rows = [Registration(f"Гость {no}", traits={"age": age} if age else {}) for no, age in enumerate(AGES, 1)]
    return [*rows, *more]


def listed(*more, came=range(1, 10)):
    rows = tuple(c.Listed(None, each) for each in people(*more))
    return [(DESK, c.TakeList(rows, 0)), (DESK, c.MarkAttendance(tuple(f"p{no}" for no in came), True))]


def plan(story, round_id="seat1"):
    return mixture.plan_of(story.session, story.people, story.round(round_id))


def test_a_plan_is_of_whoever_is_here_and_of_the_rounds_rules():
    story = after([*listed(came=range(1, 6)), (DESK, c.CloseTable("t2", True))], MIXED)
    found = plan(story)
    assert (found.people, found.tables) == (("p1", "p2", "p3", "p4", "p5"), ("t1", "t3"))
    assert (found.weights, found.capacity, found.apart_by) == ({"age": 2}, (2, 4), ("org",))
    assert found.traits["age"] == {f"p{no}": AGES[no - 1] for no in range(1, 6)}


def test_the_night_before_it_is_of_everybody_on_the_list():
    assert len(plan(after([listed()[0]], MIXED)).people) == 9


def test_marks_make_groups_and_a_table_of_their_own_pins():
    more = (
        Registration("Гость 10", sits_with=("family",), table=2),
        Registration("Гость 11", sits_with=("family",), sits_apart=("rivals",)),
        Registration("Гость 12", sits_apart=("rivals", "alone")),
    )
    found = plan(after(listed(*more, came=range(1, 13)), MIXED))
    assert (found.together, found.apart, found.pinned) == ((("p10", "p11"),), (("p11", "p12"),), {"p10": "t2"})


def test_a_second_seating_knows_the_first_as_people_really_sat():
    story = after([*listed(), to("seat1", "open")], with_days(MIXED, "seat2"))
    seated = {f"p{no}": f"t{(no - 1) // 3 + 1}" for no in range(1, 10)}
    story.do(DESK, c.ListPeople("seat1", seated))
    story.play([to("seat1", "carried"), (DESK, c.MovePerson("p9", "t1"))])
    story.play([(DESK, c.BeginCheckIn(2, 1)), (DESK, c.MarkAttendance(("p1", "p2", "p9"), True))])
    assert plan(story, "seat2").earlier == ({"p1": "t1", "p2": "t1", "p9": "t1"},)
    assert plan(story).earlier == ()
    story.play([to("seat2", "open")])
    story.do(DESK, c.ListPeople("seat2", {"p1": "t1", "p2": "t2", "p9": "t3"}))
    story.play([to("seat2", "carried")])
    assert plan(story, "seat2").earlier == ({"p1": "t1", "p2": "t1", "p9": "t1"},), "its own seats are no earlier ones"


def test_a_search_is_taken_as_a_list_and_comes_into_force_with_the_carry():
    story = after([*listed(), to("seat1", "open")], MIXED)
    found = mixing.search(plan(story), 2000)
    story.do(DESK, c.ListPeople("seat1", found.at))
    assert mixture.seats_of(story.session, plan(story)) != found.at
    story.play([to("seat1", "carried")])
    assert mixture.seats_of(story.session, plan(story)) == found.at
    assert mixing.balance(plan(story), found.at).deviation <= 1


def test_a_walk_in_sits_where_the_mixture_lacks_them_and_nobody_moves():
    young = {f"p{no}": "t1" if no in (1, 4, 6) else "t2" if no in (2, 3, 5) else "t3" for no in range(1, 10)}
    story = after([*listed(), to("seat1", "open"), (DESK, c.ListPeople("seat1", young)), to("seat1", "carried")], MIXED)
    before = {name: each.seat.table for name, each in story.session.seats.items()}
    answer = story.do(DESK, c.RegisterPerson("Гость 10", traits={"age": "young"}, consents=SIGNED)).answer
    assert answer["table"] == "t2", "three old people sit there"
    now = {name: each.seat.table for name, each in story.session.seats.items()}
    assert {name for name in now if now[name] != before.get(name)} == {"p10"}


def mixed(*late):
    """Nine people, of whom 1 to 6 are here, have been seated evenly; `late` are on the list since."""
    seated = {f"p{no}": f"t{1 + no % 3}" for no in range(1, 10)}
    return [
        *listed(),
        (DESK, c.MarkAttendance(("p7", "p8", "p9"), False)),
        to("seat1", "open"),
        (DESK, c.ListPeople("seat1", seated)),
        to("seat1", "carried"),
        (DESK, c.TakeList(tuple(c.Listed(None, each) for each in late), 9)),
    ]


def test_who_is_on_the_list_and_comes_after_the_mixing_sits_where_they_are_lacked():
    own, young = Registration("Гость 10", table=3), Registration("Гость 11", traits={"age": "young"})
    story = after([*mixed(own, young), (DESK, c.MovePerson("p3", "t2"))], MIXED)
    before = {name: each.seat.table for name, each in story.session.seats.items()}
    answer = story.do(DESK, c.MarkAttendance(("p10", "p11", "p1"), True)).answer
    assert answer["seated"] == {"p11": "t1"}, "one has left t1; who has a table of their own sits there already"
    now = {name: each.seat.table for name, each in story.session.seats.items()}
    assert {name for name in now if now[name] != before[name]} <= {"p11"}, "nobody who sits is moved"
    story.play([(DESK, c.MarkAttendance(("p11",), False)), (DESK, c.MovePerson("p11", "t2"))])
    assert story.do(DESK, c.MarkAttendance(("p11",), True)).answer == {}, "who has a table keeps it"


def test_several_who_come_late_are_spread():
    late = [Registration(f"Гость {no}") for no in range(10, 16)]
    story = after(mixed(*late), MIXED)
    answer = story.do(DESK, c.MarkAttendance(tuple(f"p{no}" for no in range(10, 16)), True)).answer
    assert sorted(answer["seated"].values()) == ["t1", "t1", "t2", "t2", "t3", "t3"]


def test_who_comes_late_is_put_into_a_seating_that_is_listed_and_not_in_force():
    seated = {f"p{no}": f"t{1 + no % 3}" for no in range(1, 9)}
    story = after(
        [
            *listed(),
            (DESK, c.MarkAttendance(("p9",), False)),
            to("seat1", "open"),
            (DESK, c.ListPeople("seat1", seated)),
        ],
        MIXED,
    )
    assert story.do(DESK, c.MarkAttendance(("p9",), True)).answer == {"listed": {"p9": "t1"}}
    assert story.round("seat1").draft.people == {**seated, "p9": "t1"}
    story.play([to("seat1", "carried")])
    assert story.session.seats["p9"].seat.table == "t1"


def test_who_has_a_place_and_is_still_on_the_way_keeps_it_until_the_hall_is_at_work():
    seated = {f"p{no}": "t3" if no in (2, 5, 7, 8) else "t2" if no in (1, 4) else "t1" for no in range(1, 10)}
    story = after(
        [*listed(came=(1, 3, 4)), to("seat1", "open"), (DESK, c.ListPeople("seat1", seated)), to("seat1", "carried")],
        MIXED,
    )
    assert story.do(DESK, c.RegisterPerson("Гость 10", consents=SIGNED)).answer["table"] == "t2", "four come to t3"
    story.play([to("problems", "open")])
    assert story.do(DESK, c.RegisterPerson("Гость 11", consents=SIGNED)).answer["table"] == "t3", "nobody came"


def test_a_closed_table_keeps_groups_together_and_moves_nobody_else():
    more = (Registration("Гость 10", sits_with=("family",)), Registration("Гость 11", sits_with=("family",)))
    at_three = [(DESK, c.MovePerson(person, "t3")) for person in ("p10", "p11")]
    story = after([*listed(*more, came=range(1, 12)), *at_three], MIXED)
    before = mixture.seats_of(story.session, plan(story))
    story.do(DESK, c.CloseTable("t3", True))
    now = mixture.seats_of(story.session, plan(story))
    assert now["p10"] == now["p11"] != "t3"
    assert {person for person in now if now[person] != before[person]} == {p for p in before if before[p] == "t3"}


def test_whoever_is_expected_at_a_closed_table_is_expected_elsewhere():
    story = after([*listed(came=(1, 2)), (DESK, c.CloseTable("t3", True))], MIXED)
    assert "t3" not in {each.seat.table for each in story.session.seats.values() if each.seat.id[0] == "p"}


@pytest.mark.parametrize("in_force", [False, True])
def test_the_people_of_a_closed_table_are_spread_whether_the_seating_is_drafted_or_in_force(in_force):
    rows = tuple(c.Listed(None, row) for row in invented(100))
    sizes = {"t1": 9, "t2": 8, "t3": 8, "t4": 7, "t5": 8, "t6": 8, "t7": 8, "t8": 8, "t9": 7}
    tables = [table for table, many in sizes.items() for _ in range(many)]
    drafted = {f"p{no}": table for no, table in enumerate(tables, 1)}
    story = after(
        [
            (DESK, c.TakeList(rows, 0)),
            (DESK, c.MarkAttendance(tuple(drafted), True)),
            to("seat1", "open"),
            (DESK, c.ListPeople("seat1", drafted)),
            *([to("seat1", "carried")] if in_force else []),
        ],
        MIXED.replace("capacity = [2, 4]\n", ""),
        tables=9,
        people=100,
    )
    story.do(DESK, c.CloseTable("t9", True))
    at = mixture.named(story.session, story.people)
    assert {person: at[person] for person, table in drafted.items() if table != "t9"}.items() <= drafted.items()
    many = Counter(at[person] for person in drafted)
    assert many.keys() == sizes.keys() - {"t9"} and max(many.values()) - min(many.values()) <= 1, many
    assert {at[person] for person in at.keys() - drafted.keys()} == {None}, "who is not in it is told when they come"


MIXED_TWICE = with_days(MIXED.replace('[[round]]\nid = "seat2"', LATER + '[[round]]\nid = "seat2"'), "seat2")
SEATED = {f"p{no}": f"t{(no - 1) // 3 + 1}" for no in range(1, 10)}


def named(story, *people):
    at = (
        mixture.named(story.session, story.people)
        if story.session.attendance.listed
        else assignment.named(story.session)
    )
    return [at[each] for each in people]


def told(story, person):
    return assignment.places(story.session, assignment.shown(story.session))[person]


def test_before_the_days_first_mixing_nobody_has_a_table_that_could_be_said():
    story = after(listed(), MIXED_TWICE)
    assert story.session.seats["p2"].seat.table == "t2"
    assert (named(story, "p1", "p2"), told(story, "p2")) == ([None, None], None)
    assert not {"seats", "seating"} & {*scenes.available(story.session)}, "nor is there a scene of them"
    story.play([to("seat1", "open")])
    assert named(story, "p2") == [None]


def test_what_is_listed_is_named_at_the_door_and_told_to_the_hall_when_it_is_revealed():
    story = after([*listed(), (DESK, c.ListPeople("seat1", SEATED))], MIXED_TWICE)
    assert (named(story, "p2", "p4"), told(story, "p2")) == (["t1", "t2"], None)
    story.play([to("seat1", "open"), to("seat1", "closed"), to("seat1", "revealed")])
    assert (named(story, "p2"), told(story, "p2")) == (["t1"], "t1")
    story.play([to("seat1", "carried"), (DESK, c.MovePerson("p2", "t3"))])
    assert (named(story, "p2"), told(story, "p2")) == (["t3"], "t3")


def test_a_day_keeps_its_tables_to_its_end_and_the_next_one_waits_for_its_own():
    story = after([*listed(), (DESK, c.ListPeople("seat1", SEATED)), to("seat1", "carried")], MIXED_TWICE)
    story.play([to("break1", "open")])
    assert named(story, "p2") == ["t1"], "another mixing is not of this day"
    story.play([(DESK, c.BeginCheckIn(2, 1))])
    assert named(story, "p2") == [None]
    story.play([(DESK, c.ListPeople("seat2", {"p2": "t2"}))])
    assert named(story, "p2", "p9") == ["t2", None], "who is not in it and not here is told when they come"
    assert story.do(DESK, c.MarkAttendance(("p9",), True)).answer["listed"] == {"p9": named(story, "p9")[0]}


def test_when_the_rounds_of_a_day_are_over_people_still_sit_where_they_do():
    story = after([*listed(), (DESK, c.ListPeople("seat1", SEATED)), to("seat1", "carried")], MIXED_TWICE)
    story.play([to("break1", "open"), to("break1", "closed")])
    assert (named(story, "p2"), told(story, "p2")) == (["t1"], "t1")
    story.play([to("seat2", "open")])
    assert (named(story, "p2"), told(story, "p2")) == ([None], None), (
        "the next day has begun, though no desk has said so"
    )


def test_who_is_not_in_the_mixing_has_no_table_until_they_come():
    seated = {f"p{no}": f"t{1 + no % 3}" for no in range(1, 9)}
    gone = (DESK, c.MarkAttendance(("p9",), False))
    story = after([*listed(), gone, to("seat1", "open"), (DESK, c.ListPeople("seat1", seated))], MIXED)
    assert named(story, "p1", "p9") == ["t2", None]
    story.play([to("seat1", "revealed")])
    assert (told(story, "p1"), told(story, "p9")) == ("t2", None)
    story.play([to("seat1", "carried")])
    assert (named(story, "p9"), told(story, "p9")) == ([None], None)
    story.play([(DESK, c.MarkAttendance(("p9",), True))])
    assert named(story, "p9") == [told(story, "p9")] != [None]
    story.play([(DESK, c.MarkAttendance(("p9",), False))])
    assert told(story, "p9") is not None, "who has a table keeps it"


def test_a_mixing_that_is_skipped_or_passed_over_or_comes_after_work_takes_nobodys_table():
    assert named(after([*listed(), to("seat1", "skipped"), to("seat2", "skipped")], MIXED), "p2") == ["t2"]
    assert named(after([*listed(), to("hello", "open")], MIXED), "p2") == ["t2"], "the hall has gone past it"
    later = MIXED.replace('[[round]]\nid = "seat1"', WORK + '[[round]]\nid = "seat1"')
    assert named(after(listed(), later), "p2") == ["t2"], "people work at these tables first"
    talk = MIXED.replace('[[round]]\nid = "seat1"', LATER + '[[round]]\nid = "seat1"')
    assert named(after(listed(), talk), "p2") == [None], "nobody needs a table for a talk"


def test_without_a_list_nobody_can_be_mixed_and_badges_keep_their_tables():
    assert named(after([], MIXED), "p2") == ["t2"]


def test_a_table_of_ones_own_is_named_before_the_mixing_and_while_it_is_open():
    story = after(listed(Registration("Гость 10", table=3)), MIXED)
    assert named(story, "p10", "p2") == ["t3", None]
    story.play([(DESK, c.CloseTable("t3", True))])
    assert named(story, "p10") == [None]
    story.play([(DESK, c.CloseTable("t3", False)), (DESK, c.ListPeople("seat1", {"p10": "t1"}))])
    assert named(story, "p10") == ["t1"], "a hand has moved them in the draft"


def test_a_walk_in_comes_to_the_tables_that_are_drafted_and_not_to_those_of_yesterday():
    young = {f"p{no}": "t3" if no in (1, 4, 6) else "t1" if no in (2, 3, 5) else "t2" for no in range(1, 10)}
    story = after([*listed(), to("seat1", "open"), (DESK, c.ListPeople("seat1", young))], MIXED)
    answer = story.do(DESK, c.RegisterPerson("Гость 10", traits={"age": "young"}, consents=SIGNED)).answer
    assert answer["table"] == "t1" == named(story, "p10")[0], "three old people are to sit there"
