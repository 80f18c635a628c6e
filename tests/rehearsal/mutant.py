"""A server with a fault in it: `python mutant.py FAULT serve …` is `run.py serve …`, but for one thing.

`leaky` shows the tally beside the turnout; `forgetful` acknowledges cards of table 2 without keeping them; `doubling`
does not know an action again.
"""

# ruff: noqa: E402  the engine is settled before the rest is imported, as in run.py

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from live import engine

fault = sys.argv.pop(1)
engine.patch("threading")

import audience.view
import projector.view
import table_client.view
from sessions import rules
from sessions.commands import SubmitCard
from sessions.decision import Decision
from sessions.desk import Desk


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


{"leaky": leak, "forgetful": forget, "doubling": double}[fault]()

import cli

cli.main()
