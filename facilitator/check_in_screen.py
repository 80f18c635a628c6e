"""The check-in desk's contract: who comes is marked, registered, seated; several desks work side by side.

Commands go from the door to the desk of the session; the list of people comes back as a view, to these screens alone.
"""

from __future__ import annotations

from facilitator.check_in_view import common, own
from live.screen import Screen
from sessions import commands as c
from sessions.seat import Role

SCREEN = Screen(
    name="checkin",
    commands={
        Role.REGISTRAR: (
            c.MarkAttendance,
            c.RegisterPerson,
            c.RevisePerson,
            c.StrikePerson,
            c.BeginCheckIn,
            c.MovePerson,
            c.CloseTable,
            c.ReissueSeat,
            c.ListPeople,
            c.ListPerson,
            *c.OTHER_WAYS,
            *c.FROM_PAPER,
        )
    },
    common=common,
    own=own,
    rate_hz=10,
)
