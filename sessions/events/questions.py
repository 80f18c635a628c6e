"""Questions: asked, backed, let on, put on the wall, answered."""

from __future__ import annotations

from typing import Literal

from sessions.events.base import Event
from sessions.events.cards import Delay

QuestionState = Literal["new", "wall", "answered", "aside"]


class QuestionAsked(Event, frozen=True, omit_defaults=True):
    """A seat asked something. `lane` is the way the text takes to the hall's screens."""

    question: str
    round: str
    seat: str
    text: str
    whom: str
    lane: str
    delay: Delay | None = None


class QuestionBacked(Event, frozen=True):
    """To this seat the question is important, too, or not after all."""

    question: str
    seat: str
    on: bool


class QuestionMarked(Event, frozen=True, omit_defaults=True):
    """The lead put the question on the wall, said that it is answered, set it aside, or lets it wait again.

    `makes_room`: it left the wall only since another one was put there by the same act.
    """

    question: str
    state: QuestionState
    makes_room: bool = False


class QuestionAdmitted(Event, frozen=True):
    """The hall may read the question: the lead let it on, or its delay had passed; the entry's seat tells."""

    question: str
