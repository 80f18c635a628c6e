"""The journal's chain: what an entry is, and how each entry's hash stands on the one before.

The chain covers SHA-256(salt ‖ body), not the body itself, so that a body can be blotted out later (a name typed
into a card) and the chain still verifies; the salt goes with it, so that nobody can guess the body back.
"""

from __future__ import annotations

import hashlib

import msgspec

from sessions.events import Event, encode

GENESIS = "0" * 64


class Entry(msgspec.Struct, frozen=True):
    """One row of the journal. `at` is wall-clock ms; `hash` and `digest` are hex; `body` is what was hashed."""

    seq: int
    at: int
    seat: str
    event: Event
    body: bytes
    salt: bytes
    digest: str
    hash: str


def entry(seq: int, at: int, seat: str, event: Event, salt: bytes, head: str) -> Entry:
    """The next entry on a chain whose head is `head`."""
    body = encode(event)
    digest = hashlib.sha256(salt + body).hexdigest()
    return Entry(seq, at, seat, event, body, salt, digest, link(head, seq, at, seat, kind(event), digest))


def link(head: str, seq: int, at: int, seat: str, kind: str, digest: str) -> str:
    """hash = SHA-256 of the lines: previous hash, seq, at, seat, kind, digest. `docs/recount.py` does the same."""
    return hashlib.sha256(f"{head}\n{seq}\n{at}\n{seat}\n{kind}\n{digest}".encode()).hexdigest()


def kind(event: Event) -> str:
    """`CardSubmitted.1`: the name and version of an event, as it stands in the journal."""
    return f"{type(event).__name__}.{type(event).v}"


def short(head: str) -> str:
    """The head as people compare it: `7F3A 91C2`."""
    return f"{head[:4]} {head[4:8]}".upper()
