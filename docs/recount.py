#!/usr/bin/env python3
"""Recount a session of Veche with nothing but Python 3.11: python3 recount.py SESSION.sqlite

It shares no line with the program that it checks.  It follows the hash chain from the first entry to the last, adds up
every vote from the ballots, applies the scenario's rule and tie chain anew, draws the lots anew from the number that
the hall called, and sees whether that is what went on.  It opens the file read-only, prints each result with the head
of the chain at the close, and ends with status 1 if anything differs.
"""

import json
import sqlite3
import sys
import tomllib
from fractions import Fraction
from hashlib import sha256
from math import ceil
from pathlib import Path


def sha(data):
    return sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()


def read(path):
    """The journal's rows in order."""
    connection = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in connection.execute("select * from journal order by seq")]
    finally:
        connection.close()


def check_chain(rows):
    """Each row's hash covers the row before, its own facts and SHA-256(salt, body); yields what does not fit."""
    acts = [json.loads(row["body"]) for row in rows if row["kind"].startswith("EntryRedacted")]
    stubs, head = {act["seq"]: act["stub_sha256"] for act in acts}, "0" * 64
    for seq, row in enumerate(rows, 1):
        line = f"{head}\n{seq}\n{row['at']}\n{row['seat']}\n{row['kind']}\n{row['digest']}"
        if row["seq"] != seq or sha(line) != row["hash"]:
            yield f"entry {seq}: the chain is broken"
        if row["body"] is None and sha(row["stub"]) != stubs.get(seq):
            yield f"entry {seq}: blotted out without an act of the lead"
        if row["body"] is not None and sha(row["salt"] + row["body"]) != row["digest"]:
            yield f"entry {seq}: the body was changed"
        head = row["hash"]


def pick(rule, cards, score, breadth, ballots):
    """Apply a carry rule: (passed in order, waiting for the draw, places left for it)."""
    ranked = sorted(cards, key=lambda card: -score[card])
    if rule.get("rule", "all") == "all":
        return ranked, [], 0
    if rule["rule"] == "threshold":
        least = rule.get("min") or max(1, ceil(Fraction(str(rule["share"])) * ballots))
        return [card for card in ranked if score[card] >= least], [], 0
    k, ranked = rule["k"], [card for card in ranked if score[card]]
    if len(ranked) <= k:
        return ranked, [], 0
    cut = score[ranked[k - 1]]
    passed = [card for card in ranked if score[card] > cut]
    tied = [card for card in ranked if score[card] == cut]
    for step in rule.get("tie", ["breadth", "draw"]):
        if step == "breadth" and len(passed) + len(tied) > k:
            wide = sorted(tied, key=lambda card: -breadth[card])
            edge = breadth[wide[k - len(passed) - 1]]
            passed += [card for card in wide if breadth[card] > edge]
            tied = [card for card in wide if breadth[card] == edge]
        if step.startswith("include:") and len(passed) + len(tied) <= int(step[8:]):
            return passed + tied, [], 0
    return (passed, tied, k - len(passed)) if len(passed) + len(tied) > k else (passed + tied, [], 0)


class Day:
    """The journal as far as a recount needs it; `wrong` are the differences."""

    def __init__(self, say):
        self.say, self.wrong, self.hidden = say, [], set()
        self.cards, self.pools, self.heads, self.votes, self.reach, self.known = {}, {}, {}, {}, {}, {}

    def same(self, name, stored, **counted):
        for what, value in counted.items():
            if stored[what] != value:
                self.wrong.append(f"{name}: {what}: the session says {stored[what]}, the recount {value}")

    def take(self, row):
        fact = json.loads(row["stub"] if row["body"] is None else row["body"])
        match row["kind"].partition(".")[0]:
            case "SessionStarted":
                self.start, day = fact, tomllib.loads(fact["scenario"].removeprefix("\ufeff"))
                self.plans, self.quorum = {plan["id"]: plan for plan in day["round"]}, day["scenario"].get("quorum", {})
            case "CardSubmitted":
                self.cards[fact["card"]] = fact
            case "CardWithdrawn":
                self.cards.pop(fact["card"])
            case "CardHidden":
                self.hidden.add(fact["card"])
            case "CardRestored":
                self.hidden.discard(fact["card"])
            case "RoundMoved" if fact["phase"] == "closed":
                self.heads[fact["round"]] = row["hash"]
            case "BallotCast":
                self.votes.setdefault(fact["round"], {})[fact["table"]] = set(fact["choices"])
            case "BallotsSealed":
                self.votes[fact["round"]] = {each["receipt"]: set(each["choices"]) for each in fact["ballots"]}
                self.reach[fact["round"]] = {card: len(tables) for card, tables in fact["reach"].items()}
                self.same(fact["round"], {"receipts": len(fact["ballots"])}, receipts=len(self.votes[fact["round"]]))
            case "TallyRevealed":
                self.recount(fact["round"], fact["outcome"])
            case "LotsDrawn":
                self.draw(fact["round"], fact, self.known[fact["round"]])
            case "RoundCarried" if fact["pool"]:
                self.carry(fact["round"], fact)

    def recount(self, name, outcome):
        plan, votes = self.plans[name], self.votes[name]
        cards = [card for card in self.pools[plan["input"]] if card not in self.hidden]
        people, tables = plan["electors"] == "person", self.start["tables"]
        electors = self.start["people"] if people else tables
        score = {card: sum(card in marks for marks in votes.values()) for card in cards}
        breadth = {card: self.reach[name].get(card, 0) for card in cards} if people else score
        rows = [(card, score[card], breadth[card], 1 + sum(score[o] > score[card] for o in cards)) for card in cards]
        rows.sort(key=lambda row: -row[1])
        over = [marks for marks in votes.values() if len(marks) > plan.get("limit", len(cards))]
        if over or len(votes) > electors or any(not (n > 0) <= wide <= min(n, tables) for _, n, wide, _ in rows):
            self.wrong.append(f"{name}: marks above the limit, ballots above the electors, or tables above the marks")
        share, least = Fraction(str(self.quorum.get("person", 0))), self.quorum.get("table")
        self.same(
            name,
            outcome,
            electors=electors,
            ballots=len(votes),
            blank=sum(not marks.intersection(cards) for marks in votes.values()),
            quorum=(ceil(share * electors) or None) if people else least and min(least, tables),
            scores=[dict(zip(("card", "score", "breadth", "rank"), row, strict=True)) for row in rows],
            head=self.heads[name],
        )
        self.goes_on(name, outcome, cards, *pick(plan.get("carry", {}), cards, score, breadth, len(votes)))
        self.say(f"{name}: {len(votes)} ballots of {electors}, chain at the close {outcome['head'][:8]}")
        for card, marks, wide, _ in rows:
            self.say(f"{marks:5} from {wide:2} tables  {card:5} {next(iter(self.cards[card]['fields'].values()))}")

    def draw(self, name, fact, before):
        seed = sha(f"{self.heads[name]}\n{fact['number']}")
        self.same(name, fact, seed=seed)
        level = [card for card in before["pending"] if card not in self.hidden]
        order = sorted(level, key=lambda card: sha(f"{seed}\n{card}"))
        lucky = order[: before["places"]]
        cards = before["passed"] + before["pending"] + before["rest"]
        self.goes_on(name, fact["outcome"], cards, before["passed"] + lucky, [], 0)
        self.say(f"{name}: drawn with {fact['number']}: {', '.join(lucky)}")

    def goes_on(self, name, outcome, cards, passed, pending, places):
        self.known[name] = {**outcome, "rest": sorted(outcome["rest"])}
        rest = sorted(set(cards).difference(passed, pending))
        self.same(name, self.known[name], passed=passed, pending=pending, places=places, rest=rest)

    def carry(self, name, fact):
        self.pools[fact["pool"]] = fact["cards"]
        match self.plans[name]["kind"]:
            case "gather":
                mine = [card for card, each in self.cards.items() if each["round"] == name and card not in self.hidden]
                self.same(name, fact, cards=mine)
            case "vote":
                self.same(name, fact, cards=self.known[name]["passed"])


def main(path, say=print):
    """Print the recount; the number of differences."""
    rows, day = read(path), Day(say)
    wrong = list(check_chain(rows))
    for row in [] if wrong else rows:
        day.take(row)
    wrong += day.wrong
    for line in wrong:
        say(f"DIFFERS: {line}")
    say(f"{len(rows)} entries, {len(wrong)} differences, chain head {rows[-1]['hash'] if rows else 'none'}")
    return len(wrong)


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        sys.stderr.write("Name the file of a session: python3 docs/recount.py var/<name>.sqlite\n")
        sys.exit(2)
    try:
        sys.exit(1 if main(sys.argv[1]) else 0)
    except sqlite3.Error as error:
        sys.stderr.write(f"{sys.argv[1]} is not a session of Veche ({error}); name a file var/<name>.sqlite\n")
        sys.exit(2)
