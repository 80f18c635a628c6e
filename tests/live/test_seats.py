"""Tokens, generations, personal codes: who holds which seat."""

from __future__ import annotations

import pytest

from live.seats import CODE_LENGTH, LETTERS, Seats, path
from sessions import commands as c
from sessions.seat import LEAD, SCREEN, Role, guest_seat, person_seat, table_seat
from tests.story import Story

KEY = bytes(32)


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def seats(story: Story) -> Seats:
    return Seats(KEY, story.session.id)


def test_every_seat_is_found_again_by_its_token(story: Story, seats: Seats) -> None:
    for state in story.session.seats.values():
        holder = seats.holder(story.session, seats.token(state.seat.id))
        assert holder is not None and holder.seat == state.seat
        assert holder.proven is (state.seat.role not in (Role.LEAD, Role.REGISTRAR))


def test_a_token_can_be_made_again_but_not_with_another_key_or_session(story: Story, seats: Seats) -> None:
    assert Seats(KEY, story.session.id).token("t1") == seats.token("t1")
    for other in (Seats(bytes(31) + b"1", story.session.id), Seats(KEY, "other")):
        assert other.token("t1") != seats.token("t1")
        assert seats.holder(story.session, other.token("t1")) is None


@pytest.mark.parametrize(
    "token", ["", ".", "t1", "t1.", "lead.", "t1.x", "t999.x", "g.", "gabc.x", "\N{SNOWMAN}", "t1." + "A" * 24, "\x00"]
)
def test_what_nobody_gave_out_stands_for_nobody(story: Story, seats: Seats, token: str) -> None:
    assert seats.holder(story.session, token) is None


def test_anothers_mark_does_not_fit_another_seat(story: Story, seats: Seats) -> None:
    mark = seats.token("t1").partition(".")[2]
    assert seats.holder(story.session, f"t2.{mark}") is None
    assert seats.holder(story.session, f"lead.{mark}") is None


def test_a_token_carries_at_least_128_bits(seats: Seats) -> None:
    assert len(seats.token("t1").partition(".")[2]) * 6 >= 128


def test_a_reissued_seat_has_a_new_token_and_the_old_one_is_dead(story: Story, seats: Seats) -> None:
    old = seats.token("t1", story.session.seats["t1"].generation)
    code = seats.code("p1", story.session.seats["p1"].generation)
    assert seats.by_code(story.session, code) is not None
    story.do(LEAD, c.ReissueSeat("t1"))
    story.do(LEAD, c.ReissueSeat("p1"))
    assert seats.holder(story.session, old) is None
    assert seats.by_code(story.session, code) is None
    new = seats.token("t1", story.session.seats["t1"].generation)
    assert new != old
    holder = seats.holder(story.session, new)
    assert holder is not None and holder.seat.id == "t1"
    assert seats.by_code(story.session, seats.code("p1", story.session.seats["p1"].generation)) is not None


def test_the_lead_is_proven_only_by_the_pin(story: Story, seats: Seats) -> None:
    pin = seats.pin()
    assert len(pin) == 6 and pin.isdigit()
    wrong = f"{(int(pin) + 1) % 1_000_000:06d}"
    assert seats.proven(story.session, LEAD, wrong) is None
    assert seats.proven(story.session, LEAD, "") is None
    token = seats.proven(story.session, LEAD, pin)
    assert token is not None
    holder = seats.holder(story.session, token)
    assert holder is not None and holder.proven and holder.seat is LEAD
    story.do(LEAD, c.ReissueSeat("lead"))
    assert seats.holder(story.session, token) is None


def test_a_guests_token_is_made_here_or_not_at_all(story: Story, seats: Seats) -> None:
    guest = seats.new_guest()
    holder = seats.holder(story.session, seats.token(guest.id))
    assert holder is not None and holder.seat == guest_seat(guest.id)
    assert seats.new_guest().id != guest.id


def test_a_personal_code_is_typed_as_people_type(story: Story, seats: Seats) -> None:
    code = seats.code("p7")
    assert len(code) == CODE_LENGTH and set(code) <= set(LETTERS)
    for typed in (code, code.lower(), f" {code[:4]}-{code[4:]} ", " ".join(code)):
        seat = seats.by_code(story.session, typed)
        assert seat is not None and seat.id == "p7"
    assert seats.by_code(story.session, "") is None
    assert seats.by_code(story.session, code[:-1]) is None
    assert seats.by_code(story.session, code + "A") is None


def test_a_code_may_be_typed_on_a_russian_keyboard(story: Story, seats: Seats) -> None:
    latin, russian = "ABEKMHOPCTYX", "АВЕКМНОРСТУХ"
    for no in range(1, 10):
        code = seats.code(f"p{no}")
        typed = code.translate(str.maketrans(latin, russian))
        for each in (typed, typed.lower()):
            seat = seats.by_code(story.session, each)
            assert seat is not None and seat.id == f"p{no}"


def test_a_code_may_be_typed_by_the_keys_while_the_keyboard_is_russian(story: Story, seats: Seats) -> None:
    keys = dict(zip("QWERTYUPASDFGHJKZXCVBNM", "ЙЦУКЕНГЗФЫВАПРОЛЯЧСМИТЬ", strict=True))
    for no in range(1, 10):
        typed = "".join(keys.get(letter, letter) for letter in seats.code(f"p{no}"))
        for each in (typed, typed.lower(), f"{typed[:4]} {typed[4:]}"):
            seat = seats.by_code(story.session, each)
            assert seat is not None and seat.id == f"p{no}", each


def test_all_codes_differ(seats: Seats) -> None:
    assert len({seats.code(f"p{no}") for no in range(1, 2001)}) == 2000


def test_a_table_has_no_personal_code(story: Story, seats: Seats) -> None:
    assert seats.by_code(story.session, seats.code("t1")) is None


def test_every_seat_has_its_page() -> None:
    assert [path(seat) for seat in (LEAD, SCREEN, table_seat(4), person_seat(47, "t1"), guest_seat("gx"))] == [
        "/console",
        "/projector",
        "/table/4",
        "/p/47",
        "/",
    ]
