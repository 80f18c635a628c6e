"""What happened: past tense, versioned, one frozen struct each; the journal holds nothing else.

Events carry results (an outcome, a draw, a carry), so that a replay never computes them again.  No event holds a
name or a contact of a person, and none says how a person voted while that can still change.
One module for each noun.
"""

from __future__ import annotations

from typing import Any

import msgspec

from sessions.events.assign import *
from sessions.events.base import *
from sessions.events.cards import *
from sessions.events.day import *
from sessions.events.gathering import *
from sessions.events.groups import *
from sessions.events.notes import *
from sessions.events.people import *
from sessions.events.pitches import *
from sessions.events.polls import *
from sessions.events.questions import *
from sessions.events.scenario import *
from sessions.events.sheets import *
from sessions.events.signals import *
from sessions.events.themes import *
from sessions.events.votes import *

EVENTS: dict[str, type[Event]] = {each.__name__: each for each in Event.__subclasses__()}


def encode(event: Event) -> bytes:
    """The body of an event as JSON: what the journal stores and the chain covers.

    Fields stand in the order of the struct and a card's fields in the order of the scenario, which a replay keeps.
    """
    return msgspec.json.encode(event)


def decode(name: str, v: int, body: bytes | str) -> Event:
    """The event of this name and version; raises `KeyError` or `msgspec.ValidationError` for what was never written."""
    event_type = EVENTS[name]
    if v != event_type.v:
        raise KeyError(f"{name} version {v}")
    return msgspec.json.decode(body, type=event_type)


def facts(event: Event) -> dict[str, Any]:
    """The fields of an event by name."""
    return {name: getattr(event, name) for name in event.__struct_fields__}
