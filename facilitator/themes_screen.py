"""The theme desk's contract: three people lay cards together, and each undoes only what they did.

Commands go from the theme team to the desk; what came of them comes back as views, to all three alike.
"""

from __future__ import annotations

from facilitator.themes_view import common, own
from live.screen import Screen
from sessions import commands as c
from sessions.seat import Role

SCREEN = Screen(
    name="themes",
    commands={
        Role.THEME_TEAM: (
            c.MergeCards,
            c.SplitCards,
            c.RenameTheme,
            c.SetAside,
            c.BringBack,
            c.TellApart,
            c.SetSynonyms,
            c.UndoAct,
        )
    },
    common=common,
    own=own,
    rate_hz=30,
    hears_presence=True,
)
