"""`python -m benchmarks wire [--json] [--clients N] [--votes N]`, `… starve [--json] [--engine E] [--way W]`,
`… similar [--json] [--runs N]` and `… seating [--json] [--seeds N] [--engine E]`."""

from __future__ import annotations

import json
import sys

import click

from benchmarks import seating, similar, starve, wire
from live.engine import ENGINES


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Measure Veche: beside the plainest thing that does the same in the same run, or beside itself in quiet."""


@main.command("wire")
@click.option("--clients", type=click.IntRange(1, 2000), default=150, show_default=True)
@click.option(
    "--votes", type=click.IntRange(1, 40), default=30, show_default=True, help="Votes of each, one after another."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def measure_wire(clients: int, votes: int, as_json: bool) -> None:
    """How long an acknowledgement takes while a whole hall votes."""
    found = wire.measure(clients, votes)
    if as_json:
        click.echo(json.dumps(found, indent=1))
        return
    for name in ("veche", "bare"):
        row = found[name]
        click.echo(
            f"{name:>6}  p50 {row['p50_ms']:7.2f} ms  p99 {row['p99_ms']:7.2f} ms  {row['votes_per_s']:5} votes/s"
        )


@main.command("starve")
@click.option("--engine", type=click.Choice(ENGINES), default=ENGINES[0], show_default=True)
@click.option("--seconds", type=click.FloatRange(0.1, 60), default=4.0, show_default=True, help="Time for each way.")
@click.option(
    "--way", "ways", type=click.Choice(list(starve.WAYS)), multiple=True, help="Only this way; may be given again."
)
@click.option("--inside", is_flag=True, help="The table asks by a websocket that it has already.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def measure_starve(engine: str, seconds: float, ways: tuple[str, ...], inside: bool, as_json: bool) -> None:
    """How long a table waits for its answer while one stranger sends without pause."""
    found = starve.measure(engine, seconds, list(ways or starve.WAYS), inside)
    if as_json:
        click.echo(json.dumps(found, indent=1))
        return
    for name, row in found.items():
        click.echo(
            f"{name:>15}  p50 {row['p50_ms']:7.1f} ms  p95 {row['p95_ms']:7.1f} ms  max {row['max_ms']:7.1f} ms"
            f"  {row['asked']:3} asked, {row['unanswered']} unanswered"
        )


@main.command("similar")
@click.option("--runs", type=click.IntRange(1, 100), default=5, show_default=True, help="Runs of which each is timed.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def measure_similar(runs: int, as_json: bool) -> None:
    """How long it takes to find cards that read alike, and how far it agrees with pairs judged by reading."""
    found = similar.measure(runs)
    if as_json:
        click.echo(json.dumps(found, indent=1))
        return
    for name, row in found.items():
        click.echo(
            f"{name}: {row['cards']} cards, {row['same']} pairs mean the same\n"
            f"  likenesses {row['likenesses_ms']:6.1f} ms (first {row['first_ms']:.1f})"
            f"  suggest {row['suggest_ms']:5.1f} ms  groups {row['groups_ms']:5.1f} ms"
            f"  beside jaccard {row['jaccard_ms']:6.1f} ms"
        )
        for way, thresholds in row["agreement"].items():
            for least, kinds in thresholds.items():
                for kind, judged in kinds.items():
                    shares = "  ".join(
                        f"{key} {'  –' if value is None else f'{value:4.0%}'}"
                        for key, value in judged.items()
                        if key != "n"
                    )
                    click.echo(f"  {way:13} {least:8}  {kind:7} {judged['n']:4}  {shares}")


@main.command("seating")
@click.option("--seeds", type=click.IntRange(1, 100), default=10, show_default=True, help="Halls, each on two days.")
@click.option("--engine", type=click.Choice(ENGINES), default=ENGINES[0], show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def measure_seating(seeds: int, engine: str, as_json: bool) -> None:
    """How good a mixed seating is, how long it takes and who waits for it; ends with 1 where a bound is broken."""
    found = seating.measure(seeds, engine)
    if as_json:
        click.echo(json.dumps(found, indent=1))
    else:
        for row in found["rows"]:
            click.echo(
                f"seed {row['seed']:2} day {row['day']}  {row['people']} people  {row['seconds']:5.2f} s"
                f" ({row['wall_s']:.2f} on the wall)  {row['broken']} broken  off by {row['deviation']:5.3f}"
                f"  {row['repeats']:2} of {row['of']:3} pairs again  {row['alike']:2} alike"
                f"  an answer {row['wait_ms']:5.1f} ms (least of {row['tries']}: {row['least_wait_ms']:.1f}),"
                f" in quiet {row['quiet_ms']:5.1f} ms"
            )
        for name, each in found["summary"].items():
            click.echo(f"{name:>13}  median {each['median']:7.3f}  max {each['max']:7.3f}")
        for line in found["beyond"]:
            click.echo(line)
    if found["beyond"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
