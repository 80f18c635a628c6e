"""`python -m benchmarks wire [--json] [--clients N] [--votes N]`."""

from __future__ import annotations

import json

import click

from benchmarks import wire


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Measure Veche beside a plain server, in the same run."""


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


if __name__ == "__main__":
    main()
