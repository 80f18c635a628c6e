"""The lead's acts: phases, the clock, the screen, cards set aside and blotted out."""

import hashlib

import pytest

from sessions import commands as c
from sessions import events as e
from sessions.phases import MOVES, Phase
from sessions.refusals import Refusal
from sessions.seat import LEAD
from tests.story import CHOSEN, MINI, PROBLEMS, SHORT, SIGNED_UP, VOTED, after, ballot, card, seat, to

T1 = seat("t1")
WAYS = {
    Phase.PLANNED: (),
    Phase.BRIEFING: (to("short", "briefing"),),
    Phase.OPEN: (to("short", "open"), ballot("t1", "short", "c1")),
    Phase.GRACE: (to("short", "open"), ballot("t1", "short", "c1"), to("short", "grace")),
    Phase.CLOSED: (to("short", "open"), ballot("t1", "short", "c1"), to("short", "closed")),
    Phase.REVEALED: (to("short", "open"), ballot("t1", "short", "c1"), to("short", "revealed")),
    Phase.CARRIED: (to("short", "open"), ballot("t1", "short", "c1"), to("short", "carried")),
    Phase.SKIPPED: (to("short", "skipped"),),
}


@pytest.mark.parametrize("there", Phase)
@pytest.mark.parametrize("here", Phase)
def test_a_round_moves_only_as_the_table_says(here, there):
    story = after([*PROBLEMS, *WAYS[here]])
    command = c.MoveRound("short", there.value, here.value)
    if there is here:
        before = story.session.head
        assert story.do(LEAD, command).ok
        assert story.session.head == before
    elif there in MOVES[here] and (here, there) != (Phase.CLOSED, Phase.CARRIED):
        story.do(LEAD, command)
        assert story.round("short").phase is there
    else:
        assert story.no(LEAD, command) == Refusal.PHASE_NOT_ALLOWED


def test_pressed_twice_a_button_moves_once():
    story = after([to("problems", "open"), card("t1", "Темно")])
    close = c.MoveRound("problems", "closed", "open")
    story.play([close, close])
    assert [event for event in story.events if event == e.RoundMoved("problems", "closed")] == [
        e.RoundMoved("problems", "closed")
    ]


def test_who_saw_an_older_phase_moves_nothing():
    story = after([to("problems", "closed")])
    assert story.no(LEAD, c.MoveRound("problems", "grace", "open")) == Refusal.PHASE_MOVED
    assert story.no(LEAD, c.MoveRound("problems", "moon", "closed")) == Refusal.PHASE_NOT_ALLOWED
    assert story.no(LEAD, c.MoveRound("moon", "open", "planned")) == Refusal.ROUND_UNKNOWN


def test_one_round_is_live_at_a_time():
    story = after([to("hello", "open")])
    for there in ("open", "briefing"):
        assert story.no(LEAD, c.MoveRound("problems", there, "planned")) == Refusal.ROUND_OTHER_LIVE
    story.play([to("hello", "closed"), to("problems", "open")])
    assert story.no(LEAD, c.MoveRound("hello", "open", "closed")) == Refusal.ROUND_OTHER_LIVE


def test_only_a_vote_is_revealed():
    story = after([to("problems", "closed")])
    assert story.no(LEAD, c.MoveRound("problems", "revealed", "closed")) == Refusal.PHASE_NOT_ALLOWED


def test_a_round_put_back_or_skipped_gives_the_hall_back_the_round_before():
    story = after([*SHORT, to("solutions", "briefing")])
    assert story.session.current == "solutions"
    story.play([to("solutions", "planned")])
    assert story.session.current == "short"
    story.play([to("solutions", "briefing"), to("solutions", "skipped")])
    assert story.session.current == "short"
    assert after([to("hello", "briefing"), to("hello", "planned")]).session.current is None


def test_skipping_a_round_far_ahead_leaves_the_hall_where_it_is():
    story = after([to("problems", "open"), to("groups", "skipped")])
    assert story.session.current == "problems"


# -- the clock ---------------------------------------------------------------------------------------------


def test_the_clock_starts_full_and_stops_at_the_close():
    story = after([to("problems", "open")])
    clock = story.session.clock
    assert (clock.round, clock.left(story.mono_ms), clock.total_ms, clock.running) == (
        "problems",
        600_000,
        600_000,
        True,
    )
    story.passes(60_000)
    assert clock.left(story.mono_ms) == 540_000
    story.play([to("problems", "closed")])
    assert not story.session.clock.running
    assert story.session.clock.left_ms == 539_000


def test_the_bell_decides_nothing():
    story = after([to("problems", "open")])
    story.passes(3_600_000)
    assert story.do(T1, c.SubmitCard("problems", {"title": "После звонка"})).ok
    assert story.round("problems").phase is Phase.OPEN


def test_minutes_are_added_and_taken():
    story = after([to("problems", "open"), c.AddTime("problems", 120_000)])
    assert story.session.clock.left(story.mono_ms) == 600_000 - 1000 + 120_000
    assert story.session.clock.total_ms == 720_000
    story.play([c.AddTime("problems", -60_000)])
    assert story.session.clock.left(story.mono_ms) == 658_000
    assert story.session.clock.total_ms == 660_000


def test_the_whole_time_is_never_below_what_is_left():
    story = after([to("problems", "open")])
    story.play([c.AddTime("problems", -580_000)])
    clock = story.session.clock
    assert (clock.left(story.mono_ms), clock.total_ms) == (19_000, 20_000)
    story.play([c.AddTime("problems", -60_000)])
    clock = story.session.clock
    assert (clock.left(story.mono_ms), clock.total_ms) == (-42_000, 1)
    story.play([c.AddTime("problems", 60_000)])
    clock = story.session.clock
    assert clock.total_ms >= clock.left(story.mono_ms) == 60_000


def test_a_pause_leaves_the_whole_time_as_it_is():
    story = after([to("problems", "open"), c.AddTime("problems", 60_000), c.PauseClock("problems")])
    assert story.session.clock.total_ms == 660_000


def test_after_the_bell_two_minutes_more_are_two_minutes_from_now():
    story = after([to("problems", "open")])
    story.passes(900_000)
    story.play([c.AddTime("problems", 120_000)])
    assert story.session.clock.left(story.mono_ms) == 120_000
    assert story.session.clock.total_ms == 600_000 + 301_000 + 120_000


def test_a_paused_clock_stands_and_runs_on_from_there():
    story = after([to("problems", "open"), c.PauseClock("problems")])
    story.passes(300_000)
    assert story.session.clock.left(story.mono_ms) == 599_000
    rev = story.session.clock.rev
    story.play([c.PauseClock("problems")])
    assert story.session.clock.rev == rev
    story.play([c.ResumeClock("problems")])
    assert story.session.clock.left(story.mono_ms) == 599_000
    assert story.session.clock.rev > rev


def test_grace_has_its_own_time():
    story = after([to("problems", "open"), to("problems", "grace")])
    assert story.session.clock.left(story.mono_ms) == 60_000


def test_a_reopened_round_gets_the_grace_time_not_the_whole():
    story = after([to("problems", "closed"), to("problems", "open")])
    assert story.session.clock.left(story.mono_ms) == 60_000


def test_a_round_that_is_not_live_has_no_clock_to_change():
    story = after([to("hello", "carried"), to("problems", "briefing")])
    for command in (c.AddTime("problems", 1), c.PauseClock("hello"), c.ResumeClock("short")):
        assert story.no(LEAD, command) == Refusal.CLOCK_NONE
    assert story.no(LEAD, c.PauseClock("moon")) == Refusal.ROUND_UNKNOWN


# -- the screen --------------------------------------------------------------------------------------------


def test_a_scene_is_chosen_among_those_there_are_and_goes_with_the_round():
    story = after([to("problems", "open"), c.ShowScene("prompt"), c.ShowScene("prompt")])
    assert story.session.scene == "prompt"
    assert story.no(LEAD, c.ShowScene("result")) == Refusal.SCENE_UNKNOWN
    assert story.no(LEAD, c.ShowScene("moon")) == Refusal.SCENE_UNKNOWN
    story.play([to("problems", "closed")])
    assert story.session.scene == "auto"


def test_the_scene_of_one_group_needs_its_card():
    story = after([*SIGNED_UP, c.ShowScene("group", "c5")])
    assert (story.session.scene, story.session.scene_card) == ("group", "c5")
    assert story.no(LEAD, c.ShowScene("group")) == Refusal.SCENE_UNKNOWN
    assert story.no(LEAD, c.ShowScene("groups", "c5")) == Refusal.SCENE_UNKNOWN
    assert story.no(LEAD, c.ShowScene("group", "c99")) == Refusal.CARD_UNKNOWN


def test_the_screen_goes_black_and_comes_back():
    story = after([c.BlankScreen(True), c.BlankScreen(True)])
    assert story.session.blank
    assert sum(isinstance(event, e.ScreenBlanked) for event in story.events) == 1
    story.play([c.BlankScreen(False)])
    assert not story.session.blank


def test_an_announcement_stands_until_it_is_taken_away():
    story = after([c.Announce(" Перерыв "), to("hello", "open")])
    assert story.session.announcement == "Перерыв"
    story.play([c.Announce("  ")])
    assert story.session.announcement == ""


# -- cards -------------------------------------------------------------------------------------------------


def test_a_card_is_set_aside_with_a_reason_and_brought_back():
    story = after([*PROBLEMS, c.HideCard("c1", " имя соседа "), c.HideCard("c1", "ещё")])
    hidden = story.session.cards["c1"]
    assert (hidden.state, hidden.reason) == ("hidden", "имя соседа")
    assert [each.id for each in story.session.standing(story.session.pools["problems"])] == ["c2", "c3", "c4"]
    story.play([c.RestoreCard("c1"), c.RestoreCard("c1")])
    assert story.session.cards["c1"].reason == ""
    assert [each.id for each in story.session.standing(story.session.pools["problems"])] == ["c1", "c2", "c3", "c4"]


@pytest.mark.parametrize("act", [c.AdmitCard, c.HideCard, c.RestoreCard, c.RedactCard], ids=lambda act: act.__name__)
def test_a_card_that_is_not_there_can_have_nothing_done_to_it(act):
    assert after([]).no(LEAD, act("c1")) == Refusal.CARD_UNKNOWN


def test_a_withdrawn_card_is_neither_hidden_nor_restored():
    story = after([to("problems", "open"), card("t1", "Темно"), (T1, c.WithdrawCard("c1"))])
    story.play([c.HideCard("c1"), c.RestoreCard("c1")])
    assert story.session.cards["c1"].state == "withdrawn"


def test_what_was_typed_is_blotted_out_of_every_entry_and_the_chain_still_holds(tmp_path):
    story = after(
        [
            to("problems", "open"),
            card("t1", "Сосед Иванов шумит", place="Лесная 7"),
            (T1, c.ReviseCard("c1", {"title": "Сосед Иванов опять шумит"}, 1)),
            card("t2", "Темно"),
        ],
        path=tmp_path / "day.sqlite",
    )
    head = story.session.head
    story.play([c.RedactCard("c1"), c.RedactCard("c1")])
    acts = [event for event in story.events if isinstance(event, e.EntryRedacted)]
    assert len(acts) == 2
    stub = e.CardRevised("c1", {"title": "█████"}, 2)
    assert acts[1].stub_sha256 == hashlib.sha256(e.encode(stub)).hexdigest()
    assert stub in story.events
    assert head in [entry.hash for entry in story.store.entries()]
    live = story.session
    assert live.cards["c1"].fields == {"title": "█████"}
    assert story.reopen().session == live
    story.close()
    for file in tmp_path.iterdir():
        assert "Иванов".encode() not in file.read_bytes()
        assert "Лесная".encode() not in file.read_bytes()


def test_a_blotted_card_is_no_choice_and_its_table_may_write_another():
    story = after([to("problems", "open"), card("t1", "Иванов"), card("t1", "Темно"), c.RedactCard("c1")])
    assert story.session.cards["c1"].state == "hidden"
    assert story.no(LEAD, c.RestoreCard("c1")) == Refusal.CARD_REDACTED
    story.play([card("t1", "Сыро"), to("problems", "carried")])
    assert story.session.pools["problems"] == ("c2", "c3")


def test_a_sphere_is_not_blotted_out():
    story = after([to("problems", "open"), card("t1", "Иванов", place="Лесная 7", sphere="eco"), c.RedactCard("c1")])
    assert story.session.cards["c1"].fields == {"title": "█████", "place": "█████", "sphere": "eco"}


def test_what_was_blotted_out_cannot_be_guessed_from_the_answers_either(tmp_path):
    story = after([to("problems", "open")], path=tmp_path / "day.sqlite")
    typed = c.SubmitCard("problems", {"title": "Иванов"})
    story.ask(T1, typed, "x")
    story.play([card("t2", "Темно"), c.RedactCard("c1")])
    assert [known.digest is None for known in story.store.answers() if known.seat in ("t1", "t2")] == [True, False]
    again = story.desk.ask(T1, "x", typed)
    assert (again.ok, len(story.session.cards)) == (True, 2), "a repeat is still no second card"
    guessed = c.SubmitCard("problems", {"title": "Петров"})
    for desk in (story.desk, story.reopen().desk):
        assert desk.ask(T1, "x", guessed).answer == again.answer, "no answer tells a right guess from a wrong one"


def test_an_announcement_is_one_line_that_turns_nothing_round():
    story = after([c.Announce("Чай\n\u202eчерез  пять минут\x00 ")])
    assert story.session.announcement == "Чай через пять минут"


def test_another_rounds_move_takes_no_scene_from_the_hall():
    story = after([*PROBLEMS, to("short", "open"), c.ShowScene("lobby"), to("groups", "skipped")])
    assert story.session.scene == "lobby"
    story.play([to("short", "closed")])
    assert story.session.scene == "auto"


def test_a_card_hidden_after_the_reveal_takes_no_place_from_another():
    """Three cards level for two places: the hidden one cannot win the draw."""
    scenario = MINI.replace('"breadth", "include:3", "draw"', '"draw"')
    level = (*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1", "c2", "c3"), to("short", "revealed"))
    for number in range(8):
        story = after([*level, c.HideCard("c3")], scenario)
        assert set(story.outcome("short").pending) == {"c1", "c2", "c3"}
        story.play([c.DrawLots("short", number), to("short", "carried")])
        assert set(story.session.pools["chosen"]) == {"c1", "c2"}


def test_somebody_is_taken_out_of_a_group_and_leaves_nothing_behind(tmp_path):
    story = after(SIGNED_UP, path=tmp_path / "day.sqlite")
    assert story.no(LEAD, c.RemoveSignUp("c6", 1)) == Refusal.SIGN_UP_MISSING
    story.play([c.RemoveSignUp("c5", 1)])
    assert [member.person for member in story.session.group("c5")] == ["p2"]
    assert story.people.get("p1") is None
    assert "p1" not in dict(story.store.people())


def test_guests_count_while_they_are_let_in_and_nothing_of_them_is_lost():
    story = after([*SIGNED_UP, c.LetGuests(False)])
    assert [member.person for member in story.session.group("c6")] == ["p3"]
    assert story.no(seat("gabc"), c.SignUp("groups", "c5", "member")) == Refusal.SIGN_UP_BADGES
    story.play([c.LetGuests(True)])
    assert [member.person for member in story.session.group("c6")] == ["p3", "gabc"]


def test_nothing_goes_back_from_what_was_carried():
    story = after(CHOSEN)
    for there in Phase:
        if there is not Phase.CARRIED:
            assert story.no(LEAD, c.MoveRound("choose", there.value, "carried")) == Refusal.PHASE_NOT_ALLOWED


def test_a_closed_vote_is_reopened_with_its_ballots():
    story = after([*VOTED, to("choose", "closed"), to("choose", "open"), ballot("p9", "choose", "c7")])
    assert len(story.session.boxes["choose"]) == 8
