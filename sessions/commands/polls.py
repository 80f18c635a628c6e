"""Polls: a sheet of answers, and the lead's quick straw poll."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from sessions.commands.base import Command, Id, Text

Choices = Annotated[tuple[Id, ...], Meta(max_length=12)]


class AnswerPoll(Command, frozen=True):
    """The whole sheet of answers, in place of an earlier one: question → a number, an option or a text, or several
    options. What is left out is not answered."""

    round: Id
    answers: Annotated[dict[Id, int | Text | Choices], Meta(max_length=12)]


class ForgetAnswers(Command, frozen=True):
    """Take the own sheet out of the open box, and what is kept to compare it with another poll, both halves."""

    round: Id


class LetText(Command, frozen=True):
    """Let a text that somebody wrote in a poll on the screens, or take it off them. `no` counts from 0; `guests`: it is
    among the texts of people without a badge."""

    round: Id
    question: Id
    no: Annotated[int, Meta(ge=0, le=5000)]
    on: bool
    guests: bool = False


class OpenStraw(Command, frozen=True):
    """Ask everybody in the hall something now, guests too: a straw poll, not a vote. With `live` the hall watches."""

    question: Annotated[str, Meta(min_length=1, max_length=140)]
    options: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=60)], ...], Meta(min_length=2, max_length=6)]
    live: bool = False


class AnswerStraw(Command, frozen=True):
    """One option of the open straw poll, counted from 0; it replaces an earlier answer."""

    straw: Annotated[int, Meta(ge=1)]
    choice: Annotated[int, Meta(ge=0, le=5)]


class CloseStraw(Command, frozen=True):
    """End the straw poll and count it; the result stays on the screens."""

    straw: Annotated[int, Meta(ge=1)]


class HideStraw(Command, frozen=True):
    """Take the result of a straw poll off the screens."""

    straw: Annotated[int, Meta(ge=1)]
