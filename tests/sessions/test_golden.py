"""Sessions as earlier releases wrote them replay to the same head and the same outcomes, for ever.

`python -m tests.sessions.test_golden 2` writes the files of a new release beside the old ones; old ones stay.
"""

import json
import shutil
import sys

import pytest

from sessions import commands as c
from sessions.desk import Desk
from sessions.keys import SeededKeys
from sessions.store import Store
from tests.story import (
    EVENING,
    MINI,
    ROOT,
    SOLUTIONS,
    Story,
    after,
    ballot,
    card,
    play_any,
    seat,
    to,
)

GOLDEN = ROOT / "tests" / "data" / "golden"
FILES = sorted(GOLDEN.glob("*.sqlite"))


def told(desk):
    """What must never change, as plain data."""
    return desk.read(
        lambda session, people: {
            "head": session.head,
            "entries": session.seq,
            "phases": {state.id: state.phase.value for state in session.rounds.values()},
            "cards": {each.id: [each.table, each.state.value, each.title] for each in session.cards.values()},
            "pools": {name: list(cards) for name, cards in session.pools.items()},
            "scores": {
                state.id: [[row.card, row.score, row.breadth, row.rank] for row in state.outcome.scores]
                for state in session.rounds.values()
                if state.outcome
            },
            "passed": {state.id: list(state.outcome.passed) for state in session.rounds.values() if state.outcome},
            "groups": {
                name: [[m.person, m.no, m.role] for m in session.group(name)]
                for name in session.pools.get("initiatives", ())
            },
            "box": {
                name: sorted([boxed.receipt, boxed.table, sorted(boxed.choices)] for boxed in box.values())
                for name, box in session.boxes.items()
            },
            "names": {person: people.public_name(person) for person in sorted(session.numbers)},
            "clock": [session.clock.round, session.clock.left_ms, session.clock.running],
        }
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_old_session_still_says_what_it_said(path, tmp_path):
    store = Store(shutil.copy(path, tmp_path / path.name))
    desk = Desk(store, SeededKeys("golden"))
    assert told(desk) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    store.close()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_old_session_can_be_looked_at_without_being_touched(path):
    before = path.read_bytes()
    store = Store(path, readonly=True)
    assert len(list(store.entries())) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["entries"]
    store.close()
    assert path.read_bytes() == before


def test_there_is_an_old_session_to_replay():
    assert {path.stem for path in FILES} >= {"evening-1", "vote-1"}


def _evening(path):
    return play_any(Story(EVENING, tables=4, people=12, path=path, seed="golden"))


def _vote(path):
    """A day that stopped in the middle of a secret vote, with every kind of mending in it."""
    return after(
        [
            (seat("t1"), c.Arrive()),
            (seat("gabc"), c.Arrive()),
            c.ReissueSeat("t2"),
            *SOLUTIONS[:-1],
            c.AdmitCard("c5"),
            (seat("t2"), c.ReviseCard("c6", {"title": "Площадка и лавки во дворе"}, 1)),
            card("t1", "Лишняя", "solutions", "c2"),
            (seat("t1"), c.WithdrawCard("c8")),
            c.HideCard("c7", "повтор"),
            c.RestoreCard("c7"),
            c.RedactCard("c5"),
            (seat("t3"), c.CallHelp(True)),
            (seat("t1"), c.MarkReady("solutions", True)),
            c.Announce("Перерыв"),
            to("solutions", "grace"),
            to("solutions", "carried"),
            to("choose", "briefing"),
            to("choose", "open"),
            c.AddTime("choose", 60_000),
            *(ballot(f"p{no}", "choose", f"c{5 + no % 3}", f"c{5 + (no + 1) % 3}") for no in range(1, 9)),
            ballot("p1", "choose", "c6"),
            ballot("p9", "choose"),
            c.PauseClock("choose"),
            c.ShowScene("prompt"),
            c.BlankScreen(True),
        ],
        MINI,
        path=path,
        seed="golden",
    )


def make(release: str) -> None:
    """Write the files of a release; those of an earlier one are never written again."""
    for name, play in (("evening", _evening), ("vote", _vote)):
        path = GOLDEN / f"{name}-{release}.sqlite"
        assert not path.exists(), f"{path} is there already"
        story = play(path)
        text = json.dumps(told(story.desk), ensure_ascii=False, indent=1)
        path.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
        story.close()


if __name__ == "__main__":
    make(sys.argv[1])
