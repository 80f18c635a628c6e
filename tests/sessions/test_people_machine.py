"""Hypothesis plays the door: people come, go, move, are struck and vote by every way, while the day goes on.

After every step the file replays to the live session, a stranger's recount finds no difference, and no vote holds more
voices than its roll, in the hall or at a table where paper or hands are used. No name of the list is in the clear.
`HYPOTHESIS_PROFILE=deep` plays for long.
"""

import os
import tempfile
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sessions import attendance, rolls
from sessions import commands as c
from sessions import events as e
from sessions.people import Registration
from sessions.phases import TAKES_COMMANDS, Phase
from sessions.refusals import RETRIED
from sessions.seat import LEAD
from sessions.session import electors
from sessions.undo import last_act
from tests.looking import seen
from tests.replaying import Replayed
from tests.secrecy import nobody_sees, shown
from tests.story import CHOOSE_OPEN, MINI, SIGNED, SOLUTIONS, Story, seat, with_days

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
NAME = "Скрытнов"
"""Every name, need and contact of the list has this in it."""
DESKS = st.sampled_from([seat("r1"), seat("r2"), LEAD])
BADGES = st.integers(1, 12)
VOTERS = st.integers(1, 5)
"""Few, so that one person meets the same vote by several ways."""
TABLES = st.sampled_from(["t1", "t2", "t3"])
CARDS = ("c5", "c6", "c7")
FIRST = ("Анна", "Борис", "Вера", "Глеб", "Дарья", "Егор", "Жанна")
LISTED = len(FIRST)
LOOKERS = ("t1", "t2", "p1", "p2")


def listed(*names: str) -> tuple[c.Listed, ...]:
    return tuple(c.Listed(None, Registration(f"{name} {NAME}", needs=NAME)) for name in names)


class Door(Replayed, RuleBasedStateMachine):
    """One session on a real file, and the people at its door."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="veche-door-")
        self.path = Path(self.folder.name) / "day.sqlite"
        self.asked, self.looked = 0, None

    def teardown(self):
        self.story.close()
        self.folder.cleanup()

    @initialize(moves=st.sampled_from([CHOOSE_OPEN, CHOOSE_OPEN, SOLUTIONS]), many=st.sampled_from([0, LISTED, LISTED]))
    def begin(self, moves, many):
        self.story = Story(
            with_days(MINI.replace('"breadth", "include:3", ', '"runoff", '), "choose", "groups"), path=self.path
        )
        if many:
            rows = listed(*FIRST[:many])
            assert self.heard(seat("r1"), c.TakeList(rows, 0)).ok
            assert self.heard(seat("r1"), c.MarkAttendance(("p1", "p2", "p3", "p4", "p5"), True)).ok
        self.story.play(moves)

    def heard(self, who, command):
        self.story.passes(1000)
        self.asked += 1
        ack = self.story.desk.ask(who, f"m{self.asked}", command)
        assert ack.ok or ack.code not in RETRIED
        return ack

    def takes_ballots(self):
        """Phases in which nobody votes are left alone but for what the day itself does there: refusals are cheap."""
        state = self.story.round("choose")
        return state.sealed is None and state.phase in (*TAKES_COMMANDS, Phase.CLOSED)

    def papers_are_out(self):
        return self.takes_ballots() and bool(self.story.round("choose").papers)

    def vote(self):
        state = self.story.round("choose")
        return {"round": "choose", "contest": state.contest}

    # -- the door ------------------------------------------------------------------------------------------

    @rule(who=DESKS, badges=st.sets(BADGES, min_size=1, max_size=4), came=st.booleans())
    def marks(self, who, badges, came):
        self.heard(who, c.MarkAttendance(tuple(f"p{no}" for no in sorted(badges)), came))

    @rule(who=DESKS, badge=st.one_of(st.none(), BADGES), table=st.one_of(st.none(), TABLES))
    def registers(self, who, badge, table):
        ack = self.heard(who, c.RegisterPerson(f"Вера {NAME}", needs=NAME, badge=badge, table=table, consents=SIGNED))
        assert not ack.ok or ack.answer["person"] in self.story.session.attendance.here

    @rule(who=DESKS, badge=VOTERS)
    def strikes(self, who, badge):
        ack = self.heard(who, c.StrikePerson(f"p{badge}"))
        assert not ack.ok or self.story.people.get(f"p{badge}") is None

    @rule(who=DESKS, badge=BADGES, table=TABLES)
    def moves(self, who, badge, table):
        self.heard(who, c.MovePerson(f"p{badge}", table))

    @rule(who=DESKS, table=TABLES, closed=st.booleans())
    def closes_a_table(self, who, table, closed):
        self.heard(who, c.CloseTable(table, closed))

    @rule(who=DESKS, badge=BADGES)
    def gives_a_new_code(self, who, badge):
        self.heard(who, c.ReissueSeat(f"p{badge}"))

    @rule(who=DESKS)
    def begins_another_day(self, who):
        day = self.story.session.attendance.day
        ack = self.heard(who, c.BeginCheckIn(day + 1, day))
        assert ack.ok == (day < 3 and self.story.session.attendance.listed), "the scenario has three days"

    @rule(names=st.lists(st.sampled_from(["Инна", "Олег"]), min_size=1, max_size=2, unique=True), late=st.booleans())
    def takes_a_list(self, names, late):
        known = self.story.session.attendance
        if len(known.registered) < 11:
            ack = self.heard(seat("r1"), c.TakeList(listed(*names), known.turns + late))
            assert ack.ok == (not late)

    # -- the vote ------------------------------------------------------------------------------------------

    @precondition(takes_ballots)
    @rule(badge=VOTERS, cards=st.sets(st.sampled_from(CARDS), max_size=2), via=st.sampled_from([None, "code", "name"]))
    def casts(self, badge, cards, via):
        """On the own device, or on a table's tablet by code or by name."""
        known = self.story.session.seats.get(f"p{badge}")
        if known is not None:
            who = msgspec.structs.replace(known.seat, via=via)
            self.heard(who, c.CastBallot(choices=dict.fromkeys(sorted(cards), 1), **self.vote()))

    @precondition(takes_ballots)
    @rule(who=DESKS, badges=st.sets(VOTERS, min_size=1, max_size=3), on=st.sampled_from([True, True, False]))
    def gives_papers(self, who, badges, on):
        self.heard(who, c.GivePapers(people=tuple(f"p{no}" for no in sorted(badges)), on=on, **self.vote()))

    @precondition(papers_are_out)
    @rule(
        data=st.data(),
        whose=st.integers(0, 4),
        no=st.integers(1, 2),
        cards=st.sets(st.sampled_from(CARDS[:2]), max_size=1),
        spoiled=st.booleans(),
    )
    def reads(self, data, whose, no, cards, spoiled):
        """By one reader or by several, mostly at a table where somebody holds a paper."""
        held = sorted(self.story.round("choose").papers.values())
        table = (held * 4)[whose] if whose < 4 else "t1"
        choices = {} if spoiled else dict.fromkeys(cards, 1)
        for who in data.draw(st.lists(DESKS, min_size=1, max_size=3)):
            self.heard(who, c.ReadPaper(no=f"{table[1:]}-{no}", choices=choices, spoiled=spoiled, **self.vote()))

    @precondition(papers_are_out)
    @rule(who=DESKS, table=st.integers(1, 3), no=st.integers(1, 2))
    def drops(self, who, table, no):
        self.heard(who, c.DropPaper(no=f"{table}-{no}", **self.vote()))

    @precondition(takes_ballots)
    @rule(
        who=st.one_of(DESKS, st.none()),
        table=TABLES,
        voters=st.integers(0, 3),
        choices=st.dictionaries(st.sampled_from(CARDS), st.integers(1, 3), max_size=2),
    )
    def raises_hands(self, who, table, voters, choices):
        self.heard(who or seat(table), c.CountHands(voters=voters, choices=choices, table=table, **self.vote()))

    # -- the day -------------------------------------------------------------------------------------------

    @rule(data=st.data(), hurry=st.integers(0, 3))
    def goes_on(self, data, hurry):
        """Not at once: a vote that is open stays so for a while."""
        if self.takes_ballots() and not hurry:
            return
        state = self.story.round("choose")
        ahead = {
            Phase.PLANNED: [Phase.OPEN],
            Phase.BRIEFING: [Phase.OPEN],
            Phase.OPEN: [Phase.CLOSED],
            Phase.GRACE: [Phase.CLOSED],
            Phase.CLOSED: [Phase.REVEALED, Phase.OPEN],
            Phase.REVEALED: [Phase.CARRIED],
        }.get(state.phase)
        if ahead is None:
            return
        if state.phase is Phase.REVEALED and state.outcome is not None and state.outcome.waits == "runoff":
            self.heard(LEAD, c.OpenRunoff("choose"))
        elif state.phase is Phase.REVEALED and data.draw(st.booleans()):
            self.heard(LEAD, c.RepeatVote("choose", state.contest, "Спор"))
        else:
            self.heard(LEAD, c.MoveRound("choose", data.draw(st.sampled_from(ahead)).value, state.phase.value))

    @rule(anew=st.booleans())
    def mends_the_vote(self, anew):
        state = self.story.round("choose")
        self.heard(LEAD, (c.RestartRound if anew else c.ReopenRound)("choose", state.phase.value))

    @rule(times=st.integers(1, 3))
    def undoes(self, times):
        for _ in range(times):
            act = last_act(self.story.session, "lead")
            self.heard(LEAD, c.UndoAct(act.seq if act else 0))

    @rule()
    def the_server_restarts(self):
        before = seen(self.story.session)
        self.story.reopen()
        assert seen(self.story.session) == before

    # -- what holds after every step -----------------------------------------------------------------------

    @invariant()
    def all_of_it_holds(self):
        if not hasattr(self, "story"):
            return
        self.the_file_replays_to_the_live_session()
        self.a_stranger_recounts_it()
        self.nobody_votes_twice_and_no_table_more_than_it_can()
        self.every_line_of_sums_is_true_or_says_why_not()
        self.the_list_is_whole()
        self.no_name_lies_or_is_shown_where_it_may_not()

    def nobody_votes_twice_and_no_table_more_than_it_can(self):
        session, state = self.story.session, self.story.round("choose")
        if state.sealed is not None or state.phase not in (*TAKES_COMMANDS, Phase.CLOSED):
            return
        roll, box = rolls.roll_of(session, state), session.boxes.get(state.box, {})
        assert rolls.handed_in(session, state) <= electors(session, state)
        for person in state.papers:
            assert self.story.desk.handle(state.box, person) not in box, "who holds a paper has no other ballot"
        at = Counter(roll.values())
        for table in ("t1", "t2", "t3"):
            if rolls.is_shared(state, table):
                assert rolls.voices(session, state, table) <= at[table]
            read = {each.no for each in box.values() if each.by == "paper" and each.table == table}
            assert len(read) <= sum(where == table for where in state.papers.values())

    def every_line_of_sums_is_true_or_says_why_not(self):
        for vote in (*self.story.round("choose").past, self.story.round("choose")):
            if vote.outcome is None or vote.outcome.reckoning is None or vote.outcome.runoff is not None:
                continue
            sums, faults = vote.outcome.reckoning, vote.outcome.reckoning.faults(vote.outcome.ballots)
            assert faults.keys() <= {"unread", "differ"}, "what is still to be read is the only thing that may be open"
            assert sums.counted == vote.outcome.ballots and sums.used <= sums.given

    def the_list_is_whole(self):
        known, people = self.story.session.attendance, {person for person, _ in self.story.people.registered()}
        assert people == known.registered
        assert known.here.keys() <= known.registered | {each.seat.id for each in attendance.persons(self.story.session)}
        stored = {person for person, _ in self.story.store.people()}
        assert people <= stored
        sits = {each.seat.table for each in self.story.session.seats.values() if each.seat.id in known.here}
        assert sits <= {"t1", "t2", "t3"}

    def no_name_lies_or_is_shown_where_it_may_not(self):
        assert all(NAME not in entry.body.decode() for entry in self.entries)
        assert not any(isinstance(entry.event, e.SignedUp) for entry in self.entries)
        whole = b"".join(path.read_bytes() for path in self.path.parent.iterdir() if path.name != "day.sqlite-shm")
        assert NAME.encode() not in whole
        if self.looked != (version := self.story.desk.version()):
            self.looked = version
            views = shown(self.story, LOOKERS)
            nobody_sees({where: view for where, view in views.items() if where[0] != "checkin"}, [NAME])


Door.TestCase.settings = settings(
    max_examples=2000 if DEEP else 60,
    stateful_step_count=100 if DEEP else 40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestDoor = pytest.mark.timeout(0 if DEEP else 600)(Door.TestCase)
