"""The chain: each entry stands on the one before, and covers its body only through a salted digest."""

import hashlib

import msgspec
import pytest

from sessions import events as e
from sessions.journal import GENESIS, entry, kind, link, short
from sessions.outcome import CardScore, Outcome, TieStep

OUTCOME = Outcome(
    electors=12,
    ballots=11,
    blank=1,
    quorum=10,
    scores=(CardScore("c2", 5, 4, 1), CardScore("c1", 5, 4, 1)),
    passed=("c2",),
    rest=(),
    pending=("c1",),
    places=1,
    tie=(TieStep("breadth", 1, {"c2": 4, "c1": 4}, (), ("c2", "c1")),),
    head="ab" * 32,
)
EVENTS = [
    e.SessionStarted("[scenario]", "s", 12, 140, "seed"),
    e.SeatArrived("t4"),
    e.SeatReissued("p7", 2),
    e.RoundMoved("problems", "open"),
    e.ClockSet("problems", -500, 600_000, True, 123, "boot", True),
    e.SceneShown("group", "c1"),
    e.ScreenBlanked(True),
    e.Announced("Перерыв"),
    e.CardSubmitted("c1", "problems", "t4", {"title": "Темно", "place": "парк"}, None, True),
    e.CardSubmitted("c2", "problems", "t4", {"title": "Сыро"}, None, False, "delay", e.Delay(20_000, 5, "boot"), 47),
    e.CardRevised("c1", {"title": "Темно вечером"}, 2, "approve", None, 47),
    e.CardWithdrawn("c1"),
    e.CardSubmitted("c3", "topics", "t2", {"title": "Зима", "row": "near"}, None, True, "at_once", None, 7, "p7"),
    e.CardJoined("topics", "topics", "c3"),
    e.RotationDrawn("gallery", ({"t1": "c2", "t2": "c1"}, {"t1": "c3"}), 2_400_000),
    e.StopCalled("gallery", 2, 1_800_000),
    e.StageCalled("problems", None, 600_000),
    e.BestChosen("solutions", "t1", ("c2",)),
    e.CardAdmitted("c1"),
    e.CardHeld("c1"),
    e.LaneSet("table", "approve"),
    e.NameGiven("p7", "delay", e.Delay(20_000, 5, "boot")),
    e.NameAdmitted("p7"),
    e.NameHeld("p7"),
    e.CardHidden("c1", "имя"),
    e.CardRestored("c1"),
    e.EntryRedacted(7, "c1", "0" * 64),
    e.EntryRedacted(7, "c1", "0" * 64, "what"),
    e.EntryRedacted(7, "c1", "0" * 64, note="n1"),
    e.NoteWritten("n1", "c1", "x2", "Узнайте, чья земля", "problems"),
    e.ObserversLet("progress"),
    e.SheetSaved("sheet1", "c1", "t4", {"title": "Свет", "costs": (("Лампы", "18000"),)}, 3),
    e.CommentAnswered("sheet2", "c9", "c1", "t4", None),
    e.GuestsLet(False),
    e.PapersGiven("choose", 1, ("p1",), True),
    e.HandsCounted("choose", 1, "t4", 9, {"c1": 5}),
    e.PeopleRegistered(("p1", "p141")),
    e.BadgesKept((141, 142)),
    e.PersonStruck("p141"),
    e.AttendanceMarked(("p1", "p2"), True),
    e.CheckInBegun(2),
    e.PersonMoved("p1", "t4"),
    e.TableClosed("t4", True),
    e.CardsMerged("themes", "m1", ("c1", "c2"), "Свет"),
    e.CardsSplit("themes", ("c2",)),
    e.CardsSetAside("themes", ("m1",), "administration"),
    e.CardsBroughtBack("themes", ("m1",)),
    e.ThemeRenamed("m1", "Тёмные дворы", 2),
    e.CardsToldApart("themes", ("c1", "m1"), True),
    e.ObjectionRaised("themes", "c1", "t4", None, "Это не про то"),
    e.ObjectionDropped("themes", "c1"),
    e.NoticeSent(1, "Осталось три минуты", ("t1", "t2")),
    e.NoticeRead(1, "t2"),
    e.ExpertCalled("t4", "чья это земля"),
    e.ExpertCallTaken("t4", "x1"),
    e.ExpertCallTaken("t4", None),
    e.ExpertCallEnded("t4"),
    e.DayReplanned({"short": 5}),
    e.ScenarioRevised("[scenario]", 1, 0, 2, 0),
    e.CardsRanked("take", "t1", ("c2", "c1")),
    e.AssignmentRevealed("take", {"c1": ("t1",)}, {"p7": "t2"}),
    e.CardsPlaced("take", {"c1": ("t2", "t3")}),
    e.PeopleListed("seats", {"p7": "t2"}),
    e.PeopleSeated("seats", {"p7": "t2"}),
    e.CardsAssigned("take", {"c1": ("t1", "t2")}),
    e.SynonymsSet(("мусор, отходы",)),
    e.CarryUndone("short", None),
    e.RoundReopened("problems", 2),
    e.RoundRestarted("solutions", 2),
    e.RestartUndone("solutions", "closed", 12),
    e.QueueDrawn("pitches", ("c2", "c1"), "ab" * 32, 1),
    e.PitchMoved("pitches", "c1", "waits", ("c2", "c1")),
    e.PitchClockSet("pitches", "c1", 30_000, 60_000, True, 123, "boot"),
    e.ReplyGiven("promises", "c1", "partly", "2026-09-01", "Дадим инвентарь"),
    e.PitchesGraded("pitches", 4, 3, (CardScore("c1", 4, 3, 1),), {"c1": ("t1",)}),
    e.QuestionAsked("q1", "talk", "t4", "Сколько стоит?", "", "delay", e.Delay(20_000, 5, "boot")),
    e.QuestionBacked("q1", "p7", True),
    e.QuestionMarked("q1", "wall"),
    e.QuestionAdmitted("q1"),
    e.ActUndone(17, 2),
    e.ReadyMarked("problems", "t4", True),
    e.HelpCalled("t4", False),
    e.BallotCast("short", "t4", {"c1": 1}),
    e.BallotsSealed("choose", (e.SealedBallot("K7M-2XB", {"c1": 1}),), {"c1": ("t1", "t4")}),
    e.TallyRevealed("short", OUTCOME),
    e.LotsDrawn("short", 4711, "cd" * 32, OUTCOME),
    e.RunoffOpened("short", ("c1", "c2"), 1),
    e.VoteRepeated("short", "Не слышали вопрос"),
    e.CardsPicked("short", OUTCOME),
    e.PlacesShown("short", 3),
    e.TableAnswered("needs", "t4", {"more": ("time", "quiet"), "minutes": 25, "word": "Тише"}),
    e.PollSealed(
        "after",
        e.Count(9, (e.QuestionCount("ready", {"yes": (7, 7), "no": (0, 4)}, ("Свет",)),)),
        e.Count(0, ()),
        "who",
        (e.Pair("ready", 9, (((7, 7), (0, 4)), ((0, 4), (0, 4)))),),
    ),
    e.PairsDropped("after"),
    e.TextLet("day", "better", 3, True, True),
    e.StrawOpened(1, "Перерыв?", ("Да", "Нет"), True),
    e.StrawSealed(1, (12, 4), 2),
    e.StrawHidden(1),
    e.RoundCarried("short", None, ("c1",), ("c2",)),
    e.SignedUp("groups", "c1", "p7", 7, "leader"),
    e.SignUpWithdrawn("c1", "p7"),
    e.EpochBegan(2),
]


def test_the_list_above_holds_every_event_there_is():
    assert {type(event).__name__ for event in EVENTS} == set(e.EVENTS)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_comes_back_from_the_journal_as_it_went_in(event):
    name, _, version = kind(event).partition(".")
    assert e.decode(name, int(version), e.encode(event)) == event
    assert list(e.facts(event)) == list(event.__struct_fields__)


def test_the_order_of_a_cards_fields_is_kept():
    event = e.CardSubmitted("c1", "r", "t1", {"b": "1", "a": "2"}, None, False)
    again = e.decode("CardSubmitted", 1, e.encode(event))
    assert isinstance(again, e.CardSubmitted)
    assert list(again.fields) == ["b", "a"]


def test_what_was_never_written_is_not_read():
    with pytest.raises(KeyError):
        e.decode("CardSubmitted", 2, b"{}")
    with pytest.raises(KeyError):
        e.decode("CardEaten", 1, b"{}")
    with pytest.raises(msgspec.ValidationError):
        e.decode("CardWithdrawn", 1, b"{}")


def test_the_hash_is_what_docs_say_it_is():
    first = entry(1, 1000, "lead", EVENTS[3], b"salt", GENESIS)
    assert first.body == b'{"round":"problems","phase":"open"}'
    assert first.digest == hashlib.sha256(b"salt" + first.body).hexdigest()
    line = f"{GENESIS}\n1\n1000\nlead\nRoundMoved.1\n{first.digest}"
    assert first.hash == hashlib.sha256(line.encode()).hexdigest()


def test_every_fact_of_an_entry_moves_its_hash():
    facts = ["0" * 64, 7, 1000, "t4", "BallotCast.1", "aa"]
    changed = ["1" * 64, 8, 1001, "t5", "BallotCast.2", "ab"]
    heads = {link(*facts)} | {link(*facts[:i], changed[i], *facts[i + 1 :]) for i in range(6)}
    assert len(heads) == 7


def test_people_compare_the_head_by_its_first_eight_letters():
    assert short("7f3a91c2" + "0" * 56) == "7F3A 91C2"
