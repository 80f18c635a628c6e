"""The paper twin: a desk types in what a table, or a person at it, wrote on paper, as if they had a device."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions import commands as c
from sessions import events as e
from sessions import said
from sessions.cards import CardState
from sessions.people import Registration
from sessions.refusals import Refusal
from sessions.seat import LEAD, Seat
from table_client.screen import SCREEN as TABLET
from tests.looking import reading_of
from tests.story import (
    EVENING,
    GROUPS_OPEN,
    MINI,
    PROBLEMS,
    ROOT,
    SHEETS,
    SHORT,
    Move,
    Story,
    after,
    ballot,
    card,
    seat,
    to,
)

DESK, OTHER = seat("r1"), seat("r2")
POLL = (ROOT / "tests" / "data" / "poll.toml").read_text(encoding="utf-8")
ASSIGN = (ROOT / "tests" / "data" / "assign.toml").read_text(encoding="utf-8")
BEST = MINI.replace("max_per_table = 2\nfields", 'max_per_table = 2\ncarry = {rule = "per_table", k = 1}\nfields', 1)


def slip(no: int, title: str, table: str = "t1", who: Seat = DESK, **more: Any) -> Move:
    return who, c.EnterCard("problems", table, no, {"title": title}, **more)


def live(story: Story, round_id: str = "problems", table: str | None = None) -> list[tuple[int, str]]:
    cards = story.session.round_cards(round_id, table)
    return [(each.paper, each.title) for each in cards if each.state is CardState.LIVE]


WRITING = (to("problems", "open"),)


def test_a_slip_becomes_a_card_of_the_table_and_its_tablet_shows_it_as_its_own() -> None:
    story = after([*WRITING, slip(1, "Темно в парке")])
    (card_,) = story.session.round_cards("problems", "t1")
    assert (card_.table, card_.paper, card_.title) == ("t1", 1, "Темно в парке")
    mine = TABLET.own(reading_of(story), seat("t1"))["cards"]
    assert [each["title"] for each in mine] == ["Темно в парке"]
    written = [event for event in story.events if isinstance(event, e.CardSubmitted)]
    assert [event.paper for event in written] == [1]
    assert [entry.seat for entry in story.store.entries()][-1] == "r1", "whoever typed is the seat of the entry"


def test_the_same_number_puts_the_card_right_and_doubles_nothing() -> None:
    story = after([*WRITING, slip(1, "Темно"), slip(1, "Темно"), slip(1, "Темно в парке", who=OTHER)])
    assert live(story) == [(1, "Темно в парке")]
    assert story.session.cards["c1"].revision == 2
    assert len([each for each in story.events if isinstance(each, e.CardSubmitted | e.CardRevised)]) == 2


def test_a_slip_that_is_in_already_may_be_typed_again_when_the_round_is_over() -> None:
    story = after([*WRITING, slip(1, "Темно"), to("problems", "closed"), slip(1, " Темно ", who=OTHER)])
    assert live(story) == [(1, "Темно")]
    assert story.no(DESK, c.EnterCard("problems", "t1", 1, {"title": "Светло"})) == Refusal.PHASE_CLOSED


def test_the_same_number_of_another_table_is_another_slip() -> None:
    assert live(after([*WRITING, slip(1, "Темно"), slip(1, "Грязно", "t2")])) == [(1, "Темно"), (1, "Грязно")]


def test_a_slip_that_was_never_printed_is_refused_by_its_name_and_what_goes_makes_room_for_another() -> None:
    story = after([*WRITING, slip(4, "Темно"), slip(1, "Грязно")])
    ack = story.ask(*slip(5, "Шумно"))
    assert (ack.code, ack.facts) == (Refusal.SLIP_NOT_PRINTED, {"no": "1-05", "last": "1-04"})
    story.play([(seat("t1"), c.WithdrawCard("c2")), slip(5, "Шумно")])
    assert live(story) == [(4, "Темно"), (5, "Шумно")]
    assert story.no(*slip(99, "Тесно", "t2")) == Refusal.SLIP_NOT_PRINTED


def test_limits_and_fields_are_those_of_a_tablet() -> None:
    story = after([*WRITING, slip(1, "Темно"), slip(2, "Грязно")])
    assert story.no(DESK, c.EnterCard("problems", "t1", 3, {"title": "Шумно"})) == Refusal.CARD_LIMIT
    assert story.no(DESK, c.EnterCard("problems", "t2", 1, {"title": " "})) == Refusal.TEXT_EMPTY
    assert story.no(DESK, c.EnterCard("problems", "t2", 1, {"titel": "Шумно"})) == Refusal.FIELD_UNKNOWN
    assert story.no(DESK, c.EnterCard("problems", "t9", 1, {"title": "Шумно"})) == Refusal.TABLE_UNKNOWN
    assert story.no(DESK, c.EnterCard("problems", "p1", 1, {"title": "Шумно"})) == Refusal.TABLE_UNKNOWN
    story.play([to("problems", "closed")])
    assert story.no(DESK, c.EnterCard("problems", "t2", 1, {"title": "Шумно"})) == Refusal.PHASE_CLOSED


def seen(story: Story, command: c.Command, who: Seat = DESK) -> int:
    """The desk is told that what stands did not come from paper, and which entry that is; nothing has happened."""
    seq = story.session.seq
    ack = story.ask(who, command)
    assert (ack.code, story.session.seq) == (Refusal.PAPER_OLDER, seq)
    return int(ack.facts["seen"])


def insists(story: Story, command: Any, who: Seat = DESK) -> None:
    """The desk is asked, and says that the paper counts."""
    story.do(who, replace(command, over=seen(story, command, who)))


def test_a_slip_never_replaces_what_the_tablet_put_right_since_unless_the_desk_has_seen_it() -> None:
    story = after([*WRITING, slip(1, "Темно"), (seat("t1"), c.ReviseCard("c1", {"title": "Темно в парке"}, 1))])
    again = c.EnterCard("problems", "t1", 1, {"title": "Темно"})
    first = seen(story, again)
    assert live(story) == [(1, "Темно в парке")]
    story.play([slip(1, "Темно в парке", who=OTHER)])  # what says the same is no mistake
    story.do(seat("t1"), c.ReviseCard("c1", {"title": "Темно у реки"}, 2))
    assert story.no(DESK, replace(again, over=first)) == Refusal.PAPER_OLDER, "that is not what the desk has seen"
    insists(story, again)
    assert live(story) == [(1, "Темно")]
    story.play([slip(1, "Темно вечером", who=OTHER)])  # now paper stands there, and paper replaces paper
    assert live(story) == [(1, "Темно вечером")]


def test_a_card_that_its_table_took_back_does_not_come_again_by_itself() -> None:
    story = after([*WRITING, slip(1, "Темно"), (seat("t1"), c.WithdrawCard("c1"))])
    insists(story, c.EnterCard("problems", "t1", 1, {"title": "Темно"}), OTHER)
    assert live(story) == [(1, "Темно")]
    story.play([slip(1, "Темно в парке")])
    assert live(story) == [(1, "Темно в парке")], "the last card of this slip is meant, not the one taken back"


def test_what_the_lead_hid_or_blotted_out_no_slip_brings_back_unseen() -> None:
    story = after([*WRITING, slip(1, "Темно"), c.HideCard("c1"), slip(1, "Темно", who=OTHER)])
    insists(story, c.EnterCard("problems", "t1", 1, {"title": "Темно в парке"}))
    assert (story.session.cards["c1"].state, story.session.cards["c1"].title) == (CardState.HIDDEN, "Темно в парке")
    story.play([slip(2, "Звоните Анне"), c.RedactCard("c2")])
    assert story.no(DESK, c.EnterCard("problems", "t1", 2, {"title": "Звоните Анне"})) == Refusal.CARD_REDACTED


def test_a_slip_under_another_card_goes_there_and_leaves_none_behind() -> None:
    story = after([*SHORT, to("solutions", "open")])
    first, second = (each.id for each in story.session.input_cards(story.round("solutions")))
    wrong = c.EnterCard("solutions", "t1", 1, {"title": "Фонари"}, first)
    story.do(DESK, wrong)
    story.do(DESK, c.EnterCard("solutions", "t1", 2, {"title": "Кружок"}, first))
    right = replace(wrong, parent=second)
    story.do(OTHER, right)
    story.do(DESK, right)
    standing = [each for each in story.session.round_cards("solutions", "t1") if each.paper == 1]
    assert [(each.title, each.parent) for each in standing] == [("Фонари", second)]
    assert story.no(DESK, replace(right, parent=None)) == Refusal.PARENT_NEEDED
    assert story.no(DESK, replace(right, parent="c99")) == Refusal.CARD_UNKNOWN
    assert [type(act.event).__name__ for act in story.session.acts[-1:]] == ["RoundMoved"], "it is no act of the lead"
    story.do(LEAD, replace(right, parent=first))
    assert [type(act.event).__name__ for act in story.session.acts[-1:]] == ["RoundMoved"]


def open_ballots() -> tuple[Story, c.Command, Any]:
    return (
        after([*PROBLEMS, to("short", "open")]),
        c.CastBallot("short", {"c1": 1}),
        c.EnterBallot("short", "t1", {"c2": 1}),
    )


def wishes() -> tuple[Story, c.Command, Any]:
    wrote = [card(f"t{no}", f"Дело {no}") for no in (1, 2, 3, 4)]
    story = after([to("problems", "open"), *wrote], ASSIGN, tables=4, people=24)
    story.play([to("problems", "carried"), to("short", "open"), ballot("t1", "short", "c1", "c2", "c3")])
    story.play([to("short", "carried"), to("take", "open")])
    return story, c.RankCards("take", ("c1", "c2")), c.EnterRanking("take", "t1", ("c2",))


def best() -> tuple[Story, c.Command, Any]:
    story = after([*WRITING, slip(1, "Темно"), slip(2, "Грязно")], BEST)
    return story, c.ChooseBest("problems", ("c1",)), c.EnterBest("problems", "t1", ("c2",))


def answers() -> tuple[Story, c.Command, Any]:
    story = after([to("needs", "open")], POLL, tables=4, people=24)
    return story, c.AnswerPoll("needs", {"ready": 15}), c.EnterAnswers("needs", "t1", {"ready": 20})


@pytest.mark.parametrize("begin", [open_ballots, wishes, best, answers])
def test_what_a_table_said_on_its_tablet_as_a_whole_is_never_replaced_unseen(begin: Any) -> None:
    story, on_tablet, on_paper = begin()
    story.do(DESK, on_paper)
    story.do(OTHER, on_paper)
    story.do(seat("t1"), on_tablet)
    stands = story.session.seq
    same = type(on_paper)(on_paper.round, on_paper.table, getattr(on_tablet, on_tablet.__struct_fields__[1]))
    assert seen(story, on_paper) == seen(story, same) == stands, "the answer tells nothing of what the tablet said"
    insists(story, on_paper)
    assert story.session.said[said.of_table(on_paper.round, "t1")].by == "paper"
    story.do(OTHER, on_paper)


def test_a_vote_that_is_held_again_is_asked_anew() -> None:
    story = after([*PROBLEMS, to("short", "open"), (seat("t1"), c.CastBallot("short", {"c1": 1}))])
    story.play([to("short", "closed"), to("short", "revealed"), c.RepeatVote("short", 1), to("short", "open")])
    story.do(DESK, c.EnterBallot("short", "t1", {"c2": 1}, contest=2))
    assert story.round("short").ballots == {"t1": {"c2": 1}}


def test_a_restart_forgets_nobody_who_said_what(tmp_path: Any) -> None:
    moves = [*WRITING, slip(1, "Темно"), (seat("t1"), c.ReviseCard("c1", {"title": "Темно в парке"}, 1))]
    story = after(moves, path=tmp_path / "day.sqlite")
    before = dict(story.session.said)
    story.reopen()
    assert story.session.said == before
    seen(story, c.EnterCard("problems", "t1", 1, {"title": "Темно"}))


@pytest.mark.parametrize("who", ["t1", "t2", "p1", "gabc", "e1", "x1"])
def test_only_a_desk_and_the_lead_type_for_others(who: str) -> None:
    story = after(WRITING)
    assert story.no(seat(who), c.EnterCard("problems", "t1", 1, {"title": "Темно"})) == Refusal.EVENT_UNKNOWN
    assert story.no(seat(who), c.EnterSignUp("groups", 1, "c5", "member")) == Refusal.EVENT_UNKNOWN


ENTRIES = st.lists(
    st.tuples(st.sampled_from(["r1", "r2", "lead"]), st.sampled_from(["t1", "t2"]), st.integers(1, 2)), max_size=14
)


@settings(max_examples=40, deadline=None)
@given(ENTRIES)
def test_whoever_types_whatever_slip_how_often_there_is_one_card_of_each(entries: list[tuple[str, str, int]]) -> None:
    story = after(WRITING)
    for who, table, no in entries:
        story.do(seat(who), c.EnterCard("problems", table, no, {"title": f"Листок {table} {no}"}))
    found = sorted((each.table, each.paper, each.title) for each in story.session.round_cards("problems"))
    assert found == sorted({(table, no, f"Листок {table} {no}") for _, table, no in entries})


def test_the_order_in_which_two_desks_type_the_same_heap_does_not_matter() -> None:
    heap = [(no, table) for no in (1, 2) for table in ("t1", "t2")]
    for order in itertools.islice(itertools.permutations(heap), 0, 24, 5):
        one = after([*WRITING, *(slip(no, f"{table} {no}", table) for no, table in heap)])
        one.play([slip(no, f"{table} {no}", table, OTHER) for no, table in order])
        assert sorted(live(one)) == sorted((no, f"{table} {no}") for no, table in heap)


def test_a_table_whose_paper_was_typed_was_at_work_and_nobody_undoes_what_it_rests_on() -> None:
    story = after([*WRITING, slip(1, "Темно", who=LEAD)])
    assert story.session.signals.heard["t1"] == story.wall_ms
    assert [type(act.event).__name__ for act in story.session.acts] == ["RoundMoved"], "typing is no act of the lead"
    assert story.no(LEAD, c.UndoAct(story.session.acts[-1].seq)) == Refusal.UNDO_DEPENDS


def test_what_is_blotted_out_of_a_slip_keeps_its_number_also_after_a_restart(tmp_path: Any) -> None:
    story = after([*WRITING, slip(1, "Звоните Анне"), c.RedactCard("c1")], path=tmp_path / "day.sqlite")
    story.reopen()
    assert story.session.cards["c1"].paper == 1
    assert "Анне" not in str(story.events)


def test_ready_is_said_for_a_table() -> None:
    story = after(
        [*WRITING, (DESK, c.EnterReady("problems", "t2", True)), (DESK, c.EnterReady("problems", "t2", True))]
    )
    assert list(story.round("problems").ready) == ["t2"]


def test_the_open_ballot_of_a_table_is_whole_and_the_last_one_counts() -> None:
    story = after([*PROBLEMS, to("short", "open"), (DESK, c.EnterBallot("short", "t1", {"c1": 1}))])
    story.play([(OTHER, c.EnterBallot("short", "t1", {"c2": 1, "c3": 1}))])
    assert story.round("short").ballots == {"t1": {"c2": 1, "c3": 1}}
    over = {f"c{no}": 1 for no in range(1, 5)}
    assert story.no(DESK, c.EnterBallot("short", "t1", over)) == Refusal.BALLOT_OVER_LIMIT
    assert story.no(DESK, c.EnterBallot("short", "t1", {"c1": 1}, contest=2)) == Refusal.BALLOT_STALE


def test_a_secret_ballot_is_never_typed_in_as_a_tables() -> None:
    story = after(GROUPS_OPEN)
    assert story.no(DESK, c.EnterBallot("choose", "t1", {"c5": 1})) == Refusal.ROUND_STALE


def test_answers_of_a_table_come_from_its_sheet() -> None:
    story = after([to("needs", "open")], POLL, tables=4, people=24)
    story.do(DESK, c.EnterAnswers("needs", "t2", {"ready": 15, "word": "Всё хорошо"}))
    assert story.round("needs").poll.sheets == {"t2": {"ready": 15, "word": "Всё хорошо"}}
    assert story.no(DESK, c.EnterAnswers("needs", "t2", {"ready": 99})) == Refusal.CHOICE_UNKNOWN


def sheets_open() -> Story:
    rounds = [(state.id, state.plan.kind) for state in Story(SHEETS, tables=4, people=24).session.rounds.values()]
    story = after(
        [to("problems", "open"), card("t1", "Темно"), card("t2", "Грязно"), to("problems", "carried")],
        SHEETS,
        tables=4,
        people=24,
    )
    assert rounds[1][1] == "gather"
    story.play([to("solutions", "open")])
    for table, parent in (("t1", "c1"), ("t2", "c2")):
        story.do(seat(table), c.SubmitCard("solutions", {"title": f"Дело {table}"}, parent))
    first = next(name for name, kind in rounds if kind == "elaborate")
    return story.play([to("solutions", "carried"), to(first, "open")])


def test_the_paper_sheet_is_laid_over_what_stands_and_takes_nothing_away() -> None:
    story = sheets_open()
    round_id = story.session.current or ""
    story.do(seat("t1"), c.SaveSheet(round_id, "c3", {"title": "Свет", "what": "Ставим фонари"}, 0))
    story.do(DESK, c.EnterSheet(round_id, "t1", "c3", {"whom": "соседям", "what": "Ставим фонари"}))
    insists(story, c.EnterSheet(round_id, "t1", "c3", {"whom": "детям", "title": "Свет в парке"}))
    story.do(OTHER, c.EnterSheet(round_id, "t1", "c3", {"whom": "соседям"}))
    sheet = story.session.sheets["c3"]
    assert sheet.fields["what"] == "Ставим фонари" and sheet.fields["title"] == "Свет в парке"
    assert len(sheet.versions) == 4
    assert story.no(DESK, c.EnterSheet(round_id, "t2", "c3", {"title": "Чужой"})) == Refusal.SEAT_FOREIGN


def test_a_field_that_was_blotted_out_is_not_typed_in_again_unseen() -> None:
    story = sheets_open()
    typed = c.EnterSheet(story.session.current or "", "t1", "c3", {"what": "Звоните Анне"})
    story.play([(DESK, typed), c.RedactField("c3", "what")])
    seen(story, typed, OTHER)


def test_a_line_of_the_sign_up_sheet_is_the_persons_and_its_consents_are_marked_as_paper() -> None:
    who = c.EnterSignUp("groups", 2, "c5", "member", "Борис Ильин", "+7 900 000-00-02", ("processing", "screen"))
    story = after([*GROUPS_OPEN, (DESK, who), (OTHER, who)])
    assert [(each.person, each.role) for each in story.session.group("c5")] == [("p2", "member")]
    known = story.people.get("p2")
    assert known is not None and known.public == "Борис И."
    assert [(each.purpose, each.on_paper) for each in known.consents] == [("processing", True), ("screen", True)]
    assert "Борис" not in str(story.events)
    nameless = c.EnterSignUp("groups", 3, "c5", "member", "Вера Осипова")
    assert story.no(DESK, nameless) == Refusal.CONSENT_NEEDED
    assert story.no(DESK, c.EnterSignUp("groups", 99, "c5", "member")) == Refusal.AUTHOR_UNKNOWN
    assert story.no(DESK, c.EnterSignUp("groups", 2, "c6", "member")) == Refusal.SIGN_UP_LIMIT


JOINS = c.SignUp("groups", "c5", "member", "Борис Ильин", "", ("processing",))


@pytest.mark.parametrize(
    "line", [{"role": "leader"}, {"contact": "+7 900 000-00-02"}, {"consents": ("processing", "screen")}]
)
def test_a_line_never_replaces_what_its_person_said_on_a_phone_since(line: dict[str, Any]) -> None:
    typed = c.EnterSignUp("groups", 2, "c5", "member", "Борис Ильин", "", ("processing",))
    story = after([*GROUPS_OPEN, (DESK, replace(typed, name="Борис Илин")), (seat("p2"), JOINS)])
    story.do(OTHER, typed)
    before = story.people.get("p2")
    seen(story, replace(typed, **line))
    assert story.people.get("p2") == before
    insists(story, replace(typed, **line))
    story.do(OTHER, typed)


def test_a_desk_insists_on_what_it_has_seen_and_not_on_a_role_that_was_chosen_since() -> None:
    typed = c.EnterSignUp("groups", 2, "c5", "member", "Борис Илин", "", ("processing",))
    story = after([*GROUPS_OPEN, (seat("p2"), JOINS)])
    first = seen(story, typed)
    story.do(seat("p2"), c.SignUp("groups", "c5", "leader"))
    assert story.no(DESK, replace(typed, over=first)) == Refusal.PAPER_OLDER


def test_whoever_left_by_phone_is_not_brought_back_by_the_same_line() -> None:
    typed = c.EnterSignUp("groups", 2, "c5", "member", "Борис Ильин", "", ("processing",))
    story = after([*GROUPS_OPEN, (DESK, typed), (seat("p2"), c.WithdrawSignUp("c5"))])
    seen(story, typed, OTHER)
    assert story.people.get("p2") is None and not story.session.memberships


def test_whoever_signed_up_on_a_device_is_not_marked_as_paper() -> None:
    story = after([*GROUPS_OPEN, (seat("p2"), c.SignUp("groups", "c5", "member", "Борис Ильин", "", ("processing",)))])
    known = story.people.get("p2")
    assert known is not None and [each.on_paper for each in known.consents] == [False]


def test_what_a_desk_remembers_of_a_name_goes_with_it() -> None:
    who = c.EnterSignUp("groups", 2, "c5", "member", "Борис Ильин", "", ("processing",))
    story = after(GROUPS_OPEN)
    assert story.ask(DESK, who, "typed").ok and story.desk.knows(DESK, "typed")
    story.do(seat("p2"), c.WithdrawSignUp("c5"))
    kept = story.store._db.execute("select digest from answers where seat = 'r1' and action_id = 'typed'")
    assert kept.fetchone() == (None,)
    nameless = c.EnterSignUp("groups", 3, "c5", "member", "Вера Осипова")
    assert not story.ask(DESK, nameless, "refused").ok
    kept = story.store._db.execute("select digest from answers where seat = 'r1' and action_id = 'refused'")
    assert kept.fetchone() == (None,), "of a name that was refused nothing is kept at all"


class Evening:
    """The forum evening with three tables; table 2 never has a tablet, and its people have no phones."""

    def __init__(self, on_paper: bool) -> None:
        self.on_paper = on_paper
        self.story = Story(EVENING, tables=3, people=9)
        self.slips: dict[tuple[str, str], int] = {}

    def write(self, round_id: str, table: str, fields: dict[str, str], parent: str | None = None) -> None:
        if not self.on_paper or table != "t2":
            self.story.do(seat(table), c.SubmitCard(round_id, fields, parent))
            return
        no = self.slips[round_id, table] = self.slips.get((round_id, table), 0) + 1
        for who in (DESK, OTHER):  # the heap went through two hands
            self.story.do(who, c.EnterCard(round_id, table, no, fields, parent))

    def vote(self, round_id: str, table: str, **marks: Any) -> None:
        if self.on_paper and table == "t2":
            self.story.do(DESK, c.EnterBallot(round_id, table, **marks))
        else:
            self.story.do(seat(table), c.CastBallot(round_id, **marks))

    def ready(self, round_id: str) -> None:
        for table in ("t1", "t2", "t3"):
            paper = self.on_paper and table == "t2"
            said: Move = (
                (LEAD, c.EnterReady(round_id, table, True)) if paper else (seat(table), c.MarkReady(round_id, True))
            )
            self.story.play([said])

    def play(self) -> Story:
        story = self.story
        names = tuple(c.Listed(None, Registration(f"Гость {no}")) for no in range(1, 10))
        story.do(DESK, c.TakeList(names, 0))
        story.do(DESK, c.MarkAttendance(tuple(f"p{no}" for no in range(1, 10)), True))
        story.play([to("welcome", "carried"), to("problems", "open")])
        plan: Any = story.round("problems").plan
        first = {field.id: _some(story, field) for field in plan.fields[1:] if field.required or field.options}
        for no, table in itertools.product((1, 2), ("t1", "t2", "t3")):
            self.write("problems", table, {plan.fields[0].id: f"Проблема {table} {no}"} | first)
        self.ready("problems")
        story.play([to("problems", "carried"), to("themes", "carried"), to("choose_problems", "open")])
        cards = [each.id for each in story.session.input_cards(story.round("choose_problems"))]
        for place, table in enumerate(("t1", "t2", "t3")):
            self.vote("choose_problems", table, choices=dict.fromkeys(cards[place : place + 4], 1))
        story.play([to("choose_problems", "closed"), to("choose_problems", "revealed")])
        self.settle("choose_problems")
        story.play([to("matrix", "open")])
        short = [each.id for each in story.session.input_cards(story.round("matrix"))]
        for place, table in enumerate(("t1", "t2", "t3")):
            grades = {each: {"importance": 3 + (place + n) % 3, "own_power": 4} for n, each in enumerate(short)}
            self.vote("matrix", table, grades=grades)
        story.play([to("matrix", "closed"), to("matrix", "revealed")])
        self.settle("matrix")
        story.play([to("solutions", "open")])
        chosen = [each.id for each in story.session.input_cards(story.round("solutions"))]
        for no, table in itertools.product((1, 2), ("t1", "t2", "t3")):
            fields = {"title": f"Решение {table} {no}", "first_step": "Встретимся во дворе"}
            self.write("solutions", table, fields, chosen[no % len(chosen)])
        self.ready("solutions")
        story.play([to("solutions", "carried"), to("choose_initiatives", "open")])
        self.people()
        story.play([to("choose_initiatives", "closed"), to("choose_initiatives", "revealed")])
        self.settle("choose_initiatives")
        story.play([to("groups", "open")])
        self.sign_up()
        return story.play([to("groups", "carried"), to("farewell", "carried")])

    def settle(self, round_id: str) -> None:
        if self.story.outcome(round_id).pending:
            self.story.do(LEAD, c.DrawLots(round_id, 417))
        self.story.play([to(round_id, "carried")])

    def people(self) -> None:
        """Of nine badges 2, 5 and 8 sit at table 2."""
        vote, story = "choose_initiatives", self.story
        cards = [each.id for each in story.session.input_cards(story.round(vote))]
        if self.on_paper:
            story.do(DESK, c.GivePapers(vote, 1, ("p2", "p5", "p8"), True))
        for no in range(1, 10):
            choices = {cards[no % len(cards)]: 1, cards[0]: 1}
            if self.on_paper and no % 3 == 2:
                for who in (DESK, LEAD):
                    story.do(who, c.ReadPaper(vote, 1, f"2-{(no + 1) // 3}", choices))
            else:
                story.do(seat(f"p{no}"), c.CastBallot(vote, choices))

    def sign_up(self) -> None:
        plan: Any = self.story.round("groups").plan
        (card_id, *_) = [each.id for each in self.story.session.input_cards(self.story.round("groups"))]
        for no in range(1, 10):
            role = plan.roles[0].id if no == 2 else plan.roles[-1].id
            said = (card_id, role, f"Гость {no}", f"+7 900 000-00-0{no}", ("processing", "screen", "transfer"))
            if self.on_paper and no % 3 == 2:
                self.story.do(DESK, c.EnterSignUp("groups", no, *said))
            else:
                self.story.do(seat(f"p{no}"), c.SignUp("groups", *said))


def _some(story: Story, field: Any) -> str:
    if field.type == "choice":
        return str(story.session.scenario.options(field)[0].id)
    return "Лесная"


def test_a_whole_evening_of_a_table_without_a_tablet_lacks_nothing() -> None:
    """The same evening twice: once all with devices, once table 2 all on paper. What comes of it is the same."""
    paper, devices = Evening(on_paper=True).play(), Evening(on_paper=False).play()
    assert not any(entry.seat == "t2" for entry in paper.store.entries()), "the tablet was never there"
    for round_id in ("problems", "solutions"):
        assert len([each for each in paper.session.round_cards(round_id, "t2") if each.paper]) == 2
    for session in (paper.session, devices.session):
        assert len(session.group(next(iter(session.memberships))[0])) == 9
    titles = [[each.title for each in story.session.cards.values()] for story in (paper, devices)]
    assert titles[0] == titles[1]
    for round_id in ("choose_problems", "matrix", "choose_initiatives"):
        one, other = paper.outcome(round_id), devices.outcome(round_id)
        assert (one.scores, one.ballots, one.electors) == (other.scores, other.ballots, other.electors)
    assert paper.outcome("choose_initiatives").reckoning.papers == 3  # type: ignore[union-attr]
    assert [each.ready.keys() for each in paper.session.rounds.values()] == [
        each.ready.keys() for each in devices.session.rounds.values()
    ]
