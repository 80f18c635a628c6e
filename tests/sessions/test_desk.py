"""The desk: one writer, one commit, one answer for one action, and no answer before the disk has it."""

import contextlib
import copy
import dataclasses
import hashlib
import hmac
import json
import random
import shutil
import sqlite3
import threading
import time
from collections import Counter

import pytest

from sessions import commands as c
from sessions import desk as desk_module
from sessions import events as e
from sessions import rules
from sessions.desk import Commit, Desk, _Waiting
from sessions.keys import FileKeys, KeyLost, SeededKeys
from sessions.reader import ScenarioError
from sessions.refusals import Refusal
from sessions.seat import LEAD
from sessions.store import Batch, Store, StoreError
from tests.story import CHOOSE_OPEN, GROUPS_OPEN, MINI, PROBLEMS, SIGNED_UP, VOTED, Story, after, card, join, seat, to

T1, P1 = seat("t1"), seat("p1")
OPEN = (to("problems", "open"),)
DARK = c.SubmitCard("problems", {"title": "Темно"})


@pytest.fixture
def file(tmp_path):
    return tmp_path / "day.sqlite"


def batch(story, *asked):
    """Hand in several commands as one batch, as `run` would; (seat, action_id, command) each."""
    waiting = [_Waiting(*each) for each in asked]
    story.passes(1000)
    with story.desk._lock:
        story.desk._handle(waiting)
    assert all(each.done.is_set() for each in waiting)
    return [each.ack for each in waiting]


def state(story):
    """All that a commit could change."""
    kept = [list(map(tuple, story.store._connection.execute(f"select * from {t}"))) for t in TABLES]
    return copy.deepcopy(story.session), dict(story.people._people), story.desk.version(), kept


TABLES = ("journal", "box", "people", "answers", "meta")


# -- one answer for one action -----------------------------------------------------------------------------


def test_the_same_action_has_the_same_answer_and_one_effect():
    story = after(OPEN)
    first = story.desk.ask(T1, "a", DARK)
    again = story.desk.ask(T1, "a", DARK)
    assert (first.ok, first.answer) == (True, {"card": "c1"})
    assert (again.ok, again.answer, again.version) == (True, {"card": "c1"}, first.version)
    assert len(story.session.cards) == 1


def test_the_answer_outlives_a_restart(file):
    story = after(OPEN, path=file)
    story.desk.ask(T1, "a", DARK)
    refused = story.desk.ask(T1, "b", c.SubmitCard("problems", {"title": ""}))
    story.reopen()
    assert story.desk.knows(T1, "a")
    assert not story.desk.knows(seat("t2"), "a")
    assert story.desk.ask(T1, "a", DARK).answer == {"card": "c1"}
    again = story.desk.ask(T1, "b", c.SubmitCard("problems", {"title": ""}))
    assert (again.code, again.facts) == (refused.code, refused.facts) == (Refusal.TEXT_EMPTY, {"field": "title"})
    assert len(story.session.cards) == 1


def test_the_same_action_with_another_body_is_refused_and_the_first_stands(file):
    story = after(OPEN, path=file)
    story.desk.ask(T1, "a", DARK)
    for _ in range(2):
        reused = story.desk.ask(T1, "a", c.SubmitCard("problems", {"title": "Светло"}))
        assert reused.code is Refusal.ACTION_REUSED
        assert story.desk.ask(T1, "a", c.MarkReady("problems", True)).code is Refusal.ACTION_REUSED
        story.reopen()
    assert story.desk.ask(T1, "a", DARK).ok
    assert story.session.cards["c1"].title == "Темно"


def test_the_order_of_keys_does_not_make_another_body():
    story = after(OPEN)
    story.desk.ask(T1, "a", c.SubmitCard("problems", {"title": "Темно", "place": "парк"}))
    assert story.desk.ask(T1, "a", c.SubmitCard("problems", {"place": "парк", "title": "Темно"})).ok


def test_two_seats_may_give_their_actions_the_same_number():
    story = after(OPEN)
    assert story.desk.ask(T1, "a", DARK).answer == {"card": "c1"}
    assert story.desk.ask(seat("t2"), "a", DARK).answer == {"card": "c2"}


def test_a_refusal_is_remembered_even_when_it_would_now_be_accepted():
    story = after([])
    assert story.desk.ask(T1, "a", DARK).code is Refusal.PHASE_CLOSED
    story.play(OPEN)
    assert story.desk.ask(T1, "a", DARK).code is Refusal.PHASE_CLOSED
    assert story.desk.ask(T1, "b", DARK).ok


def test_without_an_action_nothing_is_remembered():
    story = after([])
    for _ in range(2):
        assert story.desk.ask(T1, None, c.Arrive()).ok
    assert len(list(story.store.answers())) == 0


def test_a_repeat_within_one_batch_has_one_effect():
    story = after(OPEN)
    acks = batch(story, (T1, "a", DARK), (T1, "a", DARK), (T1, "a", c.MarkReady("problems", True)))
    assert [ack.ok for ack in acks] == [True, True, False]
    assert acks[0].answer == acks[1].answer == {"card": "c1"}
    assert acks[2].code is Refusal.ACTION_REUSED
    assert len(story.session.cards) == 1


def test_after_the_seal_an_old_ballot_is_acknowledged_but_its_receipt_is_forgotten(file):
    story = after(CHOOSE_OPEN, path=file)
    ballot = c.CastBallot("choose", {"c5": 1})
    receipt = story.desk.ask(P1, "a", ballot).answer["receipt"]
    assert story.desk.ask(P1, "a", ballot).answer == {"receipt": receipt}
    story.play([to("choose", "revealed")])
    for _ in range(2):
        again = story.desk.ask(P1, "a", ballot)
        assert (again.ok, again.answer) == (True, {})
        story.reopen()


def test_a_ballots_receipt_comes_again_after_a_restart(file):
    story = after(CHOOSE_OPEN, path=file)
    first, other = c.CastBallot("choose", {"c5": 1}), c.CastBallot("choose", {"c6": 1})
    told = story.desk.ask(P1, "a", first).answer
    assert set(told) == {"receipt"}
    assert story.desk.ask(P1, "b", other).answer == told
    for _ in range(2):
        story.reopen()
        assert story.desk.ask(P1, "a", first).answer == story.desk.ask(P1, "b", other).answer == told
        assert story.desk.ask(P1, "a", other).code is Refusal.ACTION_REUSED


def test_rows_of_before_receipts_were_locked_still_answer_a_repeat_and_are_destroyed_at_the_seal(file):
    story = after(CHOOSE_OPEN, path=file)
    ballot = c.CastBallot("choose", {"c5": 1})
    told = story.desk.ask(P1, "a", ballot).answer
    with contextlib.closing(sqlite3.connect(file)) as raw, raw:
        digest = hmac.new(story.keys.seats(), c.canonical(ballot), hashlib.sha256).digest()
        row = [digest, json.dumps(told).encode()]
        raw.execute("update answers set digest = ?, answer = ? where seat = 'p1' and action_id = 'a'", row)
    story.reopen()
    assert story.desk.ask(P1, "a", ballot).answer == told
    assert story.desk.ask(P1, "a", c.CastBallot("choose", {"c6": 1})).code is Refusal.ACTION_REUSED
    story.play([to("choose", "revealed")])
    assert story.desk.ask(P1, "a", ballot).answer == story.reopen().desk.ask(P1, "a", ballot).answer == {}
    assert not [known for known in story.store.answers() if known.digest == digest or b"receipt" in known.answer]


def test_a_locked_answer_that_was_moved_to_another_seat_is_not_told(file):
    story = after(CHOOSE_OPEN, path=file)
    ballot = c.CastBallot("choose", {"c5": 1})
    assert story.desk.ask(P1, "a", ballot).ok
    assert story.desk.ask(seat("p2"), "a", ballot).ok
    with contextlib.closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("update answers set answer = (select answer from answers where seat = 'p2') where seat = 'p1'")
    story.reopen()
    assert story.desk.ask(P1, "a", ballot).code is Refusal.INTERNAL
    assert story.desk.ask(seat("p2"), "a", ballot).ok


def test_a_ballot_refused_before_the_seal_stays_refused_after_it(file):
    story = after(VOTED, path=file)
    over = c.CastBallot("choose", {"c5": 1, "c6": 1, "c7": 1})
    assert story.desk.ask(P1, "a", over).code is Refusal.BALLOT_OVER_LIMIT
    story.play([to("choose", "revealed")])
    assert story.desk.ask(P1, "a", over).code is Refusal.BALLOT_OVER_LIMIT
    assert story.reopen().desk.ask(P1, "a", over).code is Refusal.BALLOT_OVER_LIMIT


# -- one commit --------------------------------------------------------------------------------------------


def test_the_version_counts_commits_that_changed_something():
    story = after(OPEN)
    before = story.desk.version()
    story.ask(T1, c.SubmitCard("problems", {"title": ""}))
    story.ask(T1, c.MarkReady("problems", False))
    assert story.desk.version() == before
    assert story.do(T1, DARK).version == (before[0], before[1] + 1)
    assert story.ask(T1, c.SubmitCard("problems", {"title": ""})).version == story.desk.version()


def test_a_secret_ballot_is_a_change_of_version():
    story = after(CHOOSE_OPEN)
    before = story.desk.version()
    assert story.do(P1, c.CastBallot("choose", {"c5": 1})).version == (1, before[1] + 1)


def test_a_whole_batch_is_told_the_version_of_its_commit():
    story = after(OPEN)
    acks = batch(story, (T1, "a", DARK), (seat("t2"), "b", DARK), (T1, "c", c.SubmitCard("problems", {})))
    assert {ack.version for ack in acks} == {story.desk.version()}
    assert [ack.ok for ack in acks] == [True, True, False]


def test_listeners_hear_of_a_commit_before_the_acknowledgement_and_one_of_them_may_break():
    story = after(OPEN)
    heard = []

    def broken(commit: Commit) -> None:
        raise RuntimeError("a listener's own fault")

    story.desk.on_commit(broken)
    story.desk.on_commit(heard.append)
    assert story.do(T1, DARK).ok
    ((events, seats),) = heard
    assert [type(event) for event in events] == [e.CardSubmitted]
    assert seats == {"t1"}
    story.ask(T1, c.MarkReady("problems", False))
    assert [commit.events for commit in heard[1:]] == [()]


FAILURES = [sqlite3.OperationalError("disk I/O error"), OSError(28, "No space left on device")]


@pytest.mark.parametrize("error", FAILURES, ids=lambda error: type(error).__name__)
def test_when_a_commit_fails_all_of_its_batch_are_told_so_and_nothing_has_happened(file, error):
    story = after([*GROUPS_OPEN, join("p1", "c5", "leader", "Анна К", "processing")], path=file)
    before, heard, fails = state(story), [], [True]
    story.desk.on_commit(heard.append)

    def writer(fn, *args):
        if fails and fn == story.store.commit:
            raise error
        return fn(*args)

    story.desk._run_in_writer = writer
    commands = [
        (P1, "x", c.SignUp("groups", "c5", "member", "Анна Новая", "", ("processing",))),
        (seat("p2"), "x", c.SignUp("groups", "c6", "leader")),
        (seat("p2"), "x", c.SignUp("groups", "c6", "leader")),
        (seat("p2"), "x", c.SignUp("groups", "c6", "member")),
        (P1, "y", c.WithdrawSignUp("c5")),
        (T1, "x", c.CallHelp(True)),
        (T1, "z", DARK),
    ]
    acks = batch(story, *commands)
    assert {ack.code for ack in acks} == {Refusal.STORAGE_FAILED}
    assert {ack.version for ack in acks} == {before[2]}
    assert state(story) == before
    assert heard == []
    assert not story.desk.knows(T1, "x")
    fails.clear()
    acks = batch(story, *commands)
    codes = [ack.code for ack in acks]
    assert codes == [None, None, None, Refusal.ACTION_REUSED, None, None, Refusal.ROUND_STALE]
    assert story.people.get("p1") is None


def test_a_repeat_of_an_old_answer_in_a_failing_batch_is_told_to_try_again(file):
    story = after(OPEN, path=file)
    story.desk.ask(T1, "a", DARK)
    story.desk._run_in_writer = failing(story, times=1)
    acks = batch(story, (T1, "a", DARK), (T1, "b", DARK))
    assert [ack.code for ack in acks] == [Refusal.STORAGE_FAILED] * 2
    assert story.desk.ask(T1, "a", DARK).ok


def failing(story, times, what=None):
    left = [times]

    def writer(fn, *args):
        if left[0] and (what is None or fn == what):
            left[0] -= 1
            raise sqlite3.OperationalError("disk I/O error")
        return fn(*args)

    return writer


def test_states_of_the_machine_are_not_remembered(file):
    story = after(OPEN, path=file)
    story.desk._run_in_writer = failing(story, times=1)
    assert story.desk.ask(T1, "a", DARK).code is Refusal.STORAGE_FAILED
    assert story.desk.ask(T1, "a", DARK).ok
    assert story.reopen().desk.ask(T1, "a", DARK).answer == {"card": "c1"}


def test_while_even_reading_fails_nothing_is_decided_and_nothing_is_shown(file):
    story = after(OPEN, path=file)
    story.desk._run_in_writer = failing(story, times=4)  # a commit, then three readings
    assert story.desk.ask(T1, "a", DARK).code is Refusal.STORAGE_FAILED
    with pytest.raises(StoreError, match="cannot be read now"):
        story.desk.read(lambda session, people: session.cards)
    assert story.desk.ask(T1, "a", DARK).code is Refusal.STORAGE_FAILED
    assert story.desk.ask(T1, "a", DARK).ok
    assert len(story.session.cards) == 1


def test_a_broken_rule_fails_alone(monkeypatch, file):
    story = after(OPEN, path=file)
    decide = rules.decide

    def broken(session, ask, command):
        if isinstance(command, c.CallHelp):
            raise KeyError("a fault in a rule")
        return decide(session, ask, command)

    monkeypatch.setattr(desk_module.rules, "decide", broken)
    acks = batch(story, (T1, "a", DARK), (T1, "b", c.CallHelp(True)), (seat("t2"), "c", DARK))
    assert [ack.code for ack in acks] == [None, Refusal.INTERNAL, None]
    assert not story.desk.knows(T1, "b")
    monkeypatch.setattr(desk_module.rules, "decide", decide)
    assert story.desk.ask(T1, "b", c.CallHelp(True)).ok
    live = story.session
    assert story.reopen().session == live


def test_a_broken_apply_fails_alone_and_leaves_no_half_of_it(monkeypatch, file):
    story = after(OPEN, path=file)
    apply = desk_module.apply

    def broken(session, new):
        if isinstance(new.event, e.HelpCalled):
            session.cards.clear()
            raise KeyError("a fault in apply")
        apply(session, new)

    monkeypatch.setattr(desk_module, "apply", broken)
    acks = batch(story, (T1, "a", DARK), (T1, "b", c.CallHelp(True)), (seat("t2"), "c", DARK), (T1, "a", DARK))
    assert [ack.code for ack in acks] == [None, Refusal.INTERNAL, None, None]
    assert sorted(story.session.cards) == ["c1", "c2"]
    live = story.session
    assert story.reopen().session == live


def test_a_key_that_cannot_be_destroyed_does_not_stop_the_day(file, monkeypatch, caplog):
    story = after([*VOTED, to("choose", "closed")], path=file)

    def stuck(round_id):
        raise PermissionError(13, "read-only")

    monkeypatch.setattr(story.keys, "destroy_box", stuck)
    story.play([to("choose", "revealed")])
    assert "could not be destroyed" in caplog.text
    assert story.round("choose").phase == "revealed"
    assert story.reopen().round("choose").phase == "revealed"


# -- beginning ---------------------------------------------------------------------------------------------


def test_a_scenario_that_cannot_be_played_writes_nothing(file):
    store = Store(file)
    with pytest.raises(ScenarioError):
        Desk.begin(store, Story().keys, MINI.replace("[scenario]", "[scenari]"), **BEGIN)
    assert (list(store.entries()), store.n()) == ([], 0)
    store.close()


BEGIN = {"session": "s", "tables": 3, "people": 9, "seed": "seed"}


def test_a_desk_reads_the_clock_of_its_outside():
    story = after([])
    assert story.desk.now() == (story.wall_ms, story.mono_ms)
    assert story.desk.safe() == 0


def test_a_handle_is_the_same_until_the_seal_and_names_nobody():
    story = after(CHOOSE_OPEN)
    handle = story.desk.handle("choose", "p1")
    assert handle == story.desk.handle("choose", "p1")
    story.do(P1, c.CastBallot("choose", {"c5": 1}))
    assert list(story.session.boxes["choose"]) == [handle]


# -- the clock over a restart ------------------------------------------------------------------------------


def started(file):
    story = after(OPEN, path=file)
    story.passes(10_000)
    story.desk.tick()
    return story


def test_on_the_same_boot_the_clock_runs_on(file):
    story = started(file)
    story.passes(4_000)
    story.reopen()
    head = story.session.head
    story.desk.pause_after_restart()
    assert story.session.head == head
    assert story.session.clock.left(story.mono_ms) == 586_000


def test_on_another_boot_the_clock_stops_where_it_last_ticked_and_asks(file):
    story = started(file)
    story.wall_ms, story.mono_ms = story.wall_ms + 120_000, 7_000
    story.reopen(boot="boot-2")
    story.desk.pause_after_restart()
    clock = story.session.clock
    assert (clock.running, clock.asks, clock.left_ms, clock.boot) == (False, True, 590_000, "boot-2")
    assert list(story.store.entries())[-1].seat == "lead"
    story.play([c.ResumeClock("problems")])
    story.passes(1_000)
    assert story.session.clock.left(story.mono_ms) == 589_000
    assert not story.session.clock.asks


def test_the_lead_may_also_say_that_the_clock_stays_stopped(file):
    story = started(file)
    story.reopen(boot="boot-2").desk.pause_after_restart()
    story.play([c.PauseClock("problems")])
    assert (story.session.clock.asks, story.session.clock.running) == (False, False)


@pytest.mark.parametrize("jump", [3_600_000, -3_600_000, 2_500])
def test_a_machine_that_slept_or_a_clock_that_was_set_stops_the_round(file, jump):
    story = started(file)
    story.wall_ms += jump
    story.reopen()
    story.desk.pause_after_restart()
    assert (story.session.clock.asks, story.session.clock.left_ms) == (True, 590_000)


def test_a_tick_older_than_the_clock_gives_no_time_away(file):
    story = started(file)
    story.passes(300_000)
    story.play([c.AddTime("problems", 60_000)])  # and the machine dies before the next tick
    left = story.session.clock.left(story.mono_ms)
    story.reopen(boot="boot-2").desk.pause_after_restart()
    assert story.session.clock.left_ms == left


def test_a_clock_that_never_ticked_stops_where_it_was_set(file):
    story = after(OPEN, path=file).reopen(boot="boot-2")
    story.desk.pause_after_restart()
    assert (story.session.clock.asks, story.session.clock.left_ms) == (True, 600_000)


def test_a_clock_that_stood_needs_no_question(file):
    story = after([*OPEN, c.PauseClock("problems")], path=file).reopen(boot="boot-2")
    head = story.session.head
    story.desk.pause_after_restart()
    assert story.session.head == head


def test_a_tick_is_stored_only_while_the_clock_runs_and_a_full_disk_lets_it_go(file):
    story = after([], path=file)
    story.desk.tick()
    assert story.store.last_tick() is None
    story.play(OPEN)
    story.desk._run_in_writer = failing(story, times=1)
    story.desk.tick()
    assert story.store.last_tick() is None
    story.desk.tick()
    assert story.store.last_tick() == ("boot-1", story.mono_ms, story.wall_ms)


def test_what_the_desk_writes_itself_is_told_or_undone(file):
    story = started(file)
    heard, before = [], state(story)
    story.desk.on_commit(heard.append)
    story.desk._run_in_writer = failing(story, times=1)
    story.boot = "boot-2"
    story.desk._outside = story.outside()
    with pytest.raises(sqlite3.OperationalError):
        story.desk.pause_after_restart()
    assert (state(story), heard) == (before, [])
    story.desk.pause_after_restart()
    assert [type(event) for event in heard[0].events] == [e.ClockSet]


# -- the loop ----------------------------------------------------------------------------------------------


@pytest.fixture
def running(file):
    """A story whose desk runs its loop in a thread, on the real clock and real chance."""
    story = after(OPEN, path=file)
    loop = threading.Thread(target=story.desk.run)
    loop.start()
    while not story.desk._running:
        time.sleep(0.001)
    yield story
    story.desk.stop()
    loop.join(10)
    assert not loop.is_alive()


def test_many_ask_at_once_and_each_has_an_answer_of_its_own(running):
    story, sizes = running, []
    commit = story.store.commit
    story.desk._run_in_writer = lambda fn, *args: (
        sizes.append(len(args[0].answers)) if fn == commit else None,
        fn(*args),
    )[1]
    acks: dict[tuple[str, int], list] = {}

    def table(no):
        chance = random.Random(no)
        for turn in range(30):
            command = c.MarkReady("problems", turn % 2 == 0)
            asked = [story.desk.ask(seat(f"t{no}"), f"a{turn}", command) for _ in range(chance.choice((1, 1, 2)))]
            acks[f"t{no}", turn] = asked

    threads = [threading.Thread(target=table, args=(no,)) for no in (1, 2, 3)]
    threads += [threading.Thread(target=_help, args=(story, no, acks)) for no in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(acks) == 180
    assert all(ack.ok for asked in acks.values() for ack in asked)
    assert sum(sizes) == 180, "each action is remembered once"
    assert max(sizes) > 1, "commands that wait together are committed together"
    assert sum(isinstance(event, e.ReadyMarked) for event in story.events) == 90
    versions = Counter(ack.version[1] for asked in acks.values() for ack in asked)
    assert max(versions) == story.desk.version()[1]


def _help(story, no, acks):
    for turn in range(30):
        acks[f"h{no}", turn] = [story.desk.ask(seat(f"t{no}"), f"h{turn}", c.CallHelp(turn % 2 == 0))]


def test_nobody_reads_between_apply_and_commit(running):
    story, committed, seen = running, set(), set()
    done = threading.Event()

    def slow(fn, *args):
        if fn == story.store.commit:
            time.sleep(0.005)
        result = fn(*args)
        if fn == story.store.commit:
            committed.add(args[0].entries[-1].seq if args[0].entries else 0)
        return result

    story.desk._run_in_writer = slow
    begun = story.session.seq

    def reader():
        while not done.is_set():
            seen.add(story.desk.read(lambda session, people: session.seq))

    thread = threading.Thread(target=reader)
    thread.start()
    for turn in range(20):
        story.desk.ask(T1, f"a{turn}", c.CallHelp(turn % 2 == 0))
    done.set()
    thread.join(10)
    assert seen <= committed | {begun}


def test_stopping_answers_those_who_wait_and_turns_away_those_who_come_too_late(file):
    story = after(OPEN, path=file)
    waiting = [_Waiting(T1, f"a{no}", c.CallHelp(no % 2 == 0)) for no in range(5)]
    late = _Waiting(T1, "late", c.CallHelp(True))
    for each in waiting:
        story.desk._queue.put(each)
    story.desk.stop()
    story.desk._queue.put(late)
    story.desk.run()
    assert all(each.ack is not None and each.ack.ok for each in waiting)
    assert late.ack is not None
    assert late.ack.code is Refusal.BUSY
    assert story.desk.ask(T1, "later", c.CallHelp(True)).ok, "a desk that was stopped still answers one by one"


def test_a_full_queue_says_busy_at_once(file, monkeypatch):
    story = after(OPEN, path=file)
    story.desk._queue = desk_module.queue.Queue(2)
    story.desk._queue.put(_Waiting(T1, "a", c.CallHelp(True)))
    story.desk._queue.put(_Waiting(T1, "b", c.CallHelp(True)))
    story.desk._running = True
    assert story.desk.ask(T1, "c", c.CallHelp(True)).code is Refusal.BUSY
    monkeypatch.setattr(desk_module, "ANSWER_S", 0.01)
    story.desk._queue.get()
    assert story.desk.ask(T1, "d", c.CallHelp(True)).code is Refusal.BUSY


def test_the_loop_outlives_whatever_breaks_in_it(running, monkeypatch):
    story = running
    monkeypatch.setattr(desk_module, "apply", lambda session, new: 1 // 0)
    assert story.desk.ask(T1, "a", c.CallHelp(True)).code is Refusal.INTERNAL
    monkeypatch.undo()
    story.desk._run_in_writer = failing(story, times=3)
    assert story.desk.ask(T1, "b", c.CallHelp(True)).code is Refusal.STORAGE_FAILED
    while not (ack := story.desk.ask(T1, "b", c.CallHelp(True))).ok:
        assert ack.code is Refusal.STORAGE_FAILED
    assert list(story.session.help) == ["t1"]


def test_the_lead_and_a_table_in_one_batch_are_decided_in_turn():
    story = after(OPEN)
    story.do(T1, DARK)
    acks = batch(
        story,
        (T1, "a", c.SubmitCard("problems", {"title": "ещё успел"})),
        (LEAD, "b", c.MoveRound("problems", "closed", "open")),
        (T1, "c", c.ReviseCard("c1", {"title": "уже нет"}, 1)),
    )
    assert [ack.code for ack in acks] == [None, None, Refusal.PHASE_CLOSED]


def test_a_ballot_and_the_reveal_in_one_batch_leave_no_receipt(file):
    story = after([*VOTED, to("choose", "closed"), to("choose", "open")], path=file)
    ballot = c.CastBallot("choose", {"c7": 1})
    acks = batch(
        story,
        (seat("p9"), "x", ballot),
        (LEAD, "y", c.MoveRound("choose", "closed", "open")),
        (LEAD, "z", c.MoveRound("choose", "revealed", "closed")),
    )
    assert all(ack.ok for ack in acks)
    assert "receipt" in acks[0].answer
    assert list(story.store.box()) == []
    assert not [known for known in story.store.answers() if b"receipt" in known.answer]
    assert story.desk.ask(seat("p9"), "x", ballot).answer == {}


def test_signing_up_and_leaving_in_one_batch_leaves_nobody(file):
    story = after(GROUPS_OPEN, path=file)
    named = c.SignUp("groups", "c5", "member", "Анна", "+7", ("processing",))
    batch(story, (P1, "x", named), (P1, "y", c.WithdrawSignUp("c5")))
    assert (story.store.people(), story.people.get("p1")) == ([], None)
    assert [known.digest for known in story.store.answers() if known.seat == "p1" and known.action_id in "xy"] == [
        None
    ] * 2
    assert story.desk.ask(P1, "x", named).answer == {"no": 1}


def test_people_come_back_after_a_restart(file):
    story = after(SIGNED_UP, path=file).reopen()
    assert story.people.public_name("p1") == "Анна К."
    assert story.people.public_name("p2") is None
    assert story.people.unreadable == 0


def test_an_unused_batch_changes_nothing(file):
    story = after(PROBLEMS, path=file)
    before = state(story)
    story.store.commit(Batch(n=story.desk.version()[1]))
    assert state(story) == before


def test_a_card_of_the_story_is_on_the_disk_when_its_answer_comes(file):
    """What another process sees the moment that the answer is there."""
    story = after(OPEN, path=file)
    story.play([card("t1", "Темно")])
    other = Store(file, readonly=True)
    assert isinstance(list(other.entries())[-1].event, e.CardSubmitted)
    other.close()


# -- keys, copies and other writers ------------------------------------------------------------------------


def test_the_keys_of_another_session_are_told(file):
    after(SIGNED_UP, path=file).close()
    with pytest.raises(StoreError, match="keys are those of another session"):
        Desk(Store(file), SeededKeys("another"))


def test_an_open_box_without_its_key_is_told_and_nobody_votes_twice(file, tmp_path):
    keys = FileKeys(tmp_path / "keys")
    after(VOTED, path=file, keys=keys).close()
    (tmp_path / "keys" / "box-choose.key").unlink()
    with pytest.raises(KeyLost, match=r"box-choose\.key is missing"):
        Desk(Store(file), keys)
    assert not (tmp_path / "keys" / "box-choose.key").exists()


@pytest.mark.parametrize("what", ["choices", "table", "receipt", "handle"])
def test_a_ballot_that_was_changed_in_the_file_is_told(file, what):
    after(VOTED, path=file).close()
    with contextlib.closing(sqlite3.connect(file)) as raw, raw:
        handle, body = raw.execute("select handle, ballot from box limit 1").fetchone()
        ballot = json.loads(body)
        if what == "handle":
            raw.execute("update box set handle = 'f00d' where handle = ?", [handle])
        else:
            ballot[what] = {"choices": {"c6": 1}, "table": "t9", "receipt": "AAA-AAA"}[what]
            raw.execute("update box set ballot = ? where handle = ?", [json.dumps(ballot).encode(), handle])
    with pytest.raises(StoreError, match="ballot in the box was changed"):
        Desk(Store(file), SeededKeys("story"))


def test_whoever_else_writes_the_session_is_noticed_before_anything_is_lost(file):
    story = after(VOTED, path=file)
    other = Desk(Store(file), SeededKeys("story"), story.outside())
    late = other.ask(seat("p9"), "elsewhere", c.CastBallot("choose", {"c6": 1}))
    assert late.ok
    refused = story.ask(LEAD, c.MoveRound("choose", "closed", "open"))
    assert refused.code is Refusal.STORAGE_FAILED
    story.play([to("choose", "revealed")])
    assert story.outcome("choose").ballots == 8, "the ballot that came by the other way is counted"


class Remembering:
    """A watermark in memory."""

    def __init__(self, version=None):
        self.version = version

    def read(self):
        return self.version

    def write(self, version):
        self.version = version


def reopened(file, story, watermark):
    desk = Desk(Store(file), SeededKeys("story"), dataclasses.replace(story.outside(), watermark=watermark))
    desk.begin_epoch_if_behind()
    return desk


def test_after_each_commit_the_mark_stands_where_the_session_does(file):
    story, mark = after(PROBLEMS, path=file), Remembering()
    desk = reopened(file, story, mark)
    desk.ask(LEAD, "a", c.Announce("Чай"))
    assert mark.version == desk.version()


def test_an_older_copy_begins_a_new_epoch_and_a_continuation_does_not(file, tmp_path):
    story = after(PROBLEMS, path=file)
    story.close()
    mark = Remembering(story.desk.version())
    assert reopened(file, story, mark).version()[0] == 1
    copy = shutil.copy(file, tmp_path / "copy.sqlite")
    desk = reopened(file, story, mark)
    desk.ask(LEAD, "a", c.Announce("Чай"))
    desk.close()
    before = reopened(file, story, mark).version()
    assert before[0] == 1
    assert reopened(copy, story, mark).version() > before, "no view of the copy is taken for an old one"


def test_a_session_this_computer_has_never_seen_begins_a_new_epoch(file):
    story = after(PROBLEMS, path=file)
    story.close()
    assert reopened(file, story, Remembering()).version()[0] == 2


def test_after_closing_the_file_alone_is_the_whole_session(file, tmp_path):
    story = after(SIGNED_UP, path=file)
    head = story.session.head
    worker = threading.Thread(target=story.desk.run)
    worker.start()
    story.desk.close()
    worker.join(10)
    alone = shutil.copy(file, tmp_path / "alone.sqlite")
    assert Desk(Store(alone, readonly=True), SeededKeys("story")).read(lambda session, _: session.head) == head
