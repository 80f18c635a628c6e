"""`docs/recount.py` lays the cards together once more and counts the themes that the hall voted on."""

import pytest

from sessions import commands as c
from tests.sessions.test_recount import change_of, recount, rewrite
from tests.story import PROBLEMS, THEMES, after, ballot, card, seat, to


@pytest.fixture
def file(tmp_path):
    return tmp_path / "day.sqlite"


def themed(story):
    """The team lays together, splits, names, sets aside and brings back; a table objects, and its card is split off."""
    team = seat("e1")
    story.play([*PROBLEMS[:-1], card("t3", "Свет у реки", sphere="eco"), card("t2", "Клуб закрыли", sphere="cult")])
    story.play([(team, c.MergeCards("themes", {"c1": "", "c3": "", "c5": ""}))])
    story.play([(team, c.SplitCards("themes", "m1", ("c3",)))])
    story.play([(team, c.MergeCards("themes", {"c4": "", "c6": ""}, None, "Клуб"))])
    story.play([(team, c.SetAside("themes", {"c2": ""}, "off_topic")), (team, c.BringBack("themes", ("c2",)))])
    story.play([(team, c.SetAside("themes", {"c3": ""}, "administration"))])
    story.play(
        [(team, c.MergeCards("themes", {"c2": ""}, "m2")), (team, c.RenameTheme("m2", "Молодёжи некуда пойти", 1))]
    )
    story.play([(team, c.UndoAct(story.session.acts[-1].seq))])
    story.play([to("problems", "carried"), to("themes", "carried")])
    story.play([(seat("t2"), c.ObjectToTheme("c2", True)), (team, c.SplitCards("themes", "m1", ("c5",)))])
    story.play([to("short", "briefing"), c.MoveRound("short", "open", "briefing")])


OWNS = {
    "allow": 'own = "allow"\n',
    "report": 'own = "report"\n',
    "exclude": 'own = "exclude"\n',
    "each table": 'carry = {rule = "per_table", k = 1, tie = ["breadth", "draw"]}\n',
    "spread": 'carry = {rule = "top", k = 2, diversify = {field = "sphere", max = 1}, tie = ["breadth", "draw"]}\n',
}


@pytest.mark.parametrize("way", OWNS)
def test_a_day_with_themes_is_recounted(file, way):
    rule = 'limit = 3\ncarry = {rule = "top", k = 2, tie = ["breadth", "include:3", "draw"]}\n'
    carries = "carry" in OWNS[way]
    scenario = THEMES.replace(rule, "limit = 3\n" + (OWNS[way] if carries else rule.partition("\n")[2] + OWNS[way]), 1)
    story = after([], scenario=scenario, path=file)
    themed(story)
    assert story.session.input_ids(story.round("short")) == ("m1", "c2", "m2", "c5")
    story.play(
        [ballot("t1", "short", "m2", "m1"), ballot("t2", "short", "m2", "c2"), ballot("t3", "short", "m1", "c5")]
    )
    story.play([to("short", "revealed")])
    if story.outcome("short").pending:
        story.play([c.DrawLots("short", 7)])
    story.play([to("short", "carried")])
    story.store.close()
    status, printed = recount(file)
    assert (status, "0 differences" in printed) == (0, True), printed
    assert "m2    Клуб" in printed


def test_another_board_than_the_one_that_was_voted_on_is_found(file):
    story = after([], scenario=THEMES, path=file)
    themed(story)
    story.play([ballot("t1", "short", "m2"), to("short", "carried")])
    story.store.close()
    rewrite(file, change_of("CardsMerged", lambda fact: {**fact, "cards": fact["cards"][:1]}))
    status, printed = recount(file)
    assert (status, "DIFFERS: themes" in printed) == (1, True), printed
