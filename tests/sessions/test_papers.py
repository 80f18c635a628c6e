"""One tally of all ways: device, passed tablet, paper that two people read, counted hands; and never more voices than
people on the roll."""

import pytest

from sessions import commands as c
from sessions import rolls
from sessions.outcome import Reckoning
from sessions.people import Registration
from sessions.refusals import Refusal
from sessions.seat import LEAD
from sessions.session import ballots_in
from sessions.undo import last_act
from tests.story import CHOOSE_OPEN, MINI, after, ballot, seat, to

DESK, OTHER, THIRD = seat("r1"), seat("r2"), seat("r3")
LISTED = [
    (DESK, c.TakeList(tuple(c.Listed(None, Registration(f"Гость {no}")) for no in range(1, 10)), 0)),
    (DESK, c.MarkAttendance(tuple(f"p{no}" for no in range(1, 10)), True)),
]
OPEN = [*LISTED, *CHOOSE_OPEN]
# Of nine badges 1, 4, 7 sit at t1; 2, 5, 8 at t2; 3, 6, 9 at t3.


def give(*people, on=True):
    return DESK, c.GivePapers("choose", 1, people, on)


def read(who, no, *cards, spoiled=False):
    return who, c.ReadPaper("choose", 1, no, dict.fromkeys(cards, 1), spoiled=spoiled)


def hands(table, voters, **cards):
    return DESK, c.CountHands("choose", 1, voters, cards, table)


def state(story):
    return story.round("choose")


def free(story, table):
    return rolls.free(story.session, state(story), table)


def test_every_way_is_in_one_tally_and_the_line_of_sums_closes():
    story = after(
        [
            *OPEN,
            ballot("p1", "choose", "c5"),
            (seat("p4"), c.CastBallot("choose", {"c5": 1})),
            give("p2", "p5", "p8"),
            read(DESK, "2-1", "c5"),
            read(OTHER, "2-1", "c5"),
            read(DESK, "2-2", spoiled=True),
            read(OTHER, "02-02", spoiled=True),
            hands("t3", 3, c5=2, c6=3),
            to("choose", "revealed"),
        ]
    )
    outcome = story.outcome("choose")
    assert {row.card: row.score for row in outcome.scores} == {"c5": 5, "c6": 3, "c7": 0}
    assert (outcome.electors, outcome.ballots) == (9, 6)
    assert outcome.reckoning == Reckoning(given=9, phones=2, papers=1, hands=3, spoiled=1, papers_given=3)
    assert (outcome.reckoning.used, outcome.reckoning.counted, outcome.reckoning.refused) == (7, 6, 1)
    assert outcome.reckoning.adds_up(outcome.ballots)
    assert outcome.voted == 7, "a spoiled paper is no ballot, and its holder has voted"
    assert {row.card: row.breadth for row in outcome.scores} == {"c5": 3, "c6": 1, "c7": 0}


def test_a_paper_counts_only_when_two_have_read_it_alike():
    story = after([*OPEN, ballot("p1", "choose", "c5"), give("p2", "p5"), read(DESK, "2-1", "c5")])
    story.play([read(DESK, "2-1", "c5")])
    assert [each.state for each in rolls.papers(story.session.boxes["choose"].values())] == ["once"]
    story.play([read(OTHER, "2-1", "c6"), read(DESK, "2-2", "c5"), to("choose", "revealed")])
    outcome = story.outcome("choose")
    assert (outcome.ballots, outcome.reckoning.differ, outcome.reckoning.unread) == (1, 1, 1)
    assert not outcome.reckoning.adds_up(outcome.ballots)


def test_a_third_reader_settles_what_two_read_otherwise():
    moves = [*OPEN, give("p2"), read(DESK, "2-1", "c5"), read(OTHER, "2-1", "c6"), read(THIRD, "2-1", "c6")]
    story = after([*moves, to("choose", "revealed")])
    assert [(row.card, row.score) for row in story.outcome("choose").scores if row.score] == [("c6", 1)]
    assert story.outcome("choose").reckoning.adds_up(1)


def test_the_lead_and_a_desk_are_two_readers():
    story = after([*OPEN, give("p2"), read(DESK, "2-1", "c5"), read(LEAD, "2-1", "c5"), to("choose", "revealed")])
    assert story.outcome("choose").reckoning.papers == 1


def test_a_reading_is_absolute_and_can_be_taken_back():
    story = after([*OPEN, give("p2"), read(DESK, "2-1", "c5"), read(DESK, "2-1", "c6")])
    assert [each.choices for each in story.session.boxes["choose"].values()] == [{"c6": 1}]
    story.do(DESK, c.DropPaper("choose", 1, "2-1"))
    assert "choose" not in story.session.boxes
    assert story.no(DESK, c.DropPaper("choose", 1, "2-1")) == Refusal.PAPER_UNKNOWN


def test_papers_are_read_after_the_close_until_the_seal():
    story = after([*OPEN, ballot("p1", "choose", "c5"), give("p2"), to("choose", "closed"), read(DESK, "2-1", "c5")])
    story.play([read(OTHER, "2-1", "c5"), to("choose", "revealed")])
    assert story.outcome("choose").ballots == 2
    assert story.no(OTHER, c.ReadPaper("choose", 1, "2-1", {"c6": 1})) == Refusal.PHASE_CLOSED


def test_a_number_that_was_never_printed_is_no_paper_and_the_true_one_is_still_read():
    story = after([*OPEN, give("p2", "p5", "p8"), read(DESK, "2-1", "c5"), read(DESK, "2-2", "c5")])
    for no in ("2-6", "2-99", "02-0099"):
        ack = story.ask(*read(DESK, no, "c5"))
        assert ack.code == Refusal.PAPER_NOT_PRINTED
        assert ack.facts == {"no": f"2-{int(no.partition('-')[2])}", "last": "2-5"}
    story.play([read(DESK, "2-3", "c5")])
    assert len(rolls.papers(story.session.boxes["choose"].values())) == 3


@pytest.mark.parametrize("moved", [c.MovePerson("p8", "t1"), c.MovePerson("p9", "t2")])
def test_what_was_printed_for_a_table_stays_true_when_people_move(moved):
    """Five were printed for the three who sat there; a fourth comes, and a paper more could be printed."""
    last = 6 if moved.table == "t2" else 5
    story = after([*LISTED, (DESK, moved), *CHOOSE_OPEN, give("p2", "p5")])
    story.play([read(DESK, f"2-{last}", "c5")])
    assert story.no(*read(DESK, f"2-{last + 1}", "c5")) == Refusal.PAPER_NOT_PRINTED


def test_no_more_papers_are_read_than_were_given_out_at_the_table():
    story = after([*OPEN, give("p2"), read(DESK, "2-1", "c5")])
    assert story.no(DESK, c.ReadPaper("choose", 1, "2-2", {"c5": 1})) == Refusal.PAPERS_MORE
    assert story.no(DESK, c.ReadPaper("choose", 1, "1-1", {"c5": 1})) == Refusal.PAPERS_MORE
    assert story.no(DESK, c.GivePapers("choose", 1, ("p2",), False)) == Refusal.PAPER_READ


def test_whoever_took_a_paper_votes_in_no_other_way_until_they_give_it_back():
    story = after([*OPEN, give("p2")])
    assert story.no(seat("p2"), c.CastBallot("choose", {"c5": 1})) == Refusal.BALLOT_ON_PAPER
    story.play([give("p2", on=False), ballot("p2", "choose", "c5")])
    assert story.no(DESK, c.GivePapers("choose", 1, ("p2",), True)) == Refusal.BALLOT_CAST


def test_a_paper_is_filled_in_as_any_ballot_is():
    story = after([*OPEN, give("p2", "p5")])
    for wrong, code in (
        ({"c5": 1, "c6": 1, "c7": 1}, Refusal.BALLOT_OVER_LIMIT),
        ({"c5": 2}, Refusal.PAYLOAD_TYPES),
        ({"c1": 1}, Refusal.CARD_UNKNOWN),
    ):
        assert story.no(DESK, c.ReadPaper("choose", 1, "2-1", wrong)) == code
    assert story.no(DESK, c.ReadPaper("choose", 1, "2-1", {"c5": 1}, spoiled=True)) == Refusal.PAYLOAD_TYPES
    assert story.no(DESK, c.ReadPaper("choose", 1, "9-1", {"c5": 1})) == Refusal.TABLE_UNKNOWN
    story.play([read(DESK, "2-1"), read(OTHER, "2-1"), read(DESK, "2-2", "c5"), read(OTHER, "2-2", "c5")])
    story.play([to("choose", "revealed")])
    assert (story.outcome("choose").ballots, story.outcome("choose").blank) == (2, 1)


def test_who_can_be_given_no_paper_is_named_by_badge():
    story = after([*OPEN, ballot("p1", "choose", "c5"), ballot("p9", "choose", "c5")])
    ack = story.ask(*give("p9", "p4", "p1"))
    assert (ack.code, ack.facts) == (Refusal.BALLOT_CAST, {"badges": "9, 1"})
    gone = after([*LISTED, (DESK, c.MarkAttendance(("p4",), False)), *CHOOSE_OPEN])
    ack = gone.ask(*give("p9", "p4", "p1"))
    assert (ack.code, ack.facts) == (Refusal.BALLOT_NOT_ON_ROLL, {"badges": "4"})
    assert not state(gone).papers


def test_hands_are_never_more_than_those_who_have_still_to_vote():
    story = after([*OPEN, ballot("p1", "choose", "c5"), give("p4")])
    assert free(story, "t1") == 1
    assert story.no(DESK, c.CountHands("choose", 1, 2, {"c5": 2}, "t1")) == Refusal.HANDS_TOO_MANY
    story.play([hands("t1", 1, c5=1)])
    assert story.no(seat("p7"), c.CastBallot("choose", {"c6": 1})) == Refusal.HANDS_COUNTED
    assert story.no(DESK, c.GivePapers("choose", 1, ("p7",), True)) == Refusal.PAPER_COUNTED
    assert story.ask(DESK, c.GivePapers("choose", 1, ("p7",), True)).facts == {"badges": "7"}
    story.do(seat("p1"), c.CastBallot("choose", {"c6": 1}))
    story.play([hands("t1", 0), ballot("p7", "choose", "c6")])
    assert ballots_in(story.session, state(story)) == 2


def test_a_count_of_hands_is_no_more_than_hands_there_are():
    story = after(OPEN)
    assert story.no(DESK, c.CountHands("choose", 1, 2, {"c5": 3}, "t1")) == Refusal.BALLOT_OVER_LIMIT
    assert story.no(DESK, c.CountHands("choose", 1, 1, {"c5": 1, "c6": 1, "c7": 1}, "t1")) == Refusal.BALLOT_OVER_LIMIT
    assert story.no(DESK, c.CountHands("choose", 1, 1, {"c1": 1}, "t1")) == Refusal.CARD_UNKNOWN
    assert story.no(DESK, c.CountHands("choose", 1, 1, {}, "t9")) == Refusal.TABLE_UNKNOWN


def test_a_table_counts_its_own_hands_and_nobody_elses():
    story = after(OPEN)
    story.do(seat("t1"), c.CountHands("choose", 1, 3, {"c5": 3}))
    assert story.no(seat("t1"), c.CountHands("choose", 1, 3, {"c5": 3}, "t2")) == Refusal.SEAT_FOREIGN
    assert story.no(seat("p1"), c.CountHands("choose", 1, 3, {"c5": 3})) == Refusal.EVENT_UNKNOWN


@pytest.mark.parametrize("who", ["t1", "p1", "gabc", "x1"])
def test_paper_is_the_desks(who):
    story = after([*OPEN, give("p2")])
    assert story.no(seat(who), c.GivePapers("choose", 1, ("p3",), True)) == Refusal.EVENT_UNKNOWN
    assert story.no(seat(who), c.ReadPaper("choose", 1, "2-1", {"c5": 1})) == Refusal.EVENT_UNKNOWN


@pytest.mark.parametrize(
    "was, now",
    [
        (
            'carry = {rule = "top", k = 2, tie = ["breadth", "include:3", "draw"]}',
            'carry = {rule = "equal_shares", k = 2}',
        ),
        ('electors = "person"', 'electors = "person"\nmethod = "dots"'),
    ],
)
def test_hands_are_no_ballots_where_each_ballot_is_needed(was, now):
    head, tail = MINI.split('id = "choose"')
    story = after(OPEN, head + 'id = "choose"' + tail.replace(was, now, 1))
    assert story.no(DESK, c.CountHands("choose", 1, 1, {"c5": 1}, "t1")) == Refusal.HANDS_NOT_HERE


def test_somebody_known_only_by_name_votes_once_and_changes_nobodys_ballot():
    story = after(OPEN)
    by_name, by_code = (type(LEAD)("p1", seat("p1").role, "t1", 1, via) for via in ("name", "code"))
    story.do(by_name, c.CastBallot("choose", {"c5": 1}))
    assert story.no(by_name, c.CastBallot("choose", {"c6": 1})) == Refusal.BALLOT_CAST
    story.do(by_code, c.CastBallot("choose", {"c6": 1}))
    story.do(seat("p4"), c.CastBallot("choose", {"c6": 1}))
    story.play([to("choose", "revealed")])
    reckoning = story.outcome("choose").reckoning
    assert (reckoning.tablets, reckoning.phones) == (1, 1)


def test_what_lies_in_the_box_of_paper_is_tied_to_its_place_and_there_after_a_restart(tmp_path):
    story = after([*OPEN, give("p2"), read(DESK, "2-1", "c5"), hands("t3", 2, c6=2)], path=tmp_path / "day.sqlite")
    before = story.session.boxes, state(story).hands, state(story).papers
    story.reopen()
    assert (story.session.boxes, state(story).hands, state(story).papers) == before
    story.play([read(OTHER, "2-1", "c5"), to("choose", "revealed")])
    assert story.outcome("choose").ballots == 3


def test_a_vote_held_again_has_new_papers():
    moves = [*OPEN, give("p2"), read(DESK, "2-1", "c5"), read(OTHER, "2-1", "c5"), hands("t1", 2, c5=1)]
    story = after([*moves, to("choose", "revealed"), c.RepeatVote("choose", 1), to("choose", "open")])
    assert (state(story).papers, state(story).hands, state(story).reckoning) == ({}, {}, None)
    assert story.no(DESK, c.ReadPaper("choose", 1, "2-1", {"c5": 1})) == Refusal.BALLOT_STALE
    assert story.no(DESK, c.ReadPaper("choose", 2, "2-1", {"c5": 1})) == Refusal.PAPERS_MORE


def test_without_a_list_paper_and_hands_work_by_badges():
    story = after([*CHOOSE_OPEN, give("p2"), read(DESK, "2-1", "c5"), read(OTHER, "2-1", "c5"), hands("t1", 3, c6=3)])
    story.play([to("choose", "revealed")])
    assert story.outcome("choose").reckoning == Reckoning(given=9, papers=1, hands=3, papers_given=1)


def test_the_lead_takes_back_papers_and_hands_while_nobody_has_voted_since():
    story = after(OPEN)
    story.play([c.GivePapers("choose", 1, ("p2",), True), c.CountHands("choose", 1, 3, {"c5": 3}, "t1")])
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    story.do(LEAD, c.UndoAct(story.session.acts[-2].seq))
    assert (state(story).papers, state(story).hands) == ({}, {})
    story.play([c.CountHands("choose", 1, 3, {"c5": 3}, "t1"), ballot("p2", "choose", "c5")])
    assert story.no(LEAD, c.UndoAct(story.session.acts[-1].seq)) == Refusal.UNDO_DEPENDS


def strike(person):
    return DESK, c.StrikePerson(person)


def test_who_is_struck_gives_an_unread_paper_back():
    story = after([*OPEN, ballot("p2", "choose", "c5"), give("p1"), strike("p1")])
    assert (state(story).papers, "p1" in state(story).roll, len(state(story).roll)) == ({}, False, 8)
    assert story.no(*read(DESK, "1-1", "c5")) == Refusal.PAPERS_MORE
    story.play([to("choose", "revealed")])
    assert story.outcome("choose").reckoning == Reckoning(given=8, phones=1)


def test_a_voice_among_papers_or_hands_keeps_its_place_on_the_roll():
    story = after([*OPEN, give("p1"), read(DESK, "1-1", "c5"), read(OTHER, "1-1", "c5"), strike("p1")])
    assert (state(story).papers, "p1" in state(story).roll) == ({"p1": "t1"}, True), "nobody can tell whose paper it is"
    story.play([hands("t2", 2, c6=2), ballot("p2", "choose", "c5"), strike("p2")])
    assert "p2" not in state(story).roll, "their ballot went with them"
    story.play([strike("p5")])
    assert "p5" in state(story).roll, "the hands of two are counted, and two are left"
    story.play([strike("p3"), to("choose", "revealed")])
    assert story.outcome("choose").reckoning == Reckoning(given=7, papers=1, hands=2, papers_given=1)
    assert story.people.get("p1") is None and story.people.get("p5") is None


def test_two_readings_against_two_are_no_agreement():
    third, fourth = seat("r3"), seat("r4")
    story = after([*OPEN, give("p2"), read(DESK, "2-1", "c5"), read(OTHER, "2-1", "c6"), read(third, "2-1", "c6")])
    assert rolls.papers(story.session.boxes["choose"].values())[0].state == "agreed"
    story.play([read(fourth, "2-1", "c5")])
    assert rolls.papers(story.session.boxes["choose"].values())[0].state == "differs"


@pytest.mark.parametrize(
    "moves",
    [
        [
            (LEAD, c.GivePapers("choose", 1, ("p1", "p4", "p7"), True)),
            (LEAD, c.GivePapers("choose", 1, ("p1", "p4", "p7"), False)),
            hands("t1", 3, c5=3),
        ],
        [
            (LEAD, c.CountHands("choose", 1, 3, {"c5": 3}, "t1")),
            (LEAD, c.CountHands("choose", 1, 1, {"c5": 1}, "t1")),
            give("p1", "p4"),
        ],
    ],
)
def test_the_lead_takes_nothing_back_on_which_a_desk_has_counted(moves):
    story = after([*OPEN, *moves])
    act = last_act(story.session, "lead")
    assert act is not None and not story.ask(LEAD, c.UndoAct(act.seq)).ok
    assert free(story, "t1") >= 0


def test_the_lead_gives_no_paper_back_to_somebody_who_was_struck():
    off = (LEAD, c.GivePapers("choose", 1, ("p1",), True)), (LEAD, c.GivePapers("choose", 1, ("p1",), False))
    story = after([*OPEN, *off, strike("p1")])
    act = last_act(story.session, "lead")
    assert act is not None and story.ask(LEAD, c.UndoAct(act.seq)).code == Refusal.UNDO_DEPENDS


def test_a_paper_is_published_under_its_receipt_and_its_number_and_table_are_nowhere():
    story = after([*OPEN, ballot("p1", "choose", "c6"), give("p2", "p5")])
    first = story.do(*read(DESK, "2-1", "c5")).answer["receipt"]
    assert story.do(*read(OTHER, "02-1", "c5")).answer["receipt"] == first, "both readers hold it against the paper"
    assert story.do(*read(DESK, "2-2", "c5")).answer["receipt"] != first
    story.play([read(OTHER, "2-2", "c5"), to("choose", "revealed")])
    sealed = state(story).sealed
    assert len(sealed) == 3 and first in {each.receipt for each in sealed}
    assert len({len(each.receipt) for each in sealed}) == 1, "paper looks as any ballot does"
    assert all("2-1" not in entry.body.decode() for entry in story.store.entries())


def test_after_the_seal_nobody_can_tell_which_paper_a_ballot_was():
    story = after([*OPEN, give("p2"), read(DESK, "2-1", "c5"), read(OTHER, "2-1", "c5"), to("choose", "revealed")])
    assert "choose" in story.keys.destroyed
    assert not any(
        known.answer != b"{}" for known in story.store.answers() if known.seat in ("r1", "r2") and known.secret
    )
    again = story.desk.ask(DESK, "m-last", c.ReadPaper("choose", 1, "2-1", {"c5": 1}))
    assert again.code == Refusal.PHASE_CLOSED
