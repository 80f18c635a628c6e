"""Lanes: what is written for the hall waits as its lane says, and what waits is with its author and the lead only."""

import itertools

import msgspec
import pytest

from sessions import commands as c
from sessions import events as e
from sessions.lanes import planned_lane, public, public_title
from sessions.moderation import name_on_screens
from sessions.refusals import Refusal
from sessions.restore import replay
from sessions.seat import CLOCK, LEAD
from sessions.undo import last_act
from tests.secrecy import nobody_sees, shown
from tests.story import GROUPS_OPEN, MINI, PROBLEMS, SHORT, THEMES, Story, after, card, join, seat, to

T1 = seat("t1")
OPEN = (to("problems", "open"),)


def lanes(scenario=MINI, **moderation):
    """The small forum with other lanes."""
    said = ", ".join(f"{key} = {value!r}".replace("'", '"') for key, value in moderation.items())
    return scenario.replace("people = 9\n", f"people = 9\nmoderation = {{{said}}}\n", 1)


def written(lane, title="Темно", **moderation):
    """A story in which table 1 has handed in c1 in this lane."""
    return after([*OPEN, card("t1", title)], lanes(table=lane, **moderation))


def later(story, ms):
    """Time passes, and the server looks whether anything is due."""
    story.passes(ms)
    story.desk.pass_delays()
    return story


def c1(story):
    return story.session.cards["c1"]


def left(story):
    return story.desk.left_ms(c1(story).wait)


# -- the lanes ---------------------------------------------------------------------------------------------


def test_a_lane_lets_on_at_once_after_its_delay_or_by_the_lead():
    assert c1(written("at_once")).admitted
    delayed, asked = written("delay"), written("approve")
    for story in (delayed, asked):
        assert not c1(story).admitted and public(c1(story)) == {}
        later(story, 19_999)
        assert not c1(story).admitted
        later(story, 1)
    assert c1(delayed).admitted and public_title(c1(delayed)) == "Темно"
    assert not c1(later(asked, 3_600_000)).admitted
    asked.play([c.AdmitCard("c1")])
    assert c1(asked).admitted


def test_the_entry_tells_whether_time_let_it_on_or_the_lead():
    story = later(written("delay"), 20_000)
    story.play([card("t2", "Сыро"), c.AdmitCard("c2")])
    let_on = [entry for entry in story.store.entries() if isinstance(entry.event, e.CardAdmitted)]
    assert [(entry.seat, entry.event.card) for entry in let_on] == [("clock", "c1"), ("lead", "c2")]


def test_without_a_word_of_the_scenario_cards_wait_twenty_seconds_and_guests_for_the_lead():
    moderation = after([]).session.scenario.scenario.moderation
    assert (moderation.table, moderation.person, moderation.guest) == ("delay", "at_once", "approve")
    assert (moderation.hold_s, moderation.watch) == (20, ())


@pytest.mark.parametrize(
    ("moderate", "admitted", "delayed"),
    [("true", False, False), ("false", True, False), ('"approve"', False, False), ('"delay"', False, True)],
)
def test_a_round_has_a_lane_of_its_own(moderate, admitted, delayed):
    scenario = MINI.replace("max_per_table = 2\n", f"max_per_table = 2\nmoderate = {moderate}\n", 1)
    story = after([*OPEN, card("t1", "Темно")], lanes(scenario, table="at_once"))
    assert c1(story).admitted == admitted
    assert (c1(story).wait is not None and c1(story).wait.delay is not None) == delayed


@pytest.mark.parametrize(
    ("moderate", "person", "guest"),
    [("false", "at_once", "approve"), ('"delay"', "delay", "approve"), ("true", "approve", "approve")],
)
def test_a_round_is_never_looser_with_guests_than_the_day(moderate, person, guest):
    keys = f'max_per_table = 2\nwriters = "person"\nmoderate = {moderate}\n'
    story = after([], MINI.replace("max_per_table = 2\n", keys, 1))
    plan = story.session.rounds["problems"].plan
    assert (planned_lane(story.session, "person", plan), planned_lane(story.session, "guest", plan)) == (person, guest)


def test_an_early_word_of_the_lead_lets_on_before_the_delay_ends():
    story = written("delay").play([c.AdmitCard("c1")])
    assert c1(story).admitted
    before = story.session.head
    later(story, 60_000)
    assert story.session.head == before


def test_nobody_but_time_itself_passes_a_delay():
    story = written("delay")
    story.passes(60_000)
    for who in (LEAD, T1, seat("p1"), seat("gabc")):
        assert story.no(who, c.PassDelays()) == Refusal.EVENT_UNKNOWN
    assert not c1(story).admitted
    story.do(CLOCK, c.PassDelays())
    assert c1(story).admitted


# -- holding -----------------------------------------------------------------------------------------------


def test_a_held_card_waits_for_the_lead_for_ever():
    story = written("delay").play([c.HoldCard("c1"), c.HoldCard("c1")])
    assert left(story) is None
    assert not c1(later(story, 3_600_000)).admitted
    assert sum(isinstance(event, e.CardHeld) for event in story.events) == 1
    story.play([c.AdmitCard("c1")])
    assert c1(story).admitted


@pytest.mark.parametrize("lane", ["at_once", "delay"])
def test_another_wording_does_not_shake_off_a_hold(lane):
    story = written(lane).play([c.HoldCard("c1"), (T1, c.ReviseCard("c1", {"title": "Иначе"}, 1))])
    later(story, 60_000)
    assert not c1(story).admitted and public(c1(story)) == {}


def test_a_card_that_slipped_through_is_held_off_the_screens_again():
    story = later(written("delay"), 20_000).play([c.HoldCard("c1")])
    assert public(c1(story)) == {}


def test_what_has_gone_on_cannot_be_held_only_hidden():
    story = after(SHORT)
    assert story.no(LEAD, c.HoldCard("c1")) == Refusal.CARD_GONE_ON
    assert story.no(LEAD, c.HoldCard("c99")) == Refusal.CARD_UNKNOWN
    assert story.do(LEAD, c.HideCard("c1")).ok


def test_a_round_with_a_held_card_is_not_carried_and_one_with_waiting_cards_lets_them_on():
    story = written("approve").play([card("t2", "Сыро"), c.HoldCard("c1"), to("problems", "closed")])
    assert story.no(LEAD, c.MoveRound("problems", "carried", "closed")) == Refusal.CARD_HELD
    story.play([c.HideCard("c1"), to("problems", "carried")])
    assert public_title(story.session.cards["c2"]) == "Сыро"
    assert public(c1(story)) == {}


def test_a_card_set_aside_does_not_let_itself_on_until_it_is_brought_back():
    story = written("delay").play([c.HideCard("c1")])
    assert not c1(later(story, 60_000)).admitted
    story.play([c.RestoreCard("c1")])
    assert c1(later(story, 0)).admitted


# -- other wordings ----------------------------------------------------------------------------------------


def test_another_wording_takes_the_lane_again_and_the_one_before_stays_shown():
    story = later(written("delay"), 20_000)
    story.play([(T1, c.ReviseCard("c1", {"title": "Светло"}, 1)), (T1, c.ReviseCard("c1", {"title": "Ярко"}, 2))])
    assert (c1(story).title, public_title(c1(story))) == ("Ярко", "Темно")
    later(story, 20_000)
    assert (public_title(c1(story)), c1(story).earlier) == ("Ярко", None)


def test_the_lead_lets_on_only_what_the_lead_has_read():
    story = written("approve").play([card("t2", "Сыро"), (T1, c.ReviseCard("c1", {"title": "Подмена"}, 1))])
    assert story.no(LEAD, c.AdmitCard("c1", 1)) == Refusal.CARD_STALE
    story.play([c.AdmitCards({"c1": 1, "c2": 1, "c99": 1})])
    assert [each.admitted for each in story.session.cards.values()] == [False, True]
    story.play([c.AdmitCard("c1", 2)])
    assert public_title(c1(story)) == "Подмена"


def test_a_blotted_card_is_shown_nowhere_and_nothing_of_it_waits():
    story = later(written("delay", "Иванов, 8 900 000-00-01"), 20_000)
    story.play([(T1, c.ReviseCard("c1", {"title": "Иванов"}, 1)), c.RedactCard("c1")])
    assert (c1(story).earlier, c1(story).wait, c1(story).marks) == (None, None, {})
    nobody_sees(shown(story, ["t1", "t2", "p1", "gabc"]), ["Иванов", "8 900"])
    assert story.no(LEAD, c.HoldCard("c1")) == Refusal.CARD_REDACTED
    assert same_after_replay(story)


# -- the lead changes a lane -------------------------------------------------------------------------------


def test_a_stricter_lane_stops_what_waits_and_a_looser_one_is_for_what_comes():
    story = written("delay").play([c.SetLane("table", "approve"), card("t2", "Сыро")])
    later(story, 60_000)
    assert [each.admitted for each in story.session.cards.values()] == [False, False]
    story.play([c.SetLane("table", "at_once"), card("t3", "Шумно")])
    later(story, 60_000)
    assert [each.admitted for each in story.session.cards.values()] == [False, False, True]


def test_the_leads_lane_goes_before_the_rounds_own_until_it_is_given_back():
    story = after([*SHORT, c.SetLane("table", "at_once"), to("solutions", "open")])
    story.play([card("t1", "Фонари", "solutions", "c1"), c.SetLane("table", "plan")])
    story.play([card("t2", "Площадка", "solutions", "c2"), c.SetLane("table", "plan")])
    assert [story.session.cards[each].admitted for each in ("c5", "c6")] == [True, False]
    assert story.session.lanes == {}
    assert sum(isinstance(event, e.LaneSet) for event in story.events) == 2


# -- time --------------------------------------------------------------------------------------------------


def test_a_delay_counts_on_over_a_restart(tmp_path):
    story = after([*OPEN, card("t1", "Темно")], lanes(table="delay"), path=tmp_path / "day.sqlite")
    story.passes(12_000)
    story.reopen()
    assert left(story) == 8_000
    story.mono_ms = 7  # monotonic time begins anew with the machine
    story.reopen(boot="boot-2")
    assert left(story) == 8_000
    later(story, 8_000)
    assert c1(story).admitted


def test_a_clock_that_was_put_back_or_on_changes_no_delay_of_this_boot():
    for jump in (-3_600_000, 3_600_000):
        story = written("delay")
        story.wall_ms += jump
        assert left(story) == 20_000
        assert not c1(later(story, 19_999)).admitted
        assert c1(later(story, 1)).admitted


def test_what_a_full_disk_kept_from_being_let_on_is_let_on_the_next_time():
    story = written("delay")
    commit = story.store.commit
    story.store.commit = lambda batch: (_ for _ in ()).throw(OSError("full"))
    assert not c1(later(story, 20_000)).admitted
    story.store.commit = commit
    assert c1(later(story, 0)).admitted


def same_after_replay(story):
    entries = list(story.store.entries())
    return replay(entries[0], entries[1:]) == story.session


def test_a_replay_shows_the_same():
    story = written("delay", hold_s=5).play([card("t2", "Сыро"), c.HoldCard("c2"), card("t3", "Шумно")])
    later(story, 5_000).play([c.SetLane("table", "approve"), (T1, c.ReviseCard("c1", {"title": "Ярко"}, 1))])
    assert [each.admitted for each in story.session.cards.values()] == [False, False, True]
    assert same_after_replay(story)


def test_an_entry_from_before_there_were_lanes_means_what_it_meant():
    old = e.decode(
        "CardSubmitted", 1, '{"card":"c1","round":"problems","table":"t1","fields":{},"parent":null,"late":false}'
    )
    assert (old.lane, old.delay, old.author) == ("", None, None)
    told = {}
    for round_id, moments in (("problems", OPEN), ("solutions", (*SHORT, to("solutions", "open")))):
        story = after([*moments, card("t1", "Темно", round_id, "c1" if round_id == "solutions" else None)])
        entries = list(story.store.entries())
        event = entries[-1].event
        old = e.CardSubmitted(*(getattr(event, name) for name in event.__struct_fields__[:6]))
        entries[-1] = msgspec.structs.replace(entries[-1], event=old)
        told[round_id] = replay(entries[0], entries[1:]).cards[event.card].admitted
    assert told == {"problems": True, "solutions": False}


# -- names -------------------------------------------------------------------------------------------------


def named(who, *, name="Анна Кузнецова", **moderation):
    """A story in which somebody has joined with a name for the screens."""
    moves = (*GROUPS_OPEN, join(who, "c5", "leader", name, "processing", "screen"))
    return after(moves, lanes(**moderation))


def on_screens(story, person):
    return name_on_screens(story.session, story.people, person)


def given(story, person):
    return story.session.names[person].given


def test_a_badge_is_named_at_once_and_a_guest_when_the_lead_says_so():
    assert on_screens(named("p1"), "p1") == "Анна К."
    story = named("gabc")
    assert on_screens(later(story, 3_600_000), "gabc") is None
    story.play([c.AdmitNames((given(story, "gabc"),))])
    assert on_screens(story, "gabc") == "Анна К."


def test_a_name_after_a_delay():
    story = named("p1", person="delay")
    assert on_screens(story, "p1") is None
    assert on_screens(later(story, 20_000), "p1") == "Анна К."


def test_no_name_is_in_the_journal():
    story = named("gabc", name="Канарейка Птицына").play([c.HoldName(10)])
    assert not any(b"\xd0\x9a\xd0\xb0\xd0\xbd\xd0\xb0\xd1\x80" in e.encode(event) for event in story.events)
    assert [type(event) for event in story.events[-3:]] == [e.SignedUp, e.NameGiven, e.NameHeld]


def test_another_name_takes_the_lane_again_and_the_same_one_does_not():
    story = named("gabc")
    first = given(story, "gabc")
    story.play([c.AdmitNames((first,)), join("gabc", "c5", "member", "Анна Кузнецова", "processing", "screen")])
    assert on_screens(story, "gabc") == "Анна К."
    story.play([join("gabc", "c5", "member", "Другая Ктото", "processing", "screen"), c.AdmitNames((first,))])
    assert on_screens(story, "gabc") is None, "the lead had read another name"


def test_a_held_person_is_a_number_whatever_they_are_called():
    story = named("p1").play([c.HoldName(1), c.HoldName(1)])
    assert on_screens(story, "p1") is None
    story.play([join("p1", "c5", "leader", "Снова Здесь", "processing", "screen")])
    assert on_screens(story, "p1") is None
    story.play([(seat("p1"), c.WithdrawSignUp("c5")), join("p1", "c6", "leader", "И Опять", "processing", "screen")])
    assert on_screens(story, "p1") is None
    story.play([c.AdmitNames((given(story, "p1"),))])
    assert on_screens(story, "p1") == "И О."
    assert story.no(LEAD, c.HoldName(77)) == Refusal.SIGN_UP_MISSING
    assert same_after_replay(story)


def test_who_has_left_is_forgotten_with_what_waited():
    story = named("gabc").play([(seat("gabc"), c.WithdrawSignUp("c5"))])
    assert story.session.names == {}
    later(story, 60_000).play([join("gabc", "c5", "leader", "Анна Кузнецова", "processing", "screen")])
    assert on_screens(story, "gabc") is None


def test_a_name_that_is_not_for_the_screens_takes_no_lane():
    story = after([*GROUPS_OPEN, join("gabc", "c5", "leader", "Анна Кузнецова", "processing")])
    assert story.session.names == {} and on_screens(story, "gabc") is None


def test_the_lanes_of_badges_and_guests_are_two():
    story = named("gabc", person="delay", guest="delay").play([c.SetLane("guest", "approve")])
    story.play([join("p1", "c6", "leader", "Борис Ильин", "processing", "screen")])
    later(story, 60_000)
    assert (on_screens(story, "gabc"), on_screens(story, "p1")) == (None, "Борис И.")


# -- authors -----------------------------------------------------------------------------------------------

AUTHORS = MINI.replace("max_per_table = 2\n", "max_per_table = 2\nauthors = true\n", 1)


def by(author, title="Темно"):
    return c.SubmitCard("problems", {"title": title}, None, author)


def test_a_card_may_have_an_author_where_the_round_asks_for_it():
    story = after([*OPEN, (T1, by(7)), (T1, by(None))], AUTHORS)
    assert [each.author for each in story.session.cards.values()] == [7, None]
    assert story.no(T1, c.ReviseCard("c1", {"title": "Темно"}, 1, 10)) == Refusal.AUTHOR_UNKNOWN
    assert after(OPEN).no(T1, by(7)) == Refusal.FIELD_UNKNOWN


def test_another_author_of_the_same_text_takes_no_lane_again():
    story = later(after([*OPEN, (T1, by(7))], lanes(AUTHORS, table="delay")), 20_000)
    story.play([(T1, c.ReviseCard("c1", {"title": "Темно"}, 1, 4))])
    assert (c1(story).author, c1(story).revision, c1(story).admitted) == (4, 2, True)
    story.play([(T1, c.ReviseCard("c1", {"title": "Темно"}, 2))])
    assert c1(story).author is None


def test_a_blotted_card_is_nobodys():
    story = after([*OPEN, (T1, by(7)), c.RedactCard("c1")], AUTHORS)
    assert c1(story).author is None
    assert same_after_replay(story)
    assert not any(getattr(event, "author", None) for event in story.events)


# -- what nobody sees --------------------------------------------------------------------------------------


def test_what_waits_is_with_its_table_and_the_lead_and_nobody_else():
    """Every lane and every fate, in every phase; the canary is on the console and on its own tablet only."""
    looks = ["t1", "t2", "p1", "gabc"]
    for lane, acts in itertools.product(("delay", "approve"), ((), (c.HoldCard("c1"),), (c.HideCard("c1"),))):
        story = written(lane, "Канарейка первая").play(acts)
        for phase in ("open", "grace", "closed"):
            story.play([to("problems", phase)])
            views = shown(story, looks)
            assert "Канарейка" in views["facilitator", ""] and "Канарейка" in views["table", "t1"]
            known = {("facilitator", ""), ("facilitator", "lead"), ("table", "t1")}
            nobody_sees({where: view for where, view in views.items() if where not in known}, ["Канарейка"])


def test_a_new_wording_is_nowhere_while_it_waits_also_where_the_card_has_long_gone():
    story = later(written("delay", "Мирно"), 20_000)
    story.play([(T1, c.ReviseCard("c1", {"title": "Канарейка"}, 1))])
    views = shown(story, ["t2", "p1", "gabc"])
    assert "Мирно" in views["projector", ""]
    del views["facilitator", ""]
    nobody_sees(views, ["Канарейка"])


def again(round_id, card_id):
    """A carried round is opened again, and a card that has long gone on is put in other words."""
    return (
        c.ReopenRound(round_id, "carried"),
        (T1, c.ReviseCard(card_id, {"title": "Канарейка"}, 1)),
        to(round_id, "closed"),
    )


@pytest.mark.parametrize("goes_on", ["short", "solutions"])
def test_what_is_on_a_paper_or_answered_stays_as_it_was_let_on(goes_on):
    before = (*PROBLEMS, to("short", "closed")) if goes_on == "short" else SHORT
    story = after([*before, c.SetLane("table", "approve"), *again("problems", "c1"), to(goes_on, "open")])
    if goes_on == "solutions":
        story.play([card("t2", "Фонари", "solutions", "c1"), c.AdmitCard("c5")])
    views = shown(story, ["t1", "t2", "p1", "gabc"])
    assert "Темно в парке" in views["table", "t2"] + views["table", ""]
    own = {("facilitator", ""), ("facilitator", "lead"), ("table", "t1")}  # its own table and the lead
    nobody_sees({where: view for where, view in views.items() if where not in own}, ["Канарейка"])


def test_the_groups_that_somebody_is_in_are_called_as_they_were_let_on():
    story = after([*GROUPS_OPEN, join("p1", "c5", "leader"), *again("solutions", "c5")])
    views = shown(story, ["p1"])
    assert "Фонари своими руками" in views["audience", "p1"]
    nobody_sees({where: view for where, view in views.items() if where[0] != "facilitator"}, ["Канарейка"])


def test_a_waiting_name_is_on_the_console_only():
    story = named("gabc", name="Канарейка Птицына")
    views = shown(story, ["t1", "p1", "gabc"])
    assert "Канарейка П." in views.pop(("facilitator", ""))
    nobody_sees(views, ["Канарейка"])


def test_an_authors_number_is_on_the_console_and_its_own_tablet_only():
    story = after([*OPEN, (T1, by(9)), c.AdmitCard("c1")], AUTHORS, people=9)
    views = shown(story, ["t1", "t2", "p1", "gabc"])
    assert '"author": 9' in views.pop(("facilitator", "")) and '"author": 9' in views.pop(("table", "t1"))
    nobody_sees(views, ['"author":'])


def test_lanes_are_named_in_the_complaint_of_a_scenario_that_has_another():
    with pytest.raises(ValueError, match=r"scenario\.moderation\.table"):
        Story(lanes(table="sometimes"))


# -- themes, and undoing -----------------------------------------------------------------------------------


def test_the_theme_team_reads_what_the_hall_does_not_yet():
    story = after([*OPEN, card("t1", "Канарейка"), card("t2", "Мирно")], THEMES)
    story.do(seat("e1"), c.MergeCards("themes", {"c1": "", "c2": ""}))
    views = shown(story, ["t2", "t3", "p1", "gabc", "e1"])
    known = {where: views.pop(where) for where in list(views) if where[0] in ("themes", "facilitator")}
    assert any("Канарейка" in view for (screen, _), view in known.items() if screen == "themes")
    nobody_sees(views, ["Канарейка"])


def test_a_theme_is_called_as_its_first_card_was_let_on():
    story = after([*OPEN, card("t1", "Мирно"), card("t2", "Тихо")], THEMES)
    story.do(seat("e1"), c.MergeCards("themes", {"c1": "", "c2": ""}))
    theme = story.session.cards["m1"]
    assert public(theme) == {}
    story.play([c.AdmitCard("c1"), (T1, c.ReviseCard("c1", {"title": "Канарейка"}, 1))])
    assert public_title(theme) == "Мирно"
    assert story.no(LEAD, c.HoldCard("m1")) == Refusal.CARD_UNKNOWN
    story.play([c.AdmitCard("m1")])
    assert public_title(theme) == "Канарейка"
    assert same_after_replay(story)


def test_a_lane_and_a_hold_are_undone_where_nobody_has_written_since():
    story = written("at_once").play([c.SetLane("table", "approve"), c.SetLane("table", "delay")])
    story.play([c.UndoAct(last_act(story.session, "lead").seq)])
    assert story.session.lanes == {"table": "approve"}
    story.play([c.SetLane("table", "plan"), c.HoldCard("c1")])
    story.play([c.UndoAct(last_act(story.session, "lead").seq)])
    assert public_title(c1(story)) == "Темно"
    story.play([c.HoldCard("c1"), (T1, c.ReviseCard("c1", {"title": "Подмена"}, 1))])
    assert story.no(LEAD, c.UndoAct(last_act(story.session, "lead").seq)) == Refusal.UNDO_DEPENDS
    waiting = written("delay").play([c.HoldCard("c1")])
    assert waiting.no(LEAD, c.UndoAct(last_act(waiting.session, "lead").seq)) == Refusal.UNDO_GONE


def test_a_name_held_by_mistake_is_undone_unless_it_is_another_name_by_now():
    story = named("p1").play([c.HoldName(1)])
    story.play([c.UndoAct(last_act(story.session, "lead").seq)])
    assert on_screens(story, "p1") == "Анна К."
    story.play([c.HoldName(1), join("p1", "c5", "leader", "Другая Ктото", "processing", "screen")])
    assert story.no(LEAD, c.UndoAct(last_act(story.session, "lead").seq)) == Refusal.UNDO_DEPENDS


def test_what_time_lets_on_is_no_act_of_the_lead():
    story = written("delay").play([c.BlankScreen(True)])
    later(story, 20_000).play([c.UndoAct(last_act(story.session, "lead").seq)])
    assert not story.session.blank and c1(story).admitted
