"""Polls: sheets of answers, what is added up of them, and the lead's straw polls.

A person's sheet is personal data.  It lies in the open box, and at the seal only sums leave it: `count` adds up,
`conceal` hides small cells, and the sheets are destroyed.  What is kept to compare two polls lies in a box of its own
under a key of its own, the pair box of the later one, so that the seal of the first leaves nothing that leads back.
`apply` here is the part of `apply` that keeps what was published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sessions import conceal
from sessions import events as e
from sessions.journal import Entry
from sessions.phases import Phase
from sessions.questionnaire import Answer, Answers, cell_of, cells, questions, shared
from sessions.scenario import PollRound, Question, Scenario

if TYPE_CHECKING:
    from sessions.session import RoundState, Session

BEFORE, AFTER = "before.", "after."
"""How the two halves of a pair are told apart in its box."""


@dataclass(slots=True)
class PollState:
    """`sheets`: table → its open answers. `let`: the texts that are on the screens: of guests or not, question, no."""

    sheets: dict[str, dict[str, Answer]] = field(default_factory=dict)
    sealed: e.PollSealed | None = None
    let: set[tuple[bool, str, int]] = field(default_factory=set)


@dataclass(slots=True)
class Straw:
    """A straw poll: open until it has `counts`, on the screens until it is hidden."""

    no: int
    question: str
    options: tuple[str, ...]
    live: bool
    counts: tuple[int, ...] | None = None
    guests: int = 0
    hidden: bool = False


# -- boxes ---------------------------------------------------------------------------------------------


def pair_box(round_id: str) -> str:
    """Where halves of pairs lie until this later poll is sealed: no round can have such an id."""
    return f"{round_id}~pair"


def is_pair_box(box: str) -> bool:
    return box.endswith("~pair")


def straw_box(no: int) -> str:
    """Where the answers to a straw poll lie."""
    return f"~straw{no}"


def boxes_sealed(event: e.Event) -> list[str]:
    """The boxes that this event of a poll ends: rows, keys and remembered answers."""
    match event:
        case e.PollSealed(round=round_id, pair_with=earlier):
            return [round_id, *([pair_box(round_id)] if earlier else [])]
        case e.PairsDropped(round=round_id):
            return [pair_box(round_id)]
        case e.StrawSealed(straw=no):
            return [straw_box(no)]
        case _:
            return []


def sealed_boxes(session: Session) -> Iterator[str]:
    """The boxes of polls that were sealed: their keys must be gone."""
    for state in session.rounds.values():
        if state.poll.sealed is not None:
            yield from boxes_sealed(state.poll.sealed)
    yield from (straw_box(straw.no) for straw in session.straws if straw.counts is not None)


def later_ones(session: Session, round_id: str) -> list[RoundState]:
    """The polls that are compared with this one and still to be shown; for one that is skipped nothing is kept."""
    return [
        each
        for each in session.rounds.values()
        if isinstance(each.plan, PollRound)
        and each.plan.pair_with == round_id
        and each.poll.sealed is None
        and each.phase is not Phase.SKIPPED
    ]


# -- reading -------------------------------------------------------------------------------------------


def sheets_in(session: Session, state: RoundState) -> tuple[int, int]:
    """How many sheets there are: of badges or tables, and of guests."""
    assert isinstance(state.plan, PollRound)
    if state.poll.sealed is not None:
        guests = state.poll.sealed.guests
        return state.poll.sealed.count.sheets, guests.sheets if guests else 0
    if state.plan.electors == "table":
        return len(state.poll.sheets), 0
    box = session.boxes.get(state.id, {}).values()
    guests_in = sum(each.guest for each in box)
    return len(box) - guests_in, guests_in


def shown_straw(session: Session) -> Straw | None:
    """The straw poll that the hall sees now."""
    return session.straws[-1] if session.straws and not session.straws[-1].hidden else None


def straw_counts(session: Session, straw: Straw) -> tuple[tuple[int, ...], int]:
    """The count of a straw poll as it stands, and how many of all had no badge."""
    if straw.counts is not None:
        return straw.counts, straw.guests
    box = session.boxes.get(straw_box(straw.no), {}).values()
    chosen = Counter(each.answers["choice"] for each in box)
    return tuple(chosen[place] for place in range(len(straw.options))), sum(each.guest for each in box)


# -- adding up -----------------------------------------------------------------------------------------


def count(
    scenario: Scenario,
    plan: PollRound,
    sheets: Sequence[Answers],
    least: int,
    shuffled: Callable[[list[str]], list[str]],
) -> e.Count:
    """Each question added up by itself, what fewer than `least` said hidden, texts out of their order."""
    return e.Count(len(sheets), tuple(_question(scenario, each, sheets, least, shuffled) for each in questions(plan)))


def least_of(plan: PollRound) -> int:
    """Cells below this are hidden; of tables, whose answers are open, none."""
    return plan.min_cell if plan.electors == "person" and plan.min_cell > 1 else 0


def pairs(session: Session, earlier: RoundState, later: RoundState, own: e.Count) -> tuple[e.Pair, ...]:
    """The questions of two polls compared, of the people whose both halves are there. A cell that was hidden by itself
    hides its row or column, or the comparison would give it away."""
    assert isinstance(earlier.plan, PollRound) and isinstance(later.plan, PollRound)
    halves = [each.answers for each in session.boxes.get(pair_box(later.id), {}).values()]
    least = max(least_of(earlier.plan), least_of(later.plan))
    found = []
    for question in shared(earlier.plan, later.plan):
        names = cells(session.scenario, question)
        both = Counter(
            (cell_of(question, each.get(BEFORE + question.id)), cell_of(question, each.get(AFTER + question.id)))
            for each in halves
            if BEFORE + question.id in each and AFTER + question.id in each
        )
        if not both:
            continue
        counts = [[both[was, now] for now in names] for was in names]
        before = earlier.poll.sealed.count if earlier.poll.sealed else None
        hidden = conceal.table(counts, least, rows=_hidden(before, question), columns=_hidden(own, question))
        found.append(e.Pair(question.id, both.total(), tuple(tuple(line) for line in hidden)))
    return tuple(found)


def _hidden(count: e.Count | None, question: Question) -> list[int]:
    """The places of the cells of a question that are hidden."""
    of = next((each for each in count.questions if each.id == question.id), None) if count else None
    return [place for place, (low, high) in enumerate(of.cells.values()) if low != high] if of else []


def _question(
    scenario: Scenario,
    question: Question,
    sheets: Sequence[Answers],
    least: int,
    shuffled: Callable[[list[str]], list[str]],
) -> e.QuestionCount:
    said = [each[question.id] for each in sheets if question.id in each]
    if question.type == "text":
        return e.QuestionCount(question.id, texts=tuple(shuffled(sorted(str(text) for text in said))))
    names = cells(scenario, question)
    if question.type == "several":
        chosen = Counter(option for each in said if isinstance(each, tuple) for option in each)
        ranges = conceal.each([chosen[name] for name in names], len(sheets), least)
        return e.QuestionCount(question.id, dict(zip(names, ranges, strict=True)))
    fell = Counter(cell_of(question, answer) for answer in said)
    rest = None if question.required else len(sheets) - len(said)
    ranges = conceal.row([fell[name] for name in names], least, rest)
    return e.QuestionCount(question.id, dict(zip(names, ranges, strict=True)))


# -- the part of apply ---------------------------------------------------------------------------------


def apply(session: Session, event: e.Event, entry: Entry) -> None:
    """Keep what was answered openly, published, let on or asked."""
    match event:
        case e.TableAnswered(round=round_id, table=table, answers=answers):
            session.rounds[round_id].poll.sheets[table] = dict(answers)
        case e.PollSealed(round=round_id):
            session.rounds[round_id].poll.sealed = event
        case e.PairsDropped():
            pass
        case e.TextLet(round=round_id, question=question, no=no, on=on, guests=guests):
            let = session.rounds[round_id].poll.let
            (let.add if on else let.discard)((guests, question, no))
        case e.StrawOpened(straw=no, question=question, options=options, live=live):
            session.straws.append(Straw(no, question, options, live))
        case e.StrawSealed(straw=no, counts=counts, guests=guests_in):
            straw = session.straws[no - 1]
            straw.counts, straw.guests = counts, guests_in
        case e.StrawHidden(straw=no):
            session.straws[no - 1].hidden = True
        case _:
            raise ValueError(f"no event of a poll: {type(event).__name__}")
    for box in boxes_sealed(event):
        session.boxes.pop(box, None)


def all_texts(state: RoundState) -> Iterable[tuple[bool, str, int, str]]:
    """Every text of a sealed poll: of guests or not, question, number, words."""
    sealed = state.poll.sealed
    for guests, of in ((False, sealed and sealed.count), (True, sealed and sealed.guests)):
        for question in of.questions if of else ():
            for no, text in enumerate(question.texts):
                yield guests, question.id, no, text
