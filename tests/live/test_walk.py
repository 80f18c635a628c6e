"""The evening walked through step by step: every view of every screen in every phase, and canaries that may not sing.

Each canary is a word that stands in one place only: a name and a contact that were typed, a card that the lead has not
let on, a card that was blotted out, an objection, an author's number, a receipt.  Where one is seen says who learnt it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sessions import commands as c
from sessions import themes
from sessions.phases import LIVE, Phase
from sessions.scenario import VoteRound
from sessions.seat import LEAD
from tests.secrecy import (
    Shown,
    nobody_learns_a_choice,
    nobody_learns_a_place,
    nobody_learns_a_wish,
    nobody_sees,
    shown,
)
from tests.sessions.kinds.test_assign import CHOSEN, WISHED
from tests.sessions.kinds.test_assign import DAY as ASSIGNMENTS
from tests.story import EVENING, ROOT, SHEET_OPEN, SHEETS, Story, seat, to

WRITING = (ROOT / "tests" / "data" / "gather.toml").read_text(encoding="utf-8")
TABLES, PEOPLE = 3, 6
WISHING = (*CHOSEN, *WISHED)
LOOKERS = ["t1", "t2", "t3", "e1", "e2", "p1", "p2", "gabc", "x1", "o1"]
SCENARIO = EVENING.replace("max_per_table = 3", "max_per_table = 3\nauthors = true", 1).replace(
    "[scenario]", "[scenario]\nexperts = 1\nobservers = 1", 1
)
HELD, BLOTTED, OBJECTION = "Канарейка придержана", "Канарейка Закрашенная", "Канарейка возражает"
NOTE = "Канарейка эксперта"
LAST_NAME, CONTACT, GUEST = "Канарейкина", "kanarejka@example.org", "Юлиана"
PHASES = (Phase.BRIEFING, Phase.OPEN, Phase.GRACE, Phase.CLOSED, Phase.REVEALED, Phase.CARRIED)


class Walk:
    """The evening, looked at after every act."""

    def __init__(self) -> None:
        self.story = Story(SCENARIO, tables=TABLES, people=PEOPLE)
        self.receipts: dict[str, str] = {}
        self.looked: set[tuple[str, str]] = set()
        self.sung: dict[str, set[str]] = {}
        self.story.do(LEAD, c.LetObservers("progress"))

    def do(self, *moves: Any) -> None:
        for move in moves:
            self.story.play([move])
            self.look()

    def look(self) -> None:
        story = self.story
        views = shown(story, LOOKERS)
        state = story.session.round()
        if state is not None:
            self.looked.add((state.id, state.phase.value))
        hall = only(views, lambda screen, who: screen in ("projector", "audience", "lineage", "experts", "observers"))
        nobody_sees(views, [LAST_NAME, CONTACT])
        nobody_sees(only(views, lambda screen, who: screen != "facilitator"), [GUEST])
        nobody_sees(hall, [HELD, OBJECTION, BLOTTED])
        nobody_sees(views, [BLOTTED] if any(card.redacted for card in story.session.cards.values()) else [])
        nobody_sees(only(views, lambda screen, who: screen == "table" and who != "t1"), [HELD])
        nobody_sees(only(views, lambda screen, who: screen == "table" and who != "t2"), [OBJECTION])
        nobody_sees(only(views, lambda screen, who: screen not in ("experts", "facilitator", "table")), [NOTE])
        nobody_sees(
            only(views, lambda screen, who: screen == "table" and who not in self.readers_of_the_note()), [NOTE]
        )
        self.receipts_stay_with_their_owners(views)
        self.authors_stay_with_the_lead(views)
        nobody_learns_a_choice(story, LOOKERS)
        nobody_learns_a_place(story, LOOKERS)
        for word in (HELD, BLOTTED, OBJECTION, GUEST, NOTE):
            self.sung.setdefault(word, set()).update(where[0] for where, view in views.items() if word in view)

    def readers_of_the_note(self) -> set[str]:
        """The table of the card, and while the hall sees them lie together that of the other card of its theme."""
        cards, shown_now = self.story.session.cards, self.story.round("themes").phase in (Phase.REVEALED, Phase.CARRIED)
        return {"t2", "t3"} if shown_now and cards["c3"].theme and cards["c3"].theme == cards["c4"].theme else {"t2"}

    def receipts_stay_with_their_owners(self, views: Shown) -> None:
        revealed = self.story.round("choose_initiatives").phase in (Phase.REVEALED, Phase.CARRIED)
        nobody_sees({} if revealed else views, self.receipts.values())

    def authors_stay_with_the_lead(self, views: Shown) -> None:
        """No screen of the hall knows which table wrote a card that people choose among now, and none whose it is."""
        session = self.story.session
        votes = [each for each in session.rounds.values() if isinstance(each.plan, VoteRound)]
        choosing = [each for each in votes if each.phase in (*LIVE, Phase.CLOSED)]
        voted = {card for each in choosing for card in session.input_ids(each)}
        voted |= {leaf.id for card in voted for leaf in themes.leaves(session, session.cards[card])}
        for (screen, who), view in views.items():
            for card in cards_in(json.loads(view)):
                if screen not in ("facilitator", "themes"):
                    assert not card.get("author") or screen == "table", (screen, who, card)
                if card["id"] in voted and screen not in ("facilitator", "themes"):
                    assert not (card.get("table") or card.get("tables")), (screen, who, card)

    def phases(self, round_id: str) -> Iterator[Phase]:
        """Through every phase that the round can be in, stopping in each."""
        for phase in PHASES:
            here = self.story.round(round_id).phase
            if phase is Phase.GRACE and here is not Phase.OPEN:
                continue
            ack = self.story.ask(LEAD, c.MoveRound(round_id, phase.value, here.value))
            if ack.ok:
                self.look()
                yield phase


def only(views: Shown, wanted: Any) -> Shown:
    return {where: view for where, view in views.items() if wanted(*where)}


def cards_in(view: Any) -> Iterator[dict[str, Any]]:
    """Everything in a view that is a card: it has an id and a title that is one text."""
    if isinstance(view, dict):
        if isinstance(view.get("title"), str) and "id" in view:
            yield view
        for each in view.values():
            yield from cards_in(each)
    elif isinstance(view, list):
        for each in view:
            yield from cards_in(each)


def write(table: str, title: str, author: int | None = None, round_id: str = "problems", **fields: str) -> Any:
    parent = fields.pop("parent", None)
    return seat(table), c.SubmitCard(round_id, {"title": title, **fields}, parent, author)


def test_the_evening_sings_to_nobody() -> None:
    walk = Walk()
    story = walk.story
    for _ in walk.phases("welcome"):
        pass
    for phase in walk.phases("problems"):
        if phase is Phase.OPEN:
            walk.do(write("t1", HELD, 3), c.HoldCard("c1"), write("t2", BLOTTED, 2), write("t2", "Темно в парке", 2))
            walk.do(write("t3", "В парке темно", 6), c.AdmitCards({"c3": 1, "c4": 1}), c.RedactCard("c2"))
            walk.do((seat("x1"), c.WriteNote("c3", NOTE)))
            walk.do((seat("e1"), c.MergeCards("themes", {"c3": "", "c4": ""})))
        if phase is Phase.CLOSED:
            walk.do(c.HideCard("c1", "не сейчас"))
    for phase in walk.phases("themes"):
        if phase is Phase.OPEN:
            walk.do((seat("e2"), c.MergeCards("themes", {"c3": "m1"}, None, "Свет")))
            walk.do((seat("e2"), c.MergeCards("themes", {"c4": "m1"}, "m2")))
        if phase is Phase.REVEALED:
            walk.do((seat("t2"), c.ObjectToTheme("c3", True, OBJECTION)))
    for phase in walk.phases("choose_problems"):
        if phase is Phase.OPEN:
            cards = story.session.input_ids(story.round("choose_problems"))
            assert cards == ("c3", "m2")
            walk.do((seat("t1"), c.CastBallot("choose_problems", {"c3": 1})))
            walk.do((seat("t2"), c.CastBallot("choose_problems", {"c3": 1, "m2": 1})))
    for phase in walk.phases("matrix"):
        if phase is Phase.OPEN:
            grades = {card: {"importance": 5, "own_power": 4} for card in ("c3", "m2")}
            walk.do((seat("t1"), c.CastBallot("matrix", {}, grades)), (seat("t3"), c.CastBallot("matrix", {}, grades)))
    for phase in walk.phases("solutions"):
        if phase is Phase.OPEN:
            walk.do(write("t1", "Фонари", round_id="solutions", parent="c3", first_step="Встреча"))
            walk.do(write("t2", "Дозор", round_id="solutions", parent="m2", first_step="Обход"))
            walk.do(c.AdmitCards({"c5": 1, "c6": 1}))
    for phase in walk.phases("choose_initiatives"):
        if phase is Phase.OPEN:
            for no, choices in ((1, {"c5": 1}), (2, {"c5": 1, "c6": 1}), (3, {"c6": 1})):
                ack = story.do(seat(f"p{no}", TABLES), c.CastBallot("choose_initiatives", choices))
                walk.receipts[f"p{no}"] = str(ack.answer["receipt"])
                walk.look()
    for phase in walk.phases("groups"):
        if phase is Phase.OPEN:
            name, consents = f"Анна {LAST_NAME}", ("processing", "screen")
            walk.do((seat("p1", TABLES), c.SignUp("groups", "c5", "leader", name, CONTACT, consents)))
            walk.do((seat("gabc"), c.Arrive()))
            walk.do((seat("gabc"), c.SignUp("groups", "c5", "member", f"{GUEST} {LAST_NAME}", "", consents)))
    for _ in walk.phases("farewell"):
        pass
    everywhere = {(each.id, phase.value) for each in story.session.rounds.values() for phase in PHASES}
    revealing = {"themes", "choose_problems", "matrix", "choose_initiatives"}
    assert walk.looked >= {
        (each, phase) for each, phase in everywhere if phase not in ("revealed", "grace") or each in revealing
    }, "a phase was not looked at"
    # A canary that is heard nowhere would prove nothing.
    assert {"facilitator", "themes", "table"} <= walk.sung[HELD]
    assert {"facilitator", "themes", "table"} <= walk.sung[OBJECTION]
    assert {"facilitator", "themes", "table"} <= walk.sung[BLOTTED]
    assert walk.sung[GUEST] == {"facilitator"}
    assert walk.sung[NOTE] == {"facilitator", "table", "experts"}


def test_what_a_table_wishes_for_is_its_own_and_after_the_reveal_the_leads() -> None:
    story = Story(ASSIGNMENTS, tables=4, people=24).play(WISHING)
    lookers = ["t1", "t2", "t3", "t4", "p1", "gabc"]
    nobody_learns_a_wish(story, lookers)
    for phase in ("grace", "closed", "revealed", "carried"):
        story.play([to("take", phase)])
        nobody_learns_a_wish(story, lookers)
    seers = {where for where, view in shown(story, lookers).items() if '"wishes": {"t1"' in view}
    assert seers == {("facilitator", "lead")}


TYPED, BLOTTED_FIELD, COMMENT = "Канарейка набирает", "Канарейка Паспортная", "Канарейка замечает"


def test_sheets_sing_to_their_table_and_after_the_carry_to_all() -> None:
    """What is typed on a sheet is its table's and the lead's until the round is carried; what was blotted out is
    nobody's; a comment is its table's and that of the sheet. While tables write no wall tells whose words are whose."""
    story = Story(SHEETS, tables=TABLES, people=PEOPLE).play(SHEET_OPEN)
    heard: dict[str, set[str]] = {}

    def look() -> Shown:
        views = shown(story, LOOKERS[:3] + LOOKERS[5:])
        for word in (TYPED, BLOTTED_FIELD, COMMENT):
            heard.setdefault(word, set()).update(where[0] for where, view in views.items() if word in view)
        return views

    def others(views: Shown) -> Shown:
        return only(views, lambda screen, who: screen != "facilitator" and (screen, who) != ("table", "t1"))

    one, two = seat("t1"), seat("t2")
    story.play([(one, c.SaveSheet("sheet1", "c3", {"title": TYPED, "what": BLOTTED_FIELD}, 0))])
    nobody_sees(others(look()), [TYPED, BLOTTED_FIELD])
    story.do(LEAD, c.RedactField("c3", "what"))
    nobody_sees(look(), [BLOTTED_FIELD])
    for phase in ("grace", "closed"):
        story.do(LEAD, c.MoveRound("sheet1", phase, story.round("sheet1").phase.value))
        views = look()
        nobody_sees(others(views), [TYPED])
        wall = json.loads(views["projector", ""])["scene"]
        assert wall["name"] == "sheets"
        assert all(("title" in row) != ("tables" in row) for row in wall["sheets"])
    story.do(LEAD, c.MoveRound("sheet1", "carried", "closed", incomplete=2))
    views = look()
    assert all(TYPED in views[where] for where in (("projector", ""), ("audience", ""), ("sheet", "c3")))
    story.play([to("gallery", "open"), (two, c.SubmitCard("gallery", {"text": COMMENT}, "c3"))])
    nobody_sees(only(look(), lambda screen, who: (screen, who) == ("table", "t1")), [COMMENT])
    story.play([to("gallery", "carried"), to("sheet2", "open")])
    views = look()
    assert COMMENT in views["table", "t1"] and COMMENT in views["table", "t2"]
    nobody_sees(only(views, lambda screen, who: screen == "audience" or who == "t3"), [COMMENT])
    story.do(one, c.SaveSheet("sheet2", "c3", {"title": "Канарейка правит"}, 2))
    nobody_sees(others(look()), ["Канарейка правит"])
    assert heard[TYPED] >= {"table", "facilitator", "projector", "audience", "sheet"}
    assert heard[BLOTTED_FIELD] == {"table"}, "the console asks for it, and the wall never had it"


def test_what_people_write_and_tables_mark_is_theirs_until_it_is_let_on() -> None:
    """A topic that is held is its writer's, their table's and the lead's; which card a table likes best is its own."""
    writers = ["t1", "t2", "t3", "e1", "p1", "p2", "p4", "gabc"]
    story = Story(WRITING, tables=3, people=9)
    story.play([to("topics", "open"), (seat("p4"), c.SubmitCard("topics", {"title": HELD})), c.HoldCard("c1")])
    knows = {where for where, view in shown(story, writers).items() if HELD in view}
    assert knows == {("facilitator", ""), ("themes", ""), ("audience", "p4"), ("table", "t1")}
    story.play([(seat("p2"), c.SubmitCard("topics", {"title": "Зима"})), c.AdmitCard("c1"), to("topics", "carried")])
    story.play([to("agenda", "carried"), to("problems", "open")])
    story.play([write("t1", "Темно"), write("t2", "Сыро"), c.AdmitCards({"c3": 1, "c4": 1}), to("problems", "carried")])
    story.play([to("themes", "open"), (seat("t3"), c.SubmitCard("problems", {"title": BLOTTED})), c.HoldCard("c5")])
    late = {where for where, view in shown(story, writers).items() if BLOTTED in view}
    assert late == {("facilitator", ""), ("themes", ""), ("table", "t3")}
    story.play([c.AdmitCard("c5"), to("themes", "carried"), to("solutions", "open")])
    story.play([write("t1", "Фонари", round_id="solutions", parent="c3")])
    story.play([write("t1", "Лампы", round_id="solutions", parent="c3")])
    before = shown(story, writers)
    story.play([(seat("t1"), c.ChooseBest("solutions", ("c7",)))])
    after = shown(story, writers)
    told = {where for where in before if before[where] != after[where]}
    assert told == {("table", "t1"), ("facilitator", "")}
    assert '"best": ["c7"]' in after["table", "t1"]


def test_a_second_look_finds_what_a_leak_would_show() -> None:
    """The walk would hear a card's table in a view of the hall."""
    leak = {"scene": {"rows": [{"card": {"id": "c1", "title": "Темно", "table": 4}}]}}
    assert [card["table"] for card in cards_in(leak)] == [4]
