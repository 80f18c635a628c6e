"""The projector never asks, and its page is an empty shell."""

from __future__ import annotations

from flask import Flask

from projector import pages
from projector.screen import SCREEN
from sessions.commands import COMMANDS
from sessions.seat import Role


def test_only_the_projector_sits_here_and_it_may_say_nothing() -> None:
    assert SCREEN.roles == {Role.PROJECTOR}
    assert not [name for role in Role for name in COMMANDS if SCREEN.command(role, name)]


def test_it_has_a_page_and_observers_have_theirs() -> None:
    app = Flask("wall", static_folder=None)
    app.register_blueprint(pages.blueprint())
    assert [str(rule) for rule in app.url_map.iter_rules()] == ["/projector", "/observer"]
