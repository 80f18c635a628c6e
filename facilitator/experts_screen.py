"""The expert's contract: an expert comes where a table calls, and decides nothing.

What an expert says is that the call is taken and that it is over; which tables call comes back as a view.
"""

from __future__ import annotations

from facilitator.experts_view import common, own
from live.screen import Screen
from sessions import commands as c
from sessions.seat import Role

SCREEN = Screen(
    name="experts",
    commands={Role.EXPERT: (c.TakeCall, c.EndCall)},
    common=common,
    own=own,
    rate_hz=10,
)
