"""Names: encrypted in the file, on a screen only with consent, gone when asked."""

import pytest
from cryptography.fernet import Fernet

from sessions.keys import SeededKeys
from sessions.people import Consent, People, Person, shortened

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
        ("Анна", "Анна"),
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
