"""What the lead sees: the whole hall, but of a vote only the turnout until it is revealed.

Truth flows from the session to the console. `common` holds what the hall changes by itself and is built up to 30
times a second; `own` holds what only the lead's acts change (agenda, script, result, the cards a vote is about),
so that it goes out only after one.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

from facilitator.assign_view import assign_view
from facilitator.board_view import board_view
from facilitator.floor_view import asked_view, graders_view
from facilitator.watch_view import watch_view
from live.acts import log_view, undo_view
from live.assignment import bidding_view
from live.cards import spheres_view, whole_view, words
from live.gathering import after_view, lead_view
from live.header import agenda, header
from live.notes import lead_notes
from live.pitches import pitch_view
from live.polls import poll_view, straw_view
from live.result import groups_view, open_papers_view, others_view, result_view, turnout_view
from live.screen import Reading, View
from live.sheets import lead_rows
from live.signals import calls_view, notices_view
from sessions import assignment, attendance, gathering, scenes, sheets, themes, verdict, watch
from sessions.cards import Card, CardState
from sessions.kinds import poll
from sessions.kinds import reveals as is_revealed
from sessions.lanes import Wait, lane_of, planned_lane, public_title, source_of
from sessions.lead import lacking, reopened_ms, why_not_reopened, why_not_restarted
from sessions.moderation import holds
from sessions.phases import LIVE, MOVES, Phase
from sessions.refusals import Refusal
from sessions.scenario import (
    AssignRound,
    ElaborateRound,
    GatherRound,
    MergeRound,
    PitchRound,
    PollRound,
    SignupRound,
    Source,
    VoteRound,
    input_of,
)
from sessions.seat import LEAD, SCREEN, Role, Seat
from sessions.session import RoundState, Session
from sessions.timetable import savings

LATEST_MIN = 180
"""Nobody wins back more than this by shortening rounds."""
PLAYED = (Phase.CLOSED, Phase.REVEALED, Phase.CARRIED)


def common(reading: Reading) -> View:
    """The hall at work: tables, people, screen, and the round's cards, turnout or groups."""
    session = reading.session
    state = session.round()
    return {
        **header(reading),
        "tables": _tables(reading, state),
        "people": _people(session),
        "screen": _screen(reading),
        "cards": _written(reading, state) if state and isinstance(state.plan, GatherRound) else _late(reading),
        "gathering": lead_view(session, state),
        "after": after_view(session),
        "vote": _vote(session, state) if state and isinstance(state.plan, VoteRound) else None,
        "groups": groups_view(reading) if session.memberships or _is_signup(state) else None,
        "bidding": bidding_view(session, state),
        "sheets": lead_rows(session, state) if state and isinstance(state.plan, ElaborateRound) else None,
        "guests": session.guests,
        "observers": session.observers_see if session.has_observers() else None,
        "poll": poll_view(session, whole=True),
        "straw": straw_view(session),
        "moderation": _moderation(reading, state),
        "board": board_view(reading),
        "notices": notices_view(session),
        "calls": calls_view(session),
        "pitch": pitch_view(session, state),
        "graders": graders_view(reading, state),
        "questions": asked_view(reading, lambda wait: _wait(reading, wait)),
        "undo": undo_view(session, LEAD.id),
        **watch_view(reading),
        "safe": reading.safe,
    }


def own(reading: Reading, seat: Seat) -> View:
    """The lead's book: every round with its script and the moves it allows; result and cards of this one.

    `round` tells which round `cards` and `result` belong to: the two parts of a view may arrive apart. `log`: what was
    done last, of `acts` in all. `back`: the round that the lead could step back into.
    """
    session = reading.session
    state = session.round()
    upcoming = following(session)
    return {
        "round": state.id if state else None,
        "next": upcoming.id if upcoming else None,
        "agenda": [
            row | _book(session, each) for row, each in zip(agenda(session), session.rounds.values(), strict=True)
        ],
        "cards": _worked_on(reading, state) if state else None,
        "result": result_view(session, state, whole=True) if state and isinstance(state.plan, VoteRound) else None,
        "others": others_view(state) if state else None,
        "assign": assign_view(session, state),
        "pickable": verdict.pickable(session, state) if state and state.phase is Phase.REVEALED else [],
        "spheres": spheres_view(session.scenario),
        "url": reading.hall.url,
        "log": log_view(session),
        "acts": len(session.acts),
        "back": stepping_back(session),
        "savings": _savings(session),
    }


def _vote(session: Session, state: RoundState) -> View:
    """The turnout, and the papers that a reveal would not count: the lead is told before it, not after."""
    return turnout_view(session, state) | {"papers": open_papers_view(session, state)}


def _savings(session: Session) -> list[View]:
    """Ways to win time back this day, up to all that can be taken: `{minutes, rounds: {id: new}}`. To the minute for a
    quarter of an hour, then in steps of five."""
    ways: dict[int, View] = {}
    for minutes in (*range(1, 16), *range(20, LATEST_MIN + 1, 5)):
        rounds = savings(session, minutes)
        saved = sum(session.rounds[each].minutes - new for each, new in rounds.items())
        if saved:
            ways[saved] = {"minutes": saved, "rounds": rounds}
        if saved < minutes:
            break
    return list(ways.values())


def following(session: Session) -> RoundState | None:
    """The round that is to be played next: the first one still planned after the one the hall is in, or before it one
    that is to be played anew or was closed only to make room."""
    here = session.round()
    return next(
        (
            each
            for each in session.rounds.values()
            if session.waits_for_the_hall(each)
            and (here is None or each.no > here.no or each.generation > 1 or each.phase is Phase.CLOSED)
        ),
        None,
    )


def stepping_back(session: Session) -> str | None:
    """The round before the one that the hall is in, if it could be opened again."""
    here = session.round()
    earlier = [each for each in session.rounds.values() if here and each.no < here.no and each.phase in PLAYED]
    if not earlier or why_not_reopened(session, earlier[-1]) is not None:
        return None
    return earlier[-1].id


def moves(session: Session, state: RoundState) -> list[str]:
    """The phases to which the lead can move this round now; the desk decides once more when it is asked."""
    reveals = is_revealed(state.plan)
    pending = verdict.holds_up(state) is not None
    held_up, other_live = _held_up(session, state), _other_is_live(session, state)
    allowed = []
    for there in MOVES[state.phase]:
        if there is Phase.REVEALED and (not reveals or poll.why_not_revealed(session, state)):
            continue
        if there is Phase.CARRIED and (pending or (reveals and state.phase is not Phase.REVEALED)):
            continue
        if there in (Phase.REVEALED, Phase.CARRIED) and (other_live or _is_unfinished(session, state)):
            continue  # it would take the hall's screens away from the round that is being played
        if there in LIVE and held_up:
            continue
        if there is Phase.CARRIED and holds(session, state):
            continue
        allowed.append(there.value)
    return allowed


def waits(session: Session, state: RoundState) -> str | None:
    """The code of what holds this round up: a tie is open, the lead has to pick, the hall has not seen all places, a
    card is held back, another round is live, the cards it needs are missing."""
    if why := verdict.holds_up(state):
        return why.value
    if _is_unfinished(session, state):
        return Refusal.ASSIGN_UNFINISHED.value
    if state.phase is Phase.REVEALED:
        return Refusal.ROUND_OTHER_LIVE.value if _other_is_live(session, state) else None
    if state.phase is Phase.CLOSED and holds(session, state):
        return Refusal.CARD_HELD.value
    if state.phase is Phase.CLOSED and (earlier := poll.why_not_revealed(session, state)):
        return earlier.value
    return _held_up(session, state) if state.phase in (Phase.PLANNED, Phase.CLOSED) else None


def _is_unfinished(session: Session, state: RoundState) -> bool:
    """Are there cards without a table where each must have one by now?"""
    due = isinstance(state.plan, AssignRound) and state.phase in (Phase.CLOSED, Phase.REVEALED)
    return due and not assignment.is_whole(session, state)


def _held_up(session: Session, state: RoundState) -> str | None:
    """Why this round cannot go live, as the rules would say it."""
    if _other_is_live(session, state):
        return Refusal.ROUND_OTHER_LIVE.value
    lacks = lacking(session, state)
    return lacks.value if lacks else None


def _other_is_live(session: Session, state: RoundState) -> bool:
    live = session.live_round()
    return live is not None and live.id != state.id


def _is_signup(state: RoundState | None) -> bool:
    return state is not None and isinstance(state.plan, SignupRound)


def _book(session: Session, state: RoundState) -> View:
    return {
        "script": words(state.plan.script),
        "prompt": words(state.plan.prompt),
        "grace_s": state.plan.grace_s,
        "moves": moves(session, state),
        "waits": waits(session, state),
        "what": state.plan.what if isinstance(state.plan, AssignRound) else None,
        "contest": state.contest if isinstance(state.plan, VoteRound) else None,
        "electors": state.plan.electors if isinstance(state.plan, VoteRound) else None,
        "mends": {
            "reopen": why_not_reopened(session, state) is None,
            "restart": why_not_restarted(session, state) is None,
            "taken": why_not_restarted(session, state) is Refusal.THEME_TAKEN,
            "repeat": isinstance(state.plan, VoteRound) and verdict.may_be_repeated(session, state),
        },
        "reopened_ms": reopened_ms(state),
        "incomplete": len(sheets.incomplete(session, state)) if state.taken else 0,
        "kept_ms": state.kept_ms,
        "input": _input_since(session, state),
    }


def _input_since(session: Session, state: RoundState) -> View | None:
    """What became of the cards since this round took them, where they were carried anew; None: they are what they were.

    `was`, `now`: how many; `other`: are they other cards, or the same ones whose words may have been changed?
    """
    pool = input_of(state.plan)
    if pool is None or state.taken is None or not session.has_new_input(state):
        return None
    above = session.maker(pool)
    themed = above is not None and isinstance(above.plan, MergeRound) and above.phase is Phase.CARRIED
    now = [card.id for card in themes.things(session, above)] if above and themed else session.pools[pool]
    return {"was": len(state.taken.cards), "now": len(now), "other": set(now) != set(state.taken.cards)}


def _tables(reading: Reading, state: RoundState | None) -> list[View]:
    """A tile for each table. Of a vote by tables it says who has voted, of a secret one not even that. `closed`: nobody
    is seated there, so its tablet is not missed."""
    session = reading.session
    at = assignment.places(session, assignment.shown(session))
    came = Counter(at[each.id] for each in attendance.here(session))
    plan = state.plan if state else None
    written = _count_by_table(session, state) if state and isinstance(plan, GatherRound) else None
    open_vote = isinstance(plan, VoteRound | PollRound) and plan.electors != "person"
    voted = {*state.ballots, *state.poll.sheets} if state and open_vote else None
    if state and isinstance(plan, AssignRound) and plan.mode == "by_bid":
        voted = set(assignment.wishes(session, state))
    return [
        {
            "id": each.seat.id,
            "no": each.seat.no,
            "online": reading.online.get(each.seat.id, 0),
            "seen": reading.seen.get(each.seat.id),
            "arrived": each.arrived,
            "came": came[each.seat.id],
            "closed": each.seat.id in session.attendance.closed,
            "cards": None if written is None else written.get(each.seat.id, 0),
            "voted": None if voted is None else each.seat.id in voted,
            "ready": state.ready.get(each.seat.id) if state else None,
            "help": session.help.get(each.seat.id),
            "heard": session.signals.heard.get(each.seat.id),
        }
        for each in session.table_seats()
    ]


def _count_by_table(session: Session, state: RoundState) -> dict[str, int]:
    counts: dict[str, int] = {}
    for card in session.round_cards(state.id):
        counts[card.table] = counts.get(card.table, 0) + 1
    return counts


def _people(session: Session) -> View:
    """`came`: who is in the hall; where there is a list (`listed`) the check-in desk says so, with or without a phone.
    `phones`: the badges with which a device has come in, whether a desk has seen them or not."""
    guests = sum(each.seat.role is Role.GUEST and each.arrived is not None for each in session.seats.values())
    return {
        "came": len(attendance.here(session)),
        "guests": guests,
        "listed": session.attendance.listed,
        "phones": sum(each.arrived is not None for each in attendance.persons(session)),
    }


def _screen(reading: Reading) -> View:
    session = reading.session
    return {
        "shown": scenes.shown(session),
        "chosen": session.scene,
        "card": session.scene_card,
        "blank": session.blank,
        "available": list(scenes.available(session)),
        "online": reading.online.get(SCREEN.id, 0),
    }


def _written(reading: Reading, state: RoundState) -> list[View]:
    """The cards of a gather round, hidden ones too, the newest first."""
    return [_card(reading, card) for card in reversed(reading.session.round_cards(state.id))]


def _late(reading: Reading) -> list[View] | None:
    """The cards that came late to a round that the hall has left, for the lead sees them before the hall does."""
    here = reading.session.round()
    if here is not None and isinstance(here.plan, VoteRound | SignupRound):
        return None  # these have cards of their own
    state = gathering.late_round(reading.session)
    cards = [card for card in reading.session.round_cards(state.id) if card.late] if state else []
    return [_card(reading, card) for card in reversed(cards)] or None


def _worked_on(reading: Reading, state: RoundState) -> list[View] | None:
    """The cards that a vote, a pitch or a sign-up is about, hidden ones too, in the order of their carry."""
    session = reading.session
    match state.plan:
        case VoteRound() | PitchRound() | SignupRound():
            return [
                _card(reading, session.cards[card])
                for card in session.input_ids(state)
                if not state.tied or card in state.tied
            ]
        case _:
            return None


def _card(reading: Reading, card: Card) -> dict[str, Any]:
    """A card as its keeper sees it: with its table, its fate, and what in it to look at first.

    `wait`: why it is not on the screens, and how long until it lets itself on; `earlier`: the title shown meanwhile.
    """
    return {
        **whole_view(reading.session, card),
        "table": card.table,
        "hidden": card.state is CardState.HIDDEN,
        "notes": lead_notes(reading.session, card),
        "wait": _wait(reading, card.wait),
        "earlier": public_title(card) if card.earlier and not card.admitted else None,
        "marks": card.marks,
    }


def _wait(reading: Reading, wait: Wait | None) -> View | None:
    return None if wait is None else {"held": wait.held, "left_ms": reading.left_ms(wait)}


def _moderation(reading: Reading, state: RoundState | None) -> View:
    """The lanes as they are and as they were planned, and the names that wait, by the number that screens show."""
    session = reading.session
    plan = state.plan if state else None
    settings = session.scenario.scenario.moderation
    return {
        "hold_s": settings.hold_s,
        "lanes": {
            source: {"lane": lane_of(session, source, plan), "plan": planned_lane(session, source, plan)}
            for source in get_args(Source)
        },
        "names": [_name(reading, no, person) for person, no in _named(reading)],
    }


def _named(reading: Reading) -> list[tuple[str, int]]:
    """Who is in a group with a name that waits, in order of coming."""
    numbers = {each.person: each.no for each in reading.session.memberships.values()}
    names = reading.session.names
    return [
        (person, no)
        for person, no in numbers.items()
        if person in names and names[person].wait and reading.people.public_name(person)
    ]


def _name(reading: Reading, no: int, person: str) -> View:
    known, name = reading.session.names[person], reading.people.public_name(person) or ""
    words = reading.session.scenario.scenario.moderation.watch
    return {
        "no": no,
        "name": name,
        "given": known.given,
        "source": source_of(reading.session, person),
        "wait": _wait(reading, known.wait),
        "marks": watch.find(name, words, names=False),
    }
