"""Lanes: on which way a text comes to the hall's screens, and where on it the text is now.

In the game: what tables write, and the names that people give, go at once, after a delay in which the lead can hold
them, or when the lead lets them on.  Truth flows one way: the scenario and the lead's word make a lane; the event of
a text carries its lane; `apply` keeps here what waits.  What waits is on the console and with its author, nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sessions.events import Delay
from sessions.scenario import AnyRound, GatherRound, InfoRound, Lane, Source
from sessions.seat import Role, Seat

if TYPE_CHECKING:
    from sessions.cards import Card
    from sessions.session import Session


STRICTER: tuple[Lane, ...] = ("at_once", "delay", "approve")


@dataclass(slots=True)
class Wait:
    """A text that is not on the screens yet. Without a delay, or held, only the lead lets it on.

    `since` is the wall clock in ms; it counts only where the machine was started anew, and monotonic time with it.
    """

    since: int
    delay: Delay | None
    held: bool = False

    def left_ms(self, now: int, mono_ms: int, boot: str) -> int | None:
        """How long until it lets itself on; None: never."""
        if self.delay is None or self.held:
            return None
        gone = mono_ms - self.delay.mono_ms if boot == self.delay.boot else now - self.since
        return min(self.delay.ms, max(0, self.delay.ms - gone))


@dataclass(slots=True)
class Name:
    """That a person gave a name, as the journal's entry `given`; what name that is lies in `people`."""

    given: int
    wait: Wait | None


def lane_of(session: Session, source: Source, plan: AnyRound | None = None) -> Lane:
    """The lane of a source now: as the lead has chosen, or the round's own, or the scenario's."""
    return session.lanes.get(source) or planned_lane(session, source, plan)


def planned_lane(session: Session, source: Source, plan: AnyRound | None = None) -> Lane:
    """The lane that the scenario has for a source, in this round. A round may be stricter with guests, never looser: it
    is nobody's hall whose Wi-Fi reaches into the street."""
    lane: Lane = getattr(session.scenario.scenario.moderation, source)
    by_tables = not isinstance(plan, GatherRound) or plan.writers == "table"
    own = isinstance(plan, GatherRound | InfoRound) and (source == "table") == by_tables
    if own and isinstance(plan, GatherRound | InfoRound) and plan.moderate is not None:
        own_lane: Lane = plan.moderate if isinstance(plan.moderate, str) else "approve" if plan.moderate else "at_once"
        return max(lane, own_lane, key=STRICTER.index) if source == "guest" else own_lane
    return lane


def source_of(session: Session, person: str) -> Source:
    """From where a person's name comes."""
    state = session.seats.get(person)
    return "person" if state is not None and state.seat.role is Role.PERSON else "guest"


def source_of_question(seat: Seat) -> Source:
    """Whose lane a question takes: free words of a badge go the way of a table's, for its own is that of a name."""
    return "guest" if seat.role is Role.GUEST else "table"


def writer(session: Session, card: Card) -> Source:
    """From where a card comes."""
    return source_of(session, card.person) if card.person else "table"


def public(card: Card) -> dict[str, str]:
    """The text of a card as everybody may see it; while a new one waits, the one that was let on before it."""
    return card.fields if card.admitted else card.earlier or {}


def public_title(card: Card) -> str:
    """The title of a card as everybody may see it."""
    return next(iter(public(card).values()), "")


# -- how it comes about: `apply` calls these --------------------------------------------------------------


def begin(plan: AnyRound, card: Card, lane: str, delay: Delay | None, at: int) -> None:
    """A text has come. One from before there were lanes waits where its round asked for approval."""
    held = card.wait is not None and card.wait.held  # no new wording shakes off the lead's hand
    if not lane:
        lane = "approve" if isinstance(plan, GatherRound) and plan.moderate is True else "at_once"
    card.admitted = lane == "at_once" and not held
    card.wait = None if card.admitted else Wait(at, delay, held)
    if card.admitted:
        card.earlier = None


def replace(card: Card, fields: dict[str, str]) -> None:
    """Another text stands on the card; what the screens show stays there until this one is let on."""
    if card.admitted:
        card.earlier = card.fields
    card.fields = fields


def admit(card: Card) -> None:
    """The text is everybody's."""
    card.admitted, card.wait, card.earlier = True, None, None


def hold(card: Card, at: int) -> None:
    """The text waits for the lead; if it was on the screens, it is there no more."""
    if card.admitted:
        card.earlier = None
    since = card.wait.since if card.wait else at
    card.admitted, card.wait = False, Wait(since, None, held=True)


def give_name(session: Session, person: str, lane: str, delay: Delay | None, at: int) -> None:
    """A person gave a name that no screen has shown."""
    known = session.names.get(person)
    held = known is not None and known.wait is not None and known.wait.held
    free = lane == "at_once" and not held
    session.names[person] = Name(session.seq, None if free else Wait(at, delay, held))


def hold_name(session: Session, person: str, at: int) -> None:
    """A person is a number on the screens until the lead says otherwise."""
    session.names[person] = Name(session.seq, Wait(at, None, held=True))


def forget_name(session: Session, person: str) -> None:
    """The person has left the last group. A hold stays, or whoever came again would be rid of it."""
    known = session.names.get(person)
    if known is not None and (known.wait is None or not known.wait.held):
        del session.names[person]


def set_lane(session: Session, source: Source, lane: Lane | None) -> None:
    """The lead's word for a source, or with None the scenario's again. What waits is stopped where nothing may pass
    unread any more; a looser lane is for what comes."""
    if lane is None:
        session.lanes.pop(source, None)
    else:
        session.lanes[source] = lane
    waits = [
        each.wait
        for each in session.cards.values()
        if writer(session, each) == source and lane_of(session, source, session.rounds[each.round].plan) == "approve"
    ]
    if source != "table" and lane_of(session, source) == "approve":
        waits += [name.wait for person, name in session.names.items() if source_of(session, person) == source]
    waits += [
        each.wait
        for each in session.questions.values()
        if source_of_question(session.seats[each.seat].seat) == source
        and lane_of(session, source, session.rounds[each.round].plan) == "approve"
    ]
    for wait in waits:
        if wait is not None:
            wait.delay = None
