"""The open ballot box of a secret vote, until it is sealed.

While a ballot can still change it must be found again, so it lies in the box under a handle that only the holder
of the box key can make from a person's id.  The box stands beside the journal and carries no order of arrival.
Sealing gives the ballots out in the order of their receipts, which were drawn at random, and after that the key,
the handles and every remembered answer with a receipt are destroyed.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from sessions.events import SealedBallot
from sessions.tally import reach_of

RECEIPT_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No 0 O 1 I L: a receipt is read aloud and copied by hand."""

RECEIPT_LENGTH = 6
RECEIPTS = len(RECEIPT_LETTERS) ** RECEIPT_LENGTH
"""So many different ones there are: 31⁶ ≈ 8.9 · 10⁸."""

LOCKED = b"\0"

PAPER = "paper"


@dataclass(slots=True)
class Boxed:
    """A secret ballot while it can still change. `table` is where its voter sits: only breadth needs it.

    Of a poll it is a sheet of `answers`; `guest`: of somebody without a badge.
    `by`: how it came, `code` or `name` for the table's tablet and `paper` for a paper that was read; empty for the
    voter's own device. A paper has a number, `no`, and lies here once for each `reader`; `spoiled`: nobody can tell
    what it says.

    `mac` ties it to its place in the box: neither chance nor hand changes an open ballot in the file unnoticed.
    """

    choices: dict[str, int]
    table: str
    receipt: str
    mac: str = ""
    grades: dict[str, dict[str, int]] = field(default_factory=dict)
    answers: dict[str, int | str | tuple[str, ...]] = field(default_factory=dict)
    guest: bool = False
    by: str = ""
    no: str = ""
    reader: str = ""
    spoiled: bool = False


def handle(box_key: bytes, round_id: str, person: str) -> str:
    """The name of a person's ballot in the box: HMAC-SHA-256(box key, round ‖ newline ‖ person), hex."""
    return hmac.new(box_key, f"{round_id}\n{person}".encode(), hashlib.sha256).hexdigest()


def paper(no: str) -> str:
    """The holder of a paper ballot, where a person would be named."""
    return f"paper {no}"


def mac_of(box_key: bytes, round_id: str, handle: str, ballot: Boxed) -> str:
    """HMAC-SHA-256(box key, round ‖ handle ‖ what the ballot says, each ended by a newline), hex."""
    if ballot.answers or not ballot.receipt:
        body = msgspec.json.encode([round_id, handle, ballot.answers, ballot.guest], order="deterministic")
        return hmac.new(box_key, b"sheet\n" + body, hashlib.sha256).hexdigest()
    marks = ",".join(f"{card}={points}" for card, points in sorted(ballot.choices.items()))
    grades = "".join(
        f";{card}.{name}={grade}" for card, by in sorted(ballot.grades.items()) for name, grade in sorted(by.items())
    )
    said = "".join(f"{each}\n" for each in ("ballot", round_id, handle, marks + grades, ballot.table, ballot.receipt))
    if ballot.by:
        said += f"{ballot.by}\n{ballot.no}\n{ballot.reader}\n{ballot.spoiled}\n"
    return hmac.new(box_key, said.encode(), hashlib.sha256).hexdigest()


def lock(box_key: bytes, answer: bytes, seat: str, action_id: str) -> bytes:
    """A remembered answer, so that nobody reads in the file which receipt a seat holds: AES-SIV under a key made from
    the box key, bound to its place, after a zero byte. SIV needs no nonce: a play comes out the same twice."""
    return LOCKED + _siv(box_key).encrypt(answer, [seat.encode(), action_id.encode()])


def unlock(box_key: bytes, kept: bytes, seat: str, action_id: str) -> bytes:
    """What was locked for this place. Raises `InvalidTag` if it was changed, moved, or locked under another key."""
    return _siv(box_key).decrypt(kept.removeprefix(LOCKED), [seat.encode(), action_id.encode()])


def is_locked(kept: bytes) -> bool:
    """Files of before hold such answers in clear, as JSON, which never begins with a zero byte."""
    return kept.startswith(LOCKED)


def _siv(box_key: bytes) -> AESSIV:
    return AESSIV(hmac.new(box_key, b"answers", hashlib.sha512).digest())


def receipt(number: int) -> str:
    """A code such as `K7M-2XB` from a random number below `RECEIPTS`."""
    letters = ""
    for _ in range(RECEIPT_LENGTH):
        number, rest = divmod(number, len(RECEIPT_LETTERS))
        letters += RECEIPT_LETTERS[rest]
    return f"{letters[:3]}-{letters[3:]}"


def paper_receipt(handle: str) -> str:
    """The receipt of a paper ballot, from the handle of its holder: it is printed before anybody votes, and only the
    holder of the box key can tell which paper, and so which table's, it stands for. That two ballots of a vote of 140
    have one receipt happens once in 90 000 votes."""
    return receipt(int(handle, 16) % RECEIPTS)


def seal(box: Iterable[Boxed]) -> tuple[tuple[SealedBallot, ...], dict[str, tuple[str, ...]]]:
    """The ballots in canonical order, and card → tables with a mark for it."""
    ballots = sorted(box, key=lambda ballot: ballot.receipt)
    sealed = tuple(
        SealedBallot(ballot.receipt, dict(sorted(ballot.choices.items())), dict(sorted(ballot.grades.items())))
        for ballot in ballots
    )
    return sealed, reach_of((ballot.table, (*ballot.choices, *ballot.grades)) for ballot in ballots)
