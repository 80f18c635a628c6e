"""Pitches as every screen may show them: the queue, who has the floor, the answers, and in the end the grades.

Truth flows from the queue of the round to all screens alike. Of the grades nothing is in here before the reveal.
"""

from __future__ import annotations

from live.cards import sphere_of
from live.screen import View
from sessions import pitches
from sessions.assignment import holders
from sessions.cards import Card
from sessions.events import PitchesGraded
from sessions.journal import short
from sessions.lanes import public_title
from sessions.phases import Phase
from sessions.pitches import ON_THE_FLOOR, Reply
from sessions.scenario import PitchRound
from sessions.session import RoundState, Session


def pitch_view(session: Session, state: RoundState | None) -> View | None:
    """`{rev, current, clock, queue, drawn, graded}`; None in any other round.

    `queue` in order, each `{id, title, sphere, tables, stand, heard, reply}`; `rev` is what a command has to name as
    seen. `drawn`: the seed as people compare it, None where the order was declared. The time left travels beside the
    view (`pitch_ms`), not in it.
    """
    if state is None or not isinstance(state.plan, PitchRound):
        return None
    queue, clock = state.queue, pitches.clock_of(session)
    # An opening that was undone has drawn the order, and nobody is to know it before the next one.
    begun = state.phase not in (Phase.PLANNED, Phase.BRIEFING)
    rows = [_row(session, state, session.cards[card]) for card in pitches.called(session, state) if begun]
    return {
        "rev": queue.rev,
        "current": next((row["id"] for row in rows if row["stand"] in ON_THE_FLOOR), None),
        "clock": {
            "rev": clock[1].rev,
            "running": clock[1].running,
            "total_ms": clock[1].total_ms,
            "asks": clock[1].asks,
        }
        if clock
        else None,
        "queue": rows,
        "drawn": short(queue.seed) if queue.seed and begun else None,
        "graded": _graded(session, queue.graded) if queue.graded else None,
    }


def _row(session: Session, state: RoundState, card: Card) -> View:
    queue = state.queue
    return {
        "id": card.id,
        "title": public_title(card),
        "sphere": sphere_of(session, card),
        "tables": table_numbers(session, holders(session, card.id)),
        "stand": queue.stand(card.id),
        "heard": card.id in queue.heard,
        "reply": _reply(queue.replies.get(card.id)),
    }


def table_numbers(session: Session, tables: tuple[str, ...]) -> list[int | None]:
    """The numbers that stand on these tables."""
    return [session.seats[table].seat.no for table in tables if table in session.seats]


def _reply(reply: Reply | None) -> View | None:
    return reply and {"answer": reply.answer, "due": reply.due, "text": reply.text}


def _graded(session: Session, graded: PitchesGraded) -> View:
    """Rows by rank. `without`: the tables that did not grade the card, since they hold it."""
    return {
        "electors": graded.electors,
        "ballots": graded.ballots,
        "rows": [
            {
                "id": row.card,
                "title": public_title(session.cards[row.card]),
                "sphere": sphere_of(session, session.cards[row.card]),
                "rank": row.rank,
                "grades": {
                    name: {"answers": grade.answers, "mean": grade.mean, "median": grade.median, "sum": grade.sum}
                    for name, grade in row.grades.items()
                },
                "without": table_numbers(session, graded.without.get(row.card, ())),
            }
            for row in graded.rows
        ],
    }
