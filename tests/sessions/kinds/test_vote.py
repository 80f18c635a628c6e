"""`vote`: electors, limits, ballots that replace each other, the seal, the reveal, the draw."""

import pytest

from sessions import commands as c
from sessions import events as e
from sessions.carry import draw_seed
from sessions.outcome import Reckoning
from sessions.refusals import Refusal
from sessions.seat import LEAD, SCREEN
from tests.story import CHOOSE_OPEN, MINI, PROBLEMS, VOTED, after, ballot, card, seat, to

T1, P1 = seat("t1"), seat("p1")
SHORT_OPEN = (*PROBLEMS, to("short", "open"))


def cast(round_id, *cards):
    return c.CastBallot(round_id, dict.fromkeys(cards, 1))


@pytest.mark.parametrize("who", [LEAD, SCREEN, P1, seat("gabc")], ids=lambda who: who.id)
def test_where_tables_vote_nobody_else_does(who):
    assert after(SHORT_OPEN).no(who, cast("short", "c1")) == Refusal.BALLOT_NOT_ELECTOR


@pytest.mark.parametrize("who", [LEAD, SCREEN, T1, seat("gabc")], ids=lambda who: who.id)
def test_where_people_vote_nobody_else_does(who):
    assert after(CHOOSE_OPEN).no(who, cast("choose", "c5")) == Refusal.BALLOT_NOT_ELECTOR


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ({"c1": 1, "c9": 1}, Refusal.CARD_UNKNOWN),
        ({"c1": 2}, Refusal.PAYLOAD_TYPES),
        ({"c1": 1, "c2": 1, "c3": 1, "c4": 1}, Refusal.BALLOT_OVER_LIMIT),
    ],
)
def test_a_ballot_that_breaks_a_rule_is_refused_whole(choices, code):
    story = after([*SHORT_OPEN, ballot("t1", "short", "c1")])
    assert story.no(T1, c.CastBallot("short", choices)) == code
    assert story.round("short").ballots == {"t1": {"c1": 1}}


def test_a_ballot_over_its_limit_is_told_the_limit():
    ack = after(SHORT_OPEN).ask(T1, cast("short", "c1", "c2", "c3", "c4"))
    assert ack.facts == {"limit": 3}


def test_the_last_ballot_of_a_table_counts_and_repeating_it_is_no_event():
    story = after([*SHORT_OPEN, ballot("t1", "short", "c1", "c2"), ballot("t1", "short", "c3")])
    assert story.events[-1] == e.BallotCast("short", "t1", {"c3": 1})
    before = story.session.head
    story.play([ballot("t1", "short", "c3")])
    assert story.session.head == before
    assert story.round("short").ballots == {"t1": {"c3": 1}}


def test_a_blank_ballot_is_a_ballot():
    story = after([*SHORT_OPEN, ballot("t1", "short"), ballot("t2", "short", "c1"), to("short", "revealed")])
    outcome = story.outcome("short")
    assert (outcome.electors, outcome.ballots, outcome.blank, outcome.quorum) == (3, 2, 1, 2)


def test_a_secret_ballot_is_no_event_until_the_seal():
    story = after(CHOOSE_OPEN)
    before = story.session.head
    receipt = story.do(P1, cast("choose", "c5")).answer["receipt"]
    again = story.do(P1, cast("choose", "c6", "c7")).answer["receipt"]
    assert receipt == again
    assert story.session.head == before
    assert len(story.session.boxes["choose"]) == 1
    story.play([to("choose", "closed")])
    assert story.session.boxes["choose"]
    story.play([to("choose", "revealed")])
    assert story.session.boxes == {}
    (sealed,) = [event for event in story.events if isinstance(event, e.BallotsSealed)]
    ballots = (e.SealedBallot(receipt, {"c6": 1, "c7": 1}),)
    assert sealed == e.BallotsSealed("choose", ballots, _tables("t1"), reckoning=Reckoning(given=9, phones=1))


def _tables(table):
    return {"c6": (table,), "c7": (table,)}


def test_every_voter_has_a_receipt_of_their_own():
    story = after(CHOOSE_OPEN)
    receipts = {story.do(seat(f"p{no}"), cast("choose", "c5")).answer["receipt"] for no in range(1, 10)}
    assert len(receipts) == 9


def test_a_receipt_that_chance_gives_twice_is_given_once():
    story = after(CHOOSE_OPEN)
    story.desk._outside = e_random(story, [7, 7, 7, 8])
    assert story.do(seat("p1"), cast("choose", "c5")).answer["receipt"] == "HAA-AAA"
    assert story.do(seat("p2"), cast("choose", "c5")).answer["receipt"] == "JAA-AAA"


def e_random(story, numbers):
    outside = story.outside()
    return type(outside)(outside.wall, outside.mono, outside.boot, outside.salt, lambda n: numbers.pop(0))


def test_the_seal_comes_before_the_count_and_both_before_the_phase():
    story = after([*VOTED, to("choose", "revealed")])
    assert [type(event).__name__ for event in story.events[-3:]] == ["BallotsSealed", "TallyRevealed", "RoundMoved"]


def test_a_secret_vote_counts_each_ballot_once_and_breadth_by_table():
    story = after(
        [
            *CHOOSE_OPEN,
            *(ballot(person, "choose", "c5") for person in ("p1", "p4", "p7")),  # all of table 1
            *(ballot(person, "choose", "c6") for person in ("p2", "p3", "p2")),  # of two tables
            to("choose", "revealed"),
        ]
    )
    rows = {row.card: (row.score, row.breadth) for row in story.outcome("choose").scores}
    assert rows == {"c5": (3, 1), "c6": (2, 2), "c7": (0, 0)}
    assert (story.outcome("choose").electors, story.outcome("choose").ballots) == (9, 5)
    assert story.outcome("choose").quorum == 6


def test_nothing_is_cast_before_the_opening_or_after_the_close():
    story = after([*PROBLEMS, to("short", "briefing")])
    assert story.no(T1, cast("short", "c1")) == Refusal.PHASE_CLOSED
    story.play([to("short", "open"), ballot("t1", "short", "c1"), to("short", "closed")])
    assert story.no(T1, cast("short", "c2")) == Refusal.PHASE_CLOSED
    story.play([to("short", "open"), ballot("t1", "short", "c2"), to("short", "revealed")])
    assert story.no(T1, cast("short", "c1")) == Refusal.PHASE_CLOSED


def test_an_empty_box_is_not_revealed():
    story = after([*CHOOSE_OPEN, to("choose", "closed")])
    assert story.no(LEAD, c.MoveRound("choose", "revealed", "closed")) == Refusal.BALLOTS_NONE
    story.play([to("choose", "open"), ballot("p1", "choose"), to("choose", "closed")])
    assert story.no(LEAD, c.MoveRound("choose", "revealed", "closed")) == Refusal.BALLOTS_NONE
    assert story.session.boxes["choose"], "a refused reveal must not seal"


def test_a_vote_for_nothing_but_hidden_cards_is_not_revealed():
    story = after([*SHORT_OPEN, ballot("t1", "short", "c1"), c.HideCard("c1"), to("short", "closed")])
    assert story.no(LEAD, c.MoveRound("short", "revealed", "closed")) == Refusal.BALLOTS_NONE
    story.play([c.RestoreCard("c1"), to("short", "revealed")])
    assert story.outcome("short").passed == ("c1",)


def test_a_card_hidden_during_the_vote_is_out_of_the_count():
    story = after(
        [
            *SHORT_OPEN,
            ballot("t1", "short", "c1", "c2"),
            c.HideCard("c1"),
            to("short", "revealed"),
        ]
    )
    assert [row.card for row in story.outcome("short").scores] == ["c2", "c3", "c4"]


def test_a_vote_is_revealed_before_it_is_carried():
    story = after([*SHORT_OPEN, ballot("t1", "short", "c1"), to("short", "closed")])
    assert story.no(LEAD, c.MoveRound("short", "carried", "closed")) == Refusal.PHASE_NOT_ALLOWED


TIED = (
    *SHORT_OPEN,
    ballot("t1", "short", "c1", "c2"),
    ballot("t2", "short", "c3", "c4"),
    to("short", "revealed"),
)


def test_an_open_tie_waits_for_the_draw_and_the_draw_can_be_made_again_by_anybody():
    story = after(TIED)
    before = story.outcome("short")
    assert (before.pending, before.places, before.passed) == (("c1", "c2", "c3", "c4"), 2, ())
    assert story.no(LEAD, c.MoveRound("short", "carried", "revealed")) == Refusal.DRAW_NEEDED
    story.play([c.DrawLots("short", 4711)])
    (drawn,) = [event for event in story.events if isinstance(event, e.LotsDrawn)]
    assert drawn.seed == draw_seed(before.head, 4711)
    assert (story.round("short").lots, story.outcome("short").pending) == (4711, ())
    assert len(story.outcome("short").passed) == 2
    story.play([to("short", "carried")])
    assert story.session.pools["chosen"] == story.outcome("short").passed


def test_the_draw_hangs_on_the_head_at_the_last_close():
    story = after(TIED)
    closes = [
        entry.hash
        for entry in story.store.entries()
        if isinstance(entry.event, e.RoundMoved) and entry.event == e.RoundMoved("short", "closed")
    ]
    assert story.outcome("short").head == closes[-1]


def test_lots_are_drawn_once_and_only_for_an_open_tie():
    story = after([*TIED, c.DrawLots("short", 1)])
    assert story.no(LEAD, c.DrawLots("short", 2)) == Refusal.DRAW_NOT_NEEDED
    assert story.no(LEAD, c.DrawLots("problems", 2)) == Refusal.DRAW_NOT_NEEDED
    assert story.no(LEAD, c.DrawLots("nowhere", 2)) == Refusal.ROUND_UNKNOWN
    assert story.no(T1, c.DrawLots("short", 2)) == Refusal.EVENT_UNKNOWN


def test_a_vote_by_threshold_may_carry_nobody_and_says_so():
    text = MINI.replace(
        '{rule = "top", k = 2, tie = ["breadth", "include:3", "draw"]}', '{rule = "threshold", min = 2}'
    )
    story = after([*SHORT_OPEN, ballot("t1", "short", "c1"), to("short", "revealed")], text)
    assert story.outcome("short").passed == ()
    assert story.no(LEAD, c.MoveRound("short", "carried", "revealed")) == Refusal.POOL_EMPTY


def test_a_vote_without_a_limit_takes_every_card():
    text = MINI.replace("limit = 3\n", "", 1)
    story = after([*SHORT_OPEN, ballot("t1", "short", "c1", "c2", "c3", "c4")], text)
    assert len(story.round("short").ballots["t1"]) == 4


def test_a_vote_needs_the_cards_of_an_earlier_round():
    assert after([]).no(LEAD, c.MoveRound("short", "open", "planned")) == Refusal.POOL_MISSING
    story = after([to("problems", "open"), card("t1", "Темно"), to("problems", "carried"), c.HideCard("c1")])
    assert story.no(LEAD, c.MoveRound("short", "open", "planned")) == Refusal.POOL_EMPTY


# -- dots, grades, hands and weights -----------------------------------------------------------------------


def made_of(**short):
    """The small forum whose tables choose in another way."""
    rule = short.pop("carry", '{rule = "top", k = 2, tie = ["breadth", "draw"]}')
    keys = "".join(f"{key} = {value}\n" for key, value in short.items())
    start = MINI.index("limit = 3")
    end = MINI.index("\n", MINI.index("carry", start))
    return MINI[:start] + keys + f"carry = {rule}" + MINI[end:]


def choices(**points):
    return c.CastBallot("short", points)


def test_dots_are_as_many_as_there_are_and_capped_on_a_card():
    story = after(SHORT_OPEN, made_of(method='"dots"', limit=5, cap=3))
    assert story.no(T1, choices(c1=4)) == Refusal.BALLOT_OVER_LIMIT
    assert story.no(T1, choices(c1=3, c2=3)) == Refusal.BALLOT_OVER_LIMIT
    assert story.no(T1, c.CastBallot("short", {}, {"c1": {"own": 3}})) == Refusal.PAYLOAD_FIELDS
    story.do(T1, choices(c1=3, c2=2))
    story.do(seat("t2"), choices(c2=2))
    story.play([to("short", "revealed")])
    assert [(row.card, row.score, row.breadth) for row in story.outcome("short").scores[:2]] == [
        ("c2", 4, 2),
        ("c1", 3, 1),
    ]


def test_a_repeated_grade_is_no_event_and_another_is():
    story = after(SHORT_OPEN, graded_by())
    story.do(T1, grades(c1=(5, 3)))
    before = story.session.seq
    story.do(T1, grades(c1=(5, 3)))
    assert story.session.seq == before
    story.do(T1, grades(c1=(5, 4)))
    assert story.round("short").grades["t1"] == {"c1": {"importance": 5, "own_power": 4}}


def graded_by(rule='{rule = "top", k = 2, gate = "own_power.median >= 3", tie = ["draw"]}'):
    return made_of(
        method='"score"',
        criteria='[{id = "importance", label = "Важно"}, {id = "own_power", label = "Сами"}]',
        carry=rule,
    )


def grades(**both):
    return c.CastBallot(
        "short",
        {},
        {
            card: {
                name: grade for name, grade in zip(("importance", "own_power"), pair, strict=True) if grade is not None
            }
            for card, pair in both.items()
        },
    )


def test_grades_stay_on_their_scale_and_on_their_questions():
    story = after(SHORT_OPEN, graded_by())
    assert story.no(T1, grades(c1=(6, 1))) == Refusal.CHOICE_UNKNOWN
    assert story.no(T1, grades(c1=(0, 1))) == Refusal.CHOICE_UNKNOWN
    assert story.no(T1, c.CastBallot("short", {}, {"c1": {"beauty": 3}})) == Refusal.PAYLOAD_FIELDS
    assert story.no(T1, c.CastBallot("short", {}, {"c9": {"own_power": 3}})) == Refusal.CARD_UNKNOWN
    assert story.no(T1, choices(c1=1)) == Refusal.PAYLOAD_TYPES


def test_the_matrix_keeps_back_what_the_town_cannot_do_itself():
    """c1 is the most important and not in our own power; «do not know» is no grade."""
    story = after(SHORT_OPEN, graded_by())
    story.do(T1, grades(c1=(5, 2), c2=(4, 4), c3=(1, 5)))
    story.do(seat("t2"), grades(c1=(5, 2), c2=(4, None), c3=(2, 5)))
    story.do(seat("t3"), grades(c1=(5, 4), c2=(3, 3)))
    story.play([to("short", "carried")])
    rows = {row.card: row for row in story.outcome("short").scores}
    assert rows["c1"].grades["own_power"].median == 2
    assert (rows["c2"].grades["own_power"].answers, rows["c2"].grades["own_power"].median) == (2, 3.5)
    assert story.session.pools["chosen"] == ("c2", "c3")
    assert set(story.outcome("short").rest) == {"c1", "c4"}


def test_hands_are_counted_up_to_the_people_seated():
    story = after([*SHORT_OPEN], made_of().replace('electors = "table"', 'electors = "table_tally"'))
    assert story.no(T1, choices(c1=4)) == Refusal.BALLOT_OVER_LIMIT, "three badges at each table"
    story.do(T1, choices(c1=3, c2=1))
    story.do(seat("t2"), choices(c2=3))
    story.play([to("short", "revealed")])
    assert {row.card: row.score for row in story.outcome("short").scores} == {"c1": 3, "c2": 4, "c3": 0, "c4": 0}


def test_a_tables_ballot_may_stand_for_the_people_seated_there():
    story = after([*SHORT_OPEN, (P1, c.Arrive()), (seat("p4"), c.Arrive())], made_of(weight='"seated"'))
    story.do(T1, choices(c1=1))
    story.do(seat("t2"), choices(c2=1))
    story.play([to("short", "revealed")])
    scores = {row.card: row.score for row in story.outcome("short").scores}
    assert scores["c1"] == 2, "two of its three badges have come"
    assert scores["c2"] == 3, "where nobody has come yet all are counted"


def test_a_ballot_stands_for_those_who_sat_there_when_the_vote_was_closed():
    story = after([*SHORT_OPEN, (P1, c.Arrive())], made_of(weight='"seated"'))
    story.do(T1, choices(c1=1))
    story.play([to("short", "closed"), (seat("p4"), c.Arrive()), to("short", "revealed")])
    assert {row.card: row.score for row in story.outcome("short").scores}["c1"] == 1


def test_a_close_that_was_undone_and_made_again_by_undoing_weighs_as_it_did():
    story = after([*SHORT_OPEN, (P1, c.Arrive())], made_of(weight='"seated"'))
    story.do(T1, choices(c1=1))
    story.play([to("short", "closed"), (seat("p4"), c.Arrive()), to("short", "open")])
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    assert story.round("short").phase == "closed" and story.round("short").weights == {"t1": 1}


OWN = (ballot("t1", "short", "c1", "c4"), ballot("t2", "short", "c1", "c2"), ballot("t3", "short", "c2", "c3"))


def test_the_result_without_own_cards_is_told_beside_the_one_that_counts():
    story = after([*SHORT_OPEN, *OWN, to("short", "revealed")], made_of(own='"report"'))
    rows = {row.card: (row.score, row.others) for row in story.outcome("short").scores}
    assert rows == {"c1": (2, 1), "c2": (2, 1), "c3": (1, 0), "c4": (1, 0)}


def test_own_marks_do_not_count_where_the_round_says_so():
    moves = (*SHORT_OPEN, *OWN, ballot("t3", "short", "c2"), to("short", "revealed"))
    story = after(moves, made_of(own='"exclude"', carry='{rule = "threshold", min = 1}'))
    assert {row.card: row.score for row in story.outcome("short").scores} == {"c1": 1, "c2": 1, "c3": 0, "c4": 0}
    assert set(story.outcome("short").passed) == {"c1", "c2"}


def test_people_at_the_authors_table_are_told_apart_after_the_seal_and_nobody_else_is():
    scenario = MINI.replace('electors = "person"\nlimit = 2', 'electors = "person"\nlimit = 2\nown = "report"')
    story = after([*CHOOSE_OPEN, *(ballot(f"p{no}", "choose", "c5", "c6") for no in range(1, 8))], scenario)
    story.play([to("choose", "revealed")])
    author = story.session.cards["c5"].table
    here = sum(story.session.seats[f"p{no}"].seat.table == author for no in range(1, 8))
    sealed = next(event for event in story.events if isinstance(event, e.BallotsSealed))
    assert (sealed.own["c5"].marks, sealed.own["c5"].ballots) == (here, here)
    assert {row.card: row.others for row in story.outcome("choose").scores}["c5"] == 7 - here
    assert all(set(ballot.__struct_fields__) == {"receipt", "choices", "grades"} for ballot in sealed.ballots)


def test_equal_shares_seat_a_minority_of_people():
    rule = 'carry = {rule = "top", k = 2, tie = ["breadth", "include:3", "draw"]}'
    at = MINI.index(rule, MINI.index('electors = "person"'))
    scenario = MINI[:at] + 'carry = {rule = "equal_shares", k = 2, tie = ["breadth", "draw"]}' + MINI[at + len(rule) :]
    many = [ballot(f"p{no}", "choose", "c5", "c6") for no in range(1, 6)]
    few = [ballot(f"p{no}", "choose", "c7") for no in range(6, 10)]
    story = after([*CHOOSE_OPEN, *many, *few, to("choose", "revealed")], scenario)
    if story.outcome("choose").pending:
        story.play([c.DrawLots("choose", 7)])
    assert "c7" in story.outcome("choose").passed, "four of nine pay for one place of two"
    assert len(story.outcome("choose").passed) == 2
