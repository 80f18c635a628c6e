"""The expert's contract: an expert comes where a table calls, notes what is to be thought of, and decides nothing.

What an expert says is that the call is taken, that it is over, and what stands on a card by them; no ballot and no move
of the game is in the list.  Which tables call, and what lies on them, comes back as a view.
"""

from __future__ import annotations

from facilitator.experts_view import common, own
from live.screen import Screen
from sessions import commands as c
from sessions.seat import Role

SCREEN = Screen(
    name="experts",
    commands={Role.EXPERT: (c.TakeCall, c.EndCall, c.WriteNote)},
    common=common,
    own=own,
    rate_hz=10,
)
