"""Themes: what the team lays together, what the tables object to, and what goes before the hall."""

import pytest

from sessions import commands as c
from sessions import events as e
from sessions import themes
from sessions.cards import CardState
from sessions.refusals import Refusal
from sessions.seat import LEAD
from sessions.session import Session
from tests.story import THEMES, Story, after, ballot, card, seat, to

E1, E2, T1, T2, T3 = (seat(name) for name in ("e1", "e2", "t1", "t2", "t3"))
CARDS = (
    to("problems", "open"),
    card("t1", "Темно в парке", sphere="eco"),
    card("t2", "Негде играть", place="Лесная", sphere="cult"),
    card("t3", "В парке нет света", sphere="cult"),
    card("t1", "Закрыт клуб", sphere="cult"),
)


def written() -> Story:
    return after(CARDS, scenario=THEMES)


def merge(*cards: str, into: str | None = None, title: str = "", was: dict[str, str] | None = None) -> c.MergeCards:
    return c.MergeCards("themes", {each: (was or {}).get(each, "") for each in cards}, into, title)


def board(story: Story) -> list[list[str]]:
    """What goes before the hall: each theme as its cards, a single card by itself."""
    session, state = story.session, story.round("themes")
    return [each.sources or [each.id] for each in themes.things(session, state)]


def shown() -> Story:
    """The team has made a theme of c1 and c3, and the hall sees it."""
    story = written()
    story.do(E1, merge("c1", "c3"))
    story.play([to("problems", "carried"), to("themes", "revealed")])
    return story


def test_the_team_works_while_tables_still_write():
    story = written()
    story.do(E1, merge("c1", "c3", title="Темнота в парке"))
    story.play([card("t2", "Лавок нет")])
    assert board(story) == [["c1", "c3"], ["c2"], ["c4"], ["c5"]]
    theme = story.session.cards["m1"]
    assert (theme.title, theme.is_theme, theme.sources) == ("Темнота в парке", True, ["c1", "c3"])


def test_a_card_keeps_its_words_and_a_theme_its_tables():
    story = shown()
    assert [story.session.cards[each].title for each in ("c1", "c3")] == ["Темно в парке", "В парке нет света"]
    assert themes.authors(story.session, story.session.cards["m1"]) == ("t1", "t3")


def test_a_theme_without_a_title_is_called_as_its_first_card_and_follows_it():
    story = written()
    story.do(E1, merge("c1", "c3"))
    story.do(T1, c.ReviseCard("c1", {"title": "Темень"}, 1))
    assert story.session.cards["m1"].title == "Темень"
    story.do(T1, c.WithdrawCard("c1"))
    assert story.session.cards["m1"].title == "В парке нет света"
    assert board(story) == [["c2"], ["c3"], ["c4"]]


def test_a_theme_is_of_the_sphere_that_most_of_its_cards_chose():
    story = written()
    story.do(E1, merge("c1", "c3", "c4"))
    assert story.session.cards["m1"].fields["sphere"] == "cult"


def test_whole_groups_go_into_groups():
    story = written()
    story.do(E1, merge("c1", "c3"))
    story.do(E2, merge("c2", "c4"))
    story.do(E1, merge("m2", into="m1"))
    assert board(story) == [["c1", "c3", "c2", "c4"]]
    assert story.session.cards["m2"].state is CardState.DISSOLVED


def test_what_somebody_else_has_moved_meanwhile_is_not_moved_unseen():
    story = written()
    story.do(E1, merge("c1", "c3"))
    assert story.no(E2, merge("c3", "c2")) == Refusal.CARD_STALE
    assert story.no(E2, merge("c2", into="m7")) == Refusal.THEME_UNKNOWN
    story.do(E2, merge("c3", "c2", was={"c3": "m1"}))
    assert board(story) == [["c1"], ["c3", "c2"], ["c4"]]


def test_a_split_lets_cards_lie_by_themselves_and_an_empty_theme_is_gone():
    story = written()
    story.do(E1, merge("c1", "c3", "c2"))
    story.do(E1, c.SplitCards("themes", "m1", ("c3",)))
    story.do(E1, c.SplitCards("themes", "m1", ("c3",)))
    assert board(story) == [["c1", "c2"], ["c3"], ["c4"]]
    story.do(E1, c.SplitCards("themes", "m1", ("c1", "c2")))
    assert board(story) == [["c1"], ["c2"], ["c3"], ["c4"]]
    assert story.no(E1, merge("c1", into="m1")) == Refusal.THEME_UNKNOWN


def test_what_is_set_aside_stays_behind_with_its_reason():
    story = written()
    story.do(E1, merge("c1", "c3"))
    story.do(E1, c.SetAside("themes", {"m1": "", "c4": ""}, "administration"))
    assert board(story) == [["c2"]]
    story.play([to("problems", "carried"), to("themes", "carried")])
    assert (story.session.pools["themes"], story.session.left["themes"]) == (("c2",), ("m1", "c4"))
    story.do(E1, c.BringBack("themes", ("m1",)))
    assert (story.session.pools["themes"], story.session.left["themes"]) == (("m1", "c2"), ("c4",))
    assert story.no(E1, c.SetAside("themes", {"c2": ""}, "whim")) == Refusal.CHOICE_UNKNOWN


def test_a_title_may_be_as_long_as_a_tables_own():
    story = written()
    story.do(E1, merge("c1", "c3"))
    assert story.no(E1, c.RenameTheme("m1", "x" * 91, 1)) == Refusal.TEXT_TOO_LONG
    story.do(E1, c.RenameTheme("m1", "Тёмный парк", 1))
    assert story.no(E2, c.RenameTheme("m1", "Свет", 1)) == Refusal.CARD_STALE
    story.do(E2, c.RenameTheme("m1", "", 2))
    assert story.session.cards["m1"].title == "Темно в парке"
    assert story.no(E1, c.RenameTheme("c2", "Нет", 1)) == Refusal.THEME_UNKNOWN


def test_a_single_card_becomes_a_theme_when_it_is_named():
    story = written()
    story.do(E1, merge("c2", title="Площадки"))
    assert (story.session.cards["m1"].title, board(story)) == ("Площадки", [["c1"], ["c2"], ["c3"], ["c4"]])


def test_a_pair_told_apart_is_remembered():
    story = written()
    story.do(E1, c.TellApart("themes", ("c1", "c2")))
    story.do(E2, c.TellApart("themes", ("c2", "c1")))
    assert story.round("themes").board.apart == {frozenset({"c1", "c2"})}
    assert sum(isinstance(event, e.CardsToldApart) for event in story.events) == 1


@pytest.mark.parametrize("who", ["t1", "p1", "gabc"])
def test_only_the_team_and_the_lead_lay_cards_together(who):
    story = written()
    assert story.no(seat(who), merge("c1", "c3")) == Refusal.EVENT_UNKNOWN
    story.do(LEAD, merge("c1", "c3"))


def test_a_table_objects_between_the_showing_and_the_next_round():
    story = written()
    story.do(E1, merge("c1", "c3"))
    objection = c.ObjectToTheme("c3", True, "Мы про свет у реки")
    assert story.no(T3, objection) == Refusal.OBJECTION_CLOSED
    story.play([to("problems", "carried"), to("themes", "revealed")])
    assert story.no(T2, objection) == Refusal.SEAT_FOREIGN
    story.do(T3, objection)
    story.do(T3, objection)
    assert story.round("themes").board.objections["c3"].text == "Мы про свет у реки"
    assert story.no(T2, c.ObjectToTheme("c2", True)) == Refusal.CARD_STALE


def test_a_split_settles_the_objection_and_so_does_the_table():
    story = shown()
    story.do(T3, c.ObjectToTheme("c3", True))
    story.do(T3, c.ObjectToTheme("c3", False))
    story.do(T1, c.ObjectToTheme("c1", True))
    story.do(E1, c.SplitCards("themes", "m1", ("c1",)))
    state = story.round("themes").board
    assert (state.objections, [each.card for each in state.settled]) == ({}, ["c3", "c1"])


def test_an_objection_that_stays_splits_the_card_off_when_the_vote_begins():
    story = shown()
    story.do(T3, c.ObjectToTheme("c3", True))
    story.play([to("themes", "carried"), to("short", "open")])
    assert story.session.input_ids(story.round("short")) == ("m1", "c2", "c3", "c4")
    assert story.no(T3, c.ObjectToTheme("c3", True)) == Refusal.OBJECTION_CLOSED


def test_an_objection_to_being_set_aside_brings_the_card_back():
    story = written()
    story.do(E1, c.SetAside("themes", {"c2": ""}, "off_topic"))
    story.play([to("problems", "carried"), to("themes", "carried")])
    story.do(T2, c.ObjectToTheme("c2", True))
    story.play([to("short", "open")])
    assert "c2" in story.session.input_ids(story.round("short"))


def test_an_objection_against_a_theme_set_aside_brings_the_tables_card_back():
    story = written()
    story.do(E1, merge("c1", "c3"))
    story.do(E1, c.SetAside("themes", {"m1": ""}, "off_topic"))
    story.play([to("problems", "carried"), to("themes", "carried")])
    story.do(T3, c.ObjectToTheme("c3", True))
    story.play([to("short", "open")])
    assert story.session.input_ids(story.round("short")) == ("c2", "c3", "c4")


def test_the_board_is_closed_once_the_hall_votes_on_it():
    story = shown()
    story.play([to("themes", "carried"), to("short", "open")])
    assert story.no(E1, merge("c2", "c4")) == Refusal.THEME_TAKEN
    assert story.no(E1, c.SplitCards("themes", "m1", ("c1",))) == Refusal.THEME_TAKEN
    story.play([to("short", "closed")])
    story.do(LEAD, c.MoveRound("short", "open", "closed"))
    assert story.session.input_ids(story.round("short")) == ("m1", "c2", "c4")


def test_a_vote_counts_a_theme_as_one_card_of_all_its_tables():
    story = shown()
    story.play([to("themes", "carried"), to("short", "open")])
    story.play([ballot("t1", "short", "m1"), ballot("t2", "short", "m1", "c2"), to("short", "revealed")])
    assert [(row.card, row.score, row.breadth) for row in story.outcome("short").scores][:2] == [
        ("m1", 2, 2),
        ("c2", 1, 1),
    ]


def test_a_hidden_card_leaves_its_theme_without_its_words():
    story = shown()
    story.play([c.HideCard("c1", "имя")])
    assert story.session.cards["m1"].title == "В парке нет света"
    story.play([c.HideCard("c3")])
    assert board(story) == [["c2"], ["c4"]]
    story.play([c.RestoreCard("c1")])
    assert story.session.cards["m1"].title == "Темно в парке"


def test_a_card_that_is_restored_goes_before_the_hall_though_the_team_worked_while_it_was_hidden():
    story = shown()
    story.play([to("themes", "carried"), c.HideCard("c2")])
    story.do(E1, merge("c4", into="m1"))
    assert story.session.pools["themes"] == ("m1",)
    story.play([c.RestoreCard("c2")])
    assert story.session.pools["themes"] == ("m1", "c2")
    story.play([to("short", "open")])
    assert story.session.input_ids(story.round("short")) == ("m1", "c2")


def test_a_blotted_card_takes_its_words_out_of_the_theme():
    story = shown()
    story.play([c.RedactCard("c1")])
    assert story.session.cards["m1"].title == "В парке нет света"


def test_a_title_can_be_blotted_out_and_no_act_brings_it_back(tmp_path):
    story = after(CARDS, scenario=THEMES, path=tmp_path / "day.db")
    story.do(E1, merge("c1", "c3", title="Жалоба Петрова Петра"))
    story.do(E2, c.RenameTheme("m1", "Пётр Петров", 1))
    story.do(E2, c.RenameTheme("m1", "Парк", 2))
    story.play([c.RedactCard("m1")])
    assert story.session.cards["m1"].title == "Темно в парке"
    assert story.no(E2, c.UndoAct(seq=story.session.acts[-2].seq)) == Refusal.UNDO_GONE
    before: Session = story.session
    after_restart = story.reopen().session
    assert after_restart == before
    story.store.close()
    raw = (tmp_path / "day.db").read_bytes()
    assert "Петров".encode() not in raw
    assert b"\\u041f\\u0435\\u0442\\u0440\\u043e\\u0432" not in raw


def test_a_second_forum_of_themes_replays_to_the_same_state(tmp_path):
    story = after(CARDS, scenario=THEMES, path=tmp_path / "day.db")
    story.do(E1, merge("c1", "c3"))
    story.do(E2, c.SetAside("themes", {"c2": ""}, "off_topic"))
    story.do(E2, c.SetSynonyms(("свет, фонари",)))
    story.play([to("problems", "carried"), to("themes", "carried")])
    story.do(T3, c.ObjectToTheme("c3", True))
    before = story.session
    assert story.reopen().session == before
