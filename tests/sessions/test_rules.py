"""The rules that hold for every round: arriving, calling for help, being ready, who may ask what."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions import commands as c
from sessions import events as e
from sessions import rules
from sessions.decision import Ask
from sessions.kinds import elaborate, merge
from sessions.refusals import Refusal, Refused
from sessions.seat import LEAD, SCREEN, Role
from tests.story import CHOOSE_OPEN, GROUPS_OPEN, PROBLEMS, SHORT, SIGNED_UP, VOTED, after, card, seat, to

T1, P1, GUEST = seat("t1"), seat("p1"), seat("gabc")
LEADS = (
    c.MoveRound("hello", "open", "planned"),
    c.AddTime("hello", 1),
    c.ReplanDay({"hello": 4}),
    c.SendNotice("Пора"),
    c.EndCall("t1"),
    c.TakeCall("t1"),
    c.PauseClock("hello"),
    c.ResumeClock("hello"),
    c.ShowScene("lobby"),
    c.BlankScreen(True),
    c.Announce("x"),
    c.AdmitCards({}),
    c.HoldCard("c1"),
    c.RedactField("c1", "what"),
    c.SetLane("table", "approve"),
    c.AdmitNames(()),
    c.HoldName(1),
    c.PassDelays(),
    c.AdmitCard("c1"),
    c.HideCard("c1"),
    c.RestoreCard("c1"),
    c.RedactCard("c1"),
    c.RemoveSignUp("c5", 1),
    c.LetGuests(False),
    c.DrawLots("short", 1),
    c.OpenRunoff("short"),
    c.RepeatVote("short", 1),
    c.PickCards("short", ("c1",)),
    c.StepReveal("short", 1),
    c.ReviseScenario("x", "y"),
    c.PlaceCards("take", {"c1": ("t1",)}),
    c.ListPeople("seats", {"p1": "t1"}),
    c.ListPerson("seats", "p1", "t1"),
    c.LetText("day", "better", 0, True),
    c.OpenStraw("x", ("a", "b")),
    c.CloseStraw(1),
    c.HideStraw(1),
    c.CallStop("gallery", 2, 1),
    c.CallStage("problems", 1),
    c.AnswerHelp("t1"),
    c.ReissueSeat("t1"),
    *(
        step("pitches", "c1", 0)
        for step in (c.StartPitch, c.OpenQuestions, c.FinishPitch, c.SkipPitch, c.ReturnPitch, c.AddPitchTime)
    ),
    c.PausePitch("pitches", "c1"),
    c.ResumePitch("pitches", "c1"),
    c.GiveReply("pitches", "c1", "yes"),
    c.MarkQuestion("q1", "wall", "new"),
    c.AdmitQuestion("q1"),
    c.RedactQuestion("q1"),
    c.RedactNote("n1"),
    c.LetObservers("cards"),
    c.ReopenRound("problems", "carried"),
    c.RestartRound("problems", "carried"),
)


def test_a_seat_arrives_once():
    story = after([(T1, c.Arrive())])
    assert story.events[-1] == e.SeatArrived("t1")
    assert story.session.seats["t1"].arrived == story.wall_ms
    before = story.session.head
    story.do(T1, c.Arrive())
    assert story.session.head == before


def test_a_guest_becomes_a_seat_by_arriving():
    story = after([(GUEST, c.Arrive())])
    assert story.session.seats["gabc"].seat == GUEST
    assert GUEST.role is Role.GUEST


def test_a_seat_with_a_new_link_arrives_anew():
    story = after([(T1, c.Arrive()), c.ReissueSeat("t1")])
    assert (story.session.seats["t1"].generation, story.session.seats["t1"].arrived) == (2, None)
    story.do(T1, c.Arrive())
    assert story.session.seats["t1"].arrived == story.wall_ms
    assert story.no(LEAD, c.ReissueSeat("t99")) == Refusal.SEAT_UNKNOWN


def test_a_table_calls_for_help_and_the_lead_answers():
    story = after([(T1, c.CallHelp(True))])
    assert story.session.help == {"t1": story.wall_ms}
    story.play([(T1, c.CallHelp(True)), c.AnswerHelp("t1"), c.AnswerHelp("t1")])
    assert story.session.help == {}
    story.play([(T1, c.CallHelp(True)), (T1, c.CallHelp(False))])
    assert story.session.help == {}
    assert sum(isinstance(event, e.HelpCalled) for event in story.events) == 4


def test_ready_is_a_state_that_a_table_can_take_back():
    story = after([to("problems", "open"), (T1, c.MarkReady("problems", True)), (T1, c.MarkReady("problems", True))])
    assert list(story.round("problems").ready) == ["t1"]
    story.play([(T1, c.MarkReady("problems", False))])
    assert story.round("problems").ready == {}


@pytest.mark.parametrize("who", [LEAD, SCREEN, P1, GUEST], ids=lambda who: who.id)
def test_only_a_table_is_ready_or_calls_for_help(who):
    story = after([to("problems", "open")])
    assert story.no(who, c.MarkReady("problems", True)) == Refusal.SEAT_FOREIGN
    assert story.no(who, c.CallHelp(True)) == Refusal.SEAT_FOREIGN


@pytest.mark.parametrize("command", LEADS, ids=lambda command: type(command).__name__)
@pytest.mark.parametrize("who", [SCREEN, T1, P1, GUEST], ids=lambda who: who.id)
def test_the_leads_acts_are_the_leads(who, command):
    assert after([]).no(who, command) == Refusal.EVENT_UNKNOWN


def test_the_list_above_holds_every_act_of_the_lead():
    others = {c.Arrive, c.CallHelp, c.MarkReady, c.WithdrawSignUp, c.SubmitCard, c.ReviseCard, c.WithdrawCard}
    others |= {c.CastBallot, c.RankCards, c.SignUp, c.ObjectToTheme, c.AskQuestion, c.BackQuestion}
    others |= {c.ReadNotice, c.CallExpert, c.WriteNote, c.AnswerPoll, c.ForgetAnswers, c.AnswerStraw}
    others |= elaborate.PERMITS
    others |= {c.ChooseBest}
    others |= {c.MarkAttendance, c.RegisterPerson, c.RevisePerson, c.StrikePerson, c.BeginCheckIn}  # the desk's
    others |= {c.MovePerson, c.CloseTable, c.TakeList}
    others |= {c.GivePapers, c.ReadPaper, c.DropPaper, c.CountHands}  # and the lead's
    others |= {c.EnterCard, c.EnterBallot, c.EnterRanking, c.EnterBest, c.EnterAnswers, c.EnterSheet, c.EnterReady}
    others |= {c.EnterSignUp}
    others |= {*merge.PERMITS, c.SetSynonyms, c.UndoAct}  # the theme team's, too
    assert {type(command) for command in LEADS} == set(c.COMMANDS.values()) - others


def test_ready_is_for_the_live_round_only():
    story = after(PROBLEMS)
    assert story.no(T1, c.MarkReady("problems", True)) == Refusal.PHASE_CLOSED
    assert story.no(T1, c.MarkReady("hello", True)) == Refusal.ROUND_STALE
    assert story.no(T1, c.MarkReady("nowhere", True)) == Refusal.ROUND_UNKNOWN


SEATS = [LEAD, SCREEN, T1, seat("t3"), P1, seat("p9"), GUEST]
ids = st.sampled_from(["hello", "problems", "short", "solutions", "choose", "groups", "c1", "c5", "c9", "t1", "g", ""])
texts = st.sampled_from(["", "Темно", "x" * 200, "\u202e"])
anything = st.one_of(
    st.builds(
        c.MoveRound,
        ids,
        st.sampled_from(["open", "closed", "revealed", "carried", "skipped", "moon"]),
        st.sampled_from(["planned", "open", "closed", "revealed"]),
    ),
    st.builds(c.AddTime, ids, st.integers(-1000, 1000)),
    st.builds(c.ShowScene, st.sampled_from(["auto", "lobby", "result", "group", "x"]), st.none() | ids),
    st.builds(c.Announce, texts),
    st.builds(c.HideCard, ids, texts),
    st.builds(c.RedactCard, ids),
    st.builds(c.RemoveSignUp, ids, st.integers(1, 12)),
    st.builds(c.LetGuests, st.booleans()),
    st.builds(c.DrawLots, ids, st.integers(0, 9)),
    st.builds(c.SubmitCard, ids, st.dictionaries(st.sampled_from(["title", "sphere", "x"]), texts), st.none() | ids),
    st.builds(c.ReviseCard, ids, st.dictionaries(st.sampled_from(["title"]), texts), st.integers(0, 3)),
    st.builds(c.WithdrawCard, ids),
    st.builds(c.CastBallot, ids, st.dictionaries(ids, st.integers(1, 2))),
    st.builds(c.MarkReady, ids, st.booleans()),
    st.builds(c.CallHelp, st.booleans()),
    st.builds(c.SignUp, ids, ids, st.sampled_from(["leader", "member", "x"]), texts, texts, st.just(("processing",))),
    st.builds(c.WithdrawSignUp, ids),
    st.builds(c.ReissueSeat, ids),
    st.builds(c.Arrive),
)
STORIES = [(), (to("problems", "open"), card("t1", "x")), SHORT, CHOOSE_OPEN, VOTED, GROUPS_OPEN, SIGNED_UP]


@settings(max_examples=300)
@given(st.sampled_from(range(len(STORIES))), st.sampled_from(SEATS), anything)
def test_deciding_reads_and_never_writes(which, who, command):
    story = _STORIES[which]
    session, people = story.session, story.people
    before = copy.deepcopy(session)
    ask = Ask(who, 1, 1, "boot-1", people, story.desk.handle, lambda n: 5)
    answers = []
    for _ in range(2):
        try:
            answers.append(rules.decide(session, ask, command))
        except Refused as no:
            answers.append((no.code, no.facts))
    assert session == before, "the rules wrote to the session"
    assert answers[0] == answers[1], "the same question had two answers"


_STORIES = [after(moves) for moves in STORIES]
