"""Links: which token, personal code or PIN stands for which seat.

A token is derived from the session's seat key, the seat and the generation of its link, so that links can be
printed again at any time, nothing secret lies in the session's file, and re-issuing a seat ends the old link.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

import msgspec

from sessions import rolls
from sessions.seat import Role, Seat, guest_seat
from sessions.session import Session

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""The alphabet of personal codes: no 0 O 1 I L, for they are read from paper and typed by hand."""
LOOK_ALIKES = dict(
    zip(
        (0x410, 0x412, 0x415, 0x41A, 0x41C, 0x41D, 0x41E, 0x420, 0x421, 0x422, 0x423, 0x425),
        "ABEKMHOPCTYX",
        strict=True,
    )
)
"""Russian letters that look like Latin ones: whoever reads a badge types them on the keyboard that is on."""
SAME_KEYS = dict(
    zip(
        (
            *(0x419, 0x426, 0x423, 0x41A, 0x415, 0x41D, 0x413, 0x428, 0x417),
            *(0x424, 0x42B, 0x412, 0x410, 0x41F, 0x420, 0x41E, 0x41B, 0x414),
            *(0x42F, 0x427, 0x421, 0x41C, 0x418, 0x422, 0x42C),
        ),
        "QWERTYUIPASDFGHJKLZXCVBNM",
        strict=True,
    )
)
"""And those that lie on the same keys: whoever reads Latin letters presses theirs while the keyboard is Russian."""
CODE_LENGTH = 8
GUARDED = (Role.LEAD, Role.REGISTRAR)
"""Their link alone opens nothing: one leads the day, the other knows everybody by name."""
PATHS = {
    Role.LEAD: "/console",
    Role.PROJECTOR: "/projector",
    Role.GUEST: "/",
    Role.THEME_TEAM: "/themes",
    Role.EXPERT: "/expert",
    Role.REGISTRAR: "/check-in",
    Role.OBSERVER: "/observer",
}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a token stands for. `proven`: where a PIN is asked for, that it has been given."""

    seat: Seat
    proven: bool = True


class Seats:
    """Tokens, codes and the PIN of one session."""

    def __init__(self, key: bytes, session_id: str) -> None:
        self._key = key
        self._session = session_id
        self._codes: dict[str, str] = {}
        self._codes_of = -1

    def token(self, seat_id: str, generation: int = 1, *, proven: bool = False) -> str:
        """`t4.K3…`: the seat and a mark that only the holder of the key can make."""
        purpose = "proven" if proven else "link"
        return f"{seat_id}.{self._mark(f'{purpose}/{seat_id}/{generation}')}"

    def holder(self, session: Session, token: str) -> Holder | None:
        """Whom the token stands for, or None: made up, of another session, or re-issued since."""
        seat_id, _, _ = token.partition(".")
        state = session.seats.get(seat_id)
        if token.count(".") == 2:
            return self._in_booth(session, token)
        if state is None:
            if not seat_id.startswith("g"):
                return None
            seat, generation = guest_seat(seat_id), 1
        else:
            seat, generation = state.seat, state.generation
        proven = seat.role not in GUARDED
        if hmac.compare_digest(self.token(seat_id, generation).encode(), token.encode()):
            return Holder(seat, proven)
        if not proven and hmac.compare_digest(self.token(seat_id, generation, proven=True).encode(), token.encode()):
            return Holder(seat)
        return None

    def booth_token(self, seat: Seat, generation: int, box: str) -> str:
        """`p47.code.K3…`: a person at the tablet of a table, in this one vote or poll."""
        return f"{seat.id}.{seat.via}.{self._mark(f'booth/{seat.id}/{generation}/{seat.via}/{box}')}"

    def _in_booth(self, session: Session, token: str) -> Holder | None:
        state, round_ = session.seats.get(token.partition(".")[0]), rolls.passed_round(session)
        via = token.split(".")[1]
        if state is None or round_ is None or via not in ("code", "name"):
            return None
        here = msgspec.structs.replace(state.seat, via=via)
        fits = hmac.compare_digest(self.booth_token(here, state.generation, round_.box).encode(), token.encode())
        return Holder(here) if fits else None

    def new_guest(self) -> Seat:
        """A fresh seat for a device that came in by the hall's QR."""
        return guest_seat(f"g{secrets.token_hex(5)}")

    def pin(self, role: Role = Role.LEAD) -> str:
        """The six digits that turn the link of console or check-in desk into the screen."""
        what = "pin" if role is Role.LEAD else f"pin/{role}"
        return f"{int.from_bytes(self._bytes(what)[:8], 'big') % 1_000_000:06d}"

    def proven(self, session: Session, seat: Seat, pin: str) -> str | None:
        """The seat's proven token for the right PIN."""
        if not hmac.compare_digest(pin.encode(), self.pin(seat.role).encode()):
            return None
        return self.token(seat.id, session.seats[seat.id].generation, proven=True)

    def code(self, seat_id: str, generation: int = 1) -> str:
        """The personal code of a badge: 8 letters (31⁸ ≈ 8.5 · 10¹¹ values)."""
        number = int.from_bytes(self._bytes(f"code/{seat_id}/{generation}")[:16], "big")
        letters = ""
        for _ in range(CODE_LENGTH):
            number, rest = divmod(number, len(LETTERS))
            letters += LETTERS[rest]
        return letters

    def by_code(self, session: Session, typed: str) -> Seat | None:
        """The person whose code was typed; spaces, dashes, small letters and a Russian keyboard do not matter."""
        generations = sum(state.generation for state in session.seats.values())
        if generations != self._codes_of:
            self._codes = {
                self.code(seat_id, state.generation): seat_id
                for seat_id, state in session.seats.items()
                if state.seat.role is Role.PERSON
            }
            self._codes_of = generations
        seat_id = next((self._codes[each] for each in _readings(typed) if each in self._codes), None)
        return session.seats[seat_id].seat if seat_id else None

    def is_code(self, typed: str, seat_id: str) -> bool:
        """Is this the first code of a badge that has no seat yet?"""
        return self.code(seat_id) in _readings(typed)

    def is_token(self, token: str, seat_id: str) -> bool:
        """Is this the first link of a badge that has no seat yet?"""
        return hmac.compare_digest(self.token(seat_id).encode(), token.encode())

    def _mark(self, text: str) -> str:
        return base64.urlsafe_b64encode(self._bytes(text)[:18]).decode()

    def _bytes(self, text: str) -> bytes:
        return hmac.new(self._key, f"{self._session}\n{text}".encode(), hashlib.sha256).digest()


def _readings(typed: str) -> tuple[str, ...]:
    """The codes that may be meant: by the look of Russian letters, and by their keys."""
    said = typed.upper()
    return tuple(
        "".join(letter for letter in said.translate(letters) if letter in LETTERS)
        for letters in (LOOK_ALIKES, SAME_KEYS)
    )


def path(seat: Seat) -> str:
    """The page of a seat: `/table/4`, `/p/47`, `/console`, `/projector`, `/`."""
    match seat.role:
        case Role.TABLE:
            return f"/table/{seat.no}"
        case Role.PERSON:
            return f"/p/{seat.no}"
        case _:
            return PATHS[seat.role]
