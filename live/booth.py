"""The booth: the table's tablet goes round, and each person votes or answers a poll on it alone.

In the game whoever has no phone takes the tablet, says who they are by the code of their badge or, at their own table,
by name, marks the ballot or fills in the sheet and passes it on.  What is said then is said by that person's seat and
never by the table's: the tablet is given a token that opens nothing but the ballot of this vote, or the sheet of this
poll.  Truth flows from the roll, or from who is here, to who may come in; what they choose goes where every secret
ballot and sheet goes, and the tablet keeps nothing of it.
"""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response

from live.asking import answer, body, only
from live.house import House
from sessions import rolls
from sessions.people import People
from sessions.refusals import Refusal, Refused
from sessions.rolls import passed_round
from sessions.scenario import PollRound, VoteRound
from sessions.seat import Role, Seat
from sessions.session import RoundState, Session


class Booth:
    """Lets people in at the tablet of a table."""

    def __init__(self, house: House) -> None:
        self._house = house

    def enter(self, table: Seat, code: str, badge: int | None) -> tuple[Seat, str]:
        """The person's seat and the token of their ballot or sheet. Raises `Refused`: no vote or poll is open, no such
        code or too many wrong ones from this tablet, not on the roll, at another table, on paper, or in already."""
        if badge is not None:
            person = self._house.desk.read(lambda session, _: session.seats.get(f"p{badge}"))
            seat, via = (person.seat if person else None), "name"
        else:
            seat, via = self._by_code(table, code), "code"

        def check(session: Session, _: People) -> tuple[Seat, str]:
            state = passed_round(session)
            if state is None:
                raise Refused(Refusal.PHASE_CLOSED)
            if seat is None:
                raise Refused(Refusal.CODE_UNKNOWN if via == "code" else Refusal.PERSON_UNKNOWN)
            self._check(session, state, table, seat, via)
            known = session.seats[seat.id]
            here = msgspec.structs.replace(known.seat, via=via)
            return here, self._house.seats.booth_token(here, known.generation, state.box)

        return self._house.desk.read(check)

    def _by_code(self, table: Seat, code: str) -> Seat | None:
        """Tablets stand behind one address with everybody else, so wrong codes are counted for each of them."""

        def look() -> Seat | None:
            return self._house.desk.read(lambda session, _: self._house.seats.by_code(session, code))

        return self._house.door.guessing.ask("badge", table.id, lambda: 0, look)

    def _check(self, session: Session, state: RoundState, table: Seat, seat: Seat, via: str) -> None:
        plan, asked = state.plan, rolls.asked_of(session, state)
        assert isinstance(plan, VoteRound | PollRound)
        if isinstance(plan, VoteRound) and seat.id not in asked:
            raise Refused(Refusal.BALLOT_NOT_ON_ROLL)
        if seat.id in state.papers:
            raise Refused(Refusal.BALLOT_ON_PAPER)
        if via == "code":
            return  # a poll asks every badge that has its code, on a phone or here
        if plan.passing == "code":
            raise Refused(Refusal.CODE_NEEDED)
        if asked.get(seat.id) != table.id:
            raise Refused(Refusal.SEAT_FOREIGN)
        if _is_in(self._house, session, state, seat):
            raise Refused(Refusal.BALLOT_CAST if isinstance(plan, VoteRound) else Refusal.POLL_ANSWERED)


def blueprint(house: House) -> Blueprint:
    """The one way in."""
    booth, door = Blueprint("booth", __name__), Booth(house)

    @booth.post("/api/booth")
    @only(house, Role.TABLE)
    def enter(seat: Seat) -> Response:
        """Somebody takes the tablet: `{code}` or `{badge}`, with `lang` → `{token, no, seed, voted}`. Bearer token of
        the table."""
        said = body()
        badge = said.get("badge")
        person, token = door.enter(seat, str(said.get("code", "")), badge if isinstance(badge, int) else None)
        return answer({"token": token, "no": person.no, "seed": token[-12:], "voted": _has_voted(house, person)})

    return booth


def _has_voted(house: House, seat: Seat) -> bool:
    def look(session: Session, _: People) -> bool:
        state = passed_round(session)
        return state is not None and _is_in(house, session, state, seat)

    return house.desk.read(look)


def _is_in(house: House, session: Session, state: RoundState, seat: Seat) -> bool:
    """Does a ballot or a sheet of this person lie in the box already?"""
    box = session.boxes.get(state.box, {})
    return bool(box) and house.desk.handle(state.box, seat.id) in box
