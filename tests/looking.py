"""What a view may look at, of a story."""

from __future__ import annotations

from typing import Any

from live.screen import Hall, Reading
from tests.story import Story

HALL = Hall("http://192.168.1.2:8080/", "Veche", "naploshad")


def reading_of(story: Story) -> Reading:
    """Of the session as it is now; nobody is online."""

    def boxed(round_id: str, person: str) -> Any:
        return story.session.boxes.get(round_id, {}).get(story.desk.handle(round_id, person))

    return Reading(story.session, story.people, {}, {}, HALL, boxed)
