"""What an expert sees: the round and the tables that call. Truth flows from the session to the expert's phone."""

from __future__ import annotations

from live.header import header
from live.screen import Reading, View
from live.signals import calls_view
from sessions.seat import Seat


def common(reading: Reading) -> View:
    """The header of the day and the queue of calls."""
    return {**header(reading), "calls": calls_view(reading.session)}


def own(reading: Reading, seat: Seat) -> View:
    """Which expert this is."""
    return {"no": seat.no}
