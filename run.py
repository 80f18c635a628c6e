"""The way in: `python3 run.py` starts Veche on a machine that has only Python.

Outside its own environment it makes one from requirements.lock and starts itself again inside, as a child.
Inside, it settles the engine before anything else is imported and hands over to cli.py. The syntax stays
readable for Python 2.7, so that an old Python says one sentence instead of a SyntaxError.
"""

import os
import sys

if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  an old Python must get this far and no further
        sys.exit(
            "Veche needs Python 3.11 or newer, this is Python %d.%d. "  # noqa: UP031  Python 2.7 reads this line
            "Install a newer one (python.org; on Debian and Ubuntu: apt install python3 python3-venv)."
            % sys.version_info[:2]
        )

    here = os.path.dirname(os.path.abspath(__file__))
    environment = os.environ.get("VECHE_VENV") or os.path.join(here, ".venv")
    if os.path.realpath(sys.prefix) != os.path.realpath(environment):
        import bootstrap

        sys.exit(bootstrap.main(sys.argv[1:]))

    from live import engine

    name, sys.argv[1:] = engine.from_arguments(sys.argv[1:])
    try:
        # Bots, tests and the doctor stay unpatched: only the server process runs on the chosen engine.
        if sys.argv[1:2] in (["serve"], ["edit"]) or not sys.argv[1:] or sys.argv[1].startswith("-"):
            engine.patch(name)

        import bootstrap

        bootstrap.refuse_if_stale()

        import cli

        cli.main()
    except ImportError as error:
        # The stamp tells that the environment was made to the end, not that nobody has deleted a file of it since.
        import bootstrap

        sys.exit(bootstrap.what_is_missing(error))
