"""The lead's power to correct: the last act is undone, a carried round opens again, a round is played anew."""

import pytest

from sessions import commands as c
from sessions import events as e
from sessions.phases import Phase
from sessions.refusals import Refusal
from sessions.seat import LEAD
from sessions.undo import hindrance, last_act
from tests.looking import seen
from tests.story import CHOOSE_OPEN, CHOSEN, PROBLEMS, SHORT, THEMES, Story, after, ballot, card, join, seat, to

CARRIED = (("c1", "c2", "c3", "c4"), ())
T1, E1, E2 = seat("t1"), seat("e1"), seat("e2")
WRITTEN = (to("problems", "open"), card("t1", "Темно"), card("t2", "Тесно"), card("t3", "Темень"))


def undo(story: Story, who=LEAD) -> None:
    act = last_act(story.session, who.id)
    assert act is not None
    story.do(who, c.UndoAct(act.seq))


def refusal(story: Story, who=LEAD) -> Refusal:
    act = last_act(story.session, who.id)
    return story.no(who, c.UndoAct(act.seq if act else 0))


@pytest.mark.parametrize(
    ("act", "look"),
    [
        (c.ShowScene("lobby"), lambda s: (s.scene, s.scene_card)),
        (c.BlankScreen(True), lambda s: s.blank),
        (c.Announce("Обед"), lambda s: s.announcement),
        (c.LetGuests(False), lambda s: s.guests),
        (c.HideCard("c1", "шутка"), lambda s: (s.cards["c1"].state, s.cards["c1"].reason)),
        (c.MoveRound("problems", "grace", "open"), lambda s: s.rounds["problems"].phase),
        (c.MoveRound("problems", "closed", "open"), lambda s: (s.rounds["problems"].phase, s.clock.running)),
        (c.AddTime("problems", 60_000), lambda s: s.clock.total_ms),
        (c.PauseClock("problems"), lambda s: s.clock.running),
        (c.AnswerHelp("t1"), lambda s: list(s.help)),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, c.Command) else "",
)
def test_an_act_is_undone(act, look):
    story = after([*WRITTEN, c.Announce("Начали"), (T1, c.CallHelp(True))])
    before = look(story.session)
    story.do(LEAD, act)
    assert look(story.session) != before
    undo(story)
    assert look(story.session) == before


def test_restoring_is_undone_with_the_reason_of_before():
    story = after([*WRITTEN, c.HideCard("c1", "шутка"), c.RestoreCard("c1")])
    undo(story)
    assert story.session.cards["c1"].reason == "шутка"


def test_acts_are_undone_one_after_the_other():
    story = after([c.Announce("раз"), c.Announce("два"), c.Announce("три")])
    undo(story)
    undo(story)
    assert story.session.announcement == "раз"
    undo(story)
    assert story.session.announcement == ""
    assert refusal(story) == Refusal.UNDO_NOTHING


def test_only_the_act_that_was_seen_as_the_last_is_undone():
    story = after([c.Announce("раз"), c.Announce("два")])
    first = story.session.acts[0]
    assert story.no(LEAD, c.UndoAct(first.seq)) == Refusal.UNDO_STALE
    last = story.session.acts[-1].seq
    story.do(LEAD, c.UndoAct(last))
    assert story.no(LEAD, c.UndoAct(last)) == Refusal.UNDO_STALE


def test_the_clock_goes_on_from_where_it_stood_before_a_mistaken_close():
    story = after(WRITTEN)
    left = story.session.clock.left(story.mono_ms)
    story.do(LEAD, c.MoveRound("problems", "closed", "open"))
    story.passes(60_000)
    undo(story)
    assert left - 2000 <= story.session.clock.left_ms <= left
    assert story.session.clock.running


def test_time_that_was_added_is_taken_away_and_time_that_passed_stays_passed():
    story = after([*WRITTEN, c.AddTime("problems", 120_000)])
    left = story.session.clock.left(story.mono_ms)
    story.passes(30_000)
    undo(story)
    assert story.session.clock.left_ms == left - 120_000 - 31_000


def test_an_opening_is_undone_while_nobody_has_written():
    story = after([to("problems", "open")])
    undo(story)
    state = story.round("problems")
    assert (state.phase, state.opened_at, state.taken, story.session.current) == (Phase.PLANNED, None, None, None)
    story.play([to("problems", "open")])
    assert story.session.clock.left_ms == 600_000


def test_an_opening_stays_when_a_table_has_written():
    assert refusal(after([to("problems", "open"), card("t1", "Темно")])) == Refusal.UNDO_DEPENDS


def test_an_opening_stays_when_somebody_has_voted_in_secret():
    story = after(CHOOSE_OPEN)
    story.do(seat("p1"), c.CastBallot("choose", {"c5": 1}))
    assert refusal(story) == Refusal.UNDO_DEPENDS


def test_what_the_hall_has_seen_stays_and_so_does_what_is_gone():
    story = after([*SHORT[:-1], to("short", "revealed")])
    assert refusal(story) == Refusal.UNDO_SEEN
    story = after([*WRITTEN, c.RedactCard("c1")])
    assert refusal(story) == Refusal.UNDO_GONE
    story = after([c.ReissueSeat("t1")])
    assert refusal(story) == Refusal.UNDO_GONE


def test_a_carry_is_undone_while_nobody_works_with_it():
    story = after(PROBLEMS)
    undo(story)
    assert story.round("problems").phase is Phase.CLOSED
    assert "problems" not in story.session.pools
    story.play([to("problems", "carried"), to("short", "briefing")])
    undo(story)
    undo(story)
    assert story.round("problems").phase is Phase.CLOSED


def test_a_carry_stays_while_a_later_round_works_with_it():
    story = after([*PROBLEMS, to("short", "open"), c.Announce("x")])
    acts = [
        act for act in story.session.acts if isinstance(act.event, e.RoundCarried) and act.event.round == "problems"
    ]
    assert hindrance(story.session, acts[0]) == Refusal.UNDO_DEPENDS


def test_the_team_undoes_its_own_acts_and_not_the_leads():
    story = after(WRITTEN, scenario=THEMES)
    story.do(E1, c.MergeCards("themes", {"c1": "", "c3": ""}))
    story.do(E2, c.MergeCards("themes", {"c2": ""}, "m1"))
    story.play([c.Announce("x")])
    undo(story, E1)
    assert story.session.cards["m1"].sources == ["c2"]
    undo(story, E2)
    assert [each.theme for each in story.session.cards.values()] == [None, None, None, None]
    assert refusal(story, E2) == Refusal.UNDO_NOTHING


@pytest.mark.parametrize(
    "act",
    [
        c.MergeCards("themes", {"m1": ""}, "m2"),
        c.MergeCards("themes", {"c1": "m1"}),
        c.SplitCards("themes", "m1", ("c1", "c3")),
        c.RenameTheme("m1", "Свет", 1),
        c.MergeCards("themes", {"c4": ""}, "m1", "Всё про свет"),
        c.SetAside("themes", {"m1": "", "c4": ""}, "off_topic"),
        c.BringBack("themes", ("c5",)),
        c.TellApart("themes", ("c1", "c2")),
        c.SetSynonyms(("свет, фонари",)),
    ],
    ids=lambda act: type(act).__name__,
)
def test_every_act_at_the_board_is_undone(act):
    story = after([*WRITTEN, card("t1", "Тихо"), card("t2", "Пусто")], scenario=THEMES)
    story.do(E1, c.MergeCards("themes", {"c1": "", "c3": ""}))
    story.do(E1, c.MergeCards("themes", {"c2": ""}, None, "Теснота"))
    story.do(E1, c.SetAside("themes", {"c5": ""}, "personal"))

    def look():
        session, board = story.session, story.round("themes").board
        cards = {each.id: (each.theme, each.title, sorted(each.sources), each.state) for each in session.cards.values()}
        return cards, board.aside, board.apart, session.synonyms or ()

    before = look()
    story.do(E1, act)
    undo(story, E1)
    assert {k: v for k, v in look()[0].items() if k in before[0]} == before[0]
    assert look()[1:] == before[1:]


def test_what_somebody_has_moved_on_since_stays():
    story = after(WRITTEN, scenario=THEMES)
    story.do(E1, c.MergeCards("themes", {"c1": "", "c3": ""}))
    story.do(E2, c.SplitCards("themes", "m1", ("c3",)))
    assert refusal(story, E1) == Refusal.UNDO_DEPENDS


def test_the_acts_are_the_same_after_a_restart(tmp_path):
    story = after([*WRITTEN, c.PauseClock("problems"), c.Announce("x")], scenario=THEMES, path=tmp_path / "day.db")
    undo(story)
    before = story.session
    assert story.reopen().session == before
    undo(story)
    assert story.session.clock.running


def test_a_carried_round_opens_again_and_makes_a_new_generation():
    story = after([*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1")])
    story.play([c.ReopenRound("problems", "carried")])
    assert (story.round("short").phase, story.round("problems").phase) == (Phase.CLOSED, Phase.OPEN)
    assert story.round("problems").generation == 2
    story.play([card("t2", "Лавок нет"), to("problems", "carried")])
    assert [each.cards for each in story.session.carried["problems"]] == [
        ("c1", "c2", "c3", "c4"),
        ("c1", "c2", "c3", "c4", "c5"),
    ]
    assert story.session.input_ids(story.round("short")) == ("c1", "c2", "c3", "c4")
    story.play([to("short", "open"), ballot("t2", "short", "c1")])
    assert story.no(T1, c.CastBallot("short", {"c5": 1})) == Refusal.CARD_UNKNOWN


def test_a_briefing_that_makes_room_is_planned_again():
    story = after([*PROBLEMS, to("short", "briefing"), c.ReopenRound("problems", "carried")])
    assert (story.round("short").phase, story.round("short").taken) == (Phase.PLANNED, None)


def test_a_round_is_played_again_from_what_there_is_now():
    story = after([*SHORT, to("solutions", "open"), card("t1", "Фонари", "solutions", "c1"), to("solutions", "closed")])
    story.play([c.RestartRound("solutions", "closed")])
    state = story.round("solutions")
    assert (state.phase, state.generation, state.taken, state.opened_at) == (Phase.PLANNED, 2, None, None)
    assert [each.title for each in story.session.round_cards("solutions")] == ["Фонари"]
    story.play([to("solutions", "briefing")])
    assert story.session.clock.round != "solutions", "the clock of the first time is gone"
    story.play([to("solutions", "open")])
    assert story.session.clock.left_ms == 600_000


def test_a_restart_is_undone_while_the_round_waits():
    wrote = (card("t1", "Фонари", "solutions", "c1"), (T1, c.MarkReady("solutions", True)))
    story = after([*SHORT, to("solutions", "open"), *wrote, to("solutions", "closed")])
    before = seen(story.session)
    story.do(LEAD, c.RestartRound("solutions", "closed"))
    undo(story)
    assert seen(story.session) == before


def test_only_what_is_over_opens_again():
    story = after([*PROBLEMS, to("short", "open")])
    assert story.no(LEAD, c.ReopenRound("short", "open")) == Refusal.PHASE_NOT_ALLOWED
    assert story.no(LEAD, c.ReopenRound("problems", "open")) == Refusal.PHASE_MOVED
    assert story.no(LEAD, c.ReopenRound("lunch", "carried")) == Refusal.ROUND_UNKNOWN
    assert story.no(LEAD, c.RestartRound("short", "open")) == Refusal.PHASE_NOT_ALLOWED
    story.play([ballot("t1", "short", "c1"), to("short", "closed")])
    assert story.no(LEAD, c.RestartRound("short", "closed")) == Refusal.PHASE_NOT_ALLOWED, "there are ballots"


def test_a_sign_up_opens_again_for_those_who_came_late():
    story = after([*CHOSEN, to("groups", "open"), join("p1", "c5", "leader"), to("groups", "carried")])
    story.play([c.ReopenRound("groups", "carried"), join("p2", "c5"), to("groups", "carried")])
    assert story.session.pools["groups"] == ("c5",)


def test_what_is_done_right_after_a_move_is_an_act_of_its_own():
    story = after([to("problems", "open"), c.AddTime("problems", 60_000)])
    undo(story)
    assert (story.round("problems").phase, story.session.clock.total_ms) == (Phase.OPEN, 600_000)
    story.play([c.MoveRound("problems", "closed", "open"), c.MoveRound("problems", "open", "closed")])
    undo(story)
    assert story.round("problems").phase is Phase.CLOSED


def test_an_opening_undone_leaves_no_clock_behind():
    story = after([to("problems", "open")])
    undo(story)
    story.play([to("problems", "briefing")])
    assert story.no(LEAD, c.AddTime("problems", 60_000)) == Refusal.CLOCK_NONE


def test_the_scene_that_the_lead_held_comes_back():
    story = after([*WRITTEN, c.ShowScene("lobby"), to("problems", "closed")])
    assert story.session.scene == "auto"
    undo(story)
    assert story.session.scene == "lobby"


def test_the_hall_is_again_where_it_was():
    """A round that was left behind is carried by mistake while the hall is in another one."""
    story = after([*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1"), to("short", "closed")])
    story.play([c.ReopenRound("problems", "carried"), to("problems", "carried")])
    before = seen(story.session)
    story.do(LEAD, c.MoveRound("short", "open", "closed"))
    undo(story)
    assert seen(story.session) == before
    assert story.session.current == "problems"


def test_stepping_back_is_one_act_and_the_round_that_made_room_goes_on_with_its_time():
    story = after([*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1")])
    before, left_ms = seen(story.session), story.session.clock.left(story.mono_ms)
    story.do(LEAD, c.ReopenRound("problems", "carried"))
    assert (story.session.clock.round, story.session.clock.left_ms) == ("problems", 60_000)
    undo(story)
    assert seen(story.session) == before
    assert left_ms - 2000 <= story.session.clock.left_ms <= left_ms
    story.play([c.ReopenRound("problems", "carried"), card("t2", "Лавок нет"), to("problems", "carried")])
    kept_ms = story.round("short").kept_ms
    assert kept_ms and left_ms - 6000 <= kept_ms < left_ms
    story.passes(60_000)
    story.play([to("short", "open")])
    assert (story.session.clock.left_ms, story.session.clock.total_ms) == (kept_ms, 300_000)
    assert story.round("short").kept_ms is None


def test_a_round_reopened_and_written_in_stays_open():
    story = after([*PROBLEMS, to("short", "open"), c.ReopenRound("problems", "carried"), card("t2", "Лавок нет")])
    assert refusal(story) == Refusal.UNDO_DEPENDS


def test_nobody_begins_with_cards_that_are_being_made_anew():
    story = after([*PROBLEMS, c.ReopenRound("problems", "carried"), card("t2", "Лавок нет"), to("problems", "closed")])
    assert story.no(LEAD, c.MoveRound("short", "open", "planned")) == Refusal.POOL_MISSING
    story.play([to("problems", "carried"), to("short", "open"), ballot("t1", "short", "c5")])


def test_a_round_skipped_after_its_briefing_holds_nothing():
    story = after([*WRITTEN, to("problems", "carried")], scenario=THEMES)
    story.do(E1, c.MergeCards("themes", {"c1": "", "c3": ""}))
    story.play([to("themes", "open"), to("themes", "carried"), to("short", "briefing"), to("short", "skipped")])
    story.do(E1, c.SplitCards("themes", "m1", ("c3",)))
    assert story.session.pools["themes"] == ("m1", "c2", "c3")


def themed(*then) -> Story:
    """Two cards in a theme and one beside it, shown to the hall; a table objects."""
    story = after([*WRITTEN, to("problems", "carried")], scenario=THEMES)
    story.do(E1, c.MergeCards("themes", {"c1": "", "c3": ""}))
    story.do(E1, c.SetAside("themes", {"c2": ""}, "off_topic"))
    story.play([to("themes", "open"), to("themes", "carried")])
    story.do(seat("t3"), c.ObjectToTheme("c3", True, "Не о том"))
    story.do(seat("t2"), c.ObjectToTheme("c2", True))
    return story.play(then)


def test_an_opening_that_upheld_objections_is_undone_with_them():
    story = themed()
    before = seen(story.session)
    story.do(LEAD, c.MoveRound("short", "open", "planned"))
    assert story.session.input_ids(story.round("short")) == ("m1", "c2", "c3")
    assert not story.round("themes").board.objections
    undo(story)
    assert seen(story.session) == before
    assert not story.round("themes").board.settled


def test_a_split_by_the_lead_is_undone_with_the_objection():
    story = themed()
    before = seen(story.session)
    story.do(LEAD, c.SplitCards("themes", "m1", ("c3",)))
    assert list(story.round("themes").board.objections) == ["c2"]
    undo(story)
    assert seen(story.session) == before


def test_themes_that_the_hall_works_with_are_not_opened_again():
    story = themed(to("short", "open"))
    assert story.no(LEAD, c.ReopenRound("themes", "carried")) == Refusal.THEME_TAKEN
    story.play([to("short", "closed"), c.RestartRound("short", "closed")])
    story.do(E1, c.MergeCards("themes", {"c3": ""}, "m1"))
    story.play([to("short", "open")])
    assert set(story.session.input_ids(story.round("short"))) == {"m1", "c2"}


def test_what_the_team_did_in_a_theme_round_opened_by_mistake_goes_on():
    story = themed()
    story.play([c.ReopenRound("themes", "carried")])
    story.do(E1, c.SplitCards("themes", "m1", ("c1",)))
    undo(story)
    assert story.round("themes").phase is Phase.CARRIED
    assert "c1" in story.session.pools["themes"] and "c1" in story.session.carried["themes"][-1].cards


def test_answers_to_what_is_not_in_play_any_more_stay_behind():
    story = after([*SHORT, to("solutions", "open")])
    picked = story.session.pools["chosen"]
    assert len(picked) > 1
    story.play([card("t1", "Раз", "solutions", picked[0]), card("t1", "Два", "solutions", picked[0])])
    story.play([card("t2", "Три", "solutions", picked[1]), to("solutions", "carried")])
    story.session.pools["chosen"] = picked[1:]  # as a repeated vote would
    story.play([c.RestartRound("solutions", "carried"), to("solutions", "open")])
    story.play([card("t1", "Четыре", "solutions", picked[1]), to("solutions", "carried")])
    titles = [story.session.cards[each].title for each in story.session.pools["solutions"]]
    assert titles == ["Три", "Четыре"]


def test_the_words_that_veche_knows_itself_come_back():
    story = after(WRITTEN, scenario=THEMES)
    story.do(E1, c.SetSynonyms(()))
    undo(story, E1)
    assert story.session.synonyms is None


def test_a_vote_that_was_not_counted_is_held_again_when_its_cards_were_made_anew():
    """Some have voted already when a card turns out to be missing: their ballots are kept aside and count nowhere."""
    story = after([*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1"), to("short", "closed")])
    assert story.no(LEAD, c.RepeatVote("short", 1)) == Refusal.REPEAT_TOO_EARLY
    story.play([c.ReopenRound("problems", "carried"), card("t2", "Лавок нет"), to("problems", "carried")])
    story.play([c.RepeatVote("short", 1)])
    state = story.round("short")
    assert (state.phase, state.ballots, state.taken, state.outcome) == (Phase.PLANNED, {}, None, None)
    assert [(past.ballots, past.outcome, past.whole) for past in state.past] == [({"t1": {"c1": 1}}, None, False)]
    story.play([to("short", "open")])
    assert story.session.input_ids(state) == ("c1", "c2", "c3", "c4", "c5")


def test_a_second_carry_is_undone_while_the_first_is_worked_with():
    story = after([*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1")])
    story.play([c.ReopenRound("problems", "carried"), card("t2", "Лавок нет"), to("problems", "carried")])
    undo(story)
    assert story.session.pools["problems"] == ("c1", "c2", "c3", "c4")


def test_a_late_card_reaches_the_vote_past_a_theme_round():
    """Nobody is sent in a circle: the vote may be held again, and the themes that went on take the card with them."""
    story = themed(to("short", "open"), ballot("t1", "short", "c2"))
    story.play([c.ReopenRound("problems", "carried"), card("t2", "Лавок нет"), to("problems", "carried")])
    assert story.no(LEAD, c.RestartRound("themes", "carried")) == Refusal.THEME_TAKEN
    story.play([c.RepeatVote("short", 1)])
    assert "c4" in story.session.pools["themes"]
    story.do(E1, c.MergeCards("themes", {"c4": ""}, "m1"))
    story.play([to("short", "open")])
    assert story.session.input_ids(story.round("short")) == ("m1", "c2", "c3")


def test_a_restart_that_is_undone_gives_back_the_time_that_was_kept():
    story = after([to("hello", "carried"), to("problems", "open"), c.ReopenRound("hello", "carried")])
    kept_ms = story.round("problems").kept_ms
    assert kept_ms
    story.play([c.RestartRound("problems", "closed")])
    assert story.round("problems").kept_ms is None
    story.play([c.UndoAct(story.session.acts[-1].seq)])
    assert story.round("problems").kept_ms == kept_ms
