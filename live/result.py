"""The result of a vote and the groups of a sign-up, as any screen may show them: one place, one secrecy rule."""

from __future__ import annotations

from live.cards import card_view, words
from live.screen import Reading, View
from sessions import contests, rolls
from sessions.journal import short
from sessions.matrix import Axes, axes, point
from sessions.moderation import name_on_screens
from sessions.outcome import CardScore, Grade, Reckoning, RunoffCount
from sessions.phases import Phase
from sessions.scenario import SignupRound, VoteRound
from sessions.session import RoundState, Session, ballots_in, electors, floor_of, is_full, joinable
from sessions.tally import quorum_count


def turnout_view(session: Session, state: RoundState) -> View:
    """How many have voted of how many, and the quorum: all that anybody may know before the reveal."""
    plan = state.plan
    assert isinstance(plan, VoteRound)
    return {
        "ballots": ballots_in(session, state),
        "electors": (able := electors(session, state)),
        "quorum": quorum_count(session.scenario.scenario.quorum, plan.electors, able, session.tables),
    }


def open_papers_view(session: Session, state: RoundState) -> View | None:
    """Before the reveal, for the lead alone: how many papers would not be counted now, `{unread, differ, missing}` (the
    last were given out and nobody has read them); None where none was given out. They are counts of papers, and depend
    on what stands on them only by being read alike."""
    plan = state.plan
    if not isinstance(plan, VoteRound) or plan.electors != "person" or state.sealed is not None or not state.papers:
        return None
    sums = rolls.reckoning(session, state, electors(session, state))
    read = sums.papers + sums.spoiled + sums.unread + sums.differ
    return {"unread": sums.unread, "differ": sums.differ, "missing": sums.papers_given - read}


def sums_view(sums: Reckoning | None, ballots: int) -> View | None:
    """The line of sums under a result: `{given, used, spoiled, counted, faults: {code: n}}`; without faults it adds up.
    None for a vote of before there was one."""
    if sums is None:
        return None
    return {
        "given": sums.given,
        "used": sums.used,
        "spoiled": sums.spoiled,
        "counted": sums.counted,
        "faults": sums.faults(ballots),
    }


def result_view(session: Session, state: RoundState, *, whole: bool = False) -> View | None:
    """The revealed result with its rule, electorate and tie path; None before the reveal, for every screen alike.

    `voted`: how many have, also those whose paper could not be counted; the quorum is of them, `ballots` were
    counted. `sums`: the line of sums, as `sums_view` has it, and that of a runoff in `runoff`; both when all places
    are shown. `rows` `{card, no, score, breadth, rank, grades, state}` (`no`: its number on paper, of a vote by
    people): first who is `in`, then who is `tied` (`waits` for the runoff, the draw or the lead's pick), then who
    is `out`, each by rank; what a gate or the tables decide need not follow the score. With two criteria also
    `{place, point}`: the card's number, by which a field too small for names is read, and where it lies there.
    `tie`: the steps taken; `head`: the chain head at the close as people compare it.

    While it is shown by steps, what the hall has not been told is not in it: `unnamed` first places are left blank. The
    lead alone, who leads the steps, sees it `whole`.
    """
    outcome, plan = state.outcome, state.plan
    if outcome is None or state.phase not in (Phase.REVEALED, Phase.CARRIED):
        return None
    assert isinstance(plan, VoteRound)
    field = axes(plan)
    veil = contests.Veil() if whole else contests.veil(state)
    bare = veil == contests.Veil()
    passed, pending = set(outcome.passed), set(outcome.pending)
    order = {card: place for place, card in enumerate((*outcome.passed, *outcome.pending, *outcome.rest))}
    group = {card: place for place, cards in enumerate((passed, pending)) for card in cards}
    # By hand the lead says the order, too; else it is that of the count.
    by_hand = isinstance(state.plan, VoteRound) and state.plan.carry.rule == "manual"
    rows = sorted(
        outcome.scores,
        key=lambda row: (group.get(row.card, 2), 0 if by_hand and row.card in passed else row.rank, order[row.card]),
    )
    shown = [
        (place, row)
        for place, row in enumerate(rows, 1)
        if not (place <= min(veil.places, len(passed)) or (row.card in pending and veil.level))
        and not (veil.rest and group.get(row.card, 2) == 2)
    ]
    told = {row.card for _, row in shown}
    numbers = rolls.numbers(session, state) if plan.electors == "person" else {}
    tie = outcome.tie if all(told >= step.values.keys() for step in outcome.tie) else ()
    return {
        "electors": outcome.electors,
        "ballots": outcome.ballots,
        "voted": outcome.voted,
        "blank": outcome.blank if bare else None,
        "quorum": outcome.quorum,
        "sums": sums_view(outcome.reckoning, outcome.ballots) if bare else None,
        "rows": [
            {
                "card": card_view(session, session.cards[row.card]),
                "no": numbers.get(row.card),
                "score": row.score,
                "breadth": row.breadth,
                "rank": row.rank,
                "grades": {name: _grade_view(grade) for name, grade in row.grades.items()},
                "state": "in" if row.card in passed else "tied" if row.card in pending else "out",
                **({"place": place, "point": _point_view(field, row)} if field else {}),
            }
            for place, row in shown
        ],
        "unnamed": veil.places,
        "stepped": None if state.shown is None else {"shown": state.shown, "of": contests.places_of(outcome)},
        "tie": [
            {
                "step": step.step,
                "criterion": step.criterion or None,
                "places": step.places,
                "values": dict(step.values),
                "passed": list(step.passed),
                "left": list(step.left),
            }
            for step in tie
        ],
        "runoff": _runoff_view(state, outcome.runoff, bare) if outcome.runoff else None,
        "places": outcome.places,
        "pending": [] if veil.level else list(outcome.pending),
        "waits": outcome.waits if outcome.pending and not veil.level else None,
        "by_hand": {"reason": outcome.reason} if by_hand and outcome.passed else None,
        "number": state.lots,
        "head": short(outcome.head),
    }


def _runoff_view(state: RoundState, runoff: RunoffCount, bare: bool) -> View:
    """The ballots of a runoff and their own line of sums, as long as the runoff is the vote that was counted last."""
    sums = sums_view(state.reckoning, runoff.ballots) if bare and state.contest_kind == "runoff" else None
    return {"ballots": runoff.ballots, "blank": runoff.blank, "sums": sums}


def others_view(state: RoundState) -> dict[str, float] | None:
    """Card → its score without what its own tables gave it, where the round tells that apart: for the lead alone."""
    if state.outcome is None or state.phase not in (Phase.REVEALED, Phase.CARRIED):
        return None
    return {row.card: row.others for row in state.outcome.scores if row.others is not None} or None


def _point_view(field: Axes, row: CardScore) -> View | None:
    found = point(field, row)
    return found and {"x": found[0], "y": found[1]}


def _grade_view(grade: Grade) -> View:
    return {"answers": grade.answers, "sum": grade.sum, "mean": grade.mean, "median": grade.median}


def signup_round(session: Session) -> RoundState | None:
    """The sign-up that the groups belong to: the round the hall is in, or else the last one that was opened."""
    here = session.round()
    if here is not None and isinstance(here.plan, SignupRound):
        return here
    opened = [each for each in session.rounds.values() if isinstance(each.plan, SignupRound) and each.opened_at]
    return opened[-1] if opened else None


def groups_view(reading: Reading) -> list[View]:
    """The initiatives that people sign up for, and who is in them: names by consent that are let on, else only numbers.

    People in order of arrival: `{no, name | None, role, leads}`. Taken from the round the hall is in, or else from
    the last sign-up round; empty if there was none.
    """
    session = reading.session
    state = signup_round(session)
    if state is None or not isinstance(state.plan, SignupRound):
        return []
    plan = state.plan
    leading = {role.id for role in plan.roles if role.leads}
    labels = {role.id: words(role.label) for role in plan.roles}
    groups = []
    for card in joinable(session, plan):
        members = session.group(card.id)
        has_leader = any(member.role in leading for member in members)
        groups.append(
            {
                "card": card_view(session, card),
                "people": [
                    {
                        "no": member.no,
                        "name": name_on_screens(session, reading.people, member.person),
                        "role": member.role,
                        "role_label": labels[member.role],
                        "leads": member.role in leading,
                        "at": member.seq,
                    }
                    for member in members
                ],
                "has_leader": has_leader,
                "needs_leader": plan.need_leader and not has_leader,
                "chosen": card.id in session.input_ids(state),
                "floor": floor_of(session, plan, card.id),
                "missing": max(0, floor_of(session, plan, card.id) - len(members)),
                "closed": is_full(session, plan, card.id),
            }
        )
    return groups
