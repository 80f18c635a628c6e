"""Assignments: what tables wish for, who gets what, the lead's hand, people at their tables."""

from pathlib import Path

import pytest

from sessions import assignment, seating
from sessions import commands as c
from sessions import events as e
from sessions.reader import ScenarioError, parse
from sessions.refusals import Refusal
from sessions.scenario import Scenario
from sessions.seat import LEAD, table_seat
from sessions.session import seated
from tests.story import Move, Story, card, seat, to

DAY = (Path(__file__).parents[2] / "data" / "assign.toml").read_text(encoding="utf-8")
T1, T2, T3, T4 = map(table_seat, range(1, 5))
TITLES = ("Темно в парке", "Негде играть", "Мусор у реки", "Закрыт клуб")


def rank(table: str, *cards: str) -> Move:
    return seat(table), c.RankCards("take", cards)


def ballot(table: str, *cards: str) -> Move:
    return seat(table), c.CastBallot("short", dict.fromkeys(cards, 1))


CHOSEN: tuple[Move, ...] = (
    to("seats", "skipped"),
    to("problems", "open"),
    *(card(f"t{no}", title) for no, title in enumerate(TITLES, 1)),
    to("problems", "carried"),
    to("short", "open"),
    ballot("t1", "c1", "c2", "c3"),
    ballot("t2", "c1", "c2", "c3"),
    to("short", "carried"),
    to("take", "open"),
)


def played(*moves: Move, before: tuple[Move, ...] = CHOSEN, **how: object) -> Story:
    return Story(DAY, tables=4, people=24, **how).play([*before, *moves])  # type: ignore[arg-type]


def given(story: Story, round_id: str = "take") -> dict[str, tuple[str, ...]]:
    return assignment.draft(story.session, story.round(round_id))


WISHED = (rank("t1", "c2", "c3"), rank("t2", "c1", "c2"), rank("t3", "c1"), rank("t4", "c1", "c3"))


def test_every_table_and_every_card_has_its_share_at_the_least_cost() -> None:
    story = played(*WISHED, to("take", "revealed"))
    assert given(story) == {"c1": ("t2", "t3"), "c2": ("t1",), "c3": ("t4",)}
    score = assignment.score(story.session, story.round("take"))
    assert score == assignment.Score(total=5, got=(3, 1, 0), without=(), silent=())


def test_a_table_that_said_nothing_takes_what_is_left() -> None:
    story = played(rank("t1", "c1"), rank("t2", "c2"), rank("t3", "c1"), to("take", "revealed"))
    assert given(story) == {"c1": ("t1", "t3"), "c2": ("t2",), "c3": ("t4",)}
    score = assignment.score(story.session, story.round("take"))
    assert (score.total, score.got, score.silent) == (3 + 4, (3, 0, 0), ("t4",))


def test_where_wishes_are_level_a_table_keeps_its_own_card() -> None:
    for seed in ("a", "b", "c"):
        story = played(to("take", "revealed"), seed=seed)
        assert [given(story)[f"c{no}"].count(f"t{no}") for no in (1, 2, 3)] == [1, 1, 1]


def test_the_seed_decides_what_nothing_else_does_and_always_the_same_way() -> None:
    ways = {seed: given(played(to("take", "revealed"), seed=seed)) for seed in "abcdef"}
    assert ways["a"] == given(played(to("take", "revealed"), seed="a"))
    assert len({str(way) for way in ways.values()}) > 1


def test_the_last_whole_wish_counts_and_a_repeat_leaves_no_trace() -> None:
    story = played(rank("t1", "c1", "c2"), rank("t1", "c3"))
    before = story.session.seq
    story.play([rank("t1", "c3")])
    assert story.session.seq == before
    assert assignment.wishes(story.session, story.round("take")) == {"t1": ["c3"]}
    story.play([rank("t1")])
    assert assignment.wishes(story.session, story.round("take")) == {}


def test_wishes_that_do_not_stand() -> None:
    story = played()
    assert story.no(T1, c.RankCards("take", ("c4",))) == Refusal.CARD_UNKNOWN
    assert story.no(T1, c.RankCards("take", ("c1", "c1"))) == Refusal.PAYLOAD_TYPES
    assert story.no(T1, c.RankCards("take", ("c1", "c2", "c3", "c4"))) == Refusal.BALLOT_OVER_LIMIT
    assert story.no(seat("p3"), c.RankCards("take", ("c1",))) == Refusal.SEAT_FOREIGN
    assert story.no(T1, c.RankCards("short", ("c1",))) == Refusal.ROUND_STALE
    story.play([to("take", "closed")])
    assert story.no(T1, c.RankCards("take", ("c1",))) == Refusal.PHASE_CLOSED


def test_the_reveal_is_stored_and_is_in_force_only_with_the_carry() -> None:
    story = played(*WISHED, to("take", "revealed"))
    assert story.session.assigned == {} and assignment.holders(story.session, "c1") == ("t1",)
    assert [each for each in story.events if isinstance(each, e.AssignmentRevealed)]
    story.play([to("take", "carried")])
    assert story.session.assigned == given(story)
    assert assignment.holders(story.session, "c1") == ("t2", "t3")


def test_the_lead_swaps_by_hand_before_the_carry_and_may_undo_it() -> None:
    story = played(*WISHED)
    swap = c.PlaceCards("take", {"c2": ("t4",), "c3": ("t1",)})
    assert story.no(LEAD, swap) == Refusal.PHASE_NOT_ALLOWED
    story.play([to("take", "revealed"), swap])
    assert given(story) == {"c1": ("t2", "t3"), "c2": ("t4",), "c3": ("t1",)}
    assert assignment.score(story.session, story.round("take")).total == 1 + 1 + 2 + 4
    assert assignment.score(story.session, story.round("take")).without == ("t4",)
    before = story.session.seq
    story.play([swap])
    assert story.session.seq == before
    story.play([c.UndoAct(story.session.acts[-1].seq)])
    assert given(story)["c2"] == ("t1",)
    assert story.no(LEAD, c.PlaceCards("take", {"c9": ("t1",)})) == Refusal.CARD_UNKNOWN
    assert story.no(LEAD, c.PlaceCards("take", {"c1": ("t9",)})) == Refusal.TABLE_UNKNOWN
    assert story.no(LEAD, c.PlaceCards("short", {"c1": ("t1",)})) == Refusal.ROUND_UNKNOWN


def test_no_card_goes_on_without_a_table() -> None:
    story = played(*WISHED, to("take", "revealed"), c.PlaceCards("take", {"c1": ()}))
    assert story.no(LEAD, c.MoveRound("take", "carried", "revealed")) == Refusal.ASSIGN_UNFINISHED
    story.play([c.PlaceCards("take", {"c1": ("t3",)}), to("take", "carried")])
    assert story.session.assigned["c1"] == ("t3",)
    assert story.no(LEAD, c.PlaceCards("take", {"c1": ("t2",)})) == Refusal.PHASE_CLOSED


def test_what_was_hidden_takes_no_table_and_with_nothing_left_nothing_is_revealed() -> None:
    story = played(*WISHED, c.HideCard("c1"), to("take", "closed"))
    story.play([c.HideCard("c2"), c.HideCard("c3")])
    assert story.no(LEAD, c.MoveRound("take", "revealed", "closed")) == Refusal.POOL_EMPTY
    story.play([c.RestoreCard("c2"), to("take", "revealed")])
    assert given(story) == {"c2": ("t1", "t2", "t3", "t4")}
    story.play([c.RestoreCard("c3")])
    assert story.no(LEAD, c.MoveRound("take", "carried", "revealed")) == Refusal.ASSIGN_UNFINISHED


def test_undoing_the_carry_takes_back_whose_the_cards_are() -> None:
    story = played(*WISHED, to("take", "carried"))
    assert story.session.acts[-1].until == story.session.seq, "the carry is one act"
    story.play([c.UndoAct(story.session.acts[-1].seq)])
    assert story.round("take").phase == "revealed"
    assert assignment.holders(story.session, "c1") == ("t1",)


def test_a_table_answers_only_its_own_cards() -> None:
    story = played(*WISHED, to("take", "carried"), to("solutions", "open"))
    assert assignment.holds(story.session, story.round("solutions"), "t3") == ["c1"]
    story.play([card("t3", "Фонари", "solutions", "c1")])
    wrong = c.SubmitCard("solutions", {"title": "Фонари"}, "c2")
    assert story.no(T3, wrong) == Refusal.CARD_FOREIGN
    assert story.no(T3, c.SubmitCard("solutions", {"title": "Фонари"}, "c4")) == Refusal.CARD_UNKNOWN


def test_without_an_assignment_a_card_is_its_authors() -> None:
    story = played(to("take", "closed"), before=(*CHOSEN[:-1], to("take", "open")))
    story.play([to("take", "revealed"), to("take", "carried"), to("solutions", "open")])
    assert story.session.assigned
    fresh = played(before=(*CHOSEN[:-1], to("take", "skipped"), to("solutions", "open")))
    assert assignment.holds(fresh.session, fresh.round("solutions"), "t2") == ["c2"]


SOLVED: tuple[Move, ...] = (
    *CHOSEN,
    *WISHED,
    to("take", "carried"),
    to("solutions", "open"),
    *(card(f"t{no}", f"Решение {no}", "solutions", f"c{parent}") for no, parent in ((1, 2), (2, 1), (3, 1), (4, 3))),
    card("t4", "Решение 5", "solutions", "c3"),
    to("solutions", "carried"),
    to("turn", "open"),
)


def test_in_turn_every_table_has_as_many_and_no_card_twice() -> None:
    story = played(to("turn", "carried"), before=SOLVED)
    cards = given(story, "turn")
    by_table = [sum(f"t{no}" in at for at in cards.values()) for no in range(1, 5)]
    assert len(cards) == 5 and all(cards.values()) and by_table == [2, 2, 2, 2]
    assert story.session.pools["seen"] == story.session.pools["solutions"]
    assert story.no(T1, c.RankCards("turn", ())) == Refusal.PHASE_CLOSED


HELPING: tuple[Move, ...] = (
    *SOLVED,
    to("turn", "carried"),
    to("comments", "skipped"),
    to("choose", "open"),
    *((seat(f"p{no}", 4), c.CastBallot("choose", {"c5": 1, "c6": 1})) for no in range(1, 5)),
    (seat("p5", 4), c.CastBallot("choose", {"c7": 1})),
    to("choose", "carried"),
    to("help", "open"),
)


def test_by_hand_nothing_is_shown_before_every_card_has_a_table() -> None:
    story = played(c.PlaceCards("help", {"c5": ("t1",)}), to("help", "closed"), before=HELPING)
    assert story.no(LEAD, c.MoveRound("help", "revealed", "closed")) == Refusal.ASSIGN_UNFINISHED
    story.play([c.PlaceCards("help", {"c6": ("t1", "t3"), "c7": ("t2",)}), to("help", "carried")])
    assert story.session.assigned["c6"] == ("t1", "t3")


def join(person: str, card_id: str, role: str = "member") -> Move:
    return seat(person, 4), c.SignUp("groups", card_id, role)


MEETING: tuple[Move, ...] = (
    *HELPING,
    c.PlaceCards("help", {"c5": ("t1",), "c6": ("t1",), "c7": ("t1",)}),
    to("help", "carried"),
    to("groups", "open"),
    *(join(f"p{no}", "c5") for no in range(1, 11)),
    *(join(f"p{no}", "c6", "leader" if no == 10 else "member") for no in range(10, 14)),
    *(join(f"p{no}", "c7") for no in (14, 15)),
    to("groups", "carried"),
    to("meet", "open"),
)


def test_people_go_to_the_table_of_their_group() -> None:
    story = played(to("meet", "carried"), before=MEETING)
    cards, session = given(story, "meet"), story.session
    assert [len(cards[each]) for each in ("c5", "c6", "c7")] == [2, 1, 1], "nine people need two tables of eight"
    tables = [table for at in cards.values() for table in at]
    assert sorted(tables) == ["t1", "t2", "t3", "t4"]
    assert session.seats["p10"].seat.table == cards["c6"][0], "who leads sits with the group that they lead"
    assert {session.seats[f"p{no}"].seat.table for no in range(1, 10)} == {*cards["c5"]}
    assert session.seats["p24"].seat.table == "t4", "who joined nothing stays"
    assert sum(seated(session, table) for table in tables) == 24
    assert session.assigned["c7"] == cards["c7"]
    story.play([to("steps", "open")])
    assert assignment.holds(session, story.round("steps"), cards["c6"][0]) == ["c6"]


def test_a_group_moved_by_hand_takes_its_people_along() -> None:
    story = played(to("meet", "revealed"), before=MEETING)
    there = given(story, "meet")
    swap = {"c6": there["c7"], "c7": there["c6"]}
    story.play([c.PlaceCards("meet", swap)])
    assert story.round("meet").draft.people["p14"] == there["c6"][0]
    story.play([c.UndoAct(story.session.acts[-1].seq)])
    assert given(story, "meet") == there and story.round("meet").draft.people["p14"] == there["c7"][0]


def test_undoing_the_carry_seats_people_where_they_sat() -> None:
    story = played(before=MEETING)
    before = {seat: state.seat.table for seat, state in story.session.seats.items()}
    story.play([to("meet", "carried")])
    assert before != {seat: state.seat.table for seat, state in story.session.seats.items()}
    story.play([c.UndoAct(story.session.acts[-1].seq)])
    assert before == {seat: state.seat.table for seat, state in story.session.seats.items()}


def test_people_by_a_list() -> None:
    story = Story(DAY, tables=4, people=24).play([to("seats", "open"), c.ListPeople("seats", {"p1": "t3", "p2": "t3"})])
    assert story.session.seats["p1"].seat.table == "t1", "not yet"
    assert story.no(LEAD, c.ListPeople("seats", {"p99": "t1"})) == Refusal.AUTHOR_UNKNOWN
    assert story.no(LEAD, c.ListPeople("seats", {"t1": "t1"})) == Refusal.AUTHOR_UNKNOWN
    assert story.no(LEAD, c.ListPeople("seats", {"p1": "t9"})) == Refusal.TABLE_UNKNOWN
    story.play([c.ListPeople("seats", {"p1": "t2"})])
    story.play([c.UndoAct(story.session.seq), to("seats", "carried")])
    assert story.session.seats["p1"].seat.table == story.session.seats["p2"].seat.table == "t3"
    assert seated(story.session, "t3") == 8


def test_a_ballot_is_of_the_table_where_its_voter_sits_now() -> None:
    seats = (to("seats", "open"), c.ListPeople("seats", {"p1": "t3"}), to("seats", "carried"))
    story = played(before=(*seats, *HELPING[1:]))
    box = next(each for each in story.events if isinstance(each, e.BallotsSealed))
    assert set(box.reach["c5"]) == {"t2", "t3", "t4"}, "badge 1 sat at table 1 by its number, and sits at table 3"


def test_more_groups_than_tables_share_one_and_seats_are_shared_out_evenly() -> None:
    groups = {"a": ["p1"], "b": ["p2", "p3"], "c": ["p4", "p5", "p6", "p7", "p8"]}
    assert seating.of_groups(groups, ["t1", "t2"], 4) == {"c": ("t1",), "b": ("t2",), "a": ("t2",)}
    at = seating.of_groups(groups, ["t1", "t2", "t3", "t4", "t5"], 3)
    assert at == {"c": ("t1", "t4"), "b": ("t2",), "a": ("t3",)}
    assert seating.of_people(groups, at) == {
        "p1": "t3", "p2": "t2", "p3": "t2", "p4": "t1", "p5": "t1", "p6": "t1", "p7": "t4", "p8": "t4",
    }  # fmt: skip


def test_a_restart_of_the_server_ends_in_the_same_state(tmp_path: Path) -> None:
    story = Story(DAY, tables=4, people=24, path=tmp_path / "day.sqlite").play([*MEETING, to("meet", "carried")])
    before = story.session
    again = story.reopen().session
    assert (again.assigned, again.head) == (before.assigned, before.head)
    assert {each: state.seat for each, state in again.seats.items()} == {
        each: state.seat for each, state in before.seats.items()
    }


@pytest.mark.parametrize(
    ("was", "now", "complaint"),
    [
        ('mode = "list"', 'mode = "mixed"\nbalance = {age = 2}', 'scenario.traits has no "age"'),
        ('mode = "list"', 'mode = "mixed"\napart_by = ["org"]', 'scenario.traits has no "org"'),
        ('mode = "list"', 'mode = "list"\nbalance = {age = 2}', "only where people are mixed"),
        ('mode = "list"', 'mode = "remix"\navoid_repeats_of = "lost"', "no earlier round seats people under this id"),
        ('mode = "list"', 'mode = "rotate"', "of people it is one of list, mixed, remix, by_signup"),
        ('mode = "list"', 'mode = "list"\ninput = "x"', "a list of people works on no cards"),
        ('mode = "by_bid"', 'mode = "by_signup"', "of cards it is one of by_bid, rotate, manual"),
        ('input = "chosen"\nbids', 'input = "lost"\nbids', 'no earlier round has the output "lost"'),
        ("capacity = [1, 2]", "capacity = [2, 1]", "from must not be more than to"),
        ("capacity = [1, 2]", "capacity = [2, 2]", "3 cards with 2 tables each need 6 places, and there are 4"),
        ("capacity = [1, 2]", "capacity = [1, 1]", "leave some of the 4 tables without one"),
        ("capacity = [1, 2]", "capacity = [5, 9]", "a card is to have 5 tables, but there are 4"),
        ('input = "groups"\ncapacity', 'input = "seen"\ncapacity', "people sit by their groups only after a sign-up"),
        ('parent_pool = "chosen"\nassign', "assign", "name that pool"),
        ("people = 24", "people = 0", "people are to sit down here"),
    ],
)
def test_what_no_hall_can_play_is_said_before_the_day(was: str, now: str, complaint: str) -> None:
    assert isinstance(parse(DAY), Scenario)
    assert was in DAY
    with pytest.raises(ScenarioError) as no:
        parse(DAY.replace(was, now, 1))
    assert complaint in str(no.value)
