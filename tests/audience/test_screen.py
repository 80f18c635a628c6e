"""On the phone a badge votes, answers and signs up, a guest answers and signs up, and nobody else says anything."""

from __future__ import annotations

from audience.screen import SCREEN
from sessions.commands import COMMANDS, wire_name
from sessions.seat import Role

GUEST = {
    "sign_up",
    "withdraw_sign_up",
    "ask_question",
    "back_question",
    "answer_poll",
    "forget_answers",
    "answer_straw",
}
PERSON = GUEST | {"cast_ballot"}


def test_each_role_may_say_its_own_and_no_more() -> None:
    for role, allowed in ((Role.PERSON, PERSON), (Role.GUEST, GUEST)):
        assert {wire_name(each) for each in SCREEN.commands[role]} == allowed
        assert all(SCREEN.command(role, name) is None for name in set(COMMANDS) - allowed)


def test_a_guest_never_votes() -> None:
    assert SCREEN.command(Role.GUEST, "cast_ballot") is None


def test_nobody_else_sits_here() -> None:
    assert SCREEN.roles == {Role.PERSON, Role.GUEST}
    for role in set(Role) - SCREEN.roles:
        assert all(SCREEN.command(role, name) is None for name in COMMANDS)


def test_a_phone_hears_four_times_a_second_and_not_who_is_online() -> None:
    assert (SCREEN.namespace, SCREEN.rate_hz, SCREEN.hears_presence) == ("/audience", 4, False)
