"""The session is what its journal says, no more and no less."""

import pytest

from sessions import events as e
from sessions.apply import apply, start
from sessions.desk import Desk
from sessions.journal import GENESIS, entry
from sessions.restore import replay
from sessions.seat import Role
from sessions.session import ballots_in, electors
from sessions.store import Batch
from tests.story import (
    CHOSEN,
    EVENING,
    MINI,
    SHORT,
    SIGNED_UP,
    SOLUTIONS,
    VOTED,
    Story,
    after,
    card,
    join,
    play_any,
    seat,
    to,
)

STARTED = e.SessionStarted(MINI, "s", 3, 9, "seed")


def test_a_day_begins_with_a_seat_for_every_table_and_badge():
    session = start(STARTED, 1000)
    assert sorted(session.seats) == sorted(
        [
            "lead",
            "screen",
            *(f"r{no}" for no in (1, 2, 3, 4)),
            *(f"t{no}" for no in (1, 2, 3)),
            *(f"p{no}" for no in range(1, 10)),
        ]
    )
    assert [session.seats[f"p{no}"].seat.table for no in range(1, 10)] == ["t1", "t2", "t3"] * 3
    assert [state.seat.id for state in session.table_seats()] == ["t1", "t2", "t3"]
    assert session.seats["p9"].seat.role is Role.PERSON
    assert (session.round(), session.live_round(), session.started_at) == (None, None, 1000)
    assert [(state.id, state.no) for state in session.rounds.values()][:2] == [("hello", 1), ("problems", 2)]


def test_a_session_starts_once_and_knows_only_events():
    session = start(STARTED, 0)
    with pytest.raises(ValueError, match="starts once"):
        apply(session, entry(2, 0, "lead", STARTED, b"", GENESIS))

    class Odd(e.Event, frozen=True):
        pass

    with pytest.raises(ValueError, match="no such event"):
        apply(session, entry(2, 0, "lead", Odd(), b"", GENESIS))


@pytest.mark.parametrize("moves", [(), SHORT, SOLUTIONS, VOTED, CHOSEN, SIGNED_UP], ids=len)
def test_a_replay_is_the_live_session(moves, tmp_path):
    story = after(moves, path=tmp_path / "day.sqlite")
    live, people = story.session, story.people
    entries = story.store.entries()
    told = replay(next(entries), entries)
    told.boxes = live.boxes  # the box is not in the journal
    assert told == live
    again = story.reopen()
    assert again.session == live
    assert {p: again.people.get(p) for p in ("p1", "p2", "p3")} == {p: people.get(p) for p in ("p1", "p2", "p3")}


def test_the_same_moves_give_the_same_head_and_another_seed_another():
    heads = {after(SIGNED_UP).session.head, after(SIGNED_UP).session.head}
    assert len(heads) == 1
    assert after(SIGNED_UP, seed="other").session.head not in heads


def test_the_evening_plays_to_its_end_and_replays(tmp_path):
    story = play_any(Story(EVENING, tables=4, people=12, path=tmp_path / "evening.sqlite"))
    live = story.session
    assert {state.phase for state in live.rounds.values()} == {"carried"}
    assert story.reopen().session == live


def test_a_view_of_the_electorate():
    story = after(VOTED)
    choose, short = story.round("choose"), story.round("short")
    assert (electors(story.session, choose), electors(story.session, short)) == (9, 3)
    assert (ballots_in(story.session, choose), ballots_in(story.session, short)) == (7, 3)
    story.play([to("choose", "carried")])
    assert ballots_in(story.session, story.round("choose")) == 7


def test_cards_keep_their_order_of_arrival_and_their_numbers():
    story = after([to("problems", "open"), card("t2", "раз"), card("t1", "два")])
    assert [(each.no, each.table) for each in story.session.round_cards("problems")] == [(1, "t2"), (2, "t1")]
    assert [each.id for each in story.session.round_cards("problems", "t1")] == ["c2"]


def test_a_group_stands_in_the_order_of_arrival():
    story = after([*SIGNED_UP, join("p8", "c5"), join("p1", "c5", "member")])
    assert [m.person for m in story.session.group("c5")] == ["p2", "p8", "p1"]


def test_a_take_over_begins_an_epoch(tmp_path):
    story = after([], path=tmp_path / "day.sqlite")
    new = entry(story.session.seq + 1, 0, "lead", e.EpochBegan(2), b"salt", story.session.head)
    story.store.commit(Batch(entries=[new], n=2))
    assert Desk(story.store, story.keys, story.outside()).version() == (2, 2)


def test_a_person_sits_where_the_session_seats_them():
    for no in range(1, 10):
        assert start(STARTED, 0).seats[f"p{no}"].seat == seat(f"p{no}")
