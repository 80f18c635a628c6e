"""The tablet's contract: what a table may say, and how often at most it is told of a change.

Commands go from the table to the desk; what came of them comes back as views.
"""

from __future__ import annotations

from live.screen import Screen
from sessions import commands as c
from sessions.seat import Role
from table_client.view import common, own

SCREEN = Screen(
    name="table",
    commands={
        Role.TABLE: (
            c.SubmitCard,
            c.ReviseCard,
            c.WithdrawCard,
            c.ChooseBest,
            c.CastBallot,
            c.CountHands,
            c.RankCards,
            c.MarkReady,
            c.CallHelp,
            c.CallExpert,
            c.ReadNotice,
            c.ObjectToTheme,
            c.AskQuestion,
            c.BackQuestion,
            c.AnswerPoll,
            c.SaveSheet,
            c.AnswerComment,
        )
    },
    common=common,
    own=own,
    rate_hz=10,
)
