"""Questions: asked during a talk, backed by others, put on the wall and answered."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from sessions.commands.base import Command, Id


class AskQuestion(Command, frozen=True):
    """Ask something in a round that collects questions; `whom` may say who is to answer."""

    round: Id
    text: Annotated[str, Meta(max_length=240)]
    whom: Annotated[str, Meta(max_length=60)] = ""


class BackQuestion(Command, frozen=True):
    """«Important to me, too», or not after all. Each seat counts once."""

    question: Id
    on: bool


class MarkQuestion(Command, frozen=True):
    """Put a question on the wall, mark it as answered, set it aside, or let it wait again. `was` is its state as the
    asker saw it. A question that lies on the wall makes room and waits again."""

    question: Id
    state: Literal["new", "wall", "answered", "aside"]
    was: Id


class AdmitQuestion(Command, frozen=True):
    """Let the hall read a question and back it."""

    question: Id


class RedactQuestion(Command, frozen=True):
    """Blot out what was asked (a name, a number) for ever, in the journal too."""

    question: Id
