"""The check of polls finds what is wrong: a count, a seat counted twice, a small cell, a sheet in the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from rehearsal.check_polls import rows_left, unlike_said
from rehearsal.ledger import Ledger, Said
from sessions import commands as c
from sessions.events import PollSealed
from tests.story import Story, seat, to

POLL = (Path(__file__).parents[1] / "data" / "poll.toml").read_text(encoding="utf-8")


class Played:
    """A small day with its ledger: fourteen people before, twelve of them after, one straw poll."""

    def __init__(self, path: Path | str = ":memory:") -> None:
        self.story = Story(POLL, tables=4, people=14, path=path)
        self.ledger = Ledger()
        self.story.play([to("who", "open"), c.OpenStraw("Как?", ("Так", "Этак"))])
        for no in range(1, 15):
            self.say(no, "answer_poll", round="who", answers={"age": "18to29", "ready": "yes" if no % 3 else "no"})
        self.say(1, "answer_poll", round="who", answers={"age": "60up", "ready": "yes"})
        self.say(2, "answer_straw", straw=1, choice=1)
        self.story.play([c.CloseStraw(1), to("who", "carried"), to("needs", "skipped"), to("day", "skipped")])
        self.story.play([to("after", "open")])
        for no in range(1, 13):
            answers = {"recommend": 9 if no > 5 else 2, "learned": f"Своё {no}", "ready": "yes"}
            self.say(no, "answer_poll", round="after", answers=answers)
        self.story.play([to("after", "carried")])

    def say(self, no: int, name: str, **fields: Any) -> None:
        command = c.COMMANDS[name](**fields)
        ack = self.story.do(seat(f"p{no}", 4), command)
        self.ledger.accepted.append(Said(f"p{no}", f"a{self.story.actions}", name, fields, ack.answer, 1))

    def errors(self) -> list[str]:
        return list(unlike_said(self.story.session, self.ledger))

    def sealed(self, round_id: str) -> PollSealed:
        sealed = self.story.round(round_id).poll.sealed
        assert sealed is not None
        return sealed


def test_a_day_as_it_was_has_no_error() -> None:
    assert Played().errors() == []


def test_an_answer_that_was_said_otherwise_is_found() -> None:
    played = Played()
    for place, said in enumerate(played.ledger.accepted):
        if said.name == "answer_poll" and said.payload["round"] == "after":
            other = {**said.payload, "answers": {**said.payload["answers"], "recommend": 9, "learned": "Другое"}}
            played.ledger.accepted[place] = Said(said.seat, said.action_id, said.name, other, said.answer, said.n)
    found = " ".join(played.errors())
    assert "after/recommend: 12 said so" in found and "after/learned: the texts" in found


def test_a_sheet_too_many_and_a_straw_miscounted_are_found() -> None:
    played = Played()
    played.ledger.accepted = [
        said for said in played.ledger.accepted if said.seat != "p14" and said.name != "answer_straw"
    ]
    found = played.errors()
    assert "who: 13 sheets were acknowledged, 14 counted" in found
    assert any(error.startswith("straw poll 1") for error in found)


def test_a_small_cell_that_is_shown_and_one_that_is_hidden_alone_are_found() -> None:
    played = Played()
    sealed = played.sealed("who")
    ready = msgspec.structs.replace(sealed.count.questions[3], cells={"yes": (10, 10), "maybe": (0, 0), "no": (0, 4)})
    count = msgspec.structs.replace(sealed.count, questions=(*sealed.count.questions[:3], ready))
    played.story.round("who").poll.sealed = msgspec.structs.replace(sealed, count=count)
    found = played.errors()
    assert "who/ready: a cell of 0 is shown" in found
    assert "who/ready: one hidden cell alone follows from the others" in found


def test_a_pair_that_nobody_made_is_found() -> None:
    played = Played()
    sealed = played.sealed("after")
    pair = msgspec.structs.replace(sealed.pairs[0], people=13, table=((((0, 0),) * 3),) * 3)
    played.story.round("after").poll.sealed = msgspec.structs.replace(sealed, pairs=(pair,))
    found = " ".join(played.errors())
    assert "12 answered both times, 13 are paired" in found and "went from yes to yes" in found


def test_a_sheet_that_stayed_in_the_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "day.sqlite"
    played = Played(path)
    assert list(rows_left(played.story.session, played.ledger, path)) == []
    (tmp_path / "day.sqlite-journal").write_bytes(b'..."learned":"\xd0\xa1\xd0\xb2\xd0\xbe\xd1\x91 3","ready":"yes"...')
    found = list(rows_left(played.story.session, played.ledger, path))
    assert len(found) == 1 and "p3" in found[0]
