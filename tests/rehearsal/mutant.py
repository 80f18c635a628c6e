"""A server with a fault in it: `python mutant.py FAULT serve …` is `run.py serve …`, but for one thing.

`leaky` shows the tally beside the turnout; `forgetful` acknowledges cards of table 2 without keeping them; `doubling`
does not know an action again. Where there is a list of people, `open_door` lets every badge vote, `singing` keeps names
unlocked, `chatty` shows the hall whole names, and `miscounting` counts what came by tablets to the phones.
"""

# ruff: noqa: E402  the engine is settled before the rest is imported, as in run.py

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from live import engine

fault = sys.argv.pop(1)
engine.patch("threading")

import msgspec

import audience.view
import live.passing
import projector.view
import sessions.kinds.vote
import table_client.view
from sessions import rolls, rules
from sessions.commands import SubmitCard
from sessions.decision import Decision
from sessions.desk import Desk
from sessions.people import People, Person


def leak() -> None:
    honest = projector.view.turnout_view

    def leaky(session: Any, state: Any) -> dict[str, Any]:
        ballots = [*state.ballots.values(), *(each.choices for each in session.boxes.get(state.id, {}).values())]
        return {**honest(session, state), "scores": [list(choices) for choices in ballots]}

    for view in (projector.view, audience.view, table_client.view):
        view.turnout_view = leaky  # type: ignore[assignment]


def forget() -> None:
    honest = rules.decide

    def forgetful(session: Any, ask: Any, command: Any) -> Decision:
        decision = honest(session, ask, command)
        if isinstance(command, SubmitCard) and ask.seat.id == "t2":
            return Decision(answer=decision.answer)
        return decision

    rules.decide = forgetful


def double() -> None:
    Desk._known = lambda self, each: None  # type: ignore[method-assign]
    # Without the memory the file itself would refuse the second answer.
    Desk._remember = lambda self, *_, **__: None  # type: ignore[method-assign]


def open_the_door() -> None:
    """The ballot of a device is taken whoever holds it."""
    everybody = {**vars(rolls), "roll_of": lambda session, state: dict.fromkeys(session.seats, "t1")}
    sessions.kinds.vote.rolls = SimpleNamespace(**everybody)  # type: ignore[assignment]


def sing() -> None:
    honest = People.locked

    def sung(self: People, person: Person) -> bytes:
        return honest(self, person) + person.registration.name.encode() if person.registration else honest(self, person)

    People.locked = sung  # type: ignore[method-assign]


def chat() -> None:
    live.passing.shortened = lambda name: name  # type: ignore[assignment]


def miscount() -> None:
    honest = rolls.reckoning

    def wrong(*of: Any) -> Any:
        sums = honest(*of)
        return msgspec.structs.replace(sums, phones=sums.phones + sums.tablets, tablets=0)

    rolls.reckoning = wrong


FAULTS = {
    "leaky": leak,
    "forgetful": forget,
    "doubling": double,
    "open_door": open_the_door,
    "singing": sing,
    "chatty": chat,
    "miscounting": miscount,
}
FAULTS[fault]()

import cli

cli.main()
