"""Days played by legal moves only, for every test that needs a session: `after([...])` gives one.

Nothing here reaches into a session: the story asks the desk as a device would, and time, chance and keys are its
own, so that the same moves give the same chain head.  A move is a command (then the lead asks), a pair
(seat, command), or anything that can be called with the story:

    story = after([to("problems", "open"), card("t1", "Темно в парке"), to("problems", "carried")])
    assert story.no(LEAD, MoveRound("problems", "open", "carried")) == "phase.not_allowed"
"""

from __future__ import annotations

import contextlib
import random
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from sessions import commands as c
from sessions import themes
from sessions.desk import Ack, Desk, Outside
from sessions.events import Event
from sessions.keys import Keys, SeededKeys
from sessions.kinds import reveals
from sessions.kinds.pitch import without
from sessions.outcome import Outcome
from sessions.people import People
from sessions.phases import MOVES, Phase
from sessions.refusals import Refusal
from sessions.scenario import AssignRound, GatherRound, InfoRound, MergeRound, PitchRound, SignupRound, VoteRound
from sessions.seat import (
    LEAD,
    Seat,
    expert_seat,
    guest_seat,
    observer_seat,
    person_seat,
    registrar_seat,
    table_seat,
    team_seat,
)
from sessions.session import RoundState, Session
from sessions.store import Store

Move = c.Command | tuple[Seat, c.Command] | Callable[["Story"], object]

ROOT = Path(__file__).parent.parent
EVENING = (ROOT / "scenarios" / "forum-evening.toml").read_text(encoding="utf-8")

MINI = """
[scenario]
id = "mini"
title = {ru = "Малый форум", en = "A small forum"}
tables = 3
people = 9
spheres = [{id = "eco", ru = "экология", en = "ecology"}, {id = "cult", ru = "культура", en = "culture"}]
quorum = {person = 0.6, table = 2}

[[round]]
id = "hello"
kind = "info"
title = {ru = "Начало", en = "Beginning"}
minutes = 5

[[round]]
id = "problems"
kind = "gather"
title = {ru = "Проблемы", en = "Problems"}
minutes = 10
output = "problems"
max_per_table = 2
fields = [
  {id = "title", label = "Проблема", max_len = 90, required = true},
  {id = "place", type = "place", label = "Где", max_len = 40},
  {id = "sphere", type = "choice", label = "Сфера", options = "spheres"},
]

[[round]]
id = "short"
kind = "vote"
title = {ru = "Выбор столов", en = "The tables choose"}
minutes = 5
input = "problems"
output = "chosen"
electors = "table"
limit = 3
carry = {rule = "top", k = 2, tie = ["breadth", "include:3", "draw"]}

[[round]]
id = "solutions"
kind = "gather"
title = {ru = "Решения", en = "Solutions"}
minutes = 10
parent_pool = "chosen"
output = "solutions"
max_per_table = 2
moderate = true
fields = [{id = "title", label = "Что делаем", max_len = 90, required = true}]

[[round]]
id = "choose"
kind = "vote"
title = {ru = "Выбор людей", en = "The people choose"}
minutes = 5
input = "solutions"
output = "initiatives"
electors = "person"
limit = 2
carry = {rule = "top", k = 2, tie = ["breadth", "include:3", "draw"]}

[[round]]
id = "groups"
kind = "signup"
title = {ru = "Группы", en = "Groups"}
minutes = 5
input = "initiatives"
output = "groups"
roles = [{id = "leader", ru = "лидер", en = "leader", leads = true}, {id = "member", ru = "участник", en = "member"}]
floor = 2
max_per_person = 1
consents = ["processing", "screen", "transfer"]
"""

SHEETS = (ROOT / "tests" / "data" / "elaborate.toml").read_text(encoding="utf-8")
"""Problems, solutions, a sheet for each, comments on it, the sheet once more, a plan."""

TIES = (ROOT / "tests" / "data" / "ties.toml").read_text(encoding="utf-8")
"""Few cards, few tables, small limits: a tie at the cut is the normal case."""

PAPERS = """
[scenario]
id = "papers"
title = {ru = "Бюллетени", en = "Papers"}
tables = 3
people = 6
spheres = [{id = "eco", ru = "экология", en = "ecology"}, {id = "cult", ru = "культура", en = "culture"}]

[[round]]
id = "problems"
kind = "gather"
title = {ru = "Проблемы", en = "Problems"}
minutes = 10
output = "problems"
fields = [
  {id = "title", label = {ru = "Проблема", en = "Problem"}, max_len = 90, required = true},
  {id = "sphere", type = "choice", label = {ru = "Сфера", en = "Sphere"}, options = "spheres"},
]

[[round]]
id = "dots"
kind = "vote"
title = {ru = "Точки", en = "Dots"}
minutes = 5
input = "problems"
output = "dotted"
electors = "table"
method = "dots"
limit = 4
cap = 3
carry = {rule = "top", k = 2, tie = ["breadth", "draw"]}

[[round]]
id = "grades"
kind = "vote"
title = {ru = "Оценки", en = "Grades"}
minutes = 5
input = "problems"
output = "graded"
electors = "table"
method = "score"
criteria = [
  {id = "need", label = {ru = "Важно", en = "Important"}, high_label = {ru = "очень", en = "very"}},
  {id = "force", label = {ru = "По силам", en = "Feasible"}},
]
carry = {rule = "top", k = 1, by = "need.mean", gate = "force.median >= 3", tie = ["mean:force", "draw"]}

[[round]]
id = "hands"
kind = "vote"
title = {ru = "Руки", en = "Hands"}
minutes = 5
input = "problems"
output = "raised"
electors = "table_tally"
carry = {rule = "top", k = 1, tie = ["breadth", "draw"]}

[[round]]
id = "people"
kind = "vote"
title = {ru = "Люди", en = "People"}
minutes = 5
input = "problems"
output = "loved"
electors = "person"
method = "dots"
limit = 3
cap = 2
carry = {rule = "top", k = 1, tie = ["breadth", "draw"]}

[[round]]
id = "own"
kind = "vote"
title = {ru = "Без своих", en = "Without one's own"}
minutes = 5
input = "problems"
output = "others"
electors = "table"
limit = 3
own = "exclude"
carry = {rule = "top", k = 2, tie = ["breadth", "draw"]}

[[round]]
id = "each"
kind = "vote"
title = {ru = "От каждого стола", en = "From every table"}
minutes = 5
input = "problems"
output = "best"
electors = "person"
method = "dots"
limit = 4
cap = 2
own = "report"
carry = {rule = "per_table", k = 1, tie = ["breadth", "draw"]}

[[round]]
id = "shares"
kind = "vote"
title = {ru = "Поровну", en = "In equal shares"}
minutes = 5
input = "problems"
output = "shared"
electors = "person"
limit = 3
carry = {rule = "equal_shares", k = 2, tie = ["breadth", "draw"]}

[[round]]
id = "spread"
kind = "vote"
title = {ru = "Разные", en = "Different ones"}
minutes = 5
input = "problems"
output = "spread"
electors = "person"
method = "score"
criteria = [{id = "need", label = {ru = "Важно", en = "Important"}, low = 0, high = 3}]
carry = {rule = "top", k = 3, by = "need.median", diversify = {field = "sphere", max = 2}, tie = ["mean:need", "draw"]}
"""
"""A day of votes: every method, every elector, and most rules."""

THEMES = MINI.replace(
    """
[[round]]
id = "short"
kind = "vote"
title = {ru = "Выбор столов", en = "The tables choose"}
minutes = 5
input = "problems"
""",
    """
[[round]]
id = "themes"
kind = "merge"
title = {ru = "Сборка тем", en = "Themes"}
minutes = 5
input = "problems"
output = "themes"
target = [2, 4]

[[round]]
id = "short"
kind = "vote"
title = {ru = "Выбор столов", en = "The tables choose"}
minutes = 5
input = "themes"
""",
)
"""The small forum with a theme round between writing and choosing."""


MIXED = MINI.replace(
    '[[round]]\nid = "hello"',
    """[[round]]
id = "seat1"
kind = "assign"
what = "people"
mode = "mixed"
title = {ru = "Рассадка", en = "Seating"}
minutes = 5

[[round]]
id = "hello\"""",
)
"""The small forum whose tables are mixed before it begins."""


def with_days(scenario: str, *first: str) -> str:
    """The same forum over several days: a new one begins with each of these rounds."""
    day, lines = 1, []
    for line in scenario.splitlines():
        lines.append(line)
        if found := re.fullmatch(r'id = "(\w+)"', line):
            day += found[1] in first
            lines.append(f"day = {day}")
    head, mark, rounds = "\n".join(lines).partition("[[round]]")
    return head.replace("\nday = 1", "", 1) + mark + rounds


def with_assignments(scenario: str) -> str:
    """The same day with two more rounds: who takes what after the tables' choice, and at the end tables for groups."""
    take = (
        '[[round]]\nid = "take"\nkind = "assign"\ntitle = {ru = "Кто что берёт", en = "Who takes what"}\nminutes = 5\n'
        'what = "cards"\nmode = "by_bid"\ninput = "chosen"\nbids = 2\n\n'
    )
    meet = (
        '\n[[round]]\nid = "meet"\nkind = "assign"\ntitle = {ru = "Столы групп", en = "Their tables"}\nminutes = 5\n'
        'what = "people"\nmode = "by_signup"\ninput = "groups"\ncapacity = [1, 3]\n'
    )
    return scenario.replace('[[round]]\nid = "solutions"', take + '[[round]]\nid = "solutions"') + meet


SIGNED = ("processing",)
"""What a walk-in has signed, so that a name may be kept."""
AFTERNOON = (ROOT / "tests" / "data" / "pitch.toml").read_text(encoding="utf-8")
"""A talk with questions, initiatives that are pitched and graded, a reveal, promises. Four tables."""

_open: list[Story] = []


class Story:
    """A session that is being played. `ask` may be refused, `do` must be accepted, `no` must be refused."""

    def __init__(
        self,
        scenario: str = MINI,
        *,
        tables: int = 3,
        people: int = 9,
        path: Path | str = ":memory:",
        seed: str = "story",
        keys: Keys | None = None,
    ) -> None:
        self.path, self.tables, self.keys = path, tables, keys or SeededKeys(seed)
        self.wall_ms, self.mono_ms, self.actions = 1_780_000_000_000, 1_000_000, 0
        self.boot, self.blanks = "boot-1", set[int]()
        self._chance = random.Random(seed)
        self.store = Store(path)
        self.desk = Desk.begin(
            self.store,
            self.keys,
            scenario,
            session="story",
            tables=tables,
            people=people,
            seed=seed,
            outside=self.outside(),
        )
        _open.append(self)

    def outside(self) -> Outside:
        """Time that passes only with the story's moves, and chance from its seed."""
        return Outside(
            wall=lambda: self.wall_ms,
            mono=lambda: self.mono_ms,
            boot=self.boot,
            salt=lambda: self._chance.randbytes(16),
            random=self._chance.randrange,
            blanks=lambda: frozenset(self.blanks),
        )

    def passes(self, ms: int) -> None:
        """Time passes, on both clocks."""
        self.wall_ms += ms
        self.mono_ms += ms

    def ask(self, seat: Seat, command: c.Command, action: str | None = None) -> Ack:
        """The seat asks; each asking takes a second. Without `action` it is a new action."""
        self.passes(1000)
        self.actions += 1
        return self.desk.ask(seat, action or f"a{self.actions}", command)

    def do(self, seat: Seat, command: c.Command) -> Ack:
        """The seat asks, and it must be accepted."""
        ack = self.ask(seat, command)
        assert ack.ok, f"{seat.id} asked {command} and was refused: {ack.code}"
        return ack

    def no(self, seat: Seat, command: c.Command) -> Refusal:
        """The seat asks, and it must be refused, and then the session must be as it was."""
        before = self.desk.version(), self.session.head
        ack = self.ask(seat, command)
        assert not ack.ok and ack.code is not None, f"{seat.id} asked {command} and was not refused"
        assert (self.desk.version(), self.session.head) == before, "a refusal changed something"
        return ack.code

    def play(self, moves: Iterable[Move]) -> Story:
        """Play moves one after the other; each must be accepted."""
        for move in moves:
            match move:
                case c.Command():
                    self.do(LEAD, move)
                case (seat, command):
                    self.do(seat, command)
                case _:
                    move(self)
        return self

    def reopen(self, *, boot: str | None = None) -> Story:
        """The server is started again on the same file (not for a session in memory)."""
        self.store.close()
        self.boot = boot or self.boot
        self.store = Store(self.path)
        self.desk = Desk(self.store, self.keys, self.outside())
        return self

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    @property
    def session(self) -> Session:
        """The session as it was committed. Look, do not touch."""
        return self.desk.read(lambda session, people: session)

    @property
    def people(self) -> People:
        """Who signed up."""
        return self.desk.read(lambda session, people: people)

    @property
    def events(self) -> list[Event]:
        """Everything that has happened, read from the file."""
        return [entry.event for entry in self.store.entries()]

    def round(self, round_id: str) -> RoundState:
        """A round of the day."""
        return self.session.rounds[round_id]

    def outcome(self, round_id: str) -> Outcome:
        """What a vote came to."""
        outcome = self.round(round_id).outcome
        assert outcome is not None
        return outcome


def after(moves: Iterable[Move], scenario: str = MINI, **how: object) -> Story:
    """The story after these moves."""
    return Story(scenario, **how).play(moves)  # type: ignore[arg-type]


def close_all() -> None:
    """Close what the last test opened."""
    while _open:
        with contextlib.suppress(Exception):
            _open.pop().close()


def seat(name: str, tables: int = 3) -> Seat:
    """`lead`, `t2`, `p7` (who sits where the session seats them) or a guest's `g…`."""
    if name == "lead":
        return LEAD
    if name[0] == "g":
        return guest_seat(name)
    no = int(name[1:])
    if name[0] in "exro":
        return {"e": team_seat, "x": expert_seat, "r": registrar_seat, "o": observer_seat}[name[0]](no)
    return table_seat(no) if name[0] == "t" else person_seat(no, f"t{(no - 1) % tables + 1}")


def to(round_id: str, phase: str) -> Move:
    """Move a round to a phase, by the shortest legal way that skips nothing."""
    return lambda story: _walk(story, round_id, Phase(phase))


def card(table: str, title: str, round_id: str = "problems", parent: str | None = None, **fields: str) -> Move:
    """A table hands in a card."""
    return seat(table), c.SubmitCard(round_id, {"title": title, **fields}, parent)


def ballot(elector: str, round_id: str, *cards: str) -> Move:
    """A table or a person casts a whole ballot."""
    return lambda story: story.do(seat(elector, story.tables), c.CastBallot(round_id, dict.fromkeys(cards, 1)))


def join(person: str, card_id: str, role: str = "member", name: str = "", *consents: str, contact: str = "") -> Move:
    """A person signs up for an initiative."""
    return lambda story: story.do(
        seat(person, story.tables), c.SignUp("groups", card_id, role, name, contact, consents)
    )


def _walk(story: Story, round_id: str, goal: Phase) -> None:
    while (here := story.round(round_id).phase) is not goal:
        way = _next(here, goal, reveals(story.round(round_id).plan))
        story.do(LEAD, c.MoveRound(round_id, way.value, here.value, incomplete=1000))


def _next(here: Phase, goal: Phase, reveals: bool) -> Phase:
    if goal in MOVES[here] and not (goal is Phase.CARRIED and reveals and here is Phase.CLOSED):
        return goal
    ahead = {
        Phase.PLANNED: Phase.OPEN,
        Phase.BRIEFING: Phase.OPEN,
        Phase.OPEN: Phase.CLOSED,
        Phase.GRACE: Phase.CLOSED,
        Phase.CLOSED: Phase.REVEALED,
    }
    if here not in ahead:
        raise AssertionError(f"no way from {here} to {goal}")
    return ahead[here]


# Stretches of the small forum, each from where the one before ends.

PROBLEMS: tuple[Move, ...] = (
    to("hello", "carried"),
    to("problems", "open"),
    card("t1", "Темно в парке", sphere="eco"),
    card("t2", "Негде играть", place="Лесная", sphere="cult"),
    card("t3", "Мусор у реки", sphere="eco"),
    card("t1", "Закрыт клуб", sphere="cult"),
    to("problems", "carried"),
)
SHORT: tuple[Move, ...] = (
    *PROBLEMS,
    to("short", "open"),
    ballot("t1", "short", "c1", "c2"),
    ballot("t2", "short", "c2", "c3"),
    ballot("t3", "short", "c2", "c1"),
    to("short", "carried"),
)
SOLUTIONS: tuple[Move, ...] = (
    *SHORT,
    to("solutions", "open"),
    card("t1", "Фонари своими руками", "solutions", "c1"),
    card("t2", "Площадка во дворе", "solutions", "c2"),
    card("t3", "Вечер на площадке", "solutions", "c2"),
    to("solutions", "carried"),
)
CHOOSE_OPEN: tuple[Move, ...] = (*SOLUTIONS, to("choose", "open"))
VOTED: tuple[Move, ...] = (
    *CHOOSE_OPEN,
    *(ballot(f"p{no}", "choose", "c5", "c6" if no % 3 else "c7") for no in range(1, 8)),
)
CHOSEN: tuple[Move, ...] = (*VOTED, to("choose", "carried"))
GROUPS_OPEN: tuple[Move, ...] = (*CHOSEN, to("groups", "open"))
SIGNED_UP: tuple[Move, ...] = (
    *GROUPS_OPEN,
    join("p1", "c5", "leader", "Анна Петровна Кузнецова", "processing", "screen", contact="+7 900 000-00-01"),
    join("p2", "c5", "member", "Борис Ильин", "processing"),
    join("p3", "c6", "leader"),
    join("gabc", "c6"),
)


def play_any(story: Story, *, number: int = 4711) -> Story:
    """Play whatever scenario the story holds to its end: every round, by rules that need no scenario's names.

    Tables hand in the cards that they may, electors vote by a fixed pattern, people sign up until groups are full.
    """
    for round_id, state in story.session.rounds.items():
        story.play([to(round_id, "open")])
        match state.plan:
            case GatherRound() as plan:
                _gather(story, plan)
            case MergeRound():
                _lay_together(story, state)
            case VoteRound() as plan:
                _vote(story, plan, number)
            case PitchRound() as plan:
                _pitch(story, state, plan)
            case InfoRound(collect_questions=True):
                _ask(story, round_id)
            case SignupRound() as plan:
                _sign_up(story, plan)
            case AssignRound() as plan:
                _wish(story, plan)
        story.play([to(round_id, "carried")])
    return story


def _gather(story: Story, plan: GatherRound) -> None:
    parents = (
        [each.id for each in story.session.input_cards(story.session.rounds[plan.id])] if plan.parent_pool else [None]
    )
    for turn in range(plan.max_per_table):
        for no in range(1, story.tables + 1):
            fields = {
                field.id: story.session.scenario.options(field)[(no + turn) % 2].id
                if field.type == "choice"
                else f"{plan.title.ru}: мысль {no}.{turn}"
                for field in plan.fields
            }
            parent = parents[(no + turn) % len(parents)]
            story.do(table_seat(no), c.SubmitCard(plan.id, fields, parent))


def _lay_together(story: Story, state: RoundState) -> None:
    cards = [each.id for each in themes.material(story.session, state)]
    for pair in zip(cards[::4], cards[1::4], strict=False):
        story.do(team_seat(1), c.MergeCards(state.id, dict.fromkeys(pair, "")))


def _vote(story: Story, plan: VoteRound, number: int) -> None:
    cards = [each.id for each in story.session.input_cards(story.session.rounds[plan.id])]
    voters = range(1, (story.tables if plan.electors == "table" else story.session.people) + 1)
    for no in voters:
        if no % 11 == 10:
            continue  # somebody always stays away
        picks = {cards[(no * step * step + step) % len(cards)]: 1 for step in range(1, (plan.limit or 5) + 1)}
        voter = table_seat(no) if plan.electors == "table" else seat(f"p{no}", story.tables)
        grades = {
            card: {each.id: each.low + (no + place) % (each.high - each.low + 1) for each in plan.criteria}
            for place, card in enumerate(cards)
        }
        graded = plan.method == "score"
        story.do(voter, c.CastBallot(plan.id, {} if graded else picks, grades if graded else {}))
    story.play([to(plan.id, "revealed")])
    if story.outcome(plan.id).pending:
        story.play([c.DrawLots(plan.id, number)])


def _wish(story: Story, plan: AssignRound) -> None:
    cards = [each.id for each in story.session.input_cards(story.session.rounds[plan.id])]
    for no in range(1, story.tables + 1) if plan.mode == "by_bid" else ():
        wish = [cards[(no + step) % len(cards)] for step in range(min(plan.bids, len(cards)))]
        story.do(table_seat(no), c.RankCards(plan.id, tuple(wish)))
    if plan.mode == "manual":
        story.do(LEAD, c.PlaceCards(plan.id, dict.fromkeys(cards, ("t1",))))


def _pitch(story: Story, state: RoundState, plan: PitchRound) -> None:
    """Everybody is heard but for one team, which comes at the end; each table grades what it does not hold."""
    late = state.queue.order[0]
    story.play([c.SkipPitch(plan.id, late, state.queue.rev)])
    for card in (*state.queue.order[1:], late):
        story.play([c.StartPitch(plan.id, card, state.queue.rev)])
        if plan.qa_s:
            story.play([c.OpenQuestions(plan.id, card, state.queue.rev)])
        story.play([c.FinishPitch(plan.id, card, state.queue.rev)])
        if plan.reply_fields:
            story.play([c.GiveReply(plan.id, card, "yes")])
    for no in range(1, story.tables + 1) if plan.score else ():
        theirs = [card for card in state.queue.order if f"t{no}" not in without(story.session, card)]
        story.do(
            table_seat(no),
            c.CastBallot(
                plan.id, {}, {card: {each.id: each.low + no % 3 for each in plan.score.criteria} for card in theirs}
            ),
        )


def _ask(story: Story, round_id: str) -> None:
    for no in range(1, story.tables + 1):
        story.do(table_seat(no), c.AskQuestion(round_id, f"Сколько это стоит, вопрос {no}?"))
    story.play([c.MarkQuestion("q1", "wall", "new"), c.MarkQuestion("q1", "answered", "wall")])


def _sign_up(story: Story, plan: SignupRound) -> None:
    cards = [each.id for each in story.session.input_cards(story.session.rounds[plan.id])]
    roles = [role.id for role in plan.roles]
    for no in range(1, story.session.people + 1):
        name = f"Имя{no} Фамилия{no}" if no % 2 else ""
        consents = plan.consents[: 1 + no % len(plan.consents)] if name else ()
        role = roles[0] if no <= len(cards) else roles[1 + no % (len(roles) - 1)]
        command = c.SignUp(plan.id, cards[(no - 1) % len(cards)], role, name, "", consents)
        story.do(seat(f"p{no}", story.tables), command)


SHEET_OPEN: tuple[Move, ...] = (
    to("problems", "open"),
    card("t1", "Темно в парке", sphere="eco"),
    card("t2", "Негде играть", sphere="cult"),
    to("problems", "carried"),
    to("solutions", "open"),
    card("t1", "Фонари на солнце", "solutions", "c1", first_step="Встреча во дворе"),
    card("t2", "Площадка своими руками", "solutions", "c2"),
    to("solutions", "carried"),
    to("sheet1", "open"),
)
"""Of `SHEETS`: c3 is a solution of table 1, c4 of table 2."""
