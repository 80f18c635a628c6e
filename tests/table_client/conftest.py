"""What a tablet sees of a story, as it would travel."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from live.screen import View
from sessions.seat import table_seat
from table_client.screen import SCREEN
from tests.looking import reading_of
from tests.story import Story

Look = Callable[..., Any]


@pytest.fixture
def common() -> Look:
    def look(story: Story) -> View:
        view: View = json.loads(json.dumps(SCREEN.common(reading_of(story))))
        return view

    return look


@pytest.fixture
def own() -> Look:
    def look(story: Story, no: int = 1) -> View:
        view: View = json.loads(json.dumps(SCREEN.own(reading_of(story), table_seat(no))))
        return view

    return look
