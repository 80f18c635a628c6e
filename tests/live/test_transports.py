"""Sockets that say nothing or do not listen: let go, and nobody else notices."""

from __future__ import annotations

import queue
import time
from typing import Any

import pytest

from live import engine
from live.transports import LOOK_EVERY_S, SPEAK_WITHIN_S, Silence, bound_queues
from tests.hall import Hall
from tests.wire import Closed, WebSocket


class FakeServer:
    """A Socket.IO server as far as its queues."""

    def __init__(self) -> None:
        self.eio = self

    def create_queue(self) -> queue.Queue[Any]:
        return queue.Queue()

    def get_queue_empty_exception(self) -> type[Exception]:
        return queue.Empty


def bounded(most: int) -> queue.Queue[Any]:
    server = FakeServer()
    bound_queues(server, most)
    return server.create_queue()


def test_up_to_the_bound_everything_waits_in_order() -> None:
    waiting = bounded(3)
    for number in (1, 2, 3):
        waiting.put(number)
    assert [waiting.get() for _ in range(3)] == [1, 2, 3]


def test_beyond_the_bound_the_connection_ends_and_holds_nothing_more() -> None:
    waiting = bounded(3)
    for number in range(100):
        waiting.put(number)
    assert waiting.qsize() == 1 and waiting.get() is None
    waiting.put("later")
    assert waiting.empty()
    waiting.put(None)
    assert waiting.get() is None
    for _ in range(2):
        waiting.task_done()
    waiting.join()  # whoever waits for an empty queue is not left waiting


def test_silence_is_counted_from_the_last_time_on_a_screen() -> None:
    now = 0.0
    silence = Silence(lambda: now)
    assert silence.over({"a": False, "b": True}) == []
    now = SPEAK_WITHIN_S - 1
    assert silence.over({"a": False, "b": True, "c": False}) == []
    now = SPEAK_WITHIN_S
    assert silence.over({"a": False, "b": False, "c": True}) == ["a"]
    now = 2 * SPEAK_WITHIN_S
    assert silence.over({"b": False, "c": False}) == ["b"]


def test_a_socket_that_never_says_whose_it_is_is_let_go_on_both_engines() -> None:
    with Hall(engine=engine.ENGINES[0]) as one, Hall(engine=engine.ENGINES[1]) as two:
        # A device that was refused and stays on the line is silent, too.
        silent = [WebSocket(hall.port) for hall in (one, two) for _ in range(2)]
        for socket in silent[::2]:
            socket.receive()
            socket.send("40/table,{}")
            assert socket.receive().startswith("44/table,")
        tablets = [hall.device("t1") for hall in (one, two)]
        began = time.monotonic()
        for socket in silent:
            with pytest.raises(Closed):
                while True:
                    if (
                        socket.receive(max(0.1, began + SPEAK_WITHIN_S + 2 * LOOK_EVERY_S + 3 - time.monotonic()))
                        == "2"
                    ):
                        socket.send("3")
            socket.close()
        assert time.monotonic() - began > SPEAK_WITHIN_S - 1
        for tablet in tablets:
            assert tablet.say("call_help", on=False)["ok"]
            tablet.close()
