"""Restoring a session: what its file and its keys say it is.

In the game: at every start, and after a commit that failed, the desk forgets what it knew and asks here.  Truth flows
from the journal, replayed from its first entry, and from the open boxes, each ballot of which must be tied to its place
by the box's key; nothing is written but that polls whose key is gone are not compared.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from sessions import contests, polls
from sessions import events as e
from sessions.answers import Answers
from sessions.apply import apply, put_ballot, start
from sessions.box import mac_of
from sessions.journal import Entry
from sessions.keys import KeyLost, Keys, mark_of
from sessions.people import People
from sessions.session import Session
from sessions.store import Batch, Store, StoreError
from sessions.told import N_

log = logging.getLogger("veche.restore")


class Restored(NamedTuple):
    """A session whole: the journal's, the people's names, the remembered answers, and how many commits it has."""

    session: Session
    people: People
    answers: Answers
    n: int


def check_keys(store: Store, keys: Keys) -> None:
    """Raises `StoreError`: the file holds no session, or these are the keys of another one."""
    if not store.n():
        raise StoreError(N_("{path} holds no session; choose another file."), path=store.path)
    known = store.keys()
    if known and known != mark_of(keys):
        raise StoreError(
            N_("{path}: its keys are those of another session; put back the session's own folder of keys."),
            path=store.path,
        )


def restore(store: Store, keys: Keys) -> Restored:
    """Replay the journal, then put the open ballots back in their boxes. Raises `StoreError`, `KeyLost` among them."""
    entries = store.entries()
    first = next(entries, None)
    if first is None or not isinstance(first.event, e.SessionStarted):
        raise StoreError(N_("{path} holds no session; choose another file."), path=store.path)
    session = replay(first, entries)
    lost = _fill_boxes(session, store, keys)
    people = People(keys.people(), store.people())
    answers = Answers(keys.seats(), store.answers())
    n = store.n()
    if lost:
        log.warning("the key is gone, so these are not compared: %s", ", ".join(sorted(lost)))
        store.commit(Batch(n=n, was=n, lost=sorted(lost)))
    return Restored(session, people, answers, n)


def replay(first: Entry, entries: Iterable[Entry]) -> Session:
    """The session that the journal tells of."""
    assert isinstance(first.event, e.SessionStarted)
    session = start(first.event, first.at)
    session.seq, session.head = first.seq, first.hash
    for each in entries:
        apply(session, each)
    return session


def sealed_boxes(session: Session) -> Iterator[str]:
    """The boxes that were opened and counted, of votes and of polls: no key of theirs may be left."""
    return chain(*map(contests.sealed_boxes, session.rounds.values()), polls.sealed_boxes(session))


def _fill_boxes(session: Session, store: Store, keys: Keys) -> set[str]:
    """Returns the boxes whose key is gone and that can be done without: two polls are not compared, nothing that counts
    is lost."""
    lost: set[str] = set()
    for round_id, key, ballot in store.box():
        try:
            box_key = keys.box(round_id, empty=False)
        except KeyLost:
            if not polls.is_pair_box(round_id):
                raise
            lost.add(round_id)
            continue
        if not hmac.compare_digest(ballot.mac, mac_of(box_key, round_id, key, ballot)):
            raise StoreError(N_("{path}: a ballot in the box was changed; take the last good copy."), path=store.path)
        put_ballot(session, round_id, key, ballot)
    return lost
