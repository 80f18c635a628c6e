"""The command line: serve, links, doctor, bundle, and what other modules hang on it.

Whatever a person reads here is in the language of their terminal; `--help` stays English.
"""

from __future__ import annotations

import functools
import json
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar

import click

from live.words import terminal_language, translator
from sessions.library import Library
from sessions.reader import ScenarioError, parse
from sessions.scenario import Scenario
from sessions.shelf import Shelf
from sessions.store import StoreError
from sessions.told import N_, Saying

if TYPE_CHECKING:
    from serving import Asked

HERE = Path(__file__).resolve().parent
SCENARIOS = HERE / "scenarios"
DATA = HERE / "var"
PORT = 8080
T = TypeVar("T")
STAND = (
    '[scenario]\nid = "editor"\ntitle = "Veche"\n[[round]]\nid = "stand"\nkind = "info"\ntitle = "Veche"\nminutes = 1\n'
)
"""What the editor stands on while there is no day: nobody plays it."""


class Cli(click.Group):
    """`run.py` without a command serves."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "-h")):
            args = ["serve", *args]
        return super().parse_args(ctx, args)


@click.group(cls=Cli, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Veche runs a forum day as a live game: tables write, the hall votes, initiatives find their people."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")


data_option = click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), default=DATA, help="Folder of the sessions."
)

session_option = click.option(
    "--session", "session_file", type=click.Path(path_type=Path), help="Which session, if not the last."
)

lang_option = click.option(
    "--lang",
    type=click.Choice(["ru", "en"]),
    default=terminal_language,
    show_default="of this terminal",
    help="Language of the sheets.",
)


def hall_options(command: Callable[..., T]) -> Callable[..., T]:
    """Where people come in, if not as the last `serve` of the session said; the command gets it as `asked`."""

    @click.option("--address", help="Address that the links and codes lead to, if not what `serve` said last.")
    @click.option("--port", type=click.IntRange(1, 65_535), help="Port that they lead to.")
    @click.option("--wifi", "ssid", help="Name of the hall's Wi-Fi.")
    @click.option("--wifi-password", "password", help="Its password.")
    @functools.wraps(command)
    def with_hall(address: str | None, port: int | None, ssid: str | None, password: str | None, **others: Any) -> T:
        import serving

        return command(asked=serving.Asked(address, port, ssid, password), **others)

    return with_hall


@main.command()
@click.option("--scenario", type=click.Path(path_type=Path), help="Play this scenario (a TOML file).")
@click.option("--session", "session_file", type=click.Path(path_type=Path), help="Go on with this session file.")
@click.option("--new", is_flag=True, help="Begin anew, even if this scenario was begun before.")
@click.option("--port", type=int, default=PORT, show_default=True, help="If it is busy, the next free one is taken.")
@click.option("--host", default="0.0.0.0", show_default=True, help="Address to listen on.")
@click.option("--tables", type=click.IntRange(1, 60), help="Number of tables, if not the scenario's.")
@click.option("--people", type=click.IntRange(0, 2000), help="Number of personal codes, if not the scenario's.")
@click.option("--wifi", "ssid", default="", help="Name of the hall's Wi-Fi, for the lobby and the sheets.")
@click.option("--wifi-password", "password", default="", help="Its password.")
@click.option("--address", help="Address that the codes on the screen and on paper lead to, if not the first found.")
@data_option
def serve(
    scenario: Path | None,
    session_file: Path | None,
    new: bool,
    port: int,
    host: str,
    tables: int | None,
    people: int | None,
    ssid: str,
    password: str,
    address: str | None,
    data: Path,
) -> None:
    """Start the server and print where people come in."""
    import serving

    try:
        shelf = Shelf(data)
        path, text = choose_session(shelf, scenario, session_file, new)
        serving.run(
            shelf,
            path,
            text,
            serving.Wishes(port, host, tables, people, ssid, password, address),
        )
    except (ScenarioError, StoreError) as error:
        t = translator(terminal_language()).t
        sys.exit(f"{t('Veche cannot start.')}\n{error.said(t)}")


@main.command()
@click.argument("scenario", required=False, type=click.Path(path_type=Path))
@click.option("--port", type=int, default=PORT, show_default=True, help="If it is busy, the next free one is taken.")
@data_option
def edit(scenario: Path | None, port: int, data: Path) -> None:
    """Write scenarios on a page in the browser, before there is any hall."""
    import serving
    from rehearsal import folders

    try:
        text = STAND if scenario is None else read_scenario(find_scenario(scenario, data))[0]
        shelf = Shelf(folders.fresh(data, "editor"))
        wishes = serving.Wishes(port, "127.0.0.1", 1, 0, "", "", None)
        page = "" if scenario is None else "?open=session"
        serving.run(shelf, shelf.new("editor"), text, wishes, data / "scenarios", page)
    except (ScenarioError, StoreError) as error:
        stop(error)


@main.command()
@session_option
@click.option("--json", "as_json", is_flag=True, help="Print every seat's address and token as JSON.")
@click.option("--cards", type=click.IntRange(1, 2000), help="Make A4 sheets with this many personal codes instead.")
@lang_option
@hall_options
@data_option
def links(session_file: Path | None, as_json: bool, cards: int | None, lang: str, asked: Asked, data: Path) -> None:
    """The address and token of every seat."""
    import printing
    import serving

    try:
        shelf = begun(data)
        if cards is not None:
            printing.print_sheets(shelf, session_file, lang, cards, asked)
            return
        printing.warn_of_guesses(serving.session_file(shelf, session_file), asked)
        rows = serving.links(shelf, session_file, asked)
    except StoreError as error:
        stop(error)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        t = translator(terminal_language()).t
        for row in rows:
            code = f"  {t('code {code}', code=row['code'])}" if row["code"] else ""
            click.echo(f"{row['seat']:>8}  {row['url']}{code}")


@main.command("print")
@session_option
@click.option(
    "--by",
    type=click.Choice(["name", "table", "number"]),
    default="name",
    show_default=True,
    help="Order of the badges.",
)
@click.option("--badge", "badges", multiple=True, help="Only these badges: 47, or 101-120. May be given again.")
@click.option("--blank", type=click.IntRange(1, 500), help="Only so many badges for walk-ins, after the last number.")
@click.option(
    "--seat-cards", "card", type=click.Choice(["a5", "a4"]), default="a5", show_default=True, help="Size of seat cards."
)
@click.option("--papers", "round_id", help="Only the paper ballots of this round.")
@click.option("--lines", is_flag=True, help="With --papers: lines for the cards' numbers, while nobody knows them.")
@click.option("--forget", is_flag=True, help="Delete what was printed: it holds names and codes.")
@lang_option
@hall_options
@data_option
def print_(
    session_file: Path | None,
    by: Literal["name", "table", "number"],
    badges: tuple[str, ...],
    blank: int | None,
    card: Literal["a5", "a4"],
    round_id: str | None,
    lines: bool,
    forget: bool,
    lang: str,
    asked: Asked,
    data: Path,
) -> None:
    """Make A4 sheets: a card for each table's tablet, a badge for every personal code, the theme team's links, the
    passports that tables have written by now, paper ballots where the cards are known, and an envelope of paper for
    each table.

    Where there is a list of people, badges bear names, and there are lists for the door and for each table, cards for
    the seats, and the consents to sign.
    """
    import printing

    if lines and round_id is None:
        raise click.UsageError("--lines needs --papers ROUND")
    try:
        shelf = begun(data)
        if forget:
            printing.forget(shelf, session_file)
        elif round_id is not None:
            printing.print_ballots(shelf, session_file, round_id, lang, lines=lines)
        elif badges or blank:
            printing.print_badges(shelf, session_file, lang, by, badges, blank, asked)
        else:
            printing.print_sheets(shelf, session_file, lang, None, asked, by, card)
    except StoreError as error:
        stop(error)


@main.command()
@click.option("--port", type=int, default=PORT, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@data_option
def doctor(port: int, as_json: bool, data: Path) -> None:
    """Look the computer over before the doors open."""
    from dataclasses import asdict

    import doctor as looking

    t = translator(terminal_language()).t
    findings = looking.examine(data, port, t=t)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        looking.print_report(findings, t)
    if any(finding.level == "fail" for finding in findings):
        sys.exit(1)


@main.command()
@click.option("--dev", is_flag=True, help="Take what the tests need too.")
def bundle(dev: bool) -> None:
    """Fill the folder wheels/, so that the first start needs no network."""
    import bootstrap

    sys.exit(bootstrap.bundle(dev))


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def test(arguments: tuple[str, ...]) -> None:
    """Run the linters and the whole suite; arguments go to pytest."""
    import suite

    sys.exit(suite.run(arguments))


@main.command()
@click.argument("scenario", type=click.Path(path_type=Path))
@click.option("--tables", type=click.IntRange(1, 60), help="Number of tables, if not the scenario's.")
@click.option("--people", type=click.IntRange(0, 2000), help="Number of badges, if not the scenario's.")
@click.option("--speed", default="max", show_default=True, help="max, or so many times faster than the scenario.")
@click.option("--seed", default="", help="Have the bots want the same as in the rehearsal with this seed.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object, last on stdout.")
@click.option("--port", type=int, default=0, help="Port of the server that is started for it; 0: any free one.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the session.")
@click.option("--keep", is_flag=True, help="Keep the sessions of earlier rehearsals.")
@click.option("--crashes/--no-crashes", default=True, help="Kill the server now and then, and start it again.")
def rehearse(
    scenario: Path,
    tables: int | None,
    people: int | None,
    speed: str,
    seed: str,
    as_json: bool,
    port: int,
    data: Path | None,
    keep: bool,
    crashes: bool,
) -> None:
    """Let bots play a whole scenario on a server of its own, and check every command afterwards."""
    from rehearsal import folders, summary
    from rehearsal import rehearse as rehearsing
    from rehearsal.pace import parse_speed

    words = translator(terminal_language())
    scenario = find_scenario(scenario, DATA)
    try:
        _, day = read_scenario(scenario)
        faster = parse_speed(speed)
        folder = Shelf(data or folders.fresh(DATA, "rehearsal", keep=keep)).folder
    except (ScenarioError, StoreError) as error:
        stop(error)
    except ValueError:
        raise click.BadParameter("max, or a number above 0", param_hint="--speed") from None
    wishes = rehearsing.Wishes(
        scenario=scenario,
        day=day,
        data=folder,
        tables=tables or day.scenario.tables,
        people=day.scenario.people if people is None else people,
        speed=faster,
        port=port,
        seed=seed,
        crashes=crashes,
        told=lambda row, phase: click.echo(f"{row['no']:>3}  {row['id']}  {phase}", err=True),
    )
    report = rehearsing.rehearse(wishes)
    click.echo(json.dumps(report.facts, ensure_ascii=False) if as_json else summary.summary(report.facts, words))
    sys.exit(0 if report.good else 1)


@main.command()
@click.argument("scenario", type=click.Path(path_type=Path))
@click.option("--tables", type=click.IntRange(1, 60), help="Number of tables, if not the scenario's.")
@click.option("--people", type=click.IntRange(0, 2000), help="Number of badges, if not the scenario's.")
@click.option("--led", is_flag=True, help="A bot leads, too; otherwise somebody leads at the console.")
@click.option("--speed", type=click.FloatRange(0.05, 100), default=1.0, show_default=True, help="2: twice as fast.")
@click.option("--host", default="0.0.0.0", show_default=True, help="Address to listen on.")
@click.option("--port", type=int, default=PORT, show_default=True, help="If it is busy, the next free one is taken.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the session.")
def train(
    scenario: Path,
    tables: int | None,
    people: int | None,
    led: bool,
    speed: float,
    host: str,
    port: int,
    data: Path | None,
) -> None:
    """Rehearse with people: real tablets play, bots fill the empty tables."""
    from rehearsal import folders, training

    try:
        read_scenario(scenario)
        folder = Shelf(data or folders.fresh(DATA, "training")).folder
    except (ScenarioError, StoreError) as error:
        stop(error)
    wishes = training.Wishes(
        scenario=scenario,
        data=folder,
        words=translator(terminal_language()),
        host=host,
        port=port,
        tables=tables,
        people=people,
        led=led,
        speed=speed,
        say=click.echo,
    )
    sys.exit(training.train(wishes))


@main.command()
@click.option("--speed", type=click.FloatRange(0.05, 100), default=1.0, show_default=True, help="2: twice as fast.")
@click.option("--port", type=int, default=PORT, show_default=True, help="If it is busy, the next free one is taken.")
@click.option("--no-open", is_flag=True, help="Print the addresses, open no browser.")
@click.option("--no-stay", is_flag=True, help="Stop the server when the evening is over.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the session.")
def demo(speed: float, port: int, no_open: bool, no_stay: bool, data: Path | None) -> None:
    """Watch bots play a forum evening, and play along."""
    from rehearsal import demo as showing
    from rehearsal import folders

    scenario = SCENARIOS / "forum-evening.toml"
    try:
        _, day = read_scenario(scenario)
        folder = Shelf(data or folders.fresh(DATA, "demo")).folder
    except (ScenarioError, StoreError) as error:
        stop(error)
    wishes = showing.Wishes(
        scenario=scenario,
        day=day,
        data=folder,
        words=translator(terminal_language()),
        speed=speed,
        port=port,
        open_browser=not no_open,
        stay=not no_stay,
        say=click.echo,
    )
    sys.exit(showing.demo(wishes))


def begun(data: Path) -> Shelf:
    """The sessions under `data`, for a tool that needs one. It must not make a folder of a misspelt name."""
    import serving

    if not data.is_dir():
        raise serving.no_session_yet(data)
    return Shelf(data)


def stop(error: StoreError | ScenarioError) -> NoReturn:
    """End with the error in the language of this terminal."""
    sys.exit(error.said(translator(terminal_language()).t))


@main.command()
@click.argument("languages", nargs=-1, type=click.Choice(["ru", "en"]))
def pictures(languages: tuple[str, ...]) -> None:
    """Play an evening and photograph every screen for the READMEs (docs/pictures)."""
    from tests.browser import pictures as photographer

    sys.exit(photographer.main(list(languages)))


def choose_session(
    shelf: Shelf, scenario: Path | None, session_file: Path | None, new: bool
) -> tuple[Path, str | None]:
    """The session file to play, and the scenario's text if it is to be begun.

    A scenario that was begun before goes on, unless `--new` is given: whoever starts the same command again after
    a crash must not find an empty day.
    """
    t = translator(terminal_language()).t
    if session_file is not None:
        if not session_file.exists():
            import serving

            raise serving.no_such_session(session_file, shelf.folder)
        return session_file, None
    if scenario is not None:
        text, read = read_scenario(find_scenario(scenario, shelf.folder))
        begun = shelf.of(read.scenario.id)
        if begun and not new:
            click.echo(t("Going on with {file}. To begin anew: --new", file=begun[0].name))
            return begun[0], text
        return shelf.new(read.scenario.id), text
    if shelf.sessions() and not new:
        return shelf.sessions()[0], None
    text, read = read_scenario(offer_scenarios(shelf.folder))
    return shelf.new(read.scenario.id), text


def read_scenario(path: Path) -> tuple[str, Scenario]:
    """A scenario file. Raises `ScenarioError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        phrase = N_("There is no scenario {path}; name a TOML file, or one that comes with Veche: {names}.")
        names = ", ".join(file.stem for file in sorted(SCENARIOS.glob("*.toml")))
        raise ScenarioError([Saying(phrase, path=path, names=names)]) from None
    except OSError as error:
        phrase = N_("The scenario {path} cannot be read ({reason}); name a TOML file that you may read.")
        raise ScenarioError([Saying(phrase, path=path, reason=error)]) from None
    except UnicodeDecodeError:
        phrase = N_("The scenario {path} is not text in UTF-8; save it as UTF-8.")
        raise ScenarioError([Saying(phrase, path=path)]) from None
    try:
        return text, parse(text)
    except ScenarioError as error:
        raise ScenarioError([f"{path}:", *error.problems]) from None


def find_scenario(path: Path, data: Path) -> Path:
    """The file that is meant: a bare name is looked up among one's own scenarios and those that come with Veche."""
    return path if path.exists() else Library(SCENARIOS, data / "scenarios").find(path.name) or path


def playable(data: Path) -> list[Path]:
    """The scenarios that can be begun; what somebody is still writing in the editor is left out."""
    found = []
    for entry in Library(SCENARIOS, data / "scenarios").entries():
        with suppress(ScenarioError):
            read_scenario(entry.path)
            found.append(entry.path)
    return found


def offer_scenarios(data: Path = DATA) -> Path:
    """Let the operator choose among one's own scenarios and those that come with Veche."""
    t, tn = translator(terminal_language()).t, translator(terminal_language()).tn
    # The evening first, for Enter takes the first.
    files = sorted(playable(data), key=lambda file: file.stem != "forum-evening")
    click.echo(f"{t('No session yet. Which scenario shall be played?')}\n")
    for number, file in enumerate(files, start=1):
        _, read = read_scenario(file)
        title = getattr(read.scenario.title, terminal_language())
        minutes = sum(round_.minutes for round_ in read.rounds)
        click.echo(
            f"  {number}  {title}  ({tn('{n} round', '{n} rounds', len(read.rounds))}, {t('{n} min', n=minutes)})"
        )
    if not sys.stdin.isatty():
        raise ScenarioError([t("Say which one: run.py serve --scenario {name}", name=files[0].stem)])
    while True:
        # Not an IntRange: click would refuse a wrong number in English.
        try:
            choice: str = click.prompt(f"\n{t('Number')}", default="1").strip()
        except click.Abort:
            sys.exit(f"\n{t('Stopped; nothing was begun.')}")
        if choice.isdecimal() and 1 <= int(choice) <= len(files):
            return files[int(choice) - 1]
        click.echo(t("Type a number from 1 to {last}.", last=len(files)))
