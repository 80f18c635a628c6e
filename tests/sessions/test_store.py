"""The file: append-only, whole or not at all, honest about damage, and forgetful where it must be."""

import contextlib
import copy
import json
import os
import shutil
import sqlite3
import stat
import sys
from collections import Counter
from pathlib import Path

import pytest

from sessions import commands as c
from sessions import events as e
from sessions import store as store_module
from sessions.box import Boxed, unlock
from sessions.desk import Desk
from sessions.journal import GENESIS, entry
from sessions.seat import LEAD
from sessions.store import APPLICATION_ID, Batch, Remembered, Store, StoreError
from tests.story import CHOOSE_OPEN, GROUPS_OPEN, SIGNED_UP, VOTED, Story, after, ballot, card, join, seat, to

P1 = seat("p1")
POLL = (Path(__file__).parents[1] / "data" / "poll.toml").read_text(encoding="utf-8")


def written(*events, start=1, head=GENESIS):
    entries = []
    for seq, event in enumerate(events, start):
        entries.append(entry(seq, 1000 + seq, "lead", event, b"salt", head))
        head = entries[-1].hash
    return entries


@pytest.fixture
def file(tmp_path):
    return tmp_path / "day.sqlite"


@pytest.fixture(params=["memory", "file"])
def store(request, tmp_path):
    made = Store(":memory:" if request.param == "memory" else tmp_path / "day.sqlite")
    yield made
    made.close()


def rows(path, sql="select * from journal order by seq"):
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(sql)]


def tampered(path, *statements):
    """Change the file as somebody would who does not care for its triggers."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        for (name,) in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            db.execute(f"drop trigger {name}")
        for statement in statements:
            db.execute(statement)
        db.commit()


class TestBoth:
    """The same promises in memory and on a disk, so that the one may stand for the other in tests."""

    def test_what_is_committed_is_read_back(self, store):
        entries = written(e.Announced("раз"), e.ScreenBlanked(True))
        store.commit(Batch(entries=entries, n=1))
        assert list(store.entries()) == entries
        assert store.n() == 1

    def test_a_batch_is_written_whole_or_not_at_all(self, store):
        first = written(e.Announced("раз"))
        store.commit(Batch(entries=first, n=1))
        bad = Batch(
            entries=[*written(e.Announced("два"), start=2, head=first[0].hash), *first],
            boxed=[("r", "h", Boxed({}, "t1", "AAA-AAA"))],
            people=[("p1", b"x")],
            answers=[Remembered("t1", "a", b"d", b"{}")],
            n=2,
        )
        with pytest.raises(sqlite3.IntegrityError):
            store.commit(bad)
        assert list(store.entries()) == first
        assert (store.n(), list(store.box()), store.people(), list(store.answers())) == (1, [], [], [])

    def test_a_late_failure_takes_back_what_came_before_it(self, store):
        store.commit(Batch(answers=[Remembered("t1", "a", b"d", b"{}")], n=1))
        with pytest.raises(sqlite3.IntegrityError):
            store.commit(
                Batch(
                    entries=written(e.Announced("раз")),
                    boxed=[("r", "h", Boxed({}, "t1", "AAA-AAA"))],
                    people=[("p1", b"x")],
                    answers=[Remembered("t1", "a", b"d", b"{}")],
                    n=2,
                )
            )
        assert (list(store.entries()), list(store.box()), store.people(), store.n()) == ([], [], [], 1)

    def test_a_ballot_and_a_person_are_replaced_and_a_person_is_taken_away(self, store):
        ballot = Boxed({"c1": 1}, "t1", "AAA-AAA")
        store.commit(Batch(boxed=[("r", "h", Boxed({}, "t1", "AAA-AAA"))], people=[("p1", b"x"), ("p2", b"y")], n=1))
        store.commit(Batch(boxed=[("r", "h", ballot)], people=[("p1", b"z"), ("p2", None)], n=2))
        assert list(store.box()) == [("r", "h", ballot)]
        assert store.people() == [("p1", b"z")]

    def test_a_tick_is_remembered_whatever_the_boot_is_called(self, store):
        assert store.last_tick() is None
        store.tick("a boot with spaces", 5, 7)
        assert store.last_tick() == ("a boot with spaces", 5, 7)
        store.tick("", 6, 8)
        assert store.last_tick() == ("", 6, 8)


# -- append-only -------------------------------------------------------------------------------------------

FORBIDDEN = [
    "delete from journal where seq = 1",
    "delete from journal",
    "insert or replace into journal select seq, at, 'x', kind, body, salt, digest, hash, stub from journal limit 1",
    "replace into journal select seq, at + 1, seat, kind, body, salt, digest, hash, stub from journal where seq = 1",
    "insert or ignore into journal select seq, at, 'x', kind, body, salt, digest, hash, stub from journal limit 1",
    "update journal set body = x'7b7d' where seq = 1",
    "update journal set seat = 't1' where seq = 1",
    "update journal set hash = 'x', body = null, salt = null, stub = x'7b7d' where seq = 1",
    "update journal set seq = 9, body = null, salt = null, stub = x'7b7d' where seq = 1",
    "update journal set at = 9, body = null, salt = null, stub = x'7b7d' where seq = 1",
    "update journal set digest = 'x', body = null, salt = null, stub = x'7b7d' where seq = 1",
    "update journal set kind = 'x', body = null, salt = null, stub = x'7b7d' where seq = 1",
    "update journal set body = null, salt = null where seq = 1",
    "update journal set body = null, stub = x'7b7d' where seq = 1",
    "update or replace journal set seq = 2, body = null, salt = null, stub = x'7b7d' where seq = 1",
]


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_the_journal_is_only_appended_to(store, sql):
    entries = written(e.Announced("раз"), e.Announced("два"))
    store.commit(Batch(entries=entries, n=1))
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store._connection.execute(sql)
    assert list(store.entries()) == entries


def test_a_power_cut_cannot_take_back_what_was_committed(file):
    """The settings on which that stands; a test cannot pull the plug."""
    with contextlib.closing(Store(file)) as store:
        told = {
            name: store._connection.execute(f"pragma {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "recursive_triggers", "trusted_schema")
        }
    assert told == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
    }


# -- tampering ---------------------------------------------------------------------------------------------


@pytest.fixture
def played(file):
    story = after([*CHOOSE_OPEN, card_redacted], path=file)
    story.close()
    return file


def card_redacted(story: Story) -> None:
    story.do(LEAD, c.RedactCard("c1"))


TAMPERED = [
    ("update journal set body = cast(replace(body, 'Мусор', 'Цветы') as blob) where seq = 12", "entry 12"),
    ("update journal set at = at + 1 where seq = 12", "entry 12"),
    ("update journal set seat = 't1' where seq = 12", "entry 12"),
    ("update journal set salt = x'00' where seq = 12", "entry 12"),
    ("update journal set digest = 'x' where seq = 12", "entry 12"),
    ("update journal set hash = 'x' where seq = 12", "entry 12"),
    ("update journal set kind = 'CardWithdrawn.1' where seq = 12", "entry 12"),
    ("update journal set kind = 'CardEaten.1' where seq = 12", "entry 12"),
    ("update journal set kind = 'CardSubmitted' where seq = 12", "entry 12"),
    ("update journal set body = x'ff' where seq = 12", "entry 12"),
    ("delete from journal where seq = 12", "entry 12"),
    ("delete from journal where seq = 1", "entry 1"),
    ("update journal set seq = seq + 100 where seq > 12", "entry 13"),
    ("update journal set stub = body, body = null, salt = null where seq = 12", "entry 12"),
    ("update journal set body = null, salt = null where seq = 12", "entry 12"),
    ("update journal set stub = cast(replace(stub, '█', '▒') as blob) where stub is not null", "entry 10"),
    ("update box set ballot = x'ff'", "a ballot in the box"),
]


@pytest.mark.parametrize(("sql", "told"), TAMPERED, ids=[sql[:60] for sql, _ in TAMPERED])
def test_a_changed_file_is_not_played_on(file, sql, told):
    story = after([*VOTED, card_redacted], path=file)
    story.close()
    tampered(file, sql)
    with contextlib.closing(Store(file)) as store, pytest.raises(StoreError) as caught:
        Desk(store, story.keys, story.outside())
    assert told in str(caught.value)
    assert str(file) in str(caught.value)


def test_an_entry_in_the_wrong_place_is_found(file):
    story = after(CHOOSE_OPEN, path=file)
    story.close()
    tampered(
        file,
        "update journal set seq = -1 where seq = 12",
        "update journal set seq = 12 where seq = 13",
        "update journal set seq = 13 where seq = -1",
    )
    with contextlib.closing(Store(file)) as store, pytest.raises(StoreError, match="entry 12"):
        list(store.entries())


def test_a_redaction_is_read_back(played):
    with contextlib.closing(Store(played)) as store:
        blotted = next(each for each in store.entries() if isinstance(each.event, e.CardSubmitted))
        assert blotted.event == e.CardSubmitted(
            "c1", "problems", "t1", {"title": "█████", "sphere": "eco"}, None, False
        )
    (row,) = rows(played, "select * from journal where stub is not null")
    assert (row["body"], row["salt"]) == (None, None)


# -- files that cannot be used -----------------------------------------------------------------------------


def advice(path, **how):
    with pytest.raises(StoreError) as caught:
        Store(path, **how).close()
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_a_file_of_something_else_is_left_alone(tmp_path):
    foreign = tmp_path / "photos.sqlite"
    with contextlib.closing(sqlite3.connect(foreign)) as db:
        db.execute("create table photos (x)")
    before = foreign.read_bytes()
    assert "is not a Veche session; choose another file" in advice(foreign)
    assert foreign.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["photos.sqlite"]


def test_a_text_is_no_session(tmp_path):
    text = tmp_path / "list.sqlite"
    text.write_text("Это список покупок, а не база данных. " * 50, encoding="utf-8")
    before = text.read_bytes()
    assert "is damaged or not a Veche session; take the last good copy" in advice(text)
    assert text.read_bytes() == before


def test_an_empty_file_becomes_a_session_and_a_second_day_does_not_overwrite_the_first(file):
    file.touch()
    story = after([], path=file)
    with pytest.raises(StoreError, match="holds a session already"):
        Desk.begin(story.store, story.keys, "x", session="s", tables=1, people=1, seed="s")
    assert rows(file, "pragma application_id") == [{"application_id": APPLICATION_ID}]


def test_a_file_without_a_session_cannot_be_played(file):
    with contextlib.closing(Store(file)) as store, pytest.raises(StoreError, match="holds no session"):
        Desk(store, Story().keys)


def test_a_damaged_page_is_found_when_the_file_is_opened(file):
    after(SIGNED_UP, path=file).close()
    whole = file.read_bytes()
    page = int.from_bytes(whole[16:18], "big")
    noticed = 0
    for number in range(1, len(whole) // page):
        file.write_bytes(whole[: number * page] + b"\xff" * 200 + whole[number * page + 200 :])
        try:
            with contextlib.closing(Store(file)) as store:
                list(store.entries())
        except StoreError as error:
            noticed += "take the last good copy" in str(error)
    assert noticed == len(whole) // page - 1


def test_a_file_cut_short_is_found(file):
    after(SIGNED_UP, path=file).close()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert "take the last good copy" in advice(file)


@contextlib.contextmanager
def as_nobody():
    """The superuser may write anywhere; for a moment be somebody who may not."""
    if os.name != "posix" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def readable():
    """A folder that everybody may enter and nobody may write to, and a session file in it."""
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="veche-test-"))
    try:
        after(SIGNED_UP, path=folder / "day.sqlite").close()
        (folder / "day.sqlite").chmod(0o444)
        folder.chmod(0o555)
        yield folder
    finally:
        folder.chmod(0o755)
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such folders")
def test_a_folder_that_cannot_be_written_is_told_with_what_to_do(readable):
    told = "cannot be written; choose another folder with --data"
    with as_nobody():
        assert told in advice(readable / "new.sqlite")
        assert told in advice(readable / "day.sqlite")
    assert [path.name for path in readable.iterdir()] == ["day.sqlite"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such folders")
def test_a_session_can_be_looked_at_where_it_cannot_be_written(tmp_path):
    story = after(SIGNED_UP, path=tmp_path / "day.sqlite")
    head = story.session.head
    with contextlib.closing(Store(story.path, readonly=True)) as store:
        assert list(store.entries())[-1].hash == head
        with pytest.raises(sqlite3.OperationalError):
            store.commit(Batch(n=99))


def test_a_folder_that_is_not_there_is_told(tmp_path):
    assert "cannot be written" in advice(tmp_path / "no" / "such" / "day.sqlite")
    assert "cannot be written" in advice(tmp_path)
    assert "cannot be written" in advice(tmp_path / "none.sqlite", readonly=True)
    assert list(tmp_path.iterdir()) == []


def test_a_locked_file_is_told(file, monkeypatch):
    after([], path=file).close()
    real = sqlite3.connect
    monkeypatch.setattr(store_module.sqlite3, "connect", lambda *args, **how: real(*args, **{**how, "timeout": 0.05}))
    with contextlib.closing(real(file, isolation_level=None)) as other:
        other.execute("pragma locking_mode=exclusive")
        other.execute("begin exclusive")
        assert "is in use by another program; close it and start again" in advice(file)


def test_a_crash_while_the_file_is_made_does_not_lock_us_out(file, monkeypatch):
    def crash(db):
        raise sqlite3.OperationalError("the plug was pulled")

    with monkeypatch.context() as patch:
        patch.setattr(store_module.migrations, "apply", crash)
        assert "cannot be used" in advice(file)
    after([to("hello", "open")], path=file)


# -- what must not stay ------------------------------------------------------------------------------------


def bytes_of(file):
    return b"".join(path.read_bytes() for path in file.parent.iterdir() if path.name.startswith(file.name))


def secrets_of(story):
    box = story.session.boxes["choose"]
    return {name.encode() for handle, boxed in box.items() for name in (handle, boxed.receipt)}


def test_after_the_seal_no_handle_and_no_digest_is_in_the_file(file):
    story = after(VOTED, path=file)
    receipts = [boxed.receipt for boxed in story.session.boxes["choose"].values()]
    handles = [handle.encode() for handle in story.session.boxes["choose"]]
    digests = [known.digest for known in story.store.answers() if known.secret]
    assert len(digests) == 7
    before = bytes_of(file)
    assert all(word in before for word in (*handles, *digests))
    story.play([to("choose", "revealed")])
    after_seal = bytes_of(file)
    for word in (*handles, *digests):
        assert word not in after_seal
    for receipt in receipts:  # once, in the sealed ballots, in their order and not in that of the voters
        assert after_seal.count(receipt.encode()) == 1
    assert story.keys.destroyed == {"choose"}
    assert not [known for known in story.store.answers() if known.secret or b"receipt" in known.answer]


def joined(file):
    """Whose remembered answers name a ballot of the box, or share a digest or an answer with another row: what a
    stranger with a copy of the file and no key can put beside each other."""
    box, told = rows(file, "select * from box"), rows(file, "select * from answers where digest is not null")
    ballots = [json.loads(row["ballot"]) for row in box]
    marks = {row["handle"] for row in box} | {each[name] for each in ballots for name in ("receipt", "mac")}
    named = {row["seat"] for row in told for mark in marks - {""} if mark.encode() in row["answer"] + row["digest"]}
    alike = Counter(row["digest"] for row in told)
    alike += Counter(row["answer"] for row in told if row["secret"] and row["answer"] != b"{}")
    return named | {row["seat"] for row in told if alike[row["digest"]] > 1 or alike[row["answer"]] > 1}


def test_the_file_alone_joins_no_ballot_to_a_seat_before_and_after_the_seal(file, tmp_path):
    """Everybody says the same, in actions of the same number; a copy of the open vote names nobody after it, too."""
    story = after(CHOOSE_OPEN, path=file)
    same = c.CastBallot("choose", {"c5": 1, "c6": 1})
    told = [story.desk.ask(seat(f"p{no}"), "a", same).answer for no in range(1, 8)]
    told.append(story.desk.ask(P1, "b", same).answer)
    secret = rows(file, "select * from answers where secret is not null")
    assert len(secret) == len({row["digest"] for row in secret}) == len({row["answer"] for row in secret}) == 8
    assert {len(row["answer"]) for row in secret} == {len(secret[0]["answer"])}
    key = story.keys.box("choose", empty=False)
    opened = [json.loads(unlock(key, row["answer"], row["seat"], row["action_id"])) for row in secret]
    assert opened == told, "it is the box's key that opens them, and this goes with the seal"
    assert joined(file) == set()
    story.store._fold()
    copied = shutil.copy(file, tmp_path / "copy.sqlite")
    story.play([to("choose", "revealed")])
    assert joined(file) == set()
    published = next(each for each in story.events if isinstance(each, e.BallotsSealed)).ballots
    assert {each.receipt for each in published} == {each["receipt"] for each in told}
    remembered = b"".join(row["answer"] for row in rows(copied, "select answer from answers"))
    assert not [each for each in published if each.receipt.encode() in remembered]


def test_the_file_alone_joins_no_sheet_and_no_straw_answer_to_a_seat(file):
    story = Story(POLL, tables=4, people=12, path=file)
    story.play([to("who", "open"), c.OpenStraw("Ещё круг?", ("да", "нет"))])
    sheet, straw = c.AnswerPoll("who", {"ready": "yes", "age": "18to29"}), c.AnswerStraw(1, 0)
    for no in range(1, 13):
        assert story.desk.ask(seat(f"p{no}", 4), "sheet", sheet).ok
        assert story.desk.ask(seat(f"p{no}", 4), "straw", straw).ok
    secret = rows(file, "select * from answers where secret is not null")
    assert len({row["digest"] for row in secret}) == len(secret) == 24
    assert {row["answer"] for row in secret} == {b"{}"}
    assert joined(file) == set()
    story.play([c.CloseStraw(1), to("who", "revealed")])
    assert joined(file) == set()
    assert rows(file, "select * from answers where secret is not null or action_id in ('sheet', 'straw')") == [
        {"seat": f"p{no}", "action_id": name, "digest": None, "answer": b"{}", "secret": None}
        for no in range(1, 13)
        for name in ("sheet", "straw")
    ]


def test_what_was_taken_out_of_a_poll_leaves_no_digest(file):
    """Of that seat and that box only: another poll, and others' sheets, are as they were."""
    story = Story(POLL, tables=4, people=12, path=file)
    story.play([to("who", "open"), c.OpenStraw("Ещё круг?", ("да", "нет"))])
    sheet = c.AnswerPoll("who", {"ready": "yes", "age": "18to29"})
    for no in (1, 2):
        assert story.desk.ask(seat(f"p{no}", 4), "sheet", sheet).ok
        assert story.desk.ask(seat(f"p{no}", 4), "straw", c.AnswerStraw(1, 0)).ok
    digest = rows(file, "select digest from answers where seat = 'p1' and action_id = 'sheet'")[0]["digest"]
    assert digest in bytes_of(file)
    story.do(seat("p1", 4), c.ForgetAnswers("who"))
    assert digest not in bytes_of(file)
    kept = {(each.seat, each.action_id): (each.digest is None, each.secret) for each in story.store.answers()}
    assert kept["p1", "sheet"] == (True, None)
    assert kept["p1", "straw"] == (False, "~straw1")
    assert kept["p2", "sheet"] == (False, "who")
    other = c.AnswerPoll("who", {"ready": "no", "age": "18to29"})
    for _ in range(2):  # nobody can tell any more what it was, neither the memory nor the file
        assert story.desk.ask(seat("p1", 4), "sheet", other).ok
        assert len(story.session.boxes["who"]) == 1
        story.reopen()


def test_a_receipt_that_was_never_sealed_is_nowhere(file):
    """A ballot that is replaced keeps its receipt; what it said before is gone with the seal."""
    story = after([*CHOOSE_OPEN, ballot("p1", "choose", "c5", "c7"), ballot("p1", "choose", "c6")], path=file)
    story.play([to("choose", "revealed")])
    assert b'{"c5":1,"c7":1}' not in bytes_of(file)


def test_a_crash_between_the_seal_and_the_emptying_is_made_good_at_the_next_start(file, tmp_path, monkeypatch):
    story = after([*VOTED, to("choose", "closed")], path=file)
    secrets = secrets_of(story) - {boxed.receipt.encode() for boxed in story.session.boxes["choose"].values()}
    monkeypatch.setattr(story.store, "_fold", lambda: None)
    story.play([to("choose", "revealed")])
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for path in file.parent.glob("day.sqlite*"):
        (crashed / path.name).write_bytes(path.read_bytes())
    assert any(word in bytes_of(crashed / file.name) for word in secrets)
    with contextlib.closing(Store(crashed / file.name)):
        assert not any(word in bytes_of(crashed / file.name) for word in secrets)


def test_a_reader_in_the_way_of_the_emptying_is_made_good_with_the_next_commit(file, caplog):
    story = after([*VOTED, to("choose", "closed")], path=file)
    handles = list(story.session.boxes["choose"])
    story.store._connection.execute("pragma busy_timeout=50")
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from journal").fetchone()
        story.play([to("choose", "revealed")])
        assert any(handle.encode() in bytes_of(file) for handle in handles)
    assert "another program reads the session's file" in caplog.text
    caplog.clear()
    story.play([to("choose", "carried")])
    assert not any(handle.encode() in bytes_of(file) for handle in handles)
    assert caplog.text == ""


def test_a_withdrawn_name_leaves_nothing_in_the_file(file):
    story = after(GROUPS_OPEN, path=file)
    story.play([join("p1", "c5", "leader", "Анна Кузнецова", "processing", "screen", contact="+7 900 000-00-01")])
    ((_, body),) = story.store.people()
    digests = [known.digest for known in story.store.answers() if known.seat == "p1" and known.digest]
    assert body in bytes_of(file)
    assert "Анна".encode() not in bytes_of(file)
    assert len(digests) == 1
    story.do(P1, c.WithdrawSignUp("c5"))
    for word in (body, *digests, "Анна".encode(), b"900 000"):
        assert word not in bytes_of(file)


def test_a_refused_ballot_or_name_leaves_not_even_a_digest(file):
    story = after([*VOTED, to("choose", "closed")], path=file)
    late = c.CastBallot("choose", {"c5": 1})
    assert not story.ask(P1, late, "late").ok
    assert not story.ask(P1, c.SignUp("groups", "c5", "member", "Анна"), "named").ok
    kept = {known.action_id: known for known in story.store.answers()}
    assert (kept["late"].digest, kept["named"].digest) == (None, None)
    assert not story.desk.ask(P1, "late", late).ok


def test_the_box_keeps_no_order_of_arrival(file):
    story = after(VOTED, path=file)
    told = rows(file, "select handle from box")
    assert [row["handle"] for row in told] == sorted(row["handle"] for row in told)
    with pytest.raises(sqlite3.OperationalError):
        rows(file, "select rowid from box")
    assert len(told) == 7
    story.close()


# -- the disk is full --------------------------------------------------------------------------------------


def test_a_full_disk_is_told_when_the_file_is_opened(file, monkeypatch):
    monkeypatch.setattr(store_module, "SAFE", (*store_module.SAFE, "max_page_count=3"))
    assert "the disk is full; free some space and start again" in advice(file)


def test_a_full_disk_refuses_with_storage_failed_and_changes_nothing(file):
    story = after([to("problems", "open"), card("t1", "Темно")], path=file)
    db = story.store._connection
    db.execute("pragma wal_checkpoint(truncate)")
    db.execute(f"pragma max_page_count={db.execute('pragma page_count').fetchone()[0]}")
    for turn in range(1000):
        before = copy.deepcopy(story.session), story.desk.version(), rows(file)
        ack = story.ask(seat("t2"), c.MarkReady("problems", turn % 2 == 0))
        if not ack.ok:
            break
    assert (ack.code, ack.version) == ("storage.failed", before[1])
    assert (story.session, story.desk.version(), rows(file)) == before
    assert not story.ask(seat("t3"), c.SubmitCard("problems", {"title": "x" * 90})).ok
    db.execute("pragma max_page_count=1073741823")
    assert story.do(seat("t3"), c.SubmitCard("problems", {"title": "Снова есть место"})).ok
    live = story.session
    assert story.reopen().session == live


def test_files_of_the_session_are_not_for_everybody_to_write(file):
    after([], path=file).close()
    if os.name == "posix":
        assert not stat.S_IMODE(file.stat().st_mode) & 0o022
