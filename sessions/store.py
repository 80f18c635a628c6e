"""The session's file: the journal, the open box, people, and remembered answers.  Nothing else writes SQL.

One SQLite file per session, one connection, WAL, `synchronous=FULL`: when `commit` returns, a power cut cannot take
it back.  The journal is append-only, and triggers hold even this module to it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from sqlite_utils import Database, Migrations
from sqlite_utils.db import Table

from sessions import events as e
from sessions import polls
from sessions.box import Boxed
from sessions.contests import box_id
from sessions.journal import GENESIS, Entry, kind, link
from sessions.told import N_, Saying, Translate, said

APPLICATION_ID = 0x56454348  # "VECH"
DURABLE = (
    "journal_mode=WAL",  # the first that writes: by now the file is known to be ours
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "secure_delete=ON",
    # Without it INSERT OR REPLACE would walk past the delete trigger of the journal.
    "recursive_triggers=ON",
)
FORGET = "update answers set digest = null, answer = ?, secret = null"
SAFE = ("foreign_keys=ON", "cell_size_check=ON", "trusted_schema=OFF", "temp_store=MEMORY", "mmap_size=0")
migrations = Migrations("veche")


class StoreError(Exception):
    """The file cannot be used; the message says what to do, in the language of whoever shows it."""

    def __init__(self, phrase: str, **facts: object) -> None:
        self.saying = Saying(phrase, **facts)
        super().__init__(self.saying)

    def said(self, t: Translate) -> str:
        """The message as `t` says it."""
        return said(self.saying, t)


@dataclass(slots=True)
class Remembered:
    """The answer to an action, and the keyed digest of its body; a digest that was destroyed matches any body.

    `secret` is the box the answer belongs to; if it holds anything, it is locked (see `box.lock`).
    """

    seat: str
    action_id: str
    digest: bytes | None
    answer: bytes
    secret: str | None = None


@dataclass(slots=True)
class Batch:
    """What one commit writes, in this order, all or nothing.

    `hushed` are seats whose typed words were blotted out, as are those of people who are erased.
    `taken` are sheets that their seat took out of a box again: (seat, box).
    `was` is the n that the desk knows: if the file has another, somebody else has written it. `keys` is the mark of the
    keys of a session that begins. `lost` are boxes that nobody can read any more.
    """

    entries: list[Entry] = field(default_factory=list)
    stubs: list[tuple[int, e.Event]] = field(default_factory=list)
    boxed: list[tuple[str, str, Boxed | None]] = field(default_factory=list)
    people: list[tuple[str, bytes | None]] = field(default_factory=list)
    answers: list[Remembered] = field(default_factory=list)
    hushed: set[str] = field(default_factory=set)
    taken: set[tuple[str, str]] = field(default_factory=set)
    n: int = 0
    was: int | None = None
    keys: str = ""
    lost: list[str] = field(default_factory=list)

    @property
    def sealed(self) -> list[str]:
        """The boxes that this commit seals."""
        seals = [entry.event for entry in self.entries if isinstance(entry.event, e.BallotsSealed)]
        return [
            *(box_id(event.round, event.contest) for event in seals),
            *(box for entry in self.entries for box in polls.boxes_sealed(entry.event)),
            *self.lost,
        ]

    @property
    def erased(self) -> list[str]:
        """People whose rows this commit takes away."""
        return [person for person, body in self.people if body is None]


@migrations()
def begin(db: Database) -> None:
    """The first shape of the file."""
    _table(db, "journal").create(
        {
            "seq": int,
            "at": int,
            "seat": str,
            "kind": str,
            "body": bytes,
            "salt": bytes,
            "digest": str,
            "hash": str,
            "stub": bytes,
        },
        pk="seq",
        not_null={"at", "seat", "kind", "digest", "hash"},
        strict=True,
    )
    _table(db, "answers").create(
        {"seat": str, "action_id": str, "digest": bytes, "answer": bytes, "secret": str},
        pk=("seat", "action_id"),
        not_null={"answer"},
        strict=True,
    )
    # WITHOUT ROWID: rows lie in the order of their handles, so the file holds no order of arrival.
    db.execute(
        "create table box (round text not null, handle text not null, ballot blob not null,"
        " primary key (round, handle)) strict, without rowid"
    )
    _table(db, "people").create({"person": str, "body": bytes}, pk="person", not_null={"body"}, strict=True)
    _table(db, "meta").create({"key": str, "value": str}, pk="key", not_null={"value"}, strict=True)
    for sql in (
        "create trigger journal_stays before delete on journal"
        " begin select raise(abort, 'the journal is append-only'); end",
        "create trigger journal_once before insert on journal when exists"
        " (select 1 from journal where seq = new.seq)"
        " begin select raise(abort, 'the journal is append-only'); end",
        "create trigger journal_only_redacted before update on journal when new.body is not null"
        " or new.salt is not null or new.stub is null or new.seq <> old.seq or new.at <> old.at"
        " or new.seat <> old.seat or new.kind <> old.kind or new.digest <> old.digest or new.hash <> old.hash"
        " begin select raise(abort, 'the journal is append-only'); end",
    ):
        db.execute(sql)


class Store:
    """One session's file. All calls come from one thread at a time: the desk's writer, which must not log.

    `folded` is false while the write-ahead log may still hold what a seal or a withdrawal took away.
    """

    def __init__(self, path: Path | str, *, readonly: bool = False) -> None:
        self.path = Path(path)
        self.folded = True
        self._readonly = readonly
        try:
            self._connection = _connect(self.path, readonly)
        except sqlite3.DatabaseError as error:
            raise StoreError(_advice(error), path=self.path, reason=error) from error
        try:
            self._db = Database(self._connection)
            self._check(readonly)
            if not readonly:
                self._make_ready()
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise StoreError(_advice(error), path=self.path, reason=error) from error
        except StoreError:
            self._connection.close()
            raise

    def commit(self, batch: Batch) -> None:
        """Write the batch in one transaction; when this returns it is on the disk. Raises `sqlite3.Error`.

        A commit that seals a box also takes away the box's rows and the receipts among the remembered answers; one
        that erases a person or takes a sheet back, the digests of what they said. Then the write-ahead log is emptied,
        in which all that would otherwise stay readable.
        """
        with self._transaction():
            for entry in batch.entries:
                _table(self._db, "journal").insert(_row(entry))
            for seq, stub in batch.stubs:
                _table(self._db, "journal").update(seq, {"body": None, "salt": None, "stub": e.encode(stub)})
            for round_id, handle, ballot in batch.boxed:
                self._db.execute("delete from box where round = ? and handle = ?", [round_id, handle])
                if ballot is not None:
                    _table(self._db, "box").insert(
                        {"round": round_id, "handle": handle, "ballot": msgspec.json.encode(ballot)}
                    )
            for person, body in batch.people:
                self._db.execute("delete from people where person = ?", [person])
                if body is not None:
                    _table(self._db, "people").insert({"person": person, "body": body})
            for answer in batch.answers:
                _table(self._db, "answers").insert(
                    {
                        "seat": answer.seat,
                        "action_id": answer.action_id,
                        "digest": answer.digest,
                        "answer": answer.answer,
                        "secret": answer.secret,
                    }
                )
            for seat in (*batch.erased, *batch.hushed):
                self._db.execute("update answers set digest = null where seat = ?", [seat])
            for round_id in batch.sealed:
                self._db.execute("delete from box where round = ?", [round_id])
                self._db.execute(f"{FORGET} where secret = ?", [b"{}", round_id])
            for seat, round_id in sorted(batch.taken):
                self._db.execute(f"{FORGET} where secret = ? and seat = ?", [b"{}", round_id, seat])
            if batch.keys:
                self._db.execute("insert into meta values ('keys', ?)", [batch.keys])
            if batch.was is not None and self.n() != batch.was:
                raise sqlite3.OperationalError("another program has written this session")
            self._db.execute("insert or replace into meta values ('n', ?)", [str(batch.n)])
        if batch.sealed or batch.stubs or batch.erased or batch.hushed or batch.taken or not self.folded:
            self._fold()

    def entries(self) -> Iterator[Entry]:
        """The journal in order, its chain checked; raises `StoreError` at the first row that does not fit."""
        head = GENESIS
        redacted: dict[int, str] = {}
        stubs: dict[int, bytes] = {}
        for seq, row in enumerate(self._db.query("select * from journal order by seq"), start=1):
            body = row["body"] if row["body"] is not None else row["stub"]
            name, _, version = row["kind"].partition(".")
            try:
                event = e.decode(name, int(version), body)
            except (KeyError, ValueError, TypeError, msgspec.MsgspecError) as error:
                raise StoreError(
                    N_("{path}: entry {seq} of the journal cannot be read ({reason}); take the last good copy."),
                    path=self.path,
                    seq=seq,
                    reason=error,
                ) from error
            entry = Entry(seq, row["at"], row["seat"], event, body, row["salt"] or b"", row["digest"], row["hash"])
            if not _fits(entry, row, head):
                raise StoreError(
                    N_("{path}: entry {seq} of the journal was changed; take the last good copy."),
                    path=self.path,
                    seq=seq,
                )
            if row["body"] is None:
                stubs[seq] = body
            if isinstance(event, e.EntryRedacted):
                redacted[event.seq] = event.stub_sha256
            head = entry.hash
            yield entry
        for seq, stub in stubs.items():
            if redacted.get(seq) != _sha256(stub):
                raise StoreError(
                    N_("{path}: entry {seq} was blotted out without an act of the lead; take the last good copy."),
                    path=self.path,
                    seq=seq,
                )

    def box(self) -> Iterator[tuple[str, str, Boxed]]:
        """The ballots in open boxes: round, handle, ballot."""
        for row in self._db.query("select round, handle, ballot from box"):
            try:
                ballot = msgspec.json.decode(row["ballot"], type=Boxed)
            except msgspec.MsgspecError as error:
                raise StoreError(
                    N_("{path}: a ballot in the box cannot be read; take the last good copy."), path=self.path
                ) from error
            yield row["round"], row["handle"], ballot

    def people(self) -> list[tuple[str, bytes]]:
        """The encrypted rows of people."""
        return [(row["person"], row["body"]) for row in self._db.query("select person, body from people")]

    def answers(self) -> Iterator[Remembered]:
        """Every remembered answer."""
        for row in self._db.query("select * from answers"):
            yield Remembered(row["seat"], row["action_id"], row["digest"], row["answer"], row["secret"])

    def n(self) -> int:
        """How many commits this file has seen."""
        return int(self._meta("n", "0"))

    def keys(self) -> str:
        """The mark of the keys this session was begun with (see `keys.mark_of`)."""
        return self._meta("keys", "")

    def tick(self, boot: str, mono_ms: int, wall_ms: int) -> None:
        """Remember that the clock was running just now, so that a restart can tell how long it was away."""
        with self._transaction():
            self._db.execute("insert or replace into meta values ('tick', ?)", [f"{boot} {mono_ms} {wall_ms}"])

    def last_tick(self) -> tuple[str, int, int] | None:
        """Boot, monotonic ms and wall ms of the last tick."""
        tick = self._meta("tick", "")
        if not tick:
            return None
        boot, mono_ms, wall_ms = tick.rsplit(" ", 2)
        return boot, int(mono_ms), int(wall_ms)

    def close(self) -> None:
        """Fold the write-ahead log in, so that the file alone is the whole session, and close it."""
        if not self._readonly:
            self._fold()
        self._connection.close()

    def _meta(self, key: str, default: str) -> str:
        row = self._connection.execute("select value from meta where key = ?", [key]).fetchone()
        return default if row is None else str(row[0])

    def _fold(self) -> None:
        """Empty the write-ahead log. The commit stands even if that fails, and it is tried again with the next one."""
        try:
            self.folded = not self._connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
        except sqlite3.Error:
            self.folded = False

    def _make_ready(self) -> None:
        for pragma in DURABLE:
            self._connection.execute(f"pragma {pragma}")
        if self._owner() != APPLICATION_ID:
            self._connection.execute(f"pragma application_id={APPLICATION_ID}")
        migrations.apply(self._db)
        self._fold()  # what a crash between commit and emptying may have left there

    def _owner(self) -> int:
        return int(self._connection.execute("pragma application_id").fetchone()[0])

    def _check(self, readonly: bool) -> None:
        tables = self._connection.execute("select count(*) from sqlite_master").fetchone()[0]
        if self._owner() != APPLICATION_ID and (tables or readonly):
            raise StoreError(N_("{path} is not a Veche session; choose another file."), path=self.path)
        result = self._connection.execute("pragma quick_check").fetchone()[0]
        if result != "ok":
            raise StoreError(
                N_("{path} is damaged ({reason}); take the last good copy."), path=self.path, reason=result
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("begin immediate")
        try:
            yield
            self._connection.execute("commit")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("rollback")
            raise


def _connect(path: Path, readonly: bool) -> sqlite3.Connection:
    """A connection that has changed nothing yet; `:memory:` is a session that nobody will miss."""
    address = f"{path.resolve().as_uri()}?mode={'ro' if readonly else 'rwc'}"
    if str(path) == ":memory:":
        address = "file::memory:"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None, timeout=5)
    for pragma in SAFE:
        connection.execute(f"pragma {pragma}")
    return connection


def _table(db: Database, name: str) -> Table:
    table = db[name]
    assert isinstance(table, Table)
    return table


def _row(entry: Entry) -> dict[str, object]:
    return {
        "seq": entry.seq,
        "at": entry.at,
        "seat": entry.seat,
        "kind": kind(entry.event),
        "body": entry.body,
        "salt": entry.salt,
        "digest": entry.digest,
        "hash": entry.hash,
        "stub": None,
    }


def _fits(entry: Entry, row: dict[str, object], head: str) -> bool:
    if entry.seq != row["seq"]:
        return False
    if row["body"] is not None and _sha256(entry.salt + entry.body) != entry.digest:
        return False
    return link(head, entry.seq, entry.at, entry.seat, str(row["kind"]), entry.digest) == entry.hash


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _advice(error: sqlite3.DatabaseError) -> str:
    text = str(error)
    if "readonly" in text or "unable to open" in text:
        return N_("{path} cannot be written; choose another folder with --data, or give yourself the right to write.")
    if "malformed" in text or "not a database" in text:
        return N_("{path} is damaged or not a Veche session; take the last good copy.")
    if "locked" in text:
        return N_("{path} is in use by another program; close it and start again.")
    if "full" in text:
        return N_("{path}: the disk is full; free some space and start again.")
    return N_("{path} cannot be used ({reason}); take the last good copy.")
