"""Hypothesis plays the core, the box and the store against a model that is a few dictionaries.

After every step the file replays to the live session, a stranger's recount finds no difference, no vote has more
ballots than electors, and nothing secret lies where it may not.  Messages come twice, numbers are used again, the
disk fails, and the server restarts whenever it likes.  `HYPOTHESIS_PROFILE=deep` plays for an hour.
"""

import os
import sqlite3
import tempfile
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sessions import commands as c
from sessions import events as e
from sessions import polls, sheets, themes
from sessions.contests import Veil, sealed_boxes, veil
from sessions.desk import _Waiting
from sessions.lanes import public_title
from sessions.phases import LIVE, MOVES, TAKES_COMMANDS, Phase
from sessions.pitches import ON_THE_FLOOR, Queue
from sessions.refusals import RETRIED, Refusal
from sessions.scenario import (
    AssignRound,
    ElaborateRound,
    GatherRound,
    InfoRound,
    MergeRound,
    PollRound,
    SignupRound,
    VoteRound,
    Words,
)
from sessions.seat import LEAD
from sessions.session import ballots_in, electors
from sessions.undo import hindrance, last_act
from sessions.writer import digest, write
from tests.looking import seen
from tests.replaying import Replayed
from tests.secrecy import nobody_learns_a_choice, nobody_learns_a_place, nobody_sees, shown
from tests.story import (
    CHOOSE_OPEN,
    GROUPS_OPEN,
    MINI,
    PROBLEMS,
    SHORT,
    SOLUTIONS,
    THEMES,
    VOTED,
    Story,
    ballot,
    seat,
    to,
    with_assignments,
)

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
ROUNDS = ["hello", "who", "problems", "themes", "short", "solutions", "choose", "groups", "after"]
TABLES = st.sampled_from(["t1", "t2", "t3"])
PERSONS = st.sampled_from([f"p{no}" for no in range(1, 10)])
GUESTS = st.sampled_from(["gaaa", "gbbb"])
TIED = (
    *PROBLEMS,
    to("short", "open"),
    ballot("t1", "short", "c1", "c2"),
    ballot("t2", "short", "c3", "c4"),
    to("short", "revealed"),
)
FLOOR = """
[[round]]
id = "floor"
kind = "pitch"
title = "Питч"
minutes = 5
input = "problems"
output = "heard"
speak_s = 60
qa_s = 30
reply_fields = ["answer", "text"]
score = {criteria = [{id = "benefit", label = "Польза"}]}
"""
"""Pitches and questions, put behind a day and into its first talk."""
SHEET = """[[round]]
id = "sheet"
kind = "elaborate"
title = "Паспорт"
minutes = 5
input = "solutions"
template = "A"

"""
SHEET_OPEN = (*SOLUTIONS, to("sheet", "open"))
STARTS = (GROUPS_OPEN, VOTED, CHOOSE_OPEN, TIED, PROBLEMS, SHORT, SHEET_OPEN, ())
THEMED = (*PROBLEMS, to("themes", "open"))
OVER = (Phase.CLOSED, Phase.REVEALED, Phase.CARRIED)
TEAM = st.sampled_from(["e1", "e2"])
ROUNDS = ["hello", "problems", "themes", "short", "take", "solutions", "choose", "groups", "meet"]
LOOKERS = ("t1", "t2", "p1", "p2", "gaaa")
ASK = """
[[round]]
id = "{id}"
kind = "poll"
title = "Опрос"
minutes = 5
min_cell = 2
guests = true
questions = [
  {{id = "ready", label = "Готовы?", options = ["yes", "maybe", "no"]}},
  {{id = "word", type = "text", label = "Слово"}},
]
{more}
"""
"""Two polls of the same people, before everything and after it."""
NAME = "Тайна"
"""Every name and contact that people type here has this in it, so that it can be looked for."""


def name_of(person):
    """A name that is this person's alone, and that a screen will show where they agree."""
    return f"{NAME}{''.join('абвгдежзий'[ord(letter) % 10] for letter in person)} Скрытнов"


class Forum(Replayed, RuleBasedStateMachine):
    """One session on a real file, and beside it what a child would remember of it."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="veche-machine-")
        self.path = Path(self.folder.name) / "day.sqlite"
        self.asked = []
        self.ballots = {"short": {}, "choose": {}}
        self.polled = {"who": {}, "after": {}}
        self.named = set()
        self.handles, self.receipts = {}, {}
        self.looked = None

    def teardown(self):
        self.story.close()
        self.folder.cleanup()

    @initialize(
        moves=st.sampled_from(STARTS),
        chain=st.sampled_from(['"breadth", "include:3", ', "", '"runoff", ']),
        themed=st.booleans(),
        assigned=st.booleans(),
        pitched=st.booleans(),
        marked=st.booleans(),
    )
    def begin(self, moves, chain, themed, assigned, pitched, marked):
        scenario = THEMES if themed else MINI
        if themed:
            scenario = scenario.replace('output = "problems"', 'output = "problems"\nlate = "until_merge"', 1)
        if marked:
            scenario = scenario.replace("moderate = true", 'moderate = true\ncarry = {rule = "per_table", k = 1}', 1)
            stages = 'stages = [["silent", 2], ["fours", 3]]\noutput = "problems"'
            scenario = scenario.replace('output = "problems"', stages, 1)
        scenario = with_assignments(scenario) if assigned else scenario
        if pitched:
            scenario = scenario.replace('kind = "info"', 'kind = "info"\ncollect_questions = true', 1) + FLOOR
        before, after = ASK.format(id="who", more=""), ASK.format(id="after", more='pair_with = "who"')
        scenario = scenario.replace('[[round]]\nid = "problems"', f'{before}\n[[round]]\nid = "problems"') + after
        choose = '[[round]]\nid = "choose"'
        scenario = scenario.replace(choose, SHEET + choose)
        self.story = Story(scenario.replace('"breadth", "include:3", ', chain), path=self.path)
        moves = THEMED if themed and moves else moves
        for move in moves:
            self.story.play([self.remembering(move)])

    def remembering(self, move):
        """Let the model hear the ballots of the opening moves too."""
        ask = self.story.ask

        def play(story):
            story.ask = self.heard
            story.play([move])
            story.ask = ask

        return play

    # -- asking --------------------------------------------------------------------------------------------

    def heard(self, who, command, action=None):
        """Ask, and remember in the model what was accepted."""
        self.story.passes(1000)
        action = action or f"m{len(self.asked)}"
        ack = self.story.desk.ask(who, action, command)
        self.remember(who, action, command, ack)
        return ack

    def remember(self, who, action, command, ack):
        self.asked.append((who, action, command, ack))
        if not ack.ok:
            return
        if isinstance(command, c.CastBallot) and command.round in self.ballots:
            self.ballots[command.round][who.id] = set(command.choices)
            if "receipt" in ack.answer:
                self.receipts[ack.answer["receipt"]] = who.id
                box = self.story.round(command.round).box
                self.handles[box, who.id] = self.story.desk.handle(box, who.id)
        if isinstance(command, c.AnswerPoll):
            self.polled[command.round][who.id] = command.answers
            for box in (command.round, polls.pair_box("after")):
                if who.id[0] == "p" or box == command.round:
                    self.handles[box, who.id] = self.story.desk.handle(box, who.id)
        if isinstance(command, c.ForgetAnswers) and self.story.round(command.round).poll.sealed is None:
            self.polled[command.round].pop(who.id, None)
        if isinstance(command, c.OpenRunoff | c.RepeatVote):
            self.ballots[command.round] = {}
        if isinstance(command, c.SignUp) and command.name:
            self.named.add(who.id)
        if isinstance(command, c.WithdrawSignUp) and not self.groups_of(who.id):
            self.named.discard(who.id)

    def groups_of(self, person):
        return [card for card, member in self.story.session.memberships if member == person]

    def some(self, data, kind):
        """A round of this kind, preferably one that takes commands now."""
        rounds = [state for state in self.story.session.rounds.values() if isinstance(state.plan, kind)]
        live = [state for state in rounds if state.phase in TAKES_COMMANDS]
        return data.draw(st.sampled_from((live or rounds) if data.draw(st.integers(0, 9)) else rounds)).plan

    def cards(self, plan):
        pool = getattr(plan, "input", None) or getattr(plan, "parent_pool", None)
        return list(self.story.session.pools.get(pool, ())) or ["c1"]

    # -- the lead ------------------------------------------------------------------------------------------

    @rule(data=st.data())
    def goes_on(self, data):
        """The day's next step, whatever it is."""
        session = self.story.session
        state = next((each for each in session.rounds.values() if each.phase not in ("carried", "skipped")), None)
        if state is None:
            return
        ahead = {
            Phase.PLANNED: [Phase.BRIEFING, Phase.OPEN, Phase.OPEN, Phase.SKIPPED],
            Phase.BRIEFING: [Phase.OPEN, Phase.OPEN, Phase.PLANNED],
            Phase.OPEN: [Phase.GRACE, Phase.CLOSED],
            Phase.GRACE: [Phase.CLOSED, Phase.OPEN],
            Phase.CLOSED: [Phase.REVEALED, Phase.REVEALED, Phase.CARRIED, Phase.OPEN],
            Phase.REVEALED: [Phase.CARRIED],
        }[state.phase]
        phase = data.draw(st.sampled_from(ahead))
        if phase is Phase.REVEALED and not isinstance(state.plan, VoteRound | MergeRound | AssignRound | PollRound):
            phase = Phase.CARRIED
        if state.phase is Phase.REVEALED and state.outcome is not None and state.outcome.pending:
            if state.outcome.waits == "runoff":
                self.heard(LEAD, c.OpenRunoff(state.id))
                return
            self.heard(LEAD, c.DrawLots(state.id, data.draw(st.integers(0, 99))))
        if state.phase is Phase.REVEALED and data.draw(st.booleans()):
            self.heard(LEAD, c.StepReveal(state.id, data.draw(st.integers(1, 4))))
        self.heard(LEAD, c.MoveRound(state.id, phase.value, state.phase.value, incomplete=9))

    @rule(
        round_id=st.sampled_from(
            [
                "hello",
                "who",
                "after",
                "problems",
                "themes",
                "short",
                "take",
                "solutions",
                "sheet",
                "choose",
                "groups",
                "meet",
            ]
        ),
        phase=st.sampled_from(Phase),
        was=st.sampled_from(Phase),
    )
    def any_move(self, round_id, phase, was):
        if phase is not Phase.SKIPPED:  # or the day is over before it began
            self.heard(LEAD, c.MoveRound(round_id, phase.value, was.value))

    @rule(data=st.data(), anew=st.booleans())
    def mends_a_round(self, data, anew):
        """A round that is over is opened again or played anew, whatever the hall is doing."""
        over = [each.id for each in self.story.session.rounds.values() if each.phase in OVER]
        if over:
            state = self.story.round(data.draw(st.sampled_from(over)))
            self.heard(LEAD, (c.RestartRound if anew else c.ReopenRound)(state.id, state.phase.value))

    @rule(data=st.data(), minutes=st.integers(1, 20))
    def plans_the_day_anew(self, data, minutes):
        """A break more, anywhere: only where the hall has not been it is taken."""
        session = self.story.session
        plans = list(session.scenario.rounds)
        place = data.draw(st.integers(0, len(plans)))
        plans.insert(place, InfoRound(id=f"tea-{len(self.asked)}", title=Words("Чай", "Tea"), minutes=minutes))
        text = write(msgspec.structs.replace(session.scenario, round=tuple(plans)))
        past = max((state.no for state in session.rounds.values() if state.phase is not Phase.PLANNED), default=0)
        ack = self.heard(LEAD, c.ReviseScenario(text, digest(session.scenario)))
        assert ack.code == (None if place >= past else Refusal.SCENARIO_PLAYED)

    @rule(who=st.sampled_from(["lead", "e1", "e2"]), times=st.integers(1, 4))
    def undoes(self, who, times):
        """One act after the other, as far as it goes; what the desk says before is what it does."""
        for _ in range(times):
            act = last_act(self.story.session, who)
            stays = hindrance(self.story.session, act) if act else Refusal.UNDO_NOTHING
            ack = self.heard(seat(who), c.UndoAct(act.seq if act else 0))
            assert ack.code in ((stays,) if who in self.story.session.seats else (stays, Refusal.UNDO_NOTHING))

    @rule(data=st.data(), waits_ms=st.integers(0, 5000))
    def thinks_better_of_it(self, data, waits_ms):
        """An act that is undone at once leaves no trace on any screen."""
        session = self.story.session
        who, command = data.draw(st.sampled_from(self.acts_to_try(data)))
        before, left_ms, known = seen(session), session.clock.left(self.story.mono_ms), len(session.acts)
        asked_ms = self.story.mono_ms
        if not self.heard(seat(who), command).ok or len(self.story.session.acts) == known:
            return
        self.story.passes(waits_ms)
        act = last_act(self.story.session, who)
        if hindrance(self.story.session, act) is None:
            assert self.heard(seat(who), c.UndoAct(act.seq)).ok
            assert seen(self.story.session) == before
            clock, gone_ms = self.story.session.clock, self.story.mono_ms - asked_ms
            assert before["clock"] is None or left_ms - gone_ms <= clock.left(self.story.mono_ms) <= left_ms

    def acts_to_try(self, data):
        session = self.story.session
        rounds = list(session.rounds.values())
        acts = [
            ("lead", c.ShowScene(data.draw(st.sampled_from(["lobby", "auto", "prompt"])))),
            ("lead", c.Announce(data.draw(st.sampled_from(["", "Обед"])))),
            ("lead", c.BlankScreen(not session.blank)),
            ("lead", c.AddTime(session.clock.round or "hello", data.draw(st.integers(-90_000, 90_000)))),
            ("lead", (c.PauseClock if session.clock.running else c.ResumeClock)(session.clock.round or "hello")),
        ]
        for state in rounds:
            moves = [c.MoveRound(state.id, there.value, state.phase.value, 9) for there in MOVES[state.phase]]
            acts += [("lead", move) for move in moves]
            acts += [("lead", each(state.id, state.phase.value)) for each in (c.ReopenRound, c.RestartRound)]
        acts += [("lead", self.by_hand(data))] * 4
        acts += [("lead", act) for act in self.floor_acts(data)]
        acts += [("lead", (c.RestoreCard if card.reason else c.HideCard)(card.id)) for card in session.cards.values()]
        return acts + [act for _ in range(4) for act in self.board_acts(data)]

    def floor_acts(self, data):
        """Some steps of the queue, its clock, an answer; a question marked."""
        state, questions = self.story.session.rounds.get("floor"), list(self.story.session.questions.values())
        if state is None:
            return []
        card, queue = data.draw(st.sampled_from(state.queue.order or ("c1",))), state.queue
        seen = data.draw(st.sampled_from([queue.rev] * 5 + [0]))
        steps = [c.StartPitch, c.StartPitch, c.OpenQuestions, c.FinishPitch, c.SkipPitch, c.ReturnPitch]
        acts = [each("floor", card, seen) for each in steps]
        acts += [c.PausePitch("floor", card), c.ResumePitch("floor", card), c.AddPitchTime("floor", card, 30_000)]
        acts += [c.GiveReply("floor", card, data.draw(st.sampled_from(["", "yes", "no"])))]
        if questions:
            question = data.draw(st.sampled_from(questions))
            states = st.sampled_from(["new", "wall", "answered", "aside"])
            acts += [c.MarkQuestion(question.id, data.draw(states), question.state)] * 3
        return acts

    @rule(data=st.data(), times=st.integers(1, 5))
    def moves_the_queue(self, data, times):
        """Open the floor if nothing else is going on, and go on with it."""
        state = self.story.session.rounds.get("floor")
        if state is None:
            return
        if self.story.session.live_round() is None and state.phase in (Phase.PLANNED, Phase.CLOSED):
            self.heard(LEAD, c.MoveRound("floor", "open", state.phase.value))
        for _ in range(times):
            self.heard(LEAD, data.draw(st.sampled_from(self.floor_acts(data))))

    @rule(who=TABLES, data=st.data(), grade=st.integers(1, 5))
    def grades_what_it_hears(self, who, data, grade):
        state = self.story.session.rounds.get("floor")
        if state is not None:
            cards = data.draw(st.sets(st.sampled_from(sorted(state.queue.heard) or ["c1"]), max_size=3))
            self.heard(seat(who), c.CastBallot("floor", {}, {card: {"benefit": grade} for card in cards}))

    @rule(who=st.one_of(TABLES, PERSONS, GUESTS), data=st.data(), no=st.integers(1, 6))
    def asks_and_backs(self, who, data, no):
        self.heard(seat(who), c.AskQuestion("hello", data.draw(st.sampled_from(["Сколько?", " "]))))
        self.heard(seat(who), c.BackQuestion(f"q{no}", data.draw(st.booleans())))
        self.heard(LEAD, data.draw(st.sampled_from([c.AdmitQuestion, c.RedactQuestion]))(f"q{no}"))

    def board_acts(self, data):
        """Something that the theme team could do now, or not."""
        state = self.story.session.rounds.get("themes")
        if state is None:
            return []
        session, ids = self.story.session, list(self.story.session.cards) or ["c1"]
        cards = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
        where = {each: themes.place(state, session.cards[each]) if each in session.cards else "" for each in cards}
        into = data.draw(st.sampled_from([None, *(each for each in ids if each[0] == "m")]))
        theme = into or "m1"
        revision = session.cards[theme].revision if theme in session.cards else 1
        act = data.draw(
            st.sampled_from(
                [
                    c.MergeCards("themes", where, into),
                    c.MergeCards("themes", where, into, "Тема"),
                    c.SplitCards("themes", theme, tuple(cards)),
                    c.RenameTheme(theme, data.draw(st.sampled_from(["", "Свет"])), revision),
                    c.SetAside("themes", where, "off_topic"),
                    c.BringBack("themes", tuple(cards)),
                    c.SetSynonyms(("свет, фонари",)),
                ]
            )
        )
        return [(data.draw(TEAM), act)]

    @rule(data=st.data())
    def works_at_the_board(self, data):
        for who, act in self.board_acts(data):
            self.heard(seat(who), act)

    def by_hand(self, data):
        """Cards put on tables by the lead."""
        round_id = data.draw(st.sampled_from(["take", "meet"]))
        cards = (
            self.story.session.input_ids(self.story.round(round_id)) if round_id in self.story.session.rounds else ()
        )
        tables = st.lists(TABLES, max_size=2, unique=True).map(tuple)
        return c.PlaceCards(round_id, {data.draw(st.sampled_from([*cards, "c1"])): data.draw(tables)})

    @rule(data=st.data())
    def gives_by_hand(self, data):
        self.heard(LEAD, self.by_hand(data))

    @rule(who=TABLES, data=st.data())
    def wishes(self, who, data):
        cards = st.sampled_from([*self.story.session.pools.get("chosen", ()), "c1"])
        self.heard(seat(who), c.RankCards("take", tuple(data.draw(st.lists(cards, max_size=3)))))

    @rule(data=st.data(), on=st.booleans())
    def objects(self, data, on):
        cards = [card.id for card in self.story.session.cards.values() if card.table]
        if cards:
            card = self.story.session.cards[data.draw(st.sampled_from(cards))]
            self.heard(seat(card.table), c.ObjectToTheme(card.id, on, "Не о том"))

    @rule(data=st.data(), no=st.integers(1, 10))
    def sees_to_a_card(self, data, no):
        act = data.draw(
            st.sampled_from([c.HideCard, c.RestoreCard, c.RestoreCard, c.AdmitCard, c.HoldCard, c.RedactCard])
        )
        self.heard(LEAD, act(f"c{no}"))

    @rule(data=st.data(), no=st.integers(1, 12), ms=st.sampled_from([0, 8_000, 25_000]))
    def moderates(self, data, no, ms):
        """Another lane, a name held or let on, and time in which delays pass."""
        source = data.draw(st.sampled_from(["table", "person", "guest"]))
        self.heard(LEAD, c.SetLane(source, data.draw(st.sampled_from(["at_once", "delay", "approve", "plan"]))))
        given = tuple(name.given for name in self.story.session.names.values())
        self.heard(LEAD, data.draw(st.sampled_from([c.HoldName(no), c.AdmitNames(given), c.AdmitCards({"c1": 1})])))
        self.story.passes(ms)
        self.story.desk.pass_delays()

    @rule(no=st.integers(1, 12), on=st.booleans(), card=st.sampled_from(["c5", "c6", "c7"]))
    def keeps_order_in_the_groups(self, no, on, card):
        member = next((m for m in self.story.session.memberships.values() if (m.card, m.no) == (card, no)), None)
        ack = self.heard(LEAD, c.RemoveSignUp(card, no))
        assert ack.ok == (member is not None)
        if member and not self.groups_of(member.person):
            self.named.discard(member.person)
        self.heard(LEAD, c.LetGuests(on))

    @rule(data=st.data(), round_id=st.sampled_from(["short", "choose"]), shown=st.integers(0, 3))
    def judges_a_vote(self, data, round_id, shown):
        """Place by place, a runoff, the same vote again; and what is not the lead's to choose."""
        acts = [c.StepReveal(round_id, shown)] * 3 + [c.OpenRunoff(round_id)] * 3
        acts += [c.RepeatVote(round_id, self.story.round(round_id).contest), c.RepeatVote(round_id, 1)]
        self.heard(LEAD, data.draw(st.sampled_from([*acts, c.PickCards(round_id, ("c1",))])))

    @rule(ms=st.integers(-100_000, 100_000), run=st.booleans())
    def turns_the_clock(self, ms, run):
        current = self.story.session.current or "hello"
        self.heard(LEAD, c.AddTime(current, ms))
        self.heard(LEAD, c.ResumeClock(current) if run else c.PauseClock(current))

    @rule(who=st.one_of(TABLES, PERSONS))
    def reissues_a_link(self, who):
        self.heard(LEAD, c.ReissueSeat(who))

    # -- the hall ------------------------------------------------------------------------------------------

    @rule(data=st.data(), times=st.integers(1, 6))
    def does_what_the_round_asks(self, data, times):
        """Whoever may, does what the live round is for; where none is live, the day goes on."""
        for _ in range(times):
            state = self.story.session.live_round()
            match state and state.phase in TAKES_COMMANDS and state.plan:
                case GatherRound():
                    self.writes(data.draw(TABLES), data, data.draw(st.sampled_from(["Темно", "Сыро"])))
                case VoteRound(electors=electors):
                    self.votes(data.draw(TABLES if electors == "table" else PERSONS), data)
                case AssignRound(mode="by_bid"):
                    self.wishes(data.draw(TABLES), data)
                case PollRound():
                    self.answers(data.draw(st.one_of(PERSONS, GUESTS)), data)
                case ElaborateRound():
                    self.works_a_card_out(data.draw(TABLES), data, data.draw(st.integers(0, 1)))
                case SignupRound():
                    who = data.draw(st.one_of(PERSONS, GUESTS))
                    if self.groups_of(who) and data.draw(st.booleans()):
                        self.withdraws(who, data)
                    else:
                        self.signs_up(who, data, data.draw(st.booleans()))
                case _:
                    self.goes_on(data)

    @rule(who=TABLES, data=st.data(), text=st.sampled_from(["Темно", "Сыро", " ", "я" * 91]))
    def writes(self, who, data, text):
        plan = self.some(data, GatherRound)
        parent = data.draw(st.sampled_from(self.cards(plan))) if plan.parent_pool else None
        self.heard(seat(who), c.SubmitCard(plan.id, {"title": text}, parent))

    @rule(who=TABLES, data=st.data(), behind=st.integers(0, 2))
    def works_a_card_out(self, who, data, behind):
        """On what it saw last, or on an earlier version; of a card that is another table's the rules say no."""
        card = data.draw(st.sampled_from(self.cards(self.story.round("sheet").plan)))
        fields = data.draw(st.dictionaries(st.sampled_from(["title", "what", "own"]), st.sampled_from(["Свет", "Сад"])))
        version = max(0, sheets.version(self.story.session, card) - behind)
        ack = self.heard(seat(who), c.SaveSheet("sheet", card, fields, version))
        assert not ack.ok or sheets.version(self.story.session, card) == ack.answer["version"]

    @rule(no=st.integers(1, 10), name=st.sampled_from(["title", "what"]))
    def blots_a_sheet(self, no, name):
        self.heard(LEAD, c.RedactField(f"c{no}", name))

    @rule(who=TABLES, nos=st.lists(st.integers(1, 10), max_size=2), data=st.data())
    def marks_its_best(self, who, nos, data):
        plan = self.some(data, GatherRound)
        self.heard(seat(who), c.ChooseBest(plan.id, tuple(f"c{no}" for no in nos)))

    @rule(stage=st.sampled_from([None, 0, 1, 2]), data=st.data())
    def steps_to_a_stage(self, stage, data):
        plan = self.some(data, GatherRound)
        was = self.story.round(plan.id).gathering.stage
        ack = self.heard(LEAD, c.CallStage(plan.id, stage, was))
        assert not ack.ok or self.story.round(plan.id).gathering.stage == stage

    @rule(who=TABLES, no=st.integers(1, 10), back=st.booleans(), revision=st.integers(1, 2))
    def changes_a_card(self, who, no, back, revision):
        card = f"c{no}"
        self.heard(seat(who), c.WithdrawCard(card) if back else c.ReviseCard(card, {"title": "Иначе"}, revision))

    @rule(who=st.one_of(TABLES, PERSONS, PERSONS), data=st.data())
    def votes(self, who, data):
        plan = self.some(data, VoteRound)
        state = self.story.round(plan.id)
        picks = data.draw(st.sets(st.sampled_from(list(state.tied) or self.cards(plan)), max_size=plan.limit + 1))
        contest = data.draw(st.sampled_from([state.contest] * 5 + [1]))
        self.heard(seat(who), c.CastBallot(plan.id, dict.fromkeys(sorted(picks), 1), contest=contest))

    @rule(who=TABLES, on=st.booleans(), data=st.data())
    def is_ready_or_calls(self, who, on, data):
        current = self.story.session.current or "hello"
        self.heard(seat(who), data.draw(st.sampled_from([c.MarkReady(current, on), c.CallHelp(on), c.Arrive()])))

    @rule(who=st.one_of(PERSONS, PERSONS, GUESTS), data=st.data(), named=st.booleans())
    def signs_up(self, who, data, named):
        plan = self.some(data, SignupRound)
        card = data.draw(st.sampled_from(self.cards(plan)))
        role = data.draw(st.sampled_from(["leader", "member"]))
        consents = data.draw(st.sampled_from([("processing",), ("processing", "screen")])) if named else ()
        name, contact = (name_of(who), f"+7 {NAME}") if named else ("", "")
        self.heard(seat(who), c.SignUp(plan.id, card, role, name, contact, consents))

    @rule(who=st.one_of(PERSONS, GUESTS), data=st.data())
    def withdraws(self, who, data):
        card = data.draw(st.sampled_from(self.groups_of(who) or ["c5"]))
        self.heard(seat(who), c.WithdrawSignUp(card))

    @rule(who=st.one_of(PERSONS, PERSONS, GUESTS), data=st.data())
    def answers(self, who, data):
        plan = self.some(data, PollRound)
        said = {"ready": data.draw(st.sampled_from(["yes", "maybe", "no", "never"]))}
        if data.draw(st.booleans()):
            said["word"] = f"Слово {who}"
        asked = c.AnswerPoll(plan.id, said if data.draw(st.integers(0, 5)) else {})
        self.heard(seat(who), asked if data.draw(st.integers(0, 7)) else c.ForgetAnswers(plan.id))

    @rule(who=st.one_of(PERSONS, GUESTS), choice=st.integers(0, 2), data=st.data())
    def asks_and_answers_a_straw_poll(self, who, choice, data):
        no = max(1, len(self.story.session.straws))
        asks = [c.OpenStraw("Перерыв?", ("Да", "Нет")), c.CloseStraw(no), c.HideStraw(no)]
        if data.draw(st.integers(0, 2)):
            self.heard(seat(who), c.AnswerStraw(no, choice))
        else:
            self.heard(LEAD, data.draw(st.sampled_from(asks)))

    # -- what goes wrong -----------------------------------------------------------------------------------

    @precondition(lambda self: self.asked)
    @rule(data=st.data(), restart=st.booleans())
    def a_message_comes_twice(self, data, restart):
        who, action, command, first = data.draw(st.sampled_from(self.asked[-12:]))
        if restart:
            self.story.reopen()
        before = self.story.session.head, self.story.desk.version()
        again = self.story.desk.ask(who, action, command)
        assert (again.ok, again.code) == (first.ok, first.code)
        assert again.answer == first.answer or (again.answer == {} and self.sealed(command))
        assert (self.story.session.head, self.story.desk.version()) == before

    def sealed(self, command):
        if not isinstance(command, c.CastBallot):
            return False
        state = self.story.round(command.round)
        return command.contest < state.contest or state.sealed is not None

    @precondition(lambda self: self.asked)
    @rule(data=st.data())
    def a_number_is_used_again(self, data):
        who, action, command, first = data.draw(st.sampled_from(self.asked[-12:]))
        other = c.Announce("другое") if who is LEAD else c.CallHelp(True)
        if other == command:
            return
        before = self.story.session.head, self.story.desk.version()
        again = self.story.desk.ask(who, action, other)
        # Where the digest had to be destroyed the desk cannot tell, and gives the old answer.
        assert again.code is Refusal.ACTION_REUSED or (again.ok, again.code) == (first.ok, first.code)
        blotted = (card for card in self.story.session.cards.values() if sheets.BLOT in card.fields.values())
        hushed = {card.table for card in blotted}
        hushed |= {each.seat for each in self.story.session.questions.values() if each.redacted}
        versions = (each for sheet in self.story.session.sheets.values() for each in sheet.versions)
        hushed |= {each.table for each in versions if sheets.BLOT in each.fields.values()}
        if not isinstance(command, c.CastBallot) and who.id[0] == "t" and who.id not in hushed:
            assert again.code is Refusal.ACTION_REUSED
        assert (self.story.session.head, self.story.desk.version()) == before

    @rule(who=TABLES, on=st.booleans(), text=st.sampled_from(["Темно", "Сыро"]), fails=st.booleans())
    def a_batch_comes(self, who, on, text, fails):
        """Several at once, one of them twice; if the disk fails, all are told so and nothing has happened."""
        current = self.story.session.current or "hello"
        commands = [c.SubmitCard("problems", {"title": text}), c.CallHelp(on), c.MarkReady(current, on)]
        asked = [(seat(who), f"b{len(self.asked)}.{no}", command) for no, command in enumerate(commands)]
        waiting = [_Waiting(*each) for each in (*asked, asked[0])]
        desk, before = self.story.desk, self.kept()
        if fails:
            desk._run_in_writer = self.fails_once
        desk._handle(waiting)
        if fails:
            assert {each.ack.code for each in waiting} == {Refusal.STORAGE_FAILED}
            assert self.kept() == before
            assert not any(desk.knows(each.seat, each.action_id) for each in waiting)
        else:
            assert all(each.ack.code not in RETRIED for each in waiting)
            assert (waiting[0].ack.ok, waiting[0].ack.answer) == (waiting[3].ack.ok, waiting[3].ack.answer)
            for each in waiting[:3]:
                self.remember(each.seat, each.action_id, each.command, each.ack)

    def fails_once(self, fn, *args):
        self.story.desk._run_in_writer = lambda fn, *args: fn(*args)
        raise sqlite3.OperationalError("disk I/O error")

    def kept(self):
        tables = ("journal", "box", "people", "answers", "meta")
        rows = [list(map(tuple, self.story.store._connection.execute(f"select * from {t}"))) for t in tables]
        return rows, self.story.desk.version(), self.story.session.head

    @rule(boot=st.booleans())
    def the_server_restarts(self, boot):
        self.story.desk.tick()
        self.story.reopen(boot=f"boot-{len(self.asked)}" if boot else None)
        clocks = [lambda: self.story.session.clock, lambda: self.floor().clock]
        ran = [clock().running for clock in clocks]
        self.story.desk.pause_after_restart()
        assert [clock().running for clock in clocks] == [each and not boot for each in ran]

    def floor(self):
        state = self.story.session.rounds.get("floor")
        return state.queue if state else Queue()

    # -- what holds after every step -----------------------------------------------------------------------

    @invariant()
    def all_of_it_holds(self):
        self.the_file_replays_to_the_live_session()
        self.pools_are_what_was_carried_last()
        self.every_card_lies_in_one_place()
        self.what_comes_into_force_is_whole()
        self.the_floor_is_one_and_its_clock_runs_only_while_it_is_open()
        self.a_stranger_recounts_it()
        self.ballots_are_those_of_the_model_and_never_more_than_electors()
        self.polls_are_those_of_the_model()
        self.people_are_those_of_the_model()
        self.nothing_secret_lies_where_it_may_not()
        self.nothing_secret_is_shown_where_it_may_not()

    def pools_are_what_was_carried_last(self):
        session = self.story.session
        assert {name: (made[-1].cards, made[-1].rest) for name, made in session.carried.items()} == {
            name: (cards, session.left[name]) for name, cards in session.pools.items()
        }
        for state in session.rounds.values():
            assert (state.taken is not None) >= (state.phase in LIVE)
            if isinstance(state.plan, MergeRound) and state.phase is Phase.CARRIED:
                free = themes.taken_by(session, state) is None
                pool = session.standing(session.pools[state.plan.output])
                assert not free or pool == themes.things(session, state)

    def what_comes_into_force_is_whole(self):
        """Every card that an assign round let go on has a table, and everybody sits at one there is."""
        session = self.story.session
        for carried, comes in pairwise(entry.event for entry in self.entries):
            if isinstance(carried, e.RoundCarried) and carried.round in ("take", "meet") and carried.cards:
                assert isinstance(comes, e.CardsAssigned)
                assert set(comes.tables) == set(carried.cards) and all(comes.tables.values())
        assert all(each.seat.table in session.seats for each in session.seats.values() if each.seat.id[0] == "p")

    def every_card_lies_in_one_place(self):
        session = self.story.session
        for card in session.cards.values():
            assert card.theme is None or card.id in session.cards[card.theme].sources
            assert len(set(card.sources)) == len(card.sources)
            assert all(session.cards[each].theme == card.id for each in card.sources)

    def the_floor_is_one_and_its_clock_runs_only_while_it_is_open(self):
        state, queue = self.story.session.rounds.get("floor"), self.floor()
        if state is None:
            return
        assert sum(queue.stand(card) in ON_THE_FLOOR for card in queue.order) <= 1
        assert set(queue.stands) <= set(queue.order) and len(set(queue.order)) == len(queue.order)
        assert not queue.clock.running or (queue.current() is not None and state.phase in TAKES_COMMANDS)
        for table, grades in state.grades.items():
            assert not any(self.story.session.cards[card].table == table for card in grades)
        walls = [each for each in self.story.session.questions.values() if each.state == "wall"]
        assert len(walls) <= 1

    def ballots_are_those_of_the_model_and_never_more_than_electors(self):
        session = self.story.session
        for round_id, cast in self.ballots.items():
            state = session.rounds[round_id]
            assert ballots_in(session, state) == len(cast) <= electors(session, state)
            if state.outcome is not None:
                counted = state.outcome.runoff if state.contest_kind == "runoff" else state.outcome
                marks = {row.card: row.score for row in counted.scores}
                assert marks == {card: sum(card in picks for picks in cast.values()) for card in marks}

    def polls_are_those_of_the_model(self):
        session = self.story.session
        for round_id, polled in self.polled.items():
            state = session.rounds[round_id]
            badges = [answers for who, answers in polled.items() if who[0] == "p"]
            assert polls.sheets_in(session, state) == (len(badges), len(polled) - len(badges))
            if state.poll.sealed is not None:
                ready, word = state.poll.sealed.count.questions
                for option, (low, high) in ready.cells.items():
                    assert low <= sum(answers.get("ready") == option for answers in badges) <= high
                    assert low != high or low >= 2 or not badges
                assert sorted(word.texts) == sorted(answers["word"] for answers in badges if "word" in answers)

    def people_are_those_of_the_model(self):
        known = {person for person, _ in self.story.store.people()}
        assert known == self.named
        assert {person for person in self.named if self.story.people.get(person)} == self.named

    def nothing_secret_lies_where_it_may_not(self):
        session = self.story.session
        choose = session.rounds["choose"]
        sealed = set(sealed_boxes(choose))
        ended = sealed | set(polls.sealed_boxes(session))
        assert self.story.keys.destroyed >= ended and not ended & session.boxes.keys()
        for entry in self.entries:
            text = entry.body.decode()
            assert NAME not in text
            assert not any(handle in text for handle in self.handles.values())
            if not isinstance(entry.event, e.BallotsSealed):
                assert not any(receipt in text for receipt in self.receipts)
            else:
                assert not any(f'"p{no}"' in text for no in range(1, 10))
        whole = b"".join(path.read_bytes() for path in self.path.parent.iterdir() if path.name != "day.sqlite-shm")
        assert NAME.encode() not in whole
        assert not any(handle.encode() in whole for (box, _), handle in self.handles.items() if box in ended)
        digests = [known.digest for known in self.story.store.answers() if known.digest]
        assert len(digests) == len(set(digests))
        for known in self.story.store.answers():
            assert known.secret not in ended
            assert b"receipt" not in known.answer
        if sealed:
            for known in (each for each in self.story.store.answers() if each.secret in (None, choose.box)):
                assert known.secret == choose.box not in sealed or not (b"receipt" in known.answer or known.secret)
            assert {box for box in self.story.keys.destroyed if box.startswith("choose")} == sealed

    def unread(self):
        """Texts of cards that nobody has let on, but for those that stand on another card, too."""
        cards = self.story.session.cards.values()
        shown = {public_title(card) for card in cards}
        return [f'"{title}"' for title in {card.title for card in cards if not card.admitted} - shown]

    def nothing_secret_is_shown_where_it_may_not(self):
        if self.looked == (version := self.story.desk.version()):
            return
        self.looked = version
        session, people = self.story.session, self.story.people
        views = shown(self.story, LOOKERS)
        agreed = {person for person, _ in self.story.store.people() if people.get(person).agreed("screen")}
        nobody_sees(views, [f"+7 {NAME}", "Скрытнов", *self.handles.values()])
        nobody_sees(views, [name_of(who).split()[0] for who in self.named - agreed])
        waiting = [name_of(who).split()[0] for who in self.named if who in session.names and session.names[who].wait]
        hall = {where: view for where, view in views.items() if where[0] != "facilitator"}
        nobody_sees(hall, waiting)
        nobody_sees({where: view for where, view in hall.items() if where[0] not in ("table", "themes")}, self.unread())
        choose = session.rounds["choose"]
        if choose.phase not in (Phase.REVEALED, Phase.CARRIED) or veil(choose) != Veil():
            nobody_sees(views, self.receipts)
        nobody_learns_a_choice(self.story, LOOKERS)
        nobody_learns_a_place(self.story, LOOKERS)


Forum.TestCase.settings = settings(
    max_examples=3000 if DEEP else 140,
    stateful_step_count=120 if DEEP else 40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestForum = pytest.mark.timeout(0 if DEEP else 600)(Forum.TestCase)
