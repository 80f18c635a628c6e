"""The lineage of a card as any seat may read it, and the search for one.

Truth flows from the session to whoever asks; nobody is told more than others, so the answer is the same for all.  What
came of a vote is taken from `result_view` alone: what is not in there is not here.
"""

from __future__ import annotations

import unicodedata

from live.cards import card_view, words
from live.result import result_view
from live.rounds import round_view
from live.screen import View
from sessions import lineage
from sessions.cards import Card, CardState
from sessions.lanes import public, public_title
from sessions.scenario import SignupRound, VoteRound
from sessions.session import RoundState, Session, floor_of, is_full

FOUND_MOST = 20


def lineage_view(session: Session, card: Card) -> View:
    """`{card, before, here, after}`: chapters of what the card answers, of itself, of what was written for it."""
    *before, here = lineage.back(session, card)
    _, *after = lineage.forward(session, card)
    return {
        "card": card.id,
        "before": [_chapter(session, each) for each in before],
        "here": _chapter(session, here),
        "after": [_chapter(session, each) for each in after],
    }


def found_view(session: Session, asked: str) -> View:
    """The cards of tables in which these words stand; for a number, those of the table, as far as tables are told.

    `waits`: some tables are not told yet, for there is still a vote ahead.
    """
    cards = [card for card in session.cards.values() if not card.is_theme and lineage.is_readable(card)]
    wanted = _plain(asked).split()
    if asked.strip().isdecimal():
        of_table = [card for card in cards if card.table == f"t{int(asked)}"]
        found = [card for card in of_table if lineage.is_decided(session, card)]
        waits = any(not lineage.is_decided(session, card) for card in cards)
    else:
        found = [card for card in cards if wanted and all(word in _spoken(card) for word in wanted)]
        waits = False
    shown = [_said(session, card) for card in found[:FOUND_MOST]]
    return {"cards": shown, "more": len(found) > FOUND_MOST, "waits": waits}


def _spoken(card: Card) -> str:
    return _plain(" ".join(public(card).values()))


def _plain(text: str) -> str:
    """As people type in a search: no capitals, and the Russian yo without its dots."""
    return unicodedata.normalize("NFD", text.casefold()).replace("\N{COMBINING DIAERESIS}", "")


def _chapter(session: Session, chapter: lineage.Chapter) -> View:
    return {
        "card": _said(session, chapter.card),
        "answers": list(chapter.answers),
        "steps": [_step(session, step) for step in chapter.steps],
    }


def _said(session: Session, card: Card) -> View:
    """A card in few words; `title` is None where its words are not for everybody."""
    readable = lineage.is_readable(card)
    return {
        "id": card.id,
        "title": public_title(card) if readable else None,
        "sphere": card_view(session, card)["sphere"] if readable else None,
        "theme": card.is_theme,
    }


def _step(session: Session, step: lineage.Step) -> View:
    match step:
        case lineage.Written(cards=cards):
            return {"step": "written", "cards": [_written(session, card) for card in cards]}
        case lineage.Gone(state=state):
            return {"step": "gone", "state": state.value}
        case lineage.Laid(state=state, theme=theme, cards=cards):
            beside = [_said(session, card) for card in cards if lineage.is_readable(card)]
            return {"step": "laid", "round": _round(state), "theme": _said(session, theme), "cards": beside}
        case lineage.SetAside(state=state, reason=reason):
            why = {"reason": reason.id, "label": words(reason.label), "to": reason.to}
            return {"step": "aside", "round": _round(state), **why}
        case lineage.Alone(state=state):
            return {"step": "alone", "round": _round(state)}
        case lineage.Objected(state=state, open=still):
            return {"step": "objected", "round": _round(state), "open": still}
        case lineage.Voted(state=state, card=card):
            return {"step": "vote", "round": round_view(session, state), **_vote(session, state, card)}
        case lineage.Joined(state=state, card=card):
            return {"step": "group", "round": _round(state), **_group(session, state, card)}


def _written(session: Session, card: Card) -> View:
    """A table's own words. The table and the time are told when no vote can go by them any more."""
    told = card.state is CardState.LIVE and lineage.is_decided(session, card)
    table = session.seats[card.table].seat.no if told and card.table in session.seats else None
    return {
        **_said(session, card),
        "table": table,
        "at": card.at if told else None,
        "gone": card.state is not CardState.LIVE,
        "round": _round(session.rounds[card.round]),
    }


def _round(state: RoundState) -> View:
    return {"id": state.id, "no": state.no, "title": words(state.plan.title), "phase": state.phase.value}


def _vote(session: Session, state: RoundState, card: Card) -> View:
    """`row`: the card's line of the result, None while it is not told; `by`: the step of the tie chain that decided
    about it; `to`: where it went if it did not go on."""
    plan, result = state.plan, result_view(session, state)
    assert isinstance(plan, VoteRound)
    row = next((row for row in (result or {}).get("rows", ()) if row["card"]["id"] == card.id), None)
    if result is None or row is None:
        return {"row": None, "of": None, "by": None, "to": None}
    steps = [step for step in result["tie"] if step["step"] not in ("score", "diversify")]
    decided = (step for step in steps if card.id in step["values"] and card.id not in step["left"])
    return {
        "row": {name: row[name] for name in ("score", "breadth", "rank", "grades", "state")},
        "of": len(result["rows"]),
        "by": next((step["step"] for step in decided), None),
        "to": plan.carry.rest if row["state"] == "out" else None,
    }


def _group(session: Session, state: RoundState, card: Card) -> View:
    plan = state.plan
    assert isinstance(plan, SignupRound)
    people = len(session.group(card.id))
    return {
        "people": people,
        "missing": max(0, floor_of(session, plan, card.id) - people),
        "closed": is_full(session, plan, card.id),
    }
