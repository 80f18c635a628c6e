"""From an initiative back to every card, and from any card on to what became of it; and who may know which table."""

from __future__ import annotations

from sessions import commands as c
from sessions import lineage
from sessions.cards import Card, CardState
from sessions.lineage import Alone, Chapter, Gone, Joined, Laid, Objected, SetAside, Voted, Written
from sessions.seat import LEAD
from tests.story import THEMES, Story, after, ballot, card, join, seat, to

E1, T1, T3 = seat("e1"), seat("t1"), seat("t3")
NESTED = THEMES.replace(
    """
[[round]]
id = "short"
""",
    """
[[round]]
id = "bigger"
kind = "merge"
title = {ru = "Крупнее", en = "Bigger"}
minutes = 5
input = "themes"
output = "bigger"

[[round]]
id = "short"
""",
).replace(
    'kind = "vote"\ntitle = {ru = "Выбор столов", en = "The tables choose"}\nminutes = 5\ninput = "themes"',
    'kind = "vote"\ntitle = {ru = "Выбор столов", en = "The tables choose"}\nminutes = 5\ninput = "bigger"',
)
WRITTEN = (
    to("problems", "open"),
    card("t1", "Темно в парке", sphere="eco"),
    card("t2", "Негде играть", sphere="cult"),
    card("t3", "В парке нет света", sphere="eco"),
    card("t1", "Закрыт клуб"),
)
LAID = (
    *WRITTEN,
    (E1, c.MergeCards("themes", {"c1": "", "c3": ""}, None, "Свет в парке")),
    (E1, c.SetAside("themes", {"c4": ""}, "administration")),
    to("problems", "carried"),
)
SHOWN = (*LAID, to("themes", "revealed"))
VOTED = (
    *LAID,
    to("themes", "carried"),
    to("short", "open"),
    ballot("t1", "short", "m1", "c2"),
    ballot("t2", "short", "m1"),
)
CHOSEN = (
    *VOTED,
    to("short", "carried"),
    to("solutions", "open"),
    card("t2", "Фонари", "solutions", "m1"),
    card("t1", "Поле", "solutions", "c2"),
    to("solutions", "carried"),
    to("choose", "open"),
    *(ballot(f"p{no}", "choose", "c5") for no in range(1, 5)),
)
JOINED = (*CHOSEN, to("choose", "carried"), to("groups", "open"), join("p1", "c5", "leader"), join("p2", "c5"))


def of(story: Story, card_id: str) -> Card:
    return story.session.cards[card_id]


def here(story: Story, card_id: str) -> Chapter:
    """The card's own chapter."""
    return lineage.forward(story.session, of(story, card_id))[0]


def kinds(story: Story, card_id: str) -> list[type]:
    return [type(step) for step in here(story, card_id).steps]


def decided(story: Story) -> list[str]:
    """The cards whose tables everybody may know."""
    return [each.id for each in story.session.cards.values() if lineage.is_decided(story.session, each)]


def test_an_initiative_leads_back_to_every_card_that_it_began_with():
    story = after(JOINED, THEMES)
    first, last = lineage.back(story.session, of(story, "c5"))
    assert (first.card.id, last.card.id, last.answers) == ("m1", "c5", ("m1",))
    written, voted = first.steps
    assert isinstance(written, Written) and [(each.id, each.table) for each in written.cards] == [
        ("c1", "t1"),
        ("c3", "t3"),
    ]
    assert isinstance(voted, Voted) and (voted.state.id, voted.card.id) == ("short", "m1")
    assert [type(step) for step in last.steps] == [Written, Voted, Joined]


def test_a_card_of_a_table_leads_on_to_the_group_that_came_of_it():
    story = after(JOINED, THEMES)
    own, answer = lineage.forward(story.session, of(story, "c3"))
    assert [type(step) for step in own.steps] == [Written, Laid, Voted]
    laid = own.steps[1]
    assert isinstance(laid, Laid) and (laid.theme.id, [each.id for each in laid.cards]) == ("m1", ["c1"])
    assert (answer.card.id, answer.answers) == ("c5", ("m1",))
    assert [type(step) for step in answer.steps] == [Written, Voted, Joined]


def test_what_is_set_aside_keeps_its_reason_and_a_single_card_stands_by_itself():
    story = after(SHOWN, THEMES)
    aside = here(story, "c4").steps[-1]
    assert isinstance(aside, SetAside) and (aside.reason.id, aside.reason.to) == ("administration", "administration")
    assert kinds(story, "c2")[:2] == [Written, Alone]


def test_a_theme_that_is_set_aside_takes_its_cards_along():
    story = after([*LAID, (E1, c.SetAside("themes", {"m1": ""}, "off_topic")), to("themes", "revealed")], THEMES)
    assert kinds(story, "c3") == [Written, Laid, SetAside] and kinds(story, "m1") == [Written, SetAside]


def test_nothing_is_told_of_the_board_before_the_lead_shows_it():
    for moves in (LAID, (*LAID, to("themes", "open")), (*LAID, to("themes", "closed"))):
        story = after(moves, THEMES)
        assert [kinds(story, each) for each in ("c1", "c2", "c4")] == [[Written]] * 3


def test_a_board_that_is_open_again_is_nobodys_business_again():
    story = after([*LAID, to("themes", "carried"), c.ReopenRound("themes", "carried")], THEMES)
    assert kinds(story, "c4") == [Written]


def test_an_objection_is_told_while_it_stands_and_when_it_is_settled():
    story = after([*SHOWN, (T3, c.ObjectToTheme("c3", True, "про остановку"))], THEMES)
    objected = here(story, "c3").steps[2]
    assert isinstance(objected, Objected) and objected.open
    assert Objected not in kinds(story, "c1")
    story.play([to("themes", "carried"), to("short", "open")])
    assert kinds(story, "c3") == [Written, Alone, Objected, Voted]
    settled = here(story, "c3").steps[2]
    assert isinstance(settled, Objected) and not settled.open


def test_a_theme_on_a_second_board_is_laid_twice():
    story = after(
        [
            *LAID,
            to("themes", "carried"),
            (E1, c.MergeCards("bigger", {"m1": "", "c2": ""}, None, "Парк")),
            to("bigger", "carried"),
            to("short", "open"),
        ],
        NESTED,
    )
    steps = here(story, "c1").steps
    assert [type(step) for step in steps] == [Written, Laid, Laid, Voted]
    assert [step.theme.title for step in steps if isinstance(step, Laid)] == ["Свет в парке", "Парк"]
    assert [type(step) for step in here(story, "c2").steps] == [Written, Alone, Laid, Voted]
    (written, _voted) = here(story, "m2").steps
    assert isinstance(written, Written) and [each.id for each in written.cards] == ["c1", "c3", "c2"]


def test_what_is_laid_together_after_the_vote_was_voted_on_as_the_theme():
    moves = (*WRITTEN, to("problems", "carried"), to("themes", "carried"), to("short", "open"))
    story = after([*moves, ballot("t1", "short", "c1", "c3"), to("short", "closed")], THEMES)
    assert kinds(story, "c3") == [Written, Alone, Voted]
    story.do(E1, c.MergeCards("themes", {"c1": "", "c3": ""}, None, "Свет в парке"))
    steps = here(story, "c3").steps
    assert [type(step) for step in steps] == [Written, Laid, Voted]
    voted = steps[-1]
    assert isinstance(voted, Voted) and voted.card.id == "m1"


def test_a_theme_of_answers_to_different_cards_leads_back_to_all_of_them():
    scenario = THEMES.replace(
        '[[round]]\nid = "choose"',
        '[[round]]\nid = "lay"\nkind = "merge"\ntitle = {ru = "Ещё", en = "More"}\nminutes = 5\ninput = "solutions"\n'
        'output = "laid"\n\n[[round]]\nid = "choose"',
    ).replace('input = "solutions"\noutput = "initiatives"', 'input = "laid"\noutput = "initiatives"')
    story = after(
        [
            *CHOSEN[:-5],
            (E1, c.MergeCards("lay", {"c5": "", "c6": ""}, None, "Парк и поле")),
            to("lay", "carried"),
        ],
        scenario,
    )
    assert [each.card.id for each in lineage.back(story.session, of(story, "m2"))] == ["m1", "c2", "m2"]
    assert [each.card.id for each in lineage.forward(story.session, of(story, "c1"))] == ["c1", "m2"]


def test_cards_that_are_hidden_or_taken_back_are_told_so_and_lead_nowhere():
    story = after([*JOINED, c.HideCard("c6", "имя соседа")], THEMES)
    assert kinds(story, "c6") == [Written, Gone, Voted]
    assert [each.card.id for each in lineage.forward(story.session, of(story, "c2"))] == ["c2"]
    story = after([*WRITTEN, (T1, c.WithdrawCard("c1"))], THEMES)
    gone = here(story, "c1").steps[-1]
    assert isinstance(gone, Gone) and gone.state is CardState.WITHDRAWN


def test_words_are_for_everybody_only_while_they_may_be_read():
    story = after([*SHOWN, c.RedactCard("c1"), c.HideCard("c2", "")], THEMES)
    readable = [each.id for each in story.session.cards.values() if lineage.is_readable(each)]
    assert readable == ["c3", "c4", "m1"]


def test_a_theme_that_has_lost_its_cards_keeps_none_of_their_words():
    story = after([*WRITTEN, (E1, c.MergeCards("themes", {"c1": "", "c3": ""}))], THEMES)
    assert of(story, "m1").title == "Темно в парке"
    story.do(E1, c.SplitCards("themes", "m1", ("c1", "c3")))
    assert (of(story, "m1").state, of(story, "m1").title) == (CardState.DISSOLVED, "")
    story.do(LEAD, c.RedactCard("c1"))
    assert all("Темно" not in word for each in story.session.cards.values() for word in each.fields.values())


def test_a_table_is_told_when_no_vote_can_go_by_it_any_more():
    told = {
        "written": (WRITTEN, []),
        "themes shown": (SHOWN, []),
        "vote open": (VOTED, []),
        "vote closed": ((*VOTED, to("short", "closed")), []),
        "vote revealed": ((*VOTED, to("short", "revealed")), []),
        "vote carried": ((*VOTED, to("short", "carried")), ["c1", "c2", "c3", "m1"]),
        "answers written": (CHOSEN[:-6], ["c1", "c2", "c3", "m1"]),
        "answers voted on": (CHOSEN, ["c1", "c2", "c3", "m1"]),
        "all votes over": ((*CHOSEN, to("choose", "carried")), ["c1", "c2", "c3", "c4", "m1", "c5", "c6"]),
    }
    for when, (moves, cards) in told.items():
        assert sorted(decided(after(moves, THEMES))) == sorted(cards), when


def test_a_second_vote_ahead_keeps_the_tables_of_its_cards_secret():
    twice = THEMES.replace(
        '[[round]]\nid = "solutions"',
        '[[round]]\nid = "again"\nkind = "vote"\ntitle = {ru = "Ещё раз", en = "Again"}\nminutes = 5\n'
        'input = "chosen"\n'
        'output = "twice"\nelectors = "table"\ncarry = {rule = "top", k = 1}\n\n[[round]]\nid = "solutions"',
    ).replace('parent_pool = "chosen"', 'parent_pool = "twice"')
    story = after(
        [
            *LAID,
            (E1, c.BringBack("themes", ("c4",))),
            to("themes", "carried"),
            to("short", "open"),
            *(ballot(table, "short", "m1", "c2") for table in ("t1", "t2", "t3")),
            to("short", "revealed"),
        ],
        twice,
    )
    assert decided(story) == []
    story.play([to("short", "carried")])
    assert decided(story) == ["c4"]
    story.play([to("again", "open"), ballot("t1", "again", "m1"), to("again", "carried")])
    assert sorted(decided(story)) == ["c1", "c2", "c3", "c4", "m1"]
