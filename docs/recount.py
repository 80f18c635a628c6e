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
from itertools import permutations
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


def number(value):
    return int(value) if value == int(value) else float(value)


def aggregate(grades, how):
    """`mean`, `median` or `sum`, exact; 0 where nobody graded."""
    grades = sorted(map(Fraction, grades))
    if how == "sum" or not grades:
        return sum(grades, Fraction(0))
    middle = (grades[(len(grades) - 1) // 2] + grades[len(grades) // 2]) / 2
    return sum(grades) / len(grades) if how == "mean" else middle


def averages(given):
    """Question → what its grades come to, in each way."""
    return {
        question: {"answers": len(grades)} | {how: number(aggregate(grades, how)) for how in ("sum", "mean", "median")}
        for question, grades in given.items()
    }


class Rule:
    """A carry rule and all that it may look at: marks or shares to rank by, breadth, means, fields, tables, ballots."""

    runoff = None  # card -> its rank in the runoff, once there was one

    def __init__(self, rule, cards, score, breadth, ballots, means=None, kinds=None, tables=None, marked=()):
        self.rule, self.cards, self.score, self.breadth, self.ballots = rule, cards, score, breadth, ballots
        self.means, self.kinds, self.tables, self.marked = means or {}, kinds or {}, tables or {}, marked

    def pick(self, lots=None):
        """(passed in order, those that wait, places left for them); `lots`: card -> its place in the draw."""
        ranked = sorted(self.cards, key=lambda card: -self.score[card])
        match self.rule.get("rule", "all"):
            case "manual":
                return [], ranked, self.rule.get("k", 0)
            case "all":
                return ranked, [], 0
            case "threshold":
                least = self.rule.get("min") or max(1, ceil(Fraction(str(self.rule["share"])) * self.ballots))
                return [card for card in ranked if self.score[card] >= least], [], 0
            case "per_table":
                return self.per_table(ranked, lots)
            case "equal_shares":
                return self.equal_shares(ranked, lots)
            case "top":
                ranked = [card for card in ranked if self.score[card]]
                return self.varied(ranked, lots) if "diversify" in self.rule else self.top(ranked, lots)
        return None

    def waits(self):
        """For what the cards wait that `pick` leaves open."""
        if self.rule.get("rule") == "manual":
            return "pick"
        return "runoff" if "runoff" in self.rule.get("tie", []) and self.runoff is None else "draw"

    def value(self, step, card):
        if step == "runoff":
            return -self.runoff.get(card, len(self.runoff) + 1)
        return self.breadth[card] if step == "breadth" else self.means[card][step.partition(":")[2]]

    def top(self, ranked, lots):
        k = self.rule["k"]
        if len(ranked) <= k:
            return ranked, [], 0
        cut = self.score[ranked[k - 1]]
        passed = [card for card in ranked if self.score[card] > cut]
        tied = [card for card in ranked if self.score[card] == cut]
        for step in self.rule.get("tie", ["breadth", "draw"]):
            places = k - len(passed)
            if step == "runoff" and self.runoff is None and len(tied) > places:
                return passed, tied, places
            if step.startswith(("breadth", "mean:", "runoff")) and len(tied) > places:
                best = sorted(tied, key=lambda card: -self.value(step, card))
                edge = self.value(step, best[places - 1])
                passed += [card for card in best if self.value(step, card) > edge]
                tied = [card for card in best if self.value(step, card) == edge]
            if step.startswith("include:") and len(passed) + len(tied) <= int(step[8:]):
                return passed + tied, [], 0
        if len(passed) + len(tied) <= k:
            return passed + tied, [], 0
        if lots:
            return passed + sorted(tied, key=lots.__getitem__)[: k - len(passed)], [], 0
        return passed, tied, k - len(passed)

    def varied(self, ranked, lots):
        """Down the ranking; whoever passes first or last among its equals alike is sure, the others wait."""
        steps = [step for step in self.rule.get("tie", []) if step.startswith(("breadth", "mean:"))]
        keys = {card: (-self.score[card], *(-self.value(step, card) for step in steps)) for card in ranked}
        most, k, passed = self.rule["diversify"]["max"], self.rule["k"], []
        widest = max([int(step[8:]) for step in self.rule["tie"] if step.startswith("include:")], default=0)
        for key in sorted(set(keys.values())):
            if len(passed) >= k:
                break
            block = [card for card in ranked if keys[card] == key]
            free = self.run(passed, block, most, len(passed) + len(block))
            roomy = all(card in free for card in block if card in self.run(passed, [card], most, len(passed) + 1))
            if roomy and len(free) > k and len(free) <= widest:
                passed = free
                continue
            sure = [c for c in block if c in self.run(passed, [*(o for o in block if o != c), c], most, k)]
            open_for = [c for c in block if c in self.run(passed, [c, *(o for o in block if o != c)], most, k)]
            doubt = [card for card in open_for if card not in sure]
            if doubt and not lots:
                passed += [card for card in open_for if card in sure]
                return passed, doubt, max(0, k - len(passed))
            passed = self.run(passed, sorted(open_for, key=lambda c: (c in doubt, (lots or {}).get(c, 0))), most, k)
        return passed, [], 0

    def run(self, passed, order, most, k):
        """Let cards pass in this order while there is a place, and one for their kind."""
        passed = list(passed)
        for card in order:
            kind = self.kinds.get(card)
            if len(passed) < k and not (kind and sum(self.kinds.get(o) == kind for o in passed) >= most):
                passed.append(card)
        return passed

    def per_table(self, ranked, lots):
        """Each table's own best; a card that passes at one of its tables takes a place at the others, too."""
        found = [
            self.top([card for card in ranked if table in self.tables[card] and self.score[card]], None)
            for table in sorted({table for card in ranked for table in self.tables[card]})
        ]
        passed = {card for each in found for card in each[0]}

        def free(tied, places):
            return max(0, places - len(passed & set(tied)))

        while any(0 < len(set(tied) - passed) <= free(tied, places) for _, tied, places in found):
            for _, tied, places in found:
                if len(set(tied) - passed) <= free(tied, places):
                    passed |= set(tied)
        waiting = [c for c in ranked if c not in passed and any(c in t and free(t, p) for _, t, p in found)]
        places = sum(free(tied, places) for _, tied, places in found)
        if lots and waiting:
            for card in sorted(waiting, key=lots.__getitem__):
                if any(card in tied and free(tied, places) for _, tied, places in found):
                    passed.add(card)
            waiting, places = [], 0
        return [c for c in ranked if c in passed], waiting, places

    def equal_shares(self, ranked, lots):
        cards = [card for card in ranked if self.score[card]]
        return self.shared(cards, {c: (lots or {}).get(c, len(cards) + no) for no, c in enumerate(cards)}), [], 0

    def depends(self, doubted):
        """Does it matter in which order these cards come? Of more than five not every order is tried."""
        cards = [card for card in sorted(self.cards, key=lambda card: -self.score[card]) if self.score[card]]
        few = permutations(doubted) if len(doubted) <= 5 else [doubted, doubted[::-1]]
        found = (self.shared(cards, {c: ([*o, *cards]).index(c) for c in cards}) for o in few)
        return len({frozenset(each) for each in found}) > 1

    def shared(self, cards, order):
        steps = [step for step in self.rule.get("tie", []) if step.startswith(("breadth", "mean:"))]
        keys = {card: (-self.score[card], *(-self.value(step, card) for step in steps)) for card in cards}
        k, n = self.rule["k"], len(self.marked)
        if not n:
            return []

        def bought(seats):
            purse, passed = [Fraction(seats, n)] * n, []
            while True:
                offers = []
                for card in cards:
                    names = [no for no, marks in enumerate(self.marked) if card in marks]
                    if card in passed or sum((purse[no] for no in names), Fraction(0)) < 1:
                        continue
                    purses = sorted(purse[no] for no in names)
                    costs = [(1 - sum(purses[:no], Fraction(0))) / (len(purses) - no) for no in range(len(purses))]
                    cost = next(cost for cost, own in zip(costs, purses, strict=True) if cost <= own)
                    offers.append((cost, keys[card], order[card], card, names))
                if not offers:
                    return passed
                cost, _, _, card, names = min(offers)
                for no in names:
                    purse[no] -= min(purse[no], cost)
                passed.append(card)

        passed, seats = bought(k), k
        if self.rule.get("completion", "add1") == "none":
            return passed
        marked = [card for card in cards if any(card in marks for marks in self.marked)]
        while len(passed) < min(k, len(marked)):
            seats += 1
            more = bought(seats)
            if len(more) > k:
                break
            passed = more
        left = sorted((card for card in marked if card not in passed), key=lambda card: (keys[card], order[card]))
        return passed + left[: k - len(passed)]


def end(card, joined):
    """The theme that a card lies in at last."""
    while card in joined:
        card = joined[card]
    return card


class Themes:
    """Which card lies in which theme, so that a theme is counted with the tables and fields of its cards."""

    def __init__(self, cards, hidden):
        self.cards, self.hidden, self.lies, self.sources, self.named, self.aside = cards, hidden, {}, {}, {}, {}

    def take(self, what, fact):
        match what:
            case "CardsMerged":
                theme, lay = self.sources.setdefault(fact["theme"], []), fact["cards"]
                put_back = any(card in theme for card in lay)
                for card in lay:
                    if card not in theme:
                        self.leave(card)
                        theme.append(card)
                        self.lies[card] = fact["theme"]
                    self.aside.pop(card, None)
                if put_back:
                    theme.sort(key=lambda card: lay.index(card) if card in lay else len(lay))
                if fact.get("title"):
                    self.named[fact["theme"]] = fact["title"]
            case "CardsSplit" | "CardsSetAside":
                for card in fact["cards"]:
                    self.leave(card)
                    if what == "CardsSetAside":
                        self.aside[card] = fact["reason"]
            case "CardsBroughtBack":
                for card in fact["cards"]:
                    self.aside.pop(card, None)
            case "ThemeRenamed":
                self.named[fact["theme"]] = fact["title"]

    def leave(self, card):
        self.aside.pop(card, None)
        theme = self.lies.pop(card, None)
        if theme is not None:
            self.sources[theme].remove(card)
            if not self.sources[theme]:
                self.aside.pop(theme, None)

    def leaves(self, card):
        return [leaf for each in self.sources[card] for leaf in self.leaves(each)] if card in self.sources else [card]

    def live(self, card):
        """The cards of tables in a card, without those that were set aside by the lead."""
        return [leaf for leaf in self.leaves(card) if leaf not in self.hidden and leaf in self.cards]

    def tables(self, card):
        return sorted({self.cards[leaf]["table"] for leaf in self.live(card) or self.leaves(card)})

    def title(self, card):
        if card in self.sources:
            return self.named.get(card) or self.title(next(each for each in self.sources[card] if self.live(each)))
        return next(iter(self.cards[card]["fields"].values()))

    def value(self, card, field):
        """A card's value of a field: of a theme what most of its cards have, the first of them where it is level."""
        if card not in self.sources:
            return self.cards[card]["fields"].get(field)
        values = [self.value(each, field) for each in self.sources[card] if self.live(each)]
        return max((value for value in values if value is not None), key=values.count, default=None)

    def things(self, pool):
        """What goes before the hall of a pool: themes and single cards, in the order in which they were written."""
        up = dict.fromkeys(self.top(card) for card in pool)
        order = {card: place for place, card in enumerate(self.cards)}
        standing = [card for card in up if card not in self.aside and card not in self.hidden and self.live(card)]
        return sorted(standing, key=lambda card: min(order[leaf] for leaf in self.leaves(card)))

    def top(self, card):
        return self.lies.get(card, card)


SUMS = ("given", "phones", "tablets", "papers", "hands", "spoiled", "unread", "differ", "papers_given")
BEFORE = ("planned", "briefing")
"""Nobody can have voted here yet; whoever was on the roll comes on it again when the vote opens."""


class Hall:
    """Who sits where, who is here, and who may vote: the badges given out or, where there is a list of people, those
    whom the check-in desk has seen by the end of the vote."""

    def __init__(self):
        self.tables, self.people, self.at, self.came = 0, 0, {}, set()
        self.listed, self.here, self.open, self.rolls, self.kept = set(), set(), set(), {}, {}

    def take(self, what, fact):
        match what:
            case "SessionStarted":
                self.tables = fact["tables"]
                self.badges(fact["people"])
            case "SeatArrived":
                self.came.add(fact["seat"])
            case "SeatReissued":
                self.came.discard(fact["seat"])
            case "PeopleSeated":
                self.at |= {person: table or None for person, table in fact["tables"].items()}
            case "PersonMoved":
                self.at[fact["person"]] = fact["table"] or None
            case "PeopleRegistered":
                self.badges(max(int(person[1:]) for person in fact["people"]))
                self.here |= set() if self.listed else {each for each in self.came if each in self.at}
                self.listed.update(fact["people"])
            case "AttendanceMarked":
                self.here = (self.here.union if fact["came"] else self.here.difference)(fact["people"])
            case "CheckInBegun":
                self.here = set()
            case "PersonStruck":
                self.listed.discard(fact["person"])
                self.here.discard(fact["person"])
                for round_id, roll in self.rolls.items():
                    if round_id not in fact.get("stays", ()):
                        roll.discard(fact["person"])
            case "RoundMoved" | "RoundReopened":
                live = fact.get("phase", "open") in ("open", "grace")
                (self.open.add if live else self.open.discard)(fact["round"])
                if fact.get("phase") in BEFORE:
                    self.rolls.pop(fact["round"], None)
            case "RoundRestarted":
                self.open.discard(fact["round"])
                self.kept[fact["round"]] = self.rolls.pop(fact["round"], None)
            case "RestartUndone" if self.kept.get(fact["round"]) is not None:
                self.rolls[fact["round"]] = self.kept.pop(fact["round"])
            case "RunoffOpened" | "VoteRepeated":
                self.rolls.pop(fact["round"], None)
        for name in self.open:
            roll = self.rolls.setdefault(name, set() if self.listed else set(self.at))
            roll.update(self.here if self.listed else ())

    def badges(self, number):
        for no in range(self.people + 1, number + 1):
            self.at[f"p{no}"] = f"t{(no - 1) % self.tables + 1}"
        self.people = max(self.people, number)

    def electors(self, name):
        return len(self.rolls.get(name) or (self.here if self.listed else self.at))

    def seated(self, table):
        """How many sit at a table: those who are here; where there is no list and nobody has come, all of them."""
        mine = [person for person, at in self.at.items() if at == table]
        if self.listed:
            return sum(person in self.here for person in mine)
        return sum(person in self.came for person in mine) or len(mine)


class Day:
    """The journal as far as a recount needs it; `wrong` are the differences."""

    def __init__(self, say):
        self.say, self.wrong, self.hidden = say, [], set()
        self.cards, self.pools, self.heads, self.votes, self.reach, self.known = {}, {}, {}, {}, {}, {}
        self.own, self.rules, self.hall, self.runoffs, self.contests, self.sums = {}, {}, Hall(), {}, {}, {}
        self.themes, self.chain, self.weights = Themes(self.cards, self.hidden), set(), {}
        self.taken, self.made, self.joined, self.before, self.hands, self.held = {}, {}, {}, {}, {}, {}

    def same(self, name, stored, **counted):
        for what, value in counted.items():
            if stored[what] != value:
                self.wrong.append(f"{name}: {what}: the session says {stored[what]}, the recount {value}")

    def take(self, row):
        self.chain.add(row["hash"])
        fact = json.loads(row["stub"] if row["body"] is None else row["body"])
        what = row["kind"].partition(".")[0]
        if what == "CardsMerged":
            self.join(fact)
        self.themes.take(what, fact)
        self.hall.take(what, fact)
        match what:
            case "SessionStarted" | "ScenarioRevised":
                self.start = fact if what == "SessionStarted" else self.start
                day = tomllib.loads(fact["scenario"].removeprefix("\ufeff"))
                self.plans, self.quorum = {plan["id"]: plan for plan in day["round"]}, day["scenario"].get("quorum", {})
            case "CardSubmitted":
                self.cards[fact["card"]] = fact
            case "CardRevised":
                self.cards[fact["card"]] |= {"fields": fact["fields"]}
            case "CardWithdrawn":
                self.cards.pop(fact["card"])
                self.themes.leave(fact["card"])
            case "CardJoined":
                self.pools[fact["pool"]].append(fact["card"])
            case "CardHidden":
                self.hidden.add(fact["card"])
            case "CardRestored":
                self.hidden.discard(fact["card"])
            case "RoundMoved":
                self.moved(fact["round"], fact["phase"], row["hash"], fact.get("as_of"))
                if fact["phase"] in BEFORE:
                    self.hands.pop(fact["round"], None)
                    self.held.pop(fact["round"], None)
            case "RoundRestarted":
                name = fact["round"]
                self.before[name] = [known.pop(name, None) for known in self.of_a_round()]
            case "RestartUndone":
                for known, before in zip(self.of_a_round(), self.before.pop(fact["round"]), strict=True):
                    if before is not None:
                        known[fact["round"]] = before
            case "CarryUndone" if fact["pool"]:
                self.made[fact["pool"]].pop()
                self.pools.pop(fact["pool"])
                if self.made[fact["pool"]]:
                    self.pools[fact["pool"]] = self.made[fact["pool"]][-1]
            case "RunoffOpened" | "VoteRepeated":
                self.again(fact["round"], fact if what == "RunoffOpened" else None)
            case "BallotCast" | "BestChosen":
                self.votes.setdefault(fact["round"], {})[fact["table"]] = fact
            case "PapersGiven":
                held = self.held.setdefault(fact["round"], set())
                (held.update if fact["on"] else held.difference_update)(fact["people"])
            case "HandsCounted":
                self.hands.setdefault(fact["round"], {})[fact["table"]] = fact
            case "BallotsSealed":
                self.votes[fact["round"]] = {each["receipt"]: each for each in fact["ballots"]}
                self.own[fact["round"]] = fact.get("own", {})
                self.reach[fact["round"]] = fact["reach"]
                self.sums[fact["round"]] = fact.get("reckoning")
                self.same(fact["round"], {"receipts": len(fact["ballots"])}, receipts=len(self.votes[fact["round"]]))
            case "QueueDrawn":
                self.queue(fact["round"], fact)
            case "PitchesGraded":
                self.graded(fact["round"], fact)
            case "TallyRevealed":
                self.recount(fact["round"], fact["outcome"])
            case "CardsPicked":
                self.picked(fact["round"], fact["outcome"], self.known[fact["round"]])
            case "LotsDrawn":
                self.draw(fact["round"], fact, self.known[fact["round"]])
            case "RoundCarried" if fact["pool"]:
                self.carry(fact["round"], fact)

    def of_a_round(self):
        """What a round that begins anew begins without."""
        return self.taken, self.joined, self.hands, self.held

    def join(self, fact):
        """Cards laid together after the hall has voted on them: the vote is counted as if they had been one."""
        things = {self.themes.top(card) for card in fact["cards"]} - {fact["theme"]}
        for name, cards in self.taken.items():
            if self.plans[name]["input"] == self.plans[fact["round"]]["output"]:
                self.taken[name] = list(dict.fromkeys(fact["theme"] if card in things else card for card in cards))
                self.joined.setdefault(name, {}).update(dict.fromkeys(things, fact["theme"]))

    def counted(self, name, plan, votes):
        """The ballots after cards were laid together: a mark once, dots up to the cap, grades by their mean."""
        joined = self.joined.get(name)
        if not joined:
            return votes
        found = {}
        for who, vote in votes.items():
            choices, grades = {}, {}
            for card, points in vote["choices"].items():
                theme = end(card, joined)
                both = choices.get(theme, 0) + points
                dots = min(both, plan.get("cap") or plan.get("limit") or both)
                choices[theme] = dots if plan.get("method") == "dots" else max(choices.get(theme, 0), points)
            for card, given in vote.get("grades", {}).items():
                for question, grade in given.items():
                    grades.setdefault(end(card, joined), {}).setdefault(question, []).append(grade)
            means = {card: {q: Fraction(sum(g), len(g)) for q, g in given.items()} for card, given in grades.items()}
            found[who] = {"choices": choices, "grades": means}
        return found

    def moved(self, name, phase, head, as_of):
        """A round that goes live works from then on with the cards of its pool as they are at that moment."""
        pool = self.plans[name].get("input")
        if phase == "closed":
            self.heads[name] = head
            if not as_of or name not in self.weights:
                self.weights[name] = {who: self.hall.seated(who) for who in self.votes.get(name, {})}
        elif phase in ("planned", "skipped"):
            self.taken.pop(name, None)
            self.joined.pop(name, None)
        elif phase in ("briefing", "open") and pool and name not in self.taken:
            self.taken[name] = self.pool(pool)

    def pool(self, pool):
        """The cards of a pool. What came out of a theme round follows the board until a round works with it."""
        makers = [plan for plan in self.plans.values() if plan.get("output") == pool and plan["kind"] == "merge"]
        return self.themes.things(self.pools[makers[0]["input"]]) if makers else self.pools[pool]

    def again(self, name, runoff):
        """Another vote in the same round: its box is empty, and the ballots of the one before are not in it."""
        if runoff:
            before = self.known[name]
            self.same(name, runoff, places=before["places"])
            self.same(name, {"cards": sorted(runoff["cards"])}, cards=sorted(before["pending"]))
        self.runoffs[name] = runoff
        self.contests[name] = self.contests.get(name, 1) + 1
        for known in (self.votes, self.own, self.reach, self.hands, self.held, self.sums):
            known.pop(name, None)
        self.say(f"{name}: {'a runoff' if runoff else 'voted again'}, vote {self.contests[name]} of the round")

    def recount(self, name, outcome):
        plan, runoff, votes = self.plans[name], self.runoffs.get(name), self.votes.get(name, {})
        if runoff:
            plan = {**plan, "method": "approval", "limit": runoff["places"], "cap": None, "criteria": []}
        electors = self.hall.electors(name) if plan["electors"] == "person" else self.start["tables"]
        self.check_limits(name, plan, votes, electors)
        sealed = len(votes)
        votes = {**votes, **{f"hands of {at}": hands for at, hands in self.hands.get(name, {}).items()}}
        voters = {who: vote.get("voters", 1) for who, vote in votes.items()}
        cast = sum(voters.values())
        votes = self.counted(name, plan, votes)
        carry, method, own = plan.get("carry", {}), plan.get("method", "approval"), plan.get("own", "allow")
        cards = [card for card in self.taken[name] if self.themes.live(card) and card not in self.hidden]
        cards = [card for card in cards if not runoff or card in runoff["cards"]]
        people, tables = plan["electors"] == "person", self.start["tables"]
        weight = {who: self.weights[name][who] if plan.get("weight") == "seated" else 1 for who in votes}
        marked = {who: {*vote["choices"], *vote.get("grades", {})} for who, vote in votes.items()}
        wide = {card: sum(card in marks for marks in marked.values()) for card in cards}
        reach = {}
        for card, tables in self.reach.get(name, {}).items():
            reach.setdefault(end(card, self.joined.get(name, {})), set()).update(tables)
        breadth = {card: len(reach.get(card, ())) for card in cards} if people else wide
        points = {
            card: sum(vote["choices"].get(card, 0) * weight[who] for who, vote in votes.items()) for card in cards
        }
        rank_by, shown, more = dict(points), dict(points), {card: {} for card in cards}
        if method == "score":
            by, _, how = carry.get("by", f"{plan['criteria'][0]['id']}.mean").partition(".")
            given = {
                card: {
                    each["id"]: [
                        vote["grades"][card][each["id"]]
                        for who, vote in votes.items()
                        if each["id"] in vote.get("grades", {}).get(card, {})
                        for _ in range(weight[who])
                    ]
                    for each in plan["criteria"]
                }
                for card in cards
            }
            rank_by = {card: aggregate(given[card][by], how) for card in cards}
            shown = {card: number(rank_by[card]) for card in cards}
            for card in cards:
                more[card]["grades"] = averages(given[card])
        elif own != "allow":
            total = sum(weight[who] * voters[who] for who in votes)
            for card in cards:
                marks, ballots = self.of_authors(name, card, votes, weight, people)
                if own == "report":
                    more[card]["others"] = points[card] - marks
                elif len(self.themes.tables(card)) <= 2:  # a theme of more tables belongs to everybody
                    shown[card] = points[card] - marks
                    rank_by[card] = Fraction(shown[card], max(1, total - ballots))
                else:
                    rank_by[card] = Fraction(points[card], max(1, total))
        rows = [
            {"card": card, "score": shown[card], "breadth": breadth[card]}
            | {"rank": 1 + sum(rank_by[o] > rank_by[card] for o in cards)}
            | more[card]
            for card in cards
        ]
        rows.sort(key=lambda row: row["rank"])
        blank = sum(voters[who] for who, marks in marked.items() if not marks.intersection(cards))
        if people:
            self.reckon(name, outcome, sealed, electors)
        if runoff:
            self.after_runoff(name, outcome, {"ballots": cast, "blank": blank, "scores": rows})
            return
        share, least = Fraction(str(self.quorum.get("person", 0))), self.quorum.get("table")
        self.same(
            name,
            outcome,
            electors=electors,
            ballots=cast,
            blank=blank,
            quorum=(ceil(share * electors) or None) if people else least and min(least, tables),
            scores=rows,
            head=self.heads[name],
        )
        through = [row["card"] for row in rows if self.reaches(row, carry.get("gate"))]
        field = carry.get("diversify", {}).get("field")
        self.rules[name] = Rule(
            carry,
            through,
            rank_by if method == "score" or carry.get("rule") != "threshold" else shown,
            breadth,
            cast,
            {row["card"]: {q: grade["mean"] for q, grade in row.get("grades", {}).items()} for row in rows},
            {card: self.themes.value(card, field) for card in cards},
            {card: self.themes.tables(card) for card in cards},
            [set(vote["choices"]) for vote in votes.values()],
        )
        rule, waiting = self.rules[name], outcome["pending"]
        shares = carry.get("rule") == "equal_shares"
        if shares and rule.depends(waiting or [c for c in through if shown[c]]) != bool(waiting):
            self.wrong.append(f"{name}: the draw is asked where it decides nothing, or not where it does")
        if shares and waiting:
            self.goes_on(name, outcome, cards, outcome["passed"], waiting, outcome["places"])
        else:
            self.goes_on(name, outcome, cards, *rule.pick())
        self.say(f"{name}: {cast} ballots of {electors}, chain at the close {outcome['head'][:8]}")
        self.rows(rows)

    def after_runoff(self, name, outcome, counted):
        """The first count stands as it was; only its tie is decided anew."""
        first, rule = self.known[name], self.rules[name]
        rule.runoff = {row["card"]: row["rank"] for row in counted["scores"]}
        stays = {what: first.get(what) for what in ("electors", "ballots", "blank", "quorum", "scores", "reckoning")}
        self.same(name, outcome, **stays, runoff=counted, head=self.heads[name])
        cards = [row["card"] for row in first["scores"]]
        self.goes_on(name, outcome, cards, *rule.pick())
        self.say(f"{name}: runoff, {counted['ballots']} ballots, chain at the close {outcome['head'][:8]}")
        self.rows(counted["scores"])

    def rows(self, rows):
        for row in rows:
            title = self.themes.title(row["card"])
            self.say(f"{row['score']:5} from {row['breadth']:2} tables  {row['card']:5} {title}")

    def picked(self, name, outcome, before):
        """By hand: any of the cards that were open to it, in the lead's order, and no more than there are places."""
        passed, rule = outcome["passed"], self.rules[name]
        allowed = len(set(passed)) == len(passed) <= rule.rule.get("k", len(passed))
        if rule.waits() != "pick" or not allowed or not {*passed} <= {*rule.cards} - self.hidden:
            self.wrong.append(f"{name}: what was picked by hand could not be picked")
        self.same(name, outcome, scores=before["scores"], head=before["head"])
        self.goes_on(name, outcome, [row["card"] for row in before["scores"]], passed, [], 0)
        self.say(f"{name}: picked by hand ({outcome['reason'] or 'no reason given'}): {', '.join(passed)}")

    def of_authors(self, name, card, votes, weight, people):
        """What the table that wrote a card gave it, and by how many ballots."""
        if people:
            own = self.own[name].get(card, {"marks": 0, "ballots": 0})
            return own["marks"], own["ballots"]
        voted = [table for table in self.themes.tables(card) if table in votes]
        marks = sum(votes[table]["choices"].get(card, 0) * weight[table] for table in voted)
        return marks, sum(weight[table] for table in voted)

    def reaches(self, row, gate):
        if gate is None:
            return True
        question, least = gate.split(">=")
        name, _, how = question.strip().partition(".")
        grade = row["grades"][name]
        return grade["answers"] > 0 and Fraction(str(grade[how])) >= Fraction(least.strip())

    def check_limits(self, name, plan, votes, electors):
        limit, cap, dots = plan.get("limit"), plan.get("cap"), plan.get("method") == "dots"
        hands = plan["electors"] == "table_tally"  # of how many people who sat there then, nobody can tell afterwards
        spent = [sum(v["choices"].values()) if dots else len(v["choices"]) for v in votes.values()]
        over = limit is not None and not hands and any(n > limit for n in spent)
        capped = cap is not None and any(n > cap for v in votes.values() for n in v["choices"].values())
        if over or capped or len(votes) + self.by_hands(name) > electors:
            self.wrong.append(f"{name}: marks above the limit, or ballots above the electors")

    def by_hands(self, name):
        return sum(each["voters"] for each in self.hands.get(name, {}).values())

    def reckon(self, name, outcome, sealed, electors):
        """The line of sums, which old sessions do not have: it holds all of the tally, and nobody twice."""
        sums = self.sums.get(name)
        if not self.runoffs.get(name):
            self.same(name, {"reckoning": outcome.get("reckoning")}, reckoning=sums)
        if sums is None:
            other = self.by_hands(name) or self.held.get(name)
            self.wrong.extend([f"{name}: there were paper or hands, and no line of sums"] if other else [])
            return
        sums = dict.fromkeys(SUMS, 0) | sums
        self.same(name, sums, given=electors, hands=self.by_hands(name), papers_given=len(self.held.get(name, ())))
        self.same(name, {"sealed": sums["phones"] + sums["tablets"] + sums["papers"]}, sealed=sealed)
        refused = sums["spoiled"] + sums["unread"] + sums["differ"]
        used = sealed + sums["hands"] + refused
        spare = min(electors - used, sums["papers_given"] - sums["papers"] - refused)
        closes = spare >= 0 and not sums["unread"] + sums["differ"]
        end = "adds up" if closes else "DOES NOT ADD UP"
        self.say(f"{name}: given {electors}, used {used}, refused {refused}, counted {used - refused}: {end}")

    def queue(self, name, fact):
        """The order of the pitches: as the pool has it, or as the head of the chain at that moment drew it."""
        if not fact["seed"]:
            self.same(name, {"order": fact["order"]}, order=self.taken[name])
            return
        if fact["seed"] not in self.chain:
            self.wrong.append(f"{name}: the order was drawn from a head that the chain never had")
        order = sorted(self.taken[name], key=lambda card: sha(f"{fact['seed']}\n{card}"))
        self.same(name, {"order": fact["order"]}, order=order)

    def graded(self, name, fact):
        """The grades of the tables, each card without those of the tables that hold it."""
        score, votes = self.plans[name]["score"], self.votes.get(name, {})
        by, _, how = score.get("by", f"{score['criteria'][0]['id']}.mean").partition(".")
        cards = [card for card in self.taken[name] if self.themes.live(card) and card not in self.hidden]
        heard = {
            card: [
                vote["grades"][card]
                for table, vote in votes.items()
                if card in vote.get("grades", {}) and table not in fact["without"].get(card, ())
            ]
            for card in cards
        }
        questions = [each["id"] for each in score["criteria"]]
        given = {card: {q: [each[q] for each in heard[card] if q in each] for q in questions} for card in cards}
        ranks = {card: aggregate(given[card][by], how) for card in cards}
        rows = [
            {
                "card": card,
                "score": number(ranks[card]),
                "breadth": len(heard[card]),
                "rank": 1 + sum(ranks[other] > ranks[card] for other in cards),
                "grades": averages(given[card]),
            }
            for card in cards
        ]
        rows.sort(key=lambda row: row["rank"])
        self.same(name, fact, ballots=len(votes), electors=self.start["tables"], rows=rows)
        self.say(f"{name}: {len(votes)} tables graded")
        self.rows(rows)

    def draw(self, name, fact, before):
        seed = sha(f"{self.heads[name]}\n{fact['number']}")
        self.same(name, fact, seed=seed)
        order = sorted(before["pending"], key=lambda card: (card in self.hidden, sha(f"{seed}\n{card}")))
        passed, pending, places = self.rules[name].pick({card: place for place, card in enumerate(order, 1)})
        cards = before["passed"] + before["pending"] + before["rest"]
        self.goes_on(name, fact["outcome"], cards, passed, pending, places)
        lucky = [card for card in passed if card in before["pending"]]
        self.say(f"{name}: drawn with {fact['number']}: {', '.join(lucky)}")

    def goes_on(self, name, outcome, cards, passed, pending, places):
        self.known[name] = {**outcome, "rest": sorted(outcome["rest"])}
        rest = sorted(set(cards).difference(passed, pending))
        self.same(name, self.known[name], passed=passed, pending=pending, places=places, rest=rest)
        if pending:
            self.same(name, {"waits": "draw", **outcome}, waits=self.rules[name].waits())

    def marked(self, name, cards):
        rule, marks, of = self.plans[name].get("carry", {}), self.votes.get(name, {}), {}
        for card in cards:
            of.setdefault(self.cards[card]["table"], []).append(card)
        best = {at: [card for card in mine if card in marks.get(at, {}).get("cards", ())] for at, mine in of.items()}
        goes = {card for at, mine in of.items() for card in (best[at] or mine)[: rule.get("k")]}
        return [card for card in cards if card in goes or rule.get("rule") != "per_table"]

    def carry(self, name, fact):
        self.pools[fact["pool"]] = fact["cards"]
        self.made.setdefault(fact["pool"], []).append(fact["cards"])
        match self.plans[name]["kind"]:
            case "gather":
                mine = [card for card, each in self.cards.items() if each["round"] == name and card not in self.hidden]
                self.same(name, fact, cards=self.marked(name, mine))
            case "merge":
                self.same(name, fact, cards=self.themes.things(self.pools[self.plans[name]["input"]]))
            case "vote":
                self.same(name, fact, cards=self.known[name]["passed"])
            case "pitch":
                live = [card for card in self.taken[name] if self.themes.live(card) and card not in self.hidden]
                self.same(name, fact, cards=live)


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
