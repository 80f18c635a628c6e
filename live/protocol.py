"""The wire in words, written from the code: `python -m live.protocol > docs/protocol.md`.

Truth flows one way: commands, screens, refusals and routes as they are → one page of Markdown.  A test of the house
holds the page in docs/ to what this module says.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from typing import Any, cast

from flask import Flask
from msgspec import NODEFAULT
from msgspec import inspect as shapes

from live import count, drafts, engine, finding, health, house, parse, transports, twin, watch, web
from live.presence import POLL_COUNTS_MS
from live.screen import Screen
from live.words import translator
from sessions.commands import Command, wire_name
from sessions.library import Library
from sessions.refusals import RETRIED, SENTENCES

WORDS = """\
# The wire

<!-- Written by `python -m live.protocol > docs/protocol.md`. Change the code, then write it again. -->

Everything that devices and the server say to each other. A device says **commands**; each is answered with one
**acknowledgement**; what follows from it comes as **views**. By Socket.IO, or by HTTP where websockets are blocked:
both ways end at the same desk, and may be mixed.

## Coming in

Socket.IO, transport `websocket` only, one namespace for each screen, `auth = {{token, lang}}`. The token is the bearer
secret of a seat; who speaks is always the seat, and no payload can name another. `lang` is `ru` or `en`.

| namespace | seats | a changed view at most |
| --- | --- | --- |
{screens}

A refused connection ends with `connect_error`, its message the code, its `data` `{{error: {{code, text, retry}}}}`:
`seat.unknown` (made up, re-issued since, or of another screen) or `pin.needed` (the console's link without its PIN).
A socket that has been on no screen for {silent} s, leaves {unread} messages unread, or says what is no message of the
protocol is closed. A seat whose link is re-issued is sent away at once.

A link carries its token in the fragment (`/table/4#t4.K3…`), so that it is in no log. Tokens are made from the
session's seat key, the seat and the generation of its link; `run.py links` prints them again.

## Saying

`emit(command, payload, ack)`; by HTTP `POST /api/commands` with `{{"command": …, "payload": …, "lang": …}}` and
`Authorization: Bearer TOKEN`. The payload is one object: `action_id` and the fields of the command, no others.

* `action_id`: text of {action_least} to {action_most} characters, new for every act, the same for every repeat of it.
  The key is (seat, `action_id`) with a digest of the command. The same key gets the same answer and has no second
  effect, by either way, after a reconnect and after a restart of the server. The same key with another command:
  `action.reused`. Only answers of the rules are remembered; what may be sent again (see *retry*) is not.
* A payload of more than {payload} KiB is refused as `payload.too_large` and the connection stays; by HTTP a body beyond
  {body} KiB is, with status 413. A message beyond {message} KiB ends the connection.
* A seat may say {burst} commands at once and {per_s} a second after that; beyond, `rate.spent`. Repeats cost nothing.
* Choices are absolute (the whole ballot, the whole text), so that a repeat is harmless.

The acknowledgement, one object, by HTTP with status 200:

    {{"ok": true,  "version": [epoch, n], "safe": n, "answer": {{…}}}}
    {{"ok": false, "version": [epoch, n], "safe": n, "error": {{"code": …, "text": …, "retry": …, "facts": {{…}}}}}}

* `ok: true` means: it is committed, on the disk. `answer` is what the asker is told besides (a card's id, a receipt).
* `version`: n counts commits; `epoch` changes with every take-over from a copy. Versions compare as pairs.
* `safe`: the last n that is known to be on a second medium, 0 while there is none. A device keeps what it has sent
  until `safe` reaches the n of its acknowledgement; when the epoch changes, it sends what it still keeps again.
* `text` is a sentence for people, in the device's language; `facts` are the numbers and names that belong to it.
* `retry: true`: a state of the machine, not an answer. The device keeps the command and sends the same again later.

## Commands

{commands}

## How a device is

`emit("report", {{…}}, ack)`, by HTTP `POST /api/report`: not a command, in no journal, and of the own seat only. A
table and the projector say it every four seconds, a phone once a minute, and each at once when something changes. The
answer is `{{"ok": true}}` or a refusal: more than {reports} at once and {reports_s} a second is `rate.spent`, more than
{report_bytes} bytes `payload.too_large`. The lead's view tells what is not well; whoever says nothing is not watched.

{report}

## Hearing

Server → client, four names in all. Nobody acknowledges them.

* `view` `{{version, part, left_ms, pitch_ms, now, data}}`. `part` is `common`, the same for every device of the
  screen, or `own`, the seat's. A view is whole: the newest wins, an older one (by version) is dropped. After coming
  in, both parts are sent at once; later a part is sent when it has changed, the first change after a silence at once.
  A view shows nothing that is not committed. `left_ms` is what was left on the clock when the view was sent,
  `pitch_ms` what was left to whoever had the floor, null without a clock; devices count on by their own monotonic
  clock. `now` is the desk's wall clock (ms), for the times of the day. Texts of the scenario travel as `{{ru, en}}`,
  codes as codes.
* `presence` `{{seats: {{seat: devices}}}}`: who is online. {presence}
* `notice` `{{tone, code, text}}`: a passing word, no state. No screen sends one yet.
* `reload` `{{build}}`: the release of the pages, sent after coming in. A page of another release loads itself anew as
  soon as everything it has to say is acknowledged and nobody is typing.

## HTTP

Bodies are JSON and say so (`Content-Type: application/json`). An error is shaped as a refused acknowledgement, with a
status: 400 no JSON object, 401 no such seat, 403 or 404 wrong PIN or code, 413 too large, 415 not said to be JSON, 429
too often, 500 broken. Only names that a hall's network can give are answered (addresses, names without dots,
{suffixes}), and the one that `serve --address` names; for others 421. Headers of proxies count for nothing, no cookie
is ever set, and every answer carries a strict Content-Security-Policy.

{routes}

A lineage is made of chapters `{{card, answers, steps}}`: `before` what the card answers, `here` the card itself,
`after` what was written for it. Steps in the order of the day: `written` (with `table` and `at` only when no vote can
go by them any more), `gone`, `laid`, `aside`, `alone`, `objected`, `vote` (`row` is null until the result is told, and
then what the result shows), `group`. A `title` is null where a card's words are not for everybody.

`GET /api/view` counts as being online for {polls} s. Pages: `/` `/p/47` `/table/4` `/console` `/editor` `/themes`
`/projector`: empty shells; what is in them comes only over the seat's link.

## Refusals

| code | retry | in English | in Russian |
| --- | --- | --- | --- |
{refusals}
"""


def page(screens: tuple[Screen, ...]) -> str:
    """The whole page for these screens."""
    return WORDS.format(
        screens="\n".join(_screen(screen) for screen in screens),
        commands="\n\n".join(_commands(screens)),
        presence=_hears_presence(screens),
        routes="\n".join(_routes()),
        refusals="\n".join(_refusals()),
        silent=f"{transports.SPEAK_WITHIN_S:g}",
        unread=transports.UNREAD_MESSAGES,
        action_least=parse.ACTION_ID_LENGTH[0],
        action_most=parse.ACTION_ID_LENGTH[1],
        payload=parse.PAYLOAD_BYTES // 1024,
        body=web.BODY_BYTES // 1024,
        message=engine.MAX_MESSAGE_BYTES // 1024,
        burst=house.SAYINGS_BURST,
        per_s=house.SAYINGS_PER_S,
        polls=POLL_COUNTS_MS // 1000,
        reports=house.REPORTS_BURST,
        reports_s=house.REPORTS_PER_S,
        report_bytes=health.REPORT_BYTES,
        report="\n".join(_fields(health.Report)),
        suffixes=", ".join(f"`{suffix}`" for suffix in web.OF_A_HALL),
    )


def _screen(screen: Screen) -> str:
    roles = ", ".join(sorted(role.value for role in screen.roles))
    return f"| `{screen.namespace}` | {roles} | {screen.rate_hz:g} times a second |"


def _hears_presence(screens: tuple[Screen, ...]) -> str:
    names = ", ".join(f"`{screen.namespace}`" for screen in screens if screen.hears_presence)
    return f"Only on {names}." if names else "On no screen."


def _commands(screens: tuple[Screen, ...]) -> Iterator[str]:
    for screen in screens:
        for role, commands in screen.commands.items():
            yield f"### {role.value.capitalize()} on `{screen.namespace}`"
            if commands:
                yield "\n".join(_command(command) for command in commands)
            else:
                yield "Says nothing: this screen shows, and never asks."


def _command(command: type[Command]) -> str:
    told = " ".join(inspect.getdoc(command).split())  # type: ignore[union-attr]
    return "\n".join([f"* **`{wire_name(command)}`** {told}", *(f"  {row}" for row in _fields(command))])


def _fields(message: type[Any]) -> Iterator[str]:
    info = cast(shapes.StructType, shapes.type_info(message))
    yield from (f"* `{field.encode_name}`: {_field(field)}" for field in info.fields)


def _field(field: shapes.Field) -> str:
    said = _shape(field.type)
    return said if field.default is NODEFAULT else f"{said}; may be left out"


def _shape(kind: Any) -> str:
    match kind:
        case shapes.StrType():
            return f"text{_between(kind.min_length, kind.max_length, ' characters')}"
        case shapes.IntType():
            return f"whole number{_between(kind.ge, kind.le)}"
        case shapes.BoolType():
            return "true or false"
        case shapes.LiteralType():
            return " or ".join(f"`{value}`" for value in kind.values)
        case shapes.DictType():
            keys, values = _shape(kind.key_type), _shape(kind.value_type)
            return f"object{_between(kind.min_length, kind.max_length, ' entries')}: {keys} → {values}"
        case shapes.VarTupleType():
            return f"list{_between(kind.min_length, kind.max_length, ' items')} of {_shape(kind.item_type)}"
        case shapes.TupleType(item_types=items):
            return f"list of {len(items)}: {', '.join(_shape(each) for each in items)}"
        case shapes.UnionType():
            return " or ".join("null" if isinstance(each, shapes.NoneType) else _shape(each) for each in kind.types)
        case _:
            raise TypeError(f"the protocol has no words for {kind}")


def _between(least: int | None, most: int | None, what: str = "") -> str:
    if least is not None and most is not None:
        return f" of {least:,} to {most:,}{what}" if what else f" from {least:,} to {most:,}"
    if most is not None:
        return f" of up to {most:,}{what}" if what else f" up to {most:,}"
    return ""


def _routes() -> Iterator[str]:
    flask = Flask("protocol", static_folder=None)
    # The routes are only listed, none is called, so the house may be missing.
    flask.register_blueprint(web.blueprint(cast(house.House, None)))
    flask.register_blueprint(watch.blueprint(cast(house.House, None)))
    flask.register_blueprint(finding.blueprint(cast(house.House, None)))
    flask.register_blueprint(count.blueprint(cast(house.House, None)))
    flask.register_blueprint(twin.blueprint(cast(house.House, None)))
    flask.register_blueprint(drafts.blueprint(cast(house.House, None), cast(Library, None)))
    for rule in flask.url_map.iter_rules():
        method = "POST" if "POST" in (rule.methods or set()) else "GET"
        told = " ".join(inspect.getdoc(flask.view_functions[rule.endpoint]).split())  # type: ignore[union-attr]
        yield f"* **`{method} {rule.rule}`** {told}"


def _refusals() -> Iterator[str]:
    russian = translator("ru")
    for code, sentence in SENTENCES.items():
        yield f"| `{code.value}` | {'yes' if code in RETRIED else ''} | {sentence} | {russian.t(sentence)} |"


if __name__ == "__main__":
    # A tool, not a part of the server: only here the plumbing asks by name which screens there are.
    from app import SCREENS

    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page(SCREENS))
