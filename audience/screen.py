"""The phone's contract: a badge may vote and sign up, a guest may sign up; both answer polls, and may take
back what is theirs.

Commands go from one person to the desk; what came of them comes back as views, and only to that person.
"""

from __future__ import annotations

from audience.view import common, own
from live.screen import Screen
from sessions import commands as c
from sessions.seat import Role

GUESTS = (
    c.SignUp,
    c.WithdrawSignUp,
    c.AskQuestion,
    c.BackQuestion,
    c.AnswerPoll,
    c.ForgetAnswers,
    c.AnswerStraw,
)
"""What needs no badge; the rules say when."""

SCREEN = Screen(
    name="audience",
    commands={
        Role.PERSON: (c.CastBallot, *GUESTS),
        Role.GUEST: GUESTS,
    },
    common=common,
    own=own,
    rate_hz=4,
)
