"""The phone's contract: a badge may vote, write where people do, and sign up; a guest may do all but vote.

Commands go from one person to the desk; what came of them comes back as views, and only to that person.
"""

from __future__ import annotations

from audience.view import common, own
from live.screen import Screen
from sessions import commands as c
from sessions.seat import Role

SCREEN = Screen(
    name="audience",
    commands={
        Role.PERSON: (c.CastBallot, c.SubmitCard, c.ReviseCard, c.WithdrawCard, c.SignUp, c.WithdrawSignUp),
        Role.GUEST: (c.SubmitCard, c.ReviseCard, c.WithdrawCard, c.SignUp, c.WithdrawSignUp),
    },
    common=common,
    own=own,
    rate_hz=4,
)
