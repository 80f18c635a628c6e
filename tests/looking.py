"""What a view may look at, of a story, and what is to be seen of a session."""

from __future__ import annotations

from typing import Any

from live.screen import Hall, Reading
from sessions.cards import CardState
from sessions.phases import Phase
from sessions.pitches import Queue
from sessions.session import Session
from tests.story import Story

HALL = Hall("http://192.168.1.2:8080/", "Veche", "naploshad")


def reading_of(story: Story) -> Reading:
    """Of the session as it is now; nobody is online."""

    def boxed(round_id: str, person: str) -> Any:
        return story.session.boxes.get(round_id, {}).get(story.desk.handle(round_id, person))

    return Reading(story.session, story.people, {}, {}, HALL, boxed)


def seen(session: Session) -> dict[str, Any]:
    """What the screens show of the day, but for what only tells when something was done."""
    clock = session.clock
    return {
        "rounds": {
            each.id: (each.phase, each.taken, each.opened_at, each.kept_ms, sorted(each.ready))
            for each in session.rounds.values()
        },
        "hall": (session.current, session.scene, session.scene_card, session.blank, session.announcement),
        "clock": (clock.round, clock.total_ms, clock.running) if clock.round == session.current else None,
        "cards": {
            each.id: (each.state, each.reason, each.fields)
            for each in session.cards.values()
            if each.state is not CardState.DISSOLVED
        },
        "places": {each.id: each.theme for each in session.cards.values() if each.state is not CardState.DISSOLVED},
        "boards": {
            each.id: (each.board.aside, each.board.apart, {said[:4] for said in each.board.objections.values()})
            for each in session.rounds.values()
        },
        "drafts": {each.id: (each.draft.cards, each.draft.people) for each in session.rounds.values()},
        "holders": {card: tables for card, tables in session.assigned.items() if tables},
        "seats": {each.seat.id: each.seat.table for each in session.seats.values()},
        "floors": {
            each.id: _floor(each.queue)
            for each in session.rounds.values()
            if each.phase not in (Phase.PLANNED, Phase.BRIEFING)
        },
        "questions": {each.id: (each.state, each.text, each.backers) for each in session.questions.values()},
        "pools": (session.pools, session.left, {name: len(made) for name, made in session.carried.items()}),
        "sheets": {name: (sheet.fields, sheet.public) for name, sheet in session.sheets.items() if sheet.public},
        "rest": (
            session.help.keys(),
            session.guests,
            session.observers_see,
            session.synonyms,
            sorted(session.memberships),
        ),
    }


def _floor(queue: Queue) -> Any:
    """The queue of a pitch round, and of its clock what does not change by itself."""
    clock = queue.clock if queue.current() else None
    replies = {card: reply[:3] for card, reply in queue.replies.items()}
    return queue.order, dict(queue.stands), replies, clock and (clock.total_ms, clock.running), queue.graded
