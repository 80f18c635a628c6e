"""The editor's side of the wire: drafts are examined, written as TOML, read, saved, and held against the day that runs.

Nothing of a draft is kept here: it lies on the page that writes it, until it becomes a file or the day's own plan.  All
of this is the lead's alone.  The day itself is changed by a command like any other, `revise_scenario`.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any

import msgspec
from flask import Blueprint, Response, request

from live import engine, revised
from live.form import form_view
from live.house import House
from live.parse import from_json
from live.patterns import patterns_view
from live.words import LANGUAGES, translator
from sessions.flaws.base import Flaw
from sessions.library import Library, Taken
from sessions.reader import ScenarioError, examine, spread
from sessions.refusals import Refusal
from sessions.scenario import Scenario
from sessions.seat import Role
from sessions.told import N_, said
from sessions.writer import digest, write

log = logging.getLogger("veche.drafts")


def blueprint(house: House, library: Library) -> Blueprint:
    """The routes of the editor."""
    drafts = Blueprint("drafts", __name__)

    def for_the_lead(route: Callable[..., Response]) -> Callable[..., Response]:
        """Nobody else sees or writes scenarios here. A body is JSON, and says how long it is."""

        @functools.wraps(route)
        def checked(**given: Any) -> Response:
            holder = house.holder(request.headers.get("Authorization", "").removeprefix("Bearer "))
            if holder is None or holder.seat.role is not Role.LEAD or not holder.proven:
                return _answer(house.refusal(Refusal.SEAT_UNKNOWN, _lang()), 401)
            if request.method == "POST":
                length = request.headers.get("Content-Length")
                if engine.is_body_refused(request.headers.get("Transfer-Encoding"), length):
                    return _answer(house.refusal(Refusal.PAYLOAD_TOO_LARGE, _lang()), 413)
                if request.mimetype != "application/json":
                    return _answer(house.refusal(Refusal.PAYLOAD_TYPES, _lang()), 415)
            return route(**given)

        return checked

    @drafts.get("/api/editor/form")
    @for_the_lead
    def form() -> Response:
        """What can be said in a scenario, `?lang=ru`: `{kinds, head, lists, tie, by, consents, patterns}`."""
        answer = _answer({**form_view(_lang()), "patterns": patterns_view(_lang())})
        answer.headers["Cache-Control"] = "no-cache"
        answer.add_etag()
        return answer.make_conditional(request)  # type: ignore[return-value]

    @drafts.get("/api/editor/scenarios")
    @for_the_lead
    def scenarios() -> Response:
        """The scenarios that can be opened: `[{name, place, title, rounds, minutes}]`; `place` is `own` or `veche`."""
        found = []
        for entry in library.entries():
            scenario = _readable(entry.path.read_bytes())
            if scenario is not None:
                minutes = sum(plan.minutes for plan in scenario.rounds)
                title = msgspec.to_builtins(scenario.scenario.title)
                about = {"title": title, "rounds": len(scenario.rounds), "minutes": minutes}
                found.append({"name": entry.name, "place": entry.place, **about})
        return _answer(found)

    @drafts.get("/api/editor/scenarios/<name>")
    @for_the_lead
    def scenario(name: str) -> Response:
        """A scenario as a draft: `{draft}`."""
        path = library.find(name)
        read = _readable(path.read_bytes()) if path else None
        if read is None:
            return _answer({"said": translator(_lang()).t(N_("There is no such scenario here any more."))}, 404)
        return _answer({"draft": msgspec.to_builtins(read)})

    @drafts.get("/api/editor/session")
    @for_the_lead
    def session() -> Response:
        """The scenario of the day that runs, as a draft, the mark it is known by, and the rounds that stay as they are:
        `{draft, base, begun, past}`."""
        return _answer(house.desk.read(lambda session, _: revised.session_view(session)))

    @drafts.post("/api/editor/check")
    @for_the_lead
    def check() -> Response:
        """Examine `{draft}` → `{problems: [{path, text}], toml, mark, day}`: the file and its mark (null while it
        has not the shape of one), and whether the day could go on by it."""
        scenario, problems = examine(_body().get("draft"))
        return _answer(
            {
                "problems": sorted((_problem(each, _lang()) for each in problems), key=_place),
                "toml": write(scenario) if scenario else None,
                "mark": digest(scenario) if scenario else None,
                "day": house.desk.read(lambda session, _: revised.day_view(session, scenario, _lang())),
            }
        )

    @drafts.post("/api/editor/read")
    @for_the_lead
    def read() -> Response:
        """A file's `{text}` as a draft, also one with mistakes: `{draft}`; one that is no TOML: `{said}`."""
        try:
            return _answer({"draft": spread(str(_body().get("text", "")))})
        except ScenarioError as error:
            return _answer({"said": error.said(translator(_lang()).t)}, 400)

    @drafts.post("/api/editor/save")
    @for_the_lead
    def save() -> Response:
        """Save `{draft, name, over}` among the scenarios that `serve` finds: `{name, path}`; `{taken, said}` if the
        name is another's: `own` may be written over, `veche` never."""
        body, t = _body(), translator(_lang()).t
        scenario, _ = examine(body.get("draft"))
        if scenario is None:
            return _answer({"said": t(N_("This cannot be saved yet. Mend what is marked first."))}, 400)
        try:
            path = library.save(str(body.get("name", "")), write(scenario), over=body.get("over") is True)
        except Taken as taken:
            return _answer({"taken": taken.place, "said": t(TAKEN[taken.place])}, 409)
        except ValueError:
            return _answer({"said": t(N_("A file is called with small Latin letters, digits, - and _."))}, 400)
        except OSError as error:
            log.warning("a scenario was not saved: %s", error)
            return _answer({"said": t(N_("The disk did not take it. Download the file instead."))}, 500)
        return _answer({"name": path.stem, "path": f"{path.parent.name}/{path.name}"})

    return drafts


TAKEN = {
    "own": N_("There is a scenario of this name already."),
    "veche": N_("A scenario of this name comes with Veche and stays as it is. Give yours another name."),
}


def _problem(problem: str, lang: str) -> dict[str, Any]:
    if not isinstance(problem, Flaw):
        return {"path": (), "text": problem}
    return {"path": problem.path, "text": said(problem.what, translator(lang).t)}


def _place(problem: dict[str, Any]) -> tuple[int, int]:
    """The day as a whole first, then the rounds in their order."""
    path = problem["path"]
    return (1, path[1]) if path[:1] == ("round",) and len(path) > 1 else (0, 0)


def _readable(data: bytes) -> Scenario | None:
    try:
        return examine(spread(data.decode("utf-8-sig")))[0]
    except (UnicodeDecodeError, ScenarioError):
        return None


def _body() -> dict[str, Any]:
    try:
        body = from_json(request.get_data())
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _lang() -> str:
    asked = request.args.get("lang")
    return asked if asked in LANGUAGES else request.accept_languages.best_match(LANGUAGES) or "ru"


def _answer(data: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(data), status, mimetype="application/json")
