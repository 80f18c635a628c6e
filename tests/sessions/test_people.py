"""Names: encrypted in the file, on a screen only with consent, gone when asked."""

import pytest
from cryptography.fernet import Fernet

from sessions.keys import SeededKeys
from sessions.people import Consent, People, Person, shortened, traces

KEY = SeededKeys("people").people()
ANNA = Person(
    "p1",
    "Анна Петровна Кузнецова",
    "+7 900 000-00-01",
    (Consent("processing", 1, "aa"), Consent("screen", 1, "bb")),
)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Анна Петровна Кузнецова", "Анна К."),
        ("Анна  Кузнецова", "Анна К."),
        ("Анна", "А."),
        (" Кузнецова ", "К."),
        ("(Анна) Кузнецова", "К."),
        ("89001234567 Кузнецова", "К."),
        ("Анна (Кузнецова)", "Анна"),
        ("Анна 89001234567", "Анна"),
        ("89001234567", None),
        ("+7 900 123-45-67", None),
        ("anna@mail.example", None),
        ("@anna_k", None),
        ("—", None),
        ("", None),
        ("   ", None),
    ],
)
def test_a_name_is_shortened_for_the_hall(name, shown):
    assert shortened(name) == shown


def test_a_name_reaches_the_hall_only_with_consent_to_the_screen():
    people = People(KEY)
    assert people.public_name("p1") is None
    people.put(ANNA)
    assert people.public_name("p1") == "Анна К."
    people.put(Person("p1", ANNA.name, ANNA.contact, ANNA.consents[:1]))
    assert people.public_name("p1") is None


def test_who_is_erased_is_gone():
    people = People(KEY)
    people.put(ANNA)
    people.erase("p1")
    people.erase("p1")
    assert (people.get("p1"), people.public_name("p1")) == (None, None)


def test_a_locked_person_can_be_read_only_with_the_key():
    locked = People(KEY).locked(ANNA)
    assert "Анна".encode() not in locked
    assert People(KEY, [("p1", locked)]).get("p1") == ANNA
    others = People(Fernet.generate_key(), [("p1", locked), ("p2", b"rubbish")])
    assert (others.get("p1"), others.unreadable) == (None, 2)


def test_locking_twice_gives_two_different_rows():
    people = People(KEY)
    assert people.locked(ANNA) != people.locked(ANNA)


def test_consents_are_given_one_by_one():
    assert ANNA.agreed("processing")
    assert not ANNA.agreed("transfer")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (("алёна осипова", "8 (900) 000-00-01"), True),
        (("Осипова Алена",), True),
        (("Осипова Алена Ильинична", "+79000000001"), True),
        (("Осипова Алена Ильинична",), False),
        (("Алена Осипова", "+79000000009"), False),
        (("Алена Осипова", "", "al@mail.example"), False),
        (("Борис Осипов", "+79000000001"), False),
        (("Алена Сомова", "", "", "17"), False),
        (("Алена Осипова", "+79000000009", "", "17"), True),
    ],
)
def test_who_was_struck_is_known_again_and_nobody_else_is(other, same):
    gone = traces("Алена Осипова", "+7 900 000-00-01", key="17")
    assert gone.is_one(traces(*other)) is traces(*other).is_one(gone) is same


def test_nothing_is_read_out_of_what_stays_of_somebody_struck():
    kept = repr(traces("Алена Осипова", "+7 900 000-00-01", "al@mail.example")).lower()
    assert not any(word in kept for word in ("алена", "осипова", "9000000001", "mail"))
