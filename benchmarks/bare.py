"""The plainest server that could take a vote: Flask-SocketIO as its guide has it, one row and one commit a vote.

`python -m benchmarks.bare FILE` prints its port. It knows no seats, no rules, no repeats and no views.
"""

# ruff: noqa: E402  the patch comes before the imports

from live import engine

engine.patch("eventlet")

import sqlite3
import sys
from typing import Any

from flask import Flask
from flask_socketio import SocketIO

app = Flask(__name__)
socketio = SocketIO(app, async_mode="eventlet")
connection = sqlite3.connect(sys.argv[1], check_same_thread=False)
connection.execute("pragma journal_mode=WAL")
connection.execute("pragma synchronous=FULL")
connection.execute("create table votes (voter text, choices text)")


@socketio.on("cast_ballot")
def cast_ballot(payload: dict[str, Any]) -> dict[str, Any]:
    """Keep the vote, then say so."""
    connection.execute("insert into votes values (?, ?)", [payload["action_id"], str(payload["choices"])])
    connection.commit()
    return {"ok": True}


if __name__ == "__main__":
    sock, port = engine.bind("127.0.0.1", 0)
    print(port, flush=True)
    engine.serve(app, sock)
