"""The projector's contract: it may say nothing, and it shows every change at once.

Views come from the desk; nothing goes back.
"""

from __future__ import annotations

from live.screen import Screen
from projector.view import common, own
from sessions.seat import Role

SCREEN = Screen(name="projector", commands={Role.PROJECTOR: ()}, common=common, own=own, rate_hz=30)
