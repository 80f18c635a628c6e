"""On the tablet a table says what tables say, and nobody else says anything."""

from __future__ import annotations

from sessions.commands import COMMANDS, wire_name
from sessions.seat import Role
from table_client.screen import SCREEN

TABLE = {
    "submit_card",
    "revise_card",
    "withdraw_card",
    "cast_ballot",
    "count_hands",
    "mark_ready",
    "call_help",
    "object_to_theme",
    "call_expert",
    "read_notice",
    "rank_cards",
    "ask_question",
    "back_question",
    "answer_poll",
    "save_sheet",
    "answer_comment",
    "choose_best",
}


def test_a_table_may_say_what_tables_say_and_no_more() -> None:
    assert {wire_name(each) for each in SCREEN.commands[Role.TABLE]} == TABLE
    assert all(SCREEN.command(Role.TABLE, name) is None for name in set(COMMANDS) - TABLE)


def test_nobody_else_sits_here() -> None:
    assert SCREEN.roles == {Role.TABLE}
    for role in set(Role) - {Role.TABLE}:
        assert all(SCREEN.command(role, name) is None for name in COMMANDS)


def test_the_tablet_hears_ten_times_a_second_and_not_who_is_online() -> None:
    assert (SCREEN.namespace, SCREEN.rate_hz, SCREEN.hears_presence) == ("/table", 10, False)
