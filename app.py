"""Puts the pieces together: store → desk → house → screens → one web application.  No logic lives here."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from flask import Flask, Response, abort, render_template, request
from flask_socketio import SocketIO

import audience.pages
import audience.screen
import facilitator.check_in_screen
import facilitator.experts_screen
import facilitator.pages
import facilitator.screen
import facilitator.themes_screen
import projector.observers_screen
import projector.pages
import projector.screen
import table_client.pages
import table_client.screen
from live import booth, clock, count, drafts, engine, finding, lists, mixed, transports, twin, watch, web
from live.assets import Assets
from live.broadcast import Broadcast
from live.endpoint import Endpoint
from live.house import House
from live.parse import from_json
from live.screen import Hall
from live.seats import Seats
from live.words import choose, page_words
from sessions.desk import Desk
from sessions.keys import Keys
from sessions.library import Library
from sessions.told import N_

HERE = Path(__file__).resolve().parent
SCREENS = (
    facilitator.screen.SCREEN,
    facilitator.themes_screen.SCREEN,
    facilitator.experts_screen.SCREEN,
    facilitator.check_in_screen.SCREEN,
    table_client.screen.SCREEN,
    projector.screen.SCREEN,
    projector.observers_screen.SCREEN,
    audience.screen.SCREEN,
)
PAGES = (facilitator.pages, table_client.pages, projector.pages, audience.pages)


class Json:
    """The JSON of the wire: the same encoder as the journal's, and views that are encoded already go in as they are."""

    @staticmethod
    def dumps(data: object, **_: Any) -> str:
        return msgspec.json.encode(data).decode()

    @staticmethod
    def loads(data: str | bytes, **_: Any) -> Any:
        return from_json(data)


@dataclass(frozen=True, slots=True)
class Application:
    """What the server serves (`wsgi`), and the parts that tests and tools reach for."""

    flask: Flask
    socketio: SocketIO
    house: House
    wsgi: web.WSGI

    def start(self) -> None:
        """Let the desk, the screens and the clock run beside the requests."""
        self.house.desk.begin_epoch_if_behind()
        self.house.desk.pause_after_restart()
        engine.spawn(self.house.desk.run)
        engine.spawn(clock.keep_ticking, self.house.desk)
        engine.spawn(clock.keep_letting_on, self.house.desk)
        engine.spawn(transports.let_go_of_silent, vars(self.socketio)["server"], [each.namespace for each in SCREENS])
        Broadcast.start(self.flask.extensions["broadcast"])


def create_app(desk: Desk, keys: Keys, hall: Hall, library: Library | None = None) -> Application:
    """The whole application around a desk; `library` is where the editor opens and saves scenarios."""
    flask = Flask("veche", static_folder=None, template_folder=str(HERE / "templates"))
    assets = Assets(HERE / "static")
    session_id = desk.read(lambda session, _: session.id)
    house = House(desk, Seats(keys.seats(), session_id), SCREENS, hall, assets.build)
    socketio = SocketIO(
        flask,
        json=Json,
        async_handlers=False,
        logger=False,
        engineio_logger=False,
        **engine.socketio_options(),
    )
    server: Any = vars(socketio)["server"]
    transports.guard(server)

    def emit(event: str, data: Any, room: str, namespace: str) -> None:
        server.emit(event, data, room=room, namespace=namespace)

    broadcast = Broadcast(house, emit)
    flask.extensions["broadcast"] = broadcast
    for screen in SCREENS:
        server.register_namespace(Endpoint(house, screen, broadcast))
    flask.register_blueprint(web.blueprint(house))
    flask.register_blueprint(watch.blueprint(house))
    flask.register_blueprint(booth.blueprint(house))
    flask.register_blueprint(lists.blueprint(house))
    flask.register_blueprint(mixed.blueprint(house))
    flask.register_blueprint(finding.blueprint(house))
    flask.register_blueprint(count.blueprint(house))
    flask.register_blueprint(twin.blueprint(house))
    flask.register_blueprint(drafts.blueprint(house, library or Library(HERE / "scenarios")))
    for pages in PAGES:
        flask.register_blueprint(pages.blueprint())
    _serve_assets(flask, assets)
    _answer_errors(flask)
    web.guard(flask)
    return Application(flask, socketio, house, web.KnownHosts(flask.wsgi_app, hall.url))


def _serve_assets(flask: Flask, assets: Assets) -> None:
    flask.jinja_env.globals.update(asset=assets.url, modules=assets.modules, build=assets.build)

    @flask.context_processor
    def words() -> dict[str, Any]:
        return page_words(choose(request.headers.get("Accept-Language", "")))

    @flask.get("/static/<path:path>")
    def static(path: str) -> Response:
        asset = assets.find(path)
        if asset is None:
            abort(404)
        headers = assets.headers(path, request.headers.get("Accept-Encoding", ""))
        body = asset.packed if headers.get("Content-Encoding") and asset.packed else asset.body
        if request.headers.get("If-None-Match") == headers["ETag"]:
            return Response(status=304, headers=dict(headers))
        return Response(body, headers=dict(headers))


def _answer_errors(flask: Flask) -> None:
    """A wrong address or a broken page is answered with a page that says what to do."""

    def page(heading: str, text: str, status: int) -> tuple[str, int]:
        t = page_words(choose(request.headers.get("Accept-Language", "")))["t"]
        return render_template("error.html", screen="phone", heading=t(heading), text=t(text)), status

    @flask.errorhandler(404)
    def unknown(_: Exception) -> tuple[str, int]:
        return page(N_("There is no such page"), N_("Scan the code again, or go to the hall's page."), 404)

    @flask.errorhandler(500)
    def broken(error: Exception) -> tuple[str, int]:
        logging.getLogger("veche.web").error("a page broke: %s", error)
        return page(N_("This page broke"), N_("Load it again. If it stays broken, call the lead."), 500)
