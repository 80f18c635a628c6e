"""What a phone sees of a story, as it would travel."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from audience.screen import SCREEN
from live.screen import View
from tests.looking import reading_of
from tests.story import Story, seat

Look = Callable[..., Any]


@pytest.fixture
def common() -> Look:
    def look(story: Story) -> View:
        view: View = json.loads(json.dumps(SCREEN.common(reading_of(story))))
        return view

    return look


@pytest.fixture
def own() -> Look:
    def look(story: Story, name: str = "p1") -> View:
        view: View = json.loads(json.dumps(SCREEN.own(reading_of(story), seat(name))))
        return view

    return look
