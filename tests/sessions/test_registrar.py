"""The check-in desk: who is on the list, who is here, who may vote, and where somebody sits; and who somebody is lies
nowhere but in their own row."""

from collections import Counter
from datetime import date

import msgspec
import pytest

import audience.view
import table_client.view
from live.signals import unread_view
from registration.preview import Asked, preview
from sessions import commands as c
from sessions import events as e
from sessions import scenes
from sessions.people import Registration, stamp
from sessions.refusals import Refusal
from sessions.seat import LEAD
from sessions.session import electors
from sessions.undo import last_act
from tests.looking import reading_of
from tests.story import CHOOSE_OPEN, GROUPS_OPEN, MINI, ROOT, SIGNED, Story, after, ballot, seat, to, with_days

DESK, OTHER = seat("r1"), seat("r2")
NAMES = ("Анна Петровна Кузнецова", "Борис Ильич Нечаев", "Вера Осипова", "Глеб Рощин", "Дарья Сомова")


def taken(*names, known=0, table=0):
    """The desk takes a list of these people."""
    return DESK, c.TakeList(tuple(c.Listed(None, Registration(name, table=table)) for name in names), known)


def came(*people, on=True):
    return DESK, c.MarkAttendance(people, on)


FORM = "ФИО;Телефон;Согласие на обработку персональных данных\nКузнецова Анна;+7 900 000-00-01;да\n"
TWO_DAYS = with_days(MINI, "groups")
LISTED = [taken(*NAMES), came("p1", "p2", "p3")]


@pytest.mark.parametrize("who", ["t1", "p1", "gabc", "x1", "e1"])
@pytest.mark.parametrize(
    "command",
    [
        c.MarkAttendance(("p1",), True),
        c.RegisterPerson("Некто", consents=SIGNED),
        c.RevisePerson("p1", "Некто"),
        c.StrikePerson("p1"),
        c.BeginCheckIn(2, 1),
        c.MovePerson("p1", "t2"),
        c.CloseTable("t1", True),
        c.TakeList((c.Listed(None, Registration("Некто")),), 5),
    ],
)
def test_nobody_but_the_desk_and_the_lead_says_who_people_are(who, command):
    assert after(LISTED).no(seat(who), command) == Refusal.EVENT_UNKNOWN


def test_a_list_gives_everybody_a_badge_in_its_order_and_no_name_to_the_journal():
    story = after([taken(*NAMES)])
    assert [(person, known.name) for person, known in story.people.registered()] == [
        (f"p{no}", name) for no, name in enumerate(NAMES, 1)
    ]
    assert story.events[-1] == e.PeopleRegistered(("p1", "p2", "p3", "p4", "p5"))
    assert not any("Кузнецова" in repr(event) for event in story.events)


def test_a_badge_that_came_in_before_the_list_stays_its_holders_and_they_are_here():
    story = after([(seat("p1"), c.Arrive()), taken(*NAMES)])
    assert [person for person, _ in story.people.registered()] == ["p2", "p3", "p4", "p5", "p6"]
    assert story.session.attendance.here.keys() == {"p1"}


def test_a_list_longer_than_the_pile_of_badges_makes_new_ones_at_tables_that_there_are():
    story = after([taken(*(f"Гость {no}" for no in range(12)))])
    assert story.session.people == 12
    assert {story.session.seats[f"p{no}"].seat.table for no in (10, 11, 12)} == {"t1", "t2", "t3"}


def test_a_newer_list_changes_rows_and_doubles_nobody():
    story = after(LISTED)
    rows = tuple(
        c.Listed(person, known if person != "p2" else Registration("Борис Нечаев", "+7 900 000-00-02"), stamp(known))
        for person, known in story.people.registered()
    )
    answer = story.do(DESK, c.TakeList((*rows, c.Listed(None, Registration("Егор Туров"))), 5)).answer
    assert answer == {"new": 1, "changed": 1}
    assert [known.name for _, known in story.people.registered()] == [
        NAMES[0],
        "Борис Нечаев",
        *NAMES[2:],
        "Егор Туров",
    ]
    assert story.session.attendance.here.keys() == {"p1", "p2", "p3"}
    before = story.desk.version()
    same = tuple(c.Listed(*row, stamp(row[1])) for row in story.people.registered())
    assert story.do(DESK, c.TakeList(same, 6)).answer["new"] == 0
    assert story.desk.version() == before, "the same list once more is no change"


def test_two_desks_do_not_take_two_lists():
    assert after(LISTED).no(OTHER, taken("Егор Туров")[1]) == Refusal.LIST_STALE


def changed(story, person, **fields):
    """A row that a desk has looked at: what is known of this person, with fields that the list changes."""
    known = story.people.registration(person)
    return c.Listed(person, msgspec.structs.replace(known, **fields), stamp(known))


def test_what_another_desk_writes_while_a_list_is_looked_at_is_not_written_over():
    story = after(LISTED)
    looked = c.TakeList((changed(story, "p1", phone="+79000000001"), changed(story, "p2", phone="+79000000002")), 5)
    story.do(OTHER, c.RevisePerson("p2", needs="без ступеней"))
    before = list(story.people.registered())
    assert story.no(DESK, looked) == Refusal.LIST_STALE
    assert list(story.people.registered()) == before, "and nothing of the list is taken"
    anew = c.TakeList((changed(story, "p1", phone="+79000000001"), changed(story, "p2", phone="+79000000002")), 5)
    assert story.do(DESK, anew).answer == {"new": 0, "changed": 2}
    assert story.people.registration("p2").needs == "без ступеней"


def test_a_row_without_the_stamp_of_what_it_was_compared_with_is_refused():
    story = after(LISTED)
    assert story.no(DESK, c.TakeList((c.Listed("p1", Registration("Чужой")),), 5)) == Refusal.LIST_STALE


def test_a_list_does_not_bring_back_whom_another_desk_strikes_while_it_is_looked_at():
    story = after(LISTED)
    looked = c.TakeList((changed(story, "p1", phone="+79000000001"), changed(story, "p2", table=2)), 5)
    story.play([(OTHER, c.StrikePerson("p2")), (OTHER, c.RegisterPerson("Егор Туров", consents=SIGNED))])
    assert len(story.session.attendance.registered) == 5, "as many as before, and not the same"
    assert story.no(DESK, looked) == Refusal.LIST_STALE
    double = c.TakeList((c.Listed(None, Registration("Егор Туров")),), 5)
    assert story.no(DESK, double) == Refusal.LIST_STALE, "who was registered meanwhile is not doubled"
    assert story.people.get("p2") is None


def test_a_row_that_names_somebody_unknown_is_refused_and_nothing_of_the_list_is_taken():
    story = after(LISTED)
    rows = (c.Listed(None, Registration("Егор Туров")), c.Listed("p9", Registration("Чужой")))
    assert story.no(DESK, c.TakeList(rows, 5)) == Refusal.PERSON_UNKNOWN
    assert len(list(story.people.registered())) == 5


def test_whoever_has_a_table_of_their_own_on_the_list_sits_there():
    story = after([taken("Хозяин Стола", table=3)])
    assert story.session.seats["p1"].seat.table == "t3"


def test_only_whom_the_desk_has_seen_is_on_the_roll():
    story = after([*LISTED, *CHOOSE_OPEN])
    state = story.round("choose")
    assert (set(state.roll), electors(story.session, state)) == ({"p1", "p2", "p3"}, 3)
    assert story.no(seat("p4"), c.CastBallot("choose", {"c5": 1})) == Refusal.BALLOT_NOT_ON_ROLL
    story.play([came("p4")])
    story.do(seat("p4"), c.CastBallot("choose", {"c5": 1}))
    assert electors(story.session, story.round("choose")) == 4


def test_a_badge_of_nobody_does_not_vote_where_there_is_a_list():
    story = after([*LISTED, *CHOOSE_OPEN, (seat("p9"), c.Arrive())])
    assert story.no(seat("p9"), c.CastBallot("choose", {"c5": 1})) == Refusal.BALLOT_NOT_ON_ROLL


def test_whoever_goes_home_after_voting_is_counted_with_their_ballot():
    moves = [ballot(f"p{no}", "choose", "c5") for no in (1, 2, 3)]
    story = after([*LISTED, *CHOOSE_OPEN, *moves, came("p1", "p2", on=False), to("choose", "revealed")])
    assert (story.outcome("choose").electors, story.outcome("choose").ballots) == (3, 3)


def test_the_quorum_is_a_share_of_those_who_are_here():
    story = after([*LISTED, *CHOOSE_OPEN, ballot("p1", "choose", "c5"), to("choose", "revealed")])
    assert story.outcome("choose").quorum == 2  # 0.6 of 3, where all nine badges would make 6


def test_a_closed_vote_keeps_its_roll():
    story = after([*LISTED, *CHOOSE_OPEN, ballot("p1", "choose", "c5"), to("choose", "closed"), came("p4", "p5")])
    assert set(story.round("choose").roll) == {"p1", "p2", "p3"}


def test_a_vote_held_again_begins_with_whoever_is_here_then():
    moves = [*LISTED, *CHOOSE_OPEN, ballot("p1", "choose", "c5"), to("choose", "revealed"), came("p2", on=False)]
    story = after([*moves, came("p5"), c.RepeatVote("choose", 1), to("choose", "open")])
    assert set(story.round("choose").roll) == {"p1", "p3", "p5"}


def test_without_a_list_all_is_as_it_was():
    story = after(CHOOSE_OPEN)
    assert len(story.round("choose").roll) == electors(story.session, story.round("choose")) == 9
    story.do(seat("p9"), c.CastBallot("choose", {"c5": 1}))


def test_the_second_day_begins_with_nobody_here_and_knows_who_was():
    story = after([*LISTED, (DESK, c.BeginCheckIn(2, 1)), came("p1", "p4")], TWO_DAYS)
    known = story.session.attendance
    assert (known.day, known.here.keys(), known.came) == (2, {"p1", "p4"}, [frozenset({"p1", "p2", "p3"})])
    assert story.no(OTHER, c.BeginCheckIn(2, 1)) == Refusal.DAY_BEGUN


def test_whoever_went_home_early_was_there_that_day():
    story = after([*LISTED, came("p1", on=False), (DESK, c.BeginCheckIn(2, 1))], TWO_DAYS)
    assert story.session.attendance.came == [frozenset({"p1", "p2", "p3"})]


@pytest.mark.parametrize(("scenario", "days"), [(MINI, 1), (TWO_DAYS, 2), (with_days(MINI, "choose", "groups"), 3)])
def test_only_days_that_the_scenario_has_begin(scenario, days):
    story = after(LISTED, scenario)
    for day in range(1, days):
        story.do(DESK, c.BeginCheckIn(day + 1, day))
    assert story.no(DESK, c.BeginCheckIn(days + 1, days)) == Refusal.DAY_NONE
    assert story.session.attendance.day == days


def test_what_was_said_on_one_day_is_over_when_the_next_begins():
    story = after([*LISTED, c.Announce("До завтра"), c.SendNotice("Сдайте бланки", ("t2",))], TWO_DAYS)
    assert unread_view(story.session, "t2")
    story.play([(DESK, c.BeginCheckIn(2, 1))])
    assert (story.session.announcement, unread_view(story.session, "t2")) == ("", [])
    story.play([c.Announce("С добрым утром"), c.SendNotice("Начинаем", ("t2",))])
    assert story.session.announcement == "С добрым утром"
    assert [each["text"] for each in unread_view(story.session, "t2")] == ["Начинаем"]


def test_when_the_next_day_checks_in_the_wall_shows_the_way_in_and_not_yesterdays_last_round():
    story = after([*LISTED, to("hello", "open")], with_days(MINI, "problems"))
    assert scenes.shown(story.session) == "prompt"
    story.play([(DESK, c.BeginCheckIn(2, 1))])
    assert scenes.shown(story.session) == "prompt", "a round that is not over stays"
    story.play([to("hello", "closed")])
    assert scenes.shown(story.session) == "lobby"
    rounds = [screen.common(reading_of(story))["round"] for screen in (audience.view, table_client.view)]
    assert rounds == [None, None], "phones and tablets do not speak of yesterday either"
    story.play([to("problems", "open")])
    rounds = [screen.common(reading_of(story))["round"]["id"] for screen in (audience.view, table_client.view)]
    assert rounds == ["problems", "problems"]
    story.play([to("problems", "open")])
    assert scenes.shown(story.session) == "gather"


def test_marking_twice_is_no_second_entry():
    story = after(LISTED)
    before = story.session.head
    story.do(DESK, c.MarkAttendance(("p1", "p2"), True))
    assert story.session.head == before


def test_a_walk_in_is_listed_here_and_seated_in_one_act():
    story = after(LISTED)
    answer = story.do(
        DESK, c.RegisterPerson("Егор Туров", "+7 900 000-00-06", {"age": "18–29"}, consents=SIGNED)
    ).answer
    assert (answer["no"], answer["person"]) == (6, "p6")
    assert story.session.seats["p6"].seat.table == answer["table"]
    assert "p6" in story.session.attendance.here
    assert story.people.registration("p6").traits == {"age": "18–29"}


@pytest.mark.parametrize(
    "said", [{"name": "Егор"}, {"contact": "+7 900 000-00-06"}, {"needs": "пандус"}, {"traits": {"age": "18–29"}}]
)
def test_without_a_signature_nothing_of_a_walk_in_is_kept_but_a_number(said):
    story = after(LISTED)
    assert story.no(DESK, c.RegisterPerson(**said)) == Refusal.NAME_UNSIGNED
    assert story.no(DESK, c.RegisterPerson(**said, consents=("screen",))) == Refusal.NAME_UNSIGNED
    answer = story.do(DESK, c.RegisterPerson(badge=141, unprinted=True)).answer
    assert (answer["no"], "p141" in story.session.attendance.here) == (141, True)
    known = story.people.registration("p141")
    assert (known.name, known.contact, known.needs, known.traits, known.consents) == ("№ 141", "", "", {}, ())
    assert story.people.public_name("p141") is None
    typed = {"name": "Егор", "contact": "", "needs": "", "traits": {}} | said
    assert story.no(DESK, c.RevisePerson("p141", **typed)) == Refusal.NAME_UNSIGNED
    story.do(DESK, c.RevisePerson("p141", **typed, consents=SIGNED))
    assert story.people.registration("p141").name == "Егор"


def test_a_walk_in_whose_signature_is_taken_back_is_a_number_again(tmp_path):
    story = after(LISTED, path=tmp_path / "day.veche")
    story.do(DESK, c.RegisterPerson("Егор Туров", "+7 900 000-00-06", {"age": "18–29"}, "пандус", SIGNED))
    story.do(DESK, c.RevisePerson("p6", consents=(*SIGNED, "screen")))
    assert story.people.registration("p6").name == "Егор Туров"
    story.do(DESK, c.RevisePerson("p6", consents=("screen",)))
    known = story.reopen().people.registration("p6")
    assert (known.name, known.contact, known.needs, known.traits, known.by_hand) == ("№ 6", "", "", {}, ())
    assert [each.purpose for each in known.consents] == ["screen"]
    assert "p6" in story.session.attendance.here, "who they are is forgotten, not that they are here"
    assert not [each for each in story.store.answers() if each.seat == "r1" and each.digest], "nor what a desk typed"


def test_of_whoever_is_on_the_organisers_list_a_desk_may_put_right_what_came_with_it():
    story = after(LISTED)
    story.do(DESK, c.RevisePerson("p1", name="Анна Кузнецова"))
    story.do(DESK, c.RevisePerson("p1", consents=SIGNED))
    story.do(DESK, c.RevisePerson("p1", consents=()))
    assert story.people.registration("p1").name == "Анна Кузнецова"


def test_a_walk_in_gets_the_badge_that_the_desk_holds_in_its_hand():
    story = after(LISTED)
    story.blanks = {12}
    assert story.do(DESK, c.RegisterPerson("Егор Туров", badge=12, table="t2", consents=SIGNED)).answer["no"] == 12
    assert (story.session.people, story.session.seats["p12"].seat.table) == (12, "t2")
    assert story.no(DESK, c.RegisterPerson("Ещё Один", badge=12, consents=SIGNED)) == Refusal.BADGE_TAKEN
    assert story.no(DESK, c.RegisterPerson(" \u200b", consents=SIGNED)) == Refusal.TEXT_EMPTY


def test_a_number_that_no_blank_badge_was_printed_with_is_asked_about_once():
    story = after(LISTED)
    said = {"name": "Егор Туров", "badge": 726, "consents": SIGNED}
    assert story.no(DESK, c.RegisterPerson(**said)) == Refusal.BADGE_UNPRINTED
    assert story.do(DESK, c.RegisterPerson(**said, unprinted=True)).answer["no"] == 726
    story.blanks = {800}
    assert story.do(DESK, c.RegisterPerson("Ещё Один", badge=800, consents=SIGNED)).answer["no"] == 800


def test_what_the_desk_puts_right_is_remembered_as_its_own():
    story = after(LISTED)
    story.do(DESK, c.RevisePerson("p1", name="Анна Кузнецова", consents=("processing",)))
    known = story.people.registration("p1")
    assert (known.name, known.by_hand, [each.purpose for each in known.consents]) == (
        "Анна Кузнецова",
        ("name", "consent.processing"),
        ["processing"],
    )
    first = known.consents[0]
    story.do(DESK, c.RevisePerson("p1", consents=("screen", "processing")))
    assert first in story.people.registration("p1").consents, "a consent keeps its hour"


def test_a_consent_that_was_taken_back_at_the_desk_no_list_gives_again():
    def look(**known):
        return preview(Asked(FORM.encode(), "l.csv", date(2026, 11, 27), 3, now=5, **known))

    taken_once = c.TakeList(tuple(c.Listed(row.person, row.registration) for row in look().rows), 0)
    story = after([(DESK, taken_once), (DESK, c.RevisePerson("p1", consents=()))])
    again = look(known=dict(story.people.registered()))
    assert (again.rows, [each.held for change in again.update.held for each in change.changes]) == ((), [True])


def test_a_person_who_is_struck_is_forgotten_and_votes_no_more(tmp_path):
    file = tmp_path / "day.veche"
    story = after([*LISTED, *CHOOSE_OPEN, ballot("p1", "choose", "c5"), ballot("p2", "choose", "c5")], path=file)
    story.do(DESK, c.StrikePerson("p2"))
    assert len(story.session.boxes["choose"]) == 1, "their ballot is not counted"
    assert story.people.get("p2") is None
    assert story.no(seat("p2"), c.CastBallot("choose", {"c5": 1})) == Refusal.BALLOT_NOT_ON_ROLL


def test_a_sign_up_that_is_taken_back_leaves_the_list_as_it_was():
    others = taken("Егор", "Жанна", "Зоя", "Игорь", known=5)
    story = after([*LISTED, others, came(*(f"p{no}" for no in range(1, 10))), *GROUPS_OPEN])
    story.do(seat("p1"), c.SignUp("groups", "c5", "member", "Аня", "+7 900 000-00-01", ("processing",)))
    assert story.people.get("p1").name == "Аня"
    story.do(seat("p1"), c.WithdrawSignUp("c5"))
    kept = story.people.get("p1")
    assert (kept.name, kept.contact, kept.consents, kept.registration.name) == ("", "", (), NAMES[0])


def test_a_person_sits_where_the_desk_puts_them_and_nobody_else_moves():
    story = after(LISTED)
    before = {name: each.seat.table for name, each in story.session.seats.items()}
    story.do(DESK, c.MovePerson("p1", "t3"))
    after_ = {name: each.seat.table for name, each in story.session.seats.items()}
    assert {name for name in after_ if after_[name] != before[name]} == {"p1"}
    assert story.no(DESK, c.MovePerson("p1", "t9")) == Refusal.TABLE_UNKNOWN


def test_a_closed_table_sends_its_people_elsewhere_and_takes_nobody():
    story = after(LISTED)
    story.do(LEAD, c.CloseTable("t1", True))
    assert "t1" not in {each.seat.table for each in story.session.seats.values() if each.seat.id[0] == "p"}
    assert story.no(DESK, c.MovePerson("p2", "t1")) == Refusal.TABLE_CLOSED
    story.do(LEAD, c.CloseTable("t2", True))
    assert story.no(DESK, c.CloseTable("t3", True)) == Refusal.TABLE_LAST
    story.do(DESK, c.CloseTable("t1", False))
    story.do(DESK, c.MovePerson("p2", "t1"))


def test_a_table_that_the_lead_closed_is_open_again_with_its_people_after_an_undo():
    story = after(LISTED)
    before = {name: each.seat.table for name, each in story.session.seats.items()}
    story.do(LEAD, c.CloseTable("t1", True))
    story.do(LEAD, c.UndoAct(story.session.acts[-1].seq))
    assert {name: each.seat.table for name, each in story.session.seats.items()} == before
    assert story.session.attendance.closed == set()


def test_the_desk_ends_the_code_of_a_badge_and_of_nothing_else():
    story = after(LISTED)
    story.do(DESK, c.ReissueSeat("p1"))
    assert story.session.seats["p1"].generation == 2
    assert "p1" in story.session.attendance.here, "a lost badge is no reason to be sent home"
    for other in ("t1", "lead", "r2", "screen"):
        assert story.no(DESK, c.ReissueSeat(other)) == Refusal.AUTHOR_UNKNOWN


def test_it_is_all_there_after_a_restart(tmp_path):
    story = after([*LISTED, (DESK, c.CloseTable("t1", True)), *CHOOSE_OPEN], path=tmp_path / "day.veche")
    before = story.session.attendance, story.round("choose").roll, list(story.people.registered())
    story.reopen()
    assert (story.session.attendance, story.round("choose").roll, list(story.people.registered())) == before


def test_a_list_taken_while_people_vote_leaves_the_roll_that_the_vote_opened_with():
    story = Story(MINI).play(
        [*CHOOSE_OPEN, (seat("p1"), c.Arrive()), ballot("p1", "choose", "c5"), taken("Новый Человек")]
    )
    assert electors(story.session, story.round("choose")) == 9
    assert story.session.attendance.registered == {"p10"}, "a badge on the roll is nobody else's"
    story.play([came("p10")])
    assert electors(story.session, story.round("choose")) == 10


@pytest.mark.parametrize("person", ["p3", "p4"])  # one who has come, and one who has not
def test_a_struck_persons_code_opens_nothing_for_whoever_comes_next(person):
    story = after(LISTED)
    before = story.session.seats[person].generation
    story.play([(DESK, c.StrikePerson(person))])
    assert story.session.seats[person].generation == before + 1
    answer = story.do(DESK, c.RegisterPerson("Другой человек", consents=SIGNED)).answer
    assert answer["person"] != person, "a number that was somebody's is nobody else's by itself"


def test_the_number_of_a_printed_blank_is_given_to_whoever_holds_it_and_to_nobody_else(tmp_path):
    story = after(LISTED, path=tmp_path / "day.veche")
    story.blanks = {6, 7, 11}
    assert story.do(DESK, c.RegisterPerson("Без бейджа", consents=SIGNED)).answer["person"] == "p8"
    assert story.events[-4] == e.BadgesKept((6, 7, 11))
    story.do(DESK, c.TakeList(tuple(c.Listed(None, Registration(f"Гость {no}")) for no in range(3)), 6))
    assert {"p9", "p10", "p12"} <= story.session.attendance.registered
    story.blanks = set()  # another computer, that never heard of the printing
    assert story.reopen().do(DESK, c.RegisterPerson("Тоже без бейджа", consents=SIGNED)).answer["person"] == "p13"
    assert story.do(DESK, c.RegisterPerson("С чистым бейджем", badge=7, consents=SIGNED)).answer["person"] == "p7"
    assert sum(isinstance(each, e.BadgesKept) for each in story.events) == 1


def test_a_badge_that_is_here_is_never_given_to_a_walk_in():
    taken = (DESK, c.TakeList((c.Listed(None, Registration("Анна")),), 0))
    story = after([(seat("p1"), c.Arrive()), (seat("p2"), c.Arrive()), taken, (DESK, c.ReissueSeat("p2"))])
    assert story.do(DESK, c.RegisterPerson("Пришедший", consents=SIGNED)).answer["person"] not in (
        "p1",
        "p2",
        "p3",
    )


def test_whom_the_desk_has_moved_a_newer_list_leaves_where_they_sit():
    row = Registration("Анна", table=1)
    newer = Registration("Анна", phone="+7 900 000-00-01", table=1)
    again = (DESK, c.TakeList((c.Listed("p1", newer, stamp(row)),), 1))
    story = after([(DESK, c.TakeList((c.Listed(None, row),), 0)), (DESK, c.MovePerson("p1", "t3")), again])
    assert story.session.seats["p1"].seat.table == "t3"
    anew = (DESK, c.TakeList((c.Listed("p1", Registration("Анна", table=2), stamp(newer)),), 1))
    assert story.play([anew]).session.seats["p1"].seat.table == "t2", "another table on the list is another word of it"


def test_a_seating_that_is_listed_leaves_a_table_that_is_closed():
    people = {f"p{no}": f"t{1 + no % 3}" for no in range(1, 10)}
    story = after(
        [
            taken(*(f"Гость {letter}" for letter in "АБВГДЕЖЗИ")),
            to("seats", "open"),
            (DESK, c.ListPeople("seats", people)),
        ],
        (ROOT / "tests" / "data" / "listed.toml").read_text(encoding="utf-8"),
        people=40,
    )
    story.play([(DESK, c.CloseTable("t3", True))])
    at = story.round("seats").draft.people
    assert at.keys() == people.keys() and sorted(Counter(at.values()).values()) == [4, 5]
    assert {person: there for person, there in people.items() if there != "t3"}.items() <= at.items()
    story.play([to("seats", "carried")])
    assert all(story.session.seats[person].seat.table != "t3" for person in people)


def test_without_a_list_the_roll_of_an_open_vote_is_not_changed_by_closing_a_table_or_by_a_first_registration():
    story = after(
        [*CHOOSE_OPEN, (DESK, c.CountHands("choose", 1, 3, {"c5": 3}, "t1")), (DESK, c.CloseTable("t1", True))]
    )
    for person in ("p1", "p4", "p7"):
        assert story.no(seat(person), c.CastBallot("choose", {"c6": 1})) == Refusal.HANDS_COUNTED
    walk_in = story.do(DESK, c.RegisterPerson("Ошибка", consents=SIGNED)).answer["person"]
    assert electors(story.session, story.round("choose")) == 10 and walk_in == "p10"
    story.play([(DESK, c.StrikePerson(walk_in)), ballot("p2", "choose", "c5")])
    assert electors(story.session, story.round("choose")) == 9


def test_what_an_undone_opening_gathered_is_not_in_the_next():
    story = after([*LISTED, *CHOOSE_OPEN], TWO_DAYS)
    act = last_act(story.session, "lead")
    story.play([c.UndoAct(act.seq), (DESK, c.BeginCheckIn(2, 1)), came("p1", "p2"), to("choose", "open")])
    assert electors(story.session, story.round("choose")) == 2
    assert story.no(seat("p3"), c.CastBallot("choose", {"c5": 1})) == Refusal.BALLOT_NOT_ON_ROLL


def test_a_restart_that_is_undone_has_its_roll_again():
    story = after([*LISTED, *CHOOSE_OPEN, to("choose", "closed")])
    story.play([c.RestartRound("choose", "closed")])
    assert story.round("choose").roll == {}
    act = last_act(story.session, "lead")
    story.play([came("p3", on=False), c.UndoAct(act.seq)])
    assert electors(story.session, story.round("choose")) == 3


@pytest.mark.parametrize("act", [c.CloseTable("t1", True), c.MovePerson("p2", "t3")])
def test_the_lead_takes_nothing_back_that_a_desk_has_changed_since(act):
    story = after([*LISTED, act])
    story.play([(DESK, c.MovePerson("p3", "t2"))])
    assert story.no(LEAD, c.UndoAct(last_act(story.session, "lead").seq)) == Refusal.UNDO_DEPENDS
    assert story.session.seats["p3"].seat.table == "t2"


def test_the_lead_takes_back_one_seat_after_the_other():
    story = after([*LISTED, c.MovePerson("p2", "t3"), c.MovePerson("p3", "t1"), c.CloseTable("t2", True)])
    for _ in range(3):
        story.play([c.UndoAct(last_act(story.session, "lead").seq)])
    assert [story.session.seats[person].seat.table for person in ("p1", "p2", "p3")] == ["t1", "t2", "t3"]


def test_a_table_that_was_closed_while_a_seating_was_listed_is_undone_as_one_act():
    people = {f"p{no}": f"t{1 + no % 3}" for no in range(1, 10)}
    story = after(
        [taken(*(f"Гость {letter}" for letter in "АБВГДЕЖЗИ")), to("seats", "open"), c.ListPeople("seats", people)],
        (ROOT / "tests" / "data" / "listed.toml").read_text(encoding="utf-8"),
        people=40,
    )
    before = {person: each.seat.table for person, each in story.session.seats.items()}
    story.play([c.CloseTable("t3", True), c.UndoAct(story.session.seq + 1)])
    assert story.round("seats").draft.people == people
    assert {person: each.seat.table for person, each in story.session.seats.items()} == before
    assert not story.session.attendance.closed


def test_two_desks_put_two_people_elsewhere_in_a_listed_seating_and_both_are_there():
    people = {f"p{no}": f"t{1 + no % 3}" for no in range(1, 10)}
    story = after(
        [
            taken(*(f"Гость {letter}" for letter in "АБВГДЕЖЗИ")),
            to("seats", "open"),
            (DESK, c.ListPeople("seats", people)),
        ],
        (ROOT / "tests" / "data" / "listed.toml").read_text(encoding="utf-8"),
        people=40,
    )
    story.play([(DESK, c.ListPerson("seats", "p1", "t3")), (OTHER, c.ListPerson("seats", "p2", "t1"))])
    assert story.round("seats").draft.people == people | {"p1": "t3", "p2": "t1"}
    story.play([(DESK, c.CloseTable("t3", True))])
    assert story.no(OTHER, c.ListPerson("seats", "p2", "t3")) == Refusal.TABLE_CLOSED
    assert story.no(OTHER, c.ListPerson("seats", "t2", "t1")) == Refusal.AUTHOR_UNKNOWN
