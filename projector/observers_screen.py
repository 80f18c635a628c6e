"""The observer's contract: it may say nothing, and sees what the lead lets it see.

Views come from the desk; nothing goes back.
"""

from __future__ import annotations

from live.screen import Screen
from projector.observers_view import common, own
from sessions.seat import Role

SCREEN = Screen(name="observers", commands={Role.OBSERVER: ()}, common=common, own=own, rate_hz=4)
