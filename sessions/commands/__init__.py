"""What a seat may ask: imperative, one frozen struct each; the wire name is the class name in snake_case.

Who asks is not in here: it comes from the seat.  Choices are absolute (the whole ballot, the whole text), so
that a repeat is harmless; every command also travels with an `action_id`, which the desk keeps.
One module for each noun.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from sessions.commands.assign import *
from sessions.commands.base import *
from sessions.commands.cards import *
from sessions.commands.day import *
from sessions.commands.gathering import *
from sessions.commands.groups import *
from sessions.commands.notes import *
from sessions.commands.papers import *
from sessions.commands.people import *
from sessions.commands.pitches import *
from sessions.commands.polls import *
from sessions.commands.questions import *
from sessions.commands.scenario import *
from sessions.commands.sheets import *
from sessions.commands.signals import *
from sessions.commands.themes import *
from sessions.commands.votes import *


def wire_name(command: type[Command]) -> str:
    """`SubmitCard` → `submit_card`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", command.__name__).lower()


COMMANDS: dict[str, type[Command]] = {wire_name(each): each for each in Command.__subclasses__()}


def canonical(command: Command) -> bytes:
    """The body of a command as bytes that do not depend on the order of keys: what idempotency compares."""
    fields: dict[str, Any] = {name: getattr(command, name) for name in command.__struct_fields__}
    return msgspec.json.encode([wire_name(type(command)), fields], order="deterministic")
