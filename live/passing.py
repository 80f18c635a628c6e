"""How far the tablet has gone round a table: who of its people has voted or answered, and who has still to.

Truth flows from the roll, or of a poll from who is here, and from the open box to the one tablet of that table, which
is in the middle of those people anyway. That somebody is done is told; what they chose nobody is.
"""

from __future__ import annotations

from live.screen import Reading, View
from sessions import rolls
from sessions.people import shortened
from sessions.scenario import PollRound, VoteRound
from sessions.seat import Seat


def passing_view(reading: Reading, table: Seat) -> View | None:
    """`{done, of, by_name, hands, people: [{no, name, state}]}` of a table; None while no tablet is passed round.

    `state`: `voted` (or answered), `paper`, or None: has still to. `name` is «Анна К.» where people are let in by it
    and the organisers' list knows it.
    `hands`: how many voted by hands here, None where hands are not counted.
    """
    session = reading.session
    state = rolls.passed_round(session)
    if state is None or not isinstance(state.plan, VoteRound | PollRound):
        return None
    people = [person for person, at in rolls.asked_of(session, state).items() if at == table.id]
    rows = []
    for person in sorted(people, key=lambda each: int(each[1:])):
        known = reading.people.registration(person)
        voted = reading.boxed(state.box, person) is not None
        rows.append(
            {
                "no": int(person[1:]),
                "name": shortened(known.name) if known and state.plan.passing == "name" else None,
                "state": "voted" if voted else "paper" if person in state.papers else None,
            }
        )
    hands = state.hands.get(table.id)
    done = sum(row["state"] is not None for row in rows) + (hands.voters if hands else 0)
    return {
        "done": done,
        "of": len(rows),
        "by_name": state.plan.passing == "name",
        "hands": (hands.voters if hands else 0)
        if isinstance(state.plan, VoteRound) and rolls.takes_hands(state.plan)
        else None,
        "counted": dict(hands.choices) if hands else None,
        "people": rows,
    }
