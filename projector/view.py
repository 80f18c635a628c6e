"""What the hall sees: the scene of the round or the one the lead chose, as plain data.

Truth flows from the session to the wall and not back. A card's text is here only while the card is live and let on the
screen, and never with the table that wrote it; of a vote there is the turnout and nothing else until the reveal.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from live.assignment import assignment_view, bidding_view, places_view, seating_view
from live.cards import card_view, sphere_of, spheres_view
from live.funnel import recap_view
from live.gathering import cell_of, wall_view
from live.header import header
from live.lineage import lineage_view
from live.pitches import pitch_view
from live.polls import poll_view, straw_view
from live.questions import question_view
from live.result import groups_view, result_view, signup_round, turnout_view
from live.screen import Reading, View
from live.sheets import progress_view
from live.themes import themes_view, theming_view
from sessions import assignment, attendance, lineage, questions, scenes
from sessions.cards import Card, CardState
from sessions.lanes import public, public_title
from sessions.phases import TAKES_COMMANDS
from sessions.scenario import (
    AssignRound,
    ElaborateRound,
    GatherRound,
    InfoRound,
    MergeRound,
    PitchRound,
    PollRound,
    SignupRound,
    VoteRound,
)
from sessions.seat import Role, Seat
from sessions.session import RoundState, Session

NEWEST_IN_COLUMN = 2
NEWEST_IN_STREAM = 7
JUST_NOW = 3


def common(reading: Reading) -> View:
    """The day's header and the scene on the wall."""
    return {
        **header(reading),
        "spheres": spheres_view(reading.session.scenario),
        "scene": {"name": "black"} if reading.session.blank else scene_view(reading),
    }


def own(reading: Reading, seat: Seat) -> View:
    """Every projector shows the same."""
    return {}


def scene_view(reading: Reading) -> View:
    """`{name, …}`: the scene that is to be seen now. One that lost its ground gives way to the prompt or the lobby."""
    session = reading.session
    state = session.round()
    match scenes.shown(session), state and state.plan:
        case "gather", GatherRound() as plan if state:
            return {"name": "gather", **_gather(session, state, plan)}
        case "recap", InfoRound() if state:
            return {"name": "recap", **recap_view(session, state)}
        case "sheets", ElaborateRound() if state:
            return {"name": "sheets", **progress_view(session, state)}
        case "theming", MergeRound() if state:
            return {"name": "theming", **theming_view(session, state)}
        case "themes", _ if (board := lineage.shown_board(session)) and (shown := themes_view(session, board)):
            return {"name": "themes", **shown}
        case "lineage", _ if (card := _in_the_light(session)) and lineage.is_readable(card):
            return {"name": "lineage", **lineage_view(session, card)}
        case "bids", AssignRound() if state and (bidding := bidding_view(session, state)):
            return {"name": "bids", **bidding}
        case "assigned", _ if told := assignment_view(session, assignment.shown(session)):
            return {"name": "assigned", **told}
        case "seats", _ if assignment.tells_seats(session):
            return {"name": "seats", **places_view(session)}
        case "seating", _ if assignment.tells_seats(session):
            return {"name": "seating", "tables": seating_view(session, assignment.shown(session))}
        case "turnout", VoteRound() if state:
            return {"name": "turnout", **turnout_view(session, state), "url": reading.hall.url}
        case "result" | "matrix" as name, VoteRound() if state and (result := result_view(session, state)):
            return {"name": name, **result}
        case "straw", _ if straw := straw_view(session):
            return {"name": "straw", **straw, "url": reading.hall.url}
        case "poll", PollRound() if poll := poll_view(session):
            return {"name": "poll", **poll, "url": reading.hall.url}
        case "groups" | "group", _ if signup := signup_round(session):
            return _groups(reading, signup)
        case "pitch" | "grades" as name, PitchRound() if pitch := pitch_view(session, state):
            return {"name": name, **pitch}
        case "question", _ if state and (question := questions.on_the_wall(session, state.id)):
            return {"name": "question", **question_view(question)}
        case "chosen", InfoRound() if state:
            return {"name": "chosen", "list": [card_view(session, card) for card in session.input_cards(state)]}
        case "lobby", _:
            return {"name": "lobby", **_lobby(reading)}
        case _ if state:
            return {"name": "prompt"}
        case _:
            return {"name": "lobby", **_lobby(reading)}


def _in_the_light(session: Session) -> Card | None:
    """The card that the lead chose for the wall."""
    return session.cards.get(session.scene_card or "")


def _lobby(reading: Reading) -> View:
    """The way in, and the tables filling up: badges that have arrived, and whether the tablet is there. `listed`: there
    is a list, and the check-in desk says who has. `seated`: it is known who sits where. A closed table is not shown."""
    session, hall = reading.session, reading.hall
    at = assignment.places(session, assignment.shown(session))
    places: Counter[str | None] = Counter()
    arrived: Counter[str | None] = Counter()
    for each in attendance.holders(session):
        places[at[each.seat.id]] += 1
        arrived[at[each.seat.id]] += attendance.is_here(session, each)
    return {
        "url": hall.url,
        "ssid": hall.ssid,
        "password": hall.password,
        "listed": session.attendance.listed,
        "seated": assignment.awaited(session) is None,
        "arrived": arrived.total(),
        "of": places.total(),
        "tables": [
            {
                "no": each.seat.no,
                "arrived": arrived[each.seat.id],
                "of": places[each.seat.id],
                "online": reading.online.get(each.seat.id, 0) > 0,
            }
            for each in session.table_seats()
            if each.seat.id not in session.attendance.closed
        ],
    }


def _gather(session: Session, state: RoundState, plan: GatherRound) -> View:
    """Counters without a ranking: every group in the scenario's order, with its newest cards.

    `by` is what the groups are: spheres, the cards that are answered (`parent`), cells (`grid`), or one stream of all
    cards; in a gallery there are `rows` in their place, the sheet before every table.
    """
    cards = [card for card in session.round_cards(state.id) if card.state is CardState.LIVE]
    by_table = Counter(card.table for card in cards)
    shown = [card for card in cards if _is_public(card)]
    return {
        "total": len(cards),
        "writers": plan.writers,
        "tables": [by_table[each.seat.id] for each in session.table_seats()],
        "limit": plan.limit,
        "newest": shown[-1].id if shown else None,
        **_grouped(session, state, plan, cards),
    }


def _grouped(session: Session, state: RoundState, plan: GatherRound, cards: list[Card]) -> View:
    if wall := wall_view(session, state):
        return wall
    if plan.grid:
        keys = [f"{row.id}/{col.id}" for row in plan.grid.rows for col in plan.grid.cols]
        groups = [_group(key, [card for card in cards if cell_of(card) == key], NEWEST_IN_COLUMN) for key in keys]
        return {"by": "grid", "groups": groups}
    if any(field.options == "spheres" for field in plan.fields):
        spheres = [sphere.id for sphere in session.scenario.scenario.spheres]
        of = {card.id: sphere_of(session, card) for card in cards}
        ids: list[str | None] = [*spheres, *([None] if None in of.values() else [])]
        groups = [_group(key, [card for card in cards if of[card.id] == key], NEWEST_IN_COLUMN) for key in ids]
        return {"by": "sphere", "groups": groups}
    if plan.parent_pool:
        parents = [card.id for card in session.input_cards(state)]
        groups = [_group(key, [card for card in cards if card.parent == key], NEWEST_IN_COLUMN) for key in parents]
        return {"by": "parent", "groups": groups}
    return {"by": "stream", "groups": [_group(None, cards, NEWEST_IN_STREAM)]}


def _group(key: str | None, cards: list[Card], newest: int) -> View:
    shown = [card for card in cards if _is_public(card)]
    return {
        "id": key,
        "total": len(cards),
        "waiting": len(cards) - len(shown),
        "cards": [{"id": card.id, "title": public_title(card)} for card in reversed(shown[-newest:])],
    }


def _is_public(card: Card) -> bool:
    return card.state is CardState.LIVE and bool(public(card)) and not card.redacted


def _groups(reading: Reading, state: RoundState) -> View:
    """The wall of initiatives, and with `spot` the one that the lead put in the light.

    `people` are all who joined, `guests` those of them without a badge, who are not among the forum's people.
    """
    session, plan = reading.session, state.plan
    assert isinstance(plan, SignupRound)
    # What the vote left behind comes to the wall with its first person: the wall is for circles, not for a list.
    groups = [group for group in groups_view(reading) if group["chosen"] or group["people"]]
    spot = session.scene_card if scenes.shown(session) == "group" else None
    known = {group["card"]["id"] for group in groups}
    here = {each.person for each in session.memberships.values() if each.card in known}
    badges = {each.seat.id for each in session.seats.values() if each.seat.role is Role.PERSON}
    return {
        "name": "group" if spot in known else "groups",
        "spot": spot if spot in known else None,
        "groups": groups,
        "floor": plan.floor,
        "need_leader": plan.need_leader,
        "open": state.phase in TAKES_COMMANDS,
        "people": len(here),
        "guests": len(here - badges),
        "just_now": _just_now(groups),
        "url": reading.hall.url,
    }


def _just_now(groups: list[View]) -> list[View]:
    """Who joined last, the newest first."""
    joined: list[tuple[int, dict[str, Any]]] = [
        (person["at"], {"no": person["no"], "name": person["name"], "card": group["card"]["id"], "at": person["at"]})
        for group in groups
        for person in group["people"]
    ]
    return [row for _, row in sorted(joined, key=lambda each: -each[0])[:JUST_NOW]]
