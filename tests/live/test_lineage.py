"""What anybody may read of a card's path: the result only when it is told, tables only when no vote goes by them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from app import create_app
from live.lineage import FOUND_MOST, found_view, lineage_view
from live.screen import Hall
from live.web import LOOKS
from sessions import commands as c
from sessions.phases import TAKES_COMMANDS, Phase
from tests.secrecy import nobody_learns_a_choice, nobody_sees, shown
from tests.sessions.test_lineage import CHOSEN, E1, JOINED, LAID, SHOWN, VOTED, WRITTEN
from tests.story import THEMES, Story, after, ballot, card, to


def path(story: Story, card_id: str) -> dict[str, Any]:
    view: dict[str, Any] = json.loads(json.dumps(lineage_view(story.session, story.session.cards[card_id])))
    return view


def step(story: Story, card_id: str, name: str) -> dict[str, Any]:
    """A step of the card's own chapter."""
    return next(each for each in path(story, card_id)["here"]["steps"] if each["step"] == name)


def test_an_initiative_is_told_from_its_first_words_to_its_people() -> None:
    story = after(JOINED, THEMES)
    view = path(story, "c5")
    (problem,) = view["before"]
    written, vote = problem["steps"]
    assert [(each["title"], each["table"]) for each in written["cards"]] == [
        ("Темно в парке", 1),
        ("В парке нет света", 3),
    ]
    assert all(each["at"] for each in written["cards"])
    assert (vote["row"]["rank"], vote["row"]["score"], vote["row"]["state"], vote["of"]) == (1, 2, "in", 2)
    group = view["here"]["steps"][-1]
    assert (group["people"], group["missing"], group["closed"]) == (2, 0, True)
    assert view["after"] == []


@pytest.mark.parametrize("phase", ["open", "grace", "closed"])
def test_a_vote_that_is_not_revealed_tells_nothing_but_that_it_is_there(phase: str) -> None:
    vote = step(after([*VOTED, to("short", phase)], THEMES), "c1", "vote")
    assert (vote["round"]["phase"], vote["row"], vote["of"], vote["by"], vote["to"]) == (phase, None, None, None, None)


def test_how_a_tie_was_broken_is_told_to_the_cards_that_it_was_about() -> None:
    tie = THEMES.replace('k = 2, tie = ["breadth", "include:3", "draw"]}\n\n[[round]]\nid = "solutions"',
                         'k = 1, tie = ["draw"]}\n\n[[round]]\nid = "solutions"')  # fmt: skip
    moves = [*LAID, to("themes", "carried"), to("short", "open"), ballot("t1", "short", "m1", "c2")]
    story = after([*moves, to("short", "revealed")], tie)
    assert step(story, "c1", "vote")["row"]["state"] == "tied" and step(story, "c1", "vote")["by"] is None
    story.play([c.DrawLots("short", 4711)])
    votes = {step(story, each, "vote")["row"]["state"]: step(story, each, "vote") for each in ("c1", "c2")}
    assert (votes["in"]["by"], votes["in"]["to"]) == ("draw", None)
    assert (votes["out"]["by"], votes["out"]["to"]) == ("draw", "archive")


def test_tables_and_times_are_told_only_when_the_voting_is_over() -> None:
    for moves in (WRITTEN, LAID, SHOWN, VOTED, (*VOTED, to("short", "closed")), (*VOTED, to("short", "revealed"))):
        story = after(moves, THEMES)
        for each in story.session.cards:
            said = json.dumps(path(story, each))
            assert '"table": null' in said and '"table": 1' not in said and '"at": 1' not in said
    assert step(after([*VOTED, to("short", "carried")], THEMES), "m1", "written")["cards"][0]["table"] == 1


def test_words_that_are_gone_are_nowhere() -> None:
    """Blotted out, hidden, taken back: whatever is asked, by whatever way, the words do not come."""
    story = after([*CHOSEN, c.RedactCard("c1"), c.HideCard("c2", "имя соседа"), to("choose", "revealed")], THEMES)
    gone = ("Темно в парке", "Негде играть", "имя соседа", "█")
    paths = [json.dumps(path(story, each), ensure_ascii=False) for each in story.session.cards]
    found = [json.dumps(found_view(story.session, word), ensure_ascii=False) for word in ("парк", "играть", "█", "1")]
    assert all(word not in said for said in (*paths, *found) for word in gone)
    assert path(story, "c2")["here"]["card"]["title"] is None
    assert path(story, "m1")["here"]["card"]["title"] == "Свет в парке"


def test_a_card_that_waits_for_the_lead_keeps_its_words_until_it_is_let_on() -> None:
    story = after([*CHOSEN[:-8], card("t3", "Костёр", "solutions", "m1")], THEMES)
    waiting = list(story.session.cards)[-1]
    assert path(story, waiting)["here"]["card"]["title"] is None
    assert found_view(story.session, "костёр")["cards"] == []
    story.play([c.AdmitCard(waiting)])
    assert path(story, waiting)["here"]["card"]["title"] == "Костёр"


def test_a_card_is_found_by_its_words_and_by_its_table() -> None:
    story = after(SHOWN, THEMES)
    assert [each["id"] for each in found_view(story.session, "парке")["cards"]] == ["c1", "c3"]
    assert [each["id"] for each in found_view(story.session, "НЕТ света")["cards"]] == ["c3"]
    assert found_view(story.session, "парке тёмно")["cards"] == found_view(story.session, "темно парке")["cards"] != []
    assert found_view(story.session, "1") == {"cards": [], "more": False, "waits": True}
    assert found_view(story.session, " ")["cards"] == []
    story = after(JOINED, THEMES)
    assert [each["id"] for each in found_view(story.session, "1")["cards"]] == ["c1", "c4", "c6"]


def test_a_search_does_not_send_the_whole_day() -> None:
    many = THEMES.replace("max_per_table = 2", "max_per_table = 40")
    cards = (card("t1", f"Парк {no}") for no in range(30))
    story = after([to("problems", "open"), *cards, to("problems", "carried")], many)
    found = found_view(story.session, "парк")
    assert (len(found["cards"]), found["more"]) == (FOUND_MOST, True)


def test_no_lineage_depends_on_a_ballot_that_may_not_be_known() -> None:
    for moves in (VOTED, (*VOTED, to("short", "closed")), CHOSEN, (*CHOSEN, to("choose", "closed"))):
        story = after(moves, THEMES)
        assert any(state.phase in (*TAKES_COMMANDS, Phase.CLOSED) for state in story.session.rounds.values())
        nobody_learns_a_choice(story, ["t1", "t2", "p1", "p2"])


def test_no_view_of_a_merge_round_names_who_wrote_beside_a_card() -> None:
    """`t3` is nowhere but in what is t3's own."""
    story = after(SHOWN, THEMES)
    views = {
        where: view
        for where, view in shown(story, ["t1", "t2", "p1"]).items()
        if where[0] not in ("facilitator", "themes", "checkin")  # at the door there are tables, and no cards
    }
    nobody_sees(views, ['"t3"', '"table": 3'])


@pytest.fixture
def client() -> Iterator[Asker]:
    yield Asker(after(SHOWN, THEMES))


class Asker:
    """A client of an application around a story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        made = create_app(story.desk, story.keys, Hall("http://192.168.1.2:8080/", "", ""))
        self._client, self._seats = Client(made.wsgi), made.house.seats

    def ask(self, query: str, seat: str | None = "p1", **headers: str) -> TestResponse:
        bearer = {"Authorization": f"Bearer {self._seats.token(seat)}"} if seat else {}
        return self._client.get(f"/api/lineage?{query}", headers=bearer | headers)


def test_any_seat_may_ask_and_all_are_told_the_same(client: Asker) -> None:
    answers = {seat: client.ask("card=c3", seat) for seat in ("p1", "t1", "t3", "screen", "e1", "gabc")}
    assert {answer.status_code for answer in answers.values()} == {200}
    assert len({answer.get_data() for answer in answers.values()}) == 1
    assert client.ask("find=парке").json["cards"][0]["id"] == "c1"


def test_nobody_asks_without_a_seat_or_for_a_card_that_is_not(client: Asker) -> None:
    assert (client.ask("card=c3", None).status_code, client.ask("card=c3", None).json["error"]["code"]) == (
        401,
        "seat.unknown",
    )
    assert (client.ask("card=c99").status_code, client.ask("card=c99").json["error"]["code"]) == (404, "card.unknown")
    assert client.ask("").json == {"cards": [], "more": False, "waits": False}


def test_what_has_not_changed_is_not_sent_again(client: Asker) -> None:
    mark = client.ask("card=c3").headers["ETag"]
    assert client.ask("card=c3", **{"If-None-Match": mark}).status_code == 304
    client.story.do(E1, c.SplitCards("themes", "m1", ("c3",)))
    assert client.ask("card=c3", **{"If-None-Match": mark}).status_code == 200


def test_a_seat_that_asks_without_end_is_slowed_down_alone(client: Asker) -> None:
    answers = [client.ask("card=c3") for _ in range(LOOKS + 5)]
    assert answers[-1].status_code == 429 and answers[-1].json["error"]["code"] == "rate.spent"
    assert client.ask("card=c3", "p2").status_code == 200
