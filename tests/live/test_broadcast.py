"""Changes become views: the first at once, the rest gathered, only what is new, to whom it concerns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from live import broadcast, engine
from live.broadcast import Broadcast, Flusher
from live.house import House, Views
from live.presence import Presence
from live.screen import Hall, Screen
from live.seats import Seats
from sessions import commands as c
from sessions.seat import LEAD, Role, Seat, table_seat
from tests.story import CHOOSE_OPEN, MINI, SHEET_OPEN, SHEETS, Story, ballot, card, seat, to

ONE, TWO = table_seat(1), table_seat(2)


class FakeHouse:
    """Views that the test sets."""

    def __init__(self) -> None:
        self.common, self.own = b'{"n":0}', dict[str, bytes]()
        self.left_ms: int | None = None
        self.n = self.built = 0
        self.presence = Presence(lambda: 0, lambda: 0)
        self.broken = False
        self.build = "1f2e3d4c"

    def views(self, screen: Screen, seats: list[Seat]) -> Views:
        if self.broken:
            raise RuntimeError("a view broke")
        self.built += 1
        own = {each.id: self.own.get(each.id, b"{}") for each in seats}
        return Views(self.common, own, self.left_ms, [1, self.n])

    def change(self, common: bytes | None = None, **own: bytes) -> None:
        self.n += 1
        self.common = common or self.common
        self.own |= own


def screen(rate_hz: float = 10, presence: bool = False) -> Screen:
    return Screen("table", {Role.TABLE: ()}, lambda _: {}, lambda *_: {}, rate_hz, presence)


class Bench:
    """A flusher, its fake house, and what it sent as (event, room, view or seats)."""

    def __init__(self, rate_hz: float = 10, presence: bool = False) -> None:
        self.house = FakeHouse()
        self.sent: list[tuple[str, str, Any]] = []
        self.flusher = Flusher(self.house, screen(rate_hz, presence), self.emit)  # type: ignore[arg-type]

    def emit(self, event: str, data: Any, room: str, namespace: str) -> None:
        assert namespace == "/table"
        self.sent.append((event, room, bytes(data["data"]) if event == "view" else data["seats"]))

    def taken(self) -> list[tuple[str, str, Any]]:
        self.flusher.flush()
        taken, self.sent = self.sent, []
        return taken


def test_what_came_out_the_same_is_not_sent() -> None:
    bench = Bench()
    bench.flusher.join(ONE)
    assert bench.taken() == [("view", "table/everyone", b'{"n":0}')]
    bench.house.n += 1
    assert bench.taken() == []
    bench.house.change(b'{"n":1}')
    assert bench.taken() == [("view", "table/everyone", b'{"n":1}')]


def test_the_milliseconds_are_not_news_but_the_end_of_the_clock_is() -> None:
    bench = Bench()
    bench.flusher.join(ONE)
    bench.house.left_ms = 5000
    assert len(bench.taken()) == 1
    bench.house.left_ms = 4000
    assert bench.taken() == []
    bench.house.left_ms = None
    assert len(bench.taken()) == 1


def test_the_latest_view_wins() -> None:
    bench = Bench()
    bench.flusher.join(ONE)
    list(bench.flusher.greeting(ONE))
    for number in range(1, 6):
        bench.house.change(b'{"n":%d}' % number)
        bench.flusher.mark(frozenset(), wide=True)
    assert bench.taken() == [("view", "table/everyone", b'{"n":5}')]


def test_an_own_view_goes_to_its_seat_and_only_if_it_was_touched() -> None:
    bench = Bench()
    for each in (ONE, TWO):
        bench.flusher.join(each)
    bench.taken()
    bench.house.change(t1=b'{"a":1}', t2=b'{"b":1}')
    bench.flusher.mark(frozenset({"t1", "t9"}), wide=False)
    assert bench.taken() == [("view", "table/t1", b'{"a":1}')]
    bench.flusher.mark(frozenset(), wide=True)
    assert bench.taken() == [("view", "table/t2", b'{"b":1}')]


def test_what_a_device_was_greeted_with_is_not_sent_again() -> None:
    bench = Bench()
    bench.flusher.join(ONE)
    greeting = list(bench.flusher.greeting(ONE))
    assert [event for event, _ in greeting] == ["view", "view", "reload"]
    assert greeting[-1] == ("reload", {"build": "1f2e3d4c"}), "a page of another release loads itself anew"
    bench.flusher.mark(frozenset({"t1"}), wide=False)
    assert bench.taken() == []


def test_nothing_is_built_for_an_empty_room() -> None:
    bench = Bench()
    bench.flusher.mark(frozenset(), wide=True)
    assert bench.taken() == [] and bench.house.built == 0


def test_the_last_device_of_a_seat_ends_its_view_not_the_first() -> None:
    bench = Bench()
    bench.flusher.join(ONE)
    bench.flusher.join(ONE)
    bench.flusher.join(TWO)
    bench.taken()
    bench.flusher.leave(ONE)
    bench.house.change(t1=b'{"a":1}')
    bench.flusher.mark(frozenset({"t1"}), wide=False)
    assert bench.taken() == [("view", "table/t1", b'{"a":1}')]
    bench.flusher.leave(ONE)
    bench.house.change(t1=b'{"a":2}')
    bench.flusher.mark(frozenset({"t1"}), wide=False)
    assert bench.taken() == []


def test_who_was_greeted_between_a_change_and_the_change_back_sees_the_change_back() -> None:
    bench = Bench()
    bench.flusher.join(ONE)
    bench.taken()
    bench.house.change(b'{"n":1}', t1=b'{"a":1}')
    bench.flusher.join(ONE)
    greeting = [bytes(data["data"]) for event, data in bench.flusher.greeting(ONE) if event == "view"]
    assert greeting == [b'{"n":1}', b'{"a":1}']
    bench.house.change(b'{"n":0}', t1=b"{}")
    bench.flusher.mark(frozenset({"t1"}), wide=False)
    assert bench.taken() == [("view", "table/everyone", b'{"n":0}'), ("view", "table/t1", b"{}")]


def test_two_who_are_greeted_between_a_change_and_its_flush_keep_nothing_from_the_others() -> None:
    bench = Bench()
    bench.flusher.join(ONE)
    list(bench.flusher.greeting(ONE))
    bench.house.change(b'{"n":1}', t2=b'{"a":1}')
    for _ in range(2):  # two tablets, both on the second table
        bench.flusher.join(TWO)
        list(bench.flusher.greeting(TWO))
    assert ("view", "table/everyone", b'{"n":1}') in bench.taken(), "the first table must hear of the change, too"


def test_only_a_screen_that_hears_presence_is_sent_it_and_only_when_it_changed() -> None:
    bench = Bench(presence=True)
    bench.flusher.join(ONE)
    bench.house.presence.came("t1")
    assert ("presence", "table/everyone", {"t1": 1}) in bench.taken()
    assert bench.taken() == []
    assert ("presence", {"seats": {"t1": 1}}) in list(bench.flusher.greeting(ONE))
    deaf = Bench()
    deaf.flusher.join(ONE)
    deaf.house.presence.came("t1")
    assert {event for event, _, _ in deaf.taken()} == {"view"}


class Stop(BaseException):
    """The end of a loop that has none."""


def rounds(bench: Bench, monkeypatch: pytest.MonkeyPatch, *turns: Callable[[], object]) -> list[float]:
    """Run the flusher's loop; at each rest the next turn happens. How long it rested."""
    rested: list[float] = []
    waiting = list(turns)

    def sleep(seconds: float) -> None:
        rested.append(seconds)
        if not waiting:
            raise Stop
        waiting.pop(0)()
        bench.flusher.mark(frozenset(), wide=True)

    monkeypatch.setattr(broadcast.engine, "sleep", sleep)
    bench.flusher.mark(frozenset(), wide=True)
    with pytest.raises(Stop):
        bench.flusher.run()
    return rested


def test_the_first_change_goes_at_once_and_the_next_only_after_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(rate_hz=4)
    bench.flusher.join(ONE)
    list(bench.flusher.greeting(ONE))
    bench.house.change(b'{"n":1}')
    seen: list[int] = []

    def burst() -> None:
        seen.append(len(bench.sent))
        for number in range(100):
            bench.house.change(b'{"n":%d}' % (100 * len(seen) + number))
            bench.flusher.mark(frozenset(), wide=True)

    rested = rounds(bench, monkeypatch, burst, burst)
    assert seen == [1, 2], "one view before the first rest, one more for a hundred changes during it"
    assert len(bench.sent) == 3 and set(rested) == {0.25}


def test_a_view_that_breaks_once_does_not_silence_the_screen(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bench = Bench()
    bench.flusher.join(ONE)
    bench.house.broken = True

    def mend() -> None:
        assert bench.sent == []
        bench.house.broken = False

    rounds(bench, monkeypatch, mend)
    assert "table/everyone" in [room for _, room, _ in bench.sent]
    assert "broke" in caplog.text


# -- with a real desk ------------------------------------------------------------------------------


def real(
    monkeypatch: pytest.MonkeyPatch, scenario: str = MINI
) -> tuple[Story, House, list[tuple[str, str]], Callable[[], list[str]]]:
    import app

    story = Story(scenario)
    house = House(story.desk, Seats(bytes(32), "story"), app.SCREENS, Hall())
    sent: list[tuple[str, str]] = []
    monkeypatch.setattr(engine, "spawn", lambda *_: None)
    told = Broadcast(house, lambda event, data, room, namespace: sent.append((event, room)))
    for name in ("lead", "t1", "t2", "p1"):
        each = seat(name)
        place = house.screen_of(each.role)
        assert place is not None
        told.joined(place, each)
        list(told.greeting(place, each))

    def flushed() -> list[str]:
        sent.clear()
        for flusher in told._flushers:
            flusher.flush()
        return sorted(room for event, room in sent if event == "view")

    flushed()
    return story, house, sent, flushed


def test_a_tables_card_is_no_news_to_another_tables_own_view(monkeypatch: pytest.MonkeyPatch) -> None:
    story, _, _, flushed = real(monkeypatch)
    story.play([to("problems", "open")])
    assert {"table/t1", "table/t2", "table/everyone", "audience/everyone"} <= set(flushed())
    story.play([card("t1", "Темно")])
    rooms = flushed()
    assert "table/t1" in rooms and "facilitator/everyone" in rooms
    assert not {"table/t2", "audience/p1"} & set(rooms)


def test_a_secret_ballot_is_news_to_the_tablet_of_its_voters_table(monkeypatch: pytest.MonkeyPatch) -> None:
    story, _, _, flushed = real(monkeypatch)
    story.play(CHOOSE_OPEN)
    flushed()
    story.play([ballot("p1", "choose", "c5")])
    rooms = flushed()
    assert "table/t1" in rooms and "table/t2" not in rooms


def test_what_a_desk_types_is_news_to_whom_it_was_said_for(monkeypatch: pytest.MonkeyPatch) -> None:
    story, _, _, flushed = real(monkeypatch)
    story.play([to("problems", "open"), card("t1", "Темно"), card("t2", "Тесно"), to("problems", "carried")])
    story.play([to("short", "open")])
    flushed()
    story.do(seat("r1"), c.EnterBallot("short", "t1", {"c1": 1}))
    rooms = flushed()
    assert "table/t1" in rooms and "table/t2" not in rooms


def test_a_saved_sheet_builds_the_views_of_tables_and_lead_and_no_phones(monkeypatch: pytest.MonkeyPatch) -> None:
    story, house, _, flushed = real(monkeypatch, SHEETS)
    story.play(SHEET_OPEN)
    flushed()
    built: list[str] = []
    views = house.views
    monkeypatch.setattr(
        house, "views", lambda screen, seats: built.extend(each.id for each in seats) or views(screen, seats)
    )
    whole = {"title": "Свет", "what": "Ставим", "whom": "Всем", "first_step": "Встреча"}
    story.do(seat("t1"), c.SaveSheet("sheet1", "c3", whole, 0))
    assert {"table/t1", "facilitator/lead"} <= set(flushed())
    assert {"lead", "t1", "t2"} <= set(built) and "p1" not in built


def test_a_refused_command_and_a_repeat_move_no_view(monkeypatch: pytest.MonkeyPatch) -> None:
    story, _, _, flushed = real(monkeypatch)
    story.no(table_seat(1), c.SubmitCard("problems", {"title": "рано"}))
    assert flushed() == []
    story.do(LEAD, c.Announce("Перерыв"))
    assert flushed() != []
    story.do(LEAD, c.Announce("Перерыв"))
    assert flushed() == []
