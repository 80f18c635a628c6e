"""Initiative groups: people join and leave, and the lead looks after their names."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from sessions.commands.base import Command, Id


class SignUp(Command, frozen=True):
    """Join the group of an initiative in a role. Replaces the person's earlier sign-up for the same card.

    Name and contact may be empty. `consents` are purposes, each given apart from the others.
    """

    round: Id
    card: Id
    role: Id
    name: Annotated[str, Meta(max_length=80)] = ""
    contact: Annotated[str, Meta(max_length=80)] = ""
    consents: Annotated[tuple[Id, ...], Meta(max_length=8)] = ()


class WithdrawSignUp(Command, frozen=True):
    """Leave a group. With the last one, name, contact and consents are erased too."""

    card: Id


class RemoveSignUp(Command, frozen=True):
    """Take somebody out of a group: an insult for a name, a prank. `no` is the number that the screens show."""

    card: Id
    no: Annotated[int, Meta(ge=1)]


class LetGuests(Command, frozen=True):
    """Let people without a badge into the groups, or count badges only. What guests signed is kept meanwhile."""

    on: bool


class AdmitNames(Command, frozen=True):
    """Let on the names that people gave. `given` are their tokens as the asker saw them; another name has another."""

    given: Annotated[tuple[int, ...], Meta(max_length=3000)]


class HoldName(Command, frozen=True):
    """Show a person as a number only, whatever name they give, until a name is let on. `no` is the number shown."""

    no: Annotated[int, Meta(ge=1)]
