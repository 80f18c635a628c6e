"""`signup`: people join, one by one, with what they choose to tell and nothing that they do not."""

import hashlib

import pytest

from sessions import commands as c
from sessions import events as e
from sessions.refusals import Refusal
from sessions.scenario import SignupRound
from sessions.seat import LEAD, SCREEN
from tests.story import CHOOSE_OPEN, GROUPS_OPEN, MINI, SIGNED_UP, after, ballot, join, seat, to

P1 = seat("p1")


def sign_up(card="c5", role="member", name="", contact="", consents=()):
    return c.SignUp("groups", card, role, name, contact, consents)


@pytest.mark.parametrize("who", [LEAD, SCREEN, seat("t1")], ids=lambda who: who.id)
def test_people_and_guests_join_and_nobody_else(who):
    assert after(GROUPS_OPEN).no(who, sign_up()) == Refusal.SEAT_FOREIGN


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (sign_up("c7"), Refusal.CARD_UNKNOWN),
        (sign_up("c1"), Refusal.CARD_UNKNOWN),
        (sign_up(role="boss"), Refusal.ROLE_UNKNOWN),
        (sign_up(consents=("processing", "publish")), Refusal.CONSENT_UNKNOWN),
        (sign_up(name="Анна"), Refusal.CONSENT_NEEDED),
        (sign_up(contact="+7 900", consents=("screen",)), Refusal.CONSENT_NEEDED),
    ],
)
def test_a_sign_up_that_breaks_a_rule_is_refused_whole(command, code):
    story = after(GROUPS_OPEN)
    assert story.no(P1, command) == code
    assert (story.session.memberships, story.people.get("p1")) == ({}, None)


def test_who_signs_up_without_a_name_is_a_number():
    story = after(GROUPS_OPEN)
    assert story.do(P1, sign_up()).answer == {"no": 1}
    assert story.people.get("p1") is None
    assert story.events[-1] == e.SignedUp("groups", "c5", "p1", 1, "member")


def test_a_name_of_nothing_to_be_seen_is_no_name():
    story = after(GROUPS_OPEN)
    story.do(P1, sign_up(name=" \u200b\n", contact="\u202e"))
    assert story.people.get("p1") is None


def test_guests_are_numbered_after_the_badges_each_once():
    story = after(
        [*GROUPS_OPEN, join("gaaa", "c5"), join("gbbb", "c5"), join("p9", "c5"), (seat("gaaa"), c.WithdrawSignUp("c5"))]
    )
    assert story.session.numbers == {"gaaa": 10, "gbbb": 11, "p9": 9}
    story.play([join("gccc", "c5"), join("gaaa", "c6")])
    assert (story.session.numbers["gccc"], story.session.numbers["gaaa"]) == (12, 10)


def test_consents_are_kept_with_when_and_to_which_text():
    story = after(GROUPS_OPEN)
    story.do(P1, sign_up(name="Анна\u202e  Кузнецова", contact=" +7\t900 ", consents=("screen", "processing")))
    person = story.people.get("p1")
    assert person is not None
    assert (person.name, person.contact) == ("Анна Кузнецова", "+7 900")
    assert [consent.purpose for consent in person.consents] == ["processing", "screen"]
    assert {consent.at for consent in person.consents} == {story.wall_ms}
    text = hashlib.sha256(b"groups\nscreen\n").hexdigest()
    assert person.consents[1].text_sha256 == text


def test_another_operator_is_another_text():
    from sessions.kinds.signup import consent_text

    plain = after([]).round("groups").plan
    named = after([], MINI.replace("floor = 2", 'floor = 2\noperator = "МАУ"')).round("groups").plan
    assert isinstance(plain, SignupRound)
    assert isinstance(named, SignupRound)
    assert consent_text(plain, "screen") != consent_text(named, "screen")


def test_signing_up_again_changes_the_role_and_is_no_event_if_nothing_changes():
    story = after([*GROUPS_OPEN, join("p1", "c5"), join("p1", "c5", "leader")])
    assert [(m.person, m.role) for m in story.session.group("c5")] == [("p1", "leader")]
    before = story.session.head
    story.play([join("p1", "c5", "leader")])
    assert story.session.head == before


def test_consent_to_the_screen_is_taken_back_by_signing_up_without_it():
    story = after([*GROUPS_OPEN, join("p1", "c5", "member", "Анна К", "processing", "screen")])
    assert story.people.public_name("p1") == "Анна К."
    story.play([join("p1", "c5", "member", "Анна К", "processing")])
    assert story.people.public_name("p1") is None


def test_a_person_joins_no_more_groups_than_they_may():
    story = after([*GROUPS_OPEN, join("p1", "c5")])
    assert story.no(P1, sign_up("c6")) == Refusal.SIGN_UP_LIMIT
    story.play([(P1, c.WithdrawSignUp("c5")), join("p1", "c6")])
    assert [m.person for m in story.session.group("c6")] == ["p1"]


def test_a_group_that_was_hidden_holds_nobody_back():
    story = after([*GROUPS_OPEN, join("p1", "c5"), c.HideCard("c5"), join("p1", "c6")])
    assert [m.person for m in story.session.group("c6")] == ["p1"]


def test_withdrawal_is_possible_at_any_time_and_the_last_one_erases_the_name():
    story = after([*SIGNED_UP, to("groups", "carried")])
    assert story.people.get("p1") is not None
    story.do(P1, c.WithdrawSignUp("c5"))
    assert story.people.get("p1") is None
    assert story.store.people() == [("p2", story.store.people()[0][1])]
    assert story.no(P1, c.WithdrawSignUp("c5")) == Refusal.SIGN_UP_MISSING
    assert [m.person for m in story.session.group("c5")] == ["p2"]


def test_leaving_one_of_two_groups_keeps_the_name():
    text = MINI.replace("max_per_person = 1", "max_per_person = 2")
    moves = [
        *GROUPS_OPEN,
        join("p1", "c5", "leader", "Анна К", "processing", "screen"),
        join("p1", "c6"),
        (P1, c.WithdrawSignUp("c5")),
    ]
    story = after(moves, text)
    assert story.people.public_name("p1") == "Анна К."
    story.do(P1, c.WithdrawSignUp("c6"))
    assert story.people.public_name("p1") is None


def test_a_second_sign_up_without_a_name_leaves_what_was_said_before():
    text = MINI.replace("max_per_person = 1", "max_per_person = 2")
    story = after([*GROUPS_OPEN, join("p1", "c5", "leader", "Анна К", "processing", "screen"), join("p1", "c6")], text)
    assert story.people.public_name("p1") == "Анна К."


def test_a_group_lives_with_enough_people_and_a_leader():
    story = after([*SIGNED_UP, to("groups", "carried")])
    assert story.events[-2] == e.RoundCarried("groups", "groups", ("c5", "c6"), ())
    story = after(
        [*GROUPS_OPEN, join("p1", "c5"), join("p2", "c5"), join("p3", "c6", "leader"), to("groups", "carried")]
    )
    assert story.events[-2] == e.RoundCarried("groups", "groups", (), ("c5", "c6"))


def test_where_no_leader_is_needed_people_are_enough():
    text = MINI.replace("floor = 2", "floor = 2\nneed_leader = false")
    story = after([*GROUPS_OPEN, join("p1", "c5"), join("p2", "c5"), to("groups", "carried")], text)
    assert story.session.pools["groups"] == ("c5",)


def test_no_name_and_no_contact_is_in_the_journal():
    story = after(SIGNED_UP)
    for entry in story.store.entries():
        for word in ("Анна", "Кузнецова", "Борис", "900 000"):
            assert word.encode() not in entry.body


RESCUE = MINI.replace("floor = 2", "floor = 2\nrescue = 3")
AT = RESCUE.index('tie = ["breadth", "include:3", "draw"]}', RESCUE.index('electors = "person"'))
RESCUE = RESCUE[:AT] + 'tie = ["draw"], rest = "open"}' + RESCUE[AT + len('tie = ["breadth", "include:3", "draw"]}') :]
ALL_FOR_TWO = [ballot(f"p{no}", "choose", "c5", "c6") for no in range(1, 7)]
OPEN_TO_ALL = (*CHOOSE_OPEN, *ALL_FOR_TWO, to("choose", "carried"), to("groups", "open"))


def test_what_the_vote_left_behind_lives_with_people_enough():
    story = after([*OPEN_TO_ALL, join("p1", "c7", "leader"), join("p2", "c7")], RESCUE)
    assert story.session.pools["initiatives"] == ("c5", "c6")
    story.play([join("p3", "c5", "leader"), join("p4", "c5")])
    story.play([join("p5", "c7"), to("groups", "carried")])
    assert story.session.pools["groups"] == ("c5", "c7"), "two people close a chosen circle, three a rescued one"


def test_two_are_too_few_for_a_rescue():
    story = after([*OPEN_TO_ALL, join("p1", "c7", "leader"), join("p2", "c7"), to("groups", "carried")], RESCUE)
    assert story.session.pools["groups"] == ()


def test_without_the_rule_nobody_joins_what_was_left_behind():
    story = after([*OPEN_TO_ALL], RESCUE.replace("rescue = 3\n", ""))
    assert story.no(seat("p1"), c.SignUp("groups", "c7", "leader")) == Refusal.CARD_UNKNOWN
