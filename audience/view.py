"""What a person sees on the phone: the hall's round, and of themselves only what they need to go on.

Truth flows from the session to the phone. `common` goes to everybody and is kept small, for it is what travels
again with every ballot and every sign-up. `own` is one person's: that a ballot lies in the box, the groups joined. A
name or a contact never comes back to a device, not even to the one that sent it: phones change hands.
"""

from __future__ import annotations

import hashlib

from live.assignment import bidding_view, table_of
from live.cards import card_view, spheres_view, words
from live.gathering import late_view, written_view
from live.header import header
from live.pitches import pitch_view
from live.polls import has_answered, poll_view, straw_view
from live.questions import own_questions, questions_view
from live.result import groups_view, result_view, turnout_view
from live.rounds import round_view
from live.screen import Reading, View
from live.sheets import shelf_view
from live.themes import themes_view, theming_view
from sessions import assignment, attendance, contests, gathering
from sessions.events import SealedBallot
from sessions.kinds.poll import may_answer
from sessions.lanes import public_title
from sessions.moderation import name_on_screens
from sessions.phases import TAKES_COMMANDS, Phase
from sessions.scenario import AssignRound, ElaborateRound, GatherRound, MergeRound, PollRound, SignupRound, VoteRound
from sessions.seat import Role, Seat
from sessions.session import RoundState, Session, joinable, on_paper, takes_ballots
from sessions.timetable import hall_round


def common(reading: Reading) -> View:
    """The header of the day, and of this round the turnout, the revealed result with the sealed list, or the groups.

    The cards that a vote or a sign-up is about are in `own` (`paper`), so that they travel once.
    """
    session = reading.session
    state = hall_round(session)
    voting = state is not None and isinstance(state.plan, VoteRound)
    merging = state is not None and isinstance(state.plan, MergeRound)
    return {
        **header(reading, hall=True),
        "spheres": spheres_view(session.scenario),
        "turnout": turnout_view(session, state) if state and voting else None,
        "result": result_view(session, state) if state and voting else None,
        "sealed": sealed_view(state) if state and voting else None,
        "groups": _groups(reading) if state and isinstance(state.plan, SignupRound) else None,
        "bidding": bidding_view(session, state),
        "pitch": pitch_view(session, state),
        "questions": questions_view(session),
        "poll": poll_view(session),
        "straw": straw_view(session),
        "theming": theming_view(session, state) if state and merging else None,
        "themes": themes_view(session, state) if state and merging else None,
        "sheets": shelf_view(session, state) if state and isinstance(state.plan, ElaborateRound) else None,
        "late": _late_plan(session),
    }


def _late_plan(session: Session) -> View | None:
    """The round that is over and still takes cards from people."""
    state = gathering.late_round(session)
    by_people = state is not None and isinstance(state.plan, GatherRound) and state.plan.writers == "person"
    return round_view(session, state) if state and by_people else None


def own(reading: Reading, seat: Seat) -> View:
    """One person, or one guest. `round`, and of a vote its `box`, tell what the rest belongs to: the two parts may
    arrive apart."""
    session = reading.session
    state = session.round()
    return {
        "seat": seat.id,
        "role": seat.role.value,
        "no": session.numbers.get(seat.id, seat.no),
        "table": table_of(session, state, seat.id),
        "sits": _sits(session, state, seat) if state else None,
        "seen": _seen(session, seat),
        "on_roll": _on_roll(session, state, seat) if state else None,
        "on_paper": state is not None and state.phase in TAKES_COMMANDS and seat.id in state.papers,
        "round": state.id if state else None,
        "box": state.box if state and takes_ballots(state.plan) else None,
        "seed": _seed(session, seat, state),
        "elector": state is not None and (is_elector(state, seat) or _is_asked(session, state, seat)),
        "paper": _paper(session, state) if state else None,
        "cast": state is not None and _has_cast(reading, state, seat),
        "answered": has_answered(reading, seat),
        "cards": _cards(session, state, seat) if state else None,
        "late": late_view(session, seat),
        "sign_ups": _sign_ups(session, seat),
        "questions": own_questions(session, seat),
        "known": _known(reading, seat),
    }


def sealed_view(state: RoundState) -> list[View] | None:
    """After the reveal: each vote of this round, `{box, kind, no, method, ballots}`, with every receipt and what was
    counted under it, so that each person finds their own: the cards, and where marks are not all one the `dots` or the
    `grades` of each. Nothing while the hall is still being shown the places one by one: ballots would tell them."""
    plan = state.plan
    if state.sealed is None or not isinstance(plan, VoteRound) or state.phase not in (Phase.REVEALED, Phase.CARRIED):
        return None
    if contests.veil(state) != contests.Veil():
        return None
    made_of = contests.tally_of(state)
    return [
        {
            "box": contests.box_id(state.id, no),
            "no": no,
            "kind": kind,
            "method": (method := "approval" if kind == "runoff" else plan.method),
            "ballots": [_sealed(method, ballot) for ballot in sealed or ()],
        }
        for no, kind, sealed in (
            *((each.no, each.kind, each.sealed) for each in state.past if each.whole or each in made_of),
            (state.contest, state.contest_kind, state.sealed),
        )
    ]


def _sealed(method: str, ballot: SealedBallot) -> View:
    said: View = {"receipt": ballot.receipt, "choices": list(ballot.choices)}
    match method:
        case "dots":
            said["dots"] = dict(ballot.choices)
        case "score":
            said["grades"] = ballot.grades
    return said


def is_elector(state: RoundState, seat: Seat) -> bool:
    """May this seat vote in this round?"""
    return isinstance(state.plan, VoteRound) and state.plan.electors == "person" and seat.role is Role.PERSON


def _seen(session: Session, seat: Seat) -> bool | None:
    """Has the check-in desk seen this badge today? None: there is no list, so nobody asks."""
    known = session.attendance
    return seat.id in known.here if known.listed and seat.role is Role.PERSON else None


def _on_roll(session: Session, state: RoundState, seat: Seat) -> bool | None:
    """May this badge vote in the vote that is open now? None where no desk decides that."""
    if not is_elector(state, seat) or not attendance.votes_by_roll(session, state) or state.phase not in TAKES_COMMANDS:
        return None
    return seat.id in state.roll


def _sits(session: Session, state: RoundState, seat: Seat) -> View | None:
    """After people were seated anew: does this one change tables, and with which group do they sit?"""
    plan = state.plan
    if not isinstance(plan, AssignRound) or plan.what != "people" or state.phase not in assignment.SHOWN:
        return None
    at = state.draft.people.get(seat.id)
    there = (card for card, tables in state.draft.cards.items() if at in tables)
    group = next((card for card in there if (card, seat.id) in session.memberships), None)
    return {
        "listed": at is not None,
        "group": public_title(session.cards[group]) if group else None,
    }


def _is_asked(session: Session, state: RoundState, seat: Seat) -> bool:
    return isinstance(state.plan, PollRound) and may_answer(session, state.plan, seat.role)


def _seed(session: Session, seat: Seat, state: RoundState | None) -> str:
    """What this person's ballot paper is shuffled by: no card is first on every phone."""
    said = f"{session.seed}\n{seat.id}\n{state.id if state else ''}"
    return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()


def _paper(session: Session, state: RoundState) -> list[View] | None:
    """The cards that people vote on or sign up for; nothing of a vote by tables, whose result names its cards."""
    plan = state.plan
    if isinstance(plan, SignupRound):
        return [card_view(session, card) for card in joinable(session, plan)]
    if isinstance(plan, VoteRound) and plan.electors == "person":
        return [card_view(session, card) for card in on_paper(session, state)]
    return None


def _has_cast(reading: Reading, state: RoundState, seat: Seat) -> bool:
    """Does a ballot of this person lie in the open box? What it says and its receipt are on the phone that cast it:
    whoever else holds the badge's code, and the organisers print them, learns no more than this."""
    return is_elector(state, seat) and reading.boxed(state.box, seat.id) is not None


def _cards(session: Session, state: RoundState, seat: Seat) -> list[View] | None:
    """What this person has written in a round in which people write."""
    if not isinstance(state.plan, GatherRound) or state.plan.writers != "person":
        return None
    return written_view(session, state, seat)


def _groups(reading: Reading) -> list[View]:
    """How far each circle is, in numbers. Names are for the hall's screens: that is what people agreed to."""
    return [
        {
            "card": group["card"]["id"],
            "people": len(group["people"]),
            "has_leader": group["has_leader"],
            "needs_leader": group["needs_leader"],
            "chosen": group["chosen"],
            "missing": group["missing"],
            "closed": group["closed"],
        }
        for group in groups_view(reading)
    ]


def _sign_ups(session: Session, seat: Seat) -> list[View]:
    """The groups this person is in, in order of joining."""
    mine = sorted((each for each in session.memberships.values() if each.person == seat.id), key=lambda m: m.seq)
    labels = {
        role.id: words(role.label)
        for each in session.rounds.values()
        if isinstance(each.plan, SignupRound)
        for role in each.plan.roles
    }
    return [
        {
            "card": each.card,
            "title": public_title(session.cards[each.card]),
            "role": each.role,
            "role_label": labels.get(each.role),
            "no": each.no,
        }
        for each in mine
    ]


def _known(reading: Reading, seat: Seat) -> View | None:
    """That something was given, and what was agreed to; never what was given. `waits`: no screen shows the name yet."""
    person = reading.people.get(seat.id)
    if person is None or not (person.name or person.contact or person.consents):
        return None  # who is only on the organisers' list has given nothing here
    return {
        "name": bool(person.name),
        "waits": person.public is not None and name_on_screens(reading.session, reading.people, seat.id) is None,
        "contact": bool(person.contact),
        "consents": [consent.purpose for consent in person.consents],
    }
