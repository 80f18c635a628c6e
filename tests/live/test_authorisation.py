"""Every command × every role × every moment of a day, against a table that is written out here.

What a role may not say is refused as unknown, whatever the moment.  What it may say is answered by the moment.
A new command has no row, and turns this red until somebody has thought about who may say it, and when.
"""

from __future__ import annotations

from typing import Any

import pytest

from app import SCREENS
from live.house import House
from live.screen import Hall
from live.seats import Seats
from sessions import commands as c
from sessions.commands import COMMANDS, Listed, wire_name
from sessions.people import Registration
from sessions.reader import parse
from sessions.seat import SCREEN, Role, Seat
from sessions.writer import digest
from tests.story import CHOOSE_OPEN, GROUPS_OPEN, MINI, PROBLEMS, VOTED, Move, Story, ballot, card, join, seat, to
from tests.wire import new_id

GATHER: tuple[Move, ...] = (to("problems", "open"), card("t1", "Темно в парке"), card("t2", "Негде играть"))
TIE: tuple[Move, ...] = (
    *PROBLEMS,
    to("short", "open"),
    ballot("t1", "short", "c1", "c2"),
    ballot("t2", "short", "c3", "c4"),
    to("short", "revealed"),
)
SIGN_UP: tuple[Move, ...] = (*GROUPS_OPEN, join("p1", "c5", "leader"), join("p2", "c5"), join("gabc", "c5"))

MOMENTS: dict[str, tuple[Move, ...]] = {
    "lobby": (),
    "talk": (to("hello", "open"),),
    "briefing": (to("problems", "briefing"),),
    "gather": GATHER,
    "grace": (*GATHER, to("problems", "grace")),
    "closed": (*GATHER, to("problems", "closed")),
    "carried": (*GATHER, to("problems", "carried")),
    "tables vote": TIE[:-1],
    "tie revealed": TIE,
    "people vote": CHOOSE_OPEN,
    "people revealed": (*VOTED, to("choose", "revealed")),
    "sign-up": SIGN_UP,
    "evening": (*SIGN_UP, to("groups", "carried")),
}

LONGER = f'{MINI}\n[[round]]\nid = "tea"\nkind = "info"\ntitle = "Чай"\nminutes = 5\n'

SEATS: dict[Role, Seat] = {
    Role.LEAD: seat("lead"),
    Role.TABLE: seat("t1"),
    Role.PROJECTOR: SCREEN,
    Role.PERSON: seat("p1"),
    Role.GUEST: seat("gabc"),
    Role.THEME_TEAM: seat("e1"),
    Role.EXPERT: seat("x1"),
    Role.REGISTRAR: seat("r1"),
    Role.OBSERVER: seat("o1"),
}

# One payload for each command; where two roles say it about different rounds, one for each role.
PAYLOADS: dict[str, dict[str, Any]] = {
    "move_round": {"round": "problems", "phase": "closed", "was": "open"},
    "add_time": {"round": "problems", "ms": 60_000},
    "pause_clock": {"round": "problems"},
    "resume_clock": {"round": "problems"},
    "show_scene": {"scene": "prompt"},
    "blank_screen": {"on": True},
    "announce": {"text": "Перерыв"},
    "admit_card": {"card": "c1"},
    "admit_cards": {"cards": {"c1": 1, "c2": 1}},
    "hold_card": {"card": "c1"},
    "set_lane": {"source": "table", "lane": "approve"},
    "admit_names": {"given": [1]},
    "hold_name": {"no": 1},
    "pass_delays": {},
    "hide_card": {"card": "c1", "reason": "имя"},
    "restore_card": {"card": "c1"},
    "redact_card": {"card": "c1"},
    "draw_lots": {"round": "short", "number": 4711},
    "open_runoff": {"round": "short"},
    "repeat_vote": {"round": "short", "contest": 1},
    "pick_cards": {"round": "short", "cards": ["c1"]},
    "step_reveal": {"round": "short", "shown": 1},
    "answer_help": {"table": "t1"},
    "reissue_seat": {"seat": "t2"},
    "reissue_seat desk": {"seat": "p2"},
    "mark_attendance": {"people": ["p1"], "came": True},
    "register_person": {"name": "Егор Туров", "consents": ["processing"]},
    "revise_person": {"person": "p1", "name": "Егор Туров"},
    "strike_person": {"person": "p1"},
    "begin_check_in": {"day": 2, "was": 1},
    "move_person": {"person": "p1", "table": "t2"},
    "close_table": {"table": "t1", "closed": True},
    "take_list": {"rows": [Listed(None, Registration("Егор Туров"))], "known": 0},
    "give_papers": {"round": "choose", "contest": 1, "people": ["p2"], "on": True},
    "read_paper": {"round": "choose", "contest": 1, "no": "2-1", "choices": {"c5": 1}},
    "drop_paper": {"round": "choose", "contest": 1, "no": "2-1"},
    "count_hands": {"round": "choose", "contest": 1, "voters": 1, "choices": {"c5": 1}},
    "count_hands desk": {"round": "choose", "contest": 1, "voters": 1, "choices": {"c5": 1}, "table": "t1"},
    "enter_card": {"round": "problems", "table": "t1", "no": 1, "fields": {"title": "Ещё одна"}},
    "enter_ballot": {"round": "short", "table": "t1", "choices": {"c1": 1}},
    "enter_ranking": {"round": "short", "table": "t1", "cards": ["c1"]},
    "enter_best": {"round": "problems", "table": "t1", "cards": ["c1"]},
    "enter_answers": {"round": "day", "table": "t1", "answers": {"tomorrow": "yes"}},
    "enter_sheet": {"round": "problems", "table": "t1", "card": "c1", "fields": {"title": "Свет"}},
    "enter_ready": {"round": "problems", "table": "t1", "ready": True},
    "enter_sign_up": {"round": "groups", "badge": 2, "card": "c5", "role": "member"},
    "remove_sign_up": {"card": "c5", "no": 1},
    "let_guests": {"on": False},
    "let_observers": {"see": "cards"},
    "submit_card": {"round": "problems", "fields": {"title": "Ещё одна"}},
    "revise_card": {"card": "c1", "fields": {"title": "Другими словами"}, "revision": 1},
    "withdraw_card": {"card": "c1"},
    "submit_card person": {"round": "problems", "fields": {"title": "Ещё одна"}},
    "revise_card person": {"card": "c1", "fields": {"title": "Другими словами"}, "revision": 1},
    "withdraw_card person": {"card": "c1"},
    "choose_best": {"round": "problems", "cards": ["c1"]},
    "call_stop": {"round": "problems", "stop": 2, "was": 1},
    "call_stage": {"round": "problems", "stage": 1, "was": None},
    "cast_ballot": {"round": "short", "choices": {"c1": 1}},
    "cast_ballot person": {"round": "choose", "choices": {"c5": 1}},
    "rank_cards": {"round": "short", "cards": ["c1"]},
    "place_cards": {"round": "short", "tables": {"c1": ["t1"]}},
    "list_people": {"round": "short", "people": {"p1": "t1"}},
    "list_person": {"round": "short", "person": "p1", "table": "t1"},
    "start_pitch": {"round": "pitches", "card": "c1", "seen": 0},
    "open_questions": {"round": "pitches", "card": "c1", "seen": 0},
    "finish_pitch": {"round": "pitches", "card": "c1", "seen": 0},
    "skip_pitch": {"round": "pitches", "card": "c1", "seen": 0},
    "return_pitch": {"round": "pitches", "card": "c1", "seen": 0},
    "add_pitch_time": {"round": "pitches", "card": "c1", "ms": 30_000},
    "pause_pitch": {"round": "pitches", "card": "c1"},
    "resume_pitch": {"round": "pitches", "card": "c1"},
    "give_reply": {"round": "pitches", "card": "c1", "answer": "yes"},
    "ask_question": {"round": "hello", "text": "Сколько стоит?"},
    "back_question": {"question": "q1", "on": True},
    "mark_question": {"question": "q1", "state": "wall", "was": "new"},
    "admit_question": {"question": "q1"},
    "redact_question": {"question": "q1"},
    "mark_ready": {"round": "problems", "ready": True},
    "call_help": {"on": True},
    "sign_up": {"round": "groups", "card": "c5", "role": "member"},
    "withdraw_sign_up": {"card": "c5"},
    "answer_poll": {"round": "day", "answers": {"tomorrow": "yes"}},
    "forget_answers": {"round": "day"},
    "let_text": {"round": "day", "question": "better", "no": 0, "on": True},
    "open_straw": {"question": "Перерыв?", "options": ["Да", "Нет"]},
    "answer_straw": {"straw": 1, "choice": 0},
    "close_straw": {"straw": 1},
    "hide_straw": {"straw": 1},
    "arrive": {},
    "merge_cards": {"round": "themes", "cards": {"c1": "", "c3": ""}},
    "split_cards": {"round": "themes", "theme": "m1", "cards": ["c1"]},
    "rename_theme": {"theme": "m1", "title": "Свет", "revision": 1},
    "set_aside": {"round": "themes", "cards": {"c2": ""}, "reason": "personal"},
    "bring_back": {"round": "themes", "cards": ["c2"]},
    "tell_apart": {"round": "themes", "cards": ["c1", "c2"]},
    "set_synonyms": {"lines": ["свет, фонари"]},
    "object_to_theme": {"card": "c1", "on": True},
    "undo_act": {"seq": 0},
    "undo_act team": {"seq": 0},
    "send_notice": {"text": "Осталось три минуты"},
    "read_notice": {"notice": 1},
    "call_expert": {"on": True, "about": "чья это земля"},
    "take_call": {"table": "t1"},
    "end_call": {"table": "t1"},
    "write_note": {"card": "c1", "text": "Узнайте, чья земля"},
    "redact_note": {"note": "n1"},
    "replan_day": {"minutes": {"short": 4}},
    "revise_scenario": {"text": LONGER, "base": digest(parse(MINI))},
    "save_sheet": {"round": "problems", "card": "c1", "fields": {"title": "Свет"}, "version": 0},
    "answer_comment": {"round": "problems", "card": "c1", "accepted": True},
    "redact_field": {"card": "c1", "field": "what"},
    "reopen_round": {"round": "problems", "was": "carried"},
    "restart_round": {"round": "problems", "was": "closed"},
}

LEGEND = {
    "+": "ok",
    "c": "phase.closed",
    "s": "round.stale",
    "m": "phase.moved",
    "n": "clock.none",
    "b": "round.begun",
    "w": "expert.none",
    "z": "call.ended",
    "?": "card.unknown",
    "x": "scene.unknown",
    "d": "draw.not_needed",
    "r": "runoff.not_needed",
    "e": "repeat.too_early",
    "o": "round.other_live",
    "p": "pick.not_needed",
    "f": "phase.not_allowed",
    "g": "card.gone_on",
    "-": "sign_up.missing",
    "u": "event.unknown",
    "R": "round.unknown",
    "Q": "question.unknown",
    "T": "theme.unknown",
    "O": "objection.closed",
    "y": "straw.closed",
    "0": "undo.nothing",
    "1": "undo.stale",
    "F": "seat.foreign",
    "N": "person.unknown",
    "l": "list.none",
    "P": "papers.more",
    "q": "paper.unknown",
    "S": "paper.older",
    "M": "note.unknown",
}

# Who may say it, and what comes of it at each of MOMENTS, in their order.
L, T, P, G, E, X, D = (
    Role.LEAD,
    Role.TABLE,
    Role.PERSON,
    Role.GUEST,
    Role.THEME_TEAM,
    Role.EXPERT,
    Role.REGISTRAR,
)
TABLE: dict[str, tuple[set[Role], str]] = {
    "move_round":         ({L},     "m m m + m + m m m m m m m"),
    "add_time":           ({L},     "n n n + + n n n n n n n n"),
    "pause_clock":        ({L},     "n n n + + n n n n n n n n"),
    "resume_clock":       ({L},     "n n n + + n n n n n n n n"),
    "show_scene":         ({L},     "x + + + + + + + + + + + +"),
    "blank_screen":       ({L},     "+ + + + + + + + + + + + +"),
    "announce":           ({L},     "+ + + + + + + + + + + + +"),
    "admit_card":         ({L},     "? ? ? + + + + + + + + + +"),
    "admit_cards":        ({L},     "+ + + + + + + + + + + + +"),
    "hold_card":          ({L},     "? ? ? + + + g g g g g g g"),
    "set_lane":           ({L},     "+ + + + + + + + + + + + +"),
    "admit_names":        ({L},     "+ + + + + + + + + + + + +"),
    "hold_name":          ({L},     "- - - - - - - - - - - + +"),
    "pass_delays":        (set(),   "u u u u u u u u u u u u u"),
    "hide_card":          ({L},     "? ? ? + + + + + + + + + +"),
    "restore_card":       ({L},     "? ? ? + + + + + + + + + +"),
    "redact_card":        ({L},     "? ? ? + + + + + + + + + +"),
    "redact_field":       ({L},     "? ? ? + + + + + + + + + +"),
    "draw_lots":          ({L},     "d d d d d d d d + d d d d"),
    "open_runoff":        ({L},     "r r r r r r r r r r r r r"),
    "repeat_vote":        ({L},     "e e e e e e e e + o + o +"),
    "pick_cards":         ({L},     "p p p p p p p p p p p p p"),
    "step_reveal":        ({L},     "f f f f f f f f + + + + +"),
    "answer_help":        ({L},     "+ + + + + + + + + + + + +"),
    "reissue_seat":       ({L},     "+ + + + + + + + + + + + +"),
    "reissue_seat desk":  ({D},     "+ + + + + + + + + + + + +"),
    "mark_attendance":    ({D},     "N N N N N N N N N N N N N"),
    "register_person":    ({D},     "+ + + + + + + + + + + + +"),
    "revise_person":      ({D},     "N N N N N N N N N N N N N"),
    "strike_person":      ({D},     "N N N N N N N N N N N N N"),
    "begin_check_in":     ({D},     "l l l l l l l l l l l l l"),
    "move_person":        ({D},     "+ + + + + + + + + + + + +"),
    "close_table":        ({L, D},  "+ + + + + + + + + + + + +"),
    "take_list":          (set(),   "u u u u u u u u u u u u u"),
    "give_papers":        ({L, D},  "c c c c c c c c c + c c c"),
    "read_paper":         ({L, D},  "c c c c c c c c c P c c c"),
    "drop_paper":         ({L, D},  "c c c c c c c c c q c c c"),
    "count_hands":        ({T},     "c c c c c c c c c + c c c"),
    "count_hands desk":   ({L, D},  "c c c c c c c c c + c c c"),
    "enter_card":         ({L, D},  "c s c + + c c s s s s s s"),
    "enter_ballot":       ({L, D},  "c s s s s s s S c s s s s"),
    "enter_ranking":      ({L, D},  "c s s s s s s s c s s s s"),
    "enter_best":         ({L, D},  "s s s s s s s s s s s s s"),
    "enter_answers":      ({L, D},  "R R R R R R R R R R R R R"),
    "enter_sheet":        ({L, D},  "c s c s s c c s s s s s s"),
    "enter_ready":        ({L, D},  "c s c + + c c s s s s s s"),
    "enter_sign_up":      ({L, D},  "c s s s s s s s s s s + c"),
    "remove_sign_up":     ({L},     "- - - - - - - - - - - + +"),
    "let_guests":         ({L},     "+ + + + + + + + + + + + +"),
    "let_observers":      ({L},     "+ + + + + + + + + + + + +"),
    "write_note":         ({X},     "? ? ? ? ? ? + + + + + + +"),
    "redact_note":        ({L},     "M M M M M M M M M M M M M"),
    "submit_card":        ({T},     "c s c + + c c s s s s s s"),
    "revise_card":        ({T},     "? ? ? + + c c s s s s s s"),
    "withdraw_card":      ({T},     "? ? ? + + c c s s s s s s"),
    "save_sheet":         ({T},     "c s c s s c c s s s s s s"),
    "answer_comment":     ({T},     "c s c s s c c s s s s s s"),
    "submit_card person":  ({P, G},  "c s c F F c c s s s s s s"),
    "revise_card person":  ({P, G},  "? ? ? F F F F F F F F F F"),
    "withdraw_card person": ({P, G}, "? ? ? F F F F F F F F F F"),
    "choose_best":        ({T},     "s s s s s s s s s s s s s"),
    "call_stop":          ({L},     "f f f f f f f f f f f f f"),
    "call_stage":         ({L},     "f f f f f f f f f f f f f"),
    "mark_ready":         ({T},     "c s c + + c c s s s s s s"),
    "call_help":          ({T},     "+ + + + + + + + + + + + +"),
    "cast_ballot":        ({T},     "c s s s s s s + c s s s s"),
    "cast_ballot person": ({P},     "c s s s s s s s s + c s s"),
    "rank_cards":         ({T},     "c s s s s s s s c s s s s"),
    "place_cards":        ({L},     "R R R R R R R R R R R R R"),
    "list_people":        ({L, D},    "R R R R R R R R R R R R R"),
    "list_person":        ({L, D},    "R R R R R R R R R R R R R"),
    "sign_up":            ({P, G},  "c s s s s s s s s s s + c"),
    "withdraw_sign_up":   ({P, G},  "- - - - - - - - - - - + +"),
    "send_notice":        ({L},     "+ + + + + + + + + + + + +"),
    "read_notice":        ({T},     "+ + + + + + + + + + + + +"),
    "call_expert":        ({T},     "w w w w w w w w w w w w w"),
    "take_call":          ({X},     "z z z z z z z z z z z z z"),
    "end_call":           ({L, X},  "+ + + + + + + + + + + + +"),
    "replan_day":         ({L},     "+ + + + + + + b b b b b b"),
    "revise_scenario":    ({L},     "+ + + + + + + + + + + + +"),
    "reopen_round":       ({L},     "m m m m m m + + + + + + +"),
    "restart_round":      ({L},     "m m m m m + m m m m m m m"),
    "answer_poll":        ({T, P, G}, "R R R R R R R R R R R R R"),
    "forget_answers":     ({P, G},  "R R R R R R R R R R R R R"),
    "let_text":           ({L},     "R R R R R R R R R R R R R"),
    "open_straw":         ({L},     "+ + + + + + + + + + + + +"),
    "answer_straw":       ({P, G},  "y y y y y y y y y y y y y"),
    "close_straw":        ({L},     "y y y y y y y y y y y y y"),
    "hide_straw":         ({L},     "y y y y y y y y y y y y y"),
    "merge_cards":        ({E},     "R R R R R R R R R R R R R"),
    "split_cards":        ({L, E},  "R R R R R R R R R R R R R"),
    "rename_theme":       ({E},     "T T T T T T T T T T T T T"),
    "set_aside":          ({E},     "R R R R R R R R R R R R R"),
    "bring_back":         ({L, E},  "R R R R R R R R R R R R R"),
    "tell_apart":         ({E},     "R R R R R R R R R R R R R"),
    "set_synonyms":       ({E},     "+ + + + + + + + + + + + +"),
    "undo_act":           ({L},     "0 1 1 1 1 1 1 1 1 1 1 1 1"),
    "undo_act team":      ({E},     "0 0 0 0 0 0 0 0 0 0 0 0 0"),
    "object_to_theme":    ({T},     "? ? ? O O O O O O O O O O"),
    "start_pitch":       ({L},     "R R R R R R R R R R R R R"),
    "open_questions":    ({L},     "R R R R R R R R R R R R R"),
    "finish_pitch":      ({L},     "R R R R R R R R R R R R R"),
    "skip_pitch":        ({L},     "R R R R R R R R R R R R R"),
    "return_pitch":      ({L},     "R R R R R R R R R R R R R"),
    "add_pitch_time":    ({L},     "R R R R R R R R R R R R R"),
    "pause_pitch":       ({L},     "R R R R R R R R R R R R R"),
    "resume_pitch":      ({L},     "R R R R R R R R R R R R R"),
    "give_reply":        ({L},     "R R R R R R R R R R R R R"),
    "ask_question":       ({T, P, G}, "c s s s s s s s s s s s s"),
    "back_question":      ({T, P, G}, "Q Q Q Q Q Q Q Q Q Q Q Q Q"),
    "mark_question":     ({L},     "Q Q Q Q Q Q Q Q Q Q Q Q Q"),
    "admit_question":    ({L},     "Q Q Q Q Q Q Q Q Q Q Q Q Q"),
    "redact_question":   ({L},     "Q Q Q Q Q Q Q Q Q Q Q Q Q"),
    "arrive":             (set(),   "u u u u u u u u u u u u u"),
}  # fmt: skip


def test_no_command_is_without_a_row() -> None:
    assert {name.partition(" ")[0] for name in TABLE} == set(COMMANDS)


def test_every_moment_has_an_answer_in_every_row() -> None:
    assert {name: len(answers.split()) for name, (_, answers) in TABLE.items()} == dict.fromkeys(TABLE, len(MOMENTS))


def test_the_screens_list_exactly_what_the_table_says() -> None:
    listed = {
        (role, wire_name(command)) for screen in SCREENS for role in screen.roles for command in screen.commands[role]
    }
    said = {(role, name.partition(" ")[0]) for name, (roles, _) in TABLE.items() for role in roles}
    assert listed == said


def test_a_role_sits_on_one_screen_only() -> None:
    assert sorted(role for screen in SCREENS for role in screen.roles) == sorted(Role)


def arrived(moment: str) -> tuple[Story, House]:
    story = Story(MINI).play(MOMENTS[moment])
    return story, House(story.desk, Seats(bytes(32), "story"), SCREENS, Hall())


def answer(ack: dict[str, Any]) -> str:
    return "ok" if ack["ok"] else str(ack["error"]["code"])


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_each_role_may_say(moment: str) -> None:
    story, house = arrived(moment)
    expected, got = {}, {}
    for name, (roles, answers) in TABLE.items():
        command = name.partition(" ")[0]
        for role in roles:
            screen = house.screen_of(role)
            assert screen is not None
            before = story.session.head, story.desk.version()
            ack = house.say(screen, SEATS[role], command, {"action_id": new_id(), **PAYLOADS[name]}, "ru")
            expected[role, name] = LEGEND[answers.split()[list(MOMENTS).index(moment)]]
            got[role, name] = answer(ack)
            if ack["ok"]:
                story, house = arrived(moment)
            else:
                assert (story.session.head, story.desk.version()) == before, f"{name} was refused and changed something"
    assert got == expected


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_a_role_may_not_say_is_unknown_on_every_screen(moment: str) -> None:
    story, house = arrived(moment)
    before = story.session.head, story.desk.version()
    allowed = {(role, name.partition(" ")[0]) for name, (roles, _) in TABLE.items() for role in roles}
    for role, name in ((role, name) for role in Role for name in COMMANDS):
        payload = {"action_id": new_id(), **PAYLOADS[name]}
        for screen in SCREENS:
            if (role, name) in allowed and role in screen.roles:
                continue
            assert answer(house.say(screen, SEATS[role], name, payload, "ru")) == "event.unknown", (role, name, screen)
    assert (story.session.head, story.desk.version()) == before


@pytest.mark.parametrize("moment", MOMENTS)
def test_behind_the_screens_the_desk_gives_nobody_anothers_right(moment: str) -> None:
    """Were a screen to list a command by mistake, the rules would still let no table lead and no projector write."""
    story, _ = arrived(moment)
    lead_only = {name for name, (roles, _) in TABLE.items() if roles == {Role.LEAD}}
    before = story.session.head
    for role in (Role.TABLE, Role.PROJECTOR, Role.PERSON, Role.GUEST, Role.EXPERT, Role.OBSERVER):
        for name in sorted(lead_only):
            command = COMMANDS[name](**PAYLOADS[name])
            ack = story.desk.ask(SEATS[role], new_id(), command)
            assert ack.code == "event.unknown", (role, name)
    for role in (Role.LEAD, Role.PROJECTOR, Role.GUEST, Role.EXPERT, Role.OBSERVER):
        for name in ("submit_card", "cast_ballot", "mark_ready", "call_help", "revise_card", "withdraw_card"):
            assert not story.desk.ask(SEATS[role], new_id(), COMMANDS[name](**PAYLOADS[name])).ok, (role, name)
    for role in (Role.LEAD, Role.PROJECTOR, Role.TABLE):
        assert not story.desk.ask(SEATS[role], new_id(), COMMANDS["sign_up"](**PAYLOADS["sign_up"])).ok
    assert story.session.head == before


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_expert_never_votes_and_an_observer_never_speaks(moment: str) -> None:
    """No ballot, grade, mark, wish or answer comes from an expert's seat, by its screen or past it; an observer has not
    one command."""
    story, house = arrived(moment)
    before = story.session.head
    counted = (c.CastBallot, c.RankCards, c.AnswerPoll, c.AnswerStraw, c.BackQuestion, c.ChooseBest, c.SignUp)
    experts, observers = house.screen_of(Role.EXPERT), house.screen_of(Role.OBSERVER)
    assert experts is not None and observers is not None
    assert not set(experts.commands[Role.EXPERT]) & set(counted)
    assert not observers.commands[Role.OBSERVER]
    for name in {wire_name(each) for each in counted} | {name for name in PAYLOADS if "person" in name}:
        for role in (Role.EXPERT, Role.OBSERVER):
            command = name.partition(" ")[0]
            assert not story.desk.ask(SEATS[role], new_id(), COMMANDS[command](**PAYLOADS[name])).ok, (role, name)
    assert story.session.head == before


def test_in_each_vote_only_its_own_electors_vote() -> None:
    _, house = arrived("people vote")
    table, person = house.screen_of(Role.TABLE), house.screen_of(Role.PERSON)
    assert table is not None and person is not None
    payload = {"action_id": new_id(), **PAYLOADS["cast_ballot person"]}
    assert answer(house.say(table, SEATS[Role.TABLE], "cast_ballot", payload, "ru")) == "ballot.not_elector"
    _, house = arrived("tables vote")
    payload = {"action_id": new_id(), **PAYLOADS["cast_ballot"]}
    assert answer(house.say(person, SEATS[Role.PERSON], "cast_ballot", payload, "ru")) == "ballot.not_elector"


@pytest.mark.parametrize("name", ["revise_card", "withdraw_card"])
def test_a_table_touches_its_own_cards_only(name: str) -> None:
    story, house = arrived("gather")
    screen = house.screen_of(Role.TABLE)
    assert screen is not None
    payload = {"action_id": new_id(), **PAYLOADS[name], "card": "c2"}
    assert answer(house.say(screen, SEATS[Role.TABLE], name, payload, "ru")) == "seat.foreign"
    assert story.session.cards["c2"].fields == {"title": "Негде играть"}
