"""kill -9 under load: what was acknowledged is there, once; and the harness that says so can be trusted.

`VECHE_KILLS` changes how often the server is killed, here 30 times.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.harness import SCENARIO, TABLES, figures, play
from tests.hall import Hall

KILLS = int(os.environ.get("VECHE_KILLS", "30"))
MUTANTS = str(Path(__file__).with_name("mutants.py"))
MUTANT_KILLS = 4


@pytest.mark.parametrize(("engine", "kills"), [("eventlet", KILLS), ("threading", max(2, KILLS // 6))])
@pytest.mark.timeout(60 + 10 * KILLS)
def test_every_acknowledged_command_is_there_exactly_once(
    engine: str, kills: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with Hall(SCENARIO, engine=engine) as hall:
        verdict = play(hall, kills)
        assert "Traceback" not in hall.log, hall.log
    with capsys.disabled():
        print("\n  " + "\n  ".join(figures(verdict)))
    assert verdict.clean, verdict
    assert verdict.acked > 10 * kills and verdict.in_doubt > kills, "that was no load"
    assert verdict.repeated >= TABLES


def test_the_harness_catches_a_server_that_acknowledges_before_commit() -> None:
    with Hall(SCENARIO, program=(MUTANTS, "acknowledges_before_commit")) as hall:
        verdict = play(hall, MUTANT_KILLS)
    assert verdict.lost > 0, verdict


def test_the_harness_catches_a_server_that_forgets_the_key() -> None:
    with Hall(SCENARIO, program=(MUTANTS, "forgets_the_key")) as hall:
        verdict = play(hall, MUTANT_KILLS)
    assert verdict.doubled > 0 and verdict.lost == 0, verdict
