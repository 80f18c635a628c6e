"""On the console the lead may say the lead's commands, all of them, and nobody else may say anything."""

from __future__ import annotations

from facilitator.screen import SCREEN
from sessions.commands import COMMANDS, wire_name
from sessions.seat import Role

HALL = {
    "submit_card",
    "revise_card",
    "withdraw_card",
    "cast_ballot",
    "mark_ready",
    "call_help",
    "sign_up",
    "withdraw_sign_up",
    "arrive",
    "pass_delays",
    "object_to_theme",
    "rank_cards",
    "ask_question",
    "back_question",
    "merge_cards",
    "rename_theme",
    "set_aside",
    "tell_apart",
    "set_synonyms",
    "read_notice",
    "call_expert",
    "write_note",
    "take_call",
    "answer_poll",
    "forget_answers",
    "answer_straw",
    "save_sheet",
    "answer_comment",
    "choose_best",
    "mark_attendance",
    "register_person",
    "revise_person",
    "strike_person",
    "begin_check_in",
    "move_person",
    "take_list",
}


def test_the_lead_may_say_every_command_of_the_lead() -> None:
    assert {wire_name(each) for each in SCREEN.commands[Role.LEAD]} == set(COMMANDS) - HALL


def test_nobody_else_may_say_anything() -> None:
    assert SCREEN.roles == {Role.LEAD}
    for role in set(Role) - {Role.LEAD}:
        assert all(SCREEN.command(role, name) is None for name in COMMANDS)


def test_the_lead_does_not_write_vote_sign_up_or_lay_cards_together() -> None:
    assert all(SCREEN.command(Role.LEAD, name) is None for name in HALL)


def test_the_console_hears_who_is_online() -> None:
    assert SCREEN.hears_presence and SCREEN.namespace == "/facilitator"
