"""What was done, in codes: an act of the lead or of the theme team as a screen gets it, to be said in words there.

Truth flows from the session's list of acts to console and theme desk.  Numbers and labels are looked up when a view is
built and no title is in them, so that a text which is blotted out is nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from live.cards import words
from live.screen import View
from sessions import events as e
from sessions import undo
from sessions.scenario import MergeRound
from sessions.session import Session

SHOWN = 40
"""Acts that the console's view holds; the whole log is fetched when somebody asks for it."""

TITLES = ("fields", "title", "scenario")


def log_view(session: Session, most: int | None = SHOWN) -> list[View]:
    """What was done, the newest first."""
    acts = session.acts if most is None else session.acts[-most:]
    return [_line(session, act) for act in reversed(acts)]


def act_view(session: Session, act: undo.Act) -> View:
    """An act, the cards that it was about, and why it cannot be undone now (`stays`, a code), if it cannot."""
    stays = undo.hindrance(session, act)
    line = _line(session, act)
    line["facts"]["cards"] = list(getattr(act.event, "cards", ()))
    return {**line, "stays": stays.value if stays else None}


def undo_view(session: Session, seat: str) -> View | None:
    """The act that this seat would undo now."""
    act = undo.last_act(session, seat)
    return act_view(session, act) if act else None


def _line(session: Session, act: undo.Act) -> View:
    facts = {name: value for name, value in e.facts(act.event).items() if name not in TITLES}
    seat = session.seats[act.seat].seat
    return {
        "seq": act.seq,
        "at": act.at,
        "seat": act.seat,
        "by": {"role": seat.role.value, "no": seat.no},
        "event": type(act.event).__name__,
        "facts": {name: value for name, value in facts.items() if isinstance(value, str | int | bool)},
        "about": _about(session, act, facts),
        "undone": act.undone,
    }


def _about(session: Session, act: undo.Act, facts: dict[str, Any]) -> View:
    """What the ids in an event stand for: numbers that people in the hall know, and labels of the scenario."""
    about: View = {}
    state = session.rounds.get(facts.get("round") or "")
    if state is not None:
        about["round"] = {"no": state.no, "title": words(state.plan.title)}
    for name in ("card", "theme"):
        card = session.cards.get(facts.get(name) or "")
        if card is not None:
            about["theme" if card.is_theme else "card"] = card.no
    question = session.questions.get(facts.get("question") or facts.get("card") or "")
    if question is not None:
        about["question"] = question.no
    seat = session.seats.get(facts.get("seat") or facts.get("table") or "")
    if seat is not None:
        about["seat"] = {"role": seat.seat.role.value, "no": seat.seat.no}
    if isinstance(facts.get("cards"), tuple):
        about |= _counted(session, facts["cards"])
    match act.event:
        case e.CardsMerged(theme=theme):
            about["made"] = session.cards[theme].at == act.at
        case e.ClockSet(left_ms=left_ms, running=running):
            about["clock"] = {"left_ms": left_ms, "shift_ms": act.shift_ms, "running": running}
        case e.DayReplanned(minutes=minutes):
            about["rounds"] = len(minutes)
        case e.ScenarioRevised(added=added, changed=changed, removed=removed, moved=moved):
            about["plan"] = {"added": added, "changed": changed, "removed": removed, "moved": moved}
        case e.PitchClockSet(left_ms=left_ms, running=running):
            about["clock"] = {"left_ms": left_ms, "shift_ms": act.shift_ms, "running": running}
        case e.CardsSetAside(reason=reason) if state is not None and isinstance(state.plan, MergeRound):
            label = next((words(each.label) for each in state.plan.reasons if each.id == reason), None)
            about["reason"] = {"id": reason, "label": label}
        case e.SignUpWithdrawn(person=person):
            about["person"] = session.numbers.get(person)
    return about


def _counted(session: Session, ids: Iterable[str]) -> View:
    """How many cards and themes these are; the number of the only one."""
    cards = [session.cards[each] for each in ids if each in session.cards]
    themes = sum(card.is_theme for card in cards)
    return {"cards": len(cards) - themes, "themes": themes, "only": cards[0].no if len(cards) == 1 else None}
