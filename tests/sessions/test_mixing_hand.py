"""A seating in the day: offers, moves by hand, a table more or less, and the reasons; nobody moves who need not."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import seating as invented
from sessions.mixing import (
    Code,
    Plan,
    Rule,
    balance,
    close_table,
    move_cost,
    open_table,
    place,
    search,
    swap_cost,
    why,
)
from sessions.mixing.account import cost
from sessions.mixing.board import Board
from sessions.mixing.bounds import planned
from sessions.mixing.hard import settle
from sessions.mixing.sheet import Sheet
from tests.sessions.test_mixing import changed, people, plans

SOME = settings(max_examples=60, deadline=None)


def soft(plan: Plan, at: dict[str, str]) -> float:
    return cost(plan, at).soft / (4 * len(plan.people) ** 2)


@given(plans(), st.data())
@SOME
def test_an_offer_costs_what_it_comes_to_and_moves_nobody(plan: Plan, data) -> None:
    if not plan.people:
        return
    person = data.draw(st.sampled_from(plan.people))
    seated = search(plan, 100).at
    others = {each: table for each, table in seated.items() if each != person}
    before = dict(others)
    offers = place(plan, others, person)
    assert others == before and {offer.table for offer in offers} == {*plan.tables}
    assert offers == place(plan, seated, person)
    for offer in offers:
        assert offer.cost == pytest.approx(soft(plan, {**others, person: offer.table}) - soft(plan, others), abs=1e-3)
        assert offer.people == sum(table == offer.table for table in others.values())
    low = dict(zip(plan.tables, (least for least, _ in planned(plan)), strict=True))
    key = [(len(each.breaks), each.full, each.people >= low[each.table], each.cost) for each in offers]
    assert key == sorted(key)


def test_offers_are_ranked_by_rules_then_places_then_need_then_cost_then_people_then_lot() -> None:
    at = {"p0": "a", "p1": "a", "p2": "b", "p3": "c", "p4": "d"}
    plan = Plan(people=people(6), tables=("a", "b", "c", "d"), capacity=(0, 2), apart=(("p5", "p2"),), seed="s")
    first, second, full, broken = place(plan, at, "p5")
    assert ({first.table, second.table}, full.table, full.full, broken.table) == ({"c", "d"}, "a", True, "b")
    assert [each.rule for each in broken.breaks] == [Rule.APART]
    orders = {place(changed(plan, seed=str(no)), at, "p5")[0].table for no in range(20)}
    assert orders == {"c", "d"}
    fewer = place(changed(plan, apart=()), {each: at[each] for each in ("p0", "p2", "p3")}, "p5")
    assert fewer[0].table == "d"
    wanted = changed(plan, apart=(), traits={"x": {"p0": "v", "p1": "v", "p5": "v"}}, weights={"x": 9}, capacity=(0, 9))
    assert place(wanted, at, "p5")[-1].table == "a"


@given(plans(), st.data())
@SOME
def test_a_move_and_a_swap_cost_what_they_come_to(plan: Plan, data) -> None:
    if not plan.people:
        return
    someone, somewhere = st.sampled_from(plan.people), st.sampled_from(plan.tables)
    at = {person: data.draw(somewhere) for person in plan.people}
    one, other, table = data.draw(someone), data.draw(someone), data.draw(somewhere)
    for price, after in (
        (move_cost(plan, at, one, table), {**at, one: table}),
        (swap_cost(plan, at, one, other), {**at, one: at[other], other: at[one]}),
    ):
        assert price.cost == pytest.approx(soft(plan, after) - soft(plan, at), abs=1e-3)
        was, now = balance(plan, at).broken, balance(plan, after).broken
        assert {*price.breaks} == {*now} - {*was} and {*price.mends} == {*was} - {*now}


def test_a_move_by_hand_says_which_rule_and_which_bounds_it_breaks() -> None:
    plan = Plan(people=people(4), tables=("a", "b"), capacity=(2, 2), pinned={"p0": "a"}, together=(("p1", "p2"),))
    at = {"p0": "a", "p3": "a", "p1": "b", "p2": "b"}
    price = move_cost(plan, at, "p0", "b")
    assert [each.rule for each in price.breaks] == [Rule.PINNED] and price.outside == ("a", "b")
    back = move_cost(plan, {**at, "p0": "b"}, "p0", "a")
    assert [each.rule for each in back.mends] == [Rule.PINNED] and back.outside == ()
    assert [each.rule for each in swap_cost(plan, at, "p3", "p1").breaks] == [Rule.TOGETHER]
    with pytest.raises(KeyError):
        move_cost(plan, at, "p0", "z")


@given(plans(), st.data())
@SOME
def test_when_a_table_closes_only_its_people_move(plan: Plan, data) -> None:
    at = {person: data.draw(st.sampled_from(plan.tables)) for person in plan.people if data.draw(st.booleans())}
    table = data.draw(st.sampled_from(plan.tables))
    found = close_table(plan, at, table, 100)
    if len(plan.tables) == 1:
        assert found.at == {}
        return
    assert {*found.at} == {*at} and table not in found.at.values()
    assert all(found.at[person] == at[person] for person in at if at[person] != table)


def test_a_closed_table_goes_where_it_costs_least_and_a_group_stays_one() -> None:
    day = invented.hall(2)
    seated = search(day, 40_000).at
    table = next(seated[group[0]] for group in day.together)
    found = close_table(day, seated, table)
    moved = [person for person in day.people if found.at[person] != seated[person]]
    assert moved == [person for person in day.people if seated[person] == table]
    assert [each.code for each in found.complaints] == [Code.TABLE_CLOSED]
    assert {each.rule for each in found.broken} == {Rule.PINNED}
    sizes = balance(day, found.at).sizes.values()
    assert {*sizes} - {0} == {12, 13}
    one_by_one = {person: table for person, table in seated.items() if person not in moved}
    fewer = changed(day, tables=tuple(each for each in day.tables if each != table))
    for person in moved:
        one_by_one[person] = place(fewer, one_by_one, person)[0].table
    assert soft(fewer, found.at) < soft(fewer, one_by_one)


def test_a_new_table_takes_as_few_as_it_must_from_where_they_are_many() -> None:
    day = changed(invented.hall(2), capacity=(8, 12))
    seated = search(day, 40_000).at
    wider = changed(day, tables=(*day.tables, "t13"))
    opening = open_table(day, seated, "t13")
    after = {**seated, **dict.fromkeys(opening.people, "t13")}
    assert len(opening.people) == 8 and opening.price.breaks == () == opening.price.outside
    assert opening.price.cost == pytest.approx(soft(wider, after) - soft(wider, seated), abs=1e-3)
    sizes = balance(wider, after).sizes
    assert min(size for table, size in sizes.items() if table != "t13") >= 10
    assert not {*opening.people} & {*day.pinned}
    chance = [person for person in day.people if person not in day.pinned][: len(opening.people)]
    assert soft(wider, after) < soft(wider, {**seated, **dict.fromkeys(chance, "t13")})


def test_nobody_else_would_go_to_a_new_table_for_less() -> None:
    day = changed(invented.hall(0), capacity=(8, 12))
    wider = changed(day, tables=(*day.tables, "t13"))
    was = {person: day.tables.index(table) for person, table in search(day, 20_000).at.items()}
    chosen = open_table(day, {person: day.tables[table] for person, table in was.items()}, "t13").people
    after = Board(Sheet(wider, settle(wider)), [12 if person in chosen else was[person] for person in day.people])
    bound = {*day.pinned, *(person for group in day.together for person in group)}
    alone = [(no, person) for no, person in enumerate(day.people) if person not in bound]
    instead = [
        after.what_if([(one, was[inside]), (other, 12)])
        for one, inside in alone
        for other, outside in alone
        if inside in chosen and outside not in chosen
    ]
    assert len(instead) > 500 and min(instead) >= 0


def test_groups_do_not_go_to_a_new_table_only_because_they_are_many() -> None:
    day = invented.hall(1)
    opening = open_table(day, search(day, 20_000).at, "t13")
    assert len(opening.people) == 10 and opening.price.outside == () and opening.price.cost < 10


def test_a_new_table_takes_first_who_is_pinned_to_it_and_groups_as_one() -> None:
    plan = Plan(
        people=people(9),
        tables=("a", "b", "c"),
        capacity=(3, 9),
        pinned={"p8": "c", "p0": "a"},
        keep={"p1": "a"},
        together=(("p2", "p3"),),
    )
    at = {**dict.fromkeys(people(4), "a"), **dict.fromkeys(people(9)[4:], "b")}
    opening = open_table(plan, at, "c")
    assert len(opening.people) == 3 and "p8" in opening.people and not {"p0", "p1"} & {*opening.people}
    assert ("p2" in opening.people) == ("p3" in opening.people)
    unbounded = open_table(changed(plan, capacity=None, pinned={}, keep={}, together=()), at, "c")
    assert len(unbounded.people) == 3


def test_why_somebody_sits_where_they_sit() -> None:
    plan = Plan(
        people=people(6),
        tables=("a", "b"),
        traits={"x": {"p0": "v", "p1": "v", "p3": "w"}, "org": {"p0": "o", "p2": "o"}},
        weights={"x": 3},
        apart=(("p0", "p4", "gone"),),
        together=(("p0", "p1"),),
        pinned={"p0": "a"},
        apart_by=("org",),
        earlier=({"p0": "z", "p1": "z", "p5": "z"},),
    )
    at = {"p0": "a", "p1": "a", "p2": "a", "p3": "b", "p4": "b", "p5": "b"}
    told = why(plan, at, "p0")
    assert (told.table, told.pinned, told.kept) == ("a", True, False)
    assert (told.together, told.apart, told.met, told.alike) == (("p1",), ("p4",), ("p1",), ("p2",))
    (trait,) = told.traits
    assert (trait.attribute, trait.value, trait.weight, trait.here, trait.ideal) == ("x", "v", 3, 2, 1.0)
    # With p0: «v» 2 of 1, so (1 - 1/2)^2 · 3; before, of two people 1 of 2/3. «w»: nobody of 1/2, then of 1/3.
    assert trait.cost == 0.75
    # At b: four people, «v» 1 of 4/3, «w» 1 of 2/3; before, three, 0 of 1 and 1 of 1/2.
    assert trait.next == -0.75
    assert told.offer.table == "a" and told.offer.cost == 0.75 + plan.apart_by_weight + plan.repeat_weight
    assert told.next is not None and told.next.table == "b"
    assert {each.rule for each in told.next.breaks} == {Rule.PINNED, Rule.APART, Rule.TOGETHER}
    nothing = why(plan, at, "p4")
    assert nothing.traits == () and nothing.offer.cost + 1 > 0
    with pytest.raises(KeyError):
        why(plan, {}, "p0")


@given(plans(), st.data())
@SOME
def test_the_parts_of_a_reason_come_to_the_offer(plan: Plan, data) -> None:
    """Where everybody states everything, attributes and pairs are all that an offer costs."""
    if not plan.people:
        return
    full = {name: {person: stated.get(person) or "c" for person in plan.people} for name, stated in plan.traits.items()}
    plan = changed(plan, traits=full)
    at = {person: data.draw(st.sampled_from(plan.tables)) for person in plan.people}
    told = why(plan, at, data.draw(st.sampled_from(plan.people)))
    times = sum(seating.get(each, 1) == seating.get(told.person, 2) for seating in plan.earlier for each in told.met)
    pairs = len(told.alike) * plan.apart_by_weight + times * plan.repeat_weight
    assert told.offer.cost == pytest.approx(sum(each.cost for each in told.traits) + pairs, abs=1e-3)


def test_everything_travels_as_json() -> None:
    day = invented.hall(1)
    found = search(day, 1000)
    for thing in (
        day,
        found,
        balance(day, found.at),
        why(day, found.at, day.people[0]),
        open_table(day, found.at, "x"),
    ):
        assert msgspec.json.decode(msgspec.json.encode(thing), type=type(thing)) == thing
