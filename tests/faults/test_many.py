"""A thousand devices and a hundred come in at once; eventlet's own limits stop at 1 024."""

from __future__ import annotations

import itertools

import pytest

from benchmarks.swarm import Swarm
from live import engine
from tests.hall import NAMESPACES, Hall

DEVICES = 1_100
TABLES, PEOPLE = 12, 140
IN_S, ALL_TOLD_S = 45.0, 15.0


@pytest.mark.timeout(120)
def test_eleven_hundred_devices_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    limit = engine.raise_open_files()
    if limit is not None and limit < DEVICES + 200:
        pytest.skip(f"ONLY {limit} OPEN FILES ARE ALLOWED HERE: `ulimit -n {DEVICES + 200}`")
    with Hall(tables=TABLES, people=PEOPLE) as hall:
        hall.move("problems", "open")
        seats = [f"p{no}" for no in range(1, PEOPLE + 1)] + [f"t{no}" for no in range(1, TABLES + 1)] + ["screen"]
        links = [(NAMESPACES[seat[0]], hall.token(seat)) for seat in seats]
        swarm = Swarm(hall.port)
        try:
            for namespace, token in itertools.islice(itertools.cycle(links), DEVICES):
                swarm.join(namespace, token)
            came = swarm.run_until(lambda: all(device.inside for device in swarm.devices), IN_S)
            # Two views for each: the common one and the own one.
            shown = swarm.run_until(lambda: all(device.views >= 2 for device in swarm.devices), IN_S)
            assert hall.say("lead", "announce", text="Здравствуйте все")["ok"]
            told = swarm.run_until(
                lambda: all("Здравствуйте все" in device.last_view for device in swarm.devices), ALL_TOLD_S
            )
            assert hall.say("t1", "call_help", on=True)["ok"]
            assert not any(device.gone for device in swarm.devices)
            online = hall.view("lead").json["common"]
            assert online
        finally:
            swarm.close()
        assert hall.stop() == 0 and "Traceback" not in hall.log, hall.log
    with capsys.disabled():
        print(f"\n  {DEVICES} devices in after {came:.1f} s, shown after {came + shown:.1f} s, told in {told:.2f} s")
