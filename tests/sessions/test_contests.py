"""One contest after another in a round: runoffs, votes held again, picks by hand, and a result shown place by place."""

import importlib.util

import msgspec
import pytest

from audience.view import common as phone
from audience.view import sealed_view
from live.result import result_view
from sessions import commands as c
from sessions import events as e
from sessions.contests import Veil, veil
from sessions.keys import FileKeys
from sessions.phases import Phase
from sessions.refusals import Refusal
from sessions.restore import replay
from sessions.seat import LEAD
from sessions.store import Store
from tests.looking import reading_of
from tests.secrecy import nobody_learns_a_choice, nobody_learns_a_place
from tests.story import MINI, PROBLEMS, ROOT, SOLUTIONS, after, ballot, card, seat, to

_spec = importlib.util.spec_from_file_location("recount", ROOT / "docs" / "recount.py")
assert _spec and _spec.loader
recount = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(recount)

RUNOFF = MINI.replace('tie = ["breadth", "include:3", "draw"]', 'tie = ["runoff", "draw"]')
MANUAL = MINI.replace(
    'carry = {rule = "top", k = 2, tie = ["breadth", "include:3", "draw"]}', 'carry = {rule = "manual"}'
)
T1, T2, P1 = seat("t1"), seat("t2"), seat("p1")
OPEN_SHORT = (*PROBLEMS, to("short", "open"))
LEVEL = (  # c2 is through; c1, c3 and c4 stand level for one place
    *OPEN_SHORT,
    ballot("t1", "short", "c2", "c1"),
    ballot("t2", "short", "c2", "c3"),
    ballot("t3", "short", "c4"),
    to("short", "revealed"),
)
RUN = (*LEVEL, c.OpenRunoff("short"))
SECRET_LEVEL = (  # c5, c6 and c7 stand level for two places
    *SOLUTIONS,
    to("choose", "open"),
    *(ballot(f"p{no}", "choose", f"c{5 + no % 3}") for no in range(1, 10)),
    to("choose", "revealed"),
)


def vote(elector, round_id, *cards, contest=2):
    return seat(elector), c.CastBallot(round_id, dict.fromkeys(cards, 1), contest=contest)


def recounted(story):
    said = []
    assert recount.main(story.path, said.append) == 0, said
    return "\n".join(said)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "day.sqlite"


# -- the runoff --------------------------------------------------------------------------------------------


def test_a_tie_waits_for_the_runoff_and_for_nothing_else():
    story = after(LEVEL, RUNOFF)
    outcome = story.outcome("short")
    assert (outcome.passed, outcome.pending, outcome.places, outcome.waits) == (
        ("c2",),
        ("c1", "c3", "c4"),
        1,
        "runoff",
    )
    assert story.no(LEAD, c.DrawLots("short", 1)) == Refusal.RUNOFF_NEEDED
    assert story.no(LEAD, c.MoveRound("short", "carried", "revealed")) == Refusal.RUNOFF_NEEDED


def test_a_runoff_opens_on_the_tied_cards_alone_with_a_short_clock_and_an_empty_box():
    story = after(LEVEL, RUNOFF.replace('electors = "table"', 'electors = "table"\nrunoff_minutes = 3'))
    story.play([c.OpenRunoff("short")])
    state, clock = story.round("short"), story.session.clock
    assert (state.phase, state.contest, state.contest_kind, state.places) == (Phase.OPEN, 2, "runoff", 1)
    assert (state.tied, state.ballots, state.outcome) == (("c1", "c3", "c4"), {}, None)
    assert (clock.round, clock.left_ms, clock.running) == ("short", 180_000, True)
    assert story.no(T1, c.CastBallot("short", {"c2": 1}, contest=2)) == Refusal.CARD_UNKNOWN
    assert story.no(T1, c.CastBallot("short", {"c1": 1, "c3": 1}, contest=2)) == Refusal.BALLOT_OVER_LIMIT
    assert story.no(T1, c.CastBallot("short", {"c1": 2}, contest=2)) == Refusal.PAYLOAD_TYPES
    assert story.no(P1, c.CastBallot("short", {"c1": 1}, contest=2)) == Refusal.BALLOT_NOT_ELECTOR
    assert story.no(LEAD, c.OpenRunoff("short")) == Refusal.RUNOFF_NOT_NEEDED


def test_a_ballot_of_the_first_vote_that_comes_late_is_not_counted_in_the_runoff():
    story = after(RUN, RUNOFF)
    assert story.no(T1, c.CastBallot("short", {"c1": 1})) == Refusal.BALLOT_STALE
    assert story.no(T1, c.CastBallot("short", {"c1": 1}, contest=3)) == Refusal.BALLOT_STALE


def test_the_runoff_decides_and_the_first_count_stays(path):
    story = after(
        [*RUN, *(vote(t, "short", "c3") for t in ("t1", "t2")), vote("t3", "short", "c4"), to("short", "revealed")],
        RUNOFF,
        path=path,
    )
    outcome, first = story.outcome("short"), story.round("short").past[0]
    assert (outcome.passed, outcome.pending) == (("c2", "c3"), ())
    assert [step.step for step in outcome.tie] == ["score", "runoff"]
    assert outcome.tie[-1].values == {"c3": 2, "c4": 1, "c1": 0}
    assert (outcome.runoff.ballots, outcome.scores) == (3, first.outcome.scores)
    assert (first.no, first.kind, first.outcome.pending) == (1, "first", ("c1", "c3", "c4"))
    assert first.ballots == {"t1": {"c1": 1, "c2": 1}, "t2": {"c2": 1, "c3": 1}, "t3": {"c4": 1}}
    story.play([to("short", "carried")])
    assert story.session.pools["chosen"] == ("c2", "c3")
    assert "short: runoff, 3 ballots" in recounted(story)


def test_what_is_level_in_the_runoff_too_is_drawn_with_the_seal_of_its_own_close(path):
    story = after(
        [*RUN, vote("t1", "short", "c1"), vote("t2", "short", "c3"), to("short", "revealed")], RUNOFF, path=path
    )
    outcome = story.outcome("short")
    assert (outcome.pending, outcome.places, outcome.waits) == (("c1", "c3"), 1, "draw")
    assert outcome.head == story.round("short").closed_head != story.round("short").past[0].outcome.head
    assert story.no(LEAD, c.OpenRunoff("short")) == Refusal.RUNOFF_NOT_NEEDED
    story.play([c.DrawLots("short", 4711), to("short", "carried")])
    assert [step.step for step in story.outcome("short").tie] == ["score", "runoff", "draw"]
    assert "c4" in story.outcome("short").rest
    recounted(story)


def test_a_runoff_in_which_nobody_marks_anything_goes_on_to_the_draw(path):
    story = after([*RUN, vote("t1", "short"), to("short", "revealed")], RUNOFF, path=path)
    outcome = story.outcome("short")
    assert (set(outcome.pending), outcome.waits, outcome.runoff.blank) == ({"c1", "c3", "c4"}, "draw", 1)
    recounted(story)


def test_a_card_hidden_in_the_runoff_takes_no_place_from_another(path):
    story = after(
        [*RUN, vote("t1", "short", "c1"), vote("t2", "short", "c1"), c.HideCard("c1"), to("short", "revealed")],
        RUNOFF,
        path=path,
    )
    assert story.outcome("short").pending == ("c3", "c4")
    assert "c1" in story.outcome("short").rest
    recounted(story)


def test_the_people_have_a_box_of_their_own_in_the_runoff_and_its_key_goes_with_it(path, tmp_path):
    keys = FileKeys(tmp_path / "keys")
    keys.begin()
    story = after([*SECRET_LEVEL, c.OpenRunoff("choose")], RUNOFF, path=path, keys=keys)
    assert not (tmp_path / "keys" / "box-choose.key").exists()
    first = {each.receipt for each in story.round("choose").past[0].sealed}
    receipt = story.do(P1, c.CastBallot("choose", {"c5": 1, "c6": 1}, contest=2)).answer["receipt"]
    again = story.do(P1, c.CastBallot("choose", {"c5": 1}, contest=2)).answer["receipt"]
    assert receipt == again not in first
    assert {box: set(ballots) for box, ballots in story.session.boxes.items()} == {
        "choose~2": {story.desk.handle("choose~2", "p1")}
    }
    boxes = {each.name for each in (tmp_path / "keys").iterdir() if each.name.startswith("box-")}
    assert boxes == {"box-choose~2.key"}, "a runoff has a key of its own, and the first one stays destroyed"
    story.reopen()
    assert len(story.session.boxes["choose~2"]) == 1
    assert any(known.secret == "choose~2" for known in story.store.answers())
    story.play([to("choose", "revealed")])
    assert story.session.boxes == {} and list(story.store.box()) == []
    assert not (tmp_path / "keys" / "box-choose~2.key").exists()
    assert not any(b"receipt" in known.answer or known.secret for known in story.store.answers())
    (sealed,) = [event for event in story.events if isinstance(event, e.BallotsSealed) and event.contest == 2]
    assert sealed.ballots == (e.SealedBallot(receipt, {"c5": 1}),)
    recounted(story)


def test_a_key_that_was_left_over_from_a_runoff_is_destroyed_at_the_next_start(path, tmp_path):
    keys = FileKeys(tmp_path / "keys")
    keys.begin()
    story = after(
        [*SECRET_LEVEL, c.OpenRunoff("choose"), vote("p1", "choose", "c5"), to("choose", "revealed")],
        RUNOFF,
        path=path,
        keys=keys,
    )
    for name in ("choose", "choose~2"):
        keys.box(name, empty=True)
    story.reopen()
    assert {each.name for each in (tmp_path / "keys").iterdir()} == {"people.key", "seats.key"}


def test_hands_in_a_runoff_are_no_more_than_people_times_places(path):
    hands = RUNOFF.replace('electors = "table"\nlimit = 3', 'electors = "table_tally"')
    level = [
        *OPEN_SHORT,
        (T1, c.CastBallot("short", {"c1": 2, "c2": 2, "c3": 2})),
        to("short", "revealed"),
        c.OpenRunoff("short"),
    ]
    story = after(level, hands, path=path)
    assert story.round("short").places == 2
    assert story.no(T1, c.CastBallot("short", {"c1": 3, "c2": 3, "c3": 1}, contest=2)) == Refusal.BALLOT_OVER_LIMIT
    story.play([(T1, c.CastBallot("short", {"c1": 3, "c2": 2, "c3": 1}, contest=2)), to("short", "revealed")])
    assert story.outcome("short").passed == ("c1", "c2")
    recounted(story)


def test_own_marks_do_not_count_in_the_runoff_where_they_do_not_count_at_all(path):
    scenario = RUNOFF.replace('electors = "table"', 'electors = "table"\nown = "exclude"')
    story = after(
        [
            *OPEN_SHORT,
            ballot("t1", "short", "c2", "c3"),
            ballot("t2", "short", "c1", "c3"),
            ballot("t3", "short", "c1", "c2"),
            to("short", "revealed"),
            c.OpenRunoff("short"),
            vote("t1", "short", "c1"),
            vote("t2", "short", "c2"),
            vote("t3", "short", "c1"),
            to("short", "revealed"),
        ],
        scenario,
        path=path,
    )
    assert story.outcome("short").tie[-1].values == {"c1": 1, "c2": 0, "c3": 0}
    recounted(story)


def test_other_rounds_wait_while_a_runoff_is_open_and_it_waits_for_them():
    story = after([*RUN], RUNOFF)
    assert story.no(LEAD, c.MoveRound("groups", "open", "planned")) == Refusal.ROUND_OTHER_LIVE
    other = after([*PROBLEMS[1:], *LEVEL[len(PROBLEMS) :]], RUNOFF)
    other.play([to("hello", "open")])
    assert other.no(LEAD, c.OpenRunoff("short")) == Refusal.ROUND_OTHER_LIVE


# -- a vote held again -------------------------------------------------------------------------------------

VOTED_ONCE = (*OPEN_SHORT, ballot("t1", "short", "c1", "c2"), ballot("t2", "short", "c1"))


@pytest.mark.parametrize("phase", ["revealed", "carried"])
def test_a_vote_is_held_again_with_an_empty_box_and_the_first_one_stays(phase, path):
    story = after([*VOTED_ONCE, to("short", phase)], path=path)
    story.play([c.RepeatVote("short", 1, "Половина зала не слышала вопрос")])
    state = story.round("short")
    assert (state.phase, state.contest, state.contest_kind) == (Phase.PLANNED, 2, "repeat")
    assert (state.ballots, state.outcome, state.opened_at) == ({}, None, None)
    assert story.session.current == "problems"
    (first,) = state.past
    assert (first.outcome.passed, first.reason) == (("c1", "c2"), "Половина зала не слышала вопрос")
    story.play([to("short", "open")])
    assert story.session.clock.left_ms == 5 * 60_000
    story.play([vote("t3", "short", "c4"), to("short", "carried")])
    assert (story.outcome("short").passed, story.session.pools["chosen"]) == (("c4",), ("c4",))
    told = recounted(story)
    assert "short: voted again, vote 2 of the round" in told


def test_a_vote_held_again_takes_the_cards_that_are_there_now():
    story = after([*VOTED_ONCE, to("short", "revealed"), c.HideCard("c1"), c.RepeatVote("short", 1)])
    story.play([to("short", "open")])
    assert story.no(T1, c.CastBallot("short", {"c1": 1}, contest=2)) == Refusal.CARD_UNKNOWN
    assert story.round("short").past[0].cards == ("c1", "c2", "c3", "c4")


def test_two_hands_repeat_a_vote_once_and_nothing_is_repeated_too_early():
    story = after([*VOTED_ONCE])
    assert story.no(LEAD, c.RepeatVote("short", 1)) == Refusal.REPEAT_TOO_EARLY
    story.play([to("short", "closed")])
    assert story.no(LEAD, c.RepeatVote("short", 1)) == Refusal.REPEAT_TOO_EARLY
    story.play([to("short", "revealed"), c.RepeatVote("short", 1)])
    assert story.no(LEAD, c.RepeatVote("short", 1)) == Refusal.PHASE_MOVED
    assert story.no(LEAD, c.RepeatVote("problems", 1)) == Refusal.ROUND_UNKNOWN


def test_a_vote_is_not_repeated_under_the_feet_of_a_round_that_is_being_played():
    story = after([*VOTED_ONCE, to("short", "carried"), to("solutions", "open")])
    assert story.no(LEAD, c.RepeatVote("short", 1)) == Refusal.ROUND_OTHER_LIVE
    story.play([card("t1", "Фонари", "solutions", "c1"), to("solutions", "carried"), c.RepeatVote("short", 1)])
    assert story.round("short").phase is Phase.PLANNED


def test_a_runoff_belongs_to_the_vote_before_it_also_where_that_was_held_again(path):
    story = after(RUN, RUNOFF, path=path)
    story.play([vote("t1", "short", "c1"), to("short", "revealed"), c.RepeatVote("short", 2), to("short", "open")])
    for table, cards in (("t1", ("c3", "c4")), ("t2", ("c3", "c1"))):
        story.play([vote(table, "short", *cards, contest=3)])
    story.play([to("short", "revealed"), c.OpenRunoff("short"), vote("t1", "short", "c4", contest=4)])
    story.play([to("short", "carried")])
    assert [(each.no, each.kind) for each in story.round("short").past] == [(1, "first"), (2, "runoff"), (3, "repeat")]
    assert story.outcome("short").passed == ("c3", "c4")
    recounted(story)


def test_a_day_with_many_votes_replays_to_the_same_state(path):
    test_a_runoff_belongs_to_the_vote_before_it_also_where_that_was_held_again(path)
    store = Store(path)
    entries = list(store.entries())
    state = replay(entries[0], entries[1:]).rounds["short"]
    store.close()
    assert (state.contest, len(state.past), state.outcome.passed) == (4, 3, ("c3", "c4"))


# -- by hand -----------------------------------------------------------------------------------------------


def test_by_hand_nothing_goes_on_until_the_lead_has_picked(path):
    story = after([*VOTED_ONCE, to("short", "revealed")], MANUAL, path=path)
    outcome = story.outcome("short")
    assert (outcome.passed, set(outcome.pending), outcome.waits) == ((), {"c1", "c2", "c3", "c4"}, "pick")
    assert story.no(LEAD, c.MoveRound("short", "carried", "revealed")) == Refusal.PICK_NEEDED
    assert story.no(LEAD, c.DrawLots("short", 1)) == Refusal.DRAW_NOT_NEEDED
    story.play([c.PickCards("short", ("c4", "c1"), "Обе по силам району")])
    assert story.no(LEAD, c.DrawLots("short", 1)) == Refusal.DRAW_NOT_NEEDED
    story.play([c.PickCards("short", ("c3", "c1"), "Обе по силам району")])
    outcome = story.outcome("short")
    assert (outcome.passed, outcome.rest, outcome.pending) == (("c3", "c1"), ("c2", "c4"), ())
    assert outcome.reason == "Обе по силам району"
    head = story.session.head
    story.play([c.PickCards("short", ("c3", "c1"), "Обе по силам району")])
    assert story.session.head == head
    story.play([to("short", "carried")])
    assert story.session.pools["chosen"] == ("c3", "c1")
    assert story.no(LEAD, c.PickCards("short", ("c1",))) == Refusal.PICK_NOT_NEEDED
    assert "short: picked by hand (Обе по силам району): c3, c1" in recounted(story)


def test_what_may_be_picked():
    most = MANUAL.replace('"manual"', '"manual", k = 2')
    story = after([*VOTED_ONCE, to("short", "revealed"), c.HideCard("c4")], most)
    assert story.no(LEAD, c.PickCards("short", ("c1", "c2", "c3"))) == Refusal.PICK_LIMIT
    assert story.no(LEAD, c.PickCards("short", ("c1", "c1"))) == Refusal.PAYLOAD_TYPES
    assert story.no(LEAD, c.PickCards("short", ("c4",))) == Refusal.CARD_UNKNOWN
    assert story.no(LEAD, c.PickCards("short", ("c9",))) == Refusal.CARD_UNKNOWN
    by_rule = after([*VOTED_ONCE, to("short", "revealed")])
    assert by_rule.no(LEAD, c.PickCards("short", ("c1",))) == Refusal.PICK_NOT_NEEDED


def test_the_gate_holds_for_the_lead_too():
    scenario = MANUAL.replace(
        'electors = "table"\nlimit = 3\ncarry = {rule = "manual"}',
        'electors = "table"\nmethod = "score"\ncriteria = [{id = "own", label = "По силам"}]\n'
        'carry = {rule = "manual", gate = "own.mean >= 3"}',
    )
    story = after(
        [*OPEN_SHORT, (T1, c.CastBallot("short", {}, {"c1": {"own": 5}, "c2": {"own": 2}})), to("short", "revealed")],
        scenario,
    )
    assert story.outcome("short").pending == ("c1",)
    assert story.no(LEAD, c.PickCards("short", ("c1", "c2"))) == Refusal.CARD_UNKNOWN
    story.play([c.PickCards("short", ("c1",))])
    assert story.no(LEAD, c.PickCards("short", ("c2",))) == Refusal.CARD_UNKNOWN


# -- place by place ----------------------------------------------------------------------------------------

STEPS = MINI.replace("k = 2, tie", "k = 3, tie")
CLOSED = (
    *OPEN_SHORT,
    ballot("t1", "short", "c1", "c2", "c3"),
    ballot("t2", "short", "c1", "c2"),
    ballot("t3", "short", "c1", "c4"),
    to("short", "closed"),
)


def shown(story, round_id="short"):
    view = result_view(story.session, story.round(round_id))
    return [(row["card"]["id"], row["state"]) for row in view["rows"]], view["unnamed"]


def test_places_are_shown_from_the_last_to_the_first():
    story = after([*CLOSED, c.HideCard("c4"), c.StepReveal("short", 0)], STEPS)
    assert story.round("short").phase is Phase.REVEALED
    assert shown(story) == ([], 3)
    story.play([c.StepReveal("short", 1)])
    assert shown(story) == ([("c3", "in")], 2)
    story.play([c.StepReveal("short", 1), c.StepReveal("short", 1)])
    assert shown(story)[1] == 2, "two consoles that ask for the same place show it once"
    story.play([c.StepReveal("short", 2)])
    assert shown(story) == ([("c2", "in"), ("c3", "in")], 1)
    assert story.no(LEAD, c.MoveRound("short", "carried", "revealed")) == Refusal.REVEAL_UNFINISHED
    story.play([c.StepReveal("short", 500)])
    assert shown(story) == ([("c1", "in"), ("c2", "in"), ("c3", "in")], 0)
    story.play([to("short", "carried")])


def test_nothing_is_hidden_again_and_at_once_is_at_once():
    story = after([*CLOSED, c.StepReveal("short", 0), c.StepReveal("short", 2)], STEPS)
    head = story.session.head
    story.play([c.StepReveal("short", 1), c.StepReveal("short", 0)])
    assert story.session.head == head
    at_once = after([*CLOSED, to("short", "revealed")], STEPS)
    head = at_once.session.head
    at_once.play([c.StepReveal("short", 0), c.StepReveal("short", 3)])
    assert (at_once.session.head, veil(at_once.round("short"))) == (head, Veil())


def test_what_is_level_at_the_line_is_shown_first_and_decided_before_the_places_above():
    story = after([*LEVEL[:-1], to("short", "closed"), c.StepReveal("short", 0)], RUNOFF)
    assert shown(story) == ([], 2)
    story.play([c.StepReveal("short", 1)])
    assert shown(story) == ([("c1", "tied"), ("c3", "tied"), ("c4", "tied")], 1)
    story.play([c.OpenRunoff("short"), vote("t1", "short", "c3"), to("short", "revealed")])
    rows, unnamed = shown(story)
    assert (rows, unnamed) == ([("c3", "in"), ("c1", "out"), ("c4", "out")], 1)
    story.play([c.StepReveal("short", 2)])
    assert shown(story) == ([("c2", "in"), ("c3", "in"), ("c1", "out"), ("c4", "out")], 0)


def test_who_was_drawn_before_a_step_has_been_named():
    level = RUNOFF.replace('"runoff", "draw"', '"draw"')
    story = after([*LEVEL[:-1], to("short", "closed"), c.StepReveal("short", 0), c.DrawLots("short", 7)], level)
    rows, unnamed = shown(story)
    assert (len(rows), unnamed, rows[0][1]) == (3, 1, "in")


def test_places_without_one_order_are_not_shown_one_by_one():
    by_table = STEPS.replace('rule = "top", k = 3', 'rule = "per_table", k = 1').replace('"include:3", ', "")
    assert after(CLOSED, by_table).no(LEAD, c.StepReveal("short", 0)) == Refusal.REVEAL_AT_ONCE


def test_the_tie_path_is_told_when_all_it_names_are():
    three = MINI.replace("k = 2, tie", "k = 3, tie").replace('"include:3"', '"include:4"')
    moves = [
        *OPEN_SHORT,
        ballot("t1", "short", "c1", "c2", "c3"),
        ballot("t2", "short", "c1", "c4"),
        to("short", "closed"),
        c.StepReveal("short", 0),
        c.StepReveal("short", 2),
    ]
    story = after(moves, three)
    view = result_view(story.session, story.round("short"))
    assert (view["tie"], view["unnamed"], view["blank"]) == ([], 2, None)
    story.play([c.StepReveal("short", 3)])
    view = result_view(story.session, story.round("short"))
    assert ([step["step"] for step in view["tie"]], view["unnamed"]) == (["score", "breadth", "include"], 1)


LOOKERS = ("t1", "t2", "p1", "p2", "gaaa")


@pytest.mark.parametrize("electors", ["table", "person"])
def test_no_screen_knows_a_place_before_it_is_named(electors):
    """After every step of a reveal, with a tie and a runoff in the middle of it."""
    scenario = RUNOFF.replace("k = 2, tie", "k = 3, tie").replace('electors = "table"', f'electors = "{electors}"')
    voters = ("t1", "t2", "t3") if electors == "table" else ("p1", "p2", "p3")
    story = after([*PROBLEMS[:-1], card("t2", "Пятая", sphere="eco"), PROBLEMS[-1], to("short", "open")], scenario)
    for voter, cards in zip(voters, (("c1", "c2", "c3"), ("c1", "c2", "c4"), ("c1", "c5")), strict=True):
        story.play([ballot(voter, "short", *cards)])
    story.play([to("short", "closed")])
    moves = [
        c.StepReveal("short", 0),
        c.StepReveal("short", 1),
        c.OpenRunoff("short"),
        vote(voters[0], "short", "c4"),
        to("short", "closed"),
        to("short", "revealed"),
        c.StepReveal("short", 2),
        c.StepReveal("short", 3),
    ]
    seen = []
    for move in moves:
        story.play([move])
        nobody_learns_a_choice(story, LOOKERS)
        nobody_learns_a_place(story, LOOKERS)
        view = result_view(story.session, story.round("short"))
        seen.append(view and view["unnamed"])
        sealed = sealed_view(story.round("short"))
        assert bool(sealed) == (electors == "person" and seen[-1] == 0)
    assert seen == [3, 2, None, None, None, 2, 1, 0]


def test_the_receipts_of_every_vote_of_a_round_are_there_to_be_found():
    story = after([*SECRET_LEVEL, c.OpenRunoff("choose"), vote("p1", "choose", "c5")], RUNOFF)
    assert sealed_view(story.round("choose")) is None
    story.play([vote("p2", "choose", "c6"), to("choose", "revealed")])
    votes = sealed_view(story.round("choose"))
    assert [(each["box"], each["kind"], len(each["ballots"])) for each in votes] == [
        ("choose", "first", 9),
        ("choose~2", "runoff", 2),
    ]
    story.play([c.RepeatVote("choose", 2), to("choose", "open"), vote("p1", "choose", "c5", contest=3)])
    story.play([to("choose", "closed"), c.StepReveal("choose", 0), c.RepeatVote("choose", 3), to("choose", "open")])
    story.play([vote("p1", "choose", "c6", contest=4), to("choose", "revealed")])
    votes = sealed_view(story.round("choose"))
    assert [each["no"] for each in votes] == [1, 2, 4], (
        "of the third the hall was told nothing before it was held again"
    )


def test_a_vote_whose_tie_was_decided_before_it_was_told_is_told_with_its_runoff():
    """Held again afterwards, both are in the list of receipts: in the end the hall saw all of it."""
    story = after([*SECRET_LEVEL[:-1], to("choose", "closed"), c.StepReveal("choose", 0)], RUNOFF)
    story.play(
        [c.OpenRunoff("choose"), vote("p1", "choose", "c5"), vote("p2", "choose", "c6"), to("choose", "revealed")]
    )
    assert veil(story.round("choose")) == Veil()
    story.play([c.RepeatVote("choose", 2), to("choose", "open"), vote("p1", "choose", "c5", contest=3)])
    story.play([to("choose", "revealed")])
    assert [each["no"] for each in sealed_view(story.round("choose"))] == [1, 2, 3]


def test_events_of_votes_held_again_are_read_as_they_were_written():
    for event in (
        e.BallotCast("short", "t1", {"c1": 1}, contest=2),
        e.RunoffOpened("short", ("c1",), 1),
        e.VoteRepeated("short", ""),
        e.PlacesShown("short", 3),
    ):
        assert e.decode(type(event).__name__, 1, e.encode(event)) == event
    assert b"contest" not in e.encode(e.BallotCast("short", "t1", {"c1": 1}))
    assert msgspec.json.decode(b'{"step":"draw","places":1,"values":{},"passed":[],"left":[]}') is not None


def test_secret_ballots_of_a_vote_that_was_not_counted_are_sealed_and_told_to_nobody(path):
    voted = (to("choose", "open"), ballot("p1", "choose", "c5"), ballot("p2", "choose", "c6"))
    story = after([*SOLUTIONS, *voted], path=path)
    story.play(
        [c.ReopenRound("solutions", "carried"), card("t1", "Ещё", "solutions", "c1"), to("solutions", "carried")]
    )
    story.play([c.RepeatVote("choose", 1)])
    state = story.round("choose")
    assert not story.session.boxes and story.keys.destroyed == {"choose"}
    assert len(state.past[0].sealed) == 2 and not state.past[0].whole
    story.do(LEAD, c.MoveRound("choose", "open", "planned"))
    story.do(seat("p1"), c.CastBallot("choose", {"c8": 1}, contest=2))
    story.play([to("choose", "carried")])
    shown = phone(reading_of(story))
    assert [each["no"] for each in shown["sealed"]] == [2]
    recounted(story)
