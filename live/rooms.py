"""Every Socket.IO room there is. A mistyped room fails in silence, so nobody types one."""

from __future__ import annotations


def everyone(screen: str) -> str:
    """All devices of a screen: its common view."""
    return f"{screen}/everyone"


def seat(screen: str, seat_id: str) -> str:
    """The devices on one seat of a screen: the seat's own view."""
    return f"{screen}/{seat_id}"
