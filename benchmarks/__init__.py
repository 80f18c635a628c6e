"""How fast the wire is, measured beside a plain server in the same run: `python -m benchmarks wire --json`."""
