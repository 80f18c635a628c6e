"""A small server for test_engine.py: `python engine_server.py ENGINE [SOCKET_TIMEOUT_S [TURNS]]` prints its port.

With TURNS, a connection has that many turns and then waits for a very long time.
"""

# ruff: noqa: E402  the patch comes before the imports, as in run.py

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from live import engine

engine.patch(engine.choose(sys.argv[1]))
if sys.argv[2:]:
    engine.SOCKET_TIMEOUT_S = int(sys.argv[2])
if sys.argv[3:]:
    engine.TURNS_BURST, engine.TURNS_PER_S = int(sys.argv[3]), 0.01

import threading
import time

from flask import Flask, request
from flask_socketio import SocketIO

from live import apart
from sessions.mixing import Plan

app = Flask(__name__)
socketio = SocketIO(app, **engine.socketio_options())


@app.get("/healthz")
def healthz() -> dict[str, object]:
    return {"app": "veche", "engine": socketio.async_mode}


@app.post("/read")
def read() -> dict[str, object]:
    return {"read": len(request.get_data())}


@app.get("/slow")
def slow() -> dict[str, object]:
    """Blocks its own thread, as a COMMIT does on a slow disk."""
    began = threading.get_native_id()
    return {"same": engine.run_in_writer(work, 0.8) == began}


def work(seconds: float) -> int:
    time.sleep(seconds)
    return threading.get_native_id()


@app.get("/broken-writer")
def broken_writer() -> dict[str, object]:
    try:
        engine.run_in_writer(int, "no number")
    except ValueError as error:
        return {"raised": str(error)}
    return {}


@app.get("/mix/<int:steps>/<float:seconds>")
def mix(steps: int, seconds: float) -> dict[str, object]:
    """A seating found elsewhere: enough people that neither pipe holds it at once."""
    children = []
    begin = apart.subprocess.Popen

    def watched(*args: object, **kwargs: object) -> object:
        children.append(begin(*args, **kwargs))
        return children[-1]

    apart.subprocess.Popen = watched
    people = tuple(f"person-{no}-{'x' * 200}" for no in range(800))
    try:
        found = apart.mix(Plan(people=people, tables=("a", "b"), together=(people[:2],)), seconds, steps)
    except apart.ApartFailed as error:
        return {"late": error.late, "ended": [child.returncode is not None for child in children]}
    finally:
        apart.subprocess.Popen = begin
    return {"seated": len(found.at), "ended": [child.returncode is not None for child in children]}


@socketio.on("echo")
def echo(payload: dict[str, object]) -> dict[str, object]:
    return {"ok": True, "text": payload["text"]}


@socketio.on("later")
def later(payload: dict[str, int]) -> None:
    def tell() -> None:
        engine.sleep(0.05)
        socketio.emit("told", {"x": "y" * payload["size"]})

    engine.spawn(tell)


sock, port = engine.bind("127.0.0.1", 0)
print(port, flush=True)
engine.serve(app, sock)
print("closed", flush=True)
