"""docs/recount.py shares no line with the program, finds what the program finds, and finds it if anybody changed it."""

import contextlib
import hashlib
import json
import random
import sqlite3
import subprocess
import sys

import pytest

from sessions import commands as c
from sessions.journal import GENESIS, link
from sessions.people import Registration
from sessions.seat import LEAD
from sessions.writer import digest
from tests.sessions.kinds import test_gathering as writing
from tests.story import (
    AFTERNOON,
    CHOSEN,
    EVENING,
    MINI,
    PROBLEMS,
    ROOT,
    SIGNED,
    SIGNED_UP,
    SOLUTIONS,
    Story,
    after,
    ballot,
    card,
    play_any,
    seat,
    to,
)

RECOUNT = ROOT / "docs" / "recount.py"


def recount(path):
    """The exit status and what was printed; the script runs apart, with nothing of ours on its path."""
    asked = subprocess.run(
        [sys.executable, "-I", "-W", "error", str(RECOUNT), str(path)], capture_output=True, text=True, timeout=60
    )
    assert asked.stderr == "", asked.stderr
    return asked.returncode, asked.stdout


@pytest.fixture
def file(tmp_path):
    return tmp_path / "day.sqlite"


TO_BE_DRAWN = MINI.replace('"include:3", ', "")
DRAWN = (
    *SOLUTIONS,
    to("choose", "open"),
    *(ballot(f"p{no}", "choose", f"c{5 + no % 3}") for no in range(1, 10)),
    to("choose", "revealed"),
    c.DrawLots("choose", 4711),
    to("choose", "carried"),
)


def test_the_script_needs_nothing_but_python():
    text = RECOUNT.read_text(encoding="utf-8")
    assert "sessions" not in [word.split(".")[0] for line in text.splitlines() for word in line.split()[1:2]]
    assert len(text.splitlines()) <= 825


def test_the_evening_is_recounted(file):
    story = play_any(Story(EVENING, path=file, tables=12, people=140))
    status, told = recount(file)  # while the session is still open
    assert status == 0, told
    assert f"0 differences, chain head {story.session.head}" in told
    for round_id in ("choose_problems", "choose_initiatives"):
        outcome = story.outcome(round_id)
        assert f"{round_id}: {outcome.ballots} ballots of {outcome.electors}" in told
        for row in outcome.scores:
            assert f"{row.score:5} from {row.breadth:2} tables  {row.card:5} " in told


def test_the_queue_is_drawn_again_and_the_grades_are_added_up(file):
    play_any(Story(AFTERNOON, path=file, tables=4, people=8))
    status, told = recount(file)
    assert status == 0, told
    assert "pitches: 4 tables graded" in told

    def another_order(kind, fact):
        turned = [*fact["order"][1:], fact["order"][0]] if kind == "QueueDrawn" else None
        return {**fact, "order": turned} if turned and fact["round"] == "pitches" else None

    def kinder(kind, fact):
        if kind != "BallotCast" or fact["table"] != "t1":
            return None
        return {**fact, "grades": {card: dict.fromkeys(given, 5) for card, given in fact["grades"].items()}}

    for change, what in ((another_order, "pitches: order: the session says"), (kinder, "rows")):
        copy = file.with_name(f"{change.__name__}.sqlite")
        with contextlib.closing(sqlite3.connect(file)) as source, contextlib.closing(sqlite3.connect(copy)) as there:
            source.backup(there)
        rewrite(copy, change)
        status, told = recount(copy)
        assert status == 1 and what in told, told


def test_a_draw_is_drawn_again(file):
    story = after(DRAWN, TO_BE_DRAWN, path=file)
    status, told = recount(file)
    assert status == 0, told
    assert f"choose: drawn with 4711: {', '.join(story.outcome('choose').passed)}" in told


def test_a_draw_without_a_card_that_was_hidden_meanwhile_is_drawn_again(file):
    scenario = MINI.replace('"breadth", "include:3", "draw"', '"draw"')
    level = (*PROBLEMS, to("short", "open"), ballot("t1", "short", "c1", "c2", "c3"), to("short", "revealed"))
    after([*level, c.HideCard("c3"), c.DrawLots("short", 5), to("short", "carried")], scenario, path=file)
    status, told = recount(file)
    assert status == 0, told


def test_a_day_with_cards_hidden_withdrawn_and_blotted_out_is_recounted(file):
    moves = [
        *SOLUTIONS[:-1],
        (seat("t1"), c.SubmitCard("solutions", {"title": "лишняя"}, "c2")),
        (seat("t1"), c.WithdrawCard("c8")),
        c.HideCard("c7"),
        (seat("t3"), c.SubmitCard("solutions", {"title": "Иванов"}, "c1")),
        c.RedactCard("c9"),
        to("solutions", "carried"),
        to("choose", "open"),
        *(ballot(f"p{no}", "choose", "c5", "c6") for no in range(1, 5)),
        ballot("p5", "choose"),
        c.HideCard("c6"),
        to("choose", "closed"),
        to("choose", "open"),
        ballot("p6", "choose", "c5"),
        to("choose", "carried"),
    ]
    after(moves, path=file)
    status, told = recount(file)
    assert status == 0, told
    assert "Иванов" not in told


def rewrite(path, change):
    """Change bodies and make a chain that holds again, as somebody with the file and the time could."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        for (name,) in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            db.execute(f"drop trigger {name}")
        head, changed = GENESIS, 0
        for seq, at, who, kind, body, salt in db.execute(
            "select seq, at, seat, kind, body, salt from journal order by seq"
        ).fetchall():
            fact = json.loads(body)
            new = change(kind.partition(".")[0], fact)
            if new is not None:
                changed, body = changed + 1, json.dumps(new, ensure_ascii=False, separators=(",", ":")).encode()
            digest = hashlib.sha256(salt + body).hexdigest()
            head = link(head, seq, at, who, kind, digest)
            db.execute("update journal set body=?, digest=?, hash=? where seq=?", (body, digest, head, seq))
        db.commit()
        assert changed


def change_of(wanted, edit):
    def change(kind, fact):
        return edit(fact) if kind == wanted else None

    return change


def _in(fact, **new):
    return {**fact, "outcome": {**fact["outcome"], **new}}


REWRITTEN = {
    "a ballot was added": change_of(
        "BallotsSealed",
        lambda fact: {**fact, "ballots": [*fact["ballots"], {"receipt": "AAA-AAA", "choices": {"c5": 1}}]},
    ),
    "a ballot was taken away": change_of("BallotsSealed", lambda fact: {**fact, "ballots": fact["ballots"][1:]}),
    "a mark was moved": change_of(
        "BallotsSealed",
        lambda fact: {
            **fact,
            "ballots": [{**fact["ballots"][0], "choices": {"c7": 1}}, *fact["ballots"][1:]],
        },
    ),
    "a receipt is there twice": change_of(
        "BallotsSealed", lambda fact: {**fact, "ballots": [*fact["ballots"], fact["ballots"][0]]}
    ),
    "a ballot has too many marks": change_of(
        "BallotsSealed",
        lambda fact: {
            **fact,
            "ballots": [
                {**fact["ballots"][0], "choices": {"c5": 1, "c6": 1, "c7": 1}},
                *fact["ballots"][1:],
            ],
        },
    ),
    "breadth was changed": change_of(
        "BallotsSealed", lambda fact: {**fact, "reach": {**fact["reach"], "c7": ["t1", "t2", "t3"]}}
    ),
    "a table's ballot was changed": change_of("BallotCast", lambda fact: {**fact, "choices": {"c4": 1}}),
    "the scores were changed": change_of(
        "TallyRevealed",
        lambda fact: _in(fact, scores=[{**fact["outcome"]["scores"][0], "score": 9}, *fact["outcome"]["scores"][1:]]),
    ),
    "another card passed": change_of(
        "TallyRevealed",
        lambda fact: _in(fact, passed=fact["outcome"]["rest"][:1], rest=fact["outcome"]["passed"]),
    ),
    "the electors were changed": change_of("TallyRevealed", lambda fact: _in(fact, electors=10)),
    "the turnout was changed": change_of("TallyRevealed", lambda fact: _in(fact, ballots=8)),
    "the quorum was changed": change_of("TallyRevealed", lambda fact: _in(fact, quorum=1)),
    "the head was changed": change_of("TallyRevealed", lambda fact: _in(fact, head="0" * 64)),
    "another card was carried": change_of(
        "RoundCarried",
        lambda fact: {**fact, "cards": fact["cards"][::-1]} if fact["round"] == "choose" else None,
    ),
    "a card was lost on the way": change_of(
        "RoundCarried",
        lambda fact: {**fact, "cards": fact["cards"][1:]} if fact["round"] == "solutions" else None,
    ),
}


@pytest.mark.parametrize("what", REWRITTEN)
def test_a_rewritten_day_is_found_even_if_its_chain_holds(file, what):
    after(CHOSEN, path=file).close()
    assert recount(file)[0] == 0
    rewrite(file, REWRITTEN[what])
    status, told = recount(file)
    assert status == 1
    assert "DIFFERS: " in told
    assert "chain" not in told.partition("DIFFERS: ")[2].splitlines()[0]


def test_another_number_or_seed_or_winner_of_the_draw_is_found(file, tmp_path):
    for place, edit in enumerate(
        (
            lambda fact: {**fact, "number": 4712},
            lambda fact: {**fact, "seed": "0" * 64},
            lambda fact: _in(fact, passed=fact["outcome"]["passed"][::-1]),
        )
    ):
        path = tmp_path / f"draw{place}.sqlite"
        after(DRAWN, TO_BE_DRAWN, path=path).close()
        rewrite(path, change_of("LotsDrawn", edit))
        assert recount(path)[0] == 1


@pytest.mark.parametrize(
    "sql",
    [
        "update journal set body = cast(replace(body, 'c5', 'c7') as blob) where kind = 'BallotsSealed.1'",
        "update journal set at = at - 60000 where seq = 5",
        "update journal set seat = 't2' where seq = 10",
        "delete from journal where seq = 10",
        "update journal set stub = body, body = null, salt = null where seq = 10",
    ],
)
def test_a_changed_entry_breaks_the_chain(file, sql):
    after(SIGNED_UP, path=file).close()
    with contextlib.closing(sqlite3.connect(file)) as db:
        for (name,) in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            db.execute(f"drop trigger {name}")
        db.execute(sql)
        db.commit()
    status, told = recount(file)
    assert status == 1
    assert "DIFFERS: entry" in told


def test_the_recount_changes_nothing(file):
    after(CHOSEN, path=file).close()
    before = file.read_bytes()
    recount(file)
    assert file.read_bytes() == before


CRITERIA = '[{id = "weight", label = "Важно"}, {id = "own", label = "Сами"}]'
WAYS = {
    "dots": ('method = "dots"\nlimit = 5\ncap = 3', "table", 'rule = "top", k = 2, tie = ["breadth", "draw"]'),
    "mean": (f'method = "score"\ncriteria = {CRITERIA}', "table", 'rule = "top", k = 2, tie = ["mean:own", "draw"]'),
    "median and gate": (
        f'method = "score"\ncriteria = {CRITERIA}',
        "table",
        'rule = "top", k = 2, by = "weight.median", gate = "own.mean >= 2.5", tie = ["draw"]',
    ),
    "people grade": (f'method = "score"\ncriteria = {CRITERIA}', "person", 'rule = "top", k = 2, tie = ["draw"]'),
    "hands": ("", "table_tally", 'rule = "top", k = 2, tie = ["breadth", "draw"]'),
    "seated": ('weight = "seated"', "table", 'rule = "top", k = 2, tie = ["draw"]'),
    "report": ('own = "report"', "person", 'rule = "top", k = 2, tie = ["breadth", "draw"]'),
    "exclude": ('own = "exclude"', "table", 'rule = "top", k = 2, tie = ["draw"]'),
    "people exclude": ('own = "exclude"', "person", 'rule = "top", k = 2, tie = ["draw"]'),
    "variety": ("", "person", 'rule = "top", k = 3, diversify = {field = "sphere", max = 1}, tie = ["draw"]'),
    "every table": ("", "person", 'rule = "per_table", k = 1, tie = ["draw"]'),
    "equal shares": ("", "person", 'rule = "equal_shares", k = 2, tie = ["draw"]'),
    "bare shares": ("", "person", 'rule = "equal_shares", k = 2, completion = "none", tie = ["draw"]'),
}


@pytest.mark.parametrize("chance", range(6))
@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_vote_is_recounted(way, chance, file):
    keys, electors, carry = WAYS[way]
    at, end = MINI.index("limit = 3"), MINI.index("\n", MINI.index("carry", MINI.index("limit = 3")))
    scenario = (MINI[:at] + f"{keys}\ncarry = {{{carry}}}" + MINI[end:]).replace(
        'electors = "table"', f'electors = "{electors}"', 1
    )
    throw = random.Random(f"{way} {chance}")
    come = [(seat("p2"), c.Arrive())] if way == "seated" else []
    story = after([*PROBLEMS, *come, to("short", "open")], scenario, path=file)
    voters = [f"p{no}" for no in range(1, 10)] if electors == "person" else ["t1", "t2", "t3"]
    for voter in voters[: 2 + throw.randrange(len(voters) - 1)]:
        marks, grades = {}, {}
        for each in throw.sample(["c1", "c2", "c3", "c4"], throw.randint(0, 3)):
            if "score" in keys:
                questions = throw.sample(["weight", "own"], throw.randint(1, 2))
                grades[each] = {question: throw.randint(1, 5) for question in questions}
            else:
                marks[each] = throw.randint(1, 3) if way == "hands" or (way == "dots" and not marks) else 1
        story.do(seat(voter), c.CastBallot("short", marks, grades))
    story.play([to("short", "closed")])
    if way == "seated":
        story.play([(seat("p3"), c.Arrive()), (seat("p5"), c.Arrive())])
    revealed = story.ask(LEAD, c.MoveRound("short", "revealed", "closed"))
    if revealed.ok and story.outcome("short").pending:
        story.play([c.DrawLots("short", throw.randrange(1000))])
    status, told = recount(file)
    assert status == 0, told


def test_a_card_that_was_put_right_is_recounted_by_what_it_says_at_last(file):
    at, end = MINI.index("limit = 3"), MINI.index("\n", MINI.index("carry", MINI.index("limit = 3")))
    carry = 'carry = {rule = "top", k = 2, diversify = {field = "sphere", max = 1}, tie = ["draw"]}'
    said = [("t1", "Свет", "eco"), ("t2", "Дворы", "eco"), ("t3", "Клуб", "cult")]
    story = after(
        [
            to("problems", "open"),
            *(card(table, title, sphere=sphere) for table, title, sphere in said),
            (seat("t1"), c.ReviseCard("c1", {"title": "Кино", "sphere": "cult"}, 1)),
            to("problems", "carried"),
            to("short", "open"),
            ballot("t1", "short", "c1", "c3"),
            ballot("t2", "short", "c1", "c3"),
            ballot("t3", "short", "c1", "c2"),
            to("short", "revealed"),
        ],
        MINI[:at] + carry + MINI[end:],
        path=file,
    )
    assert story.outcome("short").passed == ("c1", "c2"), "one of each sphere"
    status, told = recount(file)
    assert status == 0, told
    assert "Кино" in told and "Свет" not in told


SHARES = 'rule = "equal_shares", k = 2, tie = ["draw"]'
TIED_SHARES = [("p1", "c1"), ("p2", "c1"), ("p3", "c1"), ("p4", "c2"), ("p5", "c3")]
CLEAR_SHARES = [*TIED_SHARES, ("p6", "c2")]


def shared_out(votes, file):
    at, end = MINI.index("limit = 3"), MINI.index("\n", MINI.index("carry", MINI.index("limit = 3")))
    scenario = (MINI[:at] + f"carry = {{{SHARES}}}" + MINI[end:]).replace(
        'electors = "table"', 'electors = "person"', 1
    )
    cast = [ballot(person, "short", card) for person, card in votes]
    return after([*PROBLEMS, to("short", "open"), *cast, to("short", "revealed")], scenario, path=file)


def test_a_draw_of_equal_shares_that_decides_nothing_is_found(file):
    assert shared_out(CLEAR_SHARES, file).outcome("short").passed == ("c1", "c2")
    assert recount(file)[0] == 0
    rewrite(file, change_of("TallyRevealed", lambda fact: waits(fact, [], ["c1", "c2"], ["c3", "c4"])))
    assert "the draw is asked where it decides nothing" in recount(file)[1]


def test_a_draw_of_equal_shares_that_was_decided_in_silence_is_found(file):
    assert shared_out(TIED_SHARES, file).outcome("short").pending
    assert recount(file)[0] == 0
    rewrite(file, change_of("TallyRevealed", lambda fact: waits(fact, ["c1", "c2"], [], ["c3", "c4"])))
    assert "or not where it does" in recount(file)[1]


def waits(fact, passed, pending, rest):
    places = {"passed": passed, "pending": pending, "rest": rest, "places": len(pending) and 2}
    return {**fact, "outcome": {**fact["outcome"], **places}}


def test_marks_and_late_cards_are_recounted(file):
    """What a table marks goes on, and of one that marks none its first; late cards are among the themes' cards."""
    late, best = c.SubmitCard("problems", {"title": "Шумно"}), c.ChooseBest("solutions", ("c7",))
    moves = [*writing.THEMES_OPEN, (seat("t2"), late), *writing.SOLUTIONS[len(writing.THEMES_OPEN) :]]
    story = Story(writing.DAY, path=file).play([*moves, (seat("t1"), best), to("solutions", "carried")])
    assert story.session.pools["themes"] == ("c3", "c4", "c5") and "c7" in story.session.pools["solutions"]
    story.close()
    status, said = recount(file)
    assert status == 0, said


def test_a_vote_is_recounted_by_the_rule_that_the_day_was_given_last(file):
    story = after(PROBLEMS, path=file)
    other = MINI.replace('k = 2, tie = ["breadth", "include:3", "draw"]', 'k = 1, tie = ["breadth", "draw"]', 1)
    story.play([c.ReviseScenario(other, digest(story.session.scenario)), to("short", "open")])
    story.play([ballot("t1", "short", "c1", "c2", "c3"), ballot("t2", "short", "c1"), to("short", "carried")])
    assert story.session.pools["chosen"] == ("c1",)
    status, told = recount(file)
    assert status == 0, told


def listed_day(file):
    """A vote of people whom the check-in desk has seen: one comes late, one goes home, one is struck, one walks in."""
    desk = seat("r1")
    rows = tuple(c.Listed(None, Registration(f"Гость {no}")) for no in range(1, 10))
    return after(
        [
            (desk, c.TakeList(rows, 0)),
            (desk, c.MarkAttendance(("p1", "p2", "p3", "p4", "p5"), True)),
            *SOLUTIONS,
            to("choose", "open"),
            *(ballot(f"p{no}", "choose", "c5") for no in (1, 2, 3, 4)),
            (desk, c.MarkAttendance(("p6",), True)),
            (desk, c.MarkAttendance(("p1",), False)),
            (desk, c.StrikePerson("p2")),
            (desk, c.RegisterPerson("Мимо Шедший", consents=SIGNED)),
            to("choose", "revealed"),
        ],
        path=file,
    )


def test_the_recount_knows_who_may_vote_where_there_is_a_list(file):
    story = listed_day(file)
    assert (story.outcome("choose").electors, story.outcome("choose").ballots) == (6, 3)
    status, said = recount(file)
    assert status == 0, said
    assert "3 ballots of 6" in said


def test_a_roll_that_somebody_shortened_is_noticed(file):
    listed_day(file).close()
    rewrite(file, change_of("AttendanceMarked", lambda fact: fact | {"people": fact["people"][:1]}))
    status, said = recount(file)
    assert status == 1 and "electors" in said


def test_the_weight_of_a_table_is_who_sits_and_is_there(file):
    desk = seat("r1")
    rows = tuple(c.Listed(None, Registration(f"Гость {no}")) for no in range(1, 10))
    weighed = MINI.replace('electors = "table"', 'electors = "table"\nweight = "seated"')
    moves = [
        (desk, c.TakeList(rows, 0)),
        (desk, c.MarkAttendance(("p1", "p2", "p3", "p4"), True)),
        (desk, c.MovePerson("p4", "t2")),
        *PROBLEMS,
        to("short", "open"),
        ballot("t1", "short", "c1"),
        ballot("t2", "short", "c2"),
        to("short", "revealed"),
    ]
    story = after(moves, weighed, path=file)
    assert story.round("short").weights == {"t1": 1, "t2": 2}
    assert [(row.card, row.score) for row in story.outcome("short").scores[:2]] == [("c2", 2), ("c1", 1)]
    assert recount(file)[0] == 0


def test_the_recount_counts_every_way_and_its_line_of_sums(file):
    desk, other = seat("r1"), seat("r2")
    cards = {"c5": 1, "c6": 1}
    story = after(
        [
            *SOLUTIONS,
            to("choose", "open"),
            ballot("p1", "choose", "c5"),
            (desk, c.GivePapers("choose", 1, ("p2", "p5"), True)),
            *((who, c.ReadPaper("choose", 1, "2-1", cards)) for who in (desk, other)),
            *((who, c.ReadPaper("choose", 1, "2-2", spoiled=True)) for who in (desk, other)),
            (desk, c.CountHands("choose", 1, 3, {"c6": 2}, "t3")),
            to("choose", "revealed"),
        ],
        path=file,
    )
    assert story.outcome("choose").ballots == 5
    status, said = recount(file)
    assert status == 0, said
    assert "choose: given 9, used 6, refused 1, counted 5: adds up" in said
    rewrite(file, change_of("TallyRevealed", lambda fact: _in(fact, reckoning={"given": 9, "phones": 2, "hands": 3})))
    status, said = recount(file)
    assert status == 1 and "reckoning" in said


PAPERS_AND_HANDS = [
    *SOLUTIONS,
    to("choose", "open"),
    ballot("p1", "choose", "c5"),
    (seat("r1"), c.GivePapers("choose", 1, ("p2", "p5"), True)),
    *((seat(who), c.ReadPaper("choose", 1, "2-1", {"c6": 1})) for who in ("r1", "r2")),
    (seat("r1"), c.CountHands("choose", 1, 3, {"c6": 2}, "t3")),
    to("choose", "revealed"),
]
SUMS_WERE = {"given": 9, "phones": 1, "papers": 1, "hands": 3, "papers_given": 2}


@pytest.mark.parametrize(
    "sums, told",
    [
        (None, "no line of sums"),
        ({**SUMS_WERE, "phones": 2}, "sealed"),
        ({**SUMS_WERE, "papers_given": 1}, "papers_given"),
        ({**SUMS_WERE, "hands": 2}, "hands"),
        ({**SUMS_WERE, "given": 8}, "given"),
    ],
)
def test_a_line_of_sums_that_is_missing_or_false_is_a_difference(file, sums, told):
    after(PAPERS_AND_HANDS, path=file)
    assert recount(file)[0] == 0

    def change(kind, fact):
        if kind == "BallotsSealed":
            return {**fact, "reckoning": sums}
        return _in(fact, reckoning=sums) if kind == "TallyRevealed" else None

    rewrite(file, change)
    status, said = recount(file)
    assert status == 1 and told in said


def test_a_runoff_has_a_line_of_sums_of_its_own(file):
    mini = MINI.replace('"breadth", "include:3", ', '"runoff", ')
    moves = [*SOLUTIONS, to("choose", "open"), ballot("p1", "choose", "c5", "c6"), ballot("p2", "choose", "c7")]
    hands = (seat("r1"), c.CountHands("choose", 2, 2, {"c5": 2}, "t3"))
    runoff = [to("choose", "revealed"), c.OpenRunoff("choose"), to("choose", "open"), hands, to("choose", "revealed")]
    after([*moves, *runoff], mini, path=file)
    status, said = recount(file)
    assert status == 0, said
    assert said.count("adds up") == 2 and "choose: given 9, used 2, refused 0, counted 2: adds up" in said
    times = []

    def change(kind, fact):
        times.extend([kind] if kind == "BallotsSealed" else [])
        return {**fact, "reckoning": {"given": 9, "hands": 1}} if len(times) == 2 and kind == "BallotsSealed" else None

    rewrite(file, change)
    status, said = recount(file)
    assert status == 1 and "hands" in said
