"""A command that runs an event loop of its own, tried beside the browser tests."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def apart(command: Callable[..., T], *arguments: object) -> T:
    """What `command` returns or raises, in another thread: Playwright keeps its loop in this one for the whole run."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(command, *arguments).result()
