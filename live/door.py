"""The hall's door: codes that are typed or scanned there, and the seat that each opens.

In the game a badge's eight letters open a ballot, and six digits put another device in a table's place.  Truth flows
from the code through the count of wrong ones to a token; what the journal learns is the lead's own re-issue of a seat.
"""

from __future__ import annotations

import functools
import secrets
from collections.abc import Callable

from live.guessing import Guessing
from live.presence import Presence
from live.replacements import Replacements, digits_of
from live.seats import Seats
from sessions.commands import ReissueSeat
from sessions.desk import Desk
from sessions.refusals import Refusal, Refused
from sessions.seat import LEAD, Role, Seat, person_seat

DEVICE_LENGTH = (8, 64)


class Door:
    """Who may come in by a code."""

    def __init__(self, desk: Desk, seats: Seats, presence: Presence) -> None:
        self._desk, self._seats, self._presence = desk, seats, presence
        self.guessing = Guessing(lambda: desk.now()[0], lambda: desk.now()[1])
        self.replacements = Replacements(lambda: desk.now()[1])

    def enter(self, typed: str, device: str, address: str) -> tuple[Seat, str]:
        """Seat and token for a code that was typed.

        Six digits are a table's code: the first device that gives it ends the table's old link. `device` is whatever
        that device calls itself when it asks again, because the answer was lost. Raises `Refused`: no such code of a
        badge or of a table, used by another device, or too many wrong ones from this address.
        """
        if digits_of(typed) is None:
            seat = self._person(typed, address, functools.partial(self._badges_at, address))
            return seat, self._token(seat.id)
        # Six digits are few, and few people type them: here a hall behind one address has no more than anybody else.
        found = self.guessing.ask("table", address, lambda: 0, lambda: self.replacements.find(typed))
        if found is None:
            raise Refused(Refusal.CODE_OVER)
        least, most = DEVICE_LENGTH
        # A device without a name is nobody's repeat.
        name = device if least <= len(device) <= most else secrets.token_hex(least)
        token = self.replacements.claim(found, name, self._issue)
        return self._desk.read(lambda session, _: session.seats[found.seat].seat), token

    def badge(self, typed: str, desk: str) -> Seat:
        """Whose badge a check-in desk holds in its hand, a blank one too; wrong codes are counted for each desk.
        Raises `Refused`."""
        return self._person(typed, desk, lambda: 0, lambda: self._blank(lambda each: self._seats.is_code(typed, each)))

    def scanned(self, link: str) -> Seat:
        """Whose badge was scanned: `link` is the secret part of its QR code. Nobody guesses one, so none is counted.
        Raises `Refused`: the code has ended (`badge.ended`), or it is of no badge."""
        holder = self._desk.read(lambda session, _: self._seats.holder(session, link))
        seat = holder.seat if holder else self._blank(lambda each: self._seats.is_token(link, each))
        if seat is None or seat.role is not Role.PERSON or seat.via:
            raise Refused(Refusal.BADGE_ENDED)
        return seat

    def _blank(self, fits: Callable[[str], bool]) -> Seat | None:
        """A blank badge that was printed before there is a seat for its number."""
        blanks = sorted(self._desk.blanks())
        seats = self._desk.read(lambda session, _: frozenset(session.seats))
        found = (no for no in blanks if f"p{no}" not in seats and fits(f"p{no}"))
        return next((person_seat(no, None) for no in found), None)

    def _person(
        self, typed: str, address: str, badges: Callable[[], int], blank: Callable[[], Seat | None] = lambda: None
    ) -> Seat:
        seat = self.guessing.ask("badge", address, badges, lambda: self._of_badge(typed) or blank())
        if seat is None:
            raise Refused(Refusal.CODE_UNKNOWN)
        return seat

    def _of_badge(self, typed: str) -> Seat | None:
        return self._desk.read(lambda session, _: self._seats.by_code(session, typed))

    def _badges_at(self, address: str) -> int:
        here = self._presence.at(address)
        return self._desk.read(
            lambda session, _: sum(
                session.seats[each].seat.role is Role.PERSON for each in here if each in session.seats
            )
        )

    def _issue(self, seat_id: str) -> str:
        """End the link of a seat in the name of the lead, who made the code for it; the token of the new one."""
        ack = self._desk.ask(LEAD, None, ReissueSeat(seat_id))
        if ack.code is not None:
            raise Refused(ack.code)
        return self._token(seat_id)

    def _token(self, seat_id: str) -> str:
        generation = self._desk.read(lambda session, _: session.seats[seat_id].generation)
        return self._seats.token(seat_id, generation)
