"""A real conversation played as a forum: 316 statements as cards of twelve tables, agreements as approval ballots.

The counting here is written straight from the CSV, and the tie chain from the rules as the hall hears them; neither
touches a line of the program.
"""

import csv
import hashlib
import random
from collections import defaultdict
from dataclasses import dataclass

import pytest

from sessions import commands as c
from sessions.outcome import Outcome
from sessions.seat import LEAD, Seat, person_seat, table_seat
from tests.story import ROOT, Story, to

DATA = ROOT / "tests" / "data" / "bg2050"
TABLES, VOTERS, NUMBER, CHUNK = 12, 126, 2050, 10
RULE = (20, 20)
"""How many go on, and up to how many more are included: with these two the twentieth place is drawn by lot."""

SCENARIO = f"""
[scenario]
id = "bg2050"
title = "What would you want to see in the Bowling Green of the future?"
tables = {TABLES}
people = {VOTERS}
quorum = {{person = 0.6, table = 10}}

[[round]]
id = "statements"
kind = "gather"
title = "Statements"
minutes = 60
output = "statements"
max_per_table = 100
fields = [{{id = "title", label = "Statement", max_len = 140, required = true}}]

[[round]]
id = "agree"
kind = "vote"
title = "Agreements"
minutes = 60
input = "statements"
output = "agreed"
electors = "person"
carry = {{rule = "top", k = %d, tie = ["breadth", "include:%d", "draw"]}}
"""


@dataclass
class Conversation:
    """Accepted statements by id with their table, and every vote on one in order of time."""

    statements: dict[str, str]
    table: dict[str, int]
    votes: list[tuple[str, str, str]]  # voter, statement, "1" | "0" | "-1"
    person: dict[str, int]


def read(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def talk():
    rows = [row for row in read("comments.csv") if row["moderated"] == "1"]
    statements = {row["comment-id"]: row["comment-body"] for row in rows}
    written = defaultdict(list)
    for row in rows:
        written[row["author-id"]].append(row["comment-id"])
    table, load = {}, dict.fromkeys(range(1, TABLES + 1), 0)
    for author in sorted(written, key=lambda each: (-len(written[each]), int(each))):
        lightest = min(load, key=load.__getitem__)  # an author's cards stay on one table
        load[lightest] += len(written[author])
        table.update(dict.fromkeys(written[author], lightest))
    rows = sorted(read("votes.csv"), key=lambda row: int(row["timestamp"]))
    voters = sorted({row["voter-id"] for row in rows}, key=int)
    votes = [(row["voter-id"], row["comment-id"], row["vote"]) for row in rows if row["comment-id"] in statements]
    return Conversation(statements, table, votes, {voter: no for no, voter in enumerate(voters, 1)})


def ballots_of(talk):
    """Every voter's way through the conversation as whole ballots, one after each `CHUNK` votes and the last one."""
    ways = defaultdict(list)
    agreed, waits = defaultdict(set), defaultdict(int)
    for voter, statement, vote in talk.votes:
        (agreed[voter].add if vote == "1" else agreed[voter].discard)(statement)
        waits[voter] += 1
        if waits[voter] % CHUNK == 0:
            ways[voter].append(frozenset(agreed[voter]))
    for voter in talk.person:
        ways[voter].append(frozenset(agreed[voter]))
    return ways


def arrivals(talk, seed):
    """All ballots in one order of arrival: shuffled between voters, each voter's own in order."""
    ways = ballots_of(talk)
    turns = [voter for voter, way in ways.items() for _ in way]
    random.Random(seed).shuffle(turns)
    rest = {voter: iter(way) for voter, way in ways.items()}
    return [(voter, next(rest[voter])) for voter in turns]


def play(talk, seed="arrival", rule=RULE):
    """The forum on this conversation; the story and the card of each statement."""
    story = Story(SCENARIO % rule, tables=TABLES, people=VOTERS, seed="bg2050")
    story.play([to("statements", "open")])
    card = {}
    for statement, text in talk.statements.items():
        ack = story.do(table_seat(talk.table[statement]), c.SubmitCard("statements", {"title": text}))
        card[statement] = ack.answer["card"]
    story.play([to("statements", "carried"), to("agree", "open")])
    for voter, agreed in arrivals(talk, seed):
        story.do(person(talk, voter), c.CastBallot("agree", {card[each]: 1 for each in sorted(agreed)}))
    story.play([to("agree", "revealed")])
    if story.outcome("agree").pending:
        story.play([c.DrawLots("agree", NUMBER)])
    return story.play([to("agree", "carried")]), card


def person(talk, voter) -> Seat:
    no = talk.person[voter]
    return person_seat(no, f"t{(no - 1) % TABLES + 1}")


@pytest.fixture(scope="module")
def played(talk):
    return play(talk)


def counted(talk):
    """Straight from the CSV: agreements and the tables that they came from, by statement; the latest vote counts."""
    latest = {}
    for voter, statement, vote in talk.votes:
        latest[voter, statement] = vote
    score, tables = dict.fromkeys(talk.statements, 0), {statement: set() for statement in talk.statements}
    for (voter, statement), vote in latest.items():
        if vote == "1":
            score[statement] += 1
            tables[statement].add((talk.person[voter] - 1) % TABLES)
    return score, {statement: len(seen) for statement, seen in tables.items()}


def test_the_data_is_what_its_readme_says(talk):
    assert (len(read("comments.csv")), len(read("votes.csv")), len(talk.person)) == (371, 14_341, VOTERS)
    assert len(talk.statements) == 316
    assert max(len(text) for text in talk.statements.values()) == 140, "no statement has to be cut"
    assert len(set(talk.table.values())) == TABLES


def test_every_statement_arrives_as_a_card_in_one_line(talk, played):
    story, card = played
    assert len(story.session.cards) == 316
    for statement, text in talk.statements.items():
        told = story.session.cards[card[statement]]
        assert told.title == " ".join(text.split())
        assert told.table == f"t{talk.table[statement]}"


def test_scores_equal_the_count_from_the_csv(talk, played):
    story, card = played
    score, tables = counted(talk)
    outcome = story.outcome("agree")
    assert (outcome.electors, outcome.ballots) == (VOTERS, VOTERS)
    assert {row.card: (row.score, row.breadth) for row in outcome.scores} == {
        card[statement]: (score[statement], tables[statement]) for statement in talk.statements
    }
    assert sum(row.score for row in outcome.scores) == sum(score.values()) > 9000


def test_the_ballots_that_were_sealed_are_the_latest_votes_of_the_voters(talk, played):
    story, card = played
    sealed = story.round("agree").sealed
    final = [sorted(card[each] for each in way[-1]) for way in ballots_of(talk).values()]
    assert sorted(sorted(ballot.choices) for ballot in sealed) == sorted(final)
    assert [ballot.receipt for ballot in sealed] == sorted({ballot.receipt for ballot in sealed})


RULES = {
    RULE: "draw",
    (20, 21): "include",
    (65, 66): "breadth",
    (112, 113): "draw",
}


@pytest.mark.parametrize(("rule", "decided_by"), RULES.items(), ids=str)
def test_the_order_equals_the_rule_as_the_hall_hears_it(talk, played, rule, decided_by):
    """Most marks; where the last place is level, more tables; still level, a few places more; then the lot."""
    (k, include), (score, tables) = rule, counted(talk)
    story, card = played if rule == RULE else play(talk, rule=rule)
    outcome = story.outcome("agree")
    assert outcome.tie[-1].step == decided_by
    last = sorted(score.values(), reverse=True)[k - 1]
    sure = [each for each in talk.statements if score[each] > last]  # in the order in which they arrived
    sure.sort(key=lambda each: -score[each])
    level = [each for each in talk.statements if score[each] == last]
    while level:
        widest = max(tables[each] for each in level)
        wide = [each for each in level if tables[each] == widest]
        level = [each for each in level if tables[each] < widest]
        if len(sure) + len(wide) <= k:
            sure += wide
            continue
        if len(sure) < k and len(sure) + len(wide) <= include:
            sure += wide
        elif len(sure) < k:
            seed = hashlib.sha256(f"{outcome.head}\n{NUMBER}".encode()).hexdigest()
            wide.sort(key=lambda each: hashlib.sha256(f"{seed}\n{card[each]}".encode()).hexdigest())
            sure += wide[: k - len(sure)]
        break
    assert outcome.passed == tuple(card[each] for each in sure)
    assert story.session.pools["agreed"] == outcome.passed
    assert set(outcome.passed) | set(outcome.rest) == set(card.values())


def test_two_plays_give_the_same_head(talk, played):
    story, _ = played
    again, _ = play(talk)
    assert again.session.head == story.session.head
    assert again.session == story.session


def test_another_order_of_arrival_changes_receipts_and_nothing_else(talk, played):
    story, card = played
    other, same = play(talk, seed="another")
    assert same == card
    assert other.outcome("agree").scores == story.outcome("agree").scores
    assert other.outcome("agree").head == story.outcome("agree").head, (
        "the secret ballots leave no mark before the seal"
    )
    assert other.outcome("agree").passed == story.outcome("agree").passed
    assert other.session.head != story.session.head


def test_vote_by_vote_gives_what_whole_ballots_give(talk):
    """The three most eager voters, every single vote a ballot of its own."""
    busiest = sorted(talk.person, key=lambda voter: -sum(who == voter for who, _, _ in talk.votes))[:3]
    story = Story(SCENARIO % RULE, tables=TABLES, people=VOTERS)
    story.play([to("statements", "open")])
    card = {}
    for statement, text in talk.statements.items():
        ack = story.do(table_seat(talk.table[statement]), c.SubmitCard("statements", {"title": text}))
        card[statement] = ack.answer["card"]
    story.play([to("statements", "carried"), to("agree", "open")])
    agreed = {voter: set() for voter in busiest}
    for voter, statement, vote in talk.votes:
        if voter in agreed:
            (agreed[voter].add if vote == "1" else agreed[voter].discard)(card[statement])
            story.do(person(talk, voter), c.CastBallot("agree", dict.fromkeys(sorted(agreed[voter]), 1)))
    assert story.actions > 316 + 500
    story.play([to("agree", "revealed")])
    outcome: Outcome = story.outcome("agree")
    assert outcome.ballots == 3
    assert {row.card: row.score for row in outcome.scores} == {
        each: sum(each in marks for marks in agreed.values()) for each in card.values()
    }
    assert story.no(LEAD, c.DrawLots("statements", 1)) == "draw.not_needed"
